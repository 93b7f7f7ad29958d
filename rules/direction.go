package rules

import (
	"github.com/onrecord/onrecord/claims"
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
	var proposals []proposal
	for n, r := range p.Binder.Readings(s, p.want(c.amount)) {
		if n >= 16 {
			break
		}
		level := p.level(a, r)
		cells := p.cells(r.Slice, r.Period)
		if len(cells) != 1 {
			level.fit, level.known = quantity.No, false
			proposals = append(proposals, level)
			continue
		}
		if level.fit < quantity.Within {
			r.Cost += 0.4 // the figure itself is another: the reading is less likely
		}
		for _, b := range p.basesFor(c.amount, r, cells[0]) {
			q := proposal{reading: r, cost: r.Cost + b.cost, rows: evidence(b.cell, cells[0]), known: true, says: p.changeWords(r, cells[0], b)}
			order := cells[0].Value.Cmp(b.cell.Value)
			if order == part.Sign {
				q.fit = quantity.Exact
			}
			// equal as published may differ behind the rounding
			q.unsure = b.guess || order == 0 && !r.Slice.Measure.RoundedTo.IsZero()
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
