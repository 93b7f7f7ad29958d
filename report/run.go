package report

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/report/format"
	"github.com/onrecord/onrecord/rules"
)

// RunOptions is what a run of formats needs besides the articles.
type RunOptions struct {
	Version   string
	Rules     []*rules.Rule // that ran
	Datasets  int           // how many were loaded, for the summary
	OpenFails bool          // what is not on record counts as a problem
	All       bool          // list also what is supported and what is open where a format leaves it out
}

// Run returns what was found in articles in the terms that all formats share.
func Run(articles []Article, o RunOptions) *format.Run {
	run := &format.Run{Version: o.Version, Subject: "drafts", Summary: summaryLine(Count(articles), o.Datasets, newPalette(false)), All: o.All}
	for _, r := range o.Rules {
		run.Rules = append(run.Rules, format.Rule{Name: r.Name, Title: r.Doc.Title, Text: cmp.Or(r.Doc.Text, r.Doc.Title), Level: format.Error})
	}
	for _, a := range sorted(articles) {
		run.Files = append(run.Files, fileOf(a, o.OpenFails))
	}
	return withNotices(run, articles)
}

func fileOf(a Article, openFails bool) format.File {
	file := format.File{Path: filepath.ToSlash(a.Path)}
	places := format.PlacesIn(a.Draft)
	claims := jsonClaims(a)
	for i := range a.Findings {
		f := &a.Findings[i]
		out := format.Finding{
			ID: claims[i].ID, Rule: f.Rule, Outcome: outcomes[f.Label], Level: levelOf(f, openFails), Verdict: word(f), Message: f.Message, Text: claims[i].Text,
			Start: places.At(f.Span.Start), End: places.At(f.Span.End), Source: sources(f.Evidence), Record: lineRecord{file.Path, claims[i]},
		}
		if s := f.Suggestion; s != nil {
			out.Fix = &format.Fix{Start: places.At(s.Span.Start), End: places.At(s.Span.End), Was: string(a.Draft[s.Span.Start:s.Span.End]), Text: s.Text}
		}
		if s := f.Suppressed; s != nil {
			out.Suppressed = &format.Suppression{InSource: s.By.InSource(), Reason: s.Reason}
		}
		for _, o := range f.Evidence {
			key := []string{o.Measure.Label}
			if names := memberNames(o); names != "" {
				key = append(key, names)
			}
			if !o.Period.IsZero() {
				key = append(key, o.Period.String())
			}
			out.Evidence = append(out.Evidence, format.Evidence{Path: filepath.ToSlash(o.Path), Line: o.Line, Text: strings.Join(key, ", ") + ": " + shown(o)})
		}
		file.Findings = append(file.Findings, out)
	}
	return file
}

// lineRecord is a claim as JSON Lines write it.
type lineRecord struct {
	Path string `json:"path"`
	jsonClaim
}

var outcomes = map[rules.Label]format.Outcome{rules.Supported: format.Passed, rules.Refuted: format.Failed, rules.NotEnoughInfo: format.Open}

func levelOf(f *rules.Finding, openFails bool) format.Level {
	switch {
	case f.Label == rules.Refuted:
		return format.Level(f.Severity)
	case f.Label == rules.Supported && f.Severity == rules.Warning, f.Label == rules.NotEnoughInfo && openFails:
		return format.Warning
	}
	return format.None
}

// withNotices adds what is to be said of the ignores of drafts, which stand in the drafts or in files beside them.
func withNotices(run *format.Run, articles []Article) *format.Run {
	for _, a := range articles {
		places := format.PlacesIn(a.Draft)
		for n, notice := range jsonNotices(a) {
			at := format.Place{Line: notice.Line, Column: notice.Column, Byte: notice.Column, UTF16: notice.Column}
			if notice.Path == filepath.ToSlash(a.Path) {
				at = places.In(notice.Line, notice.Column)
			}
			after := at
			after.Column, after.Byte, after.UTF16 = at.Column+1, at.Byte+1, at.UTF16+1
			finding := format.Finding{
				ID: fmt.Sprintf("%s-%d", notice.Rule, n), Rule: notice.Rule, Outcome: format.Passed, Level: format.Level(notice.Severity), Verdict: string(notice.Severity),
				Message: notice.Message, Start: at, End: after, Record: notice,
			}
			i, found := slices.BinarySearchFunc(run.Files, notice.Path, func(f format.File, path string) int { return cmp.Compare(f.Path, path) })
			if !found {
				run.Files = slices.Insert(run.Files, i, format.File{Path: notice.Path})
			}
			findings := append(run.Files[i].Findings, finding)
			slices.SortStableFunc(findings, func(a, b format.Finding) int {
				return cmp.Or(cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column))
			})
			run.Files[i].Findings = findings
		}
	}
	return run
}
