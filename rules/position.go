package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// positionWords tell who is in front, by their stems.
var positionWords = lexicon.Words{Table: "position-words", Key: claims.Stem}

// isInFrontWithLess tells a cue of comparison that speaks of who is in front where less of the measure may put one there: "57
// seconds ahead of" in a table of times. Such words do not say which of the two values is higher.
func (p *Pass) isInFrontWithLess(cue claims.Cue, m *facts.Measure) bool {
	if m.Unit.Kind != quantity.Time && !holdsRanks(m) {
		return false
	}
	for t := cue.First; t < cue.Last; t++ {
		if positionWords.Meaning(p.Sentence.Stems[t]) != "" {
			return true
		}
	}
	return false
}

// placeMeasure returns the measure of a dataset that holds places, or nil.
func placeMeasure(d *facts.Dataset) *facts.Measure {
	for _, m := range d.Measures {
		if holdsRanks(m) {
			return m
		}
	}
	return nil
}

// byPlace returns the reading of a bare place, as in "took sixth place", by the measure that holds places, where the facts have one for
// the subject and the sentence names no other measure: they say who came where better than any order that we make.
func (p *Pass) byPlace(c rankClaim, r claims.Reading) (claims.Reading, bool) {
	m := placeMeasure(r.Slice.Measure.Dataset)
	if m == nil || m == r.Slice.Measure || r.MeasureFrom == claims.Named || c.by != claims.ByLevel || c.companion >= 0 || p.Sentence.HasCue(c.First, c.Last, claims.Most, claims.Least, claims.Leads) {
		return r, false
	}
	placed := r
	placed.Slice.Measure = m
	if cells := p.cells(placed.Slice, r.Period); len(cells) != 1 || cells[0].Derived {
		return r, false
	}
	return placed, true
}
