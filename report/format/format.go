// Package format writes what a run found, in drafts or in facts, for the programs that read linters: code scanning,
// merge requests, test dashboards, review bots. It is handed findings with their bytes and words, computes the columns
// that each format counts in, and judges nothing; the same run gives the same bytes on every machine. Whatever stands in
// a draft or in a file's name, what it writes is well-formed.
package format

import (
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Run is what a run found.
type Run struct {
	Version string // of onrecord
	Subject string // what was checked: "drafts" or "facts"
	Rules   []Rule // all that could speak, in the order of their documentation
	Files   []File // all that were checked, sorted by path
	Summary string // one line that counts
	All     bool   // SARIF lists also what passed and what is open
	Color   bool   // for the terminal formats
	Root    string // the folder of the run seen from the root of the repository, "" for the root: code scanning and CI count paths from there
	// Problems are what kept the run from judging anything: it has no files then. Formats that can say so do.
	Problems []Problem
	// Text writes the report for people, which the GitHub format repeats in the log; nil: there is none.
	Text func(io.Writer) error
}

// Problem is what made a run fail: a file that cannot be read, facts that are not sound, a flag that there is not.
type Problem struct {
	Path         string // "" when it is in no file
	Line, Column int    // 0 when it has no place; the column counts code points
	Message      string // without the place
}

func (p Problem) String() string {
	switch {
	case p.Path == "":
		return p.Message
	case p.Line == 0:
		return p.Path + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
}

// Rule is a rule's page.
type Rule struct {
	Name, Title, Text string
	Level             Level // of most of its findings
}

// File is a file that was checked.
type File struct {
	Path     string // as reported, with slashes
	Findings []Finding
}

// Outcome is what became of a claim or, in facts, of a check.
type Outcome uint8

// The outcomes.
const (
	Passed Outcome = iota
	Failed
	Open // the facts cannot decide it
)

// Level says how loudly to speak of a finding. None is for what only counts.
type Level string

// The levels, gravest first.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
	None    Level = ""
)

// levels orders them for lists in which the worst comes first.
var levels = []Level{Error, Warning, Note, None}

// Finding is one thing found in a file.
type Finding struct {
	ID         string // stable from run to run, unique within its file
	Rule       string
	Outcome    Outcome
	Level      Level
	Verdict    string // the outcome in the words of the text report: "refuted", "warning"
	Message    string
	Text       string // the words in question as they stand in the file; "" for a place only
	Start, End Place  // half-open
	Fix        *Fix
	Evidence   []Evidence
	Source     []string // where the evidence comes from, in words
	Suppressed *Suppression
	Record     any // the finding as JSON Lines write it, its path included
}

// Fix is a replacement that makes the claim true.
type Fix struct {
	Start, End Place
	Was, Text  string
}

// Evidence is a row of the facts.
type Evidence struct {
	Path string
	Line int
	Text string // the row in words
}

// Suppression says what sets a finding aside.
type Suppression struct {
	InSource bool // by a word in the file itself
	Reason   string
}

// listed reports whether a finding belongs into lists of problems.
func (f *Finding) listed() bool { return f.Level != None && f.Suppressed == nil }

// full returns the message with the words in question, for lists that do not show them otherwise.
func (f *Finding) full() string {
	if f.Text == "" {
		return f.Message
	}
	return `"` + shorten(strings.Join(strings.Fields(f.Text), " "), 100) + `": ` + f.Message
}

// problem is a finding with its file.
type problem struct {
	path string
	*Finding
}

// problems returns what lists of problems list: by path and place, as files are sorted.
func (r *Run) problems() (list []problem) {
	for _, file := range r.Files {
		for i := range file.Findings {
			if f := &file.Findings[i]; f.listed() {
				list = append(list, problem{file.Path, f})
			}
		}
	}
	return list
}

// byLevel returns problems with the gravest first, for places that show only so many.
func byLevel(list []problem) []problem {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b problem) int { return slices.Index(levels, a.Level) - slices.Index(levels, b.Level) })
	return list
}

// Format is a way to write a run.
type Format struct {
	Name, Use string
	Write     func(io.Writer, *Run) error
}

// All lists the formats. A new one is a line here.
func All() []Format {
	return []Format{
		{"concise", "a line a finding, for editors and grep", Concise},
		{"jsonl", "JSON Lines: an object a finding", JSONLines},
		{"sarif", "SARIF 2.1.0, for code scanning", SARIF},
		{"github", "annotations on GitHub, with the text report in the log", GitHub},
		{"gitlab", "Code Quality of GitLab", GitLab},
		{"junit", "JUnit XML, a test case a claim", JUnit},
		{"rdjson", "reviewdog, one object", RDJSON},
		{"rdjsonl", "reviewdog, an object a line", RDJSONLines},
		{"checkstyle", "Checkstyle XML", Checkstyle},
		{"markdown", "a comment on a pull request", Markdown},
	}
}

// Find returns the format of the name.
func Find(name string) (Format, bool) {
	for _, f := range All() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// encode writes a value as indented JSON. The text of drafts stays as it is: <b>, &.
func encode(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// fromRoot returns a path seen from the root of the repository. What lies outside the folder of the run by an absolute
// path stays.
func (r *Run) fromRoot(name string) string {
	if r.Root == "" || path.IsAbs(name) || drive().MatchString(name) {
		return name
	}
	return path.Join(r.Root, name)
}

// oneLine returns text fit for a line of a log or a terminal: without control codes, marks that turn the reading
// direction, and bytes that are no UTF-8.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return utf8.RuneError
		}
		return r
	}, text)
}

// shorten cuts text to at most so many bytes, at a letter.
func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	cut := most - len("…")
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
