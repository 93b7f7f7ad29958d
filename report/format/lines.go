package format

import (
	"bufio"
	"fmt"
	"io"

	"github.com/fatih/color"
)

// Concise writes a line for each problem, path:line:column: verdict: message [rule], and the summary on the last line.
func Concise(w io.Writer, r *Run) error {
	b := bufio.NewWriter(w)
	paint := func(text string, attributes ...color.Attribute) string {
		c := color.New(attributes...)
		if c.DisableColor(); r.Color {
			c.EnableColor()
		}
		return c.Sprint(text)
	}
	hues := map[Level][]color.Attribute{Error: {color.FgRed, color.Bold}, Warning: {color.FgYellow, color.Bold}, Note: {color.FgCyan}}
	for _, f := range r.problems() {
		place := fmt.Sprintf("%s:%d:%d:", oneLine(f.path), f.Start.Line, f.Start.Column)
		fmt.Fprintf(b, "%s %s %s %s\n", paint(place, color.Bold), paint(f.Verdict+":", hues[f.Level]...), oneLine(f.full()), paint("["+f.Rule+"]", color.FgHiBlack))
	}
	fmt.Fprintln(b, r.Summary)
	return b.Flush()
}

// JSONLines writes an object a line for each finding, suppressed ones among them: what the JSON report says of it, and
// its path.
func JSONLines(w io.Writer, r *Run) error {
	b := bufio.NewWriter(w)
	for _, file := range r.Files {
		for i := range file.Findings {
			line, err := compact(file.Findings[i].Record)
			if err != nil {
				return err
			}
			b.Write(append(line, '\n'))
		}
	}
	return b.Flush()
}
