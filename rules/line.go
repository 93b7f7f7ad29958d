package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Line checks the figures that a report of a contest gives for people and sides.
var Line = newRule("line", Doc{
	Title: "figures of people and sides in a contest",
	Text: `Where datasets tell of a contest (one row for each of two sides, one for each person), the figures of a report
belong to whom the clause tells of: "Marsh had 18 points, six rebounds and a block", "forced the Pilots into 14
turnovers". "A block" is one. "8-of-14 shooting" and "3-4 FT" are two figures: what came off and what was tried.
A compound such as "double-double" says that the record has it. Figures of other contests ("over her last two
games") are left open.`,
	Examples: []Example{
		{"Ada Marsh had 22 points, nine rebounds and a block in the final.", Supported},
		{"Ada Marsh had 24 points against the Pilots in the final.", Refuted},
		{"Ada Marsh has combined for 50 points over her last two games against the Pilots.", NotEnoughInfo},
	},
}, eventsOf(claims.EventFigure, claims.EventCountOver, claims.EventWrongTry, claims.EventUnread), judgeEvent)

// eventClaim is a claim that the words make about a contest.
type eventClaim struct {
	Claim
	event *claims.Event
}

// eventsOf returns the finder of the events of some kinds.
func eventsOf(kinds ...claims.EventKind) func(p *Pass) []eventClaim {
	return func(p *Pass) (found []eventClaim) {
		for i := range p.Sentence.Events {
			if e := &p.Sentence.Events[i]; slices.Contains(kinds, e.Kind) {
				found = append(found, eventClaim{Claim{e.First, e.Last}, e})
			}
		}
		return found
	}
}

// judgeEvent judges a claim about a contest by its kind.
func judgeEvent(p *Pass, c eventClaim) Verdict {
	g, e := p.Article.Contest, c.event
	switch e.Kind {
	case claims.EventFigure:
		return p.judgeFigure(c, g)
	case claims.EventCountOver:
		return p.judgeCountOver(g, e)
	case claims.EventPoints:
		return p.judgePoints(c, g)
	case claims.EventWinBy:
		return p.judgeWinBy(c, g)
	case claims.EventStanding:
		return p.judgeStanding(c, g)
	case claims.EventVictory:
		return judgeVictory(g, e)
	case claims.EventWonPart:
		return judgeWonPart(g, e)
	case claims.EventWrongSide:
		return verdict(false, true, nil, "%s belongs here", g.Sides[e.Side].Label)
	case claims.EventAhead:
		return judgeAhead(g, e)
	case claims.EventBehind:
		return judgeBehind(g, e)
	case claims.EventMore:
		return judgeMore(g, e)
	case claims.EventWrongTry:
		return verdict(false, true, evidenceOf(e.Persons[0].Row), "these are the %s of %s", claims.Of(e.Persons[0].Row, e.Measures[0]).Measure.Label, e.Persons[0].Member.Label)
	case claims.EventTwin:
		return verdict(false, true, nil, "%s is named twice", e.Persons[0].Member.Label)
	case claims.EventInRow:
		return judgeInRow(g, e)
	case claims.EventWrongPerson:
		return verdict(false, true, evidenceOf(e.Persons[0].Row), "these are the figures of %s", e.Persons[0].Member.Label)
	case claims.EventMember:
		return verdict(e.Persons[0].Side == e.Side, true, evidenceOf(e.Persons[0].Row), "%s is of %s", e.Persons[0].Member.Label, sideLabel(g, e.Persons[0].Side))
	case claims.EventAttribute:
		return judgeAttribute(g, e)
	case claims.EventLeads:
		return judgeLeads(g, e)
	case claims.EventNextBest:
		return judgeNextBest(g, e)
	case claims.EventPlace:
		return judgePlace(g, e)
	case claims.EventDouble:
		return judgeDouble(g, e)
	case claims.EventOnlyOther:
		return judgeOnlyOther(g, e)
	case claims.EventInGroup:
		return judgeInGroup(g, e)
	case claims.EventOpponent, claims.EventGameDay, claims.EventGamePlace:
		return judgeNext(g, e)
	}
	return notEnough("the facts are of this contest only, or don't tell whose figure this is")
}

func sideLabel(g *claims.Contest, side int) string {
	if side < 0 {
		return "no side on record"
	}
	return g.Sides[side].Label
}

func notEnough(format string, args ...any) Verdict {
	return Verdict{Label: NotEnoughInfo, Severity: Note, Message: fmt.Sprintf(format, args...)}
}

// verdict is supported if the facts bear the claim out; else refuted if the reading is firm.
func verdict(holds, firm bool, rows []*facts.Observation, format string, args ...any) Verdict {
	v := Verdict{Label: Supported, Severity: Note, Message: fmt.Sprintf(format, args...), Evidence: rows}
	switch {
	case holds:
	case firm:
		v.Label, v.Severity = Refuted, Error
	default:
		v.Label, v.Message = NotEnoughInfo, "closest on record: "+v.Message+"; the sentence does not say clearly whose figure it is: name the player or the side"
	}
	return v
}

func evidenceOf(row facts.Row) (rows []*facts.Observation) {
	for i := range row.Observations {
		rows = append(rows, &row.Observations[i])
	}
	return rows
}

// eventAmount returns the amount of a claim, with the value that the claim is about: of a pair or a range it is one of
// two.
func (p *Pass) eventAmount(e *claims.Event) quantity.Amount {
	if e.Amount >= 0 && !e.Feat {
		if a := p.Sentence.Amounts[e.Amount].Amount; !a.IsRange {
			if e.AtLeast {
				a.Hedge = quantity.AtLeast
			}
			return a
		}
	}
	a := quantity.Amount{Value: e.Value, Step: quantity.Int(1)}
	if e.Feat {
		a.Hedge = quantity.AtLeast
	}
	return a
}

// holds reports whether an amount allows a value of a measure.
func (p *Pass) allows(e *claims.Event, o *facts.Observation) bool {
	a := p.eventAmount(e)
	if o.Measure.Unit.Kind == quantity.Time {
		a.Hedge = quantity.Bare // "over 35 minutes" is for their length
	}
	return a.AcceptsWith(quantity.Of(o.Value), p.Options.Tolerance) >= quantity.Understated
}

// vague reports whether what is on record is no ground to refute an amount on: a length of time off by one
// unit, as the sources round; a bound that the record meets but for its rounding; a figure so far below the total of a
// side that it is rather somebody's or of some part.
func (p *Pass) vague(e *claims.Event, o *facts.Observation) bool {
	a := p.eventAmount(e)
	off := o.Value.Sub(e.Value).Abs()
	switch {
	case o.Measure.Unit.Kind == quantity.Time:
		return off.Cmp(quantity.Int(1)) <= 0
	case a.Hedge != quantity.Bare && !e.Feat:
		return off.Cmp(o.Measure.RoundedTo) <= 0
	}
	return len(e.Persons) == 0 && o.Measure.Unit.Kind == quantity.Count && e.Value.Add(e.Value).Cmp(o.Value) < 0
}

func (p *Pass) judgeFigure(c eventClaim, g *claims.Contest) Verdict {
	e := c.event
	var rows []facts.Row
	var whose []string
	for _, person := range e.Persons {
		rows = append(rows, person.Row)
		whose = append(whose, person.Member.Label)
	}
	if len(e.Persons) == 0 {
		rows = append(rows, g.Sides[e.Side].Row)
		whose = append(whose, g.Sides[e.Side].Label)
	}
	var closest *facts.Observation
	var says []string
	for i, row := range rows {
		for _, id := range e.Measures {
			o := claims.Of(row, id)
			if o == nil {
				continue
			}
			said := fmt.Sprintf("%s of %s: %s", o.Measure.Label, whose[i], quantity.Format(o.Value, o.Measure.Unit))
			if p.allows(e, o) {
				return verdict(true, true, []*facts.Observation{o}, "%s", said)
			}
			closest = o
			says = append(says, said)
		}
	}
	if closest == nil {
		return notEnough("the facts have no such figure for %s", strings.Join(whose, " or "))
	}
	v := verdict(false, e.Firm && len(rows) == 1 && !p.vague(e, closest), []*facts.Observation{closest}, "%s", strings.Join(says, "; "))
	if v.Label == Refuted && len(says) == 1 && e.Amount >= 0 && !e.Feat && !p.Sentence.Amounts[e.Amount].IsRange {
		a := &p.Sentence.Amounts[e.Amount]
		if fix := p.rewritten(a, quantity.Of(closest.Value)); fix != "" && a.First == c.First && a.Last == c.Last {
			v.Suggestion = p.suggest(c.Claim, proposal{fix: fix})
		}
	}
	return v
}

// doubleFigures is what "double figures" begin at.
var doubleFigures = quantity.Int(10)

// inDoubleFigures returns the people of a side with two digits of the score, of a group if it is named.
func inDoubleFigures(g *claims.Contest, side int, group string) (people []*claims.Person) {
	for _, p := range g.People {
		if n, ok := p.Figure(g.Score.ID); p.Side == side && ok && n.Cmp(doubleFigures) >= 0 && (group == "" || slices.Contains(g.Groups(p), group)) {
			people = append(people, p)
		}
	}
	return people
}

func (p *Pass) judgeCountOver(g *claims.Contest, e *claims.Event) Verdict {
	people := inDoubleFigures(g, e.Side, "")
	n := quantity.Int(int64(len(people)))
	a := p.eventAmount(e)
	return verdict(a.AcceptsWith(quantity.Of(n), p.Options.Tolerance) >= quantity.Within, e.Firm, nil, "%s of %s reached double figures: %s", n, g.Sides[e.Side].Label, labels(people))
}

func labels(people []*claims.Person) string {
	var names []string
	for _, p := range people {
		names = append(names, p.Member.Label)
	}
	return strings.Join(names, ", ")
}
