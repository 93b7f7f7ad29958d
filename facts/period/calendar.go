package period

import "time"

// The Gregorian calendar as day numbers, without time.Time: periods are made and taken apart for
// every date of a text, and time.Date costs ten times as much. The algorithms are Howard Hinnant's
// (chrono-compatible low-level date algorithms): years begin in March, eras have 400 years.

// dayNumber returns the days from 1970-01-01 to y-m-d.
func dayNumber(y, m, d int) int {
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3)+2)/5 + d - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// civil is the inverse of dayNumber.
func civil(day int) (y, m, d int) {
	day += 719468
	era := floorDiv(day, 146097)
	dayOfEra := day - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	month := (5*dayOfYear + 2) / 153
	d = dayOfYear - (153*month+2)/5 + 1
	y, m = yearOfEra+era*400, month+3
	if m > 12 {
		y, m = y+1, m-12
	}
	return y, m, d
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

func weekday(day int) time.Weekday { return time.Weekday(((day+4)%7 + 7) % 7) }

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// firstMonday returns the day on which ISO week 1 of y begins: the Monday of the week of 4 January.
func firstMonday(y int) int {
	day := dayNumber(y, 1, 4)
	return day - (int(weekday(day))+6)%7
}

func weeksIn(y int) int {
	if y < firstYear || y > lastYear {
		return 0
	}
	return (firstMonday(y+1) - firstMonday(y)) / 7
}

// isoWeek returns year and number of the ISO week that begins on the day.
func isoWeek(monday int) (y, w int) {
	y, _, _ = civil(monday + 3) // its Thursday decides
	return y, (monday-firstMonday(y))/7 + 1
}

var firstDay, lastDay = dayNumber(firstYear, 1, 1), dayNumber(lastYear, 12, 31)

// days returns the period of the days from start to end, or the zero Period when it has no days or
// leaves the years that can be written.
func days(g Grain, start, end int) Period {
	if start < firstDay || end > lastDay+1 || end <= start {
		return Period{}
	}
	return Period{g, int32(start), int32(end)}
}

// months returns n months from month m of year y; m may lie outside 1 to 12.
func months(g Grain, y, m, n int) Period {
	// Far outside the range, sums would overflow before the bounds are checked.
	if y < firstYear-1 || y > lastYear+1 || m < -monthLimit || m > monthLimit {
		return Period{}
	}
	return days(g, monthStart(y*12+m-1), monthStart(y*12+m-1+n))
}

const monthLimit = 12 * (lastYear + 1)

// monthStart returns the first day of the month, counted from January of the year 0.
func monthStart(month int) int {
	y := floorDiv(month, 12)
	return dayNumber(y, month-y*12+1, 1)
}
