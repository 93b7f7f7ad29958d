package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Markdown writes the diff as the comment on a pull request: findings first, then a table for each dataset. With
// all, every change is listed, else at most Most of a dataset: forges refuse long comments.
func Markdown(w io.Writer, d *Diff, all bool) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "### Changes of the facts\n\n%s\n", upper(d.total()))
	findings := d.Findings()
	if len(findings) > 0 {
		fmt.Fprintf(b, "\n#### Revised without a word\n\n")
	}
	listed := newList(len(findings), all)
	for _, f := range findings {
		if listed.next() {
			fmt.Fprintf(b, "- `%s:%d:%d` %s: %s\n", f.Path, f.Line, f.Column, f.Severity, escape(f.Message))
		}
	}
	more(b, listed)
	for i := range d.Datasets {
		markdownDataset(b, &d.Datasets[i], all)
	}
	return b.Flush()
}

func markdownDataset(b *bufio.Writer, of *Dataset, all bool) {
	fmt.Fprintf(b, "\n#### `%s`: %s\n", of.ID, of.head())
	listed := newList(len(of.Meta)+len(of.Changes), all)
	for i, m := range of.Meta {
		if i == 0 {
			fmt.Fprint(b, "\n| description | old | new |\n| --- | --- | --- |\n")
		}
		if listed.next() {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", m.Name, escape(m.Old), escape(m.New))
		}
	}
	for i, c := range of.Changes {
		if i == 0 {
			fmt.Fprint(b, "\n| | observation | old | new | change | |\n| --- | --- | ---: | ---: | ---: | --- |\n")
		}
		if !listed.next() {
			continue
		}
		was, is := "", ""
		if c.Old != nil {
			was = format(c.Old)
		}
		if c.New != nil {
			is = format(c.New)
		}
		remark := strings.TrimPrefix(remarks(c), ", ")
		if c.Silent() {
			remark = "**no note**"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", c.Kind, escape(what(c.Observation())), escape(was), escape(is), c.Delta(), escape(remark))
	}
	more(b, listed)
}

func more(b *bufio.Writer, listed *list) {
	if listed.left > 0 {
		fmt.Fprintf(b, "\n… and %d more\n", listed.left)
	}
}

// escape keeps a cell of a table in its cell, and text of the facts text.
func escape(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "[", `\[`, "`", "\\`").Replace(text)
}

func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
