package gate

import (
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

var mixedGrain = &Rule{Name: "mixed-grain", Severity: Warning, Doc: Doc{
	Title: "a period of another length among those of a series",
	Text: `A quarter that stands where a month should, 2024-Q1 for 2024-01, is no total of months but a slip. The rule speaks where a
period of another length lies within a series, and is not the whole of the periods around it. Years beside their months are welcome.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		told := map[int]bool{}
		dated(d, func(g facts.Group) bool {
			grain, strays := straysOf(g.Observations)
			for _, o := range strays {
				if !told[o.Row] {
					told[o.Row] = true
					p.at(o, "%s is a %s among periods of a %s", o.Period, o.Period.Grain(), grain)
				}
			}
			return true
		})
		return true
	})
}}

// straysOf returns the observations that lie within a series but are of another grain than nearly all of it, and are not
// the whole of others.
func straysOf(list []*facts.Observation) (grain period.Grain, strays []*facts.Observation) {
	grain, same := mainGrain(list)
	if len(same) == len(list) || len(same) < leastRegular {
		return grain, nil
	}
	var counts [period.Span + 1]int
	for _, o := range list {
		counts[o.Period.Grain()]++
	}
	for _, o := range list {
		g := o.Period.Grain()
		if g == grain || counts[g] > max(1, len(same)/10) || !o.Period.After(same[0].Period) || !o.Period.Before(same[len(same)-1].Period) {
			continue
		}
		inside := 0
		for _, s := range same {
			if o.Period.Contains(s.Period) {
				inside++
			}
		}
		if inside <= 1 {
			strays = append(strays, o)
		}
	}
	return grain, strays
}
