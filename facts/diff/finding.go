package diff

import (
	"fmt"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// SilentRevision is the rule that revisions without a word break.
const SilentRevision = "silent-revision"

// Finding is a change that should not be published as it is.
type Finding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
}

// Findings lists the revisions that the newer version does not announce, in the order of the diff. One of a table
// without a description is a warning: its rows can have no status and no note.
func (d *Diff) Findings() []Finding {
	findings := []Finding{}
	for _, of := range d.Datasets {
		for _, c := range of.Changes {
			if !c.Silent() {
				continue
			}
			o := c.New
			severity, remedy := "error", "give the row status: revised, or a note that says why"
			if of.New.Inferred {
				severity, remedy = "warning", "describe the table in a facts file, whose rows can have status: revised or a note"
			}
			findings = append(findings, Finding{
				SilentRevision, severity, o.Path, o.Line, o.Column,
				fmt.Sprintf("%s: revised from %s without a word: %s", what(o), Amounts(c), remedy),
			})
		}
	}
	return findings
}

// Amounts writes the two values of a revision: "412 to 415 (+0.7%)".
func Amounts(c Change) string {
	text := format(c.Old) + " to " + format(c.New)
	if delta := c.Delta(); delta != "" {
		text += " (" + delta + ")"
	}
	return text
}

func format(o *facts.Observation) string {
	text := quantity.Format(o.Value, o.Measure.Unit)
	if o.Step.Less(quantity.Int(1)) && o.Measure.Unit.Kind == quantity.Count && o.Value.Places() == 0 {
		return o.Written // 12.0 was measured more finely than 12
	}
	return text
}

func what(o *facts.Observation) string {
	return facts.Slice{Measure: o.Measure, Members: o.Members}.WordsAt(o.Period)
}
