package gate

import (
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

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
