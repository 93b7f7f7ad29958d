package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A member that bears the name of what the dataset is about is the whole of the others, unless its figures say that it is one of them.
func TestSubjectIsTheWhole(t *testing.T) {
	const head = "dataset: rain\ntitle: Rain by island\nabout: [Tarn]\nfields:\n  year: {role: period}\n  island: {role: category}\n  rain: {role: measure, unit: mm, additive: false}\nrows:\n"
	for _, c := range []struct {
		tarn  int
		total string
	}{{70, "Tarn"}, {95, ""}} {
		var rows strings.Builder
		for year := 2019; year <= 2024; year++ {
			for island, rain := range map[string]int{"Tarn": c.tarn, "Holm": 90, "Ness": 60, "Skerry": 64} {
				fmt.Fprintf(&rows, "  - {year: %d, island: %s, rain: %d}\n", year, island, rain)
			}
		}
		path := filepath.Join(t.TempDir(), "rain.facts.yaml")
		if err := os.WriteFile(path, []byte(head+rows.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		catalog, err := Load([]string{path})
		if err != nil {
			t.Fatal(err)
		}
		total := ""
		if m := catalog.Datasets[0].Dimensions[0].Total; m != nil {
			total = m.Label
		}
		if total != c.total {
			t.Errorf("the whole is %q, want %q for\n%s", total, c.total, rows.String())
		}
	}
}
