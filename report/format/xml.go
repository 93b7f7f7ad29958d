package format

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// The elements and attributes of testmoapp/junitxml, file and line of each test case included: CI systems link to them. The text of
// a test case has its place as well, for readers that drop them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		File     string      `xml:"file,attr,omitempty"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name      string       `xml:"name,attr"`
		Classname string       `xml:"classname,attr"`
		File      string       `xml:"file,attr,omitempty"`
		Line      int          `xml:"line,attr,omitempty"`
		Error     *junitResult `xml:"error"`
		Failure   *junitResult `xml:"failure"`
		Skipped   *junitResult `xml:"skipped"`
		Output    string       `xml:"system-out,omitempty"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes a suite a file and a test case a claim, so that dashboards count also what passed: what the facts
// refute fails, what they cannot decide and what is suppressed is skipped. Advice fails no test. A run that failed is a
// suite whose test cases are errors.
func JUnit(w io.Writer, r *Run) error {
	all := junitSuites{Name: "onrecord " + r.Subject}
	if len(r.Problems) > 0 {
		all.Suites = []junitSuite{failedSuite(r)}
		all.Tests, all.Errors = all.Suites[0].Tests, all.Suites[0].Errors
		return encodeXML(w, all)
	}
	for _, file := range r.Files {
		suite := junitSuite{Name: plain(file.Path), File: plain(file.Path)}
		seen := map[string]int{}
		for i := range file.Findings {
			f := &file.Findings[i]
			c := junitCase{Name: caseName(f), Classname: suite.Name, File: suite.Name, Line: f.Start.Line}
			c.Name = unlike(seen, c.Name)
			message, place := plain(f.Message), plain(placeLine(file.Path, f))
			switch {
			case f.Suppressed != nil:
				c.Skipped = &junitResult{Message: plain(strings.TrimSuffix("suppressed: "+f.Suppressed.Reason, ": ")), Text: place}
			case f.Outcome == Failed && (f.Level == Error || f.Level == Warning):
				c.Failure = &junitResult{message, f.Verdict, plain(details(file.Path, f))}
			case f.Outcome == Open:
				c.Skipped = &junitResult{Message: message, Text: place}
			default:
				c.Output = place
			}
			suite.add(c)
		}
		if len(file.Findings) == 0 {
			suite.add(junitCase{Name: "nothing to report", Classname: suite.Name, File: suite.Name})
		}
		all.Tests, all.Failures, all.Skipped = all.Tests+suite.Tests, all.Failures+suite.Failures, all.Skipped+suite.Skipped
		all.Suites = append(all.Suites, suite)
	}
	return encodeXML(w, all)
}

// failedSuite has a test case for each problem that kept a run from judging anything.
func failedSuite(r *Run) junitSuite {
	suite := junitSuite{Name: "onrecord"}
	seen := map[string]int{}
	for _, p := range r.Problems {
		c := junitCase{Name: unlike(seen, shorten(plain(p.Message), 200)), Classname: plain(cmp.Or(p.Path, suite.Name)), File: plain(p.Path), Line: p.Line}
		c.Error = &junitResult{plain(p.Message), "the run failed", plain(p.String())}
		suite.add(c)
	}
	return suite
}

// unlike returns a name that was not seen before: trackers tell test cases by their names.
func unlike(seen map[string]int, name string) string {
	if seen[name]++; seen[name] > 1 {
		name += " (" + strconv.Itoa(seen[name]) + ")"
	}
	return name
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	if c.Error != nil {
		s.Errors++
	}
	if c.Failure != nil {
		s.Failures++
	}
	if c.Skipped != nil {
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

// caseName names a test case by what stays when lines move.
func caseName(f *Finding) string {
	if f.Text == "" {
		return shorten(f.Rule+": "+plain(f.Message), 200)
	}
	return f.Rule + `: "` + shorten(plain(strings.Join(strings.Fields(f.Text), " ")), 150) + `"`
}

// details says of a finding what the text report does, line by line.
func details(path string, f *Finding) string {
	lines := []string{placeLine(path, f)}
	for _, e := range f.Evidence {
		lines = append(lines, fmt.Sprintf("record: %s (%s:%d)", e.Text, e.Path, e.Line))
	}
	for _, s := range f.Source {
		lines = append(lines, "source: "+s)
	}
	if f.Fix != nil {
		lines = append(lines, "fix: "+f.Fix.words())
	}
	return strings.Join(lines, "\n")
}

// placeLine says of a finding what the first line of the text report does.
func placeLine(path string, f *Finding) string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", path, f.Start.Line, f.Start.Column, f.Verdict, f.Message)
}

// words says what a fix does: `"fell" for "rose"`.
func (x *Fix) words() string {
	switch {
	case x.Was == "":
		return `insert "` + x.Text + `"`
	case x.Text == "":
		return `leave out "` + x.Was + `"`
	}
	return `"` + x.Text + `" for "` + x.Was + `"`
}

type (
	checkstyle struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

var checkstyleSeverities = map[Level]string{Error: "error", Warning: "warning", Note: "info"}

// Checkstyle writes the problems as Checkstyle does.
func Checkstyle(w io.Writer, r *Run) error {
	document := checkstyle{Version: "4.3"}
	for _, file := range r.Files {
		out := checkstyleFile{Name: plain(file.Path)}
		for i := range file.Findings {
			if f := &file.Findings[i]; f.listed() {
				out.Errors = append(out.Errors, checkstyleError{f.Start.Line, f.Start.Column, checkstyleSeverities[f.Level], plain(f.full()), "onrecord." + f.Rule})
			}
		}
		document.Files = append(document.Files, out)
	}
	return encodeXML(w, document)
}

// plain returns text without the control codes that XML cannot hold. The encoder would put a mark in place of each
// that fills the line.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && !slices.Contains([]rune{'\t', '\n', '\r'}, r) {
			return -1
		}
		return r
	}, text)
}

func encodeXML(w io.Writer, document any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
