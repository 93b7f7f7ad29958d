package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/report/format"
	"github.com/onrecord/onrecord/rules"
)

// formatted writes articles in a format.
func formatted(t *testing.T, name string, o report.RunOptions, articles ...report.Article) []byte {
	t.Helper()
	f, known := format.Find(name)
	if !known {
		t.Fatalf("no format %s", name)
	}
	run := report.Run(articles, o)
	run.Text = func(w io.Writer) error {
		return report.Text(w, articles, report.TextOptions{Datasets: o.Datasets})
	}
	var out bytes.Buffer
	if err := f.Write(&out, run); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// second is a draft with all that is hard: a name that is no plain path, a byte order mark, letters of many widths, a
// claim over two lines, words that read as commands and as markup, a claim set aside.
func second(t *testing.T) *desk {
	d := newDesk(t, "drafts/10% über, a|b `c`.md", "\uFEFF👩‍🚒 Einbrüche: 412 in 2024 | fünf.\r\n::set-output name=x::388\r\nThey rose <b>]]>to\r\n388</b> @mayor.\r\n")
	d.find("412 in 2024", "value", rules.Verdict{
		Label: rules.Refuted, Severity: rules.Warning, Message: "100% of [388](x): burglaries, in 2024 | <388> ]]> @all",
		Suggestion: &rules.Suggestion{Span: d.span("412"), Text: "388"},
	}, 29)
	d.find("::set-output name=x::388", "value", rules.Verdict{Label: rules.Refuted, Severity: rules.Error, Message: "::error::a\r\n::warning::b"}, 29)
	d.find("rose <b>]]>to\r\n388", "direction", rules.Verdict{Label: rules.Refuted, Severity: rules.Error, Message: "burglaries fell"}, 28, 29)
	d.find("388</b>", "value", rules.Verdict{Label: rules.NotEnoughInfo, Severity: rules.Note, Message: "two measures fit"}).
		Suppressed = &rules.Suppression{By: rules.ByComment, Reason: "as the mayor counts"}
	d.article.Notices = []rules.Notice{{Rule: rules.UnusedIgnore, Severity: rules.Warning, Line: 3, Column: 1, Message: "there is no finding of rank to ignore here: take the ignore away"}}
	return d
}

// Each format has its golden file; read the difference when one changes.
func TestFormats(t *testing.T) {
	for _, f := range format.All() {
		t.Run(f.Name, func(t *testing.T) {
			out := formatted(t, f.Name, report.RunOptions{Version: "v1.2.3", Rules: rules.All()[:5], Datasets: 1}, northport(t).article, second(t).article)
			golden(t, "format."+f.Name, out)
			wellFormed(t, f.Name, out)
			none := formatted(t, f.Name, report.RunOptions{Version: "devel"})
			wellFormed(t, f.Name, none)
			failed := failedRun(t, f.Name, "a\n::error::b", "10% [über](1) ]]>\x00::set-output")
			wellFormed(t, f.Name, failed)
			if says := bytes.Contains(failed, []byte("set-output")); says != slices.Contains([]string{"sarif", "junit", "github"}, f.Name) {
				t.Errorf("of what made the run fail it says %s", failed)
			}
		})
	}
}

// failedRun writes in a format of a run that judged nothing.
func failedRun(t *testing.T, name, path, message string) []byte {
	t.Helper()
	f, _ := format.Find(name)
	run := &format.Run{Version: "v1.2.3", Subject: "drafts"}
	for line := range 12 {
		run.Problems = append(run.Problems, format.Problem{Path: path, Line: line, Column: line, Message: message}, format.Problem{Message: message})
	}
	var out bytes.Buffer
	if err := f.Write(&out, run); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A log of a run that failed has no results, and must not pass for a clean one.
func TestSARIFOfAFailedRun(t *testing.T) {
	for _, failed := range []bool{false, true} {
		out := formatted(t, "sarif", report.RunOptions{})
		if failed {
			out = failedRun(t, "sarif", "facts/10%.yaml", "no such file")
		}
		var log struct {
			Runs []struct {
				Invocations []struct {
					ExecutionSuccessful        bool
					ExitCode                   int
					ToolExecutionNotifications []struct {
						Level   string
						Message struct{ Text string }
					}
				}
			}
		}
		if err := json.Unmarshal(out, &log); err != nil {
			t.Fatal(err)
		}
		run := log.Runs[0].Invocations[0]
		if run.ExecutionSuccessful == failed || failed != (run.ExitCode == 2) || failed != (len(run.ToolExecutionNotifications) == 24) {
			t.Errorf("failed %v: %s", failed, out)
		}
	}
}

// With All the log of SARIF holds every claim, and none but a problem has a level.
func TestSARIFAll(t *testing.T) {
	out := formatted(t, "sarif", report.RunOptions{Version: "v1.2.3", Rules: rules.All(), All: true}, northport(t).article)
	wellFormed(t, "sarif", out)
	kinds := regexp.MustCompile(`"kind": "(\w+)",\s*"level": "(\w+)"`).FindAllStringSubmatch(string(out), -1)
	var got []string
	for _, k := range kinds {
		got = append(got, k[1]+" "+k[2])
	}
	if want := "fail error, open none, pass none, fail warning, open none"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What fails the run is shown by every format that shows problems.
func TestOpenClaimsThatFailTheRunAreShown(t *testing.T) {
	for _, name := range []string{"concise", "sarif", "github", "gitlab", "rdjson", "rdjsonl", "checkstyle", "markdown"} {
		quiet := formatted(t, name, report.RunOptions{}, northport(t).article)
		loud := formatted(t, name, report.RunOptions{OpenFails: true}, northport(t).article)
		const words = "no measure on record fits tools"
		if n := bytes.Count(loud, []byte(words)); n == 0 {
			t.Errorf("%s does not show the open claim that fails the run", name)
		}
		if name != "github" && name != "markdown" && bytes.Contains(quiet, []byte(words)) {
			t.Errorf("%s shows an open claim that fails nothing", name)
		}
	}
}

// GitHub shows ten annotations of each kind: the gravest come first, and the last notice counts the others.
func TestGitHubCaps(t *testing.T) {
	d := newDesk(t, "a.md", strings.Repeat("388 ", 60))
	for i := range 60 {
		severity := []rules.Severity{rules.Warning, rules.Error, rules.Note, rules.Error}[i%4]
		d.article.Findings = append(d.article.Findings, rules.Finding{
			Rule: "value", Span: draft.Span{Start: 4 * i, End: 4*i + 3}, Verdict: rules.Verdict{Label: rules.Refuted, Severity: severity, Message: strings.Repeat("ü", 3000)},
		})
	}
	out := string(formatted(t, "github", report.RunOptions{}, d.article))
	wellFormed(t, "github", []byte(out))
	_, out, _ = strings.Cut(out, "::\n") // the report for people
	var kinds []string
	for line := range strings.Lines(out) {
		if kind := regexp.MustCompile(`^::(error|warning|notice) `).FindStringSubmatch(line); kind != nil {
			kinds = append(kinds, kind[1])
		}
		if message := line[strings.LastIndex(line, "::")+2:]; len(message) > 4096 || !utf8.ValidString(message) {
			t.Errorf("a message of %d bytes", len(message))
		}
	}
	if got, want := strings.Join(kinds, " "), strings.Repeat("error ", 10)+strings.Repeat("warning ", 10)+strings.TrimSpace(strings.Repeat("notice ", 10)); got != want {
		t.Errorf("got %s", got)
	}
	if !strings.HasSuffix(out, "::notice title=onrecord::20 errors, 5 warnings, 6 notes more, which GitHub would not show: see the log and the job summary\n") {
		t.Errorf("the last line is %q", out[max(0, len(out)-200):])
	}
}

// Two drafts that say the same have fingerprints of their own in GitLab, which shows only the first of equal ones.
func TestGitLabFingerprints(t *testing.T) {
	a, b := northport(t).article, northport(t).article
	b.Path = "drafts/again.md"
	wellFormed(t, "gitlab", formatted(t, "gitlab", report.RunOptions{}, a, b))
}

var schemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	compiled := map[string]*jsonschema.Schema{}
	for format, file := range map[string]string{"sarif": "sarif-2.1.0.schema", "rdjson": "rdjson-DiagnosticResult", "rdjsonl": "rdjson-Diagnostic", "gitlab": "codequality.schema"} {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat = true
		compiled[format] = compiler.MustCompile(filepath.ToSlash(filepath.Join("format", "testdata", "schemas", file+".json")))
	}
	return compiled
})

// wellFormed holds output to what its readers rely on.
func wellFormed(t *testing.T, name string, out []byte) {
	t.Helper()
	if !utf8.Valid(out) {
		t.Errorf("%s: not UTF-8: %q", name, out)
	}
	validate := func(text []byte) any {
		t.Helper()
		var document any
		if err := json.Unmarshal(text, &document); err != nil {
			t.Fatalf("%s: %v: %s", name, err, text)
		}
		if s := schemas()[name]; s != nil {
			if err := s.Validate(document); err != nil {
				t.Errorf("%s: %#v\n%s", name, err, text)
			}
		}
		return document
	}
	switch name {
	case "sarif":
		validate(out)
		sarifHolds(t, out)
	case "rdjson", "gitlab":
		document := validate(out)
		if list, ok := document.([]any); ok {
			seen := map[any]bool{}
			for _, issue := range list {
				fingerprint := issue.(map[string]any)["fingerprint"]
				if seen[fingerprint] {
					t.Errorf("gitlab: two issues have the fingerprint %v", fingerprint)
				}
				seen[fingerprint] = true
			}
		}
	case "rdjsonl", "jsonl":
		for line := range bytes.Lines(out) {
			if object, ok := validate(line).(map[string]any); !ok || name == "jsonl" && object["path"] == nil {
				t.Errorf("%s: not an object with a path: %s", name, line)
			}
		}
	case "junit", "checkstyle":
		for decoder := xml.NewDecoder(bytes.NewReader(out)); ; {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v: %s", name, err, out)
			}
		}
		if name == "junit" {
			junitHolds(t, out)
			junitCounts(t, out)
		}
	case "github":
		githubHolds(t, out)
	case "markdown":
		markdownHolds(t, out)
	case "concise":
		for line := range strings.Lines(string(out)) {
			if strings.ContainsAny(strings.TrimSuffix(line, "\n"), "\x1b\r\x00\u202e") {
				t.Errorf("concise: a control code in %q", line)
			}
		}
	}
}

// markdownHolds reads output as GitHub does: tables in which each finding is a row of as many cells as the head has, with
// no HTML but that of onrecord.
func markdownHolds(t *testing.T, out []byte) {
	t.Helper()
	rows, cells, columns := 0, 0, 0
	document := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(out))
	err := ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *east.TableHeader:
			columns = n.ChildCount()
		case *east.TableRow:
			rows++
			cells += n.ChildCount()
			if n.ChildCount() != columns {
				t.Errorf("markdown: a row of %d cells in a table of %d: %s", n.ChildCount(), columns, out)
			}
		case *ast.RawHTML:
			if html := string(n.Segments.Value(out)); html != "<br>" {
				t.Errorf("markdown: %q is HTML: %s", html, out)
			}
		case *ast.Link, *ast.Image, *ast.FencedCodeBlock:
			t.Errorf("markdown: a %s comes from a draft: %s", n.Kind(), out)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(out, []byte("\n| ")) - 2*bytes.Count(out, []byte("\n| ---")); rows != lines {
		t.Errorf("markdown: %d rows are written, %d are read: %s", lines, rows, out)
	}
}

// sarifHolds checks what the standard and code scanning ask beyond the schema.
func sarifHolds(t *testing.T, out []byte) {
	t.Helper()
	type location struct {
		ID       int
		Physical struct {
			Artifact struct{ URI string } `json:"artifactLocation"`
			Region   struct{ StartLine, StartColumn, EndLine, EndColumn int }
		} `json:"physicalLocation"`
	}
	var log struct {
		Runs []struct {
			ColumnKind string
			Tool       struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID, Kind, Level string
				RuleIndex           *int
				Message             struct{ Text string }
				Locations           []location
				RelatedLocations    []location
				PartialFingerprints map[string]string
			}
		}
	}
	if err := json.Unmarshal(out, &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if run.ColumnKind != "utf16CodeUnits" && run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("columnKind %q", run.ColumnKind)
	}
	for _, r := range run.Results {
		if r.Kind != "fail" && r.Level != "none" {
			t.Errorf("kind %s has the level %s", r.Kind, r.Level)
		}
		if r.RuleIndex != nil && run.Tool.Driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("rule index %d is not %s", *r.RuleIndex, r.RuleID)
		}
		if r.Message.Text == "" || r.PartialFingerprints["primaryLocationLineHash"] == "" || len(r.Locations) != 1 {
			t.Errorf("a result lacks message, place or fingerprint: %+v", r)
		}
		for _, l := range append(r.Locations, r.RelatedLocations...) {
			uri := l.Physical.Artifact.URI
			if u, err := url.Parse(uri); err != nil || uri == "" || u.Scheme != "" && u.Scheme != "file" {
				t.Errorf("%q is no reference to a file: %v", uri, err)
			}
		}
		if at := r.Locations[0].Physical.Region; at.StartLine < 1 || at.StartColumn < 1 || at.EndLine < at.StartLine || at.EndLine == at.StartLine && at.EndColumn < at.StartColumn {
			t.Errorf("the region %+v is none", at)
		}
		for _, l := range r.RelatedLocations {
			if !strings.Contains(r.Message.Text, fmt.Sprintf("](%d)", l.ID)) {
				t.Errorf("the message does not lead to location %d: %s", l.ID, r.Message.Text)
			}
		}
	}
}

// junitHolds holds a report to the elements and attributes of testmoapp/junitxml, which CI systems read.
func junitHolds(t *testing.T, out []byte) {
	t.Helper()
	known := map[string]struct{ within, required, allowed string }{
		"testsuites": {"", "", "name time tests failures errors skipped"},
		"testsuite":  {"testsuites", "name tests failures errors", "name tests failures errors group time skipped timestamp hostname id package file log url"},
		"testcase":   {"testsuite", "name classname", "name time classname group file line"},
		"failure":    {"testcase", "", "type message"},
		"error":      {"testcase", "", "type message"},
		"skipped":    {"testcase", "", "type message"},
		"system-out": {"testcase", "", ""},
	}
	open := []string{""}
	for decoder := xml.NewDecoder(bytes.NewReader(out)); ; {
		token, err := decoder.Token()
		if err != nil {
			return // wellFormed has read it to the end
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			rule, ok := known[name]
			if !ok || rule.within != open[len(open)-1] {
				t.Errorf("junit: there is a %s in a %s", name, open[len(open)-1])
			}
			var has []string
			for _, a := range token.Attr {
				has = append(has, a.Name.Local)
				if !slices.Contains(strings.Fields(rule.allowed), a.Name.Local) {
					t.Errorf("junit: a %s has no attribute %s", name, a.Name.Local)
				}
			}
			for _, attribute := range strings.Fields(rule.required) {
				if !slices.Contains(has, attribute) {
					t.Errorf("junit: a %s lacks %s", name, attribute)
				}
			}
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" && !slices.Contains([]string{"failure", "error", "skipped", "system-out"}, open[len(open)-1]) {
				t.Errorf("junit: text in a %s: %q", open[len(open)-1], text)
			}
		}
	}
}

func junitCounts(t *testing.T, out []byte) {
	t.Helper()
	type counts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	var document struct {
		counts
		Suites []struct {
			counts
			Cases []struct {
				Name    string    `xml:"name,attr"`
				Error   *struct{} `xml:"error"`
				Failure *struct{} `xml:"failure"`
				Skipped *struct{} `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(out, &document); err != nil {
		t.Fatal(err)
	}
	var all counts
	for _, s := range document.Suites {
		var own counts
		names := map[string]bool{}
		for _, c := range s.Cases {
			own.Tests++
			if c.Failure != nil {
				own.Failures++
			}
			if c.Error != nil {
				own.Errors++
			}
			if c.Skipped != nil {
				own.Skipped++
			}
			if names[c.Name] {
				t.Errorf("junit: two test cases of a suite are called %q", c.Name)
			}
			names[c.Name] = true
		}
		if own != s.counts {
			t.Errorf("junit: a suite counts %+v, and has %+v", s.counts, own)
		}
		all = counts{all.Tests + own.Tests, all.Failures + own.Failures, all.Errors + own.Errors, all.Skipped + own.Skipped}
	}
	if all != document.counts {
		t.Errorf("junit: the report counts %+v, and has %+v", document.counts, all)
	}
}

// githubHolds reads output as the runner does: no command is obeyed but the annotations that onrecord means.
func githubHolds(t *testing.T, out []byte) {
	t.Helper()
	stopped := ""
	for line := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(out)), "\n") {
		command, found := strings.CutPrefix(strings.TrimLeft(line, " \t\v\f\u00a0\u0085\u2028\u2029"), "::")
		switch {
		case stopped != "":
			if command == stopped+"::" {
				stopped = ""
			}
		case strings.HasPrefix(command, "stop-commands::"):
			stopped = strings.TrimPrefix(command, "stop-commands::")
		case line == "":
		case !found:
			t.Errorf("github: a line outside of the report: %q", line)
		case !regexp.MustCompile(`^(error|warning|notice) title=onrecord[^:,]*(,file=[^:,]+(,line=\d+(,(endLine|col|endColumn)=\d+)*)?)?::.`).MatchString(command):
			t.Errorf("github: not an annotation of ours: %q", line)
		}
	}
	if stopped != "" {
		t.Error("github: commands stay stopped")
	}
}

// Whatever a draft, its name or a message holds, every format stays what it is.
func FuzzFormats(f *testing.F) {
	f.Add("drafts/a.md", []byte("Burglaries rose to 388 last year."), 11, 22, "burglaries fell", "fell")
	f.Add("::error::\r\n]]>\x00\x1b[2J|`%,:", []byte("\uFEFFa\tb\r\n\u202e漢字 👩‍🚒 e\u0301\x00\xff]]>\n::set-output name=a::b"), 3, 40, "::stop-commands::x\n::x::", "\xff]]>\r")
	f.Add("C:\\a:b?#.md", []byte("|``` <!-- --> @all #1\n"), 0, 22, "[a](1) \\ \u2028", "")
	f.Add("a", []byte(""), 0, 0, "", "")
	f.Fuzz(func(t *testing.T, path string, source []byte, start, end int, message, fix string) {
		if path == "" {
			t.Skip("a draft has a path")
		}
		start = min(max(start, 0), len(source))
		end = min(max(end, start), len(source))
		span := draft.Span{Start: start, End: end}
		verdict := func(l rules.Label, s rules.Severity) rules.Verdict {
			return rules.Verdict{Label: l, Severity: s, Message: "m" + message, Suggestion: &rules.Suggestion{Span: span, Text: fix}}
		}
		a := report.Article{Path: path, Draft: source, Findings: []rules.Finding{
			{Rule: "value", Span: span, Verdict: verdict(rules.Refuted, rules.Error)},
			{Rule: "value", Span: span, Verdict: verdict(rules.NotEnoughInfo, rules.Note)},
			{Rule: "value", Span: draft.Span{Start: start, End: start}, Verdict: verdict(rules.Supported, rules.Warning), Suppressed: &rules.Suppression{Reason: message}},
		}, Notices: []rules.Notice{{Rule: rules.UnusedIgnore, Severity: rules.Warning, Line: 1, Column: 1, Message: "m" + message}}}
		for _, each := range format.All() {
			wellFormed(t, each.Name, formatted(t, each.Name, report.RunOptions{Version: message, All: true, OpenFails: start%2 == 0}, a))
			wellFormed(t, each.Name, failedRun(t, each.Name, path, "m"+message))
		}
		var out bytes.Buffer
		if err := report.JSON(&out, "1", []report.Article{a}); err != nil || !json.Valid(out.Bytes()) {
			t.Errorf("json: %v: %s", err, out.Bytes())
		}
	})
}
