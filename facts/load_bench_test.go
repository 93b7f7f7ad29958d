package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeTable writes a table of regions over many months, as statistical offices publish them.
func writeTable(b *testing.B, rows, regions int) string {
	b.Helper()
	var text strings.Builder
	text.WriteString("month,region,arrivals\n")
	for i := range rows {
		month := i / regions
		fmt.Fprintf(&text, "%d-%02d,region %d,%d\n", 1200+month/12, month%12+1, i%regions, 1000+i*7919%90001)
	}
	path := filepath.Join(b.TempDir(), "arrivals.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkLoad(b *testing.B) {
	for _, table := range []struct{ rows, regions int }{{1e4, 100}, {1e5, 100}, {1e6, 100}, {1e6, 1e5}} {
		b.Run(fmt.Sprintf("%.0e rows of %.0e regions", float64(table.rows), float64(table.regions)), func(b *testing.B) {
			path := writeTable(b, table.rows, table.regions)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load([]string{path}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchmarkCatalog(b *testing.B) (*Catalog, *Dataset) {
	b.Helper()
	c, err := Load([]string{writeTable(b, 1e5, 100)})
	if err != nil {
		b.Fatal(err)
	}
	return c, c.Datasets[0]
}

func BenchmarkAt(b *testing.B) {
	c, d := benchmarkCatalog(b)
	s := Slice{Measure: d.Measures[0]}.With(d.Dimensions[0].Members[42])
	p := d.Row(d.Len() / 2).Period
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := c.At(s, p); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkSeries(b *testing.B) {
	c, d := benchmarkCatalog(b)
	part := Slice{Measure: d.Measures[0]}.With(d.Dimensions[0].Members[42])
	for _, test := range []struct {
		name string
		s    Slice
	}{{"part", part}, {"sum", Slice{Measure: d.Measures[0]}}} {
		name, s := test.name, test.s
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(c.Series(s).Cells) == 0 {
					b.Fatal("empty")
				}
			}
		})
		b.Run(name+" uncached", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len((&Catalog{}).Series(s).Cells) == 0 {
					b.Fatal("empty")
				}
			}
		})
	}
}
