package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Record checks that a figure is the highest or lowest for as long as the text says.
var Record = newRule("record", Doc{
	Title: "the highest or lowest since a date, or on record",
	Text: `"The lowest since 2018" says that no period after 2018 and before the figure's own was lower. "On record" goes
back to where the record begins; if rows are missing on the way, the verdict is left open and names them. "A peak in
2021" is the highest of the whole series, or of the run of periods that the sentence names. "The second-highest" has one
period before it. A tie is taken as a joint record.`,
	Examples: []Example{
		{"Burglaries in Northport fell to 388 in 2024, the lowest since 2018.", Supported},
		{"Burglaries in Northport fell to 388 in 2024, the lowest on record.", Refuted},
		{"Burglaries in Northport reached 512 in 2011, the highest since 1990.", NotEnoughInfo},
	},
}, findRecords, judgeRecord)

type recordClaim struct {
	Claim
	cue   claims.Cue
	sign  int // +1 highest, -1 lowest
	place int // 1, or 2 for the second-highest

	since *claims.PeriodMention // "since 2018", "in the past five years"; nil when the words don't say
	ever  bool                  // "on record", "ever": back to where the record begins
	until bool                  // "until now", "passed its peak": before the latest period
	begun *claims.PeriodMention // "since the count began in 2018": the period that "on record" begins with
	peak  bool                  // a turning point: what came after counts as well
	named *claims.PeriodMention // "the quietest October": measured against Octobers alone; nil for all periods
	own   []*claims.PeriodMention
	value int // the amount that the extreme had, or -1
	weak  bool
}

// judgeRecord refutes on one counterexample, but supports only a window without gaps: a missing period
// could hide one.
func judgeRecord(p *Pass, c recordClaim) Verdict {
	s := p.Sentence
	w := claims.Want{Anchor: p.anchorOf(c.cue.First)}
	skip := p.stretches()
	if c.since != nil {
		w.Not = [2]int{c.since.First, c.since.Last}
		skip = append(skip, c.since)
	}
	if c.begun != nil {
		skip = append(skip, c.begun)
	}
	if c.value >= 0 && len(c.own) == 0 {
		w.Fits = fits(&s.Amounts[c.value])
	}
	courses := p.remarked(c.cue, w, append(skip, c.own...)...)
	if len(c.own) > 0 {
		courses = p.undated(courses)
	} else {
		courses = p.ofPresent(courses)
	}
	var proposals []proposal
	for _, r := range courses {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		proposals = append(proposals, p.record(c, r))
	}
	v := p.decideCourse(c.Claim, proposals)
	if v.Label == Refuted && v.best != nil && c.value >= 0 && v.best.reading.MeasureFrom != claims.Named {
		// "its peak of 2,832": the figure of another dataset that counts the same
		m := v.best.reading.Slice.Measure
		if a := &s.Amounts[c.value]; informative(a) {
			if o := p.elsewhere(a, m); o != nil && o.Measure != m && o.Measure.Label == m.Label {
				return p.leftOpen(v, fmt.Sprintf("the figure is one of %s: if that is meant, name it", o.Measure.Dataset.Title))
			}
		}
	}
	return v
}

// undated keeps the best reading of each series, without what its period costs: the words tell the period of
// the extreme themselves.
func (p *Pass) undated(courses []seriesReading) (kept []seriesReading) {
	for _, r := range courses {
		if len(r.series.Cells) == 0 || slices.ContainsFunc(kept, func(k seriesReading) bool {
			return k.series.Slice.Words() == r.Slice.Words() && k.Slice.Measure == r.Slice.Measure
		}) {
			continue
		}
		if latest, ok := r.series.Latest(p.Article.Published); ok {
			r.now = latest
		}
		r.Cost = max(0, r.Cost-ownDated)
		kept = append(kept, r)
	}
	return kept
}

// ofPresent drops the readings of a period that the sentence only compares with, where there are others: "60 more than a year earlier and
// the most since 2018" is not of the year before.
func (p *Pass) ofPresent(courses []seriesReading) []seriesReading {
	past := func(r seriesReading) bool {
		m := r.Dated
		return m != nil && r.PeriodFrom == claims.Named && (p.Sentence.IsCompared(m.First) || m.Role == claims.Comparison || m.Anchor == claims.Focus && m.Shift < 0)
	}
	if !slices.ContainsFunc(courses, func(r seriesReading) bool { return !past(r) }) {
		return courses
	}
	return slices.DeleteFunc(slices.Clone(courses), past)
}

// ownDated is what a reading costs less where the words tell the period of an extreme.
const ownDated = 0.5

// stretches returns the mentions of the sentence that say from when to when.
func (p *Pass) stretches() (found []*claims.PeriodMention) {
	for i := range p.Sentence.Periods {
		switch m := &p.Sentence.Periods[i]; m.Role {
		case claims.Since, claims.Past, claims.FromTo, claims.Until:
			found = append(found, m)
		case claims.At:
			if r, ok := p.Sentence.FindCue(max(0, m.First-6), m.First, claims.Record); ok && r.Last-r.First > 2 && r.Last >= m.First-1 {
				found = append(found, m) // "since the count began in 2018"
			}
		}
	}
	return found
}

// holders returns the cells that the extreme is said to be among: those of the periods named as its own,
// else the one that the reading is at.
func (p *Pass) holders(c recordClaim, r seriesReading) (cells []facts.Cell) {
	for _, m := range c.own {
		at := meant(m, r.now.Period)
		if !m.Open || m.Anchor == claims.Focus {
			cells = append(cells, p.cells(r.Slice, at)...)
			continue
		}
		// The year is not written: any that the series has may be meant.
		first, last := r.series.Cells[0].Period.Year(), r.series.Cells[len(r.series.Cells)-1].Period.Year()
		for year := first; year <= last && year-first < 30; year++ {
			cells = append(cells, p.cells(r.Slice, at.AddYears(year-at.Year()))...)
		}
	}
	if len(c.own) == 0 {
		cells = append(cells, r.now)
	}
	return cells
}

func (p *Pass) record(c recordClaim, r seriesReading) proposal {
	q := proposal{reading: r.Reading, cost: r.Cost, unsure: c.weak}
	m := r.Slice.Measure
	if c.value >= 0 {
		a := &p.Sentence.Amounts[c.value]
		q.unsure = q.unsure || a.Noun[1] > a.Noun[0] && !fits(a)(m) // "1,500 tests" is no peak of a percentage
	}
	held := p.holders(c, r)
	if len(held) == 0 {
		q.missing = missingRow{r.Slice, c.own[0].Period}
		if c.value >= 0 && c.since == nil {
			p.exceeded(&q, c, r)
		}
		return q
	}
	own := extremeOf(held, c.sign)
	if c.place > 1 || len(c.own) == 0 {
		own = held[len(held)-1]
	}
	rivals, gaps := p.rivals(c, r, own)
	if len(c.own) == 0 && c.value >= 0 && len(rivals) > 0 {
		// "a peak of 412" that no period is named for: the extreme itself must be 412.
		own = extremeOf(rivals, c.sign)
	}
	better, ties, before := 0, 0, false
	var rival facts.Cell // the latest one is where the record really begins
	for _, cell := range rivals {
		switch {
		case isAmong(cell, held) && cell.Period != own.Period || cell.Period == own.Period:
		case cell.Value.Cmp(own.Value) == c.sign:
			better++
			before = before || cell.Period.Before(own.Period)
			if !c.peak || better == 1 || cell.Value.Cmp(rival.Value) == c.sign {
				rival = cell
			}
		case cell.Value.Equal(own.Value):
			ties++
		}
	}
	q.known = true
	here := fmt.Sprintf("%s%s", quantity.Format(own.Value, m.Unit), forPeriod(own.Period))
	if better >= c.place {
		q.rows = evidence(rival, own)
		q.says = fmt.Sprintf("%s: %s%s, %s", r.Slice.Words(), quantity.Format(rival.Value, m.Unit), forPeriod(rival.Period), here)
		q.unsure = q.unsure || c.ever && !c.peak && !before // it may have been a record then
		q.fix, q.fixAt = p.sinceFix(c, rival)
		return q
	}
	q.rows = evidence(own)
	if c.value >= 0 && !q.unsure {
		if says, ok := p.otherValue(c, r, own, held); !ok {
			q.says = says
			q.unsure = r.MeasureFrom != claims.Named && p.isOfOtherSize(&p.Sentence.Amounts[c.value], own, m)
			return q
		}
	}
	lacks := ""
	switch {
	case len(gaps) > 0:
		lacks = fmt.Sprintf("%s: %s is the %s of the rows on record, but there is none for %s", r.Slice.Words(), here, extremeWord(c.sign), periodList(gaps))
	case len(rivals) < 2:
		lacks = fmt.Sprintf("%s: %s is the only row on record", r.Slice.Words(), here)
	case better+ties+1 < c.place:
		q.says = fmt.Sprintf("%s: %s, the %s since %s", r.Slice.Words(), here, extremeWord(c.sign), rivals[0].Period.Words())
		if better > 0 {
			q.says = fmt.Sprintf("%s: %s, number %d from the %s since %s", r.Slice.Words(), here, better+1, extremeEnd(c.sign), rivals[0].Period.Words())
		}
		return q
	}
	if lacks != "" {
		q.known, q.lacks, q.gaps = false, lacks, gaps
		return q
	}
	if b, ok := r.series.Break(rivals[0].Period, own.Period); ok {
		q.known, q.lacks = false, fmt.Sprintf("%s: the series has a break%s", r.Slice.Words(), forPeriod(b.Period))
		return q
	}
	q.fit = quantity.Exact
	q.says = fmt.Sprintf("%s: %s, the %s since %s", r.Slice.Words(), here, extremeWord(c.sign), rivals[0].Period.Words())
	return q
}

// isOfOtherSize reports whether a figure is so many times larger or smaller than a cell that it must be of something else.
func (p *Pass) isOfOtherSize(a *claims.AmountMention, cell facts.Cell, m *facts.Measure) bool {
	actual, ok := in(a.Unit, cell.Value, m)
	if !ok {
		return true
	}
	low, high := a.Ratio().Abs(), actual.Abs()
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	return high.Cmp(low.Mul(quantity.Of(otherSize))) > 0 && !slips(low, high)
}

// otherSize is from how many times on two figures are not of the same thing.
var otherSize = quantity.Int(20)

// exceeded refutes the figure of an extreme whose own period has no row, if other rows go beyond it.
func (p *Pass) exceeded(q *proposal, c recordClaim, r seriesReading) {
	a := &p.Sentence.Amounts[c.value]
	top := extremeOf(r.series.Cells, c.sign)
	actual, ok := in(a.Unit, top.Value, r.Slice.Measure)
	if !ok || a.AcceptsWith(actual, p.Options.Tolerance) > quantity.No || actual.Cmp(quantity.Of(a.Value)) != c.sign {
		return
	}
	q.known, q.rows = true, evidence(top)
	q.says = fmt.Sprintf("%s: %s%s", r.Slice.Words(), quantity.Format(top.Value, r.Slice.Measure.Unit), forPeriod(top.Period))
}

// rivals returns the cells that an extreme is measured against, its own among them, and the periods that
// lack one.
func (p *Pass) rivals(c recordClaim, r seriesReading, own facts.Cell) (cells []facts.Cell, gaps []period.Period) {
	var run stretch
	if c.since != nil {
		run, _ = stretchOf(c.since, own.Period)
		if c.since.Role == claims.Since {
			// "since 2018" leaves 2018 itself out; "since March" in a series of days leaves out what is in March.
			run.from = meant(c.since, own.Period).Last().Add(1)
			if c.since.Part == claims.Early {
				run.from = meant(c.since, own.Period).First() // "since the start of 2018"
			}
		}
	}
	if c.begun != nil {
		run.from = meant(c.begun, own.Period)
	}
	if c.since == nil || c.peak {
		if run.to.IsZero() {
			run.to = p.Article.Published
		}
	} else if c.since.Role != claims.FromTo && c.since.Role != claims.At {
		run.to = own.Period
	}
	if latest, ok := r.series.Latest(p.Article.Published); ok && c.until {
		if prev, ok := r.series.Prev(latest.Period); ok {
			run.to = prev.Period
		}
	}
	if run.to.After(own.Period) && !c.peak {
		cells, gaps = stretch{run.from, own.Period}.within(r.series, own.Period)
		later, _ := stretch{own.Period.Last().Add(1), run.to}.within(r.series, own.Period)
		return append(cells[:len(cells):len(cells)], later...), gaps
	}
	cells, gaps = run.within(r.series, own.Period)
	if c.named != nil {
		of := func(at period.Period) bool { return !sameSeason(at, c.named.Period) }
		cells = slices.DeleteFunc(slices.Clone(cells), func(cell facts.Cell) bool { return of(cell.Period) })
		gaps = slices.DeleteFunc(slices.Clone(gaps), of)
	}
	if c.peak {
		gaps = inner(gaps, cells)
	}
	if c.since != nil && len(gaps) == 0 && !run.from.IsZero() && len(cells) > 0 && cells[0].Period.Grain() == period.Day {
		if begun := cells[0].Period; run.from.Days() > 0 && run.from.AddMonths(1).Before(begun) {
			gaps = []period.Period{run.from}
		}
	}
	return cells, gaps
}

// sameSeason reports whether two periods are the same part of different years: two Octobers, two first quarters.
func sameSeason(a, b period.Period) bool {
	return a.Grain() == b.Grain() && a.AddYears(b.Year()-a.Year()) == b
}

// inner returns the gaps between cells. A turning point is one of the rows on record, which need not reach
// to today.
func inner(gaps []period.Period, cells []facts.Cell) (between []period.Period) {
	for _, gap := range gaps {
		if len(cells) > 0 && gap.After(cells[0].Period) && gap.Before(cells[len(cells)-1].Period) {
			between = append(between, gap)
		}
	}
	return between
}

// otherValue tells that the figure of an extreme is that of another cell of its period, or, where no period
// is named, not that of the extreme. A figure that fits none is the value rule's to refute.
func (p *Pass) otherValue(c recordClaim, r seriesReading, own facts.Cell, held []facts.Cell) (says string, ok bool) {
	a := &p.Sentence.Amounts[c.value]
	fitsCell := func(cell facts.Cell) bool {
		actual, ok := in(a.Unit, cell.Value, r.Slice.Measure)
		return !ok || a.AcceptsWith(actual, p.Options.Tolerance) > quantity.No
	}
	if fitsCell(own) {
		return "", true
	}
	says = fmt.Sprintf("%s: the %s is %s%s", r.Slice.Words(), extremeWord(c.sign), quantity.Format(own.Value, r.Slice.Measure.Unit), forPeriod(own.Period))
	if len(c.own) == 0 {
		return says, false
	}
	for _, cell := range held {
		if fitsCell(cell) {
			return says, false
		}
	}
	return "", true
}

// sinceFix offers the year that a record really goes back to.
func (p *Pass) sinceFix(c recordClaim, rival facts.Cell) (string, Claim) {
	if c.since == nil || c.since.Role != claims.Since || c.since.Grain != rival.Period.Grain() || rival.Period.Grain() != period.Year {
		return "", Claim{}
	}
	return "since " + rival.Period.Words(), Claim{c.since.First, c.since.Last}
}

func extremeOf(cells []facts.Cell, sign int) facts.Cell {
	best := cells[0]
	for _, cell := range cells[1:] {
		if cell.Value.Cmp(best.Value) == sign {
			best = cell
		}
	}
	return best
}

func isAmong(cell facts.Cell, cells []facts.Cell) bool {
	for _, c := range cells {
		if c.Period == cell.Period {
			return true
		}
	}
	return false
}

// periodList names periods in a message, runs of them by their ends.
func periodList(periods []period.Period) string {
	text := ""
	for i := 0; i < len(periods); {
		j := i
		for j+1 < len(periods) && periods[j].Add(1) == periods[j+1] {
			j++
		}
		if text != "" {
			text += ", "
		}
		text += periods[i].Words()
		if j > i {
			text += "–" + periods[j].Words()
		}
		i = j + 1
	}
	return text
}

func extremeWord(sign int) string {
	if sign > 0 {
		return "highest"
	}
	return "lowest"
}

func extremeEnd(sign int) string {
	if sign > 0 {
		return "top"
	}
	return "bottom"
}
