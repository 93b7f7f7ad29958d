package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// otherEnd is what a reading of a change costs more whose end is not the one that the sentence states.
const otherEnd = 0.3

// statedEnd returns the figure that a change is said to lead to in the words behind it, "fell by a third, from 412 to 268", nil for none.
func (p *Pass) statedEnd(i int) *claims.AmountMention {
	s := p.Sentence
	for j := i + 1; j < len(s.Uses) && s.Uses[j].Role != claims.Change; j++ {
		if with := s.Uses[j].With; s.Uses[j].Role == claims.LevelTo && with > i && s.Uses[with].Role == claims.LevelFrom {
			return &s.Amounts[j]
		}
	}
	return nil
}

// states reports whether an amount is a value of a measure as written.
func (p *Pass) states(a *claims.AmountMention, value quantity.Number, m *facts.Measure) bool {
	actual, ok := in(a.Unit, value, m)
	return ok && a.AcceptsWith(actual.Abs(), p.Options.Tolerance) >= quantity.Within
}
