package facts

import (
	"slices"
	"sync"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// valueIndex finds observations by their value. It is built when first asked for.
type valueIndex struct {
	once   sync.Once
	sorted []*Observation
}

// Valued returns the observations of all datasets whose values lie from low to high, both included, in the
// order of their values, but at most limit of them.
func (c *Catalog) Valued(low, high quantity.Number, limit int) []*Observation {
	c.values.once.Do(func() {
		for _, d := range c.Datasets {
			for i := range d.observations {
				c.values.sorted = append(c.values.sorted, &d.observations[i])
			}
		}
		slices.SortStableFunc(c.values.sorted, func(a, b *Observation) int { return a.Value.Cmp(b.Value) })
	})
	from, _ := slices.BinarySearchFunc(c.values.sorted, low, func(o *Observation, n quantity.Number) int { return o.Value.Cmp(n) })
	to := from
	for to < len(c.values.sorted) && to-from < limit && c.values.sorted[to].Value.Cmp(high) <= 0 {
		to++
	}
	return c.values.sorted[from:to:to]
}

// periodIndex holds the periods of a dataset in order. It is built when first asked for.
type periodIndex struct {
	once   sync.Once
	sorted []period.Period
}

// LastBegun returns the last period of the dataset that began on or before a day; the last of all for the zero period.
func (d *Dataset) LastBegun(day period.Period) (period.Period, bool) {
	d.periods.once.Do(func() {
		seen := map[period.Period]bool{}
		for _, r := range d.rows {
			if !r.period.IsZero() && !seen[r.period] {
				seen[r.period] = true
				d.periods.sorted = append(d.periods.sorted, r.period)
			}
		}
		slices.SortFunc(d.periods.sorted, period.Period.Compare)
	})
	for i := len(d.periods.sorted) - 1; i >= 0; i-- {
		if day.IsZero() || !d.periods.sorted[i].After(day) {
			return d.periods.sorted[i], true
		}
	}
	return period.Period{}, false
}
