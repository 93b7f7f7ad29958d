package format

import (
	"bufio"
	"io"
)

// The Reviewdog Diagnostic Format. Its columns count bytes of UTF-8, and ends are exclusive.
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      *rdSource      `json:"source,omitempty"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
	rdLocation struct {
		Path  string  `json:"path"`
		Range rdRange `json:"range"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

var (
	rdSeverities = map[Level]string{Error: "ERROR", Warning: "WARNING", Note: "INFO"}
	rdTool       = rdSource{"onrecord", home}
)

// home is where onrecord lives.
const home = "https://github.com/onrecord/onrecord"

// RDJSON writes the problems as one DiagnosticResult.
func RDJSON(w io.Writer, r *Run) error {
	result := rdResult{rdTool, []rdDiagnostic{}}
	for _, f := range r.problems() {
		result.Diagnostics = append(result.Diagnostics, diagnosticOf(f))
	}
	return encode(w, result)
}

// RDJSONLines writes a Diagnostic a line.
func RDJSONLines(w io.Writer, r *Run) error {
	b := bufio.NewWriter(w)
	for _, f := range r.problems() {
		d := diagnosticOf(f)
		d.Source = &rdTool
		line, err := compact(d)
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	}
	return b.Flush()
}

func diagnosticOf(f problem) rdDiagnostic {
	d := rdDiagnostic{
		Message: f.Message, Severity: rdSeverities[f.Level], Code: rdCode{f.Rule},
		Location: rdLocation{f.path, rdSpan(f.Start, f.End)},
	}
	if f.Fix != nil {
		d.Suggestions = []rdSuggestion{{rdSpan(f.Fix.Start, f.Fix.End), f.Fix.Text}}
	}
	for _, e := range f.Evidence {
		d.Related = append(d.Related, rdRelated{e.Text, rdLocation{e.Path, rdRange{Start: rdPosition{Line: e.Line}}}})
	}
	return d
}

func rdSpan(start, end Place) rdRange {
	return rdRange{rdPosition{start.Line, start.Byte}, &rdPosition{end.Line, end.Byte}}
}
