package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// successors finds the places that follow from a place named before: "followed by B, C and then D",
// "next came B".
func (p *Pass) successors(ranks []rankClaim) (found []rankClaim) {
	s := p.Sentence
	for _, c := range s.Cues {
		if c.Kind != claims.Successor {
			continue
		}
		base, ok := p.lastRank(slices.Concat(ranks, found), c.First)
		if !ok {
			continue
		}
		next := base.rankClaim
		if !base.isKnown() {
			continue
		}
		next.like = base.meant()
		next.companion = -1
		next.others = [2]int{}
		if s.Stems[c.First] == "follow" {
			for _, n := range p.listedMembers(c.Last) {
				next.place++
				next.Claim, next.anchor, next.subject = Claim{n.First, n.Last}, n.First, [2]int{n.First, n.Last}
				next.companion = p.amountBeside(n)
				found = append(found, next)
			}
			continue
		}
		next.place++
		next.Claim, next.anchor = Claim{c.First, c.Last}, c.First
		list := p.listedMembers(c.Last)
		if s.Tokens[c.First].Norm == "next" && len(list) == 0 {
			continue // "next came" someone whom the facts don't know
		}
		if len(list) > 0 && list[0].First <= c.Last+1 {
			n := list[0]
			next.Last, next.subject = n.Last, [2]int{n.First, n.Last}
			next.companion = p.amountBeside(n)
		} else {
			next.others = p.comparedMembers(c.Last, len(s.Tokens), s.ClauseEnd(c.Last-1))
			next.companion = p.companion(next)
		}
		found = append(found, next)
	}
	return found
}

// placed is a claim of rank with the pass over its sentence.
type placed struct {
	rankClaim
	pass *Pass
}

// lastRank returns the last place named before the token, here or in the two sentences before.
func (p *Pass) lastRank(ranks []rankClaim, token int) (placed, bool) {
	last := -1
	for i, c := range ranks {
		if c.First < token && (last < 0 || c.First >= ranks[last].First) {
			last = i
		}
	}
	if last >= 0 {
		return placed{ranks[last], p}, true
	}
	for t := 1; t < token; t++ {
		if word := p.Sentence.Tokens[t].Norm; p.Sentence.Tokens[t-1].Norm == "the" && len(word) > 5 && strings.HasSuffix(word, "est") && !p.Sentence.IsNamed(t) {
			return placed{}, false // after "the tallest" goes on another ranking than that of the sentences before
		}
	}
	for back := 1; back <= 2 && p.Sentence.Index >= back; back++ {
		earlier := *p
		earlier.Sentence = p.Article.Sentences[p.Sentence.Index-back]
		if earlier.Sentence.Block.Furniture {
			continue
		}
		if ranks := findRanks(&earlier); len(ranks) > 0 {
			return placed{ranks[len(ranks)-1], &earlier}, true
		}
	}
	return placed{}, false
}

// meant returns the rankings that a place is likely in: those of the near readings under which it is right.
func (c placed) meant() (like []string) {
	for _, q := range c.pass.ranked(c.rankClaim) {
		if q.known && q.fit >= quantity.Within && !slices.Contains(like, q.ranked) {
			like = append(like, q.ranked)
		}
	}
	return like
}

// isKnown reports whether the facts have something for the place at all.
func (c placed) isKnown() bool {
	return slices.ContainsFunc(c.pass.ranked(c.rankClaim), func(q proposal) bool { return q.known })
}

// listedMembers returns the names of members from the token on, as long as only amounts, commas, brackets
// and words that join lists stand between them.
func (p *Pass) listedMembers(from int) (list []claims.Name) {
	s := p.Sentence
	end := from
	for _, n := range s.Names {
		if n.First < from || !namesMember(n) {
			continue
		}
		for t := end; t < n.First; t++ {
			if !p.joinsList(t) {
				return list
			}
		}
		list = append(list, n)
		end = n.Last
	}
	return list
}

func namesMember(n claims.Name) bool {
	for _, r := range n.Refs {
		if r.Member != nil {
			return true
		}
	}
	return false
}

var listJoints = map[string]bool{",": true, "and": true, "then": true, "the": true, "(": true, ")": true, "with": true, "at": true, "on": true, "by": true, "also": true, "&": true, "in": true, "or": true, "'s": true, ";": true}

// joinsList reports whether a token may stand between the members of a list: joints, and amounts with
// what they count.
func (p *Pass) joinsList(t int) bool {
	s := p.Sentence
	if listJoints[s.Tokens[t].Norm] {
		return true
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if min(a.First, a.Hedge) <= t && t < max(a.Last, a.Noun[1]) {
			return true
		}
	}
	return false
}

// amountBeside returns the amount that follows a name with no more than a joint between, -1 for none.
func (p *Pass) amountBeside(n claims.Name) int {
	s := p.Sentence
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Noise != 0 || a.Kind == claims.Ordinal {
			continue
		}
		first := min(a.First, a.Hedge)
		if first < n.Last || first > n.Last+2 {
			continue
		}
		for t := n.Last; t < first; t++ {
			if !listJoints[s.Tokens[t].Norm] || s.Tokens[t].Norm == "and" {
				return -1
			}
		}
		return i
	}
	return -1
}
