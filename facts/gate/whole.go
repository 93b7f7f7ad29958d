package gate

import (
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// whole is a total with its parts along one dimension in one period.
type whole struct {
	total    *facts.Observation
	parts    []*facts.Observation
	sum      quantity.Number
	slack    quantity.Number // by how much rounding may move the difference, from end to end
	negative bool
}

// wholes yields, for each measure that sums and each dimension, the totals that have parts.
func wholes(p *pass, yield func(d *facts.Dataset, dim *facts.Dimension, found []*whole)) {
	p.datasets(func(d *facts.Dataset) bool {
		d.Groups(func(g facts.Group) bool {
			m := g.Slice.Measure
			if !m.Additive || m.Definition != nil {
				return true
			}
			for _, dim := range d.Dimensions {
				if g.Slice.Member(dim) != nil || len(dim.Members) < 2 {
					continue
				}
				if found := partsOf(d, g, dim); len(found) > 0 {
					yield(d, dim, found)
				}
			}
			return true
		})
		return true
	})
}

func partsOf(d *facts.Dataset, g facts.Group, dim *facts.Dimension) (found []*whole) {
	byPeriod := map[period.Period]*whole{}
	for _, o := range g.Observations {
		if byPeriod[o.Period] != nil {
			return nil // two totals of one period
		}
		byPeriod[o.Period] = &whole{total: o, slack: o.Slack(), negative: o.Value.Sign() < 0}
	}
	for _, m := range dim.Members {
		if m == dim.Total {
			continue
		}
		for _, o := range d.Exact(g.Slice.With(m)) {
			if w := byPeriod[o.Period]; w != nil {
				w.parts = append(w.parts, o)
				w.sum, w.slack = w.sum.Add(o.Value), w.slack.Add(o.Slack())
				w.negative = w.negative || o.Value.Sign() < 0
			}
		}
	}
	for _, o := range g.Observations {
		if w := byPeriod[o.Period]; len(w.parts) > 0 {
			found = append(found, w)
		}
	}
	return found
}

func (w *whole) difference() quantity.Number { return w.sum.Sub(w.total.Value) }

// equal reports whether the parts make the total, rounding allowed for.
func (w *whole) equal() bool {
	off := w.difference().Abs()
	return off.Add(off).Cmp(w.slack) <= 0
}

// above returns a part that exceeds the total beyond rounding, or nil.
func (w *whole) above() *facts.Observation {
	if w.negative {
		return nil
	}
	for _, o := range w.parts {
		over := o.Value.Sub(w.total.Value)
		if over.Add(over).Cmp(o.Slack().Add(w.total.Slack())) > 0 {
			return o
		}
	}
	return nil
}

// members lists of which members the total has parts.
func (w *whole) members(dim *facts.Dimension) string {
	ids := make([]string, len(w.parts))
	for i, o := range w.parts {
		ids[i] = o.Members[dim.Index].ID
	}
	return strings.Join(ids, "\n")
}
