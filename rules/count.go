package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Count checks how many periods or members satisfy a condition.
var Count = newRule("count", Doc{
	Title: "how many periods or members",
	Text: `"In three of the past five years burglaries fell" counts the years with a fall among the last five; "one of the two
districts saw a fall" counts districts. "Only the harbour saw a fall" says that no other did, "no district saw a fall" that
none did. "The only fall in the series" counts changes. The facts must hold a row for each of the periods or members.`,
	Examples: []Example{
		{"Burglaries in Northport fell in three of the past four years.", Refuted},
	},
}, findCounts, judgeCount)

type countClaim struct {
	Claim
	anchor     int
	amount     *claims.AmountMention // how many; nil for none and for "only"
	conditions []condition           // readings of what is said of each
	whole      bool                  // compared with the whole: "outpaced the country"
	other      []*facts.Measure      // compared with another measure: "exceeded their quotas"

	// Of periods.
	span *claims.PeriodMention
	unit string
	all  bool // "in all of the past five years"

	// Of members.
	members   bool
	universe  int // "of the nine": how many there are; 0 when not said
	dimension []*facts.Dimension
	named     []*facts.Member // the ones that are said to satisfy it, and no others
	none      bool
}

func judgeCount(p *Pass, c countClaim) Verdict {
	var proposals []proposal
	w := claims.Want{Anchor: c.anchor}
	if c.members {
		for _, r := range p.Binder.Readings(p.Sentence, w) {
			if len(proposals) > 40 {
				break
			}
			proposals = append(proposals, p.countMembers(c, r)...)
		}
		return p.decideCourse(c.Claim, proposals)
	}
	for _, cond := range c.conditions {
		if cond.level != nil {
			w.Fits = fits(cond.level)
		}
	}
	courses := p.courses(w, append(p.stretches(), c.span)...)
	if c.span.Role == claims.Past {
		courses = p.latestOrNamed(courses)
	}
	for _, r := range courses {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, lacks: fmt.Sprintf("no %s on record%s", r.Slice.Words(), forPeriod(r.Period))})
			continue
		}
		proposals = append(proposals, p.countPeriods(c, r)...)
	}
	return p.decideCourse(c.Claim, proposals)
}

// countPeriods counts the periods of a run that satisfy the condition.
func (p *Pass) countPeriods(c countClaim, r seriesReading) (proposals []proposal) {
	cells, gaps, yearly := p.countedAmong(c, r)
	if len(cells) == 0 {
		return []proposal{{reading: r.Reading, cost: r.Cost + 0.5, lacks: fmt.Sprintf("%s: nothing on record for those periods", r.Slice.Words())}}
	}
	for _, cond := range c.conditions {
		ways := []basis{fromPrevious}
		if !cond.isLevel() {
			ways = basesOf(r.Slice.Measure, cells[0].Period.Grain(), yearly)
		}
		for n, way := range ways {
			q := proposal{reading: r.Reading, cost: r.Cost + 0.1*float32(n)}
			var satisfied []string
			unknown := gaps
			for _, cell := range cells {
				holds, known := p.holds(cond, r.series, cell, way)
				if !known {
					unknown = append(unknown[:len(unknown):len(unknown)], cell.Period)
				}
				if holds && known {
					satisfied = append(satisfied, cell.Period.Words())
				}
				q.rows = append(q.rows, cell.Rows...)
			}
			q.says = fmt.Sprintf("%s: %s in %d of %d: %s", r.Slice.Words(), p.conditionWords(cond), len(satisfied), len(cells), strings.Join(satisfied, ", "))
			p.compareCount(&q, c, len(satisfied), len(cells)+len(gaps), len(unknown))
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// countedAmong returns the cells of the periods counted among. "In three of the past four years" in a series of
// quarters takes the same quarter of each year.
func (p *Pass) countedAmong(c countClaim, r seriesReading) (cells []facts.Cell, gaps []period.Period, yearly bool) {
	grain := grains[c.unit]
	series := p.ofUnit(r, c.unit)
	if len(series.Cells) == 0 {
		return nil, nil, false
	}
	now := r.now.Period
	if grain != period.None && series.Cells[0].Period.Grain() > grain && c.span.Role == claims.Past && grain == period.Year {
		for n := c.span.Count - 1; n >= 0; n-- {
			if cell, ok := series.At(now.AddYears(-n)); ok {
				cells = append(cells, cell)
			} else {
				gaps = append(gaps, now.AddYears(-n))
			}
		}
		return cells, gaps, true
	}
	run, ok := stretchOf(c.span, now)
	if !ok {
		return nil, nil, false
	}
	cells, gaps = run.within(series, series.Cells[len(series.Cells)-1].Period)
	if c.span.Role == claims.Since && len(cells) > 0 {
		cells = cells[1:]
	}
	return cells, gaps, false
}

// compareCount compares a count with the claim's. Where some are not on record the count lies between bounds.
func (p *Pass) compareCount(q *proposal, c countClaim, count, of, unknown int) {
	accepts := func(n int) bool {
		switch {
		case c.none:
			return n == 0
		case c.all:
			return n == of
		}
		return c.amount.AcceptsWith(quantity.Of(quantity.Int(int64(n))), p.Options.Tolerance) > quantity.No
	}
	possible := false
	for n := count; n <= count+unknown; n++ {
		possible = possible || accepts(n)
	}
	q.known = true
	switch {
	case unknown == 0 && possible:
		q.fit = quantity.Exact
	case possible:
		q.known, q.lacks = false, fmt.Sprintf("%s, and %d not on record", q.says, unknown)
	}
}

// countMembers counts the members of each dimension that the words may mean.
func (p *Pass) countMembers(c countClaim, r claims.Reading) (proposals []proposal) {
	d := r.Slice.Measure.Dataset
	for _, dim := range d.Dimensions {
		said := slices.ContainsFunc(c.named, func(m *facts.Member) bool { return m.Dimension == dim })
		if r.Slice.Member(dim) != nil && !said && !slices.Contains(c.dimension, dim) {
			continue
		}
		slice := r.Slice.Without(dim)
		cost := r.Cost
		now := p.latestOf(slice, dim, r)
		parts := p.Facts.Parts(slice, dim, now)
		if len(parts) < 2 {
			continue
		}
		switch {
		case c.universe > 0 && c.universe != len(parts) && !p.haveOther(c, slice, dim, parts):
			continue
		case len(c.dimension) > 0 && !slices.Contains(c.dimension, dim):
			if c.universe == 0 {
				continue
			}
			cost += 0.2
		case len(c.named) > 0 && !said:
			continue
		case c.universe == 0 && len(c.dimension) == 0 && len(c.named) == 0:
			continue
		}
		if r.Slice.Member(dim) != nil && !said {
			cost += 0.3
		}
		proposals = append(proposals, p.countParts(c, r, slice, dim, parts, cost)...)
	}
	return proposals
}

// haveOther reports whether the number of the members that have the measure compared with is the one said:
// "six of the 11" with a quota, where 14 have an output.
func (p *Pass) haveOther(c countClaim, slice facts.Slice, dim *facts.Dimension, parts []facts.Cell) bool {
	n := 0
	for _, other := range c.other {
		if other.Dataset == slice.Measure.Dataset {
			n = len(p.Facts.Parts(facts.Slice{Measure: other, Members: slice.Members}, dim, parts[0].Period))
		}
	}
	return n == c.universe
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

func (p *Pass) countParts(c countClaim, r claims.Reading, slice facts.Slice, dim *facts.Dimension, parts []facts.Cell, cost float32) (proposals []proposal) {
	m := slice.Measure
	for _, cond := range c.conditions {
		ways := []basis{fromPrevious}
		if !cond.isLevel() && !c.whole && len(c.other) == 0 {
			ways = nil
			if m.Dataset.Period != nil {
				ways = basesOf(m, parts[0].Period.Grain(), false)
			} else if isChangeMeasure(m) {
				ways = []basis{ownChange}
			}
		}
		for n, way := range ways {
			q := proposal{reading: r, cost: cost + 0.1*float32(n)}
			count, unknown, others := 0, 0, 0
			var satisfied []string
			for _, part := range parts {
				member := part.Rows[0].Members[dim.Index]
				holds, known := p.partHolds(c, cond, slice, member, part, way)
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
			if len(c.named) > 0 {
				p.onlyThese(&q, c, dim, parts, count, others, unknown)
			} else {
				p.compareCount(&q, c, count, len(parts), unknown)
			}
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// partHolds tells whether a condition is true of a member.
func (p *Pass) partHolds(c countClaim, cond condition, slice facts.Slice, member *facts.Member, part facts.Cell, way basis) (holds, known bool) {
	for _, other := range c.other {
		if other.Dataset != slice.Measure.Dataset || other == slice.Measure || !other.Unit.Fits(slice.Measure.Unit) {
			continue
		}
		cell, ok := p.Facts.At(facts.Slice{Measure: other, Members: slice.Members}.With(member), part.Period)
		if !ok {
			return false, true // has no quota to exceed
		}
		return part.Value.Cmp(cell.Value) == cond.sign, true
	}
	if len(c.other) > 0 {
		return false, false
	}
	if c.whole {
		whole := p.cells(slice, part.Period)
		if len(whole) != 1 {
			return false, false
		}
		return part.Value.Cmp(whole[0].Value) == cond.sign, true
	}
	return p.holds(cond, p.Facts.Series(slice.With(member)), part, way)
}

// onlyThese judges "only the harbour saw a fall": all the named ones did, and no other.
func (p *Pass) onlyThese(q *proposal, c countClaim, dim *facts.Dimension, parts []facts.Cell, count, others, unknown int) {
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

// listed joins names, the first few of many.
func listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	if len(names) > 8 {
		return strings.Join(names[:8], ", ") + fmt.Sprintf(" and %d more", len(names)-8)
	}
	return strings.Join(names, ", ")
}
