package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeTable writes a table of 100 regions over many months, as statistical offices publish them.
func writeTable(b *testing.B, rows int) string {
	b.Helper()
	var text strings.Builder
	text.WriteString("month,region,arrivals\n")
	for i := range rows {
		month := i / 100
		fmt.Fprintf(&text, "%d-%02d,region %d,%d\n", 1200+month/12, month%12+1, i%100, 1000+i*7919%90001)
	}
	path := filepath.Join(b.TempDir(), "arrivals.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkLoad(b *testing.B) {
	for _, rows := range []int{1e4, 1e6} {
		b.Run(fmt.Sprintf("%.0e", float64(rows)), func(b *testing.B) {
			path := writeTable(b, rows)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load([]string{path}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
