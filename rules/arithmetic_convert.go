package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// conversions checks "10 miles (16 km)": two amounts of one dimension, the second in brackets.
func (p *Pass) conversions() (found []arithmeticClaim) {
	s := p.Sentence
	for i := 0; i+1 < len(s.Amounts); i++ {
		a, b := &s.Amounts[i], &s.Amounts[i+1]
		open := min(b.First, b.Hedge) - 1
		if a.Kind != claims.Dimension || b.Kind != claims.Dimension || a.Noise != 0 || b.Noise != 0 || a.Unit.Kind != b.Unit.Kind || a.Unit == b.Unit || a.IsRange != b.IsRange ||
			open < a.Last || open > a.Last+2 || s.Tokens[open].Norm != "(" || b.Last >= len(s.Tokens) || s.Tokens[b.Last].Norm != ")" {
			continue
		}
		low, high, ok := converted(a, b)
		if !ok {
			continue
		}
		exact, _ := quantity.ConvertRatio(a.Amount.Ratio(), a.Unit, b.Unit)
		c := arithmeticClaim{Claim: Claim{a.First, b.Last + 1}}
		says := fmt.Sprintf("%s is %s", p.written(i), formatRatio(exact, b.Unit))
		bLow, bHigh := roundReach(b)
		c.verdict = verdictOf(low.Cmp(bHigh) <= 0 && bLow.Cmp(high) <= 0, "%s", says)
		if c.verdict.Label == Refuted {
			if text := p.rewritten(b, exact); text != "" {
				c.verdict.Suggestion = &Suggestion{p.span(p.amountClaimOf(i + 1)), text}
			}
		}
		found = append(found, c)
	}
	return found
}

// converted returns the bounds of an amount in the unit of another, over all that the units' names may
// stand for: short, long and metric tons, and of temperatures also the difference.
func converted(a, b *claims.AmountMention) (low, high quantity.Ratio, ok bool) {
	from, to, _ := reach(a)
	for _, x := range a.Unit.Readings() {
		for _, y := range b.Unit.Readings() {
			for _, convert := range []func(quantity.Ratio, quantity.Unit, quantity.Unit) (quantity.Ratio, bool){quantity.ConvertRatio, quantity.ConvertDifference} {
				l, okLow := convert(from, x, y)
				h, okHigh := convert(to, x, y)
				if !okLow || !okHigh {
					continue
				}
				bLow, bHigh := roundReach(b)
				if !ok || l.Cmp(bHigh) <= 0 && bLow.Cmp(h) <= 0 {
					low, high, ok = l, h, true
				}
			}
		}
	}
	return low, high, ok
}

// roundReach is reach, but with the zeros at the end of a whole number taken as not counted: "1,600 km".
func roundReach(a *claims.AmountMention) (low, high quantity.Ratio) {
	low = a.Amount.Ratio()
	high = low
	if a.IsRange {
		high = quantity.Of(a.High)
	}
	step := a.Step
	ten := quantity.Int(10)
	for n := 0; n < 12 && !a.Value.IsZero() && step.Mul(ten).Cmp(a.Value.Abs()) < 0 && a.Value.Round(step.Mul(ten)).Equal(a.Value); n++ {
		step = step.Mul(ten)
	}
	half, _ := quantity.Quo(step, quantity.Int(2))
	if a.Amount.Hedge != quantity.Bare {
		half = half.Add(low.Abs().Mul(quantity.Of(quantity.Decimal(5, 2))))
	}
	return low.Sub(half), high.Add(half)
}
