package claims

import (
	"slices"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// ordinalPart tells what an ordinal does: it is a place in an order, the length of a run, or nothing that a rule reads.
func (s *Sentence) ordinalPart(p *Use, i int) {
	a := &s.Amounts[i]
	p.Role = NoRole
	end := min(a.Last+5, len(s.Tokens))
	if c, ok := s.FindCue(a.Last, min(a.Last+2, len(s.Tokens)), Most, Least); ok {
		p.Role, p.Cue, p.Sign = Rank, c, c.Sign()
		p.Phrase = [2]int{c.Last, s.ClauseEnd(a.First)}
		return
	}
	if c, ok := s.FindCue(a.Last, end, InARow); ok {
		p.Role, p.Cue = Streak, c
		if d, ok := s.FindCue(a.Last, min(c.Last+3, len(s.Tokens)), Up, Down, Flat); ok {
			p.Sign = d.Sign()
		}
		return
	}
	if s.isFormerPlace(i) || s.countsTimes(i) {
		return
	}
	left := s.before(i)
	if c, ok := s.cueEndingAt(left); ok && c.Kind == RankVerb {
		p.Role, p.Cue = Rank, c
		return
	}
	if c, ok := s.FindCue(max(0, left-3), left, RankVerb); ok && a.Noun[0] == a.Noun[1] && s.ClauseStart(left) <= c.First && s.isNominal(c.Last, left+1) {
		p.Role, p.Cue = Rank, c // "enough to rank the country eighth"
		return
	}
	if left >= 0 && placeOpeners.Has(s.Stems[left]) || s.placed(a.Last) {
		if a.Noun[1] <= a.Last || s.placed(a.Last) {
			p.Role = Rank
		}
		return
	}
	if a.Noun[0] == a.Noun[1] && (s.isPut(i) || s.isInverted(i) || s.isListed(i)) {
		p.Role = Rank
	}
}

// placeOpeners are the stems of the words that an ordinal stands behind as a place: "is third", "slipped to sixth".
var placeOpeners = lexicon.Words{Table: "place-openers", Key: Stem}

// placed reports whether the noun "place" stands at a token.
func (s *Sentence) placed(token int) bool {
	return token < len(s.Tokens) && s.Stems[token] == placeStem
}

var placeStem = Stem("place")

// isFormerPlace reports whether an ordinal is the place that somebody had before: "from fourth place to second".
func (s *Sentence) isFormerPlace(i int) bool {
	if i+1 >= len(s.Amounts) || s.Amounts[i+1].Kind != Ordinal {
		return false
	}
	a, next := &s.Amounts[i], &s.Amounts[i+1]
	c, ok := s.cueEndingAt(s.skipBack(min(a.First, a.Hedge) - 1))
	return ok && c.Kind == Base && next.First <= a.Last+3 && s.HasCue(a.Last, next.First, ToLevel)
}

// countsTimes reports whether an ordinal numbers what somebody did, and is no place in an order: "her third in as many days", "the
// 35th of his career".
func (s *Sentence) countsTimes(i int) bool {
	last := s.Amounts[i].Last
	if last+2 >= len(s.Tokens) {
		return false
	}
	switch s.Tokens[last].Norm {
	case "in":
		return s.Tokens[last+1].Norm == "as"
	case "of":
		return owners.Has(s.Tokens[last+1].Norm) || pronouns.Has(s.Tokens[last+1].Norm)
	}
	return false
}

// isPut reports whether an ordinal is the place that something gives its object: "which puts it 11th", "leaving the club fourth".
func (s *Sentence) isPut(i int) bool {
	left := s.before(i)
	for t := left - 1; t >= 0 && t >= left-nameLength; t-- {
		if placingVerbs.Has(s.Stems[t]) {
			return s.isNominal(t+1, left+1)
		}
	}
	return false
}

var placingVerbs = lexicon.Words{Table: "placing-verbs", Key: Stem}

// isInverted reports whether an ordinal opens its clause as the place of a subject behind the verb: "Third came Selmark".
func (s *Sentence) isInverted(i int) bool {
	a := &s.Amounts[i]
	if a.Last+1 >= len(s.Tokens) || s.ClauseStart(a.First) != a.First {
		return false
	}
	t := a.Last
	if c, ok := s.cueStartingAt(t); ok && c.Kind == RankVerb {
		t = c.Last
	} else if placeOpeners.Has(s.Stems[t]) && auxiliaries.Has(s.Tokens[t].Norm) {
		t++
	} else {
		return false
	}
	return s.nameStartsAt(t)
}

// isListed reports whether an ordinal stands right behind a name in a list of places: "with Ostland first, Varnia second on 512 and
// Selmark last".
func (s *Sentence) isListed(i int) bool {
	a := &s.Amounts[i]
	if !slices.ContainsFunc(s.Names, func(n Name) bool { return n.Last == a.First && n.hasMember() }) {
		return false
	}
	if a.Last < len(s.Tokens) && s.Tokens[a.Last].Kind == Word && !bindsBehind.Has(s.Tokens[a.Last].Norm) && !listWords.Has(s.Tokens[a.Last].Norm) {
		return false
	}
	near := func(j int) bool {
		b := &s.Amounts[j]
		return b.Kind == Ordinal && b.Noun[0] == b.Noun[1] && max(a.First-b.Last, b.First-a.Last) <= 2*nameLength
	}
	for j := range s.Amounts {
		if j != i && near(j) {
			return true
		}
	}
	return false
}

// nameStartsAt reports whether the name of a member starts at a token, behind an article too.
func (s *Sentence) nameStartsAt(token int) bool {
	if token < len(s.Tokens) && skipsArticle[s.Tokens[token].Norm] {
		token++
	}
	return slices.ContainsFunc(s.Names, func(n Name) bool { return n.First == token && n.hasMember() })
}

// hasMember reports whether a name may stand for a member.
func (n *Name) hasMember() bool {
	return slices.ContainsFunc(n.Refs, func(r Ref) bool { return r.Member != nil })
}

// isNominal reports whether tokens are a noun phrase that a name or a pronoun stands for: "the country", "it".
func (s *Sentence) isNominal(first, last int) bool {
	for token := first; token < last; token++ {
		if c, ok := s.cueAt(token); ok && c.Kind != Anaphor {
			return false
		}
		if s.Tokens[token].Kind != Word || bindsBehind.Has(s.Tokens[token].Norm) {
			return false
		}
	}
	return first < last
}
