package rules_test

import (
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/rules/rulestest"
)

// A bare table that is all the facts leaves open what says more than its rows hold, and has no largest of two.
func TestBareTableAlone(t *testing.T) {
	checker := rulestest.NewChecker(rulestest.Load(t, "../testdata/facts/coast-lights.facts.yaml"), rules.All())
	for text, want := range map[string]rules.Label{
		"Storfles has the greatest height.":                                     rules.Supported,
		"Storfles has the greatest height of those burning in a stormy winter.": rules.NotEnoughInfo,
		"On hestoy, skarv point has the greatest height.":                       rules.Supported,
		"Storfles was not first lit in 1911.":                                   rules.NotEnoughInfo,
	} {
		for _, f := range rulestest.Check(t, checker, []byte(text), draft.Markdown) {
			if f.Label != want {
				t.Errorf("%q: %s %s: %s, want %s", text, f.Rule, f.Label, f.Message, want)
			}
		}
	}
}
