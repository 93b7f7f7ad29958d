package gate

import (
	"github.com/onrecord/onrecord/facts"
)

var since = &Rule{Name: "since", Severity: Warning, Doc: Doc{
	Title: "a record that begins at another time than its rows",
	Text: `since: says where the record begins, and so what "on record" may mean. Rows before it contradict it; if the first row
is later, no record claim can be decided, for the rows between are missing.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		if d.Period == nil || d.Period.Since.IsZero() || d.Len() == 0 {
			return true
		}
		first := d.Row(0).Period
		for i := range d.Len() {
			if q := d.Row(i).Period; !q.IsZero() && (first.IsZero() || q.Compare(first) < 0) {
				first = q
			}
		}
		f := p.file(d)
		line, column := place(f, "fields", d.Period.ID, "since")
		switch {
		case first.Before(d.Period.Since):
			p.add(f.Path, line, column, "the record is said to begin in %s, but there is a row for %s", d.Period.Since.Words(), first.Words())
		case first.After(d.Period.Since):
			p.add(f.Path, line, column, "the record is said to begin in %s, but the first row is for %s", d.Period.Since.Words(), first.Words())
		}
		return true
	})
}}
