package claims

import (
	"strings"
)

// isPair reports whether amount i is the first of two figures set against each other, or both as a range.
func (k *telling) isPair(i int) bool {
	a := &k.s.Amounts[i]
	return a.Link == ScoreOf && a.Pair > i || k.rangePair(a)
}

// rangePair tells "89-95" that was taken for a range.
func (k *telling) rangePair(a *AmountMention) bool {
	return a.IsRange && a.Kind == Cardinal && a.HighFigure[1] > 0 && k.norm(a.Figure[1]) == "-" && a.HighFigure[0] == a.Figure[1]+1 && a.Last == a.HighFigure[1]
}

// ends returns the two figures of a pair as events.
func (k *telling) ends(i int) (x, y Event) {
	a := &k.s.Amounts[i]
	if a.Link == ScoreOf {
		b := &k.s.Amounts[a.Pair]
		return Event{First: a.First, Last: a.Last, Amount: i, Value: a.Value, Side: -1, Firm: true}, Event{First: b.First, Last: b.Last, Amount: a.Pair, Value: b.Value, Side: -1, Firm: true}
	}
	return Event{First: a.Figure[0], Last: a.Figure[1], Amount: i, Value: a.Value, Side: -1, Firm: true}, Event{First: a.HighFigure[0], Last: a.HighFigure[1], Amount: i, Value: a.High, Side: -1, Firm: true}
}

func (k *telling) inBrackets(i int) bool {
	x, y := k.ends(i)
	return k.norm(x.First-1) == "(" && k.norm(y.Last) == ")"
}

// readStandings reads the wins and losses behind a side's name: "the Herons (32-18)".
func (k *telling) readStandings() {
	wins, losses := k.standing()
	if wins == "" || losses == "" {
		return
	}
	for i := range k.s.Amounts {
		if k.owned[i] || !k.isPair(i) {
			continue
		}
		x, y := k.ends(i)
		side := -1
		if k.inBrackets(i) {
			for _, e := range k.entities {
				if e.last == x.First-1 || e.last == x.First-2 && k.norm(e.last) == "'s" {
					side = e.side
					if e.side < 0 {
						side = -2
					}
				}
			}
		} else if k.standingBefore(x.First) {
			side = k.subjects[x.First].side
			if side < 0 {
				side = k.mains[x.First]
			}
		} else {
			continue
		}
		x.Kind, y.Kind = EventStanding, EventStanding
		x.Side, y.Side, x.Measures, y.Measures = side, side, []string{wins}, []string{losses}
		k.add(x)
		k.add(y)
	}
}

// standing returns the measures of the totals that count wins and losses so far.
func (k *telling) standing() (wins, losses string) {
	for _, m := range k.Totals.Measures {
		for _, word := range strings.Fields(key(m.Label)) {
			switch outcomeNoun(word) {
			case "won":
				wins = m.ID
			case "lost":
				losses = m.ID
			}
		}
	}
	return wins, losses
}

// standingBefore tells "improved to 6-15" and "a record of 6-15".
func (k *telling) standingBefore(token int) bool {
	if before := k.norm(token - 1); before == "to" || before == "at" {
		for i := token - 2; i >= max(0, token-4); i-- {
			if standVerbs.has(k.norm(i)) {
				return true
			}
		}
	}
	return k.norm(token-1) == "record" || k.norm(token-2) == "record" && k.norm(token-1) == "of"
}
