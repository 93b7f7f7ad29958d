package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// checkCatalog asserts what holds for every catalog: rows that are found where they say they are, series in time order that
// agree with At, and parts that do not count twice.
func checkCatalog(t *testing.T, c *Catalog) {
	t.Helper()
	for _, d := range c.Datasets {
		for i := 0; i < min(d.Len(), 50); i++ {
			checkRow(t, c, d, i)
		}
		for _, m := range d.Measures {
			checkSeries(t, c, Slice{Measure: m})
			for _, dim := range d.Dimensions {
				for _, member := range dim.Members[:min(len(dim.Members), 5)] {
					checkSeries(t, c, Slice{Measure: m}.With(member))
				}
			}
		}
	}
}

func checkRow(t *testing.T, c *Catalog, d *Dataset, i int) {
	t.Helper()
	r := d.Row(i)
	for j := range r.Observations {
		o := &r.Observations[j]
		if o.Row != i || o.Measure.Dataset != d || len(o.Members) != len(d.Dimensions) || o.Line < 1 || o.Column < 1 || o.Path == "" {
			t.Errorf("row %d of %s: %+v", i, d.ID, o)
		}
		if !slices.Contains(c.Rows(o.Measure, o.Members, o.Period), o) {
			t.Errorf("Rows does not find row %d of %s", i, d.ID)
		}
		if cell, ok := c.At(Slice{o.Measure, o.Members}, o.Period); ok && !o.Period.IsZero() && !cell.Value.Equal(o.Value) && !d.Period.Holds {
			t.Errorf("At finds %s for row %d of %s, which is %s", cell.Value, i, d.ID, o.Value)
		}
	}
}

func checkSeries(t *testing.T, c *Catalog, s Slice) {
	t.Helper()
	series := c.Series(s)
	for i, cell := range series.Cells {
		if i > 0 && series.Cells[i-1].Period.Compare(cell.Period) >= 0 {
			t.Errorf("%s: %s comes before %s", s.Words(), series.Cells[i-1].Period, cell.Period)
		}
		if len(cell.Rows) == 0 || cell.Derived && len(cell.Rows) < 2 {
			t.Errorf("%s in %s has %d rows", s.Words(), cell.Period, len(cell.Rows))
		}
		if found, ok := c.At(s, cell.Period); !cell.Period.IsZero() && (!ok || !found.Value.Equal(cell.Value)) {
			t.Errorf("%s in %s: At and Series differ", s.Words(), cell.Period)
		}
		if cell.Derived {
			sum := cell.Rows[0].Value
			for _, o := range cell.Rows[1:] {
				sum = sum.Add(o.Value)
			}
			if !sum.Equal(cell.Value) {
				t.Errorf("%s in %s: %s is no sum of its rows", s.Words(), cell.Period, cell.Value)
			}
		}
	}
	cells, gaps := series.Window(period.Period{}, period.Period{})
	for _, gap := range gaps {
		if slices.ContainsFunc(cells, func(c Cell) bool { return c.Period == gap }) {
			t.Errorf("%s: %s is a gap with a cell", s.Words(), gap)
		}
	}
}

var seeds = []struct{ name, text string }{
	{"a.yaml", burglary}, {"a.yaml", partial}, {"a.yaml", boxScore}, {"a.yaml", records}, {"a.yaml", crossed}, {"a.yaml", rates},
	{"a.csv", roadToll}, {"a.csv", timeless}, {"a.csv", "country,2021,2022,2023\nFrance,1,2,3\nItaly,4,,6\n"},
}

func TestEveryCatalogIsConsistent(t *testing.T) {
	for _, seed := range seeds {
		c, _ := load(t, seed.name, seed.text)
		checkCatalog(t, c)
	}
}

// TestOrderOfRowsChangesNothing loads the same rows backwards.
func TestOrderOfRowsChangesNothing(t *testing.T) {
	for _, seed := range seeds {
		if strings.HasPrefix(seed.text, "country") {
			continue // the first column decides
		}
		lines := strings.Split(strings.TrimSpace(seed.text), "\n")
		head := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "rows:") })
		backwards := slices.Clone(lines[:max(head, 0)+1])
		for _, line := range slices.Backward(lines[max(head, 0)+1:]) {
			backwards = append(backwards, line)
		}
		_, forth := load(t, seed.name, seed.text)
		_, back := load(t, seed.name, strings.Join(backwards, "\n"))
		for i, dim := range forth.Dimensions {
			if dim.Key != back.Dimensions[i].Key || (dim.Total == nil) != (back.Dimensions[i].Total == nil) {
				t.Errorf("%s: dimension %s differs", forth.ID, dim.ID)
			}
		}
		for i, m := range forth.Measures {
			a, b := (&Catalog{}).Series(Slice{Measure: m}), (&Catalog{}).Series(Slice{Measure: back.Measures[i]})
			if cellsText(a) != cellsText(b) {
				t.Errorf("%s: got %s backwards, want %s", m.ID, cellsText(b), cellsText(a))
			}
		}
	}
}

func cellsText(s Series) string {
	var b strings.Builder
	for _, cell := range s.Cells {
		fmt.Fprintf(&b, "%s=%s ", cell.Period, cellText(cell, true))
	}
	return b.String()
}

// FuzzLoadYAML asserts that any text gives a consistent catalog or errors that name the file.
func FuzzLoadYAML(f *testing.F) {
	for _, seed := range seeds {
		if strings.HasSuffix(seed.name, ".yaml") {
			f.Add(seed.text)
		}
	}
	bad, _ := filepath.Glob(badFiles + "/*.yaml")
	for _, path := range bad {
		if text, err := os.ReadFile(path); err == nil {
			f.Add(string(text))
		}
	}
	f.Fuzz(func(t *testing.T, text string) { checkLoad(t, "fuzz.yaml", text) })
}

// FuzzLoadTable asserts the same of bare tables.
func FuzzLoadTable(f *testing.F) {
	for _, seed := range seeds {
		if strings.HasSuffix(seed.name, ".csv") {
			f.Add(seed.text)
		}
	}
	f.Add("a,b\n\"x\"\"y\",1\n\"\n")
	f.Add("date;n\n13/02/2024;1,5\n")
	f.Add("\xff\n")
	f.Add(",\n,\n")
	f.Add("season,a (m),% b,total\n2007-08,£1m,3rd,5\n\n2008-09,12 km,n/a,all\n")
	f.Fuzz(func(t *testing.T, text string) { checkLoad(t, "fuzz.csv", text) })
}

func checkLoad(t *testing.T, name, text string) {
	if strings.Contains(text, "file:") {
		return // no business of a fuzzer to open files
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load([]string{path})
	if (c == nil) == (err == nil) {
		t.Fatalf("catalog %v, error %v", c, err)
	}
	if err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			if !strings.HasPrefix(line, path+":") {
				t.Errorf("an error without its file: %q", line)
			}
		}
		return
	}
	checkCatalog(t, c)
}

func TestDigits(t *testing.T) {
	for text, want := range map[string][2]int{
		"0": {1, 1}, "7": {1, 1}, "216000": {6, 3}, "-216000": {6, 3}, "21600": {5, 5}, "1000000": {7, 1}, "0.5": {2, 2}, "12.0500": {4, 4}, "5.000": {1, 1},
		"123456789012345678901234567890": {30, 30}, "123000000000000000000000": {24, 3},
	} {
		n, err := quantity.ParseNumber(text)
		if err != nil {
			t.Fatal(err)
		}
		digits, _ := countDigits(n)
		if got := [2]int{digits, significantDigits(n)}; got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}
