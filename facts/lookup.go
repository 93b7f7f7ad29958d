package facts

import (
	"slices"

	"github.com/onrecord/onrecord/facts/period"
)

// At returns what is on record for the slice in period p:
//
//  1. the row with exactly these members and no others;
//  2. else the only row that has them, when its other members are attributes or the slice names one
//     (a player's team and line-up follow from the player; the director of one film names the film);
//  3. else, for an additive measure, the sum of the rows that have them (Cell.Derived). Totals and parts
//     are never mixed, and a sum that totals of other periods contradict, or that lacks parts that other
//     periods have, is not made.
//
// Rows that disagree about one place are not found. A zero p means the only period that has such a
// row. With PeriodField.Holds the value in force at the end of p is found. Rows of other grains are
// not: the months of a year do not answer for the year.
func (c *Catalog) At(s Slice, p period.Period) (Cell, bool) {
	d := s.Measure.Dataset
	holds := d.Period != nil && d.Period.Holds
	if !p.IsZero() && !holds {
		query, ok := d.query(s.Members)
		if !ok {
			return Cell{}, false
		}
		if id, ok := d.tuples.exact(query); ok {
			if found := d.at(d.group(s.Measure, id), p); len(found) > 0 {
				return d.oneCell(found)
			}
		}
	}
	return c.Series(s).At(p)
}

// oneCell makes a cell of observations with the same members and period: mostly one. Several are
// a cell when they agree.
func (d *Dataset) oneCell(found []int32) (Cell, bool) {
	first := &d.observations[found[0]]
	cell := Cell{Value: first.Value, Step: first.Step, Period: first.Period, Rows: []*Observation{first}}
	for _, i := range found[1:] {
		o := &d.observations[i]
		if !o.Value.Equal(first.Value) {
			return Cell{}, false
		}
		cell.Rows = append(cell.Rows, o)
	}
	return cell, true
}

// Parts returns one cell for each member of d, otherwise as the slice, in the order of the members.
// Members without a row are left out, and so is the member that is the whole.
func (c *Catalog) Parts(s Slice, d *Dimension, p period.Period) []Cell {
	if d.Dataset != s.Measure.Dataset {
		return nil
	}
	var cells []Cell
	part := s.Without(d)
	part.Members = slices.Grow(slices.Clone(part.Members), len(d.Dataset.Dimensions))
	part.Members = part.Members[:max(len(part.Members), d.Index+1)]
	for _, m := range d.Members {
		if m == d.Total {
			continue
		}
		part.Members[d.Index] = m
		if cell, ok := c.At(part, p); ok {
			cells = append(cells, cell)
		}
	}
	return cells
}

// Rows returns the observations of m that have the members, and of period p unless it is zero, in the
// order of the table.
func (c *Catalog) Rows(m *Measure, members []*Member, p period.Period) []*Observation {
	d := m.Dataset
	query, ok := d.query(members)
	if !ok {
		return nil
	}
	var found []int32
	for _, id := range d.tuples.matching(query) {
		group := d.group(m, id)
		if !p.IsZero() {
			group = d.at(group, p)
		}
		found = append(found, group...)
	}
	slices.Sort(found)
	rows := make([]*Observation, len(found))
	for i, o := range found {
		rows[i] = &d.observations[o]
	}
	return rows
}

// Row is a line of a dataset's table: what stands together in the source.
type Row struct {
	Members      []*Member // by Dimension.Index; shared: do not change
	Period       period.Period
	Observations []Observation // by Measure.Index, without the missing ones
	Line         int
}

// Len returns the number of rows.
func (d *Dataset) Len() int { return len(d.rows) }

// Row returns row i in the order of the table, 0 ≤ i < Len.
func (d *Dataset) Row(i int) Row {
	r := d.rows[i]
	end := int32(len(d.observations))
	if i+1 < len(d.rows) {
		end = d.rows[i+1].first
	}
	return Row{d.tuples.members[r.tuple], r.period, d.observations[r.first:end:end], int(r.line)}
}
