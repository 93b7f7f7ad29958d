package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// memberSet is which members a text speaks of together.
type memberSet struct {
	names []claims.Name // as listed or named before
	count int           // "the three": how many
	top   bool          // "the top ten"
	// described tells that words describe the members rather than naming them: "the four East Asian
	// markets" are some four of them.
	described bool
	// sure tells that the words say that the amount is of all of them together.
	sure bool
}

func (m memberSet) none() bool { return len(m.names) == 0 && m.count == 0 }

// of returns the members of the dimension in the set; for a count the last so many that the text named.
func (m memberSet) of(d *facts.Dimension) (members []*facts.Member) {
	for _, n := range slices.Backward(m.names) {
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension == d && ref.Member != d.Total && !slices.Contains(members, ref.Member) {
				members = append(members, ref.Member)
				break
			}
		}
		if m.count > 0 && len(members) == m.count {
			break
		}
	}
	if m.count > 0 && len(members) != m.count {
		return nil
	}
	slices.Reverse(members)
	return members
}

// fits reports whether the set can be one of members of the dimension.
func (m memberSet) fits(d *facts.Dimension) bool {
	n := len(d.Members)
	if d.Total != nil {
		n--
	}
	if m.top || m.described {
		return m.count <= n && n > 1
	}
	return len(m.of(d)) > 1 || m.count == n && n > 1 && !m.resolves()
}

// resolves reports whether the text named so many members of some dimension.
func (m memberSet) resolves() bool {
	for _, n := range m.names {
		for _, ref := range n.Refs {
			if ref.Member != nil && len(m.of(ref.Member.Dimension)) > 1 {
				return true
			}
		}
	}
	return false
}

// summedMembers returns the members that an amount is said of together.
func (p *Pass) summedMembers(i int) (set memberSet, ok bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	first := min(a.First, a.Hedge)
	start, end := p.sumClause(i)
	cue, together := s.FindCue(start, end, claims.Sum)
	if s.HasCue(start, first, claims.Not) || together && s.HasCue(cue.Last, first, claims.Only) {
		return set, false // "without the two largest", "together with Brent they were the only ones above 70"
	}
	if use.Role == claims.SumLevel {
		cue, together = use.Cue, true
	}
	if !together && s.HasCue(0, first, claims.Average) || p.isWhole(i) {
		return set, false // "the top four averaged 72, the bottom four 32"; "76 of the 104"
	}
	if s.HasCue(s.ClauseStart(first), end, claims.Every, claims.Average, claims.Respectively) || !together && s.HasCue(start, first, claims.All) || p.hasWord(start, end, "apiece") || p.isCount(i) {
		return set, false
	}
	// "Europe and Greater China together sold": the list that the subject is
	if list := p.listBefore(first, start); len(list) > 1 && !p.isAdded(list) && (together || p.isSubjectList(list, first)) {
		return memberSet{names: list, sure: together && s.Tokens[cue.First].Norm != "total"}, true
	}
	if together {
		if list := p.listedMembers(cue.Last); cue.First < first && len(list) > 1 && list[len(list)-1].Last <= first {
			return memberSet{names: list, sure: true}, true
		}
	}
	if n, at, described, top, found := p.countPhrase(start, first, end); found && (together || !p.hasOtherSubject(start, at) && !p.isWithinRelative(at, first)) {
		set = memberSet{names: p.namedBefore(at), count: n, described: described, top: top, sure: together || use.Role == claims.Level && at < first}
		return set, true
	}
	if together && use.Role == claims.SumLevel {
		switch s.Tokens[cue.First].Norm {
		case "together", "between", "combined", "jointly", "altogether", "taken", "put", "collectively", "add":
			if s.Index > 0 {
				earlier := *p
				earlier.Sentence = p.Article.Sentences[s.Index-1]
				if list := earlier.lastList(); len(list) > 1 && !p.namesAnyMember(start, end) {
					return memberSet{names: list, sure: true}, true
				}
			}
		}
	}
	return set, false
}

// hasOtherSubject reports whether a clause begins with the name of a member, who does what it says with so many: "Liverpool
// completed the top eight on 60".
func (p *Pass) hasOtherSubject(start, at int) bool {
	s := p.Sentence
	return slices.ContainsFunc(s.Names, func(n claims.Name) bool {
		return n.First == start && n.Last < at && namesMember(n) && s.Tokens[n.Last].Kind == claims.Word && s.Tokens[n.Last].Norm != "and"
	})
}

// isWithinRelative reports whether a figure stands in the clause that tells who so many are: "the four who share the record of five".
func (p *Pass) isWithinRelative(at, first int) bool {
	for t := at + 1; t < min(at+3, first); t++ {
		if norm := p.Sentence.Tokens[t].Norm; norm == "who" || norm == "whose" {
			return true
		}
	}
	return false
}

// isWhole reports whether a figure is what another one is a part of: "76 of the 104".
func (p *Pass) isWhole(i int) bool {
	s := p.Sentence
	first := min(s.Amounts[i].First, s.Amounts[i].Hedge)
	if first < 3 || !isThe[s.Tokens[first-1].Norm] || s.Tokens[first-2].Norm != "of" {
		return false
	}
	return slices.ContainsFunc(s.Amounts, func(a claims.AmountMention) bool {
		return a.Kind == claims.Cardinal && (a.Last == first-2 || a.Noun[1] == first-2)
	})
}

// sumClause returns the tokens that tell what an amount is the sum of: its clause, with the clause before it when the
// amount's own has no verb of its own ("…, or 2,482 between them").
func (p *Pass) sumClause(i int) (start, end int) {
	s := p.Sentence
	a := &s.Amounts[i]
	first := min(a.First, a.Hedge)
	start, end = s.ClauseStart(first), s.ClauseEnd(a.Last-1)
	for start > 0 {
		stop := s.Tokens[start-1].Norm
		if stop == "," && start > 1 && p.endsMember(start-1) { // the comma of a list of members
			start = s.ClauseStart(start - 1)
			continue
		}
		if stop == ";" || stop == ":" || stop == "—" || first-start > 4 && stop != "," && stop != "which" {
			break
		}
		start = s.ClauseStart(start - 1)
	}
	return start, end
}

// endsMember reports whether the name of a member ends before the token.
func (p *Pass) endsMember(token int) bool {
	for _, n := range p.Sentence.Names {
		if n.Last == token && namesMember(n) {
			return true
		}
	}
	return false
}

// isCount reports whether an amount only tells how many are summed: "the two countries together".
func (p *Pass) isCount(i int) bool {
	s := p.Sentence
	a := &s.Amounts[i]
	left := a.First - 1
	if left > 0 && picks(s.Tokens[left].Norm) {
		left--
	}
	return a.Kind == claims.Cardinal && left >= 0 && isThe[s.Tokens[left].Norm] && a.Value.Cmp(quantity.Int(50)) <= 0
}

// picks reports whether a word picks so many out of those that are ranked: "the top four", "the last two".
func picks(norm string) bool {
	word := countWords.Meaning(norm)
	return word == "top" || word == "rest"
}

func (p *Pass) hasWord(first, last int, word string) bool {
	for t := first; t < min(last, len(p.Sentence.Tokens)); t++ {
		if p.Sentence.Tokens[t].Norm == word {
			return true
		}
	}
	return false
}

func (p *Pass) namesAnyMember(first, last int) bool {
	for _, n := range p.Sentence.Names {
		if n.First >= first && n.Last <= last && namesMember(n) {
			return true
		}
	}
	return false
}

// countPhrase returns the number of "the three eastern states", the token it stands at, and whether further words
// describe them.
func (p *Pass) countPhrase(start, first, end int) (n, at int, described, top, ok bool) {
	s := p.Sentence
	best := 1 << 30
	for i := range s.Amounts {
		a := &s.Amounts[i]
		left := a.First - 1
		if a.Kind != claims.Cardinal || a.First < start || a.First >= end || a.First == first || a.IsRange || left < 0 {
			continue
		}
		isTop := countWords.Meaning(s.Tokens[left].Norm) == "top"
		if isTop {
			left--
		}
		if left < 0 || !isThe[s.Tokens[left].Norm] {
			continue
		}
		v, isInt := a.Value.Int64()
		if !isInt || v < 2 || v > 50 || a.Form == quantity.Digits && v > 20 {
			continue
		}
		if left > 0 && claims.IsPreposition(s.Tokens[left-1].Norm) && s.Tokens[left-1].Norm != "by" && !s.HasCue(start, end, claims.Sum) || left > 0 && s.Tokens[left-1].Norm == "of" {
			continue // "one of the five", "in the top three"
		}
		further := a.Noun[1]-a.Noun[0] > 1 || p.isDescribed(a.Last, end)
		if a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "of" && p.hasWord(a.Last, min(a.Last+2, end), "them") {
			further = false
		}
		distance := max(first-a.First, a.First-first)
		if s.IsDated(a.First) || distance >= best {
			continue
		}
		best = distance
		n, at, described, top, ok = int(v), a.First, further && !isTop, isTop, true
	}
	return n, at, described, top, ok
}

// isDescribed reports whether a relative clause or a phrase with a preposition follows within two words.
func (p *Pass) isDescribed(from, end int) bool {
	for t := from; t < min(from+3, end); t++ {
		if relatives[p.Sentence.Tokens[t].Norm] {
			return true
		}
	}
	return false
}

var relatives = map[string]bool{"that": true, "which": true, "who": true, "whose": true, "with": true, "where": true, "in": true, "from": true}

var isThe = map[string]bool{"the": true, "these": true, "those": true, "all": true, "its": true}
