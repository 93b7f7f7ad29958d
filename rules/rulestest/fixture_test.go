package rulestest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "direction", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func finding(rule string, label rules.Label, start, end int) rules.Finding {
	return rules.Finding{Rule: rule, Span: draft.Span{Start: start, End: end}, Verdict: rules.Verdict{Label: label, Message: "burglaries were 412"}}
}

func TestProblems(t *testing.T) {
	const text = "Thefts.\n\nThefts rose <!-- want direction refuted \"rose\" /were 412/ -->\n"
	at := strings.Index(text, "rose")
	tests := []struct {
		name     string
		findings []rules.Finding
		problems []string
	}{
		{"as wanted", []rules.Finding{finding("direction", rules.Refuted, at, at+4)}, nil},
		{"nothing found", nil, []string{`line 3: missing: direction refuted "rose" /were 412/`}},
		{"another verdict", []rules.Finding{finding("direction", rules.Supported, at, at+4)}, []string{
			`line 3: unexpected: direction supported "rose": burglaries were 412`, `line 3: missing: direction refuted "rose" /were 412/`}},
		{"another span", []rules.Finding{finding("direction", rules.Refuted, at, at+3)}, []string{
			`line 3: unexpected: direction refuted "ros": burglaries were 412`, `line 3: missing: direction refuted "rose" /were 412/`}},
		{"found twice", []rules.Finding{finding("direction", rules.Refuted, at, at+4), finding("direction", rules.Refuted, at, at+4)}, []string{
			`line 3: unexpected: direction refuted "rose": burglaries were 412`}},
		{"silence broken", []rules.Finding{finding("direction", rules.Supported, 0, 6), finding("direction", rules.Refuted, at, at+4)}, []string{
			`line 1: unexpected: direction supported "Thefts": burglaries were 412`}},
		{"another rule is free", []rules.Finding{finding("value", rules.Refuted, 0, 6), finding("direction", rules.Refuted, at, at+4)}, nil},
	}
	f, err := Read(write(t, "fixture.md", text))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.problems, f.Problems(test.findings)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProblemsOfMessage(t *testing.T) {
	f, err := Read(write(t, "fixture.md", `Thefts rose <!-- want direction refuted "rose" /were 500/ -->`))
	if err != nil {
		t.Fatal(err)
	}
	if problems := f.Problems([]rules.Finding{finding("direction", rules.Refuted, 7, 11)}); len(problems) != 2 {
		t.Errorf("a message that the want does not match gave the problems %q, want two", problems)
	}
}

func TestReadBeside(t *testing.T) {
	path := write(t, "fixture.txt", "Thefts rose.\n")
	if err := os.WriteFile(path+".want", []byte("1: direction refuted \"rose\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []Want{{Line: 1, Rule: "direction", Label: rules.Refuted, Text: "rose"}}
	if diff := cmp.Diff(want, f.Wants); diff != "" {
		t.Errorf("wants (-want +got):\n%s", diff)
	}
	if f.Rule != "direction" {
		t.Errorf("rule %q, want %q", f.Rule, "direction")
	}
}

func TestReadRejects(t *testing.T) {
	tests := []struct{ want, problem string }{
		{`<!-- want direction -->`, `is no want`},
		{`<!-- want direction wrong "rose" -->`, `"wrong" is no verdict`},
		{`<!-- want direction refuted rose -->`, `must stand in double quotes`},
		{`<!-- want direction refuted "rose" were -->`, `between slashes`},
		{`<!-- want direction refuted "rose" /(/ -->`, `missing closing )`},
		{"<!-- want direction\nrefuted \"rose\" -->", `one line`},
	}
	for _, test := range tests {
		_, err := Read(write(t, "fixture.md", test.want))
		if err == nil || !strings.Contains(err.Error(), test.problem) {
			t.Errorf("%s: error %v, want one with %q", test.want, err, test.problem)
		}
	}
}
