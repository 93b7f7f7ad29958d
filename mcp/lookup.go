package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Question is what lookup_facts takes: words, or ids, or both.
type Question struct {
	Query   string `json:"query,omitempty" jsonschema:"words for the subject, the measure, a member and the period, as in \"burglaries harbour 2024\""`
	Dataset string `json:"dataset,omitempty" jsonschema:"the id of a dataset"`
	Measure string `json:"measure,omitempty" jsonschema:"the id of a measure"`
	Member  string `json:"member,omitempty" jsonschema:"the id of a member, as harbour"`
	Period  string `json:"period,omitempty" jsonschema:"a period as in 2024, 2024-Q3, 2024-08 or 2024-08-12; what lies in it is found too"`
	Limit   int    `json:"limit,omitempty" jsonschema:"how many observations to return at the most: 50 without it, 500 at the most"`
}

// Answer is what lookup_facts returns.
type Answer struct {
	Observations []Observation `json:"observations" jsonschema:"what was found, by dataset and in the order of its rows"`
	Total        int           `json:"total" jsonschema:"how many there are, with those beyond the limit"`
	UnknownWords []string      `json:"unknown_words" jsonschema:"words of the query that name nothing on record"`
}

// Observation is one value on record.
type Observation struct {
	Dataset string            `json:"dataset"`
	Measure string            `json:"measure"`
	Label   string            `json:"label" jsonschema:"the measure, in words"`
	Period  string            `json:"period,omitempty"`
	Members map[string]string `json:"members" jsonschema:"the member of each dimension, by ids; a dimension that is missing stands for the total"`
	Value   string            `json:"value" jsonschema:"the exact value"`
	Unit    string            `json:"unit"`
	Written string            `json:"written" jsonschema:"the value as a text may have it"`
	Status  string            `json:"status,omitempty" jsonschema:"provisional, estimate, forecast, revised or break"`
	Note    string            `json:"note,omitempty"`
	Place   string            `json:"place" jsonschema:"file and line"`
	Source  string            `json:"source,omitempty" jsonschema:"who says so"`
}

func observationOf(o *facts.Observation) Observation {
	d := o.Measure.Dataset
	out := Observation{
		Dataset: d.ID, Measure: o.Measure.ID, Label: o.Measure.Label, Members: map[string]string{}, Value: o.Value.String(),
		Unit: o.Measure.Unit.String(), Written: quantity.Format(o.Value, o.Measure.Unit), Note: o.Note,
		Place: fmt.Sprintf("%s:%d", filepath.ToSlash(o.Path), o.Line), Source: sourceOf(d),
	}
	if !o.Period.IsZero() {
		out.Period = o.Period.String()
	}
	for _, m := range o.Members {
		if m != nil {
			out.Members[m.Dimension.ID] = m.ID
		}
	}
	if o.Status != facts.Final {
		out.Status = o.Status.String()
	}
	return out
}

func sourceOf(d *facts.Dataset) string {
	s := d.Source
	return strings.Join(slices.DeleteFunc([]string{s.Publisher, s.Title, s.Page, s.Published.String(), s.URL}, func(part string) bool { return part == "" }), ", ")
}

const (
	usualLimit = 50
	mostLimit  = 500
)

func (s *server) lookupFacts(_ context.Context, in Question) (Answer, string, error) {
	out := Answer{Observations: []Observation{}, UnknownWords: []string{}}
	catalog, err := s.facts()
	if err != nil {
		return out, "", err
	}
	q, err := askedOf(catalog, in)
	if err != nil {
		return out, "", err
	}
	if len(q.unknown) > 0 {
		out.UnknownWords = q.unknown
	}
	limit := min(cmp.Or(max(in.Limit, 0), usualLimit), mostLimit)
	var text strings.Builder
	for _, d := range catalog.Datasets {
		needs, ok := q.needsOf(d)
		if !ok {
			continue
		}
		for i := range d.Len() {
			row := d.Row(i)
			for k := range row.Observations {
				o := &row.Observations[k]
				if !q.asksFor(o, needs) {
					continue
				}
				if out.Total++; out.Total <= limit {
					out.Observations = append(out.Observations, observationOf(o))
					fmt.Fprintf(&text, "%s: %s: %s (%s:%d)\n", d.ID, facts.Slice{Measure: o.Measure, Members: o.Members}.WordsAt(o.Period),
						quantity.Format(o.Value, o.Measure.Unit), filepath.ToSlash(o.Path), o.Line)
				}
			}
		}
	}
	if out.Total > limit {
		fmt.Fprintf(&text, "and %d more: narrow the question, or raise the limit\n", out.Total-limit)
	}
	if out.Total == 0 {
		text.WriteString("nothing on record answers this; list_datasets tells what is\n")
	}
	if len(q.unknown) > 0 {
		fmt.Fprintf(&text, "words that name nothing on record: %s\n", strings.Join(q.unknown, ", "))
	}
	return out, text.String(), nil
}

// asked is a question as understood.
type asked struct {
	dataset *facts.Dataset
	measure string
	member  string
	within  []period.Period // an observation lies in one of them, if there are any
	words   []string        // each names something of the observation
	unknown []string
}

func askedOf(c *facts.Catalog, in Question) (asked, error) {
	q := asked{measure: in.Measure, member: in.Member}
	var problems []error
	if in.Query == "" && in.Dataset == "" && in.Measure == "" && in.Member == "" && in.Period == "" {
		problems = append(problems, errors.New("ask for something: a query in words, or a dataset, a measure, a member or a period"))
	}
	if in.Dataset != "" {
		var err error
		q.dataset, err = datasetOf(c, in.Dataset)
		problems = append(problems, err)
	}
	if in.Period != "" {
		p, err := period.Parse(in.Period)
		if err != nil {
			problems = append(problems, fmt.Errorf("period: %w", err))
		}
		q.within = append(q.within, p)
	}
	for _, word := range strings.FieldsFunc(in.Query, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;:?!\"()", r) }) {
		if p, err := period.Parse(word); err == nil {
			q.within = append(q.within, p)
			continue
		}
		folded := fold(word)
		if namesAnything(c, folded) {
			q.words = append(q.words, folded)
		} else if utf8.RuneCountInString(word) > 3 { // "the", "of", "how"
			q.unknown = append(q.unknown, word)
		}
	}
	return q, errors.Join(problems...)
}

// fold makes one of the forms of a word: small letters, no plural.
func fold(word string) string {
	word = strings.ToLower(strings.Trim(word, ".'’-"))
	if stem, ok := strings.CutSuffix(word, "ies"); ok && len(stem) > 2 {
		return stem + "y"
	}
	if stem, ok := strings.CutSuffix(word, "s"); ok && len(stem) > 2 && !strings.HasSuffix(stem, "s") {
		return stem
	}
	return word
}

func names(d *facts.Dataset) []string {
	return append([]string{d.ID, d.Title, d.Source.Publisher}, d.About...)
}

func measureNames(m *facts.Measure) []string {
	return append([]string{m.ID, m.Label, m.Unit.String()}, m.Aliases...)
}

func memberNames(m *facts.Member) []string { return append([]string{m.ID, m.Label}, m.Aliases...) }

func mentions(names []string, word string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" -_/,()", r) }), func(part string) bool { return fold(part) == word })
	})
}

func namesAnything(c *facts.Catalog, word string) bool {
	for _, d := range c.Datasets {
		if mentions(names(d), word) || slices.ContainsFunc(d.Measures, func(m *facts.Measure) bool { return mentions(measureNames(m), word) }) {
			return true
		}
		for _, dimension := range d.Dimensions {
			if slices.ContainsFunc(dimension.Members, func(m *facts.Member) bool { return mentions(memberNames(m), word) }) {
				return true
			}
		}
	}
	return false
}

// need is what a word of the query asks of the observations of a dataset: one of the measures or of the members that it
// names. A word that names the dataset alone asks nothing.
type need struct {
	measures map[*facts.Measure]bool
	members  map[*facts.Member]bool
}

// needsOf returns what the words ask of a dataset; not ok when it does not answer to one of them. "burglaries" names a
// measure even where the title of the dataset has the word.
func (q *asked) needsOf(d *facts.Dataset) (needs []need, ok bool) {
	if q.dataset != nil && d != q.dataset {
		return nil, false
	}
	for _, word := range q.words {
		n := need{map[*facts.Measure]bool{}, map[*facts.Member]bool{}}
		for _, m := range d.Measures {
			if mentions(measureNames(m), word) {
				n.measures[m] = true
			}
		}
		for _, dimension := range d.Dimensions {
			for _, m := range dimension.Members {
				if mentions(memberNames(m), word) {
					n.members[m] = true
				}
			}
		}
		if len(n.measures)+len(n.members) > 0 {
			needs = append(needs, n)
		} else if !mentions(names(d), word) {
			return nil, false
		}
	}
	return needs, true
}

// asksFor reports whether an observation answers the question.
func (q *asked) asksFor(o *facts.Observation, needs []need) bool {
	if q.measure != "" && o.Measure.ID != q.measure {
		return false
	}
	if q.member != "" && !slices.ContainsFunc(o.Members, func(m *facts.Member) bool { return m != nil && m.ID == q.member }) {
		return false
	}
	if len(q.within) > 0 && !slices.ContainsFunc(q.within, func(p period.Period) bool { return o.Period == p || p.Contains(o.Period) }) {
		return false
	}
	for _, n := range needs {
		if !n.measures[o.Measure] && !slices.ContainsFunc(o.Members, func(m *facts.Member) bool { return n.members[m] }) {
			return false
		}
	}
	return true
}
