package gate

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts"
)

// inspect checks a file with the text and returns what is found.
func inspect(t testing.TB, name, text string) []Finding {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Check(facts.Inspect([]string{path}), Options{Today: today})
}

const rounded = `dataset: crime
title: Crime
source: {publisher: P, title: T, url: https://example.org, published: 2025-01-10, license: CC0}
fields:
  year: {role: period}
  loss: {role: measure, unit: GBP, rounded_to: 10}
`

// Comments cover their own line, the next one, or the block below it.
func TestIgnoredLines(t *testing.T) {
	tests := []struct {
		name, rows string
		open       []int // lines with findings that remain
	}{
		{"none", "rows:\n  - {year: 2023, loss: 11}\n  - {year: 2024, loss: 12}\n", []int{8, 9}},
		{"own line", "rows:\n  - {year: 2023, loss: 11} # onrecord-ignore rounding: as sent\n  - {year: 2024, loss: 12}\n", []int{9}},
		{"next line", "rows:\n  # onrecord-ignore rounding: as sent\n\n  # a remark\n  - {year: 2023, loss: 11}\n  - {year: 2024, loss: 12}\n", []int{12}},
		{"several rules", "rows:\n  - {year: 2023, loss: 11} # onrecord-ignore gap, rounding: as sent\n  - {year: 2024, loss: 12}\n", []int{9}},
		{"another rule", "rows:\n  - {year: 2023, loss: 11} # onrecord-ignore gap: as sent\n  - {year: 2024, loss: 12}\n", []int{8, 8, 9}},
		{"block below", "rows: # onrecord-ignore rounding: as sent\n- {year: 2023, loss: 11}\n- {year: 2024, loss: 12}\n", nil},
		{"block item", "rows:\n  - year: 2023 # onrecord-ignore rounding: as sent\n    loss: 11\n  - {year: 2024, loss: 12}\n", []int{10}},
		{"no reason", "rows:\n  - {year: 2023, loss: 11} # onrecord-ignore rounding\n  - {year: 2024, loss: 12}\n", []int{8, 8, 9}},
		{"in a text", "rows:\n  - {year: 2023, loss: 11, note: \"see # onrecord-ignore rounding: x\"}\n  - {year: 2024, loss: 12}\n", []int{8, 9}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			findings := inspect(t, "a.yaml", rounded+test.rows)
			var open []int
			for _, f := range findings {
				if f.Suppressed == "" {
					open = append(open, f.Line)
				} else if f.Suppressed != "as sent" {
					t.Errorf("line %d is suppressed for %q", f.Line, f.Suppressed)
				}
			}
			if !slices.Equal(open, test.open) {
				t.Errorf("findings on lines %v, want %v: %v", open, test.open, findings)
			}
		})
	}
}

func TestComment(t *testing.T) {
	for line, want := range map[string]int{
		"a: b # c": 5, "# c": 0, "  # c": 2, "a: b#c": -1, `a: "b # c"`: -1, `a: 'b # c' # d`: 11, `a: it's # c`: 8, `{a: "b", c: "d"} # e`: 17, "": -1,
	} {
		if got := comment(line); got != want {
			t.Errorf("%s: got %d, want %d", line, got, want)
		}
	}
}

// A baseline hides what it lists, as often as it does, wherever it has moved; the rest is told.
func TestBaseline(t *testing.T) {
	old := inspect(t, "a.yaml", rounded+"rows:\n  - {year: 2023, loss: 11}\n  - {year: 2024, loss: 12}\n")
	for i := range old {
		old[i].Path = "a.yaml"
	}
	baseline, err := ReadBaseline(NewBaseline(old).Encode())
	if err != nil {
		t.Fatal(err)
	}
	now := inspect(t, "a.yaml", "# a remark\n"+rounded+"rows:\n  - {year: 2022, loss: 12}\n  - {year: 2023, loss: 14}\n  - {year: 2024, loss: 12}\n")
	for i := range now {
		now[i].Path = "a.yaml"
	}
	gone := baseline.Apply(now)
	var open []string
	for _, f := range now {
		if f.Suppressed == "" {
			open = append(open, f.Message)
		}
	}
	want := "14 is finer than rounded_to: 10|12 is finer than rounded_to: 10"
	if gone != 1 || strings.Join(open, "|") != want {
		t.Errorf("%d gone, open %s; want 1 gone, open %s", gone, strings.Join(open, "|"), want)
	}
	for _, bad := range []string{"", "[]", `{"findings": [{"rule": "gap"}]}`, `{"finding": []}`, "findings: []"} {
		if _, err := ReadBaseline([]byte(bad)); err == nil {
			t.Errorf("%q was read as a baseline", bad)
		}
	}
}

func TestKeysHaveNoLines(t *testing.T) {
	for message, want := range map[string]string{
		"burglaries was given on line 8 already for 2024":  "burglaries was given on line already for 2024",
		`the dataset id "a" is taken by b/a.yaml:12: give`: `the dataset id "a" is taken by b/a.yamlline: give`,
		"1,200 is more than the total of 388 on line 14":   "1,200 is more than the total of 388 on line",
	} {
		f := Finding{Message: message}
		if got := f.key().Message; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
