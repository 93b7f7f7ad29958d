package facts

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// FileError is one thing that is wrong with a facts file.
type FileError struct {
	Path         string
	Line, Column int // 1-based, the column in code points; 0: the file as a whole
	Msg          string
	// Rule names the rule of the gate on facts that the problem breaks, such as "duplicate-row"; "" when there
	// was nothing to check, because no file could be had.
	Rule string
}

// Error returns "path:line:column: what is wrong, what would be right".
func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.Path + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Msg)
}

// maxProblems is how many problems of one file are told before the rest is counted.
const maxProblems = 100

// problems collects what is wrong, so that all of it is told at once.
type problems struct {
	found  []*FileError
	byPath map[string]int
}

// The rules that a file must keep to be read at all. Each has a page in package gate.
const (
	noRule            = ""
	syntaxRule        = "syntax"
	encodingRule      = "encoding"
	schemaRule        = "schema"
	duplicateIDRule   = "duplicate-id"
	duplicateRowRule  = "duplicate-row"
	conflictRule      = "conflicting-values"
	unknownFieldRule  = "unknown-field"
	unusedColumnRule  = "unused-column"
	unknownMemberRule = "unknown-member"
	badValueRule      = "bad-value"
	unitRule          = "mixed-units"
	csvHeaderRule     = "csv-header"
	csvShapeRule      = "csv-shape"
	expressionRule    = "expression"
)

func (p *problems) add(rule, path string, line, column int, format string, args ...any) {
	if p.byPath == nil {
		p.byPath = map[string]int{}
	}
	if p.byPath[path]++; p.byPath[path] <= maxProblems {
		p.found = append(p.found, &FileError{path, line, column, fmt.Sprintf(format, args...), rule})
	}
}

// has reports whether something is known to be wrong at a place.
func (p *problems) has(path string, line, column int) bool {
	return slices.ContainsFunc(p.found, func(e *FileError) bool {
		return e.Path == path && e.Line == line && e.Column == column
	})
}

// err joins the problems; nil when there are none.
func (p *problems) err() error {
	var errs []error
	for _, e := range p.sorted() {
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

// sorted returns the problems by path, line and column, each once.
func (p *problems) sorted() (errs []*FileError) {
	slices.SortStableFunc(p.found, func(a, b *FileError) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Msg, b.Msg))
	})
	for i, e := range p.found {
		if i > 0 && *e == *p.found[i-1] {
			continue
		}
		errs = append(errs, e)
		if more := p.byPath[e.Path] - maxProblems; more > 0 && (i+1 == len(p.found) || p.found[i+1].Path != e.Path) {
			errs = append(errs, &FileError{Path: e.Path, Rule: e.Rule, Msg: fmt.Sprintf("and %d more problems like these", more)})
		}
	}
	return errs
}
