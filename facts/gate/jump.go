package gate

import (
	"math"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

var jump = &Rule{Name: "jump", Severity: Warning, Doc: Doc{
	Title: "values that are ten, a hundred or a thousand times too large or small",
	Text: `In a steady series, a value that fits its neighbours once its decimal point is moved has most likely lost or won a digit,
or was taken down in thousands. Series that swing are left in peace.`,
}, run: func(p *pass) {
	steady(p, func(g []*facts.Observation, logs []float64, i int) {
		o := g[i]
		expected := neighbours(logs, i)
		off := math.Abs(logs[i]-expected) / math.Ln10
		power := math.Round(off)
		if power < 1 || math.Abs(off-power) > 0.1 {
			return
		}
		what := "times too large"
		if logs[i] < expected {
			what = "times too small"
		}
		p.at(o, "%s in %s is about %s %s: %s", o.Written, o.Period.Words(), quantity.Pow10(int(power)).Grouped(), what, around(g, i))
	})
}}
