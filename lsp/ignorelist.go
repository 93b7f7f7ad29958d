package lsp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// An ignore may also be an entry of a list: in the front matter, where comments of Markdown and HTML mean nothing, or in
// the YAML file beside a draft, for plain text, which has no comments. It passes over the same words in the whole draft.

var (
	// listInFrontMatter leads to the first entry of the list ignore below onrecord.
	listInFrontMatter = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^onrecord:[ \t]*\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+ignore:[ \t]*\r?\n([ \t]*)-`)
	})
	ownSettings   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^onrecord:`) })
	listInSidecar = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^ignore:[ \t]*\r?\n([ \t]*)-`) })
	ownList       = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^ignore:`) })
)

// ignoreEntry is the entry of such a list that passes over a claim. JSON strings are YAML, whatever is in them.
func ignoreEntry(r *result, f *rules.Finding) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.Encode(strings.Join(strings.Fields(r.text[f.Span.Start:f.Span.End]), " "))
	return fmt.Sprintf("- {rule: %s, text: %s, reason: %s}", f.Rule, strings.TrimSpace(text.String()), acceptedReason)
}

func newlineOf(text string) string {
	if strings.Contains(text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// ignoreInFrontMatter returns the ways to add an entry to the front matter of a draft that has one.
func ignoreInFrontMatter(r *result, f *rules.Finding) (ways [][]insertion) {
	begin := len(r.text) - len(strings.TrimPrefix(r.text, "\uFEFF"))
	if !strings.HasPrefix(r.text[begin:], "---") {
		return nil
	}
	fence := regexp.MustCompile(`\n(---|\.\.\.)[ \t]*(\r?\n|$)`).FindStringIndex(r.text[begin:])
	if fence == nil {
		return nil
	}
	front := r.text[:begin+fence[0]+1]
	newline, entry := newlineOf(r.text), ignoreEntry(r, f)
	if at := listInFrontMatter().FindStringSubmatchIndex(front); at != nil {
		return [][]insertion{{{at[2], front[at[2]:at[3]] + entry + newline}}}
	}
	if ownSettings().MatchString(front) {
		return nil // written in a way of its own, in which nothing is put by guess
	}
	return [][]insertion{{{len(front), "onrecord:" + newline + "  ignore:" + newline + "    " + entry + newline}}}
}

// ignoreBeside returns the edit that adds an entry to the YAML file beside a draft, and makes the file where there is
// none; nil when that cannot be done.
func (s *Server) ignoreBeside(d *document, r *result, f *rules.Finding) *workspaceEdit {
	if !filepath.IsAbs(d.path) {
		return nil
	}
	path := draft.SidecarPath(d.path)
	text, there := readText(path, draft.MaxSize)
	newline, entry := newlineOf(text), ignoreEntry(r, f)
	in := insertion{len(text), "ignore:" + newline + "  " + entry + newline}
	switch at := listInSidecar().FindStringSubmatchIndex(text); {
	case at != nil:
		in = insertion{at[2], text[at[2]:at[3]] + entry + newline}
	case ownList().MatchString(text):
		return nil
	case text != "" && !strings.HasSuffix(text, "\n"):
		in.text = newline + in.text
	}
	if !takes(r, f, path, text[:in.at]+in.text+text[in.at:]) {
		return nil
	}
	uri := uriOf(path)
	place := linesOf(text, s.encoding).position(in.at)
	edits := []textEdit{{textRange{place, place}, in.text}}
	switch {
	case !there && !slices.Contains(s.client.Workspace.WorkspaceEdit.ResourceOperations, "create"):
		return nil
	case s.client.Workspace.WorkspaceEdit.DocumentChanges:
		change := &workspaceEdit{}
		if !there {
			change.DocumentChanges = append(change.DocumentChanges, createFile{Kind: "create", URI: uri})
		}
		change.DocumentChanges = append(change.DocumentChanges, documentEdit{versionedDocument{uri, nil}, edits})
		return change
	case !there:
		return nil
	}
	return &workspaceEdit{Changes: map[string][]textEdit{uri: edits}}
}

// takes reports whether the file beside a draft is sound with a text, and passes over the claim.
func takes(r *result, f *rules.Finding, path, text string) bool {
	beside := draft.Document{Source: r.draft.Source}
	return beside.ReadSidecar(path, []byte(text)) == nil && slices.ContainsFunc(beside.Ignores, func(g draft.Ignore) bool { return passesOver(r, f, &g) })
}

// passesOver reports whether an ignore is of the rule and the words of a claim.
func passesOver(r *result, f *rules.Finding, g *draft.Ignore) bool {
	return slices.Contains(g.Rules, f.Rule) && (g.Text == "" || slices.Equal(strings.Fields(g.Text), strings.Fields(r.text[f.Span.Start:f.Span.End])))
}
