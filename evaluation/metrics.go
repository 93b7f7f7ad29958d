package evaluation

import (
	"fmt"

	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/rules"
)

// Metric is a named figure of the scores: a part of a whole, or for alarms_per_story a number of one kind per one of
// another.
type Metric struct {
	Name string
	Ratio
}

// Metrics returns the figures over all stories.
func (s *Scores) Metrics() []Metric {
	var found Ratio
	var elsewhere int
	label := map[rules.Label]map[rules.Label]int{rules.Supported: {}, rules.NotEnoughInfo: {}}
	for _, k := range s.Kinds {
		found.Part += k.Errors.Part
		found.Whole += k.Errors.Whole
		elsewhere += k.Elsewhere
		for answer, n := range k.True {
			label[rules.Supported][answer] += n
		}
		for answer, n := range k.Open {
			label[rules.NotEnoughInfo][answer] += n
		}
	}
	list := []Metric{
		{"mutant_recall", found},
		{"mutant_precision", Ratio{found.Part, found.Part + elsewhere}},
		{"alarms_per_story", Ratio{s.Alarms, s.Stories}},
		{"stories_without_alarm", Ratio{s.Clean, s.Stories}},
		{"benign_alarms", s.Harmless},
	}
	for _, verdict := range []rules.Label{rules.Supported, rules.NotEnoughInfo} {
		for _, answer := range []rules.Label{rules.Supported, rules.Refuted, rules.NotEnoughInfo, Silent} {
			list = append(list, Metric{fmt.Sprintf("gold_%s_found_%s", verdict, answer), Ratio{label[verdict][answer], all(label[verdict])}})
		}
	}
	return list
}

func (s *Scores) metric(name string) Ratio {
	for _, m := range s.Metrics() {
		if m.Name == name {
			return m.Ratio
		}
	}
	panic("no metric " + name)
}

func all(counts map[rules.Label]int) (n int) {
	for _, count := range counts {
		n += count
	}
	return n
}

// Precision returns the share of a kind's refutations that touch the planted error.
func (k *Kind) Precision() Ratio { return Ratio{k.Errors.Part, k.Errors.Part + k.Elsewhere} }

// Precision returns the share of a rule's refutations that are right.
func (r *Rule) Precision() Ratio { return Ratio{r.Right, r.Right + r.Wrong()} }

// decimal writes a ratio with the digits after the point that are asked for, "" for a part of nothing.
func (r Ratio) decimal(places int) string {
	quotient, ok := quantity.Quo(quantity.Int(int64(r.Part)), quantity.Int(int64(max(r.Whole, 0))))
	if !ok {
		return ""
	}
	text := quotient.Round(quantity.Pow10(-places)).String()
	have := 0
	for i := range text {
		if text[i] == '.' {
			have = len(text) - i - 1
		}
	}
	if have == 0 && places > 0 {
		text += "."
	}
	for ; have < places; have++ {
		text += "0"
	}
	return text
}

// percent writes a ratio as 50.5 %.
func (r Ratio) percent() string {
	text := Ratio{r.Part * 100, r.Whole}.decimal(1)
	if text == "" {
		return "-"
	}
	return text + "%"
}
