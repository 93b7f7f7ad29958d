package gate

import (
	"math"

	"github.com/onrecord/onrecord/facts"
)

var outlier = &Rule{Name: "outlier", Severity: Warning, Doc: Doc{
	Title: "values far from their neighbours in a steady series",
	Text: `In a series of ten values or more whose other steps are small, a value three times as large or small as those on both sides
deserves a second look. Order-of-magnitude slips are told by jump.`,
}, run: func(p *pass) {
	steady(p, func(g []*facts.Observation, logs []float64, i int) {
		o := g[i]
		off := math.Abs(logs[i] - neighbours(logs, i))
		power := math.Round(off / math.Ln10)
		if power >= 1 && math.Abs(off/math.Ln10-power) <= 0.1 || off < math.Log(3) || len(g) < 10 || i == 0 || i == len(g)-1 {
			return
		}
		p.at(o, "%s in %s is far from its neighbours: %s", o.Written, o.Period.Words(), around(g, i))
	})
}}
