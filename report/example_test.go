package report_test

import (
	"os"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// What was found in drafts is printed as the command line prints it.
func ExampleText() {
	source := []byte("It grew from 20 to 30, a rise of 40%.\n")
	d, err := draft.Parse(source, draft.Markdown)
	if err != nil {
		panic(err)
	}
	checker := rules.NewChecker(&facts.Catalog{}, rules.All(), rules.Options{})
	articles := []report.Article{{Path: "story.md", Draft: source, Findings: checker.Check(d)}}
	if err := report.Text(os.Stdout, articles, report.TextOptions{}); err != nil {
		panic(err)
	}
	// Output:
	// story.md:1:34: refuted: from 20 to 30 is +50.0% [arithmetic]
	//    |
	//  1 | It grew from 20 to 30, a rise of 40%.
	//    |                                  ^^^
	//    = fix: "50%" for "40%"
	//
	// 1 draft, 6 claims: 1 supported, 1 refuted, 4 not on record (0 datasets)
}
