package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// courseWords tell what words say of a course over time.
var courseWords = meanings("course-words")

// condition is what a claim says of each of several periods or members: that the figure rose, fell or
// stayed, or that it was on one side of a level.
type condition struct {
	Claim
	sign  int  // of a change: +1 rose, -1 fell, 0 stayed
	not   bool // "has not risen"
	level *claims.AmountMention
}

// isLevel reports whether the condition compares with a level and not with another period.
func (c condition) isLevel() bool { return c.level != nil }

// basis is what a change is a change from.
type basis uint8

const (
	fromPrevious basis = iota
	fromYearAgo
	ownChange // the measure is a change itself, as annual growth is
)

// basesOf returns the ways to take a change of the measure at periods of the grain, with what each costs.
func basesOf(m *facts.Measure, grain period.Grain, yearly bool) (ways []basis) {
	if !yearly || grain <= period.Year {
		ways = append(ways, fromPrevious)
	}
	if grain > period.Split {
		ways = append(ways, fromYearAgo)
	}
	if isChangeMeasure(m) {
		ways = append(ways, ownChange)
	}
	return ways
}

func isChangeMeasure(m *facts.Measure) bool {
	if m.Unit.Kind != quantity.Percent && m.Unit.Kind != quantity.Points {
		return false
	}
	for _, name := range append([]string{m.Label}, m.Aliases...) {
		for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' }) {
			if courseWords[word] == "change measure" {
				return true
			}
		}
	}
	return false
}

// holds tells whether the condition is true of a cell of a series. known is false when the facts lack what
// it is compared with.
func (p *Pass) holds(c condition, series facts.Series, cell facts.Cell, way basis) (holds, known bool) {
	m := series.Slice.Measure
	if c.level != nil {
		actual, ok := in(c.level.Unit, cell.Value, m)
		if !ok || !fits(c.level)(m) {
			return false, false
		}
		return (c.level.AcceptsWith(actual, p.Options.Tolerance) > quantity.No) != c.not, true
	}
	var change int
	switch way {
	case ownChange:
		change = cell.Value.Sign()
	case fromYearAgo:
		base, ok := series.At(cell.Period.AddYears(-1))
		if !ok {
			return false, false
		}
		change = cell.Value.Cmp(base.Value)
	default:
		base, ok := before(series, cell.Period)
		if !ok {
			return false, false
		}
		change = cell.Value.Cmp(base.Value)
	}
	return (change == c.sign) != c.not, true
}

// before returns the cell of the period before, when none is missing between the two.
func before(series facts.Series, at period.Period) (facts.Cell, bool) {
	base, ok := series.Prev(at)
	if !ok {
		return base, false
	}
	_, gaps := series.Window(base.Period, at)
	return base, len(gaps) == 0
}

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
		if bound, ok := s.FindCue(min(a.First, a.Hedge), a.First, claims.Above, claims.Below); !ok || bound.First != a.Hedge || s.Uses[i].Cue.Last != a.Hedge {
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
		if courseWords[s.Tokens[token].Norm] == "stay" {
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
			found = append(found, p.changeIn(c))
		case claims.Flat:
			if courseWords[s.Tokens[c.First].Norm] != "steady" || !s.HasCue(c.Last, c.Last+2, claims.Up, claims.Down) {
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

func isIn(i int, list []int) bool {
	for _, j := range list {
		if i == j {
			return true
		}
	}
	return false
}

// words tells the condition in a message: "fell", "rose", "was unchanged", the level as written.
func (p *Pass) conditionWords(c condition) string {
	if c.level != nil {
		return p.Sentence.Words(c.First, c.Last)
	}
	word := "was unchanged"
	switch {
	case c.sign > 0:
		word = "rose"
	case c.sign < 0:
		word = "fell"
	}
	if c.not {
		return "never " + word
	}
	return word
}
