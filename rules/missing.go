package rules

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// missingRow is what a reading needs and the facts do not have.
type missingRow struct {
	slice facts.Slice
	at    period.Period
}

// lacking says in few words what a proposal lacks.
func (q proposal) lacking() string {
	if m := q.missing; m.slice.Measure != nil {
		return fmt.Sprintf("no %s on record%s", m.slice.Words(), forPeriod(m.at))
	}
	return q.lacks
}

// lacks tells an editor what a proposal lacks, and what the facts have in its place.
func (p *Pass) lacks(q proposal) string {
	m := q.missing
	if m.slice.Measure == nil {
		return q.lacks
	}
	text := fmt.Sprintf("the facts have no row for %s%s", m.slice.Words(), forPeriod(m.at))
	if have, _ := p.have(m); have != "" {
		text += ": " + have
	}
	return text
}

// have tells what the facts have where a row is missing: from when to when, by what unit of time, for which members.
// coarser tells that they go by longer periods than the one that is missing.
func (p *Pass) have(m missingRow) (words string, coarser bool) {
	cells := p.Facts.Series(m.slice).Cells
	if len(cells) == 0 {
		return p.haveOthers(m), false
	}
	first, last := cells[0].Period, cells[len(cells)-1].Period
	switch {
	case m.slice.Measure.Dataset.Period == nil || m.at.IsZero():
		return "", false
	case m.at.Grain() > last.Grain() && m.at.Grain() != period.Span && last.Grain() != period.Span && grainWords[last.Grain()] != "":
		return fmt.Sprintf("they are by %s (%s): name the %s", grainWords[last.Grain()], runWords(first, last), grainWords[last.Grain()]), true
	case m.at.Last().Before(first.First()):
		return "they begin in " + first.Words(), false
	case m.at.First().After(last.Last()):
		return "they end with " + last.Words(), false
	}
	before, after := "", ""
	for _, cell := range cells {
		if cell.Period.Last().Before(m.at.First()) {
			before = cell.Period.Words()
		} else if after == "" && cell.Period.First().After(m.at.Last()) {
			after = cell.Period.Words()
		}
	}
	if before != "" && after != "" {
		return fmt.Sprintf("the rows next to it are of %s and %s", before, after), false
	}
	return "", false
}

var grainWords = map[period.Grain]string{period.Year: "year", period.Split: "financial year", period.Half: "half-year",
	period.Quarter: "quarter", period.Month: "month", period.Week: "week"}

func runWords(first, last period.Period) string {
	if first == last {
		return first.Words()
	}
	return first.Words() + " to " + last.Words()
}

// haveOthers tells for which members a measure has rows, where it has none for the slice at all.
func (p *Pass) haveOthers(m missingRow) string {
	named := 0
	for _, member := range m.slice.Members {
		if member != nil {
			named++
		}
	}
	dimensions := m.slice.Measure.Dataset.Dimensions
	switch {
	case named == 0 && len(dimensions) > 0:
		return fmt.Sprintf("there is no total over %s: name one", manyOf(dimensions[0]))
	case named > 1:
		return "each of them has rows, but not together"
	}
	return ""
}

// manyOf lists some members of a dimension.
func manyOf(d *facts.Dimension) string {
	var names []string
	for i, m := range d.Members {
		if i == 3 {
			names = append(names, "…")
			break
		}
		names = append(names, m.Label)
	}
	return fmt.Sprintf("%s (%s)", strings.ReplaceAll(d.ID, "-", " "), strings.Join(names, ", "))
}

// unmeasured tells that no measure of the facts can be what a claim is about.
func (p *Pass) unmeasured(c Claim) string {
	if p.Binder != nil && len(p.Facts.Datasets) == 0 {
		return "there are no facts to check it against"
	}
	for i := range p.Sentence.Amounts {
		a := &p.Sentence.Amounts[i]
		if a.First < c.First || a.First >= c.Last {
			continue
		}
		switch {
		case a.Kind == claims.Money:
			return "no amount of money in the facts could be this"
		case a.Unit.Kind == quantity.Percent:
			return "no percentage in the facts, and none worked out of them, could be this"
		case a.Unit != (quantity.Unit{}) && a.Unit.String() != "":
			return "nothing in the facts is measured in " + manyUnits(a.Unit.String())
		}
	}
	return "the facts measure nothing that this could be"
}

// manyUnits writes the name of a unit as for many; symbols stay as they are.
func manyUnits(name string) string {
	if (len(name) > 3 || name == "day") && !strings.HasSuffix(name, "s") && !strings.Contains(name, "/") {
		return name + "s"
	}
	return name
}

// unsaid tells which words a sentence would need to say plainly that it means a reading.
func (p *Pass) unsaid(r claims.Reading) string {
	var names []string
	if r.MeasureFrom != claims.Named {
		names = append(names, fmt.Sprintf("what is counted (%q)", r.Slice.Measure.Label))
	}
	if r.MemberFrom != claims.Named {
		for _, m := range r.Slice.Members {
			if m != nil {
				names = append(names, m.Label)
			}
		}
	}
	if r.PeriodFrom != claims.Named && r.Slice.Measure.Dataset.Period != nil {
		at := r.Period
		if at.IsZero() {
			if cells := p.cells(r.Slice, at); len(cells) > 0 {
				at = cells[len(cells)-1].Period
			}
		}
		if at.IsZero() {
			names = append(names, "the period")
		} else {
			names = append(names, "the period ("+at.Words()+")")
		}
	}
	if len(names) == 0 {
		return "other names or figures stand between: bring the figure and what it is of together"
	}
	return "if that is meant, name " + strings.Join(names, " and ")
}

// besides returns a member that the sentence names and a reading has no place for.
func (p *Pass) besides(r claims.Reading) string {
	for _, n := range p.Sentence.Names {
		for _, ref := range n.Refs {
			if m := ref.Member; m != nil && m.Dimension.Dataset == r.Slice.Measure.Dataset && r.Slice.Member(m.Dimension) != m && m != m.Dimension.Total {
				return m.Label
			}
		}
	}
	return ""
}

// alsoNames tells that the sentence names another member than a reading has.
func (p *Pass) alsoNames(r claims.Reading) string {
	if name := p.besides(r); name != "" {
		return fmt.Sprintf("the sentence also names %s: say which the figure is of", name)
	}
	return "the sentence also names something else: say which the figure is of"
}
