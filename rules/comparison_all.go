package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// everyOther compares with all other members of each dimension that the subject has a member of, or with
// all other periods: "than any other state", "than in any other quarter of the year".
func (p *Pass) everyOther(c comparisonClaim, r claims.Reading, own facts.Cell) (sets []rivalSet) {
	s := p.Sentence
	var ring circle
	for t := c.phrase[0]; t < c.phrase[1]; t++ {
		if g, ok := s.PeriodNoun(t); ok && !s.IsDated(t) {
			if ring.periods {
				ring.within = g
			} else {
				ring.periods, ring.grain = true, g
			}
		}
		ring.dimension = p.dimensionAt(t, ring.dimension)
	}
	if ring.periods {
		if own.Period.IsZero() || ring.grain != period.None && ring.grain != own.Period.Grain() {
			return nil
		}
		return p.everyOtherPeriod(c, r, own, ring.scope(own.Period))
	}
	excepted := p.exceptions(c)
	for _, m := range r.Slice.Members {
		if m == nil || m == m.Dimension.Total || ring.dimension != nil && ring.dimension != m.Dimension {
			continue
		}
		var set rivalSet
		for _, other := range m.Dimension.Members {
			if other == m || other == m.Dimension.Total || excepted[other] {
				continue
			}
			if cell, ok := p.Facts.At(r.Slice.With(other), own.Period); ok {
				set.rivals = append(set.rivals, rival{cell, " for " + other.Label})
			}
		}
		sets = keepBest(c.sign, set, sets)
	}
	return sets
}

// everyOtherPeriod compares with all other periods of a scope, or of those since the one that the phrase names, which is
// not one of them: "more than in any year since 1997". Where the best of them does not settle it, none may be missing.
func (p *Pass) everyOtherPeriod(c comparisonClaim, r claims.Reading, own facts.Cell, scope period.Period) []rivalSet {
	var run stretch
	for i := range p.Sentence.Periods {
		if m := &p.Sentence.Periods[i]; m.Role == claims.Since && c.phrase[0] <= m.First && m.First <= c.phrase[1] {
			run.from = meant(m, own.Period).Last().Add(1)
		}
	}
	var set rivalSet
	cells, gaps := run.within(p.Facts.Series(r.Slice), own.Period)
	for _, cell := range cells {
		if cell.Period != own.Period && (scope.IsZero() || scope.Contains(cell.Period)) {
			set.rivals = append(set.rivals, rival{cell, forPeriod(cell.Period)})
		}
	}
	sets := keepBest(c.sign, set, nil)
	beaten := len(sets) > 0 && !p.compares(c, own.Value, sets[0].rivals[0].cell.Value, r.Slice.Measure)
	if !run.from.IsZero() && len(gaps) > 0 && !beaten {
		return []rivalSet{{lacks: fmt.Sprintf("no %s on record%s", r.Slice.Words(), forPeriod(gaps[0]))}}
	}
	return sets
}

// keepBest adds the set with only its strongest rival, which decides for all of them.
func keepBest(sign int, set rivalSet, sets []rivalSet) []rivalSet {
	if len(set.rivals) == 0 {
		return sets
	}
	best := set.rivals[0]
	for _, r := range set.rivals[1:] {
		if c := r.cell.Value.Cmp(best.cell.Value); sign >= 0 && c > 0 || sign < 0 && c < 0 {
			best = r
		}
	}
	set.rivals = []rival{best}
	return append(sets, set)
}

// exceptions returns the members named behind "except": "than any team except the Americans".
func (p *Pass) exceptions(c comparisonClaim) map[*facts.Member]bool {
	s := p.Sentence
	excepted := map[*facts.Member]bool{}
	from := -1
	for t := c.phrase[0]; t < c.phrase[1]; t++ {
		switch s.Tokens[t].Norm {
		case "except", "but", "bar", "excluding", "besides", "save":
			from = t
		}
	}
	if from < 0 && c.phrase[1] < len(s.Tokens) && s.Tokens[c.phrase[1]].Norm == "but" {
		from = c.phrase[1]
	}
	if from < 0 {
		return excepted
	}
	for _, n := range s.Names {
		if n.First > from {
			for _, ref := range n.Refs {
				if ref.Member != nil {
					excepted[ref.Member] = true
				}
			}
		}
	}
	return excepted
}

// averageOf compares with the mean over the members, and with the value on record for their whole when the
// measure is a rate.
func (p *Pass) averageOf(r claims.Reading, own facts.Cell) (sets []rivalSet) {
	for _, m := range r.Slice.Members {
		if m == nil {
			continue
		}
		parts := p.Facts.Parts(r.Slice, m.Dimension, own.Period)
		if len(parts) > 1 {
			sum := quantity.Number{}
			for _, part := range parts {
				sum = sum.Add(part.Value)
			}
			mean, _ := quantity.Quo(sum, quantity.Int(int64(len(parts))))
			sets = append(sets, rivalSet{rivals: []rival{{facts.Cell{Value: mean.Round(quantity.Decimal(1, 4)), Rows: evidence(parts...)}, " on average"}}})
		}
		if !r.Slice.Measure.Additive {
			if cell, ok := p.Facts.At(r.Slice.Without(m.Dimension), own.Period); ok {
				sets = append(sets, rivalSet{rivals: []rival{{cell, " overall"}}})
			}
		}
	}
	return sets
}

// comparedChanges compares how two members moved: "rose less than that of passengers".
func (p *Pass) comparedChanges(c comparisonClaim, r claims.Reading, own facts.Cell) (proposals []proposal) {
	s := p.Sentence
	for _, n := range s.Names {
		if n.First < c.phrase[0] || n.First >= c.phrase[1] {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member == nil || ref.Member.Dimension.Dataset != r.Slice.Measure.Dataset || r.Slice.Member(ref.Member.Dimension) == nil || r.Slice.Member(ref.Member.Dimension) == ref.Member {
				continue
			}
			other := r.Slice.With(ref.Member)
			for _, base := range p.bases(r) {
				for _, relative := range []bool{true, false} {
					now, ok := p.Facts.At(other, own.Period)
					if !ok {
						continue
					}
					mine, ok1 := p.movement(r.Slice.Words(), r.Slice, own, base.Period, relative)
					theirs, ok2 := p.movement(other.Words(), other, now, base.Period, relative)
					if !ok1 || !ok2 {
						continue
					}
					q := proposal{reading: r, cost: r.Cost, known: true, rows: append(mine.rows, theirs.rows...)}
					if mine.value.Cmp(theirs.value) == c.sign {
						q.fit = quantity.Exact
					}
					q.says = mine.name + ": " + mine.text + " since " + base.Period.Words() + ", against " + theirs.text + " for " + ref.Member.Label
					proposals = append(proposals, q)
				}
			}
		}
	}
	return proposals
}
