// Package baseline keeps the list of claims that drafts made when the check came to them, so that only new ones are
// told. Claims are known by draft and fingerprint, never by line: text added above changes nothing, and a claim whose
// words or facts change is new.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// Baseline is such a list.
type Baseline struct {
	claims map[key]Claim
}

type key struct{ path, id string }

// Claim is a claim of the list. Rule, verdict and text are for those who read the file.
type Claim struct {
	Path    string      `json:"path"` // of the draft, with slashes, from the folder of the baseline
	ID      string      `json:"id"`
	Rule    string      `json:"rule"`
	Verdict rules.Label `json:"verdict"`
	Text    string      `json:"text"`
}

type file struct {
	SchemaVersion int     `json:"schema_version"`
	Claims        []Claim `json:"claims"`
}

// New returns an empty list.
func New() *Baseline { return &Baseline{map[key]Claim{}} }

// Read reads what Encode has written.
func Read(text []byte) (*Baseline, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var f file
	if err := decoder.Decode(&f); err != nil {
		return nil, fmt.Errorf("is no baseline of claims: %w", err)
	}
	if f.SchemaVersion != 1 {
		return nil, fmt.Errorf("is a baseline of version %d, and this onrecord reads version 1", f.SchemaVersion)
	}
	b := New()
	for _, c := range f.Claims {
		if c.Path == "" || c.ID == "" {
			return nil, errors.New("is no baseline of claims: each claim has a path and an id")
		}
		b.claims[key{c.Path, c.ID}] = c
	}
	return b, nil
}

// Encode returns the list as a file holds it, by path and then in the order of the ids.
func (b *Baseline) Encode() []byte {
	f := file{1, []Claim{}}
	for _, c := range b.claims {
		f.Claims = append(f.Claims, c)
	}
	slices.SortFunc(f.Claims, func(x, y Claim) int { return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.ID, y.ID)) })
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	encoder.Encode(f) // into memory, of strings: it does not fail
	return text.Bytes()
}

// Len returns the number of claims.
func (b *Baseline) Len() int { return len(b.claims) }

// Apply marks the claims of an article that the list has under the path as suppressed, and returns how many of those
// that it has are gone.
func (b *Baseline) Apply(path string, a report.Article) (gone int) {
	for k := range b.claims {
		if k.path == path {
			gone++
		}
	}
	if gone == 0 {
		return 0
	}
	for i, id := range report.Fingerprints(a) {
		if _, known := b.claims[key{path, id}]; known {
			gone--
			if f := &a.Findings[i]; f.Suppressed == nil {
				f.Suppressed = &rules.Suppression{By: rules.ByBaseline}
			}
		}
	}
	return gone
}

// Replace puts the claims of an article that wanted chooses in the place of what the list has under the path. What is
// suppressed in the draft itself needs no baseline.
func (b *Baseline) Replace(path string, a report.Article, wanted func(*rules.Finding) bool) {
	b.Forget(func(known string) bool { return known == path })
	for i, id := range report.Fingerprints(a) {
		f := &a.Findings[i]
		if wanted(f) && (f.Suppressed == nil || f.Suppressed.By == rules.ByBaseline) {
			text := string(bytes.Join(bytes.Fields(a.Draft[f.Span.Start:f.Span.End]), []byte(" ")))
			b.claims[key{path, id}] = Claim{path, id, f.Rule, f.Label, text}
		}
	}
}

// Forget takes the claims of the drafts that gone chooses off the list.
func (b *Baseline) Forget(gone func(path string) bool) {
	for k := range b.claims {
		if gone(k.path) {
			delete(b.claims, k)
		}
	}
}
