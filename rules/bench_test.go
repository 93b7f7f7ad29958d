package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/rules"
)

// BenchmarkArticle checks the bundled example, an article of some 450 words, with the facts loaded.
func BenchmarkArticle(b *testing.B) {
	catalog, err := facts.Load([]string{"../testdata/example/facts"})
	if err != nil {
		b.Fatal(err)
	}
	benchmarkStory(b, catalog, 1)
}

// BenchmarkLongArticle checks the example many times over as one draft: the time per byte must stay.
func BenchmarkLongArticle(b *testing.B) {
	catalog, err := facts.Load([]string{"../testdata/example/facts"})
	if err != nil {
		b.Fatal(err)
	}
	for _, times := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("x%d", times), func(b *testing.B) { benchmarkStory(b, catalog, times) })
	}
}

// BenchmarkManyFacts checks the example with a dataset beside its own that grows: the time must not.
func BenchmarkManyFacts(b *testing.B) {
	for _, rows := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprintf("%d", rows), func(b *testing.B) {
			dir := b.TempDir()
			var table strings.Builder
			table.WriteString("Day,Station,Rainfall (mm)\n")
			for i := range rows {
				fmt.Fprintf(&table, "%s,S%04d,%d.%d\n", period.Date(2000, 1, 1).Add(i/100), i%100, i%60, i%10)
			}
			if err := os.WriteFile(filepath.Join(dir, "rainfall.csv"), []byte(table.String()), 0o644); err != nil {
				b.Fatal(err)
			}
			catalog, err := facts.Load([]string{"../testdata/example/facts", dir})
			if err != nil {
				b.Fatal(err)
			}
			benchmarkStory(b, catalog, 1)
		})
	}
}

func benchmarkStory(b *testing.B, catalog *facts.Catalog, times int) {
	b.Helper()
	story, err := os.ReadFile("../testdata/example/story.md")
	if err != nil {
		b.Fatal(err)
	}
	text := append([]byte(nil), story...)
	_, body, _ := strings.Cut(string(story[4:]), "---\n")
	for range times - 1 {
		text = append(text, body...)
	}
	d, err := draft.Parse(text, draft.Markdown)
	if err != nil {
		b.Fatal(err)
	}
	checker := rules.NewChecker(catalog, rules.All(), rules.Options{})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		checker.Check(d)
	}
}
