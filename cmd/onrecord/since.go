package main

import (
	"path/filepath"
	"sync"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/revision"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// since narrows a run to what a change brought: claims on lines that are not as the base has them, and those whose
// verdict the facts of the base would not give.
type since struct {
	base    string
	changes *revision.Changes

	lock   sync.Mutex
	before map[*desk]*before
}

// before is a desk with the facts of the base.
type before struct {
	same    bool           // the facts are as they were
	checker *rules.Checker // nil when the facts of the base cannot be had: then every claim counts as new
	catalog *facts.Catalog
}

// openSince compares the repository with the base of --diff; it returns nil without one.
func openSince(base string) (*since, error) {
	if base == "" {
		return nil, nil
	}
	changes, err := revision.Since(base)
	if err != nil {
		return nil, err
	}
	return &since{base: base, changes: changes, before: map[*desk]*before{}}, nil
}

// touches reports whether the change bears on a draft at all.
func (s *since) touches(src *source) bool {
	return s == nil || src.file == "" || src.stdin || !s.beforeOf(src.desk).same ||
		s.changes.Below(src.file) || s.changes.Below(draft.SidecarPath(src.file))
}

func (s *since) beforeOf(d *desk) *before {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.before[d] != nil {
		return s.before[d]
	}
	b := &before{same: true}
	s.before[d] = b
	for _, key := range []string{"facts", "fail_on"} {
		if o := d.settings.Origin(key); filepath.Base(o.Path) == config.Name && s.changes.Below(o.Path) {
			*b = before{} // other settings judge everything anew
			return b
		}
	}
	var places []string
	for _, path := range d.settings.Facts {
		b.same = b.same && !s.changes.Below(path)
		places = append(places, revision.Resolve(s.base, path))
	}
	for _, dataset := range d.catalog.Datasets { // a table may lie elsewhere
		b.same = b.same && !s.changes.Below(dataset.Path) && (dataset.Table == "" || !s.changes.Below(dataset.Table))
	}
	if b.same {
		return b
	}
	if catalog, err := revision.Load(places); err == nil {
		b.catalog, b.checker = catalog, rules.NewChecker(catalog, d.rules, d.options)
	}
	return b
}

// narrow takes the claims out of an article that were there before the change.
func (s *since) narrow(src *source, a report.Article) (report.Article, error) {
	if s == nil || src.file == "" || src.stdin {
		return a, nil
	}
	lines, changed := draft.Lines(a.Draft), s.changes.Of(src.file)
	old, err := s.verdictsBefore(src, a)
	if err != nil {
		return a, err
	}
	var kept []rules.Finding
	var ids []string
	for i, id := range report.Fingerprints(a) {
		f := a.Findings[i]
		first, _ := lines.Position(f.Span.Start)
		last, _ := lines.Position(max(f.Span.Start, f.Span.End-1))
		if changed.Overlap(first, last) || old != nil && !old[verdictAt{f.Rule, f.Span, f.Label}] {
			kept, ids = append(kept, f), append(ids, id)
		}
	}
	a.Findings, a.IDs = kept, ids
	var notices []rules.Notice
	for _, n := range a.Notices {
		at := changed
		if n.Path != "" {
			at = s.changes.Of(n.Path)
		}
		if at.Overlap(n.Line, n.Line) {
			notices = append(notices, n)
		}
	}
	a.Notices = notices
	return a, nil
}

// verdictAt is a verdict of a rule on words of the draft.
type verdictAt struct {
	rule  string
	span  draft.Span
	label rules.Label
}

// verdictsBefore returns what the facts of the base say of the draft as it is now, nil when they are the same facts.
func (s *since) verdictsBefore(src *source, a report.Article) (map[verdictAt]bool, error) {
	b := s.beforeOf(src.desk)
	if b.same {
		return nil, nil
	}
	verdicts := map[verdictAt]bool{}
	if b.checker == nil {
		return verdicts, nil
	}
	d, err := parseDraft(*src)
	if err != nil {
		return nil, err
	}
	rules.SettleMeta(d, b.catalog) // a dataset that was not there yet is no problem of the draft
	for _, f := range b.checker.Judge(d) {
		verdicts[verdictAt{f.Rule, f.Span, f.Label}] = true
	}
	return verdicts, nil
}
