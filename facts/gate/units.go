package gate

import (
	"strings"
	"unicode"

	"github.com/onrecord/onrecord/facts"
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

var mixedUnits = &Rule{Name: "mixed-units", Severity: Warning, Doc: Doc{
	Title: "cells in another unit than their column",
	Text: `A cell may name its unit, and is converted exactly where that is possible: 3 ha in a column of km2. A column in which
some cells do so is easily misread and wrongly edited. A unit that cannot be converted is an error.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		told := map[*facts.Measure]bool{}
		for i := range d.Len() {
			for _, o := range d.Row(i).Observations {
				unit, ok := writtenUnit(o.Written)
				if !ok || told[o.Measure] || unit == o.Measure.Unit || !o.Measure.Unit.Kind.IsDimension() {
					continue
				}
				told[o.Measure] = true
				p.at(&o, "%s is in %s, but this cell is written %q: convert it", o.Measure.ID, o.Measure.Unit, o.Written)
			}
		}
		return true
	})
}}

// writtenUnit reads the unit behind the figure of a cell: "3 ha".
func writtenUnit(cell string) (quantity.Unit, bool) {
	if cell == "" || cell[len(cell)-1] >= '0' && cell[len(cell)-1] <= '9' {
		return quantity.Unit{}, false
	}
	i := strings.LastIndexAny(cell, "0123456789")
	unit := quantity.ParseUnit(strings.TrimSpace(cell[i+1:]))
	return unit, i >= 0 && unit.Kind.IsDimension()
}

var rounding = &Rule{Name: "rounding", Severity: Warning, Doc: Doc{
	Title: "values finer than the precision that the file states",
	Text: `With rounded_to: 1000, a value of 1,204,500 cannot be as the source publishes it: either the value or the precision
is wrong. Where most values are finer, it is said once of the precision.`,
}, run: func(p *pass) {
	p.datasets(func(d *facts.Dataset) bool {
		for _, m := range d.Measures {
			if m.RoundedTo.IsZero() || m.Definition != nil {
				continue
			}
			var finer []*facts.Observation
			all := 0
			d.Groups(func(g facts.Group) bool {
				if g.Slice.Measure != m {
					return true
				}
				for _, o := range g.Observations {
					if all++; !o.Value.Round(m.RoundedTo).Equal(o.Value) {
						finer = append(finer, o)
					}
				}
				return true
			})
			if len(finer) > 3 && 2*len(finer) > all {
				f := p.file(d)
				line, column := place(f, "fields", m.ID, "rounded_to")
				p.add(f.Path, line, column, "%s: %d of %d values are finer than rounded_to: %s, as %s is", m.ID, len(finer), all, m.RoundedTo, finer[0].Written)
				continue
			}
			for _, o := range finer {
				p.at(o, "%s is finer than rounded_to: %s", o.Written, m.RoundedTo)
			}
		}
		return true
	})
}}
