// Package period holds calendar periods: years, halves, quarters, months, weeks, days, split years
// and free spans of days. It parses them as a facts file writes them, orders and steps them, and
// tells which contains which. It knows no prose: words for periods are read in package claims.
package period

import "time"

// Grain is the length of a period's calendar unit, from long to short.
type Grain uint8

// The grains, longest first.
const (
	None    Grain = iota // the zero Period
	Decade               // 2010s
	Year                 // 2024, and fiscal years that are written as one number
	Split                // 2023/2024: a season, a fiscal or a school year
	Half                 // 2024-H1
	Quarter              // 2024-Q3
	Month                // 2024-08
	Week                 // 2024-W31 (ISO 8601)
	Day                  // 2024-08-12
	Span                 // any other run of days: 2024-01-01/2024-09-30
)

var grainNames = [...]string{"none", "decade", "year", "split", "half", "quarter", "month", "week", "day", "span"}

// String returns the grain's name in lower case, for messages: "quarter".
func (g Grain) String() string {
	if int(g) < len(grainNames) {
		return grainNames[g]
	}
	return "unknown"
}

// Period is a run of whole days with a grain, within the years 1 to 9999. It is comparable with ==
// and fits a map key: equal days and an equal grain are one period, however it was made.
// The zero value is no period.
type Period struct {
	grain Grain
	start int32 // days since 1970-01-01, inclusive
	end   int32 // exclusive
}

const (
	firstYear = 1
	lastYear  = 9999
)

// firstMonthOfSplit is where a split year begins and ends as days. Sources differ (April, July,
// August, October), so only order and neighbourhood should be read from a split year's days.
const firstMonthOfSplit = 7

// OfYear returns the calendar year y, or the zero Period outside 1 to 9999.
func OfYear(y int) Period { return months(Year, y, 1, 12) }

// OfDecade returns the ten years that begin with y, which must end in 0.
func OfDecade(y int) Period {
	if y%10 != 0 {
		return Period{}
	}
	return months(Decade, y, 1, 120)
}

// OfSplit returns the split year y/y+1: 2023 is 2023/2024. It holds the days from July to June.
func OfSplit(y int) Period { return months(Split, y, firstMonthOfSplit, 12) }

// OfHalf returns half h (1 or 2) of year y.
func OfHalf(y, h int) Period {
	if h < 1 || h > 2 {
		return Period{}
	}
	return months(Half, y, h*6-5, 6)
}

// OfQuarter returns quarter q (1 to 4) of year y.
func OfQuarter(y, q int) Period {
	if q < 1 || q > 4 {
		return Period{}
	}
	return months(Quarter, y, q*3-2, 3)
}

// OfMonth returns month m (1 to 12) of year y.
func OfMonth(y, m int) Period {
	if m < 1 || m > 12 {
		return Period{}
	}
	return months(Month, y, m, 1)
}

// OfWeek returns ISO week w of year y, or the zero Period when y has no such week.
func OfWeek(y, w int) Period {
	if w < 1 || w > weeksIn(y) {
		return Period{}
	}
	start := firstMonday(y) + (w-1)*7
	return days(Week, start, start+7)
}

// Date returns the day y-m-d, or the zero Period when the calendar has no such day.
func Date(y, m, d int) Period {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return Period{}
	}
	day := dayNumber(y, m, d)
	return days(Day, day, day+1)
}

// Between returns the run of days from the first day of first to the last day of last: the year,
// half, quarter, month, week or day that has exactly these days, else a Span. It is the zero Period
// when either is zero or last ends before first begins.
func Between(first, last Period) Period {
	if first.IsZero() || last.IsZero() || last.end <= first.start {
		return Period{}
	}
	return run(int(first.start), int(last.end))
}

// run returns the period of the days from start to end: one calendar unit if it can.
func run(start, end int) Period {
	p := days(Span, start, end)
	if p.IsZero() {
		return p
	}
	length := end - start
	switch {
	case length == 1:
		p.grain = Day
	case length == 7 && weekday(start) == time.Monday:
		p.grain = Week
	case length >= 28 && length <= 366:
		for _, g := range [...]Grain{Year, Half, Quarter, Month} {
			if unit := unitAt(g, start); int(unit.start) == start && int(unit.end) == end {
				return unit
			}
		}
	}
	return p
}

// Grain returns the length of p's calendar unit.
func (p Period) Grain() Grain { return p.grain }

// Unit returns the grain in which p is counted: p's own, and for a Span the longest of Year, Month,
// Week and Day that it is made of whole units of. A Span of quarters or halves is counted in months.
func (p Period) Unit() Grain {
	if p.grain != Span {
		return p.grain
	}
	y1, m1, d1 := civil(int(p.start))
	y2, m2, d2 := civil(int(p.end))
	switch {
	case y2 > lastYear+1:
		return Day
	case d1 == 1 && d2 == 1 && m1 == 1 && m2 == 1 && y2 > y1:
		return Year
	case d1 == 1 && d2 == 1:
		return Month
	case weekday(int(p.start)) == time.Monday && weekday(int(p.end)) == time.Monday:
		return Week
	}
	return Day
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// First returns p's first day.
func (p Period) First() Period {
	if p.IsZero() {
		return p
	}
	return Period{Day, p.start, p.start + 1}
}

// Last returns p's last day.
func (p Period) Last() Period {
	if p.IsZero() {
		return p
	}
	return Period{Day, p.end - 1, p.end}
}

// Year returns the year of p's first day, and 0 for the zero Period.
func (p Period) Year() int {
	y, _, _ := p.YMD()
	return y
}

// YMD returns year, month and day of p's first day, and zeros for the zero Period.
func (p Period) YMD() (y, m, d int) {
	if p.IsZero() {
		return 0, 0, 0
	}
	return civil(int(p.start))
}

// Weekday returns the weekday of p's first day.
func (p Period) Weekday() time.Weekday { return weekday(int(p.start)) }

// Days returns the number of p's days.
func (p Period) Days() int { return int(p.end - p.start) }

// Of returns the unit of grain g that holds p's first day: the ISO week, the split year from July.
// For None and Span it is the zero Period.
func (p Period) Of(g Grain) Period {
	if p.IsZero() {
		return p
	}
	return unitAt(g, int(p.start))
}

func unitAt(g Grain, day int) Period {
	y, m, _ := civil(day)
	switch g {
	case Decade:
		return OfDecade(y - y%10)
	case Year:
		return OfYear(y)
	case Split:
		if m < firstMonthOfSplit {
			y--
		}
		return OfSplit(y)
	case Half:
		return OfHalf(y, (m+5)/6)
	case Quarter:
		return OfQuarter(y, (m+2)/3)
	case Month:
		return OfMonth(y, m)
	case Week:
		monday := day - (int(weekday(day))+6)%7
		return days(Week, monday, monday+7)
	case Day:
		return days(Day, day, day+1)
	}
	return Period{}
}
