package evaluation

import (
	"encoding/json"
	"io"
	"path/filepath"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// The document that JSON writes, in the order in which it writes it.
type (
	jsonScores struct {
		Stories int                  `json:"stories"`
		Metrics map[string]jsonRatio `json:"metrics"`
		Kinds   []jsonKind           `json:"kinds"`
		Rules   []jsonRule           `json:"rules"`
		Misses  []jsonMiss           `json:"misses,omitempty"`
	}
	jsonRatio struct {
		Value *json.Number `json:"value"` // null for a part of nothing
		Part  int          `json:"part"`
		Whole int          `json:"whole"`
	}
	jsonKind struct {
		Kind      string              `json:"kind"`
		True      map[rules.Label]int `json:"gold_supported"`
		Open      map[rules.Label]int `json:"gold_not_enough_info"`
		Recall    jsonRatio           `json:"recall"`
		Precision jsonRatio           `json:"precision"`
	}
	jsonRule struct {
		Rule      string    `json:"rule"`
		Supported int       `json:"supported"`
		Open      int       `json:"not_enough_info"`
		Right     int       `json:"right"`
		Elsewhere int       `json:"elsewhere"`
		Alarms    int       `json:"alarms"`
		Precision jsonRatio `json:"precision"`
	}
	jsonMiss struct {
		Path     string     `json:"path"`
		Line     int        `json:"line"`
		Column   int        `json:"column"`
		Start    int        `json:"start"`
		End      int        `json:"end"`
		What     string     `json:"what"`
		Kind     string     `json:"kind"`
		Text     string     `json:"text"`
		Sentence string     `json:"sentence"`
		Detail   string     `json:"detail"`
		Said     []jsonSaid `json:"said"`
	}
	jsonSaid struct {
		Rule    string      `json:"rule"`
		Verdict rules.Label `json:"verdict"`
		Text    string      `json:"text"`
		Message string      `json:"message"`
	}
)

// JSON writes the scores for programs, with verbose every miss too. The places of a missed error count in the article
// with the error planted.
func JSON(w io.Writer, s *Scores, verbose bool) error {
	document := jsonScores{Stories: s.Stories, Metrics: map[string]jsonRatio{}, Kinds: []jsonKind{}, Rules: []jsonRule{}}
	for _, m := range s.Metrics() {
		document.Metrics[m.Name] = m.Ratio.json()
	}
	for _, k := range s.Kinds {
		document.Kinds = append(document.Kinds, jsonKind{k.Name, k.True, k.Open, k.Errors.json(), k.Precision().json()})
	}
	for _, r := range s.Rules {
		document.Rules = append(document.Rules, jsonRule{r.Name, r.Supported, r.Open, r.Right, r.Elsewhere, r.Alarms, r.Precision().json()})
	}
	if verbose {
		for _, m := range s.Misses {
			document.Misses = append(document.Misses, m.json())
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

func (r Ratio) json() jsonRatio {
	j := jsonRatio{Part: r.Part, Whole: r.Whole}
	if text := r.decimal(4); text != "" {
		number := json.Number(text)
		j.Value = &number
	}
	return j
}

func (m Miss) json() jsonMiss {
	j := jsonMiss{
		Path: filepath.ToSlash(m.Story.Path), Start: m.Span.Start, End: m.Span.End, What: m.What, Kind: m.Kind,
		Text: string(m.Text[m.Span.Start:m.Span.End]), Sentence: m.sentence(), Detail: m.Detail, Said: []jsonSaid{},
	}
	j.Line, j.Column = draft.Lines(m.Text).Position(m.Span.Start)
	for _, f := range m.Said {
		j.Said = append(j.Said, jsonSaid{f.Rule, f.Label, string(m.Text[f.Span.Start:f.Span.End]), f.Message})
	}
	return j
}
