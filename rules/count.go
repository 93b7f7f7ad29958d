package rules

import (
	"fmt"
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
none did; "all but two", "most of" and "both" count as they say. What is said of each may be a change, a level, or a comparison with another
year, with the whole, with another measure or with the member that the text speaks of. The facts must hold a row for each of the periods or members.`,
	Examples: []Example{
		{"Burglaries in Northport fell in three of the past four years.", Refuted},
	},
}, findCounts, judgeCount)

type countClaim struct {
	Claim
	anchor     int
	conditions []condition // readings of what is said of each

	// How many.
	amount *claims.AmountMention
	all    bool // "in all of the past five years", "every district"
	none   bool
	most   bool // more than half
	except int  // with all: "all but two"

	// Of periods.
	span *claims.PeriodMention
	unit string

	// Of members.
	members bool
	among   universe
	vague   bool            // "energy was the only one": of those that the text spoke of
	named   []*facts.Member // the ones that are said to satisfy it, and no others
}

func judgeCount(p *Pass, c countClaim) Verdict {
	if c.members {
		return p.decideCourse(c.Claim, p.membersCounted(c))
	}
	var proposals []proposal
	w := claims.Want{Anchor: c.anchor}
	for _, cond := range c.conditions {
		if cond.level != nil {
			w.Fits = fits(cond.level)
		}
	}
	courses := p.courses(w, append(p.stretches(), c.span)...)
	switch c.span.Role {
	case claims.Past:
		courses = p.latestOrNamed(courses)
	case claims.FromTo:
		courses = p.undated(courses) // the words tell the periods
	}
	for _, r := range courses {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, missing: missingRow{r.Slice, r.Period}})
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
		return []proposal{{reading: r.Reading, cost: r.Cost + 0.5, lacks: fmt.Sprintf("%s: the facts have no row for those periods", r.Slice.Words())}}
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

// compareCount compares a count with the claim's. Where some are not on record the count lies between bounds. It reports
// whether so many can be meant at all: of seven no eight.
func (p *Pass) compareCount(q *proposal, c countClaim, count, of, unknown int) bool {
	accepts := func(n int) bool {
		switch {
		case c.none:
			return n == 0
		case c.all:
			return n == of-c.except
		case c.most:
			return 2*n > of
		}
		return c.amount.AcceptsWith(quantity.Of(quantity.Int(int64(n))), p.Options.Tolerance) > quantity.No
	}
	if c.amount != nil && c.amount.Value.Cmp(quantity.Int(int64(of))) > 0 {
		return false
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
	return true
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
