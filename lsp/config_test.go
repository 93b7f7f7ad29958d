package lsp_test

import (
	"strings"
	"testing"
)

func TestConfigurationOfTheWorkspace(t *testing.T) {
	s := open(t, map[string]string{
		".onrecord.yaml":             "facts: record\noverrides:\n  - {files: 'sport/**', rules: {value: off}}\nignore: ['old/**']\n",
		"record/burglary.facts.yaml": burglary,
	}, everything, nil)
	s.didOpen("story.md", story)
	s.didOpen("sport/story.md", story)
	s.didOpen("old/story.md", story)
	s.diagnostics("story.md", "5:29-32 error value")
	s.diagnostics("sport/story.md")
	s.diagnostics("old/story.md")

	changed := func() {
		s.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": s.uri(".onrecord.yaml"), "type": 2}}})
	}
	s.write(".onrecord.yaml", "facts: record\nrules: {valeu: off}\n")
	changed()
	p := s.diagnostics(".onrecord.yaml", "1:8-13 error configuration")
	if !strings.Contains(p.Diagnostics[0].Message, `did you mean "value"`) {
		t.Errorf("the problem reads %s", p.Diagnostics[0].Message)
	}
	s.write(".onrecord.yaml", "facts: record\nrules: {value: warning}\n")
	changed()
	s.diagnostics(".onrecord.yaml")
	s.diagnostics("story.md", "5:29-32 warning value")
}

func TestIgnoresOfTheDraftAndOfItsSidecar(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.write("note.claims.yaml", "ignore:\n  - {text: '389', rule: value, reason: the mayor's own count}\n")
	s.didOpen("note.txt", "Northport had 389 burglaries in 2024.\n")
	s.diagnostics("note.txt")
	s.didOpen("story.md", "<!-- onrecord-ignore-next-line value: the mayor's own count -->\nNorthport had 388 burglaries in 2024.\n")
	s.diagnostics("story.md", "0:0-63 warning unused-ignore")
}
