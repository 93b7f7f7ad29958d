package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What --write-claims writes declares what was read: with the file beside the draft the report is the same.
func TestWriteClaimsRoundTrip(t *testing.T) {
	folders, err := filepath.Glob("../../testdata/newsroom/*/facts")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	declared := 0
	for i, facts := range folders {
		if testing.Short() && i%5 != 0 {
			continue
		}
		var meta struct{ Story, Published string }
		if err := json.Unmarshal([]byte(read(filepath.Join(filepath.Dir(facts), "meta.json"))), &meta); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(filepath.Dir(facts), meta.Story))
		if err != nil {
			t.Fatal(err)
		}
		story := filepath.Join(t.TempDir(), meta.Story)
		if err := os.WriteFile(story, text, 0o666); err != nil {
			t.Fatal(err)
		}
		check := func(more ...string) (claims []string, notices int) {
			stdout, stderr, code := run(strings.NewReader(""), nil, append([]string{"check", "--facts", facts, "--published", meta.Published, "--format", "json", story}, more...)...)
			var report struct {
				Articles []struct {
					Claims []struct {
						Rule, Verdict, Text string
						Start, End          int
					}
				}
				Summary struct{ Notices int }
			}
			if err := json.Unmarshal([]byte(stdout), &report); err != nil || code == exitFailed {
				t.Fatalf("%s: exit %d: %s", facts, code, stderr)
			}
			for _, c := range report.Articles[0].Claims {
				claims = append(claims, strings.Join([]string{c.Rule, c.Verdict, c.Text}, " "))
			}
			return claims, report.Summary.Notices
		}
		before, _ := check("--write-claims")
		after, notices := check()
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("%s: verdicts change with the file that tells how they were read (-before +after):\n%s", facts, diff)
		}
		if notices > 0 {
			t.Errorf("%s: %d declared claims are not found again", facts, notices)
		}
		file := read(strings.TrimSuffix(story, filepath.Ext(story)) + ".claims.yaml")
		declared += strings.Count(file, "\n    measure:")
		if !slices.ContainsFunc(before, func(c string) bool { return strings.Contains(c, " supported ") }) {
			t.Errorf("%s: nothing is supported", facts)
		}
	}
	if declared < 100 {
		t.Errorf("%d readings are declared: most that are firm should be", declared)
	}
}
