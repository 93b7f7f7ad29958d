package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
)

// Outcome checks who won and lost a contest, and that names stand for the right side.
var Outcome = newRule("outcome", Doc{
	Title: "who won, who lost, who is of which side",
	Text: `"Beat", "lost to", "in the win" are checked against the score, "the host Herons" against what the facts say of
the side. A side that beats itself, a leader of the other side ("the Herons were led by" a Pilot) and figures that are right
for the other side are names in the wrong place.`,
	Examples: []Example{
		{"The Herons beat the Pilots in the final.", Supported},
		{"The Pilots beat the Herons in the final.", Refuted},
	},
}, eventsOf(claims.EventVictory, claims.EventWrongSide, claims.EventWrongPerson, claims.EventTwin, claims.EventMember, claims.EventAttribute), judgeEvent)

func judgeVictory(g *claims.Contest, e *claims.Event) Verdict {
	if e.Side < 0 {
		return notEnough("the facts are of this contest only")
	}
	side := &g.Sides[e.Side]
	if !side.Won && !side.Lost {
		return notEnough("the contest was drawn: %s", scoreWords(g))
	}
	return verdict(side.Won == e.Won, e.Firm, append(evidenceOf(g.Sides[0].Row)[:1], evidenceOf(g.Sides[1].Row)[:1]...), "%s", scoreWords(g))
}

func judgeAttribute(g *claims.Contest, e *claims.Event) Verdict {
	for _, m := range g.Sides[e.Side].Row.Members {
		if m == nil {
			continue
		}
		for _, other := range g.Sides[1-e.Side].Row.Members {
			if other == nil || other.Dimension != m.Dimension || other == m {
				continue
			}
			switch e.Group {
			case strings.ToLower(m.Label):
				return verdict(true, true, evidenceOf(g.Sides[e.Side].Row)[:1], "%s was the %s", g.Sides[e.Side].Label, m.Label)
			case strings.ToLower(other.Label):
				return verdict(false, true, evidenceOf(g.Sides[e.Side].Row)[:1], "%s was the %s", g.Sides[e.Side].Label, m.Label)
			}
		}
	}
	return notEnough("the facts don't say what %s was", g.Sides[e.Side].Label)
}
