package gate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts"
)

// writeTable writes a table of regions over many months and the file that describes it.
func writeTable(b testing.TB, rows, regions int) string {
	b.Helper()
	folder := b.TempDir()
	var text strings.Builder
	text.WriteString("month,region,arrivals\n")
	for i := range rows {
		month := i / regions
		fmt.Fprintf(&text, "%d-%02d,region %d,%d\n", 1100+month/12, month%12+1, i%regions, 1000+i*7919%901)
	}
	files := map[string]string{"arrivals.csv": text.String(), "arrivals.yaml": `dataset: arrivals
title: Arrivals by month and region
source: {publisher: P, title: T, url: https://example.org, published: 2025-01-10, license: CC0}
fields:
  month: {role: period}
  region: {role: category}
  arrivals: {role: measure, unit: people}
file: arrivals.csv
`}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return folder
}

func BenchmarkCheck(b *testing.B) {
	for _, table := range []struct{ rows, regions int }{{1e4, 100}, {1e5, 100}, {1e6, 100}, {1e6, 1e5}} {
		b.Run(fmt.Sprintf("%.0e rows of %.0e regions", float64(table.rows), float64(table.regions)), func(b *testing.B) {
			folder := writeTable(b, table.rows, table.regions)
			b.ReportAllocs()
			for b.Loop() {
				if findings := Check(facts.Inspect([]string{folder}), Options{Today: today}); len(findings) > 0 {
					b.Fatal(findings[0])
				}
			}
		})
	}
}
