package gate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
)

// Baseline lists the findings that a repository had when the gate came to it, so that only new ones are told. They are
// known by rule, path and message without the lines it names: rows added above change nothing.
type Baseline struct {
	Findings []Known `json:"findings"`
}

// Known is a finding of a baseline, or several that read alike.
type Known struct {
	Rule    string `json:"rule"`
	Path    string `json:"path"`
	Message string `json:"message"`
	Count   int    `json:"count"`
}

var lineNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bline \d+|:\d+(:\d+)?\b`) })

// key is what a baseline knows of a finding.
func (f *Finding) key() Known {
	return Known{Rule: f.Rule, Path: filepath.ToSlash(f.Path), Message: lineNumber().ReplaceAllString(f.Message, "line")}
}

func (f *Finding) fingerprint() string {
	k := f.key()
	return k.Rule + "\n" + k.Path + "\n" + k.Message
}

// NewBaseline lists the findings that no comment suppresses.
func NewBaseline(findings []Finding) *Baseline {
	b := &Baseline{Findings: []Known{}}
	at := map[Known]int{}
	for _, f := range findings {
		if f.Suppressed != "" {
			continue
		}
		k := f.key()
		if i, ok := at[k]; ok {
			b.Findings[i].Count++
			continue
		}
		at[k] = len(b.Findings)
		k.Count = 1
		b.Findings = append(b.Findings, k)
	}
	return b
}

// Encode returns the baseline as a file holds it.
func (b *Baseline) Encode() []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	encoder.Encode(b)
	return text.Bytes()
}

// ReadBaseline reads a file that Encode has written.
func ReadBaseline(text []byte) (*Baseline, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	b := &Baseline{}
	if err := decoder.Decode(b); err != nil {
		return nil, fmt.Errorf("is no baseline: %w", err)
	}
	if slices.ContainsFunc(b.Findings, func(k Known) bool { return k.Rule == "" || k.Path == "" || k.Count < 1 }) {
		return nil, errors.New("is no baseline: each finding has a rule, a path and a count")
	}
	return b, nil
}

// Apply marks the findings that the baseline knows as suppressed and returns how many of those it knows are gone.
func (b *Baseline) Apply(findings []Finding) (gone int) {
	left := map[Known]int{}
	for _, k := range b.Findings {
		n := k.Count
		k.Count = 0
		left[k] += n
		gone += n
	}
	for i := range findings {
		f := &findings[i]
		if k := f.key(); f.Suppressed == "" && left[k] > 0 {
			left[k]--
			gone--
			f.Suppressed, f.fromBaseline = "in the baseline", true
		}
	}
	return gone
}
