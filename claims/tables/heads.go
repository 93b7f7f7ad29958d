package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
)

// placeHeads ties the columns that a look-up names to what is said to stand in them: "the master of the Gull is Anna
// Berg", "Anna Berg was master of the Gull". A cell that its column does not have becomes a term that no row fulfils. ok
// is false when it stays open what a column is named for.
func (r *reading) placeHeads() (ok bool) {
	for i := range r.parts {
		p := &r.parts[i]
		if p.kind != heads || p.names || !p.used {
			continue
		}
		partner := r.partner(i)
		if partner < 0 {
			if r.prepositionOf(i) == "" || slices.ContainsFunc(r.terms, func(t term) bool { return r.alike(p.columns, t.where) }) {
				return false
			}
			continue // "on the deck", "for the master": says nothing of its own
		}
		t := &r.terms[partner]
		held := slices.DeleteFunc(slices.Clone(t.where), func(w where) bool { return !slices.Contains(p.columns, w.column) })
		p.names = true
		if len(held) > 0 {
			t.where = held
			continue
		}
		t.where = nil
		for _, number := range p.columns {
			t.where = append(t.where, where{column: number, rows: make(rowSet, r.t.rows), whole: true})
		}
	}
	return true
}

// partner returns the term that a head is said to be the column of, -1 for none.
func (r *reading) partner(i int) int {
	// "B was the HEAD of A"
	for k := i - 1; k >= 0 && (r.parts[k].kind == filler || r.parts[k].kind == unknown) && !claims.IsPreposition(r.parts[k].norm); k-- {
		if isCopula(r.parts[k].word) {
			for n := len(r.terms) - 1; n >= 0; n-- {
				if r.terms[n].part < k && r.terms[n].prep == "" {
					return n
				}
			}
			return -1
		}
	}
	// "A lost to B as the HEAD"
	if r.follows("as", i) {
		for n := len(r.terms) - 1; n >= 0; n-- {
			if r.terms[n].part < i && (r.terms[n].prep == "" || r.terms[n].part >= i-3) {
				return n
			}
		}
	}
	// "the HEAD of A is B"
	for k := i + 1; k < len(r.parts) && r.prepositionOf(i) == ""; k++ {
		p := &r.parts[k]
		if p.kind == heads || p.kind == stop {
			break
		}
		if p.kind == filler && isCopula(p.word) {
			for n, t := range r.terms {
				if t.part > k && t.prep == "" && r.onlyFiller(k, t.part) {
					return n
				}
			}
			break
		}
	}
	// "home team Tofte", where Tofte is also among the away teams
	for _, k := range []int{i + 1, i - 1} {
		for n, t := range r.terms {
			if t.part == k && r.parts[k].kind == cells && r.alike(r.parts[i].columns, t.where) {
				return n
			}
		}
	}
	return -1
}

func (r *reading) onlyFiller(from, to int) bool {
	for k := from; k < to; k++ {
		if r.parts[k].kind != filler {
			return false
		}
	}
	return true
}

// alike reports whether columns hold things of one kind, as home and away teams are: their heads share a word, or they
// share cells.
func (r *reading) alike(columns []int, held []where) bool {
	for _, number := range columns {
		one := &r.t.columns[number]
		for _, w := range held {
			if w.column < 0 || w.column == number {
				continue
			}
			other := &r.t.columns[w.column]
			if slices.ContainsFunc(one.head, func(stem string) bool { return slices.Contains(other.head, stem) }) {
				return true
			}
			for row := range other.Cells {
				if w.rows[row] && slices.ContainsFunc(one.Cells, func(c facts.BareCell) bool { return c.Text == other.Cells[row].Text }) {
					return true
				}
			}
		}
	}
	return false
}

// narrowHeads narrows the terms of a count to the columns named for them: "Tofte was at home on two occasions". ok is false
// when a column is named that none of the terms stands in, though they might.
func (r *reading) narrowHeads() (ok bool) {
	for i := range r.parts {
		p := &r.parts[i]
		if p.kind != heads || p.names || !p.used {
			continue
		}
		for k := range r.terms {
			t := &r.terms[k]
			if len(t.where) < 2 && !r.alike(p.columns, t.where) {
				continue
			}
			held := slices.DeleteFunc(slices.Clone(t.where), func(w where) bool { return !slices.Contains(p.columns, w.column) })
			if len(held) > 0 {
				t.where, p.names = held, true
			} else if r.alike(p.columns, t.where) {
				return false
			}
		}
	}
	return true
}
