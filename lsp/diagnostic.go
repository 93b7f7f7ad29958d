package lsp

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// diagnostics are what the client underlines. The caller holds the lock.
func (s *Server) diagnostics(d *document, r *result) []diagnostic {
	list := append([]diagnostic{}, r.notes...)
	for i := range r.findings {
		if f := &r.findings[i]; s.settings.shows(f) {
			list = append(list, s.diagnosticOf(r, f))
		}
	}
	return list
}

// diagnosticOf is the diagnostic of a finding. What is wrong is an error, what is imprecise a warning, and what is not
// on record a hint: a list of what is left to look up.
func (s *Server) diagnosticOf(r *result, f *rules.Finding) diagnostic {
	g := diagnostic{
		Range: r.lines.rangeOf(f.Span), Severity: severityHint, Code: f.Rule, Source: "onrecord", Message: message(f),
	}
	switch {
	case f.Label == rules.Refuted && f.Severity == rules.Warning:
		g.Severity = severityWarning
	case f.Label == rules.Refuted && f.Severity == rules.Note:
		g.Severity = severityInformation
	case f.Label == rules.Refuted:
		g.Severity = severityError
	case f.Label == rules.Supported && f.Severity == rules.Warning:
		g.Severity = severityWarning
	}
	if s.client.TextDocument.PublishDiagnostics.RelatedInformation {
		for i, o := range f.Evidence {
			if i == mostRows {
				break
			}
			if place, ok := s.placeOf(o, nil); ok {
				g.RelatedInformation = append(g.RelatedInformation, relatedInformation{place, factWords(o)})
			}
		}
	}
	return g
}

// message says what the facts say, and the replacement if there is one.
func message(f *rules.Finding) string {
	text := f.Message
	if f.Label == rules.NotEnoughInfo {
		text = "not on record: " + text
	}
	if f.Suggestion != nil {
		text += fmt.Sprintf("; write %q", f.Suggestion.Text)
	}
	return text
}

// problemsOf are the diagnostics of a facts file that cannot be read.
func (s *Server) problemsOf(problems []*facts.FileError) map[string][]diagnostic {
	byURI := map[string][]diagnostic{}
	for _, p := range problems {
		text := s.textOf(p.Path)
		l := linesOf(text, s.encoding)
		at := l.codePoint(max(p.Line, 1), p.Column)
		byURI[uriOf(p.Path)] = append(byURI[uriOf(p.Path)], diagnostic{
			Range: l.rangeOf(draft.Span{Start: at, End: l.wordEnd(at)}), Severity: severityError,
			Source: "onrecord", Code: p.Rule, Message: p.Msg,
		})
	}
	return byURI
}

// wordEnd returns where the word ends that begins at an offset, so that there is something to underline.
func (l *lines) wordEnd(at int) int {
	end := at
	for end < len(l.text) && !strings.ContainsRune(" \t\r\n,:;", rune(l.text[end])) {
		_, size := utf8.DecodeRuneInString(l.text[end:])
		end += size
	}
	return end
}
