package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts/quantity"
)

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
	if next := k.norm(y.Last); otherHeads.has(next) && next != "game" || next == "record" || k.norm(y.Last) == "-" {
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
		decided = decided || outcomeNoun(k.norm(t)) != "" && (k.norm(t) != "won" || t == x.First-1) && k.norm(t) != "winning" || k.norm(t) == "final"
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
		if tryVerbs.has(k.norm(i)) {
			return true
		}
		if !adverbs.Has(k.norm(i)) && !fillers.Has(k.norm(i)) {
			return false
		}
	}
	return false
}

// contested returns the measure, other than the score, that a pair in a clause compares: "winning the rebounding
// battle, 43-24". The words of a contest within the contest must stand before the pair.
func (k *telling) contested(token int) string {
	battle := -1
	for i := token - 1; i >= max(0, token-9); i-- {
		if contestedNouns.has(k.norm(i)) {
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
		if ids := k.idsOf(n, k.Totals); len(ids) > 0 && ids[0] != k.Score.ID && outcomeNoun(k.norm(n.First)) == "" {
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
