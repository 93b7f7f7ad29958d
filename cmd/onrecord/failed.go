package main

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/report/format"
)

// tellFailure says on standard error why a run failed, and also in the reports that can say so: a dashboard that finds an
// old report, or none, would show yesterday's verdicts. It returns the exit code of a failed run.
func (c *Command) tellFailure(f *outputFlags, subject string, problem error) int {
	code := c.fail(problem)
	outputs, _, err := c.outputs(f)
	if err != nil {
		return code
	}
	outputs = slices.DeleteFunc(outputs, func(o output) bool { return !slices.Contains([]string{"sarif", "junit", "github"}, o.name) })
	failed := &outcome{run: func() *format.Run {
		return &format.Run{Version: c.Version, Subject: subject, Problems: problemsOf(problem)}
	}}
	if err := c.write(outputs, failed); err != nil {
		return c.fail(err)
	}
	return code
}

// problemsOf returns the problems that are joined in one, with their places.
func problemsOf(problem error) (list []format.Problem) {
	for _, err := range joined(problem) {
		p := format.Problem{Message: err.Error()}
		var inFacts *facts.FileError
		var inDraft *draftError
		var inConfig *config.Error
		switch {
		case errors.As(err, &inFacts):
			p = format.Problem{Path: inFacts.Path, Line: inFacts.Line, Column: inFacts.Column, Message: inFacts.Msg}
		case errors.As(err, &inDraft):
			p = format.Problem{Path: inDraft.path, Line: inDraft.line, Column: inDraft.column, Message: inDraft.msg}
		case errors.As(err, &inConfig):
			p = format.Problem{Path: inConfig.Path, Line: inConfig.Line, Column: inConfig.Column, Message: inConfig.Msg}
		}
		p.Path = filepath.ToSlash(p.Path)
		list = append(list, p)
	}
	return list
}
