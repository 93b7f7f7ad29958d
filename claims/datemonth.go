package claims

import "github.com/onrecord/onrecord/facts/period"

// monthName reads the name of a month and the stop of its abbreviation.
func (d *dateScan) monthName(i int) (m, next int, ok bool) {
	w := d.word(i)
	if w.class&monthWord == 0 {
		return 0, i, false
	}
	next = i + 1
	if w.class&shortWord != 0 {
		next = d.stop(next)
	}
	return int(w.number), next, true
}

// monthPoint reads what begins with a month: "February", "Feb. 12, 2025", "March 2024", "May of last
// year", "April the ninth".
func (d *dateScan) monthPoint(i int) (datePoint, bool) {
	m, j, ok := d.monthName(i)
	if !ok {
		return datePoint{}, false
	}
	p := datePoint{form: monthForm, m: m}
	p.First, p.Last = i, j
	k := j
	if d.norm(k) == "," && d.norm(k+1) != "" {
		if _, next, ok := d.ordinal(k + 1); ok && d.kind(k+1) == Number && next > k+2 {
			k++ // "October, 1st"
		}
	}
	if (d.isDash(k) || d.norm(k) == "/") && d.joined(k) && d.joined(k+1) {
		if p, ok := d.joinedDate(p, k+1); ok {
			return p, true
		}
	}
	if d.is(k, theWord) {
		k++
	}
	_, _, isYear := d.yearWords(k)
	if n, next, ok := d.dayNumber(k); ok && !isYear && !d.isCountAt(k, next) {
		p.form, p.d, p.Last = dayForm, n, next
		d.yearAndRest(&p)
		if p.y == 0 && d.upperOrSafe(i, p) {
			p.y = d.yearAhead(p)
		} else if p.y == 0 {
			return datePoint{}, false
		}
		return d.calendar(p), true
	}
	d.yearAndRest(&p)
	if p.y == 0 && p.Anchor != Focus {
		if !d.plausibleMonth(i, j) {
			return datePoint{}, false
		}
		if p, ok := d.monthQuarter(p); ok {
			return p, true
		}
		p.y = d.yearAhead(p)
	}
	return d.calendarOf(p), true
}

// upperOrSafe keeps "march 20 miles" and "may 5 people" from being dates.
func (d *dateScan) upperOrSafe(i int, p datePoint) bool {
	return !d.is(i, commonWord) || d.upper(i)
}

// isCountAt reports whether the number at tokens [i, next) counts what follows: "in May 12 people died".
func (d *dateScan) isCountAt(i, next int) bool {
	if d.isSign(next) || d.is(next, countedWord|suffixWord) {
		return true
	}
	return d.kind(i) == Number && d.joined(next) && d.kind(next) == Word && d.norm(next) != "'s"
}

// isSign reports whether a sign of a unit or of arithmetic stands at i, such as "%"; marks that only
// separate are none.
func (d *dateScan) isSign(i int) bool {
	if d.kind(i) != Symbol {
		return false
	}
	switch d.norm(i) {
	case "~", "|", "&", "*", "+", ">", "<":
		return false
	}
	return true
}

// yearAndRest reads the year behind a month or a day, in all its forms, and moves p.Last behind it.
func (d *dateScan) yearAndRest(p *datePoint) {
	j := p.Last
	comma := d.norm(j) == ","
	k := d.skip(j, ",")
	preposition := !comma && d.is(k, ofWord|inWord)
	if preposition {
		k++
	}
	if y, next, ok := d.yearNumber(k); ok && d.yearMayFollow(p, k, next, comma) {
		p.y, p.exact, p.Last = y, true, next
		return
	}
	if preposition && d.is(k-1, ofWord) {
		if n, width, ok := d.digits(k); ok && width == 2 && !d.isCountAt(k, k+1) && !d.is(k+1, unitWord) {
			p.y, p.exact, p.Last = d.century(n), true, k+1
			return
		}
	}
	if comma {
		return
	}
	if year, ok := d.relativeYear(k); ok {
		p.Last = year.Last
		if year.Anchor == Focus {
			p.Anchor, p.Shift = Focus, year.Shift
			return
		}
		p.y, p.exact, p.Anchor = year.Period.Year(), true, Published
	}
	return
}

// yearMayFollow tells the year of a date from a figure that happens to stand behind it.
func (d *dateScan) yearMayFollow(p *datePoint, i, next int, comma bool) bool {
	if d.is(next, countedWord) || d.isSign(next) || d.joined(next) && d.kind(next) == Word && d.norm(next) != "'s" {
		return false
	}
	if comma && p.form == monthForm && !d.is(p.First, shortWord) && d.kind(next) == Word && !d.upper(next) && !d.follows(next) {
		return false // "In March, 2000 people marched"
	}
	return true
}

// relativeYear reads "last year", "this year", "next year", "that year", "the previous year", "the
// year before", "a year earlier" behind a date.
func (d *dateScan) relativeYear(i int) (datePoint, bool) {
	if !d.is(i, modifierWord|theWord|articleWord) {
		return datePoint{}, false
	}
	if d.is(i, articleWord) && !d.is(i+1, unitWord) {
		return datePoint{}, false
	}
	p, ok := d.point(i)
	if !ok || p.Grain != period.Year || p.Role != At || p.Part != Whole || p.Count > 0 {
		return datePoint{}, false
	}
	if p.Anchor == Published && p.Period.Grain() == period.Day {
		p.Period = p.Period.Of(period.Year) // "in March a year ago"
	}
	return p, p.Anchor == Focus || p.Period.Grain() == period.Year
}

// calendarOf is calendar, but keeps a date of a year in focus: "March of that year".
func (d *dateScan) calendarOf(p datePoint) datePoint {
	if p.Anchor == Focus {
		shift, y := p.Shift, p.y
		p.y = max(d.year, 4)
		p = d.calendar(p)
		p.Anchor, p.Shift, p.y, p.Open = Focus, shift, y, false
		return p
	}
	anchor := p.Anchor
	p = d.calendar(p)
	if p.y > 0 {
		p.Anchor = anchor
	}
	return p
}

// plausibleMonth tells the month from the word or name that it also is: "may", "March on", "June Smith".
func (d *dateScan) plausibleMonth(i, next int) bool {
	w := d.word(i)
	if d.isMonthAfterDash(next) {
		return true // "Nov-Feb 2017"
	}
	if d.norm(i-1) == "," && d.is(i-2, monthWord) && d.upper(i) {
		return true // "in May, March and June"
	}
	before := d.is(i-1, strongWord|prepWord|roleWord|modifierWord|partWord|ofWord|onWord) || d.is(i-1, andWord) && (d.is(i-2, monthWord) || d.kind(i-2) != Word) || d.isDash(i-1) && d.is(i-2, partWord|monthWord)
	switch {
	case d.recurring(i):
		return false
	case w.class&commonWord != 0:
		if !d.upper(i) {
			return false
		}
		if before || next > i+1 {
			return true
		}
		afterWord := i > 0 && d.kind(i-1) == Word && !d.upper(i-1)
		return afterWord || d.norm(next) == "'s" && i > 0
	case w.class&shortWord != 0:
		return d.upper(i) && (before || next > i+1 || i == 0)
	case w.class&firstNameWord != 0:
		return before || !d.upper(i) || !(d.upper(next) && d.kind(next) == Word && !d.is(next, monthWord|weekdayWord)) && !(d.upper(i-1) && i > 1)
	}
	return true
}

// isMonthAfterDash reports whether a dash and another month stand at i.
func (d *dateScan) isMonthAfterDash(i int) bool { return d.isDash(i) && d.is(i+1, monthWord) }

// recurring reports whether the word at i is one of many: "every January", "a wet Tuesday".
func (d *dateScan) recurring(i int) bool {
	if d.is(i-1, recurringWord|articleWord) {
		return true
	}
	return d.is(i-2, recurringWord|articleWord) && d.words[i-1] == nil && d.kind(i-1) == Word && !d.upper(i-1)
}

// monthQuarter reads "the September quarter [of 2014]": the three months that end with the month.
func (d *dateScan) monthQuarter(p datePoint) (datePoint, bool) {
	if w := d.word(p.Last); w.unit != period.Quarter || w.class&pluralWord != 0 {
		return datePoint{}, false
	}
	p.Last++
	d.yearAndRest(&p)
	p = d.calendarOf(p)
	p.Period = backFrom(p.Period, period.Month, 3)
	p.Grain, p.form = period.Quarter, otherForm
	if !p.Rival.IsZero() {
		p.Rival = backFrom(p.Rival, period.Month, 3)
	}
	return p, true
}

// monthUnit reads "the September quarter" behind an article, where a plain month seldom stands.
func (d *dateScan) monthUnit(i int) (datePoint, bool) {
	m, j, ok := d.monthName(i)
	if !ok {
		return datePoint{}, false
	}
	p := datePoint{form: monthForm, m: m}
	p.First, p.Last = i, j
	return d.monthQuarter(p)
}

// yearAhead looks for the year that dates in a list or a range share with the last one: "in November,
// December and January 2025", "Nov. 3 to Dec. 5, 2024". It is 0 when there is none.
func (d *dateScan) yearAhead(p datePoint) int {
	last := 0
	for j := p.Last; j < p.Last+14 && j < len(d.tokens); j++ {
		w := d.word(j)
		switch {
		case w.class&monthWord != 0:
			last = int(w.number)
			if y, _, ok := d.yearNumber(d.stop(j + 1)); ok && d.kind(d.stop(j+1)) == Number {
				return d.earlierYear(y, p.m, last)
			}
		case w.class&(ordinalWord|suffixWord|andWord|theWord|ofWord) != 0, w.role == roleTo, w.role == roleThrough, w.role == roleUntil, d.isDash(j):
		case d.norm(j) == "," || d.norm(j) == ".":
			if y, width, ok := d.digits(j + 1); ok && width == 4 && last > 0 && y >= earliestYear && y <= latestYear && d.kind(j-1) == Number {
				return d.earlierYear(y, p.m, last)
			}
			if d.norm(j) == "." && !d.is(j-1, shortWord) {
				return 0
			}
		case d.kind(j) == Number:
			n, width, ok := d.digits(j)
			if !ok || width == 3 || width <= 2 && n > 31 {
				return 0
			}
			if width == 4 {
				if last > 0 && n >= earliestYear && n <= latestYear {
					return d.earlierYear(n, p.m, last)
				}
				return 0
			}
		default:
			return 0
		}
	}
	return 0
}

// earlierYear returns the year of a month that stands before the month last of year y.
func (d *dateScan) earlierYear(y, m, last int) int {
	if m > last {
		return y - 1
	}
	return y
}
