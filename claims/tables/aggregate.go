package tables

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// aggregate reads "the average crowd was 4,000", "a total of 12 berths".
func (r *reading) aggregate(k int, mean bool) Statement {
	st := Statement{Form: "total"}
	if mean {
		st.Form = "average"
	}
	r.parts[k].used = true
	from := k + 1
	if from < len(r.parts) && r.parts[from].kind == stop {
		from++ // "on average, ..."
	}
	head := r.headFrom(from, +1)
	value := -1
	if head < 0 { // "an average of 27 points", "a total of 12 berths"
		for i := k + 1; i < len(r.parts) && i <= k+3; i++ {
			if r.parts[i].kind == figure {
				if i+1 < len(r.parts) && r.parts[i+1].kind == rows {
					break // "a total of four countries"
				}
				value = i
				head = r.headFrom(i+1, +1)
				break
			}
			if r.parts[i].kind != filler {
				break
			}
		}
	}
	if head < 0 {
		head = r.headFrom(k-1, -1)
	}
	if head < 0 {
		if !mean {
			r.bind()
			if n := r.counting(); n >= 0 {
				return r.count(n)
			}
		}
		return st
	}
	var targets []int
	for _, number := range r.parts[head].columns {
		if col := &r.t.columns[number]; col.Numbers {
			targets = append(targets, number)
		}
	}
	r.parts[head].used = true
	if value < 0 {
		value = r.valueAfter(k)
	} else {
		r.parts[value].used = true
	}
	if value < 0 {
		for i := range k {
			if p := &r.parts[i]; p.kind == figure && !p.used && p.amount.Kind != claims.Ordinal {
				value, p.used = i, true
				break
			}
		}
	}
	if value < 0 || len(targets) == 0 {
		return st
	}
	st.Column = r.t.columns[targets[0]].Head
	r.bind()
	r.takeNoun(k)
	var truths []Truth
	for _, set := range r.ways(r.terms) {
		for _, number := range targets {
			truth, says := r.sum(number, set, r.parts[value].amount, mean)
			truths = append(truths, truth)
			if st.Says == "" || truth == Holds {
				st.Says, st.Rows = says, set.list()
			}
			if !mean { // a total of rows
				n := quantity.Of(quantity.Int(int64(set.count())))
				if r.admits(r.parts[value].amount, n) {
					truths = append(truths, Holds)
				}
			}
		}
	}
	st.Truth = of(truths)
	return st
}

// sum judges a sum or a mean of the figures of rows.
func (r *reading) sum(number int, set rowSet, a *claims.AmountMention, mean bool) (Truth, string) {
	col := &r.t.columns[number]
	var sum, plain quantity.Number
	n := int64(0)
	for _, row := range set.list() {
		if cell := &col.Cells[row]; cell.IsNumber {
			sum, plain = sum.Add(cell.Number), plain.Add(cell.Plain)
			n++
		}
	}
	if n < 1 || n < 2 && mean {
		return Open, ""
	}
	word := "total"
	values := []quantity.Ratio{quantity.Of(sum), quantity.Of(plain)}
	if mean {
		word = "mean"
		for i, s := range []quantity.Number{sum, plain} {
			values[i], _ = quantity.Quo(s, quantity.Int(n))
		}
	}
	says := fmt.Sprintf("%s: %s over %d rows is %.6g", col.Head, word, n, sum.Float64()/float64(map[bool]int64{true: n, false: 1}[mean]))
	for _, value := range values {
		if r.admits(a, value) {
			return Holds, says
		}
	}
	about := a.Value.Float64()
	for _, value := range values {
		actual, _ := value.Quo(quantity.Of(quantity.Int(1)))
		x := actual.Num.Float64() / actual.Den.Float64()
		if d := x - about; d*d <= 0.0025*x*x || about > 10*x || x > 10*about {
			return Open, says // as near as a slip of rounding, or of one row that the writer left out
		}
	}
	return Fails, says
}
