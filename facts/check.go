package facts

import (
	"errors"
	"slices"

	"github.com/onrecord/onrecord/facts/expression"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// Check is an invariant that the file states about its rows.
type Check struct {
	Expression   string
	When         string // only rows for which this holds are checked; "" for all
	Message      string // why it must hold, in the file's words; "" when it does not say
	Severity     string // "error", "warning" or "note"
	Line, Column int    // of the expression

	dataset    *Dataset
	must, when *expression.Program
}

// Failure is a row for which a check does not hold.
type Failure struct {
	Row         Row
	Observation *Observation // the first that the check reads, or the row's first
	// Left and Right are what stands on the sides of the comparison that fails, when the check is one.
	Left, Right string
	// Problem says why the row cannot be checked: its figures grow too large. It is nil otherwise.
	Problem error
}

// checks reads the checks of the file. They see the whole dataset, so they are read when its rows are.
func (h *header) checks(n *schema.Node, p *problems) {
	if n == nil || n.Kind != schema.Sequence || len(h.broken) > 0 {
		return
	}
	scope := h.d.scope(true)
	for i, item := range n.Items {
		if i == maxExpressions {
			p.add(expressionRule, h.d.Path, item.Line, item.Column, "a file may have %d checks", maxExpressions)
			return
		}
		must, when := item, item.Get("when")
		if item.Kind == schema.Mapping {
			must = item.Get("check")
		}
		if must.Text() == "" || must.Kind != schema.Text {
			continue // the schema has said so
		}
		c := &Check{
			Expression: must.Value, When: when.Text(), Message: item.Get("message").Text(), Severity: item.Get("severity").Text(),
			Line: must.Line, Column: must.Column, dataset: h.d,
		}
		if c.Severity == "" {
			c.Severity = "error"
		}
		c.must = h.compile(must, scope, p, expression.Truth)
		if c.When != "" {
			c.when = h.compile(when, scope, p, expression.Truth)
		}
		if c.must != nil && (c.when != nil || c.When == "") {
			h.d.Checks = append(h.d.Checks, c)
		}
	}
}

// Failures calls yield for each row for which the check does not hold, in the order of the table, until
// it returns false. A row that lacks a value that the check reads, be it in the row or around it, is passed over.
func (k *Check) Failures(c *Catalog, yield func(Failure) bool) {
	for i := range k.dataset.Len() {
		row := storedRow{c, k.dataset, k.dataset.Row(i)}
		if k.when != nil {
			if applies, err := k.when.Truth(row); err == nil && !applies || errors.Is(err, expression.ErrMissing) {
				continue
			}
		}
		holds, err := k.must.Truth(row)
		if err == nil && holds || errors.Is(err, expression.ErrMissing) || len(row.Row.Observations) == 0 {
			continue
		}
		f := Failure{Row: row.Row, Observation: &row.Row.Observations[0], Problem: err}
		for _, o := range slices.Backward(row.Row.Observations) {
			if slices.Contains(k.must.Measures, o.Measure.Index) {
				f.Observation = row.Row.measure(o.Measure)
			}
		}
		f.Left, f.Right = k.must.Sides(row)
		if !yield(f) {
			return
		}
	}
}

// Measures lists the measures that the check reads.
func (k *Check) Measures() (measures []*Measure) {
	for _, i := range k.must.Measures {
		measures = append(measures, k.dataset.Measures[i])
	}
	return measures
}

// storedRow is a row of a dataset, for expressions.
type storedRow struct {
	catalog *Catalog
	dataset *Dataset
	Row
}

func (r storedRow) Measure(i int) (quantity.Ratio, bool) {
	if o := r.Row.measure(r.dataset.Measures[i]); o != nil {
		return quantity.Of(o.Value), true
	}
	return quantity.Ratio{}, false
}

func (r storedRow) Member(dimension int) string {
	if m := r.Row.Members[dimension]; m != nil {
		return m.ID
	}
	return ""
}

func (r storedRow) Period() string { return r.Row.Period.String() }

func (r storedRow) List(f expression.Function, measure, dimension int) ([]quantity.Ratio, bool) {
	s := Slice{Measure: r.dataset.Measures[measure], Members: r.Row.Members}
	p := r.Row.Period
	switch f {
	case expression.Parts:
		return r.parts(s, r.dataset.Dimensions[dimension])
	case expression.Total:
		if d := r.dataset.Dimensions[dimension]; s.Member(d) != nil && s.Member(d) != d.Total {
			return one(r.catalog.At(s.Without(d), p))
		}
	case expression.Previous:
		return one(r.catalog.Series(s).Prev(p))
	case expression.YearAgo:
		return one(r.catalog.At(s, p.AddYears(-1)))
	case expression.Halves:
		return r.within(s, period.Half)
	case expression.Quarters:
		return r.within(s, period.Quarter)
	case expression.Months:
		return r.within(s, period.Month)
	case expression.Series:
		return valuesOf(r.catalog.Series(s).OfGrain(p.Grain()).Cells), true
	}
	return nil, false
}

func one(cell Cell, ok bool) ([]quantity.Ratio, bool) {
	if !ok || cell.Derived {
		return nil, false
	}
	return []quantity.Ratio{quantity.Of(cell.Value)}, true
}

func valuesOf(cells []Cell) (values []quantity.Ratio) {
	for _, c := range cells {
		values = append(values, quantity.Of(c.Value))
	}
	return values
}

// parts returns the values of the members of which the row is the total. Members that have values before and after, but
// not now, are missing ones: the parts are not complete without them.
func (r storedRow) parts(s Slice, d *Dimension) ([]quantity.Ratio, bool) {
	if m := s.Member(d); m != nil && m != d.Total {
		return nil, false
	}
	var cells []Cell
	for _, m := range d.Members {
		if m == d.Total {
			continue
		}
		series := r.catalog.Series(s.With(m))
		cell, ok := series.At(r.Row.Period)
		if ok {
			cells = append(cells, cell)
			continue
		}
		_, before := series.Prev(r.Row.Period)
		_, after := series.Next(r.Row.Period)
		if before && after {
			return nil, false
		}
	}
	return valuesOf(cells), true
}

// within returns the values of all units of a grain that the row's period is made of.
func (r storedRow) within(s Slice, g period.Grain) ([]quantity.Ratio, bool) {
	p := r.Row.Period
	if p.IsZero() || p.Grain() >= g || p.Grain() == period.Split || p.Grain() == period.Decade {
		return nil, false
	}
	series := r.catalog.Series(s)
	var cells []Cell
	for u := p.Of(g); p.Contains(u); u = u.Add(1) {
		cell, ok := series.At(u)
		if !ok {
			return nil, false
		}
		cells = append(cells, cell)
	}
	return valuesOf(cells), true
}
