package gate

import (
	"slices"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

var gap = &Rule{Name: "gap", Severity: Warning, Doc: Doc{
	Title: "periods missing from a regular series",
	Text: `In a series that is regular but for one or two holes, the missing periods block trend and record claims. The rule speaks
of holes of at most two periods after three that follow each other, and of any hole in a series whose file says since when the record runs. A row that says
of a value that it is missing is no hole, nor are irregular days, dates of change and chosen years.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		if d.Period == nil || d.Period.Holds {
			return true
		}
		present := map[period.Period]bool{}
		for i := range d.Len() {
			present[d.Row(i).Period] = true
		}
		type place struct {
			first, last period.Period
			members     string // "" where the whole table lacks the period
		}
		told := map[place]bool{}
		dated(d, func(g facts.Group) bool {
			if g.Slice.Measure.Definition != nil {
				return true
			}
			_, strays := straysOf(g.Observations)
			for _, h := range holes(g, !d.Period.Since.IsZero()) {
				if slices.ContainsFunc(strays, func(o *facts.Observation) bool { return o.Period.Overlaps(h.first) || o.Period.Overlaps(h.last) }) {
					continue // the row is there, under another period
				}
				absent := true // from the whole table
				for q := h.first; !q.After(h.last); q = q.Add(h.step) {
					absent = absent && !present[q]
				}
				key := place{first: h.first, last: h.last}
				if !absent {
					key.members = "of " + facts.Slice{Measure: d.Measures[0], Members: g.Slice.Members}.Words()
				}
				if told[key] || !absent && (d.Inferred || d.Blank(g.Slice, h.first)) {
					continue
				}
				told[key] = true
				missing := h.first.Words()
				if h.first != h.last {
					missing += " to " + h.last.Words()
				}
				if absent {
					p.at(h.after, "no row for %s", missing)
				} else {
					p.at(h.after, "%s: no value for %s", g.Slice.Words(), missing)
				}
			}
			return true
		})
		return true
	})
}}

// hole is a run of periods that a series lacks, and the observation after it.
type hole struct {
	first, last period.Period
	step        int
	after       *facts.Observation
}

// holes finds what a regular series lacks. Where the record is said to be complete, holes may be of any length.
func holes(g facts.Group, complete bool) (found []hole) {
	grain, list := mainGrain(g.Observations)
	if len(list) < leastRegular+1 || grain == period.Span {
		return nil
	}
	steps, usual := stepsOf(list)
	wider := 0
	for _, n := range steps {
		if n != usual {
			wider++
		}
	}
	if wider == 0 || wider > max(1, len(steps)/10) || grain == period.Day && usual != 1 {
		return nil
	}
	run := 0
	for i, n := range steps {
		lacking := n/usual - 1
		if n == usual {
			run++
			continue
		}
		if n%usual == 0 && n > usual && run >= leastRegular-2 && (lacking <= 2 || complete) && lacking < 100 {
			first := list[i].Period.Add(usual)
			found = append(found, hole{first, list[i+1].Period.Add(-usual), usual, list[i+1]})
		}
		run = 0
	}
	return found
}
