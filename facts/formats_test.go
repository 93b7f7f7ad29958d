package facts_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/diff"
)

const formats = "../testdata/formats"

func updating() bool { return flag.Lookup("update").Value.String() == "true" }

// written lists what was read of a catalog.
func written(c *facts.Catalog) string {
	var b strings.Builder
	for _, d := range c.Datasets {
		fmt.Fprintf(&b, "%s: %s, about %s\n", d.ID, d.Title, strings.Join(d.About, "; "))
		if s := d.Source; s != (facts.Source{}) {
			fmt.Fprintf(&b, "  source: %s; %s; %s; %s; published %s\n", s.Publisher, s.Title, s.URL, s.License, s.Published)
		}
		for _, m := range d.Measures {
			fmt.Fprintf(&b, "  measure %s: %q in %q, additive %t, per %q\n", m.ID, m.Label, m.Unit, m.Additive, m.Per)
		}
		for _, dimension := range d.Dimensions {
			fmt.Fprintf(&b, "  dimension %s: %q\n", dimension.ID, dimension.Label)
		}
		for i := range d.Len() {
			row := d.Row(i)
			for _, o := range row.Observations {
				var members []string
				for _, m := range o.Members {
					if m != nil {
						members = append(members, m.Label)
					}
				}
				fmt.Fprintf(&b, "  %d:%d %s %s [%s] = %s, to %s, %s %s\n", o.Line, o.Column, o.Period, o.Measure.ID, strings.Join(members, ", "), o.Value, o.Step, o.Status, o.Note)
			}
		}
	}
	return b.String()
}

// The samples come from the programs that such files usually come from: workbooks from exceljs, SheetJS and
// LibreOffice, Parquet from parquetjs and hyparquet, packages from the datapackage library, JSON-stat from
// jsonstat-suite and after an answer of a statistical office.
func TestFormats(t *testing.T) {
	for _, name := range []string{
		"crime.facts.yaml", "arrivals.xlsx", "rain.xlsx", "crime.parquet", "arrivals.parquet",
		"package/datapackage.json", "crime.json", "unemployment.json", "european.facts.yaml",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := facts.Load([]string{filepath.Join(formats, name)})
			if err != nil {
				t.Fatal(err)
			}
			got := written(c)
			golden := filepath.Join(formats, strings.ReplaceAll(name, "/", "-")+".want")
			if updating() {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// roundTrip is a table that every format can hold.
var roundTrip = struct {
	head []string
	rows [][]string
}{
	[]string{"year", "district", "burglaries", "loss"},
	[][]string{
		{"2023", "", "412", "1204000.5"},
		{"2023", "harbour", "131", ""},
		{"2024", "", "388", "1310000"},
		{"2024", "harbour", "120", "0.0725"},
	},
}

// What is written in one format and read back is the same in all of them.
func TestRoundTrip(t *testing.T) {
	const fields = "dataset: crime\nfields: {year: {role: period}, district: {role: category}, burglaries: {role: measure, unit: burglaries}, loss: {role: measure, unit: GBP}}\n"
	load := func(t *testing.T, file string, text []byte) *facts.Catalog {
		t.Helper()
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, file), text, 0o600); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, "crime.facts.yaml")
		if strings.HasSuffix(file, ".json") {
			path = filepath.Join(folder, file)
		} else if err := os.WriteFile(path, []byte(fields+"file: "+file+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := facts.Load([]string{path})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	var csv strings.Builder
	for _, row := range append([][]string{roundTrip.head}, roundTrip.rows...) {
		csv.WriteString(strings.Join(row, ",") + "\n")
	}
	want := load(t, "crime.csv", []byte(csv.String()))
	for name, text := range map[string][]byte{
		"crime.tsv":        []byte(strings.ReplaceAll(csv.String(), ",", "\t")),
		"crime.xlsx":       writeBook(t),
		"crime.parquet":    writeParquet(t),
		"crime.json":       []byte(statJSON),
		"datapackage.json": writePackage(),
	} {
		t.Run(name, func(t *testing.T) {
			got, want, rows := load(t, name, text), want, len(roundTrip.rows)
			if name == "crime.json" { // a cube cannot leave out a member
				want, rows = load(t, "crime.csv", []byte(totals)), 2
			}
			changes := diff.Catalogs(want, got)
			for _, d := range changes.Datasets {
				for _, c := range d.Changes {
					t.Errorf("%s %s: %+v", c.Kind, c.Observation().Measure.ID, c.Observation())
				}
			}
			if got.Datasets[0].ID != "crime" || got.Datasets[0].Len() != rows {
				t.Errorf("got dataset %s with %d rows", got.Datasets[0].ID, got.Datasets[0].Len())
			}
		})
	}
}

func writeBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range append([][]string{roundTrip.head}, roundTrip.rows...) {
		for j, text := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			var value any = text
			var number float64
			if _, err := fmt.Sscanf(text, "%g", &number); err == nil {
				value = number
			} else if text == "" {
				continue
			}
			if err := f.SetCellValue("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	text, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func writeParquet(t *testing.T) []byte {
	t.Helper()
	type row struct {
		Year       int32    `parquet:"year"`
		District   *string  `parquet:"district,optional"`
		Burglaries int64    `parquet:"burglaries"`
		Loss       *float64 `parquet:"loss,optional"`
	}
	var rows []row
	for _, cells := range roundTrip.rows {
		var r row
		fmt.Sscan(cells[0], &r.Year)
		fmt.Sscan(cells[2], &r.Burglaries)
		if cells[1] != "" {
			r.District = &cells[1]
		}
		var loss float64
		if _, err := fmt.Sscan(cells[3], &loss); err == nil {
			r.Loss = &loss
		}
		rows = append(rows, r)
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writePackage() []byte {
	var rows []string
	for _, row := range roundTrip.rows {
		rows = append(rows, fmt.Sprintf(`{"year": %q, "district": %q, "burglaries": %q, "loss": %q}`, row[0], row[1], row[2], row[3]))
	}
	return []byte(`{"name": "x", "resources": [{"name": "crime", "schema": {"fields": [{"name": "year", "type": "year"}, {"name": "district", "type": "string"},
		{"name": "burglaries", "type": "integer"}, {"name": "loss", "type": "number", "unit": "GBP"}]}, "data": [` + strings.Join(rows, ",") + `]}]}`)
}

const totals = "year,district,burglaries,loss\n2023,,412,1204000.5\n2024,,388,1310000\n"

const statJSON = `{"version": "2.0", "class": "dataset", "id": ["measure", "year"], "size": [2, 2], "extension": {"id": "crime"},
	"role": {"time": ["year"], "metric": ["measure"]},
	"dimension": {"measure": {"category": {"index": ["burglaries", "loss"]}}, "year": {"category": {"index": ["2023", "2024"]}}},
	"value": [412, 388, 1204000.5, 1310000]}`

// A workbook that unpacks to more than is read is refused by what its list of parts says, and so is one that lies.
func TestBookBomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, UncompressedSize64: 1 << 40, CompressedSize64: 3})
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte{1, 2, 3})
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "bomb.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := facts.Load([]string{path}); err == nil || !strings.Contains(err.Error(), "unpacks to more than") {
		t.Errorf("got %v", err)
	}
}
