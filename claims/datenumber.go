package claims

// The numbers of dates: days, years and counts of units, in digits and in words.

// digits reads a plain figure of up to four digits.
func (d *dateScan) digits(i int) (n, width int, ok bool) {
	if d.kind(i) != Number {
		return 0, 0, false
	}
	norm := d.tokens[i].Norm
	if len(norm) > 4 {
		return 0, 0, false
	}
	for k := range len(norm) {
		if !isDigit(norm[k]) {
			return 0, 0, false
		}
		n = n*10 + int(norm[k]-'0')
	}
	return n, len(norm), true
}

// cardinal reads a count: "5", "twelve", "twenty-four", "a", "a couple of", "two dozen". A vague one
// ("few", "several") counts 0.
func (d *dateScan) cardinal(i int) (n, next int, ok bool) {
	if n, width, ok := d.digits(i); ok {
		return n, i + 1, width <= 3 && n > 0
	}
	w := d.word(i)
	switch {
	case w.class&tenWord != 0:
		n, next = int(w.number), i+1
		j := next
		if d.isDash(j) {
			j++
		}
		if unit := d.word(j); unit.class&cardinalWord != 0 && unit.class&articleWord == 0 && unit.number < 10 {
			n, next = n+int(unit.number), j+1
		}
		return n, next, true
	case w.class&articleWord != 0:
		if m, next, ok := d.cardinal(i + 1); ok && d.is(i+1, vagueWord) || ok && d.word(i+1).number > 1 && d.word(i+1).class&cardinalWord != 0 {
			return m, next, true // "a few", "a dozen", "a couple of"
		}
		return 1, i + 1, true
	case w.class&cardinalWord != 0:
		next = i + 1
		if d.is(next, ofWord) && w.class&looseWord != 0 {
			next++
		}
		return int(w.number), next, true
	case w.class&vagueWord != 0:
		return 0, i + 1, true
	}
	return 0, i, false
}

// ordinal reads "third", "twenty-first", "21st"; -1 is "final".
func (d *dateScan) ordinal(i int) (n, next int, ok bool) {
	if n, width, ok := d.digits(i); ok {
		if width <= 2 && n > 0 && d.joined(i+1) && d.is(i+1, suffixWord) {
			return n, i + 2, true
		}
		return 0, i, false
	}
	w := d.word(i)
	switch {
	case w.class&ordinalWord != 0:
		return int(w.number), i + 1, true
	case w.class&tenWord != 0:
		j := i + 1
		if d.isDash(j) {
			j++
		}
		if unit := d.word(j); unit.class&ordinalWord != 0 && unit.number > 0 && unit.number < 10 {
			return int(w.number) + int(unit.number), j + 1, true
		}
	}
	return 0, i, false
}

// dayNumber reads a day of a month: "12", "12th", "twelfth", "twenty nine".
func (d *dateScan) dayNumber(i int) (n, next int, ok bool) {
	if n, next, ok := d.ordinal(i); ok {
		return n, next, n >= 1 && n <= 31
	}
	if n, width, ok := d.digits(i); ok {
		return n, i + 1, width <= 2 && n >= 1 && n <= 31
	}
	if d.is(i, articleWord|vagueWord|looseWord) {
		return 0, i, false
	}
	n, next, ok = d.cardinal(i)
	return n, next, ok && n >= 1 && n <= 31
}

const (
	earliestYear = 1000
	latestYear   = 2150
)

// yearNumber reads a year beside a month or a word for "year", where no other number can stand:
// "2005", "'05", "two thousand and five", "nineteen eighty six", "seventeen hundred thirty three".
func (d *dateScan) yearNumber(i int) (y, next int, ok bool) {
	if n, width, ok := d.digits(i); ok {
		return n, i + 1, width == 4 && n >= earliestYear && n <= latestYear
	}
	if d.norm(i) == "'" || d.norm(i) == "’" || d.norm(i) == "‘" {
		if n, width, ok := d.digits(i + 1); ok && width == 2 && d.joined(i+1) {
			return d.century(n), i + 2, true
		}
	}
	return d.yearWords(i)
}

// century completes a year of two digits: at most 20 years ahead of publication.
func (d *dateScan) century(n int) int {
	year := d.year
	if year == 0 {
		year = 2000
	}
	y := year - year%100 + n
	if y > year+20 {
		y -= 100
	}
	return y
}

func (d *dateScan) yearWords(i int) (y, next int, ok bool) {
	high, j, ok := d.belowHundred(i)
	if !ok {
		return 0, i, false
	}
	switch {
	case d.word(j).class&powerWord != 0 && d.word(j).number == 1000 && high >= 1 && high <= 2:
		y, j = high*1000, j+1
	case d.is(j, powerWord) && high >= 10 && high <= 20:
		y, j = high*100, j+1
	case high >= 10 && high <= 20:
		low, next, ok := d.belowHundred(j)
		if !ok || low < 10 {
			return 0, i, false
		}
		return high*100 + low, next, true
	default:
		return 0, i, false
	}
	k := j
	if d.is(k, plusWord) {
		k++
	}
	if low, next, ok := d.belowHundred(k); ok && !d.is(next, unitWord|countedWord) {
		return y + low, next, true
	}
	return y, j, true
}

// belowHundred reads a number in words from 1 to 99.
func (d *dateScan) belowHundred(i int) (n, next int, ok bool) {
	if d.kind(i) != Word || d.is(i, articleWord|vagueWord|looseWord) {
		return 0, i, false
	}
	return d.cardinal(i)
}
