package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// charitable drops what a claim that follows from another cannot mean, and leaves open a place that is right
// by another measure that the sentence may mean: texts rank by several at once.
func (p *Pass) charitable(c rankClaim, proposals []proposal) []proposal {
	proposals = datedOnly(proposals)
	if len(c.like) > 0 {
		kept := proposals[:0:0]
		for _, q := range proposals {
			if slices.Contains(c.like, q.ranked) {
				kept = append(kept, q)
			}
		}
		if len(kept) > 0 {
			proposals = kept
		}
	}
	if c.circle.periods {
		proposals = subjectPeriod(proposals)
	}
	if c.companion >= 0 && !c.aside && slices.ContainsFunc(proposals, func(q proposal) bool { return q.borne && q.cost <= firmCost }) {
		proposals = slices.DeleteFunc(slices.Clone(proposals), func(q proposal) bool { return q.known && !q.borne })
	}
	if len(proposals) == 0 {
		return nil
	}
	best := slices.MinFunc(proposals, func(x, y proposal) int { return cmp.Compare(x.cost, y.cost) })
	if slices.ContainsFunc(proposals, func(q proposal) bool {
		margin := float32(rankMargin)
		if best.borne && p.inClause(c) && q.reading.Slice.Measure != best.reading.Slice.Measure && sameMembers(q, best) {
			margin = claims.Margin // the figure beside the place says by which measure it is
		}
		return q.known && q.fit >= quantity.Within && q.cost < best.cost+margin
	}) {
		for i := range proposals {
			proposals[i].unsure = true
		}
	}
	return proposals
}

// inClause reports whether the figure that goes with a place stands in its clause.
func (p *Pass) inClause(c rankClaim) bool {
	return c.companion >= 0 && p.Sentence.ClauseStart(c.First) <= p.Sentence.Amounts[c.companion].First
}

// sameMembers reports whether two readings are of the same members.
func sameMembers(x, y proposal) bool {
	if x.reading.Slice.Measure.Dataset != y.reading.Slice.Measure.Dataset {
		return false
	}
	for _, d := range x.reading.Slice.Measure.Dataset.Dimensions {
		if x.reading.Slice.Member(d) != y.reading.Slice.Member(d) {
			return false
		}
	}
	return true
}

// subjectPeriod keeps the readings of a period that the sentence names, when the best one is: "August was the busiest
// month of the year" is of August, not of the year nor of the July of the sentence before.
func subjectPeriod(proposals []proposal) []proposal {
	var best *proposal
	for i := range proposals {
		if q := &proposals[i]; best == nil || q.cost < best.cost {
			best = q
		}
	}
	if best == nil || !best.known || best.reading.PeriodFrom != claims.Named {
		return proposals
	}
	return slices.DeleteFunc(slices.Clone(proposals), func(q proposal) bool { return !q.known || q.reading.PeriodFrom != claims.Named })
}

// datedOnly drops the readings by other periods when the best one is of a period that the sentence names and the facts
// lack: what holds in 2024 says nothing about 2010.
func datedOnly(proposals []proposal) []proposal {
	if len(proposals) == 0 {
		return nil
	}
	best := proposals[0]
	for _, q := range proposals {
		if q.cost < best.cost {
			best = q
		}
	}
	if best.known || best.reading.PeriodFrom != claims.Named || best.reading.Dated == nil || best.reading.Dated.Role != claims.At {
		return proposals
	}
	return slices.DeleteFunc(slices.Clone(proposals), func(q proposal) bool { return q.reading.PeriodFrom != claims.Named })
}

// rankMargin is how much dearer than the best a reading may be to leave a place open.
const rankMargin = 1.4

// namesMemberOf reports whether the sentence names a member of the dataset outside of the tokens.
func (p *Pass) namesMemberOf(d *facts.Dataset, outside [2]int) bool {
	for _, n := range p.Sentence.Names {
		if n.First >= outside[0] && n.First < outside[1] {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension.Dataset == d {
				return true
			}
		}
	}
	return false
}

// confirmation is what the figure beside a place adds to the cost of a ranking. A ranking in which it
// belongs to the subject, or to the one who really has the place, is the one that the text means.
func (p *Pass) confirmation(c rankClaim, r claims.Reading, rank *ranking, sign int) (cost float32, borne bool) {
	if c.companion < 0 {
		return 0, false
	}
	if p.accepts(c.companion, rank.own, r.Slice.Measure, rank.relative) {
		return -0.7, true
	}
	ends := []int{sign}
	if sign == 0 || rank.own.value.Sign() < 0 {
		ends = []int{1, -1}
	}
	for _, end := range ends {
		if there, ok := rank.at(end, c.place); ok && p.accepts(c.companion, there, r.Slice.Measure, rank.relative) {
			return -0.7, true
		}
	}
	if c.aside {
		return 0, false
	}
	return 0.5, false
}

// accepts reports whether an amount can be the value of a standing.
func (p *Pass) accepts(amount int, s standing, m *facts.Measure, relative bool) bool {
	a := &p.Sentence.Amounts[amount]
	actual := s.value.Abs()
	switch {
	case relative:
		if a.Kind != claims.Percent {
			return false
		}
		actual = actual.Mul(quantity.Of(quantity.Int(100)))
	case slicesPercent(m):
		if a.Kind != claims.Percent && a.Kind != claims.Points {
			return false
		}
	case a.Kind == claims.Percent || a.Kind == claims.Points:
		return false
	case a.Unit.Kind != quantity.Count:
		var ok bool
		if actual, ok = quantity.ConvertRatio(actual, m.Unit, a.Unit); !ok {
			return false
		}
	}
	return a.AcceptsWith(actual, p.Options.Tolerance) >= quantity.Within
}

// missing is the proposal of a reading that the facts have nothing for. What a sentence before named is
// then hardly meant.
func (p *Pass) missing(r claims.Reading) proposal {
	q := proposal{reading: r, cost: r.Cost + 0.3, missing: missingRow{r.Slice, r.Period}}
	if r.PeriodFrom != claims.Named || r.Dated != nil && r.Dated.Role != claims.At {
		q.cost += 0.8
	} else if r.Slice.Measure.Dataset.Period == nil {
		q.cost += 0.8 // a table without time that has no such row at all
	}
	return q
}

// statedRank reads a place from a measure that holds ranks: "it ranks 35th".
func (p *Pass) statedRank(c rankClaim, r claims.Reading, own facts.Cell) []proposal {
	if c.by == claims.ByChange || p.Sentence.HasCue(c.First, c.Last, claims.Most, claims.Least, claims.Leads) || own.Derived {
		return nil
	}
	q := proposal{reading: r, cost: r.Cost, known: true, rows: own.Rows}
	if own.Value.Equal(quantity.Int(int64(c.place))) {
		q.fit = quantity.Exact
	}
	q.says = fmt.Sprintf("%s: %s%s", r.Slice.Words(), own.Value, forPeriod(own.Period))
	return []proposal{q}
}

// holdsRanks tells a measure whose values are places.
func holdsRanks(m *facts.Measure) bool {
	if m.Unit.Kind != quantity.Count {
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(m.Label)) {
		if claims.IsRankNoun(word) {
			return true
		}
	}
	return false
}

// isSubject reports whether a member is one that the claim may be about.
func (p *Pass) isSubject(c rankClaim, m *facts.Member) bool {
	if c.subject == [2]int{} {
		return true
	}
	for _, n := range p.Sentence.Names {
		if n.First != c.subject[0] {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member == m {
				return true
			}
		}
	}
	return false
}
