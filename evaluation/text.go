package evaluation

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// Text writes the scores for people, as tables that are Markdown too; with verbose each miss comes before them, with
// its sentence and what was said of it.
func Text(w io.Writer, s *Scores, verbose bool) error {
	b := bufio.NewWriter(w)
	if verbose {
		for _, m := range s.Misses {
			writeMiss(b, m)
		}
	}
	per := func(name string) string { r := s.metric(name); return r.percent() }
	parts := func(name string) string {
		r := s.metric(name)
		return fmt.Sprintf("%s of %s", grouped(r.Part), grouped(r.Whole))
	}
	row := func(what, name string) []string { return []string{what, per(name), parts(name)} }
	alarms := s.metric("alarms_per_story")
	table(b, []string{"over all stories", "", ""}, [][]string{
		row("planted errors found", "mutant_recall"),
		row("refutations that hit the planted error", "mutant_precision"),
		{"false alarms a story", alarms.decimal(2), fmt.Sprintf("%d in %s", alarms.Part, counted(alarms.Whole, "story", "stories"))},
		row("stories without an alarm", "stories_without_alarm"),
		row("harmless edits with an alarm", "benign_alarms"),
		row("true claims supported", "gold_supported_found_supported"),
		row("true claims refuted", "gold_supported_found_refuted"),
		row("claims the facts cannot settle refuted", "gold_not_enough_info_found_refuted"),
	})

	b.WriteByte('\n')
	var rows [][]string
	for _, k := range s.Kinds {
		found := Ratio{k.True[rules.Supported], all(k.True)}
		rows = append(rows, []string{k.Name, strconv.Itoa(found.Whole), found.percent(), strconv.Itoa(k.Errors.Whole), k.Errors.percent(), k.Precision().percent()})
	}
	table(b, []string{"kind of claim", "true claims", "supported", "planted errors", "recall", "precision"}, rows)

	b.WriteByte('\n')
	rows = nil
	for _, r := range s.Rules {
		rows = append(rows, []string{r.Name, strconv.Itoa(r.Supported), strconv.Itoa(r.Open), strconv.Itoa(r.Right), strconv.Itoa(r.Wrong()), r.Precision().percent()})
	}
	table(b, []string{"rule", "supports", "leaves open", "right refutations", "wrong refutations", "precision"}, rows)
	return b.Flush()
}

// table writes rows with their columns in line; the first is text, the others are figures.
func table(b *bufio.Writer, head []string, rows [][]string) {
	widths := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 3)
		}
	}
	line := func(row []string) {
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i > 0 {
				cell, space = space+cell, ""
			}
			fmt.Fprintf(b, "| %s%s ", cell, space)
		}
		b.WriteString("|\n")
	}
	line(head)
	for i, width := range widths {
		if i == 0 {
			fmt.Fprintf(b, "| %s ", strings.Repeat("-", width))
		} else {
			fmt.Fprintf(b, "| %s: ", strings.Repeat("-", width-1))
		}
	}
	b.WriteString("|\n")
	for _, row := range rows {
		line(row)
	}
}

func writeMiss(b *bufio.Writer, m Miss) {
	line, column := draft.Lines(m.Text).Position(m.Span.Start)
	fmt.Fprintf(b, "%s:%d:%d: %s: %q [%s]\n", filepath.ToSlash(m.Story.Path), line, column, m.What, m.words(), m.Kind)
	if m.Detail != "" {
		fmt.Fprintf(b, "   = %s\n", oneLine(m.Detail))
	}
	fmt.Fprintf(b, "   | %s\n", m.sentence())
	for _, f := range m.Said {
		fmt.Fprintf(b, "   = %s: %q: %s [%s]\n", strings.ReplaceAll(string(f.Label), "_", " "), oneLine(string(m.Text[f.Span.Start:f.Span.End])), oneLine(f.Message), f.Rule)
	}
	b.WriteByte('\n')
}

func (m Miss) words() string { return oneLine(string(m.Text[m.Span.Start:m.Span.End])) }

// sentence returns the sentence or sentences that the miss lies in, as they stand in the file.
func (m Miss) sentence() string {
	format := draft.FormatOf(m.Story.Path)
	if d, err := draft.Parse(m.Text, format); err == nil {
		for i := range d.Blocks {
			if block := d.Blocks[i].Span(); overlap(block, m.Span) {
				found := draft.Span{Start: -1}
				for _, s := range d.Blocks[i].Sentences {
					if at := s.Span(0, len(s.Text)); overlap(at, m.Span) {
						if found.Start < 0 {
							found = at
						}
						found.End = at.End
					}
				}
				if found.Start >= 0 {
					return oneLine(string(m.Text[found.Start:found.End]))
				}
			}
		}
	}
	line := lineOf(m.Text, m.Span)
	return oneLine(string(bytes.TrimSpace(m.Text[line.Start:line.End])))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
