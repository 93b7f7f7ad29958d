package claims

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/facts/period"
)

var updatePeriods = flag.Bool("update-periods", false, "rewrite the values of claims/testdata/periods")

// periodSpec is a sentence and the periods that are read from it, in order and complete.
type periodSpec struct {
	Input     string       `json:"input"`
	Published string       `json:"published"`
	Periods   []periodSpan `json:"periods"`
}

type periodSpan struct {
	Text    string `json:"text"`
	Start   int    `json:"start"`
	Value   string `json:"value"` // PeriodMention.String
	Rival   string `json:"rival,omitempty"`
	Weekday string `json:"weekday,omitempty"`
	Open    bool   `json:"open,omitempty"`
}

func spansOf(m *Mentions) []periodSpan {
	spans := []periodSpan{}
	for i := range m.Periods {
		p := &m.Periods[i]
		start, end := m.Tokens[p.First].Start, m.Tokens[p.Last-1].End
		s := periodSpan{Text: m.Text[start:end], Start: start, Value: p.String(), Rival: p.Rival.String(), Open: p.Open}
		if p.HasWeekday {
			s.Weekday = p.Weekday.String()
		}
		spans = append(spans, s)
	}
	return spans
}

func periodSpecs(t testing.TB) map[string][]periodSpec {
	t.Helper()
	paths, err := filepath.Glob("testdata/periods/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no specs: %v", err)
	}
	all := map[string][]periodSpec{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var specs []periodSpec
		if err := json.Unmarshal(data, &specs); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[path] = specs
	}
	return all
}

func TestPeriods(t *testing.T) {
	r := NewReader()
	var m Mentions
	for path, specs := range periodSpecs(t) {
		for i, spec := range specs {
			published, err := period.Parse(spec.Published)
			if err != nil {
				t.Fatalf("%s: %q: %v", path, spec.Input, err)
			}
			r.Read(spec.Input, published, &m)
			if diff := cmp.Diff(spec.Periods, spansOf(&m)); diff != "" && !*updatePeriods {
				t.Errorf("%s: %q: -want +got\n%s", path, spec.Input, diff)
			}
			specs[i].Periods = spansOf(&m)
		}
		if *updatePeriods {
			writePeriodSpecs(t, path, specs)
		}
	}
}

// writePeriodSpecs writes one sentence a line.
func writePeriodSpecs(t *testing.T, path string, specs []periodSpec) {
	t.Helper()
	var b strings.Builder
	b.WriteString("[\n")
	for i, spec := range specs {
		var line strings.Builder
		e := json.NewEncoder(&line)
		e.SetEscapeHTML(false)
		if err := e.Encode(spec); err != nil {
			t.Fatal(err)
		}
		b.WriteString(" " + strings.TrimSpace(line.String()))
		if i < len(specs)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestPeriodMentionResolve(t *testing.T) {
	r := NewReader()
	var m Mentions
	published, _ := period.Parse("2025-02-12")
	for _, c := range []struct{ text, focus, want string }{
		{"more than a year earlier", "2024", "2023"},
		{"more than a year earlier", "2024-08", "2023-08"},
		{"more than a year earlier", "2024-Q3", "2023-Q3"},
		{"more than a year earlier", "2023-07/2024-06", "2022-07/2023-06"},
		{"more than a month earlier", "2024-08", "2024-07"},
		{"more than a month earlier", "2024", ""},
		{"more than the year before", "2024", "2023"},
		{"more than the year before", "2024-08", "2023"},
		{"more than the previous quarter", "2024-Q1", "2023-Q4"},
		{"more than the previous quarter", "2024", ""},
		{"more than in the previous period", "2023-07/2024-06", "2022-07/2023-06"},
		{"more than last time", "2020/2021", "2019/2020"},
		{"more than in the same month of 2023", "2024-08", "2023-08"},
		{"more than in the same month of 2023", "2024", ""},
		{"more than in the same period last year", "2025-01", "2024-01"},
		{"more than in the same three months of 2023", "2024-Q3", "2023-Q3"},
		{"it fell in March of that year", "2019", "2019-03"},
		{"it fell in March of the previous year", "2019-08", "2018-03"},
		{"it fell that year", "2019-08", "2019"},
		{"more than the previous December", "2024-12", "2023-12"},
		{"more than the previous December", "2025-02", "2024-12"},
		{"more than the previous October", "2024-12", "2024-10"},
		{"more than the previous October", "2024", "2023-10"},
		{"over those three months it fell", "2024-Q3", "2024-Q3"},
		{"it has fallen in four years", "2024", "2021/2024"},
		{"a week later it fell", "2024-08-12", "2024-08-19"},
		{"sales fell year on year", "2024-08", "2023-08"},
		{"sales fell on the month", "2024-08", "2024-07"},
		{"sales fell in 2019", "2024-08", "2019"},
		{"it rose the following month", "2024-12", "2025-01"},
		{"it was more than two decades earlier", "2024", "2004"},
	} {
		r.Read(c.text, published, &m)
		if len(m.Periods) != 1 {
			t.Errorf("%q: %d periods", c.text, len(m.Periods))
			continue
		}
		focus, _ := period.Parse(c.focus)
		if got := m.Periods[0].Resolve(focus).String(); got != c.want {
			t.Errorf("%q, speaking of %s: got %q, want %q", c.text, c.focus, got, c.want)
		}
	}
}

func TestPeriodMentionUnits(t *testing.T) {
	r := NewReader()
	var m Mentions
	published, _ := period.Parse("2025-02-12")
	r.Read("It fell in each of the past five years.", published, &m)
	last, _ := period.Parse("2024")
	if got := m.Periods[0].Units(last).String(); got != "2020/2024" {
		t.Errorf("the past five years, the last being 2024, are %s, want 2020/2024", got)
	}
}

func TestPeriodsWithoutPublication(t *testing.T) {
	r := NewReader()
	var m Mentions
	r.Read("Sales fell last year, on Tuesday, on Nov. 27, in March, in the first quarter, over the past five years, six years ago, and in 2019.", period.Period{}, &m)
	if len(m.Periods) == 0 {
		t.Fatal("no periods")
	}
	for i := range m.Periods[:len(m.Periods)-1] {
		if p := &m.Periods[i]; !p.Period.IsZero() {
			t.Errorf("%v without a day of publication", p)
		}
	}
	if got := m.Periods[len(m.Periods)-1].String(); got != "2019" {
		t.Errorf("got %s, want 2019", got)
	}
}

// Whatever the text: mentions are in order, apart, inside the text, and their periods can be written.
func FuzzPeriods(f *testing.F) {
	for _, specs := range periodSpecs(f) {
		for _, spec := range specs {
			f.Add(spec.Input, uint16(20000))
		}
	}
	r := NewReader()
	f.Fuzz(func(t *testing.T, text string, day uint16) {
		published := period.Date(1970, 1, 1).Add(int(day))
		var m, again Mentions
		r.Read(text, published, &m)
		r.Read(text, published, &again)
		end := 0
		for i := range m.Periods {
			p := &m.Periods[i]
			if p.First < end || p.Last <= p.First || p.Last > len(m.Tokens) {
				t.Fatalf("%q: mention %d has tokens %d to %d of %d, the one before ends at %d", text, i, p.First, p.Last, len(m.Tokens), end)
			}
			end = p.Last
			if *p != again.Periods[i] {
				t.Fatalf("%q: two readings: %v and %v", text, p, &again.Periods[i])
			}
			if p.Impossible && !p.Period.IsZero() {
				t.Fatalf("%q: %v is impossible", text, p.Period)
			}
			for _, q := range []period.Period{p.Period, p.Rival, p.Resolve(published)} {
				if back, err := period.Parse(q.String()); !q.IsZero() && (err != nil || back != q) {
					t.Fatalf("%q: %v cannot be read back: %v", text, q, err)
				}
			}
			if p.Future != (!p.Period.IsZero() && p.Period.After(published)) {
				t.Fatalf("%q: %v: Future is %v", text, p, p.Future)
			}
		}
	})
}

func BenchmarkPeriods(b *testing.B) {
	var texts []string
	size := 0
	for _, specs := range periodSpecs(b) {
		for _, spec := range specs {
			texts = append(texts, spec.Input)
			size += len(spec.Input)
		}
	}
	r, published := NewReader(), period.Date(2025, 2, 12)
	var m Mentions
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			r.Read(text, published, &m)
		}
	}
}
