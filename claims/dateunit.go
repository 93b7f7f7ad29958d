package claims

import "github.com/onrecord/onrecord/facts/period"

// unitPoint reads what begins with a calendar unit: "year to date", "week 31 of 2018", "the year 2024",
// "year ended March", "the year before", "the week of April 10th", "year-end", "the year".
func (d *dateScan) unitPoint(i int, hasThe bool) (datePoint, bool) {
	w, j := d.word(i), i+1
	if w.class&pluralWord != 0 {
		return datePoint{}, false
	}
	p := datePoint{}
	p.First, p.Last, p.Grain = i, j, w.unit
	hyphen := d.isDash(j) && d.joined(j)
	if k := j; w.unitSize == 1 && w.class&weekendWord == 0 {
		if hyphen {
			k++
		}
		if d.word(k).role == roleTo {
			k++
			if d.isDash(k) {
				k++
			}
			if d.is(k, toDateWord) {
				p.Last, p.Anchor, p.Part = k+1, Published, ToDate
				p.Period = period.Between(d.published.Of(w.unit).First(), d.published)
				return p, true
			}
		}
	}
	if w.class&weekendWord != 0 {
		if d.is(i-2, prepWord) && hasThe {
			return d.weekend(p, noModifier)
		}
		return datePoint{}, false
	}
	if k := d.endMark(j); k > 0 && (w.unit == period.Year || w.unit == period.Month || w.unit == period.Quarter) {
		p.Last, p.Anchor, p.Part = k, Focus, End // "year-end", "month's end"
		return p, true
	}
	if hyphen {
		return datePoint{}, false
	}
	if hasThe || d.is(i-1, fiscalWord) || d.is(i-1, inWord) {
		if p, ok := d.endSpan(i, j, w, 1); ok {
			return p, true
		}
	}
	switch w.unit {
	case period.Year:
		if y, next, ok := d.yearNumber(j); ok && d.kind(j) == Number && !d.is(next, countedWord) {
			p.form, p.y, p.exact, p.Last = yearForm, y, true, next
			return d.calendar(p), true
		}
	case period.Week:
		if n, width, ok := d.digits(j); ok && width <= 2 {
			return d.weekNumber(p, n)
		}
	case period.Month, period.Quarter:
		if d.is(j, ofWord) {
			if q, ok := d.point(j + 1); ok && q.Period.Grain() == w.unit { // "the month of March"
				return q, true
			}
		}
	}
	that := d.word(j+1).modifier == modThat && d.ends(j+2)
	if hasThe && d.is(j, earlierWord|laterWord) && (that || d.ends(j+1)) && w.unitSize == 1 { // "the year before"
		p.Last, p.Anchor, p.Shift = j+1, Focus, -1
		if that {
			p.Last++ // "the year before that"
		}
		if d.is(j, laterWord) {
			p.Shift = 1
		}
		return p, true
	}
	if hasThe && d.ends(j) && d.norm(j) != "'s" && (d.is(i-2, inWord|strongWord) || d.is(i-2, prepWord) && !d.is(i-2, ofWord) || d.is(i-2, ofWord) && w.unit == period.Year) &&
		w.unit != period.Day && w.unit != period.Half && w.unit != period.Decade && !d.is(j, inWord|onWord|roleWord|ofWord) && w.unitSize == 1 {
		p.Anchor = Focus // "for the year", "in the quarter"
		return p, true
	}
	return datePoint{}, false
}

// endMark returns the token behind "-end" or "'s end" at i, 0 for none.
func (d *dateScan) endMark(i int) int {
	if d.isDash(i) || d.norm(i) == "'s" {
		i++
	}
	if w := d.word(i); w.class&partWord != 0 && w.part == End && !d.is(i+1, ofWord) {
		return i + 1
	}
	return 0
}

// weekNumber reads the year behind "week 31".
func (d *dateScan) weekNumber(p datePoint, n int) (datePoint, bool) {
	y := d.year
	p.Anchor, p.Open, p.Last = Published, true, p.Last+1
	if year, next, ok := d.container(p.Last); ok && year.Period.Grain() == period.Year {
		y, p.Last, p.Anchor, p.Open = year.Period.Year(), next, year.Anchor, false
	}
	p.Period = period.OfWeek(y, n)
	return p, !p.Period.IsZero()
}

// ordinalPoint reads what begins with an ordinal: "12th of February", "third quarter of 2024", "first
// nine months", "second Saturday of December", "21st century", "on the 18th". The article stands at first.
func (d *dateScan) ordinalPoint(i, first int) (datePoint, bool) {
	n, j, ok := d.ordinal(i)
	if !ok {
		return datePoint{}, false
	}
	hasThe := first < i
	if p, ok := d.dayOfMonth(i); ok && n > 0 {
		return p, true
	}
	p := datePoint{}
	p.First = first
	if hasThe && d.is(first-1, onWord) && d.kind(i) == Number && d.ends(j) {
		return d.loneDay(i)
	}
	k := j
	if d.isDash(k) && d.joined(k) {
		k++
	}
	if d.is(k, fiscalWord) {
		k++
	}
	count := 1
	if c, next, ok := d.cardinal(k); ok && c > 0 && !d.is(k, articleWord) && d.word(next).class&pluralWord != 0 {
		count, k = c, next
	}
	u := d.word(k)
	if d.is(k, andWord) && count == 1 && n > 0 {
		return d.firstOfTwo(p, n, j)
	}
	switch {
	case u.class&weekdayWord != 0 && u.class&shortWord == 0 && n <= 5 && d.is(k+1, ofWord|inWord):
		if whole, next, ok := d.container(k + 1); ok && (whole.Period.Grain() == period.Month || whole.Period.Grain() == period.Year || whole.Open) {
			return d.nthWeekday(p, n, u.weekday, whole, next)
		}
		return datePoint{}, false
	case u.class&unitWord == 0 || u.class&weekendWord != 0:
		return datePoint{}, false
	case u.unit == period.Year && u.unitSize == 100: // "the 19th century"
		if n < 2 || n > 30 || u.class&pluralWord != 0 {
			return datePoint{}, false
		}
		p.Last, p.Grain = k+1, period.Year
		p.Period = period.Between(period.OfYear(100*n-100), period.OfYear(100*n-1))
		return p, true
	case u.unitSize != 1:
		return datePoint{}, false
	}
	whole, next, bound := d.container(k + 1)
	if bound && whole.Period.Grain() >= u.unit && !whole.Period.IsZero() {
		bound = false
	}
	if bound {
		return d.nthUnit(p, u, n, count, whole, next)
	}
	// Without "of 2024": quarters and halves, and "the first nine months".
	if d.is(first-1, articleWord|recurringWord) || d.inARow(k+1) || d.is(k+1, ofWord) {
		return datePoint{}, false
	}
	switch {
	case count > 1 && u.unit == period.Month || u.unit == period.Quarter || u.unit == period.Half:
		open := datePoint{}
		open.Anchor, open.Open = Published, true
		return d.nthUnit(p, u, n, count, open, k+1)
	}
	return datePoint{}, false
}

// firstOfTwo reads "the first" of "the first and second quarters of 2024".
func (d *dateScan) firstOfTwo(p datePoint, n, and int) (datePoint, bool) {
	j := and + 1
	if d.is(j, theWord) {
		j++
	}
	_, k, ok := d.ordinal(j)
	u := d.word(k)
	if !ok || u.unit != period.Quarter && u.unit != period.Half {
		return datePoint{}, false
	}
	whole, _, ok := d.container(k + 1)
	if !ok {
		if u.class&pluralWord == 0 {
			return datePoint{}, false
		}
		whole.Anchor, whole.Open = Published, true
	}
	return d.nthUnit(p, u, n, 1, whole, and)
}

// inARow reports whether "in a row", "in succession" or "running" stands at i.
func (d *dateScan) inARow(i int) bool {
	return d.is(i, rowWord) || d.is(i, inWord) && (d.is(i+1, rowWord) || d.is(i+1, articleWord) && d.is(i+2, rowWord))
}

// container reads the longer period that a unit is part of: "of 2024", "in March", "last year", "of the
// year". Of "the year", Period is zero and Open is set.
func (d *dateScan) container(i int) (p datePoint, next int, ok bool) {
	j := i
	if d.norm(j) == "," {
		j++
	}
	preposition := d.is(j, ofWord|inWord)
	if preposition {
		j++
	}
	if preposition && d.is(j, theWord) && d.word(j+1).unit == period.Year && d.word(j+1).class&pluralWord == 0 && d.word(j+1).unitSize == 1 && d.ends(j+2) {
		if _, ok := d.endSpan(j, j+2, d.word(j+1), 1); ok {
			return p, i, false // "the first half of the year to March"
		}
		p.Anchor, p.Open = Published, true
		return p, j + 2, true
	}
	switch {
	case d.kind(j) == Number:
		y, next, isYear := d.yearNumber(j)
		if !isYear || d.isCountAt(j, next) || d.is(next, unitWord|countedWord) || j > i && !preposition && !d.follows(next) {
			break
		}
		if q, ok := d.yearPoint(j, j); ok {
			return q, q.Last, true
		}
		if preposition && y >= 1900 && y <= 2100 {
			p.form, p.y, p.exact = yearForm, y, true
			return d.calendar(p), next, true
		}
	case preposition || d.is(j, modifierWord|theWord|fiscalWord) && j == i || d.is(j, articleWord):
		q, ok := d.point(j)
		if !ok || q.Role != At || q.Part != Whole || q.Count > 0 || q.Period.Grain() == period.Day && q.Anchor != Focus {
			break
		}
		if q.Anchor == Focus && (q.Grain != period.Year || q.Same) {
			break
		}
		if !preposition && q.Grain != period.Year && q.Grain != period.Split {
			break
		}
		return q, q.Last, true
	}
	return p, i, false
}

// nthUnit finishes "the third quarter of 2024", "the first nine months of the year", "the last week of
// July": count units of u from the nth of whole, -1 counting from its end.
func (d *dateScan) nthUnit(p datePoint, u *dateEntry, n, count int, whole datePoint, next int) (datePoint, bool) {
	p.Last, p.Grain, p.Anchor = next, u.unit, whole.Anchor
	if count > 1 {
		p.Count = count
	}
	switch {
	case whole.Open && whole.Period.IsZero():
		unit := nthOf(period.OfYear(1), u.unit, n, count)
		if unit.IsZero() {
			return datePoint{}, false
		}
		if count == 1 && n > 0 && (u.unit == period.Quarter || u.unit == period.Half) {
			p.m, p.form = n, quarterForm
			if u.unit == period.Half {
				p.form = halfForm
			}
		}
		p.Period = d.openUnit(&p, unit)
		return p, true
	case whole.Anchor == Focus:
		p.Period, p.Shift = nthOf(period.OfYear(max(d.year, 1)), u.unit, n, count), whole.Shift
		return p, !p.Period.IsZero()
	}
	p.Period = nthOf(whole.Period, u.unit, n, count)
	p.Open = whole.Open
	if !whole.Rival.IsZero() {
		p.Rival = nthOf(whole.Rival, u.unit, n, count)
	}
	if count == 1 && n > 0 && whole.Period.Grain() == period.Year && (u.unit == period.Quarter || u.unit == period.Half) {
		p.form, p.y, p.m, p.exact = quarterForm, whole.Period.Year(), n, true
		if u.unit == period.Half {
			p.form = halfForm
		}
	}
	return p, !p.Period.IsZero()
}

// nthOf returns count units of grain g from the nth of whole on; -1 are the last ones.
func nthOf(whole period.Period, g period.Grain, n, count int) period.Period {
	unit := firstUnit(whole, g)
	if n < 0 {
		unit = firstUnit(whole.Last().Add(1).Of(g), g)
		if g == period.Week {
			unit = firstUnit(period.Between(whole.Last().Add(1), whole.Last().Add(31)), g)
		}
		unit = unit.Add(-count)
	} else {
		unit = unit.Add(n - 1)
	}
	run := period.Between(unit, unit.Add(count-1))
	if g == period.Half && whole.Grain() == period.Month || run.IsZero() || !whole.Overlaps(run) || g != period.Week && !whole.Contains(run) {
		return period.Period{}
	}
	return run
}

// firstUnit returns the first unit of whole; a week belongs to the period that holds its Thursday.
func firstUnit(whole period.Period, g period.Grain) period.Period {
	if g == period.Week {
		return whole.First().Add(3).Of(period.Week)
	}
	return whole.First().Of(g)
}

// nthWeekday finishes "the second Saturday of December".
func (d *dateScan) nthWeekday(p datePoint, n int, weekday int8, whole datePoint, next int) (datePoint, bool) {
	if whole.Period.IsZero() && whole.Open {
		whole.Period = d.openUnit(&whole, period.OfYear(1)) // "the last Friday of the year"
	}
	find := func(month period.Period) period.Period {
		first := month.First()
		day := first.Add((int(weekdayOf(weekday)) - int(first.Weekday()) + 7) % 7)
		if n > 0 {
			day = day.Add(7 * (n - 1))
		} else {
			for month.Contains(day.Add(7)) {
				day = day.Add(7)
			}
		}
		if !month.Contains(day) {
			return period.Period{}
		}
		return day
	}
	p.Last, p.Grain, p.Anchor, p.Open = next, period.Day, whole.Anchor, whole.Open
	p.Period = find(whole.Period)
	if !whole.Rival.IsZero() {
		p.Rival = find(whole.Rival)
	}
	return p, !p.Period.IsZero()
}
