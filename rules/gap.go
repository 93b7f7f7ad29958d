package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Gap checks the difference between two members in one period.
var Gap = newRule("gap", Doc{
	Title: "how far one member is ahead of another",
	Text: `"148 more than at the harbour" subtracts two members of a dimension in the same period; what one was ahead or behind
by, without the other's name, is held against those that the text named last and against the next in the order.
Figures that are published rounded may make a difference that is off by their rounding.`,
	Examples: []Example{
		{"In 2024 the old town had 268 burglaries, 148 more than the harbour.", Supported},
		{"In 2024 the old town had 268 burglaries, 108 more than the harbour.", Refuted},
		{"In 1999 the old town had 268 burglaries, 108 more than the harbour.", NotEnoughInfo},
	},
}, findGaps, judgeGap)

type gapClaim struct {
	amountClaim
	phrase [2]int // tokens that name the other member; empty when the text leaves it out
}

func findGaps(p *Pass) (found []gapClaim) {
	for i := range p.Sentence.Amounts {
		if phrase, ok := p.gap(i); ok {
			a := &p.Sentence.Amounts[i]
			c := gapClaim{amountClaim{Claim{min(a.First, a.Hedge), a.Last}, i}, phrase}
			if cue := p.Sentence.Uses[i].Cue; cue.First >= c.Last && cue.First <= c.Last+1 {
				c.Last = cue.Last
			}
			found = append(found, c)
		}
	}
	return found
}

// gap reports whether an amount is a difference between members, and the tokens that name the other one.
func (p *Pass) gap(i int) (phrase [2]int, ok bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	if a.Noise != 0 || use.Role != claims.Change || !use.Over || isRelative(a) || use.With >= 0 {
		return phrase, false
	}
	if a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "to" {
		return phrase, false // "by two to one"
	}
	phrase = use.Phrase
	if use.Cue.Kind == claims.Above || use.Cue.Kind == claims.Below {
		// "ahead of the domestic market by 19,000": the other stands before the amount
		if phrase == [2]int{} && use.Cue.Last < min(a.First, a.Hedge) {
			phrase = [2]int{use.Cue.Last, min(a.First, a.Hedge)}
		}
	}
	for j := range s.Periods {
		if m := &s.Periods[j]; m.First >= phrase[0] && m.First < phrase[1] {
			return phrase, false // against another period
		}
	}
	if p.namesAnyMember(phrase[0], phrase[1]) {
		return phrase, true
	}
	if phrase != [2]int{} && !p.isEmptyPhrase(phrase) {
		return phrase, false
	}
	switch s.Stems[use.Cue.First] {
	case "ahead", "behind", "short":
		return [2]int{}, true
	}
	return phrase, false
}

// isEmptyPhrase reports whether a phrase of comparison holds no word that could name something.
func (p *Pass) isEmptyPhrase(phrase [2]int) bool {
	for t := phrase[0]; t < phrase[1]; t++ {
		if s := p.Sentence; s.Tokens[t].Kind == claims.Word && !claims.SaysLittle(s.Stems[t]) {
			return false
		}
	}
	return true
}

func judgeGap(p *Pass, c gapClaim) Verdict {
	s := p.Sentence
	a := &s.Amounts[c.amount]
	want := claims.Want{Anchor: a.First, Not: c.phrase, Peers: true}
	want.Fits = func(m *facts.Measure) bool {
		if a.Kind == claims.Points {
			return slicesPercent(m)
		}
		return a.Unit.Fits(m.Unit) || m.Unit.Fits(a.Unit)
	}
	var proposals []proposal
	for n, r := range p.Binder.Readings(s, want) {
		if n >= 24 {
			break
		}
		if r.MemberFrom != claims.Named && p.namesMemberOf(r.Slice.Measure.Dataset, c.phrase) {
			continue
		}
		proposals = append(proposals, p.gaps(c, r)...)
	}
	return p.decide(c.Claim, datedOnly(proposals))
}

// gaps works out a reading of the subject against each member that it may be compared with.
func (p *Pass) gaps(c gapClaim, r claims.Reading) (proposals []proposal) {
	s := p.Sentence
	a, use := &s.Amounts[c.amount], s.Uses[c.amount]
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		return []proposal{p.missing(r)}
	}
	own := cells[0]
	for _, m := range r.Slice.Members {
		if m == nil || m == m.Dimension.Total {
			continue
		}
		for _, other := range p.gapRivals(c, r, m, own, use.Sign) {
			cell, ok := p.Facts.At(r.Slice.With(other), own.Period)
			q := proposal{reading: r, cost: r.Cost}
			if !ok {
				q.lacks = fmt.Sprintf("no %s on record%s", r.Slice.With(other).Words(), forPeriod(own.Period))
				proposals = append(proposals, q)
				continue
			}
			diff := own.Value.Sub(cell.Value)
			measure := r.Slice.Measure
			q.known = true
			q.rows = evidence(own, cell)
			q.says = fmt.Sprintf("%s: %s for %s, %s for %s%s, a difference of %s", r.Slice.Without(m.Dimension).Words(), quantity.Format(own.Value, measure.Unit), m.Label,
				quantity.Format(cell.Value, measure.Unit), other.Label, forPeriod(own.Period), quantity.Format(diff.Abs(), differenceUnit(measure.Unit)))
			actual, ok := quantity.Of(diff.Abs()), true
			if a.Kind != claims.Points {
				actual, ok = in(a.Unit, diff.Abs(), measure)
			}
			if ok && (use.Sign == 0 || diff.Sign() == use.Sign) {
				_, slack := add([]facts.Cell{own, cell})
				if q.fit = p.acceptsSum(a, actual, slack); q.fit == quantity.No {
					q.fix = p.rewritten(a, actual)
				}
			}
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// gapRivals returns the members that a subject may be ahead of or behind: those that the phrase names, else those that the
// text named last, the next in the order and the first.
func (p *Pass) gapRivals(c gapClaim, r claims.Reading, m *facts.Member, own facts.Cell, sign int) (others []*facts.Member) {
	offer := func(other *facts.Member) {
		if other != nil && other != m && other != m.Dimension.Total && !slices.Contains(others, other) {
			others = append(others, other)
		}
	}
	names := p.Sentence.Names
	inPhrase := c.phrase != [2]int{}
	if !inPhrase {
		names = p.namedBefore(len(p.Sentence.Tokens))
		names = names[max(len(names)-6, 0):]
	}
	for _, n := range names {
		if inPhrase && (n.First < c.phrase[0] || n.First >= c.phrase[1]) {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension == m.Dimension {
				offer(ref.Member)
			}
		}
	}
	if inPhrase {
		return others
	}
	var next, first *facts.Member
	var nextValue, firstValue quantity.Number
	for _, other := range m.Dimension.Members {
		cell, ok := p.Facts.At(r.Slice.With(other), own.Period)
		if !ok || other == m || other == m.Dimension.Total {
			continue
		}
		if cell.Value.Cmp(own.Value) == -sign && (next == nil || cell.Value.Cmp(nextValue) == sign) {
			next, nextValue = other, cell.Value
		}
		if first == nil || firstValue.Cmp(cell.Value) < 0 {
			first, firstValue = other, cell.Value
		}
	}
	offer(next)
	offer(first)
	return others
}
