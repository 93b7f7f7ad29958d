package diff

import (
	"encoding/json"
	"io"

	"github.com/onrecord/onrecord/facts"
)

// The document that JSON writes, in the order in which it writes it.
type (
	jsonDiff struct {
		Findings []Finding     `json:"findings"`
		Datasets []jsonDataset `json:"datasets"`
		Summary  Summary       `json:"summary"`
	}
	jsonDataset struct {
		Dataset      string       `json:"dataset"`
		Change       Kind         `json:"change"`
		Observations []jsonChange `json:"observations"`
		Metadata     []jsonMeta   `json:"metadata"`
	}
	jsonChange struct {
		Change  Kind              `json:"change"`
		Measure string            `json:"measure"`
		Period  string            `json:"period"`
		Members map[string]string `json:"members"`
		Unit    string            `json:"unit"`
		Old     *jsonValue        `json:"old"`
		New     *jsonValue        `json:"new"`
		Delta   string            `json:"delta,omitempty"`
		Silent  bool              `json:"silent,omitempty"`
	}
	jsonValue struct {
		Value  string `json:"value"`
		Status string `json:"status"`
		Note   string `json:"note,omitempty"`
		Path   string `json:"path"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	jsonMeta struct {
		Change Kind   `json:"change"`
		Name   string `json:"name"`
		Old    string `json:"old,omitempty"`
		New    string `json:"new,omitempty"`
	}
)

// JSON writes the whole diff for programs. Values are exact and keep the precision they are written with.
func JSON(w io.Writer, d *Diff) error {
	document := jsonDiff{Findings: d.Findings(), Datasets: []jsonDataset{}, Summary: d.Summary()}
	for _, of := range d.Datasets {
		set := jsonDataset{Dataset: of.ID, Change: of.Kind, Observations: []jsonChange{}, Metadata: []jsonMeta{}}
		for _, c := range of.Changes {
			o := c.Observation()
			members := map[string]string{}
			for _, m := range o.Members {
				if m != nil {
					members[m.Dimension.ID] = m.ID
				}
			}
			set.Observations = append(set.Observations, jsonChange{
				Change: c.Kind, Measure: o.Measure.ID, Period: o.Period.String(), Members: members, Unit: o.Measure.Unit.String(),
				Old: valueOf(c.Old), New: valueOf(c.New), Delta: c.Delta(), Silent: c.Silent(),
			})
		}
		for _, m := range of.Meta {
			set.Metadata = append(set.Metadata, jsonMeta{m.Kind, m.Name, m.Old, m.New})
		}
		document.Datasets = append(document.Datasets, set)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

func valueOf(o *facts.Observation) *jsonValue {
	if o == nil {
		return nil
	}
	return &jsonValue{o.Value.String(), o.Status.String(), o.Note, o.Path, o.Line, o.Column}
}
