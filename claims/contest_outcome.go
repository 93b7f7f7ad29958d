package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

// readOutcome reads who won and lost, and who was ahead in a part.
func (k *telling) readOutcome() {
	for _, p := range k.said {
		switch p.kind {
		case "win", "lose":
			k.readVictory(p)
		case "outscore", "pullaway":
			k.readOutscore(p)
			k.readOutscoreBy(p)
		}
	}
	k.readOutcomeNouns()
	k.readCourse()
	k.readAttributes()
}

// objectOf returns the side named after a verb, -1 when none is near.
func (k *telling) objectOf(p said) *entity {
	for i := range k.entities {
		e := &k.entities[i]
		if e.first < p.last || e.isPerson() {
			continue
		}
		if e.side >= 0 && e.first <= p.last+4 {
			return e
		}
		return nil
	}
	return nil
}

// subjectSide returns the side that does what a verb says, and its name when it stands in the clause.
func (k *telling) subjectSide(p said) (int, *entity) {
	var at *entity
	for i := range k.entities {
		if e := &k.entities[i]; e.side >= 0 && e.last <= p.first {
			at = e
		}
	}
	who := k.subjects[p.first]
	main := k.mains[p.first]
	switch {
	case len(who.people) > 0 && main < 0:
		return -1, nil
	case main < 0 && who.side >= 0:
		main = who.side
	case main < 0:
		return -1, nil
	}
	if at != nil && at.side != main {
		at = nil
	}
	return main, at
}

func (k *telling) readVictory(p said) {
	object := k.objectOf(p)
	side, subject := k.subjectSide(p)
	if object == nil || side < 0 {
		return
	}
	if k.scoped(p.first, p.last) {
		k.add(Event{Kind: EventVictory, First: p.first, Last: p.last, Amount: -1, Side: -1})
		return
	}
	won := p.kind == "win"
	if k.norm(p.first-1) == "was" || k.norm(p.first-1) == "were" || k.norm(p.last) == "by" {
		return
	}
	if object.side == side {
		if subject == nil {
			return
		}
		at := object
		if k.Sides[side].Won != won {
			at = subject
		}
		k.wrongSide(at, 1-side)
		return
	}
	k.add(Event{Kind: EventVictory, First: p.first, Last: p.last, Amount: -1, Side: side, Won: won, Firm: true})
}

// wrongSide adds that the name of a side stands where the other's belongs.
func (k *telling) wrongSide(at *entity, side int) {
	for _, e := range k.s.Events {
		if e.Kind == EventWrongSide && e.First == at.first {
			return
		}
	}
	k.add(Event{Kind: EventWrongSide, First: at.first, Last: at.last, Amount: -1, Side: side, Firm: true})
}

// readOutscore reads who had the higher score in a part: with names that cannot be right, or figures of the other
// side's, the names are at fault.
func (k *telling) readOutscore(p said) {
	side, subject := k.subjectSide(p)
	if side < 0 {
		side = k.side
	}
	if side < 0 || k.scoped(p.first, p.first+1) && p.kind == "pullaway" {
		return
	}
	end := k.s.PhraseEnd(p.last)
	if p.kind == "outscore" && (k.isLast(p.last+4) || k.isLast(p.last+8)) {
		return
	}
	parts := [2]int{}
	var x, y *Event
	for i := range k.s.Events {
		e := &k.s.Events[i]
		if e.Kind == EventPoints && e.First >= p.last && e.First < p.last+12 {
			if x == nil {
				x, parts = e, e.Parts
			} else if y == nil {
				y = e
			}
		}
	}
	if x != nil && x.Side < 0 {
		return
	}
	if x == nil {
		if parts = k.partsIn(p.last, end); parts == [2]int{} {
			return
		}
	}
	own, _, ok := k.ScoreIn(side, parts)
	others, _, ok2 := k.ScoreIn(1-side, parts)
	if !ok || !ok2 {
		return
	}
	if p.kind == "pullaway" {
		k.add(Event{Kind: EventWonPart, First: p.first, Last: p.last, Amount: -1, Side: side, Parts: parts, Firm: true})
		return
	}
	object := k.objectOf(p)
	if object != nil && object.side == side && subject != nil {
		k.wrongSide(object, 1-side)
		return
	}
	if x != nil && y != nil && own.Cmp(others) < 0 && x.Value.Equal(others) && y.Value.Equal(own) {
		// the figures are right for the sides the other way round
		x.Side, y.Side = 1-side, side
		if subject != nil {
			k.wrongSide(subject, 1-side)
		}
		if object != nil {
			k.wrongSide(object, side)
		}
		return
	}
	k.add(Event{Kind: EventWonPart, First: p.first, Last: p.last, Amount: -1, Side: side, Parts: parts, Firm: true})
}

// readOutscoreBy reads "outscored the Pilots by 16 in the fourth quarter".
func (k *telling) readOutscoreBy(p said) {
	for i := range k.s.Amounts {
		a := &k.s.Amounts[i]
		if a.First < p.last || a.First > p.last+6 || k.norm(min(a.First, a.Hedge)-1) != "by" || a.Kind != Cardinal || a.Link != Single || k.owned[i] && !k.isUnread(i) {
			continue
		}
		parts := k.partsBeside(a.First, a.Last)
		if k.isPair(i) || k.isLast(a.Last) {
			return
		}
		k.drop(i)
		k.add(Event{Kind: EventWinBy, First: a.First, Last: a.Last, Amount: i, Value: a.Value, Side: -1, Parts: parts, Firm: true})
		return
	}
}

func (k *telling) isUnread(amount int) bool {
	return slices.ContainsFunc(k.s.Events, func(e Event) bool { return e.Amount == amount && (e.Kind == EventUnread || e.Kind == EventFigure) })
}

// drop takes back the events of an amount.
func (k *telling) drop(amount int) {
	k.s.Events = slices.DeleteFunc(k.s.Events, func(e Event) bool { return e.Amount == amount })
}

// readOutcomeNouns reads "in the win", "this was a huge loss" of the side at hand.
func (k *telling) readOutcomeNouns() {
	for i := range k.s.Tokens {
		norm := k.norm(i)
		won := outcomeNoun(norm) == "won"
		if !marginNouns.has(norm) || outcomeNoun(norm) == "" || k.s.Tokens[i].Kind != Word || k.scoped(i, i+1) || k.taken(i) {
			continue
		}
		j := i - 1
		for j >= 0 && j > i-4 && !determiners.has(k.norm(j)) {
			if k.amountAt(j) || k.norm(j) == "," || k.s.Tokens[j].Kind == Number || strings.HasSuffix(k.norm(j), "th") {
				break
			}
			j--
		}
		if !determiners.has(k.norm(j)) {
			continue
		}
		lead := k.norm(j - 1)
		if !outcomeBefore.has(lead) && !(lead == "to" && k.norm(j-2) == "coast") {
			continue
		}
		if k.norm(i+1) == "over" || k.norm(i+1) == "against" || k.norm(i+1) == "to" || k.norm(i+1) == "-" {
			continue
		}
		who := k.subjects[i]
		side := who.side
		if len(who.people) > 0 {
			side = who.people[0].Side
		}
		if side < 0 {
			continue
		}
		if k.elsewhere(i, i+1) {
			continue
		}
		if won != k.Sides[side].Won && (lead == "with" || lead == "to") {
			if _, subject := k.subjectSide(said{first: i}); subject != nil {
				k.wrongSide(subject, 1-side)
				continue
			}
		}
		k.add(Event{Kind: EventVictory, First: i, Last: i + 1, Amount: -1, Side: side, Won: won, Firm: who.firm})
	}
}

var determiners = contestSet("determiner")

// taken reports whether an event covers a token.
func (k *telling) taken(token int) bool {
	return slices.ContainsFunc(k.s.Events, func(e Event) bool { return e.First <= token && token < e.Last })
}

// readAttributes reads what a side is called: "the host Herons".
func (k *telling) readAttributes() {
	for _, e := range k.entities {
		if e.side < 0 || e.first == 0 {
			continue
		}
		word := strings.TrimSuffix(k.norm(e.first-1), "s")
		for _, dim := range k.Totals.Dimensions {
			if !k.attribute[dim] {
				continue
			}
			for _, m := range dim.Members {
				if attributeFits(m, word) {
					k.add(Event{Kind: EventAttribute, First: e.first - 1, Last: e.first, Amount: -1, Side: e.side, Group: key(m.Label), Firm: true})
				}
			}
		}
	}
}

// attributeFits reports whether a word before a name is one of a member's names or the first word of one.
func attributeFits(m *facts.Member, word string) bool {
	if len(word) < 4 {
		return false
	}
	for _, name := range append([]string{m.Label}, m.Aliases...) {
		first, rest, _ := strings.Cut(key(name), " ")
		if strings.TrimSuffix(first, "s") == word && (rest == "" || rest == "team" || rest == "side") {
			return true
		}
	}
	return false
}
