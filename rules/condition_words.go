package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// changeIn returns the condition that a cue of change states.
func (p *Pass) changeIn(c claims.Cue) condition {
	cond := condition{Claim: Claim{c.First, c.Last}, sign: c.Sign()}
	s := p.Sentence
	if not, ok := s.FindCue(max(c.First-3, s.ClauseStart(c.First)), c.First, claims.Not); ok {
		cond.not = true
		cond.First = not.First
	}
	return cond
}

// levelIn returns the condition that an amount states as a level: "above 400", "exceeded 3 million",
// "held at 2.7 percent". A bare figure needs a word of comparison or of staying.
func (p *Pass) levelIn(i int) (condition, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if a.Noise != 0 || a.Kind == claims.Ordinal || a.Kind == claims.Multiple || a.Kind == claims.Age {
		return condition{}, false
	}
	switch s.Uses[i].Role {
	case claims.Level, claims.LevelTo, claims.LevelFrom, claims.NoRole, claims.RateLevel:
	case claims.Change:
		// "fell below 400" ends on a level
		bound, ok := s.FindCue(min(a.First, a.Hedge), a.First, claims.Above, claims.Below)
		counts := a.Hedge < a.First && (a.Noun[0] < a.Noun[1] || a.Kind == claims.Dimension) // "lost over half a million acres"
		if s.Uses[i].Cue.Last != a.Hedge || !counts && (!ok || bound.First != a.Hedge) {
			return condition{}, false
		}
	default:
		return condition{}, false
	}
	first := min(a.First, a.Hedge)
	if s.Tokens[first].Norm == "top" {
		return condition{}, false // "the top ten"
	}
	cond := condition{Claim: Claim{first, a.Last}, level: a}
	start := s.ClauseStart(first)
	if not, ok := s.FindCue(max(first-4, start), first, claims.Not); ok {
		cond.not, cond.First = true, not.First
	}
	if a.Hedge < a.First || a.IsRange || a.Amount.Hedge != quantity.Bare {
		return cond, true
	}
	for token := first - 1; token >= max(first-4, start); token-- {
		if cue, ok := s.FindCue(token, token+1, claims.Above, claims.Below); ok && cue.Last <= first && s.Tokens[cue.First].Norm != "top" {
			level := *a
			level.Amount.Hedge = quantity.MoreThan
			if cue.Kind == claims.Below {
				level.Amount.Hedge = quantity.LessThan
			}
			cond.level, cond.First = &level, min(cond.First, cue.First)
			return cond, true
		}
		if courseWords.Meaning(s.Tokens[token].Norm) == "stay" {
			cond.First = min(cond.First, token)
			return cond, true
		}
	}
	return condition{}, false
}

// conditions returns what tokens [first, last) state of a course, apart from the amounts of skip. A cue of
// change that has a figure of its own is the figure's: "rose 5 percent".
func (p *Pass) conditions(first, last int, skip ...int) (found []condition) {
	s := p.Sentence
	for _, c := range s.Cues {
		if c.First < first || c.Last > last {
			continue
		}
		switch c.Kind {
		case claims.Up, claims.Down:
			if !p.takesLevel(c) {
				found = append(found, p.changeIn(c))
			}
		case claims.Flat:
			if courseWords.Meaning(s.Tokens[c.First].Norm) != "steady" || !s.HasCue(c.Last, c.Last+2, claims.Up, claims.Down) {
				found = append(found, p.changeIn(c))
			}
		}
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.First < first || a.Last > last || isIn(i, skip) {
			continue
		}
		if cond, ok := p.levelIn(i); ok {
			found = append(found, cond)
		}
	}
	return found
}

// takesLevel reports whether a word of change has a level for its object: "six states lost over half a million acres".
func (p *Pass) takesLevel(c claims.Cue) bool {
	for i, use := range p.Sentence.Uses {
		if use.Role == claims.Change && use.Cue == c {
			_, ok := p.levelIn(i)
			return ok
		}
	}
	return false
}

func isIn(i int, list []int) bool {
	for _, j := range list {
		if i == j {
			return true
		}
	}
	return false
}

// memberConditions returns the conditions of a count of members: comparisons too ("were dearer than a year ago",
// "outpaced the country", "had more"), and what a change or a comparison is with.
func (p *Pass) memberConditions(first, last int, skip ...int) []condition {
	s := p.Sentence
	found := p.conditions(first, last, skip...)
	if len(found) == 0 {
		for _, c := range s.Cues {
			if (c.Kind == claims.Above || c.Kind == claims.Below) && c.First >= first && c.Last <= last && len(found) == 0 {
				found = append(found, p.changeIn(c))
			}
		}
	}
	kept := found[:0]
	for _, cond := range found {
		if cond.level == nil {
			cond = p.compareWith(cond, last)
		}
		if cond.level != nil || cond.size != nil || cond.base != nil || cond.whole || cond.focus || len(cond.other) > 0 || !p.isComparison(cond) || p.isEvaluative(cond) {
			kept = append(kept, cond)
		}
	}
	return kept
}

// isEvaluative tells a condition that is good or bad rather than more or less: "fared better" is fewer of some things.
func (p *Pass) isEvaluative(cond condition) bool {
	return courseWords.Meaning(p.Sentence.Stems[cond.First]) == "better"
}

// isComparison tells "had more" from "rose".
func (p *Pass) isComparison(cond condition) bool {
	return p.Sentence.HasCue(cond.First, cond.Last, claims.Above, claims.Below)
}

// compareWith reads what a change or a comparison is with: the size that it has, a period, the whole, another measure, a
// member. A bare "had more" looks to the member that the text speaks of.
func (p *Pass) compareWith(cond condition, end int) condition {
	s := p.Sentence
	for i, use := range s.Uses {
		if a := &s.Amounts[i]; use.Role == claims.Change && isRelative(a) && a.Noise == 0 && a.First >= cond.First && a.Last <= end && use.Sign == cond.sign {
			cond.size, cond.Last = a, max(cond.Last, a.Last)
			return cond
		}
	}
	moves := courseWords.Meaning(s.Stems[max(cond.Last-1, 0)]) == "outgrow"
	for token := cond.Last; token < end; token++ {
		if courseWords.Meaning(s.Tokens[token].Norm) == "whole" {
			cond.whole, cond.moves = true, moves || !p.isComparison(cond)
			return cond
		}
	}
	if cond.base = p.baseIn(cond, end); cond.base != nil || !p.isComparison(cond) {
		return cond
	}
	cue, _ := s.FindCue(cond.First, cond.Last, claims.Above, claims.Below)
	if cond.other = p.measuresIn(cue.Last, end); len(cond.other) > 0 {
		return cond
	}
	bare := cue.Last >= len(s.Tokens) || s.Tokens[cue.Last].Kind == claims.Punct
	cond.focus = bare && !p.isEvaluative(cond) || s.HasCue(cue.Last, cue.Last+1, claims.Base) && p.namesAnyMember(cue.Last, end)
	return cond
}

// baseIn returns the period that a condition compares with: that of "less than it did in 2019", "dearer than a year ago",
// "has risen since 2019", or one that opens the sentence, as "Compared with 2019,".
func (p *Pass) baseIn(cond condition, end int) *claims.PeriodMention {
	s := p.Sentence
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Impossible {
			continue
		}
		compared := m.Role == claims.Comparison || p.isComparison(cond) || s.HasCue(cond.Last, m.First, claims.Base)
		switch {
		case m.First >= cond.Last && m.First < end:
			if m.Role == claims.Since || m.Role == claims.Past && m.Count > 0 && m.Grain < period.Week || compared && (m.Role == claims.At || m.Role == claims.Comparison) {
				return m
			}
		case m.Last <= cond.First && s.ClauseStart(m.First) == 0 && s.HasCue(0, m.First, claims.Base) && m.Role == claims.At, m.Last <= cond.First && m.Role == claims.Comparison:
			return m
		}
	}
	return nil
}

// measuresIn returns the measures that tokens name.
func (p *Pass) measuresIn(first, last int) (measures []*facts.Measure) {
	for _, n := range p.Sentence.Names {
		if n.First < first || n.First >= last {
			continue
		}
		for _, r := range n.Refs {
			if r.Measure != nil && r.Loose < 0.4 {
				measures = append(measures, r.Measure)
			}
		}
	}
	return measures
}

// isSupposed reports whether tokens say what may be or is planned: a "quota" that is a measure on record is no plan.
func (p *Pass) isSupposed(first, last int) bool {
	s := p.Sentence
	return slices.ContainsFunc(s.Cues, func(c claims.Cue) bool {
		return c.Kind == claims.Modal && c.First >= first && c.First < last && !p.Sentence.IsNamed(c.First)
	})
}
