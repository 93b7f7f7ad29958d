package period

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

var errNotation = errors.New("write a period as 2024, 2024-H1, 2024-Q3, 2024-08, 2024-W31, 2024-08-12, 2023/2024, 2010s or FIRST/LAST")

// Parse reads a period as a facts file writes it: 2024, 2024-H1, 2024-Q3, 2024-08, 2024-W31,
// 2024-08-12, 2023/2024 (also 2023/24), 2010s, FIRST/LAST. Letters may be small, and the hyphen
// before them may be missing or a space, as in the tables of statistical offices (2024Q3, 2024M08).
// Two neighbouring years are a split year, not a run of two. Impossible dates are errors, which say
// what would be right.
func Parse(text string) (Period, error) {
	if len(text) > len("2024-08-12/2024-08-12") {
		return Period{}, fmt.Errorf("not a period: %.24q…; %w", text, errNotation)
	}
	first, last, isRun := strings.Cut(text, "/")
	if !isRun {
		return parseUnit(text)
	}
	if p, ok, err := parseSplit(first, last); ok {
		return p, err
	}
	from, err := parseUnit(first)
	if err != nil {
		return Period{}, err
	}
	to, err := parseUnit(last)
	if err != nil {
		return Period{}, err
	}
	p := Between(from, to)
	if p.IsZero() {
		return Period{}, fmt.Errorf("%q ends before it begins", text)
	}
	return p, nil
}

// parseSplit reads the two sides of 2023/24 and 2023/2024; ok is false when they are not of that form.
func parseSplit(first, last string) (p Period, ok bool, err error) {
	if len(first) != 4 || len(last) != 2 && len(last) != 4 {
		return Period{}, false, nil
	}
	from, ok1 := digits(first)
	to, ok2 := digits(last)
	if !ok1 || !ok2 {
		return Period{}, false, nil
	}
	if len(last) == 4 && to != from+1 {
		return Period{}, false, nil
	}
	p = OfSplit(from)
	if to%100 != (from+1)%100 || p.IsZero() {
		return Period{}, true, fmt.Errorf("the year after %s in %q is not %s", first, first+"/"+last, last)
	}
	return p, true, nil
}

func parseUnit(text string) (Period, error) {
	unknown := func() (Period, error) { return Period{}, fmt.Errorf("not a period: %q; %w", text, errNotation) }
	if len(text) < 4 {
		return unknown()
	}
	year, ok := digits(text[:4])
	if !ok {
		return unknown()
	}
	if year < firstYear {
		return Period{}, fmt.Errorf("there is no year %s", text[:4])
	}
	rest := text[4:]
	switch {
	case rest == "":
		return OfYear(year), nil
	case rest == "s" || rest == "S":
		p := OfDecade(year)
		if p.IsZero() {
			return Period{}, fmt.Errorf("no decade begins in %d: write %ds", year, year-year%10)
		}
		return p, nil
	case rest[0] == '-' || rest[0] == ' ':
		rest = rest[1:]
	}
	if rest == "" {
		return unknown()
	}
	if letter := rest[0] &^ 0x20; letter >= 'A' && letter <= 'Z' {
		n, ok := digits(rest[1:])
		if !ok || len(rest) > 3 {
			return unknown()
		}
		return parseLettered(text, year, letter, n)
	}
	if text[4] != '-' {
		return unknown()
	}
	month, day, hasDay := strings.Cut(rest, "-")
	m, ok := digits(month)
	if !ok || len(month) != 2 {
		return unknown()
	}
	if m == (year+1)%100 && m > 12 && !hasDay {
		return Period{}, fmt.Errorf("%q is no month; write the split year as %d/%02d", text, year, m)
	}
	if m < 1 || m > 12 {
		return Period{}, fmt.Errorf("there is no month %s in %q", month, text)
	}
	if !hasDay {
		return OfMonth(year, m), nil
	}
	d, ok := digits(day)
	if !ok || len(day) != 2 {
		return unknown()
	}
	if d < 1 || d > daysIn(year, m) {
		return Period{}, fmt.Errorf("%q does not exist: %s %d has %d days", text, monthNames[m-1], year, daysIn(year, m))
	}
	return Date(year, m, d), nil
}

func parseLettered(text string, year int, letter byte, n int) (Period, error) {
	var p Period
	limit := 0
	switch letter {
	case 'H':
		p, limit = OfHalf(year, n), 2
	case 'Q':
		p, limit = OfQuarter(year, n), 4
	case 'M':
		p, limit = OfMonth(year, n), 12
	case 'W':
		p, limit = OfWeek(year, n), weeksIn(year)
	default:
		return Period{}, fmt.Errorf("not a period: %q; %w", text, errNotation)
	}
	if p.IsZero() {
		return Period{}, fmt.Errorf("%q does not exist: %d has %c1 to %c%d", text, year, letter, letter, limit)
	}
	return p, nil
}

// digits reads one to four ASCII digits.
func digits(text string) (n int, ok bool) {
	if text == "" || len(text) > 4 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, true
}

// String returns p in the notation that Parse reads back as p; "" for the zero Period.
func (p Period) String() string {
	if p.grain == Span {
		first, last := p.Ends()
		if p.Unit() == Year && last.Year() == first.Year()+1 {
			// 2019/2020 would be a split year
			first, last = first.Of(Month), last.Last().Of(Month)
		}
		return first.String() + "/" + last.String()
	}
	y, m, d := p.YMD()
	switch p.grain {
	case Decade:
		return pad(y, 4) + "s"
	case Year:
		return pad(y, 4)
	case Split:
		return pad(y, 4) + "/" + pad(y+1, 4)
	case Half:
		return pad(y, 4) + "-H" + strconv.Itoa(m/6+1)
	case Quarter:
		return pad(y, 4) + "-Q" + strconv.Itoa(m/3+1)
	case Month:
		return pad(y, 4) + "-" + pad(m, 2)
	case Week:
		y, w := isoWeek(int(p.start))
		return pad(y, 4) + "-W" + pad(w, 2)
	case Day:
		return pad(y, 4) + "-" + pad(m, 2) + "-" + pad(d, 2)
	}
	return ""
}

// Ends returns the first and the last unit of a Span, in its Unit: 2019 and 2023 of 2019/2023. Of
// any other period both are p itself.
func (p Period) Ends() (first, last Period) {
	if p.grain != Span {
		return p, p
	}
	unit := p.Unit()
	return p.Of(unit), p.Last().Of(unit)
}

func pad(n, width int) string {
	text := strconv.Itoa(n)
	return "0000"[:max(0, width-len(text))] + text
}
