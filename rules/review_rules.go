package rules

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Provisional warns of figures that the source marks as not final, where the text does not say so.
var Provisional = newReview("provisional", Doc{
	Title: "figures that are not final",
	Text: `A figure whose row is marked provisional, an estimate or a forecast is true, and readers should know that it may
change: the paragraph says "provisional", "preliminary", "estimated" or the like.`,
	Examples: []Example{{"The old town had 268 burglaries in 2024.", Supported}},
}, func(p *Pass, f *Finding) string {
	for _, o := range f.Evidence {
		if o.Status != facts.Provisional && o.Status != facts.Estimate && o.Status != facts.Forecast {
			continue
		}
		if p.saysWord(&statusWords) {
			return ""
		}
		return fmt.Sprintf("%s = %s is marked %s: say so", facts.Slice{Measure: o.Measure, Members: o.Members}.WordsAt(o.Period), quantity.Format(o.Value, o.Measure.Unit), o.Status)
	}
	return ""
})

var statusWords = lexicon.Words{Table: "status-words"}

// SizeWords warns of words for large changes on small ones, and the other way round.
var SizeWords = newReview("size-words", Doc{
	Title: "words that make a change larger or smaller than it is",
	Text: `"Plunged", "soared" and the like take a change of a tenth or more, "edged" and "inched" one of a twentieth at
most. The table size-words of the lexicon has the words and their bounds.`,
	Examples: []Example{{"Burglaries in Northport plunged to 388 in 2024.", Supported}},
}, func(p *Pass, f *Finding) string {
	percent, _, _, ok := changeOf(f)
	if !ok {
		return ""
	}
	word, bound, ok := p.says(f, &sizeWords)
	if !ok {
		return ""
	}
	least, large := strings.CutPrefix(bound, "from ")
	most := strings.TrimPrefix(bound, "up to ")
	limit, err := quantity.ParseNumber(map[bool]string{true: least, false: most}[large])
	if err != nil {
		return ""
	}
	switch order := percent.CmpNumber(limit); {
	case large && order < 0:
		return fmt.Sprintf("%s: little for %q, which takes %s%%", f.Message, word, limit)
	case !large && order > 0:
		return fmt.Sprintf("%s: much for %q, which takes %s%% at most", f.Message, word, limit)
	}
	return ""
})

var sizeWords = lexicon.Words{Table: "size-words"}

// BareRecord warns of records that do not say since when.
var BareRecord = newReview("bare-record", Doc{
	Title: "records that do not say since when",
	Text:  `"A record low" is worth as much as the record is long. The sentence says where it begins: "the lowest since 2011".`,
	Examples: []Example{
		{"Burglaries in Northport hit a record low in 2017.", Supported},
	},
}, func(p *Pass, f *Finding) string {
	if f.Rule != "record" || p.sinceWhen() {
		return ""
	}
	d := f.best.reading.Slice.Measure.Dataset
	if d.Period == nil {
		return ""
	}
	since := d.Period.Since
	if since.IsZero() {
		cells := p.Facts.Series(f.best.reading.Slice).Cells
		if len(cells) == 0 {
			return ""
		}
		since = cells[0].Period
	}
	return "the record begins in " + since.Words() + ": say so"
})
