package gate

import (
	"encoding/csv"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

func findHeads(p *pass) {
	p.bare(func(f *facts.File, open func() *csv.Reader) {
		r := open()
		head, err := r.Read()
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for i, cell := range head {
			line, column := r.FieldPos(i)
			column = codePoints(f.Text, line, column)
			name := strings.ToLower(strings.TrimSpace(cell))
			switch {
			case name == "" && i > 0: // the first is often that of row names
				p.grade(Warning, f.Path, line, column, "column %d has no name", i+1)
			case seen[name]:
				p.grade(Warning, f.Path, line, column, "a second column is named %s: they cannot be told apart in prose", strings.TrimSpace(cell))
			}
			seen[name] = true
		}
	})
}
