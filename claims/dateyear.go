package claims

import "github.com/onrecord/onrecord/facts/period"

// yearPoint reads what begins with a figure of four digits that may be a year: "2024", "1990s",
// "2023/24", "2017 Q1", "2023-24 season". The article stands at first.
func (d *dateScan) yearPoint(i, first int) (datePoint, bool) {
	y, _, _ := d.digits(i)
	if y < earliestYear || y > latestYear {
		return datePoint{}, false
	}
	p := datePoint{form: yearForm, y: y, exact: true}
	p.First, p.Last, p.Grain = first, i+1, period.Year
	next := i + 1
	switch {
	case y%10 == 0 && d.is(next, decadesWord) && !d.upper(next) && (d.joined(next) || d.is(i-1, strongWord|theWord)),
		y%10 == 0 && d.norm(next) == "'s" && first < i: // "the 1990's"
		return d.decade(i, next+1, y)
	case d.isDash(next) || d.norm(next) == "/":
		if p, ok := d.splitYear(p, next); ok {
			return p, true
		}
		if u, ok := d.lettered(next + 1); ok && d.joined(next) && d.joined(next+1) && u.y == 0 && u.form != otherForm { // "2017-Q1"
			u.y, u.exact, u.Open, u.Rival, u.Anchor = y, true, false, period.Period{}, Absolute
			u.First = first
			return d.calendar(u), true
		}
	case d.kind(next) == Word && d.words[next] == nil:
		if u, ok := d.lettered(next); ok && u.y == 0 && u.form != otherForm { // "2017 Q1"
			u.y, u.exact, u.Open, u.Rival, u.Anchor = y, true, false, period.Period{}, Absolute
			u.First = first
			return d.calendar(u), true
		}
	}
	if !d.looksLikeYear(i, y, p.Last) {
		return datePoint{}, false
	}
	return d.calendar(p), true
}

// splitYear reads "2023/24", "2023-24", "2023–2024" with the noun that may follow ("season").
func (d *dateScan) splitYear(p datePoint, mark int) (datePoint, bool) {
	n, width, ok := d.digits(mark + 1)
	if !ok || !d.joined(mark) || !d.joined(mark+1) || d.isCountAt(mark+1, mark+2) {
		return datePoint{}, false
	}
	if !(width == 2 && n == (p.y+1)%100 || width == 4 && n == p.y+1) || p.y < 1800 {
		return datePoint{}, false
	}
	if width == 4 && (d.is(p.First-1, roleWord) && d.word(p.First-1).role == roleBetween) {
		return datePoint{}, false
	}
	p.Last, p.form, p.Period, p.Grain = mark+2, otherForm, period.OfSplit(p.y), period.Split
	j := p.Last
	if d.is(j, fiscalWord) {
		j++
	}
	if w := d.word(j); w.class&unitWord != 0 && w.class&pluralWord == 0 && (w.unit == period.Year || w.unit == period.Split) {
		p.Last = j + 1
	}
	return p, true
}

// follows reports whether what stands at i can follow a noun that ends there: nothing, a mark, a verb, a
// preposition. It tells "in 2024, sales" and "of 2023 when" from "2024 people".
func (d *dateScan) follows(i int) bool {
	if i >= len(d.tokens) || d.kind(i) == Punct {
		return true
	}
	if d.kind(i) != Word {
		return false
	}
	return d.upper(i) || d.norm(i) == "'s" || d.is(i, functionWord|andWord|prepWord|strongWord|roleWord|onWord|futureWord|pastWord|theWord|modifierWord|articleWord|partWord|nowWord|soWord) && !d.is(i, ofWord)
}

// looksLikeYear tells a year from an amount by the words around a bare figure of four digits. Writers
// put a separator into counts above a thousand, seldom into years.
func (d *dateScan) looksLikeYear(i, y, next int) bool {
	if d.isSign(i-1) || d.isSign(next) {
		return false
	}
	before := d.word(i - 1)
	strong := before.class&strongWord != 0 || before.unit == period.Year && before.class&pluralWord == 0 || before.class&(fiscalWord|seasonWord) != 0
	if d.isDash(i-1) && d.joined(i) {
		strong = d.is(i-2, partWord|strongWord) || d.isYearFigure(i-2)
		if !strong && d.kind(i-2) == Word && d.joined(i-1) {
			return false // "F-2000"
		}
	}
	switch {
	case d.joined(next) && (d.kind(next) == Word && d.norm(next) != "'s" || d.kind(next) == Number):
		return false // "2000m"
	case d.isDash(next) && d.joined(next) && d.joined(next+1) && d.kind(next+1) == Word && !strong:
		return false // "2000-strong"
	case d.kind(next) == Number && d.tokens[next].Space && !strong:
		return false // a phone number
	case d.is(next, ofWord), d.is(next, countedWord|unitWord) || d.is(next, vagueWord):
		return false
	case d.is(i-1, labelWord), d.kind(i-1) == Number && !d.isYearFigure(i-1), d.is(i+2, titleWord) && d.upper(i+2), d.is(i+1, titleWord) && d.upper(i+1):
		return false
	case d.norm(i-1) == "." && d.is(i-2, labelWord):
		return false
	}
	if d.is(i-1, hedgeWord) {
		// "in about 1850", but "about 2000 people"
		return d.is(i-2, strongWord) && d.follows(next)
	}
	if y < 1900 || y > 2100 {
		return strong && d.follows(next)
	}
	if strong {
		return true
	}
	if role := before.role; role == roleTo || role == roleBy {
		if d.is(i-2, movesWord) && d.follows(next) {
			return role == roleBy && y > d.year // "rose to 2024"
		}
		if role == roleTo {
			return y >= d.year || d.is(i-2, baseWord) && d.follows(next) // "relative to 2019"
		}
		return true
	}
	if d.norm(next) == "," && d.is(next+1, functionWord) && y <= d.year+30 {
		return true // "then came 2023, when"
	}
	near := y >= d.year-60 && y <= d.year+30
	plural := d.kind(next) == Word && !d.upper(next) && !d.follows(next) && d.endsPlural(d.norm(next))
	switch {
	case before.class&(prepWord|roleWord|ofWord|onWord) != 0:
		return d.follows(next) || near
	case before.class&andWord != 0, d.norm(i-1) == ",":
		return d.follows(next) || near && !plural
	case before.class&(theWord|modifierWord|articleWord) != 0, d.is(i-1, ownerWord):
		return near && !(plural && y%100 == 0)
	case i == 0:
		return d.follows(next) || near
	case d.kind(i-1) == Punct:
		return d.follows(next) || near && !plural
	case d.upper(i - 1):
		return near && d.follows(next) || near && !plural
	}
	// After a plain word: "killed 2024 people", but "revised 2023 figures".
	return y >= d.year-10 && y <= d.year+10 && (!d.follows(next) || d.atNoun(i-1))
}

// atNoun is a guess whether a year can follow the word: "census 2021", "match 2023", but not "killed 2023".
func (d *dateScan) atNoun(i int) bool {
	return d.word(i).class&(pastWord|movesWord|countedWord) == 0 && d.kind(i) == Word && !d.hasPastSuffix(d.norm(i))
}

// isYearFigure reports whether token i is a figure of four digits between 1900 and 2100.
func (d *dateScan) isYearFigure(i int) bool {
	n, width, ok := d.digits(i)
	return ok && width == 4 && n >= 1900 && n <= 2100
}
