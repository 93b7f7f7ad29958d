package facts

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
	"unsafe"
)

func quoteProblem(err error) string {
	switch {
	case errors.Is(err, csv.ErrQuote):
		return `a quoted cell must end with its closing quote; write a quote inside it twice, as in "6"" gun"`
	case errors.Is(err, csv.ErrBareQuote):
		return `a quote stands inside a cell that does not begin with one: put the cell in quotes and write the quote twice, as in "6"" gun"`
	}
	return err.Error()
}

// csvReader reads a text again and again. It takes large tables without a copy of their cells, as a table of a million
// rows is made of them; what encoding/csv reads in its lazy way, that reads.
type csvReader struct {
	text   []byte
	cells  string // the same, for cells to be cut from
	comma  rune
	quoted bool // there are quotes in it
	lazy   bool
	lines  []int // offsets of lines, made when a column of an error has to be converted
}

func newCSVReader(text []byte, comma rune) *csvReader {
	return &csvReader{
		text: text, cells: unsafe.String(unsafe.SliceData(text), len(text)), // the text does not change any more
		comma: comma, quoted: bytes.IndexByte(text, '"') >= 0,
	}
}

func (c *csvReader) open() *csv.Reader {
	r := csv.NewReader(bytes.NewReader(c.text))
	r.Comma = c.comma
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	r.LazyQuotes = c.lazy
	return r
}

// test reads to the end and returns the first error. Without quotes there is none to find.
func (c *csvReader) test() error {
	if !c.quoted {
		return nil
	}
	r := c.open()
	for {
		if _, err := r.Read(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// count returns the number of records that are not blank, the head among them.
func (c *csvReader) count() int {
	n := 0
	if c.quoted { // a record may have many lines
		c.scan(func(r *record) bool {
			if !r.blank() {
				n++
			}
			return true
		})
		return n
	}
	for text := c.text; len(text) > 0; {
		line := text
		if end := bytes.IndexByte(text, '\n'); end >= 0 {
			line, text = text[:end], text[end+1:]
		} else {
			text = nil
		}
		for _, b := range line {
			if b != byte(c.comma) && b != ' ' && b != '\t' && b != '\r' {
				n++
				break
			}
		}
	}
	return n
}

func (c *csvReader) scan(yield func(*record) bool) {
	if c.lazy && c.quoted || c.comma >= utf8.RuneSelf || c.comma == 0 || c.comma == '"' || c.comma == '\n' || c.comma == '\r' {
		c.scanLazily(yield)
		return
	}
	s := csvScanner{text: c.cells, comma: byte(c.comma), line: 1}
	s.rec.place = s.place
	for s.next() {
		if !yield(&s.rec) {
			return
		}
	}
}

func (c *csvReader) scanLazily(yield func(*record) bool) {
	r := c.open()
	rec := &record{}
	rec.place = func(i int) (line, column int) {
		if i >= len(rec.cells) {
			return rec.line, 1
		}
		line, column = r.FieldPos(i)
		return line, c.column(line, column)
	}
	for {
		cells, err := r.Read()
		if err != nil {
			return // test has seen all errors but those of lazy reading, which are at the end
		}
		rec.cells = cells
		rec.line, _ = r.FieldPos(0)
		if !yield(rec) {
			return
		}
	}
}

// column turns a column in bytes into one in code points.
func (c *csvReader) column(line, column int) int {
	if c.lines == nil {
		c.lines = make([]int, 1, 1+bytes.Count(c.text, []byte{'\n'}))
		for i, b := range c.text {
			if b == '\n' {
				c.lines = append(c.lines, i+1)
			}
		}
	}
	if line < 1 || line > len(c.lines) {
		return column
	}
	start := c.lines[line-1]
	return 1 + utf8.RuneCount(c.text[start:min(start+max(column, 1)-1, len(c.text))])
}

// csvScanner cuts records from a text whose quotes keep the rules of RFC 4180, as encoding/csv reads them: empty lines
// are none, and line ends in quotes are plain ones.
type csvScanner struct {
	text   string
	comma  byte
	at     int // where the next record begins
	line   int // of that place
	rec    record
	first  int   // where the record at hand begins
	starts []int // where its cells begin
}

func (s *csvScanner) next() bool {
	for s.at < len(s.text) && lineEnd(s.text, s.at) > 0 {
		s.at += lineEnd(s.text, s.at)
		s.line++
	}
	if s.at >= len(s.text) {
		return false
	}
	s.first, s.rec.line = s.at, s.line
	s.rec.cells, s.starts = s.rec.cells[:0], s.starts[:0]
	for {
		start, cell := s.at, ""
		if s.at < len(s.text) && s.text[s.at] == '"' {
			cell = s.quotedCell()
		} else {
			i := s.at
			for i < len(s.text) && s.text[i] != s.comma && s.text[i] != '\n' {
				i++
			}
			if i > s.at && s.text[i-1] == '\r' && lineEnd(s.text, i-1) > 0 {
				i--
			}
			cell, s.at = s.text[start:i], i
		}
		s.rec.cells, s.starts = append(s.rec.cells, cell), append(s.starts, start)
		if s.at >= len(s.text) {
			return true
		}
		if end := lineEnd(s.text, s.at); end > 0 {
			s.at += end
			s.line++
			return true
		}
		s.at++ // the comma
	}
}

// lineEnd returns the length of the line end at a place, 0 if there is none: a carriage return is one before a newline,
// and at the end of the text.
func lineEnd(text string, at int) int {
	switch {
	case text[at] == '\n':
		return 1
	case text[at] != '\r':
		return 0
	case at+1 == len(text):
		return 1
	case text[at+1] == '\n':
		return 2
	}
	return 0
}

// quotedCell reads a cell in quotes, and goes on behind them.
func (s *csvScanner) quotedCell() string {
	start := s.at + 1
	plain := true
	for s.at = start; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\n':
			s.line++
		case '\r':
			plain = false
		case '"':
			if s.at+1 == len(s.text) || s.text[s.at+1] != '"' {
				cell := s.text[start:s.at]
				if s.at++; !plain {
					cell = quotedCell.Replace(cell)
				}
				return cell
			}
			plain = false
			s.at++
		}
	}
	return s.text[min(start, len(s.text)):] // test has seen that this does not happen
}

var quotedCell = strings.NewReplacer(`""`, `"`, "\r\n", "\n")

// place returns line and column, in code points, of a cell of the record at hand.
func (s *csvScanner) place(i int) (line, column int) {
	if i >= len(s.starts) {
		return s.rec.line, 1
	}
	before := s.text[s.first:s.starts[i]]
	line = s.rec.line
	if last := strings.LastIndexByte(before, '\n'); last >= 0 { // a cell before it has several lines
		line += strings.Count(before, "\n")
		before = before[last+1:]
	}
	return line, 1 + utf8.RuneCountInString(before)
}
