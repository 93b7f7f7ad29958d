package period

// Add returns the period n units of p's own grain later, earlier for negative n: the third month
// after August is November. A Span moves by its own length, n times: nine months from January, one
// step on, begin in October. Outside the years 1 to 9999 the result is the zero Period.
func (p Period) Add(n int) Period {
	if p.IsZero() || n > stepLimit || n < -stepLimit {
		return Period{}
	}
	y, m, _ := p.YMD()
	switch p.grain {
	case Decade:
		return OfDecade(y + 10*n)
	case Year:
		return OfYear(y + n)
	case Split:
		return OfSplit(y + n)
	case Half:
		return months(Half, y, m+6*n, 6)
	case Quarter:
		return months(Quarter, y, m+3*n, 3)
	case Month:
		return months(Month, y, m+n, 1)
	case Week:
		return days(Week, int(p.start)+7*n, int(p.end)+7*n)
	case Day:
		return days(Day, int(p.start)+n, int(p.end)+n)
	}
	if u := p.Unit(); u == Year || u == Month {
		return p.AddMonths(n * p.monthCount())
	}
	return run(int(p.start)+n*p.Days(), int(p.end)+n*p.Days())
}

// stepLimit keeps products of steps and lengths far from overflow; no step beyond it can stay
// within the years that can be written.
const stepLimit = 4_000_000

// monthCount returns the number of months of a period that is made of whole months.
func (p Period) monthCount() int {
	y1, m1, _ := civil(int(p.start))
	y2, m2, _ := civil(int(p.end))
	return (y2-y1)*12 + m2 - m1
}

// AddYears returns the same unit n years later: 2024-08 and -1 is 2023-08. 29 February becomes
// 28 February, and week 53 week 52, in a year that has none.
func (p Period) AddYears(n int) Period {
	if n > stepLimit || n < -stepLimit {
		return Period{}
	}
	if p.grain == Week {
		y, w := isoWeek(int(p.start))
		return OfWeek(y+n, min(w, weeksIn(y+n)))
	}
	return p.AddMonths(12 * n)
}

// AddMonths returns p with its first and last day n months later. Whole months stay whole months;
// a day that the later month does not have becomes the last day of that month. What is no longer
// one unit (a year moved by a month, a week) is a Span.
func (p Period) AddMonths(n int) Period {
	if p.IsZero() || n > monthLimit || n < -monthLimit {
		return Period{}
	}
	switch { // the two that a run of months is not taken for
	case p.grain == Split && n%12 == 0:
		return p.Add(n / 12)
	case p.grain == Decade && n%120 == 0:
		return p.Add(n / 120)
	}
	y1, m1, d1 := civil(int(p.start))
	y2, m2, d2 := civil(int(p.end))
	if d1 == 1 && d2 == 1 {
		return run(monthStart(y1*12+m1-1+n), monthStart(y2*12+m2-1+n))
	}
	start := dayInMonth(y1*12+m1-1+n, d1)
	y2, m2, d2 = civil(int(p.end) - 1)
	return run(start, dayInMonth(y2*12+m2-1+n, d2)+1)
}

// dayInMonth returns day d of the month (counted from January of the year 0), or its last day.
func dayInMonth(month, d int) int {
	return min(monthStart(month)+d-1, monthStart(month+1)-1)
}

// Contains reports whether all of q's days are days of p. Nothing contains the zero Period.
func (p Period) Contains(q Period) bool {
	return !p.IsZero() && !q.IsZero() && p.start <= q.start && q.end <= p.end
}

// Overlaps reports whether p and q have a day in common.
func (p Period) Overlaps(q Period) bool {
	return !p.IsZero() && !q.IsZero() && p.start < q.end && q.start < p.end
}

// Compare orders periods by first day, then by last day, then by grain; it is 0 only for p == q.
func (p Period) Compare(q Period) int {
	switch {
	case p.start != q.start:
		return sign(p.start < q.start)
	case p.end != q.end:
		return sign(p.end < q.end)
	case p.grain != q.grain:
		return sign(p.grain < q.grain)
	}
	return 0
}

func sign(less bool) int {
	if less {
		return -1
	}
	return 1
}

// Before reports whether p is over when q begins.
func (p Period) Before(q Period) bool { return !p.IsZero() && !q.IsZero() && p.end <= q.start }

// After reports whether p begins when q is over.
func (p Period) After(q Period) bool { return q.Before(p) }

// UnitsTo returns how many units of p's grain lie from p to q, negative when q is earlier, so that
// p.Add(n) == q. It is false for different grains and for Spans that no number of steps connects.
func (p Period) UnitsTo(q Period) (n int, ok bool) {
	if p.IsZero() || p.grain != q.grain {
		return 0, false
	}
	y1, m1, _ := p.YMD()
	y2, m2, _ := q.YMD()
	apart := (y2-y1)*12 + m2 - m1
	switch p.grain {
	case Decade:
		return apart / 120, true
	case Year, Split:
		return apart / 12, true
	case Half:
		return apart / 6, true
	case Quarter:
		return apart / 3, true
	case Month:
		return apart, true
	case Week:
		return int(q.start-p.start) / 7, true
	case Day:
		return int(q.start - p.start), true
	}
	if u := p.Unit(); u == Year || u == Month {
		n = apart / p.monthCount()
	} else {
		n = int(q.start-p.start) / p.Days()
	}
	return n, p.Add(n) == q
}
