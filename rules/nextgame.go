package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
)

// NextGame checks what a report says of the next events of the sides.
var NextGame = newRule("next-game", Doc{
	Title: "next opponents, days and places",
	Text: `Where the facts list the events of the sides with opponent and day, the opponent, the weekday and the city that
a report names for the next one are checked, each on its own. A place may be the side's own or the opponent's.`,
	Examples: []Example{
		{"The Herons beat the Pilots in the final. The Herons will face the Gulls on Friday.", Supported},
		{"The Herons beat the Pilots in the final. The Herons will face the Gulls on Monday.", Refuted},
	},
}, eventsOf(claims.EventOpponent, claims.EventGameDay, claims.EventGamePlace, claims.EventInRow), judgeEvent)

// following returns the events of a side after the contest, by day.
func following(g *claims.Contest, side int) (games []claims.Game) {
	for _, game := range g.Games {
		if game.Side == side && game.Day.After(g.Day) {
			games = append(games, game)
		}
	}
	return games
}

func judgeNext(g *claims.Contest, e *claims.Event) Verdict {
	games := following(g, e.Side)
	if len(games) == 0 {
		return notEnough("the facts have no later events of %s", g.Sides[e.Side].Label)
	}
	next := games[0]
	for _, game := range games {
		if e.Later && game.Opponent == e.Group && weekday(game) == e.Day {
			next = game // a later one that the words fit in full
			break
		}
	}
	says := "%s's next is against " + next.Label + " on " + next.Day.Weekday().String() + ", " + next.Day.Words()
	switch e.Kind {
	case claims.EventOpponent:
		return verdict(next.Opponent == e.Group, e.Firm, next.Rows, says, g.Sides[e.Side].Label)
	case claims.EventGamePlace:
		return verdict(next.Opponent == e.Group || g.Sides[e.Side].Key == e.Group, e.Firm, next.Rows, says, g.Sides[e.Side].Label)
	}
	return verdict(weekday(next) == e.Day, e.Firm, next.Rows, says, g.Sides[e.Side].Label)
}

// judgeInRow judges two events on days in a row by the days on record next to the contest's.
func judgeInRow(g *claims.Contest, e *claims.Event) Verdict {
	if g.Day.IsZero() {
		return notEnough("the facts have no days")
	}
	from := g.Day
	if games := following(g, e.Side); e.Won && len(games) > 0 {
		from = games[0].Day
	} else if e.Won {
		return notEnough("the facts have no later events of %s", g.Sides[e.Side].Label)
	}
	near := false
	for _, game := range g.Games {
		if game.Side != e.Side {
			continue
		}
		near = near || game.Day == from.Add(-1) || game.Day == from.Add(1)
		if game.Day == from.Add(-1) || !e.Won && game.Day == from.Add(1) {
			return verdict(true, true, game.Rows, "%s also played on %s", g.Sides[e.Side].Label, game.Day.Words())
		}
	}
	return verdict(near, e.Firm, nil, "%s have no event on record on the day before %s", g.Sides[e.Side].Label, from.Words())
}

func weekday(g claims.Game) string { return strings.ToLower(g.Day.Weekday().String()) }
