package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// standing is what a member or a period brings to a ranking.
type standing struct {
	name  string
	value quantity.Ratio
	text  string // the value with its unit
	rows  []*facts.Observation
	rest  bool // what is left over: "other countries", which may or may not count as one of those ranked
}

// ranking is an order of members or periods, with the one that a claim is about.
type ranking struct {
	what      string // "burglaries in 2024"
	own       standing
	standings []standing // with own
	// by is +1 for a ranking of rises alone, -1 for one of falls alone, else 0.
	by       int
	relative bool // the values are changes relative to their base
	sifted   bool // members that are the whole of the others are out
}

// place tells how many stand before the own standing from the end that sign names, and how many share
// its value, itself included. withRest counts what is left over as one of those ranked.
func (r *ranking) place(sign int, withRest bool) (before, ties int) {
	for _, s := range r.standings {
		if s.rest && !withRest {
			continue
		}
		switch s.value.Cmp(r.own.value) {
		case 0:
			ties++
		case sign:
			before++
		}
	}
	return before, ties
}

// at returns the standing at a place from the end that sign names.
func (r *ranking) at(sign, place int) (standing, bool) {
	for i, s := range r.standings {
		if s.rest {
			continue
		}
		before := 0
		for j, t := range r.standings {
			if t.rest {
				continue
			}
			if c := t.value.Cmp(s.value); c == sign || c == 0 && j < i {
				before++
			}
		}
		if before == place-1 {
			return s, true
		}
	}
	return standing{}, false
}

// onlyMoves leaves the standings that moved in a direction: "the smallest fall" is one of the falls.
func (r *ranking) onlyMoves(direction int) bool {
	if r.own.value.Sign() != direction {
		return false
	}
	kept := r.standings[:0:0]
	for _, s := range r.standings {
		if s.value.Sign() == direction {
			kept = append(kept, s)
		}
	}
	r.standings, r.by = kept, direction
	return true
}

// among returns the ranking of some of the members alone.
func (r *ranking) among(members []*facts.Member) *ranking {
	kept := *r
	kept.standings = slices.DeleteFunc(slices.Clone(r.standings), func(s standing) bool {
		return !slices.ContainsFunc(members, func(m *facts.Member) bool { return m.Label == s.name })
	})
	return &kept
}

func levelStanding(name string, cell facts.Cell, m *facts.Measure) standing {
	return standing{name: name, value: quantity.Of(cell.Value), text: quantity.Format(cell.Value, m.Unit), rows: cell.Rows}
}

// membersBy ranks the members of m's dimension by the measure in the period of own.
func (p *Pass) membersBy(slice facts.Slice, m *facts.Member, own facts.Cell) *ranking {
	r := &ranking{what: slice.Without(m.Dimension).Words() + forPeriod(own.Period), own: levelStanding(m.Label, own, slice.Measure)}
	d := m.Dimension
	once := p.happeningOnce(slice, d)
	if once {
		r.what = slice.Without(d).Words()
	}
	for _, other := range d.Members {
		if other == d.Total {
			continue
		}
		if other == m {
			r.standings = append(r.standings, r.own)
			continue
		}
		if cell, ok := p.cellOf(slice.With(other), own.Period, once); ok {
			s := levelStanding(other.Label, cell, slice.Measure)
			s.rest = claims.NamesRest(other.Label)
			r.standings = append(r.standings, s)
		}
	}
	return r
}

// membersByChange ranks the members by how the measure moved from the base period to that of own.
func (p *Pass) membersByChange(slice facts.Slice, m *facts.Member, own facts.Cell, base period.Period, relative bool) *ranking {
	d := m.Dimension
	r := &ranking{what: "change of " + slice.Without(d).Words() + " from " + base.Words() + " to " + own.Period.Words(), relative: relative}
	if relative {
		r.what = "relative " + r.what
	}
	for _, other := range d.Members {
		if other == d.Total {
			continue
		}
		cell, ok := p.Facts.At(slice.With(other), own.Period)
		if !ok {
			continue
		}
		s, ok := p.movement(other.Label, slice.With(other), cell, base, relative)
		if !ok {
			continue
		}
		s.rest = other != m && claims.NamesRest(other.Label)
		if other == m {
			r.own = s
		}
		r.standings = append(r.standings, s)
	}
	if r.own.name == "" {
		return nil
	}
	return r
}

// movement is the change of a slice from the base period to the cell.
func (p *Pass) movement(name string, slice facts.Slice, now facts.Cell, base period.Period, relative bool) (standing, bool) {
	was, ok := p.Facts.At(slice, base)
	if !ok {
		return standing{}, false
	}
	diff := now.Value.Sub(was.Value)
	s := standing{name: name, value: quantity.Of(diff), rows: evidence(was, now)}
	sign := ""
	if diff.Sign() > 0 {
		sign = "+"
	}
	if relative {
		ratio, ok := quantity.Quo(diff, was.Value.Abs())
		if !ok {
			return standing{}, false
		}
		s.value, s.text = ratio, sign+ratio.Percent(1)+"%"
		return s, true
	}
	s.text = sign + quantity.Format(diff, differenceUnit(slice.Measure.Unit))
	return s, true
}

// differenceUnit is the unit of the difference of two values: points for percentages.
func differenceUnit(u quantity.Unit) quantity.Unit {
	if u.Kind == quantity.Percent {
		return quantity.Unit{Kind: quantity.Points}
	}
	return u
}

// periodsBy ranks the periods of a series that have own's grain and lie in the scope by their level, or
// by how they moved from the period before.
func (p *Pass) periodsBy(slice facts.Slice, own facts.Cell, scope period.Period, byChange, relative bool) *ranking {
	r := &ranking{what: slice.Words()}
	if byChange {
		r.what, r.relative = "change of "+r.what, relative
	}
	series := p.Facts.Series(slice).OfGrain(own.Period.Grain())
	for i, cell := range series.Cells {
		if !scope.IsZero() && !scope.Contains(cell.Period) || cell.Period.After(p.Article.Published) && !p.Article.Published.IsZero() && cell.Period != own.Period {
			continue
		}
		s := levelStanding(cell.Period.Words(), cell, slice.Measure)
		if byChange {
			if i == 0 || series.Cells[i-1].Period.Add(1) != cell.Period {
				continue
			}
			var ok bool
			if s, ok = p.movement(s.name, slice, cell, series.Cells[i-1].Period, relative); !ok {
				continue
			}
		}
		if cell.Period == own.Period {
			r.own = s
		}
		r.standings = append(r.standings, s)
	}
	if r.own.name == "" {
		return nil
	}
	return r
}

// otherName returns the name to put in the place of the member that a sentence gives a place to, and the tokens of its name
// before the claim; none where the sentence calls it otherwise.
func (p *Pass) otherName(c rankClaim, own, other string) (string, Claim) {
	for _, n := range p.Sentence.Names {
		if n.Last <= c.First && p.Sentence.Words(n.First, n.Last) == own {
			return other, Claim{n.First, n.Last}
		}
	}
	return "", Claim{}
}

// farthestPlace is how far from its place a writer may put something.
const farthestPlace = 2

// propose judges a place in a ranking.
func (p *Pass) propose(c rankClaim, r claims.Reading, rank *ranking, sign int) proposal {
	q := proposal{reading: r, cost: r.Cost}
	if rank != nil {
		q.ranked = rank.what
	}
	if rank == nil || len(rank.standings) < 2 || rank.own.name == "" {
		q.lacks = fmt.Sprintf("the facts have nothing to rank %s among", r.Slice.Words())
		return q
	}
	n := len(rank.standings)
	if n == 2 && r.Slice.Measure.Dataset.Inferred {
		q.lacks = fmt.Sprintf("the facts have only two to rank %s among", r.Slice.Words())
		return q
	}
	q.known = true
	fits := func(sign int) bool {
		if before, ties := rank.place(sign, true); before < c.place && c.place <= before+max(ties, 1) {
			return true
		}
		p.setWholesAside(r.Slice, rank)
		n = len(rank.standings)
		for _, withRest := range []bool{true, false} {
			if before, ties := rank.place(sign, withRest); before < c.place && c.place <= before+max(ties, 1) {
				return true
			}
		}
		return false
	}
	ends := []int{sign}
	if sign == 0 || rank.own.value.Sign() < 0 { // "the biggest knock" is the one farthest below zero
		ends = []int{1, -1}
	}
	for _, end := range ends {
		if fits(end) {
			q.fit = quantity.Exact
			sign = end
		}
	}
	if sign == 0 {
		sign = 1
	}
	before, ties := rank.place(sign, false)
	if q.fit == quantity.No {
		fromOtherEnd, _ := rank.place(-sign, false)
		apart := max(before+1-c.place, c.place-before-1)
		plain := r.MeasureFrom == claims.Named && q.cost <= surestCarried
		q.far = n < 3 && !plain || apart > farthestPlace && fromOtherEnd+1 != c.place
	}
	joint := ""
	if ties > 1 {
		joint = "joint "
	}
	q.rows = rank.own.rows
	q.says = fmt.Sprintf("%s: %s with %s is %snumber %d of %d", rank.what, rank.own.name, rank.own.text, joint, before+1, n)
	if sign < 0 {
		q.says += " from the bottom"
	}
	if there, ok := rank.at(sign, c.place); ok && q.fit == quantity.No {
		q.rows = append(append([]*facts.Observation(nil), q.rows...), there.rows...)
		q.says += fmt.Sprintf("; number %d is %s with %s", c.place, there.name, there.text)
		q.fix, q.fixAt = p.otherName(c, rank.own.name, there.name)
	}
	return q
}
