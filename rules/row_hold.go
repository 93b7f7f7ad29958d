package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// holdInRow takes back what a reading gives from a table of rows when the sentence names more than the rows have: a
// figure of one row does not bear out a sentence that speaks of another, nor one of which half was not read.
func (p *Pass) holdInRow(proposals []proposal) {
	several := p.saysMore()
	for i := range proposals {
		q := &proposals[i]
		if q.reading.Slice.Measure == nil {
			continue
		}
		d := q.reading.Slice.Measure.Dataset
		if q.known && d.Inferred && q.fit == quantity.Understated {
			q.known, q.lacks = false, q.says+": far from the figure" // of columns that nobody described
			continue
		}
		if !q.known || !readsByRow(d) {
			continue
		}
		if q.reading.MeasureFrom == claims.Named && !isTotal(q.reading.Slice) && q.cost <= 1 {
			continue // the words name the column and the row: running prose says more, but not of this figure
		}
		if q.cost <= firmCost && p.isBorneOut(q.reading.Slice) {
			continue // another figure of the sentence has settled the row and the column
		}
		if most := 2 - min(len(q.ranked), 1); p.unreadFor(d) > most { // a place among rows hangs on every word
			q.unsure = true
			if q.fit >= quantity.Within {
				q.known, q.lacks = false, "the words say more than the table holds"
			}
			continue
		}
		if several && len(q.rows) > 1 {
			continue
		}
		if name, ok := p.notInRows(d, q.rows); ok && q.fit >= quantity.Within {
			q.known, q.lacks = false, fmt.Sprintf("%s is not in the row of %s", name, q.says)
		}
	}
}

// isBorneOut reports whether the facts bear out an exact figure of the sentence for a slice: its words are about that.
func (p *Pass) isBorneOut(slice facts.Slice) bool {
	return slices.ContainsFunc(p.Sentence.Amounts, func(a claims.AmountMention) bool {
		r, ok := p.Sentence.ConfirmedAt(a.First)
		return ok && informative(&a) && r.Slice.Measure == slice.Measure && slices.Equal(r.Slice.Members, slice.Members)
	})
}

// notInRows returns a name of the sentence that none of the rows has.
func (p *Pass) notInRows(d *facts.Dataset, rows []*facts.Observation) (string, bool) {
	for _, n := range p.Sentence.Names {
		if p.Sentence.IsCompared(n.First) {
			continue // the other side of a comparison has a row of its own
		}
		named, held := false, false
		for _, ref := range n.Refs {
			if ref.Dataset() != d {
				continue
			}
			if ref.Member == nil {
				held = true // a column as well
				continue
			}
			named = true
			held = held || slices.ContainsFunc(rows, func(o *facts.Observation) bool { return o.Members[ref.Member.Dimension.Index] == ref.Member })
		}
		if named && !held {
			return p.Sentence.Words(n.First, n.Last), true
		}
	}
	s := p.Sentence
	for i := range s.Amounts {
		if a := &s.Amounts[i]; !isDerived(s.Uses[i].Role) && !p.isInNames(a.First) && (a.Noise == 0 || a.Noise == claims.ListNumber) && !slices.ContainsFunc(rows, func(o *facts.Observation) bool { return p.rowHolds(d.Row(o.Row), a) }) {
			return s.Words(a.First, a.Last), true
		}
	}
	for _, m := range s.Periods {
		if !p.isInNames(m.First) && !slices.ContainsFunc(rows, func(o *facts.Observation) bool { return m.Period.Contains(o.Period) && !o.Period.IsZero() }) {
			return s.Words(m.First, m.Last), true
		}
	}
	return "", false
}

// isDerived reports whether an amount of the role is worked out of what the rows hold.
func isDerived(role claims.Role) bool {
	switch role {
	case claims.Change, claims.Factor, claims.Share:
		return true
	}
	return false
}

func (p *Pass) isInNames(token int) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool { return n.First <= token && token < n.Last })
}

// rowHolds reports whether some figure of a row is the amount.
func (p *Pass) rowHolds(row facts.Row, a *claims.AmountMention) bool {
	return slices.ContainsFunc(row.Observations, func(o facts.Observation) bool {
		actual, ok := in(a.Unit, o.Value, o.Measure)
		return ok && a.AcceptsWith(actual, p.Options.Tolerance) >= quantity.Within
	})
}

// unreadFor counts the words that neither name something in the table nor tell how figures relate.
func (p *Pass) unreadFor(d *facts.Dataset) int {
	s := p.Sentence
	reading := p.rowRead()
	if n, ok := reading.unread[d]; ok {
		return n
	}
	read := make([]bool, len(s.Tokens))
	mark := func(first, last int) {
		for t := max(first, 0); t < min(last, len(read)); t++ {
			read[t] = true
		}
	}
	for _, n := range s.Names {
		if slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Dataset() == d }) {
			mark(n.First, n.Last)
		}
	}
	for _, m := range s.Periods {
		mark(m.First, m.Last)
	}
	for i := range s.Amounts {
		mark(s.Amounts[i].Hedge, max(s.Amounts[i].Last, s.Amounts[i].HedgeEnd))
	}
	for _, c := range s.Cues {
		mark(c.First, c.Last)
	}
	if reading.unread == nil {
		reading.unread = map[*facts.Dataset]int{}
	}
	reading.unread[d] = p.unread(read)
	return reading.unread[d]
}

// unread counts the words of the sentence that say something and were not read.
func (p *Pass) unread(read []bool) (n int) {
	s := p.Sentence
	for t, token := range s.Tokens {
		if read[t] || token.Kind == claims.Punct || token.Kind == claims.Symbol || claims.SaysLittle(s.Stems[t]) || claims.IsPreposition(token.Norm) {
			continue
		}
		n++
	}
	return n
}
