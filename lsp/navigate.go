package lsp

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

func sortNarrowest(found []*rules.Finding) {
	slices.SortStableFunc(found, func(a, b *rules.Finding) int { return cmp.Compare(a.Span.Len(), b.Span.Len()) })
}

// definition leads from a figure of a draft to the rows that decide it, those of the narrowest claim that has any.
func (s *Server) definition(ctx context.Context, p *positionParams) (any, error) {
	r := s.current(ctx, p.TextDocument.URI)
	if r == nil || r.draft == nil {
		return nil, nil
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	texts := map[string]*lines{}
	places := []location{}
	for _, f := range r.at(r.lines.offset(p.Position)) {
		for _, o := range f.Evidence {
			if place, ok := s.placeOf(o, texts); ok && !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
		if len(places) > 0 {
			break
		}
	}
	return places, nil
}

// placeOf returns where an observation stands. texts keeps the files that were read; without it only the line is told,
// as a file need not be read for that. The caller holds the lock.
func (s *Server) placeOf(o *facts.Observation, texts map[string]*lines) (location, bool) {
	if o.Path == "" || o.Line < 1 {
		return location{}, false
	}
	place := location{URI: uriOf(o.Path)}
	if texts == nil || !isText(o.Path) {
		at := position{Line: o.Line - 1}
		place.Range = textRange{at, at}
		return place, true
	}
	l := texts[o.Path]
	if l == nil {
		l = linesOf(s.textOf(o.Path), s.encoding)
		texts[o.Path] = l
	}
	place.Range = l.rangeOf(spanOfWritten(l, o))
	return place, true
}

// isText reports whether editors show a facts file as lines of text. Workbooks and Parquet have rows, and no lines.
func isText(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".xlsm", ".parquet":
		return false
	}
	return true
}

// references leads from a row of the facts to the claims of drafts that it decides, over all drafts of the workspace. In
// a draft it leads to the other claims that hang on the same rows.
func (s *Server) references(ctx context.Context, p *positionParams) (any, error) {
	path, ok := pathOf(p.TextDocument.URI)
	if !ok {
		return []location{}, nil
	}
	var wanted map[place]bool
	if r := s.currentIfOpen(ctx, p.TextDocument.URI); r != nil {
		wanted = map[place]bool{}
		for _, f := range r.at(r.lines.offset(p.Position)) {
			for _, o := range f.Evidence {
				wanted[placeIn(o)] = true
			}
			if len(wanted) > 0 {
				break
			}
		}
	} else {
		wanted = s.rowsAt(path, p.Position)
	}
	if len(wanted) == 0 {
		return []location{}, nil
	}
	return s.citing(ctx, wanted), nil
}

// currentIfOpen is current, and nil at once for what is no open draft.
func (s *Server) currentIfOpen(ctx context.Context, uri string) *result {
	s.lock.Lock()
	d := s.documents[uri]
	s.lock.Unlock()
	if d == nil {
		return nil
	}
	if r := s.current(ctx, uri); r != nil && r.draft != nil {
		return r
	}
	return nil
}

// place tells observations apart across catalogs that were read from the same files.
type place struct {
	path         string
	line, column int
}

func placeIn(o *facts.Observation) place { return place{o.Path, o.Line, o.Column} }

// rowsAt returns the observations at a position of a facts file: the one whose figure it is in, else those of its row.
func (s *Server) rowsAt(path string, at position) map[place]bool {
	s.lock.Lock()
	var desks []*desk
	for _, d := range s.desks {
		if d.record.covers(path) {
			desks = append(desks, d)
		}
	}
	empty := len(desks) == 0
	l := linesOf(s.textOf(path), s.encoding)
	s.lock.Unlock()
	if empty {
		desks = []*desk{s.deskOf(path)}
	}
	offset := l.offset(at)
	found := map[place]bool{}
	for _, d := range desks {
		for _, dataset := range d.catalog.Datasets {
			if dataset.Path == path || dataset.Table == path {
				rowOf(dataset, path, l, at.Line+1, offset, found)
			}
		}
	}
	return found
}

// rowOf adds the observations of the row of a dataset that spans a line, or only the one whose figure holds the offset.
func rowOf(d *facts.Dataset, path string, l *lines, line, offset int, found map[place]bool) {
	for i := range d.Len() {
		row := d.Row(i)
		first, last := row.Line, row.Line
		for _, o := range row.Observations {
			if o.Path == path {
				first, last = min(first, o.Line), max(last, o.Line)
			}
		}
		if line < first || line > last {
			continue
		}
		for k := range row.Observations {
			if o := &row.Observations[k]; o.Path == path && o.Line == line {
				if s := spanOfWritten(l, o); s.Len() > 0 && s.Start <= offset && offset <= s.End {
					clear(found)
					found[placeIn(o)] = true
					return
				}
			}
		}
		for k := range row.Observations {
			found[placeIn(&row.Observations[k])] = true
		}
	}
}

// citing returns the claims of all drafts that a row of the set decides, by path and place. Open drafts count as they
// are in the client.
func (s *Server) citing(ctx context.Context, wanted map[place]bool) []location {
	places := []location{}
	for _, path := range s.draftPaths(ctx) {
		if ctx.Err() != nil {
			break
		}
		r := s.judged(ctx, path)
		if r == nil {
			continue
		}
		for i := range r.findings {
			f := &r.findings[i]
			if f.Label != rules.NotEnoughInfo && slices.ContainsFunc(f.Evidence, func(o *facts.Observation) bool { return wanted[placeIn(o)] }) {
				at := location{uriOf(path), r.lines.rangeOf(draft.Span{Start: f.Span.Start, End: f.Span.End})}
				if !slices.Contains(places, at) {
					places = append(places, at)
				}
			}
		}
	}
	return places
}
