package tables

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// compare reads "the Gull has 20 more berths than the Plover", "Tofte opened before Skarness".
func (r *reading) compare(k int) Statement {
	st := Statement{Form: "comparison"}
	p := &r.parts[k]
	p.used = true
	size := -1
	if k > 0 && r.parts[k-1].kind == figure && r.parts[k-1].amount.Kind != claims.Ordinal {
		size = k - 1
		r.parts[size].used = true
	}
	targets := r.targetsOf(k, true)
	if len(targets) == 0 {
		return st
	}
	st.Column = r.t.columns[targets[0].column].Head
	r.bind()
	than := k
	for i := k + 1; i < len(r.parts); i++ {
		if r.parts[i].norm == "than" {
			than = i
			break
		}
	}
	one, other, scope, ok := r.sides(than)
	if !ok {
		return st
	}
	var truths []Truth
	for _, inside := range r.ways(scope) {
		for _, w := range one.where {
			for _, v := range other.where {
				if w.column != v.column {
					continue
				}
				for _, by := range targets {
					truth, says, rows := r.ahead(by, inside.and(w.rows), inside.and(v.rows), size)
					if by.doubtful && truth == Holds {
						truth = Open
					}
					truths = append(truths, truth)
					if st.Says == "" || truth == Holds {
						st.Says, st.Rows = says, rows
					}
				}
			}
		}
	}
	st.Truth = of(truths)
	return st
}

// sides returns what is compared: the first term behind "than", and the nearest one before it of the same column. What
// else narrows the rows is true of both.
func (r *reading) sides(than int) (one, other term, scope []term, ok bool) {
	second := slices.IndexFunc(r.terms, func(t term) bool { return t.part > than })
	if second < 0 {
		return one, other, nil, false
	}
	other = r.terms[second]
	first := -1
	for i := second - 1; i >= 0; i-- {
		if slices.ContainsFunc(r.terms[i].where, func(w where) bool {
			return slices.ContainsFunc(other.where, func(v where) bool { return v.column == w.column })
		}) {
			first = i
			break
		}
	}
	if first < 0 {
		return one, other, nil, false
	}
	for i, t := range r.terms {
		if i != first && i != second {
			scope = append(scope, t)
		}
	}
	return r.terms[first], other, scope, true
}

// ahead judges whether the rows of one are ahead of those of the other, and by how much.
func (r *reading) ahead(by target, one, other rowSet, size int) (Truth, string, []int) {
	col := &r.t.columns[by.column]
	var truths []Truth
	says, rows := "", []int(nil)
	for _, a := range one.list() {
		for _, b := range other.list() {
			sign, ok := col.order(a, b)
			if a == b || !ok {
				continue
			}
			if says == "" {
				says = fmt.Sprintf("%s: %s, against %s", col.Head, col.Cells[a].Text, col.Cells[b].Text)
				rows = []int{a, b}
			}
			truth := Fails
			if sign == by.sign {
				truth = Holds
				if size >= 0 {
					truth = r.apart(col, a, b, r.parts[size].amount)
				}
			}
			truths = append(truths, truth)
		}
	}
	if len(truths) == 0 || slices.Contains(truths, Holds) && slices.Contains(truths, Fails) {
		return Open, says, rows // rows of one side on both sides of the other
	}
	return of(truths), says, rows
}

// apart judges whether two cells are as far apart as an amount says.
func (r *reading) apart(col *column, a, b int, amount *claims.AmountMention) Truth {
	x, y := &col.Cells[a], &col.Cells[b]
	var gaps []quantity.Number
	switch {
	case col.Dates && !x.Period.IsZero() && !y.Period.IsZero():
		unit := map[string]period.Grain{"day": period.Day, "week": period.Week, "month": period.Month, "year": period.Year}[claims.Stem(amount.Unit.Name)]
		if unit == period.None && col.Numbers {
			unit = period.Year
		}
		n, ok := x.Period.First().Of(unit).UnitsTo(y.Period.First().Of(unit))
		if unit == period.None || !ok {
			return Open
		}
		gaps = append(gaps, quantity.Int(int64(n)))
	case x.IsNumber && y.IsNumber:
		gaps = append(gaps, x.Number.Sub(y.Number), x.Plain.Sub(y.Plain))
	}
	for _, gap := range gaps {
		if r.admits(amount, quantity.Of(gap.Abs())) {
			return Holds
		}
	}
	if col.Dates && amount.Unit.Name != "" {
		return Open
	}
	return Fails
}

// same reads "the Gull and the Plover have the same home".
func (r *reading) same(k int) Statement {
	st := Statement{Form: "same"}
	r.parts[k].used = true
	head := -1
	for i := k + 1; i < len(r.parts); i++ {
		if r.parts[i].kind == heads {
			head = i
			break
		}
		if r.parts[i].kind != filler && r.parts[i].kind != context {
			return st
		}
	}
	if head < 0 {
		return st
	}
	r.parts[head].used = true
	r.bind()
	if len(r.terms) != 2 || !r.terms[1].joins || r.terms[1].part > k {
		return st
	}
	var truths []Truth
	for _, number := range r.parts[head].columns {
		for _, w := range r.terms[0].where {
			for _, v := range r.terms[1].where {
				one, other := w.rows.list(), v.rows.list()
				if len(one) != 1 || len(other) != 1 || one[0] == other[0] {
					truths = append(truths, Open)
					continue
				}
				truth := Fails
				col := &r.t.columns[number]
				if col.Cells[one[0]].Text == col.Cells[other[0]].Text {
					truth = Holds
				}
				truths = append(truths, truth)
				st.Rows = []int{one[0], other[0]}
				st.Says = fmt.Sprintf("%s: %s and %s", col.Head, col.Cells[one[0]].Text, col.Cells[other[0]].Text)
			}
		}
	}
	st.Truth = of(truths)
	return st
}
