package gate

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

// maxShapes is how many rows of one table are told one by one.
const maxShapes = 20

func findRows(p *pass) {
	p.bare(func(f *facts.File, open func() *csv.Reader) {
		r := open()
		head, width, found := true, 0, 0
		for found < maxShapes {
			cells, err := r.Read()
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				p.add(f.Path, parse.Line, codePoints(f.Text, parse.Line, parse.Column), "a quote is not closed, or stands inside a cell that does not begin with one: what follows is read as it stands")
				return
			}
			if err == io.EOF {
				return
			}
			line, _ := r.FieldPos(0)
			if head {
				width, head = len(cells), false
			} else if len(cells) != width && !blank(cells) {
				found++
				p.add(f.Path, line, 1, "the row has %d cells, the head %d", len(cells), width)
			}
		}
		p.add(f.Path, 1, 1, "and more rows like these: is the table cut at the right character?")
	})
}

func blank(cells []string) bool {
	return strings.TrimSpace(strings.Join(cells, "")) == ""
}
