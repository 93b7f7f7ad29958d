package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Arithmetic checks figures that a sentence gives the means to work out.
var Arithmetic = newRule("arithmetic", Doc{
	Title: "figures that settle one another",
	Text: `Needs no facts. "Rose from 40 to 50, up 20 per cent" is 25 per cent; a rise from 8 to 10 per cent is one of 2
percentage points or of 25 per cent; a count can't fall by more than 100 per cent; parts must make the total
they are said to make, and shares of one whole 100 per cent; "four times the 320 asked elsewhere" and "half a point
more than the 8.5 per cent of May" are held against the figure right before; a majority is more than half; a part is no larger
than its whole; "10 miles (16 km)" must convert. Figures are taken as rounded at their last digit, and a hedged
figure as hedged; where the words leave open what goes with what, the claim is left open or passed over.`,
	Examples: []Example{
		{"Ticket sales rose from 40 to 50, up 25 per cent.", Supported},
		{"Ticket sales rose from 40 to 50, up 20 per cent.", Refuted},
		{"Support rose 2 per cent, from 8 per cent to 10 per cent.", Refuted},
		{"The walk is 10 miles (18 km) long.", Refuted},
		{"A majority (48 per cent) agreed.", Refuted},
		{"A berth costs €1,240, six times the €320 asked at the quay.", Refuted},
		{"Profit fell by 120 per cent.", NotEnoughInfo},
	},
}, findArithmetic, judgeArithmetic)

// arithmeticClaim is a claim that the sentence's own figures settle: finding it is working it out.
type arithmeticClaim struct {
	Claim
	verdict Verdict
}

func findArithmetic(p *Pass) (found []arithmeticClaim) {
	if n := len(p.Sentence.Amounts); n == 0 || n > maxFigures {
		return nil
	}
	for _, find := range []func() []arithmeticClaim{p.changesInText, p.againstBase, p.fallsBelowNothing, p.sumsInText, p.sharesInText, p.restatements, p.majorities, p.partsOfWholes, p.conversions} {
		found = append(found, find()...)
	}
	return found
}

// maxFigures is how many figures a sentence may have to be worked out; one with more is a table or no prose.
const maxFigures = 60

func judgeArithmetic(_ *Pass, c arithmeticClaim) Verdict { return c.verdict }

// worked makes the claim of an amount whose right value lies between two ratios, in its own unit.
func (p *Pass) worked(i int, low, high quantity.Ratio, says string, fix bool) arithmeticClaim {
	a := &p.Sentence.Amounts[i]
	c := arithmeticClaim{Claim: p.amountClaimOf(i)}
	switch {
	case meets(a, low, high):
		c.verdict = Verdict{Label: Supported, Severity: Note, Message: says}
	default:
		c.verdict = Verdict{Label: Refuted, Severity: Error, Message: says}
		if text := p.rewritten(a, low); fix && text != "" {
			c.verdict.Suggestion = &Suggestion{p.span(c.Claim), text}
		}
	}
	return c
}

// amountClaimOf returns the tokens of an amount with its hedge.
func (p *Pass) amountClaimOf(i int) Claim {
	a := &p.Sentence.Amounts[i]
	return Claim{min(a.First, a.Hedge), max(a.Last, a.HedgeEnd)}
}

// meets reports whether an amount is true of a value between low and high.
func meets(a *claims.AmountMention, low, high quantity.Ratio) bool {
	half, _ := low.Add(high).Quo(quantity.Of(quantity.Int(2)))
	if a.Accepts(low) > quantity.No || a.Accepts(high) > quantity.No || a.Accepts(half) > quantity.No {
		return true
	}
	from, to, ok := reach(a)
	return ok && from.Cmp(high) <= 0 && low.Cmp(to) <= 0
}

// reach returns the values that a written amount may stand for: half a unit of its last digit either way
// if it may be rounded. ok is false for bounds, which reach to no end.
func reach(a *claims.AmountMention) (low, high quantity.Ratio, ok bool) {
	low = a.Amount.Ratio()
	high = low
	if a.IsRange {
		high = quantity.Of(a.High)
	}
	half := quantity.Of(quantity.Number{})
	switch a.Amount.Hedge {
	case quantity.Bare, quantity.Equals:
		if a.Scaled || a.Unit.Kind == quantity.Percent || a.Unit.Kind == quantity.Points || a.Unit.Kind.IsDimension() {
			half, _ = quantity.Quo(a.Step, quantity.Int(2))
		}
	case quantity.About:
		half = low.Abs().Mul(quantity.Of(quantity.Decimal(5, 2)))
	default:
		return low, high, false
	}
	return low.Sub(half), high.Add(half), !a.OpenLow && !a.OpenHigh && a.Amount.Form != quantity.Vague
}

// formatRatio writes a ratio for a message: two decimals where it has no end.
func formatRatio(r quantity.Ratio, u quantity.Unit) string {
	return quantity.Format(r.Round(quantity.Decimal(1, 2)), u)
}

// written returns the words of an amount without its hedge.
func (p *Pass) written(i int) string {
	a := &p.Sentence.Amounts[i]
	return p.Sentence.Words(a.First, a.Last)
}

// sameUnit reports whether two amounts are in one unit, so that they can be added and divided.
func sameUnit(a, b *claims.AmountMention) bool {
	return a.Kind == b.Kind && a.Unit.Kind == b.Unit.Kind && (a.Unit == b.Unit || a.Unit.Name == "" || b.Unit.Name == "")
}

// figure reports whether an amount is a plain figure that arithmetic can take.
func figure(a *claims.AmountMention) bool {
	return a.Noise == claims.NoNoise && !a.IsRange && a.Amount.Form != quantity.Vague && a.Kind != claims.Ordinal && a.Kind != claims.Age
}

func verdictOf(ok bool, format string, args ...any) Verdict {
	if ok {
		return Verdict{Label: Supported, Severity: Note, Message: fmt.Sprintf(format, args...)}
	}
	return Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf(format, args...)}
}
