package claims

import "github.com/onrecord/onrecord/facts/period"

// point reads one date or period that begins at token i, with its article.
func (d *dateScan) point(i int) (datePoint, bool) {
	j := i
	if d.is(i, theWord) {
		j++
	}
	p, ok := d.afterArticle(j, i)
	if ok {
		p.First = i
	}
	return p, ok
}

// afterArticle reads a point at i; first is where its article stands, i when it has none.
func (d *dateScan) afterArticle(i, first int) (datePoint, bool) {
	hasThe := first < i
	if d.kind(i) == Number {
		return d.numberPoint(i, first)
	}
	w := d.word(i)
	switch c := w.class; {
	case c&monthWord != 0 && !hasThe:
		return d.monthPoint(i)
	case c&monthWord != 0:
		if p, ok := d.monthUnit(i); ok {
			return p, true
		}
		return d.monthPoint(i)
	case c&weekdayWord != 0:
		return d.weekdayPoint(i)
	case c&modifierWord != 0:
		return d.modified(i, hasThe)
	case c&partWord != 0:
		if p, ok := d.partPoint(i); ok {
			return p, true
		}
	case c&seasonWord != 0:
		return d.seasonPoint(i, hasThe)
	case c&dayWord != 0:
		return d.nearDay(i)
	case c&nowWord != 0:
		return datePoint{}, false // only as the end of a range
	case c&fiscalWord != 0:
		return d.fiscalPoint(i)
	case c&decadeWord != 0:
		return d.decadeWord(i, hasThe)
	case c&soWord != 0:
		return d.soFar(i)
	case c&wholeWord != 0:
		return d.wholePoint(i, hasThe)
	case c&unitWord != 0:
		return d.unitPoint(i, hasThe)
	case w == &noDateWord:
		if d.norm(i) == "'" || d.norm(i) == "‘" || d.norm(i) == "’" {
			return d.shortDecade(i)
		}
		return d.lettered(i)
	}
	if w.class&(ordinalWord|tenWord) != 0 {
		if p, ok := d.ordinalPoint(i, first); ok {
			return p, true
		}
	}
	if w.class&(cardinalWord|tenWord|vagueWord) != 0 {
		if p, ok := d.dayOfMonth(i); ok && w.class&articleWord == 0 {
			return p, true
		}
		return d.countPoint(i, hasThe)
	}
	return datePoint{}, false
}

// calendar finishes a date of year, month and day as they were written.
func (d *dateScan) calendar(p datePoint) datePoint {
	p.Grain = period.Month
	switch p.form {
	case yearForm:
		p.Grain = period.Year
		p.Period = period.OfYear(p.y)
	case monthForm:
		if p.y > 0 {
			p.Period = period.OfMonth(p.y, p.m)
		} else {
			d.openMonth(&p)
		}
	case dayForm:
		p.Grain = period.Day
		switch {
		case p.m == 0:
		case p.d > daysOf(p.y, p.m):
			p.Impossible = true
		case p.y > 0:
			p.Period = period.Date(p.y, p.m, p.d)
		default:
			d.openDay(&p)
		}
	case quarterForm:
		p.Grain = period.Quarter
		p.Period = d.openUnit(&p, period.OfQuarter(max(p.y, 1), p.m))
	case halfForm:
		p.Grain = period.Half
		p.Period = d.openUnit(&p, period.OfHalf(max(p.y, 1), p.m))
	}
	return p
}

// daysOf returns the days of month m, of a leap year when the year is open.
func daysOf(y, m int) int {
	if y == 0 {
		y = 2000
	}
	return period.OfMonth(y, m).Days()
}

// openMonth resolves a month without its year: the latest that has begun, or with a word for the
// future the next. In the first days of a month its name still means last year's: "in January" on
// 2 January is rarely the month that has just begun.
func (d *dateScan) openMonth(p *datePoint) {
	p.Open, p.Anchor = true, Published
	running := period.OfMonth(d.year, p.m)
	switch {
	case d.tense(p.First, p.Last) > 0:
		p.Period = running
		if running.Before(d.published) {
			p.Period = running.AddYears(1)
		}
		p.Rival = p.Period.AddYears(-1)
	case p.m > d.month:
		p.Period = running.AddYears(-1)
		p.Rival = running
	case p.m == d.month && d.day < 10:
		p.Period, p.Rival = running.AddYears(-1), running
	default:
		p.Period = running
		p.Rival = running.AddYears(-1)
	}
}

// openUnit resolves a quarter or a half whose year was not written: the latest that is over or nearly
// so, or with a word for the future the first that is not over.
func (d *dateScan) openUnit(p *datePoint, unit period.Period) period.Period {
	if p.y > 0 || d.published.IsZero() {
		if p.y == 0 {
			return period.Period{}
		}
		return unit
	}
	p.Open, p.Anchor = true, Published
	unit = unit.AddYears(d.year - 1)
	future := d.tense(p.First, p.Last) > 0
	passed := period.Between(unit, d.published).Days() * 3 // of a running unit
	switch {
	case future && unit.Before(d.published):
		p.Rival = unit
		return unit.AddYears(1)
	case !future && (unit.After(d.published) || unit.Contains(d.published) && passed < 2*unit.Days()):
		p.Rival = unit
		return unit.AddYears(-1)
	}
	p.Rival = unit.AddYears(-1)
	return unit
}

// openDay resolves a day without its year: the one on the written weekday, else by the tense of the
// words near, else the past one unless the next is close.
func (d *dateScan) openDay(p *datePoint) {
	p.Open, p.Anchor = true, Published
	if d.published.IsZero() {
		return
	}
	var past, next period.Period
	for y := d.year; past.IsZero() && y > d.year-9; y-- {
		if day := period.Date(y, p.m, p.d); !day.After(d.published) {
			past = day
		}
	}
	for y := d.year; next.IsZero() && y < d.year+9; y++ {
		if day := period.Date(y, p.m, p.d); !day.Before(d.published) {
			next = day
		}
	}
	future := false
	switch tense := d.tense(p.First, p.Last); {
	case p.HasWeekday && (past.Weekday() == p.Weekday) != (next.Weekday() == p.Weekday):
		future = next.Weekday() == p.Weekday
	case tense != 0:
		future = tense > 0
	default:
		future = period.Between(d.published, next).Days() < 45 && period.Between(past, d.published).Days() > 180
	}
	p.Period, p.Rival = past, next
	if future {
		p.Period, p.Rival = next, past
	}
	if p.Period == p.Rival {
		p.Rival = period.Period{}
	}
}
