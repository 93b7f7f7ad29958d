package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Gap checks the difference between two members in one period.
var Gap = newRule("gap", Doc{
	Title: "how far one member is ahead of another",
	Text: `"148 more than at the harbour" subtracts two members of a dimension in the same period; what one was ahead or behind
by, without the other's name, is held against those that the text named last and against the next in the order. "Above the
national rate", "the average", "any other" and "A and B combined" stand for what they say; several together may be a subject.
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
	if a.Noise != 0 || use.Role != claims.Change || !use.Over || isRelative(a) || use.With >= 0 && !p.namesMeasure(use.Phrase) {
		return phrase, false
	}
	if a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "to" || p.isYetToCome(a) {
		return phrase, false // "by two to one"
	}
	phrase = use.Phrase
	if phrase[0] < phrase[1] && isComparative(s, use.Cue) && phrase[0] == use.Cue.Last && !s.HasCue(phrase[0], phrase[0]+1, claims.Base) {
		return phrase, false // "one more seat will be added": what more there is, and no other
	}
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
	if p.namesCounterpart(phrase) || p.namesMeasure(phrase) {
		return phrase, true
	}
	for t := phrase[0]; t < phrase[1]; t++ {
		if objectPronouns.Meaning(s.Tokens[t].Norm) != "" {
			return [2]int{}, true // "trails us by 70,000"
		}
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

var objectPronouns = lexicon.Words{Table: "object-pronouns"}

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
	want := claims.Want{Anchor: a.First, Not: c.phrase, Peers: true, Derived: true}
	bare := a.Kind == claims.Cardinal && (a.Noun[0] == a.Noun[1] || s.HasCue(a.Noun[0], a.Noun[1], claims.Above, claims.Below))
	want.Fits = func(m *facts.Measure) bool {
		if a.Kind == claims.Points {
			return slicesPercent(m)
		}
		return a.Unit.Fits(m.Unit) || m.Unit.Fits(a.Unit) || bare && m.Unit.Kind.IsDimension()
	}
	var proposals []proposal
	for n, r := range p.Binder.Readings(s, want) {
		if n >= 24 {
			break
		}
		if p.isNotBeside(c.amount, r) {
			r.Cost += besideCost
		}
		if r.MemberFrom != claims.Named && !s.LeansBack() && p.namesMemberOf(r.Slice.Measure.Dataset, c.phrase) {
			continue
		}
		proposals = append(proposals, p.gaps(c, r)...)
	}
	v := p.orSlip(c.amountClaim, p.unlessFar(c.amountClaim, p.decide(c.Claim, datedOnly(proposals)), claims.Margin))
	if v.Label == Refuted {
		if name := p.fromAside(c.Claim, v.best.reading); name != "" {
			return p.leftOpen(v, fmt.Sprintf("%q stands in an aside: say again what the figure is of, and of when", name))
		}
		if m := p.gapOfOther(c, v.best.reading); m != nil {
			return p.leftOpen(v, fmt.Sprintf("the difference is that of %s: if that is meant, name it", m.Label))
		}
	}
	return v
}

// gapOfOther returns another measure of the dataset that has the difference between the same two, or nil.
func (p *Pass) gapOfOther(c gapClaim, r claims.Reading) *facts.Measure {
	a := &p.Sentence.Amounts[c.amount]
	for _, m := range r.Slice.Measure.Dataset.Measures {
		if m == r.Slice.Measure || !fits(a)(m) {
			continue
		}
		other := r
		other.Slice.Measure = m
		for _, q := range p.gaps(c, other) {
			if q.known && q.fit >= quantity.Within {
				return m
			}
		}
	}
	return nil
}

// isYetToCome reports whether an amount is the subject of what is planned or possible: "one more seat will be added".
func (p *Pass) isYetToCome(a *claims.AmountMention) bool {
	end := max(a.Last, a.Noun[1])
	return p.Sentence.HasCue(end, min(end+1, len(p.Sentence.Tokens)), claims.Modal)
}

// besideCost is what a gap costs more in another period than that of the figure which it stands beside.
const besideCost = 1

// isNotBeside reports whether the facts bear out the figure directly before an amount for the same thing as a reading, but for another
// period: "the west had 193 in May and got 141 in June, 60 more than the east".
func (p *Pass) isNotBeside(i int, r claims.Reading) bool {
	s := p.Sentence
	if i == 0 {
		return false
	}
	a, before := &s.Amounts[i], &s.Amounts[i-1]
	end := max(before.Last, before.Noun[1])
	if first := min(a.First, a.Hedge); end >= first || s.Tokens[end].Norm != "," || first > end+3 {
		return false
	}
	return slices.ContainsFunc(s.BorneOut(before.First, before.Last), func(b claims.Reading) bool {
		return b.Slice.Measure == r.Slice.Measure && slices.Equal(b.Slice.Members, r.Slice.Members) && b.Period != r.Period
	})
}

// gaps works out a reading of the subject against each member that it may be compared with.
func (p *Pass) gaps(c gapClaim, r claims.Reading) (proposals []proposal) {
	s := p.Sentence
	a, use := &s.Amounts[c.amount], s.Uses[c.amount]
	cells := p.own(r)
	if len(cells) != 1 {
		return []proposal{p.missing(r)}
	}
	own := cells[0]
	var bases []baseOf
	if c.phrase != [2]int{} {
		bases = append(p.counterparts(c.phrase, r, own, use.Sign), p.measureCounterparts(c.phrase, r, own)...)
	} else {
		for _, m := range r.Slice.Members {
			if m != nil && m != m.Dimension.Total {
				bases = append(bases, p.gapRivals(r, m, own, use.Sign)...)
			}
		}
	}
	strange := p.tellsOther(c.amount, r, own)
	for _, b := range bases {
		q := p.gapTo(a, use.Sign, use.Cue, r, own, b)
		q.unsure = q.unsure || strange
		proposals = append(proposals, q)
	}
	if len(bases) == 0 {
		proposals = append(proposals, proposal{reading: r, cost: r.Cost + 0.5, lacks: fmt.Sprintf("the facts have nothing to compare %s%s with", r.Slice.Words(), forPeriod(own.Period))})
	}
	return proposals
}

// tellsOther reports whether the figure that a difference stands behind is not that of the reading, so that something else is
// compared: "conceded 35, one fewer than Brent" where the reading has 49 goals scored.
func (p *Pass) tellsOther(i int, r claims.Reading, own facts.Cell) bool {
	s := p.Sentence
	a := &s.Amounts[i]
	for j := i - 1; j >= 0; j-- {
		level := &s.Amounts[j]
		if level.Noise != 0 {
			continue
		}
		if role := s.Uses[j].Role; role != claims.Level && role != claims.LevelTo && role != claims.SumLevel || !p.stands(j, i) || !sameUnit(level, a) && a.Unit != (quantity.Unit{}) {
			return false
		}
		actual, ok := in(level.Unit, own.Value, r.Slice.Measure)
		return ok && level.AcceptsWith(actual, p.Options.Tolerance) == quantity.No
	}
	return false
}

// gapTo works out how far a subject is ahead of what it is compared with, or behind.
func (p *Pass) gapTo(a *claims.AmountMention, sign int, cue claims.Cue, r claims.Reading, own facts.Cell, b baseOf) proposal {
	q := proposal{reading: r, cost: r.Cost + b.cost, known: true, rows: evidence(own, b.cell), unsure: b.guess}
	m := r.Slice.Measure
	diff := own.Value.Sub(b.cell.Value)
	q.says = fmt.Sprintf("%s: %s%s, against %s%s, a difference of %s", r.Slice.Words(), quantity.Format(own.Value, m.Unit), forPeriod(own.Period),
		quantity.Format(b.cell.Value, m.Unit), b.name, quantity.Format(diff.Abs(), differenceUnit(m.Unit)))
	actual, ok := quantity.Of(diff.Abs()), true
	if a.Kind != claims.Points {
		actual, ok = in(a.Unit, diff.Abs(), m)
	}
	if !ok {
		return q
	}
	q.actual = actual
	_, slack := add([]facts.Cell{own, b.cell})
	fit := p.acceptsSum(a, actual, slack)
	if fit == quantity.No && a.RoundsThousands(actual) {
		fit = quantity.Within
	}
	if sign != 0 && diff.Sign() != sign && !p.isInFrontWithLess(cue, m) {
		q.turned = fit >= quantity.Within
		return q
	}
	if q.fit = fit; fit == quantity.No {
		q.fix = p.rewritten(a, actual)
	}
	return q
}

// gapRivals returns those that a subject may be ahead of or behind where the text names none: the members that it named
// last, the next in the order and the first.
func (p *Pass) gapRivals(r claims.Reading, m *facts.Member, own facts.Cell, sign int) (rivals []baseOf) {
	var seen []*facts.Member
	offer := func(other *facts.Member) {
		if other == nil || other == m || other == m.Dimension.Total || slices.Contains(seen, other) {
			return
		}
		seen = append(seen, other)
		if cell, ok := p.Facts.At(r.Slice.With(other), own.Period); ok {
			rivals = append(rivals, baseOf{cell: cell, name: " for " + other.Label})
		}
	}
	names := p.namedBefore(len(p.Sentence.Tokens))
	for _, n := range names[max(len(names)-6, 0):] {
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension == m.Dimension {
				offer(ref.Member)
			}
		}
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
	return rivals
}
