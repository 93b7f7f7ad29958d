package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// term narrows the rows: a phrase of cells, or a figure with its column.
type term struct {
	part  int // index of the part
	where []where
	prep  string // the preposition before it, "" for none
	joins bool   // "and" joins it to the term before, of the same column
}

// maxWays bounds the ways to read a sentence that names cells of several columns.
const maxWays = 64

// bind ties figures to the columns named beside them and makes terms of what narrows the rows. Parts in use stay out.
func (r *reading) bind() {
	for i := range r.parts {
		if p := &r.parts[i]; p.kind == figure && !p.used {
			r.bindFigure(i)
		}
	}
	for i := range r.parts {
		if p := &r.parts[i]; p.kind == cells && !p.used {
			r.bindCells(i)
		}
	}
	slices.SortFunc(r.terms, func(a, b term) int { return a.part - b.part })
	for k := 1; k < len(r.terms); k++ {
		r.terms[k].joins = r.joined(r.terms[k-1], r.terms[k])
	}
	r.joinRanges()
	// A column of texts that nothing is said of is the noun of the rows: "the player with 20 goals".
	for i := range r.parts {
		if p := &r.parts[i]; p.kind == heads && !p.used && (slices.ContainsFunc(p.columns, func(c int) bool { return !r.t.columns[c].ordered() }) || r.identifies(i) && !r.isPlace(p.columns)) {
			p.used = true
		}
	}
}

// joinRanges makes one term of "between 1972 and 1981".
func (r *reading) joinRanges() {
	for k := 1; k < len(r.terms); k++ {
		a, b := &r.terms[k-1], &r.terms[k]
		if !b.joins || !r.between(a.part) || len(a.where) != 1 || len(b.where) != 1 || a.where[0].column < 0 {
			continue
		}
		col := &r.t.columns[a.where[0].column]
		low, high := a.where[0].rows.list(), b.where[0].rows.list()
		if !col.ordered() || len(low) == 0 || len(high) == 0 {
			continue
		}
		within := make(rowSet, r.t.rows)
		for row := range r.t.rows {
			from, ok := col.order(row, low[0])
			to, _ := col.order(row, high[len(high)-1])
			within[row] = ok && from >= 0 && to <= 0
		}
		a.where = []where{{column: a.where[0].column, rows: within, whole: true}}
		r.terms = slices.Delete(r.terms, k, k+1)
	}
}

// between reports whether "between" opens the phrase of a part.
func (r *reading) between(i int) bool {
	for k := i - 1; k >= max(i-4, 0); k-- {
		if r.parts[k].norm == "between" {
			return true
		}
	}
	return false
}

// prepositionOf returns the preposition that a phrase hangs on, "" for none.
func (r *reading) prepositionOf(i int) string {
	for k := i - 1; k >= 0; k-- {
		p := &r.parts[k]
		switch {
		case p.kind == filler && claims.IsPreposition(p.norm), p.kind == filler && isTableWord(p.word, "preposition"):
			return p.norm
		case p.kind == filler && (isCopula(p.word) || p.norm == "and" || p.norm == "who" || p.norm == "that"):
			return ""
		case p.kind == context:
			return "" // "in the 1974 season Tofte led"
		case p.kind == filler, p.kind == heads, p.kind == unknown, p.kind == rows:
			if i-k > 4 {
				return ""
			}
		default:
			return ""
		}
	}
	return ""
}

// bindCells makes a term of a phrase of cells, narrowed to the columns named beside it.
func (r *reading) bindCells(i int) {
	p := &r.parts[i]
	t := term{part: i, where: p.where, prep: r.prepositionOf(i)}
	if whole := slices.DeleteFunc(slices.Clone(t.where), func(w where) bool { return !w.whole }); len(whole) > 0 {
		t.where = whole
	}
	for _, step := range []int{-1, +1} {
		skipped := 0
		for k := i + step; k >= 0 && k < len(r.parts) && skipped < 4; k += step {
			q := &r.parts[k]
			if q.kind == filler {
				skipped++
				continue
			}
			if q.kind != heads {
				break
			}
			named := slices.DeleteFunc(slices.Clone(t.where), func(w where) bool { return !slices.Contains(q.columns, w.column) })
			if len(named) > 0 {
				t.where, q.used, q.names = named, true, true
			}
			break
		}
	}
	p.used = true
	r.terms = append(r.terms, t)
}

// joined reports whether "and" or a comma joins two terms of one column.
func (r *reading) joined(a, b term) bool {
	for k := a.part + 1; k < b.part; k++ {
		p := &r.parts[k]
		if p.kind != stop && p.norm != "and" && p.norm != "or" {
			return false
		}
	}
	return sameColumn(a.where, b.where)
}

// sameColumn reports whether cells of one column are among both.
func sameColumn(a, b []where) bool {
	return slices.ContainsFunc(a, func(w where) bool {
		return slices.ContainsFunc(b, func(v where) bool { return v.column == w.column })
	})
}

// ways returns the row sets that terms may mean: one for each choice of columns.
func (r *reading) ways(terms []term) []rowSet {
	found := []rowSet{r.t.all()}
	for _, t := range terms {
		var next []rowSet
		for _, set := range found {
			for _, w := range t.where {
				if len(next) < maxWays {
					next = append(next, set.and(w.rows))
				}
			}
		}
		found = next
	}
	return found
}
