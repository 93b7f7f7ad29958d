package claims

import "slices"

// multiplePart reads what a multiple does: "four times as many as", "half the 33".
func (s *Sentence) multiplePart(uses []Use, p *Use, i int) {
	p.Role = NoRole
	a := &s.Amounts[i]
	if again := s.ClauseEnd(a.First); slices.Contains(s.Stems[a.First:min(again, a.Last+3)], "again") {
		return // "half as many again" is one and a half times
	}
	p.Role = Factor
	defer func() {
		if p.Phrase != [2]int{} {
			s.takeBase(uses, p, i)
		}
	}()
	if a.Last < len(s.Tokens) && (opensBase[s.Tokens[a.Last].Norm] || s.Tokens[a.Last].Upper) {
		p.Phrase = [2]int{a.Last, s.phraseStop(a.Last, s.ClauseEnd(a.Last-1))}
		if p.Phrase[0] < p.Phrase[1] {
			return
		}
	}
	if left := s.before(i); left >= 0 && s.Stems[left] == "by" {
		// "outnumbered the gulls by two to one"
		if c, ok := s.directionBefore(left, Above); ok {
			p.Cue, p.Phrase = c, [2]int{c.Last, left}
			return
		}
	}
	if p.Phrase = s.comparedWith(a.Last); p.Phrase == [2]int{} {
		p.Phrase = s.comparedAs(a)
	}
}

// comparedAs returns the phrase that the second "as" of "twice as many boats as" begins.
func (s *Sentence) comparedAs(a *AmountMention) [2]int {
	isAs := func(t Token) bool { return t.Norm == "as" }
	if !slices.ContainsFunc(s.Tokens[a.First:a.Last], isAs) {
		return [2]int{}
	}
	end := s.ClauseEnd(a.Last - 1)
	if i := slices.IndexFunc(s.Tokens[a.Last:min(a.Last+7, end)], isAs); i >= 0 {
		return [2]int{a.Last + i, s.phraseStop(a.Last+i, end)}
	}
	return [2]int{}
}

// opensBase holds the words that open what a multiple is of: "double the 33", "twice as many as", "three times that of".
var opensBase = wordSet("base-openers")
