package impact

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

const burglaries = `dataset: city-burglary
about: [Northport]
fields: {year: {role: period, since: 2021}, burglaries: {role: measure, unit: burglaries}}
rows:
- {year: 2021, burglaries: 425}
- {year: 2022, burglaries: 437}
- {year: 2023, burglaries: 412}
- {year: 2024, burglaries: 388}
`

func checker(tb testing.TB, text string) *rules.Checker {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "city.facts.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
	c, err := facts.Load([]string{path})
	if err != nil {
		tb.Fatal(err)
	}
	return rules.NewChecker(c, rules.All(), rules.Options{})
}

func parse(tb testing.TB, text string) *draft.Document {
	tb.Helper()
	d, err := draft.Parse([]byte("---\npublished: 2025-02-12\n---\n"+text), draft.Markdown)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func TestChanges(t *testing.T) {
	for _, test := range []struct{ name, from, to, text, want string }{
		{"a revision", "burglaries: 388", "burglaries: 391", "Northport had 388 burglaries in 2024.", `wrong "388" 388 → 391`},
		{"a revision that rounds alike", "burglaries: 388", "burglaries: 391", "Northport had about 390 burglaries in 2024.", ""},
		{"another year", "burglaries: 388", "burglaries: 391", "Northport had 412 burglaries in 2023.", ""},
		{"a row gone", "- {year: 2021, burglaries: 425}\n", "", "Northport had 425 burglaries in 2021.", `unsettled "425" 425 → `},
		{"a row new", "- {year: 2024, burglaries: 388}\n", "- {year: 2024, burglaries: 388}\n- {year: 2020, burglaries: 401}\n", "Northport had 401 burglaries in 2020.", `settled "401"  → 401`},
		{"a row new that refutes", "- {year: 2024, burglaries: 388}\n", "- {year: 2024, burglaries: 388}\n- {year: 2020, burglaries: 301}\n", "Northport had 401 burglaries in 2020.", `exposed "401"  → 301`},
		{"righted", "burglaries: 388", "burglaries: 391", "Northport had 391 burglaries in 2024.", `righted "391" 388 → 391`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(burglaries, test.from) {
				t.Fatalf("no %q in the facts", test.from)
			}
			c := New(checker(t, burglaries), checker(t, strings.Replace(burglaries, test.from, test.to, 1)))
			d := parse(t, test.text)
			var got []string
			for _, change := range c.Changes("story.md", d) {
				if text := string(d.Source[change.Start:change.End]); text != change.Text {
					t.Errorf("the span holds %q, not %q", text, change.Text)
				}
				if change.Rule == "value" {
					got = append(got, fmt.Sprintf("%s %q %s → %s", change.Grade().ID(), change.Text, change.Old.Value, change.New.Value))
				}
			}
			if list := strings.Join(got, "\n"); list != test.want {
				t.Errorf("got %s, want %s", list, test.want)
			}
		})
	}
}

// Facts that do not change change no verdict, whatever the article says.
func TestSameFacts(t *testing.T) {
	k := checker(t, burglaries)
	c := New(k, checker(t, burglaries))
	for _, path := range []string{"../testdata/example/story.md", "../testdata/example/errors.md"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := draft.Parse(text, draft.Markdown)
		if err != nil {
			t.Fatal(err)
		}
		if changes := c.Changes(path, d); len(changes) > 0 {
			t.Errorf("%s: %+v", path, changes)
		}
	}
}

func TestPairs(t *testing.T) {
	finding := func(rule string, start, end int) rules.Finding {
		return rules.Finding{Rule: rule, Span: draft.Span{Start: start, End: end}}
	}
	old := []rules.Finding{finding("value", 0, 3), finding("value", 5, 9), finding("record", 5, 9), finding("total", 20, 30)}
	now := []rules.Finding{finding("value", 0, 3), finding("value", 4, 8), finding("share", 5, 9), finding("total", 30, 31)}
	var got []string
	for _, p := range pairs(old, now) {
		text := ""
		for _, f := range []*rules.Finding{p.old, p.new} {
			if f == nil {
				text += " -"
			} else {
				text += fmt.Sprintf(" %s %d", f.Rule, f.Span.Start)
			}
		}
		got = append(got, strings.TrimSpace(text))
	}
	want := []string{"value 0 value 0", "value 5 value 4", "- share 5", "record 5 -", "total 20 -", "- total 30"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// archive yields n articles: one in ten with figures of the record, one that cannot be read.
func archive(tb testing.TB, n int) iter.Seq[Article] {
	about, other := parse(tb, story), parse(tb, prose)
	return func(yield func(Article) bool) {
		for i := range n {
			a := Article{Path: fmt.Sprintf("%05d.md", i), Read: func() (*draft.Document, error) {
				d := other
				if i%10 == 0 {
					d = about
				}
				return draft.Parse(d.Source, draft.Markdown)
			}}
			if i == 7 {
				a.Read = func() (*draft.Document, error) { return nil, errors.New("the disk is on fire") }
			}
			if i == 8 {
				a.Read = func() (*draft.Document, error) { panic("a bug") }
			}
			if !yield(a) {
				return
			}
		}
	}
}

// A run is the same however many articles are judged at once, and no article stops the others.
func TestRun(t *testing.T) {
	c := New(checker(t, burglaries), checker(t, strings.Replace(burglaries, "388", "391", 1)))
	var outputs []string
	for _, workers := range []int{1, 4} {
		last := 0
		r := c.Run(archive(t, 40), workers, func(done, _ int) { last = done })
		if r.Articles != 38 || r.Affected != 4 || last != 40 {
			t.Errorf("%d articles, %d affected, %d told: want 38, 4 and 40", r.Articles, r.Affected, last)
		}
		if len(r.Skipped) != 2 || r.Skipped[0].Reason.Error() != "the disk is on fire" || !strings.Contains(r.Skipped[1].Reason.Error(), "00008.md: internal error: a bug") {
			t.Errorf("skipped %v", r.Skipped)
		}
		if !slices.IsSortedFunc(r.Changes, Worst) {
			t.Error("the worst does not come first")
		}
		var b bytes.Buffer
		if err := errors.Join(Text(&b, r), JSON(&b, r)); err != nil {
			t.Fatal(err)
		}
		outputs = append(outputs, b.String())
	}
	if outputs[0] != outputs[1] {
		t.Errorf("one worker says\n%s\nfour say\n%s", outputs[0], outputs[1])
	}
}

// 590 words each.
var (
	prose = strings.Repeat("The council met on Tuesday to discuss the new bridge across the river, which is to open in 2026 at a cost of "+
		"12 million pounds. Residents said that they had waited for years. \"We were promised this in 2019,\" said one of the 40 people in "+
		"the hall. The mayor answered questions for two hours and promised another meeting in May.\n\n", 10)
	story = "Burglaries in Northport fell to 388 in 2024 from 412 a year earlier, the lowest number on record.\n\n" +
		strings.Repeat("Police recorded 425 burglaries in 2021 and 437 in 2022, when the number rose by 2.8 percent. Officers had visited "+
			"every street of the town, said the chief of police, and residents had bought better locks. The number fell for two years in a row "+
			"after that. The council is to decide on Wednesday whether the patrols go on.\n\n", 10)
)

// BenchmarkRun judges articles of 590 words by two versions of the facts of the tests, one in ten about what changed.
func BenchmarkRun(b *testing.B) {
	c := New(rules.NewChecker(version(b, "388"), rules.All(), rules.Options{}), rules.NewChecker(version(b, "391"), rules.All(), rules.Options{}))
	b.ReportAllocs()
	b.ResetTimer()
	r := c.Run(archive(b, b.N), 2, nil)
	if b.N > 10 && r.Affected == 0 {
		b.Fatal("nothing changed")
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// version loads the facts of the tests with a figure of burglaries in 2024.
func version(b *testing.B, figure string) *facts.Catalog {
	b.Helper()
	folder := b.TempDir()
	for _, name := range []string{"city-burglary", "ferry-passengers", "fish-exports", "islands", "jobless-rate", "lending-rate", "rowing-races"} {
		file := "../testdata/facts/" + name + ".facts.yaml"
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		text = bytes.ReplaceAll(text, []byte("{year: 2024, burglaries: 388"), []byte("{year: 2024, burglaries: "+figure))
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(file)), text, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	c, err := facts.Load([]string{folder})
	if err != nil {
		b.Fatal(err)
	}
	return c
}
