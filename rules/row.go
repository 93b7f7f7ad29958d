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

// Row checks sentences that say what stands together in a row of a table: who directed which episode, which club won
// where, how many rows have something.
var Row = newRule("row", Doc{
	Title: "what stands together in a row of a table",
	Text: `In a table without a sidecar that says what its columns are, a sentence like "The Gull sailed to Skarness with 44
passengers" names cells of one row. It is supported when a row has them all, and refuted when no row has, if the words leave no
doubt which columns are meant. A number of things that is no cell is the number of rows that have the others.`,
	Examples: []Example{
		{"The gull was built in tofte and has 180 passengers.", Supported},
		{"The gull was built in tofte and has 240 passengers.", Refuted},
	},
}, findRows, judgeRow)

type rowClaim struct {
	Claim
	table       *facts.Dataset
	constraints []constraint
	count       int // the amount that counts rows, -1 for none
	unread      int // words that say something and were not read
}

// constraint is what a row must have to be the one that the sentence speaks of.
type constraint struct {
	members []*facts.Member // one of them; nil for the others
	amount  int             // an amount's index; -1
	columns []*facts.Measure
	named   bool // the sentence names the column
	at      period.Period
}

// maxRows bounds the tables that are read by rows.
const maxRows = 5000

func findRows(p *Pass) []rowClaim { return p.rowRead().claims }

// rowReading is what a sentence says of the rows of tables.
type rowReading struct {
	claims []rowClaim
	claim  bool                   // there is one
	unread map[*facts.Dataset]int // words that are left when all that names something in the table is read
}

// rowRead reads the sentence against the rows of the tables, once.
func (p *Pass) rowRead() *rowReading {
	if p.byRow == nil {
		p.byRow = &rowReading{}
		p.byRow.claims = p.readRows()
		p.byRow.claim = len(p.byRow.claims) > 0
	}
	return p.byRow
}

// readsByRow reports whether a dataset is a bare table whose rows are things with several names: films with their directors,
// games with their venues.
func readsByRow(d *facts.Dataset) bool {
	return d.Inferred && len(d.Dimensions) >= 2 && d.Len() >= 2 && d.Len() <= maxRows
}

func (p *Pass) readRows() []rowClaim {
	s := p.Sentence
	if p.saysMore() {
		return nil
	}
	var best *rowClaim
	for _, d := range p.Facts.Datasets {
		if !readsByRow(d) {
			continue
		}
		if c, ok := p.rowClaim(d); ok && (best == nil || len(c.constraints) > len(best.constraints)) {
			best = &c
		}
	}
	if best == nil {
		return nil
	}
	best.Claim = Claim{0, len(s.Tokens)}
	for best.Last > 1 && s.Tokens[best.Last-1].Kind == claims.Punct {
		best.Last--
	}
	return []rowClaim{*best}
}

// saysMore reports whether the sentence compares, ranks, sums or quantifies, which other rules read.
func (p *Pass) saysMore() bool {
	s := p.Sentence
	return s.HasCue(0, len(s.Tokens), claims.Most, claims.Least, claims.Above, claims.Below, claims.Up, claims.Down, claims.Sum, claims.Average, claims.Median,
		claims.ShareOf, claims.Every, claims.All, claims.None, claims.Only, claims.Majority, claims.Overtake, claims.Same, claims.Not, claims.Other, claims.Gap,
		claims.Modal, claims.Successor, claims.Base, claims.Rest, claims.InARow)
}

// rowClaim reads the constraints that the sentence puts on a row of the table; ok is false when they are too few or
// when the words leave open how they go together.
func (p *Pass) rowClaim(d *facts.Dataset) (c rowClaim, ok bool) {
	s := p.Sentence
	c = rowClaim{table: d, count: -1}
	read := make([]bool, len(s.Tokens))
	mark := func(first, last int) {
		for t := first; t < last; t++ {
			read[t] = true
		}
	}
	named := map[*facts.Dimension]bool{}
	columns := map[*facts.Measure]bool{}
	for _, n := range s.Names {
		for _, ref := range n.Refs {
			if ref.Dataset() != d {
				continue
			}
			mark(n.First, n.Last)
			if ref.Dimension != nil {
				named[ref.Dimension] = true
			}
			if ref.Measure != nil {
				columns[ref.Measure] = true
			}
		}
	}
	used := map[*facts.Dimension]bool{}
	for _, n := range s.Names {
		var members []*facts.Member
		loose := false
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension.Dataset == d {
				members = append(members, ref.Member)
				loose = loose || ref.Loose > 0.35
			}
		}
		if len(members) == 0 {
			continue
		}
		if loose {
			return c, false
		}
		var inNamed []*facts.Member
		for _, m := range members {
			if named[m.Dimension] {
				inNamed = append(inNamed, m)
			}
		}
		if len(inNamed) > 0 {
			members = inNamed
		}
		if len(members) == 1 {
			if used[members[0].Dimension] {
				return c, false // two of one column: more than a row
			}
			used[members[0].Dimension] = true
		}
		c.constraints = append(c.constraints, constraint{members: members, amount: -1, named: len(inNamed) > 0 || len(members) == 1})
	}
	if len(c.constraints) == 0 {
		return c, false
	}
	for k, one := range c.constraints { // "X the home team play the away team Y": who is which?
		for _, other := range c.constraints[k+1:] {
			if len(one.members)+len(other.members) > 2 && slices.ContainsFunc(one.members, func(m *facts.Member) bool {
				return slices.ContainsFunc(other.members, func(n *facts.Member) bool { return m.Dimension == n.Dimension })
			}) {
				return c, false
			}
		}
	}
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Period.IsZero() || m.Role != claims.At {
			return c, false
		}
		if d.Period == nil {
			return c, false
		}
		mark(m.First, m.Last)
		c.constraints = append(c.constraints, constraint{amount: -1, at: m.Period, named: true})
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if read[a.First] || a.Noise == claims.PartOfDate || a.Noise == claims.NameNumber {
			continue
		}
		if a.Noise != 0 && a.Noise != claims.ListNumber || a.Kind == claims.Multiple || a.Kind == claims.Fraction || a.IsRange {
			return c, false
		}
		mark(min(a.First, a.Hedge), max(a.Last, a.HedgeEnd))
		one := constraint{amount: i}
		for _, m := range d.Measures {
			if columns[m] && p.isBeside(m, a) && (a.Kind == claims.Ordinal || a.Unit.Fits(m.Unit) || m.Unit.Fits(a.Unit)) {
				one.columns = append(one.columns, m)
			}
		}
		one.named = len(one.columns) > 0
		if !one.named {
			if a.Kind == claims.Cardinal && a.Noise == 0 && c.count < 0 && a.Value.IsInt() && a.Value.Cmp(quantity.Int(int64(d.Len()))) <= 0 && p.countsRows(a, d) {
				c.count = i
				mark(a.Noun[0], a.Noun[1])
				continue
			}
			return c, false
		}
		c.constraints = append(c.constraints, one)
	}
	if len(c.constraints) < 2 && c.count < 0 {
		return c, false
	}
	for _, dim := range d.Dimensions {
		if named[dim] && c.count < 0 && !slices.ContainsFunc(c.constraints, func(one constraint) bool {
			return slices.ContainsFunc(one.members, func(m *facts.Member) bool { return m.Dimension == dim })
		}) {
			return c, false // "the writer of New Girls is M. Briant", who is none of the writers
		}
	}
	c.unread = p.unread(read)
	return c, c.unread <= 1
}

// isBeside reports whether the measure's name stands next to the amount: "44 passengers", "a rank of 64", "draft pick 13".
func (p *Pass) isBeside(m *facts.Measure, a *claims.AmountMention) bool {
	s := p.Sentence
	for _, n := range s.Names {
		if !slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Measure == m }) {
			continue
		}
		first := min(a.First, a.Hedge)
		switch {
		case n.First >= a.First && n.First <= a.Last+2, n.Last <= first && first-n.Last <= 1:
			return true
		case n.Last <= first && first-n.Last <= 3:
			// only words that say little between: "the rank is 64", "weight of about 64"
			light := true
			for t := n.Last; t < first; t++ {
				light = light && (claims.SaysLittle(s.Stems[t]) || claims.IsPreposition(s.Tokens[t].Norm))
			}
			if light {
				return true
			}
		}
	}
	return false
}

// countsRows reports whether an amount counts rows of the table: its noun names a column of text, or comes from the title
// of the table.
func (p *Pass) countsRows(a *claims.AmountMention, d *facts.Dataset) bool {
	s := p.Sentence
	if a.Noun[1] <= a.Noun[0] {
		return false
	}
	head := s.Tokens[a.Noun[1]-1].Norm
	if p.dimensionAt(a.Noun[1]-1, nil) != nil {
		return true
	}
	title := strings.ToLower(d.Title)
	return len(head) > 3 && strings.Contains(title, strings.TrimSuffix(head, "s"))
}

func judgeRow(p *Pass, c rowClaim) Verdict {
	var all []int
	misses := make([]int, len(c.constraints)) // rows that have all but one
	for i := range c.table.Len() {
		row := c.table.Row(i)
		missed, at := 0, -1
		for k, one := range c.constraints {
			if !p.has(row, one) {
				missed++
				at = k
			}
		}
		switch missed {
		case 0:
			all = append(all, i)
		case 1:
			misses[at]++
		}
	}
	if c.count >= 0 {
		return p.countedRows(c, all)
	}
	if len(all) > 0 {
		return Verdict{Label: Supported, Severity: Note, Message: p.rowWords(c, all[0]), Evidence: p.rowEvidence(c, all[0])}
	}
	clear := c.unread == 0
	near := -1
	for k, one := range c.constraints {
		clear = clear && one.named
		// the row of the things that the sentence names, rather than one with the same figure
		if misses[k] > 0 && (near < 0 || one.amount >= 0 && c.constraints[near].amount < 0) {
			near = k
		}
	}
	if near < 0 || !clear {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "no row of the table has all that the sentence names"}
	}
	for i := range c.table.Len() {
		row := c.table.Row(i)
		missed := slices.IndexFunc(c.constraints, func(one constraint) bool { return !p.has(row, one) })
		if missed == near && !slices.ContainsFunc(c.constraints[near+1:], func(one constraint) bool { return !p.has(row, one) }) {
			return Verdict{Label: Refuted, Severity: Error, Message: "the nearest row: " + p.rowWords(c, i), Evidence: p.rowEvidence(c, i)}
		}
	}
	return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "no row of the table has all that the sentence names"}
}

func (p *Pass) countedRows(c rowClaim, all []int) Verdict {
	a := &p.Sentence.Amounts[c.count]
	n := quantity.Of(quantity.Int(int64(len(all))))
	message := fmt.Sprintf("rows of %s with that: %d", c.table.Title, len(all))
	switch {
	case a.AcceptsWith(n, p.Options.Tolerance) >= quantity.Within:
		return Verdict{Label: Supported, Severity: Note, Message: message}
	case len(all) == 0 || c.unread > 0:
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: message}
	}
	return Verdict{Label: Refuted, Severity: Error, Message: message}
}

// has reports whether a row has what a constraint asks for.
func (p *Pass) has(row facts.Row, one constraint) bool {
	switch {
	case one.members != nil:
		return slices.ContainsFunc(one.members, func(m *facts.Member) bool { return row.Members[m.Dimension.Index] == m })
	case one.amount >= 0:
		a := &p.Sentence.Amounts[one.amount]
		for i := range row.Observations {
			o := &row.Observations[i]
			if !slices.Contains(one.columns, o.Measure) {
				continue
			}
			if actual, ok := in(a.Unit, o.Value, o.Measure); ok && a.AcceptsWith(actual, p.Options.Tolerance) >= quantity.Within {
				return true
			}
		}
		return false
	}
	return one.at == row.Period || one.at.Contains(row.Period)
}

func (p *Pass) rowEvidence(c rowClaim, i int) (rows []*facts.Observation) {
	row := c.table.Row(i)
	for k := range row.Observations {
		o := &row.Observations[k]
		if slices.ContainsFunc(c.constraints, func(one constraint) bool { return slices.Contains(one.columns, o.Measure) }) || len(rows) == 0 {
			rows = append(rows, o)
		}
	}
	return rows
}

// rowWords tells what a row has in the columns that the claim speaks of.
func (p *Pass) rowWords(c rowClaim, i int) string {
	row := c.table.Row(i)
	var words []string
	for _, one := range c.constraints {
		switch {
		case one.members != nil:
			for _, m := range one.members {
				label := m.Dimension.Label + " "
				if is := row.Members[m.Dimension.Index]; is != nil && !slices.Contains(words, label+is.Label) {
					words = append(words, label+is.Label)
				}
			}
		case one.amount >= 0:
			for k := range row.Observations {
				if o := &row.Observations[k]; slices.Contains(one.columns, o.Measure) {
					words = append(words, o.Measure.Label+" "+quantity.Format(o.Value, o.Measure.Unit))
				}
			}
		case !row.Period.IsZero():
			words = append(words, row.Period.Words())
		}
	}
	return strings.Join(words, ", ")
}
