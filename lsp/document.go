package lsp

import (
	"context"
	"sync"
	"time"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// document is a draft that is open in the client.
type document struct {
	uri, path string
	format    draft.Format
	wake      chan struct{} // there is a new version to check
	gone      chan struct{} // closed with the document
	sending   sync.Mutex    // diagnostics of the document go out one after the other

	// Guarded by the lock of the server.
	version int32
	text    string
	result  *result       // of the last check that was delivered; nil before the first
	news    chan struct{} // closed when a result is delivered
	stale   bool          // the facts or the settings have changed since the result
	closed  bool
}

// result is what a check found.
type result struct {
	version  int32
	text     string
	lines    *lines
	draft    *draft.Document // nil when the draft cannot be read
	findings []rules.Finding
	notes    []diagnostic // on the draft itself: that it cannot be read, that its front matter is wrong
	desk     *desk
	whole    bool // the whole draft was checked, not only what was edited
}

func (d *document) close() {
	if !d.closed {
		d.closed = true
		close(d.gone)
	}
}

// check makes the worker of the document look at it.
func (d *document) check() {
	select {
	case d.wake <- struct{}{}:
	default: // it will look anyway
	}
}

func (s *Server) didOpen(_ context.Context, p *didOpenParams) (any, error) {
	t := p.TextDocument
	path, isFile := pathOf(t.URI)
	if isFile && isFactsFile(path) && !isDraftLanguage(t.LanguageID) {
		return nil, nil // a facts file is read from disk
	}
	d := &document{
		uri: t.URI, path: path, format: formatOf(path, t.LanguageID), version: t.Version, text: t.Text,
		wake: make(chan struct{}, 1), gone: make(chan struct{}), news: make(chan struct{}),
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	if old := s.documents[t.URI]; old != nil { // opened twice: the later one counts
		old.close()
	}
	s.documents[t.URI] = d
	d.check()
	s.background(func() { s.watch(d) })
	return nil, nil
}

// formatOf tells the format of a draft from its name, or for one without a file from what the client says.
func formatOf(path, language string) draft.Format {
	switch language {
	case "markdown", "mdx", "quarto", "rmd":
		return draft.Markdown
	case "html", "xhtml":
		return draft.HTML
	}
	return draft.FormatOf(path)
}

func isDraftLanguage(id string) bool { return id == "markdown" || id == "html" }

// didChange applies the changes in their order, each to the text that the one before has left.
func (s *Server) didChange(_ context.Context, p *didChangeParams) (any, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return nil, nil // a facts file, or a document that was never opened
	}
	for _, change := range p.ContentChanges {
		if change.Range == nil {
			d.text = change.Text
			continue
		}
		span := linesOf(d.text, s.encoding).spanOf(*change.Range)
		d.text = d.text[:span.Start] + change.Text + d.text[span.End:]
	}
	d.version++
	if v := p.TextDocument.Version; v != nil {
		d.version = *v
	}
	d.check()
	return nil, nil
}

func (s *Server) didClose(_ context.Context, p *documentParams) (any, error) {
	s.lock.Lock()
	d := s.documents[p.TextDocument.URI]
	if d != nil {
		d.close()
		delete(s.documents, d.uri)
	}
	s.lock.Unlock()
	if d != nil {
		d.sending.Lock()
		defer d.sending.Unlock()
		s.notify("textDocument/publishDiagnostics", publishParams{URI: d.uri, Diagnostics: []diagnostic{}})
	}
	return nil, nil
}

// didSave reads the facts again when one of their files was saved: some clients watch no files.
func (s *Server) didSave(_ context.Context, p *documentParams) (any, error) {
	if path, ok := pathOf(p.TextDocument.URI); ok && isFactsFile(path) {
		s.reload()
	}
	return nil, nil
}

// watch checks a document whenever it changes: what was edited at once, the whole when typing pauses. A whole check
// runs beside, so that the next keystroke does not wait for it.
func (s *Server) watch(d *document) {
	pause := time.NewTimer(time.Hour)
	defer pause.Stop()
	done := make(chan struct{}, 1)
	checking, again := false, false
	whole := func() {
		if checking {
			again = true
			return
		}
		checking, again = true, false
		s.background(func() {
			defer func() { done <- struct{}{} }()
			s.checkWhole(d)
		})
	}
	for {
		select {
		case <-d.wake:
			if s.checkEdit(d) {
				pause.Reset(s.options.Pause)
			} else {
				whole()
			}
		case <-pause.C:
			whole()
		case <-done:
			checking = false
			if again {
				whole()
			}
		case <-d.gone:
			return
		case <-s.quit:
			return
		}
	}
}

// current returns the result for the text as it is now. It waits for a check under way, and is nil when the document is
// closed or the context ends.
func (s *Server) current(ctx context.Context, uri string) *result {
	for {
		s.lock.Lock()
		d := s.documents[uri]
		if d == nil || d.closed {
			s.lock.Unlock()
			return nil
		}
		r, news := d.result, d.news
		fresh := r != nil && r.version == d.version && r.text == d.text
		gone := d.gone
		s.lock.Unlock()
		if fresh {
			return r
		}
		select {
		case <-news:
		case <-gone:
			return nil
		case <-ctx.Done():
			return nil
		case <-s.quit:
			return nil
		}
	}
}
