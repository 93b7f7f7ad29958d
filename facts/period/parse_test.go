package period

import (
	"strings"
	"testing"
)

func TestParseAlternatives(t *testing.T) {
	for text, want := range map[string]string{
		"2023/24": "2023/2024", "1999/00": "1999/2000", "2024q3": "2024-Q3", "2024Q3": "2024-Q3", "2024 Q3": "2024-Q3", "2024M08": "2024-08",
		"2024W31": "2024-W31", "2024h1": "2024-H1", "2010S": "2010s", "2024-01-01/2024-09-30": "2024-01/2024-09", "2024/2026-03": "2024-01/2026-03",
	} {
		if got := parse(t, text).String(); got != want {
			t.Errorf("Parse(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "not a period",
		"24":                           "not a period",
		"August":                       "2024-08-12",
		"2024-":                        "not a period",
		"20245":                        "not a period",
		"0000":                         "there is no year 0000",
		"2015s":                        "write 2010s",
		"2024-13":                      "there is no month 13",
		"2024-00":                      "there is no month 00",
		"2024-8":                       "not a period",
		"2024-08-1":                    "not a period",
		"2023-24":                      "write the split year as 2023/24",
		"2025-02-29":                   "February 2025 has 28 days",
		"2025-04-31":                   "April 2025 has 30 days",
		"2024-Q5":                      "2024 has Q1 to Q4",
		"2024-H0":                      "2024 has H1 to H2",
		"2024-W53":                     "2024 has W1 to W52",
		"2020-W54":                     "2020 has W1 to W53",
		"2024-Q":                       "not a period",
		"2024-X1":                      "not a period",
		"2023/25":                      "the year after 2023",
		"2024/2023":                    "ends before it begins",
		"2024-08/2024-07":              "ends before it begins",
		"2024/":                        "not a period",
		"2024/2025/2026":               "not a period",
		strings.Repeat("2024-", 10000): "not a period",
		"2024-08-12T10:00":             "not a period",
		"２０２４":                         "not a period",
	} {
		p, err := Parse(text)
		if err == nil || !p.IsZero() {
			t.Errorf("Parse(%.20q) = %v, %v, want an error", text, p, err)
		} else if !strings.Contains(err.Error(), want) || len(err.Error()) > 300 {
			t.Errorf("Parse(%.20q): %v, want %q", text, err, want)
		}
	}
}

// Whatever is read is written back in a form that reads the same, and keeps the laws of periods.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"2024", "2024-H1", "2024-Q3", "2024-08", "2024-W31", "2024-08-12", "2023/24", "2010s", "2019/2023",
		"2019-01/2020-12", "2024-W31/2024-W33", "2020-W53", "0001", "9999-12-31", "2024M08/2025"} {
		f.Add(text, 7)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		p, err := Parse(text)
		if err != nil {
			if !p.IsZero() {
				t.Fatalf("Parse(%q) returns %v beside %v", text, p, err)
			}
			return
		}
		again, err := Parse(p.String())
		if err != nil || again != p {
			t.Fatalf("Parse(%q) = %v, Parse of that = %v, %v", text, p, again, err)
		}
		if p.Days() < 1 || p.Days() != p.Last().daysSince(p.First()) || !p.Contains(p.First()) || !p.Contains(p.Last()) {
			t.Fatalf("%v has days %v to %v", p, p.First(), p.Last())
		}
		if again := Between(p.First(), p.Last()); again.First() != p.First() || again.Last() != p.Last() {
			t.Fatalf("%v and %v are not the same days", p, again)
		}
		if p.Words() == "" {
			t.Fatalf("%v has no words", p)
		}
		q := p.Add(n)
		if q.IsZero() {
			return
		}
		if q.Grain() != p.Grain() && p.Grain() != Span {
			t.Fatalf("%v.Add(%d) = %v", p, n, q)
		}
		if back := q.Add(-n); p.Grain() != Span && back != p {
			t.Fatalf("%v.Add(%d) = %v, and back %v", p, n, q, back)
		}
		if n > 0 && p.Compare(q) >= 0 || n < 0 && p.Compare(q) <= 0 || n == 0 && p != q {
			t.Fatalf("%v.Add(%d) = %v: wrong order", p, n, q)
		}
		if steps, ok := p.UnitsTo(q); p.Grain() != Span && (!ok || steps != n) {
			t.Fatalf("%v.UnitsTo(%v) = %d, %v, want %d", p, q, steps, ok, n)
		}
		if again, err := Parse(q.String()); err != nil || again != q {
			t.Fatalf("Parse(%q) = %v, %v", q, again, err)
		}
	})
}

// daysSince returns the number of days from first to p, both counted.
func (p Period) daysSince(first Period) int { return int(p.start-first.start) + 1 }
