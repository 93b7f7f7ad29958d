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
		if k.owned[i] || a.Noise != 0 || a.Kind == Ordinal || a.Link == MadeOf || a.IsRange {
			continue
		}
		who := k.subjectOf(a.First)
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
			e.Measures, head = k.measuresOf(who, a.Last, a.Noun)
			if e.Measures == nil && last != nil && k.norm(a.Last) == "of" && k.norm(a.Last+2) == "own" {
				e.Measures = last
			}
		}
		if e.Measures == nil {
			if k.countsPeople(i) {
				continue
			}
			if _, known := k.namedMeasure(a.Last, a.Noun); known {
				k.unread(e)
			}
			continue
		}
		last = e.Measures
		if margin, ok := k.margin(a, e); ok {
			k.add(margin)
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
	who := k.subjects[token]
	if who.known {
		return who
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
	if len(who.people) > 0 {
		return k.persons
	}
	return k.Totals
}

// namedMeasure returns the name of a measure of the contest in or right behind an amount's noun.
func (k *telling) namedMeasure(after int, noun [2]int) (Name, bool) {
	if k.norm(after) == "-" {
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
	if k.norm(end-2) != "-" {
		return false
	}
	return otherHeads[k.norm(end)]
}

var otherHeads = map[string]bool{"mark": true, "plateau": true, "barrier": true, "threshold": true, "favorite": true, "favourite": true, "underdog": true, "lead": true, "deficit": true, "advantage": true, "run": true, "swing": true, "game": true, "hole": true, "streak": true, "cushion": true, "first": true, "second": true, "third": true, "fourth": true, "quarter": true, "half": true, "range": true, "attempt": true, "line": true, "shot": true, "play": true}

// margin reads "a 12-point win", "won by 12".
func (k *telling) margin(a *AmountMention, e Event) (Event, bool) {
	if len(e.Measures) == 0 || e.Measures[0] != k.Score.ID && !slices.Contains(e.Measures, k.Score.ID) {
		return e, false
	}
	hyphen := k.norm(a.Last) == "-"
	for i := a.Last; i < min(a.Last+5, len(k.s.Tokens)); i++ {
		if norm := k.norm(i); hyphen && (outcomeNouns[norm] != "" || norm == "victory" || norm == "defeat" || norm == "triumph") {
			e.Kind, e.Side, e.Persons = EventWinBy, -1, nil
			return e, true
		}
		if norm := k.norm(i); norm == "," || norm == "and" {
			break
		}
	}
	return e, false
}

// countsPeople reads "six players scored in double figures".
func (k *telling) countsPeople(i int) bool {
	a := &k.s.Amounts[i]
	if a.Kind != Cardinal || a.Noun == ([2]int{}) {
		return false
	}
	for _, p := range k.said {
		if p.kind != "doublefigures" || p.first < a.Last || p.first > a.Last+12 {
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
	start, end := first, last
	for start > 0 {
		norm := k.norm(start - 1)
		if norm == ";" || norm == "(" || clauseWords[norm] || norm == "," && !k.listComma(start-1) {
			break
		}
		start--
	}
	for end < len(k.s.Tokens) {
		norm := k.norm(end)
		if norm == ";" || clauseWords[norm] || norm == ")" || norm == "," && !k.listComma(end) {
			break
		}
		end++
	}
	for _, p := range k.said {
		if (p.kind == "scope" || p.kind == "combine") && start <= p.first && p.first < end {
			return true
		}
	}
	return false
}

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
