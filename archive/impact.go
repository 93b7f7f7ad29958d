// Package archive lists the verdict changes in archives that are too large for one machine, as a transform on Apache
// Beam: articles and two versions of the facts go in, the facts broadcast to all workers, and the claims that change
// verdict come out. The judging is that of onrecord impact; this package only carries articles to it.
package archive

import (
	"fmt"
	"sync"
	"testing/fstest"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/impact"
	"github.com/onrecord/onrecord/rules"
)

// Article is a published article. The ending of its path tells its format.
type Article struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// File is a file of a facts repository. All files of the two versions are broadcast, so that a worker needs no disk.
type File struct {
	Version string // Old or New
	Path    string // from the root of the facts
	Text    []byte
}

// The versions of the facts.
const (
	Old = "old"
	New = "new"
)

// Change is a claim that the two versions judge differently, or an article that could not be read.
type Change struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
	Rule    string `json:"rule"`
	Grade   string `json:"grade"` // as onrecord impact says it; "skipped" for an article that could not be read
	Old     string `json:"old"`   // verdicts; "" where the words are no claim
	New     string `json:"new"`
	OldSays string `json:"old_message"`
	NewSays string `json:"new_message"`
	OldHas  string `json:"old_value"`
	NewHas  string `json:"new_value"`
}

func init() {
	register.DoFn3x1[Article, func(*File) bool, func(Change), error](&judgeFn{})
	register.Iter1[File]()
	register.Emitter1[Change]()
}

// Changes adds the transform to a pipeline. published is the day that relative dates count from in articles that have
// no date of their own, such as 2025-02-12; version names the pair of facts, so that a worker builds them once.
func Changes(s beam.Scope, articles, files beam.PCollection, published, version string) beam.PCollection {
	s = s.Scope("onrecord.Changes")
	return beam.ParDo(s, &judgeFn{Published: published, Version: version}, articles, beam.SideInput{Input: files})
}

type judgeFn struct {
	Published, Version string
}

// ProcessElement judges one article by both versions.
func (fn *judgeFn) ProcessElement(a Article, files func(*File) bool, emit func(Change)) error {
	comparison, err := comparisons.get(fn, files)
	if err != nil {
		return err // broken facts end the run: no verdict would mean anything
	}
	document, err := draft.Parse([]byte(a.Text), draft.FormatOf(a.Path))
	if err != nil {
		emit(Change{Path: a.Path, Grade: "skipped", NewSays: err.Error()})
		return nil
	}
	for _, c := range comparison.Changes(a.Path, document) {
		emit(Change{
			Path: c.Path, Line: c.Line, Column: c.Column, Start: c.Start, End: c.End, Text: c.Text, Rule: c.Rule, Grade: c.Grade().ID(),
			Old: string(c.Old.Label), New: string(c.New.Label), OldSays: c.Old.Message, NewSays: c.New.Message, OldHas: c.Old.Value, NewHas: c.New.Value,
		})
	}
	return nil
}

// comparisons keeps what a worker has built: the runner makes many copies of a function, and facts are large.
var comparisons = comparisonCache{built: map[judgeFn]func() (*impact.Comparison, error){}}

type comparisonCache struct {
	sync.Mutex
	built map[judgeFn]func() (*impact.Comparison, error)
}

func (c *comparisonCache) get(fn *judgeFn, files func(*File) bool) (*impact.Comparison, error) {
	c.Lock()
	build, known := c.built[*fn]
	if !known {
		build = sync.OnceValues(func() (*impact.Comparison, error) { return compare(fn.Published, files) })
		c.built[*fn] = build
	}
	c.Unlock()
	return build()
}

// compare loads both versions of the facts from the files broadcast.
func compare(published string, files func(*File) bool) (*impact.Comparison, error) {
	day, err := period.Parse(published)
	if err != nil {
		return nil, fmt.Errorf("published: %w", err)
	}
	versions := map[string]fstest.MapFS{Old: {}, New: {}}
	for file := (File{}); files(&file); file = (File{}) {
		if versions[file.Version] == nil {
			return nil, fmt.Errorf("%s: a file of facts is of the version %q or %q, not %q", file.Path, Old, New, file.Version)
		}
		versions[file.Version][file.Path] = &fstest.MapFile{Data: file.Text, Mode: 0o444}
	}
	var checkers []*rules.Checker
	for _, version := range []string{Old, New} {
		catalog, err := facts.LoadFrom(versions[version], version+":", []string{"."})
		if err != nil {
			return nil, err
		}
		checkers = append(checkers, rules.NewChecker(catalog, rules.All(), rules.Options{Published: day}))
	}
	return impact.New(checkers[0], checkers[1]), nil
}
