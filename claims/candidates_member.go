package claims

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
)

type memberCandidate struct {
	member *facts.Member // nil: the total
	cost   float32
	from   Origin
}

// memberCandidates returns the members of a dimension that the figure may be about, and the total.
func (b *Binder) memberCandidates(s *Sentence, w Want, d *facts.Dimension) []memberCandidate {
	cands := []memberCandidate{{nil, 0, Named}}
	if slices.Contains(w.Across, d) {
		return cands
	}
	listed := s.listed(w.Anchor, d)
	offer := func(m *facts.Member, cost float32, from Origin) {
		if listed != nil && m != listed {
			cost = max(cost, otherOfList)
		}
		if m == d.Total {
			m = nil
		}
		for i := range cands {
			if cands[i].member == m {
				if cost < cands[i].cost {
					cands[i].cost, cands[i].from = cost, from
				}
				return
			}
		}
		cands = append(cands, memberCandidate{m, cost, from})
	}
	type place struct {
		at     int
		member *facts.Member
	}
	var places []place
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Member != nil && r.Member.Dimension == d {
				if !w.Derived || !s.comparedElsewhere(w.Anchor, n.First) {
					places = append(places, place{n.First, r.Member})
				}
			}
		}
	}
	named := false
	list, all := s.listOfAll(d)
	if listed != nil {
		named = true
		cands[0].cost = otherOfList
		offer(listed, 0, Named)
	}
	meant := s.pronounFor(w.Anchor)
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Member == nil || r.Member.Dimension != d {
				continue
			}
			if all && inside(list, n.First) {
				named = true
				offer(r.Member, otherOfList, Named)
				continue
			}
			cost := b.link(s, w, memberSlot, n.First, n.Last)
			if n.Last <= meant && len(places) > 0 && places[0].at == n.First && !slices.ContainsFunc(places, func(p place) bool { return meant <= p.at && p.at < w.Anchor && !inside(w.Not, p.at) }) {
				cost = min(cost, meantByPronoun)
			}
			if s.isAntecedent(n, w.Anchor) {
				cost = min(cost, ofRelative)
			}
			cost += r.Loose
			for _, p := range places {
				if s.pinned(w.Anchor, memberSlot, n.First) == 0 && p.member != r.Member && s.distance(memberSlot, p.at, w.Anchor) <= s.distance(memberSlot, n.First, w.Anchor)+0.05 && (n.First < p.at && p.at < w.Anchor || w.Anchor < p.at && p.at < n.First) && !inside(w.Not, p.at) {
					cost += rival
				}
			}
			if n.First > w.Anchor && s.leadsFigure(n, w.Anchor) {
				cost += leadsOther
			}
			named = true
			offer(r.Member, cost, Named)
		}
	}
	for _, c := range s.confirmed {
		if c.reading.Slice.Measure.Dataset == d.Dataset && c.token < w.Anchor {
			if m := c.reading.Slice.Member(d); m != nil {
				offer(m, confirmedCost+b.link(s, w, memberSlot, c.token, c.token+1), Named)
			}
		}
	}
	for _, p := range places {
		if p.at < w.Anchor && !inside(w.Not, p.at) && p.member != d.Total && !(all && inside(list, p.at)) {
			cands[0].cost = max(cands[0].cost, passedOver)
		}
	}
	anaphor := s.LeansBack()
	b.discourse(s, func(p *Sentence, cost float32, from Origin) {
		if from == Carried && anaphor {
			cost -= 0.3
		}
		if named {
			cost += 0.5
		}
		for _, n := range p.Names {
			for _, r := range n.Refs {
				if r.Member != nil && r.Member.Dimension == d {
					offer(r.Member, cost+r.Loose, from)
				}
			}
		}
		for _, c := range p.confirmed {
			if m := c.reading.Slice.Member(d); m != nil && c.reading.Slice.Measure.Dataset == d.Dataset {
				offer(m, cost-confirmedBefore, from)
			}
		}
	})
	slices.SortStableFunc(cands, func(x, y memberCandidate) int { return cmp.Compare(x.cost, y.cost) })
	return cands[:min(len(cands), 6)]
}

// pronounFor returns where the clause of a figure begins when its subject is a pronoun, which stands for the one that the
// sentence began with: "Brent came only third, yet its boats carried 40 passengers". It returns -1 when there is none.
func (s *Sentence) pronounFor(anchor int) int {
	start := s.ClauseStart(anchor)
	if start == 0 {
		return -1
	}
	for t := start; t < min(start+3, anchor); t++ {
		if pronouns.Has(s.Tokens[t].Norm) {
			return start
		}
	}
	return -1
}

var pronouns = lexicon.Words{Table: "pronouns"}

// IsOwner reports whether a word says that what follows belongs to a person whom the facts do not know: "her", "my".
func IsOwner(norm string) bool { return owners.Has(norm) }

var owners = lexicon.Words{Table: "owners"}

// isAntecedent reports whether a name stands right before the relative clause of a figure, which is about it: "beat the
// castle, which finished 18,000 behind".
func (s *Sentence) isAntecedent(n Name, anchor int) bool {
	start := s.ClauseStart(anchor) - 1 // the pronoun itself parts the clauses
	return start > 0 && relativePronouns.Has(s.Tokens[start].Norm) && (n.Last == start || n.Last == start-1 && s.Tokens[n.Last].Norm == ",")
}

// leadsFigure reports whether another amount follows a name without a barrier, so that the name belongs to that: "jumped
// 29 percent and Chinese ones 20 percent".
func (s *Sentence) leadsFigure(n Name, anchor int) bool {
	if bindsBehind.Has(s.Tokens[n.First-1].Norm) {
		return false
	}
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.Noise == 0 && a.First >= n.Last && a.First > anchor {
			return s.distance(memberSlot, n.Last-1, a.First) < 0.2
		}
	}
	return false
}
