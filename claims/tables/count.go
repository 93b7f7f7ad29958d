package tables

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// plain reads a sentence without a word that relates rows: it names cells that stand together, or counts rows.
func (r *reading) plain() Statement {
	r.bind()
	if k := r.counting(); k >= 0 {
		return r.count(k)
	}
	return r.lookUp()
}

// counting returns the figure that counts rows, -1 for none: the only one that no column claims.
func (r *reading) counting() int {
	at := -1
	for i := range r.parts {
		p := &r.parts[i]
		if p.kind != figure || p.used {
			continue
		}
		if at >= 0 || p.amount.Kind != claims.Cardinal && !r.isTimes(p) || p.amount.Unit != (quantity.Unit{}) || !p.amount.Value.IsInt() || p.amount.IsRange || p.amount.Value.Cmp(quantity.Int(int64(r.t.rows))) > 0 {
			return -1
		}
		at = i
	}
	if at >= 0 && r.isTimes(&r.parts[at]) {
		return at
	}
	if at >= 0 && at+1 < len(r.parts) && isTableWord(r.parts[at+1].word, "apart") {
		r.parts[at+1].kind = filler // "three different clubs"
		return at
	}
	if at < 0 || at+1 >= len(r.parts) || r.tellsApart(at) {
		return -1
	}
	switch next := &r.parts[at+1]; next.kind {
	case heads, rows, unknown, context, cells:
		return at
	case filler:
		if next.norm == "of" && !r.parts[at].amount.Value.Equal(quantity.Int(1)) {
			return at
		}
	}
	return -1
}

// isTimes recognises "two times", which is read as one amount.
func (r *reading) isTimes(p *part) bool {
	return p.amount.Kind == claims.Multiple && r.s.Stems[p.amount.Last-1] == claims.Stem("times")
}

// tellsApart reports whether a number only tells its noun apart: "episode 7" is one, not seven.
func (r *reading) tellsApart(at int) bool {
	if at == 0 || r.parts[at-1].last != r.parts[at].first {
		return false
	}
	switch before := &r.parts[at-1]; before.kind {
	case rows, context, unknown:
		return true
	case heads:
		return slices.ContainsFunc(before.columns, func(c int) bool { return r.t.columns[c].Numbers })
	}
	return false
}

// count judges a number of rows.
func (r *reading) count(k int) Statement {
	p := &r.parts[k]
	p.used = true
	noun, known := r.nounAfter(k)
	st := Statement{Form: "count"}
	if !r.narrowHeads() || r.crowded() {
		return st
	}
	a := p.amount
	var truths []Truth
	judge := func(n int) {
		truth := Fails
		if r.admits(a, quantity.Of(quantity.Int(int64(n)))) {
			truth = Holds
		}
		truths = append(truths, truth)
	}
	sets := r.waysOfAny(r.terms)
	sets = append(sets, r.waysOfAny(exactly(r.terms))...)
	if len(r.terms) == 1 && len(r.terms[0].where) > 1 {
		either := make(rowSet, r.t.rows)
		for _, set := range sets {
			either = either.or(set)
		}
		sets = append(sets, either)
	}
	for _, set := range sets {
		judge(set.count())
		if st.Says == "" {
			st.Says, st.Rows = fmt.Sprintf("rows of %s with that: %d", r.t.Data.Title, set.count()), set.list()
		}
		for _, number := range noun {
			judge(r.distinct(number, set))
			if !r.t.columns[number].numbersRows() && slices.ContainsFunc(set.list(), func(row int) bool { return r.accepts(a, &r.t.columns[number].Cells[row], r.t.columns[number].Unit) }) {
				truths = append(truths, Open) // "with 27 laps": a figure of the row
			}
		}
	}
	st.Truth = of(truths)
	listed := slices.ContainsFunc(r.terms, func(t term) bool { return t.joins })
	none := !slices.ContainsFunc(sets, func(set rowSet) bool { return set.count() > 0 }) && (r.partial() || r.unmet())
	if (len(r.terms) == 0 || !known || listed || none) && st.Truth == Fails {
		st.Truth = Open
	}
	return st
}

// nounAfter takes the noun that a number counts out of what is left to be read, and returns the columns that it names.
// known is false for a noun that the table does not have: it need not stand for rows.
func (r *reading) nounAfter(k int) (columns []int, known bool) {
	for i := k + 1; i < len(r.parts) && i <= k+3; i++ {
		switch p := &r.parts[i]; p.kind {
		case heads:
			p.used = true
			if i+1 < len(r.parts) && r.parts[i+1].first == p.last && r.parts[i+1].kind == rows {
				return nil, false // "seven home games"
			}
			return p.columns, true
		case unknown:
			p.used = true
			return nil, false
		case rows, context, cells:
			return nil, true
		case filler:
			if p.norm == "them" {
				return nil, true
			}
			continue
		}
		return nil, false
	}
	return nil, false
}

// distinct counts the different cells of a column in rows.
func (r *reading) distinct(number int, set rowSet) int {
	seen := map[string]bool{}
	for _, row := range set.list() {
		if cell := &r.t.columns[number].Cells[row]; !cell.Missing() {
			seen[cell.Text] = true
		}
	}
	return len(seen)
}

// crowded reports whether terms of one column are set side by side without "and", or a list follows a colon.
func (r *reading) crowded() bool {
	for k, t := range r.terms {
		if t.part > 0 && slices.ContainsFunc(r.parts[:t.part], func(p part) bool { return p.kind == stop && p.norm == ":" }) {
			return true
		}
		for n, other := range r.terms[k+1:] {
			if len(t.where) == 1 && len(other.where) == 1 && t.where[0].column == other.where[0].column && !r.terms[k+1+n].joins && r.parts[t.part].kind == cells && r.parts[other.part].kind == cells {
				return true
			}
		}
	}
	return false
}

// partial reports whether some term is only a part of cells: it need not be what the writer means.
func (r *reading) partial() bool {
	return slices.ContainsFunc(r.terms, func(t term) bool {
		return !slices.ContainsFunc(t.where, func(w where) bool { return w.whole })
	})
}

// exactly returns the terms with the rows whose cells say no more than they do: "forward" is not "forward / centre".
func exactly(terms []term) (exact []term) {
	narrowed := false
	for _, t := range terms {
		t.where = slices.Clone(t.where)
		for i := range t.where {
			if w := &t.where[i]; w.exact != nil && w.whole && w.exact.count() < w.rows.count() {
				w.rows, narrowed = w.exact, true
			}
		}
		exact = append(exact, t)
	}
	if !narrowed {
		return terms
	}
	return exact
}

// unmet reports whether no row at all has the figure of some term: it was not understood.
func (r *reading) unmet() bool {
	return slices.ContainsFunc(r.terms, func(t term) bool {
		return r.parts[t.part].kind == figure && !slices.ContainsFunc(t.where, func(w where) bool { return w.rows.count() > 0 })
	})
}
