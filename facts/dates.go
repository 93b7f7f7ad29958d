package facts

import (
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/facts/period"
)

// dateOrder is how a column writes dates in digits: 8/1/1994.
type dateOrder uint8

const (
	isoOrder dateOrder = iota
	dayFirst
	monthFirst
)

var monthNames = []string{"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december"}

var dayNames = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// byName returns the 1-based place of a name or its abbreviation ("sept", "jan"), or 0.
func byName(names []string, word string) int {
	if len(word) < 3 {
		return 0
	}
	for i, name := range names {
		if strings.HasPrefix(name, word) {
			return i + 1
		}
	}
	return 0
}

// readPeriod reads a cell that dates its row: as a facts file writes periods, or as tables do:
// "january 8, 1994", "8 Jan 1994", "Mon 8 January 1994", "Aug 2024", "Q3 2024", "FY2019", "2006–07", "1994 (44th)",
// and dates in digits in the order given. Days and months without a year are no periods.
func readPeriod(text string, order dateOrder) (period.Period, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 48 || !strings.ContainsAny(text, "0123456789") {
		return period.Period{}, false
	}
	if p, err := period.Parse(text); err == nil {
		return p, true
	}
	return readWrittenPeriod(cleanText(text), order)
}

// dateWord is a piece of a written date: a number or a word in small letters.
type dateWord struct {
	text   string
	number int // 0 for words
}

func readWrittenPeriod(text string, order dateOrder) (p period.Period, ok bool) {
	if open := strings.IndexByte(text, '('); open > 0 {
		text = strings.TrimSpace(text[:open])
	}
	words, run := dateWords(text)
	var year, month, day, quarter, half int
	for i, w := range words {
		switch {
		case len(w.text) == 4 && w.number > 0 && year == 0:
			year = w.number
		case run && i == 1 && len(words) == 2: // the second year of 2006–07
			return yearRun(words[0], w)
		case w.number > 0 && len(w.text) <= 2 && day == 0:
			day = w.number
		case w.number > 0 && len(w.text) <= 2 && month == 0 && order != isoOrder && len(words) == 3:
			day, month = inOrder(day, w.number, order)
		case w.text == "q" && i+1 < len(words) && words[i+1].number >= 1 && words[i+1].number <= 4:
			quarter = words[i+1].number
		case w.text == "h" && i+1 < len(words) && words[i+1].number >= 1 && words[i+1].number <= 2:
			half = words[i+1].number
		case byName(monthNames, w.text) > 0 && month == 0:
			month = byName(monthNames, w.text)
		case byName(dayNames, w.text) > 0, w.text == "of", w.text == "the", w.text == "fy",
			day > 0 && (w.text == "st" || w.text == "nd" || w.text == "rd" || w.text == "th"):
		default:
			return p, false
		}
	}
	switch {
	case year == 0:
		return p, false
	case quarter > 0 && quarter == day && month == 0:
		p = period.OfQuarter(year, quarter)
	case half > 0 && half == day && month == 0:
		p = period.OfHalf(year, half)
	case month > 0 && day > 0:
		p = period.Date(year, month, day)
	case month > 0:
		p = period.OfMonth(year, month)
	case day == 0:
		p = period.OfYear(year)
	}
	return p, !p.IsZero()
}

func inOrder(first, second int, order dateOrder) (day, month int) {
	if order == dayFirst {
		return first, second
	}
	return second, first
}

// yearRun is 2006–07, a split year, or 1994–1998, a run of years.
func yearRun(first, second dateWord) (p period.Period, ok bool) {
	switch {
	case len(first.text) != 4 || len(second.text) != 4 && len(second.text) != 2:
		return p, false
	case second.number%100 == (first.number+1)%100 && (len(second.text) == 2 || second.number == first.number+1):
		p = period.OfSplit(first.number)
	case len(second.text) == 4:
		p = period.Between(period.OfYear(first.number), period.OfYear(second.number))
	}
	return p, !p.IsZero()
}

// dateWords cuts a date into numbers and words; run tells that the first two numbers are joined by a dash or slash.
func dateWords(text string) (words []dateWord, run bool) {
	start := -1
	kind := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	flush := func(end int) {
		if start < 0 {
			return
		}
		w := dateWord{text: strings.ToLower(text[start:end])}
		if w.text[0] >= '0' && w.text[0] <= '9' && len(w.text) <= 4 {
			for _, c := range w.text {
				w.number = w.number*10 + int(c-'0')
			}
		}
		words = append(words, w)
		start = -1
	}
	last := 0
	for i, r := range text {
		k := kind(r)
		if k != last {
			flush(i)
			if k != 0 {
				start = i
			}
		}
		if k == 0 && strings.ContainsRune("-–—/", r) && len(words) == 1 && words[0].number > 0 {
			run = true
		}
		last = k
	}
	flush(len(text))
	return words, run
}
