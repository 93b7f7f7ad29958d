package claims

import "github.com/onrecord/onrecord/facts/period"

// rangeFrom reads the rest of a range that begins with a: "to 2023", "– 12 April", "and May" behind
// "between". Each end completes the other: "Nov–Feb 2017" begins in 2016.
func (d *dateScan) rangeFrom(a datePoint, between bool) (PeriodMention, bool) {
	if a.Role != At || a.Anchor == Focus && a.Period.IsZero() || a.Impossible {
		return PeriodMention{}, false
	}
	j := a.Last
	if d.norm(j) == "," && a.exact && d.word(j+1).role == roleTo {
		j++ // "Nov. 3, 2024, to March 2025"
	}
	switch w := d.word(j); {
	case d.isDash(j):
	case w.role == roleTo || w.role == roleThrough || w.role == roleUntil:
		if d.is(j+1, toDateWord) { // "from March to date"
			b := datePoint{}
			b.Period, b.Last = d.published, j+2
			return d.joinRange(a, b)
		}
	case between && d.is(j, plusWord):
	case d.is(j, upWord) && d.word(j+1).role == roleTo:
		j++
	default:
		return PeriodMention{}, false
	}
	b, ok := d.rangeEnd(j+1, &a)
	if !ok {
		return PeriodMention{}, false
	}
	return d.joinRange(a, b)
}

// rangeEnd reads one end of a range. Beside another end, or behind "between", less is needed to tell a
// date: "3" of "between 3 and 12 Sept", "17th" of "April 9th through 17th", "now".
func (d *dateScan) rangeEnd(i int, a *datePoint) (datePoint, bool) {
	if d.is(i, nowWord) {
		p := datePoint{}
		p.First, p.Last, p.Anchor, p.Period = i, i+1, Published, d.published
		return p, a != nil
	}
	if p, ok := d.point(i); ok && !(a != nil && a.form == yearForm && p.form != yearForm && p.Period.IsZero()) {
		return p, true
	}
	if p, ok := d.shortFigures(i); ok {
		if a != nil && a.form == dayForm || a == nil {
			return p, true
		}
	}
	if a == nil {
		return d.yearFigure(i)
	}
	j := i
	if d.is(j, theWord) {
		j++
	}
	switch a.form {
	case dayForm:
		if n, next, ok := d.dayNumber(j); ok && n > a.d && !d.isCountAt(j, next) && (d.ends(next) || d.kind(next) == Number) {
			p := datePoint{form: dayForm, d: n}
			p.First, p.Last = i, next
			d.yearAndRest(&p)
			return p, true
		}
	case yearForm:
		n, width, ok := d.digits(j)
		switch {
		case ok && width == 4 && n > a.y && n <= 2100 && !d.isCountAt(j, j+1):
			return d.yearFigure(j)
		case ok && width == 2 && d.isDash(j-1) && d.joined(j) && n > a.y%100 && a.y >= 1800 && !d.isCountAt(j, j+1): // "2018-22"
			p := datePoint{form: yearForm, y: a.y - a.y%100 + n, exact: true}
			p.First, p.Last = j, j+1
			return d.calendar(p), true
		}
	case monthForm:
		if m, next, ok := d.monthName(j); ok { // "March" that would not stand alone
			p := datePoint{form: monthForm, m: m}
			p.First, p.Last = j, next
			d.yearAndRest(&p)
			return d.calendarOf(p), true
		}
	}
	return datePoint{}, false
}

// yearFigure reads a figure of four digits as a year where a range asks for one.
func (d *dateScan) yearFigure(i int) (datePoint, bool) {
	y, width, ok := d.digits(i)
	if !ok || width != 4 || y < 1900 || y > 2100 || d.isCountAt(i, i+1) || d.is(i+1, countedWord|unitWord) {
		return datePoint{}, false
	}
	p := datePoint{form: yearForm, y: y, exact: true}
	p.First, p.Last = i, i+1
	return d.calendar(p), true
}

// joinRange makes one period of two ends.
func (d *dateScan) joinRange(a, b datePoint) (PeriodMention, bool) {
	if b.Role != At || b.Anchor == Focus && b.Period.IsZero() || b.Impossible {
		return PeriodMention{}, false
	}
	if a.form == dayForm && a.m == 0 { // "3 to 12 of Sept"
		if b.form != dayForm || b.m == 0 {
			return PeriodMention{}, false
		}
		a.m, a.y = b.m, b.y
		if b.y == 0 {
			a.y = b.Period.Year()
		}
		a = d.calendar(a)
	}
	if b.form == dayForm && b.m == 0 { // "April 9th through 17th"
		if a.form != dayForm {
			return PeriodMention{}, false
		}
		b.m = a.m
		if b.y > 0 && a.y == 0 {
			a.y = b.y
			a = d.calendar(a)
		}
		b.y = a.Period.Year()
		b = d.calendar(b)
	}
	kind := func(p datePoint) bool { return p.form != otherForm && p.form != yearForm }
	switch {
	case kind(a) && kind(b) && a.y == 0 && !a.exact:
		y := b.Period.Year()
		a.y = y
		if a = d.calendar(a); a.Period.Compare(b.Period) > 0 {
			a.y--
			a = d.calendar(a)
		}
	case kind(a) && kind(b) && b.y == 0 && !b.exact && a.y > 0:
		b.y = a.y
		if b = d.calendar(b); b.Period.Compare(a.Period) < 0 {
			b.y++
			b = d.calendar(b)
		}
	case b.HasWeekday && b.Open && b.form == otherForm && b.Period.Before(a.Period): // "from next Monday to Friday"
		for b.Period.Before(a.Period) {
			b.Period = b.Period.Add(7)
		}
	}
	first, last := edge(a, true), edge(b, false)
	p := a.PeriodMention
	p.Period = period.Between(first, last)
	if p.Period.IsZero() || a.Period == b.Period {
		return PeriodMention{}, false
	}
	p.Rival = period.Period{}
	p.Last, p.Role, p.Part, p.Open = b.Last, FromTo, Whole, a.y == 0 && b.y == 0 && (a.Open || b.Open)
	p.Grain = max(a.Grain, b.Grain)
	if a.Anchor == Absolute {
		p.Anchor = b.Anchor
	}
	p.HasWeekday, p.Shift = false, 0
	return p, true
}

// edge returns where a range begins or ends, given "the middle of 2007" and the like.
func edge(p datePoint, begins bool) period.Period {
	if p.Part == Mid {
		return p.Period.First().Add(p.Period.Days() / 2)
	}
	if p.Part == Early && !begins {
		return p.Period.First()
	}
	return p.Period
}

// tense looks around the date at tokens [i, next) for words that tell whether it is still to come: 1, or
// over: -1; 0 when nothing tells. The nearest wins, and what promises wins over what reports.
func (d *dateScan) tense(i, next int) int {
	const reach = 12
	past, maybe := false, false // "next", "opens" promise less than "will"
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		if d.closes(j) {
			break
		}
		if d.is(j, futureWord) {
			return 1
		}
		past, maybe = past || d.isPastWord(j), maybe || d.is(j, maybeWord) && !(d.is(j, monthWord) && d.upper(j))
	}
	for j := next; j < len(d.tokens) && j < next+reach; j++ {
		if d.closes(j) {
			break
		}
		if d.is(j, futureWord) {
			if past {
				break
			}
			return 1
		}
		past, maybe = past || d.isPastWord(j), maybe || d.is(j, maybeWord) && !(d.is(j, monthWord) && d.upper(j))
	}
	switch {
	case past:
		return -1
	case maybe:
		return 1
	}
	return 0
}

// closes reports whether a clause surely ends at token j.
func (d *dateScan) closes(j int) bool {
	switch d.norm(j) {
	case ";", ":", "(", ")", "—", "?", "!":
		return true
	case ".":
		return !d.is(j-1, shortWord)
	}
	return false
}

func (d *dateScan) isPastWord(j int) bool {
	return d.is(j, pastWord) || d.words[j] == nil && d.kind(j) == Word && !d.upper(j) && d.hasPastSuffix(d.tokens[j].Norm)
}
