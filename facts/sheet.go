package facts

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts/workbook"
	"github.com/onrecord/onrecord/schema"
)

// maxBookBytes bounds the file of a workbook. What it unpacks to has bounds of its own.
const maxBookBytes = 32 << 20

// book is an open workbook.
type book struct {
	path     string
	file     *workbook.Book
	problems *problems
}

func openBook(path string, text []byte, p *problems) (*book, bool) {
	file, err := workbook.Open(text)
	if err != nil {
		p.add(syntaxRule, path, 1, 1, "%s", err)
		return nil, false
	}
	return &book{path, file, p}, true
}

// area is a part of a sheet: all of it, or a range.
type area struct {
	sheet                   int // of the workbook's
	left, top, right, under int // 1-based, both ends included; right 0: to the end
}

// find resolves what a facts file writes behind the name of a workbook: a sheet, Sheet!A1:D20, A1:D20, or the name that
// the workbook gives to a range. Without any, it is the only sheet that is not empty.
func (b *book) find(place string) (area, error) {
	sheets := b.file.Sheets
	known := func() string { return "the sheets are " + shortList(sheets) }
	name, cells, ranged := place, "", false
	if i := strings.LastIndexByte(place, '!'); i >= 0 {
		name, cells, ranged = place[:i], place[i+1:], true
	} else if _, _, _, _, err := readRange(place); err == nil && !slices.Contains(sheets, place) {
		name, cells, ranged = "", place, true
	}
	if len(name) > 1 && name[0] == '\'' && name[len(name)-1] == '\'' {
		name = strings.ReplaceAll(name[1:len(name)-1], "''", "'")
	}
	at := slices.IndexFunc(sheets, func(s string) bool { return strings.EqualFold(s, name) })
	if name == "" {
		filled := b.filled()
		if len(filled) != 1 {
			return area{}, fmt.Errorf("%d sheets hold something: name one, as in %s#%s", len(filled), filepath.Base(b.path), sheets[0])
		}
		at = filled[0]
	}
	if at < 0 {
		for _, defined := range b.file.Names {
			if strings.EqualFold(defined.Name, name) && !ranged && strings.Contains(defined.RefersTo, "!") {
				return b.find(strings.ReplaceAll(defined.RefersTo, "$", ""))
			}
		}
		hint := schema.DidYouMean(name, sheets)
		if hint == "" {
			hint = "; " + known()
		}
		return area{}, fmt.Errorf("there is no sheet %q%s", name, hint)
	}
	found := area{sheet: at}
	if ranged {
		var err error
		if found.left, found.top, found.right, found.under, err = readRange(cells); err != nil {
			return area{}, fmt.Errorf("%q is no range of cells, such as A1:D20", cells)
		}
	}
	return found, nil
}

func readRange(text string) (left, top, right, under int, err error) {
	first, last, ok := strings.Cut(text, ":")
	if !ok {
		return 0, 0, 0, 0, errors.New("no range")
	}
	if left, top, err = workbook.ParseCell(first); err != nil {
		return 0, 0, 0, 0, err
	}
	if right, under, err = workbook.ParseCell(last); err != nil {
		return 0, 0, 0, 0, err
	}
	return min(left, right), min(top, under), max(left, right), max(top, under), nil
}

// filled lists the sheets that have a cell with a text.
func (b *book) filled() (sheets []int) {
	for sheet := range b.file.Sheets {
		found := false
		// What is wrong with a sheet is told when it is read.
		_ = b.file.Rows(sheet, func(_ int, cells []workbook.Cell) bool {
			found = slices.ContainsFunc(cells, func(c workbook.Cell) bool { return strings.TrimSpace(c.Text) != "" })
			return !found
		})
		if found {
			sheets = append(sheets, sheet)
		}
	}
	return sheets
}

// name is the sheet's as messages and datasets write it.
func (b *book) name(sheet int) string { return b.path + "#" + b.file.Sheets[sheet] }

// table reads an area. Its places are row and column of the sheet.
func (b *book) table(a area) (*table, bool) {
	path := b.name(a.sheet)
	left := max(a.left, 1)
	var grid []gridRow
	columns := sheetColumns{book: b}
	wide, wideLine := 0, 0
	err := b.file.Rows(a.sheet, func(line int, found []workbook.Cell) bool {
		if a.right > 0 && (line < a.top || line > a.under) {
			return line < a.top
		}
		var cells []string
		for _, c := range found {
			at := c.Column - left
			if at < 0 || a.right > 0 && c.Column > a.right {
				continue
			}
			if at >= maxColumns {
				if strings.TrimSpace(c.Text) != "" {
					wide, wideLine = at+1, line
				}
				continue
			}
			for len(cells) <= at {
				cells = append(cells, "")
			}
			cells[at] = c.Text
			if c.Pending {
				b.problems.add(badValueRule, path, line, c.Column, "the result of the formula in %s is not stored: open the workbook in a spreadsheet program and save it", workbook.CellName(c.Column, line))
			}
			if len(grid) > 0 {
				columns.sample(at, c)
			}
		}
		if len(cells) > 0 {
			grid = append(grid, gridRow{cells, line})
		}
		return wide == 0
	})
	if wide > 0 {
		b.problems.add(csvHeaderRule, path, wideLine, 1, "%d columns are more than the %d that are read", wide, maxColumns)
		return nil, false
	}
	if err != nil {
		b.problems.add(syntaxRule, path, 1, 1, "cannot be read: %s", err)
		return nil, false
	}
	columns.convert(grid)
	return gridTable(path, grid, left, b.problems)
}

// empty reports whether the table has a head and no rows, as a sheet of notes looks.
func (t *table) empty() bool {
	none := true
	t.scan(func(*record) bool { none = false; return false })
	return none
}

// hasTitle reports a table whose rows reach farther than its head: that is a title, and the head stands below it.
func (b *book) hasTitle(t *table) bool {
	wide, line := 0, 0
	t.scan(func(rec *record) bool {
		if len(rec.cells) > len(t.head) {
			wide, line = len(rec.cells), rec.line
		}
		return wide == 0
	})
	if wide == 0 {
		return false
	}
	b.problems.add(csvShapeRule, t.path, t.head[0].line, 1, "row %d has %d cells, the head %d: if it is a title, name the range below it in a facts file, as in file: %s!A%d:%s",
		line, wide, len(t.head), filepath.Base(t.path), line, lastCell(wide, line))
	return true
}

func lastCell(column, row int) string {
	return workbook.CellName(min(column, workbook.MaxColumns), min(row+20, workbook.MaxRows))
}

// bareBook reads a workbook that no dataset names: each sheet that is not empty is a dataset.
func (l *loader) bareBook(path string) {
	text, ok := l.readBytes(path, maxBookBytes)
	if !ok {
		return
	}
	b, ok := openBook(path, text, &l.problems)
	if !ok {
		return
	}
	sheets := b.filled()
	if len(sheets) == 0 {
		l.problems.add(csvHeaderRule, path, 1, 1, "the workbook is empty")
	}
	for _, sheet := range sheets {
		t, ok := b.table(area{sheet: sheet})
		if !ok || len(sheets) > 1 && t.empty() || b.hasTitle(t) {
			continue
		}
		name := fileTitle(path)
		if len(sheets) > 1 {
			name += " " + b.file.Sheets[sheet]
		}
		l.inferred(path, name, t)
	}
}
