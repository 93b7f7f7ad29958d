package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// Tense is what the words around a date say of it.
type Tense int8

// The tenses.
const (
	Over    Tense = -1 // it is past
	Untold  Tense = 0  // nothing says
	Ahead   Tense = 1  // it is still to come
	NextOne Tense = 2  // it is the very next of its kind: "their next game"
)

// The words near a date that tell whether it is over or still to come.
var (
	dateTenses = lexicon.Words{Table: "datetense"}
	aheadWords = lexicon.Words{Table: "ahead-words"} // some are phrases of two words
)

// tenseOf returns what a word, or a phrase of two, says of a date near it.
func tenseOf(words string) Tense {
	switch aheadWords.Meaning(words) {
	case "":
	case "next":
		return NextOne
	default:
		return Ahead
	}
	switch dateTenses.Meaning(words) {
	case "future":
		return Ahead
	case "past":
		return Over
	}
	return Untold
}

// Tense tells what the words around tokens [first, last) say of a date there. It looks no farther than
// Stretch; what promises wins over what reports.
func (s *Sentence) Tense(first, last int) Tense {
	from, to := s.Stretch(first, last)
	tense := Untold
	for i := from; i < to; i++ {
		if i >= first && i < last {
			continue
		}
		norm := s.Tokens[i].Norm
		told := tenseOf(norm)
		if i+1 < to {
			told = max(told, tenseOf(norm+" "+s.Tokens[i+1].Norm))
		}
		if told == Untold && !s.Tokens[i].Upper && isParticiple(norm) {
			told = Over
		}
		if told > Untold {
			tense = max(tense, told)
		} else if tense == Untold {
			tense = told
		}
	}
	return tense
}

// Stretch returns the tokens around [first, last) that speak of one happening: to the next word that sets
// something else against it ("while", "but"), to a semicolon, or to the sentence's end. "When they host"
// belongs to what it dates, and so does "before visiting".
func (s *Sentence) Stretch(first, last int) (from, to int) {
	from, to = first, last
	for from > max(first-maxStretch, 0) && !s.contrasts(from-1) {
		from--
	}
	for to < min(last+maxStretch, len(s.Tokens)) && !s.contrasts(to) {
		to++
	}
	return from, to
}

// maxStretch is how many tokens Stretch goes to either side. No clause of prose is longer; what is, is a
// list or no prose, and must not cost the square of its length.
const maxStretch = 60

func (s *Sentence) contrasts(token int) bool {
	norm := s.Tokens[token].Norm
	switch norm {
	case ";", "—":
		return true
	case "when", "that", "as", "who", "which", "whose", "where", "since", "until", "if", "so":
		return false
	case "before", "after":
		return token+1 == len(s.Tokens) || !strings.HasSuffix(s.Tokens[token+1].Norm, "ing")
	}
	return clauseWords.Has(norm)
}

// isParticiple reports whether a word may be a participle that a noun carries behind it: "the 285 reported in 2024".
func isParticiple(norm string) bool { return len(norm) > 4 && strings.HasSuffix(norm, "ed") }
