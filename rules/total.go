package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Total checks sums over members that the text names, or over the periods since a date.
var Total = newRule("total", Doc{
	Title: "a sum over members or periods",
	Text: `"The harbour and the old town together had 388" adds the members that the sentence lists. "The two districts" are
the last two that the text named, or any two with that sum when the words describe them. "Since 2022" adds the
periods of an additive measure. Parts that are published rounded may make a sum that is off by their rounding.`,
	Examples: []Example{
		{"The harbour and the old town together had 388 burglaries in 2024.", Supported},
		{"The harbour and the old town together had 488 burglaries in 2024.", Refuted},
		{"The harbour and the old town together had 488 burglaries in 1999.", NotEnoughInfo},
	},
}, findTotals, judgeTotal)

type totalClaim struct {
	amountClaim
	set  memberSet
	span *claims.PeriodMention
}

func findTotals(p *Pass) (found []totalClaim) {
	for i := range p.Sentence.Amounts {
		if set, span, ok := p.summed(i); ok {
			a := &p.Sentence.Amounts[i]
			found = append(found, totalClaim{amountClaim{Claim{min(a.First, a.Hedge), a.Last}, i}, set, span})
		}
	}
	return found
}

// summing is what an amount of a sentence sums up, as summed tells it.
type summing struct {
	asked bool
	set   memberSet
	span  *claims.PeriodMention
	ok    bool
}

// summed reports whether an amount is said of several members together or of a run of periods, and of which. Many rules
// ask, so that the answer is kept.
func (p *Pass) summed(i int) (set memberSet, span *claims.PeriodMention, ok bool) {
	if p.sumsOf != p.Sentence {
		p.sumsOf, p.sums = p.Sentence, make([]summing, len(p.Sentence.Amounts))
	}
	if !p.sums[i].asked {
		set, span, ok = p.readSum(i)
		p.sums[i] = summing{true, set, span, ok}
	}
	return p.sums[i].set, p.sums[i].span, p.sums[i].ok
}

func (p *Pass) readSum(i int) (set memberSet, span *claims.PeriodMention, ok bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	if a.Noise != 0 || a.Kind == claims.Ordinal || a.Kind == claims.Multiple || s.IsPinned(i) {
		return set, nil, false
	}
	if a.Noun[1] > a.Noun[0] {
		if _, times := s.PeriodNoun(a.Noun[1] - 1); times {
			return set, nil, false // "in two other years"
		}
	}
	switch use.Role {
	case claims.SumLevel, claims.Level, claims.LevelTo, claims.Share:
	default:
		return set, nil, false
	}
	if set, ok = p.summedMembers(i); ok {
		return set, nil, true
	}
	if use.Role != claims.Share {
		if span = p.summedSpan(i); span != nil {
			return set, span, true
		}
	}
	return set, nil, use.Role == claims.SumLevel && !p.isCount(i)
}

// summedSpan returns the run of periods in the amount's clause that it may be the sum over.
func (p *Pass) summedSpan(i int) *claims.PeriodMention {
	s := p.Sentence
	a := &s.Amounts[i]
	start, end := s.ClauseStart(a.First), s.ClauseEnd(a.Last-1)
	if wide, to := p.sumClause(i); s.HasCue(wide, to, claims.Sum) {
		start = wide
	}
	if s.HasCue(start, end, claims.Average, claims.Median, claims.Most, claims.Least, claims.Up, claims.Down, claims.Every) {
		return nil
	}
	for j := range s.Periods {
		m := &s.Periods[j]
		if m.First < start || m.First > end { // "since" begins a clause of its own
			continue
		}
		switch m.Role {
		case claims.Since, claims.FromTo, claims.Past:
			return m
		}
	}
	return nil
}

func judgeTotal(p *Pass, c totalClaim) Verdict {
	proposals := p.totals(c)
	if c.set.none() || !c.set.sure {
		levels := p.levels(c.amount)
		if p.Sentence.Uses[c.amount].Role == claims.Share {
			levels = p.shares(c.amount)
		}
		for _, q := range levels {
			q.cost += 0.2
			q.unsure = q.unsure || len(proposals) > 0
			proposals = append(proposals, q)
		}
	}
	if c.set.none() && c.span == nil {
		return p.decideAmount(c.amountClaim, proposals)
	}
	return p.orSlip(c.amountClaim, p.unlessFar(c.amountClaim, p.decide(c.Claim, datedOnly(proposals)), 0))
}

// totals works out the readings of an amount as a sum.
func (p *Pass) totals(c totalClaim) (proposals []proposal) {
	s := p.Sentence
	a := &s.Amounts[c.amount]
	share := s.Uses[c.amount].Role == claims.Share
	w := p.want(c.amount)
	w.Peers = true
	if share {
		w.Fits, w.Noun, w.Not = nil, [2]int{}, [2]int{}
	}
	if c.span != nil {
		w.Not = [2]int{c.span.First, c.span.Last}
	}
	type place struct {
		what string
	}
	seen := map[place]bool{}
	for n, r := range p.Binder.Readings(s, w) {
		if n >= 40 {
			break
		}
		if m := r.Slice.Measure; !m.Additive && !slicesPercent(m) {
			if !c.set.sure || m.Unit.Kind != quantity.Count && m.Unit.Kind != quantity.Money {
				continue
			}
			r.Cost += 0.2 // parts that overlap: the text adds them up all the same
		}
		if c.span != nil {
			proposals = append(proposals, p.sumOverPeriods(a, r, c.span)...)
			continue
		}
		for _, d := range r.Slice.Measure.Dataset.Dimensions {
			if !c.set.fits(d) {
				continue
			}
			base := r
			base.Slice = r.Slice.Without(d)
			key := place{base.Slice.Words() + base.Period.String()}
			if seen[key] {
				continue
			}
			seen[key] = true
			proposals = append(proposals, p.overMembers(a, base, d, c.set, share)...)
		}
	}
	return proposals
}

// overMembers sums the members of a set.
func (p *Pass) overMembers(a *claims.AmountMention, r claims.Reading, d *facts.Dimension, set memberSet, share bool) (proposals []proposal) {
	m := r.Slice.Measure
	periods := p.periodsOf(r)
	if len(periods) == 0 {
		return []proposal{p.missing(r)}
	}
	for _, at := range periods {
		q := proposal{reading: r, cost: r.Cost}
		if set.sure {
			q.cost -= 0.25 // the words say who makes up the sum
		} else if set.count == 0 {
			q.unsure = true // "A and B had 40": each, or both together
		}
		parts := p.Facts.Parts(r.Slice, d, at)
		if r.Dated == nil && p.happeningOnce(r.Slice, d) {
			parts = nil
			for _, m := range d.Members {
				if cell, ok := p.cellOf(r.Slice.With(m), at, true); ok {
					parts = append(parts, cell)
				}
			}
		}
		cells := parts
		named := set.of(d)
		switch {
		case set.top:
			cells = topOf(parts, set.count)
		case len(named) > 0:
			cells = nil
			for _, m := range named {
				if cell, ok := p.Facts.At(r.Slice.With(m), at); ok {
					cells = append(cells, cell)
				}
			}
		}
		if want := max(set.count, len(named)); len(cells) < want || len(cells) > want && !set.described {
			q.lacks = fmt.Sprintf("the facts do not have all parts of %s%s", r.Slice.Words(), forPeriod(at))
			q.cost += 0.5
			proposals = append(proposals, q)
			continue
		}
		whole, _ := p.Facts.At(r.Slice, at)
		q.unsure = q.unsure || share && p.statesParts(a)
		sum, slack := add(cells)
		q.unsure = q.unsure || share && whole.Derived && sum.Equal(whole.Value) // the parts on record may not be all
		fit := func(sum quantity.Number) quantity.Fit {
			actual, ok := sumAs(a, sum, whole, m, share)
			if !ok {
				return quantity.No
			}
			return p.acceptsSum(a, actual, slack)
		}
		q.known = true
		if !set.described || len(cells) == set.count {
			q.fit = fit(sum)
		}
		if q.fit == quantity.No && set.count > 0 && !set.top {
			// The words may mean others than those named last: any so many with that sum leave it open.
			others, open := chosen(parts, set.count, func(sum quantity.Number) bool { return fit(sum) >= quantity.Within })
			switch {
			case others != nil && set.described:
				q.fit, cells = quantity.Exact, others
			case others != nil || open:
				q.unsure = true
			}
		}
		for _, cell := range cells {
			if cell.Derived {
				q.cost += 0.6 // parts of parts, maybe not all
				break
			}
		}
		sum, _ = add(cells)
		q.rows = evidence(cells...)
		if !share {
			q.reading.Period = at
			q.reading.Sum = &facts.Cell{Period: at, Value: sum, Rows: q.rows, Derived: true}
		}
		q.says = fmt.Sprintf("%s: %s for %s together%s", r.Slice.Words(), quantity.Format(sum, m.Unit), namesOf(cells, d), forPeriod(at))
		if set.described && len(cells) > set.count {
			q.says = fmt.Sprintf("%s: no %d of the %d have that sum%s", r.Slice.Words(), set.count, len(parts), forPeriod(at))
		} else if actual, ok := sumAs(a, sum, whole, m, share); ok {
			if ratio, ok := quantity.Quo(sum, whole.Value); share && ok && !slicesPercent(m) {
				q.says += fmt.Sprintf(", which is %s%% of %s", ratio.Percent(1), quantity.Format(whole.Value, m.Unit))
			}
			q.actual, q.fix = actual, p.rewritten(a, actual)
		}
		proposals = append(proposals, q)
	}
	return proposals
}

// statesParts reports whether a share stands behind the part and the whole that it is of: "76 of the 104, or nearly three-quarters".
func (p *Pass) statesParts(a *claims.AmountMention) bool {
	s := p.Sentence
	for j := range s.Amounts {
		b := &s.Amounts[j]
		if end := max(b.Last, b.Noun[1]); end < len(s.Tokens) && s.Tokens[end].Norm == "," && p.isWhole(j) {
			if start := min(a.First, a.Hedge); start == end+1 || start == end+2 && s.Tokens[end+1].Norm == "or" {
				return true
			}
		}
	}
	return false
}

// sumAs returns a sum in the amount's unit, or as a share of the whole.
func sumAs(a *claims.AmountMention, sum quantity.Number, whole facts.Cell, m *facts.Measure, share bool) (quantity.Ratio, bool) {
	if !share || a.Kind == claims.Percent && slicesPercent(m) {
		return in(a.Unit, sum, m)
	}
	if slicesPercent(m) { // "make up two-thirds": the parts are percentages of the whole
		whole = facts.Cell{Value: quantity.Int(100)}
	}
	ratio, ok := quantity.Quo(sum, whole.Value)
	if ok && a.Kind == claims.Percent {
		ratio = ratio.Mul(quantity.Of(quantity.Int(100)))
	}
	return ratio, ok
}

// acceptsSum accepts a sum that the rounding of its parts explains.
func (p *Pass) acceptsSum(a *claims.AmountMention, actual quantity.Ratio, slack quantity.Number) quantity.Fit {
	fit := a.AcceptsWith(actual, p.Options.Tolerance)
	if fit == quantity.No && a.Amount.Hedge == quantity.Bare && actual.Sub(a.Ratio()).Abs().CmpNumber(slack) <= 0 {
		return quantity.Within
	}
	return fit
}

// add sums cells. The slack is what their rounding may make of it: half a step each, for figures published to
// more or less than the unit.
func add(cells []facts.Cell) (sum, slack quantity.Number) {
	for _, cell := range cells {
		sum = sum.Add(cell.Value)
		if cell.Step.Cmp(quantity.Int(1)) != 0 {
			slack = slack.Add(cell.Step.Mul(quantity.Decimal(5, 1)))
		}
	}
	return sum, slack
}
