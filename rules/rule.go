package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
)

// Label is the verdict on a claim, by the names of the FEVER task.
type Label string

// The three labels.
const (
	Supported     Label = "supported"
	Refuted       Label = "refuted"
	NotEnoughInfo Label = "not_enough_info"
)

// Severity says how grave a finding is: an error is wrong, a warning is imprecise but defensible,
// a note is advice.
type Severity string

// The severities, gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Suggestion is a replacement for a span of the draft. It is offered only if a check of the draft with
// the replacement put in supports the claim.
type Suggestion struct {
	Span draft.Span
	Text string
}

// Verdict is what a rule says of a claim: the label, the message with the facts first, the evidence.
type Verdict struct {
	Label      Label
	Severity   Severity
	Message    string
	Suggestion *Suggestion
	Evidence   []*facts.Observation

	reading []string
	best    *proposal  // the reading that was judged
	near    []proposal // the readings as weighed, the best first
	pass    *Pass

	declared string // where an editor declared what is claimed, or the verdict; "" for no such place
}

// Finding is a claim of the draft with its verdict.
type Finding struct {
	Rule string
	Span draft.Span
	Verdict
	// Reading tells how the claim was read, a line each: the reading chosen, what it costs, its rivals.
	Reading []string
	// Suppressed says what sets the finding aside; nil: nothing does.
	Suppressed *Suppression

	ignore *draft.Ignore // that suppresses it
}

// Doc is a rule's page.
type Doc struct {
	Title    string    // what the rule checks, in a few words
	Text     string    // what the words mean, limits included
	Examples []Example // run by the tests against the facts in testdata/facts
}

// Example is a sentence and the verdict that the rule gives it.
type Example struct {
	Text  string
	Label Label
}

// Rule is one kind of claim.
type Rule struct {
	Name string
	Doc  Doc
	run  func(*Pass) []Finding
	// review, of an optional rule, returns the warning that a finding of another rule deserves, "" for none.
	review func(*Pass, *Finding) string
}

// newRule gives every claim that find returns to judge exactly once, so that no claim goes without a
// verdict, and a rule's own details stay typed.
func newRule[C interface{ base() Claim }](name string, doc Doc, find func(*Pass) []C, judge func(*Pass, C) Verdict) *Rule {
	return &Rule{Name: name, Doc: doc, run: func(p *Pass) []Finding {
		var findings []Finding
		p.rule = name
		p.Binder.Judging(name, draft.Span{})
		for _, claim := range find(p) {
			p.Binder.Judging(name, p.span(claim.base()))
			verdict := judge(p, claim)
			if verdict.Label == "" {
				panic(fmt.Sprintf("rule %s gave no verdict on %q", name, p.text(claim.base())))
			}
			verdict = p.unlessAnotherPlace(claim.base(), p.unlessSupposed(claim.base(), verdict))
			verdict.pass = p
			findings = append(findings, Finding{Rule: name, Span: p.span(claim.base()), Verdict: verdict, Reading: verdict.reading})
		}
		return findings
	}}
}
