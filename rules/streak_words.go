package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
)

// findStreaks finds runs by the word that counts them ("consecutive", "in a row", "for a fourth month") and
// by "every", and pairs each with what it says of the periods.
func findStreaks(p *Pass) (found []streakClaim) {
	s := p.Sentence
	for _, c := range s.Cues {
		var claim streakClaim
		var ok bool
		switch c.Kind {
		case claims.InARow:
			claim, ok = p.counted(c)
		case claims.Every, claims.All:
			claim, ok = p.everyOne(c)
		}
		if ok {
			found = append(found, claim)
		}
	}
	for i := range s.Amounts {
		if claim, ok := p.forNth(i); ok {
			found = append(found, claim)
		}
	}
	return found
}

// counted reads "the fifth consecutive fall", "for the second month in succession", "seven straight gains".
func (p *Pass) counted(c claims.Cue) (streakClaim, bool) {
	s := p.Sentence
	at := -1
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if (a.Kind == claims.Ordinal || a.Kind == claims.Cardinal || a.Kind == claims.Dimension) && a.First < c.First && a.First >= c.First-6 && s.ClauseStart(c.First) <= a.First {
			at = i
		}
	}
	if at < 0 {
		return streakClaim{}, false
	}
	return p.run(at, Claim{min(s.Amounts[at].First, c.First), c.Last})
}

// forNth reads "for a fourth month" and "for the third year".
func (p *Pass) forNth(i int) (streakClaim, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if a.Kind != claims.Ordinal || a.First < 1 || unitOf(s, a.Last, a.Last+1) == "" {
		return streakClaim{}, false
	}
	first := a.First // "a fourth" is one amount
	if norm := s.Tokens[first-1].Norm; norm == "a" || norm == "the" {
		first--
	}
	if first < 1 || s.Tokens[first-1].Norm != "for" {
		return streakClaim{}, false
	}
	if s.HasCue(a.Last, min(a.Last+3, len(s.Tokens)), claims.InARow) {
		return streakClaim{}, false
	}
	return p.run(i, Claim{first, a.Last + 1})
}

// run reads the run that amount i counts in the tokens of c.
func (p *Pass) run(i int, c Claim) (streakClaim, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	count, whole := a.Value.Int64()
	if !whole || count < 1 || count > 500 {
		return streakClaim{}, false
	}
	claim := streakClaim{Claim: c, anchor: c.First, count: int(count), ordinal: a.Kind == claims.Ordinal}
	claim.unit = unitOf(s, a.First, min(c.Last+2, len(s.Tokens)))
	for token := range s.Tokens {
		claim.yearly = claim.yearly || courseWords.Meaning(s.Tokens[token].Norm) == "against last year"
	}
	claim.yearly = claim.yearly || claim.unit == "year" && p.isAdjective(a.First, c.Last)
	cond, ok := p.conditionBy(c, i)
	if !ok {
		return streakClaim{}, false
	}
	claim.condition = cond
	if cond.First >= c.First-3 && cond.First <= c.Last+2 {
		claim.First, claim.Last = min(c.First, cond.First), max(c.Last, cond.Last)
	}
	return claim, true
}

// isAdjective tells "annual" in "the third annual rise": a change from the year before.
func (p *Pass) isAdjective(first, last int) bool {
	for token := first; token < last; token++ {
		if norm := p.Sentence.Tokens[token].Norm; norm == "annual" || norm == "yearly" {
			return true
		}
	}
	return false
}

func unitOf(s *claims.Sentence, first, last int) string {
	for token := first; token < min(last, len(s.Tokens)); token++ {
		if word := courseWords.Meaning(s.Tokens[token].Norm); grains[word] != 0 {
			return word
		}
	}
	return ""
}

// conditionBy returns what is said of the periods that words count: in the words themselves ("third
// consecutive decline"), else before them in their clause, behind them, or elsewhere in the sentence.
func (p *Pass) conditionBy(c Claim, skip ...int) (condition, bool) {
	s := p.Sentence
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	if found := p.conditions(c.First, min(c.Last+3, end), skip...); len(found) > 0 {
		return found[0], true
	}
	if found := p.conditions(start, c.First, skip...); len(found) > 0 {
		return found[len(found)-1], true
	}
	next := end
	if next < len(s.Tokens)-1 && !claims.Contrasts(s.Tokens[next].Norm) && !claims.Contrasts(s.Tokens[next+1].Norm) {
		next = p.clauseEnd(end + 1) // not "for a third year, while those of the coast went up"
	}
	if found := p.conditions(c.Last, next, skip...); len(found) > 0 {
		return found[0], true
	}
	if found := p.conditions(0, start, skip...); len(found) == 1 {
		return found[0], true
	}
	return condition{}, false
}

// everyOne reads "rose every year since 2019" and "in each of the past five years".
func (p *Pass) everyOne(c claims.Cue) (streakClaim, bool) {
	s := p.Sentence
	claim := streakClaim{Claim: Claim{c.First, c.Last}, anchor: c.First, every: true}
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	claim.unit = unitOf(s, c.Last, min(c.Last+4, end))
	near := c.Last + 4
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Role == claims.At && m.Grain >= unitGrain(claim.unit, m.Grain) || m.Role == claims.Comparison || m.Role == claims.Next {
			continue
		}
		if m.First >= c.Last && m.First <= near || m.First >= start && m.Last <= c.First || m.First >= c.Last && m.First < end {
			claim.span = m
			if m.First >= c.Last {
				claim.Last = max(claim.Last, m.Last)
				break
			}
		}
	}
	if claim.unit == "" && (claim.span == nil || claim.span.Role != claims.Past || claim.span.First > near) {
		return claim, false
	}
	if claim.unit == "" {
		claim.unit = unitOf(s, claim.span.First, claim.span.Last)
	}
	if c.Kind == claims.All && (claim.span == nil || claim.span.First > near) {
		return claim, false
	}
	if claim.span == nil {
		claim.open = true
		for _, other := range s.Cues {
			if other.Kind == claims.Record && other.First >= start && other.First < end {
				claim.open = false
				claim.Last = max(claim.Last, other.Last)
			}
		}
	}
	found := p.conditions(start, end)
	if len(found) != 1 {
		return claim, false
	}
	claim.condition = found[0]
	if claim.condition.level != nil && (claim.span == nil || claim.condition.level.IsRange) {
		return claim, false // "1,200 every year" is a rate, "between 3 and 4 in every month" a range
	}
	claim.First, claim.Last = min(claim.First, found[0].First), max(claim.Last, found[0].Last)
	return claim, true
}

// unitGrain returns the grain that a unit of time counts, so that "each quarter of 2024" runs over 2024.
func unitGrain(unit string, otherwise period.Grain) period.Grain {
	if grain, ok := grains[unit]; ok {
		return grain
	}
	return otherwise
}
