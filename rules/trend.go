package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Trend checks the course of a series over a run of periods.
var Trend = newRule("trend", Doc{
	Title: "a course over a run of periods",
	Text: `"Fell from 2016 to 2020" compares the ends of the run. "Steadily" and "gradually" also say that no move the other way
exceeds a third of the range in the run. "Stable" says that the values differ by no more than a quarter of their level;
"unchanged" that the last one is the same as the one before, and "barely changed" that it is within 2 percent of it. Where
a run begins or ends with a longer period than the rows have, any row of that period may be meant.`,
	Examples: []Example{
		{"Burglaries in Northport fell steadily from 2021 to 2024.", Supported},
		{"Burglaries in Northport rose steadily from 2021 to 2024.", Refuted},
		{"Burglaries in Northport were unchanged in 2024.", Refuted},
	},
}, findTrends, judgeTrend)

type trendClaim struct {
	Claim
	cue    claims.Cue
	sign   int  // +1 rose, -1 fell, 0 stayed
	steady bool // "steadily": without large counter-moves
	flat   string
	// foreign tells that the clause has a subject that the facts don't name.
	foreign bool
	runs    []run // what may be meant; the claim is wrong only if none of them bears it out
	skip    []*claims.PeriodMention
}

// run is a way to take the periods that a course leads through.
type run struct {
	from, to period.Period // zero: where the record begins, or ends
	back     int           // with no from: this many units of grain up to the end
	grain    period.Grain
	exact    bool // both ends are said, or neither: the whole record
	turn     bool // the course may begin at any turning point
}

// judgeTrend weighs every reading of the subject with every run of periods that the words allow.
func judgeTrend(p *Pass, c trendClaim) Verdict {
	var proposals []proposal
	skip := append(p.stretches(), c.skip...)
	seen := map[*facts.Measure]map[string]bool{}
	for _, r := range p.courses(claims.Want{Anchor: c.cue.First}, skip...) {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		key := r.Slice.Words() + "|" + r.now.Period.String()
		if seen[r.Slice.Measure][key] {
			continue
		}
		if seen[r.Slice.Measure] == nil {
			seen[r.Slice.Measure] = map[string]bool{}
		}
		seen[r.Slice.Measure][key] = true
		if len(c.runs) == 0 {
			proposals = append(proposals, p.stayed(c, r))
			continue
		}
		for n, run := range c.runs {
			q := p.course(c, r, run)
			q.unsure = q.unsure || c.foreign || isChangeMeasure(r.Slice.Measure)
			q.cost += 0.02 * float32(n)
			proposals = append(proposals, q)
		}
	}
	return p.decideCourse(c.Claim, proposals)
}

// course judges one reading over one run.
func (p *Pass) course(c trendClaim, r seriesReading, run run) proposal {
	q := proposal{reading: r.Reading, cost: r.Cost}
	if run.back > 0 {
		run.from = r.series.Cells[len(r.series.Cells)-1].Period.Last().Of(run.grain).Add(-run.back)
	}
	cells, _ := stretch{run.from, run.to}.within(r.series, r.now.Period)
	if len(cells) > 0 && !run.exact && !run.from.IsZero() {
		cells = p.widened(r.series, cells) // "a fall in 2018": from the year before
	}
	if len(cells) < 2 {
		q.lacks = fmt.Sprintf("%s: the facts have too few rows for those periods", r.Slice.Words())
		return q
	}
	q.known = true
	first, last := cells[0], cells[len(cells)-1]
	m := r.Slice.Measure
	q.rows = evidence(first, last)
	q.says = fmt.Sprintf("%s: %s%s, %s%s", r.Slice.Words(), quantity.Format(first.Value, m.Unit), forPeriod(first.Period), quantity.Format(last.Value, m.Unit), forPeriod(last.Period))
	if c.sign == 0 {
		low, high := extremeOf(cells, -1), extremeOf(cells, 1)
		q.rows = evidence(low, high)
		q.says = fmt.Sprintf("%s: between %s%s and %s%s", r.Slice.Words(), quantity.Format(low.Value, m.Unit), forPeriod(low.Period), quantity.Format(high.Value, m.Unit), forPeriod(high.Period))
		whole := extremeOf(r.series.Cells, 1).Value.Sub(extremeOf(r.series.Cells, -1).Value)
		if isLevel(low.Value, high.Value) || high.Value.Sub(low.Value).Mul(quantity.Int(100)).Cmp(whole) <= 0 {
			q.fit = quantity.Within
		}
		return q
	}
	starts := p.endsOf(cells, run.from, true)
	if run.turn && !c.steady {
		starts = append(starts, indexOf(cells, extremeOf(cells, -c.sign)))
	}
	for _, from := range starts {
		for _, to := range p.endsOf(cells, run.to, false) {
			if from < to && cells[to].Value.Cmp(cells[from].Value) == c.sign && (!c.steady || isSteady(cells[from:to+1], c.sign)) {
				q.fit = quantity.Within
				return q
			}
		}
	}
	if top, bottom := counterMove(cells, -c.sign); !run.exact && !c.steady && run.from.Grain() <= period.Year && cells[0].Period.Grain() > period.Year {
		// "a rise in 2022" may be a part of 2022
		span := extremeOf(cells, 1).Value.Sub(extremeOf(cells, -1).Value)
		q.unsure = bottom.Value.Sub(top.Value).Abs().Mul(quantity.Int(3)).Cmp(span) >= 0
	}
	if c.steady && last.Value.Cmp(first.Value) == c.sign {
		top, bottom := counterMove(cells, c.sign)
		q.rows = evidence(first, top, bottom, last)
		q.says = fmt.Sprintf("%s: %s%s, then %s%s", r.Slice.Words(), quantity.Format(top.Value, m.Unit), forPeriod(top.Period), quantity.Format(bottom.Value, m.Unit), forPeriod(bottom.Period))
	}
	return q
}

// widened returns the cells with the neighbour before and, in a series of finer periods than the words, the
// one behind.
func (p *Pass) widened(series facts.Series, cells []facts.Cell) []facts.Cell {
	var wide []facts.Cell
	if prev, ok := before(series, cells[0].Period); ok {
		wide = append(wide, prev)
	}
	wide = append(wide, cells...)
	if len(cells) > 1 {
		if next, ok := series.Next(cells[len(cells)-1].Period); ok {
			wide = append(wide, next)
		}
	}
	return wide
}

func indexOf(cells []facts.Cell, cell facts.Cell) int {
	for i := range cells {
		if cells[i].Period == cell.Period {
			return i
		}
	}
	return 0
}

// endsOf returns the indices of the cells that a run may begin or end with: the first and the last of the
// period named, where it is longer than a row's.
func (p *Pass) endsOf(cells []facts.Cell, named period.Period, start bool) []int {
	at := len(cells) - 1
	if start {
		at = 0
	}
	ends := []int{at}
	if named.IsZero() {
		return ends
	}
	other := at
	if start && at < len(cells)-1 && !named.Contains(cells[at].Period) {
		other++
		ends = append(ends, other) // a neighbour that the run was widened by
	} else if !start && at > 0 && !named.Contains(cells[at].Period) {
		other--
		ends = append(ends, other)
	}
	for other+1 < len(cells) && start && named.Contains(cells[other+1].Period) {
		other++
	}
	for other > 0 && !start && named.Contains(cells[other-1].Period) {
		other--
	}
	if other != at {
		ends = append(ends, other)
	}
	return ends
}

// isSteady reports whether no move against the course exceeds a third of the range.
func isSteady(cells []facts.Cell, sign int) bool {
	top, bottom := counterMove(cells, sign)
	move := top.Value.Sub(bottom.Value).Abs()
	span := extremeOf(cells, 1).Value.Sub(extremeOf(cells, -1).Value)
	return move.Mul(quantity.Int(3)).Cmp(span) <= 0
}

// counterMove returns the ends of the largest move against the direction.
func counterMove(cells []facts.Cell, sign int) (from, to facts.Cell) {
	best := cells[0]
	from, to = best, best
	for _, cell := range cells {
		if cell.Value.Cmp(best.Value) == sign {
			best = cell
		}
		if cell.Value.Sub(best.Value).Abs().Cmp(to.Value.Sub(from.Value).Abs()) > 0 {
			from, to = best, cell
		}
	}
	return from, to
}

// isLevel reports whether two values differ by no more than a quarter of their level.
func isLevel(low, high quantity.Number) bool {
	middle := low.Add(high).Abs() // twice the level
	return high.Sub(low).Mul(quantity.Int(8)).Cmp(middle) <= 0
}

// stayed judges "unchanged", "barely changed" and "stable" against the cell before, or the one that the words
// compare with.
func (p *Pass) stayed(c trendClaim, r seriesReading) proposal {
	q := proposal{reading: r.Reading, cost: r.Cost}
	bases := p.bases(r.Reading)
	if len(bases) == 0 {
		q.lacks = fmt.Sprintf("the facts have no earlier row to compare %s%s with", r.Slice.Words(), forPeriod(r.now.Period))
		return q
	}
	q.known = true
	m := r.Slice.Measure
	for n, base := range bases {
		moved := r.now.Value.Sub(base.Value).Abs()
		share := func(percent int64) bool {
			return moved.Mul(quantity.Int(100)).Cmp(base.Value.Abs().Mul(quantity.Int(percent))) <= 0
		}
		fits, refutes := moved.IsZero(), !share(1) || m.Unit.Kind == quantity.Percent
		switch c.flat {
		case "near":
			fits, refutes = share(2), !share(10)
		case "stable":
			fits, refutes = share(3), !share(25)
		}
		if fits {
			q.fit, q.unsure = quantity.Within, false
		}
		if n == 0 || fits {
			q.rows = evidence(base, r.now)
			q.says = p.changeWords(r.Reading, r.now, baseOf{cell: base, cost: 0, name: forPeriod(base.Period)})
		}
		q.unsure = q.unsure || !fits && !refutes
	}
	return q
}
