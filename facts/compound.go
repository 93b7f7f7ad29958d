package facts

import (
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/facts/period"
)

// compound is how the cells of a column hold a name and a number.
type compound uint8

const (
	oneValue  compound = iota
	bracketed          // "dirk nowitzki (39)" under "high points"
	trailing           // "bradley center 17326" under "location attendance"
)

// splitCell takes a cell of two values apart. The name has a letter, and a number that trails it at least three digits, as
// "formula 1" and "route 66" are names.
func splitCell(text string, form compound) (name, number string, ok bool) {
	text = cleanText(text)
	switch form {
	case oneValue:
		return "", "", false
	case bracketed:
		open := strings.LastIndex(text, " (")
		if open < 0 || !strings.HasSuffix(text, ")") {
			return "", "", false
		}
		name, number = text[:open], text[open+2:len(text)-1]
	case trailing:
		space := strings.LastIndexByte(text, ' ')
		if space < 0 {
			return "", "", false
		}
		name, number = text[:space], text[space+1:]
		if digits := strings.ReplaceAll(number, ",", ""); len(digits) < 3 || len(digits) == 4 && digits < "2200" && digits >= "1500" {
			return "", "", false
		}
	}
	if strings.Trim(number, "0123456789,.") != "" || number == "" || !strings.ContainsFunc(name, unicode.IsLetter) {
		return "", "", false
	}
	return strings.TrimSpace(name), number, true
}

// compound returns the form in which nearly all cells of a column of texts hold two values.
func (c *column) compound() compound {
	switch {
	case c.mostly(c.bracketed) && c.bracketed > 1:
		return bracketed
	case c.mostly(c.trailing) && c.trailing > 1 && len(c.heading.words) > 1:
		return trailing
	}
	return oneValue
}

// split gives a compound column two roles, a category for the names and a measure for the numbers. Under "location
// attendance" they have a word of the head each.
func (in *inference) split(c *column) {
	names, numbers := c.heading.label, c.heading.label
	if c.compound() == trailing {
		space := strings.LastIndexByte(names, ' ')
		names, numbers = strings.TrimRight(names[:space], " ,/&"), names[space+1:]
	}
	of := *c
	of.heading.label = names
	in.dimension(&of, c)
	of.heading = readHeading(numbers)
	of.numbers, of.units, of.ordinals, of.decimals, of.years = c.filled, 0, 0, 0, 0
	in.measure(&of, c)
	in.compounds[c] = c.compound()
}

// findWithin looks for the column that says which part of the year a row is about, beside the one of years.
func (in *inference) findWithin(t *table, columns []*column) {
	if in.period == nil || !in.period.isYears() {
		return
	}
	for _, c := range columns {
		for _, grain := range []period.Grain{period.Month, period.Quarter} {
			if strings.Join(c.heading.words, " ") == grain.String() && c.filled == in.period.filled && everyCell(t, c, func(text string) bool {
				return partOfYear(text, grain) > 0
			}) {
				in.within, in.part = c, grain
				return
			}
		}
	}
}

func everyCell(t *table, c *column, test func(string) bool) bool {
	all, rows := true, 0
	t.scan(func(rec *record) bool {
		if c.index < len(rec.cells) && !repeatsHead(rec, t) {
			all = test(strings.TrimSpace(rec.cells[c.index]))
		}
		rows++
		return all && rows < sampleRows
	})
	return all
}

// partOfYear reads "March", "mar", "3" and "Q3" as the number of a month or quarter, 0 for anything else.
func partOfYear(text string, grain period.Grain) int {
	text = strings.ToLower(text)
	most := 12
	if grain == period.Quarter {
		text, most = strings.TrimPrefix(text, "q"), 4
	} else if n := byName(monthNames, strings.TrimSuffix(text, ".")); n > 0 {
		return n
	}
	value, places, ok := shortDecimal(text)
	if !ok || places > 0 || value < 1 || value > int64(most) {
		return 0
	}
	return int(value)
}

// inPart narrows a year to the month or quarter that another cell names.
func (in *inference) inPart(year period.Period, text string) period.Period {
	n := partOfYear(strings.TrimSpace(text), in.part)
	switch {
	case year.Grain() != period.Year || n == 0:
		return year
	case in.part == period.Quarter:
		return period.OfQuarter(year.Year(), n)
	}
	return period.OfMonth(year.Year(), n)
}
