// Package impact tells which claims of published articles change verdict because the facts changed: the corrections
// desk's list. Articles and two checkers go in, one for the old facts and one for the new; out come the
// claims that the two judge differently, worst first. It reads no facts and knows no terminal.
package impact

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// Comparison judges articles by old and by new facts. It is safe for concurrent use.
type Comparison struct{ before, after *rules.Checker }

// New returns a comparison of two checkers, which differ in nothing but their facts.
func New(before, after *rules.Checker) *Comparison { return &Comparison{before, after} }

// Change is a claim that the two versions of the facts judge differently. It holds on to nothing of its article.
type Change struct {
	Path         string
	Start, End   int // bytes of the article
	Line, Column int // 1-based, the column in code points
	Rule, Text   string
	Old, New     Verdict
}

// Verdict is what one version of the facts says of a claim. The zero Verdict means that it is no claim by that
// version: its words mean nothing there.
type Verdict struct {
	Label    rules.Label
	Severity rules.Severity
	Message  string
	Value    string // what is on record: "388", or "412 in 2023, 388 in 2024"
}

// Changes returns the claims of an article whose verdict changes, by place.
func (c *Comparison) Changes(path string, d *draft.Document) []Change {
	var changes []Change
	lines := draft.Lines(d.Source)
	for _, p := range pairs(rules.JudgeBoth(c.before, c.after, d)) {
		was, is := verdict(p.old), verdict(p.new)
		if was.Label == is.Label && was.Severity == is.Severity || was.rank() == 0 && is.rank() == 0 {
			continue
		}
		f := p.new
		if f == nil {
			f = p.old
		}
		change := Change{
			Path: path, Start: f.Span.Start, End: f.Span.End, Rule: f.Rule,
			Text: string(d.Source[f.Span.Start:f.Span.End]), Old: was, New: is,
		}
		change.Line, change.Column = lines.Position(f.Span.Start)
		changes = append(changes, change)
	}
	return changes
}

// pair is one claim as two versions judge it; nil where a version sees no claim.
type pair struct{ old, new *rules.Finding }

// pairs matches the findings of two runs: first those of one rule on the same words, then those of one rule on
// words that overlap, as names of members may have changed.
func pairs(old, new []rules.Finding) []pair {
	type place struct {
		rule       string
		start, end int
	}
	byPlace := map[place][]int{}
	for i, f := range old {
		at := place{f.Rule, f.Span.Start, f.Span.End}
		byPlace[at] = append(byPlace[at], i)
	}
	taken := make([]bool, len(old))
	matched := make([]pair, len(new))
	for i := range new {
		f := &new[i]
		matched[i].new = f
		at := place{f.Rule, f.Span.Start, f.Span.End}
		if left := byPlace[at]; len(left) > 0 {
			matched[i].old, taken[left[0]] = &old[left[0]], true
			byPlace[at] = left[1:]
		}
	}
	for i := range matched {
		if matched[i].old != nil {
			continue
		}
		f := matched[i].new
		if j := overlapping(old, taken, f); j >= 0 {
			matched[i].old, taken[j] = &old[j], true
		}
	}
	for j := range old {
		if !taken[j] {
			matched = append(matched, pair{old: &old[j]})
		}
	}
	slices.SortStableFunc(matched, func(a, b pair) int { return cmp.Compare(a.start(), b.start()) })
	return matched
}

// reach is how many claims before one are searched for words that it shares with them.
const reach = 16

// overlapping returns the first finding of f's rule that is not taken and shares words with f, or -1.
func overlapping(old []rules.Finding, taken []bool, f *rules.Finding) int {
	next, _ := slices.BinarySearchFunc(old, f.Span.Start, func(g rules.Finding, start int) int { return cmp.Compare(g.Span.Start, start) })
	for j := max(next-reach, 0); j < len(old) && old[j].Span.Start < f.Span.End; j++ {
		if !taken[j] && old[j].Rule == f.Rule && old[j].Span.End > f.Span.Start {
			return j
		}
	}
	return -1
}

func (p pair) start() int {
	if p.new != nil {
		return p.new.Span.Start
	}
	return p.old.Span.Start
}

// rank orders verdicts by what they cost a newspaper: 0 for none and for what is not on record.
func (v Verdict) rank() int {
	switch {
	case v.Label == rules.Refuted:
		return 3
	case v.Label == rules.Supported && v.Severity == rules.Warning:
		return 2
	case v.Label == rules.Supported:
		return 1
	}
	return 0
}

// Grade sorts changes by what they ask of the corrections desk.
type Grade uint8

// The grades, worst first.
const (
	Wrong     Grade = iota // refuted now, and supported before: an article that was right is wrong
	Exposed                // refuted now, and open before
	Unsettled              // supported before, and open now: the evidence is gone
	Doubtful               // supported still, but imprecise now
	Settled                // open before, and supported now
	Righted                // refuted before, and no longer: a correction may have to be taken back
)

var gradeNames = [...]string{
	"supported before, refuted now",
	"not on record before, refuted now",
	"supported before, not on record now",
	"supported, but imprecise now",
	"supported now",
	"refuted before, no longer",
}

// String says what the grade means, as a heading.
func (g Grade) String() string { return gradeNames[g] }

// Grade tells how grave a change is.
func (c Change) Grade() Grade {
	was, is := c.Old.rank(), c.New.rank()
	switch {
	case is == 3 && was > 0:
		return Wrong
	case is == 3:
		return Exposed
	case was == 3:
		return Righted
	case is == 0:
		return Unsettled
	case is > was && was > 0:
		return Doubtful
	}
	return Settled
}

// Worst is the order of a list of changes: by grade, then path and place.
func Worst(a, b Change) int {
	return cmp.Or(
		cmp.Compare(a.Grade(), b.Grade()), cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule),
	)
}
