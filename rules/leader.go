package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Leader checks places among the people of a contest.
var Leader = newRule("leader", Doc{
	Title: "who led, who came next, who came off the bench",
	Text: `"Led the Herons with 22 points", "a game-high", "second on the team" are places among the people of the side,
of its group or of both sides, by the figure named or else by the score; joint places count. "Was next" says that nobody of
the side who was not named before had more. "The only other starter in double figures" says that at most one more
had ten or more. "Off the bench" is checked against the groups in the facts.`,
	Examples: []Example{
		{"Ada Marsh led the Herons with 22 points in the final against the Pilots.", Supported},
		{"Bea Quill led the Herons with 14 points in the final against the Pilots.", Refuted},
	},
}, eventsOf(claims.EventLeads, claims.EventNextBest, claims.EventPlace, claims.EventDouble, claims.EventOnlyOther, claims.EventInGroup), judgeEvent)

// peers returns the people whom a place is among.
func peers(g *claims.Contest, e *claims.Event) (people []*claims.Person) {
	for _, p := range g.People {
		if (e.All || p.Side == e.Side) && (e.Group == "" || slices.Contains(g.Groups(p), e.Group)) {
			people = append(people, p)
		}
	}
	return people
}

// standing of a person among peers: how many have more, and how many have as much.
func place(people []*claims.Person, who *claims.Person, measure string) (more, same int, best *claims.Person) {
	own, _ := who.Figure(measure)
	top := own
	best = who
	for _, p := range people {
		n, ok := p.Figure(measure)
		if p == who || !ok {
			continue
		}
		switch n.Cmp(own) {
		case 1:
			more++
			if n.Cmp(top) > 0 {
				top, best = n, p
			}
		case 0:
			same++
		}
	}
	return more, same, best
}

func figureOf(p *claims.Person, measure string) *facts.Observation { return claims.Of(p.Row, measure) }

func judgeLeads(g *claims.Contest, e *claims.Event) Verdict {
	who := e.Persons[0]
	people := peers(g, e)
	if e.Group != "" && !slices.Contains(people, who) {
		// that the person is of another group is told apart; this one is wrong if it is not led either
		own := *e
		own.Group = g.Groups(who)[0]
		people = peers(g, &own)
	}
	var v Verdict
	for _, measure := range append(slices.Clone(e.Measures), g.Score.ID) {
		own := figureOf(who, measure)
		if own == nil {
			continue
		}
		more, _, best := place(people, who, measure)
		top := figureOf(best, measure)
		w := verdict(more == 0, e.Firm, []*facts.Observation{own, top}, "%s had %s %s, %s %s", best.Member.Label, top.Value, top.Measure.Label, who.Member.Label, own.Value)
		if w.Label == Supported {
			return w
		}
		if v.Label == "" {
			v = w
		}
		if e.All {
			break
		}
	}
	if v.Label == "" {
		return notEnough("the facts do not have that figure")
	}
	return v
}

func judgeNextBest(g *claims.Contest, e *claims.Event) Verdict {
	who := e.Persons[0]
	own := figureOf(who, g.Score.ID)
	if own == nil {
		return notEnough("the facts do not have that figure")
	}
	for _, p := range g.People {
		o := figureOf(p, g.Score.ID)
		if p.Side == who.Side && p != who && o != nil && o.Value.Cmp(own.Value) > 0 && !slices.Contains(e.Former, p) {
			return verdict(false, e.Firm, []*facts.Observation{own, o}, "%s had %s %s, %s %s", p.Member.Label, o.Value, o.Measure.Label, who.Member.Label, own.Value)
		}
	}
	return verdict(true, true, []*facts.Observation{own}, "nobody else of %s had more than %s's %s", sideLabel(g, who.Side), who.Member.Label, own.Value)
}

func judgePlace(g *claims.Contest, e *claims.Event) Verdict {
	who := e.Persons[0]
	own := figureOf(who, g.Score.ID)
	if own == nil {
		return notEnough("the facts do not have that figure")
	}
	more, same, _ := place(peers(g, e), who, g.Score.ID)
	first, last := quantity.Int(int64(more+1)), quantity.Int(int64(more+1+same))
	return verdict(e.Value.Cmp(first) >= 0 && e.Value.Cmp(last) <= 0, e.Firm, []*facts.Observation{own}, "%s with %s %s is number %s of %s", who.Member.Label, own.Value, own.Measure.Label, first, sideLabel(g, who.Side))
}

func judgeDouble(g *claims.Contest, e *claims.Event) Verdict {
	own := figureOf(e.Persons[0], g.Score.ID)
	if own == nil {
		return notEnough("the facts do not have that figure")
	}
	return verdict(own.Value.Cmp(doubleFigures) >= 0, e.Firm, []*facts.Observation{own}, "%s had %s %s", e.Persons[0].Member.Label, own.Value, own.Measure.Label)
}

func judgeOnlyOther(g *claims.Contest, e *claims.Event) Verdict {
	who := e.Persons[0]
	people := inDoubleFigures(g, who.Side, e.Group)
	if !slices.Contains(people, who) {
		return notEnough("%s was not among them", who.Member.Label)
	}
	untold := slices.DeleteFunc(slices.Clone(people), func(p *claims.Person) bool { return p == who || slices.Contains(e.Former, p) })
	return verdict(len(untold) == 0, e.Firm, nil, "%d of %s reached double figures: %s", len(people), sideLabel(g, who.Side), labels(people))
}

func judgeInGroup(g *claims.Contest, e *claims.Event) Verdict {
	who := e.Persons[0]
	groups := g.Groups(who)
	if len(groups) == 0 {
		return notEnough("the facts don't say what %s was", who.Member.Label)
	}
	return verdict(slices.Contains(groups, e.Group), e.Firm, evidenceOf(who.Row)[:1], "%s was of the %s", who.Member.Label, groups[0])
}
