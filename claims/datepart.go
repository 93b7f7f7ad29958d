package claims

import "github.com/onrecord/onrecord/facts/period"

// partPoint reads "early 2020", "mid-June", "the end of last year", "late in 2024", "earlier this year".
func (d *dateScan) partPoint(i int) (datePoint, bool) {
	part, j := d.word(i).part, i+1
	preposition := false
	if d.isDash(j) {
		j++
	} else if d.is(j, ofWord) || d.is(j, inWord) && d.is(i, strongWord|earlierWord|laterWord) {
		preposition = true
		j++
	}
	if d.is(i, roleWord) && !d.is(j, modifierWord) {
		return datePoint{}, false // "before 2020", "after March"
	}
	var p datePoint
	ok := false
	if preposition && d.is(j, theWord) && d.is(j+1, unitWord) && !d.is(j+1, pluralWord) && d.word(j+1).unitSize == 1 && d.ends(j+2) &&
		(d.word(j+1).unit == period.Year || d.word(j+1).unit == period.Month || d.word(j+1).unit == period.Quarter || d.word(j+1).unit == period.Decade) {
		p.Anchor, p.Grain, p.Last = Focus, d.word(j+1).unit, j+2 // "the end of the year"
		ok = true
	} else {
		if w := d.word(j); w.class&ordinalWord != 0 {
			return datePoint{}, false
		}
		p, ok = d.point(j)
	}
	if !ok || p.Role != At || p.Part != Whole || p.Count > 0 || p.Same || p.Period.Grain() == period.Day || d.is(j, unitWord) && !preposition && p.form != yearForm {
		return datePoint{}, false
	}
	if (part == Early || part == Late || part == Mid) && !preposition && d.is(i, earlierWord|laterWord) && !d.is(j, modifierWord) {
		return datePoint{}, false
	}
	p.First, p.Part = i, part
	return p, true
}

// fiscalPoint reads "fiscal 2024", "financial year 2023/24", "FY 2024", "fiscal third quarter of 2017".
func (d *dateScan) fiscalPoint(i int) (datePoint, bool) {
	j := i + 1
	if w := d.word(j); w.unit == period.Year && w.class&pluralWord == 0 {
		j++
		if q, ok := d.endSpan(i, j, w, 1); ok {
			return q, true
		}
	}
	if d.is(j, ordinalWord) {
		p, ok := d.ordinalPoint(j, j)
		return p, ok
	}
	if n, width, ok := d.digits(j); ok && width == 2 && j == i+1 && !d.isCountAt(j, j+1) {
		p := datePoint{form: yearForm, y: d.century(n), exact: true}
		p.First, p.Last = i, j+1
		return d.calendar(p), true
	}
	p, ok := d.yearPoint(j, i)
	if !ok || p.Grain != period.Year && p.Grain != period.Split {
		return datePoint{}, false
	}
	return p, true
}

// wholePoint reads "the whole of 2024", "full-year 2024", "the full year".
func (d *dateScan) wholePoint(i int, hasThe bool) (datePoint, bool) {
	j := i + 1
	if d.isDash(j) {
		j++
	}
	if d.is(j, ofWord) && hasThe {
		p, ok := d.point(j + 1)
		return p, ok && p.Role == At
	}
	if w := d.word(j); w.class&unitWord != 0 && w.class&pluralWord == 0 && w.unitSize == 1 && w.unit != period.Day {
		if p, ok := d.unitPoint(j, hasThe); ok && p.form == yearForm {
			return p, true
		}
		if !hasThe || !d.ends(j+1) || d.isDash(j-1) {
			return datePoint{}, false
		}
		p := datePoint{}
		p.First, p.Last, p.Anchor, p.Grain = i, j+1, Focus, w.unit
		return p, true
	}
	return datePoint{}, false
}

// lettered reads "Q3", "H1 2025", "FY24", "q1-2019".
func (d *dateScan) lettered(i int) (datePoint, bool) {
	norm := d.norm(i)
	if d.kind(i) != Word || len(norm) < 2 || len(norm) > 6 || !isDigit(norm[len(norm)-1]) {
		return datePoint{}, false
	}
	letters := 1
	if !isDigit(norm[1]) {
		letters = 2
	}
	n := 0
	for k := letters; k < len(norm); k++ {
		if !isDigit(norm[k]) {
			return datePoint{}, false
		}
		n = n*10 + int(norm[k]-'0')
	}
	p := datePoint{m: n}
	p.First, p.Last = i, i+1
	switch size := len(norm) - letters; {
	case letters == 2 && d.isFiscalYear(norm[:2]) && (size == 2 || size == 4 && n >= 1900 && n <= 2100):
		p.form, p.y, p.exact = yearForm, n, true
		if size == 2 {
			p.y = d.century(n)
		}
		if q, ok := d.splitYear(p, p.Last); ok && d.norm(p.Last) != "" && size == 4 {
			return q, true
		}
		return d.calendar(p), true
	case letters == 1 && norm[0] == 'q' && n >= 1 && n <= 4 && size == 1:
		p.form = quarterForm
	case letters == 1 && norm[0] == 'h' && n >= 1 && n <= 2 && size == 1:
		p.form = halfForm
	default:
		return datePoint{}, false
	}
	if d.isDash(i+1) && d.joined(i+1) {
		if y, next, ok := d.yearNumber(i + 2); ok && d.kind(i+2) == Number {
			p.y, p.exact, p.Last = y, true, next
		}
	} else if d.kind(i+1) != Punct || d.norm(i+1) == "'" || d.norm(i+1) == "’" {
		d.yearAndRest(&p)
	}
	if p.y == 0 && !d.upper(i) && !d.isYearFigure(i-1) && !d.isYearFigure(i-2) {
		return datePoint{}, false
	}
	return d.calendarOf(p), true
}

// isFiscalYear reports whether the tables know the letters as a fiscal or calendar year's ("FY", "CY").
func (d *dateScan) isFiscalYear(letters string) bool {
	w := d.entry(letters)
	return w != nil && w.class&fiscalWord != 0
}
