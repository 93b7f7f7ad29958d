package gate

import (
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/facts/quantity"
)

var unknownUnit = &Rule{Name: "unknown-unit", Severity: Warning, Doc: Doc{
	Title: "units that look like a slip",
	Text: `A unit that is no currency and no measure is taken as the noun of a count. The rule speaks where the word is one letter
pair or one capital away from a unit that is known: GPB, gbp, Kwh, kgs.`,
}, run: func(p *pass) {
	for _, f := range p.Files {
		for _, key := range []string{"fields", "definitions"} {
			fields := value(f, key)
			if fields == nil {
				continue
			}
			for _, pair := range fields.Pairs {
				n := pair.Value.Get("unit")
				if meant := meantUnit(n.Text()); meant != "" {
					p.add(f.Path, n.Line, n.Column, "%s: the unit %q is taken as a noun; did you mean %q?", pair.Key.Value, n.Value, meant)
				}
			}
		}
	}
}}

// meantUnit returns the unit that a word is a slip of, or "".
func meantUnit(text string) string {
	if text == "" || len(text) > 8 || quantity.ParseUnit(text).Kind != quantity.Count {
		return ""
	}
	known := func(word string) bool { return quantity.ParseUnit(word).Kind != quantity.Count }
	upper := strings.ToUpper(text)
	if len(text) == 3 && upper == text {
		for _, swapped := range []string{upper[1:2] + upper[:1] + upper[2:], upper[:1] + upper[2:] + upper[1:2]} {
			if quantity.IsCurrency(swapped) {
				return swapped
			}
		}
	}
	if len(text) == 3 && upper != text && words("currency")[strings.ToLower(text)] {
		return upper
	}
	if stem, plural := strings.CutSuffix(text, "s"); plural && strings.ToUpper(stem) == stem {
		return "" // MPs
	}
	for _, spelling := range []string{strings.ToLower(text), strings.ToLower(text[:1]) + text[1:], strings.ToUpper(text[:1]) + strings.ToLower(text[1:]), energySpelling(text)} {
		if spelling != text && known(spelling) && hasCapital(text) && !(len(text) == 1) {
			return spelling
		}
	}
	if singular, plural := strings.CutSuffix(text, "s"); plural && len(singular) <= 3 {
		switch quantity.ParseUnit(singular).Kind {
		case quantity.Mass, quantity.Length, quantity.Energy, quantity.Power:
			return singular
		}
	}
	return ""
}

// energySpelling writes the W of kWh and MW as it must be.
func energySpelling(text string) string {
	lower := strings.ToLower(text)
	if i := strings.IndexByte(lower, 'w'); i > 0 {
		prefix := lower[:i]
		if prefix != "k" {
			prefix = strings.ToUpper(prefix)
		}
		return prefix + "W" + lower[i+1:]
	}
	return text
}

func hasCapital(text string) bool { return strings.ContainsFunc(text, unicode.IsUpper) }
