package claims

import "github.com/onrecord/onrecord/claims/lexicon"

// wholePronouns stand for the whole that a part is of: "18 of them".
var wholePronouns = lexicon.Words{Table: "whole-pronouns"}

// statedPart returns the amount that states the part whose share amount i is, -1 when none does: "18 of them, or 27%",
// "359,521, was a third", "67,947 at the year's end, or four in every five prisoners", "almost a third of them (3,411)".
func (s *Sentence) statedPart(i int) int {
	a := &s.Amounts[i]
	next := a.Last
	if next < len(s.Tokens) && s.Tokens[next].Norm == "," {
		next++
	}
	if _, compared := s.comparatorAt(next, next); compared {
		return -1 // "69,502 or 6.6% more than in 2023"
	}
	if j := i - 1; j >= 0 && s.isPart(j) && s.leadsToShare(j, i) && !s.isOfShare(j) {
		return j
	}
	t := a.Last
	if j := i + 1; j < len(s.Amounts) && s.isPart(j) && s.isPronounOfWhole(t) && t+3 == min(s.Amounts[j].First, s.Amounts[j].Hedge) {
		if mark := s.Tokens[t+2].Norm; mark == "," || mark == "(" {
			return j
		}
	}
	return -1
}

// isOfShare reports whether an amount is the whole that a share before it is of: "its share of the count, 359,521, was a
// third".
func (s *Sentence) isOfShare(j int) bool {
	c, ok := s.lastCue(s.Amounts[j].First, ShareOf)
	return ok && s.Amounts[j].First-c.Last < 6 && (s.Tokens[c.Last-1].Norm == "of" || s.Tokens[c.Last].Norm == "of")
}

// restatedShare returns the share that amount i says again in other words, -1 when it does not: "13% of the total, or about
// one in eight".
func (s *Sentence) restatedShare(uses []Use, i int) int {
	j := i - 1
	if j < 0 || uses[j].Role != Share {
		return -1
	}
	first := min(s.Amounts[i].First, s.Amounts[i].Hedge)
	t := max(s.Amounts[j].Last, s.Amounts[j].Noun[1], uses[j].Phrase[1])
	if t < first && s.Tokens[t].Norm == "," {
		t++
	}
	if t+1 == first && s.Tokens[t].Norm == "or" {
		return j
	}
	return -1
}

// RestatedShare returns the share that amount i says again in other words, -1 for none.
func (s *Sentence) RestatedShare(i int) int {
	if k := s.Amounts[i].Kind; k != Percent && k != Fraction || s.Amounts[i].Noise != NoNoise {
		return -1
	}
	return s.restatedShare(s.Uses, i)
}

// isPart reports whether an amount may state a part: a count or a quantity, no share itself.
func (s *Sentence) isPart(j int) bool {
	a := &s.Amounts[j]
	return a.Noise == NoNoise && !a.IsRange && (a.Kind == Cardinal || a.Kind == Money || a.Kind == Dimension)
}

// isPronounOfWhole reports whether "of them" or the like stands at a token.
func (s *Sentence) isPronounOfWhole(t int) bool {
	return t+1 < len(s.Tokens) && s.Tokens[t].Norm == "of" && wholePronouns.Has(s.Tokens[t+1].Norm)
}

// leadsToShare reports whether nothing but a time or the whole stands between a part and its share, and "or", a comma or a
// verb joins them.
func (s *Sentence) leadsToShare(part, share int) bool {
	a, b := &s.Amounts[part], &s.Amounts[share]
	first := min(b.First, b.Hedge)
	t := max(a.Last, min(a.Noun[1], first))
	for t < first && s.Tokens[t].Norm != "," && s.Tokens[t].Norm != "or" {
		switch {
		case s.isPronounOfWhole(t):
			t += 2
		case s.isDated(t), bindsBehind.Has(s.Tokens[t].Norm) && t+1 < first && s.isDated(t+1):
			t++
		default:
			return false
		}
	}
	comma := t < first && s.Tokens[t].Norm == ","
	if comma {
		t++
	}
	switch {
	case t == first:
		return comma && b.Last < len(s.Tokens) && s.Tokens[b.Last].Norm == "of"
	case t+1 == first:
		return s.Tokens[t].Norm == "or" || comma && auxiliaries.Has(s.Tokens[t].Norm)
	}
	return false
}

// GoesOn reports whether the sentence begins by pointing back to the one before: "That is", "It was", "The figure".
func (s *Sentence) GoesOn() bool {
	return len(s.Tokens) > 0 && wholePronouns.Has(s.Tokens[0].Norm) || s.HasCue(0, min(3, len(s.Tokens)), Anaphor)
}

// PartOfPronoun reports whether the part or the share of a share says "of them" or the like.
func (s *Sentence) PartOfPronoun(share int) bool {
	if s.isPronounOfWhole(s.Amounts[share].Last) {
		return true
	}
	j := s.Uses[share].With
	return j >= 0 && (s.isPronounOfWhole(s.Amounts[j].Last) || s.isPronounOfWhole(max(s.Amounts[j].Last, s.Amounts[j].Noun[1])))
}

// ConfirmedAt returns the reading that the facts bear out for the figure at a token.
func (s *Sentence) ConfirmedAt(token int) (Reading, bool) {
	for _, c := range s.confirmed {
		if c.first <= token && token < c.last {
			return c.reading, true
		}
	}
	return Reading{}, false
}
