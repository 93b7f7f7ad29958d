package gate

import (
	"github.com/onrecord/onrecord/facts"
)

var rounding = &Rule{Name: "rounding", Severity: Warning, Doc: Doc{
	Title: "values finer than the precision that the file states",
	Text: `With rounded_to: 1000, a value of 1,204,500 cannot be as the source publishes it: either the value or the precision
is wrong. Where most values are finer, it is said once of the precision.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		for _, m := range d.Measures {
			if m.RoundedTo.IsZero() || m.Definition != nil {
				continue
			}
			var finer []*facts.Observation
			all := 0
			d.Groups(func(g facts.Group) bool {
				if g.Slice.Measure != m {
					return true
				}
				for _, o := range g.Observations {
					if all++; !o.Value.Round(m.RoundedTo).Equal(o.Value) {
						finer = append(finer, o)
					}
				}
				return true
			})
			if len(finer) > 3 && 2*len(finer) > all {
				f := p.file(d)
				line, column := place(f, "fields", m.ID, "rounded_to")
				p.add(f.Path, line, column, "%s: %d of %d values are finer than rounded_to: %s, as %s is", m.ID, len(finer), all, m.RoundedTo, finer[0].Written)
				continue
			}
			for _, o := range finer {
				p.at(o, "%s is finer than rounded_to: %s", o.Written, m.RoundedTo)
			}
		}
		return true
	})
}}
