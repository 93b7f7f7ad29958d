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

// checking is how drafts are checked.
type checking struct {
	judged bool   // else only problems are looked for
	jobs   int    // how many drafts at a time; 0 for as many as there are cores
	done   func() // is called after each draft, by any worker
}

// checkAll checks drafts side by side and returns them in the order of sources, with every problem met.
func checkAll(sources []source, how checking) ([]report.Article, error) {
	articles := make([]report.Article, len(sources))
	problems := make([]error, len(sources))
	if how.jobs <= 0 {
		how.jobs = runtime.GOMAXPROCS(0)
	}
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(how.jobs, len(sources)) {
		workers.Go(func() {
			for i := range next {
				articles[i], problems[i] = checkOne(&sources[i], how.judged)
				if how.done != nil {
					how.done()
				}
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
func checkOne(s *source, judged bool) (a report.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &draftError{path: s.path, msg: fmt.Sprintf("internal error: %v: please report it with the draft", r)}
		}
	}()
	text, sidecar, err := readSource(s)
	if err != nil {
		return a, err
	}
	if judged {
		if a, known := s.desk.cache.get(s, text, sidecar); known {
			return a, nil
		}
	}
	document, err := parseSource(s, text, sidecar)
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
	a = report.Article{Path: s.path, Draft: document.Source, Findings: findings, Notices: checker.Notices(document, findings)}
	s.desk.cache.put(s, document, sidecar, a)
	return a, nil
}

func parseDraft(s source) (*draft.Document, error) {
	text, sidecar, err := readSource(&s)
	if err != nil {
		return nil, err
	}
	return parseSource(&s, text, sidecar)
}

// readSource returns the text of a draft and that of the YAML file beside it, nil if there is none.
func readSource(s *source) (text, sidecar []byte, err error) {
	if text, err = s.read(); err != nil {
		return nil, nil, &draftError{path: s.path, msg: reason(err)}
	}
	if s.file != "" {
		sidecar, _ = os.ReadFile(draft.SidecarPath(s.file)) // most drafts have none
	}
	return text, sidecar, nil
}

func parseSource(s *source, text, sidecar []byte) (*draft.Document, error) {
	document, err := draft.Parse(text, s.format)
	var syntax *draft.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, &draftError{s.path, syntax.Line, syntax.Column, syntax.Msg}
	case err != nil:
		return nil, &draftError{path: s.path, msg: err.Error()}
	case sidecar == nil:
		return document, nil
	}
	path := filepath.ToSlash(draft.SidecarPath(s.file))
	return document, sidecarErrors(path, document.ReadSidecar(path, sidecar))
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
