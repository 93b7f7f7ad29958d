package gate

import (
	"bytes"
)

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
