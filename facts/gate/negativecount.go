package gate

import (
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

var negativeCount = &Rule{Name: "negative-count", Severity: Error, Doc: Doc{
	Title: "things counted below nought",
	Text: `Counts of things have no negative values, unless the label, unit or an alias says that they are a change, a balance or
a difference. Where more than one value in ten is negative, the measure is taken for one of these. In a table
that no file describes it is a warning.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		below := make([][]*facts.Observation, len(d.Measures))
		all := make([]int, len(d.Measures))
		for i := range d.Len() {
			observations := d.Row(i).Observations
			for j := range observations {
				o := &observations[j]
				all[o.Measure.Index]++
				if o.Value.Sign() < 0 {
					below[o.Measure.Index] = append(below[o.Measure.Index], o)
				}
			}
		}
		for i, m := range d.Measures {
			if m.Unit.Kind != quantity.Count || m.Definition != nil || !m.Additive || len(below[i]) == 0 || 10*len(below[i]) > all[i] && len(below[i]) > 1 || all[i] < 3 || says(m, "signed") {
				continue
			}
			severity := Error
			if d.Inferred {
				severity = Warning // what is counted is a guess from the head
			}
			for _, o := range below[i] {
				p.grade(severity, o.Path, o.Line, o.Column, "%s: %s is below nought, and things are counted here", m.ID, o.Written)
			}
		}
		return true
	})
}}
