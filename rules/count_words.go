package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
)

// findCounts finds counts of periods ("in three of the past five years"), of members ("six of the nine
// districts", "in four regions") and what holds of some members alone or of none.
func findCounts(p *Pass) (found []countClaim) {
	s := p.Sentence
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Kind != claims.Cardinal || a.Noise != 0 {
			continue
		}
		if claim, ok := p.countOfPeriods(i); ok {
			found = append(found, claim)
		} else if claim, ok := p.countOfMembers(i); ok {
			found = append(found, claim)
		}
	}
	for _, c := range s.Cues {
		var claim countClaim
		var ok bool
		switch c.Kind {
		case claims.Only:
			claim, ok = p.onlyMembers(c)
		case claims.None:
			claim, ok = p.noMember(c)
		}
		if ok {
			found = append(found, claim)
		}
	}
	for i := range s.Periods {
		if claim, ok := p.allPeriods(&s.Periods[i]); ok {
			found = append(found, claim)
		}
	}
	return found
}

// countOfPeriods reads "three of the past five years" and "three of those eight months".
func (p *Pass) countOfPeriods(i int) (countClaim, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if a.Last+1 >= len(s.Tokens) || s.Tokens[a.Last].Norm != "of" {
		return countClaim{}, false
	}
	claim := countClaim{Claim: Claim{min(a.First, a.Hedge), a.Last}, amount: a}
	return p.ofPeriods(claim, a.Last+1, i)
}

// ofPeriods completes a count of periods whose universe begins at the token.
func (p *Pass) ofPeriods(claim countClaim, at int, skip ...int) (countClaim, bool) {
	s := p.Sentence
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.First > at+1 || m.Last <= at {
			continue
		}
		claim.Last = max(claim.Last, m.Last)
		claim.unit = unitOf(s, m.First, m.Last)
		if claim.unit == "" {
			claim.unit = unitOf(s, m.Last, m.Last+1)
		}
		if m.Role == claims.Past && m.Count > 0 {
			claim.span = m
		} else if m.Anchor == claims.Focus {
			claim.span = p.spanBefore(m.First) // "those eight months"
		}
	}
	if claim.span == nil {
		return claim, false
	}
	start, end := s.ClauseStart(claim.First), p.clauseEnd(claim.Last-1)
	conds := p.conditions(claim.Last, end, skip...)
	if len(conds) == 0 {
		conds = p.conditions(start, claim.First, skip...)
		if len(conds) > 1 {
			conds = conds[len(conds)-1:]
		}
	}
	if len(conds) == 0 {
		return claim, false
	}
	claim.conditions = conds[:1]
	claim.anchor = conds[0].First
	return claim, true
}

// spanBefore returns the run of periods that the text named before the token.
func (p *Pass) spanBefore(token int) *claims.PeriodMention {
	s := p.Sentence
	for i := s.Index; i >= 0 && i >= s.Index-1; i-- {
		periods := p.Article.Sentences[i].Periods
		for j := len(periods) - 1; j >= 0; j-- {
			m := &periods[j]
			if i == s.Index && m.Last > token {
				continue
			}
			if m.Role == claims.FromTo || m.Role == claims.Past && m.Count > 0 {
				return m
			}
		}
	}
	return nil
}

// allPeriods reads "in all of the past five years".
func (p *Pass) allPeriods(m *claims.PeriodMention) (countClaim, bool) {
	s := p.Sentence
	if m.Role != claims.Past || m.Count < 2 || m.First < 2 || s.Tokens[m.First-1].Norm != "of" || s.Tokens[m.First-2].Norm != "all" {
		return countClaim{}, false
	}
	return p.ofPeriods(countClaim{Claim: Claim{m.First - 2, m.Last}, all: true}, m.First)
}

// countOfMembers reads "six of the nine districts fell" and "prices fell in four regions".
func (p *Pass) countOfMembers(i int) (countClaim, bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	claim := countClaim{Claim: Claim{min(a.First, a.Hedge), a.Last}, amount: a, members: true}
	if i > 0 && p.isOutOf(i-1, i) {
		return claim, false // the nine of "two of the nine regions"
	}
	skip := []int{i}
	nounAt := a.Noun
	with := -1
	if use.Role == claims.CountOf {
		with = use.With
	} else if i+1 < len(s.Amounts) && p.isOutOf(i, i+1) {
		with = i + 1 // "six of the 11 exceeded their quotas"
	}
	if with >= 0 {
		of := &s.Amounts[with]
		n, ok := of.Value.Int64()
		if !ok || n < 2 || n > 1000 {
			return claim, false
		}
		claim.universe = int(n)
		skip = append(skip, with)
		nounAt = of.Noun
		claim.Last = of.Last
		if len(p.dimensionsIn(of.Noun)) > 0 {
			claim.Last = max(of.Last, of.Noun[1])
		}
	}
	claim.dimension = p.dimensionsIn(nounAt)
	if claim.universe == 0 {
		if len(claim.dimension) == 0 || a.Noun[0] != a.Last && s.Tokens[a.Last].Norm != "of" {
			return claim, false
		}
		claim.Last = a.Noun[1]
		if n, ok := a.Value.Int64(); !ok || n > 1000 {
			return claim, false
		}
	}
	return p.withCondition(claim, skip...)
}

// isOutOf tells "two of the nine", "two of England's nine regions".
func (p *Pass) isOutOf(i, of int) bool {
	s := p.Sentence
	a, b := &s.Amounts[i], &s.Amounts[of]
	return a.Kind == claims.Cardinal && b.Kind == claims.Cardinal && a.Noise == 0 && b.Noise == 0 &&
		a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "of" && min(b.First, b.Hedge) <= a.Last+4
}

// withCondition finds what is said of the members: behind them, else before them in their clause.
func (p *Pass) withCondition(claim countClaim, skip ...int) (countClaim, bool) {
	s := p.Sentence
	start, end := s.ClauseStart(claim.First), p.clauseEnd(claim.Last-1)
	first, last := claim.Last, end
	var conds []condition
	if claim.First > start+1 && isPreposition(s, claim.First-1) {
		// "declined in seven countries, rose in five"
		if before := p.memberConditions(max(start, claim.First-5), claim.First, skip...); len(before) > 0 {
			conds = before[len(before)-1:]
		}
	}
	if len(conds) == 0 {
		conds = p.memberConditions(first, last, skip...)
	}
	for more := 0; more < 2 && len(conds) == 0 && last < len(s.Tokens)-1 && s.Tokens[last].Norm == "," && end <= claim.Last+1; more++ {
		// "in four of the seven areas, however, numbers fell"
		first, last = last, p.clauseEnd(last)
		conds = p.memberConditions(first, last, skip...)
	}
	if len(conds) == 0 {
		first, last = start, claim.First
		if conds = p.memberConditions(first, last, skip...); len(conds) > 0 {
			conds = conds[len(conds)-1:]
		}
	}
	if len(conds) == 0 || s.HasCue(start, end, claims.Modal) {
		return claim, false
	}
	cond := conds[0]
	claim.conditions = []condition{cond}
	claim.anchor = cond.First
	claim.whole = p.againstWhole(cond, end)
	if cue, ok := s.FindCue(cond.First, cond.Last, claims.Above, claims.Below); ok && cond.level == nil && !claim.whole {
		claim.other = p.measuresIn(cue.Last, end)
	}
	if courseWords[s.Stems[cond.First]] == "better" {
		// "improved": more of one thing and less of another
		opposite := cond
		opposite.sign = -cond.sign
		claim.conditions = append(claim.conditions, opposite)
	}
	if cond.First >= claim.Last && cond.First <= claim.Last+4 {
		claim.Last = cond.Last
	} else if cond.Last <= claim.First && cond.Last >= claim.First-2 {
		claim.First = cond.First
	}
	return claim, true
}

// memberConditions returns the conditions of a count of members: comparisons too ("were dearer than a year
// ago", "outpaced the country").
func (p *Pass) memberConditions(first, last int, skip ...int) []condition {
	s := p.Sentence
	found := p.conditions(first, last, skip...)
	for _, c := range s.Cues {
		if (c.Kind != claims.Above && c.Kind != claims.Below) || c.First < first || c.Last > last {
			continue
		}
		if !p.isCompared(c, last) {
			continue
		}
		inAmount := slices.ContainsFunc(found, func(f condition) bool { return f.First <= c.First && c.First < f.Last })
		if !inAmount && len(found) == 0 {
			found = append(found, condition{Claim: Claim{c.First, c.Last}, sign: c.Sign()})
		}
	}
	return found
}

// isCompared tells a comparison whose other side is said: "outpaced the city as a whole", "dearer than a year
// ago", "exceeded their targets". A bare "had more" looks to what the text spoke of.
func (p *Pass) isCompared(c claims.Cue, last int) bool {
	s := p.Sentence
	for token := c.Last; token < last; token++ {
		if courseWords[s.Tokens[token].Norm] == "whole" || s.IsDated(token) || len(p.measuresIn(token, token+1)) > 0 {
			return true
		}
	}
	return false
}

// measuresIn returns the measures that tokens name.
func (p *Pass) measuresIn(first, last int) (measures []*facts.Measure) {
	for _, n := range p.Sentence.Names {
		if n.First < first || n.First >= last {
			continue
		}
		for _, r := range n.Refs {
			if r.Measure != nil && r.Loose < 0.4 {
				measures = append(measures, r.Measure)
			}
		}
	}
	return measures
}

// againstWhole tells "outpaced the country as a whole", "rose by more than the index".
func (p *Pass) againstWhole(cond condition, end int) bool {
	s := p.Sentence
	if cond.level != nil {
		return false
	}
	for token := cond.Last; token < end; token++ {
		if courseWords[s.Tokens[token].Norm] == "whole" {
			return true
		}
	}
	return false
}

// dimensionsIn returns the dimensions that a noun phrase names.
func (p *Pass) dimensionsIn(noun [2]int) (dims []*facts.Dimension) {
	for _, n := range p.Sentence.Names {
		if n.First < noun[0] || n.Last > noun[1] {
			continue
		}
		for _, r := range n.Refs {
			if r.Dimension != nil && !slices.Contains(dims, r.Dimension) {
				dims = append(dims, r.Dimension)
			}
		}
	}
	return dims
}

// onlyMembers reads "only China and Thailand fell", "cyclists were the sole group to see a fall".
func (p *Pass) onlyMembers(c claims.Cue) (countClaim, bool) {
	s := p.Sentence
	claim := countClaim{Claim: Claim{c.First, c.Last}, members: true}
	if s.Tokens[c.First].Norm == "alone" {
		return claim, false // "Alaska alone lost half": says nothing of the others
	}
	start, end := s.ClauseStart(c.First), s.ClauseEnd(c.Last-1)
	behind := s.Tokens[c.First].Norm == "only" && c.Last-c.First == 1
	for _, n := range s.Names {
		inFront := n.Last <= c.First && n.First >= start && c.First-n.Last <= 3
		after := behind && n.First >= c.Last && n.First <= end+8
		if !inFront && !(after && p.continues(c.Last, n.First)) {
			continue
		}
		for _, r := range n.Refs {
			if r.Member != nil && r.Member != r.Member.Dimension.Total && r.Loose < 0.3 && !slices.Contains(claim.named, r.Member) {
				claim.named = append(claim.named, r.Member)
				claim.First, claim.Last = min(claim.First, n.First), max(claim.Last, n.Last)
			}
		}
	}
	if len(claim.named) == 0 {
		return claim, false
	}
	return p.withCondition(claim)
}

// continues tells a list that goes on: nothing but names, commas and "and" from the token on.
func (p *Pass) continues(from, to int) bool {
	s := p.Sentence
	for token := from; token < to; token++ {
		norm := s.Tokens[token].Norm
		named := norm == "," || norm == "and" || norm == "the"
		for _, n := range s.Names {
			named = named || n.First <= token && token < n.Last
		}
		if !named {
			return false
		}
	}
	return true
}

// noMember reads "no region fell", "none of the districts rose".
func (p *Pass) noMember(c claims.Cue) (countClaim, bool) {
	s := p.Sentence
	claim := countClaim{Claim: Claim{c.First, c.Last}, members: true, none: true}
	claim.dimension = p.dimensionsIn([2]int{c.Last, min(c.Last+4, len(s.Tokens))})
	if len(claim.dimension) == 0 {
		return claim, false
	}
	for _, n := range s.Names {
		if n.First >= c.Last && n.First <= c.Last+3 {
			claim.Last = max(claim.Last, n.Last)
			break
		}
	}
	return p.withCondition(claim)
}
