package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// readFigures reads the figures of people and sides: "18 points", "12-rebound", "48 percent from the field".
func (k *telling) readFigures() {
	last := []string(nil) // the measure of the figure before, for "12 of their own"
	rates := []string(nil)
	for i := range k.s.Amounts {
		a := &k.s.Amounts[i]
		if k.owned[i] || a.Noise != 0 || a.Kind == Ordinal || a.Link == MadeOf || a.IsRange && !a.Value.Equal(a.High) {
			continue
		}
		who := k.subjectOf(a.First)
		if side := k.takenFrom(a); side >= 0 && len(who.people) == 0 {
			who = subject{side: side, known: true, firm: true}
		}
		e := Event{Kind: EventFigure, First: a.First, Last: a.Last, Amount: i, Value: a.Value, Side: who.side, Persons: who.people, Firm: who.firm}
		var head int
		switch {
		case a.Kind == Percent:
			e.Measures, head = k.rates(who, a), a.Last
			if e.Measures == nil {
				e.Measures = rates // "46 percent from the field, while the Pilots shot 43 percent"
			}
			rates = e.Measures
		case a.Kind == Fraction || a.Kind == Multiple || a.Kind == Money || a.Kind == Age:
			continue
		default:
			e.Measures, head = k.measuresOf(who, a.Figure[1], a.Noun)
			if e.Measures == nil && last != nil && k.norm(a.Last) == "of" && k.norm(a.Last+2) == "own" {
				e.Measures = last
			}
		}
		if e.Measures == nil {
			if k.countsPeople(i) {
				continue
			}
			if k.Alone || k.scoped(a.First, a.Last) || k.runs(a.First, a.Last) {
				k.unread(e)
				continue
			}
			if _, known := k.namedMeasure(a.Figure[1], a.Noun); known {
				k.unread(e)
			}
			continue
		}
		last = e.Measures
		if k.norm(a.First-1) == "-" && k.norm(a.First-2) == "sub" || k.differs(a) || k.elsewhere(a.First, head) || (len(e.Persons) == 0 || slices.Contains(e.Measures, k.Score.ID)) && k.runs(a.First, head) || len(e.Persons) == 0 && k.ofGroup(a.First) {
			k.unread(e)
			continue
		}
		if margin, ok := k.margin(a, e); ok {
			k.add(margin)
			continue
		}
		if parts := k.closeAt(a); parts[1] > 0 && slices.Contains(e.Measures, k.Score.ID) {
			e.Kind, e.Side, e.Persons, e.Parts = EventWinBy, -1, nil, parts
			k.add(e)
			continue
		}
		if !who.known || k.scoped(a.First, head) || k.isPartOfAnother(a) || k.headsOther(head) {
			k.unread(e)
			continue
		}
		if parts := k.partsBeside(a.First, head); parts != [2]int{} {
			e.Parts = parts
			if len(e.Persons) > 0 || len(k.Score.ID) == 0 || e.Measures[0] != k.Score.ID {
				k.unread(e)
				continue
			}
			e.Kind = EventPoints
		}
		for _, p := range k.said {
			if p.kind == "atleast" && p.last <= a.First && p.last >= k.s.ClauseStart(a.First) {
				e.AtLeast = true
			}
		}
		if who.plural {
			k.addPlural(e)
			continue
		}
		k.add(e)
	}
}

func (k *telling) add(e Event) {
	if e.Amount >= 0 {
		k.owned[e.Amount] = true
	}
	k.s.Events = append(k.s.Events, e)
}

func (k *telling) unread(e Event) {
	e.Kind = EventUnread
	k.add(e)
}

// addPlural adds a figure of several people: of each, or of all together.
func (k *telling) addPlural(e Event) {
	for i := max(0, e.First-6); i < min(len(k.s.Tokens), e.Last+4); i++ {
		if eachWords.has(k.norm(i)) {
			for _, p := range e.Persons {
				one := e
				one.Persons = []*Person{p}
				k.add(one)
			}
			return
		}
	}
	k.unread(e)
}

// subjectOf returns whose figure stands at a token: the subject of the clause, else the first person named
// after it if the sentence begins with what they did, else the one of the sentence before.
func (k *telling) subjectOf(token int) subject {
	if from := k.cameFrom(token); from != nil {
		return subject{people: from, side: -1, known: true, firm: len(from) == 1}
	}
	who := k.subjects[token]
	if who.known {
		return who
	}
	if !k.beginsOpen() {
		return nobody
	}
	for i := range k.entities {
		e := &k.entities[i]
		if e.last <= token {
			continue
		}
		if e.isPerson() && !k.isObject(e) && !slices.ContainsFunc(k.entities[:i], func(e entity) bool { return e.unknown }) {
			return subject{people: e.people, side: -1, known: len(e.people) > 0, firm: len(e.people) == 1}
		}
		return nobody
	}
	return nobody
}

// dataset returns the facts that hold the figures of a subject.
func (k *telling) dataset(who subject) *facts.Dataset {
	if k.persons != nil && (len(who.people) > 0 || !who.known) {
		return k.persons
	}
	return k.Totals
}

// namedMeasure returns the name of a measure of the contest in or right behind an amount's noun.
func (k *telling) namedMeasure(after int, noun [2]int) (Name, bool) {
	if k.norm(after) == "-" {
		after++
	}
	if k.norm(after) == "of" && noun[0] == after+1 {
		after++
	}
	var best Name
	found := false
	for _, n := range k.s.Names {
		if n.First < after || n.First > after+2 && n.Last > noun[1] {
			continue
		}
		if n.Last > max(noun[1], after+1) && n.First > after {
			break
		}
		for _, r := range n.Refs {
			if r.Measure != nil && r.Loose <= 0.35 && (r.Measure.Dataset == k.persons || r.Measure.Dataset == k.Totals) {
				best, found = n, true
			}
		}
	}
	return best, found
}

// measuresOf returns the ids of the measures that the noun behind an amount names, and the end of the noun.
func (k *telling) measuresOf(who subject, after int, noun [2]int) (ids []string, end int) {
	n, ok := k.namedMeasure(after, noun)
	if !ok {
		return nil, after
	}
	return k.idsOf(n, k.dataset(who)), n.Last
}

// idsOf returns the ids of the measures of a dataset that a name fits best.
func (k *telling) idsOf(n Name, d *facts.Dataset) (ids []string) {
	best := float32(0.4)
	for _, r := range n.Refs {
		if r.Measure != nil && r.Measure.Dataset == d && r.Measure.Unit.Kind != quantity.Percent && r.Loose < best {
			best = r.Loose
		}
	}
	for _, r := range n.Refs {
		if r.Measure != nil && r.Measure.Dataset == d && r.Measure.Unit.Kind != quantity.Percent && r.Loose == best {
			ids = append(ids, r.Measure.ID)
		}
	}
	return ids
}

// readSingles reads what is named without a figure: "an assist and a block", "a double-double".
func (k *telling) readSingles() {
	for _, n := range k.s.Names {
		ids := k.idsOf(n, k.persons)
		if k.persons == nil || len(ids) == 0 {
			continue
		}
		who := k.subjectOf(n.First)
		if len(who.people) == 0 || who.plural {
			continue
		}
		e := Event{Kind: EventFigure, First: n.First, Last: n.Last, Amount: -1, Value: quantity.Int(1), Side: -1, Persons: who.people, Measures: ids, Firm: who.firm}
		if k.isFeat(ids[0]) {
			if n.First > 0 && !k.nearly(n.First) && !k.amountNoun(n) && !strings.HasSuffix(k.norm(n.Last-1), "s") {
				e.Feat = true
				for i := range k.s.Amounts {
					if a := &k.s.Amounts[i]; a.Kind == Ordinal && a.Last == n.First {
						e.First, e.Amount = a.First, i // "his second double-double"
					}
				}
				k.add(e)
			}
			continue
		}
		if article := k.norm(n.First - 1); article != "a" && article != "an" || k.amountAt(n.First-1) || k.norm(n.Last) == "-" || n.Last-n.First > 2 {
			continue
		}
		if !k.inList(n) || k.scoped(n.First-1, n.Last) {
			continue
		}
		if !slices.ContainsFunc(k.s.Events, func(o Event) bool {
			return o.Kind == EventFigure && !o.Feat && len(o.Persons) > 0 && o.Persons[0] == who.people[0]
		}) {
			continue
		}
		e.First = n.First - 1
		e.Last = n.First
		k.add(e)
	}
}

// inList reports whether a name with its article is an item of a list of figures.
func (k *telling) inList(n Name) bool {
	before, after := k.norm(n.First-2), k.norm(n.Last)
	marks := n.First >= 2 && k.s.Tokens[n.First-2].Kind != Word || listBefore.has(before)
	return marks && (after == "" || k.s.Tokens[n.Last].Kind != Word && after != "-" || listAfter.has(after))
}

// isFeat reports whether a measure tells of what people did once at most and whose name is a compound: a
// double-double, a hat-trick. Such a feat is claimed wherever it is named.
func (k *telling) isFeat(id string) bool {
	for _, p := range k.People {
		if o := Of(p.Row, id); o != nil && o.Value.Cmp(quantity.Int(1)) > 0 {
			return false
		}
	}
	m := k.measure(k.persons, id)
	return m != nil && strings.Contains(m.Label, "-")
}

func (k *telling) measure(d *facts.Dataset, id string) *facts.Measure {
	for _, m := range d.Measures {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// margin reads "a 12-point win", "won by 12".
func (k *telling) margin(a *AmountMention, e Event) (Event, bool) {
	if len(e.Measures) == 0 || e.Measures[0] != k.Score.ID && !slices.Contains(e.Measures, k.Score.ID) {
		return e, false
	}
	hyphen := k.norm(a.Last) == "-"
	for i := a.Last; i < min(a.Last+5, len(k.s.Tokens)); i++ {
		if hyphen && marginNouns.has(k.norm(i)) && !k.scoped(a.First, i) {
			e.Kind, e.Side, e.Persons = EventWinBy, -1, nil
			return e, true
		}
		if norm := k.norm(i); norm == "," || norm == "and" {
			break
		}
	}
	return e, false
}

// closeAt returns the innings up to the one at whose end the score was so close: "a one-point game at the end of the third
// quarter".
func (k *telling) closeAt(a *AmountMention) (parts [2]int) {
	for i := a.Last; i < min(a.Last+6, len(k.s.Tokens)); i++ {
		if k.norm(i) != "game" {
			continue
		}
		for j := i; j < min(i+5, len(k.s.Tokens)); j++ {
			if k.norm(j) == "end" && k.norm(j-1) == "the" {
				if named := k.partsIn(j, min(j+6, len(k.s.Tokens))); named[1] > 0 {
					return [2]int{0, named[1]}
				}
			}
		}
	}
	return parts
}

var marginNouns = contestSet("margin")

// countsPeople reads "six players scored in double figures".
func (k *telling) countsPeople(i int) bool {
	a := &k.s.Amounts[i]
	if a.Kind != Cardinal || a.Noun == ([2]int{}) || k.norm(a.Last) == "other" {
		return false
	}
	for _, p := range k.said {
		if p.kind != "doublefigures" || p.first < a.Last || p.first > a.Last+7 {
			continue
		}
		noun := k.norm(a.Noun[1] - 1)
		if noun != "players" && noun != "men" && noun != "starters" && noun != "reserves" {
			return false
		}
		who := k.subjects[a.First]
		side := who.side
		if side < 0 {
			for _, e := range k.entities {
				if e.side >= 0 {
					side = e.side
					break
				}
			}
		}
		if side < 0 {
			return false
		}
		e := Event{Kind: EventCountOver, First: a.First, Last: a.Last, Amount: i, Value: a.Value, Side: side, Firm: noun == "players" || noun == "men"}
		if k.norm(a.First-1) == "other" {
			return false
		}
		k.add(e)
		return true
	}
	return false
}
