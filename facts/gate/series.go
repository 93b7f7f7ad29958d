package gate

import (
	"math"
	"slices"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// dated yields the groups of a dataset that are series: with periods that are all different.
func dated(d *facts.Dataset, yield func(facts.Group) bool) {
	if d.Period == nil {
		return
	}
	d.Groups(func(g facts.Group) bool {
		for i := 1; i < len(g.Observations); i++ {
			if g.Observations[i].Period == g.Observations[i-1].Period {
				return true
			}
		}
		if len(g.Observations) > 0 && g.Observations[0].Period.IsZero() {
			return true
		}
		return yield(g)
	})
}

// mainGrain returns the grain that most observations have, and those that have it.
func mainGrain(list []*facts.Observation) (grain period.Grain, same []*facts.Observation) {
	var counts [period.Span + 1]int
	for _, o := range list {
		counts[o.Period.Grain()]++
	}
	for g := range counts {
		if counts[g] > counts[grain] {
			grain = period.Grain(g)
		}
	}
	if counts[grain] == len(list) {
		return grain, list
	}
	for _, o := range list {
		if o.Period.Grain() == grain {
			same = append(same, o)
		}
	}
	return grain, same
}

// leastRegular is how many periods must follow each other for a series to be regular.
const leastRegular = 4

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
		told := map[[2]period.Period]bool{}
		dated(d, func(g facts.Group) bool {
			if g.Slice.Measure.Definition != nil {
				return true
			}
			for _, h := range holes(g, !d.Period.Since.IsZero()) {
				absent := true // from the whole table
				for q := h.first; !q.After(h.last); q = q.Add(h.step) {
					absent = absent && !present[q]
				}
				key := [2]period.Period{h.first, h.last}
				if told[key] && absent || d.Inferred && !absent || !absent && d.Blank(g.Slice, h.first) {
					continue
				}
				if !absent && told[[2]period.Period{h.first, h.after.Period}] && g.Slice.Measure.Index > 0 && len(d.Dimensions) == 0 {
					continue
				}
				told[key] = told[key] || absent
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
	steps := make([]int, len(list)-1)
	ones := map[int]int{}
	for i := range steps {
		n, ok := list[i].Period.UnitsTo(list[i+1].Period)
		if !ok || n <= 0 {
			return nil
		}
		steps[i] = n
		ones[n]++
	}
	usual := slices.MinFunc(steps, func(a, b int) int {
		if ones[a] != ones[b] {
			return ones[b] - ones[a]
		}
		return a - b
	})
	wider := len(steps) - ones[usual]
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

var mixedGrain = &Rule{Name: "mixed-grain", Severity: Warning, Doc: Doc{
	Title: "a period of another length among those of a series",
	Text: `A quarter that stands where a month should, 2024-Q1 for 2024-01, is no total of months but a slip. The rule speaks where a
period of another length lies within a series, and is not the whole of the periods around it. Years beside their months are welcome.`,
}, run: func(p *pass) {
	told := map[[2]int]bool{}
	p.datasets(func(d *facts.Dataset) bool {
		clear(told)
		dated(d, func(g facts.Group) bool {
			grain, same := mainGrain(g.Observations)
			odd := len(g.Observations) - len(same)
			if odd == 0 || odd > max(1, len(same)/10) || len(same) < leastRegular {
				return true
			}
			for _, o := range g.Observations {
				if o.Period.Grain() == grain || !o.Period.After(same[0].Period) || !o.Period.Before(same[len(same)-1].Period) || told[[2]int{o.Line, o.Row}] {
					continue
				}
				inside := 0
				for _, s := range same {
					if o.Period.Contains(s.Period) {
						inside++
					}
				}
				if inside <= 1 || o.Period.Grain() > grain && grain != period.Span {
					told[[2]int{o.Line, o.Row}] = true
					p.at(o, "%s is a %s among periods of a %s", o.Period, o.Period.Grain(), grain)
				}
			}
			return true
		})
		return true
	})
}}

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

// steady calls look for each value whose own steps are large in a series of positive values whose other steps are small.
func steady(p *pass, look func(g []*facts.Observation, logs []float64, i int)) {
	p.datasets(func(d *facts.Dataset) bool {
		if d.Period != nil && d.Period.Holds {
			return true
		}
		dated(d, func(g facts.Group) bool {
			_, list := mainGrain(g.Observations)
			if len(list) < leastRegular || g.Slice.Measure.Definition != nil {
				return true
			}
			logs := make([]float64, len(list))
			for i, o := range list {
				if o.Value.Sign() <= 0 {
					return true
				}
				logs[i] = math.Log(o.Value.Float64())
			}
			largest := 0.0
			at := -1
			for i := range logs {
				if off := math.Abs(logs[i] - neighbours(logs, i)); off > largest {
					largest, at = off, i
				}
			}
			if largest < math.Log(3) || !calmWithout(logs, at) {
				return true
			}
			look(list, logs, at)
			return true
		})
		return true
	})
}

// neighbours returns what the values around one let expect of it.
func neighbours(logs []float64, i int) float64 {
	switch {
	case i == 0:
		return logs[1]
	case i == len(logs)-1:
		return logs[i-1]
	}
	return (logs[i-1] + logs[i+1]) / 2
}

// calmStep is the largest step of a series that counts as steady.
var calmStep = math.Log(1.5)

// calmWithout reports whether a series has only small steps once a value is taken out.
func calmWithout(logs []float64, out int) bool {
	rest := slices.Delete(slices.Clone(logs), out, out+1)
	for i := 1; i < len(rest); i++ {
		if math.Abs(rest[i]-rest[i-1]) > calmStep {
			return false
		}
	}
	return true
}

// around names the neighbours of a value.
func around(g []*facts.Observation, i int) string {
	text := ""
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(g) {
			continue
		}
		if text != "" {
			text += " and "
		}
		text += g[j].Written + " in " + g[j].Period.Words()
	}
	return text
}
