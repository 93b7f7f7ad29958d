package claims

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/facts"
)

type candidate struct {
	measure *facts.Measure
	cost    float32
	from    Origin
	alien   bool
}

// measureCandidates returns the measures that fit, the best named first.
func (b *Binder) measureCandidates(s *Sentence, w Want) []candidate {
	cands := b.scratch[:0]
	at := map[*facts.Measure]int{}
	for _, m := range b.measures {
		if w.Fits == nil || w.Fits(m) {
			at[m] = len(cands)
			cands = append(cands, candidate{measure: m, cost: unnamedCost, from: Default})
		}
	}
	if len(cands) == 0 {
		return nil
	}
	offer := func(m *facts.Measure, cost float32, from Origin) {
		if i, ok := at[m]; ok && cost < cands[i].cost {
			cands[i].cost, cands[i].from = cost, from
		}
	}
	nounNamed, nounKnown := false, false
	for _, n := range s.Names {
		onNoun := n.First >= w.Noun[0] && n.Last <= w.Noun[1]
		for _, r := range n.Refs {
			nounKnown = nounKnown || onNoun
			if r.Measure == nil {
				continue
			}
			if onNoun {
				if _, ok := at[r.Measure]; ok {
					nounNamed = true
				}
				offer(r.Measure, r.Loose, Named)
				continue
			}
			if s.countedByAnother(n, w) {
				continue
			}
			offer(r.Measure, r.Loose+b.link(s, w, measureSlot, n.First, n.Last)+0.1, Named)
		}
	}
	for _, c := range s.confirmed {
		offer(c.reading.Slice.Measure, b.confirmedLink(s, w, measureSlot, c.token), Named)
	}
	b.sameTable(s, func(m *facts.Measure) { offer(m, sameTableCost, Carried) })
	b.discourse(s, func(p *Sentence, cost float32, from Origin) {
		for _, n := range p.Names {
			for _, r := range n.Refs {
				if r.Measure != nil {
					offer(r.Measure, cost+r.Loose, from)
				}
			}
		}
		for _, c := range p.confirmed {
			offer(c.reading.Slice.Measure, cost-confirmedBefore, from)
		}
	})
	hasNoun := w.Noun[1] > w.Noun[0]
	for i := range cands {
		switch {
		case !hasNoun || cands[i].from == Named && nounNamed && b.nounNames(s, w, cands[i].measure):
		case nounNamed:
			cands[i].cost += otherNoun
		case !nounKnown && b.Article.isTopic(s.Stems[w.Noun[1]-1], cands[i].measure):
			cands[i].cost += topicNoun
		case !nounKnown && !vagueHeads.Has(s.Stems[w.Noun[1]-1]):
			cands[i].cost += alienNoun
			cands[i].alien = true
		}
	}
	slices.SortStableFunc(cands, func(x, y candidate) int { return cmp.Compare(x.cost, y.cost) })
	b.scratch = cands
	return slices.Clone(cands)
}

func (b *Binder) nounNames(s *Sentence, w Want, m *facts.Measure) bool {
	for _, n := range s.Names {
		if n.First >= w.Noun[0] && n.Last <= w.Noun[1] {
			for _, r := range n.Refs {
				if r.Measure == m {
					return true
				}
			}
		}
	}
	return false
}

// countedByAnother tells a name that is the noun of another amount: in "20 hacks worth $60m" the hacks
// don't name what the money is.
func (s *Sentence) countedByAnother(n Name, w Want) bool {
	for _, a := range s.Amounts {
		if a.Noise == 0 && a.Noun[0] <= n.First && n.Last <= a.Noun[1] && a.Noun[1] > a.Noun[0] && !(a.First <= w.Anchor && w.Anchor < a.Last) {
			return w.Noun[1] > w.Noun[0]
		}
	}
	return false
}
