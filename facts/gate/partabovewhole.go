package gate

import (
	"github.com/onrecord/onrecord/facts"
)

var partAboveWhole = &Rule{Name: "part-above-whole", Severity: Error, Doc: Doc{
	Title: "a part that is larger than its total",
	Text: `Of a measure whose parts sum, no part can exceed the total of its period. Balances, of which some are negative, are left in
peace.`,
}, run: func(p *pass) {
	told := map[*facts.Observation]bool{}
	wholes(p, func(d *facts.Dataset, dim *facts.Dimension, found []*whole) {
		above := 0
		for _, w := range found {
			if w.above() != nil {
				above++
			}
		}
		if above > 1 && 2*above > len(found) {
			return // no total, whatever the row without a member is
		}
		for _, w := range found {
			if o := w.above(); o != nil && !told[o] {
				told[o] = true
				p.at(o, "%s: %s of %s is more than the total of %s on line %d", o.Measure.ID, o.Value.Grouped(), o.Members[dim.Index].ID, w.total.Value.Grouped(), w.total.Line)
			}
		}
	})
}}
