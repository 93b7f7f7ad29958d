package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Direction checks that what is said to have risen rose.
var Direction = newRule("direction", Doc{
	Title: "rose, fell or stayed the same",
	Text:  `"Rose to 388" compares 388 with the figure that the text names as its base, else with the period before.`,
	Examples: []Example{
		{"Burglaries in Northport fell to 388 in 2024.", Supported},
		{"Burglaries in Northport rose to 388 in 2024.", Refuted},
	},
}, findDirections, judgeDirection)

// findDirections finds the levels that a change is said to end at. A change with a size of its own is the
// change rule's.
func findDirections(p *Pass) (found []amountClaim) {
	for i, part := range p.Sentence.Uses {
		if part.Role == claims.LevelTo && part.Sign != 0 {
			found = append(found, amountClaim{Claim{part.Cue.First, part.Cue.Last}, i})
		}
	}
	return found
}

func judgeDirection(p *Pass, c amountClaim) Verdict {
	s := p.Sentence
	a, part := &s.Amounts[c.amount], s.Uses[c.amount]
	readings := p.Binder.Readings(s, p.want(c.amount))
	readings = readings[:min(len(readings), 16)]
	other := float32(0.4) // what a reading costs more whose figure is another one
	for _, r := range readings {
		if level := p.level(a, r); level.known && level.fit >= quantity.Within && informative(a) {
			other = 1 // the figure stands on record, and so tells which reading is meant
		}
	}
	var proposals []proposal
	for _, r := range readings {
		r, cells := p.endIn(c.amount, r)
		level := p.level(a, r)
		if len(cells) != 1 {
			level.fit, level.known = quantity.No, false
			proposals = append(proposals, level)
			continue
		}
		if swapped, ok := p.swappedEnds(c.amount, r, cells[0]); ok {
			proposals = append(proposals, swapped)
			continue
		}
		if level.fit < quantity.Within {
			r.Cost += other
		}
		for _, b := range p.basesFor(c.amount, r, cells[0]) {
			q := proposal{reading: r, cost: r.Cost + b.cost, rows: evidence(b.cell, cells[0]), known: true, says: p.changeWords(r, cells[0], b)}
			order := cells[0].Value.Cmp(b.cell.Value)
			if order == part.Sign {
				q.fit = quantity.Exact
			}
			// equal as published may differ behind the rounding
			q.unsure = b.guess || order == 0 && !r.Slice.Measure.RoundedTo.IsZero() || p.isNamedBy(part.Cue, r.Slice.Measure)
			proposals = append(proposals, q)
		}
	}
	v := p.decide(c.Claim, proposals)
	if v.Label == Refuted {
		if other := claims.Opposite(p.text(c.Claim)); other != "" {
			v.Suggestion = &Suggestion{p.span(c.Claim), other}
		}
	}
	return v
}

// swappedEnds reads a change whose two ends are on record in the other order: "rose to 412 from 388", where the record has
// 412 first. Two figures that fit tell what is meant.
func (p *Pass) swappedEnds(i int, r claims.Reading, now facts.Cell) (proposal, bool) {
	s, use := p.Sentence, p.Sentence.Uses[i]
	from := use.With
	if from < 0 && i+1 < len(s.Amounts) && s.Uses[i+1].Role == claims.LevelFrom && s.Amounts[i+1].First < s.ClauseEnd(s.Amounts[i].Last-1) {
		from = i + 1
	}
	if from < 0 || s.Uses[from].Role != claims.LevelFrom {
		return proposal{}, false
	}
	m := r.Slice.Measure
	fit := func(a *claims.AmountMention, cell facts.Cell) quantity.Fit {
		if actual, ok := in(a.Unit, cell.Value, m); ok {
			return a.Accepts(actual)
		}
		return quantity.No
	}
	to, base := &s.Amounts[i], &s.Amounts[from]
	if fit(base, now) < quantity.Within || fit(to, now) >= quantity.Within {
		return proposal{}, false
	}
	for _, cell := range p.bases(r) {
		if own := fit(to, cell); own >= quantity.Within && fit(base, cell) < own && cell.Value.Cmp(now.Value) == use.Sign {
			b := baseOf{cell: cell, name: forPeriod(cell.Period)}
			cost := r.Cost - knownBase
			if telling(to) || telling(base) {
				cost -= knownBase // both ends are hardly there by chance
			}
			return proposal{reading: r, cost: max(0, cost), rows: evidence(cell, now), known: true, says: p.changeWords(r, now, b)}, true
		}
	}
	return proposal{}, false
}

// isNamedBy reports whether a word of change is part of the name of a measure: "the annual drop narrowed" tells no fall of the drop.
func (p *Pass) isNamedBy(cue claims.Cue, m *facts.Measure) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return n.First <= cue.First && cue.Last <= n.Last && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Measure == m })
	})
}
