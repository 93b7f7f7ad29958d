package gate

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
