package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Multiple checks ratios: doubled, tripled, halved, four times as many as.
var Multiple = newRule("multiple", Doc{
	Title: "how many times as much",
	Text: `"Doubled" means a ratio that rounds to 2 at the precision of the word, 1.95 to 2.05 or so. "Three times more"
is taken as three or four times: both readings are in use.`,
	Examples: []Example{
		{"Burglaries in Northport doubled in 2024.", Refuted},
	},
}, findMultiples, judgeMultiple)

func findMultiples(p *Pass) []amountClaim { return p.amountsWith(claims.Factor) }

func judgeMultiple(p *Pass, c amountClaim) Verdict {
	s := p.Sentence
	a := &s.Amounts[c.amount]
	w := p.want(c.amount)
	w.Fits = p.fitsBase(c.amount)
	w.Noun = [2]int{}
	w.Derived = true
	w.Peers = p.namesCounterpart(s.Uses[c.amount].Phrase)
	open := p.leavesBase(c.amount)
	var proposals []proposal
	for n, r := range sinceThen(a, p.Binder.Readings(s, w)) {
		if n >= 16 {
			break
		}
		cells := p.own(r)
		if len(cells) != 1 {
			proposals = append(proposals, proposal{reading: r, cost: r.Cost + 0.5, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		for _, b := range p.basesFor(c.amount, r, cells[0]) {
			if w.Peers && b.guess || b.cell.Period != cells[0].Period && p.hasWord(a.First, a.Last, "to") {
				continue // the words compare with somebody, not with another time
			}
			q := p.multiple(a, r, cells[0], b)
			q.unsure = q.unsure || open || b.cell.Period.After(cells[0].Period) && !p.namesPeriod(s.Uses[c.amount].Phrase)
			proposals = append(proposals, q)
		}
	}
	return p.decideAmount(c, closestBounds(proposals))
}

// leavesBase reports whether a multiple leaves it to the text around what it is of: "twice that" of the figure before, "2.4 to
// one" of two things, "Online they were 33 million, twice as many" of what was told last.
func (p *Pass) leavesBase(i int) bool {
	s := p.Sentence
	a := &s.Amounts[i]
	if p.hasWord(a.First, a.Last+1, "to") && !p.hasWord(max(0, min(a.First, a.Hedge)-1), a.First, "by") {
		return true
	}
	if a.Last < len(s.Tokens) && demonstratives.Meaning(s.Tokens[a.Last].Norm) != "" && !p.hasWord(a.Last+1, a.Last+3, "of") && !s.IsDated(a.Last) {
		return true
	}
	return p.hasWord(a.First, a.Last, "as") && s.Uses[i].Phrase == [2]int{} && s.Uses[i].With < 0 && !slices.ContainsFunc(s.Periods, func(m claims.PeriodMention) bool {
		return m.First >= s.ClauseStart(a.First) && m.First < s.ClauseEnd(a.Last-1)
	})
}

var demonstratives = lexicon.Words{Table: "demonstratives"}

// closestBounds drops the readings of a bound that are true but far from the figure and dearer than another: "more than half
// as many" is far from true of all that hardly changed, so that only the likeliest of such readings can be meant.
func closestBounds(proposals []proposal) []proposal {
	best := cheapest(proposals)
	return slices.DeleteFunc(proposals, func(q proposal) bool {
		return q.known && q.fit == quantity.Understated && q.cost > best+closest
	})
}

// closest is how much dearer than the best a reading may be to be as likely.
const closest = 0.1

// fitsBase returns the test whether a measure can have the figure that a multiple is of: "seven times the £472 asked here";
// nil when none is stated.
func (p *Pass) fitsBase(i int) func(*facts.Measure) bool {
	with := p.Sentence.Uses[i].With
	if with < 0 || p.Sentence.Uses[with].Role != claims.LevelFrom {
		return nil
	}
	return fits(&p.Sentence.Amounts[with])
}

// countsOthers reports whether a multiple is of a noun that the facts do not know: "twice as many boats".
func (p *Pass) countsOthers(a *claims.AmountMention) bool {
	return p.Sentence.Tokens[a.Last-1].Norm == "many" && p.isUnknownPlural(a.Last)
}

// surestTurned is the most that a reading may cost for a multiple to be one of what is less, or a part of what is more.
const surestTurned = 0.3

func (p *Pass) multiple(a *claims.AmountMention, r claims.Reading, now facts.Cell, b baseOf) proposal {
	q := proposal{reading: r, cost: r.Cost + b.cost, rows: evidence(b.cell, now), unsure: b.guess || p.countsOthers(a)}
	ratio, ok := quantity.Quo(now.Value, b.cell.Value)
	if !ok {
		q.lacks = "nothing is a multiple of zero"
		return q
	}
	if now.Value.Sign()*b.cell.Value.Sign() < 0 {
		q.lacks = "a value below zero is no multiple of one above"
		return q
	}
	q.known = true
	if a.Value.Cmp(quantity.Int(1)) < 0 && !ratio.Num.IsZero() && !p.hasWord(a.First, a.Last, "as") {
		// "almost halved" is almost a fall by the factor two
		if inverse, ok := quantity.Quo(b.cell.Value, now.Value); ok {
			turned, _ := quantity.Quo(quantity.Int(1), a.Value)
			factor := *a
			factor.Value, factor.Num, factor.Den = turned.Number(), quantity.Number{}, quantity.Number{}
			a, ratio = &factor, inverse
		}
	}
	q.fit = a.AcceptsWith(ratio, p.Options.Tolerance)
	if q.fit == quantity.No && a.Amount.Hedge == quantity.Bare && a.Value.Cmp(quantity.Int(3)) >= 0 && a.Value.IsInt() {
		// "four times as many" rounds to whole times
		if ratio.Sub(a.Ratio()).Abs().CmpNumber(quantity.Decimal(5, 1)) <= 0 {
			q.fit = quantity.Within
		}
	}
	q.far = !near(a.Ratio(), ratio)
	if inverse, ok := quantity.Quo(b.cell.Value, now.Value); ok && a.Accepts(inverse) >= quantity.Within {
		q.far, q.turned = false, q.fit == quantity.No
	}
	if q.fit == quantity.No {
		q.fix = p.rewritten(a, ratio)
		one := quantity.Int(1)
		if (a.Ratio().CmpNumber(one) > 0) != (ratio.CmpNumber(one) > 0) && (r.MeasureFrom != claims.Named || q.cost > surestTurned) {
			q.unsure = true // "twice as many" of what is less: something else is held against it
		}
	}
	m := r.Slice.Measure
	q.says = fmt.Sprintf("%s: %s%s, %s%s, which is %s times as much", r.Slice.Words(), quantity.Format(b.cell.Value, m.Unit), b.name,
		quantity.Format(now.Value, m.Unit), forPeriod(now.Period), ratio.Round(quantity.Decimal(1, 2)))
	return q.weighed()
}
