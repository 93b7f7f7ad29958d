package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// claimed is what a declaration says is claimed, in place of what the program reads.
type claimed struct {
	value     *claims.AmountMention // nil: none
	words     claims.Mentions       // of the value
	direction *int                  // +1 up, 0 unchanged, -1 down
	extreme   int                   // +1 highest, -1 lowest, 0 neither
	since     period.Period         // of an extreme
	rank      int                   // 0: none
}

func (c claimed) any() bool {
	return c.value != nil || c.direction != nil || c.extreme != 0 || c.rank != 0
}

// claimed reads what is claimed. A measure is needed to judge it by.
func (r *declaredReader) claimed() (c claimed) {
	if node := r.Get("value"); node != nil {
		text := node.Text()
		if unit := r.Get("unit").Text(); unit != "" {
			text += " " + unit
		}
		var m claims.Mentions
		claims.NewReader().Read(text, period.Period{}, &m)
		if len(m.Amounts) != 1 {
			r.fail(node, "value: %q is not one amount, as in 388, 5.8 %% or 1.31 million", text)
		} else {
			c.value, c.words = &m.Amounts[0], m
		}
	}
	signs := map[string]int{"up": 1, "unchanged": 0, "down": -1, "highest": 1, "lowest": -1}
	if node := r.Get("direction"); node != nil {
		sign := signs[node.Text()]
		c.direction = &sign
	}
	c.extreme = signs[r.Get("extreme").Text()]
	c.since = r.period("since")
	if node := r.Get("rank"); node != nil {
		fmt.Sscan(node.Text(), &c.rank) // a whole number from 1, by the schema
	}
	if c.any() && r.Get("measure") == nil {
		r.fail(r.Node, "what is claimed needs a measure to be judged by: add measure")
	}
	return c
}

// declare puts the verdicts of the claims that say themselves what is claimed, and those that editors give, in the place
// of what the rules found there.
func (k *Checker) declare(p *Pass, findings []Finding, placed []*declared) []Finding {
	for _, c := range placed {
		ran := slices.ContainsFunc(k.rules, func(r *Rule) bool { return r.Name == c.pin.Rule })
		if !c.placed || !ran {
			continue
		}
		own := c.says.any() && c.pin.Measure != nil
		if !own && c.verdict == "" {
			continue
		}
		found := Finding{Rule: c.pin.Rule, Span: c.pin.Span, Verdict: Verdict{Label: NotEnoughInfo, Severity: Note}}
		at := len(findings)
		findings = slices.DeleteFunc(findings, func(f Finding) bool {
			if !c.covers(&f) {
				return false
			}
			if !own {
				found = f
			}
			return true
		})
		if own {
			found.Verdict = p.judgeDeclared(c)
		}
		if c.verdict != "" {
			found.Label, found.Severity, found.Suggestion, found.Evidence = c.verdict, Note, nil, nil
			if c.verdict == Refuted {
				found.Severity = Error
			}
			found.Message = "declared by an editor"
			if reason := c.Get("reason").Text(); reason != "" {
				found.Message += ": " + reason
			}
		}
		found.declared = cmp.Or(c.Path, "the front matter") + fmt.Sprintf(", line %d", c.Line)
		findings = slices.Insert(findings, min(at, len(findings)), found)
	}
	return findings
}

// judgeDeclared judges what a declaration says is claimed by the facts that it names.
func (p *Pass) judgeDeclared(c *declared) Verdict {
	slice := facts.Slice{Measure: c.pin.Measure}
	for _, m := range c.pin.Members {
		slice = slice.With(m)
	}
	r := claims.Reading{Slice: slice, Period: c.pin.Period, Pinned: true}
	open := func(format string, args ...any) Verdict {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: fmt.Sprintf(format, args...)}
	}
	cells := p.cells(slice, c.pin.Period)
	if c.says.extreme != 0 && c.says.rank == 0 && slice.Measure.Dataset.Period == nil {
		return open("%s has no periods for a record", slice.Words())
	}
	if len(cells) != 1 {
		return open("no single row for %s%s: name the period and the members", slice.Words(), forPeriod(c.pin.Period))
	}
	p.Sentence = &claims.Sentence{Mentions: c.says.words}
	now := cells[0]
	rows := evidence(now)
	says := fmt.Sprintf("%s: %s%s", slice.Words(), quantity.Format(now.Value, slice.Measure.Unit), forPeriod(now.Period))
	fits := true
	if c.says.direction != nil || c.says.value != nil && c.pin.Rule == "change" {
		bases := p.bases(r)
		if !c.pin.Base.IsZero() {
			bases = p.cells(slice, c.pin.Base)
		}
		if len(bases) == 0 {
			return open("nothing on record to compare %s%s with: name the base", slice.Words(), forPeriod(now.Period))
		}
		base := baseOf{cell: bases[0], name: forPeriod(bases[0].Period)}
		says, rows = p.changeWords(r, now, base), evidence(base.cell, now)
		if c.says.direction != nil {
			fits = now.Value.Cmp(base.cell.Value) == *c.says.direction
		}
		if a := c.says.value; a != nil && c.pin.Rule == "change" {
			sign := 0
			if c.says.direction != nil {
				sign = *c.says.direction
			}
			q := p.change(a, sign, r, now, base)
			if !q.known {
				return open("%s", q.lacks)
			}
			fits = fits && q.fit >= quantity.Within
		}
	}
	if a := c.says.value; a != nil && c.pin.Rule != "change" {
		actual, ok := in(a.Unit, now.Value, slice.Measure)
		if !ok {
			return open("%s is in %s, and the value declared is not", slice.Words(), slice.Measure.Unit)
		}
		fits = fits && a.AcceptsWith(actual, p.Options.Tolerance) >= quantity.Within
	}
	switch {
	case c.says.rank > 0:
		place, among, ok := p.placeAmong(slice, now.Period, cmp.Or(c.says.extreme, 1))
		if !ok {
			return open("nothing on record to rank %s among: name a member", slice.Words())
		}
		says += fmt.Sprintf(", number %d of %d", place, among)
		fits = fits && place == c.says.rank
	case c.says.extreme != 0:
		past, gaps := p.Facts.Series(slice).OfGrain(now.Period.Grain()).Window(c.says.since, now.Period)
		if c.says.since.IsZero() {
			past, gaps = p.Facts.Series(slice).OfGrain(now.Period.Grain()).Window(slice.Measure.Dataset.Period.Since, now.Period)
		}
		gaps = slices.DeleteFunc(gaps, func(gap period.Period) bool { return gap == c.says.since })
		for _, cell := range past {
			if cell.Period != c.says.since && cell.Value.Cmp(now.Value) == c.says.extreme {
				return Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("%s, %s%s", says, quantity.Format(cell.Value, slice.Measure.Unit), forPeriod(cell.Period)), Evidence: evidence(cell, now)}
			}
		}
		says += fmt.Sprintf(" is the %s", extremeWord(c.says.extreme))
		if fits && len(gaps) > 0 {
			return open("%s of the rows on record, but there is none for %s", says, periodList(gaps))
		}
	}
	if fits {
		return Verdict{Label: Supported, Severity: Note, Message: says, Evidence: rows}
	}
	return Verdict{Label: Refuted, Severity: Error, Message: says, Evidence: rows}
}

// placeAmong returns the place of a slice among those that differ from it in the last member that it names. Of equal ones
// each has the best place.
func (p *Pass) placeAmong(s facts.Slice, at period.Period, sign int) (place, among int, ok bool) {
	var d *facts.Dimension
	for _, m := range s.Members {
		if m != nil {
			d = m.Dimension
		}
	}
	if d == nil {
		return 0, 0, false
	}
	own, _ := p.Facts.At(s, at)
	place = 1
	for _, part := range p.Facts.Parts(s.Without(d), d, at) {
		among++
		if part.Value.Cmp(own.Value) == sign {
			place++
		}
	}
	return place, among, among > 1
}
