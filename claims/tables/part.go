package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// kind is what a part of a sentence is to the table.
type kind uint8

const (
	filler  kind = iota // says nothing of its own
	unknown             // says something that the table does not know
	cells               // names cells
	heads               // names columns
	figure              // an amount
	orders              // ranks or compares: "highest", "earlier"
	op                  // relates rows in another way: its cue tells how
	context             // is in the title of the table
	rows                // a row, whatever it holds: "time", "occasion"
	stop                // a comma or the like
)

// part is a stretch of a sentence, tokens [first, last), as the table knows it.
type part struct {
	kind        kind
	first, last int
	word        string // of a single word: its stem
	norm        string
	where       []where // of cells: which, by column
	columns     []int   // of heads: the columns that may be meant
	whole       bool    // the words are all of a cell or head
	amount      *claims.AmountMention
	cue         claims.CueKind
	super       bool // of orders: a superlative
	sign        int
	by          []ranking // of orders: what an adjective ranks by

	used  bool // a reading has a place for it
	names bool // of heads: they name the column of a term or of a figure
}

// where is the cells of one column that a phrase may mean.
type where struct {
	column int
	rows   rowSet
	exact  rowSet // of cells: the rows where the phrase is all of the cell; nil for figures and dates
	whole  bool   // all the words of some cell
}

// ranking is what an adjective ranks by: a trait of a column, and which end is meant.
type ranking struct {
	trait string
	sign  int
}

// cutter cuts one sentence.
type cutter struct {
	t     *Table
	s     *claims.Sentence
	parts []part
}

// cut returns the parts of a sentence in order, without gaps but for marks.
func (t *Table) cut(s *claims.Sentence) []part {
	c := cutter{t: t, s: s}
	for at := 0; at < len(s.Tokens); {
		next := c.partAt(at)
		if next.last <= at {
			next.last = at + 1
		}
		if next.kind != filler || next.word != "" {
			c.parts = append(c.parts, next)
		}
		at = next.last
	}
	return c.parts
}

func (c *cutter) partAt(at int) part {
	s := c.s
	token := s.Tokens[at]
	if token.Kind == claims.Punct {
		if token.Norm == "," || token.Norm == ";" || token.Norm == ":" {
			return part{kind: stop, first: at, last: at + 1, word: token.Norm, norm: token.Norm}
		}
		return part{first: at, last: at + 1}
	}
	if token.Norm == "the" || token.Norm == "'s" {
		return part{first: at, last: at + 1}
	}
	cell := c.cellsAt(at)
	head := c.headsAt(at)
	amount := c.amountAt(at)
	date := c.dateAt(at)
	order := c.orderAt(at)
	if amount.last > at && amount.amount.Kind == claims.Ordinal && c.placeAfter(amount.last) {
		order = part{} // "in first place"
	}
	if order.last > at && order.last >= cell.last && !(head.whole && head.last > order.last) && !(cell.whole && cell.last > order.last) {
		if amount.last <= order.last {
			return order
		}
	}
	if title := c.titleAt(at); title.last > at && (title.last > cell.last || title.last == cell.last && !cell.whole) && title.last > head.last && title.last >= max(amount.last, date.last) {
		return title
	}
	best := part{kind: unknown, first: at, last: at + 1}
	for _, one := range []part{date, amount, cell, head} {
		if one.last > best.last || one.last == best.last && best.kind == unknown || one.last == best.last && c.prefer(one, best) {
			if one.last > at {
				best = one
			}
		}
	}
	if best.kind == cells && date.kind == cells && date.last == best.last {
		best.where = merge(best.where, date.where)
	}
	if best.kind == heads && best.last == at+1 && token.Norm == "total" && at+1 < len(s.Tokens) && s.Tokens[at+1].Norm == "of" {
		return part{kind: op, first: at, last: at + 1, cue: claims.Sum, norm: token.Norm, word: s.Stems[at]}
	}
	if best.kind != unknown {
		if cue, ok := c.cueAt(at); ok && cue.Last >= best.last && best.kind == heads && (cue.Kind == claims.Sum || cue.Kind == claims.Average) {
			if follow := c.headsAfter(cue.Last); follow {
				return part{kind: op, first: at, last: cue.Last, cue: cue.Kind, norm: token.Norm, word: s.Stems[at]}
			}
		}
		return best
	}
	return c.wordAt(at)
}

// titleAt returns the longest run of words from a token on that stands in the title of the table: two words, or a number.
func (c *cutter) titleAt(at int) part {
	p := part{kind: context, first: at, last: at}
	for from := range c.t.titleWords {
		last, length := c.along(c.t.titleWords[from:], at)
		if last > p.last && (length > 1 || c.s.Tokens[at].Kind == claims.Number && len(c.s.Tokens[at].Norm) == 4) {
			p.last = last
		}
	}
	return p
}

// placeAfter reports whether a token is a noun of places in an order.
func (c *cutter) placeAfter(at int) bool {
	return at < len(c.s.Tokens) && claims.IsRankNoun(c.s.Tokens[at].Norm)
}

// headsAfter reports whether a column is named right after the token, words that say little between.
func (c *cutter) headsAfter(at int) bool {
	for t := at; t < min(at+4, len(c.s.Tokens)); t++ {
		if c.headsAt(t).last > t {
			return true
		}
		if !claims.SaysLittle(c.s.Stems[t]) && !isTableWord(c.s.Stems[t], "light") {
			return false
		}
	}
	return false
}

// prefer tells which of two parts of the same length is meant.
func (c *cutter) prefer(one, best part) bool {
	switch {
	case best.kind == cells && one.kind == heads:
		return one.whole || !best.whole
	case best.kind == figure && one.kind == cells:
		return one.whole && best.amount.Kind == claims.Ordinal
	case best.kind == figure && one.kind == heads:
		return false
	}
	return false
}

func merge(a, b []where) []where {
	merged := slices.Clone(a)
	for _, w := range b {
		if i := slices.IndexFunc(merged, func(o where) bool { return o.column == w.column }); i >= 0 {
			merged[i].rows = merged[i].rows.or(w.rows)
			merged[i].whole = merged[i].whole || w.whole
		} else {
			merged = append(merged, w)
		}
	}
	return merged
}

func (c *cutter) amountAt(at int) part {
	for i := range c.s.Amounts {
		a := &c.s.Amounts[i]
		if min(a.First, a.Hedge) == at && a.Noise != claims.PartOfDate {
			return part{kind: figure, first: at, last: max(a.Last, a.HedgeEnd), amount: a}
		}
	}
	return part{kind: figure, first: at}
}

// dateAt returns the rows of the period that begins at a token.
func (c *cutter) dateAt(at int) part {
	p := part{kind: cells, first: at}
	for i := range c.s.Periods {
		m := &c.s.Periods[i]
		if m.First != at || m.Period.IsZero() || m.Role != claims.At {
			continue
		}
		for number := range c.t.columns {
			col := &c.t.columns[number]
			if !col.Dates {
				continue
			}
			w := where{column: number, rows: make(rowSet, c.t.rows), whole: true}
			for row := range col.Cells {
				if q := col.Cells[row].Period; !q.IsZero() && (m.Period.Contains(q) || q == m.Period) {
					w.rows[row] = true
				}
			}
			if w.rows.count() > 0 {
				p.where = append(p.where, w)
			}
		}
		titled := true
		for t := m.First; t < m.Last; t++ {
			titled = titled && (!isWord(c.s.Tokens[t]) || c.t.title[key(c.s.Tokens[t])])
		}
		switch {
		case len(p.where) > 0:
			p.last, p.whole = m.Last, true
			if titled {
				p.where = append(p.where, where{column: -1, rows: c.t.all(), whole: true})
			}
		case titled:
			return part{kind: context, first: at, last: m.Last}
		}
		return p
	}
	return p
}
