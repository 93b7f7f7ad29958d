package facts

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/onrecord/onrecord/facts/quantity"
)

//go:embed headings.tsv
var headingsTable string

// headingWords maps a meaning of headings.tsv to its words. A broken line panics: the table is part of the program.
var headingWords = sync.OnceValue(func() map[string]map[string]string {
	words := map[string]map[string]string{}
	number := 0
	for line := range strings.SplitSeq(headingsTable, "\n") {
		if number++; line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		word, rest, _ := strings.Cut(line, "\t")
		meaning, head, ok := strings.Cut(rest, "\t")
		if !ok || strings.Contains(head, "\t") {
			panic(fmt.Sprintf("headings.tsv:%d: want WORD<TAB>MEANING<TAB>HEAD, got %q", number, line))
		}
		meaning, argument, _ := strings.Cut(meaning, " ")
		if words[meaning] == nil {
			words[meaning] = map[string]string{}
		}
		words[meaning][word] = argument
	}
	return words
})

func means(word, meaning string) bool {
	_, ok := headingWords()[meaning][word]
	return ok
}

// scaleWord returns the power of ten that a word in small letters stands for.
func scaleWord(word string) (power int, ok bool) {
	digits, ok := headingWords()["scale"][word]
	if !ok {
		return 0, false
	}
	power, err := strconv.Atoi(digits)
	return power, err == nil
}

// parseUnit reads a unit as facts files and tables write it, signs of currencies among them.
func parseUnit(text string) quantity.Unit {
	text = strings.TrimSpace(text)
	if len(text) > 64 {
		return quantity.Unit{Name: text}
	}
	if code, ok := headingWords()["money"][strings.ToLower(text)]; ok {
		return quantity.Unit{Kind: quantity.Money, Name: code}
	}
	unit := quantity.ParseUnit(text)
	if joined := strings.ReplaceAll(text, " ", ""); unit.Kind == quantity.Count && joined != text {
		if tight := quantity.ParseUnit(joined); tight.Kind != quantity.Count { // "m / s", "km 2"
			return tight
		}
	}
	return unit
}

// scaledUnit reads a unit that says what the numbers are counted in as well: "billion kWh", "£m", "thousand tonnes".
func scaledUnit(text string) (unit quantity.Unit, scale int) {
	if unit = parseUnit(text); unit.Kind != quantity.Count {
		return unit, 0
	}
	text = strings.TrimSpace(text)
	if power, ok := scaleWord(strings.ToLower(text)); ok && len(text) > 2 {
		return quantity.Unit{}, power
	}
	var h heading
	if len(text) <= 64 && h.readScaled(text) {
		return h.unit, h.scale
	}
	return unit, 0
}

// heading is what the head of a column says.
type heading struct {
	label string // without the unit
	words []string
	unit  quantity.Unit
	given bool // the head names a unit
	scale int  // power of ten
}

// readHeading takes unit and scale out of a column's head: "Revenue (USD m)", "Share (%)", "£m",
// "Population, thousands".
func readHeading(text string) heading {
	text = cleanText(text)
	h := heading{label: text}
	for _, pair := range []string{"()", "[]"} {
		open := strings.LastIndexByte(text, pair[0])
		if open < 0 {
			continue
		}
		length := strings.IndexByte(text[open:], pair[1])
		if length < 0 {
			continue
		}
		inside, rest := text[open+1:open+length], strings.TrimSpace(text[:open]+" "+strings.TrimSpace(text[open+length+1:]))
		h.words = splitWords(rest)
		if h.readUnit(inside, true) {
			h.label = strings.Join(strings.Fields(rest), " ")
			break
		}
	}
	if !h.given && h.scale == 0 {
		h.words = splitWords(text)
		h.readOpen(text)
	}
	if h.label == "" {
		h.label = text
	}
	h.words = splitWords(h.label)
	return h
}

// readOpen reads a unit that stands without brackets.
func (h *heading) readOpen(text string) {
	comma, space := strings.LastIndexByte(text, ','), strings.LastIndexByte(text, ' ')
	switch {
	case h.readScaled(text): // before its last word is taken for a unit: "USD mm"
	case comma > 0 && h.readUnit(text[comma+1:], false):
		h.label = strings.TrimSpace(text[:comma])
	case space > 0 && len(text)-space > 2 && h.readUnit(text[space+1:], false):
		if last := text[space+1:]; len(last) <= 3 || !isWord(last) { // "winning percentage" and "receiving yards" stay
			h.label = strings.TrimSpace(text[:space])
		}
	case strings.HasSuffix(text, "%") || strings.HasPrefix(text, "%"):
		h.readUnit("%", false)
		h.label = strings.TrimSpace(strings.Trim(text, "%"))
	default:
		h.readUnit(text, false)
	}
}

// splitWords lower-cases a head and cuts it at everything that is no letter, digit or #.
func splitWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '#'
	})
}

// readUnit reads a unit with an optional scale. Inside brackets any single word is the noun of a count
// ("(points)"); elsewhere only symbols and names that are certainly units are.
func (h *heading) readUnit(text string, bracketed bool) bool {
	text = strings.TrimSpace(text)
	if len(text) > 3 && strings.EqualFold(text[:3], "in ") {
		text = strings.TrimSpace(text[3:])
	}
	if text == "" || len(text) > 40 {
		return false
	}
	lower := strings.ToLower(text)
	// "(m)": metres of a height, else millions.
	if lower == "m" && slices.ContainsFunc(h.words, func(w string) bool { return means(w, "length") }) {
		h.unit, h.given = parseUnit("m"), true
		return true
	}
	if lower == "mm" { // "(mm)" is rain; in money it stands beside a currency
		h.unit, h.given = parseUnit("mm"), true
		return true
	}
	if lower == "s" && !slices.ContainsFunc(h.words, func(w string) bool { return means(w, "duration") }) {
		return false // "goal(s)"
	}
	if scale, ok := scaleWord(lower); ok && (bracketed || len(lower) > 2) {
		h.scale = scale
		return true
	}
	if unit := parseUnit(text); unit.Kind != quantity.Count && (bracketed || certainUnit(text, unit)) {
		h.unit, h.given = unit, true
		return true
	}
	if h.readScaled(text) {
		return true
	}
	if unit := parseUnit(lower); unit.Kind != quantity.Count && (bracketed || certainUnit(lower, unit)) {
		h.unit, h.given = unit, true
		return true
	}
	if bracketed && isWord(text) {
		h.unit, h.given = quantity.Unit{Kind: quantity.Count, Name: lower}, true
		return true
	}
	return false
}

// readScaled reads a scale with a unit in either order: "USD m", "£m", "million dollars", "millions of euros".
func (h *heading) readScaled(text string) bool {
	if first, rest, ok := strings.Cut(text, " "); ok {
		rest = strings.TrimPrefix(strings.TrimSpace(rest), "of ")
		if scale, ok := scaleWord(strings.ToLower(first)); ok && len(first) > 2 {
			h.scale, h.given, h.unit = scale, true, parseUnit(rest)
			return true
		}
		last := text[strings.LastIndexByte(text, ' ')+1:]
		if scale, ok := scaleWord(strings.ToLower(last)); ok {
			unit := parseUnit(strings.TrimSpace(strings.TrimSuffix(text, last)))
			if unit.Kind == quantity.Money || len(last) > 2 && unit.Kind != quantity.Count {
				h.scale, h.given, h.unit = scale, true, unit
				return true
			}
		}
		return false
	}
	// "£m", "$bn", "EURm": the currency ends where a scale begins.
	for i := 1; i < len(text); i++ {
		if scale, ok := scaleWord(strings.ToLower(text[i:])); ok {
			if unit := parseUnit(text[:i]); unit.Kind == quantity.Money {
				h.scale, h.given, h.unit = scale, true, unit
				return true
			}
		}
	}
	return false
}

// certainUnit reports whether a text that stands without brackets is a unit and no other word: symbols
// of one letter and words of everyday ("years", "points", "hours") are not.
func certainUnit(text string, unit quantity.Unit) bool {
	switch unit.Kind {
	case quantity.Percent, quantity.Points, quantity.PerMille, quantity.BasisPoints, quantity.Money:
		return len(text) > 1 || text == "%" || text == "$"
	case quantity.Time, quantity.Volume, quantity.Pressure, quantity.Angle:
		return !isWord(text) // "years", "parallel bars"
	}
	return len(text) > 1
}

func isWord(text string) bool {
	for _, r := range text {
		if !unicode.IsLetter(r) && r != '-' {
			return false
		}
	}
	return text != ""
}

// placesRows reports whether the head says that the column ranks, numbers or rates its rows.
func (h heading) placesRows() bool {
	for i, word := range h.words {
		if means(word, "single") || means(word, "rate") || i > 0 && means(h.words[i-1]+" "+word, "single") {
			return true
		}
	}
	return strings.Trim(h.label, "-–—#. ") == "" // a column without a name counts the rows
}

// isRate reports whether the words speak of an average or of one amount per another.
func isRate(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return means(w, "rate") })
}

// datesRows reports whether the head says that the column dates the rows ("year", "twelve months ending"), and
// whether it speaks of the dates of something ("release date").
func (h heading) datesRows() (rows, something bool) {
	text := strings.Join(h.words, " ")
	if means(text, "time") {
		return true, false
	}
	for dated := range headingWords()["dated"] {
		something = something || text == dated || strings.HasSuffix(text, " "+dated)
	}
	if something || len(h.words) == 0 {
		return false, something
	}
	for word := range headingWords()["time"] {
		rows = rows || strings.HasSuffix(text, " "+word) && strings.Contains(word, " ")
	}
	last := h.words[len(h.words)-1]
	return rows, !rows && (means(last, "time") || means(h.words[0], "time"))
}
