package facts

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// candidates are the observations of one period that have the members of a query.
type candidates struct {
	period period.Period
	exact  []int32 // with these members and no others
	finer  []int32 // with more
}

// cells answers a query for every period that has rows for it; At tells by which rules.
func (d *Dataset) cells(m *Measure, query []int32) []Cell {
	byPeriod := d.byPeriod(m, query)
	sums := d.sumsOf(m, query, byPeriod)
	var cells []Cell
	for _, c := range byPeriod {
		var cell Cell
		var ok bool
		switch {
		case len(c.exact) > 0:
			cell, ok = d.oneCell(c.exact)
		case d.answers(query, c.finer):
			cell, ok = d.oneCell(c.finer)
		case sums.allowed:
			cell, ok = d.sum(query, c.finer, sums)
		}
		if ok {
			cells = append(cells, cell)
		}
	}
	return cells
}

// byPeriod finds the candidates for a query, in time order. Where rows have a period, those without stay out.
func (d *Dataset) byPeriod(m *Measure, query []int32) []candidates {
	type dated struct {
		period period.Period
		o      int32
		exact  bool
	}
	exact, hasExact := d.tuples.exact(query)
	var found []dated
	for _, id := range d.tuples.matching(query) {
		for _, o := range d.group(m, id) {
			found = append(found, dated{d.observations[o].Period, o, hasExact && id == exact})
		}
	}
	byTime := func(a, b dated) int { return cmp.Or(a.period.Compare(b.period), int(a.o-b.o)) }
	if !slices.IsSortedFunc(found, byTime) {
		slices.SortFunc(found, byTime)
	}
	var byPeriod []candidates
	for _, f := range found {
		if d.Period != nil && f.period.IsZero() {
			continue
		}
		if len(byPeriod) == 0 || byPeriod[len(byPeriod)-1].period != f.period {
			byPeriod = append(byPeriod, candidates{period: f.period})
		}
		c := &byPeriod[len(byPeriod)-1]
		if f.exact {
			c.exact = append(c.exact, f.o)
		} else {
			c.finer = append(c.finer, f.o)
		}
	}
	return byPeriod
}

// placesOf returns the canonical members of an observation.
func (d *Dataset) placesOf(o int32) []int32 {
	return d.tuples.at(d.tuples.whole[d.rows[d.observations[o].Row].tuple])
}

// answers reports whether the only row found stands for the slice itself: the members it has beyond
// the query are attributes, or the query names an attribute and so picks rows rather than parts.
func (d *Dataset) answers(query, found []int32) bool {
	if len(found) != 1 {
		return false
	}
	part := false
	for i, p := range d.placesOf(found[0]) {
		if query[i] == anyOne {
			part = part || p != absent && d.Dimensions[i].Key
		} else if !d.Dimensions[i].Key {
			return true
		}
	}
	return !part
}

// summing tells whether and how the parts of a slice may be summed.
type summing struct {
	allowed bool
	parts   int // as many as other periods have; fewer are an incomplete breakdown
}

// sumsOf learns from the periods that have both a total and parts, and from the number of parts.
func (d *Dataset) sumsOf(m *Measure, query []int32, byPeriod []candidates) summing {
	s := summing{allowed: m.Additive && (d.Period == nil || !d.Period.Holds)}
	if !s.allowed {
		return s
	}
	for _, c := range byPeriod {
		if len(c.finer) == 0 || d.Inferred && len(c.exact) == 0 {
			continue
		}
		parts, ok := d.finest(query, c.finer)
		if !ok {
			continue
		}
		if !d.Inferred {
			s.parts = max(s.parts, len(parts))
		}
		if len(c.exact) > 0 {
			total := &d.observations[c.exact[0]]
			sum, _ := d.add(parts)
			slack := total.slack()
			for _, o := range parts {
				slack = slack.Add(d.observations[o].slack())
			}
			difference := sum.Sub(total.Value).Abs()
			if difference.Add(difference).Cmp(slack) > 0 {
				s.allowed = false
				return s
			}
		}
	}
	return s
}

func (d *Dataset) sum(query, found []int32, s summing) (Cell, bool) {
	parts, ok := d.finest(query, found)
	if !ok || len(parts) < 2 || len(parts) < s.parts {
		return Cell{}, false
	}
	cell := Cell{Period: d.observations[parts[0]].Period, Derived: true}
	cell.Value, cell.Step = d.add(parts)
	for _, o := range parts {
		cell.Rows = append(cell.Rows, &d.observations[o])
	}
	return cell, true
}

func (d *Dataset) add(parts []int32) (sum, step quantity.Number) {
	for _, o := range parts {
		sum = sum.Add(d.observations[o].Value)
		if step.Less(d.observations[o].Step) {
			step = d.observations[o].Step
		}
	}
	return sum, step
}

// finest returns the observations that have a member in every dimension in which any of them has
// one beyond the query. ok is false when there are none: by sex and by age, but not by both.
func (d *Dataset) finest(query, found []int32) (parts []int32, ok bool) {
	open := make([]bool, len(query))
	for _, o := range found {
		for i, p := range d.placesOf(o) {
			open[i] = open[i] || query[i] == anyOne && p != absent
		}
	}
	for _, o := range found {
		full := true
		for i, p := range d.placesOf(o) {
			full = full && (!open[i] || p != absent)
		}
		if full {
			parts = append(parts, o)
		}
	}
	return parts, len(parts) > 0
}
