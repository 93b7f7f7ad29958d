package gate

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/report/format"
)

var report = &Report{Version: "v1.2.0", Files: 2, Datasets: 1, Findings: []Finding{
	{Rule: "sum", Severity: Error, Path: "facts/a b.yaml", Line: 9, Column: 5, Message: "120% of 1,000\n::warning::"},
	{Rule: "gap", Severity: Warning, Path: "facts/a b.yaml", Line: 12, Column: 5, Message: "no row for 2021"},
	{Rule: "gap", Severity: Warning, Path: "facts/a b.yaml", Line: 14, Column: 5, Message: "no row for 2023", Suppressed: "not collected"},
	{Rule: "gap", Severity: Warning, Path: "facts/a b.yaml", Line: 15, Column: 5, Message: "no row for 2023", Suppressed: "in the baseline", fromBaseline: true},
}}

func TestFormats(t *testing.T) {
	var text, jsonText bytes.Buffer
	for _, err := range []error{Text(&text, report, false), JSON(&jsonText, report)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := "facts/a b.yaml:9:5: error: 120% of 1,000 ::warning:: [sum]\nfacts/a b.yaml:12:5: warning: no row for 2021 [gap]\n\n" +
		"2 files, 1 dataset: 1 error, 1 warning, 0 notes (2 suppressed)\n"
	if text.String() != want {
		t.Errorf("text: got\n%swant\n%s", &text, want)
	}
	want = `{"findings":[{"rule":"sum","severity":"error","path":"facts/a b.yaml","line":9,"column":5,"message":"120% of 1,000\n::warning::"},` +
		`{"rule":"gap","severity":"warning","path":"facts/a b.yaml","line":12,"column":5,"message":"no row for 2021"}]}`
	var compact bytes.Buffer
	if err := json.Compact(&compact, jsonText.Bytes()); err != nil || compact.String() != want {
		t.Errorf("JSON: got %s, want %s", &compact, want)
	}
	jsonText.Reset()
	if JSON(&jsonText, &Report{}); jsonText.String() != "{\n  \"findings\": []\n}\n" {
		t.Errorf("JSON of nothing: %s", &jsonText)
	}
}

// Names of files come from anywhere: they must not clear the screen or forge lines.
func TestTextSendsNoControlCodes(t *testing.T) {
	var out bytes.Buffer
	err := Text(&out, &Report{Findings: []Finding{{Rule: "sum", Severity: Error, Path: "a\x1b[2J\nb.yaml", Line: 1, Column: 1, Message: "m\x1b[2J"}}}, true)
	if want := "a\uFFFD[2J b.yaml:1:1: error: m\uFFFD[2J [sum]\n"; err != nil || out.String() != want {
		t.Errorf("got %q, want %q: %v", out.String(), want, err)
	}
}

// Other formats get every finding with its place, a name of its own, and what sets it aside.
func TestRun(t *testing.T) {
	r := *report
	r.Inspected = []*facts.File{{Path: "facts/a b.yaml", Text: []byte(strings.Repeat("\n", 8) + "  ä: 1\n")}, {Path: "facts/b.yaml"}}
	run := r.Run()
	if len(run.Rules) != len(All()) || run.Summary != "2 files, 1 dataset: 1 error, 1 warning, 0 notes (2 suppressed)" {
		t.Errorf("got %d rules, summary %q", len(run.Rules), run.Summary)
	}
	if len(run.Files) != 2 || len(run.Files[0].Findings) != 4 || len(run.Files[1].Findings) != 0 {
		t.Fatalf("got %+v", run.Files)
	}
	names := map[string]bool{}
	for _, f := range run.Files[0].Findings {
		names[f.ID] = true
	}
	if len(names) != 4 {
		t.Errorf("%d names for 4 findings", len(names))
	}
	if got, want := run.Files[0].Findings[0].Start, (format.Place{Line: 9, Column: 5, Byte: 6, UTF16: 5}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if s := run.Files[0].Findings[2].Suppressed; s == nil || !s.InSource || s.Reason != "not collected" {
		t.Errorf("got %+v", s)
	}
	if s := run.Files[0].Findings[3].Suppressed; s == nil || s.InSource {
		t.Errorf("got %+v", s)
	}
}
