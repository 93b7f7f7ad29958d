package claims

import "github.com/onrecord/onrecord/facts/period"

// countPoint reads what begins with a number of units: "six years ago", "a year earlier", "5 past
// years", "12 months to June", "3 days after January 12th", "a five-year high", "a decade on".
func (d *dateScan) countPoint(i int, hasThe bool) (datePoint, bool) {
	n, j, ok := d.cardinal(i)
	if !ok {
		return datePoint{}, false
	}
	p := datePoint{}
	p.First = i
	if mod := d.word(j); mod.class&modifierWord != 0 && !d.is(i, articleWord) && mod.modifier != modThis && mod.modifier != modThat && mod.modifier != modSame {
		if u := d.word(j + 1); u.class&unitWord != 0 && u.class&pluralWord != 0 {
			p.Last = j + 2
			return d.counted(p, mod.modifier, u, n)
		}
	}
	hyphen := d.isDash(j) && d.joined(j)
	if hyphen {
		j++
	}
	u := d.word(j)
	if u.class&unitWord == 0 || u.class&weekendWord != 0 {
		return datePoint{}, false
	}
	j++
	if d.is(j, extremeWord) && (hyphen || u.class&pluralWord == 0) && n > 0 && (hyphen || n > 1) {
		p.Last = j
		p.Grain, p.Count, p.Role, p.Anchor = u.unit, n*int(u.unitSize), Past, Published
		p.Period = period.Between(shifted(d.published, u.unit, -p.Count), d.published.Add(-1))
		return p, true
	}
	if hyphen || d.is(i, articleWord) && u.class&pluralWord != 0 && n == 1 {
		return datePoint{}, false
	}
	if p, ok := d.endSpan(i, j, u, n); ok {
		return p, true
	}
	if hasThe && d.is(j, ofWord) {
		return datePoint{}, false
	}
	days := 0
	if d.is(j, plusWord) { // "two weeks and two days ago"
		if n2, k, ok := d.cardinal(j + 1); ok && d.word(k).unit > u.unit && d.is(k+1, agoWord|earlierWord|laterWord|roleWord) {
			if v := d.word(k); v.unit == period.Day {
				days, j = n2, k+1
			} else if v.unit == period.Week {
				days, j = 7*n2, k+1
			}
		}
	}
	p.Grain, p.Last, p.Shift = u.unit, j+1, n*int(u.unitSize)
	w := d.word(j)
	switch {
	case n == 0 && w.class&(agoWord|earlierWord|laterWord) != 0 && w.class&roleWord == 0:
		p.Period, p.Anchor = period.Period{}, Published // "a few years ago": nobody knows
		if w.class&agoWord == 0 {
			p.Anchor, p.Same = Focus, true
		}
		return p, false
	case w.class&agoWord != 0:
		return d.fromDay(p, d.published, -p.Shift, -days)
	case w.role == roleFrom || w.role == roleAfter || w.role == roleBefore:
		sign := 1
		if w.role == roleBefore {
			sign = -1
		}
		if d.is(j+1, nowWord) {
			p.Last++
			return d.fromDay(p, d.published, sign*p.Shift, sign*days)
		}
		if base, ok := d.point(j + 1); ok && base.Role == At && base.Anchor != Focus && base.Period.Grain() == period.Day {
			p.Last = base.Last
			q, ok := d.fromDay(p, base.Period, sign*p.Shift, sign*days)
			q.Anchor, q.Open = base.Anchor, base.Open
			return q, ok
		}
		switch {
		case w.role == roleFrom:
			return datePoint{}, false
		case d.word(j+1).modifier == modThat && d.ends(j+2):
			p.Last++ // "a year before that"
		case !d.ends(j + 1):
			return datePoint{}, false
		}
		p.Anchor, p.Same, p.Shift = Focus, true, sign*p.Shift
		return p, n > 0
	case w.class&earlierWord != 0:
		p.Anchor, p.Same, p.Shift = Focus, true, -p.Shift
		return p, n > 0
	case w.class&laterWord != 0, w.class&onWord != 0 && (j+1 >= len(d.tokens) || d.kind(j+1) == Punct) && !d.is(j-1, dayWord) && u.unit != period.Day:
		p.Anchor, p.Same = Focus, true
		return p, n > 0
	}
	return datePoint{}, false
}

// fromDay finishes a day that lies n units of p.Grain and some days away from a day.
func (d *dateScan) fromDay(p datePoint, day period.Period, n, days int) (datePoint, bool) {
	p.Anchor, p.Shift = Published, n
	p.Period = shifted(day, p.Grain, n).Add(days)
	return p, true
}

// ends reports whether "a year before" is complete at i: "a year before the war" is not.
func (d *dateScan) ends(i int) bool {
	return i >= len(d.tokens) || d.kind(i) == Punct || d.is(i, functionWord|andWord|inWord|prepWord|onWord|roleWord) || d.norm(i) == "'s"
}

// endSpan reads what ends or begins with a date behind n units ending at token j: "12 months to June",
// "year ended March 2025", "quarter that ended in September", "week beginning 4 February".
func (d *dateScan) endSpan(first, j int, u *dateEntry, n int) (datePoint, bool) {
	k, begins, loose := j, false, false
	if d.is(k, clauseWord) {
		k++
	}
	switch w := d.word(k); {
	case w.role == roleTo || w.role == roleThrough:
		loose = w.role == roleTo
		k++
	case w.class&upWord != 0 && d.word(k+1).role == roleTo:
		k += 2
	case w.class&endingWord != 0:
		k++
	case w.class&startingWord != 0:
		begins = true
		k++
	case w.class&ofWord != 0 && u.unit == period.Week && n == 1:
		k++
		if p, ok := d.weekOf(first, k); ok {
			return p, true
		}
		return datePoint{}, false
	default:
		return datePoint{}, false
	}
	if d.is(k, onWord|inWord|prepWord) {
		k++
	}
	if d.is(k, theWord) && d.is(k+1, partWord) {
		k++
	}
	end, ok := d.point(k)
	if !ok && loose {
		end, ok = d.yearFigure(k) // "the decade to 2020"
	}
	if end.Part == Mid {
		end.Period, end.Part = edge(end, false), Whole
	}
	if !ok || end.Role != At || end.Anchor == Focus || n < 1 || end.form == dayForm && end.m == 0 {
		return datePoint{}, false
	}
	if end.Period.IsZero() || end.Part != End && (end.Period.Grain() < u.unit || n == 1 && end.Period.Grain() == u.unit) {
		return datePoint{}, false // "the year to 2024"
	}
	if loose && end.Grain == period.Day && end.Period.Grain() == period.Day && end.HasWeekday && end.form != dayForm && u.unit != period.Week {
		return datePoint{}, false
	}
	p := datePoint{exact: end.exact}
	p.First, p.Last, p.Anchor, p.Open, p.Grain = first, end.Last, end.Anchor, end.Open, u.unit
	if n > 1 {
		p.Count = n
	}
	count := n * int(u.unitSize)
	span := func(e period.Period) period.Period {
		if begins {
			if u.unit == period.Week && count == 1 {
				return e.Of(period.Week)
			}
			return period.Between(e.First(), shifted(e.First(), u.unit, count).Add(-1))
		}
		return backFrom(e, u.unit, count)
	}
	p.Period = span(end.Period)
	if !end.Rival.IsZero() {
		p.Rival = span(end.Rival)
	}
	return p, true
}

// weekOf reads the day behind "the week of".
func (d *dateScan) weekOf(first, k int) (datePoint, bool) {
	day, ok := d.point(k)
	if !ok && d.is(k, theWord) {
		day, ok = d.loneDay(k)
	}
	if !ok || day.Anchor == Focus || day.Period.Grain() != period.Day {
		return datePoint{}, false
	}
	day.First, day.Period, day.Rival, day.form, day.Grain = first, day.Period.Of(period.Week), day.Rival.Of(period.Week), otherForm, period.Week
	day.HasWeekday = false
	return day, true
}

// loneDay reads "the 18th" where a day must stand: the latest such day, or the next.
func (d *dateScan) loneDay(i int) (datePoint, bool) {
	if d.is(i, theWord) {
		i++
	}
	n, next, ok := d.ordinal(i)
	if !ok || n < 1 || n > 31 || !d.ends(next) {
		return datePoint{}, false
	}
	p := datePoint{form: dayForm, d: n}
	p.First, p.Last, p.Grain, p.Anchor, p.Open = i, next, period.Day, Published, true
	step := -1
	if d.tense(i, next) > 0 {
		step = 1
	}
	month := d.published.Of(period.Month)
	for range 4 {
		y, m, _ := month.YMD()
		day := period.Date(y, m, n)
		if !day.IsZero() && (step < 0 && !day.After(d.published) || step > 0 && !day.Before(d.published)) {
			p.Period = day
			p.m = m
			return p, true
		}
		month = month.Add(step)
	}
	return datePoint{}, false
}

// inUnits reads "in two weeks", which is a day to come, and "in five years", over which something has
// changed: the words near decide.
func (d *dateScan) inUnits(i int) (PeriodMention, bool) {
	if d.is(i+1, theWord|modifierWord) {
		return PeriodMention{}, false
	}
	first := d.skipHedge(i + 1)
	n, j, ok := d.cardinal(first)
	if !ok || n == 0 {
		return PeriodMention{}, false
	}
	u := d.word(j)
	if u.class&unitWord == 0 || u.class&weekendWord != 0 || u.unit == period.Split || u.class&pluralWord != 0 && d.is(first, articleWord) && n == 1 {
		return PeriodMention{}, false
	}
	if d.kind(first) == Number && u.class&pluralWord == 0 && n != 1 {
		return PeriodMention{}, false
	}
	if _, ok := d.countPoint(first, false); ok {
		return PeriodMention{}, false // "in 12 months to June" is a point
	}
	p := PeriodMention{First: i, Last: j + 1, Grain: u.unit, Count: n * int(u.unitSize)}
	tense := d.tense(i, j+1)
	timely := d.norm(j+1) == "'s" && d.is(j+2, timeWord) || d.norm(j+1) == "'" && d.is(j+2, timeWord)
	if timely {
		p.Last = j + 3
	}
	if d.is(p.Last, ofWord) {
		return PeriodMention{}, false // "in two years of war"
	}
	if timely || tense > 0 && first == i+1 || tense == 0 && (u.unit == period.Week || u.unit == period.Day) {
		p.Anchor, p.Shift, p.Count = Published, p.Count, 0
		p.Period = shifted(d.published, u.unit, p.Shift)
		return p, true
	}
	if u.unit == period.Day {
		return PeriodMention{}, false
	}
	p.Role, p.Anchor, p.First = Past, Focus, first
	return p, true
}

// skipHedge skips "nearly", "more than", "at least" at i.
func (d *dateScan) skipHedge(i int) int {
	switch {
	case d.is(i+1, leastWord):
		return i + 2
	case d.is(i, countedWord) && d.is(i+1, prepWord) && d.is(i+2, cardinalWord|tenWord) || d.is(i, countedWord) && d.is(i+1, prepWord) && d.kind(i+2) == Number:
		return i + 2
	case d.is(i, hedgeWord), d.is(i, prepWord) && !d.is(i, onWord|ofWord):
		return i + 1
	}
	return i
}
