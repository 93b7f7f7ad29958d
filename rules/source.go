package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// Source checks the day on which figures are said to have come out.
var Source = newRule("source", Doc{
	Title: "when the figures came out",
	Text: `"Figures released on Tuesday show" is checked against the day on which the source of those figures was
published. A day after it is left open, as figures are quoted again; a day shortly before it is refuted, if
the sentence gives figures of that source for its latest period or names nothing else.`,
	Examples: []Example{
		{"Northport had 388 burglaries in 2024, police figures released on Tuesday showed.", Supported},
		{"Northport had 388 burglaries in 2024, police figures released on Monday showed.", Refuted},
		{"Northport had 388 burglaries in 2024, police figures released on Wednesday showed.", NotEnoughInfo},
	},
}, findSources, judgeSource)

type sourceClaim struct {
	Claim
	date     *claims.PeriodMention
	datasets []*facts.Dataset // what the sentence has its figures from
	latest   bool             // and they are of the latest period
}

// sourceReach is how many days before publication a source may have come out to be the one meant.
const sourceReach = 100

func findSources(p *Pass) (found []sourceClaim) {
	s := p.Sentence
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Period.IsZero() || m.Role != claims.At || m.Grain != period.Day && m.Grain != period.Month || m.Part != claims.Whole || s.PublicationBefore(m) == "" {
			continue
		}
		datasets, latest := p.sources()
		if len(datasets) == 0 {
			return nil
		}
		claim := sourceClaim{Claim{m.First, m.Last}, m, datasets, latest}
		if m.HasWeekday && !p.isWritten(m) {
			at := p.weekdayToken(m)
			claim.Claim = Claim{at, at + 1}
		}
		if m.Grain == period.Month && (!latest || s.PublicationBefore(m) != "published") {
			continue
		}
		found = append(found, claim)
	}
	return found
}

// sources returns the datasets that the figures of the sentence are from, those that the facts bear out;
// latest tells that all figures are of the last period on record. Without figures they are the datasets
// that the sentence, or else the one before, names.
func (p *Pass) sources() (datasets []*facts.Dataset, latest bool) {
	s := p.Sentence
	add := func(d *facts.Dataset) {
		if d.Source.Published.Grain() == period.Day && p.about(d) && !slices.Contains(datasets, d) {
			datasets = append(datasets, d)
		}
	}
	for i, use := range s.Uses {
		var v Verdict
		claim := amountClaim{Claim{s.Amounts[i].First, s.Amounts[i].Last}, i}
		switch use.Role {
		case claims.Level, claims.LevelTo:
			v = judgeValue(p, claim)
		case claims.Change:
			v = judgeChange(p, claim)
		case claims.Share:
			v = judgeShare(p, claim)
		}
		if v.Label == Supported && len(v.Evidence) > 0 {
			row := v.Evidence[len(v.Evidence)-1]
			add(row.Measure.Dataset)
			latest = latest || p.isLatest(row)
		}
	}
	for back := 0; back < 2 && len(datasets) == 0 && s.Index >= back; back++ {
		for _, n := range p.Article.Sentences[s.Index-back].Names {
			for _, r := range n.Refs {
				if r.Loose < 0.5 {
					add(r.Dataset())
				}
			}
		}
	}
	return datasets, latest
}

// isLatest reports whether no row of the measure with the same members is of a later period.
func (p *Pass) isLatest(row *facts.Observation) bool {
	cells := p.Facts.Series(facts.Slice{Measure: row.Measure, Members: row.Members}).Cells
	return len(cells) > 0 && !cells[len(cells)-1].Period.After(row.Period)
}

func judgeSource(p *Pass, c sourceClaim) Verdict {
	m := c.date
	published := p.Article.Published
	var near *facts.Dataset
	for _, d := range c.datasets {
		day := d.Source.Published
		if m.Period.Contains(day) {
			return Verdict{Label: Supported, Severity: Note, Message: cameOut(d)}
		}
		if near == nil || day.Before(near.Source.Published) {
			near = d
		}
	}
	day := near.Source.Published
	reach := sourceReach
	if m.Grain == period.Day && !p.isWritten(m) {
		reach = eventReach
	}
	v := Verdict{Label: NotEnoughInfo, Severity: Note, Message: cameOut(near)}
	if m.Period.Before(day) && !day.After(published) && !day.Add(reach).Before(published) && !m.Period.Last().Add(reach).Before(day) {
		v.Label, v.Severity = Refuted, Error
		if m.HasWeekday && !p.isWritten(m) {
			v.Suggestion = p.weekdayFix(c.First, m, day)
		}
	}
	return v
}

func cameOut(d *facts.Dataset) string {
	from := d.Source.Publisher
	if from == "" {
		from = d.ID
	}
	return fmt.Sprintf("the figures of %s came out on %s", from, dayWords(d.Source.Published))
}
