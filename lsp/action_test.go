package lsp_test

import (
	"slices"
	"strings"
	"testing"
)

type action struct {
	Title, Kind string
	IsPreferred bool
	Diagnostics []diagnostic
	Edit        struct {
		Changes         map[string][]edit
		DocumentChanges []struct {
			Kind, URI    string // of a file to create
			TextDocument struct {
				URI     string
				Version *int32
			}
			Edits []edit
		}
	}
}

type edit struct {
	Range   span
	NewText string
}

func (s *session) actions(name string, from, to point, only ...string) (list []action) {
	s.t.Helper()
	context := object{"diagnostics": []object{}}
	if len(only) > 0 {
		context["only"] = only
	}
	s.call("textDocument/codeAction", object{"textDocument": object{"uri": s.uri(name)}, "range": span{from, to}, "context": context}, &list)
	return list
}

// apply returns a text after edits, whose positions are in characters of ASCII.
func apply(text string, edits []edit) string {
	offset := func(p point) int {
		at := 0
		for range p.Line {
			at += strings.IndexByte(text[at:], '\n') + 1
		}
		return at + p.Character
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return offset(b.Range.Start) - offset(a.Range.Start) })
	for _, e := range edits {
		text = text[:offset(e.Range.Start)] + e.NewText + text[offset(e.Range.End):]
	}
	return text
}

func titles(list []action) (titles []string) {
	for _, a := range list {
		titles = append(titles, a.Title)
	}
	return titles
}

func TestReplaceByTheFact(t *testing.T) {
	s := open(t, newsroom, everything, nil)
	s.didOpen("story.md", story)
	list := s.actions("story.md", at(5, 30), at(5, 30))
	if want := []string{"Replace “389” by “388”", "Ignore value here: accepted as written"}; !slices.Equal(titles(list), want) {
		t.Fatalf("the actions are %q, want %q", titles(list), want)
	}
	fix := list[0]
	if !fix.IsPreferred || fix.Kind != "quickfix" || len(fix.Diagnostics) != 1 || len(fix.Edit.DocumentChanges) != 1 {
		t.Fatalf("got %+v", fix)
	}
	change := fix.Edit.DocumentChanges[0]
	if change.TextDocument.Version == nil || *change.TextDocument.Version != 1 || change.TextDocument.URI != s.uri("story.md") {
		t.Errorf("the edit is of %+v", change.TextDocument)
	}
	if got, want := apply(story, change.Edits), strings.Replace(story, "389", "388", 1); got != want {
		t.Errorf("got\n%s", got)
	}
	if list := s.actions("story.md", at(7, 11), at(7, 14)); len(list) != 0 {
		t.Errorf("a supported claim has the actions %q", titles(list))
	}
	if list := s.actions("story.md", at(0, 0), at(8, 0), "refactor"); len(list) != 0 {
		t.Errorf("asked for refactorings, the server offers %q", titles(list))
	}
	wrongTwice := strings.Replace(story, "412", "431", 1)
	s.didChange("story.md", 2, object{"text": wrongTwice})
	s.diagnostics("story.md", "5:29-32 error value", "7:11-14 error value")
	all := s.actions("story.md", at(0, 0), at(8, 0), "source.fixAll")
	if len(all) != 1 {
		t.Fatalf("the actions are %q", titles(all))
	}
	if got := apply(wrongTwice, all[0].Edit.DocumentChanges[0].Edits); strings.Contains(got, "389") || strings.Contains(got, "431") {
		t.Errorf("replaced all, the draft is\n%s", got)
	}
}

func TestChangesForClientsWithoutDocumentChanges(t *testing.T) {
	s := open(t, newsroom, object{}, nil)
	s.didOpen("story.md", story)
	list := s.actions("story.md", at(5, 30), at(5, 30))
	if len(list) == 0 || len(list[0].Edit.Changes[s.uri("story.md")]) != 1 || len(list[0].Edit.DocumentChanges) != 0 {
		t.Errorf("got %+v", list)
	}
}

// Wherever the claim stands, the comment silences it and nothing else, and a reader sees no change.
func TestIgnoreHere(t *testing.T) {
	for name, text := range map[string]string{
		"paragraph.md":           "Northport recorded 389 burglaries in 2024.\n",
		"first-line.md":          "389 burglaries were recorded in Northport in 2024.\n",
		"under-heading.md":       "# Crime\nNorthport recorded 389 burglaries in 2024.\n",
		"heading.md":             "# Northport recorded 389 burglaries in 2024\n\nText.\n",
		"later-line.md":          "In 2024 the police in Northport\nrecorded 389 burglaries.\n",
		"begins-later-line.md":   "In 2024 the police of Northport had\n389 burglaries.\n",
		"list.md":                "- In 2024 Northport had 389 burglaries.\n- In 2023 it was quieter.\n",
		"begins-list-item.md":    "Northport:\n\n- 389 burglaries in 2024\n- no fires\n",
		"quotation.md":           "> Northport recorded 389 burglaries in 2024.\n",
		"table.md":               "| Northport | Burglaries in 2024 |\n|---|---|\n| total | 389 burglaries |\n",
		"crlf.md":                "Text.\r\n\r\nNorthport recorded 389 burglaries in 2024.\r\n",
		"paragraph.html":         "<p>Northport recorded 389 burglaries in 2024.</p>\n",
		"list.html":              "<ul>\n<li>389 burglaries in Northport in 2024</li>\n</ul>\n",
		"no-line-end.html":       "<p>Northport recorded 389 burglaries in 2024.",
		"with-front-matter.md":   "---\npublished: 2025-01-01\n---\nNorthport recorded 389 burglaries in 2024.\n",
		"emphasis.md":            "Northport recorded **389 burglaries** in 2024.\n",
		"before-front-matter.md": "---\ntitle: Northport had 389 burglaries in 2024\n---\nText.\n",
		"front-matter.txt":       "---\npublished: 2025-01-01\n---\nNorthport had 389 burglaries in 2024.\n",
		"front-matter-list.txt":  "---\r\npublished: 2025-01-01\r\nonrecord:\r\n  ignore:\r\n  - {rule: value, text: '431', reason: the mayor counts so}\r\n---\r\nNorthport had 389 burglaries in 2024. There were 431 burglaries in 2023.\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, newsroom, everything, object{"show": "refuted"})
			s.didOpen(name, text)
			p := s.waitForAny(name)
			if len(p.Diagnostics) == 0 {
				t.Skip("nothing is refuted here")
			}
			list := s.actions(name, p.Diagnostics[0].Range.Start, p.Diagnostics[0].Range.Start)
			i := slices.IndexFunc(list, func(a action) bool { return strings.HasPrefix(a.Title, "Ignore") })
			if i < 0 {
				t.Fatalf("the actions are %q", titles(list))
			}
			edits := list[i].Edit.DocumentChanges[0].Edits
			got := apply(text, edits)
			comment, listed := strings.Contains(got, ": accepted as written -->"), strings.Contains(got, "reason: accepted as written}")
			if inFront := strings.HasPrefix(name, "before-front-matter") || strings.HasPrefix(name, "front-matter"); comment == inFront || listed != inFront {
				t.Fatalf("the claim is ignored by the wrong means:\n%s", got)
			}
			s.didChange(name, 2, object{"text": got})
			s.diagnostics(name)
			s.didChange(name, 3, object{"text": strings.NewReplacer("onrecord-ignore-", "ignored-", ": accepted as written", "", "rule: value", "rule: rank").Replace(got)})
			s.waitForSome(name)
		})
	}
}

// waitForAny returns the first diagnostics of a file.
func (s *session) waitForAny(name string) published {
	s.t.Helper()
	for p := range s.published {
		if p.URI == s.uri(name) {
			s.files[p.URI] = p
			return p
		}
	}
	return published{}
}

// waitForSome waits for diagnostics of a file: without the directive the claim is wrong still.
func (s *session) waitForSome(name string) {
	s.t.Helper()
	for {
		p := s.waitForAny(name)
		if len(p.Diagnostics) > 0 {
			return
		}
	}
}

// Plain text has no comments: the claim is passed over by the file beside it, which is made where there is none.
func TestIgnoreInPlainText(t *testing.T) {
	const text = "Northport had 389 burglaries in 2024.\n"
	entry := "- {rule: value, text: \"389\", reason: accepted as written}\n"
	for name, c := range map[string]struct{ before, want string }{
		"none":     {"", "ignore:\n  " + entry},
		"list":     {"ignore:\n- {rule: value, text: '431', reason: as counted}\n", "ignore:\n" + entry + "- {rule: value, text: '431', reason: as counted}\n"},
		"no list":  {"claims: []", "claims: []\nignore:\n  " + entry},
		"own form": {"ignore: [{rule: rank, text: first, reason: as in 2023}]\n", ""},
		"broken":   {"ignore:\n  - {rule\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			capabilities := object{"workspace": object{
				"workspaceEdit":         object{"documentChanges": true, "resourceOperations": []string{"create", "rename"}},
				"didChangeWatchedFiles": object{"dynamicRegistration": true},
			}}
			s := open(t, newsroom, capabilities, object{"show": "refuted"})
			if c.before != "" {
				s.write("story.claims.yaml", c.before)
			}
			text := text
			if name == "list" {
				text += "\nThere were 431 burglaries in 2023.\n"
			}
			s.didOpen("story.txt", text)
			s.waitForSome("story.txt")
			list := s.actions("story.txt", at(0, 14), at(0, 14))
			i := slices.IndexFunc(list, func(a action) bool { return a.Title == "Ignore value of “389” in this draft: accepted as written" })
			if (i >= 0) != (c.want != "") {
				t.Fatalf("the actions are %q", titles(list))
			}
			if i < 0 {
				return
			}
			changes := list[i].Edit.DocumentChanges
			if created := changes[0].Kind == "create" && changes[0].URI == s.uri("story.claims.yaml"); created != (c.before == "") {
				t.Errorf("got %+v", changes)
			}
			edit := changes[len(changes)-1]
			if edit.TextDocument.URI != s.uri("story.claims.yaml") || edit.TextDocument.Version != nil {
				t.Errorf("the edit is of %+v", edit.TextDocument)
			}
			got := apply(c.before, edit.Edits)
			if got != c.want {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			s.write("story.claims.yaml", got)
			s.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": s.uri("story.claims.yaml"), "type": 1}}})
			s.diagnostics("story.txt")
		})
	}
	// A client that makes no files has none to write to.
	s := open(t, newsroom, everything, object{"show": "refuted"})
	s.didOpen("story.txt", text)
	s.waitForSome("story.txt")
	if list := s.actions("story.txt", at(0, 14), at(0, 14)); !slices.Equal(titles(list), []string{"Replace “389” by “388”"}) {
		t.Errorf("the actions are %q", titles(list))
	}
}
