package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// countWords tell what words say of those that are counted.
var countWords = lexicon.Words{Table: "count-words"}

// countOfMembers reads "six of the nine districts fell" and "prices fell in four regions".
func (p *Pass) countOfMembers(i int) (countClaim, bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	claim := countClaim{Claim: Claim{min(a.First, a.Hedge), a.Last}, amount: a, members: true}
	if i > 0 && p.isOutOf(i-1, i) || a.Figure[0] > 0 && s.Tokens[a.Figure[0]-1].Norm == "top" {
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
		claim.among.size = int(n)
		skip = append(skip, with)
		nounAt = of.Noun
		claim.Last = of.Last
		if len(p.dimensionsIn(of.Noun)) > 0 {
			claim.Last = max(of.Last, of.Noun[1])
		}
		claim.among.whole = p.membersIn(a.Last, of.First)
	} else if next := a.Last; next < len(s.Tokens) {
		if n, ok := a.Value.Int64(); !ok || n > 1000 {
			return claim, false
		}
		if s.Tokens[next].Norm == "of" && a.Noun[0] == a.Noun[1] {
			nounAt = [2]int{next + 1, min(next+4, s.ClauseEnd(next))} // "29 of the areas"
		} else if other, ok := s.FindCue(next, next+1, claims.Other); ok {
			claim.among.other = true
			nounAt = [2]int{other.Last, min(other.Last+3, s.ClauseEnd(next))} // "three other districts"
		} else if a.Noun[0] != a.Last {
			return claim, false
		}
	}
	p.countedNoun(&claim, nounAt)
	if with < 0 && p.isDescribedNoun(a, nounAt) {
		return claim, false
	}
	if !claim.among.isSaid() {
		return claim, false
	}
	return p.withCondition(claim, skip...)
}

// countedNoun reads what a noun phrase says of those that are counted.
func (p *Pass) countedNoun(claim *countClaim, noun [2]int) {
	claim.among.dimensions = p.dimensionsIn(noun)
	for token := noun[0]; token < noun[1]; token++ {
		if countWords.Meaning(p.Sentence.Stems[token]) == "any" {
			claim.among.open = true
			claim.Last = max(claim.Last, token+1)
		}
	}
	for _, n := range p.Sentence.Names {
		if n.First >= noun[0] && n.Last <= noun[1] && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Dimension != nil }) {
			claim.Last = max(claim.Last, n.Last)
		}
	}
}

// isDescribedNoun tells "three property offences" and "the three districts" from "three districts": some of the members,
// or those spoken of.
func (p *Pass) isDescribedNoun(a *claims.AmountMention, noun [2]int) bool {
	s := p.Sentence
	if left := min(a.First, a.Hedge) - 1; left >= 0 && isThe[s.Tokens[left].Norm] {
		return true
	}
	for token := noun[0]; token < noun[1]; token++ {
		if p.Sentence.IsNamed(token) || countWords.Meaning(s.Stems[token]) == "any" {
			return false
		}
		if countWords.Meaning(s.Tokens[token].Norm) != "link" {
			return true
		}
	}
	return false
}

// isOutOf tells "two of the nine", "two of England's nine regions".
func (p *Pass) isOutOf(i, of int) bool {
	s := p.Sentence
	a, b := &s.Amounts[i], &s.Amounts[of]
	for token := a.Last; token < b.First; token++ {
		if s.Tokens[token].Kind == claims.Punct && s.Tokens[token].Norm != "-" {
			return false // "2,232 of them, only 17 more"
		}
	}
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
		if before := p.memberConditions(start, claim.First, skip...); len(before) > 0 {
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
	if len(conds) == 0 || p.isSupposed(start, end) {
		return claim, false
	}
	cond := conds[0]
	claim.conditions = []condition{cond}
	claim.anchor = cond.First
	if p.isEvaluative(cond) {
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

// membersIn returns the members that tokens name.
func (p *Pass) membersIn(first, last int) (members []*facts.Member) {
	for _, n := range p.Sentence.Names {
		if n.First < first || n.Last > last {
			continue
		}
		for _, r := range n.Refs {
			if r.Member != nil && r.Member != r.Member.Dimension.Total && r.Loose < 0.3 && !slices.Contains(members, r.Member) {
				members = append(members, r.Member)
			}
		}
	}
	return members
}

// onlyMembers reads "only China and Thailand fell", "cyclists were the sole group to see a fall", "Britain is the only
// one of the five that gives less".
func (p *Pass) onlyMembers(c claims.Cue) (countClaim, bool) {
	s := p.Sentence
	claim := countClaim{Claim: Claim{c.First, c.Last}, members: true}
	if s.Tokens[c.First].Norm == "alone" || s.HasCue(c.Last, c.Last+1, claims.Other) {
		return claim, false // "Alaska alone lost half": says nothing of the others
	}
	start, end := s.ClauseStart(c.First), s.ClauseEnd(c.Last-1)
	behind := s.Tokens[c.First].Norm == "only" && c.Last-c.First == 1
	for _, n := range s.Names {
		inFront := !behind && n.Last <= c.First && n.First >= start && c.First-n.Last <= 3
		after := behind && n.First >= c.Last && n.First <= end+8
		if !inFront && !(after && p.continues(c.Last, n.First)) {
			continue
		}
		if members := p.membersIn(n.First, n.Last); len(members) > 0 {
			claim.named = append(claim.named, members...)
			claim.First, claim.Last = min(claim.First, n.First), max(claim.Last, n.Last)
		}
	}
	if len(claim.named) == 0 {
		return claim, false
	}
	var skip []int
	for i := range s.Amounts { // "the only one of the five"
		a := &s.Amounts[i]
		if n, ok := a.Value.Int64(); ok && n > 1 && a.Kind == claims.Cardinal && a.Noise == 0 && a.First > 0 && s.Tokens[a.First-1].Norm == "the" && a.First > c.Last && a.First <= c.Last+3 && s.Tokens[a.First-2].Norm == "of" {
			claim.among.size = int(n)
			skip = append(skip, i)
		}
	}
	claim.vague = claim.among.size == 0 && c.Last < len(s.Tokens) && countWords.Meaning(s.Tokens[c.Last].Norm) == "1"
	return p.withCondition(claim, skip...)
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

// noMember reads "no region fell", "none of the districts rose", "not one of the 41 shrank".
func (p *Pass) noMember(c claims.Cue) (countClaim, bool) {
	claim := countClaim{Claim: Claim{c.First, c.Last}, members: true, none: true}
	return p.ofMembers(claim)
}

// allMembers reads "every district rose", "all but two of the districts fell".
func (p *Pass) allMembers(c claims.Cue) (countClaim, bool) {
	s := p.Sentence
	claim := countClaim{Claim: Claim{c.First, c.Last}, members: true, all: true}
	var skip []int
	if c.Last < len(s.Tokens) && s.Tokens[c.Last].Norm == "but" {
		for i := range s.Amounts {
			if a := &s.Amounts[i]; a.First == c.Last+1 && a.Kind == claims.Cardinal {
				n, ok := a.Value.Int64()
				if !ok {
					return claim, false
				}
				claim.except, claim.Last = int(n), a.Last
				skip = append(skip, i)
			}
		}
		if claim.except == 0 && c.Last+1 < len(s.Tokens) && countWords.Meaning(s.Tokens[c.Last+1].Norm) == "1" {
			claim.except, claim.Last = 1, c.Last+2
		}
		if claim.except == 0 {
			return claim, false
		}
	}
	return p.ofMembers(claim, skip...)
}

// mostMembers reads "most of the districts fell", "a majority of regions rose".
func (p *Pass) mostMembers(c claims.Cue) (countClaim, bool) {
	return p.ofMembers(countClaim{Claim: Claim{c.First, c.Last}, members: true, most: true})
}

// ofMembers completes a quantifier that a noun follows: the name of a dimension, or a number of those named before.
func (p *Pass) ofMembers(claim countClaim, skip ...int) (countClaim, bool) {
	s := p.Sentence
	at := claim.Last
	if other, ok := s.FindCue(at, at+1, claims.Other); ok && claim.none {
		claim.among.other, at = true, other.Last // "no other district"
	}
	for at < len(s.Tokens) && countWords.Meaning(s.Tokens[at].Norm) == "link" {
		at++
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if n, ok := a.Value.Int64(); ok && a.First == at && a.Kind == claims.Cardinal && a.Noise == 0 && n > 1 && n <= 1000 && a.Unit == (quantity.Unit{}) {
			claim.among.size, claim.Last = int(n), a.Last
			skip = append(skip, i)
			at = a.Last
			break
		}
	}
	stop := min(at+3, len(s.Tokens))
	for t := at; t < stop; t++ {
		if isPreposition(s, t) || s.Tokens[t].Kind != claims.Word || p.inCue(t) && !p.Sentence.IsNamed(t) {
			stop = t
		}
	}
	p.countedNoun(&claim, [2]int{at, stop})
	if len(claim.among.dimensions) == 0 && claim.among.size == 0 {
		return claim, false
	}
	return p.withCondition(claim, skip...)
}
