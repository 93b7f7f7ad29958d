package facts

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write makes a folder with files.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func datasetIDs(c *Catalog) string {
	var ids []string
	for _, d := range c.Datasets {
		ids = append(ids, d.ID)
	}
	return strings.Join(ids, " ")
}

const visits = "dataset: visits\nfields: {year: {role: period}, visits: {role: measure}}\n"

func TestWhichFilesHoldFacts(t *testing.T) {
	folder := write(t, map[string]string{
		"visits.facts.yaml":      visits + "file: data/visits.csv\n",
		"data/visits.csv":        "year,visits\n2024,3\n",
		"data/staff.csv":         "year,staff\n2024,3\n",
		"deep/er/prices.yml":     "dataset: prices\nrows: [{year: 2024, price: 3}]\n",
		"deep/er/rents.json":     `{"dataset": "rents", "rows": [{"year": 2024, "rent": 3}]}`,
		"story.claims.yaml":      "claims: []\n",
		"package.json":           `{"name": "no facts"}`,
		"notes.yaml":             "title: no facts\n",
		".hidden.yaml":           "dataset: hidden\nrows: []\n",
		".git/config.yaml":       "dataset: hidden\nrows: []\n",
		"node_modules/a/b.csv":   "a,b\n1,2\n",
		"README.md":              "Facts\n",
		"data/visits.csv.backup": "year,visits\n",
	})
	c, err := Load([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := datasetIDs(c), "prices rents staff visits"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if c.Dataset("rents") != c.Datasets[1] || c.Dataset("none") != nil {
		t.Error("Dataset finds by id only")
	}
}

func TestWrongPaths(t *testing.T) {
	folder := write(t, map[string]string{"empty/README.md": "", "facts.txt": "year 2024", "other.yaml": "title: x\n"})
	tests := []struct{ path, want string }{
		{"missing", "missing: there is no such file or folder"},
		{"empty", "empty: no facts files under this folder: they end in .yaml, .yml, .json, .csv, .tsv, .xlsx or .parquet"},
		{"facts.txt", "facts.txt: is no facts file: they end in .yaml, .yml, .json, .csv, .tsv, .xlsx or .parquet"},
		{"other.yaml", "other.yaml:1:1: a dataset has either rows: or file:\nother.yaml:1:1: dataset is missing"},
	}
	for _, test := range tests {
		_, err := Load([]string{filepath.Join(folder, test.path)})
		if err == nil {
			t.Errorf("%s: loaded", test.path)
			continue
		}
		if got := strings.ReplaceAll(err.Error(), folder+string(filepath.Separator), ""); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
		var file *FileError
		if !errors.As(err, &file) {
			t.Errorf("%s: %T is no FileError", test.path, err)
		}
	}
	if _, err := Load(nil); err == nil {
		t.Error("no paths: loaded")
	}
}

func TestProblemsOfAllFilesAreSorted(t *testing.T) {
	rows := strings.Repeat("  - {year: 2024-99, visits: x}\n", 200)
	folder := write(t, map[string]string{
		"b.yaml": visits + "rows:\n" + rows,
		"a.yaml": "dataset: a\nfields: {visits: {role: measure}}\nrows: [{visits: many}, {visits: few}]\n",
	})
	_, err := Load([]string{filepath.Join(folder, "b.yaml"), filepath.Join(folder, "a.yaml")})
	lines := strings.Split(strings.ReplaceAll(err.Error(), folder+string(filepath.Separator), ""), "\n")
	if len(lines) != 2+maxProblems+1 {
		t.Fatalf("got %d lines, want %d", len(lines), 2+maxProblems+1)
	}
	for i, want := range map[int]string{
		0:              `a.yaml:3:17: visits must be a number, not "many"`,
		2:              `b.yaml:4:12: year: there is no month 99 in "2024-99"`,
		3:              `b.yaml:4:29: visits must be a number, not "x"; if it marks a missing value, say so with missing: {x: why}`,
		len(lines) - 1: "b.yaml: and 101 more problems like these",
	} {
		if lines[i] != want {
			t.Errorf("line %d: got %s, want %s", i, lines[i], want)
		}
	}
}

func TestOrderOfFilesChangesNothing(t *testing.T) {
	folder := write(t, map[string]string{
		"a.csv": "year,deaths\n2024,3\n", "b.yaml": visits + "file: c.csv\n", "c.csv": "year,visits\n2024,3\n",
		"d.json": `{"dataset": "rents", "rows": [{"year": 2024, "rent": 3}]}`,
	})
	var names []string
	for _, name := range []string{"a.csv", "b.yaml", "c.csv", "d.json"} {
		names = append(names, filepath.Join(folder, name))
	}
	c, err := Load(names)
	if err != nil {
		t.Fatal(err)
	}
	want := datasetIDs(c)
	slices.Reverse(names)
	for _, paths := range [][]string{names, {folder}, {folder, folder}, append(names, names...), {folder + "/./", names[0]}} {
		c, err := Load(paths)
		if err != nil {
			t.Fatal(err)
		}
		if got := datasetIDs(c); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestUnitWithScale(t *testing.T) {
	_, d := load(t, "power.yaml", `
dataset: power
title: Electricity generated in Ostland
source: {publisher: Grid Office, title: Yearbook, published: 2025-02-11}
fields:
  year: {role: period}
  output: {role: measure, unit: billion kWh, rounded_to: 0.1}
  fuel: {role: measure, unit: thousand tonnes, rounded_to: 1000}
  sales: {role: measure, unit: £m}
  homes: {role: measure, unit: million homes}
  depth: {role: measure, unit: m}
rows:
  - {year: 2024, output: 12.5, fuel: 48, sales: 3.25, homes: 0.4, depth: 7}
`)
	if got, want := rolesText(d), "period year | measure output energy kWh sums | measure fuel mass t sums | measure sales money GBP sums | "+
		"measure homes count sums | measure depth length m"; got != want {
		t.Errorf("roles:\n got %s\nwant %s", got, want)
	}
	if got, want := valuesText(d), "2024 output=12500000000, 2024 fuel=48000, 2024 sales=3250000, 2024 homes=400000, 2024 depth=7"; got != want {
		t.Errorf("values:\n got %s\nwant %s", got, want)
	}
	if got, want := d.Measures[0].RoundedTo.String(), "100000000"; got != want {
		t.Errorf("output is rounded to %s, not %s", got, want)
	}
	if got, want := d.Measures[1].RoundedTo.String(), "1000"; got != want {
		t.Errorf("fuel is rounded to %s, not %s", got, want)
	}
}

func TestDescribedFields(t *testing.T) {
	_, d := load(t, "city.yaml", `
dataset: city-burglary
title: Burglaries recorded by police in Northport
about: [Northport, the city]
source: {publisher: Northport Police, title: Recorded crime, url: https://example.org/crime, published: 2025-02-11, page: 12, license: CC BY 4.0}
missing: {c: suppressed, "-": not collected}
fields:
  year: {role: period, since: 2011, year_ends: 03-31}
  us-state: {role: category, members: {harbour: {label: Harbour district, aliases: [the docks]}, old-town: Old Town, hills: }}
  burglaries: {role: measure, aliases: [burglary, break-in], unit: burglaries}
  loss: {role: measure, label: value of goods stolen, unit: GBP, rounded_to: 1000, scale: thousand}
  area: {role: measure, unit: km2}
  average_loss: {role: measure, unit: GBP}
  clear-up: {role: measure, unit: "%"}
rows:
  - {year: 2024, us-state: Harbour district, burglaries: 120, loss: 1310.5, status: provisional, note: revised in May}
  - {year: 2024, us-state: the docks, clear-up: 12.50}
  - {year: 2024, us-state: old-town, burglaries: c, loss: "1,204", area: 3 ha, clear-up: "-"}
`)
	if got, want := rolesText(d), "period year | category us-state 3 | measure burglaries count sums | measure loss money GBP sums | "+
		"measure area area km2 sums | measure average_loss money GBP | measure clear-up percent"; got != want {
		t.Errorf("roles:\n got %s\nwant %s", got, want)
	}
	if got, want := valuesText(d), "2024 burglaries=120, 2024 loss=1310500, 2024 clear-up=12.5, 2024 loss=1204000, 2024 area=0.03"; got != want {
		t.Errorf("values:\n got %s\nwant %s", got, want)
	}
	if d.Period.Since.String() != "2011" || d.Period.YearEnds != "03-31" || d.Source.Published.String() != "2025-02-11" || d.Source.Page != "12" {
		t.Errorf("period %+v, source %+v", d.Period, d.Source)
	}
	dim := d.Dimensions[0]
	if dim.Label != "us state" || dim.Members[0].Label != "Harbour district" || dim.Members[1].Label != "Old Town" || dim.Members[2].Label != "hills" {
		t.Errorf("labels: %s, %s, %s, %s", dim.Label, dim.Members[0].Label, dim.Members[1].Label, dim.Members[2].Label)
	}
	o := d.observations[1]
	if o.Status != Provisional || o.Note != "revised in May" || o.Step.String() != "100" || o.Row != 0 {
		t.Errorf("got %s, %q, step %s, row %d", o.Status, o.Note, o.Step, o.Row)
	}
	if m := d.Measures[1]; m.RoundedTo.String() != "1000" || strings.Join(d.Measures[0].Aliases, ",") != "burglary,break-in" {
		t.Errorf("rounded to %s, aliases %v", m.RoundedTo, d.Measures[0].Aliases)
	}
}

func TestFlowTextWithACommaIsOneText(t *testing.T) {
	_, d := load(t, "pay.yaml", `
dataset: pay
fields:
  work: {role: category, members: {chiefs: {label: managers, directors and senior officials, aliases: [chief]}}}
  pay: {role: measure, unit: GBP, label: pay per hour, at the median}
rows: [{work: chiefs, pay: 24.5}]
`)
	m := d.Dimensions[0].Members[0]
	if m.Label != "managers, directors and senior officials" || len(m.Aliases) != 1 {
		t.Errorf("got label %q, aliases %v", m.Label, m.Aliases)
	}
	if label := d.Measures[0].Label; label != "pay per hour, at the median" {
		t.Errorf("got label %q", label)
	}
}
