package rules

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/schema"
)

// Suppression says by what a finding is set aside, and why. A suppressed finding stays in reports for machines; it
// counts as none and moves no exit code.
type Suppression struct {
	By     SuppressedBy
	Reason string // "" when nobody gave one
}

// SuppressedBy is where the word was given.
type SuppressedBy string

// Where findings are suppressed.
const (
	ByComment     SuppressedBy = "comment"      // in the draft
	ByFrontMatter SuppressedBy = "front_matter" // of the draft
	BySidecar     SuppressedBy = "sidecar"      // the YAML file beside the draft
	ByBaseline    SuppressedBy = "baseline"     // the list of what was there before
)

// InSource reports whether the word stands in the draft itself.
func (b SuppressedBy) InSource() bool { return b == ByComment || b == ByFrontMatter }

// Notice is a remark on how a draft is annotated, which is no claim: an ignore that ignores nothing, a
// declared claim whose words are gone.
type Notice struct {
	Rule     string // unused-ignore or unexplained-ignore
	Severity Severity
	Path     string // of the file that it is about; "" for the draft
	Line     int    // 1-based
	Column   int    // 1-based, in code points
	Message  string
}

// The rules of notices, as configuration names them.
const (
	UnusedIgnore      = "unused-ignore"
	UnexplainedIgnore = "unexplained-ignore"
	UnusedClaim       = "unused-claim"
)

var origins = map[draft.Origin]SuppressedBy{draft.InComment: ByComment, draft.InFrontMatter: ByFrontMatter, draft.InSidecar: BySidecar}

// suppress marks the findings that an ignore of the draft covers. What is supported needs none.
func suppress(d *draft.Document, findings []Finding) {
	for i := range findings {
		f := &findings[i]
		if f.ignore != nil { // of the draft before an edit
			f.Suppressed, f.ignore = nil, nil
		}
		if len(d.Ignores) == 0 || !f.listed() {
			continue
		}
		// The narrowest word counts, so that it is the wider one that is unused.
		var chosen *draft.Ignore
		for k := range d.Ignores {
			if g := &d.Ignores[k]; ignored(d, g, f) && (chosen == nil || narrower(g, chosen)) {
				chosen = g
			}
		}
		if chosen != nil {
			f.Suppressed = &Suppression{origins[chosen.Origin], chosen.Reason}
			f.ignore = chosen
		}
	}
}

// listed reports whether a finding is more than a tick.
func (f *Finding) listed() bool { return f.Label != Supported || f.Severity == Warning }

func narrower(a, b *draft.Ignore) bool {
	if (a.Text != "") != (b.Text != "") {
		return a.Text != ""
	}
	if a.Span.Len() != b.Span.Len() {
		return a.Span.Len() < b.Span.Len()
	}
	return len(a.Rules) > 0 && len(b.Rules) == 0
}

func ignored(d *draft.Document, g *draft.Ignore, f *Finding) bool {
	if f.Span.Start < g.Span.Start || f.Span.Start >= g.Span.End || len(g.Rules) > 0 && !slices.Contains(g.Rules, f.Rule) {
		return false
	}
	return g.Text == "" || slices.Equal(strings.Fields(g.Text), fields(d.Source[f.Span.Start:f.Span.End]))
}

func fields(text []byte) (words []string) {
	for _, word := range bytes.Fields(text) {
		words = append(words, string(word))
	}
	return words
}

// Notices returns what is to be said of the ignores and the declared claims of a draft that Check has judged: declared claims
// whose words are gone, and ignores that ignore nothing, give no reason, or name no rule. Ignores of rules that did not run are let be.
func (k *Checker) Notices(d *draft.Document, findings []Finding) (notices []Notice) {
	notices = k.declaredNotices(d, findings)
	if len(d.Ignores) == 0 {
		return notices
	}
	used := map[*draft.Ignore]bool{}
	for i := range findings {
		used[findings[i].ignore] = true
	}
	var known []string
	for _, r := range All() {
		known = append(known, r.Name)
	}
	lines := draft.Lines(d.Source)
	for i := range d.Ignores {
		g := &d.Ignores[i]
		note := func(rule, format string, args ...any) {
			bound := k.options.Rules[rule].Severity
			if bound == Off {
				return
			}
			n := Notice{Rule: rule, Severity: Warning.cap(bound), Path: g.Path, Line: g.Line, Column: g.Column, Message: fmt.Sprintf(format, args...)}
			if g.Path == "" {
				n.Line, n.Column = lines.Position(g.Comment.Start)
			}
			notices = append(notices, n)
		}
		ran, unknown := len(g.Rules) == 0 && len(k.rules) == len(known), false
		for _, name := range g.Rules {
			if !slices.Contains(known, name) {
				unknown = true
				note(UnusedIgnore, "there is no rule %q to ignore%s", name, schema.DidYouMean(name, known))
			}
			ran = ran || slices.ContainsFunc(k.rules, func(r *Rule) bool { return r.Name == name })
		}
		what := cmp.Or(strings.Join(g.Rules, " or "), "any rule")
		switch {
		case unknown:
		case !used[g] && ran:
			note(UnusedIgnore, "there is no finding of %s to ignore here: take the ignore away", what)
		case g.Reason == "":
			note(UnexplainedIgnore, "the ignore gives no reason: say why, as in %q", cmp.Or(strings.Join(g.Rules, ", "), "value")+": the mayor's own count")
		}
	}
	return notices
}
