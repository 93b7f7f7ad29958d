package facts

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/onrecord/onrecord/schema"
)

// What a workbook may cost. 100,000 rows of four cells unpack to some 20 MiB with 2 million tags, and take a second to
// read; more than that is better kept as CSV.
const (
	maxBookBytes     = 32 << 20
	maxUnpackedBytes = 64 << 20
	maxTags          = 3 << 20
	maxTagDepth      = 64
	maxTagText       = 1 << 20 // from one tag to the next
)

// book is an open workbook.
type book struct {
	path     string
	file     *excelize.File
	problems *problems
	date1904 bool
	dates    map[int]dateStyle // by style
	formulas int               // empty cells whose formulas were asked for
}

// openBook opens a workbook that is no bomb. What excelize would do on its way to find that out, fill the disk with
// unpacked parts, it is kept from.
func openBook(path string, text []byte, p *problems) (*book, bool) {
	fail := func(format string, args ...any) (*book, bool) {
		p.add(syntaxRule, path, 1, 1, format, args...)
		return nil, false
	}
	if bytes.HasPrefix(text, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return fail("an old or encrypted workbook: save it as .xlsx, without a password")
	}
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return fail("is no XLSX workbook: %s", strings.TrimPrefix(err.Error(), "zip: "))
	}
	var size uint64
	for _, part := range archive.File {
		if size += part.UncompressedSize64; size > maxUnpackedBytes || part.UncompressedSize64 > maxUnpackedBytes {
			return fail("the workbook unpacks to more than %d MiB: save the sheet as CSV", maxUnpackedBytes>>20)
		}
	}
	tags := 0
	for _, part := range archive.File {
		if name := strings.ToLower(part.Name); !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		if err := checkPart(part, &tags); err != nil {
			return fail("the part %s of the workbook %s", part.Name, err)
		}
	}
	file, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpackedBytes, UnzipXMLSizeLimit: maxUnpackedBytes,
	})
	if err != nil {
		return fail("is no XLSX workbook that can be read: %s", shorten(err.Error()))
	}
	b := &book{path: path, file: file, problems: p, dates: map[int]dateStyle{}}
	if props, err := file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.date1904 = *props.Date1904
	}
	return b, true
}

// area is a part of a sheet: all of it, or a range.
type area struct {
	sheet                   string
	left, top, right, under int // 1-based, both ends included; right 0: to the end
}

// find resolves what a facts file writes behind the name of a workbook: a sheet, Sheet!A1:D20, A1:D20, or the name that
// the workbook gives to a range. Without any, it is the only sheet that is not empty.
func (b *book) find(place string) (area, error) {
	sheets := b.file.GetSheetList()
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
	if name == "" {
		filled := b.filled()
		if len(filled) != 1 {
			return area{}, fmt.Errorf("%d sheets hold something: name one, as in %s#%s", len(filled), filepath.Base(b.path), sheets[0])
		}
		name = filled[0]
	}
	at := slices.IndexFunc(sheets, func(s string) bool { return strings.EqualFold(s, name) })
	if at < 0 {
		for _, defined := range b.file.GetDefinedName() {
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
	found := area{sheet: sheets[at]}
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
	if left, top, err = excelize.CellNameToCoordinates(first); err != nil {
		return 0, 0, 0, 0, err
	}
	if right, under, err = excelize.CellNameToCoordinates(last); err != nil {
		return 0, 0, 0, 0, err
	}
	return min(left, right), min(top, under), max(left, right), max(top, under), nil
}

// filled lists the sheets that have a cell with a text.
func (b *book) filled() (names []string) {
	for _, sheet := range b.file.GetSheetList() {
		rows, err := b.file.Rows(sheet)
		if err != nil {
			continue // a chart
		}
		for rows.Next() {
			if cells, err := rows.Columns(); err != nil || !isBlank(cells) {
				names = append(names, sheet)
				break
			}
		}
		rows.Close()
	}
	return names
}

// table reads an area. Its places are row and column of the sheet.
func (b *book) table(a area) (*table, bool) {
	path := b.path + "#" + a.sheet
	rows, err := b.file.Rows(a.sheet)
	if err != nil {
		b.problems.add(syntaxRule, path, 1, 1, "cannot be read: %s", shorten(err.Error()))
		return nil, false
	}
	defer rows.Close()
	left := max(a.left, 1)
	var grid []gridRow
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			b.problems.add(syntaxRule, path, line, 1, "cannot be read: %s", shorten(err.Error()))
			return nil, false
		}
		if a.right > 0 {
			if line < a.top || line > a.under {
				continue
			}
			cells = cells[min(left-1, len(cells)):min(a.right, len(cells))]
		}
		if n := len(trimBlank(cells)); n > maxColumns {
			b.problems.add(csvHeaderRule, path, line, 1, "%d columns are more than the %d that are read", n, maxColumns)
			return nil, false
		}
		cells = cells[:min(len(cells), maxColumns)]
		if len(cells) > 0 {
			grid = append(grid, gridRow{slices.Clone(cells), line})
		}
	}
	b.convert(a.sheet, grid, left)
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
	name, err := excelize.CoordinatesToCellName(column, row+20)
	if err != nil {
		return "D20"
	}
	return name
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
	defer b.file.Close()
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
			name += " " + sheet
		}
		l.inferred(path, name, t)
	}
}
