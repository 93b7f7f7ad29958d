package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Occurrence checks which time something is: the only fall in the series, the third rise in four years, the
// first year above 400.
var Occurrence = newRule("occurrence", Doc{
	Title: "the first, the third or the only time",
	Text: `"The only fall in the series" says that exactly one period fell; "the second fall since 2018" that the period in
question fell and one before it did. "First passed 400 in 2019" and "for the first time since 2009 above 400" say that no
period before, or none since then, was above 400.`,
	Examples: []Example{
		{"In 2024 burglaries in Northport were below 400 for the first time since 2012.", Refuted},
	},
}, findOccurrences, judgeOccurrence)

type occurrenceClaim struct {
	Claim
	anchor    int
	condition condition
	nth       int  // 1 for the first, 0 for the only one
	only      bool // exactly one, wherever it is
	since     *claims.PeriodMention
	at        *claims.PeriodMention // "first passed 400 in 2019"
}

func findOccurrences(p *Pass) (found []occurrenceClaim) {
	s := p.Sentence
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Kind != claims.Ordinal || a.Noise != 0 {
			continue
		}
		nth, ok := a.Value.Int64()
		if !ok || nth < 1 || nth > 100 {
			continue
		}
		if claim, ok := p.nthChange(a.First, a.Last, int(nth)); ok {
			found = append(found, claim)
		} else if claim, ok := p.firstLevel(a.First, a.Last, int(nth), i); ok {
			found = append(found, claim)
		}
	}
	for token, t := range s.Tokens {
		if t.Norm == "first" && !p.isOrdinal(token+1) {
			if claim, ok := p.firstLevel(token, token+1, 1); ok {
				found = append(found, claim)
			}
		}
	}
	for _, c := range s.Cues {
		if c.Kind == claims.Only && s.Tokens[c.Last-1].Norm != "alone" {
			if claim, ok := p.nthChange(c.First, c.Last, 0); ok {
				claim.only = true
				found = append(found, claim)
			}
		}
	}
	return found
}

// nthChange reads "the only year-on-year fall in the series", "the third decline in three months".
func (p *Pass) nthChange(first, last, nth int) (occurrenceClaim, bool) {
	s := p.Sentence
	end := p.clauseEnd(last - 1)
	c, ok := s.FindCue(last, min(last+7, end), claims.Up, claims.Down)
	if !ok || s.HasCue(last, end, claims.InARow, claims.Modal) {
		return occurrenceClaim{}, false
	}
	claim := occurrenceClaim{Claim: Claim{first, c.Last}, anchor: c.First, condition: p.changeIn(c), nth: nth}
	scoped := false
	if r, ok := s.FindCue(c.Last, end, claims.Record); ok {
		scoped, claim.Last = true, r.Last
	}
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.First >= c.Last && m.First < end && (m.Role == claims.Since || m.Role == claims.Past && m.Count > 0) {
			claim.since, scoped = m, true
			claim.Last = max(claim.Last, m.Last)
		}
	}
	return claim, scoped
}

// firstLevel reads "first exceeded 10 billion in 2018", "above 400 for the first time since 2009".
func (p *Pass) firstLevel(first, last, nth int, skip ...int) (occurrenceClaim, bool) {
	s := p.Sentence
	start, end := s.ClauseStart(first), p.clauseEnd(last-1)
	claim := occurrenceClaim{Claim: Claim{first, last}, nth: nth}
	time := last < len(s.Tokens) && s.Tokens[last].Norm == "time"
	for i := range s.Periods {
		m := &s.Periods[i]
		switch {
		case m.First < first || m.First >= end:
		case m.Role == claims.Since:
			claim.since = m
		case m.Role == claims.At && m.First > last:
			claim.at = m
		}
	}
	if nth > 1 && !time || !time && claim.at == nil || s.HasCue(start, end, claims.Modal) {
		return claim, false
	}
	var level *condition
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.First < start || a.Last > end || isIn(i, skip) {
			continue
		}
		cond, ok := p.levelIn(i)
		if !ok || cond.level.Amount.Hedge == quantity.Bare && !cond.level.IsRange || !time && (cond.First < last || cond.First > last+1) {
			continue
		}
		level = &cond
	}
	if level == nil {
		return claim, false
	}
	claim.condition = *level
	claim.anchor = level.level.First
	claim.First, claim.Last = min(first, level.First), max(last, level.Last)
	for _, m := range []*claims.PeriodMention{claim.since, claim.at} {
		if m != nil {
			claim.Last = max(claim.Last, m.Last)
		}
	}
	if time {
		claim.at = nil
	}
	return claim, true
}

func judgeOccurrence(p *Pass, c occurrenceClaim) Verdict {
	w := claims.Want{Anchor: c.anchor}
	if c.condition.level != nil {
		w.Fits = fits(c.condition.level)
		w.Noun = c.condition.level.Noun
	}
	skip := p.stretches()
	if c.at != nil {
		skip = append(skip, c.at)
	}
	courses := p.courses(w, skip...)
	if c.at != nil || c.only {
		courses = p.undated(courses)
	}
	var proposals []proposal
	for _, r := range courses {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		ways := []basis{fromPrevious}
		if !c.condition.isLevel() {
			ways = basesOf(r.Slice.Measure, r.now.Period.Grain(), false)
		}
		for n, way := range ways {
			q := p.occurrence(c, r, way)
			q.cost += 0.1 * float32(n)
			proposals = append(proposals, q)
		}
	}
	return p.decideCourse(c.Claim, proposals)
}

func (p *Pass) occurrence(c occurrenceClaim, r seriesReading, way basis) proposal {
	q := proposal{reading: r.Reading, cost: r.Cost}
	now := r.now.Period
	if c.at != nil {
		cells := p.cells(r.Slice, meant(c.at, now))
		if len(cells) == 0 {
			q.missing = missingRow{r.Slice, c.at.Period}
			return q
		}
		now = cells[0].Period
		if len(cells) > 1 {
			now = period.Between(cells[0].Period, cells[len(cells)-1].Period)
		}
	}
	var run stretch
	if c.since != nil {
		run, _ = stretchOf(c.since, now)
		if c.since.Role == claims.Since {
			run.from = meant(c.since, now).Last().Add(1)
		}
	}
	if !c.only {
		run.to = now.Last()
	}
	cells, gaps := run.within(r.series, r.now.Period)
	var times []facts.Cell
	unknown := 0
	for _, cell := range cells {
		holds, known := p.holds(c.condition, r.series, cell, way)
		switch {
		case !known && cell.Period != r.series.Cells[0].Period:
			unknown++
		case known && holds:
			times = append(times, cell)
		}
	}
	q.rows = evidence(times...)
	q.known = true
	m := r.Slice.Measure
	var when []string
	for _, cell := range times {
		when = append(when, fmt.Sprintf("%s%s", quantity.Format(cell.Value, m.Unit), forPeriod(cell.Period)))
	}
	q.says = fmt.Sprintf("%s: %s %s", r.Slice.Words(), p.conditionWords(c.condition), timesWords(when))
	lacking := len(gaps)+unknown > 0
	if c.only {
		q.fit = fitIf(len(times) == 1)
	} else {
		// The one in question must be the nth; within a longer period any of its rows may be.
		at := len(times) - 1
		for at > 0 && now.Contains(times[at-1].Period) {
			at--
		}
		q.fit = fitIf(len(times) > 0 && now.Contains(times[len(times)-1].Period) && at+1 == c.nth)
		if c.nth == 1 && c.since == nil && len(times) > 1 && at > 0 {
			lacking = false // one counterexample is enough
		}
		if at+1 > c.nth {
			lacking = false
		}
	}
	if c.since != nil && len(cells) > 0 && r.series.Cells[0].Period.After(run.from) && run.from.Year() < cells[0].Period.Year() {
		lacking = lacking || q.fit > quantity.No
	}
	if lacking && !(q.fit == quantity.No && len(times) == 0) {
		q.known, q.lacks = false, q.says+", but rows are missing"
		q.fit = quantity.No
	}
	return q
}

func fitIf(ok bool) quantity.Fit {
	if ok {
		return quantity.Exact
	}
	return quantity.No
}

// timesWords says how often something was so, and when.
func timesWords(when []string) string {
	switch len(when) {
	case 0:
		return "at no time on record"
	case 1:
		return "once: " + when[0]
	}
	return fmt.Sprintf("%d times: %s", len(when), listed(when))
}
