package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

func TestSchemasArePrintedAsEmbedded(t *testing.T) {
	for _, name := range schema.Names() {
		stdout, stderr, code := run(strings.NewReader(""), nil, "schema", name)
		want, _ := schema.Source(name)
		if code != exitClean || stderr != "" || stdout != string(want) {
			t.Errorf("schema %s: exit code %d, stderr %q, %d bytes, want %d", name, code, stderr, len(stdout), len(want))
		}
		if !json.Valid([]byte(stdout)) {
			t.Errorf("schema %s is not JSON", name)
		}
	}
}

// Every rule has a page that says what it checks and shows a sentence of it, and a place in the guide to all of them.
func TestEveryRuleHasAPage(t *testing.T) {
	guide := read("../../docs/rules.md")
	for _, r := range slices.Concat(rules.All(), rules.Optional()) {
		if !strings.Contains(guide, "\n$ onrecord rules "+r.Name+"\n") {
			t.Errorf("docs/rules.md does not show the page of %s", r.Name)
		}
		stdout, _, code := run(strings.NewReader(""), nil, "rules", r.Name)
		if code != exitClean || !strings.HasPrefix(stdout, r.Name+": "+r.Doc.Title+"\n") || !strings.Contains(stdout, "\nExamples:\n  ") {
			t.Errorf("rules %s: exit code %d:\n%s", r.Name, code, stdout)
		}
		for _, line := range strings.Split(stdout, "\n") {
			if len([]rune(line)) > 120 && !strings.HasPrefix(line, " ") {
				t.Errorf("rules %s: a line of %d letters: %s", r.Name, len([]rune(line)), line)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "",
		"one two three":         "one two\nthree\n",
		"one\ntwo\n\nthree":     "one two\n\nthree\n",
		"one:\n  as it is here": "one:\n  as it is here\n",
		"immeasurable one":      "immeasurable\none\n",
	} {
		if got := wrap(text, 8); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
