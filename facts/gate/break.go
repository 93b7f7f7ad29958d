package gate

import (
	"github.com/onrecord/onrecord/facts"
)

var breakNote = &Rule{Name: "break", Severity: Warning, Doc: Doc{
	Title: "a break in a series without a note",
	Text:  `status: break forbids to compare across it. note: must say what changed, for the reader of the finding.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		for i := range d.Len() {
			if row := d.Row(i); len(row.Observations) > 0 && row.Observations[0].Status == facts.Break && row.Observations[0].Note == "" {
				p.at(&row.Observations[0], "the series breaks here: say in a note: what changed")
			}
		}
		return true
	})
}}
