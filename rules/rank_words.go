package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// afterLast gives "the next-biggest fall" the place behind the last one of its ranking; ok is false when there is none.
func (p *Pass) afterLast(found []rankClaim, c rankClaim) (rankClaim, bool) {
	s := p.Sentence
	left := c.First - 1
	if left >= 0 && s.Tokens[left].Norm == "-" {
		left--
	}
	if left < 0 || s.Tokens[left].Norm != "next" {
		return c, true
	}
	before, ok := p.lastRank(found, left)
	if !ok || before.sign != c.sign || before.direction != c.direction {
		return c, false
	}
	c.like, c.place, c.First = before.meant(), before.place+1, left
	return c, true
}

// standsAlone tells the place in "came third with 345" from the adverb in "was first elected".
func (p *Pass) standsAlone(a *claims.AmountMention) bool {
	s := p.Sentence
	if a.Last >= len(s.Tokens) || s.Tokens[a.Last].Kind != claims.Word {
		return true
	}
	next := s.Tokens[a.Last].Norm
	if s.ClauseStart(a.First) == a.First && a.Last+1 < len(s.Tokens) && s.HasCue(a.Last, a.Last+1, claims.RankVerb) {
		return true // "Third came Selmark"
	}
	return afterPlace[next] || claims.IsPreposition(next) || s.HasCue(a.Last, a.Last+1, claims.Base, claims.Below, claims.Above, claims.Least, claims.Respectively)
}

var afterPlace = map[string]bool{"place": true, "places": true, "overall": true, "and": true, "or": true, "with": true, "behind": true, "ahead": true, "thanks": true, "respectively": true, "after": true, "but": true, "while": true, "again": true, "spot": true, "position": true}

// isSince tells a place among the periods since a date, which is a record's.
func (p *Pass) isSince(c rankClaim) bool {
	s := p.Sentence
	end := s.ClauseEnd(c.Last - 1)
	for i := range s.Periods {
		if m := &s.Periods[i]; (m.Role == claims.Since || m.Role == claims.Past) && m.First >= c.Last && m.First < end {
			return true
		}
	}
	return false
}

// isDefinite tells "the most burglaries" and "increased most" from "most burglaries" and "at most five", and
// "the largest" from "one of the largest".
func (p *Pass) isDefinite(c claims.Cue) bool {
	s := p.Sentence
	word := s.Tokens[c.First].Norm
	left := c.First - 1
	if p.isStrangersOwn(left) || p.isOfSeveral(c.First) {
		return false
	}
	if word == "leading" { // "the dozen leading teams" are many
		return left >= 0 && s.Tokens[left].Norm == "the" && c.Last < len(s.Tokens) && !strings.HasSuffix(s.Tokens[c.Last].Norm, "s")
	}
	if left >= 0 && s.Tokens[left].Norm == "the" {
		if left >= 2 && s.Tokens[left-1].Norm == "of" && isOneOf[s.Tokens[left-2].Norm] {
			return false
		}
		if (word == "most" || word == "least") && (c.Last >= len(s.Tokens) || s.Tokens[c.Last].Kind == claims.Punct) {
			// "Hosts with the most" says nothing; "raised the most, $5.7 billion" and "grew the most" do
			return p.companion(rankClaim{Claim: Claim{c.First, c.Last}}) >= 0 || s.HasCue(max(left-3, 0), left, claims.Up, claims.Down)
		}
		return left == 0 || s.Tokens[left-1].Norm != "among"
	}
	if word != "most" && word != "least" {
		return true
	}
	if left < 0 {
		return false
	}
	switch t := s.Tokens[left]; t.Norm {
	case "'s", "-", "its", "their", "his", "her", "'":
		return true
	}
	// "improved most", "fell most": at the end of its clause
	return c.Last >= len(s.Tokens) || s.Tokens[c.Last].Kind == claims.Punct
}

// isOfSeveral reports whether a number of several stands before a superlative: "the four warmest years".
func (p *Pass) isOfSeveral(token int) bool {
	return slices.ContainsFunc(p.Sentence.Amounts, func(a claims.AmountMention) bool {
		return a.Last == token && a.Kind == claims.Cardinal && a.Value.Cmp(quantity.Int(1)) > 0
	})
}

// isStrangersOwn reports whether a superlative behind a token is among what a name has that the facts do not know: "Europe's largest market".
func (p *Pass) isStrangersOwn(left int) bool {
	s := p.Sentence
	return left > 1 && claims.IsPossessive(s.Tokens[left].Norm) && s.Tokens[left-1].Upper && !s.IsNamed(left-1)
}

var isOneOf = map[string]bool{"one": true, "some": true, "many": true, "two": true, "three": true, "four": true, "five": true}

// leads tells a verb of leading that puts its subject first from the noun in "a lead of 50" and from
// "led to".
func (p *Pass) leads(c claims.Cue) bool {
	s := p.Sentence
	if c.Last < len(s.Tokens) && (s.Tokens[c.Last].Norm == "to" || s.Tokens[c.Last].Norm == "in") {
		return false
	}
	if c.First > 0 {
		switch s.Tokens[c.First-1].Norm {
		case "a", "the", "its", "their", "his", "her", "'s", "-":
			return c.Last-c.First > 1
		}
	}
	for i := range s.Amounts { // "topped 400" is a bound
		if a := &s.Amounts[i]; a.Noise == 0 && c.Last <= a.First && a.First <= c.Last+1 {
			return false
		}
	}
	return true
}

// isHypothetical reports whether the clause tells what may be rather than what is on record.
func (p *Pass) isHypothetical(token int) bool {
	s := p.Sentence
	start := s.ClauseStart(token)
	return s.HasCue(start, token, claims.Modal, claims.Not)
}

// completeRank reads what stands around a claim of rank: the direction of the changes ranked, the amount
// that goes with it, the circle of those ranked, what the subject is held against.
func (p *Pass) completeRank(c rankClaim) rankClaim {
	s := p.Sentence
	start, end := s.ClauseStart(c.First), s.ClauseEnd(c.Last-1)
	if move, ok := s.FindCue(c.Last, min(c.Last+3, end), claims.Up, claims.Down); ok {
		c.by, c.direction = claims.ByChange, move.Sign()
		c.Last = max(c.Last, move.Last)
	} else if move, ok := s.FindCue(max(start, c.First-5), c.First, claims.Up, claims.Down); ok && c.place == 1 && s.Tokens[c.First].Norm != "the" {
		if near := c.First - move.Last; near <= 1 || near <= 2 && s.Tokens[c.First-1].Norm == "the" {
			c.by, c.direction = claims.ByChange, move.Sign()
			c.First = move.First
		}
	}
	c.others = p.comparedMembers(start, c.First, end)
	if c.companion = p.companion(c); c.companion < 0 {
		c.companion = p.companionBefore(c)
		c.aside = c.companion >= 0
	}
	if c.companion >= 0 && !c.aside && s.Uses[c.companion].Role == claims.Change {
		c.by = claims.ByChange
		if c.direction == 0 {
			c.direction = s.Uses[c.companion].Sign
		}
	}
	c.circle = p.circleOf(c)
	if c.subject == [2]int{} {
		c.subject = p.subjectOfPlace(c)
	}
	if c.subject != [2]int{} {
		c.list = p.listOfPlaces(c)
	} else {
		c.strange = p.isOfStranger(c)
	}
	c.unknown = p.isOfUnknown(c)
	return c
}

// subjectOfPlace returns the name that a bare ordinal is the place of, because nothing but its verb stands between: "Italy is third", "Third
// came Italy", "Italy second"; empty when there is none.
func (p *Pass) subjectOfPlace(c rankClaim) [2]int {
	s := p.Sentence
	if s.HasCue(c.First, c.Last, claims.Most, claims.Least, claims.Leads) {
		return [2]int{}
	}
	verb := func(t int) bool { return s.Stems[t] == beStem || s.HasCue(t, t+1, claims.RankVerb) }
	before, after := c.First, c.Last
	for before > 0 && (verb(before-1) || claims.IsFiller(s.Tokens[before-1].Norm)) {
		before--
	}
	for after < len(s.Tokens) && after < c.Last+2 && (verb(after) || after > c.Last && isThe[s.Tokens[after].Norm]) {
		after++
	}
	for _, n := range s.Names {
		if (n.Last == before || n.First == after && after > c.Last) && namesMember(n) {
			return [2]int{n.First, n.Last}
		}
	}
	return [2]int{}
}

var beStem = claims.Stem("be")

// isOfStranger reports whether the clause of a bare place has a subject that is no member: "Varnia led; the coast was second".
func (p *Pass) isOfStranger(c rankClaim) bool {
	s := p.Sentence
	start := s.ClauseStart(c.First)
	if start == 0 || s.HasCue(c.First, c.Last, claims.Most, claims.Least, claims.Leads) {
		return false
	}
	verb := c.First
	for verb > start && (s.Stems[verb-1] == beStem || claims.IsFiller(s.Tokens[verb-1].Norm)) {
		verb--
	}
	if verb == c.First || verb == start {
		return false
	}
	for t := start; t < verb; t++ {
		if s.Tokens[t].Kind != claims.Word || s.IsNamed(t) || claims.SaysLittle(s.Stems[t]) || s.HasCue(t, t+1, claims.Anaphor) {
			return false
		}
	}
	return true
}

// isOfUnknown reports whether the noun that a superlative goes with is none that the facts know: "the best
// defences".
func (p *Pass) isOfUnknown(c rankClaim) bool {
	s := p.Sentence
	if !s.HasCue(c.First, c.Last, claims.Most, claims.Least) {
		return false
	}
	t := c.Last
	return p.isUnknownPlural(t) && t+1 < len(s.Tokens) && !s.IsNamed(t+1) && !p.inCue(t+1)
}

// isUnknownPlural reports whether a token is the plural of a noun that the facts do not know.
func (p *Pass) isUnknownPlural(t int) bool {
	s := p.Sentence
	if t >= len(s.Tokens) || s.Tokens[t].Kind != claims.Word || isPreposition(s, t) || p.inCue(t) || s.IsNamed(t) || s.IsDated(t) || claims.SaysLittle(s.Stems[t]) || claims.IsAuxiliary(s.Tokens[t].Norm) {
		return false
	}
	_, period := s.PeriodNoun(t)
	return !period && s.Stems[t] != s.Tokens[t].Norm && strings.HasSuffix(s.Tokens[t].Norm, "s")
}

// listOfPlaces returns the members that a list names with their places, from the first on; nil where the sentence has no such list.
func (p *Pass) listOfPlaces(c rankClaim) (members []*facts.Member) {
	s := p.Sentence
	from := -1
	for i := range s.Amounts {
		if a := &s.Amounts[i]; s.Uses[i].Role == claims.Rank && a.Value.Cmp(quantity.Int(1)) == 0 && p.nameBefore(a.First) >= 0 {
			from = p.nameBefore(a.First)
		}
	}
	if from < 0 || p.nameBefore(c.First) < from {
		return nil
	}
	for _, n := range s.Names {
		if n.First >= from {
			members = append(members, p.membersIn(n.First, n.Last)...)
		}
	}
	return members
}

// nameBefore returns the first token of the member's name that ends at a token, -1 for none.
func (p *Pass) nameBefore(token int) int {
	for _, n := range p.Sentence.Names {
		if n.Last == token && namesMember(n) {
			return n.First
		}
	}
	return -1
}

// comparedMembers returns the tokens of the members that the subject is held against in the clause:
// "ahead of manufacturing", "overtook healthcare".
func (p *Pass) comparedMembers(start, first, end int) [2]int {
	s := p.Sentence
	for _, cue := range s.Cues {
		if cue.First < start || cue.First >= min(end+4, len(s.Tokens)) {
			continue
		}
		switch cue.Kind {
		case claims.Overtake, claims.Above, claims.Below, claims.Base, claims.Successor:
			stop := s.ClauseEnd(cue.Last - 1)
			if cue.First < first {
				stop = min(stop, first)
			}
			return [2]int{cue.First, stop}
		}
	}
	return [2]int{}
}

// companionBefore returns the amount that stands between a member and the place: "Greater China's $11.4
// billion made it third", "Thailand, where it came to 3.4 percent, was the slowest".
func (p *Pass) companionBefore(c rankClaim) int {
	s := p.Sentence
	member := -1
	for _, n := range s.Names {
		if n.Last <= c.First && namesMember(n) {
			member = n.Last
		}
	}
	if member < 0 {
		return -1
	}
	for i := len(s.Amounts) - 1; i >= 0; i-- {
		a := &s.Amounts[i]
		if a.Noise != 0 || a.Kind == claims.Ordinal || a.Kind == claims.Multiple || a.Last > c.First || a.First < member {
			continue
		}
		return i
	}
	return -1
}

// companion returns the amount that goes with a place: "second with 296", "the biggest fall, at 3.9%".
func (p *Pass) companion(c rankClaim) int {
	s := p.Sentence
	end := s.ClauseEnd(c.Last - 1)
	if end < len(s.Tokens) && s.Tokens[end].Norm == "," {
		end = s.ClauseEnd(end)
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Noise != 0 || a.Kind == claims.Ordinal || a.Kind == claims.Multiple || a.First < c.Last || a.Last > end {
			continue
		}
		left := min(a.First, a.Hedge) - 1
		if move, ok := s.FindCue(c.Last, left, claims.Up, claims.Down); ok && move.Last <= left {
			return -1 // "in third place, slid by 698": a change beside the place
		}
		if s.Uses[i].Over {
			return -1 // "third, 2.1 points behind": how far it is from another
		}
		switch s.Uses[i].Role {
		case claims.Level, claims.LevelTo, claims.Change, claims.Share:
			switch s.Tokens[left].Norm {
			case "with", "at", "on", "by", ",", "of", ":", "up", "down", "(":
				return i
			}
		}
		return -1
	}
	return -1
}
