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

	Period period.Period // zero when Impossible, or when only the discourse can tell (Anchor Focus)
	Role   PeriodRole
	Anchor PeriodAnchor

	// Of a Focus mention: the period meant lies Shift units of Grain after the period in focus
	// ("a year earlier": -1 Year; "the following month": 1 Month; "that year": 0 Year, the year of the focus).
	// With Same set, it is the focus itself moved, its own grain kept ("a year earlier" of August 2024 is
	// August 2023); else it is the unit of Grain ("the previous month", "that year").
	// Of Past and Next: Grain is the unit that Count counts. Of all others: the grain as written.
	Shift int
	Grain period.Grain
	Same  bool
	Into  period.Period // "the same month of 2023": the focus moved into this year; Grain is the grain it keeps (None: its own)

	Weekday    time.Weekday // "Wednesday, 12 February 2025": as written, right or wrong
	HasWeekday bool
	Count      int  // "the past five years", "the first nine months": 5, 9; else 0
	Impossible bool // "31 April": a day that does not exist
	Open       bool // a day or month without its year ("Nov. 27", "in September"): Period is the likeliest year's
	Part       Part // "early 2020", "mid-2019": Period is the whole of 2020 or 2019
	Future     bool // lies after publication, or is spoken of as still to come
}

// Part is a vague part of a period: "early 2020".
type Part uint8

// The parts.
const (
	Whole Part = iota
	Early      // "early 2020", "the start of 2020", "the beginning of the year"
	Mid        // "mid-2019", "the middle of 2019"
	Late       // "late 2021"
	End        // "the end of 2024", "at year's end"
)
