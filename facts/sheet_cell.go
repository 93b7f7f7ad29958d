package facts

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/onrecord/onrecord/facts/quantity"
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

// convert turns the raw numbers of a sheet into what its readers see: dates, percentages, and decimals without the
// noise of binary fractions. A column is written as most of the cells at its top are. A formula whose result was
// never stored is reported, as it would pass for a missing value.
func (b *book) convert(sheet string, grid []gridRow, left int) {
	if len(grid) == 0 {
		return
	}
	width := 0
	for _, row := range grid {
		width = max(width, len(row.cells))
	}
	for i := range width {
		style := b.columnStyle(sheet, grid, left, i)
		for r := range grid {
			cells := grid[r].cells
			if i >= len(cells) {
				continue
			}
			if cells[i] == "" {
				b.checkFormula(sheet, left+i, grid[r].line)
			} else if value, err := strconv.ParseFloat(cells[i], 64); err == nil && r > 0 {
				cells[i] = b.written(cells[i], value, style)
			}
		}
	}
}

// sampledCells is how many cells of a column decide on its style.
const sampledCells = 25

func (b *book) columnStyle(sheet string, grid []gridRow, left, i int) dateStyle {
	var counts [percentage + 1]int
	seen := 0
	for _, row := range grid[1:] {
		if i >= len(row.cells) || seen == sampledCells {
			continue
		}
		if _, err := strconv.ParseFloat(row.cells[i], 64); err == nil {
			counts[b.cellStyle(sheet, left+i, row.line)]++
			seen++
		}
	}
	for style, n := range counts {
		if 2*n > seen {
			return dateStyle(style)
		}
	}
	return noDate
}

func (b *book) cellStyle(sheet string, column, row int) dateStyle {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return noDate
	}
	id, err := b.file.GetCellStyle(sheet, name)
	if err != nil || id == 0 {
		return noDate
	}
	if known, ok := b.dates[id]; ok {
		return known
	}
	found := noDate
	if _, err := b.file.GetStyle(id); err == nil { // reads the styles, too
		found = readNumberFormat(b.numberFormat(id))
	}
	b.dates[id] = found
	return found
}

// numberFormat returns the number format of a style: its number, and its text unless it is built in. GetStyle would
// take formats below 164 for built in, whatever the workbook says; some programs write their own there.
func (b *book) numberFormat(style int) (id int, custom *string) {
	styles := b.file.Styles
	if styles == nil || styles.CellXfs == nil || style >= len(styles.CellXfs.Xf) || styles.CellXfs.Xf[style].NumFmtID == nil {
		return 0, nil
	}
	id = *styles.CellXfs.Xf[style].NumFmtID
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			if f != nil && f.NumFmtID == id {
				return id, &f.FormatCode
			}
		}
	}
	return id, nil
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
		day, err := excelize.ExcelDateToTime(math.Floor(value), b.date1904)
		if err != nil {
			return text
		}
		return day.Format([...]string{dayDate: "2006-01-02", monthDate: "2006-01", yearDate: "2006"}[style])
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

// mostFormulas bounds for how many empty cells that is done: asking takes a while.
const mostFormulas = 1 << 18

// checkFormula reports an empty cell whose formula has no stored result.
func (b *book) checkFormula(sheet string, column, row int) {
	if b.formulas++; b.formulas > mostFormulas {
		return
	}
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return
	}
	formula, err := b.file.GetCellFormula(sheet, name)
	if err != nil || formula == "" {
		return
	}
	if kind, err := b.file.GetCellType(sheet, name); err == nil && kind == excelize.CellTypeFormula {
		return // its result is an empty text
	}
	b.problems.add(badValueRule, b.path+"#"+sheet, row, column, "the result of the formula in %s is not stored: open the workbook in a spreadsheet program and save it", name)
}
