package claims

import (
	"slices"

	"github.com/onrecord/onrecord/facts/quantity"
)

// readLeads reads who had the most, who came next, who is of which group and which side.
func (k *telling) readLeads() {
	for _, p := range k.said {
		switch p.kind {
		case "ledby":
			k.readLedBy(p)
		case "lead":
			k.readLead(p)
		case "grouplead":
			k.leads(p, "bench", false)
		case "gamehigh":
			k.leads(p, "", true)
		case "teamhigh":
			k.leads(p, "", false)
		case "next":
			k.readNextBest(p)
		case "onteam":
			k.readPlace(p)
		case "onlyother":
			k.readOnlyOther(p)
		}
	}
	k.readGroups()
	k.readMembers()
}

// one returns the single person that a stretch of the sentence tells of, or nil.
func one(who subject) []*Person {
	if len(who.people) == 1 && !who.plural {
		return who.people
	}
	return nil
}

// measureOfLead returns what a lead is in: the first figure's measure behind it, else the score.
func (k *telling) measureOfLead(after int) []string {
	for _, n := range k.s.Names {
		if n.First < after || n.First > after+6 || k.norm(n.First-1) != "in" && k.norm(n.First-1) != "'s" && k.norm(n.First-1) != "'" {
			continue
		}
		if ids := k.idsOf(n, k.persons); len(ids) > 0 && ids[0] != k.Score.ID {
			return ids // "led the team in rebounding"
		}
	}
	var first *Event
	for i := range k.s.Events {
		e := &k.s.Events[i]
		if e.Kind == EventFigure && e.First >= after && e.First < after+9 && len(e.Persons) > 0 && !e.Feat && (first == nil || e.First < first.First) {
			first = e
		}
	}
	if first != nil {
		return first.Measures
	}
	return []string{k.Score.ID}
}

// readLedBy reads "the Herons were led by Ada Marsh".
func (k *telling) readLedBy(p said) {
	people := k.personAfter(p.last, 9)
	if people == nil {
		return
	}
	person := people[0]
	side, at := k.mains[p.first], (*entity)(nil)
	for i := range k.entities {
		if e := &k.entities[i]; e.side >= 0 && e.last <= p.first {
			at = e
		}
	}
	for _, other := range people {
		if other.Side == person.Side {
			continue
		}
		for _, odd := range people { // of two, one is of the side and the other is not
			if at != nil && odd.Side != at.side {
				k.member([]*Person{odd}, at.side, p.last)
			}
		}
		return
	}
	if at != nil && at.side != person.Side {
		k.wrongSideOf(at, people)
	} else if at == nil && side >= 0 && side != person.Side {
		k.member(people, side, p.last)
	}
	if len(people) > 1 {
		return
	}
	k.add(Event{Kind: EventLeads, First: p.first + 1, Last: p.last - 1, Amount: -1, Side: person.Side, Persons: people, Measures: []string{k.Score.ID}, Firm: true})
}

// wrongSideOf adds that the name of a side stands where that of some people belongs.
func (k *telling) wrongSideOf(at *entity, people []*Person) {
	k.add(Event{Kind: EventWrongSide, First: at.first, Last: at.last, Amount: -1, Side: people[0].Side, Persons: people, Firm: true})
}

// personAfter returns the people first named within some tokens.
func (k *telling) personAfter(token, reach int) (people []*Person) {
	for i := range k.entities {
		e := &k.entities[i]
		if e.first < token || e.first > token+reach {
			continue
		}
		if e.unknown {
			return nil
		}
		if len(e.people) == 1 {
			if len(people) > 0 && k.norm(e.first-1) != "and" {
				return people
			}
			people = append(people, e.people...)
			token = e.last
			reach = 2
		}
	}
	return people
}

// member adds that people should be of a side.
func (k *telling) member(people []*Person, side, from int) {
	for _, e := range k.entities {
		if len(e.people) == 1 && e.people[0] == people[0] && e.first >= from {
			k.add(Event{Kind: EventMember, First: e.first, Last: e.last, Amount: -1, Side: side, Persons: people, Firm: true})
			return
		}
	}
}

// readLead reads "Ada Marsh led the Herons with 20 points", "led the bench", "led the way for the Herons".
func (k *telling) readLead(p said) {
	if k.norm(p.first-1) == "be" || k.norm(p.first-1) == "the" && k.norm(p.first) != "leading" && k.norm(p.first) != "top" && k.norm(p.first) != "high" || k.scoped(p.first, p.last) && !k.namesFigure(p.last) {
		return
	}
	who := k.subjects[p.first]
	people := one(who)
	if people == nil && k.norm(p.first) == "leading" {
		people = one(k.subjectOf(p.first))
	}
	if people == nil {
		return
	}
	person := people[0]
	group := ""
	for i := p.last; i < min(p.last+4, len(k.s.Tokens)); i++ {
		if g := k.groupAt(i); g != "" {
			group = g
			break
		}
	}
	for i := range k.entities {
		e := &k.entities[i]
		if e.side < 0 || e.first < p.last || e.first > p.last+5 || k.isObject(e) {
			continue
		}
		if e.side != person.Side {
			k.wrongSideOf(e, people)
		}
		break
	}
	if group == "" && !k.leadsSomething(p) {
		return
	}
	if group == "" && k.recent != "" && k.norm(p.last-1) == "way" && !slices.ContainsFunc(k.entities, func(e entity) bool { return e.side >= 0 }) {
		group = k.recent // "Some help came off the bench. Rusk led the way"
		for _, e := range k.entities {
			if len(e.people) == 1 && e.people[0] == person && e.last <= p.first && !slices.Contains(k.Groups(person), group) {
				k.add(Event{Kind: EventInGroup, First: e.first, Last: e.last, Amount: -1, Side: person.Side, Persons: people, Group: group, Firm: who.firm})
				return
			}
		}
	}
	if k.norm(p.first-1) == "total" || k.norm(p.first-1) == "'s" {
		return
	}
	e := Event{Kind: EventLeads, First: p.first, Last: p.last, Amount: -1, Side: person.Side, Persons: people, Measures: k.measureOfLead(p.last), Group: group, Firm: who.firm}
	if k.norm(p.first) == "led" || k.norm(p.first) == "leads" || k.norm(p.first) == "paced" {
		e.Last = p.first + 1
	}
	k.add(e)
}

func (k *telling) namesFigure(token int) bool {
	return slices.ContainsFunc(k.s.Events, func(e Event) bool { return e.Kind == EventFigure && e.First >= token })
}

// leadsSomething tells a lead of people from one of the score: "led the team", "led the way", not "led by 12".
func (k *telling) leadsSomething(p said) bool {
	if p.last-p.first > 1 {
		return true
	}
	for i := p.last; i < min(p.last+3, len(k.s.Tokens)); i++ {
		if ledWords.has(k.norm(i)) {
			return true
		}
		for j := range k.entities {
			if k.entities[j].first == i && k.entities[j].side >= 0 {
				return true
			}
		}
	}
	return false
}

// leads adds a lead that the words state of the subject: "a game-high 22 points".
func (k *telling) leads(p said, group string, all bool) {
	people := one(k.subjectOf(p.first))
	if people == nil {
		return
	}
	measures := k.measureOfLead(p.last)
	if group != "" {
		if group = k.groupNamed(group); group == "" {
			return
		}
	}
	k.add(Event{Kind: EventLeads, First: p.first, Last: p.last, Amount: -1, Side: people[0].Side, Persons: people, Measures: measures, Group: group, All: all, Firm: true})
}

// groupNamed returns the key of the group that goes by a name, "" for none.
func (k *telling) groupNamed(name string) string {
	if k.persons == nil {
		return ""
	}
	for _, dim := range k.persons.Dimensions {
		if !k.group[dim] {
			continue
		}
		for _, m := range dim.Members {
			for _, n := range append([]string{m.Label}, m.Aliases...) {
				if key(n) == name {
					return key(m.Label)
				}
			}
		}
	}
	return ""
}

// groupAt returns the key of the label of the group named at a token, "" for none.
func (k *telling) groupAt(token int) string {
	for _, n := range k.s.Names {
		if n.First != token {
			continue
		}
		for _, r := range n.Refs {
			if r.Member != nil && r.Member.Dimension.Dataset == k.persons && k.group[r.Member.Dimension] {
				return key(r.Member.Label)
			}
		}
	}
	return ""
}

// Groups returns the keys of the labels of the groups that a person is of.
func (g *Contest) Groups(p *Person) (keys []string) {
	for _, dim := range g.persons.Dimensions {
		if m := p.Row.Members[dim.Index]; g.group[dim] && m != nil {
			keys = append(keys, key(m.Label))
		}
	}
	return keys
}

// readNextBest reads "was next with 18 points".
func (k *telling) readNextBest(p said) {
	people := one(k.subjects[p.first])
	if people == nil {
		return
	}
	var former []*Person
	for _, q := range k.People {
		if k.told[people[0]] {
			return
		}
		if k.told[q] && q.Side == people[0].Side && q != people[0] {
			former = append(former, q)
		}
	}
	if len(former) == 0 {
		return
	}
	k.add(Event{Kind: EventNextBest, First: p.last - 1, Last: p.last, Amount: -1, Side: people[0].Side, Persons: people, Measures: []string{k.Score.ID}, Former: former, Firm: true})
}

// readPlace reads "second on the team".
func (k *telling) readPlace(p said) {
	for i := range k.s.Amounts {
		a := &k.s.Amounts[i]
		if a.Kind != Ordinal || a.Last != p.first {
			continue
		}
		people := one(k.subjects[a.First])
		if people == nil {
			return
		}
		k.add(Event{Kind: EventPlace, First: a.First, Last: a.Last, Amount: i, Value: a.Value, Side: people[0].Side, Persons: people, Measures: []string{k.Score.ID}, Firm: true})
	}
}

// readOnlyOther reads "the only other starter in double figures".
func (k *telling) readOnlyOther(p said) {
	var double *said
	for i := range k.said {
		if q := &k.said[i]; q.kind == "doublefigures" && q.first >= p.last && q.first < p.last+12 {
			double = q
		}
	}
	if double == nil {
		return
	}
	people := one(k.subjects[p.first])
	if who := k.subjects[p.first]; who.plural {
		for _, person := range who.people {
			if n, ok := person.Figure(k.Score.ID); ok && n.Cmp(quantity.Int(10)) < 0 {
				k.add(Event{Kind: EventDouble, First: double.first, Last: double.last, Amount: -1, Side: person.Side, Persons: []*Person{person}, Measures: []string{k.Score.ID}, Firm: true})
				break
			}
		}
		return
	}
	if people == nil || k.norm(p.first-1) == "the" && (p.first == 1 || k.norm(p.first-2) == "," || k.norm(p.first-2) == "while") {
		people = k.personAfter(p.last, 14)
	}
	if len(people) != 1 {
		return
	}
	var former []*Person
	for q := range k.told {
		if q != people[0] {
			former = append(former, q)
		}
	}
	slices.SortFunc(former, func(x, y *Person) int { return x.Member.Index - y.Member.Index })
	group := ""
	for i := p.last; i < min(double.last+6, len(k.s.Tokens)); i++ {
		if g := k.groupAt(i); g != "" {
			group = g
		}
	}
	k.add(Event{Kind: EventDouble, First: double.first, Last: double.last, Amount: -1, Side: people[0].Side, Persons: people, Measures: []string{k.Score.ID}, Firm: true})
	k.add(Event{Kind: EventOnlyOther, First: p.first, Last: p.last, Amount: -1, Side: people[0].Side, Persons: people, Group: group, Former: former, Measures: []string{k.Score.ID}, Firm: true})
}

// readGroups reads "off the bench", "in a reserve role", "led the second unit".
func (k *telling) readGroups() {
	if k.persons == nil {
		return
	}
	for _, n := range k.s.Names {
		group := k.groupAt(n.First)
		if group == "" || k.taken(n.First) {
			continue
		}
		who := k.subjectOf(n.First)
		people := one(who)
		if people == nil || !who.firm {
			continue
		}
		first := n.First
		if !groupBefore.has(k.norm(first - 1)) {
			continue
		}
		lead := k.norm(first - 2)
		ok := false
		for i := max(0, first-4); i < first; i++ {
			ok = ok || groupVerbs.has(k.norm(i))
		}
		if !ok || lead == "their" || k.norm(first-2) == "no" || k.norm(first-1) == "other" && k.norm(first-2) == "no" || k.dayNear(n.Last) {
			continue
		}
		k.add(Event{Kind: EventInGroup, First: n.First, Last: n.Last, Amount: -1, Side: people[0].Side, Persons: people, Group: group, Firm: true})
	}
}

// dayNear reports whether a weekday other than the contest's stands behind a token.
func (k *telling) dayNear(token int) bool {
	for i := token; i < min(token+2, len(k.s.Tokens)); i++ {
		if weekdayNames.Has(k.norm(i)) && !k.Day.IsZero() && k.norm(i) != dayName(k.Day) {
			return true
		}
	}
	return false
}

// readMembers reads who is told of as one of a side: those who follow the ones named before, and those whom "while"
// joins to them.
func (k *telling) readMembers() {
	sided := slices.ContainsFunc(k.entities, func(e entity) bool { return e.side >= 0 })
	for i := range k.entities {
		e := &k.entities[i]
		sided = sided || e.unknown
		if len(e.people) != 1 || e.people[0].Side < 0 || k.isObject(e) {
			continue
		}
		side := e.people[0].Side
		joins := i > 0 && k.norm(e.first-1) == "while" && len(k.entities[i-1].people) == 1
		for _, p := range k.said {
			joins = joins || (p.kind == "follow" || p.kind == "next" || p.kind == "onlyother" || p.kind == "lead" && k.groupNear(p.last)) && p.first >= e.last && p.first < e.last+3 ||
				p.kind == "onlyother" && p.last <= e.first && k.norm(e.first-1) == "was"
		}
		if !sided && joins && k.chain >= 0 && k.chain != side {
			k.add(Event{Kind: EventMember, First: e.first, Last: e.last, Amount: -1, Side: k.chain, Persons: e.people, Firm: true})
			k.chain = -1
			continue
		}
		k.chain = side
	}
}

func (k *telling) groupNear(token int) bool {
	return k.groupAt(token) != "" || k.groupAt(token+1) != ""
}

func (e entity) isPersonName() bool { return e.isPerson() }

// Figure returns what is on record for a person, by the id of a measure.
func (p *Person) Figure(id string) (quantity.Number, bool) {
	if o := Of(p.Row, id); o != nil {
		return o.Value, true
	}
	return quantity.Number{}, false
}
