package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/rules/rulestest"
)

const (
	factsPath    = "../testdata/facts/*.facts.yaml"
	fixturesPath = "../testdata/rules/*/*"
)

// datasets returns the paths of the shared datasets, in order.
func datasets(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob(factsPath)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no datasets at %s (%v)", factsPath, err)
	}
	return paths
}

// fixtures returns the paths of all fixtures, in order.
func fixtures(t testing.TB) (paths []string) {
	t.Helper()
	all, err := filepath.Glob(fixturesPath)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		switch filepath.Ext(path) {
		case ".md", ".html", ".txt":
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		t.Fatalf("no fixtures at %s", fixturesPath)
	}
	return paths
}

func TestFixtures(t *testing.T) {
	checker := rulestest.NewChecker(rulestest.Load(t, datasets(t)...), rules.All())
	for _, path := range fixtures(t) {
		t.Run(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), func(t *testing.T) {
			rulestest.Run(t, checker, path)
		})
	}
}

// TestExamples holds each page to what it says: the gravest verdict that the rule gives its example.
func TestExamples(t *testing.T) {
	catalog := rulestest.Load(t, datasets(t)...)
	for _, rule := range rules.All() {
		checker := rulestest.NewChecker(catalog, []*rules.Rule{rule})
		for _, example := range rule.Doc.Examples {
			t.Run(rule.Name+"/"+example.Text, func(t *testing.T) {
				findings := rulestest.Check(t, checker, []byte(example.Text), draft.Markdown)
				gravest := rules.Label("nothing")
				for _, label := range []rules.Label{rules.Refuted, rules.NotEnoughInfo, rules.Supported} {
					if slices.ContainsFunc(findings, func(f rules.Finding) bool { return f.Label == label }) {
						gravest = label
						break
					}
				}
				if gravest != example.Label {
					t.Errorf("found %s, want %s", gravest, example.Label)
					for _, f := range findings {
						t.Logf("%q is %s: %s\n%q", example.Text[f.Span.Start:f.Span.End], f.Label, f.Message, f.Reading)
					}
				}
			})
		}
	}
}

// pending are the rules whose fixtures are still to be written: until then only their examples hold them.
var pending = map[string]bool{"rank": true, "comparison": true, "total": true, "row": true, "pace": true}

// TestRules holds the list of rules to what its users rely on: names to select by, a page, and fixtures
// for every verdict and for silence.
func TestRules(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, rule := range rules.All() {
		if !kebab.MatchString(rule.Name) || seen[rule.Name] {
			t.Errorf("rule %q: the name must be in kebab case and the only one", rule.Name)
		}
		seen[rule.Name] = true
		if rule.Doc.Title == "" || rule.Doc.Text == "" || len(rule.Doc.Examples) == 0 {
			t.Errorf("rule %s: the page needs a title, a text and examples", rule.Name)
		}
	}
	wanted := map[string]map[rules.Label]bool{}
	silent := map[string]bool{}
	for _, path := range fixtures(t) {
		f, err := rulestest.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if !seen[f.Rule] {
			t.Errorf("%s: no rule is called %q", path, f.Rule)
		}
		if wanted[f.Rule] == nil {
			wanted[f.Rule] = map[rules.Label]bool{}
		}
		for _, w := range f.Wants {
			if !seen[w.Rule] {
				t.Errorf("%s:%d: no rule is called %q", path, w.Line, w.Rule)
			}
			if w.Rule == f.Rule {
				wanted[f.Rule][w.Label] = true
			}
		}
		silent[f.Rule] = silent[f.Rule] || f.HasSilence()
	}
	for _, rule := range rules.All() {
		if wanted[rule.Name] == nil {
			if !pending[rule.Name] {
				t.Errorf("rule %s has no fixtures", rule.Name)
			}
			continue
		}
		for _, label := range []rules.Label{rules.Supported, rules.Refuted, rules.NotEnoughInfo} {
			if !wanted[rule.Name][label] {
				t.Errorf("rule %s has no fixture for %s", rule.Name, label)
			}
		}
		if !silent[rule.Name] {
			t.Errorf("rule %s has no fixture with a line that it says nothing about", rule.Name)
		}
	}
}

func TestSelect(t *testing.T) {
	selected, err := rules.Select([]string{"weekday", "value"})
	if err != nil {
		t.Fatal(err)
	}
	if len(selected) != 2 || selected[0] != rules.Value || selected[1] != rules.Weekday {
		t.Errorf("selected %v, want value and weekday in the order of All", selected)
	}
	if _, err := rules.Select([]string{"weekdays"}); err == nil {
		t.Error("an unknown rule was selected")
	}
}

// readFile reads a file or ends the test.
func readFile(t testing.TB, path string) []byte {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return source
}
