package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// Draft is what check_draft takes.
type Draft struct {
	Text      string   `json:"text" jsonschema:"the whole draft: Markdown, HTML or plain text, with its front matter if it has one"`
	Filename  string   `json:"filename,omitempty" jsonschema:"a name for the draft, whose ending tells its format: story.md (the default), page.html, note.txt"`
	Published string   `json:"published,omitempty" jsonschema:"the day from which last year and Wednesday are counted, as in 2025-02-12, if the draft does not say it; today without it"`
	Datasets  []string `json:"datasets,omitempty" jsonschema:"ids of the only datasets to check against; all without it"`
}

// Judgement is what check_draft returns.
type Judgement struct {
	Claims        []Claim `json:"claims" jsonschema:"every claim found, in the order of the draft"`
	Supported     int     `json:"supported" jsonschema:"how many claims the facts support"`
	Refuted       int     `json:"refuted" jsonschema:"how many claims the facts refute"`
	NotEnoughInfo int     `json:"not_enough_info" jsonschema:"how many claims are not on record"`
}

// Claim is a claim with its verdict.
type Claim struct {
	Rule        string        `json:"rule" jsonschema:"the kind of claim"`
	Verdict     string        `json:"verdict" jsonschema:"supported, refuted or not_enough_info"`
	Severity    string        `json:"severity" jsonschema:"error, warning or note"`
	Text        string        `json:"text" jsonschema:"the words of the draft that make the claim"`
	Line        int           `json:"line" jsonschema:"from 1"`
	Column      int           `json:"column" jsonschema:"in characters, from 1"`
	Message     string        `json:"message" jsonschema:"what the facts say"`
	Replace     string        `json:"replace,omitempty" jsonschema:"words of the draft to replace, if one exact replacement mends the claim"`
	Replacement string        `json:"replacement,omitempty" jsonschema:"what to put in their place"`
	Ignored     string        `json:"ignored,omitempty" jsonschema:"why the draft itself sets the finding aside"`
	Facts       []Observation `json:"facts" jsonschema:"the rows that decide"`
}

func (s *server) checkDraft(_ context.Context, in Draft) (Judgement, string, error) {
	out := Judgement{Claims: []Claim{}}
	day := period.Period{}
	if s.options.Today != nil {
		day = s.options.Today()
	}
	if in.Published != "" {
		var ok bool
		if day, ok = rules.PublicationDay(in.Published); !ok {
			return out, "", fmt.Errorf("published: %q is not a day, such as 2025-02-12", in.Published)
		}
	}
	checker, catalog, err := s.check(day)
	if err != nil {
		return out, "", err
	}
	name := cmp.Or(in.Filename, "draft.md")
	d, err := draft.Parse([]byte(in.Text), draft.FormatOf(name))
	var syntax *draft.SyntaxError
	if errors.As(err, &syntax) {
		return out, "", fmt.Errorf("%s:%d:%d: %s", name, syntax.Line, syntax.Column, syntax.Msg)
	} else if err != nil {
		return out, "", fmt.Errorf("%s: %w", name, err)
	}
	var problems []error
	for _, p := range rules.SettleMeta(d, catalog) {
		line, column := draft.Lines(d.Source).Position(p.Span.Start)
		problems = append(problems, fmt.Errorf("%s:%d:%d: %s", name, line, column, p.Msg))
	}
	for _, id := range in.Datasets {
		_, err := datasetOf(catalog, id)
		problems = append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return out, "", err
	}
	if len(in.Datasets) > 0 {
		d.Meta.Facts = in.Datasets
	}
	findings := checker.Check(d)
	lines := draft.Lines(d.Source)
	for i := range findings {
		out.add(claimOf(d, lines, &findings[i]))
	}
	var text strings.Builder
	err = report.Text(&text, []report.Article{{Path: name, Draft: d.Source, Findings: findings}},
		report.TextOptions{Show: report.ShowOpen, Datasets: len(catalog.Datasets)})
	return out, text.String(), err
}

func (j *Judgement) add(c Claim) {
	j.Claims = append(j.Claims, c)
	switch {
	case c.Ignored != "":
	case c.Verdict == string(rules.Supported):
		j.Supported++
	case c.Verdict == string(rules.Refuted):
		j.Refuted++
	default:
		j.NotEnoughInfo++
	}
}

func claimOf(d *draft.Document, lines *draft.LineTable, f *rules.Finding) Claim {
	c := Claim{
		Rule: f.Rule, Verdict: string(f.Label), Severity: string(f.Severity), Message: f.Message,
		Text: string(d.Source[f.Span.Start:f.Span.End]), Facts: []Observation{},
	}
	c.Line, c.Column = lines.Position(f.Span.Start)
	if g := f.Suggestion; g != nil {
		c.Replace, c.Replacement = string(d.Source[g.Span.Start:g.Span.End]), g.Text
	}
	if f.Suppressed != nil {
		c.Ignored = cmp.Or(f.Suppressed.Reason, "no reason given")
	}
	for _, o := range f.Evidence {
		c.Facts = append(c.Facts, observationOf(o))
	}
	return c
}

// datasetOf returns the dataset with an id. An unknown one is an error that names the one that is like it.
func datasetOf(c *facts.Catalog, id string) (*facts.Dataset, error) {
	if d := c.Dataset(id); d != nil {
		return d, nil
	}
	known := c.IDs()
	near := schema.DidYouMean(id, known)
	if near == "" {
		near = "; list_datasets names them"
	}
	slices.Sort(known)
	return nil, fmt.Errorf("there is no dataset %q%s", id, near)
}
