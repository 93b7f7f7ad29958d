package rules_test

import (
	"fmt"
	"testing/fstest"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

const exampleFacts = `dataset: city-burglary
about: [Northport]
fields:
  year: {role: period}
  burglaries: {role: measure, label: burglaries, unit: burglaries}
rows:
  - {year: 2023, burglaries: 412}
  - {year: 2024, burglaries: 388}
`

func exampleChecker() *rules.Checker {
	files := fstest.MapFS{"burglary.facts.yaml": {Data: []byte(exampleFacts)}}
	catalog, err := facts.LoadFrom(files, "", []string{"burglary.facts.yaml"})
	if err != nil {
		panic(err)
	}
	return rules.NewChecker(catalog, rules.All(), rules.Options{Published: period.Date(2025, 2, 12)})
}

// A draft is parsed, and the checker says of every claim in it what the facts say. One checker serves all drafts, from as
// many goroutines as there are.
func ExampleChecker_Check() {
	checker := exampleChecker()
	text := []byte("Burglaries in Northport rose from 412 in 2023 to 388 last year.\n")
	d, err := draft.Parse(text, draft.Markdown)
	if err != nil {
		panic(err)
	}
	for _, f := range checker.Check(d) {
		fmt.Printf("%-9s %-9s %q: %s\n", f.Rule, f.Label, text[f.Span.Start:f.Span.End], f.Message)
		if s := f.Suggestion; s != nil {
			fmt.Printf("          put %q for %q\n", s.Text, text[s.Span.Start:s.Span.End])
		}
	}
	// Output:
	// direction refuted   "rose": burglaries fell from 412 in 2023 to 388 in 2024 (-24, -5.8%)
	//           put "fell" for "rose"
	// value     supported "412": burglaries: 412 in 2023
	// value     supported "388": burglaries: 388 in 2024
}

// Without facts a text is still held against the calendar, against arithmetic and against itself.
func ExampleNewChecker_withoutFacts() {
	checker := rules.NewChecker(&facts.Catalog{}, rules.All(), rules.Options{})
	d, err := draft.Parse([]byte("It grew from 20 to 30, a rise of 40%."), draft.Text)
	if err != nil {
		panic(err)
	}
	for _, f := range checker.Check(d) {
		if f.Label == rules.Refuted {
			fmt.Println(f.Message)
		}
	}
	// Output:
	// from 20 to 30 is +50.0%
}

// Select picks rules by their names, and a rule has a page.
func ExampleSelect() {
	chosen, err := rules.Select([]string{"weekday", "record"})
	if err != nil {
		panic(err)
	}
	for _, r := range chosen {
		fmt.Println(r.Name+":", r.Doc.Title)
	}
	// Output:
	// record: the highest or lowest since a date, or on record
	// weekday: weekdays and dates
}

// An editor answers a keystroke from what it found before: only the paragraph that was edited is judged.
func ExampleChecker_Recheck() {
	checker := exampleChecker()
	before, err := draft.Parse([]byte("Northport had 389 burglaries in 2024.\n"), draft.Markdown)
	if err != nil {
		panic(err)
	}
	findings := checker.Check(before)
	fmt.Println(findings[0].Label)

	after, err := draft.Parse([]byte("Northport had 388 burglaries in 2024.\n"), draft.Markdown)
	if err != nil {
		panic(err)
	}
	findings = checker.Recheck(after, findings, rules.Edit{Start: 16, OldEnd: 17, NewEnd: 17})
	fmt.Println(findings[0].Label)
	// Output:
	// refuted
	// supported
}

// What a draft says of itself is settled before it is checked.
func ExampleSettleMeta() {
	d, err := draft.Parse([]byte("---\npublished: 32 May 2024\n---\nText.\n"), draft.Markdown)
	if err != nil {
		panic(err)
	}
	for _, p := range rules.SettleMeta(d, &facts.Catalog{}) {
		line, column := draft.Lines(d.Source).Position(p.Span.Start)
		fmt.Printf("%d:%d: %s\n", line, column, p.Msg)
	}
	// Output:
	// 2:12: published: "32 May 2024" is not a day, such as 2025-02-12
}
