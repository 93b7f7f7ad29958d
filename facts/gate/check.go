package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

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
