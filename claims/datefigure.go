package claims

import "github.com/onrecord/onrecord/facts/period"

// numberPoint reads what begins with a figure: "12 February 2025", "2025-02-12", "10-12 April", "2024",
// "2023/24", "1990s", "12 months to June", "5 past years". The article stands at first.
func (d *dateScan) numberPoint(i, first int) (datePoint, bool) {
	n, width, ok := d.digits(i)
	if !ok {
		return d.compactDate(i)
	}
	if width == 4 || d.separated(i) {
		if p, ok := d.figureDate(i); ok {
			return p, true
		}
	}
	if width == 4 {
		return d.yearPoint(i, first)
	}
	if p, ok := d.dayOfMonth(i); ok {
		return p, true
	}
	if d.is(i-1, onWord|roleWord) || (d.norm(i-1) == "," || d.is(i-1, andWord)) && d.norm(i-3) == "/" && d.kind(i-4) == Number {
		if p, ok := d.shortFigures(i); ok && d.norm(i+1) == "/" {
			return p, true
		}
	}
	if width == 2 && n%10 == 0 && first < i && d.joined(i+1) && d.is(i+1, decadesWord) {
		return d.decade(i, i+2, n) // "the 90s"
	}
	if p, ok := d.ordinalPoint(i, first); ok {
		return p, true
	}
	return d.countPoint(i, first < i)
}

// separated reports whether a hyphen, stroke or stop joins the figure to what follows.
func (d *dateScan) separated(i int) bool {
	switch d.norm(i + 1) {
	case "-", "/", ".":
		return d.joined(i+1) && d.joined(i+2)
	}
	return false
}

// compactDate reads 20170302.
func (d *dateScan) compactDate(i int) (datePoint, bool) {
	norm := d.norm(i)
	if len(norm) != 8 {
		return datePoint{}, false
	}
	n := 0
	for k := range len(norm) {
		if !isDigit(norm[k]) {
			return datePoint{}, false
		}
		n = n*10 + int(norm[k]-'0')
	}
	p := datePoint{form: dayForm, y: n / 10000, m: n / 100 % 100, d: n % 100, exact: true}
	if p.y < 1900 || p.y > 2100 || period.Date(p.y, p.m, p.d).IsZero() || d.kind(i+1) == Symbol || d.kind(i-1) == Symbol {
		return datePoint{}, false
	}
	p.First, p.Last = i, i+1
	return d.calendar(p), true
}

// figureDate reads dates that are joined by strokes, hyphens or stops: 2025-02-12, 12/02/2025,
// 11/22/24, 2019-Aug-1, 5-Aug-2016, 2015-12.
func (d *dateScan) figureDate(i int) (datePoint, bool) {
	if !d.separated(i) || d.joined(i) && d.kind(i-1) == Word && d.norm(i-1) != "_" && !d.is(i-1, monthWord) && i == 0 {
		return datePoint{}, false
	}
	mark := d.norm(i + 1)
	a, wa, _ := d.digits(i)
	p := datePoint{form: dayForm, exact: true}
	p.First = i
	if m, j, ok := d.monthName(i + 2); ok { // 2019-Aug-1, 5-Aug-2016
		b, wb, ok := d.digits(j + 1)
		if !ok || d.norm(j) != mark {
			return datePoint{}, false
		}
		p.m, p.Last = m, j+2
		switch {
		case wa == 4 && wb <= 2:
			p.y, p.d = a, b
		case wa <= 2 && wb == 4:
			p.d, p.y = a, b
		case wa <= 2 && wb == 2:
			p.d, p.y = a, d.century(b)
		default:
			return datePoint{}, false
		}
		return d.checked(p)
	}
	b, wb, ok := d.digits(i + 2)
	if !ok || wb > 2 {
		return datePoint{}, false
	}
	c, wc, ok := d.digits(i + 4)
	if !ok || d.norm(i+3) != mark || !d.joined(i+3) || !d.joined(i+4) {
		if wa == 4 && wb == 2 && mark == "-" && b >= 1 && b <= 12 && b != (a+1)%100 && !d.isCountAt(i+2, i+3) {
			p.form, p.y, p.m, p.Last = monthForm, a, b, i+3 // 2015-12, but 2011-12 is a season
			return d.calendar(p), a >= 1900 && a <= 2100
		}
		return datePoint{}, false
	}
	p.Last = i + 5
	switch {
	case wa == 4 && wc <= 2:
		p.y, p.m, p.d = a, b, c
	case wa <= 2 && wc == 4:
		p.y = c
		d.dayAndMonth(&p, a, b)
	case wa <= 2 && wc == 2 && mark == "/":
		p.y = d.century(c)
		d.dayAndMonth(&p, a, b)
	default:
		return datePoint{}, false
	}
	return d.checked(p)
}

// checked finishes a date of figures, which is none when its figures cannot be month and day.
func (d *dateScan) checked(p datePoint) (datePoint, bool) {
	if p.y < earliestYear || p.y > latestYear || p.m < 1 || p.m > 12 || p.d < 1 || p.d > 31 {
		return datePoint{}, false
	}
	rival := p.Rival
	p = d.calendar(p)
	p.Rival, p.Open = rival, !rival.IsZero()
	return p, true
}

// dayAndMonth orders two figures. Both orders are in use; where both can be, the month is taken first
// and the other order is the rival.
func (d *dateScan) dayAndMonth(p *datePoint, a, b int) {
	switch {
	case a > 12:
		p.d, p.m = a, b
	case b > 12 || a == b:
		p.m, p.d = a, b
	default:
		p.m, p.d = a, b
		if p.y > 0 {
			p.Rival = period.Date(p.y, b, a)
		}
	}
}

// shortFigures reads "11/20" where words around tell that it is a date.
func (d *dateScan) shortFigures(i int) (datePoint, bool) {
	mark := d.norm(i + 1)
	if mark != "/" && mark != "-" || !d.separated(i) {
		return datePoint{}, false
	}
	a, wa, ok1 := d.digits(i)
	b, wb, ok2 := d.digits(i + 2)
	if !ok1 || !ok2 || wa > 2 || wb > 2 || a < 1 || b < 1 || d.isCountAt(i+2, i+3) && d.norm(i+3) != "-" {
		return datePoint{}, false
	}
	p := datePoint{form: dayForm}
	p.First, p.Last = i, i+3
	if name := d.entry(d.text[d.tokens[i].Start:d.tokens[i+2].End]); name != nil && name.class&labelWord != 0 {
		return datePoint{}, false // "9/11", "24/7"
	}
	d.dayAndMonth(&p, a, b)
	if p.m < 1 || p.m > 12 || p.d > 31 {
		return datePoint{}, false
	}
	d.yearAndRest(&p)
	return d.calendar(p), true
}

// joinedDate goes on behind a month and a hyphen or stroke: "Sep-23-2020", "Nov/2".
func (d *dateScan) joinedDate(p datePoint, i int) (datePoint, bool) {
	a, wa, ok := d.digits(i)
	if !ok || wa == 3 || d.isCountAt(i, i+1) && !d.is(i+1, suffixWord) {
		return datePoint{}, false
	}
	p.Last, p.form, p.exact = i+1, dayForm, true
	mark := d.norm(i - 1)
	b, wb, ok := d.digits(i + 2)
	if !ok || d.norm(i+1) != mark || !d.joined(i+2) {
		switch {
		case wa == 4:
			p.form, p.y = monthForm, a
			return d.calendar(p), a >= earliestYear && a <= latestYear
		case a < 1 || a > 31:
			return datePoint{}, false
		}
		p.d, p.exact = a, false
		return d.calendar(p), true
	}
	p.Last = i + 3
	switch {
	case wa == 4 && wb <= 2:
		p.y, p.d = a, b
	case wa <= 2 && wb == 4:
		p.d, p.y = a, b
	default:
		return datePoint{}, false
	}
	return d.checked(p)
}

// dayOfMonth reads "12 February 2025", "12th of February", "10-12 April", "3 to 12 of Sept". Of two days
// the whole run is returned as the period.
func (d *dateScan) dayOfMonth(i int) (datePoint, bool) {
	day, j, ok := d.dayNumber(i)
	if !ok || d.kind(i) == Number && d.kind(i-1) == Symbol { // "$12 December 3"
		return datePoint{}, false
	}
	if p, ok := d.dayThenMonth(i, day, j); ok {
		return p, true
	}
	// The first of two days of one month: it is completed by the second.
	k := j
	switch {
	case d.isDash(k), d.word(k).role == roleTo, d.word(k).role == roleThrough, d.word(k).role == roleUntil, d.is(k, plusWord):
		k++
	default:
		return datePoint{}, false
	}
	if d.is(k, theWord) {
		k++
	}
	last, next, ok := d.dayNumber(k)
	if !ok || last <= day {
		return datePoint{}, false
	}
	if _, ok := d.dayThenMonth(k, last, next); !ok {
		return datePoint{}, false
	}
	p := datePoint{form: dayForm, d: day}
	p.First, p.Last = i, j
	return d.calendar(p), true
}

// dayThenMonth reads the month behind the day at tokens [i, j).
func (d *dateScan) dayThenMonth(i, day, j int) (datePoint, bool) {
	if d.is(j, ofWord) {
		j++
	}
	m, next, ok := d.monthName(j)
	if !ok || d.is(j, commonWord) && !d.upper(j) {
		return datePoint{}, false
	}
	p := datePoint{form: dayForm, d: day, m: m}
	p.First, p.Last = i, next
	d.yearAndRest(&p)
	if p.y == 0 && p.Anchor != Focus {
		if d.is(next, unitWord) || d.is(j, firstNameWord|commonWord) && d.upper(next) && d.kind(next) == Word && next == p.Last && !d.is(next, monthWord|weekdayWord) {
			return datePoint{}, false // "12 June Smiths"
		}
		p.y = d.yearAhead(p)
	}
	return d.calendarOf(p), true
}

// decade finishes "1990s", "the '90s", "the 90s": n is the year or its last two digits.
func (d *dateScan) decade(i, next, n int) (datePoint, bool) {
	if n < 100 {
		if n = d.century(n); n > d.year && d.year > 0 {
			n -= 100 // "the Thirties"
		}
	}
	p := datePoint{}
	p.First, p.Last = i, next
	p.Period, p.Grain = period.OfDecade(n), period.Decade
	return p, !p.Period.IsZero()
}

// shortDecade reads "'90s" at its apostrophe.
func (d *dateScan) shortDecade(i int) (datePoint, bool) {
	n, width, ok := d.digits(i + 1)
	if !ok || width != 2 || !d.joined(i+1) || !d.is(i+2, decadesWord|ownerWord) {
		return datePoint{}, false
	}
	return d.decade(i, i+3, n)
}

// decadeWord reads "the nineties"; "in her nineties" is an age.
func (d *dateScan) decadeWord(i int, hasThe bool) (datePoint, bool) {
	n := int(d.word(i).number)
	if !hasThe && !d.is(i-1, inWord|partWord|roleWord) || n < 60 && !d.upper(i) {
		return datePoint{}, false // people in the thirties are of that age
	}
	return d.decade(i, i+1, n)
}
