package format

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// MarkdownMark begins every comment, so that a bot finds its own to renew it.
const MarkdownMark = "<!-- onrecord -->"

// The limits of a comment on GitHub, 65,536 letters, with room to spare; GitLab's are wider.
const (
	mostRows       = 100
	longestComment = 60_000
)

// Markdown writes a comment on a pull request: the counts, a table of what is wrong, and behind a fold what is not on record.
func Markdown(w io.Writer, r *Run) error {
	var b bytes.Buffer
	problems := byLevel(r.problems())
	mark := "✅"
	switch {
	case len(problems) > 0 && problems[0].Level == Error:
		mark = "❌"
	case len(problems) > 0:
		mark = "⚠️"
	}
	fmt.Fprintf(&b, "%s\n### %s onrecord\n\n%s\n", MarkdownMark, mark, inline(r.Summary))
	writeTable(&b, problems)

	var open []problem
	for _, file := range r.Files {
		for i := range file.Findings {
			if f := &file.Findings[i]; f.Outcome == Open && f.Level == None && f.Suppressed == nil {
				open = append(open, problem{file.Path, f})
			}
		}
	}
	if len(open) > 0 {
		fmt.Fprintf(&b, "\n<details><summary>%d not on record</summary>\n", len(open))
		writeTable(&b, open)
		b.WriteString("\n</details>\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

func writeTable(b *bytes.Buffer, list []problem) {
	if len(list) == 0 {
		return
	}
	words := slices.ContainsFunc(list, func(f problem) bool { return f.Text != "" })
	if words {
		b.WriteString("\n| where | text | the record says | fix |\n| --- | --- | --- | --- |\n")
	} else {
		b.WriteString("\n| where | what | rule |\n| --- | --- | --- |\n")
	}
	for i, f := range list {
		var row strings.Builder
		place := code(fmt.Sprintf("%s:%d:%d", f.path, f.Start.Line, f.Start.Column))
		if words {
			fix := ""
			if f.Fix != nil {
				fix = inline(shorten(f.Fix.words(), 300))
			}
			fmt.Fprintf(&row, "| %s | %s | **%s**: %s%s _(%s)_ | %s |\n", place, code(shorten(strings.Join(strings.Fields(f.Text), " "), 200)), inline(f.Verdict), inline(shorten(f.Message, 600)), rows(f.Finding), inline(f.Rule), fix)
		} else {
			fmt.Fprintf(&row, "| %s | **%s**: %s | %s |\n", place, inline(f.Verdict), inline(shorten(f.Message, 600)), inline(f.Rule))
		}
		if i == mostRows || b.Len()+row.Len() > longestComment {
			fmt.Fprintf(b, "\n%d more are in the log.\n", len(list)-i)
			return
		}
		b.WriteString(row.String())
	}
}

// rows names the rows of the evidence, the first few.
func rows(f *Finding) string {
	var names []string
	for i, e := range f.Evidence {
		if i == 4 {
			names = append(names, fmt.Sprintf("and %d more", len(f.Evidence)-i))
			break
		}
		names = append(names, code(fmt.Sprintf("%s:%d", e.Path, e.Line)))
	}
	if len(names) == 0 {
		return ""
	}
	return "<br>" + strings.Join(names, ", ")
}

// inline escapes what Markdown would read in running text and in cells of tables; names and numbers with @ and # would
// call people and issues.
func inline(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		switch r {
		case '\\', '`', '*', '_', '[', ']', '|', '~', '$':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '@':
			b.WriteString("&#64;")
		case '#':
			b.WriteString("&#35;")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// code returns text as a span of code in a cell. A bar ends the cell even there, and a span ends at as many backticks as
// it begins with.
func code(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(oneLine(text), "|", "\\|"))
	if text == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 || strings.HasPrefix(text, "`") {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}
