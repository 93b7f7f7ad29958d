package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// universe is what a text counts among: the members of a dimension, or some of them.
type universe struct {
	dimensions []*facts.Dimension // that the noun names: "of the districts"
	open       bool               // the noun fits any dimension: "of the areas"
	size       int                // "of the nine": how many there are; 0 when not said
	set        memberSet          // "both", "all three": those that the text named last
	other      bool               // "no other district": all but the one that the text speaks of
	whole      []*facts.Member    // "England's nine regions": what they are the parts of
}

// isSaid reports whether the words say at all what is counted among.
func (u universe) isSaid() bool {
	return len(u.dimensions) > 0 || u.open || u.size > 0 || !u.set.none()
}

// across returns the dimensions that the words may count members of, the named ones alone where there are any.
func (p *Pass) across(c countClaim) (dims []*facts.Dimension) {
	dims = append(dims, c.among.dimensions...)
	for _, m := range c.named {
		if !slices.Contains(dims, m.Dimension) {
			dims = append(dims, m.Dimension)
		}
	}
	for _, n := range c.among.set.names {
		for _, ref := range n.Refs {
			if ref.Member != nil && !slices.Contains(dims, ref.Member.Dimension) {
				dims = append(dims, ref.Member.Dimension)
			}
		}
	}
	if len(dims) > 0 && c.among.size == 0 && !c.among.open {
		return dims
	}
	for _, d := range p.Facts.Datasets {
		for _, dim := range d.Dimensions {
			if n := len(dim.Members); !slices.Contains(dims, dim) && n > 1 && n >= c.among.size {
				dims = append(dims, dim)
			}
		}
	}
	return dims
}

// membersCounted works out the readings of a count of members.
func (p *Pass) membersCounted(c countClaim) (proposals []proposal) {
	dims := p.across(c)
	w := claims.Want{Anchor: c.anchor, Across: dims, Fits: func(m *facts.Measure) bool {
		return slices.ContainsFunc(m.Dataset.Dimensions, func(d *facts.Dimension) bool { return slices.Contains(dims, d) })
	}}
	cond := c.conditions[0]
	if cond.focus || c.among.other {
		w.Across = nil
	}
	if cond.base != nil {
		w.Not = [2]int{cond.base.First, cond.base.Last}
	}
	for _, r := range p.countReadings(c, w) {
		if len(proposals) > 60 {
			break
		}
		if r.MeasureFrom != claims.Named && isChangeMeasure(r.Slice.Measure) && changedBy(r.Slice.Measure) != nil && cond.isOverTime() && len(proposals) > 0 {
			continue // it is looked at with the measure that it is a change of
		}
		proposals = append(proposals, p.countMembers(c, r)...)
	}
	p.tellDataset(c, proposals)
	slices.SortStableFunc(proposals, func(x, y proposal) int { return cmp.Compare(x.cost, y.cost) })
	return proposals
}

// countReadings binds the condition of a count. The latest period is as good as named where nothing dates what is
// counted.
func (p *Pass) countReadings(c countClaim, w claims.Want) (readings []claims.Reading) {
	dated := p.isDated(c)
	beside := p.measuresIn(c.conditions[0].Last, c.conditions[0].Last+1)
	for _, r := range p.Binder.Readings(p.Sentence, w) {
		if c.conditions[0].level == nil && len(beside) > 0 && !slices.Contains(beside, r.Slice.Measure) {
			continue // "won more gold than": of gold, not of what is won
		}
		if c.conditions[0].base != nil && r.Dated == c.conditions[0].base {
			continue
		}
		if r.PeriodFrom == claims.Default && !dated {
			r.Cost = max(0, r.Cost-latestAsNamed)
		}
		if c.conditions[0].base != nil && r.PeriodFrom == claims.Carried {
			r.Cost += latestAsNamed // it says itself what it compares with, and speaks of now
		}
		readings = append(readings, r)
	}
	return readings
}

// tellDataset takes off what a measure costs that no word names, where those counted still tell whose figures are meant:
// the sentence names no other measure, and names the dimension or those of one dataset alone can be so many.
func (p *Pass) tellDataset(c countClaim, proposals []proposal) {
	said := len(c.among.dimensions)+len(c.named) > 0
	for _, q := range proposals {
		if q.reading.MeasureFrom != claims.Default || !said && q.reading.Slice.Measure.Dataset != proposals[0].reading.Slice.Measure.Dataset {
			return
		}
	}
	if len(p.measuresIn(0, len(p.Sentence.Tokens))) > 0 {
		return
	}
	for i := range proposals {
		proposals[i].cost -= tellsDataset
		proposals[i].reading.Cost -= tellsDataset
	}
}

// tellsDataset is what the noun of those counted takes off the cost of measures that no word names.
const tellsDataset = 1.4

// isDated reports whether the sentence dates what it counts.
func (p *Pass) isDated(c countClaim) bool {
	for i := range p.Sentence.Periods {
		m := &p.Sentence.Periods[i]
		if m != c.conditions[0].base && m.Role == claims.At && m.Grain < period.Day && !p.Sentence.IsCompared(m.First) {
			return true
		}
	}
	return false
}

// countMembers counts the members of each dimension that the words may mean.
func (p *Pass) countMembers(c countClaim, r claims.Reading) (proposals []proposal) {
	for _, dim := range r.Slice.Measure.Dataset.Dimensions {
		said := slices.ContainsFunc(c.named, func(m *facts.Member) bool { return m.Dimension == dim })
		focus := r.Slice.Member(dim)
		if (c.conditions[0].focus || c.among.other) && (focus == nil || r.MemberFrom == claims.Default) {
			continue
		}
		slice, cost := r.Slice.Without(dim), r.Cost
		parts := p.partsCounted(c, slice, dim, r)
		if len(parts) < 2 {
			continue
		}
		switch {
		case c.among.size > 0 && c.among.size != len(parts) && !p.haveOther(c, slice, dim, parts):
			continue
		case len(c.among.dimensions) > 0 && !slices.Contains(c.among.dimensions, dim):
			if c.among.size == 0 && !c.among.open {
				continue
			}
			cost += 0.2
		case len(c.named) > 0 && !said:
			continue
		case len(c.among.dimensions) == 0 && c.among.open:
			cost += 0.2
		}
		if c.conditions[0].focus || c.among.other {
			parts = slices.DeleteFunc(parts, func(cell facts.Cell) bool { return cell.Rows[0].Members[dim.Index] == focus })
		}
		proposals = append(proposals, p.countParts(c, r, slice, dim, parts, cost)...)
		if !c.conditions[0].isOverTime() {
			continue
		}
		for _, change := range p.recordedChanges(slice.Measure) {
			moved := slice
			moved.Measure = change.measure
			if parts := p.partsCounted(c, moved, dim, r); len(parts) > 1 && (c.among.size == 0 || c.among.size == len(parts)) {
				proposals = append(proposals, p.countParts(c, r, moved, dim, parts, cost+0.05)...)
			}
		}
	}
	return proposals
}

// partsCounted returns the cells of the members that are counted among, in the period in question.
func (p *Pass) partsCounted(c countClaim, slice facts.Slice, dim *facts.Dimension, r claims.Reading) []facts.Cell {
	now := p.latestOf(slice, dim, r)
	parts := p.Facts.Parts(slice, dim, now)
	drop := func(m *facts.Member) {
		parts = slices.DeleteFunc(parts, func(cell facts.Cell) bool { return cell.Rows[0].Members[dim.Index] == m })
	}
	if !c.among.set.none() {
		set := c.among.set.of(dim)
		return slices.DeleteFunc(parts, func(cell facts.Cell) bool { return !slices.Contains(set, cell.Rows[0].Members[dim.Index]) })
	}
	for _, m := range c.among.whole {
		if m.Dimension == dim {
			drop(m)
		}
	}
	if c.among.size != len(parts) {
		if whole := p.wholeAmong(slice, dim, now); whole != nil && !slices.Contains(c.named, whole) {
			drop(whole)
		}
	}
	return parts
}

// wholeAmong returns the member that is the whole of the others: an index among its sectors, the country in a list of
// its cities, which need not have all of them. nil when there is none.
func (p *Pass) wholeAmong(slice facts.Slice, dim *facts.Dimension, at period.Period) *facts.Member {
	for _, m := range dim.Dataset.Measures {
		if !m.Additive && !slicesPercent(m) {
			continue
		}
		s := facts.Slice{Measure: m, Members: slice.Members}
		if whole := p.wholeOf(s, dim, at); whole != nil {
			return whole
		}
		if whole := p.exceedsOthers(s, dim, at); whole != nil && m.Additive {
			return whole
		}
	}
	return nil
}

// exceedsOthers returns the member that heads or ends the list with more than all others have together.
func (p *Pass) exceedsOthers(s facts.Slice, d *facts.Dimension, at period.Period) *facts.Member {
	if len(d.Members) < 5 {
		return nil
	}
	for _, end := range []*facts.Member{d.Members[0], d.Members[len(d.Members)-1]} {
		var sum quantity.Number
		for _, m := range d.Members {
			if cell, ok := p.Facts.At(s.With(m), at); ok && m != end {
				sum = sum.Add(cell.Value)
			}
		}
		if cell, ok := p.Facts.At(s.With(end), at); ok && sum.Sign() > 0 && cell.Value.Cmp(sum) > 0 {
			return end
		}
	}
	return nil
}

// haveOther reports whether the number of the members that have the measure compared with is the one said:
// "six of the 11" with a quota, where 14 have an output.
func (p *Pass) haveOther(c countClaim, slice facts.Slice, dim *facts.Dimension, parts []facts.Cell) bool {
	n := 0
	for _, other := range c.conditions[0].other {
		if other.Dataset == slice.Measure.Dataset {
			n = len(p.Facts.Parts(facts.Slice{Measure: other, Members: slice.Members}, dim, parts[0].Period))
		}
	}
	return n == c.among.size
}

// latestOf returns the period in question for the parts of a slice, of which the total need not be on record.
func (p *Pass) latestOf(slice facts.Slice, dim *facts.Dimension, r claims.Reading) period.Period {
	if slice.Measure.Dataset.Period == nil {
		return period.Period{}
	}
	var latest period.Period
	for _, m := range dim.Members {
		if cells := p.cells(slice.With(m), r.Period); len(cells) > 0 && m != dim.Total {
			if at := cells[len(cells)-1].Period; latest.IsZero() || at.Last().After(latest.Last()) {
				latest = at
			}
		}
	}
	return latest
}

// waysOf returns the ways to test a condition on a measure.
func waysOf(cond condition, m *facts.Measure, grain period.Grain) []basis {
	switch {
	case cond.base != nil && isChangeMeasure(m):
		if span := spanOfChange(m); span != period.None && span != unitBack(cond.base) {
			return nil
		}
		return []basis{ownChange}
	case cond.base != nil:
		return []basis{fromNamed}
	case cond.whole && !isChangeMeasure(m) && m.Dataset.Period != nil:
		return append(basesOf(m, grain, false), ownChange)
	case cond.whole:
		return []basis{ownChange}
	case !cond.isOverTime():
		return []basis{fromPrevious}
	case m.Dataset.Period != nil:
		return basesOf(m, grain, false)
	case isChangeMeasure(m):
		return []basis{ownChange}
	}
	return nil
}

func (p *Pass) countParts(c countClaim, r claims.Reading, slice facts.Slice, dim *facts.Dimension, parts []facts.Cell, cost float32) (proposals []proposal) {
	for _, cond := range c.conditions {
		for n, way := range waysOf(cond, slice.Measure, parts[0].Period.Grain()) {
			q := proposal{reading: r, cost: cost + 0.1*float32(n)}
			count, unknown, others := 0, 0, 0
			var satisfied []string
			for _, part := range parts {
				member := part.Rows[0].Members[dim.Index]
				holds, known := p.partHolds(cond, r, slice, dim, member, part, way)
				switch {
				case !known:
					unknown++
				case holds:
					count++
					satisfied = append(satisfied, member.Label)
					q.rows = append(q.rows, part.Rows...)
					if !slices.Contains(c.named, member) {
						others++
					}
				}
			}
			if unknown == len(parts) {
				continue
			}
			q.says = fmt.Sprintf("%s: %s for %d of %d%s: %s", slice.Words(), p.conditionWords(cond), count, len(parts), forPeriod(parts[0].Period), listed(satisfied))
			q.unsure = c.vague || c.all && count == 0 && p.leavesSince(c, cond)
			if len(c.named) > 0 {
				p.onlyThese(&q, c, dim, count, others, unknown)
			} else if !p.compareCount(&q, c, count, len(parts), unknown) {
				continue
			}
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// leavesSince reports whether a count says since when something holds, in words that name no period that is known.
func (p *Pass) leavesSince(c countClaim, cond condition) bool {
	return cond.base == nil && p.hasWord(c.Last, p.clauseEnd(c.Last)+3, "since")
}

// partHolds tells whether a condition is true of a member.
func (p *Pass) partHolds(cond condition, r claims.Reading, slice facts.Slice, dim *facts.Dimension, member *facts.Member, part facts.Cell, way basis) (holds, known bool) {
	series := p.Facts.Series(slice.With(member))
	switch {
	case len(cond.other) > 0:
		for _, other := range cond.other {
			if other.Dataset != slice.Measure.Dataset || other == slice.Measure || !other.Unit.Fits(slice.Measure.Unit) {
				continue
			}
			cell, ok := p.Facts.At(facts.Slice{Measure: other, Members: slice.Members}.With(member), part.Period)
			if !ok {
				return false, true // has no quota to exceed
			}
			return (part.Value.Cmp(cell.Value) == cond.sign) != cond.not, true
		}
		return false, false
	case cond.focus:
		own, ok := p.Facts.At(slice.With(r.Slice.Member(dim)), part.Period)
		return ok && (part.Value.Cmp(own.Value) == cond.sign) != cond.not, ok
	case cond.whole:
		whole, ok := p.wholeSeries(slice, dim, part.Period)
		if !ok {
			return false, false
		}
		cell, ok := whole.At(part.Period)
		if part.Period.IsZero() && len(whole.Cells) == 1 {
			cell, ok = whole.Cells[0], true
		}
		if !ok {
			return false, false
		}
		moves := cond
		moves.moves = way != ownChange
		own, known := moved(moves, series, part, way)
		all, knownAll := moved(moves, whole, cell, way)
		return (own.Cmp(all) == cond.sign) != cond.not, known && knownAll
	}
	return p.holds(cond, series, part, way)
}

// wholeSeries returns the series of the whole of a dimension: its total, or the member that is the whole of the others.
func (p *Pass) wholeSeries(slice facts.Slice, dim *facts.Dimension, at period.Period) (facts.Series, bool) {
	if whole := p.wholeAmong(slice, dim, at); whole != nil {
		return p.Facts.Series(slice.With(whole)), true
	}
	series := p.Facts.Series(slice)
	return series, len(series.Cells) > 0
}

// onlyThese judges "only the harbour saw a fall": all the named ones did, and no other.
func (p *Pass) onlyThese(q *proposal, c countClaim, dim *facts.Dimension, count, others, unknown int) {
	named := 0
	for _, m := range c.named {
		if m.Dimension == dim {
			named++
		}
	}
	q.known = true
	switch {
	case others > 0 || count+unknown < named:
	case unknown == 0 && count == named:
		q.fit = quantity.Exact
	default:
		q.known, q.lacks = false, fmt.Sprintf("%s, and %d not on record", q.says, unknown)
	}
}
