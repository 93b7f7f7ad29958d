package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// circle is what a text says of those that it ranks or counts.
type circle struct {
	periods   bool             // they are periods: "the busiest month of the year"
	grain     period.Grain     // of the periods; None when open
	within    period.Grain     // "of the year": the periods inside this unit that holds the claim's own
	dimension *facts.Dimension // they are members of it: "the largest group"
	count     int              // "of the eight": how many there are; 0 when not said
	narrow    bool             // the words narrow the circle in a way that the facts do not tell
}

// scope returns the period that the ranked periods lie in; zero for all.
func (c circle) scope(own period.Period) period.Period {
	if c.within == period.None || own.IsZero() {
		return period.Period{}
	}
	return own.Of(c.within)
}

// circleOf reads the noun that a superlative goes with, and the phrase with "of", "in" or "among" behind it.
func (p *Pass) circleOf(c rankClaim) (found circle) {
	s := p.Sentence
	end := s.ClauseEnd(c.Last - 1)
	head := c.Last
	// The noun phrase behind the superlative runs to the first preposition or verb; its last word is the head.
	for t := c.Last; t < min(end, c.Last+4); t++ {
		if isPreposition(s, t) || s.Tokens[t].Kind != claims.Word {
			break
		}
		if g, ok := s.PeriodNoun(t); ok && t == c.Last && !s.IsDated(t) {
			found.periods, found.grain = true, g
		}
		found.dimension = p.dimensionAt(t, found.dimension)
		head = t + 1
	}
	if p.happensIn(c, head) {
		found.periods, found.grain = true, period.None
	}
	for t := head; t < min(end, c.Last+9); t++ {
		switch s.Tokens[t].Norm {
		case "of", "among", "amongst":
			p.readCircle(t+1, end, &found)
			return found
		case "than", "in":
			if s.Tokens[t].Norm == "in" && t+1 < end && s.Tokens[t+1].Norm == "the" {
				p.readCircle(t+1, min(end, t+4), &found)
			}
		}
	}
	return found
}

// happensIn reports whether the clause goes on from a superlative and its noun with the time at which that was: "the lowest figure, 32, was in 2016".
func (p *Pass) happensIn(c rankClaim, head int) bool {
	s := p.Sentence
	for _, m := range s.Periods {
		verb := m.First - 2
		if m.Role != claims.At || verb < head || verb > head+happensReach || s.Tokens[m.First-1].Norm != "in" || s.Stems[verb] != "be" && s.Stems[verb] != "come" {
			continue
		}
		if !slices.ContainsFunc(s.Names, func(n claims.Name) bool {
			return head <= n.First && n.First < verb && namesMember(n) && !isPreposition(s, n.First-1)
		}) {
			return true
		}
	}
	return false
}

// happensReach is how many tokens may stand between the noun of a superlative and the verb that dates it.
const happensReach = 9

func (p *Pass) readCircle(from, end int, found *circle) {
	s := p.Sentence
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.First >= from && a.First < min(end, from+4) && a.Kind == claims.Cardinal {
			if n, ok := a.Value.Int64(); ok && n > 1 && n < 1000 {
				found.count = int(n)
			}
		}
	}
	for t := from; t < min(end, from+7); t++ {
		if isPreposition(s, t) && s.Tokens[t].Norm != "of" {
			break
		}
		if g, ok := s.PeriodNoun(t); ok {
			switch {
			case found.periods:
				found.within = g
			case s.IsDated(t):
			case found.count > 0 || t > from && anyWord[s.Tokens[t-1].Norm]:
				found.periods, found.grain = true, g
			}
		}
		found.dimension = p.dimensionAt(t, found.dimension)
	}
	// "of the six metropolitan areas with more than a million": a condition that is not read
	for t := from; t < end; t++ {
		switch s.Tokens[t].Norm {
		case "with", "that", "which", "whose", "who", "where", "leading", "other":
			found.narrow = found.narrow || s.Tokens[t].Norm != "other"
		}
	}
}

var anyWord = map[string]bool{"any": true, "all": true, "other": true, "every": true}

func isPreposition(s *claims.Sentence, t int) bool { return claims.IsPreposition(s.Tokens[t].Norm) }

func (p *Pass) dimensionAt(token int, known *facts.Dimension) *facts.Dimension {
	for _, n := range p.Sentence.Names {
		if n.First <= token && token < n.Last {
			for _, ref := range n.Refs {
				if ref.Dimension != nil {
					return ref.Dimension
				}
			}
		}
	}
	return known
}

// isNarrower reports whether the text ranks among others than the ranking does, so that a wrong place
// proves nothing.
func (p *Pass) isNarrower(c rankClaim, r claims.Reading, rank *ranking) bool {
	return c.circle.narrow || c.circle.count > 0 && c.circle.count != len(rank.standings)
}

// setWholesAside takes those out of a ranking that are the whole of the others: an index among its sectors. A
// member is the whole when some measure of its dataset that adds up has the others' sum for it.
func (p *Pass) setWholesAside(slice facts.Slice, rank *ranking) {
	if rank.sifted || len(rank.standings) < 3 || len(rank.own.rows) == 0 {
		return
	}
	rank.sifted = true
	own := rank.own.rows[len(rank.own.rows)-1]
	for _, d := range slice.Measure.Dataset.Dimensions {
		if slice.Member(d) == nil {
			continue
		}
		for _, m := range slice.Measure.Dataset.Measures {
			if !m.Additive && !slicesPercent(m) {
				continue
			}
			if whole := p.wholeOf(facts.Slice{Measure: m, Members: slice.Members}, d, own.Period); whole != nil && whole.Label != rank.own.name {
				rank.standings = slices.DeleteFunc(rank.standings, func(s standing) bool { return s.name == whole.Label })
				return
			}
		}
	}
}

// wholeOf returns the member whose value is the sum of all others', nil when there is none.
func (p *Pass) wholeOf(s facts.Slice, d *facts.Dimension, at period.Period) (whole *facts.Member) {
	var sum, most quantity.Number
	n := 0
	for _, m := range d.Members {
		cell, ok := p.Facts.At(s.With(m), at)
		if !ok {
			continue
		}
		n++
		sum = sum.Add(cell.Value)
		if most.Cmp(cell.Value) < 0 {
			most, whole = cell.Value, m
		}
	}
	if n < 3 || most.Sub(sum.Sub(most)).Abs().Mul(quantity.Int(200)).Cmp(most) > 0 {
		return nil
	}
	return whole
}
