package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
)

// Judge returns the verdicts that Check gives, but no suggestions, as each takes a check of its own to prove, and not
// how the claims were read.
func (k *Checker) Judge(d *draft.Document) []Finding { return k.judge(d, k.words(d)) }

// JudgeBoth returns what two checkers with the same options say of a document, which is read once.
func JudgeBoth(before, after *Checker, d *draft.Document) (old, new []Finding) {
	words := before.words(d)
	return before.judge(d, words), after.judge(d, words)
}

func (k *Checker) judge(d *draft.Document, w *claims.Words) []Finding {
	findings := k.find(w, true)
	for i := range findings {
		findings[i].Suggestion = nil
	}
	suppress(d, findings)
	return findings
}
