package facts

import (
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/facts/quantity"
)

// amount is a number as a table's cell has it.
type amount struct {
	value, step quantity.Number
	unit        quantity.Unit
	given       bool // the cell names a unit
	ordinal     bool // "3rd"
	decimals    bool // written with decimals
}

// readAmount reads a cell that is a number and nothing else: "1,204", "$5", "12.5%", "3rd", "£1.2m",
// "65 km", "−3", with any footnote marks. "12–3" and "3 to 5" are no numbers.
func readAmount(text string) (a amount, ok bool) {
	if coefficient, places, ok := shortDecimal(text); ok {
		return amount{value: quantity.Decimal(coefficient, places), step: quantity.Pow10(-places), decimals: places > 0}, true
	}
	if !mayBeNumber(text) {
		return a, false
	}
	text = cleanText(text)
	if strings.ContainsAny(text, "eE") && looksNumeric(text) {
		var err error
		a.value, a.step, err = readNumber(text)
		return a, err == nil
	}
	negative := false
	for _, sign := range []string{"+", "-", "−", "–"} {
		if rest, found := strings.CutPrefix(text, sign); found {
			negative, text = sign != "+", strings.TrimSpace(rest)
			break
		}
	}
	if i := strings.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }); i > 0 {
		a.unit = parseUnit(strings.TrimSpace(text[:i]))
		if a.unit.Kind != quantity.Money {
			return a, false
		}
		a.given, text = true, text[i:]
	}
	end := numberLength(text)
	digits, suffix := text[:end], strings.TrimSpace(text[end:])
	digits, ok = ungroup(digits)
	if !ok {
		return a, false
	}
	scale, ok := a.readSuffix(suffix, end < len(text) && text[end] != ' ')
	if !ok {
		return a, false
	}
	var err error
	if a.value, a.step, err = readNumber(digits); err != nil {
		return a, false
	}
	a.decimals = strings.Contains(digits, ".") && scale == 0
	if scale != 0 {
		a.value, a.step = a.value.Mul(quantity.Pow10(scale)), a.step.Mul(quantity.Pow10(scale))
	}
	if negative {
		a.value = a.value.Neg()
	}
	return a, true
}

// convert turns an amount whose cell names a unit into another unit, where that is possible.
func (a *amount) convert(unit quantity.Unit) bool {
	if !unit.Fits(a.unit) {
		return false
	}
	if !unit.Kind.IsDimension() || a.unit == unit {
		return true
	}
	value, ok := quantity.Convert(a.value, a.unit, unit)
	step, _ := quantity.Convert(a.step, a.unit, unit)
	if ok {
		a.value, a.step = value.Number(), step.Number()
	}
	return ok
}

// mayBeNumber is a quick test that most texts fail: a digit near the beginning.
func mayBeNumber(text string) bool {
	for i := 0; i < len(text) && i < 8; i++ {
		if text[i] >= '0' && text[i] <= '9' {
			return len(text) <= 80
		}
	}
	return false
}

func (a *amount) readSuffix(suffix string, attached bool) (scale int, ok bool) {
	if suffix == "" {
		return 0, true
	}
	lower := strings.ToLower(suffix)
	switch lower {
	case "st", "nd", "rd", "th":
		a.ordinal = true
		return 0, attached && !a.given
	}
	if scale, ok := scaleWord(lower); ok && (a.given || len(lower) > 2) {
		return scale, true
	}
	if first, rest, found := strings.Cut(suffix, " "); found {
		if scale, ok := scaleWord(strings.ToLower(first)); ok && len(first) > 2 {
			_, ok = a.readSuffix(strings.TrimSpace(rest), false)
			return scale, ok
		}
	}
	if a.given {
		return 0, false
	}
	a.unit = parseUnit(suffix)
	a.given = true
	return 0, a.unit.Kind != quantity.Count
}

// numberLength returns how much of text is digits, points and thousands separators between digits.
func numberLength(text string) int {
	i := 0
	for i < len(text) {
		c := text[i]
		isDigit := c >= '0' && c <= '9'
		size := 1
		if !isDigit && c != '.' && c != ',' {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			if r != ' ' && r != '\u00a0' && r != '\u2009' && r != '\u202f' && r != '\'' {
				break
			}
		}
		if !isDigit && (i+size >= len(text) || text[i+size] < '0' || text[i+size] > '9') {
			break
		}
		i += size
	}
	return i
}

// ungroup takes thousands separators out of a number: they stand before groups of three digits, or as in
// India before groups of two and a last one of three.
func ungroup(digits string) (string, bool) {
	whole, fraction, hasPoint := strings.Cut(digits, ".")
	if strings.ContainsAny(fraction, "., ") {
		return "", false
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return r < '0' || r > '9' })
	if len(groups) == 0 {
		if !hasPoint || fraction == "" {
			return "", false
		}
		groups = []string{"0"}
	}
	for i, group := range groups[1:] {
		last := i == len(groups)-2
		if len(group) != 3 && (last || len(group) != 2) || len(groups[0]) > 3 {
			return "", false
		}
	}
	number := strings.Join(groups, "")
	if fraction != "" {
		number += "." + fraction
	}
	return number, true
}

// cleanText trims a cell and takes away the marks of footnotes: "[a]", "[12]", "†", "*" and superscript digits
// at its end.
func cleanText(text string) string {
	text = strings.TrimSpace(text)
	for {
		before := text
		if last, size := utf8.DecodeLastRuneInString(text); strings.ContainsRune("*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰", last) && size < len(text) && !isSquare(text) {
			text = text[:len(text)-size]
		} else if open := strings.LastIndexByte(text, '['); open > 0 && strings.HasSuffix(text, "]") && len(text)-open <= 10 {
			text = text[:open]
		}
		if text = strings.TrimRight(text, " \u00a0"); text == before {
			return text
		}
	}
}

// isSquare reports whether a text ends in a unit of area or volume, whose ² or ³ is no footnote.
func isSquare(text string) bool {
	return strings.HasSuffix(text, "m²") || strings.HasSuffix(text, "m³") || strings.HasSuffix(text, "i²")
}

// isUnstated reports whether a cell says in a word that a number is not known.
func isUnstated(text string) bool {
	return len(text) <= 16 && (text[0] < '0' || text[0] > '9') && means(strings.ToLower(text), "unstated")
}

// isMissing reports whether a cell of an inferred column holds no value.
func isMissing(text string) bool {
	if text == "" {
		return true
	}
	if c := text[0]; len(text) > 16 || c >= '0' && c <= '9' {
		return false
	}
	return means(strings.ToLower(text), "missing")
}
