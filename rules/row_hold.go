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
		if q.known && p.isOfTable(d) {
			p.holdOfTable(q, d)
		}
		if !q.known || q.unsure || !readsByRow(d) {
			continue
		}
		if q.reading.MeasureFrom == claims.Named && !isTotal(q.reading.Slice) && q.cost <= 1 && q.ranked == "" {
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

// holdOfTable takes back what a reading gives for a sentence about a bare table that the row rule could not read whole.
func (p *Pass) holdOfTable(q *proposal, d *facts.Dataset) {
	if q.fit == quantity.No && p.isTold(q.rows) {
		q.unsure = true // another figure of the sentence is that of the row: this one is of something else
	}
	if d.Period == nil && q.fit >= quantity.Within && len(q.rows) == 1 {
		if a, ok := p.otherFigure(d, q.rows[0].Row); ok {
			q.known, q.lacks = false, fmt.Sprintf("%s: the row does not have %s", q.says, a)
		}
	}
	if (readsByRow(d) || d.Period == nil) && (p.rule != "value" || p.relatesRows(d)) {
		q.unsure = true
		if q.known && q.fit >= quantity.Within {
			q.known, q.lacks = false, q.says+": the sentence says more of the rows than that"
		}
	}
}

// mostUnknown is how many words a sentence about the rows of a table may have of which the table knows nothing. Running prose
// has more.
const mostUnknown = 2

// mostUnknownAlone is how many where the table is all the facts: the words cannot be those of another dataset.
const mostUnknownAlone = 4

// isOfTable reports whether a sentence speaks of nothing but a bare table: nearly all that it says has a place in a reading of
// its rows.
func (p *Pass) isOfTable(d *facts.Dataset) bool {
	reading := p.rowRead()
	if known, ok := reading.ofTable[d]; ok {
		return known
	}
	if reading.ofTable == nil {
		reading.ofTable = map[*facts.Dataset]bool{}
	}
	if t := p.tables.of(d); t != nil {
		st, ok := t.Read(p.Sentence, p.Options.Tolerance)
		most := mostUnknown
		if len(p.Facts.Datasets) == 1 {
			most = mostUnknownAlone
		}
		reading.ofTable[d] = ok && st.Unread <= most
	}
	return reading.ofTable[d]
}

// relatesRows reports whether the sentence ranks, compares, counts or adds up rows of a table that it names. Where the row
// rule could not read it whole, no figure of one row settles it.
func (p *Pass) relatesRows(d *facts.Dataset) bool {
	reading := p.rowRead()
	if known, ok := reading.relates[d]; ok {
		return known
	}
	if reading.relates == nil {
		reading.relates = map[*facts.Dataset]bool{}
	}
	t := p.tables.of(d)
	reading.relates[d] = t != nil && t.Relates(p.Sentence)
	return reading.relates[d]
}

// isTold reports whether some figure of the sentence is that of a single row.
func (p *Pass) isTold(rows []*facts.Observation) bool {
	return len(rows) == 1 && slices.ContainsFunc(p.Sentence.Amounts, func(a claims.AmountMention) bool {
		actual, ok := in(a.Unit, rows[0].Value, rows[0].Measure)
		return ok && a.Noise == 0 && a.AcceptsWith(actual, p.Options.Tolerance) == quantity.Exact
	})
}

// isBareFigure recognises a figure that says nothing of what it counts: "and 13 for the harbour".
func isBareFigure(a *claims.AmountMention) bool {
	return a.Noise == 0 && a.Kind == claims.Cardinal && a.Noun[0] == a.Noun[1] && a.Unit == (quantity.Unit{})
}

// otherFigure returns a figure of the sentence that a column of the table is named for, or nothing else, and that neither the
// row nor another one that the sentence names has.
func (p *Pass) otherFigure(d *facts.Dataset, row int) (string, bool) {
	t := p.tables.of(d)
	if t == nil {
		return "", false
	}
	figures := t.Figures(p.Sentence)
	var rows []facts.Row
	for i := range d.Len() {
		if r := d.Row(i); i == row || p.namesRow(r) {
			rows = append(rows, r)
		}
	}
	for i := range p.Sentence.Amounts {
		a := &p.Sentence.Amounts[i]
		if !slices.Contains(figures, a.First) && !isBareFigure(a) || p.Sentence.IsNamed(a.First) || isDerived(p.Sentence.Uses[i].Role) {
			continue
		}
		if !slices.ContainsFunc(rows, func(r facts.Row) bool { return p.rowHolds(r, a) }) {
			return p.Sentence.Words(a.First, a.Last), true
		}
	}
	return "", false
}

// namesRow reports whether the sentence names a row by one of its members.
func (p *Pass) namesRow(r facts.Row) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return slices.ContainsFunc(n.Refs, func(ref claims.Ref) bool {
			return ref.Member != nil && ref.Member.Dimension.Index < len(r.Members) && r.Members[ref.Member.Dimension.Index] == ref.Member
		})
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
		if a := &s.Amounts[i]; !isDerived(s.Uses[i].Role) && !p.Sentence.IsNamed(a.First) && (a.Noise == 0 || a.Noise == claims.ListNumber) && !slices.ContainsFunc(rows, func(o *facts.Observation) bool { return p.rowHolds(d.Row(o.Row), a) }) {
			return s.Words(a.First, a.Last), true
		}
	}
	for _, m := range s.Periods {
		if !p.Sentence.IsNamed(m.First) && !slices.ContainsFunc(rows, func(o *facts.Observation) bool { return m.Period.Contains(o.Period) && !o.Period.IsZero() }) {
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

// saysMore reports whether the sentence compares, ranks, sums or quantifies: more than one row may bear it out.
func (p *Pass) saysMore() bool {
	s := p.Sentence
	return s.HasCue(0, len(s.Tokens), claims.Most, claims.Least, claims.Above, claims.Below, claims.Up, claims.Down, claims.Sum, claims.Average, claims.Median,
		claims.ShareOf, claims.Every, claims.All, claims.None, claims.Only, claims.Majority, claims.Overtake, claims.Same, claims.Not, claims.Other, claims.Gap,
		claims.Modal, claims.Successor, claims.Base, claims.Rest, claims.InARow)
}
