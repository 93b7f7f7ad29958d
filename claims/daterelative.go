package claims

import "github.com/onrecord/onrecord/facts/period"

// modified reads what begins with a modifier: "last year", "the past five years", "next Friday", "that
// month", "the same period of 2023", "last time".
func (d *dateScan) modified(i int, hasThe bool) (datePoint, bool) {
	mod, j := d.word(i).modifier, i+1
	if next := d.word(j); mod == modThis && (next.modifier == modPast || next.modifier == modNext || next.modifier == modComing) {
		mod, j = next.modifier, j+1 // "this past week", "this upcoming Friday"
	}
	if mod == modLast || mod == modPast {
		for d.is(j, wholeWord) {
			j++ // "the last full year"
		}
	}
	p := datePoint{}
	p.First, p.Last = i, j+1
	w := d.word(j)
	switch {
	case mod == modSame || mod == modEquivalent:
		return d.same(i, j)
	case w.class&timeWord != 0 && mod == modLast && !hasThe && !d.is(j+1, unitWord|modifierWord|roleWord):
		p.Anchor, p.Shift = Focus, -1
		return p, true
	case w.class&timeWord != 0 && mod == modThis && d.is(j+1, modifierWord): // "this time last year"
		if year, ok := d.relativeYear(j + 1); ok && year.Anchor == Published {
			p.Last, p.Anchor, p.Shift, p.Same, p.Grain = year.Last, Published, year.Period.Year()-d.year, true, period.Year
			p.Period = shifted(d.published, period.Year, p.Shift)
			return p, true
		}
	case w.class&stretchWord != 0 && mod == modPrevious:
		p.Anchor, p.Shift = Focus, -1
		return p, true
	case w.class&stretchWord != 0 && mod == modThat && !hasThe:
		p.Anchor = Focus
		return p, !d.is(j, timeWord)
	case w.class&monthWord != 0:
		return d.modifiedMonth(mod, i, j)
	case w.class&weekdayWord != 0:
		if whole, next, ok := d.container(j + 1); ok && mod == modLast && hasThe && d.is(j+1, ofWord|inWord) {
			return d.nthWeekday(p, -1, w.weekday, whole, next)
		}
		return d.modifiedWeekday(mod, i, j)
	case w.class&seasonWord != 0:
		return d.modifiedSeason(mod, i, j)
	case w.class&unitWord != 0 && w.class&pluralWord == 0:
		return d.modifiedUnit(mod, i, j, hasThe)
	case d.kind(j) == Number && (mod == modNext || mod == modThis):
		if p, ok := d.shortFigures(j); ok && !p.exact {
			p.First, p.exact, p.y, p.Open = i, true, d.year, false
			if mod == modNext {
				p.y++
			}
			return d.calendar(p), true
		}
	}
	if mod == modThis && d.is(j, ordinalWord) {
		return datePoint{}, false
	}
	n, k, ok := d.cardinal(j)
	if !ok && w.class&pluralWord != 0 {
		n, k, ok = 0, j, mod == modRecent
	}
	if !ok || d.is(j, articleWord) {
		return datePoint{}, false
	}
	if mod == modLast && !hasThe && i > 0 && d.kind(i-1) == Word && !d.is(i-1, prepWord|strongWord|roleWord|modifierWord) {
		return datePoint{}, false // "should it last 12 months"
	}
	if d.is(k, wholeWord) || d.is(k, fiscalWord) {
		k++
	}
	u := d.word(k)
	if u.class&unitWord == 0 || u.class&pluralWord == 0 && n != 1 {
		return datePoint{}, false
	}
	p.Last = k + 1
	if mod == modLast && hasThe {
		if whole, next, ok := d.container(k + 1); ok && n > 0 {
			return d.nthUnit(p, u, -1, n, whole, next)
		}
	}
	return d.counted(p, mod, u, n)
}

// counted finishes "the past five years": n units of u beside publication or the focus.
func (d *dateScan) counted(p datePoint, mod dateModifier, u *dateEntry, n int) (datePoint, bool) {
	p.Grain, p.Count = u.unit, n*int(u.unitSize)
	switch mod {
	case modLast, modPast, modRecent, modLatest, modPrevious:
		p.Role, p.Anchor, p.Prior = Past, Published, mod == modPrevious
	case modNext, modComing, modFollowing:
		p.Role, p.Anchor = Next, Published
	case modThat, modThis:
		p.Anchor = Focus
		return p, n > 0
	default:
		return datePoint{}, false
	}
	if p.Count == 0 {
		return p, true
	}
	if u.unit == period.Quarter || u.unit == period.Half || u.unit == period.Split { // these end with the calendar's
		first := d.published.Of(u.unit)
		if p.Role == Past {
			if u.unit == period.Split {
				first = first.Add(1)
			}
			p.Period = period.Between(first.Add(-p.Count), first.Add(-1))
		} else {
			p.Period = period.Between(first.Add(1), first.Add(p.Count))
		}
		return p, true
	}
	if p.Role == Past {
		p.Period = period.Between(shifted(d.published, u.unit, -p.Count), d.published.Add(-1))
	} else {
		p.Period = period.Between(d.published.Add(1), shifted(d.published, u.unit, p.Count))
	}
	return p, true
}

// modifiedUnit reads "last year", "the past decade", "that month", "this week", "the latest quarter".
func (d *dateScan) modifiedUnit(mod dateModifier, i, j int, hasThe bool) (datePoint, bool) {
	w := d.word(j)
	if d.isDash(j+1) && d.joined(j+1) {
		return datePoint{}, false // "that year-on-year"
	}
	p := datePoint{}
	p.First, p.Last, p.Grain = i, j+1, w.unit
	unit := d.published.Of(w.unit)
	if w.class&weekendWord != 0 {
		return d.weekend(p, mod)
	}
	if mod == modLast && (hasThe || w.unit == period.Week || w.unit == period.Quarter || w.unit == period.Day) {
		if whole, next, ok := d.container(j + 1); ok { // "the last week of July"
			return d.nthUnit(p, w, -1, 1, whole, next)
		}
	}
	if w.unitSize != 1 || w.unit == period.Day && (mod == modLast || mod == modPast || mod == modThis) {
		return datePoint{}, false
	}
	p.Anchor = Published
	switch mod {
	case modPast:
		return d.counted(p, modPast, w, 1)
	case modComing:
		return d.counted(p, modNext, w, 1)
	case modLast:
		if hasThe && d.is(i-2, prepWord|inWord|strongWord) && w.unit != period.Quarter { // "over the last year"
			return d.counted(p, modPast, w, 1)
		}
		if w.unit == period.Decade {
			return d.counted(p, modPast, w, 1)
		}
		p.Period = unit.Add(-1)
	case modLatest:
		p.Period, p.Open = unit.Add(-1), true
	case modNext:
		if hasThe && w.unit == period.Day {
			p.Anchor, p.Shift = Focus, 1
			return p, true
		}
		p.Period = unit.Add(1)
	case modThis:
		if next, ok := d.toDate(j + 1); ok {
			p.Last, p.Part = next, ToDate
			p.Period = period.Between(unit.First(), d.published)
			return p, true
		}
		p.Period = unit
	case modPrevious:
		p.Anchor, p.Shift = Focus, -1
	case modFollowing:
		p.Anchor, p.Shift = Focus, 1
	case modThat:
		p.Anchor = Focus
	default:
		return datePoint{}, false
	}
	if (w.unit == period.Week || w.unit == period.Month) && d.is(j+1, weekdayWord) && d.is(j+1, shortWord) || w.unit == period.Week && d.is(j+1, weekdayWord) {
		day := p.Period.First().Add(int(d.word(j+1).weekday) - 1) // "next week Monday"
		p.Period, p.Grain, p.Last = day, period.Day, j+2
		p.Weekday, p.HasWeekday = weekdayOf(d.word(j+1).weekday), true
	}
	if p.Period.Grain() == period.Year {
		p.form, p.y, p.exact = yearForm, p.Period.Year(), true
	}
	return p, true
}

// toDate reads "so far" or "to date" at i.
func (d *dateScan) toDate(i int) (next int, ok bool) {
	return i + 2, d.is(i, soWord) && d.is(i+1, farWord) || d.word(i).role == roleTo && d.is(i+1, toDateWord)
}

// soFar reads "so far this year", "so far in 2025".
func (d *dateScan) soFar(i int) (datePoint, bool) {
	if !d.is(i+1, farWord) {
		return datePoint{}, false
	}
	j := i + 2
	if d.is(j, inWord) {
		j++
	}
	p, ok := d.point(j)
	if !ok || p.Role != At || p.Anchor == Focus || p.Part != Whole || !p.Period.Contains(d.published) {
		return datePoint{}, false
	}
	p.Part, p.Period, p.form = ToDate, period.Between(p.Period.First(), d.published), otherForm
	return p, true
}

// modifiedMonth reads "last September": the September of the calendar year before, as the one of this
// year would be "September"; the latest is the rival. "This September", "next March".
func (d *dateScan) modifiedMonth(mod dateModifier, i, j int) (datePoint, bool) {
	m, next, ok := d.monthName(j)
	if !ok || d.is(j, commonWord|firstNameWord) && !d.upper(j) && d.is(j, commonWord) {
		return datePoint{}, false
	}
	p := datePoint{form: monthForm, m: m}
	p.First, p.Last, p.Anchor, p.Grain = i, next, Published, period.Month
	running := period.OfMonth(d.year, m)
	switch mod {
	case modPrevious: // "the previous December": the one before what the text speaks of
		p.Period, p.Anchor, p.Shift, p.Same = running.AddYears(-1), Focus, -1, true
		return p, true
	case modLast, modPast:
		p.Period = running.AddYears(-1)
		if m < d.month {
			p.Rival, p.Open = running, true
		}
	case modNext, modComing:
		p.Period = running
		if !running.After(d.published) {
			p.Period = running.AddYears(1)
		}
	case modThis:
		p.Period = running
	case modThat: // "that July": of the year in focus
		p.Period, p.Anchor = running, Focus
		return p, true
	default:
		return datePoint{}, false
	}
	p.y, p.exact = p.Period.Year(), true
	if n, next, ok := d.dayNumber(next); ok && !d.isCountAt(p.Last, next) { // "last March 3"
		p.form, p.d, p.Last, p.Period, p.Rival = dayForm, n, next, period.Date(p.y, m, n), period.Period{}
		p.Grain, p.Impossible = period.Day, n > daysOf(p.y, m)
	}
	return p, true
}

// modifiedSeason reads "last summer": the latest that is over; "this summer": this year's.
func (d *dateScan) modifiedSeason(mod dateModifier, i, j int) (datePoint, bool) {
	p := datePoint{}
	p.First, p.Last, p.Anchor, p.Grain = i, j+1, Published, period.Quarter
	season := seasonOf(d.year, int(d.word(j).number))
	if d.kind(j+1) == Word && d.upper(j+1) {
		return datePoint{}, false // "the next summer Games"
	}
	switch mod {
	case modThat:
		p.Anchor = Focus
	case modLast, modPast:
		for !season.IsZero() && !season.Before(d.published) {
			season = season.AddYears(-1)
		}
		p.Rival = season.AddYears(-1)
	case modNext, modComing:
		if !season.After(d.published) {
			season = season.AddYears(1)
		}
	case modThis:
		if previous := season.AddYears(-1); previous.Contains(d.published) {
			season = previous // a winter that began last year
		}
	default:
		return datePoint{}, false
	}
	p.Period = season
	return p, true
}

// seasonOf returns the season that begins with the month of the year.
func seasonOf(y, month int) period.Period {
	return period.Between(period.OfMonth(y, month), period.OfMonth(y, month).Add(2))
}

// seasonPoint reads "the summer of 2024", "spring 2023", "winter 2023/24", and "in the summer".
func (d *dateScan) seasonPoint(i int, hasThe bool) (datePoint, bool) {
	month := int(d.word(i).number)
	p := datePoint{}
	p.First, p.Last, p.Grain = i, i+1, period.Quarter
	if year, next, ok := d.container(i + 1); ok && (year.Period.Grain() == period.Year || year.Period.Grain() == period.Split) {
		if d.is(i+1, ofWord|inWord) || d.kind(i+1) == Number || d.is(i+1, modifierWord) && (!d.is(i, commonWord) || hasThe || d.is(i-1, inWord)) {
			p.Last, p.Anchor = next, year.Anchor
			p.Period = seasonOf(year.Period.Year(), month)
			if year.Period.Grain() == period.Split && month < 9 {
				p.Period = p.Period.AddYears(1)
			}
			return p, true
		}
	}
	if d.is(i, commonWord) && (!hasThe || !d.ends(i+1)) || d.recurring(i) {
		return datePoint{}, false
	}
	before := i - 1
	if hasThe {
		before--
	}
	if !d.is(before, inWord|roleWord|strongWord|partWord) && !(d.is(before, prepWord) && !d.is(before, ofWord)) || !d.follows(i+1) && d.words[min(i+1, len(d.words)-1)] == nil {
		return datePoint{}, false
	}
	p.Anchor, p.Open = Published, true
	p.Period = seasonOf(d.year, month)
	if d.tense(p.First, p.Last) > 0 {
		if p.Period.Before(d.published) {
			p.Period = p.Period.AddYears(1)
		}
	} else if p.Period.After(d.published) {
		p.Period = p.Period.AddYears(-1)
	}
	return p, true
}

// same reads "the same month of 2023", "the same three months of 2023", "the equivalent period", "the
// same month a year earlier": the focus moved by the text that follows, j being the word after "same".
func (d *dateScan) same(i, j int) (datePoint, bool) {
	p := datePoint{}
	p.First, p.Anchor, p.Same = i, Focus, true
	w := d.word(j)
	if n, next, ok := d.cardinal(j); ok && d.word(next).class&unitWord != 0 {
		p.Count, w, j = n, d.word(next), next // "the same three months"
		j = next
	} else if n, next, ok := d.ordinal(j); ok && d.word(next).class&unitWord != 0 && n > 0 {
		w, j = d.word(next), next // "the same third quarter"
	}
	switch {
	case w.class&unitWord != 0:
		p.Grain = w.unit
		if p.Count > 0 {
			p.Grain = period.None // three months are no calendar unit
		}
	case w.class&stretchWord == 0:
		return datePoint{}, false
	}
	p.Last = j + 1
	k := j + 1
	if d.is(k, ofWord|inWord) {
		k++
	}
	if y, ok := d.point(k); ok && y.Role == At && y.Part == Whole {
		switch {
		case y.Anchor == Focus && y.Same && y.Shift != 0: // "a year earlier"
			p.Last, p.Shift, p.Grain, p.Count = y.Last, y.Shift, y.Grain, 0
			return p, true
		case y.Anchor == Focus && y.Period.IsZero() && y.Grain == period.Year: // "the previous year"
			p.Last, p.Shift, p.Grain, p.Count = y.Last, y.Shift, period.Year, 0
			return p, true
		case y.Anchor != Focus && (y.Period.Grain() == period.Year || y.Period.Grain() == period.Month):
			p.Last, p.Into, p.Same = y.Last, y.Period, false
			p.Count = 0
			return p, true
		case y.Anchor == Published && y.Grain == period.Year && y.Shift < 0: // "the same period a year ago"
			p.Last, p.Shift, p.Grain, p.Count = y.Last, y.Shift, period.Year, 0
			return p, true
		}
	}
	if w.class&timeWord != 0 && p.Last == j+1 {
		return datePoint{}, false // "at the same time"
	}
	if d.word(i).modifier == modEquivalent && p.Count == 0 { // "the equivalent period": of the year before
		p.Shift, p.Grain = -1, period.Year
	}
	p.Same = p.Shift != 0
	return p, true
}

// nearDay reads "today", "yesterday".
func (d *dateScan) nearDay(i int) (datePoint, bool) {
	p := datePoint{}
	p.First, p.Last, p.Anchor, p.Grain = i, i+1, Published, period.Day
	p.Period = d.published.Add(int(d.word(i).day))
	return p, true
}
