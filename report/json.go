package report

import (
	"cmp"
	"encoding/json"
	"io"
	"path/filepath"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// The document that JSON writes, in the order in which it writes it. schema/report.schema.json says
// what readers may rely on.
type (
	jsonReport struct {
		SchemaVersion int           `json:"schema_version"`
		Tool          jsonTool      `json:"tool"`
		Articles      []jsonArticle `json:"articles"`
		Summary       Summary       `json:"summary"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonArticle struct {
		Path    string       `json:"path"`
		Claims  []jsonClaim  `json:"claims"`
		Notices []jsonNotice `json:"notices,omitempty"`
	}
	jsonNotice struct {
		Rule     string         `json:"rule"`
		Severity rules.Severity `json:"severity"`
		Path     string         `json:"path"`
		Line     int            `json:"line"`
		Column   int            `json:"column"`
		Message  string         `json:"message"`
	}
	jsonClaim struct {
		ID         string            `json:"id"`
		Rule       string            `json:"rule"`
		Verdict    rules.Label       `json:"verdict"`
		Severity   rules.Severity    `json:"severity"`
		Text       string            `json:"text"`
		Start      int               `json:"start"`
		End        int               `json:"end"`
		Line       int               `json:"line"`
		Column     int               `json:"column"`
		EndLine    int               `json:"end_line"`
		EndColumn  int               `json:"end_column"`
		Message    string            `json:"message"`
		Suggestion *jsonSuggestion   `json:"suggestion,omitempty"`
		Suppressed *jsonSuppression  `json:"suppressed,omitempty"`
		Facts      []jsonObservation `json:"facts"`
	}
	jsonSuppression struct {
		By     rules.SuppressedBy `json:"by"`
		Reason string             `json:"reason"`
	}
	jsonSuggestion struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	jsonObservation struct {
		Dataset string            `json:"dataset"`
		Measure string            `json:"measure"`
		Period  string            `json:"period"`
		Members map[string]string `json:"members"`
		Value   string            `json:"value"`
		Unit    string            `json:"unit"`
		Path    string            `json:"path"`
		Line    int               `json:"line"`
		Source  jsonSource        `json:"source"`
	}
	jsonSource struct {
		Publisher string `json:"publisher,omitempty"`
		Title     string `json:"title,omitempty"`
		URL       string `json:"url,omitempty"`
		Page      string `json:"page,omitempty"`
		Published string `json:"published,omitempty"`
	}
)

// JSON writes the report that schema/report.schema.json describes: articles by path, claims by place,
// two spaces of indentation and a final line break.
func JSON(w io.Writer, version string, articles []Article) error {
	document := jsonReport{
		SchemaVersion: 1,
		Tool:          jsonTool{"onrecord", version},
		Articles:      []jsonArticle{},
		Summary:       Count(articles),
	}
	for _, a := range sorted(articles) {
		document.Articles = append(document.Articles, jsonArticle{filepath.ToSlash(a.Path), jsonClaims(a), jsonNotices(a)})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false) // "text" shall read as the draft does: <b>, &
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

func jsonNotices(a Article) (list []jsonNotice) {
	for _, n := range a.Notices {
		list = append(list, jsonNotice{n.Rule, n.Severity, filepath.ToSlash(cmp.Or(n.Path, a.Path)), n.Line, n.Column, n.Message})
	}
	return list
}

func jsonClaims(a Article) []jsonClaim {
	list := make([]jsonClaim, 0, len(a.Findings))
	lines := draft.Lines(a.Draft)
	ids := Fingerprints(a)
	for i := range a.Findings {
		f := &a.Findings[i]
		text := string(a.Draft[f.Span.Start:f.Span.End])
		c := jsonClaim{
			ID: ids[i], Rule: f.Rule, Verdict: f.Label, Severity: f.Severity,
			Text: text, Start: f.Span.Start, End: f.Span.End,
			Message: f.Message, Facts: []jsonObservation{},
		}
		c.Line, c.Column = lines.Position(f.Span.Start)
		c.EndLine, c.EndColumn = lines.Position(f.Span.End)
		if s := f.Suggestion; s != nil {
			c.Suggestion = &jsonSuggestion{s.Span.Start, s.Span.End, s.Text}
		}
		if s := f.Suppressed; s != nil {
			c.Suppressed = &jsonSuppression{s.By, s.Reason}
		}
		for _, o := range evidence(f) {
			c.Facts = append(c.Facts, observationOf(o))
		}
		list = append(list, c)
	}
	return list
}

func observationOf(o *facts.Observation) jsonObservation {
	dataset := o.Measure.Dataset
	members := map[string]string{}
	for _, m := range o.Members {
		if m != nil {
			members[m.Dimension.ID] = m.ID
		}
	}
	source := dataset.Source
	return jsonObservation{
		Dataset: dataset.ID, Measure: o.Measure.ID, Period: o.Period.String(), Members: members,
		Value: o.Value.String(), Unit: o.Measure.Unit.String(),
		Path: filepath.ToSlash(o.Path), Line: o.Line,
		Source: jsonSource{source.Publisher, source.Title, source.URL, source.Page, source.Published.String()},
	}
}
