package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// desk is a catalog and the draft that claims are pinned to by hand: reports are tested without any rule.
type desk struct {
	t       *testing.T
	catalog *facts.Catalog
	article report.Article
}

func newDesk(t *testing.T, path, text string) *desk {
	t.Helper()
	catalog, err := facts.Load([]string{"testdata/burglary.facts.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t, catalog, report.Article{Path: path, Draft: []byte(text)}}
}

// find pins a verdict to the first place of words, with the observations at the given lines of the
// facts file as evidence.
func (d *desk) find(words, rule string, v rules.Verdict, lines ...int) *rules.Finding {
	d.t.Helper()
	v.Evidence = append(v.Evidence, d.rows(lines...)...)
	d.article.Findings = append(d.article.Findings, rules.Finding{Rule: rule, Span: d.span(words), Verdict: v})
	return &d.article.Findings[len(d.article.Findings)-1]
}

func (d *desk) span(words string) draft.Span {
	d.t.Helper()
	start := bytes.Index(d.article.Draft, []byte(words))
	if start < 0 {
		d.t.Fatalf("no %q in the draft", words)
	}
	return draft.Span{Start: start, End: start + len(words)}
}

func (d *desk) rows(lines ...int) (rows []*facts.Observation) {
	d.t.Helper()
	measure := d.catalog.Datasets[0].Measures[0]
	for _, line := range lines {
		n := len(rows)
		for _, o := range d.catalog.Rows(measure, nil, period.Period{}) {
			if o.Line == line {
				rows = append(rows, o)
			}
		}
		if len(rows) == n {
			d.t.Fatalf("no observation on line %d", line)
		}
	}
	return rows
}

const story = `---
title: Burglaries up
published: 2025-02-12
---
Burglaries rose to 388 last year, the council said. It was **the lowest on record**.

The harbour district had 120 of them, the old town more than 200. Experts count 7,000 tools sold.
`

func northport(t *testing.T) *desk {
	d := newDesk(t, "drafts/northport.md", story)
	f := d.find("rose to 388", "direction", rules.Verdict{
		Label: rules.Refuted, Severity: rules.Error, Message: "burglaries fell, not rose, from 412 in 2023 to 388 in 2024 (-5.8%)",
		Suggestion: &rules.Suggestion{Span: d.span("rose"), Text: "fell"},
	}, 28, 29)
	f.Reading = []string{"burglaries, 2024 against 2023, cost 0", "rival: value of goods stolen, cost 6: money never meets a count"}
	d.find("the lowest on record", "record", rules.Verdict{
		Label: rules.NotEnoughInfo, Severity: rules.Note, Message: "no burglaries for 2011 to 2022",
	}, 28, 29)
	d.find("120", "value", rules.Verdict{
		Label: rules.Supported, Severity: rules.Note, Message: "burglaries, harbour district, 2024: 120",
	}, 30)
	d.find("more than 200", "value", rules.Verdict{
		Label: rules.Supported, Severity: rules.Warning, Message: "understated: burglaries, old town, 2024: 268",
	}, 31)
	d.find("7,000 tools", "value", rules.Verdict{
		Label: rules.NotEnoughInfo, Severity: rules.Note, Message: "no measure on record fits tools",
	})
	return d
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestText(t *testing.T) {
	for name, o := range map[string]report.TextOptions{
		"refuted.txt": {Datasets: 1},
		"open.txt":    {Datasets: 1, Show: report.ShowOpen},
		"all.txt":     {Datasets: 1, Show: report.ShowAll, Explain: true},
		"color.txt":   {Datasets: 1, Show: report.ShowAll, Color: true},
		"narrow.txt":  {Datasets: 1, Show: report.ShowOpen, Width: 40},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := report.Text(&out, []report.Article{northport(t).article}, o); err != nil {
				t.Fatal(err)
			}
			golden(t, name, out.Bytes())
		})
	}
}

func TestTextWithoutDrafts(t *testing.T) {
	var out bytes.Buffer
	if err := report.Text(&out, nil, report.TextOptions{Datasets: 3}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "0 drafts\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextLastLineCountsAllDrafts(t *testing.T) {
	a, b := northport(t).article, northport(t).article
	b.Path = "drafts/again.md"
	var out bytes.Buffer
	if err := report.Text(&out, []report.Article{a, b}, report.TextOptions{Datasets: 3}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	want := "2 drafts, 10 claims: 4 supported, 2 refuted, 4 not on record (3 datasets)"
	if got := lines[len(lines)-1]; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !strings.HasPrefix(out.String(), "drafts/again.md:5:12: refuted: ") {
		t.Errorf("articles are not sorted by path:\n%s", out.String())
	}
}

// A draft comes from anywhere: it must not clear the screen or forge lines of the report.
func TestTextSendsNoControlCodes(t *testing.T) {
	d := newDesk(t, "a.md", "Burg\x1b[2Jlaries \u202erose\u202c to\t388.\n")
	d.find("388", "value", rules.Verdict{Label: rules.Refuted, Severity: rules.Error, Message: "it was \x1b[31m412\nb.md:1:1: refuted"})
	var out bytes.Buffer
	if err := report.Text(&out, []report.Article{d.article}, report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\x1b\u202e\u202c\t") || strings.Contains(out.String(), "\nb.md") {
		t.Errorf("control codes reach the terminal: %q", out.String())
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := report.JSON(&out, "1.2.3", []report.Article{northport(t).article}); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.json", out.Bytes())
}

func TestJSONWithoutDrafts(t *testing.T) {
	var out bytes.Buffer
	if err := report.JSON(&out, "1.2.3", nil); err != nil {
		t.Fatal(err)
	}
	golden(t, "empty.json", out.Bytes())
}

// The text of a claim is the very bytes of its span, and lines and columns count as editors do.
func TestJSONPlaces(t *testing.T) {
	const text = "\uFEFFÄrger:\r\n👩‍🚒 rose **to\r388** e\u0301t.\n"
	d := newDesk(t, "a.md", text)
	d.find("rose **to\r388**", "direction", rules.Verdict{Label: rules.Supported, Severity: rules.Note, Message: "m"})
	var out bytes.Buffer
	if err := report.JSON(&out, "1", []report.Article{d.article}); err != nil {
		t.Fatal(err)
	}
	type claim struct {
		Text                     string
		Start, End, Line, Column int
		EndLine                  int `json:"end_line"`
		EndColumn                int `json:"end_column"`
	}
	var got struct{ Articles []struct{ Claims []claim } }
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	start := strings.Index(text, "rose")
	want := claim{"rose **to\r388**", start, start + len("rose **to\r388**"), 2, 5, 3, 6}
	if diff := cmp.Diff(want, got.Articles[0].Claims[0]); diff != "" {
		t.Error(diff)
	}
}

// ids returns the id of each claim of a draft, by the words of the claim and their order.
func ids(t *testing.T, a report.Article) (list []string) {
	t.Helper()
	var out bytes.Buffer
	if err := report.JSON(&out, "1", []report.Article{a}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Articles []struct{ Claims []struct{ ID string } }
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, c := range got.Articles[0].Claims {
		list = append(list, c.ID)
	}
	return list
}

func TestIDs(t *testing.T) {
	v := rules.Verdict{Label: rules.Supported, Severity: rules.Note, Message: "m"}
	one := func(text, words, rule string, lines ...int) string {
		d := newDesk(t, "a.md", text)
		d.find(words, rule, v, lines...)
		return ids(t, d.article)[0]
	}
	base := one("Burglaries fell to 388.", "fell to 388", "direction", 29)
	for name, same := range map[string]string{
		"a paragraph before it": one("Good morning.\n\nBurglaries fell to 388.", "fell to 388", "direction", 29),
		"a line broken in it":   one("Burglaries fell\r\nto 388.", "fell\r\nto 388", "direction", 29),
	} {
		if same != base {
			t.Errorf("%s changes the id from %s to %s", name, base, same)
		}
	}
	for name, other := range map[string]string{
		"other words":  one("Burglaries fell to 398.", "fell to 398", "direction", 29),
		"another rule": one("Burglaries fell to 388.", "fell to 388", "value", 29),
		"other facts":  one("Burglaries fell to 388.", "fell to 388", "direction", 28, 29),
		"no facts":     one("Burglaries fell to 388.", "fell to 388", "direction"),
	} {
		if other == base {
			t.Errorf("%s: the id stays %s", name, base)
		}
	}
	d := newDesk(t, "a.md", "388 here, 388 there.")
	d.find("388", "value", v, 29)
	d.find("388", "value", v, 29)
	if twins := ids(t, d.article); twins[0] == twins[1] {
		t.Errorf("two claims share the id %s", twins[0])
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("Burglaries rose to 388 last year."), 11, 22, 80)
	f.Add([]byte("a\tb\r\n\u202e漢字漢字 👩‍🚒 e\u0301\x00"), 3, 30, 20)
	f.Fuzz(func(t *testing.T, text []byte, start, end, width int) {
		start = min(max(start, 0), len(text))
		end = min(max(end, start), len(text))
		width = min(max(width, 24), 300)
		a := report.Article{Path: "a", Draft: text, Findings: []rules.Finding{{
			Rule: "value", Span: draft.Span{Start: start, End: end},
			Verdict: rules.Verdict{Label: rules.Refuted, Severity: rules.Error, Message: "m"},
		}}}
		var out bytes.Buffer
		if err := report.Text(&out, []report.Article{a}, report.TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		if utf8.Valid(text) && !utf8.Valid(out.Bytes()) {
			t.Errorf("the report is not UTF-8: %q", out.Bytes())
		}
		lines := strings.Split(out.String(), "\n")
		if len(lines) != 7 || !strings.Contains(lines[3], "^") {
			t.Fatalf("want place, bar, source, caret, blank line, counts, got %q", lines)
		}
	})
}
