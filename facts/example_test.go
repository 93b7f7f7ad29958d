package facts_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// northport is a dataset as one writes it.
const northport = `dataset: city-burglary
about: [Northport]
source: {publisher: Northport Police}
fields:
  year: {role: period, since: 2021}
  district:
    role: category
    members: {harbour: {label: Harbour district}, old-town: {label: Old Town}}
  burglaries: {role: measure, label: burglaries, unit: burglaries}
rows:
  - {year: 2022, burglaries: 437}
  - {year: 2023, burglaries: 412}
  - {year: 2024, burglaries: 388}
  - {year: 2024, district: harbour, burglaries: 120}
  - {year: 2024, district: old-town, burglaries: 268}
`

// A folder of facts files is loaded whole. A table without a description is a dataset too.
func ExampleLoad() {
	folder, err := os.MkdirTemp("", "facts")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	os.WriteFile(filepath.Join(folder, "burglary.facts.yaml"), []byte(northport), 0o644)
	os.WriteFile(filepath.Join(folder, "rainfall.csv"), []byte("Year,Rainfall (mm)\n2023,911\n2024,1038\n"), 0o644)

	catalog, err := facts.Load([]string{folder})
	if err != nil {
		panic(err)
	}
	for _, d := range catalog.Datasets {
		fmt.Println(d.ID, d.Len(), "rows")
		for _, m := range d.Measures {
			fmt.Println("  measure", m.Label, "in", m.Unit)
		}
	}
	// Output:
	// city-burglary 5 rows
	//   measure burglaries in burglaries
	// rainfall 2 rows
	//   measure Rainfall in mm
}

// All that is wrong is told at once, each with its place and with what would be right.
func ExampleLoad_problems() {
	folder, err := os.MkdirTemp("", "facts")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	os.WriteFile(filepath.Join(folder, "wages.facts.yaml"), []byte(`dataset: wages
fields:
  year: {role: period}
  pay: {role: measure, unit: GBP}
rows:
  - {year: 2023, pay: thirty}
  - {yaer: 2024, pay: 31000}
`), 0o644)

	_, err = facts.Load([]string{folder})
	for _, problem := range err.(interface{ Unwrap() []error }).Unwrap() {
		var e *facts.FileError
		if errors.As(problem, &e) {
			fmt.Printf("%s:%d:%d: %s\n", filepath.Base(e.Path), e.Line, e.Column, e.Msg)
		}
	}
	// Output:
	// wages.facts.yaml:6:23: pay must be a number, not "thirty"
	// wages.facts.yaml:7:6: unknown field "yaer"; did you mean "year"?
}

// loadExample loads the dataset from memory, as LoadFrom can from any file system.
func loadExample() *facts.Catalog {
	files := fstest.MapFS{"burglary.facts.yaml": {Data: []byte(northport)}}
	catalog, err := facts.LoadFrom(files, "", []string{"burglary.facts.yaml"})
	if err != nil {
		panic(err)
	}
	return catalog
}

// A slice is a measure, narrowed to members. At returns what is on record for it, with the rows that say so.
func ExampleCatalog_At() {
	catalog := loadExample()
	d := catalog.Dataset("city-burglary")
	slice := facts.Slice{Measure: d.Measures[0]}
	year, _ := period.Parse("2024")

	if cell, ok := catalog.At(slice, year); ok {
		fmt.Println(slice.WordsAt(year), "=", cell.Value)
	}
	harbour := slice.With(d.Dimensions[0].Member("harbour"))
	if cell, ok := catalog.At(harbour, year); ok {
		fmt.Printf("%s = %s (line %d)\n", harbour.WordsAt(year), cell.Value, cell.Rows[0].Line)
	}
	// Output:
	// burglaries, in 2024 = 388
	// burglaries, Harbour district, in 2024 = 120 (line 14)
}

// A series is in time order. A window of it knows its gaps: nobody can say that a figure is the lowest on record while a
// period of the record is missing.
func ExampleSeries_Window() {
	catalog := loadExample()
	series := catalog.Series(facts.Slice{Measure: catalog.Dataset("city-burglary").Measures[0]})
	cells, gaps := series.Window(period.Period{}, period.Period{})
	for _, c := range cells {
		fmt.Println(c.Period, c.Value)
	}
	fmt.Println("missing:", gaps)
	// Output:
	// 2022 437
	// 2023 412
	// 2024 388
	// missing: [2021]
}
