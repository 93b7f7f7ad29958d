package tables

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// extreme reads "the highest crowd was at Skarness", "the Gull has the second most berths".
func (r *reading) extreme(k int) Statement {
	st := Statement{Form: "extreme"}
	r.parts[k].used = true
	nth := 1
	if k > 0 && r.parts[k-1].kind == figure && r.parts[k-1].amount.Kind == claims.Ordinal {
		n, ok := r.parts[k-1].amount.Value.Int64()
		if !ok || n < 1 || int(n) > r.t.rows {
			return st
		}
		nth = int(n)
		r.parts[k-1].used = true
	}
	targets := r.targetsOf(k, true)
	if len(targets) == 0 {
		return st
	}
	st.Column = r.t.columns[targets[0].column].Head
	value := r.valueAfter(k)
	r.bind()
	r.takeNoun(k)
	subject, scope := r.subjects(k)
	if len(subject) == 0 && value < 0 {
		return st
	}
	var truths []Truth
	for _, split := range r.splits(subject, scope) {
		for _, inside := range r.ways(split.scope) {
			for _, own := range r.ways(split.subject) {
				for _, by := range targets {
					truth, says, rows := r.place(by, nth, inside, own, len(split.subject) > 0, value)
					if by.doubtful && truth == Holds {
						truth = Open
					}
					truths = append(truths, truth)
					if st.Says == "" || truth == Holds && !slices.Contains(truths[:len(truths)-1], Holds) {
						st.Says, st.Rows = says, rows
					}
				}
			}
		}
	}
	st.Truth = of(truths)
	return st
}

// subjects tells the terms that are said to be the extreme from those that say among which rows.
func (r *reading) subjects(k int) (subject, scope []term) {
	if verb := r.copulaAfter(k); verb >= 0 && slices.ContainsFunc(r.terms, func(t term) bool { return t.part > verb }) && !r.relative(verb) {
		for _, t := range r.terms {
			if t.part > verb {
				subject = append(subject, t)
			} else {
				scope = append(scope, t)
			}
		}
		return subject, scope
	}
	for _, t := range r.terms {
		if t.part < k && t.prep == "" {
			subject = append(subject, t)
		} else {
			scope = append(scope, t)
		}
	}
	if len(subject) == 0 && !slices.ContainsFunc(r.terms, func(t term) bool { return t.part > k }) {
		return r.terms, nil
	}
	if len(subject) == 0 {
		last := len(r.terms) - 1 // "the highest crowd in Tofte came on 4 May"
		return r.terms[last:], r.terms[:last]
	}
	return subject, scope
}

// split is one way to tell what a statement is said of from among which rows.
type split struct{ subject, scope []term }

// splits returns the ways: as the words stand, or all terms said of the rows together.
func (r *reading) splits(subject, scope []term) []split {
	found := []split{{subject, scope}}
	if len(scope) > 0 && len(subject) > 0 {
		found = append(found, split{slices.Concat(subject, scope), nil})
	}
	return found
}

// mostTied is how many rows may share a place that a sentence gives to one.
const mostTied = 2

// place judges whether the rows of own are number nth among those inside, and the figure there.
func (r *reading) place(by target, nth int, inside, own rowSet, named bool, value int) (Truth, string, []int) {
	col := &r.t.columns[by.column]
	var ranked []int
	for _, row := range inside.list() {
		if col.has(row) {
			ranked = append(ranked, row)
		}
	}
	if len(ranked) < 2 {
		return Open, "", nil
	}
	slices.SortStableFunc(ranked, func(a, b int) int {
		sign, _ := col.order(a, b)
		return -by.sign * sign
	})
	same := func(a, b int) bool { sign, _ := col.order(a, b); return sign == 0 }
	matches := func(n int) Truth {
		row := ranked[n]
		tied := 0
		for _, other := range ranked {
			if same(row, other) && !own[other] {
				tied++
			}
		}
		if value >= 0 && !r.accepts(r.parts[value].amount, &col.Cells[row], col.Unit) {
			return Fails
		}
		if named && tied > mostTied {
			return Open
		}
		return Holds
	}
	says := func(n int) string {
		row := ranked[n]
		return fmt.Sprintf("%s: number %d of %d is %s with %s", col.Head, n+1, len(ranked), r.rowName(row), col.Cells[row].Text)
	}
	if nth > len(ranked) {
		return Open, "", nil
	}
	if !named {
		return matches(nth - 1), says(nth - 1), ranked[nth-1 : nth]
	}
	found := false
	distinct, better := 0, 0
	for n, row := range ranked {
		if n > 0 && !same(ranked[n-1], row) {
			distinct++
			better = n
		}
		if !own[row] {
			continue
		}
		found = true
		ties := 0
		for m := better; m < len(ranked) && same(ranked[m], row); m++ {
			ties++
		}
		if better < nth && nth <= better+ties || distinct == nth-1 {
			return matches(n), says(n), []int{row}
		}
	}
	if !found {
		return Open, "", nil
	}
	return Fails, says(nth - 1), ranked[nth-1 : nth]
}
