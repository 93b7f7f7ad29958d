package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Two figures in each other's place are each wrong by what the other says: "Sweden took 14 and Norway 23" for 23 and 14. That both
// errors explain each other tells what was meant better than the words around either.

// straightGap is how much dearer than the crossed readings those must be, the two figures together, that have both figures right.
const straightGap = 0.6

// crossReach is how many amounts apart figures may stand that took each other's place.
const crossReach = 3

// crossed returns the reading by which an amount states what the record has for another amount of the sentence, while
// that one states what it has for this, and the words of the other; nil when there is none.
func (p *Pass) crossed(i int, proposals []proposal) (*proposal, string) {
	a := &p.Sentence.Amounts[i]
	for j := max(i-crossReach, 0); j < min(i+crossReach+1, len(p.Sentence.Amounts)); j++ {
		b := &p.Sentence.Amounts[j]
		if j == i || b.Noise != claims.NoNoise || a.Kind != b.Kind || a.Value.Cmp(b.Value) == 0 {
			continue
		}
		var others []proposal
		most := float32(firmCost + 0.2)
		if telling(a) && telling(b) || p.Sentence.IsRespective(i, j) {
			most = surestSlip
		}
		for q := range crossing(proposals, a, b, most) {
			if others == nil {
				if others = p.proposalsOf(j); len(others) == 0 {
					break
				}
			}
			for r := range crossing(others, b, a, most) {
				if q.rows[0] != r.rows[0] && oneApart(q.reading, r.reading) && straight(proposals)+straight(others) >= q.cost+r.cost+straightGap {
					return q, p.Sentence.Words(b.First, b.Last)
				}
			}
		}
	}
	return nil, ""
}

// proposalsOf works out an amount as what its role says, nil for the roles that no figure beside it can be mistaken for.
func (p *Pass) proposalsOf(i int) []proposal {
	switch p.Sentence.Uses[i].Role {
	case claims.Level, claims.LevelFrom, claims.LevelTo:
		return p.levels(i)
	case claims.Change:
		return p.changes(i)
	}
	return nil
}

// crossing yields the readings of an amount, up to a cost, that the record contradicts with a value which another amount states.
func crossing(proposals []proposal, own, other *claims.AmountMention, most float32) func(func(*proposal) bool) {
	best := cheapest(proposals)
	return func(yield func(*proposal) bool) {
		for k := range proposals {
			q := &proposals[k]
			if !q.known || q.fit >= quantity.Within || len(q.rows) == 0 || q.actual.Den.IsZero() || q.cost > min(best+claims.Margin, most) {
				continue
			}
			if other.Accepts(q.actual.Abs()) >= quantity.Within && own.Accepts(q.actual.Abs()) < quantity.Within && !yield(q) {
				return
			}
		}
	}
}

// telling reports whether a figure has more digits than one, so that it hardly fits by chance.
func telling(a *claims.AmountMention) bool {
	digits, _ := quantity.Quo(a.Value.Abs(), a.Step)
	return !a.IsRange && digits.CmpNumber(quantity.Int(10)) >= 0
}

func cheapest(proposals []proposal) float32 {
	best := unreached
	for i := range proposals {
		best = min(best, proposals[i].cost)
	}
	return best
}

// unreached stands for the cost of what no reading gives.
const unreached = float32(1e6)

// straight returns the cost of the best reading that the record bears out.
func straight(proposals []proposal) float32 {
	best := unreached
	for i := range proposals {
		if q := &proposals[i]; q.known && q.fit >= quantity.Within {
			best = min(best, q.cost)
		}
	}
	return best
}

// oneApart reports whether two readings differ in one slot: in a member, or in the measure, or in the period.
func oneApart(x, y claims.Reading) bool {
	apart := 0
	if x.Slice.Measure != y.Slice.Measure {
		if x.Slice.Measure.Dataset != y.Slice.Measure.Dataset {
			return false
		}
		apart++
	}
	for _, d := range x.Slice.Measure.Dataset.Dimensions {
		if x.Slice.Member(d) != y.Slice.Member(d) {
			apart++
		}
	}
	if x.Period != y.Period {
		apart++
	}
	return apart <= 1
}
