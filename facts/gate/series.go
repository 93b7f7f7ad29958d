package gate

import (
	"slices"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
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

// stepsOf returns the distances of neighbouring observations of one grain in units of it, and the most frequent of
// them; nothing for spans that no number of steps connects.
func stepsOf(list []*facts.Observation) (steps []int, usual int) {
	if len(list) < 2 {
		return nil, 0
	}
	steps = make([]int, len(list)-1)
	counts := map[int]int{}
	for i := range steps {
		n, ok := list[i].Period.UnitsTo(list[i+1].Period)
		if !ok || n <= 0 {
			return nil, 0
		}
		steps[i] = n
		counts[n]++
	}
	usual = slices.MinFunc(steps, func(a, b int) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return a - b
	})
	return steps, usual
}

// leastRegular is how many periods must follow each other for a series to be regular.
const leastRegular = 4
