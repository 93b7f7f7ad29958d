package facts

import (
	"os"
	"path/filepath"
	"testing"
)

// A member that bears the name of what the dataset is about is the whole of the others, unless its figures say that it is one of them.
func TestSubjectIsTheWhole(t *testing.T) {
	const head = "dataset: rain\ntitle: Rain by island\nabout: [Tarn]\nfields:\n  year: {role: period}\n  island: {role: category}\n  rain: {role: measure, unit: mm, additive: false}\nrows:\n"
	for _, c := range []struct {
		rows, total string
	}{
		{"  - {year: 2024, island: Tarn, rain: 70}\n  - {year: 2024, island: Holm, rain: 90}\n  - {year: 2024, island: Ness, rain: 60}\n  - {year: 2024, island: Skerry, rain: 64}\n", "Tarn"},
		{"  - {year: 2024, island: Tarn, rain: 95}\n  - {year: 2024, island: Holm, rain: 90}\n  - {year: 2024, island: Ness, rain: 60}\n  - {year: 2024, island: Skerry, rain: 64}\n", ""},
	} {
		path := filepath.Join(t.TempDir(), "rain.facts.yaml")
		if err := os.WriteFile(path, []byte(head+c.rows), 0o644); err != nil {
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
			t.Errorf("the whole is %q, want %q for\n%s", total, c.total, c.rows)
		}
	}
}
