package gate

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

var sum = &Rule{Name: "sum", Severity: Error, Doc: Doc{
	Title: "parts that do not make their total",
	Text: `Where the parts by a category make the total in at least half of the periods that have the same members, they must in all,
within what rounding explains. With additive: true in the file and all listed members present, they must from the first period
on. Where parts never make the total, they are a selection, and the rule is silent.`,
}, run: func(p *pass) {
	wholes(p, func(d *facts.Dataset, dim *facts.Dimension, found []*whole) {
		m := found[0].total.Measure
		f := p.file(d)
		stated := value(f, "fields", m.ID, "additive") != nil && value(f, "fields", dim.ID, "members") != nil
		equal, unequal := map[string]int{}, map[string]int{}
		for _, w := range found {
			if w.equal() {
				equal[w.members(dim)]++
			} else {
				unequal[w.members(dim)]++
			}
		}
		for _, w := range found {
			members := w.members(dim)
			evident := len(w.parts) > 1 && equal[members] > 0 && equal[members] >= unequal[members]
			complete := stated && len(w.parts) == len(dim.Members)-wholeMembers(dim)
			if w.equal() || !evident && !complete || w.above() != nil {
				continue
			}
			difference, side := w.difference(), "more"
			if difference.Sign() < 0 {
				side = "less"
			}
			p.at(w.total, "%s: the parts by %s make %s, which is %s %s than the total of %s%s", m.ID, dim.ID, w.sum.Grouped(), difference.Abs().Grouped(), side,
				w.total.Value.Grouped(), w.list(dim))
		}
	})
}}

func wholeMembers(dim *facts.Dimension) int {
	if dim.Total != nil {
		return 1
	}
	return 0
}

// list shows the parts, cut after a few.
func (w *whole) list(dim *facts.Dimension) string {
	const most = 6
	var shown []string
	for i, o := range w.parts {
		if i == most {
			shown = append(shown, "…")
			break
		}
		shown = append(shown, fmt.Sprintf("%s %s", o.Members[dim.Index].ID, o.Value.Grouped()))
	}
	return " (" + strings.Join(shown, ", ") + ")"
}
