package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// whole is a total with its parts along one dimension in one period.
type whole struct {
	total    *facts.Observation
	parts    []*facts.Observation
	sum      quantity.Number
	slack    quantity.Number // by how much rounding may move the difference, from end to end
	negative bool
}

// wholes yields, for each measure that sums and each dimension, the totals that have parts.
func wholes(p *pass, yield func(d *facts.Dataset, dim *facts.Dimension, found []*whole)) {
	p.datasets(func(d *facts.Dataset) bool {
		d.Groups(func(g facts.Group) bool {
			m := g.Slice.Measure
			if !m.Additive || m.Definition != nil {
				return true
			}
			for _, dim := range d.Dimensions {
				if g.Slice.Member(dim) != nil || len(dim.Members) < 2 {
					continue
				}
				if found := partsOf(d, g, dim); len(found) > 0 {
					yield(d, dim, found)
				}
			}
			return true
		})
		return true
	})
}

func partsOf(d *facts.Dataset, g facts.Group, dim *facts.Dimension) (found []*whole) {
	byPeriod := map[period.Period]*whole{}
	for _, o := range g.Observations {
		if byPeriod[o.Period] != nil {
			return nil // two totals of one period
		}
		byPeriod[o.Period] = &whole{total: o, slack: o.Slack(), negative: o.Value.Sign() < 0}
	}
	for _, m := range dim.Members {
		if m == dim.Total {
			continue
		}
		for _, o := range d.Exact(g.Slice.With(m)) {
			if w := byPeriod[o.Period]; w != nil {
				w.parts = append(w.parts, o)
				w.sum, w.slack = w.sum.Add(o.Value), w.slack.Add(o.Slack())
				w.negative = w.negative || o.Value.Sign() < 0
			}
		}
	}
	for _, o := range g.Observations {
		if w := byPeriod[o.Period]; len(w.parts) > 0 {
			found = append(found, w)
		}
	}
	return found
}

func (w *whole) difference() quantity.Number { return w.sum.Sub(w.total.Value) }

// equal reports whether the parts make the total, rounding allowed for.
func (w *whole) equal() bool {
	off := w.difference().Abs()
	return off.Add(off).Cmp(w.slack) <= 0
}

// above returns a part that exceeds the total beyond rounding, or nil.
func (w *whole) above() *facts.Observation {
	if w.negative {
		return nil
	}
	for _, o := range w.parts {
		over := o.Value.Sub(w.total.Value)
		if over.Add(over).Cmp(o.Slack().Add(w.total.Slack())) > 0 {
			return o
		}
	}
	return nil
}

// members lists of which members the total has parts.
func (w *whole) members(dim *facts.Dimension) string {
	ids := make([]string, len(w.parts))
	for i, o := range w.parts {
		ids[i] = o.Members[dim.Index].ID
	}
	return strings.Join(ids, "\n")
}

var sum = &Rule{Name: "sum", Severity: Error, Doc: Doc{
	Title: "parts that do not make their total",
	Text: `Where the parts by a category make the total in at least half of the periods that have the same members, they must in all,
within what rounding explains. With additive: true in the file and all listed members present, they must from the first period
on. Where parts never make the total, they are a selection, and the rule is silent.`,
}, run: func(p *pass) {
	wholes(p, func(d *facts.Dataset, dim *facts.Dimension, found []*whole) {
		m := found[0].total.Measure
		f := p.file(d)
		stated := value(f, "fields", m.ID, "additive") != nil && value(f, "fields", dim.ID, "members") != nil
		equal, unequal := map[string]int{}, map[string]int{}
		for _, w := range found {
			if w.equal() {
				equal[w.members(dim)]++
			} else {
				unequal[w.members(dim)]++
			}
		}
		for _, w := range found {
			members := w.members(dim)
			evident := len(w.parts) > 1 && equal[members] > 0 && equal[members] >= unequal[members]
			complete := stated && len(w.parts) == len(dim.Members)-wholeMembers(dim)
			if w.equal() || !evident && !complete || w.above() != nil {
				continue
			}
			difference, side := w.difference(), "more"
			if difference.Sign() < 0 {
				side = "less"
			}
			p.at(w.total, "%s: the parts by %s make %s, which is %s %s than the total of %s%s", m.ID, dim.ID, w.sum.Grouped(), difference.Abs().Grouped(), side,
				w.total.Value.Grouped(), w.list(dim))
		}
	})
}}

func wholeMembers(dim *facts.Dimension) int {
	if dim.Total != nil {
		return 1
	}
	return 0
}

// list shows the parts, cut after a few.
func (w *whole) list(dim *facts.Dimension) string {
	const most = 6
	var shown []string
	for i, o := range w.parts {
		if i == most {
			shown = append(shown, "…")
			break
		}
		shown = append(shown, fmt.Sprintf("%s %s", o.Members[dim.Index].ID, o.Value.Grouped()))
	}
	return " (" + strings.Join(shown, ", ") + ")"
}

var partAboveWhole = &Rule{Name: "part-above-whole", Severity: Error, Doc: Doc{
	Title: "a part that is larger than its total",
	Text: `Of a measure whose parts sum, no part can exceed the total of its period. Balances, of which some are negative, are left in
peace.`,
}, run: func(p *pass) {
	told := map[*facts.Observation]bool{}
	wholes(p, func(d *facts.Dataset, dim *facts.Dimension, found []*whole) {
		above := 0
		for _, w := range found {
			if w.above() != nil {
				above++
			}
		}
		if above > 1 && 2*above > len(found) {
			return // no total, whatever the row without a member is
		}
		for _, w := range found {
			if o := w.above(); o != nil && !told[o] {
				told[o] = true
				p.at(o, "%s: %s of %s is more than the total of %s on line %d", o.Measure.ID, o.Value.Grouped(), o.Members[dim.Index].ID, w.total.Value.Grouped(), w.total.Line)
			}
		}
	})
}}

var check = &Rule{Name: "check", Severity: Error, Doc: Doc{
	Title: "rows for which a check of the file does not hold",
	Text: `checks: in a facts file states what must hold of its rows: deaths <= cases, sum(parts(deaths)) == deaths,
sum(quarters(sales)) == sales. A row that lacks a value that the check reads is passed over. A check may say in
message: why it must hold, and be a warning or note by severity:.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		for _, k := range d.Checks {
			found := 0
			k.Failures(p.Catalog, func(f facts.Failure) bool {
				if found++; found > maxFailures {
					p.grade(Severity(k.Severity), d.Path, k.Line, k.Column, "%s does not hold for more rows than the %d that are listed", k.Expression, maxFailures)
					return false
				}
				o := f.Observation
				p.grade(Severity(k.Severity), o.Path, o.Line, o.Column, "%s", failure(k, f))
				return true
			})
		}
		return true
	})
}}

// maxFailures is how many rows are told of one check.
const maxFailures = 100

func failure(k *facts.Check, f facts.Failure) string {
	if f.Problem != nil {
		return k.Expression + ": " + f.Problem.Error()
	}
	var text strings.Builder
	if k.Message != "" {
		text.WriteString(k.Message + ": ")
	}
	text.WriteString(k.Expression + " does not hold")
	if f.Left != "" {
		fmt.Fprintf(&text, ", %s against %s", f.Left, f.Right)
	}
	var row []string
	if !f.Row.Period.IsZero() {
		row = append(row, f.Row.Period.String())
	}
	for _, m := range f.Row.Members {
		if m != nil {
			row = append(row, m.ID)
		}
	}
	for i := range f.Row.Observations {
		if o := &f.Row.Observations[i]; slices.Contains(k.Measures(), o.Measure) {
			row = append(row, o.Measure.ID+" "+o.Value.String())
		}
	}
	return text.String() + " (" + strings.Join(row, ", ") + ")"
}
