package report

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/rules"
)

// Statistics writes how often each rule spoke and with which verdict, how often each dataset was evidence, and the
// counts on the last line. Rules come in the order given and datasets by name, with those that no claim used.
func Statistics(w io.Writer, articles []Article, ran []*rules.Rule, datasets []string) error {
	byRule := map[string]*Summary{}
	uses := map[string]int{}
	for _, id := range datasets {
		uses[id] = 0
	}
	for _, a := range articles {
		for i := range a.Findings {
			f := &a.Findings[i]
			if byRule[f.Rule] == nil {
				byRule[f.Rule] = &Summary{}
			}
			byRule[f.Rule].add(f)
			var seen []string
			for _, o := range f.Evidence {
				if id := o.Measure.Dataset.ID; !slices.Contains(seen, id) {
					seen = append(seen, id)
					uses[id]++
				}
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s %7s %10s %8s %14s %11s\n", "rule", "claims", "supported", "refuted", "not on record", "suppressed")
	for _, r := range ran {
		if s := byRule[r.Name]; s != nil {
			fmt.Fprintf(&b, "%-14s %7d %10d %8d %14d %11d\n", r.Name, s.Claims(), s.Supported, s.Refuted, s.NotEnoughInfo, s.Suppressed)
		}
	}
	if len(uses) > 0 {
		b.WriteString("\nclaims by dataset\n")
		for _, id := range slices.SortedFunc(maps.Keys(uses), func(x, y string) int { return cmp.Or(uses[y]-uses[x], cmp.Compare(x, y)) }) {
			fmt.Fprintf(&b, "%6d  %s\n", uses[id], id)
		}
	}
	fmt.Fprintf(&b, "\n%s\n", summaryLine(Count(articles), len(datasets), newPalette(false)))
	_, err := io.WriteString(w, b.String())
	return err
}
