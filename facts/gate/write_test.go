package gate

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

var report = &Report{Version: "v1.2.0", Files: 2, Datasets: 1, Findings: []Finding{
	{Rule: "sum", Severity: Error, Path: "facts/a b.yaml", Line: 9, Column: 5, Message: "120% of 1,000\n::warning::"},
	{Rule: "gap", Severity: Warning, Path: "facts/a b.yaml", Line: 12, Column: 5, Message: "no row for 2021"},
	{Rule: "gap", Severity: Warning, Path: "facts/a b.yaml", Line: 14, Column: 5, Message: "no row for 2023", Suppressed: "not collected"},
	{Rule: "gap", Severity: Warning, Path: "facts/a b.yaml", Line: 15, Column: 5, Message: "no row for 2023", Suppressed: "in the baseline", fromBaseline: true},
}}

func TestFormats(t *testing.T) {
	var text, github, jsonText bytes.Buffer
	for _, err := range []error{Text(&text, report), GitHub(&github, report), JSON(&jsonText, report)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := "facts/a b.yaml:9:5: error: 120% of 1,000 ::warning:: [sum]\nfacts/a b.yaml:12:5: warning: no row for 2021 [gap]\n\n" +
		"2 files, 1 dataset: 1 error, 1 warning, 0 notes (2 suppressed)\n"
	if text.String() != want {
		t.Errorf("text: got\n%swant\n%s", &text, want)
	}
	want = "::error title=onrecord (sum),file=facts/a b.yaml,line=9,col=5::120%25 of 1,000 ::warning::\n" +
		"::warning title=onrecord (gap),file=facts/a b.yaml,line=12,col=5::no row for 2021\n"
	if github.String() != want {
		t.Errorf("github: got\n%swant\n%s", &github, want)
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

// SARIF must have what code scanning requires of each object, and no empty text.
func TestSARIF(t *testing.T) {
	var out bytes.Buffer
	if err := SARIF(&out, report); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.ColumnKind != "unicodeCodePoints" || run.Tool.Driver.SemanticVersion != "1.2.0" || len(run.Tool.Driver.Rules) != len(All()) {
		t.Errorf("got %s", out.String()[:300])
	}
	for _, r := range run.Tool.Driver.Rules {
		if r.ID == "" || r.ShortDescription.Text == "" || r.FullDescription.Text == "" || len(r.FullDescription.Text) > 1024 || r.Help.Text == "" {
			t.Errorf("rule %s lacks a text, or one is too long", r.ID)
		}
	}
	prints := map[string]bool{}
	for i, r := range run.Results {
		if r.RuleID != run.Tool.Driver.Rules[r.RuleIndex].ID || r.Message.Text == "" || r.Locations[0].Physical.Artifact.URI != "facts/a%20b.yaml" ||
			r.Locations[0].Physical.Region.StartLine != report.Findings[i].Line {
			t.Errorf("result %d: %+v", i, r)
		}
		prints[r.Fingerprints["onrecordFacts/v1"]] = true
	}
	if len(prints) != len(report.Findings) {
		t.Errorf("%d fingerprints for %d findings", len(prints), len(report.Findings))
	}
	if s := run.Results[2].Suppressions; len(s) != 1 || s[0].Kind != "inSource" || s[0].Justification != "not collected" {
		t.Errorf("got %+v", s)
	}
	if s := run.Results[3].Suppressions; len(s) != 1 || s[0].Kind != "external" {
		t.Errorf("got %+v", s)
	}
	if strings.Contains(out.String(), `"suppressions": null`) || len(run.Results[0].Suppressions) > 0 {
		t.Error("an open finding is suppressed")
	}
}
