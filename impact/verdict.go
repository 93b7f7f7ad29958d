package impact

import (
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/rules"
)

// mostValues bounds how many values are written out for one verdict.
const mostValues = 4

func verdict(f *rules.Finding) Verdict {
	if f == nil {
		return Verdict{}
	}
	return Verdict{f.Label, f.Severity, f.Message, value(f.Evidence)}
}

// value writes what is on record. One figure stands alone; several say what tells them apart.
func value(rows []*facts.Observation) string {
	if len(rows) == 1 {
		return quantity.Format(rows[0].Value, rows[0].Measure.Unit)
	}
	var parts []string
	for i, o := range rows {
		if i == mostValues {
			parts = append(parts, "and "+strconv.Itoa(len(rows)-i)+" more")
			break
		}
		part := quantity.Format(o.Value, o.Measure.Unit)
		if !samePeriod(rows) && !o.Period.IsZero() {
			part += " in " + o.Period.String()
		}
		if names := members(o); names != "" && !sameMembers(rows) {
			part += " for " + names
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func samePeriod(rows []*facts.Observation) bool {
	for _, o := range rows {
		if o.Period != rows[0].Period {
			return false
		}
	}
	return true
}

func sameMembers(rows []*facts.Observation) bool {
	for _, o := range rows {
		if members(o) != members(rows[0]) {
			return false
		}
	}
	return true
}

func members(o *facts.Observation) string {
	var names []string
	for _, m := range o.Members {
		if m != nil {
			names = append(names, m.Label)
		}
	}
	return strings.Join(names, ", ")
}
