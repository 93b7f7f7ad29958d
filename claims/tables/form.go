package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// reading is one sentence on its way to a statement.
type reading struct {
	t         *Table
	s         *claims.Sentence
	tolerance quantity.Tolerance
	parts     []part
	terms     []term
}

// form chooses how the sentence is to be read, by the words that relate its parts; nil when there are too many of them.
func (r *reading) form() func(*reading) Statement {
	var supers, comparisons, others []int
	for i := range r.parts {
		switch p := &r.parts[i]; {
		case p.kind == orders && r.isMost(i):
			p.kind, p.cue = op, claims.Majority
			others = append(others, i)
		case p.kind == orders && r.topOf(i):
		case p.kind == orders && p.super:
			supers = append(supers, i)
		case p.kind == orders && !r.bounds(i):
			comparisons = append(comparisons, i)
		case p.kind == op:
			others = append(others, i)
		}
	}
	others = r.dropSums(others, len(supers) > 0)
	if len(comparisons) == 1 && len(supers) == 0 && len(others) == 1 && r.parts[others[0]].cue == claims.Other && others[0] > comparisons[0] && r.follows("than", others[0]) {
		r.parts[others[0]].used = true // "more than any other": the most
		r.takeNoun(others[0])
		return func(r *reading) Statement { return r.extreme(comparisons[0]) }
	}
	relations := len(supers) + len(comparisons) + len(others)
	switch {
	case relations == 0:
		return (*reading).plain
	case relations > 1:
		return nil
	case len(supers) == 1:
		return func(r *reading) Statement { return r.extreme(supers[0]) }
	case len(comparisons) == 1:
		return func(r *reading) Statement { return r.compare(comparisons[0]) }
	}
	k := others[0]
	switch r.parts[k].cue {
	case claims.Average:
		return func(r *reading) Statement { return r.aggregate(k, true) }
	case claims.Sum:
		return func(r *reading) Statement { return r.aggregate(k, false) }
	case claims.Majority, claims.All, claims.Every, claims.None:
		return func(r *reading) Statement { return r.quantify(k) }
	case claims.Only:
		return func(r *reading) Statement { return r.unique(k) }
	case claims.Same:
		return func(r *reading) Statement { return r.same(k) }
	}
	return nil
}

// follows reports whether a word stands before a part, nothing but words that say little between.
func (r *reading) follows(norm string, i int) bool {
	for k := i - 1; k >= 0 && r.parts[k].kind == filler; k-- {
		if r.parts[k].norm == norm {
			return true
		}
	}
	return false
}

// dropSums takes "total" for a word that says little where the figures are ranked or averaged: "the highest total score".
func (r *reading) dropSums(others []int, ranked bool) (kept []int) {
	for n, i := range others {
		if r.parts[i].cue == claims.Sum {
			for m, k := range others {
				ranked = ranked || m != n && (r.parts[k].cue == claims.Average || r.parts[k].cue == claims.Sum && m < n)
			}
			if ranked {
				r.parts[i].kind = filler
				continue
			}
		}
		kept = append(kept, i)
	}
	return kept
}

// isMost tells "most ferries sail" from "the most passengers".
func (r *reading) isMost(i int) bool {
	p := &r.parts[i]
	if p.norm != "most" || i+1 >= len(r.parts) {
		return false
	}
	if next := &r.parts[i+1]; next.kind == filler && next.norm == "of" {
		return true
	} else if next.kind != unknown && next.kind != context && next.kind != rows && !(next.kind == heads && (r.identifies(i+1) || !slices.ContainsFunc(next.columns, func(c int) bool { return r.t.columns[c].ordered() }))) {
		return false
	}
	return p.first == 0 || r.s.Tokens[p.first-1].Norm != "the"
}

// topOf reads "in the top ten" as a bound on the column of places, and takes it for a figure's.
func (r *reading) topOf(i int) bool {
	p := &r.parts[i]
	if p.norm != "top" || i+1 >= len(r.parts) || r.parts[i+1].kind != figure || r.parts[i+1].amount.Kind != claims.Cardinal {
		return false
	}
	head := -1
	for _, k := range []int{i + 2, i - 1, i - 2, i - 3} {
		if k >= 0 && k < len(r.parts) && r.parts[k].kind == heads && r.isPlace(r.parts[k].columns) {
			head = k
			break
		}
	}
	var columns []int
	if head >= 0 {
		columns = r.parts[head].columns
	} else {
		for number := range r.t.columns {
			if r.isPlace([]int{number}) {
				columns = append(columns, number)
			}
		}
	}
	if len(columns) != 1 {
		return false
	}
	within := make(rowSet, r.t.rows)
	for row := range r.t.rows {
		place, ok := r.t.columns[columns[0]].placeOf(row)
		within[row] = ok && place.Cmp(r.parts[i+1].amount.Value) <= 0
	}
	r.terms = append(r.terms, term{part: i + 1, where: []where{{column: columns[0], rows: within, whole: true}}})
	p.kind, p.used, r.parts[i+1].used = filler, true, true
	if head >= 0 {
		r.parts[head].used, r.parts[head].names = true, true
	}
	return true
}

func (r *reading) isPlace(columns []int) bool {
	return slices.ContainsFunc(columns, func(number int) bool {
		return r.t.columns[number].Numbers && r.t.columns[number].traits["place"]
	})
}

// unread counts the parts that say something and have no place in the reading.
func (r *reading) unread() (n int) {
	for i := range r.parts {
		switch p := &r.parts[i]; p.kind {
		case unknown, cells, heads, figure, orders, op:
			if !p.used {
				n++
			}
		}
	}
	return n
}

// takeNoun takes the noun behind a superlative, the only or a quantifier for the rows: "the tallest mast".
func (r *reading) takeNoun(k int) {
	if k+1 < len(r.parts) && r.parts[k+1].kind == unknown && r.parts[k].norm != "most" {
		r.parts[k+1].used = true
	}
}

// copulaAfter returns the verb behind a part, -1 for none.
func (r *reading) copulaAfter(k int) int {
	inner := false
	for i := k + 1; i < len(r.parts); i++ {
		switch p := &r.parts[i]; {
		case isTableWord(p.word, "opener"):
			inner = true // "when Tofte was at home"
		case p.kind == filler && isCopula(p.word):
			if !inner {
				return i
			}
			inner = false
		}
	}
	return -1
}

// relative reports whether a verb stands in a clause that "who", "that" or "which" opens.
func (r *reading) relative(verb int) bool {
	return verb > 0 && (r.parts[verb-1].norm == "who" || r.parts[verb-1].norm == "that" || r.parts[verb-1].norm == "which" || r.parts[verb-1].norm == "when")
}

// rowName names a row by its first cell of text.
func (r *reading) rowName(row int) string {
	for number := range r.t.columns {
		if col := &r.t.columns[number]; !col.ordered() && !col.Cells[row].Missing() {
			return col.Cells[row].Text
		}
	}
	return r.t.columns[0].Cells[row].Text
}
