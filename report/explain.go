package report

import (
	"fmt"
	"path/filepath"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// explain writes how a claim came to its verdict. Rows are left out where the
// evidence is shown already.
func (t *textReport) explain(a Article, f *rules.Finding, lines *draft.LineTable, shown bool) {
	for _, x := range f.Explain() {
		if x.Part == rules.Rows && shown {
			continue
		}
		text := x.Text
		if x.At.Len() > 0 {
			line, column := lines.Position(x.At.Start)
			text += fmt.Sprintf(" (%s:%d:%d)", filepath.ToSlash(a.Path), line, column)
		}
		t.detail(string(x.Part), text)
	}
}
