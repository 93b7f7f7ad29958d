package facts

import (
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

func (d *Dataset) byPeriod(m *Measure, query []int32) []candidates {
	exact, hasExact := d.tuples.exact(query)
	var found []int32
	tuple := map[int32]bool{}
	for _, id := range d.tuples.matching(query) {
		group := d.group(m, id)
		found = append(found, group...)
		if hasExact && id == exact {
			for _, o := range group {
				tuple[o] = true
			}
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		if c := d.observations[a].Period.Compare(d.observations[b].Period); c != 0 {
			return c
		}
		return int(a) - int(b)
	})
	var byPeriod []candidates
	for _, o := range found {
		p := d.observations[o].Period
		if len(byPeriod) == 0 || byPeriod[len(byPeriod)-1].period != p {
			byPeriod = append(byPeriod, candidates{period: p})
		}
		c := &byPeriod[len(byPeriod)-1]
		if tuple[o] {
			c.exact = append(c.exact, o)
		} else {
			c.finer = append(c.finer, o)
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
		if len(c.finer) == 0 {
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
