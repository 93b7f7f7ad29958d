package claims

import (
	"slices"

	"github.com/onrecord/onrecord/facts"
)

// alternate ties the figures of a list to its names where the two alternate: "4 per cent in towns, 9 in suburbs and 12 in
// villages", "Sweden took 14 and Norway 23". Each item has one figure and one name of the same dimension, in the same order.
func (s *Sentence) alternate() {
	for _, d := range s.dimensions() {
		items := s.items(d)
		for len(items) > 0 {
			n := s.runOf(items)
			if n > 1 && (n > 2 || s.sameJoint(items[0], items[1])) {
				s.pairItems(items[:n], d)
			}
			items = items[max(n, 1):]
		}
	}
}

// item is a part of a list: a figure and a name, -1 where the part does not have just one of each.
type item struct {
	amount, name int
	joined       bool // a comma or "and" alone parts it from the item before
}

// items cuts a sentence at the marks and words of lists, outside of names and figures.
func (s *Sentence) items(d *facts.Dimension) (items []item) {
	within := s.occupied()
	next := item{amount: -1, name: -1}
	amounts, names := 0, 0
	flush := func(joined bool) {
		if amounts != 1 || names != 1 {
			next.amount, next.name = -1, -1
		}
		items = append(items, next)
		next, amounts, names = item{amount: -1, name: -1, joined: joined}, 0, 0
	}
	cut := true // nothing stands behind the last cut yet
	a, n := 0, 0
	for t, token := range s.Tokens {
		if !within[t] && (listWords.Has(token.Norm) || barriers[token.Norm] != barrier{} || clauseWords.Has(token.Norm)) {
			parts := token.Norm == "," || token.Norm == ";" || listWords.Has(token.Norm)
			if cut {
				next.joined = next.joined && parts
			} else {
				flush(parts)
			}
			cut = true
			continue
		}
		cut = false
		for a < len(s.Amounts) && s.Amounts[a].First < t {
			a++
		}
		if a < len(s.Amounts) && s.Amounts[a].First == t && s.Amounts[a].Noise == 0 && !s.IsNamed(t) { // not the years of "aged 22 to 29"
			next.amount = a
			amounts++
		}
		for n < len(s.Names) && s.Names[n].First < t {
			n++
		}
		if n < len(s.Names) && s.Names[n].First == t {
			if m := s.Names[n].memberOf(d); m != nil && m != d.Total && s.Names[n].surelyOf(d) {
				next.name = n
				names++
			}
		}
	}
	flush(false)
	return items
}

// IsNamed reports whether a token is part of a name that the facts know.
func (s *Sentence) IsNamed(token int) bool {
	return slices.ContainsFunc(s.Names, func(n Name) bool { return n.First <= token && token < n.Last })
}

// occupied marks the tokens inside of names and figures, where no comma or "and" parts a list.
func (s *Sentence) occupied() []bool {
	within := make([]bool, len(s.Tokens))
	mark := func(first, last int) {
		for t := first; t < last && t < len(within); t++ {
			within[t] = true
		}
	}
	for _, n := range s.Names {
		mark(n.First, n.Last)
	}
	for _, a := range s.Amounts {
		mark(a.First, a.Last)
	}
	return within
}

// surelyOf reports whether a name is a whole name of a member of the dimension.
func (n Name) surelyOf(d *facts.Dimension) bool {
	return slices.ContainsFunc(n.Refs, func(r Ref) bool { return r.Member != nil && r.Member.Dimension == d && r.Loose < HalfName })
}

// HalfName is from what looseness on a word is only part of a name, as the England of East of England.
const HalfName = 0.3

// runOf returns how many items from the first on make a list that alternates.
func (s *Sentence) runOf(items []item) int {
	first := items[0]
	if first.amount < 0 || first.name < 0 {
		return 0
	}
	n := 1
	for ; n < len(items); n++ {
		it := items[n]
		if !it.joined || it.amount < 0 || it.name < 0 || !s.sameSort(first.amount, it.amount) || s.nameLeads(it) != s.nameLeads(first) {
			break
		}
		from, to := s.joint(it)
		if to-from > longestJoint || slices.ContainsFunc(items[:n], func(other item) bool { return s.sameName(other.name, it.name) }) {
			break
		}
	}
	return n
}

// longestJoint is how many words may stand between a figure of a list and its name.
const longestJoint = 3

// sameSort reports whether two figures of a list say the same of their names.
func (s *Sentence) sameSort(i, j int) bool {
	a, b := &s.Amounts[i], &s.Amounts[j]
	return s.Uses[i].Role == s.Uses[j].Role && s.Uses[i].Role != Rank && (a.Kind == b.Kind || b.Kind == Cardinal)
}

func (s *Sentence) nameLeads(it item) bool {
	return s.Names[it.name].First < s.Amounts[it.amount].First
}

func (s *Sentence) sameName(i, j int) bool {
	a, b := s.Names[i], s.Names[j]
	return slices.ContainsFunc(a.Refs, func(r Ref) bool {
		return r.Member != nil && slices.ContainsFunc(b.Refs, func(o Ref) bool { return o.Member == r.Member })
	})
}

// joint returns the tokens between the figure and the name of an item.
func (s *Sentence) joint(it item) (from, to int) {
	a, n := &s.Amounts[it.amount], s.Names[it.name]
	if s.nameLeads(it) {
		return n.Last, min(a.First, a.Hedge)
	}
	return max(a.Last, a.Noun[1]), n.First
}

// sameJoint reports whether a list of two says so by its form: "13 for women and 14 for men", "Sweden took 14 and Norway 23".
func (s *Sentence) sameJoint(x, y item) bool {
	xFrom, xTo := s.joint(x)
	yFrom, yTo := s.joint(y)
	if xTo-xFrom > longestJoint {
		return false
	}
	if s.nameLeads(x) && yFrom >= yTo {
		return true
	}
	if yFrom >= yTo || xTo-xFrom != yTo-yFrom {
		return false
	}
	for k := range xTo - xFrom {
		if s.Tokens[xFrom+k].Norm != s.Tokens[yFrom+k].Norm {
			return false
		}
	}
	return true
}

// pairItems notes a list whose figures no other list ties already.
func (s *Sentence) pairItems(items []item, d *facts.Dimension) {
	list := pairing{}
	for _, it := range items {
		if s.IsPinned(it.amount) {
			return
		}
		list.amounts = append(list.amounts, it.amount)
		list.names = append(list.names, it.name)
		list.members = append(list.members, s.Names[it.name].memberOf(d))
	}
	s.pairings = append(s.pairings, list)
}

// shareList reports whether a list of the sentence has both the figure at the anchor and the one at the token.
func (s *Sentence) shareList(anchor, token int) bool {
	has := func(p pairing, token int) bool {
		return slices.ContainsFunc(p.amounts, func(i int) bool { return s.Amounts[i].First <= token && token < s.Amounts[i].Last })
	}
	return slices.ContainsFunc(s.pairings, func(p pairing) bool { return has(p, anchor) && has(p, token) })
}
