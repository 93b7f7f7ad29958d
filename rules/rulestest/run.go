package rulestest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

// Published is the day that relative dates count from in fixtures which do not say their own.
var Published = period.Date(2025, 2, 12)

// Run checks the fixture at path and fails the test on each difference from its wants. A fixture whose
// name begins with "no-facts" is checked without any facts.
func Run(t *testing.T, k *rules.Checker, path string) {
	t.Helper()
	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if f.WithoutFacts() {
		k = NewChecker(new(facts.Catalog), rules.All())
	}
	for _, problem := range f.Problems(Check(t, k, f.Source, f.Format)) {
		t.Errorf("%s: %s", path, problem)
	}
}

// NewChecker returns a checker for which the day is Published.
func NewChecker(c *facts.Catalog, all []*rules.Rule) *rules.Checker {
	return rules.NewChecker(c, all, rules.Options{Published: Published})
}

// WithoutFacts reports whether the fixture is to be checked without facts.
func (f *Fixture) WithoutFacts() bool {
	return strings.HasPrefix(filepath.Base(f.Path), "no-facts")
}

// Check checks a draft.
func Check(t testing.TB, k *rules.Checker, source []byte, format draft.Format) []rules.Finding {
	t.Helper()
	d, err := draft.Parse(source, format)
	if err != nil {
		t.Fatal(err)
	}
	return k.Check(d)
}

// Load loads the datasets at the paths.
func Load(t testing.TB, paths ...string) *facts.Catalog {
	t.Helper()
	c, err := facts.Load(paths)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
