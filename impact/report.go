package impact

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/rules"
)

// Text writes the list for the corrections desk: changes by grade, worst first, and a count.
func Text(w io.Writer, r *Report) error {
	b := bufio.NewWriter(w)
	for i, c := range r.Changes {
		if i == 0 || c.Grade() != r.Changes[i-1].Grade() {
			if i > 0 {
				fmt.Fprintln(b)
			}
			fmt.Fprintf(b, "%s\n", c.Grade())
		}
		fmt.Fprintf(b, "  %s:%d:%d: %q [%s]\n", c.Path, c.Line, c.Column, strings.Join(strings.Fields(c.Text), " "), c.Rule)
		fmt.Fprintf(b, "    old: %s\n    new: %s\n", c.Old.line(), c.New.line())
	}
	if len(r.Changes) > 0 {
		fmt.Fprintln(b)
	}
	fmt.Fprintln(b, r.total())
	return b.Flush()
}

func (v Verdict) line() string {
	switch {
	case v.Label == "":
		return "no claim"
	case v.Label == rules.NotEnoughInfo:
		return "not on record: " + v.Message
	}
	text := string(v.Label)
	if v.Severity == rules.Warning {
		text += ", imprecise"
	}
	if v.Value != "" && !strings.Contains(v.Message, v.Value) {
		return text + ": " + v.Message + " (on record: " + v.Value + ")"
	}
	return text + ": " + v.Message
}

// total counts in one line: "2 articles of 1,204 change verdict: 1 supported before, refuted now".
func (r *Report) total() string {
	text := fmt.Sprintf("%s read: no verdict changes", count(r.Articles, "article"))
	if r.Affected > 0 {
		var parts []string
		for _, g := range r.grades() {
			parts = append(parts, fmt.Sprintf("%d %s", g.Claims, g.Grade))
		}
		text = fmt.Sprintf("%s read, %d with changed verdicts: %s", count(r.Articles, "article"), r.Affected, strings.Join(parts, "; "))
	}
	if len(r.Skipped) > 0 {
		text += fmt.Sprintf("; %d could not be read", len(r.Skipped))
	}
	return text
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + noun
}

type gradeCount struct {
	Grade  Grade
	Claims int
}

func (r *Report) grades() (counts []gradeCount) {
	for _, c := range r.Changes { // sorted by grade
		if n := len(counts); n > 0 && counts[n-1].Grade == c.Grade() {
			counts[n-1].Claims++
		} else {
			counts = append(counts, gradeCount{c.Grade(), 1})
		}
	}
	return counts
}

// The document that JSON writes, in the order in which it writes it.
type (
	jsonReport struct {
		Changes []jsonChange `json:"changes"`
		Skipped []jsonSkip   `json:"skipped"`
		Summary jsonSummary  `json:"summary"`
	}
	jsonChange struct {
		Path   string       `json:"path"`
		Line   int          `json:"line"`
		Column int          `json:"column"`
		Start  int          `json:"start"`
		End    int          `json:"end"`
		Text   string       `json:"text"`
		Rule   string       `json:"rule"`
		Grade  string       `json:"grade"`
		Old    *jsonVerdict `json:"old"`
		New    *jsonVerdict `json:"new"`
	}
	jsonVerdict struct {
		Verdict  rules.Label    `json:"verdict"`
		Severity rules.Severity `json:"severity"`
		Value    string         `json:"value"`
		Message  string         `json:"message"`
	}
	jsonSkip struct {
		Path   string `json:"path"`
		Reason string `json:"reason"`
	}
	jsonSummary struct {
		Articles int `json:"articles"`
		Affected int `json:"affected"`
		Changes  int `json:"changes"`
		Skipped  int `json:"skipped"`
	}
)

var gradeIDs = [...]string{"wrong", "exposed", "unsettled", "doubtful", "settled", "righted"}

// ID names the grade for programs.
func (g Grade) ID() string { return gradeIDs[g] }

// JSON writes the report for programs, worst first.
func JSON(w io.Writer, r *Report) error {
	document := jsonReport{
		Changes: []jsonChange{}, Skipped: []jsonSkip{},
		Summary: jsonSummary{r.Articles, r.Affected, len(r.Changes), len(r.Skipped)},
	}
	for _, c := range r.Changes {
		document.Changes = append(document.Changes, jsonChange{
			c.Path, c.Line, c.Column, c.Start, c.End, c.Text, c.Rule, c.Grade().ID(), c.Old.json(), c.New.json(),
		})
	}
	for _, s := range r.Skipped {
		document.Skipped = append(document.Skipped, jsonSkip{s.Path, s.Reason.Error()})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

func (v Verdict) json() *jsonVerdict {
	if v.Label == "" {
		return nil
	}
	return &jsonVerdict{v.Label, v.Severity, v.Value, v.Message}
}
