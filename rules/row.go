package rules

import (
	"fmt"
	"slices"
	"sync"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/claims/tables"
	"github.com/onrecord/onrecord/facts"
)

// Row checks sentences that speak of the rows of a bare table: who directed which episode, which club won where, how many
// rows have something, which has the most of it.
var Row = newRule("row", Doc{
	Title: "what a sentence says of the rows of a table",
	Text: `In a table without a sidecar that says what its columns are, a sentence like "The Gull sailed to Skarness with 44
passengers" names cells of one row. It is supported when a row has them all, and refuted when no row has, if the words leave no
doubt which columns are meant. A number of things that is no cell is the number of rows that have the others; "most", "only",
"the highest", "earlier than" and "on average" go over the rows that the rest of the sentence leaves. Such a sentence is read whole
or not at all: a word that says something and has no place in the reading leaves it to the other rules.`,
	Examples: []Example{
		{"The gull was built in tofte and has 180 passengers.", Supported},
		{"The gull was built in tofte and has 240 passengers.", Refuted},
	},
}, findRows, judgeRow)

type rowClaim struct {
	Claim
	table     *facts.Dataset
	statement tables.Statement
}

func findRows(p *Pass) []rowClaim { return p.rowRead().claims }

// rowReading is what a sentence says of the rows of tables.
type rowReading struct {
	claims  []rowClaim
	claim   bool                    // a table settles the sentence
	relates map[*facts.Dataset]bool // the sentence has words that relate rows of the table
	ofTable map[*facts.Dataset]bool // nearly all that it says has a place in a reading of the rows
	unread  map[*facts.Dataset]int  // words that are left when all that names something in the table is read
}

// rowRead reads the sentence against the rows of the tables, once.
func (p *Pass) rowRead() *rowReading {
	if p.byRow == nil {
		p.byRow = &rowReading{}
		p.byRow.claims = p.readRows()
		p.byRow.claim = slices.ContainsFunc(p.byRow.claims, func(c rowClaim) bool { return c.statement.Unread == 0 })
	}
	return p.byRow
}

// readsByRow reports whether a dataset is a bare table whose rows are things with several names: films with their directors,
// games with their venues.
func readsByRow(d *facts.Dataset) bool {
	return d.Inferred && len(d.Dimensions) >= 2 && d.Len() >= 2
}

// readRows returns the statement that one table settles, or would settle but for a word. Tables that disagree settle nothing.
func (p *Pass) readRows() []rowClaim {
	s := p.Sentence
	if p.endsElliptic() || p.numbersTimes() {
		return nil
	}
	var best *rowClaim
	for _, d := range p.Facts.Datasets {
		t := p.tables.of(d)
		if t == nil || !p.Binder.Reads(d) {
			continue
		}
		st, ok := t.Read(s, p.Options.Tolerance)
		if !ok || st.Truth == tables.Open || st.Unread > 1 {
			continue
		}
		if best != nil && best.statement.Truth != st.Truth {
			return nil
		}
		if best == nil || st.Unread < best.statement.Unread {
			best = &rowClaim{table: d, statement: st}
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

// endsElliptic reports whether the sentence leaves out what it says: "in 2023 only two of them had".
func (p *Pass) endsElliptic() bool {
	s := p.Sentence
	last := len(s.Tokens) - 1
	for last > 0 && s.Tokens[last].Kind == claims.Punct {
		last--
	}
	return last > 0 && claims.IsAuxiliary(s.Tokens[last].Norm)
}

// numbersTimes reports whether an ordinal of the sentence numbers times and not rows: "the first time that it passed 100".
func (p *Pass) numbersTimes() bool {
	s := p.Sentence
	for t := 1; t < len(s.Tokens); t++ {
		if s.Tokens[t].Norm == "time" && ordinalWords.Meaning(s.Tokens[t-1].Norm) != "" {
			return true
		}
	}
	return false
}

var ordinalWords = lexicon.Words{Table: "ordinals"}

func judgeRow(p *Pass, c rowClaim) Verdict {
	if c.statement.Unread > 0 {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "the words say more than the table holds; closest on record: " + c.statement.Says, Evidence: rowEvidence(c)}
	}
	v := Verdict{Label: Supported, Severity: Note, Message: c.statement.Says, Evidence: rowEvidence(c)}
	if c.statement.Truth == tables.Fails {
		v.Label, v.Severity = Refuted, Error
	}
	if !p.brief {
		v.reading = []string{fmt.Sprintf("read against the rows of %s as a %s: %s", c.table.Title, c.statement.Form, p.tables.of(c.table).Trace(p.Sentence))}
	}
	return v
}

// mostEvidence is how many rows of a table are shown for a statement about many.
const mostEvidence = 5

// rowEvidence returns observations of the rows that a statement rests on.
func rowEvidence(c rowClaim) (found []*facts.Observation) {
	lines := map[int]bool{}
	for _, line := range c.statement.Lines {
		lines[line] = true
	}
	for i := range c.table.Len() {
		row := c.table.Row(i)
		if !lines[row.Line] || len(row.Observations) == 0 {
			continue
		}
		at := 0
		for k := range row.Observations {
			if row.Observations[k].Measure.Label == c.statement.Column {
				at = k
			}
		}
		if found = append(found, &row.Observations[at]); len(found) == mostEvidence {
			break
		}
	}
	return found
}

// bareTables files the cells of the bare tables of a catalog when a sentence first asks for them.
type bareTables map[*facts.Dataset]func() *tables.Table

func newBareTables(c *facts.Catalog) bareTables {
	files := bareTables{}
	for _, d := range c.Datasets {
		if d.Inferred {
			files[d] = sync.OnceValue(func() *tables.Table { return tables.New(d) })
		}
	}
	return files
}

// of returns the table of a dataset, nil when it has none that is read by rows.
func (t bareTables) of(d *facts.Dataset) *tables.Table {
	if file := t[d]; file != nil {
		return file()
	}
	return nil
}
