package facts

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/facts/workbook"
)

// dateStyle is how a style writes a number that is a date.
type dateStyle uint8

const (
	noDate dateStyle = iota
	dayDate
	monthDate
	yearDate
	clockTime
	percentage // no date, but as much a matter of style: 0.058 is 5.8%
)

// sampledCells is how many cells of a column decide on its style.
const sampledCells = 25

// sheetColumns counts how the cells at the top of each column are written.
type sheetColumns struct {
	book   *book
	counts [][percentage + 1]int
	dates  map[int]dateStyle // by style
}

// sample counts a cell below the head.
func (s *sheetColumns) sample(column int, c workbook.Cell) {
	for len(s.counts) <= column {
		s.counts = append(s.counts, [percentage + 1]int{})
	}
	seen := 0
	for _, n := range s.counts[column] {
		seen += n
	}
	if seen == sampledCells {
		return
	}
	if _, err := strconv.ParseFloat(c.Text, 64); err == nil {
		s.counts[column][s.style(c.Style)]++
	}
}

func (s *sheetColumns) style(id int) dateStyle {
	if known, ok := s.dates[id]; ok {
		return known
	}
	found := noDate
	if format, ok := s.book.file.Format(id); ok {
		found = readNumberFormat(format.ID, format.Code)
	}
	if s.dates == nil {
		s.dates = map[int]dateStyle{}
	}
	s.dates[id] = found
	return found
}

// ofColumn is how most of the counted cells of a column are written.
func (s *sheetColumns) ofColumn(column int) dateStyle {
	seen := 0
	for _, n := range s.counts[column] {
		seen += n
	}
	for style, n := range s.counts[column] {
		if 2*n > seen {
			return dateStyle(style)
		}
	}
	return noDate
}

// convert turns the raw numbers of a sheet into what its readers see: dates, percentages, and decimals without the
// noise of binary fractions. A column is written as most of the cells at its top are.
func (s *sheetColumns) convert(grid []gridRow) {
	styles := make([]dateStyle, len(s.counts))
	for i := range styles {
		styles[i] = s.ofColumn(i)
	}
	for r, row := range grid {
		for i, text := range row.cells {
			if r == 0 || i >= len(styles) {
				break
			}
			if value, err := strconv.ParseFloat(text, 64); err == nil {
				row.cells[i] = s.book.written(text, value, styles[i])
			}
		}
	}
}

// readNumberFormat tells from a number format, built in or written out, what its numbers are.
func readNumberFormat(id int, custom *string) dateStyle {
	switch {
	case custom == nil && (id == 9 || id == 10):
		return percentage
	case custom == nil && id == 17: // mmm-yy
		return monthDate
	case custom == nil && (id >= 14 && id <= 16 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58):
		return dayDate
	case custom == nil && (id >= 18 && id <= 21 || id >= 45 && id <= 47):
		return clockTime
	case custom == nil:
		return noDate
	}
	format := bareFormat(*custom)
	switch has := func(letters string) bool { return strings.ContainsAny(format, letters) }; {
	case has("0#?"):
		if has("%") {
			return percentage
		}
		return noDate
	case has("d"):
		return dayDate
	case has("y") && has("m"):
		return monthDate
	case has("y"):
		return yearDate
	case has("hs"):
		return clockTime
	}
	return noDate
}

// bareFormat is the first section of a number format in small letters, without texts, colours and conditions.
func bareFormat(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"', '[':
			end := byte('"')
			if c == '[' {
				end = ']'
			}
			next := strings.IndexByte(format[i+1:], end)
			if next < 0 {
				return strings.ToLower(b.String())
			}
			i += next + 1
		case '\\', '_', '*':
			i++
		case ';':
			return strings.ToLower(b.String())
		default:
			b.WriteByte(c)
		}
	}
	return strings.ToLower(b.String())
}

func (b *book) written(text string, value float64, style dateStyle) string {
	switch style {
	case dayDate, monthDate, yearDate:
		if value < 1 || value > 2958465 { // 9999-12-31
			return text
		}
		return b.day(int(value)).Format([...]string{dayDate: "2006-01-02", monthDate: "2006-01", yearDate: "2006"}[style])
	case clockTime:
		return strconv.FormatFloat(value, 'f', -1, 64) + " days" // a text: hours are not what the number says
	case percentage:
		if n, err := quantity.ParseNumber(shortest(text, value)); err == nil {
			return n.Mul(quantity.Int(100)).String() + "%"
		}
		return text
	}
	return shortest(text, value)
}

// shortest writes a number as it was typed: sheets store 0.058 as 5.8000000000000003E-2.
func shortest(text string, value float64) string {
	if len(text) <= 15 && !strings.ContainsAny(text, "eE") || math.Abs(value) >= 1e18 {
		return text
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// day is the day of a number. Spreadsheets take 1900 for a leap year, so that 60 is a day that never was and all before
// it are counted from a day later.
func (b *book) day(number int) time.Time {
	if b.file.Date1904 {
		return time.Date(1904, 1, 1+number, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30+number, 0, 0, 0, 0, time.UTC)
}
