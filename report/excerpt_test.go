package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		line, claim string
		width       int
		want, caret string
	}{
		{"Burglaries rose to 388.", "388", 40,
			"Burglaries rose to 388.",
			"                   ^^^"},
		{"Police said that burglaries in Northport rose to 388 last year, after a fall.", "388", 40,
			"… rose to 388 last year, after a fall.",
			"          ^^^"},
		{"Burglaries rose to 388 last year, after a fall in the year before that one.", "rose", 30,
			"… rose to 388 last year, …",
			"  ^^^^"},
		{"It was reported by the police of the town of Northport that there were 388.", "388", 30,
			"… that there were 388.",
			"                  ^^^"},
		{"警察は窃盗が388件だったと述べた", "388件", 40,
			"警察は窃盗が388件だったと述べた",
			"            ^^^^^"},
		{"👩‍🚒 e\u0301te\u0301 388", "388", 40,
			"👩‍🚒 e\u0301te\u0301 388",
			"       ^^^"},
		{"a\tb\x1b[1m388", "388", 40,
			"a b\uFFFD[1m388",
			"       ^^^"},
		{strings.Repeat("x", 100) + "388" + strings.Repeat("y", 100), "388", 30,
			"…xxxxxxxxx388yyyyyyyyyyyyyyyy…",
			"          ^^^"},
		{"the claim itself is longer than the window is wide", "claim itself is longer than the window is", 20,
			"… claim itself is l…",
			"  ^^^^^^^^^^^^^^^^^"},
	} {
		start := strings.Index(c.line, c.claim)
		e := cut([]byte(c.line), start, start+len(c.claim), c.width)
		if caret := strings.Repeat(" ", e.indent) + strings.Repeat("^", e.caret); e.text != c.want || caret != c.caret {
			t.Errorf("%d cells of %q:\n got %q\n     %q\nwant %q\n     %q", c.width, c.line, e.text, caret, c.want, c.caret)
		}
	}
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"388":                           `"388"`,
		"rose\r\n  to 388":              `"rose to 388"`,
		"the highest number since 2016": `"the highes…since 2016"`,
		"\x1b[2J":                       "\"\uFFFD[2J\"",
		"警察は窃盗が三百八十八件だったと述べた": `"警察は窃盗…たと述べた"`,
	} {
		if got := quote(text, 22); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// Whatever the line, an excerpt fits the width and shows the claim's beginning.
func FuzzCut(f *testing.F) {
	f.Add("Police said that burglaries in Northport rose to 388 last year, after a fall.", 49, 52, 40)
	f.Add("警察は窃盗が388件だったと述べた", 18, 24, 20)
	f.Fuzz(func(t *testing.T, line string, start, end, width int) {
		if !utf8.ValidString(line) || start < 0 || end < start || end > len(line) || width < 20 || width > 400 {
			t.Skip()
		}
		if !utf8.ValidString(line[:start]) || !utf8.ValidString(line[start:end]) {
			t.Skip()
		}
		e := cut([]byte(line), start, end, width)
		// Clusters such as emoji with joiners are narrower than their runes, never wider.
		if got := cells.StringWidth(e.text); got > width+1 {
			t.Errorf("%d cells, want at most %d: %q", got, width, e.text)
		}
		if !utf8.ValidString(e.text) {
			t.Errorf("not UTF-8: %q", e.text)
		}
		if e.indent+e.caret > width+1 {
			t.Errorf("the caret ends at %d of %d cells", e.indent+e.caret, width)
		}
	})
}
