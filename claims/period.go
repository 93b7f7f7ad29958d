package claims

import (
	"time"

	"github.com/onrecord/onrecord/facts/period"
)

// PeriodRole says what a period is to its clause.
type PeriodRole uint8

// The roles. In every one but At, the words that give the role ("since", "from … to") belong to the mention.
const (
	At         PeriodRole = iota // "in 2024", "on Tuesday", "last year": when it was
	FromTo                       // "from 2019 to 2023", "between March and May": Period is the whole run, both ends in it
	Since                        // "since 2016": the period after which it holds; whether 2016 counts is the rule's to say
	Until                        // "until March", "through June", "to date": up to and with the period
	Before                       // "before 2020": earlier than the period
	After                        // "after 2020": later than the period
	By                           // "by 2030", "by the end of 2024": at the period's end at the latest
	Past                         // "in the past five years", "the last 12 months": Count units of Grain that end at or before the anchor
	Next                         // "over the next decade", "in the coming five years": Count units of Grain that follow the anchor
	Comparison                   // "year on year", "from a year earlier", "than last month": the base that a figure is compared with
)

// PeriodAnchor says from where a period was counted.
type PeriodAnchor uint8

// The anchors.
const (
	Absolute  PeriodAnchor = iota // "12 February 2025", "2024": says it all
	Published                     // "last year", "on Tuesday", "in September": from the day of publication
	Focus                         // "a year earlier", "that month", "the same period of 2023": from the period that the text speaks of
)

// PeriodMention is a date or period that a sentence names.
type PeriodMention struct {
	First, Last int // tokens [First, Last), with the words of its role and its article, without "in", "on", "at"

	// Period is the period meant. It is zero when Impossible, when the count of units is left open
	// ("recent months"), and mostly when only the discourse can tell (Anchor Focus): see Resolve.
	Period period.Period
	Rival  period.Period // the next likely reading, if there is one: "in September", "last September", "3/4/2024"
	Role   PeriodRole
	Anchor PeriodAnchor
	Part   Part

	// Grain is the calendar unit as written: Year for "six years ago", whose Period is the day six years
	// before publication. Of Past and Next it is the unit that Count counts.
	Grain period.Grain
	Count int // "the past five years", "the first nine months": 5, 9; 0 when no number is written or it is vague
	// Prior tells of a Past that it ends before the period that the text speaks of: "the previous five years".
	Prior bool

	// Of Focus mentions: how far from the period in focus the period meant lies, in units of Grain (None:
	// the focus' own). Same keeps the focus' own grain: "a year earlier" than August 2024 is August 2023,
	// but "the previous year" is 2023. With a Period, as in "the previous October", it
	// is the last one before the focus, which may be of the focus' own year.
	Shift int
	Same  bool
	Into  period.Period // "the same month of 2023": the year that the focus is moved into

	Weekday    time.Weekday // "Wednesday, 12 February 2025": as written, right or wrong
	HasWeekday bool
	Impossible bool // "31 April": a day that does not exist
	Open       bool // the year, or for a weekday the week, is not written: Period is the likeliest
	Future     bool // it begins after publication
}

// Part is a vague part of a period, or how much of it has passed.
type Part uint8

// The parts. Period is the whole of what is named.
const (
	Whole  Part = iota
	Early       // "early 2020", "the start of 2020"
	Mid         // "mid-2019", "the middle of 2019"
	Late        // "late 2021"
	End         // "the end of 2024"
	ToDate      // "so far this year", "the year to date": Period ends with the day of publication
)
