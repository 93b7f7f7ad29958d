package gate

import (
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

var share = &Rule{Name: "share", Severity: Error, Doc: Doc{
	Title: "shares beyond 100 percent",
	Text: `A measure in percent whose label or alias says share, proportion, turnout or coverage lies between 0 and 100; and where the
shares of the members of one category make 100 in other periods, they cannot make more in one. Rates of change may be anything.`,
}, run: func(p *pass) {
	hundred := quantity.Int(100)
	p.datasets(func(d *facts.Dataset) bool {
		sums := map[sharePlace]*shareSum{}
		var places []sharePlace
		d.Groups(func(g facts.Group) bool {
			m := g.Slice.Measure
			if m.Unit.Kind != quantity.Percent || !says(m, "share") || says(m, "signed") {
				return true
			}
			dim, single := onlyMember(g.Slice)
			for _, o := range g.Observations {
				if o.Value.Sign() < 0 || o.Value.Cmp(hundred) > 0 {
					p.at(o, "%s: a share of %s%% lies beyond 0 to 100", m.ID, o.Value)
					continue
				}
				if single == nil || single == dim.Total {
					continue
				}
				at := sharePlace{m, dim, o.Period.String()}
				if sums[at] == nil {
					sums[at] = &shareSum{}
					places = append(places, at)
				}
				s := sums[at]
				s.sum, s.slack, s.last = s.sum.Add(o.Value), s.slack.Add(o.Step), o
				s.parts++
			}
			return true
		})
		for _, at := range places {
			s := sums[at]
			if s.beyond() <= 0 || s.parts < 2 {
				continue
			}
			for _, other := range places {
				if o := sums[other]; other.measure == at.measure && other.dimension == at.dimension && o.whole() && o.parts >= s.parts-1 {
					p.at(s.last, "%s: the shares by %s in %s make %s%%; in %s they make %s%%", at.measure.ID, at.dimension.ID, at.period, s.sum, other.period, o.sum)
					break
				}
			}
		}
		return true
	})
}}

type sharePlace struct {
	measure   *facts.Measure
	dimension *facts.Dimension
	period    string
}

// shareSum is what the shares of one period make, and by how much rounding may move it.
type shareSum struct {
	sum, slack quantity.Number
	parts      int
	last       *facts.Observation
}

// beyond compares the sum with 100, rounding allowed for.
func (s *shareSum) beyond() int {
	over := s.sum.Sub(quantity.Int(100))
	return over.Add(over).Cmp(s.slack)
}

func (s *shareSum) whole() bool {
	off := s.sum.Sub(quantity.Int(100)).Abs()
	return off.Add(off).Cmp(s.slack) <= 0
}

// onlyMember returns the member that a slice names, if it names just one.
func onlyMember(s facts.Slice) (d *facts.Dimension, only *facts.Member) {
	for _, m := range s.Members {
		if m != nil && only != nil {
			return nil, nil
		}
		if m != nil {
			only, d = m, m.Dimension
		}
	}
	return d, only
}
