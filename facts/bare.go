package facts

import (
	"strings"
	"sync"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Bare is a table as it stands in its file, before its columns get roles: texts in columns of numbers, rows without any
// figure and the wording of dates are all there.
type Bare struct {
	Columns []BareColumn
	Lines   []int // of the rows in the file
}

// BareColumn is a column of a bare table, with a cell for each row.
type BareColumn struct {
	Head    string // without unit and scale
	Numbers bool   // its cells are numbers; a few may be texts
	Dates   bool   // its cells are periods; a column of years is of numbers too
	Unit    quantity.Unit
	Cells   []BareCell
}

// BareCell is a cell of a bare table.
type BareCell struct {
	Text   string
	Number quantity.Number // with the scale of the head, when IsNumber
	// Plain is the number as it is written, without the scale of the head.
	Plain    quantity.Number
	IsNumber bool
	Period   period.Period // of a column of dates
}

// Missing reports whether the cell says that there is nothing to say.
func (c *BareCell) Missing() bool { return isMissing(c.Text) }

// maxBare bounds the cells of a table that are kept as they stand: what people write about, no data dump.
const maxBare = 40_000

// bareText holds the texts of a table until somebody asks for it.
type bareText struct {
	columns []*column
	cells   []string // row by row
	lines   []int
	read    sync.Once
	bare    *Bare
}

// Bare returns the table of an inferred dataset as it stands, or nil when it was too large to be kept.
func (d *Dataset) Bare() *Bare {
	if d.bare == nil {
		return nil
	}
	d.bare.read.Do(d.bare.build)
	return d.bare.bare
}

// keep notes the texts of the rows.
func (b *bareText) keep(t *table, columns []*column, rows int) bool {
	if rows == 0 || len(columns) == 0 || rows*len(columns) > maxBare {
		return false
	}
	b.columns = columns
	t.scan(func(rec *record) bool {
		if repeatsHead(rec, t) {
			return true
		}
		for _, c := range columns {
			text := ""
			if c.index < len(rec.cells) {
				text = strings.Clone(strings.TrimSpace(rec.cells[c.index]))
			}
			b.cells = append(b.cells, text)
		}
		b.lines = append(b.lines, rec.line)
		return true
	})
	return true
}

func (b *bareText) build() {
	b.bare = &Bare{Lines: b.lines}
	for n, c := range b.columns {
		rows, something := c.heading.datesRows()
		order, dates := c.order(rows)
		col := BareColumn{Head: c.heading.label, Numbers: c.isNumeric(), Dates: dates && (!c.isNumeric() || c.isYears()), Unit: c.heading.unit}
		if something && c.isNumeric() && !c.isYears() {
			col.Dates = false
		}
		for i := n; i < len(b.cells); i += len(b.columns) {
			cell := BareCell{Text: b.cells[i]}
			if a, ok := readAmount(cell.Text); ok && !isMissing(cell.Text) {
				cell.Number, cell.Plain, cell.IsNumber = a.value, a.value, true
				if c.heading.scale != 0 && !a.given {
					cell.Number = a.value.Mul(quantity.Pow10(c.heading.scale))
				}
			}
			if col.Dates {
				cell.Period, _ = readPeriod(cell.Text, order)
			}
			col.Cells = append(col.Cells, cell)
		}
		b.bare.Columns = append(b.bare.Columns, col)
	}
	b.cells = nil
}
