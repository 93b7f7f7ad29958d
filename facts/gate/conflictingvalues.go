package gate

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

var conflicts = &Rule{Name: "conflicting-values", Severity: Error, Doc: Doc{
	Title: "two values for one thing",
	Text: `Two rows of a dataset that give different values for the same period and members contradict each other. So do two datasets
that share a name in about:, when measures of one name and unit differ, beyond rounding, for the same period and members: that is a
warning, as definitions may differ, and then the names should too.`,
}, run: func(p *pass) {
	type key struct {
		measure, members string
		period           period.Period
	}
	told := map[*facts.Observation]bool{}
	subjects, about := p.subjects()
	for _, subject := range subjects {
		if len(about[subject]) < 2 {
			continue
		}
		first := map[key]*facts.Observation{}
		for _, d := range about[subject] {
			if !p.Sound(d) {
				continue
			}
			d.Groups(func(g facts.Group) bool {
				var members []string
				for _, m := range g.Slice.Members {
					if m != nil {
						members = append(members, fold(m.Dimension.Label)+"="+fold(m.Label))
					}
				}
				slices.Sort(members)
				m := g.Slice.Measure
				for _, o := range g.Observations {
					k := key{fold(m.Label) + "\n" + m.Unit.Kind.String() + m.Unit.Name, strings.Join(members, "\n"), o.Period}
					other := first[k]
					if other == nil {
						first[k] = o
						continue
					}
					off := other.Value.Sub(o.Value).Abs()
					if other.Measure.Dataset == d || told[o] || off.Add(off).Cmp(other.Slack().Add(o.Slack())) <= 0 {
						continue
					}
					told[o] = true
					p.grade(Warning, o.Path, o.Line, o.Column, "%s is %s here and %s in %s, line %d", g.Slice.WordsAt(o.Period), o.Value.Grouped(), other.Value.Grouped(), other.Measure.Dataset.ID, other.Line)
				}
				return true
			})
		}
	}
}}
