package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Value checks that a figure is what the record says for its measure, members and period.
var Value = newRule("value", Doc{
	Title: "a figure against the record",
	Text: `A figure must be the recorded value after rounding at its last written digit. "About" allows 5 percent,
"nearly" up to a tenth below, "more than" and "at least" bound it from one side.`,
	Examples: []Example{
		{"Northport police recorded 388 burglaries in 2024.", Supported},
		{"Northport police recorded 398 burglaries in 2024.", Refuted},
		{"Northport police recorded 398 burglaries in 1999.", NotEnoughInfo},
	},
}, findValues, judgeValue)

func findValues(p *Pass) []amountClaim {
	return append(p.amountsWith(claims.Level, claims.LevelTo, claims.LevelFrom), p.otherRates()...)
}

// otherRates returns the rates that the average rule makes nothing of, "3.9 burglaries per 1,000 people": they are open,
// and no figure is passed over in silence.
func (p *Pass) otherRates() (found []amountClaim) {
	rates := p.amountsWith(claims.RateLevel)
	if len(rates) == 0 {
		return nil
	}
	taken := findAverages(p)
	for _, c := range rates {
		if a := &p.Sentence.Amounts[c.amount]; a.Noise == 0 && !slices.ContainsFunc(taken, func(t averageClaim) bool { return t.amount == c.amount }) {
			found = append(found, c)
		}
	}
	return found
}

func judgeValue(p *Pass, c amountClaim) Verdict {
	if p.Sentence.Uses[c.amount].Role == claims.RateLevel {
		return p.decide(c.Claim, nil)
	}
	v := p.decideAmount(c, p.levels(c.amount))
	if v.Label == Refuted && v.best != nil && p.isMeanOf(c.amount) && !isAverageMeasure(v.best.reading.Slice.Measure) {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "closest on record: " + v.best.says + "; the sentence speaks of an average: say over what", Evidence: v.best.rows, reading: v.reading}
	}
	return v
}

// isMeanOf reports whether an average is the subject of a figure's clause: "the average over those ten years is three".
func (p *Pass) isMeanOf(i int) bool {
	s := p.Sentence
	first := s.Amounts[i].First
	start := s.ClauseStart(first)
	return slices.ContainsFunc(s.Cues, func(c claims.Cue) bool {
		return c.First >= start && c.Last <= first && (c.Kind == claims.Average || c.Kind == claims.Median || p.isTheAverage(c))
	})
}

// fits returns the test whether a measure can have the amount as its value.
func fits(a *claims.AmountMention) func(*facts.Measure) bool {
	return func(m *facts.Measure) bool {
		if a.Unit == (quantity.Unit{}) && a.Form == quantity.Fraction {
			return false
		}
		if m.Unit.Kind == quantity.Count && a.Kind == claims.Cardinal && a.Step.Cmp(quantity.Int(1)) < 0 && m.Additive {
			return false // "6.20" counts nothing that comes in whole numbers
		}
		if a.Kind == claims.Cardinal && a.Noun[0] == a.Noun[1] && m.Unit.Kind.IsDimension() && a.Step.Cmp(quantity.Int(1)) < 0 {
			return true // "he made it 6.18"
		}
		return a.Unit.Fits(m.Unit) || m.Unit.Fits(a.Unit)
	}
}

// want returns what is to be bound for an amount: its noun and the phrase of comparison it stands in or
// beside.
func (p *Pass) want(i int) claims.Want {
	s := p.Sentence
	a, part := &s.Amounts[i], s.Uses[i]
	w := claims.Want{Fits: fits(a), Anchor: a.First, Noun: a.Noun}
	if p.takesUnit(i) {
		w.Fits = func(m *facts.Measure) bool { return m.Unit.Kind.IsDimension() || fits(a)(m) }
	}
	if s.Block.Kind == draft.Cell && a.Kind == claims.Cardinal {
		w.Fits = func(m *facts.Measure) bool { return m.Unit.Kind != quantity.Percent } // the unit stands in the header, if anywhere
	}
	if part.Role == claims.LevelFrom {
		w.Within = s.Around(i)
	} else if part.Phrase != [2]int{} {
		w.Not = part.Phrase
	} else {
		w.Not = s.ComparisonAfter(i)
	}
	return w
}

// takesUnit reports whether a bare figure has its unit from the change beside it, or from the level it moved to: "each lost 50,000 bpd, to 4.6 million".
func (p *Pass) takesUnit(i int) bool {
	a, use := &p.Sentence.Amounts[i], p.Sentence.Uses[i]
	if a.Kind != claims.Cardinal || a.Noun[0] < a.Noun[1] || use.Role != claims.LevelTo && use.Role != claims.LevelFrom {
		return false
	}
	for _, n := range p.Sentence.Names {
		for _, ref := range n.Refs {
			if m := ref.Measure; m != nil && ref.Loose < claims.HalfName && m.Unit.Kind.IsDimension() && n.First < a.First {
				return true // "the acreage tripled, to 996,762"
			}
		}
	}
	for j := range p.Sentence.Amounts {
		if beside := &p.Sentence.Amounts[j]; beside.Kind == claims.Dimension && (p.Sentence.Uses[j].Role == claims.Change || use.With == j || p.Sentence.Uses[j].With == i) {
			return true
		}
	}
	return false
}

// levels works out the readings of an amount as the value of a measure.
func (p *Pass) levels(i int) (proposals []proposal) {
	s := p.Sentence
	a := p.hedgedByVerb(i)
	w := p.want(i)
	readings := p.Binder.Readings(s, w)
	proposals = make([]proposal, 0, len(readings))
	for _, r := range readings {
		if s.Uses[i].Role == claims.LevelFrom && !r.Pinned && (r.Dated == nil || r.Dated.First < w.Within[0]) {
			proposals = append(proposals, p.earlier(a, r)...)
			r.Cost += 0.4
		}
		proposals = append(proposals, p.level(a, r))
	}
	return proposals
}

// hedgedByVerb returns an amount with the bound that a verb before it sets: "exceeded 9,000" is more than 9,000.
func (p *Pass) hedgedByVerb(i int) *claims.AmountMention {
	a, use := &p.Sentence.Amounts[i], p.Sentence.Uses[i]
	if use.Role != claims.Level || !use.Weak || a.Amount.Hedge != quantity.Bare || use.Cue.Kind != claims.Above && use.Cue.Kind != claims.Below {
		return a
	}
	bound := *a
	bound.Amount.Hedge = quantity.MoreThan
	if use.Cue.Kind == claims.Below {
		bound.Amount.Hedge = quantity.LessThan
	}
	return &bound
}

// earlier reads a figure that a later one is compared with, where no word says of when it is: "from 412".
func (p *Pass) earlier(a *claims.AmountMention, r claims.Reading) (proposals []proposal) {
	for _, cell := range p.bases(r) {
		q := r
		q.Period, q.PeriodFrom = cell.Period, claims.Default
		proposals = append(proposals, p.level(a, q))
	}
	return proposals
}

// bases returns the cells that the words compare with when they don't say: the one before, and the one of
// a year before.
func (p *Pass) bases(r claims.Reading) (cells []facts.Cell) {
	if r.Slice.Measure.Dataset.Period == nil {
		return nil
	}
	series := p.Facts.Series(r.Slice)
	now := p.cells(r.Slice, r.Period)
	if len(now) != 1 {
		return nil
	}
	at := now[0].Period
	if cell, ok := series.Prev(at); ok {
		cells = append(cells, cell)
	}
	if at.Grain() > period.Split {
		if cell, ok := series.At(at.AddYears(-1)); ok {
			cells = append(cells, cell)
		}
	}
	return cells
}

// level works out one reading of an amount as the value of a measure.
func (p *Pass) level(a *claims.AmountMention, r claims.Reading) proposal {
	q := proposal{reading: r, cost: r.Cost}
	m := r.Slice.Measure
	cells := p.cells(r.Slice, r.Period)
	if len(cells) == 0 {
		q.missing = missingRow{r.Slice, r.Period}
		q.cost += 0.5
		return q
	}
	if len(cells) > 1 {
		q.cost += 0.3
	}
	if len(cells) > 1 || r.Period.Contains(cells[0].Period) && r.Period != cells[0].Period {
		// "in 2023" over quarters: it may be their sum, their end or any of them
		q.unsure = m.Additive || len(cells) < 2
	}
	for n, cell := range cells {
		actual, ok := in(a.Unit, cell.Value, m)
		if !ok {
			continue
		}
		fit := a.AcceptsWith(actual, p.Options.Tolerance)
		if fit == quantity.No && a.RoundsThousands(actual) {
			fit = quantity.Within // "415,000" for 414,571: imprecise, but never an error
		}
		if fit < quantity.Within && actual.Sign() < 0 && a.AcceptsWith(actual.Neg(), p.Options.Tolerance) >= quantity.Within {
			// "a loss of 247 million", "0.2 percent lower": the words carry the sign
			fit = quantity.Within
			if !p.Sentence.HasCue(0, len(p.Sentence.Tokens), claims.Down, claims.Below, claims.Gap, claims.Negative) {
				fit, q.unsure = quantity.No, true
			}
		}
		if fit == quantity.No && a.Hedge != a.First && actual.Cmp(a.Ratio()) == 0 {
			q.unsure = true // "over 400" for just 400: imprecise rather than wrong
		}
		if scaled, ok := p.inHeaderScale(actual); ok && fit == quantity.No && near(a.Ratio(), scaled) {
			actual, fit = scaled, a.AcceptsWith(scaled, p.Options.Tolerance)
		}
		if !q.known || fit > q.fit {
			q.known = true
			q.fit, q.rows = fit, cell.Rows
			q.says = fmt.Sprintf("%s: %s%s", r.Slice.Words(), quantity.Format(cell.Value, m.Unit), forPeriod(cell.Period))
			q.actual = actual
			q.fix, q.far = p.rewritten(a, actual), !slips(a.Ratio(), actual)
			if cell.Derived && n == 0 {
				q.cost += 0.3
			}
		}
	}
	if !q.known {
		q.lacks = fmt.Sprintf("%s is in %s, and the figure is not", r.Slice.Words(), m.Unit)
	}
	return q.weighed()
}

// inHeaderScale returns a value in the scale that the header of a table names for its cells, as 48 under "Notices (millions)"
// for 48 million; ok is false outside of such a table.
func (p *Pass) inHeaderScale(actual quantity.Ratio) (scaled quantity.Ratio, ok bool) {
	scale, ok := p.Sentence.HeaderScale()
	if ok {
		scaled, ok = actual.Quo(quantity.Of(scale))
	}
	return scaled, ok
}

func forPeriod(at period.Period) string {
	if at.IsZero() {
		return ""
	}
	if at.Grain() == period.Day {
		return " on " + at.Words()
	}
	return " in " + at.Words()
}
