package rules_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/rules/rulestest"
)

// eachFixture runs a test on every fixture, with the findings in it as it stands.
func eachFixture(t *testing.T, test func(*testing.T, *rulestest.Fixture, *rules.Checker, []rules.Finding)) {
	checker := rulestest.NewChecker(rulestest.Load(t, datasets(t)...), rules.All())
	for _, path := range fixtures(t) {
		t.Run(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), func(t *testing.T) {
			f, err := rulestest.Read(path)
			if err != nil {
				t.Fatal(err)
			}
			k := checker
			if f.WithoutFacts() {
				k = rulestest.NewChecker(new(facts.Catalog), rules.All())
			}
			test(t, f, k, rulestest.Check(t, k, f.Source, f.Format))
		})
	}
}

// lines writes findings a line each, with white space and markup of the draft made uniform, so that two
// drafts that say the same compare equal.
func lines(source []byte, findings []rules.Finding, shift int) (lines []string) {
	for _, f := range findings {
		text := strings.Join(strings.Fields(string(source[f.Span.Start:f.Span.End])), " ")
		fix := ""
		if f.Suggestion != nil {
			fix = f.Suggestion.Text
		}
		lines = append(lines, fmt.Sprintf("%d %s %s %q %s %q", f.Span.Start-shift, f.Rule, f.Label, text, f.Message, fix))
	}
	return lines
}

func sameLines(t *testing.T, what string, want, got []string) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			w, g := "nothing", "nothing"
			if i < len(want) {
				w = want[i]
			}
			if i < len(got) {
				g = got[i]
			}
			t.Errorf("%s changes what is found:\n before %s\n after  %s", what, w, g)
			return
		}
	}
}

// body returns where the text of a draft begins, behind its front matter.
func body(source []byte) int {
	if bytes.HasPrefix(source, []byte("---\n")) {
		if end := bytes.Index(source, []byte("\n---\n")); end >= 0 {
			return end + len("\n---\n")
		}
	}
	return 0
}

func TestLineEndsChangeNothing(t *testing.T) {
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		source := bytes.ReplaceAll(f.Source, []byte("\n"), []byte("\r\n"))
		after := rulestest.Check(t, k, source, f.Format)
		for i := range after { // each line before has one byte more
			ends := bytes.Count(source[:after[i].Span.Start], []byte("\r"))
			after[i].Span.Start -= ends
			after[i].Span.End -= ends + bytes.Count(source[after[i].Span.Start+ends:after[i].Span.End], []byte("\r"))
		}
		sameLines(t, "CRLF", lines(f.Source, before, 0), lines(f.Source, after, 0))
	})
}

func TestLeadingParagraphOnlyShifts(t *testing.T) {
	const paragraph = "The morning was grey and the streets were quiet.\n\n"
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		if f.Format == draft.HTML {
			t.Skip("a paragraph of HTML stands inside its body")
		}
		at := body(f.Source)
		source := slices.Concat(f.Source[:at], []byte(paragraph), f.Source[at:])
		after := rulestest.Check(t, k, source, f.Format)
		for i := range after {
			if after[i].Span.Start >= at {
				after[i].Span.Start -= len(paragraph)
				after[i].Span.End -= len(paragraph)
			}
		}
		sameLines(t, "a leading paragraph", lines(f.Source, before, 0), lines(f.Source, after, 0))
	})
}

// TestBoldChangesNothing puts each claim in bold, one at a time, and looks for the same verdict on it.
func TestBoldChangesNothing(t *testing.T) {
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		if f.Format != draft.Markdown {
			t.Skip("bold is Markdown's")
		}
		for _, b := range before {
			start, end := b.Span.Start, b.Span.End
			if start < body(f.Source) || !canBeBold(f.Source, start, end) {
				continue
			}
			source := slices.Concat(f.Source[:start], []byte("**"), f.Source[start:end], []byte("**"), f.Source[end:])
			findAgain(t, "bold", f, k, b, source, draft.Span{Start: start, End: end + 4})
		}
	})
}

// TestSoftBreakChangesNothing puts a line end in the place of a space of each claim.
func TestSoftBreakChangesNothing(t *testing.T) {
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		for _, b := range before {
			text := f.Source[b.Span.Start:b.Span.End]
			line := f.Source[bytes.LastIndexByte(f.Source[:b.Span.Start], '\n')+1:]
			if f.Format == draft.Markdown && (line[0] == '#' || line[0] == '|') {
				continue // a heading or a row of a table is one line
			}
			for i := range text {
				if b.Span.Start >= body(f.Source) && text[i] == ' ' && i+1 < len(text) && unicode.IsLetter(rune(text[i+1])) {
					source := slices.Clone(f.Source)
					source[b.Span.Start+i] = '\n'
					findAgain(t, "a soft line break", f, k, b, source, b.Span)
					break
				}
			}
		}
	})
}

// canBeBold tells whether two stars at both ends of a span are emphasis by Markdown's rules.
func canBeBold(source []byte, start, end int) bool {
	before, _ := utf8.DecodeLastRune(source[:start])
	after, _ := utf8.DecodeRune(source[end:])
	outside := func(r rune) bool { return unicode.IsSpace(r) || r == utf8.RuneError }
	return outside(before) && (outside(after) || after == '.' || after == ',') && !bytes.ContainsAny(source[start:end], "*_`[]<>|\n")
}

// findAgain looks in an edited draft for a finding with the rule, label and message of the one given.
func findAgain(t *testing.T, what string, f *rulestest.Fixture, k *rules.Checker, b rules.Finding, source []byte, at draft.Span) {
	t.Helper()
	for _, a := range rulestest.Check(t, k, source, f.Format) {
		if a.Rule == b.Rule && a.Label == b.Label && a.Message == b.Message && a.Span.Start < at.End && at.Start < a.Span.End {
			return
		}
	}
	t.Errorf("%s takes %s %s on %q away (%s)", what, b.Rule, b.Label, f.Source[b.Span.Start:b.Span.End], b.Message)
}

func TestOrderOfFactsChangesNothing(t *testing.T) {
	paths := datasets(t)
	slices.Reverse(paths)
	reversed := rulestest.NewChecker(rulestest.Load(t, paths...), rules.All())
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		if f.WithoutFacts() {
			return
		}
		after := rulestest.Check(t, reversed, f.Source, f.Format)
		sameLines(t, "the order of the facts", lines(f.Source, before, 0), lines(f.Source, after, 0))
	})
}

const unrelated = `dataset: rainfall
title: Rainfall at the lighthouse of Cape Merrow
about: [Cape Merrow]
fields:
  month: {role: period}
  rain: {role: measure, label: rainfall, unit: mm}
rows:
  - {month: 2024-11, rain: 388}
  - {month: 2024-12, rain: 96.5}
`

func TestUnrelatedDatasetChangesNoLabel(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rainfall.facts.yaml")
	if err := os.WriteFile(path, []byte(unrelated), 0o644); err != nil {
		t.Fatal(err)
	}
	more := rulestest.NewChecker(rulestest.Load(t, append(datasets(t), path)...), rules.All())
	eachFixture(t, func(t *testing.T, f *rulestest.Fixture, k *rules.Checker, before []rules.Finding) {
		if f.WithoutFacts() {
			return
		}
		after := rulestest.Check(t, more, f.Source, f.Format)
		labels := func(findings []rules.Finding) (labels []string) {
			for _, x := range findings {
				labels = append(labels, fmt.Sprintf("%d %s %s", x.Span.Start, x.Rule, x.Label))
			}
			return labels
		}
		sameLines(t, "an unrelated dataset", labels(before), labels(after))
	})
}
