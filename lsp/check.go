package lsp

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// mostRechecked is how many bytes of prose are judged before a keystroke is answered. An edit of more than a few
// paragraphs, as when a text is pasted, waits for the whole check.
const mostRechecked = 4 << 10

// snapshot returns the document as it is now.
func (s *Server) snapshot(d *document) (r *result, before *result) {
	s.lock.Lock()
	defer s.lock.Unlock()
	before = d.result
	if d.stale {
		before = nil
	}
	return &result{version: d.version, text: d.text}, before
}

// checkEdit judges what was edited since the last result and delivers it. Without ok the edit asks for a whole check.
func (s *Server) checkEdit(d *document) (ok bool) {
	r, before := s.snapshot(d)
	if before == nil || before.draft == nil {
		return false
	}
	r.desk = before.desk
	if !s.parse(d, r) {
		s.deliver(d, r)
		return true
	}
	e := editOf(before.text, r.text)
	if !sameMeta(&before.draft.Meta, &r.draft.Meta) || rules.Touched(r.draft, e) > mostRechecked {
		return false
	}
	defer func() {
		if bug := recover(); bug != nil {
			s.log.Printf("%s: internal error: %v", d.path, bug)
			ok = false
		}
	}()
	r.findings = r.desk.checker.Recheck(r.draft, before.findings, e)
	s.note(r)
	s.deliver(d, r)
	return true
}

// checkWhole judges the whole draft against the facts as they are now.
func (s *Server) checkWhole(d *document) {
	s.lock.Lock()
	d.stale = false
	s.lock.Unlock()
	desk := s.deskOf(d.path)
	r, _ := s.snapshot(d)
	r.desk, r.whole = desk, true
	if s.parse(d, r) {
		s.judge(d, r)
	}
	s.deliver(d, r)
}

// judge checks the whole draft. A mistake of the checker's becomes a remark on the draft.
func (s *Server) judge(d *document, r *result) {
	defer func() {
		if bug := recover(); bug != nil {
			s.log.Printf("%s: internal error: %v", d.path, bug)
			r.findings = nil
			r.notes = append(r.notes, diagnostic{
				Severity: severityWarning, Source: "onrecord", Message: fmt.Sprintf("internal error: %v: please report it with the draft", bug),
			})
		}
	}()
	r.findings = r.desk.checker.Check(r.draft)
	s.note(r)
}

// note adds what is to be said of the ignores of the draft.
func (s *Server) note(r *result) {
	for _, n := range r.desk.checker.Notices(r.draft, r.findings) {
		g := diagnostic{Severity: severityWarning, Source: "onrecord", Code: n.Rule, Message: n.Message}
		if n.Path == "" {
			at := r.lines.codePoint(n.Line, n.Column)
			g.Range = r.lines.rangeOf(draft.Span{Start: at, End: max(at, r.lines.lineEnd(n.Line-1))})
		} else {
			g.Message = fmt.Sprintf("%s:%d:%d: %s", filepath.Base(n.Path), n.Line, n.Column, n.Message)
		}
		r.notes = append(r.notes, g)
	}
}

// parse reads the draft and what it says of itself. What is wrong becomes a note.
func (s *Server) parse(d *document, r *result) bool {
	s.lock.Lock()
	r.lines = linesOf(r.text, s.encoding)
	s.lock.Unlock()
	document, err := draft.Parse([]byte(r.text), d.format)
	if err != nil {
		note := diagnostic{Severity: severityError, Source: "onrecord", Code: "syntax", Message: err.Error()}
		var syntax *draft.SyntaxError
		if errors.As(err, &syntax) {
			note.Message = syntax.Msg
			at := r.lines.codePoint(syntax.Line, syntax.Column)
			note.Range = r.lines.rangeOf(draft.Span{Start: at, End: r.lines.wordEnd(at)})
		}
		r.notes = append(r.notes, note)
		return false
	}
	r.draft = document
	s.readSidecar(d, r)
	if r.desk.ignored {
		document.Blocks = nil // its settings say that it is not to be checked
		return true
	}
	for _, p := range rules.SettleMeta(document, r.desk.catalog) {
		r.notes = append(r.notes, diagnostic{
			Range: r.lines.rangeOf(p.Span), Severity: severityError, Source: "onrecord", Code: "front-matter", Message: p.Msg,
		})
	}
	if len(document.Meta.Facts) == 0 {
		document.Meta.Facts = r.desk.datasets
	}
	return true
}

// readSidecar reads the YAML file beside a draft, if there is one. What is wrong with it is told at the top of the draft.
func (s *Server) readSidecar(d *document, r *result) {
	if !filepath.IsAbs(d.path) {
		return
	}
	path := draft.SidecarPath(d.path)
	text, ok := readText(path, draft.MaxSize)
	if !ok {
		return
	}
	for _, err := range joined(r.draft.ReadSidecar(path, []byte(text))) {
		r.notes = append(r.notes, diagnostic{Severity: severityError, Source: "onrecord", Code: "sidecar", Message: filepath.Base(path) + ": " + err.Error()})
	}
}

// deliver makes a result the current one and publishes its diagnostics, unless the document has moved on.
func (s *Server) deliver(d *document, r *result) {
	d.sending.Lock()
	defer d.sending.Unlock()
	s.lock.Lock()
	if d.closed || d.version != r.version || d.text != r.text || d.result != nil && d.result.version == r.version && d.result.whole && !r.whole {
		s.lock.Unlock()
		return
	}
	d.result = r
	close(d.news)
	d.news = make(chan struct{})
	p := publishParams{URI: d.uri, Diagnostics: s.diagnostics(d, r)}
	if s.client.TextDocument.PublishDiagnostics.VersionSupport {
		p.Version = &r.version
	}
	s.lock.Unlock()
	s.notify("textDocument/publishDiagnostics", p)
}

// editOf returns the one edit that leads from a text to another.
func editOf(old, new string) rules.Edit {
	start, most := 0, min(len(old), len(new))
	for start < most && old[start] == new[start] {
		start++
	}
	end := 0
	for end < most-start && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	return rules.Edit{Start: start, OldEnd: len(old) - end, NewEnd: len(new) - end}
}

// sameMeta reports whether two versions of a draft say the same of themselves, as far as claims hang on it.
func sameMeta(a, b *draft.Meta) bool {
	if a.Published != b.Published || a.Claims != b.Claims || len(a.Facts) != len(b.Facts) {
		return false
	}
	for i := range a.Facts {
		if a.Facts[i] != b.Facts[i] {
			return false
		}
	}
	return true
}
