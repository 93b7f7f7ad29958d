package claims

import (
	"slices"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
)

// link returns what it costs to connect a name at tokens [first, last) with the figure of the want.
func (b *Binder) link(s *Sentence, w Want, slot, first, last int) float32 {
	var d float32
	if last <= w.Anchor {
		d = s.distance(slot, last-1, w.Anchor)
	} else if first > w.Anchor {
		d = s.distance(slot, w.Anchor, first) + behind
		if slot != measureSlot && first > 0 && bindsBehind.Has(s.Tokens[first-1].Norm) && s.distance(slot, w.Anchor, first) < 0.3 {
			d -= behind
		}
	}
	d = min(d, maxLink)
	switch s.pinned(w.Anchor, slot, first) {
	case 1:
		return 0
	case -1:
		return otherOfList
	}
	elsewhere := (slot == periodSlot || slot == memberSlot && w.Derived) && s.comparedElsewhere(w.Anchor, first)
	switch {
	case elsewhere && w.Derived && slot == periodSlot:
		d += basedElsewhere
	case elsewhere, inside(w.Not, first):
		d += foreign
	}
	if w.Within != [2]int{} && slot != measureSlot && !inside(w.Within, first) {
		if s.hasSlot(slot, w.Within) {
			d += foreign * 0.6
		} else {
			d = min(d, elliptic)
		}
	}
	return d
}

// confirmedLink returns what it costs to connect what the facts bear out at a token with the figure of the want. The figures
// of one list are of the same measure and period.
func (b *Binder) confirmedLink(s *Sentence, w Want, slot, token int) float32 {
	if s.shareList(w.Anchor, token) {
		return 0
	}
	return confirmedCost + b.link(s, w, slot, token, token+1)
}

// IsCompared reports whether a token stands in a phrase that some figure is compared with.
func (s *Sentence) IsCompared(token int) bool {
	return slices.ContainsFunc(s.Uses, func(u Use) bool {
		return inside(u.Phrase, token) || u.Role == LevelFrom && u.Cue.Last > 0 && u.Cue.First <= token && token < s.ClauseEnd(u.Cue.Last)
	})
}

// markLikened notes the periods that something is only likened to: "as much as last April" says nothing of when the figures
// of the sentence are. A phrase that a figure is measured against is the figure's.
func (s *Sentence) markLikened() {
	for i := range s.Periods {
		m := &s.Periods[i]
		as := m.First - 1
		if as > 0 && bindsBehind.Has(s.Tokens[as].Norm) && s.Tokens[as].Norm != "as" {
			as--
		}
		if m.Role != At || as < 2 || s.Tokens[as].Norm != "as" || s.IsCompared(m.First) {
			continue
		}
		if s.Tokens[as-2].Norm == "as" || s.Tokens[as-1].Norm == "same" {
			m.Role = Comparison
		}
	}
}

// comparedElsewhere reports whether a token stands in a phrase that another figure is compared with:
// "99 more than the year before" says nothing of when the next figure was.
func (s *Sentence) comparedElsewhere(anchor, token int) bool {
	for i := range s.Uses {
		phrase := s.Uses[i].Phrase
		compares := s.Uses[i].Role == Change || s.Uses[i].Role == Factor || s.Uses[i].Role == Share && phrase[0] < phrase[1] && openers.Has(s.Tokens[phrase[0]].Norm)
		if a := &s.Amounts[i]; compares && inside(phrase, token) && !inside(phrase, anchor) && !(a.First <= anchor && anchor < a.Last) {
			return true
		}
	}
	return false
}

// openers are the words for what another has: "half that of the coast".
var openers = lexicon.Words{Table: "other-openers"}

// hasSlot reports whether a phrase of comparison names a member or a period of its own.
func (s *Sentence) hasSlot(slot int, phrase [2]int) bool {
	if slot == periodSlot {
		return slices.ContainsFunc(s.Periods, func(m PeriodMention) bool { return inside(phrase, m.First) })
	}
	return slices.ContainsFunc(s.Names, func(n Name) bool {
		return inside(phrase, n.First) && slices.ContainsFunc(n.Refs, func(r Ref) bool { return r.Member != nil })
	})
}

var bindsBehind = lexicon.Words{Table: "prepositions"}

func inside(r [2]int, token int) bool { return r[0] <= token && token < r[1] }

// listedWith reports whether a name stands in one list with a member of the slice, of the same dimension.
func (s *Sentence) listedWith(n Name, slice facts.Slice) bool {
	if slices.ContainsFunc(s.Tokens, func(t Token) bool { return distributive.Has(t.Norm) }) {
		return false // "Italy and Germany won 12 each"
	}
	for _, m := range slice.Members {
		if m == nil || n.memberOf(m.Dimension) == nil || n.memberOf(m.Dimension) == m {
			continue
		}
		for _, other := range s.Names {
			if other.memberOf(m.Dimension) != m {
				continue
			}
			if other.Last <= n.First && s.joined(other.Last, n.First) || n.Last <= other.First && s.joined(n.Last, other.First) {
				return true
			}
		}
	}
	return false
}

var distributive = lexicon.Words{Table: "distributives"}

// listOfAll returns the tokens of a list in which the sentence names the members of a dimension, all of them or all but
// one, as "coal, oil, gas and cement": it stands for their total. ok is false when there is none.
func (s *Sentence) listOfAll(d *facts.Dimension) (list [2]int, ok bool) {
	whole := 0
	for _, m := range d.Members {
		if m != d.Total && !NamesRest(m.Label) {
			whole++
		}
	}
	var named []*facts.Member
	for _, n := range s.Names {
		m := n.memberOf(d)
		switch {
		case m == nil || m == d.Total:
			continue
		case len(named) > 0 && s.joined(list[1], n.First):
			list[1] = n.Last
		default:
			named, list = named[:0], [2]int{n.First, n.Last}
		}
		if !slices.Contains(named, m) {
			named = append(named, m)
		}
		if len(named) >= 3 && len(named) >= whole-1 {
			ok = true
		}
	}
	return list, ok
}

// leftOver returns the cost of the names beside the figure that the slice has no place for.
func (b *Binder) leftOver(s *Sentence, w Want, slice facts.Slice) float32 {
	var cost float32
	for _, n := range s.Names {
		if s.dated[n.First] {
			continue // "the fourth quarter of 2024" names no part of a game
		}
		if inside(w.Not, n.First) || w.Within != [2]int{} && !inside(w.Within, n.First) || w.Derived && s.comparedElsewhere(w.Anchor, n.First) {
			continue
		}
		var d float32
		if n.Last <= w.Anchor {
			d = s.distance(memberSlot, n.Last-1, w.Anchor)
		} else if n.First > w.Anchor {
			d = s.distance(memberSlot, w.Anchor, n.First) + 0.15
		}
		if s.listedWith(n, slice) {
			d = 0 // "Germany, France and Spain": not one of them alone
		}
		if pin := s.pinned(w.Anchor, memberSlot, n.First); pin < 0 || d > 0.6 && pin == 0 {
			continue
		}
		weight := float32(0)
		used := false
		for _, r := range n.Refs {
			switch {
			case r.Member != nil:
				weight = max(weight, leftOver-r.Loose)
				if list, all := s.listOfAll(r.Member.Dimension); all && inside(list, n.First) && slice.Member(r.Member.Dimension) == nil && slice.Measure.Dataset == r.Member.Dimension.Dataset {
					used = true
				}
				used = used || slices.Contains(w.Across, r.Member.Dimension) && slice.Measure.Dataset == r.Member.Dimension.Dataset
				used = used || w.Peers && slice.Measure.Dataset == r.Member.Dimension.Dataset && slice.Member(r.Member.Dimension) != nil
				used = used || slice.Member(r.Member.Dimension) == r.Member && r.Member.Dimension.Dataset == slice.Measure.Dataset ||
					r.Member == r.Member.Dimension.Total && r.Member.Dimension.Dataset == slice.Measure.Dataset
			case r.Measure != nil:
				used = used || r.Measure == slice.Measure
				weight = max(weight, 0.3-r.Loose)
			case r.Subject != nil:
				used = used || r.Subject == slice.Measure.Dataset
				weight = max(weight, 0.35-r.Loose)
			case r.Dimension != nil:
				used = used || r.Dimension.Dataset == slice.Measure.Dataset
			}
		}
		if !used && weight > 0 {
			cost += weight
		}
	}
	return cost
}
