package claims

import (
	"slices"

	"github.com/onrecord/onrecord/facts"
)

// pairing ties the amounts of a list to the names or the periods of another list, in order: "five, nine
// and 15 thefts in 2020, 2021 and 2022", "up 23 and 24 respectively".
type pairing struct {
	amounts []int           // indexes into Amounts
	names   []int           // indexes into Names, one for each amount; nil when the list is of periods or in a sentence before
	periods []int           // indexes into Periods
	members []*facts.Member // one for each amount; nil when the list is of periods
}

// pair finds the lists of a sentence that go together.
func (s *Sentence) pair() {
	stated := s.HasCue(0, len(s.Tokens), Respectively)
	for _, amounts := range s.amountLists() {
		if !s.alike(amounts) {
			continue
		}
		if periods := s.periodList(amounts); periods != nil {
			s.pairings = append(s.pairings, pairing{amounts: amounts, periods: periods})
		}
		if names, d := s.nameList(amounts, stated); names != nil {
			list := pairing{amounts: amounts, names: names}
			for _, n := range names {
				list.members = append(list.members, s.Names[n].memberOf(d))
			}
			s.pairings = append(s.pairings, list)
		}
	}
}

// pairAcross ties a list that the text calls respective to the members that the sentence before names, where its own
// sentence names none: "Over those two years they gained 61% and 42%, respectively."
func (s *Sentence) pairAcross(before *Sentence) {
	if before.Place != s.Place || !s.HasCue(0, len(s.Tokens), Respectively) {
		return
	}
	for _, amounts := range s.amountLists() {
		if !s.alike(amounts) || slices.ContainsFunc(s.pairings, func(p pairing) bool { return slices.Contains(p.amounts, amounts[0]) }) {
			continue
		}
		for _, d := range before.dimensions() {
			if list := before.inOrder(d); len(list) == len(amounts) && len(s.inOrder(d)) == 0 {
				s.pairings = append(s.pairings, pairing{amounts: amounts, members: list})
				break
			}
		}
	}
}

// inOrder returns the members of a dimension that a sentence names, in order of their first name.
func (s *Sentence) inOrder(d *facts.Dimension) (list []*facts.Member) {
	for _, n := range s.Names {
		if m := n.memberOf(d); m != nil && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// alike reports whether all amounts do the same in their sentence.
func (s *Sentence) alike(amounts []int) bool {
	return !slices.ContainsFunc(amounts, func(i int) bool { return s.Uses[i].Role != s.Uses[amounts[0]].Role })
}

// joined reports whether only the words and marks of a list stand in tokens [from, to).
func (s *Sentence) joined(from, to int) bool {
	if from > to || to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		if norm := s.Tokens[i].Norm; norm != "," && !listWords.Has(norm) && !fillers.Has(norm) {
			return false
		}
	}
	return from < to
}

// amountLists returns the runs of two or more amounts of one sort that only a comma or "and" parts.
func (s *Sentence) amountLists() (lists [][]int) {
	var run []int
	flush := func() {
		if len(run) > 1 {
			lists = append(lists, run)
		}
		run = nil
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Noise != 0 || a.Kind == Ordinal {
			flush()
			continue
		}
		if len(run) > 0 {
			last := &s.Amounts[run[len(run)-1]]
			sameSort := last.Kind == a.Kind || last.Kind == Cardinal || a.Kind == Cardinal
			if !sameSort || !s.joined(last.Last, min(a.First, a.Hedge)) {
				flush()
			}
		}
		run = append(run, i)
	}
	flush()
	return lists
}

// periodList returns the list of as many periods that is nearest to the amounts.
func (s *Sentence) periodList(amounts []int) (list []int) {
	var run []int
	best := 1 << 30
	try := func() {
		if len(run) != len(amounts) {
			return
		}
		if d := s.apart(amounts, s.Periods[run[0]].First); d < best {
			best, list = d, run
		}
	}
	for i := range s.Periods {
		if len(run) > 0 && !s.joined(s.Periods[run[len(run)-1]].Last, s.Periods[i].First) {
			try()
			run = nil
		}
		run = append(run, i)
	}
	try()
	return list
}

// nameList returns the list of as many members of one dimension that is nearest to the amounts. Where the
// text says "respectively", the last members named before the amounts will do: "Queensland was second
// with 296 and Victoria third with 290, up 23 and 24 respectively".
func (s *Sentence) nameList(amounts []int, stated bool) (list []int, of *facts.Dimension) {
	best := 1 << 30
	for _, d := range s.dimensions() {
		var run, before []int
		try := func() {
			if len(run) == len(amounts) {
				if at := s.apart(amounts, s.Names[run[0]].First); at < best {
					best, list, of = at, run, d
				}
			}
		}
		for i, n := range s.Names {
			if n.memberOf(d) == nil {
				continue
			}
			if len(run) > 0 && !s.joined(s.Names[run[len(run)-1]].Last, n.First) {
				try()
				run = nil
			}
			run = append(run, i)
			if n.Last <= s.Amounts[amounts[0]].First {
				if last := len(before) - 1; last >= 0 && s.Names[before[last]].memberOf(d) == n.memberOf(d) {
					before[last] = i
				} else {
					before = append(before, i)
				}
			}
		}
		try()
		if list == nil && stated && len(before) >= len(amounts) {
			list, of = before[len(before)-len(amounts):], d
		}
	}
	return list, of
}

// apart returns how many tokens lie between a list of amounts and a token.
func (s *Sentence) apart(amounts []int, token int) int {
	first, last := s.Amounts[amounts[0]].First, s.Amounts[amounts[len(amounts)-1]].Last
	switch {
	case token < first:
		return first - token
	case token >= last:
		return token - last
	}
	return 0
}

// dimensions returns the dimensions that the sentence names members of, in order of their first name.
func (s *Sentence) dimensions() (dims []*facts.Dimension) {
	seen := map[*facts.Dimension]bool{}
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Member != nil && !seen[r.Member.Dimension] {
				seen[r.Member.Dimension] = true
				dims = append(dims, r.Member.Dimension)
			}
		}
	}
	return dims
}

// memberOf returns the member of a dimension that a name may stand for, or nil.
func (n Name) memberOf(d *facts.Dimension) *facts.Member {
	for _, r := range n.Refs {
		if r.Member != nil && r.Member.Dimension == d {
			return r.Member
		}
	}
	return nil
}

// IsPinned reports whether a list of the sentence ties an amount to a name or a period.
func (s *Sentence) IsPinned(amount int) bool {
	return slices.ContainsFunc(s.pairings, func(p pairing) bool { return slices.Contains(p.amounts, amount) })
}

// IsRespective reports whether two amounts stand in one list that the text calls respective.
func (s *Sentence) IsRespective(i, j int) bool {
	return s.HasCue(0, len(s.Tokens), Respectively) && slices.ContainsFunc(s.pairings, func(p pairing) bool {
		return slices.Contains(p.amounts, i) && slices.Contains(p.amounts, j)
	})
}

// listed returns the member of a dimension that a list ties to the amount at the anchor, or nil.
func (s *Sentence) listed(anchor int, d *facts.Dimension) *facts.Member {
	for _, p := range s.pairings {
		for k, i := range p.amounts {
			if p.members != nil && p.members[k] != nil && p.members[k].Dimension == d && s.Amounts[i].First <= anchor && anchor < s.Amounts[i].Last {
				return p.members[k]
			}
		}
	}
	return nil
}

// pinned tells whether a list ties the name or the period at a token to the amount at the anchor (+1), or
// to another amount (-1); 0 when no list speaks of it.
func (s *Sentence) pinned(anchor, slot, token int) int {
	verdict := 0
	for _, p := range s.pairings {
		mine := -1
		for k, i := range p.amounts {
			if s.Amounts[i].First <= anchor && anchor < s.Amounts[i].Last {
				mine = k
			}
		}
		if mine < 0 {
			continue
		}
		for k := range p.amounts {
			at := -1
			switch {
			case slot == periodSlot && p.periods != nil:
				at = s.Periods[p.periods[k]].First
			case slot == memberSlot && p.names != nil:
				at = s.Names[p.names[k]].First
			}
			if at != token {
				continue
			}
			if k == mine {
				return 1
			}
			verdict = -1
		}
	}
	return verdict
}
