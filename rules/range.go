package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Range checks that a figure stayed within bounds over a run of periods.
var Range = newRule("range", Doc{
	Title: "bounds over a run of periods",
	Text: `"Between 385 and 420 since 2018", "never above 420", "remained below 400 throughout" speak of every period of the run:
one row outside refutes them. A missing row leaves the verdict open.`,
	Examples: []Example{
		{"Since 2018 the number of burglaries in Northport has stayed between 385 and 437 a year.", Supported},
		{"Since 2018 the number of burglaries in Northport has stayed between 400 and 437 a year.", Refuted},
	},
}, findRanges, judgeRange)

type rangeClaim struct {
	Claim
	condition condition
	span      *claims.PeriodMention
	whole     bool // "throughout the record"
}

// findRanges finds figures that bound what a word makes lasting: "stayed", "never", "in every month".
func findRanges(p *Pass) (found []rangeClaim) {
	s := p.Sentence
	for i := range s.Amounts {
		cond, ok := p.levelIn(i)
		if !ok || cond.level.Amount.Hedge == quantity.Bare && !cond.level.IsRange {
			continue
		}
		start, end := s.ClauseStart(cond.First), p.clauseEnd(cond.Last-1)
		claim := rangeClaim{Claim: cond.Claim, condition: cond}
		lasting := false
		for token := start; token < end; token++ {
			lasting = lasting || courseWords.Meaning(s.Tokens[token].Norm) == "lasting" || courseWords.Meaning(s.Tokens[token].Norm) == "stay" && s.Stems[token] != "be"
		}
		if none, ok := s.FindCue(start, cond.First, claims.None, claims.Not); ok {
			lasting = lasting || s.Tokens[none.First].Norm == "never" || unitOf(s, none.Last, none.Last+1) != "" || courseWords.Meaning(s.Words(none.First, min(none.Last+1, len(s.Tokens)))) == "lasting"
			claim.condition.not = true
		}
		lasting = lasting || s.HasCue(cond.Last, end, claims.Every) && unitOf(s, cond.Last, end) != ""
		if !lasting || s.HasCue(start, cond.First, claims.Modal) {
			continue
		}
		for j := range s.Periods {
			m := &s.Periods[j]
			near := m.First >= start-1 && m.First < end || m.Last == start-1
			if near && !m.Period.IsZero() && (m.Role == claims.Since || m.Role == claims.FromTo || m.Role == claims.Past && m.Count > 0 || m.Role == claims.At && m.Grain <= period.Year) {
				claim.span = m
				if m.First >= claim.Last && m.First <= claim.Last+5 {
					claim.Last = m.Last
				}
			}
		}
		if claim.span == nil {
			if !s.HasCue(start, end, claims.Record) {
				continue
			}
			claim.whole = true
		}
		found = append(found, claim)
	}
	return found
}

func judgeRange(p *Pass, c rangeClaim) Verdict {
	a := c.condition.level
	w := claims.Want{Fits: fits(a), Anchor: a.First, Noun: a.Noun}
	skip := p.stretches()
	if c.span != nil {
		skip = append(skip, c.span)
	}
	courses := p.latestOrNamed(p.courses(w, skip...))
	var proposals []proposal
	for _, r := range courses {
		if len(r.series.Cells) > 0 {
			proposals = append(proposals, p.bounded(c, r))
		}
	}
	return p.decideCourse(c.Claim, proposals)
}

// bounded checks each row of the run.
func (p *Pass) bounded(c rangeClaim, r seriesReading) proposal {
	q := proposal{reading: r.Reading, cost: r.Cost}
	var run stretch
	if c.span != nil {
		run, _ = stretchOf(c.span, r.now.Period)
	}
	cells, gaps := run.within(r.series, r.now.Period)
	if run.to.IsZero() {
		gaps = inner(gaps, cells)
	}
	if len(cells) < 2 {
		q.lacks = fmt.Sprintf("%s: the facts have too few rows for those periods", r.Slice.Words())
		return q
	}
	m := r.Slice.Measure
	low, high := extremeOf(cells, -1), extremeOf(cells, 1)
	q.rows = evidence(low, high)
	q.says = fmt.Sprintf("%s: between %s%s and %s%s", r.Slice.Words(), quantity.Format(low.Value, m.Unit), forPeriod(low.Period), quantity.Format(high.Value, m.Unit), forPeriod(high.Period))
	q.known = true
	q.unsure = true // all of the rows out of bounds: of something else
	for _, cell := range cells {
		if holds, _ := p.holds(c.condition, r.series, cell, fromPrevious); holds {
			q.unsure = false
			break
		}
	}
	for _, cell := range []facts.Cell{low, high} {
		holds, known := p.holds(c.condition, r.series, cell, fromPrevious)
		if !known {
			q.known, q.lacks = false, "the figure is in another unit than the facts"
			return q
		}
		if !holds {
			return q
		}
	}
	if len(gaps) > 0 {
		q.known, q.lacks = false, q.says+", but there is no row for "+periodList(gaps)
		q.gaps = gaps
		return q
	}
	q.fit = quantity.Within
	return q
}
