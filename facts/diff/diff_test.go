package diff

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts"
)

const header = `dataset: trade
fields:
  year: {role: period}
  country: {role: category, members: [iceland, norway, sweden]}
  exports: {role: measure, unit: GBP}
  rate: {role: measure, unit: "%"}
rows:
`

// load reads a dataset with the rows given, a line each.
func load(tb testing.TB, head, rows string) *facts.Catalog {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "trade.facts.yaml")
	if err := os.WriteFile(path, []byte(head+rows), 0o600); err != nil {
		tb.Fatal(err)
	}
	c, err := facts.Load([]string{path})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// told lists the changes of a diff in short.
func told(d *Diff) string {
	var lines []string
	for _, of := range d.Datasets {
		for _, m := range of.Meta {
			lines = append(lines, fmt.Sprintf("%s %s", m.Kind, m))
		}
		for _, c := range of.Changes {
			line := fmt.Sprintf("%s %s: %s", c.Kind, what(c.Observation()), c.values())
			if c.Silent() {
				line += " silent"
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func TestCatalogs(t *testing.T) {
	for _, test := range []struct{ name, before, after, want string }{
		{"added", "- {year: 2023, exports: 5}", "- {year: 2023, exports: 5}\n- {year: 2024, exports: 6}", "added exports, in 2024: £6"},
		{"removed", "- {year: 2023, exports: 5}\n- {year: 2024, exports: 6}", "- {year: 2024, exports: 6}", "removed exports, in 2023: £5"},
		{"revised", "- {year: 2023, exports: 5}", "- {year: 2023, exports: 6}", "revised exports, in 2023: £5 → £6 (+20.0%) silent"},
		{"revised with a status", "- {year: 2023, exports: 5}", "- {year: 2023, exports: 6, status: revised}", "revised exports, in 2023: £5 → £6 (+20.0%), revised"},
		{"revised with a note", "- {year: 2023, exports: 5}", "- {year: 2023, exports: 6, note: late returns}", "revised exports, in 2023: £5 → £6 (+20.0%), late returns"},
		{"a note that was there tells nothing new", "- {year: 2023, exports: 5, note: early}", "- {year: 2023, exports: 6, note: early}", "revised exports, in 2023: £5 → £6 (+20.0%), early silent"},
		{"a percentage changes by points", "- {year: 2023, rate: 5.8}", "- {year: 2023, rate: 5.5}", "revised rate, in 2023: 5.8% → 5.5% (-0.3 points) silent"},
		{"from zero", "- {year: 2023, exports: 0}", "- {year: 2023, exports: 6}", "revised exports, in 2023: £0 → £6 silent"},
		{"below zero", "- {year: 2023, exports: -10}", "- {year: 2023, exports: -15}", "revised exports, in 2023: -£10 → -£15 (-50.0%) silent"},
		{"a small change", "- {year: 2023, exports: 100000}", "- {year: 2023, exports: 100007}", "revised exports, in 2023: £100,000 → £100,007 (+0.007%) silent"},
		{"precision", "- {year: 2023, rate: 5.8}", "- {year: 2023, rate: 5.80}", "restated rate, in 2023: 5.8 → 5.80"},
		{"status", "- {year: 2023, rate: 5.8, status: provisional}", "- {year: 2023, rate: 5.8}", "restated rate, in 2023: status provisional → final"},
		{"members tell rows apart", "- {year: 2023, country: norway, exports: 5}", "- {year: 2023, country: norway, exports: 5}\n- {year: 2023, exports: 9}", "added exports, in 2023: £9"},
		{"the order of rows says nothing", "- {year: 2023, exports: 5}\n- {year: 2024, exports: 6}", "- {year: 2024, exports: 6}\n- {year: 2023, exports: 5}", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := told(Catalogs(load(t, header, test.before), load(t, header, test.after))); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestDescriptions(t *testing.T) {
	const rows = "- {year: 2023, exports: 5}"
	changed := strings.NewReplacer("unit: GBP", "unit: USD, aliases: [sales]", "norway, sweden", "sweden, norway", "{role: period}", "{role: period, since: 2001}").Replace(header)
	want := "added fields.year.since: 2001\nadded fields.exports.aliases: [sales]\nchanged fields.exports.unit: GBP → USD"
	if got := told(Catalogs(load(t, header, rows), load(t, changed, rows))); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// randomRows writes rows of which two calls share most.
func randomRows(r *rand.Rand) string {
	var b strings.Builder
	for year := 2000; year < 2020; year++ {
		for _, country := range []string{"", "iceland", "norway", "sweden"} {
			if r.IntN(4) == 0 {
				continue
			}
			place := ""
			if country != "" {
				place = ", country: " + country
			}
			fmt.Fprintf(&b, "- {year: %d%s, exports: %d, rate: %d.5}\n", year, place, 10+r.IntN(3), r.IntN(2))
		}
	}
	return b.String()
}

// A version differs from itself in nothing; and read backwards, what was added is removed and each revision
// leads back to where it came from.
func TestDiffProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		a, b := load(t, header, randomRows(r)), load(t, header, randomRows(r))
		if same := Catalogs(a, a); len(same.Datasets) > 0 {
			t.Fatalf("a version differs from itself: %s", told(same))
		}
		there, back := Catalogs(a, b), Catalogs(b, a)
		s, z := there.Summary(), back.Summary()
		if s.Added != z.Removed || s.Removed != z.Added || s.Revised != z.Revised || s.Restated != z.Restated {
			t.Fatalf("there %+v, back %+v", s, z)
		}
		pairs := map[string]bool{}
		for _, c := range there.Datasets[0].Changes {
			if c.Kind == Revised {
				pairs[what(c.New)+" "+c.Old.Value.String()+" "+c.New.Value.String()] = true
			}
		}
		for _, c := range back.Datasets[0].Changes {
			if c.Kind == Revised && !pairs[what(c.New)+" "+c.New.Value.String()+" "+c.Old.Value.String()] {
				t.Fatalf("%s is revised backwards only", what(c.New))
			}
		}
		kept := a.Datasets[0].Len()*2 - s.Removed
		if all := kept + s.Added; all != b.Datasets[0].Len()*2 {
			t.Fatalf("%d kept and %d added do not make %d", kept, s.Added, b.Datasets[0].Len()*2)
		}
	}
}

// A bare table may hold one place twice; its rows are paired in their order.
func TestRepeatedPlaces(t *testing.T) {
	table := func(rows string) *facts.Catalog {
		path := filepath.Join(t.TempDir(), "goals.csv")
		if err := os.WriteFile(path, []byte("player,goals\n"+rows), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := facts.Load([]string{path})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	got := told(Catalogs(table("Smith,2\nSmith,3\nOkafor,1\n"), table("Smith,2\nSmith,4\nSmith,1\nOkafor,1\n")))
	want := "revised goals, Smith: 3 → 4 (+33.3%) silent\nadded goals, Smith: 1"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Reports for people stay short unless all is asked for; the JSON has everything.
func TestLongDiffs(t *testing.T) {
	var rows strings.Builder
	for i := range 500 {
		fmt.Fprintf(&rows, "- {year: %d, exports: 1}\n", 1500+i)
	}
	d := Catalogs(load(t, header, "- {year: 1400, exports: 1}"), load(t, header, rows.String()))
	for name, write := range map[string]func(b *bytes.Buffer, all bool) error{
		"text":     func(b *bytes.Buffer, all bool) error { return Text(b, d, all) },
		"markdown": func(b *bytes.Buffer, all bool) error { return Markdown(b, d, all) },
	} {
		var short, long bytes.Buffer
		if err := write(&short, false); err != nil {
			t.Fatal(err)
		}
		if err := write(&long, true); err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(short.String(), "\n"); lines > Most+15 || !strings.Contains(short.String(), "… and 451 more") {
			t.Errorf("%s: %d lines, without the count of the rest", name, lines)
		}
		if lines := strings.Count(long.String(), "\n"); lines < 501 {
			t.Errorf("%s with all: %d lines", name, lines)
		}
	}
}

// Text of the facts cannot break out of its cell or its comment.
func TestMarkdownEscapes(t *testing.T) {
	var b bytes.Buffer
	d := Catalogs(load(t, header, "- {year: 2023, exports: 1}"), load(t, header, `- {year: 2023, exports: 2, note: "a | b <img> [x](y)"}`))
	if err := Markdown(&b, d, false); err != nil {
		t.Fatal(err)
	}
	if want := `a \| b &lt;img> \[x](y)`; !strings.Contains(b.String(), want) {
		t.Errorf("no %s in %s", want, b.String())
	}
}

func BenchmarkCatalogs(b *testing.B) {
	for _, rows := range []int{1e4, 1e5, 1e6} {
		b.Run(fmt.Sprintf("%.0e", float64(rows)), func(b *testing.B) {
			before, after := table(b, rows, 0), table(b, rows, 1)
			b.ReportAllocs()
			for b.Loop() {
				if s := Catalogs(before, after).Summary(); s.Revised == 0 {
					b.Fatal("nothing revised")
				}
			}
		})
	}
}

func table(b *testing.B, rows, shift int) *facts.Catalog {
	var text strings.Builder
	text.WriteString("month,region,arrivals\n")
	for i := range rows {
		value := 1000 + i*7919%90001
		if i%1000 == 0 {
			value += shift
		}
		fmt.Fprintf(&text, "%d-%02d,region %d,%d\n", 1200+i/1200, i/100%12+1, i%100, value)
	}
	path := filepath.Join(b.TempDir(), "arrivals.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	c, err := facts.Load([]string{path})
	if err != nil {
		b.Fatal(err)
	}
	return c
}
