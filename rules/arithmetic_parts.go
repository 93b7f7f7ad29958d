package rules

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// sumsInText works out totals whose parts stand in the sentence: "120 and 268, 388 in all", and "388: 120
// at the harbour and 268 in the old town".
func (p *Pass) sumsInText() (found []arithmeticClaim) {
	s := p.Sentence
	for i, use := range s.Uses {
		a := &s.Amounts[i]
		if !figure(a) || a.Kind == claims.Percent || a.Kind == claims.Fraction || a.Kind == claims.Multiple {
			continue
		}
		switch {
		case use.Role == claims.SumLevel && use.Cue.Kind == claims.Sum && use.Cue.First >= i:
			if c, ok := p.totalAfter(i); ok {
				found = append(found, c)
			}
		case use.Role == claims.Level || use.Role == claims.LevelTo || use.Role == claims.SumLevel:
			if c, ok := p.totalBefore(i); ok {
				found = append(found, c)
			}
		}
	}
	return found
}

// totalAfter checks a total that follows its parts. It is supported if any run of the figures before it
// makes it, and refuted if they are two or more in a list that ends with it.
func (p *Pass) totalAfter(i int) (c arithmeticClaim, ok bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if !p.endsList(i) {
		return c, false
	}
	first := i
	for first > max(i-maxParts, 0) && p.isPart(first-1, i) && p.together(first-1, i) {
		first--
	}
	if i-first < 2 {
		return c, false
	}
	for from := first; from < i-1; from++ {
		for to := from + 2; to <= i; to++ {
			if low, high, ok := p.sum(from, to); ok && meets(a, low, high) {
				return p.worked(i, low, high, p.sumWords(from, to), false), true
			}
		}
	}
	low, high, ok := p.sum(first, i)
	return p.worked(i, low, high, p.sumWords(first, i), true), ok && a.Amount.Hedge == quantity.Bare
}

// maxParts is how many parts of a total are looked for.
const maxParts = 12

// endsList tells the total that is one by its place: "388 in all", "a total of 388", with only the marks of
// a list between it and the parts.
func (p *Pass) endsList(i int) bool {
	s := p.Sentence
	a, cue := &s.Amounts[i], s.Uses[i].Cue
	return cue.First >= a.Last && cue.First <= max(a.Last, a.Noun[1])+1 || cue.Last <= a.First && a.First-cue.Last <= 2
}

// isPart reports whether an amount may be a part of the total: in its unit, a plain level, and not the
// count of something else.
func (p *Pass) isPart(j, total int) bool {
	s := p.Sentence
	b, t := &s.Amounts[j], &s.Amounts[total]
	if !figure(b) || !sameUnit(b, t) || b.Amount.Hedge != quantity.Bare || b.Link != claims.Single {
		return false
	}
	switch s.Uses[j].Role {
	case claims.Level, claims.Share:
	default:
		return false
	}
	if b.Kind != claims.Cardinal || b.Noun[1] == b.Noun[0] {
		return true
	}
	return t.Noun[1] > t.Noun[0] && s.Stems[b.Noun[1]-1] == s.Stems[t.Noun[1]-1]
}

// totalBefore checks a total that a colon, a bracket or a dash parts from its list. The list may be
// incomplete, so only a sum beyond the total is refuted.
func (p *Pass) totalBefore(i int) (c arithmeticClaim, ok bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	mark := max(a.Last, a.Noun[1])
	if mark >= len(s.Tokens) || !strings.Contains(":(–—", s.Tokens[mark].Norm) || a.Amount.Hedge != quantity.Bare {
		return c, false
	}
	end := len(s.Tokens)
	if s.Tokens[mark].Norm == "(" {
		for end = mark; end < len(s.Tokens) && s.Tokens[end].Norm != ")"; {
			end++
		}
	}
	last := i + 1
	for last < len(s.Amounts) && s.Amounts[last].Last <= end {
		if b := &s.Amounts[last]; !p.isPart(last, i) && !(figure(b) && sameUnit(a, b) && b.Link == claims.Single && b.Noun == [2]int{} && s.Uses[last].Role == claims.Level) {
			return c, false
		}
		last++
	}
	for _, m := range s.Periods { // "388: 412 in 2023 and 437 in 2022" are no parts
		if m.First > mark && m.First < end {
			return c, false
		}
	}
	if last-i < 3 || s.HasCue(mark, end, claims.Above, claims.Below, claims.Up, claims.Down, claims.Base, claims.Average) {
		return c, false
	}
	low, high, ok := p.sum(i+1, last)
	if !ok {
		return c, false
	}
	_, most, _ := reach(a)
	if meets(a, low, high) || low.Cmp(most) > 0 {
		return p.worked(i, low, high, p.sumWords(i+1, last), true), true
	}
	return c, false
}

// sum adds amounts [from, to), as low and as high as their rounding allows.
func (p *Pass) sum(from, to int) (low, high quantity.Ratio, ok bool) {
	low, high = quantity.Of(quantity.Number{}), quantity.Of(quantity.Number{})
	for j := from; j < to; j++ {
		l, h, ok := reach(&p.Sentence.Amounts[j])
		if !ok {
			return low, high, false
		}
		low, high = low.Add(l), high.Add(h)
	}
	return low, high, true
}

func (p *Pass) sumWords(from, to int) string {
	total := quantity.Of(quantity.Number{})
	var parts []string
	for j := from; j < to; j++ {
		total = total.Add(p.Sentence.Amounts[j].Amount.Ratio())
		parts = append(parts, p.written(j))
	}
	return fmt.Sprintf("%s make %s", strings.Join(parts, " and "), formatRatio(total, p.Sentence.Amounts[from].Unit))
}

// sharesInText checks that shares of one whole make 100 per cent: with "the remaining 30 per cent" they
// must, and shares of members of one dimension may not make more.
func (p *Pass) sharesInText() (found []arithmeticClaim) {
	s := p.Sentence
	for first := 0; first < len(s.Amounts); first++ {
		last := first
		for last < len(s.Amounts) && p.isShareOfWhole(last) && p.together(first, last) {
			last++
		}
		if last-first < 2 {
			continue
		}
		low, high, ok := p.sum(first, last)
		if !ok {
			return found
		}
		hundred := quantity.Of(quantity.Int(100))
		i := last - 1
		c := arithmeticClaim{Claim: p.amountClaimOf(i)}
		rest := s.HasCue(s.Amounts[i-1].Last, s.Amounts[i].First, claims.Rest)
		switch {
		case rest:
			c.verdict = verdictOf(low.Cmp(hundred) <= 0 && hundred.Cmp(high) <= 0, "%s", p.sumWords(first, last))
			found = append(found, c)
		case low.Cmp(hundred) > 0 && last-first > 2 && s.HasCue(0, s.Amounts[first].First, claims.ShareOf):
			c.verdict = Verdict{Label: NotEnoughInfo, Severity: Note, Message: p.sumWords(first, last) + ": too much, unless the groups overlap"}
			found = append(found, c)
		}
		first = last
	}
	return found
}

// restatements checks a share that says again what the one before it says: "13 per cent of the total, or one boat in eight".
func (p *Pass) restatements() (found []arithmeticClaim) {
	for i := range p.Sentence.Amounts {
		j := p.Sentence.RestatedShare(i)
		if j < 0 || !figure(&p.Sentence.Amounts[i]) || !figure(&p.Sentence.Amounts[j]) {
			continue
		}
		a, b := &p.Sentence.Amounts[i], &p.Sentence.Amounts[j]
		low, high, ok := reach(b)
		if !ok {
			continue
		}
		own, other := fractionOf(a, a.Ratio()), fractionOf(b, b.Ratio())
		c := arithmeticClaim{Claim: p.amountClaimOf(i)}
		c.verdict = verdictOf(true, "%s is %s%%", p.written(j), other.Percent(1))
		if !meets(a, inKindOf(a, fractionOf(b, low)), inKindOf(a, fractionOf(b, high))) {
			if off, ok := own.Sub(other).Abs().Quo(other.Abs()); !ok || off.CmpNumber(quantity.Decimal(1, 1)) <= 0 {
				continue // said in rounder words
			}
			c.verdict = verdictOf(false, "%s is %s%%, and %s is %s%%", p.written(j), other.Percent(1), p.written(i), own.Percent(1))
		}
		found = append(found, c)
	}
	return found
}

// fractionOf returns a value of a share as a part of one.
func fractionOf(a *claims.AmountMention, value quantity.Ratio) quantity.Ratio {
	if a.Kind == claims.Percent {
		value, _ = value.Quo(quantity.Of(quantity.Int(100)))
	}
	return value
}

// inKindOf returns a part of one as the share a states it.
func inKindOf(a *claims.AmountMention, part quantity.Ratio) quantity.Ratio {
	if a.Kind == claims.Percent {
		part = part.Mul(quantity.Of(quantity.Int(100)))
	}
	return part
}

func (p *Pass) isShareOfWhole(i int) bool {
	a, use := &p.Sentence.Amounts[i], p.Sentence.Uses[i]
	return a.Kind == claims.Percent && figure(a) && a.Amount.Hedge == quantity.Bare && (use.Role == claims.Share || use.Role == claims.Level)
}

// majorities checks "a majority (48 per cent)".
func (p *Pass) majorities() (found []arithmeticClaim) {
	s := p.Sentence
	for i := range s.Amounts {
		a := &s.Amounts[i]
		first := min(a.First, a.Hedge)
		if a.Kind != claims.Percent || !figure(a) || first == 0 || a.Last >= len(s.Tokens) {
			continue
		}
		switch open, close := s.Tokens[first-1].Norm, s.Tokens[a.Last].Norm; open + close {
		case "()", ",,", "––", "——":
		default:
			continue
		}
		cue, ok := s.FindCue(max(first-7, 0), first-1, claims.Majority)
		if !ok || !isMajorityWord(s, cue) || s.ClauseEnd(cue.First) < first-1 {
			continue
		}
		from, to := s.Stretch(cue.First, cue.Last)
		if s.HasCue(from, to, claims.Not, claims.None, claims.Below, claims.Modal) {
			continue
		}
		_, high, ok := reach(a)
		if !ok {
			continue
		}
		c := arithmeticClaim{Claim: Claim{cue.First, a.Last}}
		c.verdict = verdictOf(high.CmpNumber(quantity.Int(50)) > 0, "a majority is more than half, and %s was written", p.written(i))
		found = append(found, c)
	}
	return found
}

// isMajorityWord tells "a majority" and "most of" from "a plurality" and "the bulk", which need no half.
func isMajorityWord(s *claims.Sentence, c claims.Cue) bool {
	for t := c.First; t < c.Last; t++ {
		if norm := s.Tokens[t].Norm; norm == "majority" || norm == "most" {
			return true
		}
	}
	return false
}

// partsOfWholes checks "412 of the 388 cases".
func (p *Pass) partsOfWholes() (found []arithmeticClaim) {
	s := p.Sentence
	for i, use := range s.Uses {
		a := &s.Amounts[i]
		if use.Role != claims.CountOf || use.With <= i || !figure(a) || a.Amount.Hedge != quantity.Bare {
			continue
		}
		b := &s.Amounts[use.With]
		// "10,420 of the seven major crimes": only figures written alike count the same
		if figure(b) && b.Amount.Hedge == quantity.Bare && a.Amount.Form == quantity.Digits && b.Amount.Form == quantity.Digits && s.Tokens[a.Last].Norm == "of" && a.Value.Cmp(b.Value) > 0 {
			c := arithmeticClaim{Claim: Claim{a.First, b.Last}}
			c.verdict = verdictOf(false, "%s can't be a part of %s", p.written(i), p.written(use.With))
			found = append(found, c)
		}
	}
	return found
}
