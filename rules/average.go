package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Average checks means over periods and members, rates over time and quotients of two measures.
var Average = newRule("average", Doc{
	Title: "an average, a rate or a quotient",
	Text: `"Averaged 400 a year from 2021 to 2024" is the mean of the rows of those years; "the average district" that of the
members. "Eight a week" divides a figure by the weeks of its period, "£3,376 for each burglary" by the figure of another
measure. Where the facts hold the average themselves, it is that figure. The median is the middle one.`,
	Examples: []Example{
		{"Northport recorded an average of about 415 burglaries a year from 2021 to 2024.", Supported},
		{"Northport recorded an average of about 515 burglaries a year from 2021 to 2024.", Refuted},
	},
}, findAverages, judgeAverage)

type averageClaim struct {
	amountClaim
	median bool
	mean   bool                  // a word of average stands by it
	span   *claims.PeriodMention // the run of periods that the mean is over
	unit   string                // "a year", "a week"
	each   []claims.Ref          // "for each breach": what it is divided by

	proposals []proposal
}

func judgeAverage(p *Pass, c averageClaim) Verdict {
	return p.orSlip(c.amountClaim, p.decideCourse(c.Claim, c.proposals))
}

// averages works out the readings of a figure as a mean or a quotient.
func (p *Pass) averages(c averageClaim) []proposal {
	s := p.Sentence
	a := &s.Amounts[c.amount]
	w := p.want(c.amount)
	w.Derived = len(c.each) > 0 // "that is 2.3 million for each": of the figure just given
	var proposals []proposal
	skip := p.stretches()
	if c.span != nil {
		skip = append(skip, c.span)
	}
	for _, r := range p.Binder.Readings(s, w) {
		if len(proposals) > 40 {
			break
		}
		m := r.Slice.Measure
		if r.PeriodFrom == claims.Default && !p.isDatedElse() {
			r.Cost = max(0, r.Cost-latestAsNamed)
		}
		if c.span != nil && m.Dataset.Period != nil && len(c.each) == 0 {
			proposals = append(proposals, p.meanOver(c, a, r)...)
		}
		if isMention(r.Dated, skip) {
			continue
		}
		if c.unit != "" && c.span == nil && m.Additive {
			proposals = append(proposals, p.perUnit(c, a, r)...)
		}
		if len(c.each) > 0 {
			proposals = append(proposals, p.quotients(c, a, r)...)
		}
		if c.mean {
			proposals = append(proposals, p.averageMember(c, a, r)...)
			if len(c.each) == 0 && c.span == nil && (isAverageMeasure(m) || c.unit == "" && !m.Additive) {
				q := p.level(a, r)
				q.asIs = true
				q.unsure = q.unsure || !isAverageMeasure(m) && p.ofSeveral(c.First)
				proposals = append(proposals, q)
			}
		}
	}
	return proposals
}

// ofSeveral reports whether an average is that of several whom a pronoun stands for: "their average stands at 888 euros".
func (p *Pass) ofSeveral(before int) bool {
	return p.hasWord(p.Sentence.ClauseStart(before), before, "their")
}

// isDatedElse reports whether the sentence dates what it speaks of, apart from what figures are compared with.
func (p *Pass) isDatedElse() bool {
	for i := range p.Sentence.Periods {
		if m := &p.Sentence.Periods[i]; m.Role == claims.At && m.Grain < period.Day && !p.Sentence.IsCompared(m.First) {
			return true
		}
	}
	return false
}

// isAverageMeasure tells a measure that is an average or a quotient by its name.
func isAverageMeasure(m *facts.Measure) bool {
	for _, name := range append([]string{m.Label}, m.Aliases...) {
		for _, word := range strings.Fields(strings.ToLower(name)) {
			if courseWords.Meaning(word) == "mean" {
				return true
			}
		}
	}
	return false
}

// acceptsMean accepts a mean that rounds to the figure as written: "eight a week" for 7.9.
func (p *Pass) acceptsMean(a *claims.AmountMention, actual quantity.Ratio) quantity.Fit {
	fit := a.AcceptsWith(actual, p.Options.Tolerance)
	if fit == quantity.No && !a.Step.IsZero() && (a.Amount.Hedge == quantity.Bare || a.Amount.Hedge == quantity.About || a.Amount.Hedge == quantity.Nearly) && actual.Round(a.Step).Equal(a.Value) {
		return quantity.Within
	}
	return fit
}

// meanOver takes the mean, or the median, of a run of periods.
func (p *Pass) meanOver(c averageClaim, a *claims.AmountMention, r claims.Reading) []proposal {
	q := proposal{reading: r, cost: r.Cost}
	if isMention(r.Dated, []*claims.PeriodMention{c.span}) || r.PeriodFrom == claims.Default {
		q.cost = max(0, q.cost-latestAsNamed)
	}
	series := p.Facts.Series(r.Slice)
	latest, ok := series.Latest(p.Article.Published)
	if !ok {
		return nil
	}
	if grain := grains[c.unit]; grain != period.None {
		if same := series.OfGrain(grain); len(same.Cells) > 0 {
			series = same
			latest, _ = series.Latest(p.Article.Published)
		}
	}
	run, ok := stretchOf(c.span, latest.Period)
	if !ok {
		return nil
	}
	cells, gaps := run.within(series, latest.Period)
	if run.to.IsZero() || c.span.Role == claims.Past {
		gaps = inner(gaps, cells)
	}
	if len(cells) < 2 {
		return nil
	}
	q.rows = evidence(cells...)
	mean, ok := meanOf(cells, c.median)
	if !ok {
		return nil
	}
	if actual, ok := in(a.Unit, quantity.Int(1), r.Slice.Measure); ok {
		mean = mean.Mul(actual)
	}
	q.says = fmt.Sprintf("%s: %s of %d from %s to %s: %s", r.Slice.Words(), meanWord(c.median), len(cells), cells[0].Period.Words(), cells[len(cells)-1].Period.Words(), shown(mean, a.Step))
	if len(gaps) > 0 {
		q.lacks = q.says + ", but there is no row for " + periodList(gaps)
		q.gaps = gaps
		return []proposal{q}
	}
	q.known = true
	q.fit = p.acceptsMean(a, mean)
	return []proposal{q}
}

// perUnit divides a figure by the units of time in its period.
func (p *Pass) perUnit(c averageClaim, a *claims.AmountMention, r claims.Reading) (proposals []proposal) {
	for _, cell := range p.cells(r.Slice, r.Period) {
		if cell.Period.IsZero() || len(proposals) > 3 {
			break
		}
		units, ok := unitsIn(cell.Period, c.unit)
		if !ok {
			continue
		}
		actual, ok := in(a.Unit, cell.Value, r.Slice.Measure)
		if !ok {
			continue
		}
		if actual, ok = actual.Quo(units); !ok {
			continue
		}
		q := proposal{reading: r, cost: r.Cost, known: true, rows: cell.Rows}
		q.fit = p.acceptsMean(a, actual)
		q.unsure = q.fit == quantity.No && !isSlip(a, actual)
		q.says = fmt.Sprintf("%s: %s%s, which is %s a %s", r.Slice.Words(), quantity.Format(cell.Value, r.Slice.Measure.Unit), forPeriod(cell.Period), shown(actual, a.Step), c.unit)
		proposals = append(proposals, q)
	}
	return proposals
}

// unitsIn returns how many units of time a period has: a year has 52 weeks and a bit.
func unitsIn(at period.Period, unit string) (quantity.Ratio, bool) {
	days := quantity.Int(int64(at.Days()))
	switch unit {
	case "day":
		return quantity.Of(days), at.Days() > 1
	case "week":
		return quantity.Ratio{Num: days, Den: quantity.Int(7)}, at.Days() > 7
	case "hour":
		return quantity.Of(days.Mul(quantity.Int(24))), true
	case "minute":
		return quantity.Of(days.Mul(quantity.Int(24 * 60))), true
	}
	var grain period.Grain
	if grain = grains[unit]; grain == period.None || at.Grain() >= grain && at.Grain() != period.Span {
		return quantity.Ratio{}, false
	}
	first, last := at.First().Of(grain), at.Last().Of(grain)
	n, ok := first.UnitsTo(last)
	return quantity.Of(quantity.Int(int64(n + 1))), ok && n > 0
}

// quotients divides a figure by that of the measure that "for each" names, in the same period and for the
// same members.
func (p *Pass) quotients(c averageClaim, a *claims.AmountMention, r claims.Reading) (proposals []proposal) {
	m := r.Slice.Measure
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		return nil
	}
	num := cells[0]
	for _, ref := range c.each {
		for _, den := range p.divisors(ref, m) {
			slice := translated(r.Slice, den, ref.Member)
			at := num.Period
			if den.Dataset.Period == nil {
				at = period.Period{}
			}
			below := p.cells(slice, at)
			if len(below) != 1 {
				continue
			}
			actual, ok := in(a.Unit, num.Value, m)
			if !ok {
				continue
			}
			divisor, ok := quantity.Quo(below[0].Value, quantity.Int(1))
			if !ok || divisor.Sign() == 0 {
				continue
			}
			if actual, ok = actual.Quo(divisor); !ok {
				continue
			}
			q := proposal{reading: r, cost: r.Cost + ref.Loose, known: true, rows: evidence(num, below[0])}
			q.fit = p.acceptsMean(a, actual)
			q.says = fmt.Sprintf("%s: %s, %s: %s%s, which is %s each", r.Slice.Words(), quantity.Format(num.Value, m.Unit), slice.Words(), quantity.Format(below[0].Value, den.Unit), forPeriod(num.Period), shown(actual, a.Step))
			// Which figure is divided is mostly left to the reader: only a slip is refuted.
			q.unsure = q.fit == quantity.No && !isSlip(a, actual)
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// isSlip reports whether a figure is near enough to another to be a slip of the pen for it: within a factor of
// two, or the same with the decimal point moved.
func isSlip(a *claims.AmountMention, actual quantity.Ratio) bool {
	x, y := quantity.Of(a.Value).Abs(), actual.Abs()
	two := quantity.Of(quantity.Int(2))
	if x.Cmp(y.Mul(two)) <= 0 && y.Cmp(x.Mul(two)) <= 0 {
		return true
	}
	if !a.Step.IsZero() && a.Form == quantity.Digits {
		if kind := slip(a.Value, actual.Round(a.Step)); kind == "two digits changed places" || kind == "a digit too many or too few" {
			return true
		}
	}
	near := quantity.Of(quantity.Decimal(102, 2))
	for _, power := range []int{1, -1, 3, -3} {
		moved := quantity.Of(a.Value.Abs().Mul(quantity.Pow10(power)))
		if moved.Cmp(y.Mul(near)) <= 0 && y.Cmp(moved.Mul(near)) <= 0 {
			return true
		}
	}
	return false
}

// divisors returns the measures that a name of what is divided by may mean: the measure, or for a member
// ("$793 a phone") the counts of its dataset.
func (p *Pass) divisors(ref claims.Ref, numerator *facts.Measure) (measures []*facts.Measure) {
	if ref.Measure != nil && ref.Measure != numerator {
		return []*facts.Measure{ref.Measure}
	}
	if ref.Member != nil {
		for _, m := range ref.Member.Dimension.Dataset.Measures {
			if m.Unit.Kind == quantity.Count && m != numerator {
				measures = append(measures, m)
			}
		}
	}
	return measures
}

// translated returns the slice of another measure for the same members, which other datasets may know by the
// same ids.
func translated(s facts.Slice, m *facts.Measure, named *facts.Member) facts.Slice {
	slice := facts.Slice{Measure: m}
	for _, member := range s.Members {
		if member == nil {
			continue
		}
		if member.Dimension.Dataset == m.Dataset {
			slice = slice.With(member)
			continue
		}
		for _, d := range m.Dataset.Dimensions {
			if same := d.Member(member.ID); same != nil {
				slice = slice.With(same)
				break
			}
		}
	}
	if named != nil && named.Dimension.Dataset == m.Dataset {
		slice = slice.With(named)
	}
	return slice
}

// averageMember takes the mean, or the median, over the members of a dimension: "the average sector".
func (p *Pass) averageMember(c averageClaim, a *claims.AmountMention, r claims.Reading) (proposals []proposal) {
	m := r.Slice.Measure
	dims := p.dimensionsIn([2]int{max(0, c.First-8), min(c.Last+6, len(p.Sentence.Tokens))})
	for _, d := range m.Dataset.Dimensions {
		if !slices.Contains(dims, d) || r.Slice.Member(d) != nil {
			continue
		}
		at := p.latestOf(r.Slice, d, r)
		parts := p.Facts.Parts(r.Slice, d, at)
		if len(parts) < 3 {
			continue
		}
		mean, ok := meanOf(parts, c.median)
		if !ok {
			continue
		}
		q := proposal{reading: r, cost: r.Cost, known: true, rows: evidence(parts...)}
		q.fit = p.acceptsMean(a, mean)
		for i := range parts {
			// A member may be the whole in disguise, as an index among its sectors.
			rest := slices.Delete(slices.Clone(parts), i, i+1)
			if mean, ok := meanOf(rest, c.median); ok && p.acceptsMean(a, mean) > quantity.No {
				q.unsure = true
			}
		}
		q.says = fmt.Sprintf("%s: %s over %d members%s: %s", r.Slice.Words(), meanWord(c.median), len(parts), forPeriod(at), shown(mean, a.Step))
		proposals = append(proposals, q)
	}
	return proposals
}

// meanOf returns the mean or the median of the values.
func meanOf(cells []facts.Cell, median bool) (quantity.Ratio, bool) {
	if !median {
		var sum quantity.Number
		for _, cell := range cells {
			sum = sum.Add(cell.Value)
		}
		return quantity.Quo(sum, quantity.Int(int64(len(cells))))
	}
	values := make([]quantity.Number, len(cells))
	for i, cell := range cells {
		values[i] = cell.Value
	}
	slices.SortFunc(values, quantity.Number.Cmp)
	n := len(values)
	return quantity.Quo(values[(n-1)/2].Add(values[n/2]), quantity.Int(2))
}

func meanWord(median bool) string {
	if median {
		return "median"
	}
	return "mean"
}

// shown rounds a quotient for a message: a digit finer than the figure was written.
func shown(r quantity.Ratio, step quantity.Number) string {
	if step.IsZero() {
		step = quantity.Int(1)
	}
	return r.Round(step.Mul(quantity.Decimal(1, 1))).Grouped()
}
