package draft

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostile are drafts that grow with n in ways that parsers often meet with quadratic time or recursion.
var hostile = map[string]func(n int) string{
	"quotes":               func(n int) string { return strings.Repeat("> ", n) + "x" },
	"tight quotes":         func(n int) string { return strings.Repeat(">", n) + "x" },
	"lists on a line":      func(n int) string { return strings.Repeat("- ", n) + "x" },
	"numbered on a line":   func(n int) string { return strings.Repeat("1. ", n) + "x" },
	"nested lists":         nestedLists,
	"mixed containers":     func(n int) string { return strings.Repeat("> - 1. ", n) + "x" },
	"open brackets":        func(n int) string { return strings.Repeat("[", n) },
	"nested brackets":      func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("]", n) },
	"links in links":       func(n int) string { return strings.Repeat("[a](", n) },
	"angle links":          func(n int) string { return strings.Repeat("[a](<b) ", n) },
	"title links":          func(n int) string { return strings.Repeat("[a](b (c ", n) },
	"images":               func(n int) string { return strings.Repeat("![", n) + strings.Repeat("](x)", n) },
	"notes":                func(n int) string { return strings.Repeat("[^", n) },
	"note references":      func(n int) string { return "[^a]: x\n\n" + strings.Repeat("[^a] ", n) },
	"footnotes":            func(n int) string { return numbered(n, "x[^%[1]d]\n\n[^%[1]d]: y\n\n") },
	"definitions":          func(n int) string { return numbered(n, "[a%d]: /x\n") },
	"open definitions":     func(n int) string { return strings.Repeat("[a]: <b 'x\n", n) },
	"definitions and text": func(n int) string { return numbered(n/2, "[a%d]: /x\n") + strings.Repeat("a b\n", n/2) },
	"nested emphasis":      func(n int) string { return strings.Repeat("*a **b ", n/2) + strings.Repeat(" c** d*", n/2) },
	"stars":                func(n int) string { return strings.Repeat("*", n) + "a" + strings.Repeat("*", n) },
	"mixed delimiters":     func(n int) string { return strings.Repeat("a_b *c ~~d ", n) },
	"backticks":            func(n int) string { return strings.Repeat("`a``b", n) },
	"wide table": func(n int) string {
		return strings.Repeat("|a", n/4) + "|\n" + strings.Repeat("|-", n/4) + "|\n" + strings.Repeat("|x\n", n/2)
	},
	"short rows": func(n int) string {
		return strings.Repeat("|a", 200) + "|\n" + strings.Repeat("|-", 200) + "|\n" + strings.Repeat("|x\n", n)
	},
	"delimiter rows":  func(n int) string { return strings.Repeat("|-|-|\n", n) },
	"blank lines":     func(n int) string { return "- a\n" + strings.Repeat("\n", n) + "b" },
	"tags":            func(n int) string { return strings.Repeat("<a ", n) },
	"open code":       func(n int) string { return strings.Repeat("x <code> ", n) },
	"open elements":   func(n int) string { return strings.Repeat("<div><ul><li><table><tr><td>x ", n) },
	"open paragraphs": func(n int) string { return strings.Repeat("<p>x ", n) },
	"closed only":     func(n int) string { return strings.Repeat("x</li></p></td></q>", n) },
	"open templates":  func(n int) string { return strings.Repeat("<template>x <pre>y <svg> ", n) },
	"wide rows":       func(n int) string { return "<table><tr>" + strings.Repeat("<td rowspan=9>x<tr>", n) },
	"attributes":      func(n int) string { return "<img " + strings.Repeat("alt a='b' ", n) + ">" },
	"comments":        func(n int) string { return strings.Repeat("x <!-- ", n) },
	"ignores":         func(n int) string { return strings.Repeat("<!-- onrecord-ignore-next-line -->\n", n) },
	"ignores apart": func(n int) string {
		return strings.Repeat("<!-- onrecord-ignore-next-line -->\n\n\n", n) + strings.Repeat("\n", n)
	},
	"begun ignores": func(n int) string {
		return strings.Repeat("<!-- onrecord-ignore-start a -->\n\n", n) + strings.Repeat("<!-- onrecord-ignore-end a -->\n\n", n)
	},
	"entities":         func(n int) string { return strings.Repeat("&amp;&pound;&#8202;", n) },
	"ampersands":       func(n int) string { return strings.Repeat("&", n) },
	"long line":        func(n int) string { return strings.Repeat("word word ", n) },
	"long word":        func(n int) string { return strings.Repeat("word", n) },
	"stops":            func(n int) string { return strings.Repeat("A. ", n) + strings.Repeat(".", n) },
	"quotation marks":  func(n int) string { return strings.Repeat("\"a 'b ", n) },
	"single marks":     func(n int) string { return strings.Repeat("‘as’ ", n) },
	"addresses":        func(n int) string { return strings.Repeat("https://a.b/c@d.e ", n) },
	"address marks":    func(n int) string { return strings.Repeat("a.b/@:{", n) },
	"expressions":      func(n int) string { return strings.Repeat("{{", n) },
	"words and marks":  func(n int) string { return strings.Repeat("a", n) + strings.Repeat("@", n) },
	"carriage returns": func(n int) string { return strings.Repeat("a\r", n) },
	"front matter":     func(n int) string { return "---\ntitle: x\n" + strings.Repeat("---x\n", n) + "---\nx" },
	"titles":           func(n int) string { return strings.Repeat("<title>x", n) },
}

func nestedLists(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n*4; i++ {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// Reading is linear: no kind of draft takes longer than a slow reader of plain prose would.
func TestHostileDrafts(t *testing.T) {
	const n = 15_000
	for name, generate := range hostile {
		source := []byte(generate(n))
		for _, format := range []Format{Markdown, HTML, Text} {
			start := time.Now()
			_, err := Parse(source, format)
			if _, ok := err.(*SyntaxError); err != nil && !ok {
				t.Errorf("%s, %v: %v", name, format, err)
			}
			if elapsed := time.Since(start); elapsed > 10*time.Second {
				t.Errorf("%s, %v: %d bytes took %v", name, format, len(source), elapsed)
			} else if testing.Verbose() && elapsed > 300*time.Millisecond {
				t.Logf("%s, %v: %d bytes took %v", name, format, len(source), elapsed)
			}
		}
	}
}
