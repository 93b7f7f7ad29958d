package main

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// checkAll checks drafts on all cores and returns them in the order of sources, with every problem met.
func checkAll(sources []source, checker *rules.Checker, catalog *facts.Catalog) ([]report.Article, error) {
	articles := make([]report.Article, len(sources))
	problems := make([]error, len(sources))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		workers.Go(func() {
			for i := range next {
				articles[i], problems[i] = checkOne(sources[i], checker, catalog)
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

// checkOne reads, parses and checks one draft; without a checker it only looks for problems. A panic
// on the way is a mistake of onrecord's: it becomes a problem that names the draft, so that it can be
// reported, and ends no other draft's check.
func checkOne(s source, checker *rules.Checker, catalog *facts.Catalog) (a report.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &draftError{path: s.path, msg: fmt.Sprintf("internal error: %v: please report it with the draft", r)}
		}
	}()
	document, err := parseDraft(s)
	if err != nil {
		return a, err
	}
	if err := settleMeta(s.path, document, catalog); err != nil || checker == nil {
		return a, err
	}
	return report.Article{Path: s.path, Draft: document.Source, Findings: checker.Check(document)}, nil
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
	return document, nil
}

// settleMeta writes the publication date as the calendar does, 2024-01-25, and refuses one that is no
// day as well as datasets that are not among the facts.
func settleMeta(path string, d *draft.Document, catalog *facts.Catalog) error {
	var problems []error
	note := func(span draft.Span, format string, args ...any) {
		line, column := draft.Lines(d.Source).Position(span.Start)
		problems = append(problems, &draftError{path, line, column, fmt.Sprintf(format, args...)})
	}
	if written := d.Meta.Published; written != "" {
		if day, ok := publicationDay(written); ok {
			d.Meta.Published = day.String()
		} else {
			note(d.Meta.PublishedSpan, "published: %q is not a day, such as 2025-02-12", written)
		}
	}
	var known []string
	for _, dataset := range catalog.Datasets {
		known = append(known, dataset.ID)
	}
	for i, id := range d.Meta.Facts {
		if !slices.Contains(known, id) && len(known) > 0 {
			note(d.Meta.FactSpans[i], "facts: no dataset %q is loaded%s", id, schema.DidYouMean(id, known))
		}
	}
	return errors.Join(problems...)
}

// publicationDay reads the date of a draft: 2024-01-25, perhaps with a time behind it as pages have it,
// or in words, "January 25, 2024".
func publicationDay(written string) (period.Period, bool) {
	date, _, _ := strings.Cut(strings.Replace(written, "T", " ", 1), " ")
	if day, err := parseDay(date); err == nil {
		return day, true
	}
	var m claims.Mentions
	claims.NewReader().Read(written, period.Period{}, &m)
	if len(m.Periods) != 1 || m.Periods[0].Anchor != claims.Absolute || m.Periods[0].Period.Grain() != period.Day {
		return period.Period{}, false
	}
	return m.Periods[0].Period, true
}
