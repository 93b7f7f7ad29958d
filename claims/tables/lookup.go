package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// maxTerms bounds the cells that a look-up finds columns for.
const maxTerms = 12

// lookUp judges whether the cells that a sentence names stand in one row.
func (r *reading) lookUp() Statement {
	st := Statement{Form: "look-up"}
	loose := r.looseFigures()
	if !r.placeHeads() || len(loose) > 0 && slices.ContainsFunc(r.parts, func(p part) bool { return p.kind == heads && !p.names }) {
		return st
	}
	for _, i := range loose {
		if a := r.parts[i].amount; a.IsRange || a.Amount.Hedge != quantity.Bare && a.Amount.Hedge != quantity.Equals {
			return st
		}
	}
	if len(r.terms)+len(loose) < 2 || len(r.terms) == 0 || len(r.terms) > maxTerms {
		return st
	}
	if first, last := r.group(); last > first {
		return r.lookUpEach(first, last)
	}
	for k, t := range r.terms {
		for _, other := range r.terms[k+1:] {
			if len(t.where) == 1 && len(other.where) == 1 && t.where[0].column == other.where[0].column {
				return st // two of one column: more than a row
			}
		}
	}
	has := func(t term, row int) bool {
		return slices.ContainsFunc(t.where, func(w where) bool { return w.rows[row] })
	}
	misses := make([]int, len(r.terms))
	nearest := make([]int, len(r.terms))
	for row := range r.t.rows {
		missed, at := 0, -1
		columns := map[int]bool{}
		for k, t := range r.terms {
			if !has(t, row) {
				missed++
				at = k
			}
			for _, w := range t.where {
				columns[w.column] = true
			}
		}
		if missed == 0 && r.spread(row) {
			for _, a := range loose {
				if !r.holdsSomewhere(row, r.parts[a].amount) {
					missed = 2
				}
			}
		} else if missed == 0 {
			missed = 2
		}
		switch missed {
		case 0:
			for _, a := range loose {
				r.parts[a].used = true
			}
			st.Column = r.figureHead()
			st.Truth, st.Rows, st.Says = Holds, []int{row}, r.rowWords(row)
			return st
		case 1:
			misses[at]++
			nearest[at] = row
		}
	}
	if len(loose) > 0 {
		return st
	}
	near := -1
	for k, t := range r.terms {
		if len(t.where) != 1 {
			return st
		}
		if misses[k] > 0 && (near < 0 || r.nearer(k, near, misses)) {
			near = k
		}
	}
	if near >= 0 && !r.partial() {
		st.Column = r.figureHead()
		st.Truth, st.Rows, st.Says = Fails, []int{nearest[near]}, "the nearest row: "+r.rowWords(nearest[near])
	}
	return st
}

// nearer reports whether the rows that lack only one term are nearer to what a sentence speaks of than those that lack
// only the other: the row of the things named rather than one with the same figure, and the fewer rows.
func (r *reading) nearer(k, than int, misses []int) bool {
	one, other := r.parts[r.terms[k].part].kind == figure, r.parts[r.terms[than].part].kind == figure
	if one != other {
		return one
	}
	return misses[k] < misses[than]
}

// figureHead returns the head of the column of the first figure among the terms.
func (r *reading) figureHead() string {
	for _, t := range r.terms {
		if r.parts[t.part].kind == figure && len(t.where) > 0 {
			return r.t.columns[t.where[0].column].Head
		}
	}
	return ""
}

// group returns the terms [first, last] of the only list of things of one column that "and" joins.
func (r *reading) group() (first, last int) {
	for k := 1; k < len(r.terms); k++ {
		if !r.terms[k].joins {
			continue
		}
		if last > 0 && last != k-1 {
			return 0, 0
		}
		if last == 0 {
			first = k - 1
		}
		last = k
	}
	return first, last
}

// lookUpEach judges what is said of each thing of a list.
func (r *reading) lookUpEach(first, last int) Statement {
	st := Statement{Form: "look-up of each"}
	all := r.terms
	for k := first; k <= last; k++ {
		r.terms = slices.Concat(all[:first], all[k:k+1], all[last+1:])
		for i := range r.terms {
			r.terms[i].joins = false
		}
		one := r.lookUp()
		if one.Truth != Holds {
			one.Form = st.Form
			return one
		}
		st.Truth, st.Says, st.Rows = Holds, one.Says, append(st.Rows, one.Rows...)
	}
	return st
}

// spread reports whether the terms find columns of their own in a row: no cell is named twice.
func (r *reading) spread(row int) bool {
	taken := map[int]bool{}
	var place func(k int) bool
	place = func(k int) bool {
		if k == len(r.terms) {
			return true
		}
		for _, w := range r.terms[k].where {
			if !w.rows[row] || w.column >= 0 && taken[w.column] && w.whole {
				continue
			}
			was := taken[w.column]
			taken[w.column] = true
			if place(k + 1) {
				return true
			}
			taken[w.column] = was
		}
		return false
	}
	return place(0)
}

// holdsSomewhere reports whether some figure of a row is the amount.
func (r *reading) holdsSomewhere(row int, a *claims.AmountMention) bool {
	for number := range r.t.columns {
		if col := &r.t.columns[number]; r.accepts(a, &col.Cells[row], col.Unit) {
			return true
		}
	}
	return false
}

// rowWords tells what a row has in the columns that the terms speak of.
func (r *reading) rowWords(row int) (words string) {
	told := map[int]bool{}
	for _, t := range r.terms {
		for _, w := range t.where {
			if w.column < 0 || told[w.column] {
				continue
			}
			told[w.column] = true
			if words != "" {
				words += ", "
			}
			words += r.t.columns[w.column].Head + " " + r.t.columns[w.column].Cells[row].Text
		}
	}
	return words
}
