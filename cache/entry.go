package cache

import (
	"encoding/binary"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// An entry is written as a row of numbers and texts with their lengths, in the order of the fields. Evidence is written
// by its place in the catalog, which is the same for all who share the digest of the facts.

type writer struct {
	catalog  *facts.Catalog
	datasets map[*facts.Dataset]int
	text     []byte
	unknown  bool // an observation is in no dataset
}

func (w *writer) number(n int)      { w.text = binary.AppendVarint(w.text, int64(n)) }
func (w *writer) string(s string)   { w.number(len(s)); w.text = append(w.text, s...) }
func (w *writer) span(s draft.Span) { w.number(s.Start); w.number(s.Len()) }

func (w *writer) entry(e Entry) {
	w.datasets = make(map[*facts.Dataset]int, len(w.catalog.Datasets))
	for i, d := range w.catalog.Datasets {
		w.datasets[d] = i
	}
	w.number(len(e.Findings))
	for i := range e.Findings {
		w.finding(&e.Findings[i])
	}
	w.number(len(e.Notices))
	for _, n := range e.Notices {
		w.string(n.Rule)
		w.string(string(n.Severity))
		w.string(n.Path)
		w.number(n.Line)
		w.number(n.Column)
		w.string(n.Message)
	}
}

func (w *writer) finding(f *rules.Finding) {
	w.string(f.Rule)
	w.span(f.Span)
	w.string(string(f.Label))
	w.string(string(f.Severity))
	w.string(f.Message)
	if f.Suggestion == nil {
		w.number(0)
	} else {
		w.number(1)
		w.span(f.Suggestion.Span)
		w.string(f.Suggestion.Text)
	}
	w.number(len(f.Evidence))
	for _, o := range f.Evidence {
		place, known := w.datasets[o.Measure.Dataset]
		index, in := o.Measure.Dataset.IndexOf(o)
		w.unknown = w.unknown || !known || !in
		w.number(place)
		w.number(index)
	}
	w.number(len(f.Reading))
	for _, line := range f.Reading {
		w.string(line)
	}
	if f.Suppressed == nil {
		w.number(0)
	} else {
		w.number(1)
		w.string(string(f.Suppressed.By))
		w.string(f.Suppressed.Reason)
	}
}

// reader reads what writer has written. It believes nothing: from the first thing that makes no sense on, it is broken.
type reader struct {
	text    []byte
	catalog *facts.Catalog
	size    int // of the draft
	broken  bool
}

func (r *reader) number() int {
	n, length := binary.Varint(r.text)
	if length <= 0 || n < 0 || n > 1<<31 {
		r.broken, r.text = true, nil
		return 0
	}
	r.text = r.text[length:]
	return int(n)
}

// count reads how many things follow, each of which takes a byte at least.
func (r *reader) count() int {
	n := r.number()
	if n > len(r.text) {
		r.broken, r.text = true, nil
		return 0
	}
	return n
}

func (r *reader) string() string {
	n := r.count()
	s := string(r.text[:n])
	r.text = r.text[n:]
	return s
}

func (r *reader) span() draft.Span {
	start := r.number()
	s := draft.Span{Start: start, End: start + r.number()}
	r.broken = r.broken || s.End > r.size
	return s
}

func (r *reader) entry() (e Entry) {
	if n := r.count(); n > 0 {
		e.Findings = make([]rules.Finding, n)
		for i := range e.Findings {
			r.finding(&e.Findings[i])
		}
	}
	for range r.count() {
		n := rules.Notice{Rule: r.string(), Severity: rules.Severity(r.string()), Path: r.string()}
		n.Line, n.Column, n.Message = r.number(), r.number(), r.string()
		e.Notices = append(e.Notices, n)
	}
	return e
}

func (r *reader) finding(f *rules.Finding) {
	f.Rule = r.string()
	f.Span = r.span()
	f.Label = rules.Label(r.string())
	f.Severity = rules.Severity(r.string())
	f.Message = r.string()
	if r.number() == 1 {
		f.Suggestion = &rules.Suggestion{Span: r.span()}
		f.Suggestion.Text = r.string()
	}
	if n := r.count(); n > 0 {
		f.Evidence = make([]*facts.Observation, 0, n)
		for range n {
			f.Evidence = append(f.Evidence, r.observation())
		}
	}
	for range r.count() {
		f.Reading = append(f.Reading, r.string())
	}
	if r.number() == 1 {
		f.Suppressed = &rules.Suppression{By: rules.SuppressedBy(r.string())}
		f.Suppressed.Reason = r.string()
	}
}

func (r *reader) observation() *facts.Observation {
	dataset, index := r.number(), r.number()
	if dataset < len(r.catalog.Datasets) {
		if o := r.catalog.Datasets[dataset].Observation(index); o != nil {
			return o
		}
	}
	r.broken, r.text = true, nil
	return nil
}
