package facts

import (
	"bytes"
	"encoding/csv"
	"errors"
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/schema"
)

// table is a head and rows of cells, which can be read as often as it takes: large tables are read
// twice rather than kept.
type table struct {
	path string
	head []headCell
	// scan calls yield for each row until it returns false. The record is only valid during the call.
	scan func(yield func(*record) bool)
	// rows is how many rows there are, or somewhat more.
	rows func() int
}

type headCell struct {
	text         string
	line, column int
}

type record struct {
	cells []string
	line  int
	place func(i int) (line, column int)
}

// blank reports whether no cell has a text.
func (r *record) blank() bool {
	for _, cell := range r.cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// maxColumns bounds the head of a table.
const maxColumns = 2000

// table opens a table and keeps it for inspection. When comma is 0, a head without commas but with semicolons or tabs is
// cut at those.
func (l *loader) table(path string, text []byte, lenient bool, comma rune) (*table, bool) {
	guessed := comma == 0
	if guessed {
		comma = delimiter(path, text)
	}
	t, ok := readTable(path, text, lenient, comma, &l.problems)
	if !ok {
		text = nil // refused for what it is: nothing is to be learned from its lines
	}
	l.keep(&File{Path: path, Text: text, Delimiter: comma, Guessed: guessed})
	return t, ok
}

// readTable opens a CSV or TSV table whose cells are cut at comma.
// Quotes that break the rules of CSV are an error, or are taken as they stand when lenient.
func readTable(path string, text []byte, lenient bool, comma rune, p *problems) (*table, bool) {
	if bytes.IndexByte(text, '\n') < 0 {
		for i, c := range text { // line ends of old spreadsheets
			if c == '\r' {
				text[i] = '\n'
			}
		}
	}
	if line := longLine(text); line > 0 {
		p.add(csvShapeRule, path, line, 1, longLineProblem, maxLineBytes>>10)
		return nil, false
	}
	t := &table{path: path}
	c := newCSVReader(text, comma)
	if err := c.test(); err != nil {
		if !lenient {
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				p.add(csvShapeRule, path, parse.Line, c.column(parse.Line, parse.Column), "%s", quoteProblem(parse.Err))
			} else {
				p.add(csvShapeRule, path, 0, 0, "%s", err)
			}
			return nil, false
		}
		c.lazy = true
	}
	t.scan = c.scan
	hasHead, width := false, 0
	t.scan(func(r *record) bool {
		if width = len(r.cells); width > maxColumns {
			return false
		}
		for i, cell := range r.cells {
			line, column := r.place(i)
			t.head = append(t.head, headCell{strings.TrimSpace(cell), line, column})
		}
		hasHead = true
		return false
	})
	t.scan = func(yield func(*record) bool) {
		first := true
		c.scan(func(r *record) bool {
			if first || r.blank() {
				first = false
				return true
			}
			return yield(r)
		})
	}
	t.rows = c.count
	if width > maxColumns {
		p.add(csvShapeRule, path, 1, 1, "%d columns are more than the %d that are read", width, maxColumns)
		return nil, false
	}
	if !hasHead {
		p.add(csvShapeRule, path, 1, 1, "the table is empty: its first line names the columns")
		return nil, false
	}
	return t, true
}

const longLineProblem = "a line of more than %d KiB is no row of a table"

// longLine returns the number of the first line that is too long to be a row, or 0.
func longLine(text []byte) int {
	if bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0 {
		return 0 // line ends of old spreadsheets
	}
	for line := 1; len(text) > maxLineBytes; line++ {
		end := bytes.IndexByte(text, '\n')
		if end < 0 || end > maxLineBytes {
			return line
		}
		text = text[end+1:]
	}
	return 0
}

func delimiter(path string, text []byte) rune {
	if strings.EqualFold(filepath.Ext(path), ".tsv") {
		return '\t'
	}
	head, _, _ := bytes.Cut(text, []byte{'\n'})
	for _, c := range ",;\t" {
		if bytes.ContainsRune(head, c) {
			return c
		}
	}
	return ','
}

// nodeTable is the table that rows of a YAML or JSON file form when no fields describe them. Its columns
// are the keys in the order in which they first appear.
func nodeTable(path string, rows *schema.Node) *table {
	t := &table{path: path}
	t.rows = func() int { return len(rows.Items) }
	columns := map[string]int{}
	for _, row := range rows.Items {
		for _, pair := range row.Pairs {
			if _, seen := columns[pair.Key.Value]; !seen && len(columns) < maxColumns {
				columns[pair.Key.Value] = len(columns)
				t.head = append(t.head, headCell{pair.Key.Value, pair.Key.Line, pair.Key.Column})
			}
		}
	}
	t.scan = func(yield func(*record) bool) {
		nodes := make([]*schema.Node, len(t.head))
		rec := &record{cells: make([]string, len(t.head))}
		rec.place = func(i int) (line, column int) {
			if i < len(nodes) && nodes[i] != nil {
				return nodes[i].Line, nodes[i].Column
			}
			return rec.line, 1
		}
		for _, row := range rows.Items {
			clear(nodes)
			clear(rec.cells)
			rec.line = row.Line
			for _, pair := range row.Pairs {
				if i, ok := columns[pair.Key.Value]; ok {
					nodes[i], rec.cells[i] = pair.Value, pair.Value.Text()
				}
			}
			if !rec.blank() && !yield(rec) {
				return
			}
		}
	}
	return t
}
