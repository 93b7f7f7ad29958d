package lsp_test

import (
	"strings"
	"testing"
)

func TestDiagnosticsFollowTheTyping(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	p := s.diagnostics("story.md", "5:29-32 error value")
	if p.Version == nil || *p.Version != 1 {
		t.Errorf("the diagnostics are of version %v, want 1", p.Version)
	}
	if message := p.Diagnostics[0].Message; !strings.Contains(message, "388") {
		t.Errorf("the message does not say what is on record: %s", message)
	}
	if r := p.Diagnostics[0].RelatedInformation; len(r) != 1 || r[0].Location.URI != s.uri("facts/burglary.facts.yaml") || r[0].Location.Range.Start.Line != 15 {
		t.Errorf("the diagnostic leads to %v, want line 15 of the facts", r)
	}

	s.didChange("story.md", 2, object{"range": span{at(5, 31), at(5, 32)}, "text": "8"})
	if p := s.diagnostics("story.md"); *p.Version != 2 {
		t.Errorf("the diagnostics are of version %d, want 2", *p.Version)
	}
	s.didChange("story.md", 3, // several changes at once, each to what the one before has left
		object{"range": span{at(7, 11), at(7, 14)}, "text": "41"}, object{"range": span{at(7, 13), at(7, 13)}, "text": "3"})
	s.diagnostics("story.md", "7:11-14 error value")
	s.didChange("story.md", 4, object{"text": strings.Replace(story, "389", "388", 1)})
	s.diagnostics("story.md")

	s.didChange("story.md", 5, object{"text": story})
	s.diagnostics("story.md", "5:29-32 error value")
	s.notify("textDocument/didClose", object{"textDocument": object{"uri": s.uri("story.md")}})
	s.diagnostics("story.md")
}

func TestWhatTheDraftSaysOfItself(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", strings.Replace(story, "2025-02-12", "2025-02-32\nfacts: [city-burglari]", 1))
	p := s.diagnostics("story.md", "1:11-21 error front-matter", "2:8-21 error front-matter",
		"6:29-32 hint value", "8:11-14 hint value") // no dataset is left to check against
	if !strings.Contains(p.Diagnostics[1].Message, "city-burglary") {
		t.Errorf("the message names no near dataset: %s", p.Diagnostics[1].Message)
	}
	s.didChange("story.md", 2, object{"text": "---\npublished: [\n---\nText."})
	if p := s.diagnostics("story.md", "2:0-3 error syntax"); p.Diagnostics[0].Message == "" {
		t.Error("the syntax error says nothing")
	}
	s.didChange("story.md", 3, object{"text": story})
	s.diagnostics("story.md", "5:29-32 error value")
}

func TestPositionEncodings(t *testing.T) {
	text := "# 🚒 Crime in Northport\n\n🚒 Police — Northport recorded 389 burglaries in 2024.\n"
	for encoding, column := range map[string]string{"utf-8": "35-38", "utf-16": "31-34", "utf-32": "30-33"} {
		t.Run(encoding, func(t *testing.T) {
			s := open(t, newsroom, object{"general": object{"positionEncodings": []string{"utf-7", encoding}}}, nil)
			s.didOpen("story.md", text)
			p := s.diagnostics("story.md", "2:"+column+" error value")
			end := p.Diagnostics[0].Range.End
			s.didChange("story.md", 2, object{"range": span{at(2, end.Character-1), end}, "text": "8"})
			s.diagnostics("story.md")
		})
	}
	s := open(t, newsroom, object{}, nil) // a client that names no encoding counts in UTF-16
	s.didOpen("story.md", text)
	s.diagnostics("story.md", "2:31-34 error value")
}

func TestHover(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	hover := func(at point) string {
		var h struct {
			Contents struct{ Kind, Value string }
			Range    span
		}
		s.call("textDocument/hover", s.in("story.md", at), &h)
		return h.Contents.Value
	}
	refuted := hover(at(5, 30))
	for _, part := range []string{"**Refuted**", "388", "burglary.facts.yaml:16", "#L16>", "[Northport Police, Recorded crime 2024, 11 February 2025](<https://example.org/crime>)"} {
		if !strings.Contains(refuted, part) {
			t.Errorf("the card of a refuted figure lacks %q:\n%s", part, refuted)
		}
	}
	if supported := hover(at(7, 11)); !strings.Contains(supported, "**Supported**") || !strings.Contains(supported, "city-burglary: burglaries, in 2023: 412") {
		t.Errorf("the card of a supported figure is\n%s", supported)
	}
	if nothing := hover(at(5, 2)); nothing != "" {
		t.Errorf("there is a card where there is no claim: %s", nothing)
	}
}

func TestHoverIsPlainForPlainClients(t *testing.T) {
	s := open(t, newsroom, object{"textDocument": object{"hover": object{"contentFormat": []string{"plaintext"}}}}, nil)
	s.didOpen("story.md", story)
	var h struct{ Contents struct{ Kind, Value string } }
	s.call("textDocument/hover", s.in("story.md", at(5, 30)), &h)
	if h.Contents.Kind != "plaintext" || strings.ContainsAny(h.Contents.Value, "*[<") {
		t.Errorf("got %+v", h.Contents)
	}
}

func TestDefinitionLeadsToTheRow(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	var places []place
	s.call("textDocument/definition", s.in("story.md", at(5, 30)), &places)
	if len(places) != 1 || places[0].URI != s.uri("facts/burglary.facts.yaml") || spanWords(places[0].Range) != "15:16-19" {
		t.Errorf("got %v, want the figure 388 in the facts", places)
	}
	s.call("textDocument/definition", s.in("story.md", at(5, 0)), &places)
	if len(places) != 0 {
		t.Errorf("a word that is no claim leads to %v", places)
	}
}

func TestReferencesLeadToTheDrafts(t *testing.T) {
	s := open(t, map[string]string{
		"facts/burglary.facts.yaml": burglary,
		"facts/fires.csv":           "Year,Fires in Northport\n2023,51\n2024,47\n",
		"archive/old.md":            "---\npublished: 2024-02-12\n---\nNorthport had 412 burglaries in 2023.\n",
		"archive/page.html":         "<p>Northport had 412 burglaries in 2023 and 430 in 2022.</p>\n",
		"node_modules/x/readme.md":  "Northport had 412 burglaries in 2023.\n",
	}, everything, nil)
	s.didOpen("story.md", story)
	references := func(name string, at point) (list []string) {
		var places []place
		s.call("textDocument/references", object{"textDocument": object{"uri": s.uri(name)}, "position": at, "context": object{"includeDeclaration": true}}, &places)
		for _, p := range places {
			list = append(list, strings.TrimPrefix(p.URI, s.uri("")+"/")+" "+spanWords(p.Range))
		}
		return list
	}
	want := "archive/old.md 3:14-17, archive/page.html 0:17-20, story.md 7:11-14"
	if got := strings.Join(references("facts/burglary.facts.yaml", at(13, 31)), ", "); got != want {
		t.Errorf("the figure of 2023 is cited in %s, want %s", got, want)
	}
	if got := strings.Join(references("facts/burglary.facts.yaml", at(13, 8)), ", "); got != want {
		t.Errorf("the row of 2023 is cited in %s, want %s", got, want)
	}
	if got := strings.Join(references("facts/burglary.facts.yaml", at(14, 6)), ", "); got != "story.md 5:29-32" {
		t.Errorf("the first line of the row of 2024 is cited in %s", got)
	}
	if got := references("facts/burglary.facts.yaml", at(1, 3)); len(got) != 0 {
		t.Errorf("the title is cited in %s", got)
	}
	if got := strings.Join(references("story.md", at(7, 12)), ", "); got != want {
		t.Errorf("claims on the row of a claim: %s, want %s", got, want)
	}
}
