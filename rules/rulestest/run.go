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

// Run checks the fixture at path with all rules and fails the test on each difference from its wants.
// A fixture whose name begins with "no-facts" is checked without any facts.
func Run(t *testing.T, c *facts.Catalog, path string, all []*rules.Rule) {
	t.Helper()
	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if f.WithoutFacts() {
		c = new(facts.Catalog)
	}
	for _, problem := range f.Problems(Check(t, c, f.Source, f.Format, all)) {
		t.Errorf("%s: %s", path, problem)
	}
}

// WithoutFacts reports whether the fixture is to be checked without facts.
func (f *Fixture) WithoutFacts() bool {
	return strings.HasPrefix(filepath.Base(f.Path), "no-facts")
}

// Check checks a draft.
func Check(t testing.TB, c *facts.Catalog, source []byte, format draft.Format, all []*rules.Rule) []rules.Finding {
	t.Helper()
	d, err := draft.Parse(source, format)
	if err != nil {
		t.Fatal(err)
	}
	return rules.NewChecker(c, all, rules.Options{Published: Published}).Check(d)
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
