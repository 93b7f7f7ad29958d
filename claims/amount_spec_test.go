package claims

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/facts/period"
)

var updateAmounts = flag.Bool("update-amounts", false, "rewrite testdata/amounts with what is read now")

// amountSpec is a sentence with the amounts that it holds.
type amountSpec struct {
	Input   string       `json:"input"`
	Amounts []specAmount `json:"amounts"`
}

// specAmount is one amount: Text is Input[Start:End], with the unit and without hedges.
type specAmount struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
	Value string `json:"value"`
	Step  string `json:"step,omitempty"`
	Unit  string `json:"unit,omitempty"`
	Hedge string `json:"hedge,omitempty"`
	Noun  string `json:"noun,omitempty"`
	Per   string `json:"per,omitempty"`
	Form  string `json:"form,omitempty"`
	Noise string `json:"noise,omitempty"`
	Link  string `json:"link,omitempty"`
}

var linkNames = [...]string{"", "score", "made", "change", "bounds"}

func specOf(m *Mentions, a *AmountMention) specAmount {
	text := func(first, last int) string {
		if last <= first {
			return ""
		}
		return m.Text[m.Tokens[first].Start:m.Tokens[last-1].End]
	}
	value := a.Value.String()
	switch {
	case a.IsRange && a.OpenHigh:
		value += ".."
	case a.IsRange:
		value += ".." + a.High.String()
	case !a.Den.IsZero():
		value = a.Num.String() + "/" + a.Den.String()
	}
	s := specAmount{
		Text: text(a.First, a.Last), Start: m.Tokens[a.First].Start, End: m.Tokens[a.Last-1].End,
		Kind: a.Kind.String(), Value: value, Unit: a.Unit.String(), Hedge: a.Amount.Hedge.String(),
		Noun: text(a.Noun[0], a.Noun[1]), Per: text(a.Per[0], a.Per[1]), Noise: a.Noise.String(), Link: linkNames[a.Link],
	}
	if a.Form.String() != "digits" {
		s.Form = a.Form.String()
	}
	if a.Scaled {
		s.Step = a.Step.String()
	}
	return s
}

// TestAmountSpecs reads every sentence of testdata/amounts. -update-amounts rewrites the files, and the
// difference is to be reviewed.
func TestAmountSpecs(t *testing.T) {
	paths, err := filepath.Glob("testdata/amounts/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no specs: %v", err)
	}
	r := NewReader()
	published := period.Date(2025, 2, 12)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var specs []amountSpec
		if err := json.Unmarshal(data, &specs); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for i := range specs {
			var m Mentions
			r.Read(specs[i].Input, published, &m)
			got := []specAmount{}
			for n := range m.Amounts {
				got = append(got, specOf(&m, &m.Amounts[n]))
			}
			if *updateAmounts {
				specs[i].Amounts = got
				continue
			}
			for _, want := range specs[i].Amounts {
				if specs[i].Input[want.Start:want.End] != want.Text {
					t.Errorf("%s: %q: the text of %q is not at %d:%d", path, specs[i].Input, want.Text, want.Start, want.End)
				}
			}
			if diff := cmp.Diff(specs[i].Amounts, got); diff != "" {
				t.Errorf("%s: %q: -want +got\n%s", filepath.Base(path), specs[i].Input, diff)
			}
		}
		if *updateAmounts {
			writeAmountSpecs(t, path, specs)
		}
	}
}

// writeAmountSpecs writes one amount a line.
func writeAmountSpecs(t *testing.T, path string, specs []amountSpec) {
	t.Helper()
	out := []byte("[\n")
	for i, s := range specs {
		input, _ := json.Marshal(s.Input)
		out = append(out, " {\"input\": "...)
		out = append(out, input...)
		out = append(out, ", \"amounts\": ["...)
		for n, a := range s.Amounts {
			line, _ := json.Marshal(a)
			if n > 0 {
				out = append(out, ',')
			}
			out = append(out, "\n  "...)
			out = append(out, line...)
		}
		out = append(out, "]}"...)
		if i < len(specs)-1 {
			out = append(out, ',')
		}
		out = append(out, '\n')
	}
	out = append(out, "]\n"...)
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
}
