package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// checkAll checks drafts on all cores and returns them in the order of sources, with every problem met. Without
// judged it only looks for problems.
func checkAll(sources []source, judged bool) ([]report.Article, error) {
	articles := make([]report.Article, len(sources))
	problems := make([]error, len(sources))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		workers.Go(func() {
			for i := range next {
				articles[i], problems[i] = checkOne(sources[i], judged)
			}
		})
	}
	for i := range sources {
		next <- i
	}
	close(next)
	workers.Wait()
	return articles, errors.Join(problems...)
}

// checkOne reads, parses and checks one draft; without judged it only looks for problems. A panic
// on the way is a mistake of onrecord's: it becomes a problem that names the draft, so that it can be
// reported, and ends no other draft's check.
func checkOne(s source, judged bool) (a report.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &draftError{path: s.path, msg: fmt.Sprintf("internal error: %v: please report it with the draft", r)}
		}
	}()
	document, err := parseDraft(s)
	if err != nil {
		return a, err
	}
	if err := settleMeta(s.path, document, s.desk.catalog); err != nil || !judged {
		return a, err
	}
	if len(document.Meta.Facts) == 0 {
		document.Meta.Facts = s.desk.settings.Datasets
	}
	checker := s.desk.checker()
	findings := checker.Check(document)
	return report.Article{Path: s.path, Draft: document.Source, Findings: findings, Notices: checker.Notices(document, findings)}, nil
}

func parseDraft(s source) (*draft.Document, error) {
	text, err := s.read()
	if err != nil {
		return nil, &draftError{path: s.path, msg: reason(err)}
	}
	document, err := draft.Parse(text, s.format)
	var syntax *draft.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, &draftError{s.path, syntax.Line, syntax.Column, syntax.Msg}
	case err != nil:
		return nil, &draftError{path: s.path, msg: err.Error()}
	}
	return document, readSidecar(s, document)
}

// readSidecar reads the YAML file beside a draft, if there is one.
func readSidecar(s source, document *draft.Document) error {
	if s.file == "" {
		return nil
	}
	path := draft.SidecarPath(s.file)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil // most drafts have none
	}
	path = filepath.ToSlash(path)
	return sidecarErrors(path, document.ReadSidecar(path, text))
}

func sidecarErrors(path string, err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var problems []error
		for _, e := range joined.Unwrap() {
			problems = append(problems, sidecarErrors(path, e))
		}
		return errors.Join(problems...)
	}
	var syntax *draft.SyntaxError
	if errors.As(err, &syntax) {
		return &draftError{path, syntax.Line, syntax.Column, syntax.Msg}
	}
	return err
}

// settleMeta makes errors of what is wrong with what a draft says of itself.
func settleMeta(path string, d *draft.Document, catalog *facts.Catalog) error {
	var problems []error
	for _, p := range rules.SettleMeta(d, catalog) {
		if p.Path != "" {
			problems = append(problems, &draftError{p.Path, p.Line, p.Column, p.Msg})
			continue
		}
		line, column := draft.Lines(d.Source).Position(p.Span.Start)
		problems = append(problems, &draftError{path, line, column, p.Msg})
	}
	return errors.Join(problems...)
}
