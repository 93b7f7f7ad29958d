package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/rules/rulestest"
)

// TestAnotherFigureIsRefuted puts a figure that is in no row in the place of each whole number that the
// value rule supports.
func TestAnotherFigureIsRefuted(t *testing.T) {
	changed := 0
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		for _, b := range before {
			text := string(f.Source[b.Span.Start:b.Span.End])
			n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
			if b.Rule != "value" || b.Label != rules.Supported || err != nil || f.Rule != "value" {
				continue
			}
			other := strconv.Itoa(n + n/7 + 3)
			source := slices.Concat(f.Source[:b.Span.Start], []byte(other), f.Source[b.Span.End:])
			label := labelAt(rulestest.Check(t, k, source, f.Format), "value", b.Span.Start)
			if label != rules.Refuted {
				t.Errorf("%s instead of the supported %s is %q, want refuted", other, text, label)
			}
			changed++
		}
	})
	if changed == 0 {
		t.Error("no fixture has a whole number that the value rule supports")
	}
}

// TestMissingRowIsNotRefuted takes away the row behind each supported value. A measure whose parts sum up
// may be settled by the others; nothing may be refuted for lack of a row.
func TestMissingRowIsNotRefuted(t *testing.T) {
	deleted := 0
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		if f.Rule != "value" {
			return
		}
		for _, b := range before {
			if b.Rule != "value" || b.Label != rules.Supported || len(b.Evidence) != 1 {
				continue
			}
			row := b.Evidence[0]
			after := rulestest.Check(t, withoutRow(t, row), f.Source, f.Format)
			switch label := labelAt(after, "value", b.Span.Start); {
			case label == rules.Refuted:
				t.Errorf("%q is refuted without its row %s:%d", f.Source[b.Span.Start:b.Span.End], row.Path, row.Line)
			case label == rules.Supported && !row.Measure.Additive:
				t.Errorf("%q is supported without its row %s:%d", f.Source[b.Span.Start:b.Span.End], row.Path, row.Line)
			}
			deleted++
		}
	})
	if deleted == 0 {
		t.Error("no fixture has a value supported by one row")
	}
}

func labelAt(findings []rules.Finding, rule string, start int) rules.Label {
	for _, f := range findings {
		if f.Rule == rule && f.Span.Start <= start && start < f.Span.End {
			return f.Label
		}
	}
	return ""
}

// withoutRow returns a checker by the shared datasets with one line cut out.
func withoutRow(t *testing.T, row *facts.Observation) *rules.Checker {
	t.Helper()
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(filepath.Dir(factsPath), "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		source := readFile(t, path)
		if filepath.Base(path) == filepath.Base(row.Path) {
			all := bytes.SplitAfter(source, []byte("\n"))
			source = bytes.Join(slices.Delete(all, row.Line-1, row.Line), nil)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(path)), source, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var paths []string
	for _, path := range datasets(t) {
		paths = append(paths, filepath.Join(dir, filepath.Base(path)))
	}
	return rulestest.NewChecker(rulestest.Load(t, paths...), rules.All())
}

// TestSuggestionsMend puts in each suggestion and looks for support in the place of the claim.
func TestSuggestionsMend(t *testing.T) {
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		for _, b := range before {
			s := b.Suggestion
			if s == nil {
				continue
			}
			if b.Label != rules.Refuted {
				t.Errorf("%q is %s but has a suggestion", f.Source[b.Span.Start:b.Span.End], b.Label)
			}
			source := slices.Concat(f.Source[:s.Span.Start], []byte(s.Text), f.Source[s.Span.End:])
			mended := false
			for _, a := range rulestest.Check(t, k, source, f.Format) {
				mended = mended || a.Rule == b.Rule && a.Label == rules.Supported && a.Span.Start <= max(s.Span.End, b.Span.End)+len(s.Text) && min(s.Span.Start, b.Span.Start) <= a.Span.End
			}
			if !mended {
				t.Errorf("%q in the place of %q is not supported", s.Text, f.Source[s.Span.Start:s.Span.End])
			}
		}
	})
}

// FuzzCheck holds any draft to what always is: spans in the draft and in order, a verdict and a message
// for each claim, the same findings on a second run.
func FuzzCheck(f *testing.F) {
	for _, path := range fixtures(f) {
		f.Add(readFile(f, path), uint8(draft.FormatOf(path)))
	}
	checker := rulestest.NewChecker(rulestest.Load(f, datasets(f)...), rules.All())
	f.Fuzz(func(t *testing.T, source []byte, format uint8) {
		if len(source) > 1<<12 {
			t.Skip("long drafts only cost time")
		}
		d, err := draft.Parse(source, draft.Format(format%3))
		if err != nil {
			t.Skip("no draft")
		}
		findings := checker.Check(d)
		for i, found := range findings {
			if found.Span.Start < 0 || found.Span.End > len(source) || found.Span.Start >= found.Span.End {
				t.Fatalf("%s: span %v in a draft of %d bytes", found.Rule, found.Span, len(source))
			}
			if i > 0 && findings[i-1].Span.Start > found.Span.Start {
				t.Errorf("%s at %d comes after %s at %d", found.Rule, found.Span.Start, findings[i-1].Rule, findings[i-1].Span.Start)
			}
			if found.Message == "" || found.Label == "" {
				t.Errorf("%s on %q has the label %q and the message %q", found.Rule, source[found.Span.Start:found.Span.End], found.Label, found.Message)
			}
		}
		sameLines(t, "a second run", lines(source, findings, 0), lines(source, checker.Check(d), 0))
	})
}
