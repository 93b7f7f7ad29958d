package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// recordedChange is a measure that holds how another one of its dataset changed, as "change in admissions on the
// year before" does for admissions.
type recordedChange struct {
	measure *facts.Measure
	base    *claims.PeriodMention // what the change is from, where the label says so
}

// recordedChanges returns the measures that hold how m changed, in the order of the dataset.
func (p *Pass) recordedChanges(m *facts.Measure) []recordedChange {
	if list, ok := p.recorded[m]; ok {
		return list
	}
	var list []recordedChange
	if !isChangeMeasure(m) {
		for _, change := range m.Dataset.Measures {
			if isChangeMeasure(change) && changedBy(change) == m {
				list = append(list, recordedChange{change, baseInLabel(change)})
			}
		}
	}
	if p.recorded == nil {
		p.recorded = map[*facts.Measure][]recordedChange{}
	}
	p.recorded[m] = list
	return list
}

// changedBy returns the measure whose change another one holds: the one whose identifier or label it repeats, else the only
// level of the dataset; nil when none is.
func changedBy(change *facts.Measure) *facts.Measure {
	var levels []*facts.Measure
	for _, m := range change.Dataset.Measures {
		if !isChangeMeasure(m) {
			levels = append(levels, m)
		}
	}
	var best *facts.Measure
	for _, m := range levels { // admissions, admissions_change
		if strings.HasPrefix(change.ID, m.ID) && (best == nil || len(m.ID) > len(best.ID)) {
			best = m
		}
	}
	if best != nil {
		return best
	}
	words := labelWords(change.Label)
	whole, some := 0, 0
	var rival, other *facts.Measure
	for _, m := range levels {
		for _, name := range append([]string{m.Label}, m.Aliases...) {
			own, shared := labelWords(name), 0
			for _, word := range own {
				if slices.Contains(words, word) {
					shared++
				}
			}
			switch {
			case shared == 0:
			case shared == len(own) && shared > whole: // "change in aid to Ukraine" has all words of "aid to Ukraine"
				best, whole = m, shared
			case shared > some:
				rival, other, some = m, nil, shared
			case shared == some && m != rival:
				other = m
			}
		}
	}
	if best == nil && other == nil {
		best = rival
	}
	if best == nil && len(levels) == 1 {
		best = levels[0]
	}
	return best
}

// labelWords returns the words of a label that say something, in lower case and without a plural's s.
func labelWords(label string) (words []string) {
	for _, word := range strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '(' || r == ')' }) {
		if len(word) > 2 && courseWords.Meaning(word) != "change measure" {
			words = append(words, strings.TrimSuffix(word, "s"))
		}
	}
	return slices.DeleteFunc(words, claims.SaysLittle)
}

// baseInLabel returns the period that a label says its changes are from: "on the same month of the previous year".
func baseInLabel(m *facts.Measure) *claims.PeriodMention {
	var mentions claims.Mentions
	claims.NewReader().Read(m.Label, period.Period{}, &mentions)
	for i := range mentions.Periods {
		if at := &mentions.Periods[i]; at.Anchor == claims.Focus && (at.Shift < 0 || !at.Into.IsZero()) || at.Anchor == claims.Absolute {
			return at
		}
	}
	return nil
}

// fromRecord reads the size of a change of a reading's measure from the measures that hold its changes.
func (p *Pass) fromRecord(i int, r claims.Reading) (proposals []proposal) {
	for _, change := range p.recordedChanges(r.Slice.Measure) {
		own := r
		own.Slice.Measure = change.measure
		cells := p.cells(own.Slice, r.Period)
		if len(cells) != 1 || !p.comparesWith(i, change, cells[0].Period) {
			continue
		}
		q := p.statedChange(i, own)
		q.cost += 0.05 * float32(len(proposals))
		proposals = append(proposals, q)
	}
	return proposals
}

// comparesWith reports whether a recorded change is from the period that an amount is compared with, or may be.
func (p *Pass) comparesWith(i int, change recordedChange, now period.Period) bool {
	if change.base == nil {
		return true
	}
	base := meant(change.base, now)
	if base.IsZero() {
		return true
	}
	s, use := p.Sentence, p.Sentence.Uses[i]
	end := s.ClauseEnd(s.Amounts[i].Last - 1)
	for j := range s.Periods {
		m := &s.Periods[j]
		in := use.Phrase[0] <= m.First && m.First < use.Phrase[1]
		if !in && (m.First < s.Amounts[i].Last || m.First >= end || m.Role != claims.Comparison && m.Role != claims.Since && (m.Anchor != claims.Focus || m.Shift >= 0)) {
			continue
		}
		at := meant(m, now)
		if at.IsZero() {
			continue
		}
		if at.First().Year() != base.First().Year() || at.Grain() == base.Grain() && at != base {
			return false
		}
	}
	return true
}

// statedChange reads an amount as the value of a measure that is itself a change.
func (p *Pass) statedChange(i int, r claims.Reading) proposal {
	a, sign := &p.Sentence.Amounts[i], p.Sentence.Uses[i].Sign
	q := p.level(a, r)
	if q.known && sign != 0 && !q.actual.Den.IsZero() {
		fit := a.AcceptsWith(q.actual.Abs(), p.Options.Tolerance)
		q.fit = quantity.No
		switch {
		case q.actual.Sign() == sign || sign < 0 && !isSigned(r.Slice.Measure, p.Facts):
			q.fit = fit
		case fit >= quantity.Within && fit != quantity.Understated && a.Amount.Hedge == quantity.Bare:
			q.turned = true
		}
		q.far, q.unsure = !q.turned && !near(a.Ratio(), q.actual), p.isOverOther(i, r.Slice.Measure)
	}
	q.fix = ""
	return q
}

// periodOf returns the period of a reading, the latest on record where the words name none.
func (p *Pass) periodOf(r claims.Reading) period.Period {
	if cells := p.cells(r.Slice, r.Period); r.Period.IsZero() && len(cells) == 1 {
		return cells[0].Period
	}
	return r.Period
}

// isOverOther reports whether the clause of a change says over how long it is, and the measure's name does not say the
// same: "grew 4 percent over the past twelve months" is no change on the quarter, and need not be the one of several that
// does not say.
func (p *Pass) isOverOther(i int, m *facts.Measure) bool {
	s := p.Sentence
	start, end, span := s.ClauseStart(s.Amounts[i].First), s.ClauseEnd(s.Amounts[i].Last-1), spanOfChange(m)
	for j := range s.Periods {
		at := &s.Periods[j]
		if at.Role != claims.Past || at.Count == 0 || at.First < start || at.First >= end {
			continue
		}
		if span == period.None {
			return slices.ContainsFunc(m.Dataset.Measures, func(o *facts.Measure) bool { return o != m && isChangeMeasure(o) })
		}
		return !(at.Grain == span && at.Count == 1 || at.Grain == period.Month && at.Count == 12 && span == period.Year)
	}
	return false
}
