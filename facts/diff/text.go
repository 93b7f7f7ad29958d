package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Most bounds how many changes of one dataset the reports for people list; the rest is counted.
const Most = 50

// Summary counts changes.
type Summary struct {
	Datasets int `json:"datasets"`
	Added    int `json:"added"`
	Removed  int `json:"removed"`
	Revised  int `json:"revised"`
	Restated int `json:"restated"`
	Metadata int `json:"metadata"`
	Silent   int `json:"silent"`
}

// Summary counts the changes of the diff.
func (d *Diff) Summary() Summary {
	s := Summary{Datasets: len(d.Datasets)}
	for _, of := range d.Datasets {
		t := of.summary()
		s.Added, s.Removed, s.Revised, s.Restated = s.Added+t.Added, s.Removed+t.Removed, s.Revised+t.Revised, s.Restated+t.Restated
		s.Metadata, s.Silent = s.Metadata+t.Metadata, s.Silent+t.Silent
	}
	return s
}

func (d *Dataset) summary() Summary {
	s := Summary{Datasets: 1, Metadata: len(d.Meta)}
	for _, c := range d.Changes {
		switch c.Kind {
		case Added:
			s.Added++
		case Removed:
			s.Removed++
		case Revised:
			s.Revised++
		case Restated:
			s.Restated++
		}
		if c.Silent() {
			s.Silent++
		}
	}
	return s
}

// String counts in words: "2 added, 1 revised, 3 changes of the description".
func (s Summary) String() string {
	var parts []string
	count := func(n int, word string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word))
		}
	}
	count(s.Added, "added")
	count(s.Removed, "removed")
	count(s.Revised, "revised")
	count(s.Restated, "restated")
	if s.Metadata == 1 {
		parts = append(parts, "1 change of the description")
	} else {
		count(s.Metadata, "changes of the description")
	}
	if len(parts) == 0 {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}

func (d *Dataset) head() string {
	s := d.summary()
	switch d.Kind {
	case Added:
		return fmt.Sprintf("new dataset with %s", observationCount(s.Added))
	case Removed:
		return fmt.Sprintf("dataset removed with %s", observationCount(s.Removed))
	}
	return s.String()
}

func observationCount(n int) string {
	if n == 1 {
		return "1 observation"
	}
	return fmt.Sprintf("%d observations", n)
}

// Text writes the diff for a terminal: each dataset with its changes, then the findings and a count. With all,
// every change is listed, else at most Most of a dataset.
func Text(w io.Writer, d *Diff, all bool) error {
	b := bufio.NewWriter(w)
	for i := range d.Datasets {
		of := &d.Datasets[i]
		fmt.Fprintf(b, "%s: %s\n", of.ID, of.head())
		listed := newList(len(of.Meta)+len(of.Changes), all)
		for _, m := range of.Meta {
			if listed.next() {
				fmt.Fprintf(b, "  %s %s\n", marks[m.Kind], m)
			}
		}
		for _, c := range of.Changes {
			if listed.next() {
				o := c.Observation()
				fmt.Fprintf(b, "  %s %s: %s   (%s:%d)\n", marks[c.Kind], what(o), c.values(), o.Path, o.Line)
			}
		}
		if listed.left > 0 {
			fmt.Fprintf(b, "  … and %d more\n", listed.left)
		}
		fmt.Fprintln(b)
	}
	findings := d.Findings()
	listed := newList(len(findings), all)
	for _, f := range findings {
		if listed.next() {
			fmt.Fprintf(b, "%s:%d:%d: %s: %s [%s]\n", f.Path, f.Line, f.Column, f.Severity, f.Message, f.Rule)
		}
	}
	if listed.left > 0 {
		fmt.Fprintf(b, "… and %d more\n", listed.left)
	}
	if len(findings) > 0 {
		fmt.Fprintln(b)
	}
	fmt.Fprintln(b, d.total())
	return b.Flush()
}

func (d *Diff) total() string {
	s := d.Summary()
	text := s.String()
	switch {
	case s.Datasets == 0:
		return text
	case s.Datasets == 1:
		text = "1 dataset: " + text
	default:
		text = fmt.Sprintf("%d datasets: %s", s.Datasets, text)
	}
	if s.Silent > 0 {
		text += fmt.Sprintf("; revised without a word: %d", s.Silent)
	}
	return text
}

var marks = map[Kind]string{Added: "+", Removed: "-", Revised: "~", Restated: "≈", Changed: "~"}

// list counts what is shown and what is left out.
type list struct{ room, left int }

func newList(n int, all bool) *list {
	if all {
		return &list{room: n}
	}
	return &list{room: Most}
}

func (l *list) next() bool {
	if l.room > 0 {
		l.room--
		return true
	}
	l.left++
	return false
}

// String writes a changed part of a description: "source.published: 2024-02-11 → 2025-02-11".
func (m Meta) String() string {
	switch m.Kind {
	case Added:
		return m.Name + ": " + m.New
	case Removed:
		return m.Name + ": " + m.Old
	}
	return m.Name + ": " + m.Old + " → " + m.New
}

// values writes what a change does to the value, with what the newer row says of itself.
func (c Change) values() string {
	o := c.Observation()
	switch c.Kind {
	case Revised:
		text := format(c.Old) + " → " + format(c.New)
		if delta := c.Delta(); delta != "" {
			text += " (" + delta + ")"
		}
		return text + remarks(c)
	case Restated:
		var parts []string
		if !c.Old.Step.Equal(c.New.Step) {
			parts = append(parts, c.Old.Written+" → "+c.New.Written)
		}
		if c.Old.Status != c.New.Status {
			parts = append(parts, "status "+c.Old.Status.String()+" → "+c.New.Status.String())
		}
		if c.Old.Note != c.New.Note {
			parts = append(parts, fmt.Sprintf("note %q → %q", c.Old.Note, c.New.Note))
		}
		return strings.Join(parts, ", ")
	}
	return format(o) + remarks(c)
}

func remarks(c Change) string {
	o := c.Observation()
	text := ""
	if o.Status != 0 {
		text += ", " + o.Status.String()
	}
	if o.Note != "" {
		text += ", " + o.Note
	}
	return text
}
