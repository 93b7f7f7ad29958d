package claims

import (
	"slices"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// PhraseEnd returns the token of the next mark of punctuation after a token, or the end of the sentence.
func (s *Sentence) PhraseEnd(token int) int {
	for i := token + 1; i < len(s.Tokens); i++ {
		if barriers[s.Tokens[i].Norm] != (barrier{}) {
			return i
		}
	}
	return len(s.Tokens)
}

// comparedWith returns the tokens of the phrase that a change or difference is measured against: what
// follows "than", "from", "compared with" or the comparator itself, to the end of the clause.
func (s *Sentence) comparedWith(from int) [2]int {
	end := len(s.Tokens)
	if from >= end {
		return [2]int{}
	}
	stop := s.ClauseEnd(from - 1)
	if s.Tokens[from].Norm == "on" {
		for _, m := range s.Periods {
			if m.First == from+1 && m.Grain < period.Day {
				return [2]int{from, m.Last} // "up by 5,535 on 2020"
			}
		}
		if t := from + 1; t < stop && s.Tokens[t].Norm == "the" && s.amountBetween(t+1, t+2) {
			return [2]int{from, s.phraseStop(t, stop)} // "down 12 per cent on the 180 of 2022"
		}
	}
	if c, ok := s.FindCue(from, stop, Base); ok && !s.amountBetween(from, c.First) {
		return [2]int{c.First, s.phraseStop(c.Last, s.ClauseEnd(c.Last-1))}
	}
	if stop < end && s.Tokens[stop].Norm == "," {
		if c, ok := s.FindCue(stop+1, min(stop+3, end), Base); ok {
			return [2]int{c.First, s.ClauseEnd(c.Last - 1)}
		}
	}
	for _, c := range slices.Backward(s.Cues) {
		// "compared with 2021, when it was 597m, they have risen by": the comparison comes first
		if c.Kind == Base && c.Last < from && s.Stems[c.First] != "from" && s.Stems[c.First] != "than" && s.introducesComparison(c) && s.Tokens[min(s.ClauseEnd(c.Last), len(s.Tokens)-1)].Norm == "," && s.ClauseStart(c.First) == c.First {
			return [2]int{c.First, s.ClauseEnd(c.Last)}
		}
	}
	if prev, ok := s.cueAt(from - 1); ok && (prev.Kind == Above || prev.Kind == Below) && s.Tokens[from].Norm != "and" && s.Tokens[from].Norm != "but" {
		return [2]int{from, s.phraseStop(from, stop)}
	}
	return [2]int{}
}

// amountBetween reports whether an amount begins in tokens [first, last).
func (s *Sentence) amountBetween(first, last int) bool {
	return slices.ContainsFunc(s.Amounts, func(a AmountMention) bool {
		return a.Noise == NoNoise && first <= min(a.First, a.Hedge) && min(a.First, a.Hedge) < last
	})
}

// phraseStop returns where a phrase of comparison ends: before an "and" that goes on with another verb or another
// change, else at end.
func (s *Sentence) phraseStop(from, end int) int {
	for t := from; t+1 < end; t++ {
		if s.Stems[t] != "and" && s.Stems[t] != "but" {
			continue
		}
		if c, ok := s.cueStartingAt(t + 1); ok && (c.Kind == Up || c.Kind == Down || c.Kind == Above || c.Kind == Below || c.Kind == RankVerb || c.Kind == ShareOf) || auxiliaries.Has(s.Tokens[t+1].Norm) {
			return t
		}
		for i := range s.Amounts {
			a := &s.Amounts[i]
			if first := min(a.First, a.Hedge); first > t+1 && first <= t+1+nameLength && a.Noise == NoNoise && a.Last < end && s.isNominal(t+1, first) {
				if c, ok := s.comparatorAt(a.Last, max(a.Last, a.Noun[1])); ok && (c.Kind == Above || c.Kind == Below) {
					return t // "40 above its quota of 200 and Brent 12 above"
				}
			}
			if min(a.First, a.Hedge) == t+1 && a.Noise == NoNoise {
				if a.Kind == Multiple {
					return t // "twice as big as Brent and 15 times as big as Coyle"
				}
				if a.Kind == Fraction && a.Last < end && s.Tokens[a.Last].Norm == "of" {
					return t // "4 percent more than a year ago and two-fifths of all passengers"
				}
				if _, ok := s.comparatorAt(a.Last, max(a.Last, a.Noun[1])); ok {
					return t
				}
			}
		}
	}
	return end
}

// nameLength is how many tokens the name may have that an "and" goes on with.
const nameLength = 3

// shareComparison gives a comparison that leaves out what it is with the phrase of the one before it: "40 above its quota of 200
// and Brent 12 above".
func (s *Sentence) shareComparison(uses []Use) {
	last := -1
	for i := range uses {
		use := &uses[i]
		if use.Role != Change || !use.Over || use.Cue.Kind != Above && use.Cue.Kind != Below {
			continue
		}
		if use.Phrase[0] >= use.Phrase[1] && last >= 0 && use.Cue.First >= s.Amounts[i].Last && s.Stems[use.Cue.First] == s.Stems[uses[last].Cue.First] && s.endsAt(use.Cue.Last) {
			use.Phrase = uses[last].Phrase
		}
		if use.Phrase[0] < use.Phrase[1] {
			last = i
		}
	}
}

// endsAt reports whether a token is the end of a clause.
func (s *Sentence) endsAt(token int) bool { return token >= s.ClauseEnd(token-1) }

// whole returns the tokens of what a share is of: the phrase after "of".
func (s *Sentence) whole(from int) [2]int {
	if from < len(s.Tokens) && s.Tokens[from].Norm == "of" {
		return [2]int{from + 1, s.ClauseEnd(from)}
	}
	return [2]int{}
}

// takeBase gives the amount inside the phrase of comparison its role: "20 per cent fewer than the 40 of
// the year before". The word of comparison is no hedge of that amount.
func (s *Sentence) takeBase(uses []Use, p *Use, i int) {
	for j := i + 1; j < len(s.Amounts); j++ {
		b := &s.Amounts[j]
		first := min(b.First, b.Hedge)
		if p.Phrase[0] <= first && b.Last <= p.Phrase[1] || p.Cue.First <= first && first < p.Cue.Last {
			if b.Noise != 0 || b.Kind == Ordinal || b.Kind == Multiple || uses[j].Role != NoRole || p.Role == Factor && first > 0 && s.Tokens[first-1].Norm == "to" {
				continue
			}
			if p.Cue.First <= b.Hedge && b.Hedge < p.Cue.Last {
				b.Hedge, b.Amount.Hedge = b.First, quantity.Bare
			}
			uses[j].Role, uses[j].Cue, uses[j].With = LevelFrom, p.Cue, i
			p.With = j
			return
		}
	}
}

// Around returns the phrase of comparison that holds an amount: from its cue to the end of the clause.
func (s *Sentence) Around(i int) [2]int {
	a := &s.Amounts[i]
	first := min(a.First, a.Hedge)
	for c := len(s.Cues) - 1; c >= 0; c-- {
		cue := s.Cues[c]
		if cue.Kind == Base && cue.Last <= first && s.ClauseStart(first) <= cue.First {
			return [2]int{cue.First, s.ClauseEnd(a.Last - 1)}
		}
	}
	return [2]int{first, s.ClauseEnd(a.Last - 1)}
}

// ComparisonAfter returns the phrase of comparison that follows an amount in its clause or behind the
// next comma, empty when none does.
func (s *Sentence) ComparisonAfter(i int) [2]int {
	a := &s.Amounts[i]
	end := s.ClauseEnd(a.Last - 1)
	stop := end
	if end < len(s.Tokens) && s.Tokens[end].Norm == "," {
		stop = s.ClauseEnd(end)
	}
	for _, c := range s.Cues {
		if c.Kind == Base && c.First >= a.Last && c.First < stop && s.introducesComparison(c) {
			return [2]int{c.First, s.ClauseEnd(c.Last - 1)}
		}
	}
	return [2]int{}
}

// pastInset returns the token behind an amount that says again, in brackets or between commas, what stands before a token; the
// token itself where none does.
func (s *Sentence) pastInset(token int) int {
	if token+1 >= len(s.Tokens) || s.Tokens[token].Norm != "," && s.Tokens[token].Norm != "(" {
		return token
	}
	for j := 1; j < len(s.Amounts); j++ {
		b := &s.Amounts[j]
		first := min(b.First, b.Hedge)
		if first <= token || b.Last >= len(s.Tokens) {
			continue
		}
		closed := s.Tokens[b.Last].Norm == "," && s.Tokens[first-1].Norm == "or" || s.Tokens[b.Last].Norm == ")"
		if closed && s.restates(j) {
			return b.Last + 1
		}
		break
	}
	return token
}
