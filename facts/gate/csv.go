package gate

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/facts"
)

var byteOrderMark = &Rule{Name: "byte-order-mark", Severity: Note, Doc: Doc{
	Title: "files that begin with a byte order mark",
	Text: `Spreadsheets write these three bytes before the text. They are passed over here, but other programs read them as
part of the first column's name. Save the file as UTF-8 without BOM.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		if f.ByteOrderMark {
			p.add(f.Path, 1, 1, "the file begins with a byte order mark: save it as UTF-8 without one")
		}
	}
}}

var lineEnds = &Rule{Name: "line-ends", Severity: Note, Doc: Doc{
	Title: "line ends of two kinds in one file",
	Text: `A file whose lines end partly in CRLF and partly in LF shows whole-file changes in version control as soon as a
program settles on one of them. A file of CRLF alone is left in peace.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		crlf := bytes.Count(f.Text, []byte("\r\n"))
		if all := bytes.Count(f.Text, []byte{'\n'}); crlf == 0 || crlf == all {
			continue
		}
		first := bytes.Contains(f.Text[:bytes.IndexByte(f.Text, '\n')+1], []byte{'\r'})
		line := 1
		for rest := f.Text; len(rest) > 0; line++ {
			end := bytes.IndexByte(rest, '\n')
			if end < 0 || (end > 0 && rest[end-1] == '\r') != first {
				break
			}
			rest = rest[end+1:]
		}
		if first {
			p.add(f.Path, line, 1, "the lines before end in CRLF, this one in LF")
		} else {
			p.add(f.Path, line, 1, "the lines before end in LF, this one in CRLF")
		}
	}
}}

var csvDelimiter = &Rule{Name: "csv-delimiter", Severity: Warning, Doc: Doc{
	Title: "a .csv table that is not separated by commas",
	Text: `Where the head has semicolons or tabs but no comma, the cells are cut at these. That is a guess, and decimal commas
come with semicolons: "1,204" may be meant as 1.204. Export the table with commas, or as .tsv with tabs.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		if f.Delimiter == 0 || strings.EqualFold(filepath.Ext(f.Path), ".tsv") {
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

// bare yields the tables that no file describes, or whose columns no fields describe. Reading them is lenient, as
// a draft may be checked against any table; their flaws are told here.
func (p *pass) bare(yield func(f *facts.File, open func() *csv.Reader)) {
	for _, f := range p.Files {
		if f.Delimiter == 0 || f.Dataset == nil || !f.Dataset.Inferred {
			continue
		}
		yield(f, func() *csv.Reader {
			r := csv.NewReader(bytes.NewReader(f.Text))
			r.Comma, r.FieldsPerRecord, r.ReuseRecord = f.Delimiter, -1, true
			return r
		})
	}
}

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

// codePoints turns a column in bytes into one in code points.
func codePoints(text []byte, line, column int) int {
	for ; line > 1; line-- {
		text = text[bytes.IndexByte(text, '\n')+1:]
	}
	return 1 + utf8.RuneCount(text[:min(max(column-1, 0), len(text))])
}
