package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Score checks what a report of a contest says of the score.
var Score = newRule("score", Doc{
	Title: "scores, whole and by parts",
	Text: `The two figures of a score are checked one by one: of the final score the larger is the winner's, of a part
("outscored the Pilots 20-15 in the third quarter") the first is the subject's. Halves are summed from the parts.
"A 12-point win" is the difference of the final score.`,
	Examples: []Example{
		{"The Herons beat the Pilots 71-64 in the final.", Supported},
		{"The Herons beat the Pilots 74-64 in the final.", Refuted},
		{"The Herons and the Pilots traded a 12-2 run in the final.", NotEnoughInfo},
	},
}, eventsOf(claims.EventPoints, claims.EventWinBy, claims.EventWonPart, claims.EventAhead, claims.EventBehind, claims.EventMore), judgeEvent)

// Wins checks wins and losses so far: "the Herons (12-4)".
var Wins = newRule("standing", Doc{
	Title: "wins and losses so far",
	Text: `Two figures in brackets behind the name of a side are its wins and losses as the facts have them, each checked
on its own, as in "improved to 12-4".`,
	Examples: []Example{
		{"The Herons (12-4) beat the Pilots in the final.", Supported},
		{"The Herons (11-4) beat the Pilots in the final.", Refuted},
	},
}, eventsOf(claims.EventStanding), judgeEvent)

func partWords(g *claims.Contest, parts [2]int) string {
	switch {
	case parts == [2]int{}:
		return ""
	case parts[1]-parts[0] == 1:
		return " in the " + g.Parts[parts[0]].Member.Label
	}
	return " from the " + g.Parts[parts[0]].Member.Label + " to the " + g.Parts[parts[1]-1].Member.Label
}

func (p *Pass) judgePoints(c eventClaim, g *claims.Contest) Verdict {
	e := c.event
	if e.Side < 0 {
		return notEnough("the sentence does not say what this is the score of")
	}
	actual, rows, ok := g.ScoreIn(e.Side, e.Parts)
	if !ok {
		return notEnough("the facts have no score%s", partWords(g, e.Parts))
	}
	if e.Within {
		if e.Value.Cmp(actual) <= 0 {
			return notEnough("the facts have no score of a stretch of time")
		}
		return verdict(false, e.Firm, rows, "%s scored only %s%s", g.Sides[e.Side].Label, actual, partWords(g, e.Parts))
	}
	a := p.eventAmount(e)
	fit := a.AcceptsWith(quantity.Of(actual), p.Options.Tolerance)
	far := e.Value.Add(e.Value).Cmp(actual) < 0 && e.Parts == [2]int{}
	v := verdict(fit >= quantity.Understated, e.Firm && !far, rows, "%s scored %s%s", g.Sides[e.Side].Label, actual, partWords(g, e.Parts))
	if v.Label == Refuted && e.Last-e.First == 1 && p.Sentence.Tokens[e.First].Kind == claims.Number {
		v.Suggestion = &Suggestion{p.span(c.Claim), actual.String()}
	}
	return v
}

func (p *Pass) judgeWinBy(c eventClaim, g *claims.Contest) Verdict {
	x, rows, _ := g.ScoreIn(0, c.event.Parts)
	y, others, _ := g.ScoreIn(1, c.event.Parts)
	by := x.Sub(y).Abs()
	a := p.eventAmount(c.event)
	return verdict(a.AcceptsWith(quantity.Of(by), p.Options.Tolerance) >= quantity.Understated, true, append(rows, others...), "the score was %s-%s, a difference of %s", x, y, by)
}

func judgeWonPart(g *claims.Contest, e *claims.Event) Verdict {
	own, rows, _ := g.ScoreIn(e.Side, e.Parts)
	others, more, _ := g.ScoreIn(1-e.Side, e.Parts)
	return verdict(own.Cmp(others) > 0, e.Firm, append(rows, more...), "%s scored %s and %s %s%s", g.Sides[e.Side].Label, own, g.Sides[1-e.Side].Label, others, partWords(g, e.Parts))
}

func (p *Pass) judgeStanding(c eventClaim, g *claims.Contest) Verdict {
	e := c.event
	if e.Side < 0 {
		return notEnough("the facts have no wins and losses of whom this is about")
	}
	o := claims.Of(g.Sides[e.Side].Row, e.Measures[0])
	if o == nil {
		return notEnough("the facts have no record of wins and losses")
	}
	holds := o.Value.Equal(e.Value)
	v := verdict(holds, true, []*facts.Observation{o}, "%s of %s: %s", o.Measure.Label, g.Sides[e.Side].Label, quantity.Format(o.Value, o.Measure.Unit))
	if !holds {
		v.Suggestion = &Suggestion{p.span(c.Claim), o.Value.String()}
	}
	return v
}

func scoreWords(g *claims.Contest) string {
	x, _, _ := g.ScoreIn(0, [2]int{})
	y, _, _ := g.ScoreIn(1, [2]int{})
	return fmt.Sprintf("%s %s, %s %s", g.Sides[0].Label, x, g.Sides[1].Label, y)
}

// leadAfter returns by how much a side was ahead after the first n parts.
func leadAfter(g *claims.Contest, side, n int) quantity.Number {
	var by quantity.Number
	for _, part := range g.Parts[:n] {
		by = by.Add(part.Scores[side]).Sub(part.Scores[1-side])
	}
	return by
}

// judgeAhead refutes a lead through some parts if the side was behind at the start or the end of one; how it
// stood in between is not on record.
func judgeAhead(g *claims.Contest, e *claims.Event) Verdict {
	if e.Most {
		for n := 1; n <= len(g.Parts); n++ {
			if leadAfter(g, e.Side, n).Sign() >= 0 {
				return notEnough("how long %s were ahead is not on record", g.Sides[e.Side].Label)
			}
		}
		return verdict(len(g.Parts) == 0, e.Firm, nil, "%s were behind at the end of every part", g.Sides[e.Side].Label)
	}
	parts := e.Parts
	if parts == [2]int{} {
		parts = [2]int{1, len(g.Parts)}
	}
	for n := parts[0]; n <= parts[1] && n <= len(g.Parts); n++ {
		if by := leadAfter(g, e.Side, n); n > 0 && by.Sign() < 0 {
			return verdict(false, e.Firm, nil, "%s were behind by %s after the %s", g.Sides[e.Side].Label, by.Abs(), g.Parts[n-1].Member.Label)
		}
	}
	return notEnough("%s were never behind at the end of a part; the rest is not on record", g.Sides[e.Side].Label)
}

func judgeBehind(g *claims.Contest, e *claims.Event) Verdict {
	if len(g.Parts) == 0 {
		return notEnough("the facts have no score by parts")
	}
	for n := 1; n <= len(g.Parts); n++ {
		if by := leadAfter(g, e.Side, n); by.Sign() < 0 {
			return verdict(true, true, nil, "%s were behind by %s after the %s", g.Sides[e.Side].Label, by.Abs(), g.Parts[n-1].Member.Label)
		}
	}
	return verdict(false, e.Firm, nil, "%s were behind at the end of no part", g.Sides[e.Side].Label)
}

func judgeMore(g *claims.Contest, e *claims.Event) Verdict {
	own, other := claims.Of(g.Sides[e.Side].Row, e.Measures[0]), claims.Of(g.Sides[1-e.Side].Row, e.Measures[0])
	if own == nil || other == nil {
		return notEnough("the facts do not have that figure")
	}
	return verdict(own.Value.Cmp(other.Value) > 0, e.Firm, []*facts.Observation{own, other}, "%s: %s %s, %s %s", own.Measure.Label, g.Sides[e.Side].Label, own.Value, g.Sides[1-e.Side].Label, other.Value)
}
