package gate

import (
	"strings"

	"github.com/onrecord/onrecord/facts"
)

var source = &Rule{Name: "source", Severity: Warning, Doc: Doc{
	Title: "figures that do not say where they come from",
	Text: `Findings show the source, and corrections are made there. A dataset without any source, or without the publisher,
is an error; without title, url or date of publication a warning; without a licence a note. A table that no file describes has
no source: give it one in a file NAME.facts.yaml that names it with file:.`,
}, run: func(p *pass) {
	for _, d := range p.Catalog.Datasets {
		f, s := p.file(d), d.Source
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
		line, column := place(f, "source")
		switch {
		case s == (facts.Source{}) && f.Root == nil:
			p.grade(Error, d.Path, 1, 1, "the table has no source: describe it in a .facts.yaml file that names it with file:")
		case s == (facts.Source{}):
			line, column = place(f, "dataset")
			p.grade(Error, f.Path, line, column, "the dataset has no source: give publisher, title, url and the day it was published")
		case len(missing) > 0:
			p.grade(severity, d.Path, line, column, "source lacks %s", strings.Join(missing, ", "))
		}
	}
}}
