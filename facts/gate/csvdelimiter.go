package gate

import (
	"path/filepath"
	"strings"
)

var csvDelimiter = &Rule{Name: "csv-delimiter", Severity: Warning, Doc: Doc{
	Title: "a .csv table that is not separated by commas",
	Text: `Where the head has semicolons or tabs but no comma, the cells are cut at these. That is a guess, and decimal commas
come with semicolons: "1,204" may be meant as 1.204. Export the table with commas, or as .tsv with tabs.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		if !f.Guessed || strings.EqualFold(filepath.Ext(f.Path), ".tsv") {
			continue
		}
		switch f.Delimiter {
		case ';':
			p.add(f.Path, 1, 1, "the table is separated by semicolons: export it with commas, and decimals with a point")
		case '\t':
			p.add(f.Path, 1, 1, "the table is separated by tabs: name it .tsv, or export it with commas")
		}
	}
}}
