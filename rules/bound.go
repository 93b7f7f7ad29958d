package rules

import "github.com/onrecord/onrecord/claims"

// Bound returns how a claim was bound to the facts: the reading that it was judged by, or for an open claim the closest
// one. ok is false for claims that no measure was looked up for.
func (v *Verdict) Bound() (r claims.Reading, ok bool) {
	if v.best == nil || v.best.reading.Slice.Measure == nil {
		return r, false
	}
	return v.best.reading, true
}
