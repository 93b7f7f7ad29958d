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
	if p.brief {
		return "" // nobody is shown a fix
	}
	if text := p.rewrittenWord(a, actual); text != "" {
		return text
	}
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
	word := ""
	if scaled, ok := actual.Abs().Quo(scale); ok {
		word, scale = p.fittingScale(a, scaled, scale)
	}
	step, ok := quantity.Of(a.Step).Quo(scale)
	if !ok {
		return ""
	}
	if word != "" {
		step = quantity.Of(quantity.Pow10(-decimalsOf(written)))
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
	rest := s.Text[s.Tokens[figure].End:s.Tokens[a.Last-1].End]
	for _, known := range scaleWords {
		if word != "" && strings.Contains(rest, known.word) {
			rest = strings.Replace(rest, known.word, word, 1)
			break
		}
	}
	return s.Text[s.Tokens[min(a.First, a.Hedge)].Start:s.Tokens[figure].Start] + text + rest
}

// scaleWords are the scales that a figure can be moved between when its own is wrong.
var scaleWords = []struct {
	word   string
	factor quantity.Number
}{{"thousand", quantity.Pow10(3)}, {"million", quantity.Pow10(6)}, {"billion", quantity.Pow10(9)}, {"trillion", quantity.Pow10(12)}}

// fittingScale returns the scale word and its factor that a value is written with, when the amount's own scale would make it
// a thousand or more, or less than one; else no word and the scale as it is.
func (p *Pass) fittingScale(a *claims.AmountMention, scaled quantity.Ratio, scale quantity.Ratio) (string, quantity.Ratio) {
	written := p.Sentence.Words(a.First, a.Last)
	own := -1
	for i, s := range scaleWords {
		if strings.Contains(written, s.word) {
			own = i
		}
	}
	if own < 0 || scaled.CmpNumber(quantity.Int(1000)) < 0 && scaled.CmpNumber(quantity.Int(1)) >= 0 {
		return "", scale
	}
	for i, s := range scaleWords {
		value := scaled.Mul(scale)
		if in, ok := value.Quo(quantity.Of(s.factor)); ok && i != own && in.CmpNumber(quantity.Int(1)) >= 0 && in.CmpNumber(quantity.Int(1000)) < 0 {
			return s.word, quantity.Of(s.factor)
		}
	}
	return "", scale
}

// rewrittenWord returns the words of an amount written as one number word, "five times", with the word for a small whole
// value in its place.
func (p *Pass) rewrittenWord(a *claims.AmountMention, actual quantity.Ratio) string {
	s := p.Sentence
	if a.Figure[1]-a.Figure[0] != 1 || s.Tokens[a.Figure[0]].Kind != claims.Word {
		return ""
	}
	old := s.Words(a.Figure[0], a.Figure[1])
	if !claims.IsNumberWord(strings.ToLower(old)) {
		return ""
	}
	value, ok := actual.Abs().Round(quantity.Int(1)).Int64()
	word := claims.NumberWord(value)
	if !ok || word == "" || value == 0 {
		return ""
	}
	if strings.ToUpper(old[:1]) == old[:1] {
		word = strings.ToUpper(word[:1]) + word[1:]
	}
	return s.Text[s.Tokens[min(a.First, a.Hedge)].Start:s.Tokens[a.Figure[0]].Start] + word + s.Text[s.Tokens[a.Figure[0]].End:s.Tokens[a.Last-1].End]
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
