package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Pass is what a rule sees: one sentence as read, and the facts it may be bound to.
type Pass struct {
	Sentence *claims.Sentence
	Article  *claims.Article
	Binder   *claims.Binder
	Facts    *facts.Catalog
	Options  Options

	tables   bareTables
	rule     string                              // that is run
	recorded map[*facts.Measure][]recordedChange // see recordedChanges
	brief    bool                                // nobody asks how claims were read
	sums     []summing                           // by amount of the sentence sumsOf
	sumsOf   *claims.Sentence
	byRow    *rowReading   // the sentence as read against the rows of a table; nil before it was
	ofCount  *[]countClaim // the counts that the sentence makes; nil before they were read
}

// Claim is the part of a claim that all rules share: the tokens [First, Last) that say it.
type Claim struct{ First, Last int }

func (c Claim) base() Claim { return c }

func (p *Pass) span(c Claim) draft.Span { return p.Sentence.Span(c.First, c.Last) }

func (p *Pass) text(c Claim) string { return p.Sentence.Words(c.First, c.Last) }

// amountClaim is a claim that one amount makes.
type amountClaim struct {
	Claim
	amount int // index into Sentence.Amounts
}

// amountsWith returns a claim for each amount that does one of the roles, sums, differences and counts of
// members left out: they are the total, the gap and the count rule's.
func (p *Pass) amountsWith(roles ...claims.Role) (found []amountClaim) {
	for i, part := range p.Sentence.Uses {
		if p.rowRead().claim {
			continue
		}
		if _, _, sum := p.summed(i); sum {
			continue
		}
		if _, gap := p.gap(i); gap || p.tellsCount(i) {
			continue
		}
		for _, role := range roles {
			if part.Role == role {
				a := &p.Sentence.Amounts[i]
				found = append(found, amountClaim{Claim{min(a.First, a.Hedge), a.Last}, i})
			}
		}
	}
	return found
}

// cells returns what is on record for a slice in a period as a text names it: the cell of the period, or
// all cells inside a longer period. The zero period is the latest one that began before publication.
func (p *Pass) cells(s facts.Slice, at period.Period) []facts.Cell {
	if s.Measure.Dataset.Period == nil {
		if cell, ok := p.Facts.At(s, period.Period{}); ok {
			return []facts.Cell{cell}
		}
		return nil
	}
	series := p.Facts.Series(p.only(s))
	if at.IsZero() {
		if cell, ok := latest(series, p.Article.Published); ok {
			return []facts.Cell{cell}
		}
		return nil
	}
	if cell, ok := series.At(at); ok {
		return []facts.Cell{cell}
	}
	var within []facts.Cell
	for _, cell := range series.Cells {
		if at.Contains(cell.Period) || cell.Period.Grain() == period.Split && at.Grain() == period.Year && cell.Period.Overlaps(at) {
			within = append(within, cell)
		}
	}
	if len(within) == 0 {
		return endingWith(series, at)
	}
	return within
}

// endingWith returns the cell of a coarser period that ends as a named one does, where a series counts what there is rather than
// what came in: the subscribers of December are those at the end of the fourth quarter.
func endingWith(series facts.Series, at period.Period) []facts.Cell {
	if m := series.Slice.Measure; m.Additive || m.Unit.Kind != quantity.Count || at.Grain() == period.Span {
		return nil
	}
	for _, cell := range series.Cells {
		if cell.Period.Contains(at) && cell.Period.Last() == at.Last() {
			return []facts.Cell{cell}
		}
	}
	return nil
}

// own returns what is on record for the subject of a reading: its sum when it is several members together, else its cells.
func (p *Pass) own(r claims.Reading) []facts.Cell {
	if r.Sum != nil {
		return []facts.Cell{*r.Sum}
	}
	return p.cells(r.Slice, r.Period)
}

// only returns a slice without rows narrowed to the members that all rows of it share: the pay gap of a region where
// the record has it for full-time employees alone.
func (p *Pass) only(s facts.Slice) facts.Slice {
	if len(p.Facts.Series(s).Cells) > 0 || len(s.Measure.Dataset.Dimensions) < 2 || isTotal(s) {
		return s
	}
	rows := p.Facts.Rows(s.Measure, s.Members, period.Period{})
	if len(rows) == 0 {
		return s
	}
	narrowed := s
	for _, m := range rows[0].Members {
		if m != nil && s.Member(m.Dimension) == nil {
			narrowed = narrowed.With(m)
		}
	}
	for _, row := range rows[1:] {
		for d, m := range row.Members {
			if m != rows[0].Members[d] {
				return s
			}
		}
	}
	return narrowed
}

// latest returns the cell that a text published on a day speaks of: the latest one, or the one of a period that is
// not over yet, as "this year so far", unless it is a forecast.
func latest(s facts.Series, published period.Period) (facts.Cell, bool) {
	if published.IsZero() {
		return s.Latest(published)
	}
	best, ok := s.Latest(published)
	for _, cell := range s.Cells {
		if cell.Period.Contains(published) && cell.Rows[0].Status != facts.Forecast && (!ok || cell.Period.Grain() == best.Period.Grain()) {
			best, ok = cell, true
		}
	}
	return best, ok
}

// in returns a value of the measure in the unit of an amount.
func in(unit quantity.Unit, value quantity.Number, m *facts.Measure) (quantity.Ratio, bool) {
	if unit == (quantity.Unit{}) || unit.Kind == quantity.Count || m.Unit.Kind == unit.Kind && unit.Kind == quantity.Money {
		return quantity.Of(value), true
	}
	return quantity.Convert(value, m.Unit, unit)
}

// evidence returns the rows behind cells.
func evidence(cells ...facts.Cell) (rows []*facts.Observation) {
	for _, cell := range cells {
		rows = append(rows, cell.Rows...)
	}
	return rows
}

// happeningOnce reports whether each member of a dimension has one row at the most, as in a list of single thefts with
// their months: such rows are compared and summed whatever their periods.
func (p *Pass) happeningOnce(s facts.Slice, d *facts.Dimension) bool {
	if s.Measure.Dataset.Period == nil || len(d.Members) < 3 {
		return false
	}
	rows := 0
	for _, m := range d.Members {
		n := len(p.Facts.Rows(s.Measure, s.With(m).Members, period.Period{}))
		if n > 1 {
			return false
		}
		rows += n
	}
	return rows > 2 && rows == len(p.Facts.Rows(s.Measure, s.Without(d).Members, period.Period{}))
}

// cellOf returns the cell of a slice in a period, or its only one where members have one row each.
func (p *Pass) cellOf(s facts.Slice, at period.Period, once bool) (facts.Cell, bool) {
	if !once {
		return p.Facts.At(s, at)
	}
	cells := p.Facts.Series(s).Cells
	if len(cells) != 1 {
		return facts.Cell{}, false
	}
	return cells[0], true
}
