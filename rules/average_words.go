package rules

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/claims"
)

// findAverages finds the figures that a word of average, a unit of time behind them ("25 a week") or "for
// each" makes means or quotients.
func findAverages(p *Pass) (found []averageClaim) {
	s := p.Sentence
	for i := range s.Amounts {
		a, use := &s.Amounts[i], s.Uses[i]
		if a.Noise != 0 || a.Kind == claims.Ordinal || a.Kind == claims.Multiple || a.Kind == claims.Fraction || p.tellsCount(i) {
			continue
		}
		switch use.Role {
		case claims.MeanLevel, claims.RateLevel, claims.Level, claims.LevelTo, claims.LevelFrom, claims.Change:
		default:
			continue
		}
		claim := averageClaim{amountClaim: amountClaim{Claim{min(a.First, a.Hedge), a.Last}, i}}
		start := s.ClauseStart(a.First)
		for _, c := range s.Cues {
			if c.Last > a.First || c.First < start || c.Kind != claims.Average && c.Kind != claims.Median && !p.isTheAverage(c) {
				continue
			}
			claim.mean = true
			claim.median = c.Kind == claims.Median
		}
		claim.mean = claim.mean || use.Role == claims.MeanLevel
		p.divisorOf(&claim, a)
		if use.Role == claims.Change && !claim.mean {
			continue
		}
		if !claim.mean && claim.unit == "" && len(claim.each) == 0 {
			continue
		}
		if claim.mean {
			claim.span = p.meanSpan(claim)
			if len(claim.each) == 0 && claim.span == nil {
				if claim.each = p.subjectCounts(i); len(claim.each) == 0 {
					claim.each = p.averageThing(i)
				}
			}
		}
		if claim.proposals = p.averages(claim); len(claim.proposals) > 0 && !valueJudges(use.Role, claim.proposals) {
			found = append(found, claim)
		}
	}
	return found
}

// valueJudges reports whether the figure is first of all the value of a measure that is itself called an average, "the
// average house price was £283,000", or a change of it: the rules value and change say whether it is right.
func valueJudges(role claims.Role, proposals []proposal) bool {
	switch role {
	case claims.Level, claims.LevelTo, claims.LevelFrom, claims.Change:
		best := slices.MinFunc(proposals, func(x, y proposal) int { return cmp.Compare(x.cost, y.cost) })
		return best.asIs
	}
	return false
}

// isTheAverage tells "the average" where it stands for what was spoken of.
func (p *Pass) isTheAverage(c claims.Cue) bool {
	return c.Kind == claims.Anaphor && courseWords.Meaning(p.Sentence.Tokens[c.Last-1].Norm) == "mean" || c.Kind == claims.Anaphor && p.Sentence.Tokens[c.Last-1].Norm == "average"
}

// divisorOf reads what follows a figure: "a year", "for each breach", "on each flight", "a phone".
func (p *Pass) divisorOf(claim *averageClaim, a *claims.AmountMention) {
	s := p.Sentence
	from := max(a.Last, a.Noun[1])
	for token := from; token < min(from+3, len(s.Tokens)); token++ {
		norm := s.Tokens[token].Norm
		if norm != "a" && norm != "an" && norm != "per" && norm != "each" && norm != "every" {
			if norm == "for" || norm == "on" || norm == "in" || norm == "to" || norm == "from" {
				continue
			}
			return
		}
		if token+1 >= len(s.Tokens) {
			return
		}
		if unit := unitOf(s, token+1, token+2); unit != "" {
			claim.unit = unit
			return
		}
		switch s.Tokens[token+1].Norm {
		case "hour", "minute":
			claim.unit = s.Tokens[token+1].Norm
			return
		}
		for _, n := range s.Names {
			if n.First >= token+1 && n.First <= token+2 {
				for _, ref := range n.Refs {
					if ref.Measure != nil || ref.Member != nil {
						claim.each = append(claim.each, ref)
					}
				}
				return
			}
		}
		return
	}
}

// averageThing returns the measures that count the things of "the average Brent fire covered 805 acres".
func (p *Pass) averageThing(i int) (refs []claims.Ref) {
	s := p.Sentence
	first := s.Amounts[i].First
	for _, c := range s.Cues {
		if !p.isTheAverage(c) || c.Last > first || c.First < s.ClauseStart(first) {
			continue
		}
		for _, n := range s.Names {
			if n.First < c.Last || n.First > c.Last+2 || n.Last > first {
				continue
			}
			for _, ref := range n.Refs {
				if ref.Measure != nil && ref.Measure.Additive {
					refs = append(refs, ref)
				}
			}
		}
	}
	return refs
}

// meanSpan returns the run of periods that a mean is over.
func (p *Pass) meanSpan(claim averageClaim) *claims.PeriodMention {
	s := p.Sentence
	start, end := s.ClauseStart(claim.First), p.clauseEnd(claim.Last-1)
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.First < start || m.First >= end {
			continue
		}
		if m.Role == claims.FromTo || m.Role == claims.Past && m.Count > 0 || m.Role == claims.Since && !m.Period.IsZero() {
			return m
		}
	}
	return nil
}

// subjectCounts returns the measures that the nouns of other figures of the clause name: "some 500 firms
// averaged $18 million" divides by the firms.
func (p *Pass) subjectCounts(i int) (refs []claims.Ref) {
	s := p.Sentence
	a := &s.Amounts[i]
	start := s.ClauseStart(a.First)
	for j := range s.Amounts {
		b := &s.Amounts[j]
		if j == i || b.First < start || b.Last > a.First || b.Noise != 0 || b.Noun[1] <= b.Noun[0] && b.Kind != claims.Cardinal {
			continue
		}
		for _, n := range s.Names {
			if n.First < b.Last || n.First >= a.First || n.First > b.Last+3 {
				continue
			}
			for _, ref := range n.Refs {
				if ref.Measure != nil {
					refs = append(refs, ref)
				}
			}
		}
	}
	return refs
}
