package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// readNext reads what the sentence says of the next events of the sides: whom they play, when and where. Each
// clause tells of the side that it names first, or of the one at hand.
func (k *telling) readNext() {
	if len(k.Games) == 0 {
		return
	}
	n := len(k.s.Tokens)
	start := 0
	for i := 0; i <= n; i++ {
		if i < n && !k.nextClause(i) {
			continue
		}
		k.readNextClause(start, i)
		start = i + 1
	}
}

// nextClause reports whether a clause of another side begins behind a token.
func (k *telling) nextClause(i int) bool {
	switch k.norm(i) {
	case ";":
		return true
	case "with":
		return k.sideActs(i + 1)
	case "while", "as":
		return k.sideBegins(i + 1)
	case "and":
		return (k.norm(i-1) == "," || k.sideActs(i+1)) && k.sideBegins(i+1)
	}
	return false
}

// sideActs reports whether a side and a participle stand at a token: "the Lakers taking on".
func (k *telling) sideActs(i int) bool {
	if k.norm(i) == "the" {
		i++
	}
	return slices.ContainsFunc(k.entities, func(e entity) bool { return e.first == i && strings.HasSuffix(k.norm(e.last), "ing") })
}

func (k *telling) sideBegins(i int) bool {
	if k.norm(i) == "the" {
		i++
	}
	return slices.ContainsFunc(k.entities, func(e entity) bool { return e.first == i && e.side >= 0 })
}

func (k *telling) readNextClause(first, last int) {
	side := -1
	var opponent *entity
	var places []*entity
	for i := range k.entities {
		e := &k.entities[i]
		if e.first < first || e.first >= last || e.club == "" {
			continue
		}
		prev := k.norm(e.first - 1)
		place := (prev == "to" || prev == "in") && (first > 0 || i > 0 || side >= 0 || k.side >= 0) && prev != "the"
		switch {
		case place:
			places = append(places, e)
		case side < 0 && e.side >= 0 && !(e.first-2 > first && k.playsAgainst(e)) && opponent == nil:
			side = e.side
		case opponent == nil || k.playsAgainst(e) && !k.playsAgainst(opponent):
			opponent = e
		}
	}
	if side < 0 && k.norm(first) == "both" {
		return // of each side another
	}
	if side < 0 {
		side = k.mains[min(max(first, last-1), len(k.s.Tokens)-1)]
	}
	if side < 0 {
		side = k.side
	}
	if side < 0 || !k.said0("future", first, last) && first == 0 && opponent == nil && len(places) == 0 {
		return
	}
	day, at := "", -1
	for i := first; i < last; i++ {
		if norm := k.norm(i); weekdayNames.Has(norm) {
			day, at = norm, i
		}
	}
	opp := ""
	if opponent != nil {
		opp = opponent.club
		k.add(Event{Kind: EventOpponent, First: opponent.first, Last: opponent.last, Amount: -1, Side: side, Group: opp, Day: day, Firm: true})
	}
	for _, e := range places {
		k.add(Event{Kind: EventGamePlace, First: e.first, Last: e.last, Amount: -1, Side: side, Group: e.club, Firm: opponent != nil || day != ""})
	}
	if at >= 0 {
		k.add(Event{Kind: EventGameDay, First: at, Last: at + 1, Amount: -1, Side: side, Group: opp, Day: day, Firm: true})
	}
}

// playsAgainst reports whether the words before a name make it the opponent.
func (k *telling) playsAgainst(e *entity) bool {
	i := e.first - 1
	for i >= 0 && (k.norm(i) == "the" || k.norm(i) == "visiting") {
		i--
	}
	return againstWords.has(k.norm(i)) || k.norm(i) == "on" && takeWords.has(k.norm(i-1))
}

func (k *telling) said0(kind string, first, last int) bool {
	return slices.ContainsFunc(k.said, func(p said) bool { return p.kind == kind && first <= p.first && p.first < last })
}

var weekdayNames = lexicon.Words{Table: "weekdays"}
