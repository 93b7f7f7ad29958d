package rules

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
)

// A document that is read once for two checkers is judged as each of them alone judges it.
func TestJudgeBothIsJudgeTwice(t *testing.T) {
	load := func(paths ...string) *Checker {
		c, err := facts.Load(paths)
		if err != nil {
			t.Fatal(err)
		}
		return NewChecker(c, All(), Options{})
	}
	before, after := load("../testdata/example/facts", "../testdata/facts/city-burglary.facts.yaml"), load("../testdata/facts/city-burglary.facts.yaml", "../testdata/facts/jobless-rate.facts.yaml")
	drafts, err := filepath.Glob("../testdata/rules/*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	verdicts := 0
	for _, path := range append(drafts, "../testdata/example/story.md", "../testdata/example/errors.md") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := draft.Parse(text, draft.Markdown)
		if err != nil {
			t.Fatal(err)
		}
		old, now := JudgeBoth(before, after, d)
		for _, run := range []struct {
			checker *Checker
			got     []Finding
		}{{before, old}, {after, now}} {
			want := run.checker.Check(d)
			if len(run.got) != len(want) {
				t.Fatalf("%s: %d findings, want %d", path, len(run.got), len(want))
			}
			for i, g := range run.got {
				w := want[i]
				if g.Rule != w.Rule || g.Span != w.Span || g.Label != w.Label || g.Severity != w.Severity || g.Message != w.Message || !reflect.DeepEqual(g.Evidence, w.Evidence) {
					t.Errorf("%s: got %s %s %q, want %s %s %q", path, g.Rule, g.Label, g.Message, w.Rule, w.Label, w.Message)
				}
				verdicts++
			}
		}
	}
	if verdicts < 1000 {
		t.Errorf("only %d verdicts were compared", verdicts)
	}
}
