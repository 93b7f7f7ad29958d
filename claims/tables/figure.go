package tables

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// bounds reports whether a comparison is the bound of a figure: "higher than 10,000". It becomes the figure's hedge.
func (r *reading) bounds(i int) bool {
	p := &r.parts[i]
	for k := i + 1; k < len(r.parts) && k <= i+3; k++ {
		switch q := &r.parts[k]; {
		case q.kind == filler && (q.norm == "than" || q.norm == "to" || q.norm == "or"):
		case q.kind == figure:
			if q.amount.Amount.Hedge != quantity.Bare || q.amount.Kind == claims.Ordinal {
				return false
			}
			bound := *q.amount
			bound.Amount.Hedge = quantity.MoreThan
			if p.sign < 0 {
				bound.Amount.Hedge = quantity.LessThan
			}
			q.amount = &bound
			p.used, p.kind = true, filler
			return true
		default:
			return false
		}
	}
	return false
}

// bindFigure ties a figure to the column named behind it, as in "44 passengers", or before it, as in "a crowd of 9,000".
func (r *reading) bindFigure(i int) {
	p := &r.parts[i]
	head, direct := r.headBeside(i, +1)
	if isYear(p.amount) && head >= 0 && r.isTime(head) {
		direct = true
	} else if head >= 0 && p.amount.Kind == claims.Cardinal && (!direct || r.identifies(head) && !r.hasArticle(i)) {
		head = -1 // "four seasons", "four of the seasons": a number of them
	}
	if head < 0 || !direct {
		if before, _ := r.headBeside(i, -1); before >= 0 {
			head = before
		}
	}
	if head < 0 {
		r.bindYear(i)
		return
	}
	t := term{part: i}
	for _, number := range r.parts[head].columns {
		if !r.t.columns[number].Numbers {
			continue
		}
		if rows := r.accepting(number, p.amount); r.t.columns[number].near(p.amount.Value) {
			t.where = append(t.where, where{column: number, rows: rows, whole: true})
		}
	}
	if len(t.where) == 0 {
		return
	}
	t.prep = r.prepositionOf(min(i, head))
	p.used, r.parts[head].used, r.parts[head].names = true, true, true
	r.terms = append(r.terms, t)
}

// bindYear takes a bare year for the rows of it.
func (r *reading) bindYear(i int) {
	p := &r.parts[i]
	if !isYear(p.amount) {
		return
	}
	t := term{part: i, prep: r.prepositionOf(i)}
	for number := range r.t.columns {
		if col := &r.t.columns[number]; col.traits["time"] && col.Numbers {
			if rows := r.accepting(number, p.amount); rows.count() > 0 {
				t.where = append(t.where, where{column: number, rows: rows, whole: true})
			}
		}
	}
	if len(t.where) > 0 {
		p.used = true
		r.terms = append(r.terms, t)
	}
}

// isYear reports whether an amount may be a year.
func isYear(a *claims.AmountMention) bool {
	v, ok := a.Value.Int64()
	return ok && 1000 <= v && v < 2200 && a.Kind == claims.Cardinal && a.Form == quantity.Digits && a.Amount.Hedge == quantity.Bare && !a.IsRange
}

// isTime reports whether a head is of years or dates.
func (r *reading) isTime(head int) bool {
	return slices.ContainsFunc(r.parts[head].columns, func(c int) bool { return r.t.columns[c].traits["time"] })
}

// hasArticle tells "a 7 grid" from "7 grids".
func (r *reading) hasArticle(i int) bool {
	first := r.parts[i].first
	return first > 0 && (r.s.Tokens[first-1].Norm == "a" || r.s.Tokens[first-1].Norm == "an")
}

// identifies reports whether the figures of a column name its rows, such as numbers of seasons.
func (r *reading) identifies(head int) bool {
	for _, number := range r.parts[head].columns {
		col := &r.t.columns[number]
		if col.traits["time"] || col.traits["place"] {
			return true
		}
		seen := map[string]bool{}
		for row := range col.Cells {
			if text := col.Cells[row].Text; seen[text] {
				seen = nil
				break
			} else {
				seen[text] = true
			}
		}
		if seen != nil && r.t.rows > 3 && col.steps() {
			return true
		}
	}
	return false
}

// steps reports whether the figures of a column are consecutive whole numbers.
func (c *column) steps() bool {
	low, high, n := int64(1<<62), int64(-1<<62), int64(0)
	for row := range c.Cells {
		v, ok := c.Cells[row].Number.Int64()
		if !c.Cells[row].IsNumber || !ok {
			continue
		}
		low, high, n = min(low, v), max(high, v), n+1
	}
	return n > 2 && high-low < 2*n
}

// numbersRows reports whether a column numbers the rows one after the other.
func (c *column) numbersRows() bool {
	for row := 1; row < len(c.Cells); row++ {
		before, ok := c.Cells[row-1].Number.Int64()
		now, also := c.Cells[row].Number.Int64()
		if !ok || !also || !c.Cells[row].IsNumber || now != before+1 {
			return false
		}
	}
	return true
}

// near reports whether a number is of the size of the figures in a column: else its unit was not understood.
func (c *column) near(value quantity.Number) bool {
	size := value.Abs().Float64()
	low, high := 0.0, 0.0
	for row := range c.Cells {
		cell := &c.Cells[row]
		if !cell.IsNumber {
			continue
		}
		for _, number := range []quantity.Number{cell.Number, cell.Plain} {
			x := number.Abs().Float64()
			if low == 0 || x < low {
				low = x
			}
			high = max(high, x)
		}
	}
	return value.IsZero() || size <= 10*high && 10*size >= low
}

// headBeside returns the column of figures named beside a part, nothing but words that say little between them.
func (r *reading) headBeside(i, step int) (head int, direct bool) {
	skipped, verb := 0, false
	for k := i + step; k >= 0 && k < len(r.parts) && skipped < 4; k += step {
		p := &r.parts[k]
		switch {
		case p.kind == heads && !p.used && slices.ContainsFunc(p.columns, func(c int) bool { return r.t.columns[c].Numbers }):
			return k, skipped == 0
		case p.kind == filler && step < 0, p.kind == filler && p.norm == "of":
			verb = verb || isCopula(p.word)
			skipped++
		case p.kind == cells && verb && step < 0: // "the crowd at Tofte was 4,200"
			skipped++
		default:
			return -1, false
		}
	}
	return -1, false
}

// accepting returns the rows whose figure in the column is the amount; nil when the units do not go together.
func (r *reading) accepting(number int, a *claims.AmountMention) rowSet {
	col := &r.t.columns[number]
	set := make(rowSet, r.t.rows)
	for row := range col.Cells {
		set[row] = r.accepts(a, &col.Cells[row], col.Unit)
	}
	return set
}

// accepts reports whether the figure of a cell is the amount, with the scale of the column's head or as written.
func (r *reading) accepts(a *claims.AmountMention, cell *facts.BareCell, unit quantity.Unit) bool {
	if !cell.IsNumber {
		return false
	}
	value := quantity.Of(cell.Number)
	if a.Unit.Kind.IsDimension() && unit.Kind.IsDimension() {
		converted, ok := quantity.Convert(cell.Number, unit, a.Unit)
		if !ok {
			return false
		}
		value = converted
	}
	return r.admits(a, value) || cell.Plain.Cmp(cell.Number) != 0 && r.admits(a, quantity.Of(cell.Plain))
}

// admits reports whether a figure is what an amount says. A bound says on which side of it the figure is, however far.
func (r *reading) admits(a *claims.AmountMention, actual quantity.Ratio) bool {
	least := quantity.Within
	switch a.Amount.Hedge {
	case quantity.MoreThan, quantity.AtLeast, quantity.LessThan, quantity.UpTo:
		least = quantity.Understated
	}
	return a.AcceptsWith(actual, r.tolerance) >= least
}

func (r *reading) looseFigures() (found []int) {
	for i := range r.parts {
		if p := &r.parts[i]; p.kind == figure && !p.used {
			found = append(found, i)
		}
	}
	return found
}
