package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
)

// Weekday checks that a weekday and its date go together, that a date exists, and that what happened on a
// weekday is on record for that day.
var Weekday = newRule("weekday", Doc{
	Title: "weekdays and dates",
	Text: `"Wednesday, 12 February 2025" is checked against the calendar. A date without a year is taken in the year
that is near or that the tense of the words points to; if only a year farther off has that weekday, the
claim is left open. A weekday alone ("won on Saturday") is checked if the facts date what the words around
it name: a dataset of one day whose subject or members they name, or rows of two members together.`,
	Examples: []Example{
		{"The report came out on Wednesday, 12 February 2025.", Supported},
		{"The report came out on Monday, 12 February 2025.", Refuted},
		{"The report came out on 31 April 2025.", Refuted},
		{"The Herons beat the Pilots in the final on Friday.", Refuted},
	},
}, findWeekdays, judgeWeekday)

type weekdayClaim struct {
	Claim
	date *claims.PeriodMention
	days []happening // of a weekday alone: what the facts date
}

func findWeekdays(p *Pass) (found []weekdayClaim) {
	for i := range p.Sentence.Periods {
		m := &p.Sentence.Periods[i]
		switch {
		case m.Impossible, m.HasWeekday && m.Grain == period.Day && p.isWritten(m) && !m.Period.IsZero():
			found = append(found, weekdayClaim{Claim: Claim{m.First, m.Last}, date: m})
		case p.Sentence.Tells(m.First, m.Last):
		case m.HasWeekday && m.Open && m.Grain == period.Day:
			if days := p.happenings(m); len(days) > 0 {
				at := p.weekdayToken(m)
				found = append(found, weekdayClaim{Claim{at, at + 1}, m, days})
			}
		}
	}
	return found
}

// isWritten reports whether a mention with a weekday has a date too.
func (p *Pass) isWritten(m *claims.PeriodMention) bool {
	for t := m.First; t < m.Last; t++ {
		if p.Sentence.Tokens[t].Kind == claims.Number {
			return true
		}
	}
	return false
}

// weekdayToken returns the token of a mention that names its weekday.
func (p *Pass) weekdayToken(m *claims.PeriodMention) int {
	for t := m.First; t < m.Last; t++ {
		if norm := p.Sentence.Tokens[t].Norm; len(norm) >= 3 && norm[:3] == lowerDay(m)[:3] {
			return t
		}
	}
	return m.First
}

func lowerDay(m *claims.PeriodMention) string {
	name := []byte(m.Weekday.String())
	name[0] += 'a' - 'A'
	return string(name)
}

func judgeWeekday(p *Pass, c weekdayClaim) Verdict {
	m := c.date
	switch {
	case m.Impossible:
		return Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("the calendar has no %s", p.text(c.Claim))}
	case len(c.days) > 0:
		return p.judgeHappening(c)
	}
	day, other := m.Period, period.Period{}
	if m.Open {
		day, other = p.likelyDays(m)
	}
	switch {
	case day.Weekday() == m.Weekday:
		return Verdict{Label: Supported, Severity: Note, Message: fmt.Sprintf("%s is a %s", day.Words(), m.Weekday)}
	case !other.IsZero() && other.Weekday() == m.Weekday:
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: fmt.Sprintf("%s is a %s, %s a %s: the text doesn't say the year", day.Words(), day.Weekday(), other.Words(), m.Weekday)}
	}
	v := Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("%s is a %s, not a %s", day.Words(), day.Weekday(), m.Weekday)}
	v.Suggestion = p.weekdayFix(p.weekdayToken(m), m, day)
	return v
}

// nearDays is how near a day without its year must be to rule out its namesake of another year, if no
// word tells that it is over or to come.
const nearDays = 60

// likelyDays returns the day that a date without a year means, and the one of another year that it may
// mean; the latter is zero when the words rule it out. A year that the sentence names decides.
func (p *Pass) likelyDays(m *claims.PeriodMention) (day, other period.Period) {
	published := p.Article.Published
	past, next := m.Period, m.Rival
	if next.IsZero() || published.IsZero() {
		return m.Period, m.Rival
	}
	if past.After(next) {
		past, next = next, past
	}
	near, far := past, next
	if period.Between(published, next).Days() < period.Between(past, published).Days() {
		near, far = next, past
	}
	switch p.Sentence.Tense(m.First, m.Last) {
	case claims.Ahead, claims.NextOne:
		return next, period.Period{}
	case claims.Over:
		if near == next {
			if next.Weekday() == m.Weekday && period.Between(published, next).Days() <= nearDays {
				return next, period.Period{}
			}
			return past, next
		}
		return past, period.Period{}
	}
	if far == next || period.Between(near, published).Days() <= nearDays || period.Between(published, near).Days() <= nearDays {
		return near, period.Period{} // a date of most of a year away would be announced as such
	}
	return near, far
}

// weekdayFix puts the weekday of a day in the place of the written one, if that is written in full.
func (p *Pass) weekdayFix(token int, m *claims.PeriodMention, day period.Period) *Suggestion {
	if p.Sentence.Words(token, token+1) != m.Weekday.String() {
		return nil
	}
	return &Suggestion{p.span(Claim{token, token + 1}), day.Weekday().String()}
}
