package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/period"
)

// seriesText is a facts file with one measure, its cells given as "PERIOD=VALUE …".
func seriesText(field, cells string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "dataset: series\nfields:\n  when: {role: period%s}\n  value: {role: measure}\nrows:\n", field)
	for _, cell := range strings.Fields(cells) {
		p, value, _ := strings.Cut(cell, "=")
		fmt.Fprintf(&b, "  - {when: %s, value: %s}\n", p, value)
	}
	return b.String()
}

func periodsText(periods []period.Period) string {
	texts := make([]string, len(periods))
	for i, p := range periods {
		texts[i] = p.String()
	}
	return strings.Join(texts, " ")
}

func TestWindow(t *testing.T) {
	const years = "2016=1 2017=2 2018=3 2020=5 2021=6"
	const mixed = "2022=100 2023=110 2023-11=8 2023-12=9 2024-01=7 2024=120"
	tests := []struct{ name, field, cells, from, to, want, gaps string }{
		{"a whole series", "", years, "", "", "1 2 3 5 6", "2019"},
		{"both ends are included", "", years, "2017", "2020", "2 3 5", "2019"},
		{"a window without gaps", "", years, "2016", "2018", "1 2 3", ""},
		{"before the first row", "", years, "2014", "2017", "1 2", "2014 2015"},
		{"after the last row", "", years, "2020", "2023", "5 6", "2022 2023"},
		{"outside of the series", "", years, "2010", "2012", "", "2010 2011 2012"},
		{"the record begins where the file says", ", since: 2014", years, "", "2017", "1 2", "2014 2015"},
		{"years among months", "", mixed, "2022", "2024", "100 110 120", ""},
		{"months among years", "", mixed, "2023-11", "2024-01", "8 9 7", ""},
		{"months since a year", "", mixed, "2023", "2024-01", "8 9 7", "2023-01 2023-02 2023-03 2023-04 2023-05 2023-06 2023-07 2023-08 2023-09 2023-10"},
		{"every fourth year is no gap", "", "2008=1 2012=2 2016=3 2024=4", "2008", "2024", "1 2 3 4", "2020"},
		{"quarters", "", "2023-Q3=1 2023-Q4=2 2024-Q2=3", "", "", "1 2 3", "2024-Q1"},
		{"days on which something happened", "", "2020-02-08=1 2020-02-15=2 2022-07-24=3", "2020-01-01", "2022-12-31", "1 2 3", ""},
		{"every day", "", "2024-01-01=1 2024-01-02=2 2024-01-03=2 2024-01-05=3", "", "", "1 2 2 3", "2024-01-04"},
		{"dates of change have no gaps", ", holds: true", "2020-03=1 2020-06=2 2023-01=3", "2020-01", "2023-06", "1 2 3", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, d := load(t, "facts.yaml", seriesText(test.field, test.cells))
			cells, gaps := c.Series(Slice{Measure: d.Measures[0]}).Window(parsePeriod(t, test.from), parsePeriod(t, test.to))
			var got []string
			for _, cell := range cells {
				got = append(got, cell.Value.String())
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("cells: got %v, want %s", got, test.want)
			}
			if periodsText(gaps) != test.gaps {
				t.Errorf("gaps: got %s, want %s", periodsText(gaps), test.gaps)
			}
		})
	}
}

func TestGapsAreBounded(t *testing.T) {
	c, d := load(t, "facts.yaml", seriesText("", "2024-01-01=1 2024-01-02=2 2024-01-03=3"))
	_, gaps := c.Series(Slice{Measure: d.Measures[0]}).Window(parsePeriod(t, "0001-01-01"), parsePeriod(t, "9999-12-31"))
	if len(gaps) != maxGaps {
		t.Errorf("got %d gaps, want %d", len(gaps), maxGaps)
	}
}

func TestNeighbours(t *testing.T) {
	c, d := load(t, "facts.yaml", seriesText("", "2022=100 2023=110 2023-11=8 2023-12=9 2024=120 2024-02=6"))
	s := c.Series(Slice{Measure: d.Measures[0]})
	tests := []struct {
		name string
		find func(period.Period) (Cell, bool)
		at   string
		want string
	}{
		{"the year before", s.Prev, "2024", "110"},
		{"the month before", s.Prev, "2023-12", "8"},
		{"across a gap", s.Prev, "2024-02", "9"},
		{"before the first", s.Prev, "2022", "none"},
		{"before a period without a row", s.Prev, "2025", "120"},
		{"the year after", s.Next, "2022", "110"},
		{"the month after", s.Next, "2023-12", "6"},
		{"after the last", s.Next, "2024", "none"},
		{"the latest of all", s.Latest, "", "120"},
		{"the latest by a day", s.Latest, "2024-03-15", "6"},
		{"a year that ends with its December", s.Latest, "2023-12-31", "110"},
		{"the latest by a year", s.Latest, "2023", "110"},
		{"none by then", s.Latest, "2020", "none"},
	}
	for _, test := range tests {
		if got := cellText(test.find(parsePeriod(t, test.at))); got != test.want {
			t.Errorf("%s (%s): got %s, want %s", test.name, test.at, got, test.want)
		}
	}
}

func TestBreak(t *testing.T) {
	c, d := load(t, "facts.yaml", `
dataset: series
fields: {year: {role: period}, value: {role: measure}}
rows:
  - {year: 2020, value: 1, status: break, note: new definition}
  - {year: 2021, value: 2}
  - {year: 2022, value: 3, status: break}
  - {year: 2023, value: 4}
`)
	s := c.Series(Slice{Measure: d.Measures[0]})
	for _, test := range []struct{ from, to, want string }{
		{"2020", "2021", "none"}, // the break comes before 2020 itself
		{"2021", "2023", "2022"},
		{"2019", "2021", "2020"},
		{"2022", "2023", "none"},
	} {
		got := "none"
		if o, ok := s.Break(parsePeriod(t, test.from), parsePeriod(t, test.to)); ok {
			got = o.Period.String()
		}
		if got != test.want {
			t.Errorf("from %s to %s: got %s, want %s", test.from, test.to, got, test.want)
		}
	}
}
