package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// findSubjects tells for each token whose doings it tells of. A person holds from its name to the next
// name that begins a clause; a side named as an object changes nothing, unless the verb gives what follows
// to it: "forced the Wizards into 14 turnovers".
func (k *telling) findSubjects() {
	n := len(k.s.Tokens)
	k.subjects, k.mains = make([]subject, n), make([]int, n)
	cur, main := nobody, -1
	strange := false     // somebody whom the facts don't know is told of
	var latest []*Person // the last people named in the sentence
	latestEnd := -1
	opening := 0 // where the clause began
	at := 0      // index of the next entity
	for i := 0; i < n; i++ {
		if at < len(k.entities) && k.entities[at].first == i {
			e := &k.entities[at]
			at++
			switch {
			case k.isObject(e) && (e.isPerson() || cur.known):
			case e.unknown && main >= 0 && k.adverse(opening, i):
				cur = subject{side: 1 - main, known: true, firm: true} // "held Los Angeles to", of two sides
			case e.unknown:
				cur, strange = nobody, true
				latest, latestEnd = nil, e.last
			case e.isPerson() && latestEnd >= 0 && len(latest) > 0 && k.s.joined(latestEnd, e.first) && cur.known && len(cur.people) > 0 && !k.figuresBetween(latestEnd, e.first):
				cur.people = append(append([]*Person{}, cur.people...), e.people...)
				cur.plural, cur.firm = true, true
				k.pair, k.pairAge = cur.people, 0
				latest, latestEnd = cur.people, e.last
			case e.isPerson():
				cur = subject{people: e.people, side: -1, known: true, firm: len(e.people) == 1}
				latest, latestEnd = e.people, e.last
			case e.side < 0:
			case k.opens(e) && k.describesPerson(e):
				cur = k.described()
				if main < 0 {
					main = e.side
				}
			case k.opens(e):
				cur, main = subject{side: e.side, known: true, firm: true}, e.side
				opening = i
			case k.adverse(opening, i):
				cur = subject{side: e.side, known: true, firm: true}
				if e.side == main && k.norm(e.first-1) != "for" {
					k.wrongSide(e, 1-main) // nobody forces himself into mistakes
					cur.side = 1 - main
				}
				if main < 0 {
					main = 1 - e.side
				}
			case !cur.known && !strange:
				cur = subject{side: e.side, known: true, firm: true}
				fallthrough
			default:
				if main < 0 && k.norm(e.first-1) != "against" && k.norm(e.first-2) != "against" {
					main = e.side
				}
			}
			for ; i < e.last; i++ {
				k.subjects[i], k.mains[i] = cur, main
			}
			i--
			continue
		}
		switch norm := k.norm(i); norm {
		case "he", "she", "his", "her":
			if len(cur.people) == 0 && (norm == "he" || norm == "she" || i < 4) {
				if latest != nil {
					cur = subject{people: latest, side: -1, known: true, firm: len(latest) == 1}
				} else if len(k.people) == 1 {
					cur = subject{people: k.people, side: -1, known: true, firm: true}
				}
			}
		case "they", "their":
			if side := pick(main, k.side); side >= 0 && len(cur.people) < 2 && (norm == "they" || i < 2) {
				if main < 0 {
					main = side
				}
				cur = subject{side: side, known: true, firm: true}
				opening = i
			}
		case "them":
			if main >= 0 && len(cur.people) == 0 && k.adverse(opening, i) {
				cur = subject{side: 1 - main, known: true, firm: true}
			}
		case "the":
			if i < 3 && !cur.known {
				if teamNouns.has(k.norm(i+1)) && k.side >= 0 {
					cur, main = subject{side: k.side, known: true, firm: true}, k.side
					break
				}
				for j := i + 1; j < min(i+5, n); j++ {
					if k.personNoun(j) && !slices.ContainsFunc(k.entities, func(o entity) bool { return o.first <= j+1 && o.last > i }) {
						cur = k.described()
					}
				}
			}
		case "former", "latter":
			if len(k.pair) >= 2 && k.norm(i-1) == "the" {
				one := k.pair[len(k.pair)-2]
				if norm == "latter" {
					one = k.pair[len(k.pair)-1]
				}
				cur = subject{people: []*Person{one}, side: -1, known: true, firm: true}
			}
		case "while", "and", ",", ";", "but":
			next := i + 1
			for next < n && (adverbs.Has(k.norm(next)) || k.norm(next) == "also" || k.norm(next) == "only") {
				next++
			}
			if strings.HasSuffix(k.norm(next), "ing") && len(cur.people) == 0 && main >= 0 && norm != ";" {
				cur = subject{side: main, known: true, firm: true}
				opening = i
			}
		}
		k.subjects[i], k.mains[i] = cur, main
	}
}

func pick(a, b int) int {
	if a >= 0 {
		return a
	}
	return b
}

// figuresBetween reports whether an amount stands in tokens [first, last).
func (k *telling) figuresBetween(first, last int) bool {
	for i := range k.s.Amounts {
		if a := &k.s.Amounts[i]; first <= a.First && a.First < last {
			return true
		}
	}
	return false
}

// lead returns the token before an entity, articles and the words for hosts and guests passed over.
func (k *telling) leadOf(e *entity) int {
	i := e.first - 1
	for i >= 0 {
		if !passedBefore.has(k.norm(i)) {
			break
		}
		i--
	}
	return i
}

// opens reports whether a name begins a clause.
func (k *telling) opens(e *entity) bool {
	i := k.leadOf(e)
	if i < 0 {
		return true
	}
	switch norm := k.norm(i); norm {
	case ",", ";", ":", "and", "while", "but", "however", "—", "–":
		return true
	case "with":
		return strings.HasSuffix(k.norm(e.last), "ing")
	case "that":
		return true
	default:
		return clauseWords.Has(norm)
	}
}

// isObject tells the names behind "against", "over", "than", and those whose own is spoken of: "in Marsh's absence".
func (k *telling) isObject(e *entity) bool {
	if k.norm(e.last) == "'s" && e.isPerson() && !k.figuresBetween(e.last, min(e.last+6, k.s.PhraseEnd(e.last))) {
		return true
	}
	i := k.leadOf(e)
	for _, p := range k.said {
		if p.kind == "object" && p.first <= i && i < p.last || p.kind == "next" && i == p.last-1 {
			return true
		}
		if p.kind == "object" && k.norm(p.first) == "against" && p.first < i && i <= p.first+2 && e.side >= 0 {
			return true // "against a suffocating Herons defense"
		}
	}
	return k.norm(i) == "with" && e.isPerson() && k.norm(e.last) == "(" && !k.amountAt(e.last+1)
}

// describesPerson reports whether a side's name only tells whose player is spoken of: "the Herons center".
func (k *telling) describesPerson(e *entity) bool {
	for i := e.last; i < min(e.last+4, len(k.s.Tokens)); i++ {
		if k.personNoun(i) {
			return !slices.ContainsFunc(k.entities, func(o entity) bool { return o.isPerson() && o.first == i+1 })
		}
	}
	return false
}

// personNoun reports whether a token is a word for somebody who takes part.
func (k *telling) personNoun(token int) bool { return personNouns.Has(k.norm(token)) }

// described returns the person told of last as one that a description may mean.
func (k *telling) described() subject {
	if len(k.people) == 1 {
		return subject{people: k.people, side: -1, known: true}
	}
	return nobody
}

var personNouns = lexicon.Words{Table: "person-nouns"}

var teamNouns = contestSet("team")

// adverse reports whether a verb in tokens [first, last) gives what follows to its object.
func (k *telling) adverse(first, last int) bool {
	for _, p := range k.said {
		if p.kind == "adverse" && first <= p.first && p.first < last {
			return true
		}
	}
	return false
}
