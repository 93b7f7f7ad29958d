package gate

import (
	"math"
	"slices"

	"github.com/onrecord/onrecord/facts"
)

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
			steps, usual := stepsOf(list)
			if len(steps) == 0 || at > 0 && steps[at-1] != usual || at < len(steps) && steps[at] != usual {
				return true // years away, much may have happened
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
