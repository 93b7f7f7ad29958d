package gate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/facts"
)

// longest is how long a hostile file may take on a slow and busy machine; on an idle one, none takes two seconds.
const longest = 20 * time.Second

// TestHostileFiles checks files that no desk writes and every program meets. Each must be refused with a message, in time.
func TestHostileFiles(t *testing.T) {
	const head = "dataset: a\nfields:\n  year: {role: period}\n  n: {role: measure}\n"
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 10; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	wide := strings.TrimSuffix(strings.Repeat("c,", 100_000), ",") + "\n"
	var comments strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&comments, "  - {year: %d, n: 1} # onrecord-ignore gap: x\n", 1000+i%9000)
	}
	tests := []struct{ name, file, text, rule, message string }{
		{"alias bomb", "a.yaml", head + bomb + "rows: [*a9]\n", "syntax", "aliases repeat more than"},
		{"flow levels", "a.yaml", head + "rows: " + strings.Repeat("[", 100_000), "syntax", "depth"},
		{"closed levels", "a.yaml", head + "rows: " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "syntax", "depth"},
		{"block levels", "a.yaml", head + "rows:\n" + strings.Repeat("- ", 100_000) + "x\n", "syntax", "depth"},
		{"lists in JSON", "a.json", `{"dataset": "a", "rows": ` + strings.Repeat("[", 100_000), "syntax", "nested more than 64 levels deep"},
		{"mappings in JSON", "a.json", strings.Repeat(`{"a":`, 100_000), "syntax", "nested more than 64 levels deep"},
		{"a line of a document", "a.yaml", "dataset: a\ntitle: " + strings.Repeat("x", 33<<20), "syntax", "MiB are more than the 32 MiB"},
		{"a line of a table", "a.csv", "year,n\n2024," + strings.Repeat("1", 8<<20) + "\n", "csv-shape", "a line of more than 1024 KiB"},
		{"a line further down", "a.csv", "year,n\n" + strings.Repeat("2024,1\n", 1<<20) + strings.Repeat("1", 2<<20), "csv-shape", "a line of more than 1024 KiB"},
		{"columns", "a.csv", wide + wide, "csv-shape", "100000 columns are more than the 2000"},
		{"cells", "a.csv", "year,n\n2024,1\n" + wide, "csv-shape", "the row has 100000 cells, the head 2"},
		{"shapes", "a.csv", "year,n\n" + strings.Repeat("2024\n", 200_000), "csv-shape", "more rows like these"},
		{"repeated rows", "a.yaml", head + "rows:\n" + strings.Repeat("  - {year: 2024, n: 1}\n", 20_000), "duplicate-row", "more problems like these"},
		{"checks", "a.yaml", head + "checks:\n" + strings.Repeat("  - n > 0\n", 20_000) + "rows:\n  - {year: 2024, n: 1}\n", "expression", "a file may have 500 checks"},
		{"an expression", "a.yaml", head + "checks:\n  - n > " + strings.Repeat("(", 100_000) + "\nrows:\n  - {year: 2024, n: 1}\n", "expression", "longer than the 2000"},
		{"digits", "a.yaml", head + "rows:\n  - {year: 2024, n: " + strings.Repeat("9", 1<<20) + "}\n", "bad-value", "more than 60 digits"},
		{"comments", "a.yaml", head + "rows:\n" + comments.String(), "unused-ignore", "10000 comments are heeded"},
		{"NUL bytes", "a.yaml", strings.Repeat("\x00", 1000), "syntax", "not valid YAML"},
		{"nothing", "a.csv", "", "csv-shape", "the table is empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), test.file)
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			findings := Check(facts.Inspect([]string{path}), Options{Today: today})
			took := time.Since(start)
			found := false
			for _, f := range findings {
				found = found || f.Rule == test.rule && strings.Contains(f.Message, test.message) && f.Severity.Rank() <= Warning.Rank()
				if len(f.Message) > 2000 {
					t.Errorf("a message of %d bytes: %.100s", len(f.Message), f.Message)
				}
			}
			if !found {
				t.Errorf("want %s with %q, got %.500v", test.rule, test.message, findings)
			}
			if took > longest {
				t.Errorf("%d bytes took %v", len(test.text), took)
			}
		})
	}
}

// FuzzCheck holds any file to: no panic, places within it, the same findings each time.
func FuzzCheck(f *testing.F) {
	for _, pattern := range []string{"/*/*.yaml", "/*/*.csv"} {
		paths, err := filepath.Glob(fixtures + pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text), filepath.Ext(path))
		}
	}
	f.Fuzz(func(t *testing.T, text, ext string) {
		if len(text) > 1<<16 || ext != ".yaml" && ext != ".csv" && ext != ".json" {
			return
		}
		path := filepath.Join(t.TempDir(), "a"+ext)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		findings := Check(facts.Inspect([]string{path}), Options{Today: today})
		lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
		for _, found := range findings {
			if found.Line < 1 || found.Column < 1 || found.Message == "" || Find(found.Rule) == nil || ext == ".csv" && found.Line > lines {
				t.Errorf("%+v in %q", found, text)
			}
		}
		if again := Check(facts.Inspect([]string{path}), Options{Today: today}); fmt.Sprint(again) != fmt.Sprint(findings) {
			t.Errorf("got %v, then %v", findings, again)
		}
	})
}
