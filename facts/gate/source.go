package gate

import (
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/schema"
)

var source = &Rule{Name: "source", Severity: Warning, Doc: Doc{
	Title: "figures that do not say where they come from",
	Text: `Findings show the source, and corrections are made there. A dataset without any source, or without the publisher,
is an error; without title, url or date of publication a warning; without a licence a note. A table that no file describes has
no source: give it one in a file NAME.facts.yaml that names it with file:.`,
}, run: func(p *pass) {
	for _, d := range p.Catalog.Datasets {
		f := p.file(d)
		if f.Root == nil {
			p.grade(Error, d.Path, 1, 1, "the table has no source: describe it in a .facts.yaml file that names it with file:")
			continue
		}
		s := d.Source
		var missing []string
		severity := Note
		for _, key := range []struct {
			name     string
			given    bool
			severity Severity
		}{
			{"publisher", s.Publisher != "", Error}, {"title", s.Title != "", Warning}, {"url", s.URL != "", Warning},
			{"published", !s.Published.IsZero(), Warning}, {"license", s.License != "", Note},
		} {
			if key.given {
				continue
			}
			missing = append(missing, key.name)
			if key.severity.Rank() < severity.Rank() {
				severity = key.severity
			}
		}
		at := f.Root.Pair("source")
		switch {
		case at == nil:
			line, column := place(f, "dataset")
			p.grade(Error, f.Path, line, column, "the dataset has no source: give publisher, title, url and the day it was published")
		case len(missing) > 0:
			p.grade(severity, f.Path, at.Key.Line, at.Key.Column, "source: %s missing: %s", verb(missing), strings.Join(missing, ", "))
		}
	}
}}

func verb(list []string) string {
	if len(list) == 1 {
		return "this is"
	}
	return "these are"
}

// place returns where a key of a file stands, by its path; the beginning of the file when it has none.
func place(f *facts.File, keys ...string) (line, column int) {
	line, column = 1, 1
	n := f.Root
	for _, key := range keys {
		pair := n.Pair(key)
		if pair == nil {
			return line, column
		}
		line, column, n = pair.Key.Line, pair.Key.Column, pair.Value
	}
	return line, column
}

// value returns the node of a key, or nil.
func value(f *facts.File, keys ...string) *schema.Node {
	n := f.Root
	for _, key := range keys {
		n = n.Get(key)
	}
	return n
}

var future = &Rule{Name: "future", Severity: Error, Doc: Doc{
	Title: "dates that are still to come",
	Text: `A source cannot have been published or accessed after today, nor accessed before it was published, and a row whose
period begins after today is no record unless its status says forecast. Today is the day of --published.`,
}, run: func(p *pass) {
	today := p.options.Today
	for _, d := range p.Catalog.Datasets {
		f := p.file(d)
		if f.Root == nil {
			continue
		}
		s := d.Source
		switch {
		case !today.IsZero() && s.Published.After(today):
			line, column := place(f, "source", "published")
			p.add(f.Path, line, column, "published on %s, which is after today, %s", s.Published.Words(), today.Words())
		case !today.IsZero() && s.Accessed.After(today):
			line, column := place(f, "source", "accessed")
			p.add(f.Path, line, column, "accessed on %s, which is after today, %s", s.Accessed.Words(), today.Words())
		case s.Accessed.Before(s.Published):
			line, column := place(f, "source", "accessed")
			p.add(f.Path, line, column, "accessed on %s, before it was published on %s", s.Accessed.Words(), s.Published.Words())
		}
	}
	if today.IsZero() {
		return
	}
	p.datasets(func(d *facts.Dataset) bool {
		if d.Inferred || d.Period == nil || d.Period.YearEnds != "" {
			return true // a fiscal year begins before the year it is named for
		}
		for i := range d.Len() {
			row := d.Row(i)
			if row.Period.After(today) && len(row.Observations) > 0 && row.Observations[0].Status != facts.Forecast {
				p.at(&row.Observations[0], "%s is still to come: say status: forecast if that is what it is", row.Period.Words())
				break
			}
		}
		return true
	})
}}

var stale = &Rule{Name: "stale", Severity: Warning, Doc: Doc{
	Title: "a source that has been updated since",
	Text:  `The day in next_update is over: newer figures are out, or their date has moved.`,
}, run: func(p *pass) {
	for _, d := range p.Catalog.Datasets {
		if f := p.file(d); f.Root != nil && d.Source.NextUpdate.Before(p.options.Today) {
			line, column := place(f, "source", "next_update")
			p.add(f.Path, line, column, "the next update was due on %s: take in the new figures", d.Source.NextUpdate.Words())
		}
	}
}}

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
