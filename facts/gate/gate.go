// Package gate checks a repository of facts: what reading its files has found, and what rules find over
// rows, within datasets and across them. It is handed an inspection and the day, opens no file, and returns
// findings with their place; a finding may be suppressed by a comment in the file or by a baseline.
package gate

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// Severity says how grave a finding is: an error is wrong, a warning is most likely wrong or will mislead, a note
// is advice.
type Severity string

// The severities, gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Rank orders severities: 0 for errors, more for what is less grave.
func (s Severity) Rank() int { return slices.Index([]Severity{Error, Warning, Note}, s) }

// Finding is one thing that is wrong with the facts.
type Finding struct {
	Rule         string   `json:"rule"`
	Severity     Severity `json:"severity"`
	Path         string   `json:"path"`
	Line         int      `json:"line"`   // 1-based
	Column       int      `json:"column"` // 1-based, in code points
	Message      string   `json:"message"`
	Suppressed   string   `json:"-"` // the reason, when a comment in the file or the baseline suppresses it
	fromBaseline bool
}

// Doc is a rule's page.
type Doc struct {
	Title string // what the rule finds, in a few words
	Text  string // when it speaks, when it is silent, and what to do
}

// Rule finds one kind of defect.
type Rule struct {
	Name     string
	Severity Severity // of most findings; some rules grade theirs
	Doc      Doc
	run      func(*pass) // nil for a rule that only reading the files enforces
}

// All lists the rules: first those that reading the files enforces, then the others by subject.
func All() []*Rule {
	return slices.Concat(loading(), []*Rule{
		byteOrderMark, csvDelimiter, lineEnds, yamlWords,
		source, future, stale, since, breakNote,
		unknownUnit, mixedUnits, rounding, negativeCount, share,
		mixedGrain, order, gap, jump, outlier,
		sum, partAboveWhole, conflicts, ambiguousName, check,
		unusedIgnore,
	})
}

// Find returns the rule of the name, or nil.
func Find(name string) *Rule { return rulesByName()[name] }

var rulesByName = sync.OnceValue(func() map[string]*Rule {
	byName := map[string]*Rule{}
	for _, r := range All() {
		byName[r.Name] = r
	}
	return byName
})

// Options is what a check depends on besides the files.
type Options struct {
	Today period.Period // the day for which "published in the future" and "stale" are told; zero: they are not
}

// Check returns the findings of all rules, those that a comment suppresses among them, sorted by path, line, column and
// rule.
func Check(in *facts.Inspection, o Options) []Finding {
	p := &pass{Inspection: in, options: o, ignores: readIgnores(in)}
	for _, r := range All() {
		p.rule = r
		for _, e := range in.Problems {
			if e.Rule == r.Name {
				p.add(e.Path, max(e.Line, 1), max(e.Column, 1), "%s", e.Msg)
			}
		}
		if r.run != nil {
			r.run(p)
		}
	}
	slices.SortStableFunc(p.findings, compare)
	return p.findings
}

func compare(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule))
}

// Failed returns what kept files from being read at all: then nothing can be said of the repository.
func Failed(in *facts.Inspection) (problems []error) {
	for _, e := range in.Problems {
		if e.Rule == "" {
			problems = append(problems, e)
		}
	}
	return problems
}

// pass is one run of the rules.
type pass struct {
	*facts.Inspection
	options  Options
	rule     *Rule
	ignores  *ignores
	findings []Finding
}

func (p *pass) add(path string, line, column int, format string, args ...any) {
	p.grade(p.rule.Severity, path, line, column, format, args...)
}

// grade adds a finding of a severity of its own.
func (p *pass) grade(s Severity, path string, line, column int, format string, args ...any) {
	f := Finding{Rule: p.rule.Name, Severity: s, Path: path, Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
	if i := p.ignores.find(&f); i != nil {
		f.Suppressed, i.used = i.reason, true
	}
	p.findings = append(p.findings, f)
}

// at adds a finding about an observation.
func (p *pass) at(o *facts.Observation, format string, args ...any) {
	p.add(o.Path, o.Line, o.Column, format, args...)
}

// datasets returns the datasets whose rows could all be read: half a series has gaps of its own.
func (p *pass) datasets(yield func(*facts.Dataset) bool) {
	for _, d := range p.Catalog.Datasets {
		if p.Sound(d) && !yield(d) {
			return
		}
	}
}

// file returns the file that describes a dataset.
func (p *pass) file(d *facts.Dataset) *facts.File {
	i, found := slices.BinarySearchFunc(p.Files, d.Path, func(f *facts.File, path string) int { return cmp.Compare(f.Path, path) })
	if !found {
		return &facts.File{Path: d.Path}
	}
	return p.Files[i]
}
