package gate

import (
	"slices"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

var order = &Rule{Name: "order", Severity: Note, Doc: Doc{
	Title: "rows out of order",
	Text: `Where the rows of a series follow each other in time, up or down, a row that does not is hard to find by eye and often a
slip in its period.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		told := map[int]bool{}
		dated(d, func(g facts.Group) bool {
			grain, same := mainGrain(g.Observations)
			if len(same) < leastRegular || grain == period.None {
				return true
			}
			inFile := slices.Clone(same)
			slices.SortFunc(inFile, func(a, b *facts.Observation) int { return a.Row - b.Row })
			up, down := 0, 0
			for i := 1; i < len(inFile); i++ {
				if inFile[i].Period.Compare(inFile[i-1].Period) > 0 {
					up++
				} else {
					down++
				}
			}
			against := min(up, down)
			if against == 0 || against > max(1, len(inFile)/10) {
				return true
			}
			for i := 1; i < len(inFile); i++ {
				o, before := inFile[i], inFile[i-1]
				if (o.Period.Compare(before.Period) > 0) == (up > down) {
					continue
				}
				// Of the two, the one that does not fit between its other neighbours is out of place.
				if i+1 < len(inFile) && i >= 2 && (inFile[i+1].Period.Compare(inFile[i-2].Period) > 0) == (up > down) &&
					(o.Period.Compare(inFile[i-2].Period) > 0) == (up > down) && (inFile[i+1].Period.Compare(before.Period) > 0) != (up > down) {
					o = before
				}
				if !told[o.Row] {
					told[o.Row] = true
					p.at(o, "the row for %s is out of order: %s stands before it", o.Period, inFile[max(slices.Index(inFile, o)-1, 0)].Period)
				}
			}
			return true
		})
		return true
	})
}}
