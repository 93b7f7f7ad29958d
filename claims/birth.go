package claims

import (
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
)

// IsBirth reports whether a period is when somebody was born: "born in 1990", "born on 3 May 1990", "born
// in Leeds in 1990".
func (s *Sentence) IsBirth(m *PeriodMention) bool {
	const reach = 6
	if m.Role != At || m.Period.IsZero() || m.Part != Whole || m.Grain != period.Year && m.Grain != period.Month && m.Grain != period.Day || m.Open {
		return false
	}
	for i := m.First - 1; i >= max(m.First-reach, 0); i-- {
		switch norm := s.Tokens[i].Norm; {
		case norm == "born" || norm == "b":
			return true
		case norm == ";" || norm == "." || clauseWords.Has(norm) || s.isDated(i) || s.inAmount(i):
			return false
		}
	}
	return false
}

var relatives = lexicon.Words{Table: "relatives", Key: Stem}

// IsOfAnother reports whether the sentence brings in another person or a time that it doesn't date, so that
// an age in it need not be of who was born.
func (s *Sentence) IsOfAnother() bool {
	for i, stem := range s.Stems {
		switch s.Tokens[i].Norm {
		case "when", "then", "while", "once", "until", "before", "after", "since", "whose":
			return true
		}
		if relatives.Has(stem) {
			return true
		}
	}
	return false
}
