package facts

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/quantity"
)

func TestReadAmount(t *testing.T) {
	tests := []struct{ text, value, step, unit string }{
		{"412", "412", "1", ""},
		{"12.50", "12.5", "0.01", ""},
		{"-3.0", "-3", "0.1", ""},
		{"−3", "-3", "1", ""},
		{"– 3", "-3", "1", ""},
		{"+ 12", "12", "1", ""},
		{"1,204", "1204", "1", ""},
		{"1,204,000.5", "1204000.5", "0.1", ""},
		{"1 204", "1204", "1", ""},
		{"1\u202f204", "1204", "1", ""},
		{"12,34,567", "1234567", "1", ""},
		{".615", "0.615", "0.001", ""},
		{"$5", "5", "1", "money $"},
		{"US$5.50", "5.5", "0.01", "money USD"},
		{"£1.2m", "1200000", "100000", "money GBP"},
		{"€ 3 bn", "3000000000", "1000000000", "money EUR"},
		{"-£1,200", "-1200", "1", "money GBP"},
		{"8.88 million", "8880000", "10000", ""},
		{"12.5%", "12.5", "0.1", "percent"},
		{"3 %", "3", "1", "percent"},
		{"65 km", "65", "1", "length km"},
		{"35 m / s", "35", "1", "speed m/s"},
		{"3rd", "3", "1", "ordinal"},
		{"21st", "21", "1", "ordinal"},
		{"120[a]", "120", "1", ""},
		{"120 [12]", "120", "1", ""},
		{"120*", "120", "1", ""},
		{"120†‡", "120", "1", ""},
		{"120²", "120", "1", ""},
		{"1e6", "1000000", "1000000", ""},
		{"12–3", "", "", ""},
		{"12-3", "", "", ""},
		{"3 to 5", "", "", ""},
		{"1,20", "", "", ""},
		{"1.204.000", "", "", ""},
		{"5 goals", "", "", ""},
		{"3 rd", "", "", ""},
		{"v6", "", "", ""},
		{"9:30", "", "", ""},
		{"", "", "", ""},
		{"-", "", "", ""},
		{"$", "", "", ""},
		{"1/2", "", "", ""},
		{strings.Repeat("9", 100), "", "", ""},
	}
	for _, test := range tests {
		a, ok := readAmount(test.text)
		if !ok {
			if test.value != "" {
				t.Errorf("%q: no amount, want %s", test.text, test.value)
			}
			continue
		}
		unit := ""
		switch {
		case a.ordinal:
			unit = "ordinal"
		case a.given:
			unit = strings.TrimSpace(a.unit.Kind.String() + " " + a.unit.Name)
		}
		if a.value.String() != test.value || a.step.String() != test.step || unit != test.unit {
			t.Errorf("%q: got %s step %s %q, want %s step %s %q", test.text, a.value, a.step, unit, test.value, test.step, test.unit)
		}
	}
}

func TestReadPeriod(t *testing.T) {
	tests := []struct {
		text  string
		order dateOrder
		want  string
	}{
		{"2024", isoOrder, "2024"},
		{"2024-08-12", isoOrder, "2024-08-12"},
		{"january 8, 1994", isoOrder, "1994-01-08"},
		{"January 8th, 1994", isoOrder, "1994-01-08"},
		{"8 jan 1994", isoOrder, "1994-01-08"},
		{"the 8th of January 1994", isoOrder, "1994-01-08"},
		{"sunday , january 8 , 1994", isoOrder, "1994-01-08"},
		{"Mon 8 Jan. 1994", isoOrder, "1994-01-08"},
		{"Sept 2024", isoOrder, "2024-09"},
		{"Q3 2024", isoOrder, "2024-Q3"},
		{"2024 Q3", isoOrder, "2024-Q3"},
		{"H1 2024", isoOrder, "2024-H1"},
		{"FY2019", isoOrder, "2019"},
		{"2006–07", isoOrder, "2006/2007"},
		{"2006 - 07", isoOrder, "2006/2007"},
		{"1999-2000", isoOrder, "1999/2000"},
		{"1994–1998", isoOrder, "1994/1998"},
		{"1971 (44th)", isoOrder, "1971"},
		{"2023[a]", isoOrder, "2023"},
		{"13/02/2024", dayFirst, "2024-02-13"},
		{"8.1.1994", dayFirst, "1994-01-08"},
		{"02/13/2024", monthFirst, "2024-02-13"},
		{"02/13/2024", dayFirst, ""},
		{"13/02/2024", isoOrder, ""},
		{"november 1", isoOrder, ""},
		{"31 april 2024", isoOrder, ""},
		{"may 1994 or june 1995", isoOrder, ""},
		{"8 goals 1994", isoOrder, ""},
		{"1994, 1996", isoOrder, ""},
		{"2006-09", isoOrder, "2006-09"},
		{"total", isoOrder, ""},
		{"", isoOrder, ""},
		{"12", isoOrder, ""},
	}
	for _, test := range tests {
		p, ok := readPeriod(test.text, test.order)
		got := ""
		if ok {
			got = p.String()
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestReadHeading(t *testing.T) {
	tests := []struct {
		text, label, unit string
		scale             int
	}{
		{"Road deaths", "Road deaths", "", 0},
		{"Share (%)", "Share", "percent", 0},
		{"Population change, 2016 to 2021 (%)", "Population change, 2016 to 2021", "percent", 0},
		{"growth %", "growth", "percent", 0},
		{"% growth", "growth", "percent", 0},
		{"Revenue (USD m)", "Revenue", "money USD", 6},
		{"Revenue (US$ million)", "Revenue", "money USD", 6},
		{"Revenue (millions of euros)", "Revenue", "money EUR", 6},
		{"Revenue, £bn", "Revenue", "money GBP", 9},
		{"Gross 6 Dec 2024 to 2 Jan 2025 (£m)", "Gross 6 Dec 2024 to 2 Jan 2025", "money GBP", 6},
		{"£m", "£m", "money GBP", 6},
		{"Height (m)", "Height", "length m", 0},
		{"Population (m)", "Population", "", 6},
		{"Visitors ('000)", "Visitors", "", 3},
		{"Population, thousands", "Population", "", 3},
		{"us viewers (million)", "us viewers", "", 6},
		{"area (km 2)", "area", "area km2", 0},
		{"speed (km / h)", "speed", "speed km/h", 0},
		{"Time (s)", "Time", "time second", 0},
		{"goal (s)", "goal (s)", "", 0},
		{"Level (points)", "Level", "count points", 0},
		{"Intermediate suburbs (20 to 30 minutes from downtown) growth %", "Intermediate suburbs (20 to 30 minutes from downtown) growth", "percent", 0},
		{"w", "w", "", 0},
		{"years", "years", "", 0},
		{"", "", "", 0},
		{"()", "()", "", 0},
	}
	for _, test := range tests {
		h := readHeading(test.text)
		unit := ""
		if h.given {
			unit = strings.TrimSpace(h.unit.Kind.String() + " " + h.unit.Name)
		}
		if h.label != test.label || unit != test.unit || h.scale != test.scale {
			t.Errorf("%q: got %q %q scale %d, want %q %q scale %d", test.text, h.label, unit, h.scale, test.label, test.unit, test.scale)
		}
	}
}

// TestHeadingWords runs the example of each line of headings.tsv.
func TestHeadingWords(t *testing.T) {
	meaning := map[string]func(word, example string) bool{
		"time":     func(_, example string) bool { rows, _ := readHeading(example).datesRows(); return rows },
		"dated":    func(_, example string) bool { _, something := readHeading(example).datesRows(); return something },
		"single":   func(_, example string) bool { return readHeading(example).placesRows() },
		"rate":     func(_, example string) bool { return readHeading(example).placesRows() },
		"length":   func(_, example string) bool { return readHeading(example).unit.Kind == quantity.Length },
		"duration": func(_, example string) bool { return readHeading(example).unit.Kind == quantity.Time },
		"whole":    func(_, example string) bool { return isWholeName(example) },
		"partly":   func(_, example string) bool { return isWholeName(example) },
		"items":    func(word, example string) bool { return word == example },
		"scale": func(word, example string) bool {
			power, _ := scaleWord(word)
			a, ok := readAmount("3 " + example)
			return readHeading(example).scale == power || ok && a.value.Equal(quantity.Int(3).Mul(quantity.Pow10(power)))
		},
		"money": func(_, example string) bool {
			a, ok := readAmount(example)
			return ok && a.unit.Kind == quantity.Money || readHeading("takings ("+example+")").unit.Kind == quantity.Money
		},
		"missing":  func(_, example string) bool { return isMissing(example) },
		"unstated": func(_, example string) bool { return isUnstated(example) },
	}
	seen := map[string]int{}
	for number, line := range strings.Split(headingsTable, "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		columns := strings.Split(line, "\t")
		name, _, _ := strings.Cut(columns[1], " ")
		test := meaning[name]
		if test == nil {
			t.Fatalf("headings.tsv:%d: no meaning %q", number+1, name)
		}
		if !test(columns[0], columns[2]) {
			t.Errorf("headings.tsv:%d: %q is not read as %s", number+1, columns[2], columns[1])
		}
		seen[name+" "+columns[0]]++
	}
	for entry, times := range seen {
		if times > 1 {
			t.Errorf("%q stands %d times", entry, times)
		}
	}
}
