package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// These are the slips by which a writer who meant one figure comes to write another.

// farthestSlip is how many times too large or too small a figure may be to pass as an error: slips of the
// pen and of memory stay near the truth, but for lost and added thousands.
var farthestSlip = quantity.Int(3)

// slips reports whether a writer who meant the actual value may have written the other: it is of the same
// size, or off by a power of ten that a lost scale word or digit explains.
func slips(written, actual quantity.Ratio) bool {
	if near(written, actual) {
		return true
	}
	written, actual = written.Abs(), actual.Abs()
	if written.Sign() == 0 || actual.Sign() == 0 {
		return false
	}
	low, high := written, actual
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	times, ok := high.Quo(low)
	if !ok {
		return false
	}
	for _, zeros := range []int{1, 2, 3, 6, 9} {
		off, _ := times.Quo(quantity.Of(quantity.Pow10(zeros)))
		if off.CmpNumber(quantity.Decimal(99, 2)) >= 0 && off.CmpNumber(quantity.Decimal(101, 2)) <= 0 {
			return true
		}
	}
	return false
}

// near reports whether a value is of the size that was written.
func near(written, actual quantity.Ratio) bool {
	low, high := written.Abs(), actual.Abs()
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	if low.Sign() == 0 {
		return high.CmpNumber(farthestSlip) <= 0
	}
	return high.Cmp(low.Mul(quantity.Of(farthestSlip))) <= 0
}

// informative reports whether a figure has so many digits that it would hardly fit a wrong value by chance.
func informative(a *claims.AmountMention) bool {
	if a.IsRange || a.Form != quantity.Digits {
		return false
	}
	digits, _ := quantity.Quo(a.Value.Abs(), a.Step)
	return digits.CmpNumber(quantity.Int(100)) >= 0
}

// surestSlip is the most that a reading may cost to be refuted on because a typical slip explains the figure.
const surestSlip = 2.5

// surestGuess is the most that the best reading of a change may cost to be refuted on where its base is a guess: that the size
// is right shows that the guess is.
const surestGuess = 0.8

// lostThousands reports whether a lower bound is so far below the value that a scale word must be wrong:
// "more than 1.7 million" for 1,728 million.
func lostThousands(a *claims.AmountMention, actual quantity.Ratio) bool {
	if actual.Den.IsZero() {
		return false
	}
	for _, zeros := range []int{3, 6} {
		less, _ := actual.Quo(quantity.Of(quantity.Pow10(zeros)))
		if fit := a.Accepts(less); fit == quantity.Within || fit == quantity.Exact {
			return true
		}
	}
	return false
}

// slip returns the reading that a slip of the writer turns into the figure, and the slip in words, "" where the reading tells it itself: figures in
// each other's place, a typical slip of the pen, or the figure of another period. It returns nil for none.
func (p *Pass) slip(i int, proposals []proposal) (*proposal, string) {
	a := &p.Sentence.Amounts[i]
	if q, other := p.crossed(i, proposals); q != nil && p.elseMeant(a, q.reading) == "" {
		return q, fmt.Sprintf("this figure and %q stand in each other's place", other)
	}
	if q, slip := p.penSlip(i, proposals); q != nil {
		return q, slip
	}
	if q, slip := p.wrongPeriod(i, proposals); q != nil && p.elseMeant(a, q.reading) == "" {
		return q, slip
	}
	return nil, ""
}

// penSlip returns the reading that a typical slip of the pen turns into the figure, unless the figure may mean something else.
func (p *Pass) penSlip(i int, proposals []proposal) (*proposal, string) {
	a := &p.Sentence.Amounts[i]
	if q := p.stray(a, proposals); q != nil && p.elseMeant(a, q.reading) == "" {
		return q, "two digits changed places"
	}
	if q, slip := typicalSlip(a, proposals); q != nil && p.elseMeant(a, q.reading) == "" && (p.Sentence.IsPinned(i) || p.elsewhere(a, q.reading.Slice.Measure) == nil) &&
		(p.Sentence.Uses[i].Role == claims.Change || p.explained(a, q.reading) == "") {
		return q, slip
	}
	return nil, ""
}

// strayDigits is from how many digits on a figure with two of them in each other's place can be told from any other, whatever
// the words around it say.
const strayDigits = 6

// stray returns the recorded value that a long figure becomes once two neighbouring digits change places, when it is no
// recorded value itself and there is just one such value.
func (p *Pass) stray(a *claims.AmountMention, proposals []proposal) *proposal {
	written, ok := digitsOf(a, a.Ratio())
	if !ok || len(written) < strayDigits || a.IsRange || a.Scaled || a.Form != quantity.Digits || a.Amount.Hedge != quantity.Bare || len(p.Facts.Valued(a.Value, a.Value, 1)) > 0 {
		return nil
	}
	var meant *facts.Observation
	for k := 0; k+1 < len(written); k++ {
		digits := []byte(written)
		digits[k], digits[k+1] = digits[k+1], digits[k]
		n, err := quantity.ParseNumber(string(digits))
		if err != nil || digits[k] == digits[k+1] || digits[0] == '0' {
			continue
		}
		n = n.Mul(a.Step)
		for _, o := range p.Facts.Valued(n, n, 20) {
			if !o.Measure.Unit.Fits(a.Unit) && !a.Unit.Fits(o.Measure.Unit) || !slices.ContainsFunc(proposals, func(q proposal) bool {
				return q.reading.MeasureFrom != claims.Default && q.reading.Slice.Measure.Dataset == o.Measure.Dataset
			}) && !p.namesOf(o) {
				continue
			}
			if meant != nil && meant != o {
				return nil
			}
			meant = o
		}
	}
	if meant == nil {
		return nil
	}
	m := meant.Measure
	actual, ok := in(a.Unit, meant.Value, m)
	if !ok {
		return nil
	}
	slice := facts.Slice{Measure: m, Members: meant.Members}
	return &proposal{
		reading: claims.Reading{Slice: slice, Period: meant.Period}, known: true, actual: actual, rows: []*facts.Observation{meant},
		says: fmt.Sprintf("%s: %s%s", slice.Words(), quantity.Format(meant.Value, m.Unit), forPeriod(meant.Period)), fix: p.rewritten(a, actual),
	}
}

// namesOf reports whether the sentence names a member of a row, or its measure.
func (p *Pass) namesOf(o *facts.Observation) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return slices.ContainsFunc(n.Refs, func(r claims.Ref) bool {
			return r.Measure == o.Measure || r.Member != nil && slices.Contains(o.Members, r.Member)
		})
	})
}

// typicalSlip returns the likeliest reading that a slip of the pen turns into the figure, and the slip: two digits in each
// other's place, or thousands too many or too few. Such a slip tells what the figure means.
func typicalSlip(a *claims.AmountMention, proposals []proposal) (*proposal, string) {
	for i := range proposals {
		q := &proposals[i]
		if q.cost > min(proposals[0].cost+claims.Margin, surestSlip) {
			break
		}
		if q.turned && (!q.unsure || q.guess && q.cost <= min(proposals[0].cost, surestGuess)) && !q.reading.Alien && (informative(a) || q.cost <= surestSlip-0.7) {
			if q.otherUnit {
				return q, "" // the proposal says so itself
			}
			return q, "the figure is right the other way round"
		}
	}
	if a.IsRange || a.Form != quantity.Digits {
		return nil, ""
	}
	written, ok := digitsOf(a, a.Ratio())
	if !ok || len(written) < 2 {
		return nil, ""
	}
	for i := range proposals {
		q := &proposals[i]
		if !q.known || q.unsure && len(written) < unmistakable && !(q.guess && len(written) > 2 && q.cost <= min(proposals[0].cost, surestGuess)) || q.actual.Den.IsZero() || q.reading.Alien || q.cost > proposals[0].cost+claims.Margin && (len(written) < 4 || q.cost > surestSlip) {
			continue
		}
		if len(written) < 3 && q.reading.MeasureFrom != claims.Named && (a.Kind == claims.Cardinal || q.reading.MeasureFrom != claims.Carried || q.reading.MemberFrom != claims.Named) {
			continue
		}
		if actual, ok := digitsOf(a, q.actual); ok {
			switch {
			case swapped(written, actual):
				return q, "two digits changed places"
			case len(written) >= 4 && shuffled(written, actual):
				return q, "the same digits in another order"
			case len(actual) >= 3 && (written == actual+"0" || actual == written+"0"):
				return q, "a digit too many or too few"
			}
		}
		if lostPoint(a, q) {
			return q, "the decimal point is in the wrong place"
		}
		if a.Scaled && (lostThousands(a, q.actual) || gainedThousands(a, q.actual)) {
			return q, "the figure is off by thousands: is million or billion right?"
		}
	}
	return nil, ""
}

// gainedThousands reports whether a figure is the value with a scale word too many: "102 million" for 102,000.
func gainedThousands(a *claims.AmountMention, actual quantity.Ratio) bool {
	for _, zeros := range []int{3, 6} {
		more := actual.Mul(quantity.Of(quantity.Pow10(zeros)))
		if fit := a.Accepts(more); fit == quantity.Within || fit == quantity.Exact {
			return true
		}
	}
	return false
}

// digitsOf returns a value in steps of the amount's last written digit.
func digitsOf(a *claims.AmountMention, value quantity.Ratio) (string, bool) {
	steps, ok := value.Abs().Quo(quantity.Of(a.Step))
	if !ok {
		return "", false
	}
	return steps.Round(quantity.Int(1)).String(), true
}

// swapped reports whether two runs of digits differ by two neighbours that changed places.
func swapped(x, y string) bool {
	if len(x) != len(y) || x == y {
		return false
	}
	i := 0
	for x[i] == y[i] {
		i++
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
}

// unmistakable is from how many digits on a slip explains a figure whatever else the words may mean.
const unmistakable = 5

// shuffled reports whether two runs are of the same digits in another order.
func shuffled(x, y string) bool {
	order := func(digits string) []byte { sorted := []byte(digits); slices.Sort(sorted); return sorted }
	return x != y && slices.Equal(order(x), order(y))
}

// lostPoint reports whether a whole figure is the value of the row with its decimal point left out: "12%" for 1.2%.
func lostPoint(a *claims.AmountMention, q *proposal) bool {
	if len(q.rows) != 1 || !a.Step.Equal(quantity.Int(1)) {
		return false
	}
	ten := q.actual.Abs().Mul(quantity.Of(quantity.Int(10)))
	return ten.Cmp(a.Ratio().Abs()) == 0 && q.rows[0].Step.Equal(quantity.Decimal(1, 1))
}

// wrongPeriod returns the reading of an amount that a period directly beside it dates, when the record has the figure for
// another period of the same series: "13 in 2021" for the 13 of 2020.
func (p *Pass) wrongPeriod(i int, proposals []proposal) (*proposal, string) {
	a := &p.Sentence.Amounts[i]
	if a.IsRange || a.Form != quantity.Digits || a.Amount.Hedge != quantity.Bare || !telling(a) {
		return nil, ""
	}
	best := cheapest(proposals)
	for k := range proposals {
		q := &proposals[k]
		r := q.reading
		if !q.known || q.unsure || r.Alien || r.Partial || q.fit >= quantity.Within || q.cost > min(best+0.3, firmCost) || r.PeriodFrom != claims.Named || r.Dated == nil || !p.Sentence.DatedBy(i, r.Dated) {
			continue
		}
		series := p.Facts.Series(r.Slice)
		for n := len(series.Cells) - 1; n >= 0; n-- {
			cell := series.Cells[n]
			if cell.Period.Grain() != r.Period.Grain() || cell.Period == r.Period {
				continue
			}
			if actual, ok := in(a.Unit, cell.Value, r.Slice.Measure); ok && a.Accepts(actual) >= quantity.Within {
				return q, "the figure is that of " + cell.Period.Words()
			}
		}
	}
	return nil, ""
}

// manyDigits is from what value in steps of its last digit a figure is so exact that it can't equal a recorded one by chance.
const manyDigits = 1000

// exactReach is how much dearer than the best the reading may be whose value a figure of many digits equals.
const exactReach = 1.6

// toTheDigit returns the reading whose value a figure of many digits equals, however loosely the words tie the figure to it: "33,379,900
// foreigners entered" can only be the number of visitors. No name beside the figure may be left without a place.
func toTheDigit(a *claims.AmountMention, proposals []proposal) *proposal {
	if a.IsRange || a.Form != quantity.Digits || a.Amount.Hedge != quantity.Bare || a.Scaled {
		return nil
	}
	if digits, ok := quantity.Quo(a.Value.Abs(), a.Step); !ok || digits.CmpNumber(quantity.Int(manyDigits)) < 0 {
		return nil
	}
	if a.Kind == claims.Cardinal && a.Value.Cmp(quantity.Int(2100)) <= 0 {
		return nil // it may be a year
	}
	best := cheapest(proposals)
	for i := range proposals {
		q := &proposals[i]
		if q.known && q.fit == quantity.Exact && !q.reading.Partial && q.cost <= best+exactReach {
			return q
		}
	}
	return nil
}
