package schema

import (
	"fmt"
	"strings"
	"testing"
)

func manyRows(n int) []byte {
	var b strings.Builder
	b.WriteString("rows:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - {year: %d, district: harbour, burglaries: %d, loss: 1204000}\n", i, i)
	}
	return []byte(b.String())
}

func BenchmarkReadYAML(b *testing.B) {
	text := manyRows(10000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadYAML(text); err != nil {
			b.Fatal(err)
		}
	}
}
