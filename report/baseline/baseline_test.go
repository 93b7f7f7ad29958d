package baseline_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/report/baseline"
	"github.com/onrecord/onrecord/rules"
)

// article pins a refutation to each place of the words in a text.
func article(text string, words ...string) report.Article {
	a := report.Article{Path: "a.md", Draft: []byte(text)}
	from := 0
	for _, w := range words {
		at := from + bytes.Index(a.Draft[from:], []byte(w))
		a.Findings = append(a.Findings, rules.Finding{
			Rule: "value", Span: draft.Span{Start: at, End: at + len(w)},
			Verdict: rules.Verdict{Label: rules.Refuted, Severity: rules.Error, Message: "m"},
		})
		from = at + len(w)
	}
	return a
}

func all(*rules.Finding) bool { return true }

func suppressed(a report.Article) (words []string) {
	for _, f := range a.Findings {
		if f.Suppressed != nil {
			words = append(words, string(a.Draft[f.Span.Start:f.Span.End]))
		}
	}
	return words
}

// roundTrip returns the baseline as the next run reads it.
func roundTrip(t *testing.T, b *baseline.Baseline) *baseline.Baseline {
	t.Helper()
	again, err := baseline.Read(b.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestKnownClaimsAreSuppressedWhereverTheyMove(t *testing.T) {
	b := baseline.New()
	b.Replace("a.md", article("There were 398, and 398 more.", "398", "398"), all)
	b = roundTrip(t, b)

	moved := article("Good morning.\n\nThere were 398, and\n398 more, and 398 after, of 412.", "398", "398", "398", "412")
	if gone := b.Apply("a.md", moved); gone != 0 {
		t.Errorf("%d are gone, want none", gone)
	}
	if got := strings.Join(suppressed(moved), " "); got != "398 398" {
		t.Errorf("suppressed %q: the third 398 and the 412 are new", got)
	}
	if moved.Findings[0].Suppressed.By != rules.ByBaseline {
		t.Errorf("suppressed by %s", moved.Findings[0].Suppressed.By)
	}

	mended := article("There were 398.", "398")
	if gone := b.Apply("a.md", mended); gone != 1 {
		t.Errorf("%d are gone, want 1", gone)
	}
	if other := article("There were 398.", "398"); b.Apply("b.md", other) != 0 || suppressed(other) != nil {
		t.Error("a claim of another draft is taken for the known one")
	}
}

func TestReplaceKeepsOtherDraftsAndLeavesIgnoresOut(t *testing.T) {
	b := baseline.New()
	b.Replace("b.md", article("There were 5.", "5"), all)
	b.Replace("a.md", article("There were 398.", "398"), all)
	ignored := article("There were 412 or 413.", "412", "413")
	ignored.Findings[0].Suppressed = &rules.Suppression{By: rules.ByComment}
	b.Replace("a.md", ignored, all)
	if text := string(b.Encode()); b.Len() != 2 || strings.Contains(text, "398") || !strings.Contains(text, `"text": "413"`) || !strings.Contains(text, `"path": "b.md"`) {
		t.Errorf("got %s", text)
	}
	if first, second := b.Encode(), roundTrip(t, b).Encode(); !bytes.Equal(first, second) {
		t.Errorf("the file changes from run to run:\n%s\n%s", first, second)
	}
}

func TestReadRefusesOtherFiles(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "no baseline",
		`{"findings": []}`:      "no baseline",
		`{"schema_version": 2}`: "version 2",
		`{"schema_version": 1, "claims": [{"path": "a.md"}]}`: "a path and an id",
	} {
		if _, err := baseline.Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
