package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Cell is a cell that holds a text, a number or a formula.
type Cell struct {
	Column int    // 1-based
	Text   string // a number is as it is stored, in the notation of floating point
	Style  int
	// Pending tells of a formula whose result is not stored.
	Pending bool
}

// Rows calls yield for the rows of a sheet that hold cells, from top to bottom, until it returns false. Cells are in the
// order of their columns, and valid only during the call.
func (b *Book) Rows(sheet int, yield func(line int, cells []Cell) bool) error {
	r := rowReader{book: b}
	err := tokens(b.parts[b.sheets[sheet]], func(t xml.Token) bool {
		switch e := t.(type) {
		case xml.StartElement:
			r.start(e)
		case xml.CharData:
			if r.collects {
				r.text = append(r.text, e...)
			}
		case xml.EndElement:
			switch r.end(e.Name.Local) {
			case rowEnds:
				return r.err == nil && (len(r.cells) == 0 || yield(r.line, r.cells))
			case sheetEnds:
				return false
			}
		}
		if r.inline.started {
			r.inline.read(t)
		}
		return r.err == nil
	})
	if r.err != nil {
		return r.err
	}
	return err
}

// rowReader reads the rows of a sheet.
type rowReader struct {
	book    *Book
	columns []int // styles, from the first column on

	line, rowStyle int
	cells          []Cell
	err            error

	column     int    // of the cell at hand, or of the one before
	kind       string // of the cell at hand
	style      int
	value      string
	hasFormula bool
	formula    bool // one that is written out, or shared
	inline     richText
	inlineText string
	text       []byte
	collects   bool
}

type ending uint8

const (
	otherEnds ending = iota
	rowEnds
	sheetEnds
)

func (r *rowReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "col":
		r.columnStyle(e)
	case "row":
		r.row(e)
	case "c":
		r.cell(e)
	case "v":
		r.collects, r.text = true, r.text[:0]
	case "f":
		r.collects, r.text = true, r.text[:0]
		r.hasFormula, r.formula = true, attribute(e, "t") == "shared"
	case "is":
		r.inline = richText{started: true}
	}
}

func (r *rowReader) end(name string) ending {
	switch name {
	case "v":
		r.collects, r.value = false, string(r.text)
	case "f":
		r.collects, r.formula = false, r.formula || len(r.text) > 0
	case "is":
		r.inlineText, r.inline = r.inline.text(), richText{}
	case "c":
		r.finishCell()
	case "row":
		return rowEnds
	case "sheetData":
		return sheetEnds
	}
	return otherEnds
}

// columnStyle notes the style that the empty cells of columns have. Columns are listed from left to right.
func (r *rowReader) columnStyle(e xml.StartElement) {
	first, _ := strconv.Atoi(attribute(e, "min"))
	last, _ := strconv.Atoi(attribute(e, "max"))
	style, _ := strconv.Atoi(attribute(e, "style"))
	for len(r.columns) < min(last, MaxColumns) {
		if len(r.columns)+1 < first {
			r.columns = append(r.columns, 0)
		} else {
			r.columns = append(r.columns, style)
		}
	}
}

func (r *rowReader) row(e xml.StartElement) {
	last := r.line
	r.line++
	if number := attribute(e, "r"); number != "" {
		n, err := strconv.Atoi(number)
		if err != nil || n <= last || n > MaxRows {
			r.err = fmt.Errorf("row %.20q follows row %d", number, last)
			return
		}
		r.line = n
	}
	r.rowStyle, _ = strconv.Atoi(attribute(e, "s"))
	r.cells, r.column = r.cells[:0], 0
}

func (r *rowReader) cell(e xml.StartElement) {
	last := r.column
	r.column++
	r.kind, r.style, r.value, r.inlineText = "", 0, "", ""
	r.hasFormula, r.formula = false, false
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "r":
			column, _, err := ParseCell(a.Value)
			if err != nil || column <= last {
				r.err = fmt.Errorf("row %d has a cell %.20q after column %d", r.line, a.Value, last)
				return
			}
			r.column = column
		case "s":
			r.style, _ = strconv.Atoi(a.Value)
		case "t":
			r.kind = a.Value
		}
	}
	if r.column > MaxColumns {
		r.err = fmt.Errorf("row %d has more than %d cells", r.line, MaxColumns)
	}
}

func (r *rowReader) finishCell() {
	c := Cell{Column: r.column, Text: r.value, Style: r.style}
	switch r.kind {
	case "s":
		if c.Text != "" {
			i, err := strconv.Atoi(strings.TrimSpace(c.Text))
			if err != nil || i < 0 || i >= len(r.book.strings) {
				r.err = fmt.Errorf("row %d has a text %.20q of %d", r.line, c.Text, len(r.book.strings))
				return
			}
			c.Text = r.book.strings[i]
		}
	case "inlineStr":
		if r.inlineText != "" {
			c.Text = r.inlineText
		}
	}
	if c.Text == "" && !r.hasFormula {
		return
	}
	c.Pending = c.Text == "" && r.formula && r.kind != "str" // the result of such a one is an empty text
	if c.Style == 0 {
		c.Style = r.rowStyle
	}
	if c.Style == 0 && c.Column <= len(r.columns) {
		c.Style = r.columns[c.Column-1]
	}
	r.cells = append(r.cells, c)
}

// richText is a text that may be cut into runs, each with a font of its own: <si> or <is>.
type richText struct {
	started, done bool
	inText        bool
	phonetic      int // inside of how a text is pronounced
	runs          []byte
}

func (t *richText) read(token xml.Token) {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "si":
			t.started = true
		case "rPh":
			t.phonetic++
		case "t":
			t.inText = t.started && t.phonetic == 0
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "si":
			t.done = true
		case "rPh":
			t.phonetic--
		case "t":
			t.inText = false
		}
	case xml.CharData:
		if t.inText {
			t.runs = append(t.runs, e...)
		}
	}
}

// text returns the text with the characters that XML cannot hold, written as _x000D_.
func (t *richText) text() string {
	s := string(t.runs)
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		if len(s) >= 7 && s[:2] == "_x" && s[6] == '_' {
			if code, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				if !utf16.IsSurrogate(rune(code)) {
					b.WriteRune(rune(code))
				}
				s = s[7:]
				continue
			}
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

// The size of a sheet.
const (
	MaxColumns = 16384
	MaxRows    = 1 << 20
)

var errNoCell = errors.New("no place of a cell, as in B3")

// ParseCell reads the place of a cell: B3, or $B$3 as formulas have it.
func ParseCell(text string) (column, row int, err error) {
	i := 0
	for ; i < len(text) && (text[i] == '$' || isLetter(text[i])); i++ {
		if text[i] == '$' {
			continue
		}
		if column = column*26 + int(text[i]|0x20-'a') + 1; column > MaxColumns {
			return 0, 0, errNoCell
		}
	}
	row, err = strconv.Atoi(text[i:])
	if err != nil || column == 0 || row < 1 || row > MaxRows || text[i] == '+' {
		return 0, 0, errNoCell
	}
	return column, row, nil
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// CellName writes the place of a cell.
func CellName(column, row int) string {
	var letters []byte
	for ; column > 0; column = (column - 1) / 26 {
		letters = append([]byte{byte('A' + (column-1)%26)}, letters...)
	}
	return string(letters) + strconv.Itoa(row)
}
