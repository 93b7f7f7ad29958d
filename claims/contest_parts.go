package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

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

// isLast tells "over the final 12 minutes": a stretch of time that is no part on record.
func (k *telling) isLast(token int) bool {
	for i := token; i < min(token+6, len(k.s.Tokens)); i++ {
		if (k.norm(i) == "final" || k.norm(i) == "last") && k.amountAt(i+1) {
			return true
		}
	}
	return false
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
		if n, ok := ordinalPart[k.norm(i)]; ok && n < regular && partNouns.has(k.norm(i+1)) {
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

var partNouns = contestSet("part")

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
