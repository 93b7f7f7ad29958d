package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
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
			switch outcomeNouns[word] {
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
	switch k.norm(token - 1) {
	case "to", "at":
		for i := token - 2; i >= max(0, token-4); i-- {
			switch k.norm(i) {
			case "improved", "improve", "fell", "fall", "falls", "dropped", "drop", "drops", "moved", "move", "moves", "record", "stand", "stands", "now", "sit", "sits", "are":
				return true
			}
		}
	}
	return k.norm(token-1) == "record" || k.norm(token-2) == "record" && k.norm(token-1) == "of"
}

// readScore reads a pair as the score of the whole, of a part, or as another figure of both sides.
func (k *telling) readScore(i int) {
	x, y := k.ends(i)
	pair := func(kind EventKind) {
		x.Kind, y.Kind = kind, kind
		k.add(x)
		k.add(y)
	}
	start, main := k.s.ClauseStart(x.First), k.mains[x.First]
	open := func() { // what it is the score of can't be told
		x.Side, y.Side = -1, -1
		pair(EventPoints)
	}
	if k.inBrackets(i) {
		open()
		return
	}
	if parts := k.partsIn(y.Last, min(y.Last+3, len(k.s.Tokens))); parts != [2]int{} && k.norm(y.Last) != "in" && main >= 0 {
		k.partPair(&x, &y, main, parts) // "a 34-21 first quarter"
		pair(EventPoints)
		return
	}
	if next := k.norm(y.Last); otherHeads[next] && next != "game" || next == "record" || k.norm(y.Last) == "-" {
		open()
		return
	}
	if k.isLast(y.Last) {
		// "in the fourth quarter, by 38-19 over the final minutes": no more than in the quarter
		parts := k.partsBeside(x.First, y.Last)
		if parts == [2]int{} || main < 0 {
			open()
			return
		}
		x.Parts, y.Parts, x.Side, y.Side, x.Within, y.Within = parts, parts, main, 1-main, true, true
		pair(EventPoints)
		return
	}
	if k.triesBefore(x.First) && x.Value.Cmp(y.Value) <= 0 && k.s.Amounts[i].Link == ScoreOf {
		k.readTries(i)
		if k.owned[i] {
			return
		}
	}
	decidedBy, outscored := k.verbBefore(x.First, "win", "lose"), k.verbBefore(x.First, "outscore")
	if parts := k.partsBeside(x.First, y.Last); parts != [2]int{} && (decidedBy < 0 || outscored > decidedBy) {
		if main < 0 {
			main = k.side
		}
		if main < 0 {
			open()
			return
		}
		x.Parts, y.Parts = parts, parts
		x.Side, y.Side = main, 1-main
		pair(EventPoints)
		return
	}
	if named := k.partsIn(0, x.First); named != [2]int{} && main >= 0 && (outscored >= 0 && outscored > decidedBy || k.saidPart(x.First)) {
		k.partPair(&x, &y, main, named) // "the second quarter was the key, as they outscored the Pilots 33-21"
		pair(EventPoints)
		return
	}
	if id := k.contested(x.First); id != "" && main >= 0 {
		x.Side, y.Side, x.Measures, y.Measures = main, 1-main, []string{id}, []string{id}
		pair(EventFigure)
		return
	}
	if k.scoped(x.First, y.Last) || !(decidedBy >= 0 && k.bothBefore(x.First)) && k.elsewhere(x.First, y.Last) || outscored >= 0 && outscored > decidedBy {
		open()
		return
	}
	decided := slices.ContainsFunc(k.said, func(p said) bool { return (p.kind == "win" || p.kind == "lose") && p.first < x.First })
	sides := map[int]bool{}
	for _, e := range k.entities {
		if e.side >= 0 && e.first < x.First {
			sides[e.side] = true
		}
	}
	for t := start; t < min(len(k.s.Tokens), y.Last+3); t++ {
		decided = decided || outcomeNouns[k.norm(t)] != "" && (k.norm(t) != "won" || t == x.First-1) && k.norm(t) != "winning" || k.norm(t) == "victory" || k.norm(t) == "defeat" || k.norm(t) == "final"
	}
	if !decided && len(sides) < 2 {
		open()
		return
	}
	x.Side, y.Side = k.scoreOrder(x.Value, y.Value, main)
	pair(EventPoints)
}

// bothBefore reports whether both sides are named before a token.
func (k *telling) bothBefore(token int) bool {
	var named [2]bool
	for _, e := range k.entities {
		if e.side >= 0 && e.first < token {
			named[e.side] = true
		}
	}
	return named[0] && named[1]
}

// saidPart tells "they won that quarter, 38-11".
func (k *telling) saidPart(token int) bool {
	for i := max(1, token-4); i < token; i++ {
		if k.norm(i-1) == "that" && k.norm(i) == lastWord(key(k.Parts[0].Member.Label)) {
			return true
		}
	}
	return false
}

// partPair gives a pair of figures to the sides for a part that stands farther off, in the order that fits best. It is
// firm only if one of them is right.
func (k *telling) partPair(x, y *Event, main int, parts [2]int) {
	x.Parts, y.Parts = parts, parts
	fits := func(first int) (n int) {
		if s, _, ok := k.ScoreIn(first, parts); ok && s.Equal(x.Value) {
			n++
		}
		if s, _, ok := k.ScoreIn(1-first, parts); ok && s.Equal(y.Value) {
			n++
		}
		return n
	}
	if fits(1-main) > fits(main) {
		main = 1 - main
	}
	x.Side, y.Side = main, 1-main
	x.Firm = fits(main) > 0
	y.Firm = x.Firm
}

// verbBefore returns where the last verb of some kinds before a token stands, -1 for none.
func (k *telling) verbBefore(token int, kinds ...string) int {
	at := -1
	for _, p := range k.said {
		if p.first < token && slices.Contains(kinds, p.kind) {
			at = p.first
		}
	}
	return at
}

// scoreOrder tells which side each figure of a final score is of: as the figures fit best, else the larger is the
// winner's.
func (k *telling) scoreOrder(x, y quantity.Number, main int) (int, int) {
	fits := func(side int) (n int) {
		if o := Of(k.Sides[side].Row, k.Score.ID); o != nil && o.Value.Equal(x) {
			n++
		}
		if o := Of(k.Sides[1-side].Row, k.Score.ID); o != nil && o.Value.Equal(y) {
			n++
		}
		return n
	}
	first := max(main, 0)
	switch a, b := fits(first), fits(1-first); {
	case a > b:
	case a < b:
		first = 1 - first
	case x.Equal(y):
		if o := Of(k.Sides[first].Row, k.Score.ID); o != nil && !o.Value.Equal(x) {
			first = 1 - first
		}
	case x.Cmp(y) > 0 && k.Sides[1-first].Won, x.Cmp(y) < 0 && k.Sides[first].Won:
		first = 1 - first
	}
	return first, 1 - first
}

// triesBefore tells "shot just 7-24" from a score.
func (k *telling) triesBefore(token int) bool {
	for i := token - 1; i >= max(0, token-3); i-- {
		switch k.norm(i) {
		case "shot", "shooting", "shoot", "went", "going":
			return true
		case "just", "only", "a", "an":
		default:
			return false
		}
	}
	return false
}

// isLast tells "over the final 12 minutes": a stretch of time that is no part on record.
func (k *telling) isLast(token int) bool {
	for i := token; i < min(token+6, len(k.s.Tokens)); i++ {
		if (k.norm(i) == "final" || k.norm(i) == "last") && k.amountAt(i+1) {
			return true
		}
	}
	return false
}

// contested returns the measure, other than the score, that a pair in a clause compares: "winning the rebounding
// battle, 43-24". The words of a contest within the contest must stand before the pair.
func (k *telling) contested(token int) string {
	battle := -1
	for i := token - 1; i >= max(0, token-9); i-- {
		switch k.norm(i) {
		case "battle", "edge", "margin", "advantage", "glass", "count":
			battle = i
		}
		if id := k.outdone(k.norm(i)); id != "" {
			return id
		}
	}
	if battle < 0 {
		return ""
	}
	id := ""
	for _, n := range k.s.Names {
		if n.Last > token {
			break
		}
		if ids := k.idsOf(n, k.Totals); len(ids) > 0 && ids[0] != k.Score.ID && outcomeNouns[k.norm(n.First)] == "" {
			id = ids[0]
		}
	}
	return id
}

// outdone returns the measure in a verb such as "outrebounded", "" for none. That of the score has a kind of its own.
func (k *telling) outdone(norm string) string {
	rest, ok := strings.CutPrefix(norm, "out")
	if !ok {
		return ""
	}
	for _, m := range k.Totals.Measures {
		if label := strings.TrimSuffix(key(m.Label), "s"); len(label) > 4 && strings.HasPrefix(rest, label) && m.ID != k.Score.ID {
			return m.ID
		}
	}
	return ""
}

// partsBeside returns the innings that the words around tokens [first, last) name; an empty range for none.
func (k *telling) partsBeside(first, last int) [2]int {
	end := last
	for end < min(len(k.s.Tokens), last+9) && k.norm(end) != ";" && k.norm(end) != "while" && k.norm(end) != "but" {
		if k.norm(end) == "," && end > last {
			break
		}
		end++
	}
	if parts := k.partsIn(last, end); parts != [2]int{} {
		return parts
	}
	start := first
	for start > 0 && k.norm(start-1) != ";" && k.norm(start-1) != "while" && k.norm(start-1) != "but" && !(k.norm(start-1) == "," && start < first-1 && !k.opensOutscore(start) && k.norm(start) != "where") {
		start--
	}
	return k.partsIn(start, first)
}

// opensOutscore reports whether a participle of having the higher score begins at a token.
func (k *telling) opensOutscore(token int) bool {
	return slices.ContainsFunc(k.said, func(p said) bool { return p.kind == "outscore" && p.first == token })
}

// partsIn returns the innings that tokens [first, last) name, the last named run of them.
func (k *telling) partsIn(first, last int) (found [2]int) {
	regular := k.regular()
	if regular < 2 {
		return found
	}
	for _, n := range k.s.Names {
		if n.First < first || n.Last > last {
			continue
		}
		for _, r := range n.Refs {
			for i, p := range k.Parts {
				if r.Member == p.Member {
					found = [2]int{i, i + 1}
				}
			}
		}
	}
	for i := first; i < last; i++ {
		switch k.norm(i) {
		case "quarters", "periods", "halves", "innings":
			if n := k.lastParts(i, regular); n > 0 {
				return [2]int{regular - n, regular}
			}
		case "half":
			switch k.norm(i - 1) {
			case "first", "opening":
				found = [2]int{0, regular / 2}
			case "second", "final":
				found = [2]int{regular / 2, regular}
			}
			if k.norm(i-1) == "-" && k.norm(i-2) == "first" {
				found = [2]int{0, regular / 2}
			}
			if k.norm(i-1) == "-" && k.norm(i-2) == "second" {
				found = [2]int{regular / 2, regular}
			}
		}
		if n, ok := ordinalPart[k.norm(i)]; ok && k.norm(i+1) == "and" {
			if m, ok := ordinalPart[k.norm(i+2)]; ok && m == n+1 && m < regular && strings.HasSuffix(k.norm(i+3), "s") {
				return [2]int{n, m + 1}
			}
		}
		if n, ok := ordinalPart[k.norm(i)]; ok && n < regular && partNouns[k.norm(i+1)] {
			found = [2]int{n, n + 1}
		}
		if n, ok := ordinalPart[k.norm(i)]; ok && found == ([2]int{}) && n < regular && k.norm(i-1) == "the" && k.norm(i-2) == "in" && (i+1 >= len(k.s.Tokens) || k.s.Tokens[i+1].Kind != Word) {
			found = [2]int{n, n + 1}
		}
	}
	return found
}

// lastParts returns n of "the final n quarters", 0 for none.
func (k *telling) lastParts(noun, regular int) int {
	for j := range k.s.Amounts {
		a := &k.s.Amounts[j]
		if a.Last != noun || k.norm(a.First-1) != "final" && k.norm(a.First-1) != "last" {
			continue
		}
		for n := 1; n < regular; n++ {
			if a.Value.Equal(quantity.Int(int64(n))) {
				return n
			}
		}
	}
	return 0
}

var partNouns = map[string]bool{"period": true, "frame": true, "stanza": true}

var ordinalPart = map[string]int{"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8}

// regular returns how many innings are of one kind, extra time left out.
func (k *telling) regular() int {
	n := 0
	for _, p := range k.Parts {
		words := strings.Fields(p.Member.Label)
		if len(words) > 1 && (n == 0 || words[len(words)-1] == lastWord(k.Parts[0].Member.Label)) {
			n++
		}
	}
	return n
}

func lastWord(label string) string {
	words := strings.Fields(label)
	return words[len(words)-1]
}

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

// score returns what a side scored in the innings, in all when the range is empty.
func (g *Contest) ScoreIn(side int, parts [2]int) (quantity.Number, []*facts.Observation, bool) {
	if parts == ([2]int{}) {
		if o := Of(g.Sides[side].Row, g.Score.ID); o != nil {
			return o.Value, []*facts.Observation{o}, true
		}
		return quantity.Number{}, nil, false
	}
	var sum quantity.Number
	var rows []*facts.Observation
	for _, p := range g.Parts[parts[0]:parts[1]] {
		sum = sum.Add(p.Scores[side])
		rows = append(rows, p.Rows[side])
	}
	return sum, rows, true
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
		won, ok := map[string]bool{"win": true, "victory": true, "loss": false, "defeat": false}[norm], norm == "win" || norm == "victory" || norm == "loss" || norm == "defeat"
		if !ok || k.s.Tokens[i].Kind != Word || k.scoped(i, i+1) || k.taken(i) {
			continue
		}
		j := i - 1
		for j >= 0 && j > i-4 && !determiners[k.norm(j)] {
			if k.amountAt(j) || k.norm(j) == "," || k.s.Tokens[j].Kind == Number || strings.HasSuffix(k.norm(j), "th") {
				break
			}
			j--
		}
		if !determiners[k.norm(j)] {
			continue
		}
		lead := k.norm(j - 1)
		if lead != "in" && lead != "with" && lead != "despite" && lead != "was" && lead != "during" && !(lead == "to" && k.norm(j-2) == "coast") {
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

var determiners = map[string]bool{"the": true, "a": true, "an": true, "this": true}

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
