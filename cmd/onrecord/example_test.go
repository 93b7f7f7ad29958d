package main

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// plantedError is one of the errors of testdata/example/errors.md, as errors.json lists them.
type plantedError struct {
	Kind string
	Rule string
	Text string   // the words in errors.md, which occur once
	True string   // the words of story.md in their place
	Says []string // patterns that the message must match: the fact and the arithmetic
}

type exampleReport struct {
	Articles []struct {
		Claims []exampleClaim
	}
	Summary struct{ Supported, Refuted, NotEnoughInfo int }
}

type exampleClaim struct {
	Rule, Verdict, Text, Message string
	Start, End, Line, Column     int
	Suggestion                   *struct {
		Start, End int
		Text       string
	}
	Facts []json.RawMessage
}

func (c exampleClaim) touches(start, end int) bool { return c.Start < end && start < c.End }

// checkExample checks a draft given on standard input against the facts of the example.
func checkExample(t *testing.T, text []byte) (claims []exampleClaim) {
	t.Helper()
	stdout, stderr, _ := run(bytes.NewReader(text), nil, "check", "--facts", "../../testdata/example/facts", "--format", "json", "-")
	var report exampleReport
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	return report.Articles[0].Claims
}

func readExample(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../testdata/example/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func plantedErrors(t *testing.T) (planted []plantedError) {
	t.Helper()
	if err := json.Unmarshal(readExample(t, "errors.json"), &planted); err != nil {
		t.Fatal(err)
	}
	return planted
}

// The errors of errors.md are exactly those listed: with the true words put back it is story.md.
func TestExampleErrorsAreListed(t *testing.T) {
	planted := plantedErrors(t)
	if len(planted) != 12 {
		t.Errorf("%d errors are listed, want 12", len(planted))
	}
	text := string(readExample(t, "errors.md"))
	for _, p := range planted {
		if n := strings.Count(text, p.Text); n != 1 {
			t.Errorf("%q occurs %d times in errors.md", p.Text, n)
		}
		text = strings.Replace(text, p.Text, p.True, 1)
	}
	if text != string(readExample(t, "story.md")) {
		t.Error("errors.md differs from story.md in more than the errors listed")
	}
}

// figure finds the quantities that the story must not pass over: amounts in digits that are no part of a
// date, and number words in lists of them.
var figure = regexp.MustCompile(`\$[\d.,]*\d( million| billion)?|\b\d+ percent\b|\b20 (?:crypto|in 2023)|\bfive, nine and 15\b|\bfour times\b`)

func TestExampleStory(t *testing.T) {
	text := readExample(t, "story.md")
	claims := checkExample(t, text)
	for _, c := range claims {
		if c.Verdict == "refuted" {
			t.Errorf("story.md:%d:%d: refuted: %q: %s [%s]", c.Line, c.Column, c.Text, c.Message, c.Rule)
		}
	}
	supported, all := 0, 0
	for _, at := range figure.FindAllIndex(text, -1) {
		all++
		verdict := "no claim"
		for _, c := range claims {
			if c.touches(at[0], at[1]) && verdict != "supported" {
				verdict = c.Verdict
			}
		}
		if verdict == "supported" {
			supported++
		} else {
			t.Logf("line %d: %s: %q", 1+bytes.Count(text[:at[0]], []byte("\n")), verdict, text[at[0]:at[1]])
		}
	}
	if supported*10 < all*9 {
		t.Errorf("%d of %d quantities are supported, want nine in ten", supported, all)
	}
	record := slices.IndexFunc(claims, func(c exampleClaim) bool { return strings.Contains(c.Text, "on record") })
	if record < 0 {
		t.Fatal("no claim on \"the highest number on record since 2016\"")
	}
	if c := claims[record]; c.Verdict != "not_enough_info" || !regexp.MustCompile(`201[67]\b.*2019`).MatchString(c.Message) {
		t.Errorf("the record must be open and name the years without a row, got %s: %s", c.Verdict, c.Message)
	}
}

func TestExampleErrors(t *testing.T) {
	planted := plantedErrors(t)
	text := readExample(t, "errors.md")
	claims := checkExample(t, text)
	var wanted [][2]int
	for _, p := range planted {
		start := bytes.Index(text, []byte(p.Text))
		end := start + len(p.Text)
		wanted = append(wanted, [2]int{start, end})
		at := slices.IndexFunc(claims, func(c exampleClaim) bool { return c.Verdict == "refuted" && c.touches(start, end) })
		if at < 0 {
			t.Errorf("missing: %s: %q", p.Kind, p.Text)
			continue
		}
		c := claims[at]
		if c.Rule != p.Rule {
			t.Errorf("%s: refuted by rule %s, want %s", p.Kind, c.Rule, p.Rule)
		}
		for _, pattern := range p.Says {
			if !regexp.MustCompile(pattern).MatchString(c.Message) {
				t.Errorf("%s: the message does not say %s: %s", p.Kind, pattern, c.Message)
			}
		}
		if c.Suggestion == nil {
			t.Errorf("%s: %q has no fix: %s", p.Kind, c.Text, c.Message)
		}
	}
	for _, c := range claims {
		if c.Verdict == "refuted" && !slices.ContainsFunc(wanted, func(w [2]int) bool { return c.touches(w[0], w[1]) }) {
			t.Errorf("errors.md:%d:%d: unexpected: %q: %s [%s]", c.Line, c.Column, c.Text, c.Message, c.Rule)
		}
	}

	// All fixes put in, from the end so that the places before stay true, nothing is refuted any more.
	slices.SortFunc(claims, func(a, b exampleClaim) int { return b.Start - a.Start })
	mended := text
	for _, c := range claims {
		if s := c.Suggestion; s != nil && c.Verdict == "refuted" {
			mended = slices.Concat(mended[:s.Start], []byte(s.Text), mended[s.End:])
		}
	}
	for _, c := range checkExample(t, mended) {
		if c.Verdict == "refuted" {
			t.Errorf("still refuted with the fixes put in: %q: %s [%s]", c.Text, c.Message, c.Rule)
		}
	}
}
