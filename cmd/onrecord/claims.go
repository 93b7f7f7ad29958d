package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// writeClaims writes beside each draft how its claims were read, for an editor to correct and keep. A file that is there
// is an editor's, and never written over.
func (c *Command) writeClaims(sources []source, articles []report.Article) error {
	var problems []error
	for i, s := range sources {
		if s.file == "" {
			problems = append(problems, &draftError{path: s.path, msg: "--write-claims needs a draft in a file, to write beside it"})
			continue
		}
		path := draft.SidecarPath(s.file)
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			problems = append(problems, &draftError{path: filepath.ToSlash(path), msg: "--write-claims: the file is there already: move it away, or correct it by hand"})
			continue
		}
		text, written, err := claimsOf(s, articles[i])
		if err == nil {
			err = os.WriteFile(path, text, 0o666)
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("write claims: %w", err))
			continue
		}
		fmt.Fprintf(c.Stderr, "onrecord: %s: %d claims written\n", filepath.ToSlash(path), written)
	}
	return errors.Join(problems...)
}

// claimsOf returns the file of declared claims of an article, under which it gets the same verdicts. A reading that would
// change one by being declared is left to the editor, commented out.
func claimsOf(s source, a report.Article) (text []byte, written int, err error) {
	document, err := parseDraft(s)
	if err != nil {
		return nil, 0, err
	}
	if len(document.Meta.Facts) == 0 {
		document.Meta.Facts = s.desk.settings.Datasets
	}
	own := document.Declared
	loose := map[draft.Span]bool{}
	isLoose := func(f *rules.Finding) bool {
		return loose[f.Span] || loose[document.Blocks[blockOf(document, f.Span)].Span()]
	}
	for range 8 {
		var b bytes.Buffer
		if written, err = report.Claims(&b, a, document, isLoose); err != nil {
			return nil, 0, err
		}
		document.Declared = own
		if err := document.ReadSidecar("", b.Bytes()); err != nil {
			return nil, 0, err
		}
		changed := changedVerdicts(a.Findings, s.desk.checker().Judge(document))
		if len(changed) == 0 {
			return b.Bytes(), written, nil
		}
		for _, span := range changed {
			if loose[span] { // it is another's reading that bears on it
				span = document.Blocks[blockOf(document, span)].Span()
			}
			loose[span] = true
		}
	}
	var b bytes.Buffer
	written, err = report.Claims(&b, a, document, func(*rules.Finding) bool { return true })
	return b.Bytes(), written, err
}

// changedVerdicts returns the spans of findings that are not among others with the same verdict, either way.
func changedVerdicts(before, after []rules.Finding) (spans []draft.Span) {
	type key struct {
		rule  string
		span  draft.Span
		label rules.Label
	}
	count := map[key]int{}
	for _, f := range before {
		count[key{f.Rule, f.Span, f.Label}]++
	}
	for _, f := range after {
		count[key{f.Rule, f.Span, f.Label}]--
	}
	for _, findings := range [][]rules.Finding{before, after} {
		for _, f := range findings {
			if count[key{f.Rule, f.Span, f.Label}] != 0 {
				spans = append(spans, f.Span)
			}
		}
	}
	return spans
}

func blockOf(d *draft.Document, span draft.Span) int {
	for i := range d.Blocks {
		if d.Blocks[i].Span().End > span.Start {
			return i
		}
	}
	return 0
}
