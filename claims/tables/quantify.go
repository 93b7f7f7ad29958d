package tables

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// quantify reads "most of the ferries were built in Tofte", "all ferries have more than 40 berths".
func (r *reading) quantify(k int) Statement {
	st := Statement{Form: "share"}
	r.parts[k].used = true
	r.bind()
	r.nounAfter(k)
	if len(r.terms) == 0 || len(r.looseFigures()) > 0 {
		return st
	}
	if first, last := r.group(); r.parts[k].norm == "both" && last == first+1 && r.terms[last].part < k {
		return r.lookUp()
	}
	if r.parts[k].norm == "both" {
		return st
	}
	last := len(r.terms) - 1
	for last > 0 && r.terms[last].joins {
		last--
	}
	if r.terms[last].part < k {
		return st
	}
	splits := []split{{r.terms[last:], r.terms[:last]}}
	if last > 0 {
		splits = append(splits, split{r.terms, nil})
	}
	var truths []Truth
	for _, way := range splits {
		for _, inside := range r.ways(way.scope) {
			for _, own := range r.waysOfAny(way.subject) {
				n, all := inside.and(own).count(), inside.count()
				if all < 2 {
					truths = append(truths, Open)
					continue
				}
				truth := Fails
				switch r.parts[k].cue {
				case claims.Majority:
					if 2*n > all {
						truth = Holds
					} else if r.isPlurality(way.subject, inside, n) {
						truth = Open
					}
				case claims.None:
					if n == 0 {
						truth = Holds
					}
				default:
					if n == all {
						truth = Holds
					}
				}
				truths = append(truths, truth)
				if st.Says == "" {
					st.Says, st.Rows = fmt.Sprintf("%d of %d rows", n, all), inside.and(own).list()
				}
			}
		}
	}
	st.Truth = of(truths)
	return st
}

// waysOfAny is ways for terms of which "and" and "or" join some: these are true of a row when one of them is.
func (r *reading) waysOfAny(terms []term) []rowSet {
	var merged []term
	for n, t := range terms {
		if n > 0 && t.joins {
			last := &merged[len(merged)-1]
			last.where = merge(last.where, t.where)
			continue
		}
		merged = append(merged, t)
	}
	return r.ways(merged)
}

// unique reads "the Gull is the only ferry built in Tofte", "only the Gull has 44 berths".
func (r *reading) unique(k int) Statement {
	st := Statement{Form: "only"}
	r.parts[k].used = true
	if k+1 < len(r.parts) && r.parts[k+1].kind == figure {
		r.bind()
		if n := r.counting(); n == k+1 {
			return r.count(n)
		}
		return st
	}
	r.bind()
	r.takeNoun(k)
	if loose := r.looseFigures(); len(loose) > 0 {
		if n := r.counting(); n > k && n <= k+2 && !r.isThe(k) && !slices.ContainsFunc(r.terms, func(t term) bool { return t.part < k }) {
			return r.count(n)
		}
		return st
	}
	own, rest := r.sole(k)
	if len(own) == 0 || len(rest) == 0 || slices.ContainsFunc(own, func(t term) bool { return t.joins }) {
		return st
	}
	var truths []Truth
	for _, mine := range r.ways(own) {
		for _, such := range r.ways(rest) {
			truth := Fails
			if n := such.and(mine).count(); n > 0 && n == such.count() {
				truth = Holds
			} else if such.count() == 0 {
				truth = Open // what no row has was not understood
			}
			truths = append(truths, truth)
			if st.Says == "" {
				st.Says, st.Rows = fmt.Sprintf("rows with that: %d", such.count()), such.list()
			}
		}
	}
	st.Truth = of(truths)
	return st
}

// isThe reports whether "the" stands before a part.
func (r *reading) isThe(k int) bool {
	first := r.parts[k].first
	return first > 0 && r.s.Tokens[first-1].Norm == "the"
}

// sole tells the terms that "only" is said of from those that nothing else has: what stands before "is the only", what
// follows "only", or what the only one that has the rest is said to be.
func (r *reading) sole(k int) (own, rest []term) {
	begin := k
	for begin > 0 && r.parts[begin-1].kind != stop {
		begin--
	}
	isOwn := func(t term) bool { return t.part >= begin && t.part < k && t.prep == "" }
	if !slices.ContainsFunc(r.terms, isOwn) {
		if verb := r.copulaAfter(k); k+1 < len(r.parts) && r.parts[k+1].kind == cells {
			isOwn = func(t term) bool { return t.part == k+1 }
		} else if verb >= 0 {
			isOwn = func(t term) bool { return t.part > verb }
		}
	}
	for _, t := range r.terms {
		if isOwn(t) {
			own = append(own, t)
		} else {
			rest = append(rest, t)
		}
	}
	return own, rest
}

// isPlurality reports whether no other cell of the column that a lone term speaks of stands in more rows: a writer may call
// that most of them.
func (r *reading) isPlurality(terms []term, inside rowSet, n int) bool {
	if len(terms) != 1 || len(terms[0].where) != 1 || terms[0].where[0].column < 0 {
		return true
	}
	seen := map[string]int{}
	most := 0
	col := &r.t.columns[terms[0].where[0].column]
	for _, row := range inside.list() {
		text := col.Cells[row].Text
		seen[text]++
		most = max(most, seen[text])
	}
	return n >= most
}
