package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// listBefore returns the last list of two or more members that ends before the token.
func (p *Pass) listBefore(token, start int) (list []claims.Name) {
	s := p.Sentence
	for k := len(s.Names) - 1; k >= 0; k-- {
		n := s.Names[k]
		if n.Last > token || n.Last <= start || !namesMember(n) {
			continue
		}
		list = []claims.Name{n}
		for k--; k >= 0; k-- {
			m := s.Names[k]
			if m.Last <= start || !namesMember(m) || !p.onlyJoins(m.Last, list[0].First) {
				break
			}
			list = append([]claims.Name{m}, list...)
		}
		return list
	}
	return nil
}

// onlyJoins reports whether only commas, "and" and articles stand in the tokens.
func (p *Pass) onlyJoins(from, to int) bool {
	joined := false
	for t := from; t < to; t++ {
		switch p.Sentence.Tokens[t].Norm {
		case ",", "and", "&", "plus":
			joined = true
		case "the":
		default:
			return false
		}
	}
	return joined
}

// isAdded tells a list that is added to what was named before: "add the North West and the North East".
func (p *Pass) isAdded(list []claims.Name) bool {
	first := list[0].First
	for first > 0 && (p.Sentence.Tokens[first-1].Norm == "the" || p.Sentence.Tokens[first-1].Norm == "in") {
		first--
	}
	return first > 0 && p.Sentence.Stems[first-1] == "add"
}

// isSubjectList reports whether a list is the subject of the amount's verb: nothing but a few words stand between.
func (p *Pass) isSubjectList(list []claims.Name, first int) bool {
	s := p.Sentence
	last := list[len(list)-1].Last
	before := list[0].First - 1
	if before >= 0 && s.Tokens[before].Norm == "the" {
		before--
	}
	if first-last > 5 || before >= 0 && (claims.IsPreposition(s.Tokens[before].Norm) || s.HasCue(before, before+1, claims.Base, claims.Above, claims.Below)) {
		return false
	}
	for t := last; t < first; t++ {
		if s.Tokens[t].Kind == claims.Punct {
			return false
		}
	}
	return true
}

// lastList returns the last list of members in the sentence.
func (p *Pass) lastList() []claims.Name {
	return p.listBefore(len(p.Sentence.Tokens), 0)
}

// namedBefore returns the names of members in the order of the text up to a token, from the sentences before on.
func (p *Pass) namedBefore(token int) (names []claims.Name) {
	s := p.Sentence
	for back := 5; back > 0; back-- {
		if s.Index < back {
			continue
		}
		q := p.Article.Sentences[s.Index-back]
		if q.Block.Furniture {
			continue
		}
		for _, n := range q.Names {
			if namesMember(n) {
				names = append(names, n)
			}
		}
	}
	for _, n := range s.Names {
		if n.Last <= token && namesMember(n) {
			names = append(names, n)
		}
	}
	return names
}

// maxChoices bounds the search for members with a sum.
const maxChoices = 20000

// chosen returns the cells, so many of them, whose sum is accepted; nil when no choice is. open tells that there
// are more choices than were tried.
func chosen(cells []facts.Cell, count int, accepts func(quantity.Number) bool) (best []facts.Cell, open bool) {
	tries := 0
	var pick []facts.Cell
	var search func(from int, sum quantity.Number) bool
	search = func(from int, sum quantity.Number) bool {
		if len(pick) == count {
			if tries++; accepts(sum) {
				best = slices.Clone(pick)
				return true
			}
			open = tries > maxChoices
			return open
		}
		for i := from; i < len(cells); i++ {
			pick = append(pick, cells[i])
			if search(i+1, sum.Add(cells[i].Value)) {
				return true
			}
			pick = pick[:len(pick)-1]
		}
		return false
	}
	search(0, quantity.Number{})
	return best, open
}

// topOf returns the largest cells, count of them.
func topOf(cells []facts.Cell, count int) []facts.Cell {
	sorted := slices.Clone(cells)
	slices.SortStableFunc(sorted, func(a, b facts.Cell) int { return b.Value.Cmp(a.Value) })
	return sorted[:min(count, len(sorted))]
}

// namesOf names the members of cells, the first few of many.
func namesOf(cells []facts.Cell, d *facts.Dimension) string {
	var names []string
	for _, cell := range cells {
		for _, o := range cell.Rows {
			if m := o.Members[d.Index]; m != nil && !slices.Contains(names, m.Label) {
				names = append(names, m.Label)
			}
		}
	}
	if len(names) > 6 {
		return strings.Join(names[:3], ", ") + " and others"
	}
	if len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return strings.Join(names, "")
}

// periodsOf returns the periods of a reading that have rows for parts.
func (p *Pass) periodsOf(r claims.Reading) []period.Period {
	if r.Slice.Measure.Dataset.Period == nil {
		return []period.Period{{}}
	}
	if cells := p.cells(r.Slice, r.Period); len(cells) == 1 {
		return []period.Period{cells[0].Period}
	}
	for _, d := range r.Slice.Measure.Dataset.Dimensions {
		for _, m := range d.Members {
			if cells := p.cells(r.Slice.With(m), r.Period); len(cells) == 1 {
				return []period.Period{cells[0].Period}
			}
		}
	}
	return nil
}

// undated is what the binder charges for a figure that no words date.
const undated = 0.6

// sumOverPeriods sums a series over a run of periods; "since 2018" may or may not count 2018.
func (p *Pass) sumOverPeriods(a *claims.AmountMention, r claims.Reading, m *claims.PeriodMention) (proposals []proposal) {
	if !r.Slice.Measure.Additive || r.Slice.Measure.Dataset.Period == nil || r.Slice.Measure.Dataset.Period.Holds {
		return nil
	}
	series := p.Facts.Series(r.Slice)
	now, ok := latest(series, p.Article.Published)
	if !ok {
		return nil
	}
	if r.PeriodFrom == claims.Default {
		r.Cost -= undated // the run of periods dates the sum
	}
	from, to := m.Period, now.Period
	switch m.Role {
	case claims.FromTo:
		from, to = m.Period.First(), m.Period.Last()
	case claims.Past:
		if m.Count == 0 {
			return nil
		}
		unit := now.Period.Of(m.Grain)
		from, to = unit.Add(1-m.Count).First(), now.Period
		if m.Prior {
			from, to = unit.Add(-m.Count).First(), unit.Add(-1).Last()
		}
	}
	if from.IsZero() {
		return nil
	}
	for skip := range 2 {
		var cells []facts.Cell
		for _, cell := range series.OfGrain(now.Period.Grain()).Cells {
			if !cell.Period.First().Before(from.First()) && !cell.Period.After(to) && cell.Period.Compare(now.Period) <= 0 {
				cells = append(cells, cell)
			}
		}
		if skip == 1 && len(cells) > 0 {
			cells = cells[1:]
		}
		if len(cells) < 2 {
			continue
		}
		q := proposal{reading: r, cost: r.Cost + 0.3*float32(skip), known: true, rows: evidence(cells...)}
		q.reading.Period = period.Period{}
		sum, slack := add(cells)
		if actual, ok := in(a.Unit, sum, r.Slice.Measure); ok {
			q.actual = actual
			q.fit = p.acceptsSum(a, actual, slack)
			q.fix = p.rewritten(a, actual)
		}
		q.says = r.Slice.Words() + ": " + quantity.Format(sum, r.Slice.Measure.Unit) + " from " + cells[0].Period.Words() + " to " + cells[len(cells)-1].Period.Words()
		proposals = append(proposals, q)
		if m.Role != claims.Since {
			break
		}
	}
	return proposals
}
