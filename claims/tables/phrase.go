package tables

import (
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
)

// cellsAt returns the longest phrase from a token on that stands in cells.
func (c *cutter) cellsAt(at int) part {
	p := part{kind: cells, first: at}
	first := key(c.s.Tokens[at])
	if claims.SaysLittle(first) && len(c.t.postings[first]) == 0 || claims.IsPreposition(c.s.Tokens[at].Norm) {
		return p
	}
	open := c.t.postings[first]
	length := 0
	t := at
	for t < len(c.s.Tokens) && t < at+24 && len(open) > 0 {
		token := c.s.Tokens[t]
		if !isWord(token) {
			if token.Norm == "," && !c.goesOn(open, length, t+1) {
				break
			}
			t++
			continue
		}
		stem := key(token)
		var next []posting
		for _, place := range open {
			keys := c.t.columns[place.column].keys[place.row]
			if i := int(place.at) + length; i < len(keys) && keys[i] == stem {
				next = append(next, place)
			}
		}
		if len(next) == 0 {
			break
		}
		open = next
		length++
		t++
		p.last = t
	}
	if length == 0 {
		return p
	}
	by := map[int32]*where{}
	for _, place := range open {
		keys := c.t.columns[place.column].keys[place.row]
		full := len(keys) == length
		w := by[place.column]
		if w == nil {
			w = &where{column: int(place.column), rows: make(rowSet, c.t.rows), exact: make(rowSet, c.t.rows)}
			by[place.column] = w
		}
		w.rows[place.row] = true
		w.exact[place.row] = w.exact[place.row] || full
		w.whole = w.whole || full
		p.whole = p.whole || full
	}
	for number := range c.t.columns {
		if w := by[int32(number)]; w != nil {
			p.where = append(p.where, *w)
		}
	}
	if !p.whole && !c.tells(at, p.last) {
		return part{kind: cells, first: at}
	}
	if p.whole && length == 1 && (len(c.s.Tokens[at].Norm) < 2 || serves(first) || claims.SaysLittle(first) || claims.IsPreposition(c.s.Tokens[at].Norm)) {
		return part{kind: cells, first: at}
	}
	return p
}

// goesOn reports whether a phrase of cells goes on behind a comma.
func (c *cutter) goesOn(open []posting, length, at int) bool {
	if at >= len(c.s.Tokens) {
		return false
	}
	stem := key(c.s.Tokens[at])
	return slices.ContainsFunc(open, func(place posting) bool {
		keys := c.t.columns[place.column].keys[place.row]
		i := int(place.at) + length
		return i < len(keys) && keys[i] == stem
	})
}

// tells reports whether words can stand for a cell that has more: some word that is no number and says something.
func (c *cutter) tells(first, last int) bool {
	words := 0
	for t := first; t < last; t++ {
		token, stem := c.s.Tokens[t], c.s.Stems[t]
		if !isWord(token) || claims.IsPreposition(token.Norm) {
			continue
		}
		words++
		if token.Kind == claims.Word && len(token.Norm) > 2 && !serves(stem) && !claims.SaysLittle(stem) && !c.s.HasCue(t, t+1, claims.Most, claims.Least, claims.Above, claims.Below, claims.All, claims.None, claims.Only, claims.Average, claims.Sum) {
			return true
		}
	}
	return words > 2
}

// headsAt returns the longest phrase from a token on that stands in heads of columns, with the columns that it fits best.
func (c *cutter) headsAt(at int) part {
	p := part{kind: heads, first: at}
	best := 0.0
	for number := range c.t.columns {
		head := c.t.columns[number].head
		for from := range head {
			last, length := c.along(head[from:], at)
			if length == 0 || length == 1 && (len(head) > 1 && weakHead(head[from]) || claims.IsPreposition(head[from])) {
				continue
			}
			fit := float64(length) / float64(len(head))
			switch {
			case last > p.last, last == p.last && fit > best:
				p.last, best, p.columns = last, fit, []int{number}
			case last == p.last && fit == best && !slices.Contains(p.columns, number):
				p.columns = append(p.columns, number)
			}
		}
	}
	if p.last > at {
		p.whole = best == 1
		if !p.whole && serves(c.s.Stems[at]) && p.last == at+1 && !isTableWord(c.s.Stems[at], "outcome") {
			return part{kind: heads, first: at}
		}
		return p
	}
	for _, word := range kinOf()[c.s.Stems[at]] {
		for number := range c.t.columns {
			if slices.Contains(c.t.columns[number].head, word) && !slices.Contains(p.columns, number) {
				p.columns = append(p.columns, number)
				p.last = at + 1
			}
		}
	}
	return p
}

// weakHead tells words that many heads have besides what they are about.
func weakHead(stem string) bool { return claims.SaysLittle(stem) || claims.IsPreposition(stem) }

// along returns how far the words of the sentence go along with those of a head, and how many do.
func (c *cutter) along(head []string, at int) (last, length int) {
	t := at
	for _, stem := range head {
		for t < len(c.s.Tokens) && !isWord(c.s.Tokens[t]) && t > at {
			t++
		}
		if t >= len(c.s.Tokens) || !sameWord(stem, key(c.s.Tokens[t])) {
			break
		}
		t++
		length++
		last = t
	}
	return last, length
}

// sameWord reports whether a word of the sentence is one of a head: "direct" is what the director does.
func sameWord(head, stem string) bool {
	return head == stem || doer(head) == stem || doer(stem) == head || shortHeads.Has(stem) && claims.Stem(shortHeads.Meaning(stem)) == head
}

// doer takes the ending off a word for one who does something.
func doer(stem string) string {
	for _, ending := range []string{"er", "or"} {
		if verb, ok := strings.CutSuffix(stem, ending); ok && len(verb) > 3 {
			return verb
		}
	}
	return stem
}

// kinOf maps a word to the words of heads that speak of the same figures.
var kinOf = sync.OnceValue(func() map[string][]string {
	kin := map[string][]string{}
	for entry := range lexicon.Table("kin") {
		for _, word := range strings.Split(entry.Meaning, ", ") {
			if !strings.Contains(word, " ") {
				kin[claims.Stem(word)] = append(kin[claims.Stem(word)], claims.Stem(entry.Phrase))
			}
		}
	}
	return kin
})

// outcomesOf returns the rows of which a column of outcomes tells what a word does: "won" of "W 27-13".
func (t *Table) outcomesOf(stem string) (found []where) {
	if outcomeCells()[stem] == nil {
		return nil
	}
	for number := range t.columns {
		w := where{column: number, rows: make(rowSet, t.rows), whole: true}
		known, filled := 0, 0
		for row, keys := range t.columns[number].keys {
			if len(keys) == 0 {
				continue
			}
			filled++
			for word, begin := range outcomeCells() {
				if slices.Contains(begin, keys[0]) {
					known++
					w.rows[row] = w.rows[row] || word == stem
					if word == stem {
						break
					}
				}
			}
		}
		if filled > 2 && known >= filled-filled/10 {
			found = append(found, w)
		}
	}
	return found
}
