package claims

import (
	"strings"
)

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

// beginsOpen reports whether the sentence begins with what somebody did, before it names whom: "Coming off the bench,
// Rusk had 13", "Behind 22 points from Marsh".
func (k *telling) beginsOpen() bool {
	first := k.norm(0)
	return strings.HasSuffix(first, "ing") || bindsBehind.Has(first) || first == "with" || first == "behind" || first == "off" || first == "led" || first == "thanks"
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
		if norm == ";" || clauseWords.Has(norm) || norm == "(" || norm == "," && !k.listComma(i) || norm == "on" || norm == "for" || norm == "by" {
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
	return differWords.has(k.norm(a.Last)) || k.s.HasCue(a.Last, len(k.s.Tokens), Respectively)
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

// nearly reports whether the words before a token take back what it says.
func (k *telling) nearly(token int) bool {
	for i := max(0, token-6); i < token; i++ {
		if nearlyWords.has(k.norm(i)) {
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
	return otherHeads.has(k.norm(end))
}

var otherHeads = contestSet("other-head")

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
		return clauseWords.Has(norm) && norm != "that" && norm != "when"
	}
	return !quantityWords.has(k.norm(token+1)) && !quantityWords.has(k.norm(token-1))
}

// quantityWords stand between or before the two of "as many as".
var quantityWords = contestSet("quantity")

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
