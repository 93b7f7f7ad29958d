package gate

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"
)

// Report is what a check found, for writing. Suppressed findings are counted, and SARIF lists them as such.
type Report struct {
	Version  string
	Findings []Finding
	Files    int // that were checked
	Datasets int
}

// open lists the findings that nothing suppresses.
func (r *Report) open() []Finding {
	open := []Finding{} // in JSON, none is an empty list
	for _, f := range r.Findings {
		if f.Suppressed == "" {
			f.Path = filepath.ToSlash(f.Path)
			open = append(open, f)
		}
	}
	return open
}

// Text writes a line for each finding, path:line:column: severity: message [rule], and counts on the last line.
func Text(w io.Writer, r *Report) error {
	var b strings.Builder
	counts := map[Severity]int{}
	for _, f := range r.open() {
		counts[f.Severity]++
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", f.Path, f.Line, f.Column, f.Severity, printable(f.Message), f.Rule)
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s, %s: %s, %s, %s", count(r.Files, "file"), count(r.Datasets, "dataset"),
		count(counts[Error], "error"), count(counts[Warning], "warning"), count(counts[Note], "note"))
	if hidden := len(r.Findings) - len(r.open()); hidden > 0 {
		fmt.Fprintf(&b, " (%d suppressed)", hidden)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// printable keeps text from files from moving a terminal's cursor or breaking a line.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// JSON writes {"findings": [{"rule", "severity", "path", "line", "column", "message"}]}.
func JSON(w io.Writer, r *Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		Findings []Finding `json:"findings"`
	}{r.open()})
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	commands       = map[Severity]string{Error: "error", Warning: "warning", Note: "notice"}
)

// GitHub writes workflow commands, which GitHub shows as annotations on the files of a commit.
func GitHub(w io.Writer, r *Report) error {
	var b strings.Builder
	for _, f := range r.open() {
		fmt.Fprintf(&b, "::%s title=%s,file=%s,line=%d,col=%d::%s\n", commands[f.Severity], escapeProperty.Replace("onrecord ("+f.Rule+")"),
			escapeProperty.Replace(f.Path), f.Line, f.Column, escapeData.Replace(printable(f.Message)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
