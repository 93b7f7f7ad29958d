package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// rewritten returns the words of an amount with its figure replaced by the actual value, written as the
// amount is: with its scale word, its decimals and its separators. It returns "" for amounts that are not
// one figure in digits.
func (p *Pass) rewritten(a *claims.AmountMention, actual quantity.Ratio) string {
	if a.IsRange || a.Form != quantity.Digits || a.Step.IsZero() {
		return ""
	}
	s := p.Sentence
	figure := -1
	for t := a.First; t < a.Last; t++ {
		if s.Tokens[t].Kind == claims.Number {
			if figure >= 0 {
				return ""
			}
			figure = t
		}
	}
	if figure < 0 {
		return ""
	}
	written := s.Tokens[figure].Norm
	number, err := quantity.ParseNumber(strings.ReplaceAll(written, ",", ""))
	if err != nil || number.IsZero() {
		return ""
	}
	scale, ok := quantity.Quo(a.Value.Abs(), number)
	if !ok {
		return ""
	}
	step, ok := quantity.Of(a.Step).Quo(scale)
	if !ok {
		return ""
	}
	scaled, ok := actual.Abs().Quo(scale)
	if !ok {
		return ""
	}
	value := scaled.Round(step.Number())
	text := value.String()
	if strings.Contains(written, ",") || value.Cmp(quantity.Int(10000)) >= 0 {
		text = value.Grouped()
	}
	if places := decimalsOf(written); places > 0 {
		text = padDecimals(text, places)
	}
	return s.Text[s.Tokens[min(a.First, a.Hedge)].Start:s.Tokens[figure].Start] + text + s.Text[s.Tokens[figure].End:s.Tokens[a.Last-1].End]
}

func decimalsOf(written string) int {
	if dot := strings.LastIndexByte(written, '.'); dot >= 0 {
		return len(written) - dot - 1
	}
	return 0
}

func padDecimals(text string, places int) string {
	have := decimalsOf(text)
	if have == 0 {
		text += "."
	}
	return text + strings.Repeat("0", max(places-have, 0))
}
