package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/period"
)

const hauls = `
dataset: hauls
fields:
  year: {role: period}
  district: {role: category, members: [harbour, old-town]}
  stolen: {role: measure, unit: GBP}
  incidents: {role: measure}
definitions:
  average_haul: {is: stolen / incidents, label: average haul, aliases: [haul], unit: GBP, rounded_to: 0.01}
  per-thousand: {is: 1000 * incidents / stolen, unit: incidents}
  busy: {is: incidents >= 100, unit: busy years}
  double: average_haul * 2
rows:
  - {year: 2023, stolen: 1000, incidents: 3}
  - {year: 2024, stolen: 1204.50, incidents: 412}
  - {year: 2024, district: harbour, stolen: 100, incidents: 0}
  - {year: 2024, district: old-town, incidents: 7}
`

func TestDefinedMeasures(t *testing.T) {
	c, d := load(t, "hauls.yaml", hauls)
	haul := d.Measures[2]
	if haul.ID != "average_haul" || haul.Label != "average haul" || haul.Aliases[0] != "haul" || haul.Unit.Name != "GBP" || haul.Additive ||
		haul.Definition.Expression != "stolen / incidents" || len(haul.Definition.Uses) != 2 || haul.Definition.Line != 9 {
		t.Errorf("got %+v", haul)
	}
	if busy := d.Measures[4]; !busy.Additive || busy.Unit.Name != "busy years" {
		t.Errorf("got %+v", busy)
	}
	// By year: exact where it ends, rounded where the file says, six decimals else; nothing without a value or over nought.
	want := "2023 stolen=1000, 2023 incidents=3, 2023 average_haul=333.33, 2023 per-thousand=3, 2023 busy=0, 2023 double=666.66, " +
		"2024 stolen=1204.5, 2024 incidents=412, 2024 average_haul=2.92, 2024 per-thousand=342.050643, 2024 busy=1, 2024 double=5.84, " +
		"2024 stolen=100, 2024 incidents=0, 2024 per-thousand=0, 2024 busy=0, 2024 incidents=7, 2024 busy=0"
	if got := valuesText(d); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	cell, ok := c.At(Slice{Measure: haul}, period.OfYear(2024))
	if !ok || cell.Rows[0].Written != "" || cell.Rows[0].Line != 15 || cell.Rows[0].Column != 26 {
		t.Fatalf("got %+v, %v", cell.Rows[0], ok)
	}
	double := d.Measures[5]
	cell, _ = c.At(Slice{Measure: double}, period.OfYear(2024))
	sources := cell.Rows[0].Sources()
	if len(sources) != 2 || sources[0].Written != "1204.50" || sources[1].Written != "412" || sources[0].Sources() != nil {
		t.Errorf("%d sources: %+v", len(sources), sources)
	}
}

func TestChecksOfAFile(t *testing.T) {
	c, d := load(t, "cases.yaml", `
dataset: cases
fields:
  month: {role: period}
  region: {role: category}
  cases: {role: measure}
  deaths: {role: measure}
checks:
  - deaths <= cases
  - {check: sum(parts(cases)) == cases, message: regions make the whole, severity: warning}
  - check: sum(quarters(cases)) == cases
    when: month >= "2024"
  - cases < 3 * previous(cases)
  - deaths <= total(deaths)
  - cases >= year_ago(cases)
  - max(series(cases)) < 1000
rows:
  - {month: 2023-Q1, cases: 10, deaths: 1}
  - {month: 2023, cases: 90, deaths: 4}
  - {month: 2024-Q1, cases: 10, deaths: 11}
  - {month: 2024-Q1, region: north, cases: 4, deaths: 1}
  - {month: 2024-Q1, region: south, cases: 5, deaths: 12}
  - {month: 2024-Q2, cases: 10}
  - {month: 2024-Q3, cases: 10}
  - {month: 2024-Q4, cases: 31, deaths: 0}
  - {month: 2024, cases: 60, deaths: 13}
`)
	var got strings.Builder
	for _, check := range d.Checks {
		check.Failures(c, func(f Failure) bool {
			fmt.Fprintf(&got, "%d %s %s: %s %s=%s %s/%s\n", f.Observation.Line, check.Severity, check.Expression, f.Row.Period, f.Observation.Measure.ID, f.Observation.Value, f.Left, f.Right)
			return true
		})
	}
	want := `20 error deaths <= cases: 2024-Q1 cases=10 11/10
22 error deaths <= cases: 2024-Q1 cases=5 12/5
20 warning sum(parts(cases)) == cases: 2024-Q1 cases=10 9/10
26 error sum(quarters(cases)) == cases: 2024 cases=60 61/60
25 error cases < 3 * previous(cases): 2024-Q4 cases=31 31/30
22 error deaths <= total(deaths): 2024-Q1 deaths=12 12/11
26 error cases >= year_ago(cases): 2024 cases=60 60/90
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", &got, want)
	}
	if m := d.Checks[1]; m.Message != "regions make the whole" || m.Line != 10 || len(m.Measures()) != 1 {
		t.Errorf("got %+v", m)
	}
}

// The parts of a whole are compared when they are all there: a member that lacks a value between others is missing.
func TestPartsThatAreMissing(t *testing.T) {
	c, d := load(t, "parts.yaml", `
dataset: parts
fields: {year: {role: period}, region: {role: category}, cases: {role: measure}}
checks: [sum(parts(cases)) == cases]
rows:
  - {year: 2022, cases: 10}
  - {year: 2022, region: north, cases: 4}
  - {year: 2022, region: south, cases: 6}
  - {year: 2023, cases: 10}
  - {year: 2023, region: north, cases: 4}
  - {year: 2024, cases: 10}
  - {year: 2024, region: north, cases: 4}
  - {year: 2024, region: south, cases: 6}
  - {year: 2025, cases: 10}
  - {year: 2025, region: north, cases: 4}
`)
	var failed []string
	d.Checks[0].Failures(c, func(f Failure) bool { failed = append(failed, f.Row.Period.String()); return true })
	if len(failed) != 1 || failed[0] != "2025" {
		t.Errorf("failed for %v, want 2025 alone", failed)
	}
}
