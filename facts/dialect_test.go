package facts

import (
	"os"
	"strings"
	"testing"
)

func TestDialect(t *testing.T) {
	for _, test := range []struct{ decimal, group, text, want string }{
		{"", "", "1,204.5", "1,204.5"},
		{",", ".", "1.204,5", "1,204.5"},
		{",", ".", "€1.204,50", "€1,204.50"},
		{",", ".", "-3,25 %", "-3.25 %"},
		{",", ".", ",5", ".5"},
		{",", " ", "1 204 500,5", "1,204,500.5"},
		{",", " ", "1\u202f204,5", "1,204.5"},
		{",", " ", "1.204,5", ""},
		{",", "", "1.204", ""},
		{".", "'", "1'204.5", "1,204.5"},
		{".", "'", "1,204.5", ""},
		{".", "", "1,204.5", "1,204.5"},
		{",", ".", "n. a.", "n. a."},
	} {
		d := dialect{decimal: test.decimal, group: test.group}
		got, ok := d.plain(test.text)
		if !ok {
			got = ""
		}
		if got != test.want {
			t.Errorf("decimal %q, group %q: %q: got %q, want %q", test.decimal, test.group, test.text, got, test.want)
		}
	}
}

func TestNumberFormats(t *testing.T) {
	for format, want := range map[string]dateStyle{
		"General":                     noDate,
		"#,##0.00":                    noDate,
		"[Red]-#,##0":                 noDate,
		`0.0"d"`:                      noDate,
		"0.0%":                        percentage,
		"yyyy-mm-dd":                  dayDate,
		`d" of "mmmm`:                 dayDate,
		"dd/mm/yyyy hh:mm":            dayDate,
		"[$-409]mmm\\ yyyy;@":         monthDate,
		"yyyy":                        yearDate,
		"[h]:mm:ss":                   clockTime,
		`"` + strings.Repeat("x", 20): noDate,
	} {
		if got := readNumberFormat(200, &format); got != want {
			t.Errorf("%s: got %d, want %d", format, got, want)
		}
	}
	for id, want := range map[int]dateStyle{0: noDate, 3: noDate, 10: percentage, 14: dayDate, 17: monthDate, 21: clockTime} {
		if got := readNumberFormat(id, nil); got != want {
			t.Errorf("built-in %d: got %d, want %d", id, got, want)
		}
	}
}

// What would cost a parser of XML much is found by counting tags.
func TestCheckTags(t *testing.T) {
	for text, want := range map[string]string{
		`<?xml version="1.0"?><a><b c="d"/>text<!-- note --></a>`: "",
		strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100):  "is nested more than 64 levels deep",
		"<a><b></b>": "was cut off",
		"<a><b":      "was cut off, or has a tag without an end",
		"<a>" + strings.Repeat("x", 2<<20) + "</a>": "has a text of more than 1024 KiB",
		strings.Repeat("<a/>", maxTags+1):           "has more cells than are read: save the sheet as CSV",
	} {
		tags, got := 0, ""
		if err := checkTags([]byte(text), &tags); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%.40s: got %q, want %q", text, got, want)
		}
	}
}

// Whatever bytes a workbook, a Parquet file or a JSON-stat document has, reading them ends in a table or in a message.
func FuzzParquet(f *testing.F) {
	for _, name := range []string{"crime.parquet", "arrivals.parquet", "broken/nested.parquet", "broken/pages.parquet"} {
		f.Add(mustRead(f, "../testdata/formats/"+name))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p problems
		if _, ok := parquetTable("x.parquet", text, &p); ok != (len(p.found) == 0) {
			t.Errorf("ok %t with problems %v", ok, p.err())
		}
	})
}

func FuzzBook(f *testing.F) {
	for _, name := range []string{"crime.xlsx", "arrivals.xlsx", "rain.xlsx", "broken/sheet.xlsx"} {
		f.Add(mustRead(f, "../testdata/formats/"+name))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p problems
		b, ok := openBook("x.xlsx", text, &p)
		if ok == (len(p.found) > 0) {
			t.Errorf("ok %t with problems %v", ok, p.err())
		}
		if ok {
			defer b.file.Close()
			for _, sheet := range b.filled() {
				b.table(area{sheet: sheet})
			}
		}
	})
}

func mustRead(tb testing.TB, name string) []byte {
	tb.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return text
}
