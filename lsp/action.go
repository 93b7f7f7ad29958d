package lsp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// acceptedReason stands in the comments that a code action writes, for the writer to say it better.
const acceptedReason = "accepted as written"

// codeAction offers, for the claims in a range, to put in what the facts have, and to ignore a claim with a reason.
func (s *Server) codeAction(ctx context.Context, p *codeActionParams) (any, error) {
	actions := []codeAction{}
	r := s.current(ctx, p.TextDocument.URI)
	if r == nil || r.draft == nil {
		return actions, nil
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return actions, nil
	}
	wants := func(kind string) bool {
		return len(p.Context.Only) == 0 && kind != fixAll || slices.ContainsFunc(p.Context.Only, func(only string) bool {
			return only == kind || strings.HasPrefix(kind, only+".")
		})
	}
	if wants(fixAll) {
		if edits := allFixes(r); len(edits) > 0 {
			actions = append(actions, codeAction{Title: "Replace all by the facts", Kind: fixAll, Edit: s.edit(d, r, edits)})
		}
	}
	if !wants(quickFix) {
		return actions, nil
	}
	span := r.lines.spanOf(p.Range)
	for i := range r.findings {
		f := &r.findings[i]
		if f.Span.Start > span.End || f.Span.End < span.Start || !s.settings.shows(f) || f.Label == rules.Supported && f.Severity != rules.Warning {
			continue
		}
		diagnostics := []diagnostic{s.diagnosticOf(r, f)}
		if g := f.Suggestion; g != nil {
			actions = append(actions, codeAction{
				Title: fmt.Sprintf("Replace %s by %s", quoted(r.text[g.Span.Start:g.Span.End]), quoted(g.Text)), Kind: quickFix, Diagnostics: diagnostics,
				IsPreferred: true, Edit: s.edit(d, r, []textEdit{{r.lines.rangeOf(g.Span), g.Text}}),
			})
		}
		if title, edit := s.ignore(d, r, f); edit != nil {
			actions = append(actions, codeAction{Title: title, Kind: quickFix, Diagnostics: diagnostics, Edit: edit})
		}
	}
	return actions, nil
}

// quoted is text on one line, cut where it is long.
func quoted(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > 40 {
		text = string([]rune(text)[:39]) + "…"
	}
	return "“" + text + "”"
}

// edit makes an edit of the version of the document that a result is about.
func (s *Server) edit(d *document, r *result, edits []textEdit) *workspaceEdit {
	if s.client.Workspace.WorkspaceEdit.DocumentChanges {
		version := r.version
		return &workspaceEdit{DocumentChanges: []any{documentEdit{versionedDocument{d.uri, &version}, edits}}}
	}
	return &workspaceEdit{Changes: map[string][]textEdit{d.uri: edits}}
}

// allFixes are the replacements of a draft, none over another.
func allFixes(r *result) (edits []textEdit) {
	end := -1
	for i := range r.findings {
		f := &r.findings[i]
		if g := f.Suggestion; g != nil && f.Suppressed == nil && g.Span.Start >= end {
			edits = append(edits, textEdit{r.lines.rangeOf(g.Span), g.Text})
			end = g.Span.End
		}
	}
	return edits
}

// insertion is text to put in at a byte offset.
type insertion struct {
	at   int
	text string
}

// ignore returns an edit that makes a claim be passed over, and what to call it; nil when there is none. A comment beside
// the claim is best; what has no place for one gets an entry in the front matter, else in the YAML file beside the draft.
func (s *Server) ignore(d *document, r *result, f *rules.Finding) (title string, edit *workspaceEdit) {
	if r.draft.Format != draft.Text {
		if edits := firstHarmless(r, f, waysToComment(r, f)); edits != nil {
			return fmt.Sprintf("Ignore %s here: %s", f.Rule, acceptedReason), s.edit(d, r, edits)
		}
	}
	title = fmt.Sprintf("Ignore %s of %s in this draft: %s", f.Rule, quoted(r.text[f.Span.Start:f.Span.End]), acceptedReason)
	if edits := firstHarmless(r, f, ignoreInFrontMatter(r, f)); edits != nil {
		return title, s.edit(d, r, edits)
	}
	return title, s.ignoreBeside(d, r, f)
}

// firstHarmless returns the edits of the first of the ways that changes nothing that a reader sees, and ignores the claim;
// nil when none does.
func firstHarmless(r *result, f *rules.Finding, ways [][]insertion) []textEdit {
	for _, insertions := range ways {
		if harmless(r, f, insertions) {
			var edits []textEdit
			for _, in := range insertions {
				at := r.lines.position(in.at)
				edits = append(edits, textEdit{textRange{at, at}, in.text})
			}
			return edits
		}
	}
	return nil
}

// waysToComment returns the ways to write a comment that ignores a claim. Which of them leave the prose alone hangs on the
// markup around: a line of its own splits a list, a comment that begins a line of Markdown swallows it.
func waysToComment(r *result, f *rules.Finding) (ways [][]insertion) {
	newline := newlineOf(r.text)
	nextLine := fmt.Sprintf("<!-- onrecord-ignore-next-line %s: %s -->", f.Rule, acceptedReason)
	start := fmt.Sprintf("<!-- onrecord-ignore-start %s: %s -->", f.Rule, acceptedReason)
	end := fmt.Sprintf("<!-- onrecord-ignore-end %s -->", f.Rule)

	line := r.lines.position(f.Span.Start).Line
	from := r.lines.starts[line]
	indent := r.text[from : from+len(r.text[from:])-len(strings.TrimLeft(r.text[from:], " \t"))]
	ways = append(ways, []insertion{{from, indent + nextLine + newline}}, []insertion{{f.Span.Start, start}, {f.Span.End, end}})
	if i := slices.IndexFunc(r.draft.Blocks, func(b draft.Block) bool { return b.Span().End > f.Span.Start }); i >= 0 {
		if kind := r.draft.Blocks[i].Kind; kind == draft.ListItem || kind == draft.Cell {
			ways[0], ways[1] = ways[1], ways[0] // a line between the items would make two lists of one
		}
	}
	for _, b := range r.draft.Blocks {
		for i := range b.Sentences {
			sentence := &b.Sentences[i]
			if s := sentence.Span(0, len(sentence.Text)); s.Start <= f.Span.Start && f.Span.End <= s.End {
				ways = append(ways, []insertion{{s.Start, start}, {s.End, end}})
			}
		}
	}
	for before := line - 1; before >= 0; before-- {
		at := r.lines.lineEnd(before)
		if strings.TrimSpace(r.text[r.lines.starts[before]:at]) != "" {
			ways = append(ways, []insertion{{at, " " + nextLine}})
			break
		}
	}
	for i := range r.draft.Blocks {
		if s := r.draft.Blocks[i].Span(); s.Start <= f.Span.Start && f.Span.End <= s.End {
			first := r.lines.starts[r.lines.position(s.Start).Line]
			last := r.lines.lineEnd(r.lines.position(s.End).Line)
			ways = append(ways, []insertion{{first, start + newline}, {last, newline + end}})
		}
	}
	return ways
}

// harmless reports whether a draft with insertions reads as before, and ignores the claim.
func harmless(r *result, f *rules.Finding, insertions []insertion) bool {
	var text strings.Builder
	at, moved := 0, 0
	for _, in := range insertions {
		text.WriteString(r.text[at:in.at])
		text.WriteString(in.text)
		at = in.at
		if in.at <= f.Span.Start {
			moved += len(in.text)
		}
	}
	text.WriteString(r.text[at:])
	after, err := draft.Parse([]byte(text.String()), r.draft.Format)
	if err != nil || len(after.Blocks) != len(r.draft.Blocks) {
		return false
	}
	for i := range after.Blocks {
		if !sameProse(&after.Blocks[i], &r.draft.Blocks[i]) {
			return false
		}
	}
	return slices.ContainsFunc(after.Ignores, func(g draft.Ignore) bool {
		return passesOver(r, f, &g) && g.Span.Start <= f.Span.Start+moved && f.Span.Start+moved < g.Span.End
	})
}

// sameProse reports whether two blocks say the same, white space aside.
func sameProse(a, b *draft.Block) bool {
	return a.Kind == b.Kind && a.Level == b.Level && a.Table == b.Table && a.Row == b.Row && a.Column == b.Column &&
		slices.Equal(words(a), words(b))
}

func words(b *draft.Block) (list []string) {
	for i := range b.Sentences {
		list = append(list, strings.Fields(b.Sentences[i].Text)...)
	}
	return list
}
