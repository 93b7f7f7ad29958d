package main

import (
	"encoding/xml"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// pictured is the draft of the picture, in the newsroom that onrecord init writes.
const pictured = `---
published: 2025-02-12
---
Burglaries in Northport rose to 388 in 2024, 8% fewer than the year before. The harbour district
had 102 of them, the council said, and the city hired 14 officers.
`

// pictureWidth is that of the terminal in the picture, in cells.
const pictureWidth = 100

// The README shows what a terminal shows. The picture is drawn from the report itself, with its colours.
func TestPicture(t *testing.T) {
	golden, readme := filepath.Join(root(t), "docs", "report.svg"), filepath.Join(root(t), "README.md")
	t.Chdir(t.TempDir())
	run(strings.NewReader(""), nil, "init", "newsroom")
	t.Chdir("newsroom")
	if err := os.WriteFile("articles/burglary.md", []byte(pictured), 0o666); err != nil {
		t.Fatal(err)
	}
	const command = "onrecord check --show all articles/burglary.md"
	out, stderr, code := run(strings.NewReader(""), []string{fmt.Sprintf("TERMINAL=%d", pictureWidth)}, append(strings.Fields(command)[1:], "--color", "always")...)
	if code != exitRefuted || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	for _, words := range []string{"refuted:", "supported:", "not on record:", "record:", "source:", "fix:"} {
		if !strings.Contains(out, words) {
			t.Errorf("the picture does not show %q:\n%s", words, out)
		}
	}
	expect(t, golden, picture("\x1b[90m$\x1b[0m "+command+"\n"+out))
	if err := xml.Unmarshal([]byte(read(golden)), new(struct{})); err != nil {
		t.Errorf("the picture is no XML: %v", err)
	}
	if !strings.Contains(read(readme), "(docs/report.svg)") {
		t.Error("README.md does not show the picture")
	}
}

// picture draws what a terminal shows, with the colours of its escape codes, as SVG.
func picture(text string) string {
	const cell, line, margin = 8.43, 19, 20 // of a letter of 14 pixels in most fixed-width fonts
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	var b strings.Builder
	width, height := int(pictureWidth*cell)+2*margin, len(lines)*line+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="A report of onrecord in a terminal">
<style>
text { font: 14px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #d8dee9; white-space: pre }
.bold { font-weight: bold } .red { fill: #ff7b72 } .green { fill: #7ee787 } .yellow { fill: #f2cc60 } .cyan { fill: #79c0ff } .faint { fill: #8b949e }
</style>
<rect width="100%%" height="100%%" rx="8" fill="#161b22"/>
`, width, height)
	pen := ""
	for i, text := range lines {
		fmt.Fprintf(&b, `<text x="%d" y="%d" xml:space="preserve">`, margin, margin+i*line+14)
		for text != "" {
			if code := escapeCode.FindStringSubmatch(text); code != nil {
				pen = classes(code[1])
				text = text[len(code[0]):]
				continue
			}
			end := strings.IndexByte(text, '\x1b')
			if end < 0 {
				end = len(text)
			}
			if piece := html.EscapeString(text[:end]); pen == "" {
				b.WriteString(piece)
			} else {
				fmt.Fprintf(&b, `<tspan class="%s">%s</tspan>`, pen, piece)
			}
			text = text[end:]
		}
		b.WriteString("</text>\n")
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// escapeCode is one that sets how text looks, at the start of a text.
var escapeCode = regexp.MustCompile(`^\x1b\[([0-9;]*)m`)

// classes are the names in the style sheet for what an escape code sets; the palette of the report sets all at once.
func classes(code string) string {
	names := map[string]string{"1": "bold", "31": "red", "32": "green", "33": "yellow", "36": "cyan", "90": "faint"}
	var list []string
	for _, n := range strings.Split(code, ";") {
		if names[n] != "" {
			list = append(list, names[n])
		}
	}
	return strings.Join(list, " ")
}

func TestPictureOfEscapeCodes(t *testing.T) {
	drawn := picture("a \x1b[31;1m<b>\x1b[0;22m & \x1b[90mc\x1b[0m\nd")
	for _, want := range []string{`a <tspan class="red bold">&lt;b&gt;</tspan> &amp; <tspan class="faint">c</tspan></text>`, ">d</text>"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("got %s, want %s in it", drawn, want)
		}
	}
	if strings.ContainsRune(drawn, '\x1b') || !utf8.ValidString(drawn) {
		t.Errorf("escape codes are left: %q", drawn)
	}
}
