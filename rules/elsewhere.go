package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
)

// unlessAnotherPlace takes a verdict back where the clause speaks of a place that the facts do not know: "Police in
// Southport recorded 398 burglaries", beside facts on Northport alone. What fits the record is taken back only where the place
// stands right behind the measure, "burglaries in Southport fell", or is the subject.
func (p *Pass) unlessAnotherPlace(c Claim, v Verdict) Verdict {
	if v.Label == NotEnoughInfo || len(v.Evidence) == 0 || slices.ContainsFunc(v.Evidence[0].Members, func(m *facts.Member) bool { return m != nil }) {
		return v // a row of somebody: what they did elsewhere is theirs all the same
	}
	d := v.Evidence[0].Measure.Dataset
	place, at := p.anotherPlace(c)
	if v.Label == Supported && at >= 0 && !p.endsMeasure(at, v.Evidence[0].Measure) {
		return v
	}
	// Facts that do not say what they are about may be of any place.
	if place == "" || len(d.About) == 0 || strings.Contains(d.Title+d.Source.Publisher+d.Source.Title, place) {
		return v
	}
	v.Label, v.Severity, v.Suggestion = NotEnoughInfo, Note, nil
	v.Message = fmt.Sprintf("closest on record: %s; the facts have nothing on %s", v.Message, place)
	return v
}

// endsMeasure reports whether the name of a measure ends before a token.
func (p *Pass) endsMeasure(at int, m *facts.Measure) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return n.Last == at && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Measure == m })
	})
}

// anotherPlace returns the name of a place in the clause of a claim that the facts do not know, where the clause names no
// place or thing that they do, and the token of the preposition before it, -1 where the place is the subject.
func (p *Pass) anotherPlace(c Claim) (place string, at int) {
	s := p.Sentence
	first, last := s.ClauseStart(c.First), s.ClauseEnd(c.Last-1)
	if first > 0 && s.Tokens[first-1].Norm == "," && claims.PrecedesPlace(s.Tokens[0].Norm) && s.ClauseStart(first-1) == 0 {
		first = 0 // "In Southport, there were 398"
	}
	for _, n := range s.Names {
		if first <= n.First && n.First < last && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool {
			return r.Subject != nil || r.Member != nil && s.Tokens[n.First].Upper
		}) {
			return "", -1
		}
	}
	if place := p.strangerBefore(c); place != "" {
		return place, -1
	}
	for t := first; t+1 < last; t++ {
		if !claims.PrecedesPlace(s.Tokens[t].Norm) || s.Tokens[t+1].Kind != claims.Word || !s.Tokens[t+1].Upper || s.IsDateline(t+1) {
			continue
		}
		end := t + 2
		for end < last && s.Tokens[end].Kind == claims.Word && s.Tokens[end].Upper {
			end++
		}
		if end < last && s.Tokens[end].Norm == "'s" {
			continue // "in Europe's largest harbour" tells of what is known
		}
		if !p.isPeriod(t+1, end) && !p.Sentence.IsNamed(t+1) {
			return s.Words(t+1, end), t
		}
	}
	return "", -1
}

// isPeriod reports whether some of the tokens belong to a period: "in January".
func (p *Pass) isPeriod(first, last int) bool {
	for _, m := range p.Sentence.Periods {
		if m.First < last && first < m.Last {
			return true
		}
	}
	return false
}

// strangeSubject returns a place that the clause names as its subject and that the facts do not know, "" for none:
// "Canada, which has had more than 5,000 cases".
func (p *Pass) strangeSubject(c Claim) string {
	s := p.Sentence
	start := s.ClauseStart(c.First)
	if start > 1 && s.Tokens[start-1].Kind == claims.Word && s.Tokens[start-2].Norm == "," {
		start = max(start-3, 0) // "Canada, which has had"
	}
	for t := c.First - 1; t >= start; t-- {
		if s.Tokens[t].Upper && claims.IsPlace(s.Tokens[t].Norm) && !s.IsDateline(t) {
			if p.Sentence.IsNamed(t) {
				return ""
			}
			return s.Words(t, t+1)
		}
	}
	return ""
}

// ownedSubject returns the subject of the clause that belongs to somebody whom the facts do not know, "" for none: "her fund
// returned 17 percent", behind a sentence about markets.
func (p *Pass) ownedSubject(c Claim) string {
	s := p.Sentence
	start := s.ClauseStart(c.First)
	if start+2 < c.First && claims.IsOwner(s.Tokens[start].Norm) && s.Tokens[start+1].Kind == claims.Word && !p.Sentence.IsNamed(start+1) {
		return s.Words(start, start+2)
	}
	return ""
}
