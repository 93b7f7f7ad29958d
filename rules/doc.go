// Package rules judges what a draft says against the facts. A rule finds the claims of its kind among
// the mentions of a sentence and gives each exactly one verdict: supported, refuted or not enough
// information. Check runs a list of rules over a document; it opens no file and reads no clock.
//
// # Checking a draft
//
// Three things are needed: a catalog of facts, a document, and a checker, which is built once and serves any number of
// drafts and goroutines:
//
//	catalog, err := facts.Load([]string{"facts"})
//	document, err := draft.Parse(text, draft.FormatOf("story.md"))
//	checker := rules.NewChecker(catalog, rules.All(), rules.Options{Published: day})
//	for _, problem := range rules.SettleMeta(document, catalog) { … }
//	for _, finding := range checker.Check(document) { … }
//
// [SettleMeta] reads the day of publication in the front matter. A draft that has none is counted from Options.Published: "last
// year" and "Wednesday" mean nothing without a day, and the package has no clock of its own.
//
// # Findings
//
// A [Finding] has the rule, the bytes of the draft that make the claim, and a [Verdict]: the label, how grave it is, a message with
// the facts first, the rows behind it as evidence. Supported claims are findings too: what a desk has ticked off is
// worth as much as what is wrong. A finding that is Suppressed is set aside by the draft itself.
//
// A Suggestion is exact: with it put in, a check of the draft supports the claim. It is nil where words would have to
// change.
//
// # Precision
//
// A claim is refuted only if its best reading is firm and every near reading refutes it; one near reading that the facts
// support makes it supported. What remains is not enough information, with the reason in the message. Whoever
// treats that label as an error cries wolf.
//
// # Editors and archives
//
// [Checker.Recheck] answers a keystroke from the findings before it. [Checker.Judge] leaves suggestions out, for those who read many
// articles and mend none.
package rules
