// Package rulestest checks rules against fixtures: drafts whose comments say what a rule finds in them.
//
//	Burglaries rose to 388 in 2024. <!-- want direction refuted "rose" /were 412/ -->
//
// A fixture lies in a folder named for its rule and is complete for that rule: each finding is wanted on
// the line that it begins on, and a line without a want asserts silence. Findings of other rules are
// checked only where they are wanted. A want may end with a regular expression for the message. In plain
// text, which has no comments, the wants lie in a file beside the draft with the ending .want: lines of
// the line's number, a colon and the want.
package rulestest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// Want is a finding that a fixture expects.
type Want struct {
	Line    int // 1-based, of the draft
	Rule    string
	Label   rules.Label
	Text    string
	Message *regexp.Regexp // nil for any message
}

// Fixture is a draft with the findings expected in it.
type Fixture struct {
	Path   string
	Rule   string // the rule that it is complete for: the name of its folder
	Source []byte
	Format draft.Format
	Wants  []Want
}

var (
	comment = regexp.MustCompile(`<!-- want (.*?) -->`)
	pattern = regexp.MustCompile(`^ /(.*)/$`)
)

// Read reads the fixture at path.
func Read(path string) (*Fixture, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f := &Fixture{Path: path, Rule: filepath.Base(filepath.Dir(path)), Source: source, Format: draft.FormatOf(path)}
	if f.Format == draft.Text {
		return f, f.readBeside(path + ".want")
	}
	for i, line := range bytes.Split(source, []byte("\n")) {
		for _, found := range comment.FindAllSubmatch(line, -1) {
			if err := f.want(i+1, string(found[1])); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
			}
		}
		if bytes.Count(line, []byte("<!-- want")) != len(comment.FindAll(line, -1)) {
			return nil, fmt.Errorf("%s:%d: a want must begin and end on one line", path, i+1)
		}
	}
	return f, nil
}

func (f *Fixture) readBeside(path string) error {
	wants, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSpace(string(wants)), "\n") {
		number, want, ok := strings.Cut(line, ": ")
		at, err := strconv.Atoi(number)
		if !ok || err != nil {
			return fmt.Errorf("%s:%d: a line must be the number of a line of the draft, a colon and a want", path, i+1)
		}
		if err := f.want(at, want); err != nil {
			return fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
	}
	return nil
}

// want reads RULE VERDICT "TEXT" [/MESSAGE REGEXP/].
func (f *Fixture) want(line int, text string) error {
	parts := strings.SplitN(text, " ", 3)
	if len(parts) < 3 {
		return fmt.Errorf("%q is no want: RULE VERDICT \"TEXT\"", text)
	}
	w := Want{Line: line, Rule: parts[0], Label: rules.Label(parts[1])}
	switch w.Label {
	case rules.Supported, rules.Refuted, rules.NotEnoughInfo:
	default:
		return fmt.Errorf("%q is no verdict", parts[1])
	}
	quoted, err := strconv.QuotedPrefix(parts[2])
	if err != nil {
		return fmt.Errorf("the text wanted in %q must stand in double quotes", text)
	}
	w.Text, _ = strconv.Unquote(quoted)
	if rest := parts[2][len(quoted):]; rest != "" {
		found := pattern.FindStringSubmatch(rest)
		if found == nil {
			return fmt.Errorf("after the text wanted, %q must be a regular expression between slashes", rest)
		}
		if w.Message, err = regexp.Compile(found[1]); err != nil {
			return err
		}
	}
	f.Wants = append(f.Wants, w)
	return nil
}

// Problems compares findings with the wants and returns a line for each difference, in the order of the
// draft: those that were not wanted, then those that are missing.
func (f *Fixture) Problems(findings []rules.Finding) (problems []string) {
	met := make([]bool, len(f.Wants))
	for _, found := range findings {
		line := 1 + bytes.Count(f.Source[:found.Span.Start], []byte("\n"))
		text := string(f.Source[found.Span.Start:found.Span.End])
		wanted := false
		for i, w := range f.Wants {
			if !met[i] && w.Line == line && w.Rule == found.Rule && w.Text == text && w.Label == found.Label && (w.Message == nil || w.Message.MatchString(found.Message)) {
				met[i], wanted = true, true
				break
			}
		}
		if !wanted && (found.Rule == f.Rule || f.isWanted(found.Rule, line, text)) {
			problems = append(problems, fmt.Sprintf("line %d: unexpected: %s %s %q: %s", line, found.Rule, found.Label, text, found.Message))
		}
	}
	for i, w := range f.Wants {
		if !met[i] {
			message := ""
			if w.Message != nil {
				message = " /" + w.Message.String() + "/"
			}
			problems = append(problems, fmt.Sprintf("line %d: missing: %s %s %q%s", w.Line, w.Rule, w.Label, w.Text, message))
		}
	}
	return problems
}

// isWanted reports whether a want is about the text, though it differs in verdict or message.
func (f *Fixture) isWanted(rule string, line int, text string) bool {
	for _, w := range f.Wants {
		if w.Rule == rule && w.Line == line && w.Text == text {
			return true
		}
	}
	return false
}

// HasSilence reports whether the draft has a line of prose about which its rule is to say nothing.
func (f *Fixture) HasSilence() bool {
	d, err := draft.Parse(f.Source, f.Format)
	if err != nil {
		return false
	}
	for i := range d.Blocks {
		block := &d.Blocks[i]
		at := block.Span()
		first := 1 + bytes.Count(f.Source[:at.Start], []byte("\n"))
		last := 1 + bytes.Count(f.Source[:at.End], []byte("\n"))
		silent := true
		for _, w := range f.Wants {
			silent = silent && !(w.Rule == f.Rule && first <= w.Line && w.Line <= last)
		}
		if silent {
			return true
		}
	}
	return false
}
