package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

// readNames finds names that the figures beside them belie: all, or nearly all, are those of somebody else.
func (k *telling) readNames() {
	for i := range k.entities {
		e := &k.entities[i]
		switch {
		case k.isObject(e):
		case e.isPerson() && (!e.unknown || e.absent):
			k.readPersonName(e)
		case e.side >= 0:
			k.readSideName(e)
		}
	}
	k.readStandingNames()
	k.readTryNames()
	k.readTwins()
}

// readStandingNames lets a record behind a name that stands in the wrong place be of the side that is meant.
func (k *telling) readStandingNames() {
	for i := 0; i+1 < len(k.s.Events); i++ {
		x, y := &k.s.Events[i], &k.s.Events[i+1]
		if x.Kind != EventStanding || y.Kind != EventStanding || x.Side < 0 || x.Side != y.Side || y.First != x.Last+1 {
			continue
		}
		for j := range k.entities {
			e := &k.entities[j]
			if e.last != x.First-1 {
				continue
			}
			wrong := slices.ContainsFunc(k.s.Events, func(o Event) bool { return o.Kind == EventWrongSide && o.First == e.first })
			if wrong {
				x.Side, y.Side = 1-x.Side, 1-y.Side
			}
		}
	}
}

// readTryNames finds words for tries that the two figures belie: "6-for-6 from the three-point line" of somebody who made
// six free throws of six.
func (k *telling) readTryNames() {
	for i := 0; i+1 < len(k.s.Events); i++ {
		x, y := &k.s.Events[i], &k.s.Events[i+1]
		if x.Kind != EventFigure || y.Kind != EventFigure || len(x.Persons) != 1 || len(x.Measures) != 1 || len(y.Measures) != 1 || x.Amount < 0 || k.s.Amounts[x.Amount].Pair != y.Amount || k.s.Amounts[x.Amount].Link != MadeOf {
			continue
		}
		row := x.Persons[0].Row
		if matching([]*Event{x, y}, row) > 0 || y.Value.IsZero() {
			continue
		}
		var meant *Family
		for n := range k.families[1] {
			f := &k.families[1][n]
			if made, tried := Of(row, f.Made), Of(row, f.Tried); made != nil && tried != nil && made.Value.Equal(x.Value) && tried.Value.Equal(y.Value) {
				if meant != nil {
					meant = nil
					break
				}
				meant = f
			}
		}
		if meant == nil {
			continue
		}
		for t := y.Last; t < min(y.Last+6, len(k.s.Tokens)); t++ {
			last := t + 1
			for last < len(k.s.Tokens) && (k.norm(last) == "-" || k.familyWord(last)) {
				last++
			}
			if !k.familyWord(t) {
				continue
			}
			if !meant.words[k.norm(last-1)] {
				break // not even the noun is of what was meant
			}
			x.Measures, y.Measures = []string{meant.Made}, []string{meant.Tried}
			k.add(Event{Kind: EventWrongTry, First: t, Last: last, Amount: -1, Side: -1, Persons: x.Persons, Measures: []string{meant.Made}, Firm: true})
			break
		}
	}
}

func (k *telling) familyWord(token int) bool {
	return slices.ContainsFunc(k.families[1], func(f Family) bool { return f.words[k.norm(token)] })
}

// readTwins finds a name that is joined to itself: "Casspi and Casspi each scored 15".
func (k *telling) readTwins() {
	for i := 1; i < len(k.entities); i++ {
		a, b := &k.entities[i-1], &k.entities[i]
		if len(a.people) == 1 && len(b.people) == 1 && a.people[0] == b.people[0] && b.first == a.last+1 && k.norm(a.last) == "and" {
			k.add(Event{Kind: EventTwin, First: a.first, Last: b.last, Amount: -1, Side: -1, Persons: a.people, Firm: true})
		}
	}
}

// figuresOf returns the figures that the sentence gives an entity, up to the next one.
func (k *telling) figuresOf(e *entity) (figures []*Event) {
	end := len(k.s.Tokens)
	for i := range k.entities {
		o := &k.entities[i]
		if o.first >= e.last && o.first < end && (o.isPerson() && !k.isObject(o) || o.side >= 0 && (k.opens(o) || e.side >= 0 && o.side != e.side)) {
			end = o.first
		}
	}
	for i := range k.s.Events {
		f := &k.s.Events[i]
		if f.Feat || f.First < e.last || f.First >= end || f.Kind != EventFigure && !(e.unknown && f.Kind == EventUnread && f.Persons == nil) {
			continue
		}
		if len(e.people) == 1 && (len(f.Persons) != 1 || f.Persons[0] != e.people[0]) || e.side >= 0 && (f.Side != e.side || len(f.Persons) > 0) {
			continue
		}
		figures = append(figures, f)
	}
	return figures
}

// matching returns how many figures a row has.
func matching(figures []*Event, row facts.Row) (n int) {
	for _, f := range figures {
		if slices.ContainsFunc(f.Measures, func(id string) bool { o := Of(row, id); return o != nil && o.Value.Equal(f.Value) }) {
			n++
		}
	}
	return n
}

func (k *telling) readPersonName(e *entity) {
	figures := k.figuresOf(e)
	var other *Person
	own := 0
	if len(e.people) == 1 {
		own = matching(figures, e.people[0].Row)
	}
	leads := slices.ContainsFunc(k.s.Events, func(o Event) bool {
		return o.Kind == EventLeads && o.First >= e.last && !strings.HasSuffix(k.norm(o.Last-1), "high")
	})
	if len(figures) >= 3 && own*3 <= len(figures) {
		for _, p := range k.People {
			if k.figured[p] && !e.unknown && !leads {
				continue // the figures were told before: they are repeated for the wrong person
			}
			n := matching(figures, p.Row)
			if n < len(figures) && (n < 4 || n < len(figures)-1) {
				continue
			}
			if other != nil {
				return // the figures are of several people
			}
			other = p
		}
	}
	if other == nil && len(e.people) == 1 {
		other = k.leaderMeant(e, figures)
	}
	if other == nil || len(e.people) == 1 && other == e.people[0] {
		return
	}
	called := e.last-e.first == 1 && key(lastWord(other.Member.Label)) == k.norm(e.first) // by the surname that they share
	for i := range k.s.Events {
		o := &k.s.Events[i]
		if len(e.people) == 1 && len(o.Persons) == 1 && o.Persons[0] == e.people[0] && o.Kind != EventWrongSide && o.Kind != EventWrongPerson {
			o.Persons, o.Firm = []*Person{other}, true
		}
	}
	for _, f := range figures {
		f.Kind, f.Persons, f.Firm = EventFigure, []*Person{other}, true
	}
	k.s.Events = slices.DeleteFunc(k.s.Events, func(o Event) bool {
		return (o.Kind == EventWrongSide || o.Kind == EventMember) && len(o.Persons) > 0 && len(e.people) == 1 && o.Persons[0] == e.people[0]
	})
	if called {
		return
	}
	k.add(Event{Kind: EventWrongPerson, First: e.first, Last: e.last, Amount: -1, Side: other.Side, Persons: []*Person{other}, Firm: true})
}

// leaderMeant returns who led the side if the sentence says that another did, with the leader's own figure of the score.
func (k *telling) leaderMeant(e *entity, figures []*Event) *Person {
	leads := slices.ContainsFunc(k.s.Events, func(o Event) bool {
		return o.Kind == EventLeads && !o.All && o.Group == "" && o.Persons[0] == e.people[0] && o.First >= e.last
	})
	if !leads {
		return nil
	}
	var top *Person
	for _, p := range k.People {
		if p.Side != e.people[0].Side {
			continue
		}
		n, ok := p.Figure(k.Score.ID)
		if !ok {
			continue
		}
		if top == nil {
			top = p
		} else if best, _ := top.Figure(k.Score.ID); n.Cmp(best) > 0 {
			top = p
		}
	}
	if top == nil || top == e.people[0] {
		return nil
	}
	best, _ := top.Figure(k.Score.ID)
	own, _ := e.people[0].Figure(k.Score.ID)
	for _, f := range figures {
		if slices.Contains(f.Measures, k.Score.ID) && f.Value.Equal(best) && !best.Equal(own) {
			return top
		}
	}
	return nil
}

// readSideName finds the name of a side whose figures are all the other side's.
func (k *telling) readSideName(e *entity) {
	figures := k.figuresOf(e)
	if len(figures) < 2 || k.isObject(e) || matching(figures, k.Sides[e.side].Row) > 0 || matching(figures, k.Sides[1-e.side].Row) < len(figures) {
		return
	}
	side, repeated := e.side, false
	for _, o := range k.s.Events {
		if o.Kind == EventFigure && len(o.Persons) == 0 && o.Side == 1-side && o.Measures[0] == figures[0].Measures[0] && o.Value.Equal(figures[0].Value) {
			if o.First > e.first {
				return // the other side's figures are told of it too: here they are repeated
			}
			repeated = true
		}
	}
	for _, f := range figures {
		f.Side = 1 - side
	}
	if !repeated {
		k.wrongSide(e, 1-side)
	}
}
