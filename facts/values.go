package facts

import (
	"slices"
	"sync"

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
