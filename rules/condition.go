package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// courseWords tell what words say of a course over time.
var courseWords = lexicon.Words{Table: "course-words"}

// condition is what a claim says of each of several periods or members: that the figure rose, fell or stayed, that it
// was on one side of a level, or on one side of something else on record.
type condition struct {
	Claim
	sign  int  // of a change or a comparison: +1 rose or more, -1 fell or less, 0 stayed
	not   bool // "has not risen"
	level *claims.AmountMention
	size  *claims.AmountMention // of a change: "rose by more than a tenth"

	// What the figure is compared with; at most one is set, and none means the period before.
	base  *claims.PeriodMention // "less than in 2019"
	whole bool                  // "outpaced the country as a whole"
	moves bool                  // with whole: it is the changes that are compared
	other []*facts.Measure      // "exceeded their quotas"
	focus bool                  // "eight states had more": than the one the text speaks of
}

// isLevel reports whether the condition compares with a level and not with another period.
func (c condition) isLevel() bool { return c.level != nil }

// isOverTime reports whether the condition tells how a figure moved.
func (c condition) isOverTime() bool {
	return c.level == nil && !c.whole && !c.focus && len(c.other) == 0
}

// basis is what a change is a change from.
type basis uint8

const (
	fromPrevious basis = iota
	fromYearAgo
	ownChange // the measure is a change itself, as annual growth is
	fromNamed // the period that the words compare with
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
			if courseWords.Meaning(word) == "change measure" {
				return true
			}
		}
	}
	return false
}

// spanOfChange returns the unit of time that a measure of change is a change over by its name: "annual growth", "change on
// the same month of the year before"; period.None when it does not say.
func spanOfChange(m *facts.Measure) (span period.Grain) {
	for _, name := range append([]string{m.Label}, m.Aliases...) {
		for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' }) {
			if grain := grains[courseWords.Meaning(word)]; grain != period.None && (span == period.None || grain < span) {
				span = grain
			}
		}
	}
	return span
}

// unitBack returns the one unit of time that a mention goes back, a year for "twelve months ago"; period.None when it goes
// farther.
func unitBack(m *claims.PeriodMention) period.Grain {
	switch {
	case m.Grain == period.Month && m.Shift == -12:
		return period.Year
	case m.Shift < -1 || m.Count > 1:
		return period.None
	}
	return m.Grain
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
	change, known := moved(c, series, cell, way)
	if !known {
		return false, false
	}
	fits := change.Sign() == c.sign
	if fits && c.size != nil {
		if c.size.Kind == claims.Fraction {
			change, _ = change.Quo(quantity.Of(quantity.Int(100)))
		}
		fits = c.size.AcceptsWith(change.Abs(), p.Options.Tolerance) > quantity.No
	}
	return fits != c.not, true
}

// moved returns the change into a cell: in percent when the condition tells its size, else its difference. known is
// false when the facts lack what it is a change from.
func moved(c condition, series facts.Series, cell facts.Cell, way basis) (change quantity.Ratio, known bool) {
	var base facts.Cell
	switch way {
	case ownChange:
		return quantity.Of(cell.Value), true
	case fromYearAgo:
		base, known = series.At(cell.Period.AddYears(-1))
	case fromNamed:
		base, known = series.At(basePeriod(c.base, cell.Period))
	default:
		base, known = before(series, cell.Period)
	}
	if !known {
		return change, false
	}
	diff := cell.Value.Sub(base.Value)
	if c.size == nil && !c.moves {
		return quantity.Of(diff), true
	}
	change, known = quantity.Quo(diff.Mul(quantity.Int(100)), base.Value.Abs())
	return change, known
}

// basePeriod returns the period that a mention compares the figure of the period now with: "than in 2019" said of a
// November is the November of 2019.
func basePeriod(m *claims.PeriodMention, now period.Period) period.Period {
	at := meant(m, now)
	switch {
	case at.IsZero():
		return at
	case m.Role == claims.Past && m.Count > 0 && m.Grain == period.Year:
		return now.AddYears(-m.Count)
	case m.Role == claims.Past && m.Count > 0 && m.Grain == period.Month:
		return now.AddMonths(-m.Count)
	case m.Anchor == claims.Published && m.Shift < 0 && m.Grain == period.Year:
		return now.AddYears(m.Shift) // "five years ago"
	case m.Anchor == claims.Published && m.Shift < 0 && m.Grain == period.Month && now.Grain() > period.Year:
		return now.AddMonths(m.Shift)
	case at.Grain() == period.Year && now.Grain() > period.Year && now.Grain() != period.Span:
		return now.AddYears(at.Year() - now.Year())
	case m.Grain != period.None && m.Grain < at.Grain():
		return at.Of(m.Grain)
	}
	return at
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

// conditionWords tells the condition in a message: "fell", "rose", "was unchanged", the level as written.
func (p *Pass) conditionWords(c condition) string {
	if c.level != nil {
		return p.Sentence.Words(c.First, c.Last)
	}
	if !c.isOverTime() || c.base != nil {
		return p.Sentence.Words(c.First, max(c.Last, c.First+1))
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
