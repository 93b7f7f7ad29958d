package archive

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
)

// TestMain runs pipelines on prism, Beam's runner in this process.
func TestMain(m *testing.M) { ptest.Main(m) }

const burglaries = `dataset: city-burglary
about: [Northport]
fields: {year: {role: period, since: 2021}, burglaries: {role: measure, unit: burglaries}}
file: tables/burglary.csv
`

const table = "year,burglaries\n2021,425\n2022,437\n2023,412\n2024,388\n"

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// repositories writes two versions of the facts and returns their folders.
func repositories(t *testing.T) (before, after string) {
	t.Helper()
	folder := t.TempDir()
	for version, text := range map[string]string{"old": table, "new": strings.Replace(table, "388", "391", 1)} {
		write(t, filepath.Join(folder, version, "city.facts.yaml"), burglaries)
		write(t, filepath.Join(folder, version, "tables", "burglary.csv"), text)
	}
	return filepath.Join(folder, "old"), filepath.Join(folder, "new")
}

func changes(t *testing.T, glob string) (list []Change) {
	t.Helper()
	names, err := filepath.Glob(glob)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			var c Change
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// From files of articles to a file of changes, with the facts broadcast.
func TestPipeline(t *testing.T) {
	before, after := repositories(t)
	files, version, err := Facts(before, after)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 4 {
		t.Fatalf("%d files of facts, want 4", len(files))
	}
	folder := t.TempDir()
	var lines strings.Builder
	for i := range 20 {
		text := fmt.Sprintf("---\npublished: 2025-02-12\n---\nNorthport had %d burglaries in 2024.\n", 380+i)
		write(t, filepath.Join(folder, fmt.Sprintf("story-%02d.md", i)), text)
		line, err := json.Marshal(Article{fmt.Sprintf("story-%02d.md", i), text})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	write(t, filepath.Join(folder, "broken.md"), "not \xff UTF-8")
	write(t, filepath.Join(folder, "archive.jsonl"), lines.String())

	for name, read := range map[string]func(s beam.Scope) beam.PCollection{
		"files": func(s beam.Scope) beam.PCollection { return ReadFiles(s, filepath.Join(folder, "*.md")) },
		"lines": func(s beam.Scope) beam.PCollection { return ReadLines(s, filepath.Join(folder, "*.jsonl")) },
	} {
		t.Run(name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "changes.jsonl")
			p, s := beam.NewPipelineWithRoot()
			Write(s, output, Changes(s, read(s), beam.CreateList(s, files), "2025-02-12", version))
			if err := ptest.Run(p); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range changes(t, output+"*") {
				got = append(got, fmt.Sprintf("%s %s %s: %s → %s", filepath.Base(c.Path), c.Grade, c.Text, c.OldHas, c.NewHas))
			}
			want := []string{"story-08.md wrong 388: 388 → 391", "story-11.md righted 391: 388 → 391"}
			if name == "files" {
				want = append([]string{"broken.md skipped :  → "}, want...)
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestBrokenFactsEndTheRun(t *testing.T) {
	p, s := beam.NewPipelineWithRoot()
	files := []File{{Old, "a.facts.yaml", []byte("dataset: a\nrows: 3\n")}, {New, "a.facts.yaml", []byte(burglaries)}}
	Changes(s, beam.CreateList(s, []Article{{"a.md", "Text."}}), beam.CreateList(s, files), "2025-02-12", "broken")
	if err := ptest.Run(p); err == nil || !strings.Contains(err.Error(), "old:a.facts.yaml:2:7") {
		t.Errorf("got %v", err)
	}
}
