package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Pace checks superlatives of change: the biggest fall since 2012, the steepest rise on record.
var Pace = newRule("pace", Doc{
	Title: "the largest change for as long as the text says",
	Text: `"The biggest fall since 2018" says that no later change before it was a larger fall, in the unit of the figures or
in percent: either bears it out, unless the words say "in percentage terms" or "in absolute terms".`,
	Examples: []Example{
		{"In 2024 Northport saw the biggest fall in burglaries since 2018.", Refuted},
	},
}, findPaces, judgePace)

type paceClaim struct {
	recordClaim
	direction int // +1 rises, -1 falls
	relative  bool
	absolute  bool
}

// findPaces finds superlatives that a word of change follows ("the biggest fall") or that are of change
// themselves ("the steepest since 1945"), with how far back they reach.
func findPaces(p *Pass) (found []paceClaim) {
	s := p.Sentence
	for _, c := range s.Cues {
		if c.Kind != claims.Most && c.Kind != claims.Least {
			continue
		}
		record, ok := p.extremeSince(c)
		if !ok {
			continue
		}
		claim := paceClaim{recordClaim: record, direction: p.changeOf(c)}
		if claim.direction == 0 {
			continue
		}
		for token := range s.Tokens {
			switch s.Tokens[token].Norm {
			case "percentage", "percent", "relative", "proportionally":
				claim.relative = true
			case "absolute":
				claim.absolute = true
			}
		}
		if claim.absolute && s.HasCue(c.Last, s.ClauseEnd(c.Last-1), claims.Record) {
			claim.relative = false
		}
		found = append(found, claim)
	}
	return found
}

// changeOf returns the direction of the change that a superlative is of: that of the word behind it, else for
// "the steepest" that of the word of change before it; 0 when it is of no change.
func (p *Pass) changeOf(c claims.Cue) int {
	s := p.Sentence
	if d, ok := s.FindCue(c.Last, c.Last+2, claims.Up, claims.Down); ok {
		return d.Sign()
	}
	if recordWords.Meaning(s.Tokens[c.Last-1].Norm) != "pace" {
		return 0
	}
	for i := len(s.Cues) - 1; i >= 0; i-- {
		if d := s.Cues[i]; d.Last <= c.First && (d.Kind == claims.Up || d.Kind == claims.Down) {
			return d.Sign()
		}
	}
	return 0
}

func judgePace(p *Pass, c paceClaim) Verdict {
	w := claims.Want{Anchor: p.anchorOf(c.cue.First)}
	skip := p.stretches()
	if c.since != nil {
		w.Not = [2]int{c.since.First, c.since.Last}
	}
	var proposals []proposal
	for _, r := range p.remarked(c.cue, w, skip...) {
		if len(r.series.Cells) == 0 {
			proposals = append(proposals, proposal{reading: r.Reading, cost: r.Cost, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		if isChangeMeasure(r.Slice.Measure) { // the rate itself is the change
			rate := c.recordClaim
			rate.sign *= c.direction
			proposals = append(proposals, p.record(rate, r))
			continue
		}
		for _, relative := range []bool{false, true} {
			if c.relative && !relative || c.absolute && !c.relative && relative {
				continue
			}
			proposals = append(proposals, p.pace(c, r, relative))
		}
	}
	return p.decideCourse(c.Claim, proposals)
}

// pace compares the change into the period in question with those before it.
func (p *Pass) pace(c paceClaim, r seriesReading, relative bool) proposal {
	q := proposal{reading: r.Reading, cost: r.Cost, unsure: c.weak}
	own, ok := changeInto(r.series, r.now, relative)
	if !ok {
		q.lacks = fmt.Sprintf("the facts have no earlier row to compare %s%s with", r.Slice.Words(), forPeriod(r.now.Period))
		return q
	}
	rivals, gaps := p.rivals(c.recordClaim, r, r.now)
	q.known = true
	q.says = fmt.Sprintf("%s: change of %s%s", r.Slice.Words(), changeShown(own, relative), forPeriod(r.now.Period))
	q.rows = evidence(r.now)
	extreme := c.sign * c.direction // the largest fall is the lowest change
	if own.Sign() != c.direction {
		q.unsure = true // the text speaks of another period
		return q
	}
	for _, cell := range rivals {
		change, ok := changeInto(r.series, cell, relative)
		if !ok || cell.Period == r.now.Period || cell.Period.After(r.now.Period) || change.Sign() != c.direction {
			continue
		}
		if change.Cmp(own) == extreme {
			q.says = fmt.Sprintf("%s: change of %s%s, %s%s", r.Slice.Words(), changeShown(change, relative), forPeriod(cell.Period), changeShown(own, relative), forPeriod(r.now.Period))
			q.rows = evidence(cell, r.now)
			return q
		}
	}
	if len(gaps) > 0 {
		q.known, q.lacks = false, q.says+", but there is no row for "+periodList(gaps)
		q.gaps = gaps
		return q
	}
	q.fit = quantity.Exact
	return q
}

func changeInto(series facts.Series, cell facts.Cell, relative bool) (quantity.Ratio, bool) {
	base, ok := before(series, cell.Period)
	if !ok {
		return quantity.Ratio{}, false
	}
	change := cell.Value.Sub(base.Value)
	if !relative {
		return quantity.Of(change), true
	}
	return quantity.Quo(change, base.Value.Abs())
}

func changeShown(r quantity.Ratio, relative bool) string {
	if relative {
		return r.Percent(1) + "%"
	}
	return r.Round(quantity.Decimal(1, 2)).Grouped()
}
