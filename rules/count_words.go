package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// findCounts finds counts of periods ("in three of the past five years"), of members ("six of the nine
// districts", "in four regions") and what holds of some members alone or of none.
func findCounts(p *Pass) []countClaim {
	if p.ofCount == nil {
		found := p.counts()
		p.ofCount = &found
	}
	return *p.ofCount
}

// tellsCount reports whether an amount tells how many members satisfy something, or what: "above 400 in four districts".
func (p *Pass) tellsCount(i int) bool {
	a := &p.Sentence.Amounts[i]
	within := func(m *claims.AmountMention) bool { return m != nil && m.First == a.First }
	return slices.ContainsFunc(findCounts(p), func(c countClaim) bool {
		return c.members && (within(c.amount) || within(c.conditions[0].level) || within(c.conditions[0].size))
	})
}

// isOfCount reports whether a word of comparison is what a count says of its members: "the only one of the five that
// gives less than in 2019".
func (p *Pass) isOfCount(cue claims.Cue) bool {
	return slices.ContainsFunc(findCounts(p), func(c countClaim) bool {
		return c.members && slices.ContainsFunc(c.conditions, func(cond condition) bool { return cond.First <= cue.First && cue.First < cond.Last })
	})
}

func (p *Pass) counts() (found []countClaim) {
	s := p.Sentence
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Kind != claims.Cardinal || a.Noise != 0 {
			continue
		}
		if use := &s.Uses[i]; use.Role == claims.Change && use.With == i+1 && a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "of" {
			continue // "lost 31 of its 65 seats"
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
		case claims.Every, claims.All:
			claim, ok = p.allMembers(c)
		case claims.Majority:
			claim, ok = p.mostMembers(c)
		case claims.Most: // "most of the districts", not "the most of the four districts"
			if c.Last+1 < len(s.Tokens) && s.Tokens[c.Last].Norm == "of" && isThe[s.Tokens[c.Last+1].Norm] && (c.First == 0 || !isThe[s.Tokens[c.First-1].Norm]) {
				claim, ok = p.mostMembers(c)
			}
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
