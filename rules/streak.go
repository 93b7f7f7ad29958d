package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Streak checks runs: the fifth consecutive fall, up every year since 2019, above 400 for the third year.
var Streak = newRule("streak", Doc{
	Title: "a run of periods of one kind",
	Text: `"The second fall in a row" says that the last two periods fell and the one before them didn't; "three consecutive
falls" may be the last three of more. "Every year since 2019" counts from the change to 2020 on. Changes are from the period
before or, within a year, from the same period of the year before. A missing period leaves the verdict open.`,
	Examples: []Example{
		{"Burglaries in Northport fell in 2024 for the second year running.", Supported},
		{"The number of burglaries in Northport has fallen every year since 2018.", Refuted},
	},
}, findStreaks, judgeStreak)

type streakClaim struct {
	Claim
	anchor    int
	condition condition
	count     int // the length claimed; 0 for "every"
	ordinal   bool
	unit      string
	yearly    bool
	every     bool
	span      *claims.PeriodMention // for "every": nil for the whole record or where the words leave it open
	open      bool                  // no word says how far back "every" goes
}

func judgeStreak(p *Pass, c streakClaim) Verdict {
	var proposals []proposal
	w := claims.Want{Anchor: p.anchorOf(c.anchor)}
	skip := p.stretches()
	if c.condition.level != nil {
		w.Fits = fits(c.condition.level)
	}
	courses := p.courses(w, skip...)
	if c.span != nil && c.span.Role == claims.Past {
		courses = p.latestOrNamed(courses)
	}
	for _, r := range courses {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		series := p.ofUnit(r, c.unit)
		if len(series.Cells) == 0 {
			continue
		}
		ways := []basis{fromPrevious}
		if !c.condition.isLevel() {
			ways = basesOf(r.Slice.Measure, series.Cells[0].Period.Grain(), c.yearly)
		}
		for n, way := range ways {
			cost := r.Cost + 0.1*float32(n)
			if c.every {
				proposals = append(proposals, p.every(c, r, series, way, cost))
			} else {
				proposals = append(proposals, p.streak(c, r, series, way, cost))
			}
		}
	}
	return p.decideCourse(c.Claim, proposals)
}

// ofUnit returns the part of the series that a unit of time counts in: the years of a series that has
// quarters too. Where the series has no such periods all of it counts.
func (p *Pass) ofUnit(r seriesReading, unit string) facts.Series {
	grain := grains[unit]
	if grain == period.None {
		grain = r.now.Period.Grain()
	}
	if same := r.series.OfGrain(grain); len(same.Cells) > 0 {
		return same
	}
	return r.series.OfGrain(r.now.Period.Grain())
}

var grains = map[string]period.Grain{"year": period.Year, "quarter": period.Quarter, "month": period.Month, "week": period.Week, "day": period.Day}

// streak counts how many periods up to the one in question satisfy the condition in a run.
func (p *Pass) streak(c streakClaim, r seriesReading, series facts.Series, way basis, cost float32) proposal {
	q := proposal{reading: r.Reading, cost: cost}
	now, ok := series.At(r.now.Period)
	if !ok {
		now, ok = series.Latest(r.now.Period)
	}
	if !ok {
		q.missing = missingRow{r.Slice, r.Period}
		return q
	}
	length := 0
	cell := now
	ended := false // the run ends with a period that breaks it, not with the record
	for length <= c.count {
		holds, known := p.holds(c.condition, series, cell, way)
		if !known {
			break
		}
		if !holds {
			ended = true
			q.rows = append(evidence(cell), q.rows...)
			break
		}
		length++
		q.rows = append(evidence(cell), q.rows...)
		prev, ok := before(series, cell.Period)
		if !ok {
			break
		}
		cell = prev
	}
	what := p.conditionWords(c.condition)
	q.known = true
	switch {
	case length > c.count && c.ordinal:
		q.says = fmt.Sprintf("%s: %s %d times in a row or more up to %s", r.Slice.Words(), what, length, now.Period.Words())
	case length >= c.count:
		q.fit = quantity.Exact
		q.says = fmt.Sprintf("%s: %s %d times in a row up to %s", r.Slice.Words(), what, length, now.Period.Words())
	case ended:
		q.says = p.broken(c, r, series, way, length, cell, now)
	default:
		q.known = false
		q.lacks = fmt.Sprintf("%s: the record shows %d in a row up to %s and nothing before", r.Slice.Words(), length, now.Period.Words())
	}
	return q
}

// broken tells where a run ends.
func (p *Pass) broken(c streakClaim, r seriesReading, series facts.Series, way basis, length int, at, now facts.Cell) string {
	m := r.Slice.Measure
	text := fmt.Sprintf("%s: %d in a row up to %s; ", r.Slice.Words(), length, now.Period.Words())
	value := quantity.Format(at.Value, m.Unit) + forPeriod(at.Period)
	base, ok := before(series, at.Period)
	if way == fromYearAgo {
		base, ok = series.At(at.Period.AddYears(-1))
	}
	if c.condition.isLevel() || way == ownChange || !ok {
		return text + value
	}
	return text + quantity.Format(base.Value, m.Unit) + forPeriod(base.Period) + ", " + value
}

// every checks the condition for each period of a run.
func (p *Pass) every(c streakClaim, r seriesReading, series facts.Series, way basis, cost float32) proposal {
	q := proposal{reading: r.Reading, cost: cost, unsure: c.open}
	run := stretch{to: p.Article.Published}
	if c.span != nil {
		var ok bool
		if run, ok = stretchOf(c.span, r.now.Period); !ok {
			q.lacks = "the words do not say since when: name the period"
			return q
		}
	}
	cells, gaps := run.within(series, series.Cells[0].Period)
	if yearly, missing, ok := p.sameOfYears(c, r, series); ok {
		cells, gaps = yearly, missing
		if way == fromPrevious && !c.condition.isLevel() {
			way = fromYearAgo
		}
	}
	if run.to.IsZero() || c.span == nil {
		gaps = inner(gaps, cells)
		if len(cells) > 0 && !run.from.IsZero() && run.from.Before(cells[0].Period) && cells[0].Period.Grain() == period.Year && run.from.Year() < cells[0].Period.Year() {
			gaps = append(gaps, run.from)
		}
	}
	// "since 2019" begins with the change to 2020, "from 2006 to 2017" with that to 2007; for "the past seven
	// quarters" the change into the first of them counts.
	if !c.condition.isLevel() && way != ownChange && len(cells) > 0 && (c.span == nil || c.span.Role != claims.Past) {
		cells = cells[1:]
	}
	if len(cells) == 0 {
		q.lacks = fmt.Sprintf("%s: the facts have no row for those periods", r.Slice.Words())
		return q
	}
	q.known = true
	for _, cell := range cells {
		holds, known := p.holds(c.condition, series, cell, way)
		if !known {
			gaps = append(gaps, cell.Period)
			continue
		}
		if !holds {
			q.rows = evidence(cell)
			text := fmt.Sprintf("%s: %s%s", r.Slice.Words(), quantity.Format(cell.Value, r.Slice.Measure.Unit), forPeriod(cell.Period))
			if base, ok := before(series, cell.Period); ok && !c.condition.isLevel() && way == fromPrevious {
				q.rows = evidence(base, cell)
				text = fmt.Sprintf("%s: %s%s, %s%s", r.Slice.Words(), quantity.Format(base.Value, r.Slice.Measure.Unit), forPeriod(base.Period), quantity.Format(cell.Value, r.Slice.Measure.Unit), forPeriod(cell.Period))
			}
			q.says = text
			return q
		}
		q.rows = append(q.rows, evidence(cell)...)
	}
	if len(gaps) > 0 {
		q.known = false
		q.lacks = fmt.Sprintf("%s: %s in every period on record, but there is none for %s", r.Slice.Words(), p.conditionWords(c.condition), periodList(gaps))
		q.gaps = gaps
		return q
	}
	q.fit = quantity.Exact
	q.says = fmt.Sprintf("%s: %s in each period from %s to %s", r.Slice.Words(), p.conditionWords(c.condition), cells[0].Period.Words(), cells[len(cells)-1].Period.Words())
	return q
}

// sameOfYears returns the same quarter or month of each of "the past four years", in a series of those.
func (p *Pass) sameOfYears(c streakClaim, r seriesReading, series facts.Series) (cells []facts.Cell, gaps []period.Period, ok bool) {
	if c.span == nil || c.span.Role != claims.Past || grains[c.unit] != period.Year || series.Cells[0].Period.Grain() <= period.Year {
		return nil, nil, false
	}
	count := countClaim{span: c.span, unit: c.unit}
	cells, gaps, _ = p.countedAmong(count, r)
	return cells, gaps, true
}
