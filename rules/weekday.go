package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
)

// Weekday checks that a weekday and its date go together, and that a date exists.
var Weekday = newRule("weekday", Doc{
	Title: "weekdays and dates",
	Text: `"Wednesday, 12 February 2025" is checked against the calendar. A date without a year is taken in the year
that the text most likely means; if the weekday fits a neighbouring year, the claim is left open.`,
	Examples: []Example{
		{"The report came out on Wednesday, 12 February 2025.", Supported},
		{"The report came out on Monday, 12 February 2025.", Refuted},
		{"The report came out on 31 April 2025.", Refuted},
	},
}, findWeekdays, judgeWeekday)

type weekdayClaim struct {
	Claim
	date *claims.PeriodMention
}

func findWeekdays(p *Pass) (found []weekdayClaim) {
	for i := range p.Sentence.Periods {
		m := &p.Sentence.Periods[i]
		if m.Impossible || m.HasWeekday && m.Grain == period.Day && m.Last-m.First > 1 && m.Anchor == claims.Absolute {
			found = append(found, weekdayClaim{Claim{m.First, m.Last}, m})
		}
	}
	return found
}

func judgeWeekday(p *Pass, c weekdayClaim) Verdict {
	m := c.date
	if m.Impossible {
		return Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("the calendar has no %s", p.text(c.Claim))}
	}
	right := m.Period.Weekday()
	if right == m.Weekday {
		return Verdict{Label: Supported, Severity: Note, Message: fmt.Sprintf("%s is a %s", m.Period.Words(), right)}
	}
	if m.Open {
		for _, years := range []int{-1, 1} {
			if other := m.Period.AddYears(years); other.Weekday() == m.Weekday {
				return Verdict{Label: NotEnoughInfo, Severity: Note, Message: fmt.Sprintf("%s is a %s, %s a %s: the text doesn't say the year", m.Period.Words(), right, other.Words(), m.Weekday)}
			}
		}
	}
	return Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("%s is a %s, not a %s", m.Period.Words(), right, m.Weekday), Suggestion: p.weekdayFix(c)}
}

// weekdayFix puts the right weekday in the place of the written one, if it is written in full.
func (p *Pass) weekdayFix(c weekdayClaim) *Suggestion {
	for t := c.First; t < c.Last; t++ {
		if p.Sentence.Words(t, t+1) == c.date.Weekday.String() {
			return &Suggestion{p.span(Claim{t, t + 1}), c.date.Period.Weekday().String()}
		}
	}
	return nil
}
