package tables

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// maxRows bounds the tables that sentences are read against.
const maxRows = 2000

// Table is a bare table with its cells filed by their words. It does not change and is safe for concurrent use.
type Table struct {
	Data     *facts.Dataset
	columns  []column
	rows     int
	postings map[string][]posting
	title    map[string]bool // stems of the words of the title
	// titleWords are the stems of the title in order.
	titleWords []string
	parts      rowSet // the rows that are no total of others
	outcomes   bool   // some column tells who won
}

// column is a column of the table.
type column struct {
	facts.BareColumn
	head   []string   // stems of the head
	keys   [][]string // by row: the stems of the cell; nil for a number
	traits map[string]bool
}

// posting is a place of a word: its cell, and where in the cell.
type posting struct{ column, row, at int32 }

// New files the cells of a bare table; nil for a dataset that is none, or one with too many rows.
func New(d *facts.Dataset) *Table {
	bare := d.Bare()
	if bare == nil || len(bare.Lines) < 2 || len(bare.Lines) > maxRows || len(bare.Columns) < 2 {
		return nil
	}
	t := &Table{Data: d, rows: len(bare.Lines), postings: map[string][]posting{}, title: map[string]bool{}}
	for _, text := range append([]string{d.Title}, d.About...) {
		for _, stem := range stemsOf(text) {
			t.title[stem] = true
		}
	}
	t.titleWords = stemsOf(d.Title)
	for c := range bare.Columns {
		t.columns = append(t.columns, t.file(c, bare.Columns[c]))
	}
	t.parts = make(rowSet, t.rows)
	for row := range t.rows {
		t.parts[row] = !t.isWhole(row)
	}
	return t
}

// isWhole reports whether a row sums up others: a cell of it says "total".
func (t *Table) isWhole(row int) bool {
	for c := range t.columns {
		keys := t.columns[c].keys[row]
		whole := len(keys) > 0
		for _, stem := range keys {
			whole = whole && isTableWord(stem, "whole")
		}
		if whole || len(keys) > 0 && isTableWord(keys[0], "whole") && t.sumsUp(row) {
			return true
		}
	}
	return false
}

// sumsUp reports whether a row has the sum of the others in some column.
func (t *Table) sumsUp(row int) bool {
	for c := range t.columns {
		var sum quantity.Number
		n := 0
		for other := range t.rows {
			if v, ok := t.columns[c].value(other); ok && other != row && t.columns[c].Numbers {
				sum = sum.Add(v)
				n++
			}
		}
		if v, ok := t.columns[c].value(row); ok && n > 1 && v.Sign() > 0 && v.Equal(sum) {
			return true
		}
	}
	return false
}

func (t *Table) file(number int, bare facts.BareColumn) column {
	col := column{BareColumn: bare, traits: map[string]bool{}}
	for _, stem := range stemsOf(bare.Head) {
		if full := shortHeads.Meaning(stem); full != "" {
			stem = claims.Stem(full)
		}
		col.head = append(col.head, stem)
		for _, trait := range headTraits.List(stem) {
			col.traits[trait] = true
		}
	}
	if bare.Dates {
		col.traits["time"] = true
	}
	if col.traits["outcome"] {
		t.outcomes = true
	}
	col.keys = make([][]string, t.rows)
	for row := range bare.Cells {
		cell := &bare.Cells[row]
		if cell.IsNumber && (bare.Numbers || plainNumber(cell.Text)) || cell.Missing() {
			continue
		}
		col.keys[row] = stemsOf(cell.Text)
		for at, stem := range col.keys[row] {
			t.postings[stem] = append(t.postings[stem], posting{int32(number), int32(row), int32(at)})
		}
	}
	return col
}

func plainNumber(text string) bool { return strings.Trim(text, "0123456789.,-") == "" }

// stemsOf returns the keys of the words of a text, marks left out.
func stemsOf(text string) (stems []string) {
	for _, token := range claims.Tokenize(text, nil) {
		if isWord(token) {
			stems = append(stems, key(token))
		}
	}
	return stems
}

// isWord tells the tokens that tell phrases apart: no marks, no article.
func isWord(token claims.Token) bool {
	return token.Kind != claims.Punct && token.Norm != "the" && token.Norm != "'s"
}

func key(token claims.Token) string {
	if token.Kind == claims.Number {
		return strings.ReplaceAll(token.Norm, ",", "")
	}
	return claims.Stem(token.Norm)
}

// rowSet is a set of rows.
type rowSet []bool

// all returns the rows that stand for something of their own.
func (t *Table) all() rowSet { return slices.Clone(t.parts) }

func (s rowSet) count() (n int) {
	for _, in := range s {
		if in {
			n++
		}
	}
	return n
}

func (s rowSet) and(o rowSet) rowSet {
	both := make(rowSet, len(s))
	for i := range s {
		both[i] = s[i] && o[i]
	}
	return both
}

func (s rowSet) or(o rowSet) rowSet {
	either := make(rowSet, len(s))
	for i := range s {
		either[i] = s[i] || o[i]
	}
	return either
}

// list returns the rows of the set.
func (s rowSet) list() (rows []int) {
	for i, in := range s {
		if in {
			rows = append(rows, i)
		}
	}
	return rows
}

// order compares two cells of a column by their figures or dates; ok is false when one has none.
func (c *column) order(a, b int) (sign int, ok bool) {
	x, y := &c.Cells[a], &c.Cells[b]
	switch {
	case c.Dates && !x.Period.IsZero() && !y.Period.IsZero():
		return x.Period.Compare(y.Period), true
	case x.IsNumber && y.IsNumber:
		return x.Number.Cmp(y.Number), true
	}
	return 0, false
}

// has reports whether a cell has something that can be ordered.
func (c *column) has(row int) bool {
	_, ok := c.order(row, row)
	return ok
}

// ordered reports whether the column can be ordered at all.
func (c *column) ordered() bool { return c.Numbers || c.Dates }

// value returns the figure of a cell.
func (c *column) value(row int) (quantity.Number, bool) {
	return c.Cells[row].Number, c.Cells[row].IsNumber
}

// placeOf returns the place in an order that a cell tells, a shared one with its mark: "T4", "=4".
func (c *column) placeOf(row int) (quantity.Number, bool) {
	if v, ok := c.value(row); ok {
		return v, true
	}
	n, err := quantity.ParseNumber(strings.TrimLeft(strings.ToLower(c.Cells[row].Text), "t= "))
	return n, err == nil
}
