package gate

import (
	"github.com/onrecord/onrecord/facts"
)

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
