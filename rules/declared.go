package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/schema"
)

// declared is a claim as an editor declares it, with the facts that it names.
type declared struct {
	draft.Declaration
	pin    claims.Pin
	placed bool // the words are in the draft, at pin.Span
	free   bool // a place of the words was taken by a declaration before

	dataset *facts.Dataset
	verdict Label
	says    claimed
}

// resolveDeclared looks up what the declared claims of a document name, and returns what is wrong with them.
func resolveDeclared(d *draft.Document, c *facts.Catalog) (list []*declared, problems []MetaProblem) {
	for _, entry := range d.Declared {
		r := &declaredReader{declared: &declared{Declaration: entry}, draft: d, catalog: c}
		r.read()
		list = append(list, r.declared)
		problems = append(problems, r.problems...)
	}
	return list, problems
}

type declaredReader struct {
	*declared
	draft    *draft.Document
	catalog  *facts.Catalog
	problems []MetaProblem
}

func (r *declaredReader) fail(at *schema.Node, format string, args ...any) {
	p := MetaProblem{Msg: fmt.Sprintf(format, args...), Path: r.Path, Line: at.Line, Column: at.Column}
	if r.Path == "" { // the front matter: a place in the draft
		offset := draft.Lines(r.draft.Source).Offset(at.Line, at.Column)
		p = MetaProblem{Span: draft.Span{Start: offset, End: offset}, Msg: p.Msg}
	}
	r.problems = append(r.problems, p)
}

func (r *declaredReader) read() {
	r.pin.Rule = r.Get("rule").Text()
	var known []string
	for _, rule := range All() {
		known = append(known, rule.Name)
	}
	if !slices.Contains(known, r.pin.Rule) {
		r.fail(r.Get("rule"), "there is no rule %q%s", r.pin.Rule, schema.DidYouMean(r.pin.Rule, known))
	}
	r.verdict = Label(r.Get("verdict").Text())
	r.pin.Period = r.period("period")
	r.pin.Base = r.period("base")
	r.says = r.claimed()
	if len(r.catalog.Datasets) == 0 {
		return
	}
	r.readDataset()
	r.readMeasure()
	r.readMembers()
}

func (r *declaredReader) period(key string) period.Period {
	node := r.Get(key)
	if node == nil {
		return period.Period{}
	}
	at, err := period.Parse(node.Text())
	if err != nil {
		r.fail(node, "%s: %v", key, err)
	}
	return at
}

func (r *declaredReader) readDataset() {
	node := r.Get("dataset")
	if node == nil {
		return
	}
	if r.dataset = r.catalog.Dataset(node.Text()); r.dataset == nil {
		var known []string
		for _, d := range r.catalog.Datasets {
			known = append(known, d.ID)
		}
		r.fail(node, "dataset: %q is not loaded%s", node.Text(), schema.DidYouMean(node.Text(), known))
	}
}

func (r *declaredReader) readMeasure() {
	node := r.Get("measure")
	if node == nil || r.Get("dataset") != nil && r.dataset == nil {
		return
	}
	var found []*facts.Measure
	var known, places []string
	for _, d := range r.catalog.Datasets {
		if r.dataset != nil && d != r.dataset {
			continue
		}
		for _, m := range d.Measures {
			known = append(known, m.ID)
			if called(node.Text(), m.ID, m.Label, m.Aliases) {
				found = append(found, m)
				places = append(places, d.ID)
			}
		}
	}
	switch {
	case len(found) == 0:
		r.fail(node, "measure: no dataset has a measure %q%s", node.Text(), schema.DidYouMean(node.Text(), known))
	case len(found) > 1:
		r.fail(node, "measure: %q is a measure of %s: name the dataset", node.Text(), strings.Join(places, " and "))
	default:
		r.pin.Measure = found[0]
		r.dataset = found[0].Dataset
	}
}

func (r *declaredReader) readMembers() {
	for _, pair := range r.Get("members").Entries() {
		dimension := r.dimension(pair.Key)
		if dimension == nil {
			continue
		}
		var known []string
		var found *facts.Member
		for _, m := range dimension.Members {
			known = append(known, m.ID)
			if found == nil && called(pair.Value.Text(), m.ID, m.Label, m.Aliases) {
				found = m
			}
		}
		switch {
		case found == nil:
			r.fail(pair.Value, "members: %s has no %q%s", dimension.ID, pair.Value.Text(), schema.DidYouMean(pair.Value.Text(), known))
		case found != dimension.Total:
			r.pin.Members = append(r.pin.Members, found)
		}
	}
}

func (r *declaredReader) dimension(key *schema.Node) *facts.Dimension {
	var known, places []string
	var found *facts.Dimension
	for _, d := range r.catalog.Datasets {
		if r.dataset != nil && d != r.dataset {
			continue
		}
		for _, dimension := range d.Dimensions {
			known = append(known, dimension.ID)
			if dimension.ID == key.Text() {
				found, places = dimension, append(places, d.ID)
			}
		}
	}
	switch {
	case found == nil:
		r.fail(key, "members: there is no dimension %q%s", key.Text(), schema.DidYouMean(key.Text(), known))
	case len(places) > 1:
		r.fail(key, "members: %q is a dimension of %s: name the dataset or the measure", key.Text(), strings.Join(places, " and "))
		return nil
	}
	return found
}

// called reports whether a text names what has the id, the label or one of the aliases.
func called(text, id, label string, aliases []string) bool {
	return text == id || strings.EqualFold(text, label) || slices.ContainsFunc(aliases, func(alias string) bool { return strings.EqualFold(text, alias) })
}

// place finds the words of the declared claims in a document, each at its first place that is free.
func (k *Checker) place(d *draft.Document) []*declared {
	if len(d.Declared) == 0 {
		return nil
	}
	list, _ := resolveDeclared(d, k.catalog)
	taken := map[string][]draft.Span{}
	for _, c := range list {
		nth := 0
		fmt.Sscan(c.Get("occurrence").Text(), &nth) // a whole number from 1, by the schema
		for n, span := range FindWords(d, c.Get("quote").Text(), c.Get("in").Text()) {
			if nth > 0 && n+1 != nth {
				continue
			}
			if c.free = slices.Contains(taken[c.pin.Rule], span); !c.free {
				taken[c.pin.Rule] = append(taken[c.pin.Rule], span)
				c.pin.Span, c.placed = span, true
				break
			}
		}
	}
	return list
}

// FindWords returns where words stand in the sentences of a document, within the words of a sentence that in quotes when
// it is not empty. White space, quotation marks and markup need not be as in the draft.
func FindWords(d *draft.Document, words, in string) (spans []draft.Span) {
	words, in = plainWords(words), plainWords(in)
	for i := range d.Blocks {
		for n := range d.Blocks[i].Sentences {
			s := &d.Blocks[i].Sentences[n]
			from, to := 0, len(s.Text)
			if in != "" {
				places := placesOf(s.Text, in)
				if len(places) == 0 {
					continue
				}
				from, to = places[0], places[0]+len(in)
			}
			for _, at := range placesOf(s.Text[from:to], words) {
				spans = append(spans, s.Span(from+at, from+at+len(words)))
			}
		}
	}
	return spans
}

// plainWords returns words as sentences have them: with straight quotation marks, one space between words.
func plainWords(words string) string {
	d, err := draft.Parse([]byte(words), draft.Text)
	if err != nil {
		return words
	}
	var text []string
	for i := range d.Blocks {
		for n := range d.Blocks[i].Sentences {
			text = append(text, d.Blocks[i].Sentences[n].Text)
		}
	}
	return strings.Join(text, " ")
}

// placesOf returns where words stand in a text as words of their own: "20" is not in "2020" and not in "1.20".
func placesOf(text, words string) (places []int) {
	for from := 0; words != ""; from++ {
		at := strings.Index(text[from:], words)
		if at < 0 {
			break
		}
		from += at
		if !joined(text, from) && !joined(text, from+len(words)) {
			places = append(places, from)
		}
	}
	return places
}

// joined reports whether the characters before and after an offset are of one word or figure.
func joined(text string, at int) bool {
	if at <= 0 || at >= len(text) {
		return false
	}
	inWord := func(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }
	before, after := text[at-1], text[at]
	if inWord(before) && inWord(after) {
		return before < 0x80 && after < 0x80
	}
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return (before == '.' || before == ',') && digit(at) && digit(at-2) || (after == '.' || after == ',') && digit(at-1) && digit(at+1)
}

// pins reports whether a claim declares what the words are about.
func (c *declared) pins() bool {
	return c.pin.Measure != nil || len(c.pin.Members) > 0 || !c.pin.Period.IsZero() || !c.pin.Base.IsZero()
}

// after returns the claim as it is with a suggestion put into the draft.
func (c *declared) after(s *Suggestion) *declared {
	moved := *c
	grown := len(s.Text) - s.Span.Len()
	if c.pin.Span.Start >= s.Span.End {
		moved.pin.Span.Start += grown
	}
	if c.pin.Span.End >= s.Span.End {
		moved.pin.Span.End += grown
	}
	return &moved
}

// declaredNotices tells of declared claims that declare nothing in the draft as it is.
func (k *Checker) declaredNotices(d *draft.Document, findings []Finding) (notices []Notice) {
	for _, c := range k.place(d) {
		note := func(format string, args ...any) {
			bound := k.options.Rules[UnusedClaim].Severity
			if bound == Off {
				return
			}
			at := c.Get("quote")
			notices = append(notices, Notice{Rule: UnusedClaim, Severity: Warning.cap(bound), Path: c.Path, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...)})
		}
		ran := slices.ContainsFunc(k.rules, func(r *Rule) bool { return r.Name == c.pin.Rule })
		switch {
		case !c.placed && c.free:
			note("the words %q are declared already: quote more words, or say in which sentence (in)", c.Get("quote").Text())
		case !c.placed:
			note("the words %q are not in the draft: take the declared claim out, or give it the new words", c.Get("quote").Text())
		case ran && !slices.ContainsFunc(findings, func(f Finding) bool { return c.covers(&f) }):
			note("rule %s reads no claim in %q: say what is claimed (value, direction, extreme or rank), or name another rule", c.pin.Rule, c.Get("quote").Text())
		}
	}
	return notices
}

// covers reports whether a finding is of the claim.
func (c *declared) covers(f *Finding) bool {
	span := c.pin.Span
	return c.placed && f.Rule == c.pin.Rule && (span.Contains(f.Span) || f.Span.Contains(span))
}
