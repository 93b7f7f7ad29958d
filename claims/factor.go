package claims

import (
	"slices"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// multiplePart tells what a multiple is of: "twice as many boats as in Brent", "four times the 20 of May".
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
	if a.Last < len(s.Tokens) && (opensBase.Has(s.Tokens[a.Last].Norm) || s.Tokens[a.Last].Upper) && !s.takesObject(a) {
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

// takesObject reports whether a multiple is a verb whose object is the subject's own figure: "tripled its fleet to six".
func (s *Sentence) takesObject(a *AmountMention) bool {
	return isParticiple(s.Tokens[a.Last-1].Norm) && ownWords.Has(s.Tokens[a.Last].Norm)
}

// ownWords say that a figure is the subject's own.
var ownWords = lexicon.Words{Table: "own-words"}

// endsMultiple reports whether the "to" at a token leads to where a multiple before it ends: "tripled from 2020, to 996".
func (s *Sentence) endsMultiple(uses []Use, to, i int) bool {
	j := i - 1
	for j >= 0 && s.Amounts[j].Noise != NoNoise {
		j--
	}
	if j < 0 || uses[j].Role != Factor || s.Amounts[j].Last+multipleReach < to || slices.ContainsFunc(s.Tokens[s.Amounts[j].First:s.Amounts[j].Last], func(t Token) bool { return t.Norm == "as" }) {
		return false
	}
	start := s.ClauseStart(to - 1)
	return start <= s.Amounts[j].First || start == to && s.Tokens[to-1].Norm == "," && s.ClauseStart(to-2) <= s.Amounts[j].First
}

// multipleReach is how many tokens may stand between a multiple and the level that it leads to.
const multipleReach = 7

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
var opensBase = lexicon.Words{Table: "base-openers"}
