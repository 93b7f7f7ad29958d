package rules

import "github.com/onrecord/onrecord/draft"

// Judge returns the verdicts that Check gives, but no suggestions: each takes a check of its own to prove.
func (k *Checker) Judge(d *draft.Document) []Finding {
	findings := k.check(d)
	for i := range findings {
		findings[i].Suggestion = nil
	}
	suppress(d, findings)
	return findings
}
