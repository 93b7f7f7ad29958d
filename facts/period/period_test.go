package period

import (
	"testing"
	"time"
)

func parse(t testing.TB, text string) Period {
	t.Helper()
	if text == "" {
		return Period{}
	}
	p, err := Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return p
}

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		got         Period
		text        string
		grain       Grain
		first, last string
	}{
		{OfYear(2024), "2024", Year, "2024-01-01", "2024-12-31"},
		{OfDecade(2010), "2010s", Decade, "2010-01-01", "2019-12-31"},
		{OfSplit(2023), "2023/2024", Split, "2023-07-01", "2024-06-30"},
		{OfHalf(2024, 1), "2024-H1", Half, "2024-01-01", "2024-06-30"},
		{OfHalf(2024, 2), "2024-H2", Half, "2024-07-01", "2024-12-31"},
		{OfQuarter(2024, 1), "2024-Q1", Quarter, "2024-01-01", "2024-03-31"},
		{OfQuarter(2024, 4), "2024-Q4", Quarter, "2024-10-01", "2024-12-31"},
		{OfMonth(2024, 2), "2024-02", Month, "2024-02-01", "2024-02-29"},
		{OfMonth(2023, 12), "2023-12", Month, "2023-12-01", "2023-12-31"},
		{OfWeek(2024, 31), "2024-W31", Week, "2024-07-29", "2024-08-04"},
		{OfWeek(2025, 1), "2025-W01", Week, "2024-12-30", "2025-01-05"}, // begins in the year before
		{OfWeek(2020, 53), "2020-W53", Week, "2020-12-28", "2021-01-03"},
		{Date(2024, 8, 12), "2024-08-12", Day, "2024-08-12", "2024-08-12"},
		{Date(1, 1, 1), "0001-01-01", Day, "0001-01-01", "0001-01-01"},
		{Date(9999, 12, 31), "9999-12-31", Day, "9999-12-31", "9999-12-31"},
	} {
		if c.got.String() != c.text || c.got.Grain() != c.grain {
			t.Errorf("got %v of grain %v, want %s of grain %v", c.got, c.got.Grain(), c.text, c.grain)
		}
		if got := parse(t, c.text); got != c.got {
			t.Errorf("Parse(%q) = %v", c.text, got)
		}
		if c.got.First().String() != c.first || c.got.Last().String() != c.last {
			t.Errorf("%s: days %v to %v, want %s to %s", c.text, c.got.First(), c.got.Last(), c.first, c.last)
		}
		if got := c.got.First().Of(c.grain); got != c.got {
			t.Errorf("%s: the %v of its first day is %v", c.text, c.grain, got)
		}
	}
}

func TestImpossibleUnitsAreZero(t *testing.T) {
	for _, p := range []Period{OfYear(0), OfYear(10000), OfYear(1 << 60), OfDecade(2014), OfDecade(0), OfHalf(2024, 3), OfQuarter(2024, 0),
		OfMonth(2024, 13), OfWeek(2024, 53), OfWeek(2024, 0), Date(2025, 2, 29), Date(2024, 4, 31), Date(2024, 1, 0), OfSplit(9999),
		OfYear(9999).Add(1), OfMonth(1, 1).Add(-1), Date(9999, 12, 31).Add(1), OfYear(2024).Add(1 << 62), OfYear(2024).AddYears(-1 << 62),
		OfMonth(2024, 1).AddMonths(1 << 62), Between(OfYear(2024), OfYear(2023)), Between(Period{}, OfYear(2024)),
		OfYear(2024).Of(Span), OfYear(2024).Of(None), Date(9999, 12, 31).Of(Week)} {
		if !p.IsZero() {
			t.Errorf("got %v, want no period", p)
		}
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		first, last, want string
		unit              Grain
	}{
		{"2019", "2023", "2019/2023", Year},
		{"2019", "2020", "2019-01/2020-12", Year}, // 2019/2020 is a split year
		{"2024", "2024", "2024", Year},
		{"2024-01", "2024-09", "2024-01/2024-09", Month},
		{"2024-Q1", "2024-Q3", "2024-01/2024-09", Month},
		{"2024-01", "2024-06", "2024-H1", Half},
		{"2024-04", "2024-06", "2024-Q2", Quarter},
		{"2024-H1", "2024-H2", "2024", Year},
		{"2023-07", "2024-06", "2023-07/2024-06", Month}, // a year's run of months names no split year
		{"2010", "2019", "2010/2019", Year},              // nor does a run of ten years a decade
		{"2024-W31", "2024-W33", "2024-W31/2024-W33", Week},
		{"2024-08-01", "2024-08-31", "2024-08", Month},
		{"2024-07-29", "2024-08-04", "2024-W31", Week},
		{"2024-08-01", "2024-08-30", "2024-08-01/2024-08-30", Day},
		{"2024-12-25", "2025-01-06", "2024-12-25/2025-01-06", Day},
		{"2019", "2023-03", "2019-01/2023-03", Month},
	} {
		got := Between(parse(t, c.first), parse(t, c.last))
		if got.String() != c.want || got.Unit() != c.unit {
			t.Errorf("Between(%s, %s) = %v in units of %v, want %s in units of %v", c.first, c.last, got, got.Unit(), c.want, c.unit)
		}
		if again := parse(t, got.String()); again != got {
			t.Errorf("Parse(%q) = %v", got.String(), again)
		}
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		p                   string
		n                   int
		add, years, monthly string
	}{
		{"2024", 1, "2025", "2025", "2024-02/2025-01"},
		{"2024", -24, "2000", "2000", "2022"},
		{"2010s", 1, "2020s", "2011/2020", "2010-02/2020-01"},
		{"2010s", 120, "3210s", "2130s", "2020s"},
		{"2023/24", -1, "2022/2023", "2022/2023", "2023-06/2024-05"},
		{"2024-H2", 1, "2025-H1", "2025-H2", "2024-08/2025-01"},
		{"2024-Q1", -1, "2023-Q4", "2023-Q1", "2023-12/2024-02"},
		{"2024-Q1", 3, "2024-Q4", "2027-Q1", "2024-Q2"},
		{"2024-08", -8, "2023-12", "2016-08", "2023-12"},
		{"2024-12", 1, "2025-01", "2025-12", "2025-01"},
		{"2020-W53", 1, "2021-W01", "2021-W52", "2021-01-28/2021-02-03"},
		{"2024-02-29", 1, "2024-03-01", "2025-02-28", "2024-03-29"},
		{"2024-01-31", 1, "2024-02-01", "2025-01-31", "2024-02-29"},
		{"2024-01/2024-09", 1, "2024-10/2025-06", "2025-01/2025-09", "2024-02/2024-10"},
		{"2019/2023", -1, "2014/2018", "2018/2022", "2018-12/2023-11"},
		{"2024-08-05/2024-08-14", 1, "2024-08-15/2024-08-24", "2025-08-05/2025-08-14", "2024-09-05/2024-09-14"},
	} {
		p := parse(t, c.p)
		for _, step := range []struct {
			name string
			got  Period
			want string
		}{{"Add", p.Add(c.n), c.add}, {"AddYears", p.AddYears(c.n), c.years}, {"AddMonths", p.AddMonths(c.n), c.monthly}} {
			if step.got != parse(t, step.want) {
				t.Errorf("%s.%s(%d) = %v, want %s", c.p, step.name, c.n, step.got, step.want)
			}
		}
	}
}

func TestUnitsTo(t *testing.T) {
	for _, c := range []struct {
		p, q string
		n    int
		ok   bool
	}{
		{"2019", "2024", 5, true},
		{"2024", "2019", -5, true},
		{"2023/24", "2025/26", 2, true},
		{"2023-Q4", "2024-Q2", 2, true},
		{"2024-H1", "2020-H2", -7, true},
		{"2023-12", "2025-01", 13, true},
		{"2020-W53", "2021-W02", 2, true},
		{"2024-02-28", "2024-03-01", 2, true},
		{"1990s", "2020s", 3, true},
		{"2015/2019", "2020/2024", 1, true},
		{"2015/2019", "2016/2020", 0, false}, // not a multiple of its length away
		{"2024", "2024-08", 0, false},
	} {
		if n, ok := parse(t, c.p).UnitsTo(parse(t, c.q)); ok != c.ok || ok && n != c.n {
			t.Errorf("%s.UnitsTo(%s) = %d, %v, want %d, %v", c.p, c.q, n, ok, c.n, c.ok)
		}
	}
}

func TestOrderAndContainment(t *testing.T) {
	ordered := []string{"2010s", "2023/24", "2024-H1", "2024-Q1", "2024-01", "2024-02", "2024-02-29", "2024-W31", "2024-08-04", "2025"}
	for i := range ordered {
		for j := range ordered {
			p, q := parse(t, ordered[i]), parse(t, ordered[j])
			if got := p.Compare(q); (got < 0) != (p.First().start < q.First().start || p.start == q.start && p.end < q.end) {
				t.Errorf("%v.Compare(%v) = %d", p, q, got)
			}
			if p.Compare(q) != -q.Compare(p) || (p.Compare(q) == 0) != (p == q) {
				t.Errorf("%v and %v: no order", p, q)
			}
		}
	}
	for _, c := range []struct {
		p, q               string
		contains, overlaps bool
	}{
		{"2024", "2024-Q3", true, true},
		{"2024-Q3", "2024", false, true},
		{"2024", "2024", true, true},
		{"2024-Q3", "2024-10-01", false, false},
		{"2025", "2025-W01", false, true}, // 30 December 2024 to 5 January
		{"2024", "", false, false},
		{"", "2024", false, false},
	} {
		p, q := parse(t, c.p), parse(t, c.q)
		if p.Contains(q) != c.contains || p.Overlaps(q) != c.overlaps {
			t.Errorf("%q contains %q: %v, overlaps: %v", c.p, c.q, p.Contains(q), p.Overlaps(q))
		}
	}
	if p, q := parse(t, "2024-Q3"), parse(t, "2024-10-01"); !p.Before(q) || !q.After(p) || p.Before(p) || p.After(q) {
		t.Error("a quarter must lie before the day that follows it, and not before itself")
	}
}

// The calendar is our own arithmetic; package time is the oracle.
func TestCalendarAgreesWithTime(t *testing.T) {
	for y := 1; y <= 9999; y += 1 + y%7 {
		for m := 1; m <= 12; m++ {
			last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC)
			p := Date(y, m, last.Day())
			if p.IsZero() || !Date(y, m, last.Day()+1).IsZero() {
				t.Fatalf("%d-%d has %d days", y, m, last.Day())
			}
			if int64(p.start) != last.Unix()/86400 && last.Unix()%86400 == 0 {
				t.Fatalf("%v is day %d, want %d", p, p.start, last.Unix()/86400)
			}
			if p.Weekday() != last.Weekday() {
				t.Fatalf("%v is a %v, want %v", p, p.Weekday(), last.Weekday())
			}
			year, week := last.ISOWeek()
			if w := p.Of(Week); !w.IsZero() && w != OfWeek(year, week) {
				t.Fatalf("%v lies in %v, want week %d of %d", p, w, week, year)
			}
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"2024": "2024", "2010s": "the 2010s", "2023/24": "2023/24", "1999/2000": "1999/00", "2024-H2": "the second half of 2024",
		"2024-Q3": "the third quarter of 2024", "2024-08": "August 2024", "2024-W31": "week 31 of 2024", "2024-08-12": "12 August 2024",
		"2019/2023": "2019 to 2023", "2024-01/2024-09": "January to September 2024", "2023-10/2024-03": "October 2023 to March 2024",
		"2024-W31/2024-W33": "weeks 31 to 33 of 2024", "2024-W52/2025-W02": "week 52 of 2024 to week 2 of 2025",
		"2024-08-05/2024-08-12": "5 to 12 August 2024", "2024-08-05/2024-09-12": "5 August to 12 September 2024",
		"2024-12-25/2025-01-06": "25 December 2024 to 6 January 2025", "": "",
	} {
		if got := parse(t, text).Words(); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func BenchmarkDate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if p := Date(2024, 8, 12); p.AddYears(-1).Of(Week).IsZero() {
			b.Fatal("no week")
		}
	}
}
