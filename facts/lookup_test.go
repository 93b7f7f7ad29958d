package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/period"
)

// load returns the only dataset of a file with the text.
func load(t testing.TB, name, text string) (*Catalog, *Dataset) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	return c, c.Datasets[0]
}

// sliceOf reads "MEASURE DIMENSION=MEMBER …".
func sliceOf(t testing.TB, d *Dataset, text string) Slice {
	t.Helper()
	words := strings.Fields(text)
	var s Slice
	for _, m := range d.Measures {
		if m.ID == words[0] {
			s.Measure = m
		}
	}
	if s.Measure == nil {
		t.Fatalf("no measure %q", words[0])
	}
	for _, word := range words[1:] {
		dimension, id, _ := strings.Cut(word, "=")
		for _, dim := range d.Dimensions {
			if dim.ID == dimension {
				if dim.Member(id) == nil {
					t.Fatalf("no member %q", word)
				}
				s = s.With(dim.Member(id))
			}
		}
	}
	return s
}

func parsePeriod(t testing.TB, text string) period.Period {
	t.Helper()
	if text == "" {
		return period.Period{}
	}
	p, err := period.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// cellText is "VALUE", "VALUE sum of N", or "none".
func cellText(c Cell, ok bool) string {
	switch {
	case !ok:
		return "none"
	case c.Derived:
		return fmt.Sprintf("%s sum of %d", c.Value, len(c.Rows))
	}
	return c.Value.String()
}

const burglary = `
dataset: city-burglary
fields:
  year: {role: period}
  district: {role: category, members: [harbour, old-town, hills]}
  burglaries: {role: measure, unit: burglaries}
  rate: {role: measure, unit: "%"}
rows:
  - {year: 2022, burglaries: 400}
  - {year: 2022, district: harbour, burglaries: 100}
  - {year: 2022, district: old-town, burglaries: 250}
  - {year: 2022, district: hills, burglaries: 50}
  - {year: 2023, district: harbour, burglaries: 110, rate: 3.5}
  - {year: 2023, district: old-town, burglaries: 252, rate: 4.5}
  - {year: 2023, district: hills, burglaries: 50, rate: 1}
  - {year: 2024, district: harbour, burglaries: 120}
  - {year: 2024, district: hills, burglaries: 45}
  - {year: 2025, district: harbour, burglaries: 99}
`

const partial = `
dataset: partial
fields:
  year: {role: period}
  market: {role: category}
  visitors: {role: measure}
rows:
  - {year: 2023, visitors: 1000}
  - {year: 2023, market: korea, visitors: 300}
  - {year: 2023, market: china, visitors: 200}
  - {year: 2024, market: korea, visitors: 330}
  - {year: 2024, market: china, visitors: 220}
`

const boxScore = `
dataset: box-score
fields:
  date: {role: period}
  team: {role: category}
  player: {role: category}
  lineup: {role: category}
  position: {role: category}
  points: {role: measure, unit: points}
  accuracy: {role: measure, unit: "%"}
rows:
  - {date: 2017-02-03, team: celtics, player: thomas, lineup: starter, position: guard, points: 38, accuracy: 50}
  - {date: 2017-02-03, team: celtics, player: smart, lineup: bench, position: guard, points: 11, accuracy: 40}
  - {date: 2017-02-03, team: celtics, player: olynyk, lineup: bench, position: center, points: 17, accuracy: 60}
  - {date: 2017-02-03, team: lakers, player: williams, lineup: bench, position: guard, points: 21, accuracy: 44}
`

const records = `
dataset: records
fields:
  date: {role: period}
  venue: {role: category}
  height: {role: measure, unit: m, additive: false}
rows:
  - {date: 2020-02-08, venue: torun, height: 6.17}
  - {date: 2020-02-15, venue: glasgow, height: 6.18}
  - {date: 2022-07-24, venue: eugene, height: 6.21}
  - {date: 2023-09-17, venue: eugene, height: 6.23}
`

const crossed = `
dataset: crossed
fields:
  year: {role: period}
  sex: {role: category}
  age: {role: category}
  people: {role: measure}
rows:
  - {year: 2024, sex: men, people: 10}
  - {year: 2024, sex: women, people: 12}
  - {year: 2024, age: young, people: 9}
  - {year: 2024, age: old, people: 13}
  - {year: 2025, sex: men, age: young, people: 4}
  - {year: 2025, sex: men, age: old, people: 6}
  - {year: 2025, sex: women, age: young, people: 5}
  - {year: 2025, sex: women, age: old, people: 7}
  - {year: 2025, sex: men, people: 10}
`

const roadToll = `Twelve months ending,State,Road deaths
2023-03,New South Wales,273
2023-03,Victoria,257
2023-03,Queensland,280
2023-03,Australia,810
2024-03,New South Wales,357
2024-03,Victoria,293
2024-03,Queensland,275
2024-03,Australia,925
`

const rates = `
dataset: rates
fields:
  day: {role: period, holds: true}
  rate: {role: measure, unit: "%"}
rows:
  - {day: 2022-07-27, rate: 0.5}
  - {day: 2022-09-14, rate: 1.25}
  - {day: 2023-06-21, rate: 4.00}
`

const timeless = `rank,film,studio,gross (£m)
1,Wicked,Universal,23.3
2,Moana 2,Disney,21.9
3,Mufasa,Disney,17.4
`

func TestAt(t *testing.T) {
	tests := []struct{ name, file, slice, period, want string }{
		{"a total that is a row", burglary, "burglaries", "2022", "400"},
		{"a part", burglary, "burglaries district=old-town", "2022", "250"},
		{"the sum of all parts", burglary, "burglaries", "2023", "412 sum of 3"},
		{"no sum when a part of other years is missing", burglary, "burglaries", "2024", "none"},
		{"one part is no total", burglary, "burglaries", "2025", "none"},
		{"no sum of rates", burglary, "rate", "2023", "none"},
		{"a rate that is a row", burglary, "rate district=hills", "2023", "1"},
		{"a period without rows", burglary, "burglaries", "2019", "none"},
		{"no period, several rows", burglary, "burglaries district=hills", "", "none"},
		{"no period, one row", burglary, "rate district=hills", "", "1"},
		{"another grain is no answer", burglary, "burglaries", "2022-Q1", "none"},
		{"parts that do not make the total of another year", partial, "visitors", "2024", "none"},
		{"the only row of a player", boxScore, "points player=smart", "2017-02-03", "11"},
		{"player and team", boxScore, "points team=celtics player=smart", "2017-02-03", "11"},
		{"a player of another team", boxScore, "points team=lakers player=smart", "2017-02-03", "none"},
		{"the bench of a team", boxScore, "points team=celtics lineup=bench", "2017-02-03", "28 sum of 2"},
		{"the only guard of the bench", boxScore, "points team=celtics lineup=bench position=guard", "2017-02-03", "11"},
		{"a team", boxScore, "points team=celtics", "2017-02-03", "66 sum of 3"},
		{"no sum of accuracies", boxScore, "accuracy team=celtics", "2017-02-03", "none"},
		{"the accuracy of the only row", boxScore, "accuracy team=celtics position=center", "2017-02-03", "60"},
		{"a record by its date, whatever the venue", records, "height", "2022-07-24", "6.21"},
		{"a record by its venue", records, "height venue=torun", "", "6.17"},
		{"two records of one venue", records, "height venue=eugene", "", "none"},
		{"by sex and by age but not by both", crossed, "people", "2024", "none"},
		{"only the finest rows are summed", crossed, "people", "2025", "22 sum of 4"},
		{"a total over one dimension", crossed, "people sex=men", "2025", "10"},
		{"a sum over one dimension", crossed, "people sex=women", "2025", "12 sum of 2"},
		{"the whole by its name", roadToll, "road-deaths state=australia", "2024-03", "925"},
		{"the whole without a name", roadToll, "road-deaths", "2024-03", "925"},
		{"a part of a whole", roadToll, "road-deaths state=victoria", "2024-03", "293"},
		{"a value holds until the next", rates, "rate", "2022-12-31", "1.25"},
		{"a value that changes within the period", rates, "rate", "2022-09", "1.25"},
		{"nothing holds before the first", rates, "rate", "2022-06", "none"},
		{"a table without time", timeless, "gross film=wicked", "", "23300000"},
		{"a table without time knows no period", timeless, "gross film=wicked", "2024", "none"},
		{"the only row with an attribute", timeless, "gross studio=universal", "", "23300000"},
		{"the sum over an attribute", timeless, "gross studio=disney", "", "39300000 sum of 2"},
		{"places are not summed", timeless, "rank studio=disney", "", "none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			name := "facts.yaml"
			if !strings.HasPrefix(strings.TrimSpace(test.file), "dataset:") {
				name = "facts.csv"
			}
			c, d := load(t, name, test.file)
			s, p := sliceOf(t, d, test.slice), parsePeriod(t, test.period)
			if got := cellText(c.At(s, p)); got != test.want {
				t.Errorf("At: got %s, want %s", got, test.want)
			}
			if got := cellText(c.Series(s).At(p)); got != test.want {
				t.Errorf("Series.At: got %s, want %s", got, test.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	tests := []struct{ file, slice, dimension, period, want string }{
		{burglary, "burglaries", "district", "2024", "harbour 120, hills 45"},
		{burglary, "burglaries district=hills", "district", "2022", "harbour 100, old-town 250, hills 50"},
		{roadToll, "road-deaths", "state", "2023-03", "new-south-wales 273, victoria 257, queensland 280"},
		{boxScore, "points", "player", "2017-02-03", "thomas 38, smart 11, olynyk 17, williams 21"},
		{boxScore, "points lineup=bench", "team", "2017-02-03", "celtics 28 sum of 2, lakers 21"},
		{crossed, "people", "sex", "2025", "men 10, women 12 sum of 2"},
	}
	for _, test := range tests {
		name := "facts.yaml"
		if !strings.HasPrefix(strings.TrimSpace(test.file), "dataset:") {
			name = "facts.csv"
		}
		c, d := load(t, name, test.file)
		var dimension *Dimension
		for _, dim := range d.Dimensions {
			if dim.ID == test.dimension {
				dimension = dim
			}
		}
		var got []string
		for _, cell := range c.Parts(sliceOf(t, d, test.slice), dimension, parsePeriod(t, test.period)) {
			got = append(got, cell.Rows[0].Members[dimension.Index].ID+" "+cellText(cell, true))
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s of %s by %s: got %s, want %s", test.slice, test.period, test.dimension, strings.Join(got, ", "), test.want)
		}
	}
}

func TestRows(t *testing.T) {
	tests := []struct{ file, slice, period, want string }{
		{boxScore, "points lineup=bench", "", "11 17 21"},
		{boxScore, "points lineup=bench team=lakers", "2017-02-03", "21"},
		{boxScore, "points", "2017-02-04", ""},
		{burglary, "burglaries district=hills", "", "50 50 45"},
		{roadToll, "road-deaths state=australia", "", "810 925"},
	}
	for _, test := range tests {
		name := "facts.yaml"
		if !strings.HasPrefix(strings.TrimSpace(test.file), "dataset:") {
			name = "facts.csv"
		}
		c, d := load(t, name, test.file)
		s := sliceOf(t, d, test.slice)
		var got []string
		for _, o := range c.Rows(s.Measure, s.Members, parsePeriod(t, test.period)) {
			got = append(got, o.Written)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %s, want %s", test.slice, strings.Join(got, " "), test.want)
		}
	}
}

func TestObservationsKeepTheirPlace(t *testing.T) {
	c, d := load(t, "facts.yaml", burglary)
	cell, _ := c.At(sliceOf(t, d, "rate district=harbour"), parsePeriod(t, "2023"))
	o := cell.Rows[0]
	if o.Line != 13 || o.Column != 60 || o.Written != "3.5" || o.Step.String() != "0.1" || filepath.Base(o.Path) != "facts.yaml" {
		t.Errorf("got %s:%d:%d %q step %s, want facts.yaml:13:60 \"3.5\" step 0.1", filepath.Base(o.Path), o.Line, o.Column, o.Written, o.Step)
	}
	c, d = load(t, "facts.csv", "pays,population (millions)\n\"Île-de-France, la capitale\",\"12.3\"\nRhône,\"8.1\"\n")
	cell, ok := c.At(sliceOf(t, d, "population pays=rhône"), period.Period{})
	if !ok {
		t.Fatal("no population of Rhône")
	}
	o = cell.Rows[0]
	if o.Line != 3 || o.Column != 7 || o.Value.String() != "8100000" || o.Step.String() != "100000" {
		t.Errorf("got %d:%d %s step %s, want 3:7 8100000 step 100000", o.Line, o.Column, o.Value, o.Step)
	}
}

func TestWords(t *testing.T) {
	_, d := load(t, "facts.yaml", burglary)
	s := sliceOf(t, d, "burglaries district=old-town")
	for want, got := range map[string]string{
		"burglaries, old town":                    s.Words(),
		"burglaries, old town, in 2024":           s.WordsAt(parsePeriod(t, "2024")),
		"burglaries, old town, on 12 August 2024": s.WordsAt(parsePeriod(t, "2024-08-12")),
		"burglaries": s.Without(d.Dimensions[0]).Words(),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
