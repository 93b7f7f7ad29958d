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

// takenFrom returns the side that "14 turnovers from the Wizards" are of, -1 for none.
func (k *telling) takenFrom(a *AmountMention) int {
	end := max(a.Last, a.Noun[1])
	for _, p := range k.said {
		if main := k.mains[a.First]; p.kind == "adverse" && p.last == min(a.First, a.Hedge) && main >= 0 && k.norm(end) != "from" {
			return 1 - main // "they also forced 17 turnovers"
		}
	}
	if k.norm(end) != "from" || !k.adverse(max(0, a.First-3), a.First) {
		return -1
	}
	for i := range k.entities {
		e := &k.entities[i]
		if e.side >= 0 && e.first > end && e.first <= end+2 {
			if main := k.mains[a.First]; e.side == main {
				k.wrongSide(e, 1-main)
				return 1 - main
			}
			return e.side
		}
	}
	return -1
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

// orTried adds the count of tries to that of successes where no word tells which is meant: "they earned 40 free throws".
func (k *telling) orTried(who subject, ids []string, a *AmountMention) []string {
	d := 0
	if len(who.people) > 0 {
		d = 1
	}
	for _, f := range k.families[d] {
		if ids[0] == f.Made && a.Kind != Percent && tryWords[k.norm(a.First-1)] != "made" && tryWords[k.norm(max(a.Noun[1], a.Last))] != "made" {
			return append(slices.Clone(ids), f.Tried)
		}
	}
	return ids
}

// addPlural adds a figure of several people: of each, or of all together.
func (k *telling) addPlural(e Event) {
	for i := max(0, e.First-6); i < min(len(k.s.Tokens), e.Last+4); i++ {
		switch k.norm(i) {
		case "each", "apiece", "both", "matching", "piece":
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

// beginsOpen reports whether the sentence begins with what somebody did, before it names whom: "Coming off the bench,
// Rusk had 13", "Behind 22 points from Marsh".
func (k *telling) beginsOpen() bool {
	first := k.norm(0)
	return strings.HasSuffix(first, "ing") || bindsBehind[first] || first == "with" || first == "behind" || first == "off" || first == "led" || first == "thanks"
}

// cameFrom returns who a figure came from: "16 points from Aaron Gordon", "20 points and five assists from Leonard".
func (k *telling) cameFrom(token int) []*Person {
	for i := token; i < min(token+22, len(k.s.Tokens)); i++ {
		norm := k.norm(i)
		if norm == "from" {
			for j := range k.entities {
				if e := &k.entities[j]; len(e.people) > 0 && e.first <= i+2 && e.first > i {
					return e.people
				}
			}
			return nil
		}
		if norm == ";" || clauseWords[norm] || norm == "(" || norm == "," && !k.listComma(i) || norm == "on" || norm == "for" || norm == "by" {
			return nil
		}
		for j := range k.entities {
			if k.entities[j].first == i {
				return nil
			}
		}
	}
	return nil
}

// differs reports whether an amount tells a difference or leaves somebody out: "four less turnovers", "five other players".
func (k *telling) differs(a *AmountMention) bool {
	switch k.norm(a.Last) {
	case "more", "less", "fewer", "other", "additional", "extra", "combined":
		return true
	}
	return k.s.HasCue(a.Last, len(k.s.Tokens), Respectively)
}

// elsewhere reports whether the words around tokens [first, last) speak of another event: a date, or a club that is of
// neither side; or, of a person, of a part of this one.
func (k *telling) elsewhere(first, last int) bool {
	who := k.subjects[first]
	first, last = k.clause(first, last)
	for i := range k.s.Periods {
		m := &k.s.Periods[i]
		if m.First < first || m.First >= last || m.Period.IsZero() || m.HasWeekday && m.Open {
			continue
		}
		if !k.Day.IsZero() && !m.Period.Contains(k.Day) && k.partsIn(max(0, m.First-1), m.Last) == [2]int{} {
			return true
		}
	}
	for i := range k.entities {
		if e := &k.entities[i]; e.first >= first && e.first < last && e.club != "" && e.side < 0 {
			return true
		}
	}
	return k.persons != nil && k.partsIn(first, last) != [2]int{} && len(who.people) > 0
}

// runs reports whether the words around tokens [first, last) tell of the score at some time: a lead, a deficit.
func (k *telling) runs(first, last int) bool {
	first, last = k.clause(first, last)
	for _, p := range k.said {
		if p.kind == "running" && first <= p.first && p.first < last {
			return true
		}
	}
	return false
}

// ofGroup reports whether a group of a side is what a clause tells of: "the Herons' bench".
func (k *telling) ofGroup(token int) bool {
	for i := max(0, token-12); i < token; i++ {
		if k.groupAt(i) != "" {
			return true
		}
	}
	return false
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

// familyAt returns the family of tries that the words at a place name: those after it up to a break, else those before.
func (k *telling) familiesAt(who subject, after, before int) []Family {
	d := 0
	if len(who.people) > 0 {
		d = 1
	}
	families := k.families[d]
	for _, n := range k.s.Names {
		if n.First < after || n.First > after+1 {
			continue
		}
		for _, r := range n.Refs {
			for _, f := range families {
				if r.Measure != nil && r.Loose == 0 && (r.Measure.ID == f.Tried || r.Measure.ID == f.Made || r.Measure.ID == f.Rate) {
					return []Family{f}
				}
			}
		}
	}
	var ahead, behind []int
	for i := after; i < len(k.s.Tokens) && i < after+9; i++ {
		if norm := k.norm(i); norm == "," || norm == ";" || norm == "while" || norm == "and" || norm == ")" || norm == "." || k.amountAt(i) && i > after+2 {
			break
		}
		ahead = append(ahead, i)
	}
	for i := before - 1; i >= 0 && i > before-14; i-- {
		if norm := k.norm(i); norm == ";" || norm == "while" || k.amountAt(i) && k.norm(i) != "three" {
			break
		}
		behind = append(behind, i)
	}
	for _, tokens := range [][]int{ahead, behind} {
		if best := k.bestFamilies(families, tokens); best != nil {
			return best
		}
	}
	return nil
}

func (k *telling) bestFamilies(families []Family, tokens []int) (best []Family) {
	top := 0.0
	for _, f := range families {
		score := 0.0
		for _, i := range tokens {
			if !f.words[k.norm(i)] {
				continue
			}
			sharing := 0.0
			for _, other := range families {
				if other.words[k.norm(i)] {
					sharing++
				}
			}
			score += 1 / sharing
		}
		switch {
		case score > top:
			top, best = score, []Family{f}
		case score == top && score > 0:
			best = append(best, f)
		}
	}
	return best
}

func (k *telling) amountAt(token int) bool {
	for i := range k.s.Amounts {
		if a := &k.s.Amounts[i]; a.Noise == 0 && a.First <= token && token < a.Last {
			return true
		}
	}
	return false
}

// rates returns the percentages that an amount may be.
func (k *telling) rates(who subject, a *AmountMention) (ids []string) {
	for _, f := range k.familiesAt(who, a.Last, a.First) {
		if f.Rate != "" {
			ids = append(ids, f.Rate)
		}
	}
	return ids
}

// readPairs reads "8-of-14 shooting" as two figures, and "113-107" as the score of both sides.
func (k *telling) readPairs() {
	for i := range k.s.Amounts {
		a := &k.s.Amounts[i]
		if k.owned[i] {
			continue
		}
		if a.Link == MadeOf && a.Pair > i {
			k.readTries(i)
		} else if k.isPair(i) {
			k.readScore(i)
		}
	}
}

func (k *telling) readTries(i int) {
	a, b := &k.s.Amounts[i], &k.s.Amounts[k.s.Amounts[i].Pair]
	who := k.subjectOf(a.First)
	families := k.familiesAt(who, b.Last, a.First)
	made := Event{Kind: EventFigure, First: a.Figure[0], Last: a.Figure[1], Amount: i, Value: a.Value, Side: who.side, Persons: who.people, Firm: who.firm && len(families) == 1}
	tried := made
	tried.First, tried.Last, tried.Amount, tried.Value = b.Figure[0], b.Figure[1], a.Pair, b.Value
	if families == nil {
		if k.scoped(a.First, b.Last) {
			k.unread(made)
			k.unread(tried)
		}
		return
	}
	for _, f := range families {
		made.Measures, tried.Measures = append(made.Measures, f.Made), append(tried.Measures, f.Tried)
	}
	if !who.known || who.plural || k.scoped(a.First, b.Last) || k.partsBeside(a.First, b.Last) != [2]int{} {
		made.Kind, tried.Kind = EventUnread, EventUnread
	}
	k.add(made)
	k.add(tried)
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
		if !listBefore[k.norm(n.First-2)] || !listAfter[k.norm(n.Last)] || k.scoped(n.First-1, n.Last) {
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

// listBefore and listAfter are what may stand on either side of an item of a list of figures.
var (
	listBefore = map[string]bool{",": true, "and": true, "with": true, "including": true, "included": true, "plus": true, "added": true, "adding": true, "&": true}
	listAfter  = map[string]bool{",": true, "and": true, ".": true, ";": true, ")": true, "": true, "in": true, "to": true, "on": true, "over": true, "off": true, "while": true, "as": true}
)

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

// nearly reports whether the words before a token take back what it says.
func (k *telling) nearly(token int) bool {
	for i := max(0, token-6); i < token; i++ {
		switch k.norm(i) {
		case "nearly", "almost", "short", "shy", "near", "flirted", "threatened", "away", "not", "without", "just", "missed", "off":
			return true
		}
	}
	return false
}

// amountNoun reports whether an amount counts what is named, as in "two double-doubles".
func (k *telling) amountNoun(n Name) bool {
	for i := range k.s.Amounts {
		a := &k.s.Amounts[i]
		if a.Kind != Ordinal && a.Noise == 0 && a.Noun[0] <= n.First && n.Last <= a.Noun[1] && a.Last == n.First {
			return true
		}
	}
	return false
}

// isPartOfAnother tells the 17 of "17 of his 38 points".
func (k *telling) isPartOfAnother(a *AmountMention) bool {
	if k.norm(a.Last) != "of" {
		return false
	}
	for i := range k.s.Amounts {
		if b := &k.s.Amounts[i]; b.First > a.Last && b.First <= a.Last+3 && b.Kind == Cardinal {
			return true
		}
	}
	return false
}

// headsOther reports whether what an attribute stands before is no event of the contest's own: "the 20-point
// mark", "a 30-point favorite".
func (k *telling) headsOther(end int) bool {
	if k.norm(end-1) == "percent" || k.norm(end-1) == "%" {
		return false
	}
	if k.norm(end-2) != "-" && strings.HasSuffix(k.norm(end-1), "s") {
		return false
	}
	return otherHeads[k.norm(end)]
}

var otherHeads = map[string]bool{"mark": true, "plateau": true, "barrier": true, "threshold": true, "favorite": true, "favourite": true, "underdog": true, "lead": true, "deficit": true, "advantage": true, "run": true, "swing": true, "game": true, "hole": true, "streak": true, "cushion": true, "first": true, "second": true, "third": true, "fourth": true, "quarter": true, "half": true, "range": true, "attempt": true, "line": true, "shot": true, "shots": true, "shooting": true, "land": true, "territory": true, "arc": true, "play": true}

// margin reads "a 12-point win", "won by 12".
func (k *telling) margin(a *AmountMention, e Event) (Event, bool) {
	if len(e.Measures) == 0 || e.Measures[0] != k.Score.ID && !slices.Contains(e.Measures, k.Score.ID) {
		return e, false
	}
	hyphen := k.norm(a.Last) == "-"
	for i := a.Last; i < min(a.Last+5, len(k.s.Tokens)); i++ {
		if hyphen && marginNouns[k.norm(i)] && !k.scoped(a.First, i) {
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

var marginNouns = map[string]bool{"win": true, "victory": true, "loss": true, "defeat": true, "triumph": true, "rout": true}

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

// scoped reports whether the words around tokens [first, last) take them out of this contest: "over his last two
// games", "averaging".
func (k *telling) scoped(first, last int) bool {
	start, end := k.clause(first, last)
	for _, p := range k.said {
		if (p.kind == "scope" || p.kind == "combine") && start <= p.first && p.first < end {
			return true
		}
	}
	return false
}

// clause returns the clause around tokens [first, last), lists of figures passed over.
func (k *telling) clause(first, last int) (start, end int) {
	start, end = first, last
	for start > 0 {
		norm := k.norm(start - 1)
		if norm == ";" || norm == "(" || k.breaks(start-1) || norm == "," && !k.listComma(start-1) {
			break
		}
		start--
	}
	for end < len(k.s.Tokens) {
		norm := k.norm(end)
		if norm == ";" || k.breaks(end) || norm == ")" || norm == "," && !k.listComma(end) {
			break
		}
		end++
	}
	return start, end
}

// breaks reports whether a word opens another clause; "that" and "when" only tell more of the same thing.
func (k *telling) breaks(token int) bool {
	norm := k.norm(token)
	if norm != "as" {
		return clauseWords[norm] && norm != "that" && norm != "when"
	}
	return !quantityWords[k.norm(token+1)] && !quantityWords[k.norm(token-1)]
}

// quantityWords stand between or before the two of "as many as".
var quantityWords = map[string]bool{"many": true, "much": true, "few": true, "high": true, "low": true, "little": true, "well": true}

// listComma reports whether the comma stands in a list of figures.
func (k *telling) listComma(comma int) bool {
	next := comma + 1
	for k.norm(next) == "and" || k.norm(next) == "a" || k.norm(next) == "an" || k.norm(next) == "just" {
		if k.norm(next) == "a" || k.norm(next) == "an" {
			return true
		}
		next++
	}
	return k.amountAt(next)
}
