package gate

import (
	"bytes"
	"encoding/csv"
	"unicode/utf8"

	"github.com/onrecord/onrecord/facts"
)

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

// codePoints turns a column in bytes into one in code points.
func codePoints(text []byte, line, column int) int {
	for ; line > 1; line-- {
		text = text[bytes.IndexByte(text, '\n')+1:]
	}
	return 1 + utf8.RuneCount(text[:min(max(column-1, 0), len(text))])
}
