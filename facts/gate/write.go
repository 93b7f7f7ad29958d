package gate

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/facts"
)

// Report is what a check found, for writing. Suppressed findings are counted, and SARIF lists them as such.
type Report struct {
	Version   string
	Findings  []Finding
	Files     int           // that were checked
	Inspected []*facts.File // the same with their text, for the columns of other formats; may be left out
	Datasets  int
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

// Text writes a line for each finding, path:line:column: severity: message [rule], and counts on the last line unless quiet.
func Text(w io.Writer, r *Report, quiet bool) error {
	var b strings.Builder
	for _, f := range r.open() {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", printable(f.Path), f.Line, f.Column, f.Severity, printable(f.Message), f.Rule)
	}
	if b.Len() > 0 && !quiet {
		b.WriteByte('\n')
	}
	if !quiet {
		b.WriteString(r.summary())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// summary counts, on one line.
func (r *Report) summary() string {
	counts := map[Severity]int{}
	for _, f := range r.open() {
		counts[f.Severity]++
	}
	line := fmt.Sprintf("%s, %s: %s, %s, %s", count(r.Files, "file"), count(r.Datasets, "dataset"),
		count(counts[Error], "error"), count(counts[Warning], "warning"), count(counts[Note], "note"))
	if hidden := len(r.Findings) - len(r.open()); hidden > 0 {
		line += fmt.Sprintf(" (%d suppressed)", hidden)
	}
	return line + "\n"
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
