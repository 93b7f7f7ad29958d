package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Coverage checks from when to when a chart or a table is said to go.
var Coverage = newRule("coverage", Doc{
	Title: "from when to when a chart or table goes",
	Text: `"The chart shows ferry passengers from December 2023 to January 2025" names the first and the last row on record. Judged
only where the facts that the draft is about are one plain series of rows, as those of one chart: among several, a chart may
show a part of any. An end that is right in the unit it is written in is right.`,
	Examples: []Example{
		{"The chart shows the number of burglaries in Northport from 2011 to 2024.", NotEnoughInfo},
	},
}, findCoverages, judgeCoverage)

type coverageClaim struct {
	Claim
	mention *claims.PeriodMention
}

// findCoverages finds "the chart shows … from March 2020 to June 2021".
func findCoverages(p *Pass) (found []coverageClaim) {
	s := p.Sentence
	chart := -1
	for token := range s.Tokens {
		switch courseWords.Meaning(s.Stems[token]) {
		case "drawing":
			if chart < 0 && token <= 3 {
				chart = token
			}
		case "showing":
			if chart < 0 || token-chart > 3 {
				continue
			}
			for i := range s.Periods {
				m := &s.Periods[i]
				// What a change or an extreme stands between is the course of the figures, not the chart.
				if m.Role == claims.FromTo && m.First > token && !m.Period.IsZero() && !m.Open &&
					!p.tellsCourse(token, m.First) && !s.HasCue(token, m.First, claims.Up, claims.Down, claims.Most, claims.Least, claims.Flat) {
					return []coverageClaim{{Claim{m.First, m.Last}, m}}
				}
			}
			return nil
		}
	}
	return nil
}

// tellsCourse tells "shows a fluctuating trend from May to July".
func (p *Pass) tellsCourse(first, last int) bool {
	s := p.Sentence
	for token := first; token < last; token++ {
		if word := courseWords.Meaning(s.Tokens[token].Norm); word == "rough" || word == "steady" || s.Stems[token] == "trend" {
			return true
		}
	}
	return false
}

func judgeCoverage(p *Pass, c coverageClaim) Verdict {
	var only *facts.Dataset
	for _, d := range p.Facts.Datasets {
		if ids := p.Article.Document.Meta.Facts; len(ids) > 0 && !slices.Contains(ids, d.ID) {
			continue
		}
		if only != nil || len(d.Dimensions) > 0 {
			return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "the facts hold more than one series: which of them is shown is not said"}
		}
		only = d
	}
	if only == nil || only.Period == nil || only.Period.Holds {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "the facts hold no series with an end"}
	}
	var proposals []proposal
	for _, m := range only.Measures {
		if cells := p.Facts.Series(facts.Slice{Measure: m}).Cells; len(cells) > 0 {
			proposals = append(proposals, p.coverage(c, m, cells[0], cells[len(cells)-1]))
		}
	}
	return p.decide(c.Claim, proposals)
}

func (p *Pass) coverage(c coverageClaim, m *facts.Measure, begun, ended facts.Cell) proposal {
	first, last := begun.Period, ended.Period
	q := proposal{known: true, rows: evidence(begun, ended)}
	q.reading = claims.Reading{Slice: facts.Slice{Measure: m}}
	q.says = fmt.Sprintf("%s: the record goes from %s to %s", m.Label, first.Words(), last.Words())
	grain := edgeGrain(c.mention)
	from, to := c.mention.Period.First().Of(grain), c.mention.Period.Last().Of(grain)
	if covers(from, first) && covers(to, last) {
		q.fit = quantity.Exact
	}
	return q
}

// covers reports whether an end as written is that of the record, in the coarser of the two units.
func covers(written, actual period.Period) bool {
	if written.Grain() > actual.Grain() && actual.Grain() != period.Span {
		return actual.Contains(written)
	}
	return actual.First().Of(written.Grain()) == written || actual.Last().Of(written.Grain()) == written
}
