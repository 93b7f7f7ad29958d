package claims

import "github.com/onrecord/onrecord/facts/period"

// weekdayPoint reads what begins with a weekday: "Tuesday", "Wednesday, Nov. 25, 2025", "Tuesday 4
// March", "Monday of the following week", "Wednesday the thirty-first".
func (d *dateScan) weekdayPoint(i int) (datePoint, bool) {
	w, j := d.word(i), i+1
	short := w.class&shortWord != 0
	if short {
		j = d.stop(j)
	}
	k := d.skip(j, ",")
	if d.is(k, theWord) {
		k++
	}
	if p, ok := d.dateBehindWeekday(i, k, w.weekday); ok {
		return p, true
	}
	if d.is(j, titleWord) && d.upper(j) || d.is(i-1, labelWord) && d.upper(i-1) || d.recurring(i) || w.class&commonWord != 0 && !d.upper(i) {
		return datePoint{}, false
	}
	before := d.is(i-1, prepWord|roleWord|strongWord|modifierWord|onWord|andWord|partWord)
	if short && !before && j == i+1 && !(d.upper(i) && len(d.tokens) == 1) {
		return datePoint{}, false
	}
	p := datePoint{}
	p.First, p.Last, p.Anchor, p.Grain = i, j, Published, period.Day
	p.Weekday, p.HasWeekday = weekdayOf(w.weekday), true
	// "tuesday of next week", "Monday last week"
	k = j
	if d.is(k, ofWord) {
		k++
	}
	if d.is(k, modifierWord|theWord) {
		if week, ok := d.point(k); ok && week.Grain == period.Week && week.Role == At && week.Count == 0 {
			p.Last, p.Anchor, p.Shift = week.Last, week.Anchor, week.Shift
			unit := week.Period
			if week.Anchor == Focus {
				unit = d.published.Of(period.Week).Add(week.Shift)
				p.Anchor, p.Open = Published, true
			}
			p.Period = unit.First().Add(int(w.weekday) - 1)
			return p, true
		}
	}
	p.Open = true
	past, next := d.nearest(w.weekday)
	p.Period, p.Rival = past, next
	if d.tense(i, j) > 0 {
		p.Period, p.Rival = next, past
	}
	if past == next {
		p.Rival = period.Period{}
	}
	return p, true
}

// dateBehindWeekday reads the date that a weekday announces at k.
func (d *dateScan) dateBehindWeekday(i, k int, weekday int8) (datePoint, bool) {
	var p datePoint
	ok := false
	switch {
	case d.is(k, monthWord):
		p, ok = d.monthPoint(k)
		ok = ok && p.form == dayForm
	case d.kind(k) == Number:
		_, width, plain := d.digits(k)
		switch {
		case width == 4 && plain || d.separated(k):
			if p, ok = d.figureDate(k); !ok && width <= 2 {
				p, ok = d.shortFigures(k)
			}
		case plain:
			if p, ok = d.dayOfMonth(k); !ok {
				p, ok = d.dayOfWeekday(k, weekday)
			}
		}
	case d.is(k, ordinalWord|tenWord|cardinalWord) && !d.is(k, articleWord):
		if p, ok = d.dayOfMonth(k); !ok && d.is(k-1, theWord) {
			p, ok = d.dayOfWeekday(k, weekday)
		}
	case d.is(k, cardinalWord|articleWord):
	}
	if !ok {
		return datePoint{}, false
	}
	p.First, p.Weekday, p.HasWeekday = i, weekdayOf(weekday), true
	if p.Open && p.form == dayForm && p.m > 0 && p.y == 0 && p.Rival.IsZero() == false {
		p = d.calendarOf(p) // now that the weekday can choose the year
	}
	return p, true
}

// dayOfWeekday reads "Mon 13th", "Sunday 31": the latest month whose 13th is a Monday, or the next.
func (d *dateScan) dayOfWeekday(k int, weekday int8) (datePoint, bool) {
	n, next, ok := d.dayNumber(k)
	if !ok || !d.ends(next) || d.is(next, ofWord) {
		return datePoint{}, false
	}
	p := datePoint{form: dayForm, d: n}
	p.First, p.Last, p.Grain, p.Anchor, p.Open = k, next, period.Day, Published, true
	find := func(step int) period.Period {
		month := d.published.Of(period.Month)
		for range 30 {
			y, m, _ := month.YMD()
			day := period.Date(y, m, n)
			if !day.IsZero() && day.Weekday() == weekdayOf(weekday) && (step < 0 && !day.After(d.published) || step > 0 && !day.Before(d.published)) {
				return day
			}
			month = month.Add(step)
		}
		return period.Period{}
	}
	past, future := find(-1), find(1)
	p.Period, p.Rival = past, future
	// A day of the month that is near needs no month: of two, the nearer is meant.
	if d.tense(k, next) > 0 || d.tense(k, next) == 0 && period.Between(d.published, future).Days() < period.Between(past, d.published).Days() {
		p.Period, p.Rival = future, past
	}
	_, p.m, _ = p.Period.YMD()
	p.exact = true
	return p, !p.Period.IsZero()
}

// nearest returns the latest day of that name not after publication, and the first not before it.
func (d *dateScan) nearest(weekday int8) (past, next period.Period) {
	if d.published.IsZero() {
		return
	}
	ahead := (int(weekdayOf(weekday)) - int(d.published.Weekday()) + 7) % 7
	next = d.published.Add(ahead)
	if ahead == 0 {
		return next, next
	}
	return next.Add(-7), next
}

// modifiedWeekday reads "last Thursday", "next Friday", "this Monday".
func (d *dateScan) modifiedWeekday(mod dateModifier, i, j int) (datePoint, bool) {
	w := d.word(j)
	if w.class&commonWord != 0 && !d.upper(j) {
		return datePoint{}, false
	}
	p, ok := d.dateBehindWeekday(i, j+1, w.weekday)
	if !ok {
		p.First, p.Last, p.Anchor, p.Grain = i, j+1, Published, period.Day
		p.Weekday, p.HasWeekday = weekdayOf(w.weekday), true
		if w.class&shortWord != 0 {
			p.Last = d.stop(p.Last)
		}
	} else if mod != modThis && mod != modNext {
		return p, true
	}
	past, next := d.nearest(w.weekday)
	day := d.published.Of(period.Week).First().Add(int(w.weekday) - 1) // in the week of publication
	switch mod {
	case modLast, modPast:
		p.Period = past
		if past == d.published {
			p.Period = past.Add(-7)
		}
	case modPrevious:
		p.Period = day.Add(-7)
	case modNext: // of next week, as most say it; the coming one is the rival
		if ok && p.m > 0 {
			if p.Period.Before(d.published) {
				p.Period, p.Rival = p.Rival, p.Period
			}
			return p, true
		}
		p.Period, p.Rival = day.Add(7), next
		if p.Rival == p.Period || next == d.published {
			p.Rival = period.Period{}
		}
	case modComing:
		p.Period = next
		if next == d.published {
			p.Period = next.Add(7)
		}
	case modFollowing:
		p.Period, p.Open = next, true
	case modThis:
		if ok {
			return p, true
		}
		p.Period, p.Rival = day, past
		if past == day {
			p.Rival = next
		}
	default:
		return datePoint{}, false
	}
	return p, true
}

// weekend resolves "last weekend", "at the weekend".
func (d *dateScan) weekend(p datePoint, mod dateModifier) (datePoint, bool) {
	p.Anchor, p.Grain = Published, period.Day
	past, _ := d.nearest(6)
	if d.published.Weekday() == 0 {
		past = d.published.Add(-1)
	}
	saturday := d.published.Of(period.Week).First().Add(5)
	switch mod {
	case noModifier:
		p.Open = true
		if d.tense(p.First, p.Last) > 0 {
			past = saturday
		}
	case modLast, modPast:
		if past.Add(1) == d.published || past == d.published {
			past = past.Add(-7)
		}
	case modThis:
		past = saturday
	case modNext, modComing:
		past = saturday.Add(7)
	default:
		return datePoint{}, false
	}
	p.Period = period.Between(past, past.Add(1))
	return p, !p.Period.IsZero()
}
