package claims

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

type periodCandidate struct {
	period period.Period
	cost   float32
	from   Origin
	dated  *PeriodMention
}

// periodCandidates returns the periods that the figure may be of. The zero period stands for the latest
// on record.
func (b *Binder) periodCandidates(s *Sentence, w Want, d *facts.Dataset) []periodCandidate {
	if d.Period == nil {
		return []periodCandidate{{}}
	}
	var cands []periodCandidate
	offer := func(c periodCandidate) {
		for i := range cands {
			if cands[i].period == c.period {
				if c.cost < cands[i].cost {
					cands[i] = c
				}
				return
			}
		}
		cands = append(cands, c)
	}
	named := false
	own := s.ownPeriod(w.Anchor)
	for i := range s.Periods {
		m := &s.Periods[i]
		p := b.resolve(s, m)
		if p.IsZero() && m.Anchor == Focus && m.Shift == 0 && m.Role == At && m.Grain <= b.latest(d).Grain() {
			// "the month", where the text has named none: the one that the record ends with
			offer(periodCandidate{p, b.link(s, w, periodSlot, m.First, m.Last), Named, m})
			named = true
			continue
		}
		if p.IsZero() || m.Role == Comparison && !inside(w.Within, m.First) {
			continue
		}
		if m.Grain == period.Day && b.latest(d).Grain() != period.Day && s.PublicationBefore(m) != "" {
			continue // "the office said on Tuesday"
		}
		cost := b.link(s, w, periodSlot, m.First, m.Last)
		if o := s.owner(m); o >= 0 && !(s.Amounts[o].First <= w.Anchor && w.Anchor < s.Amounts[o].Last) {
			cost += b.ownedCost(s, w, o)
		}
		if own >= 0 && own != i {
			cost += taken
		}
		switch m.Role {
		case Since, Before, After, Past, Next, By:
			cost += 0.6
		}
		if m.First > 0 && s.Tokens[m.First-1].Norm == "on" && s.comparedElsewhere(w.Anchor, m.First) {
			cost += taken // "Brent's 176 were 14 up on March"
		}
		if s.datesClause(m, w.Anchor) {
			cost = clauseDate
			if m.Anchor == Focus && m.Shift != 0 {
				cost = relativeDate
			}
		}
		if latest := b.latest(d); m.Anchor == Focus && m.Shift != 0 && !latest.IsZero() {
			// "the previous quarter" may be counted from what the article reports, whatever period it named last
			offer(periodCandidate{m.Resolve(latest), cost + 0.15, Named, m})
		}
		if m.Role == At && m.Grain == period.Day && m.Open {
			cost += 0.3
		}
		aside := s.IsAside(m.First, w.Anchor)
		if aside {
			cost += taken
		}
		if !aside && (!w.Derived || w.Peers || !inside(w.Not, m.First) && !s.comparedElsewhere(w.Anchor, m.First)) {
			named = true // else the sentence says what is compared with, but not when that was
		}
		offer(periodCandidate{p, cost, Named, m})
		if m.Grain < p.Grain() && m.Grain != period.None {
			// "a year ago" is a day to the calendar and a year to a yearly record
			offer(periodCandidate{p.Of(m.Grain), cost, Named, m})
			if latest := b.latest(d); m.Grain == period.Year && !latest.IsZero() {
				offer(periodCandidate{latest.AddYears(m.Shift), cost + 0.1, Named, m})
			}
		}
		if p.Grain() == period.Span && m.Role == At {
			if latest := b.latest(d); latest.Grain() != period.None && latest.Grain() > period.Year {
				// "the 12 months to June", where the record dates such years by their last month
				offer(periodCandidate{p.Last().Of(latest.Grain()), cost + 0.2, Named, m})
			}
		}
		if fiscal := d.Period.Fiscal(p); fiscal != p {
			offer(periodCandidate{fiscal, cost + 0.1, Named, m})
		}
	}
	for _, c := range s.confirmed {
		if at := c.reading.Period; !c.base && !at.IsZero() && c.token < w.Anchor && !s.returnsToPresent(c.token, w.Anchor) && c.reading.Slice.Measure.Dataset == d {
			offer(periodCandidate{at, b.confirmedLink(s, w, periodSlot, c.token), Named, nil})
		}
	}
	b.discourse(s, func(p *Sentence, cost float32, from Origin) {
		for i := range p.Periods {
			if at := b.resolve(p, &p.Periods[i]); !at.IsZero() && p.Periods[i].Role != Comparison {
				if named {
					cost += 0.4
				}
				offer(periodCandidate{at, cost + 0.1, from, &p.Periods[i]})
			}
		}
	})
	cost := float32(defaultPeriod)
	if named {
		cost += 0.4
	}
	if own >= 0 {
		cost += taken
	}
	if !named && isListOfOnce(d) {
		cost = 0 // each row is of another time, which the member tells
	}
	offer(periodCandidate{period.Period{}, cost, Default, nil})
	slices.SortStableFunc(cands, func(x, y periodCandidate) int { return cmp.Compare(x.cost, y.cost) })
	return cands[:min(len(cands), 6)]
}

// datesClause reports whether a figure stands in the clause that tells of a period: "down from October, when 3,312,000 came".
func (s *Sentence) datesClause(m *PeriodMention, anchor int) bool {
	t := m.Last
	if t < len(s.Tokens) && s.Tokens[t].Norm == "," {
		t++
	}
	return t < anchor && periodRelatives.Has(s.Tokens[t].Norm) && anchor < s.ClauseEnd(t)
}

var periodRelatives = lexicon.Words{Table: "period-relatives"}

// ownedCost returns what a period costs a figure that stands after another. A change speaks of the period of
// the level before it: "rose to 36,816 last year, a quarter more".
func (b *Binder) ownedCost(s *Sentence, w Want, owner int) float32 {
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.First <= w.Anchor && w.Anchor < a.Last {
			switch s.Uses[i].Role {
			case Change, Factor, Share, Rank, Streak:
				return owned * 0.2
			}
		}
	}
	return owned
}

// ownPeriod returns the period that follows the amount at a token directly, -1 when none does.
func (s *Sentence) ownPeriod(token int) int {
	for i := range s.Periods {
		if o := s.owner(&s.Periods[i]); o >= 0 && s.Amounts[o].First <= token && token < s.Amounts[o].Last {
			return i
		}
	}
	return -1
}

// latest returns the last period of a dataset that had begun when the article was published.
func (b *Binder) latest(d *facts.Dataset) period.Period {
	latest, _ := d.LastBegun(b.Article.Published)
	return latest
}

// isListOfOnce reports whether a dataset has one row for each member of a dimension, as a list of single events.
func isListOfOnce(d *facts.Dataset) bool {
	return d.Len() > 2 && slices.ContainsFunc(d.Dimensions, func(dim *facts.Dimension) bool { return d.Len() <= len(dim.Members) })
}

// owner returns the amount that a period belongs to because it follows it directly: "412 in 2023"; else -1.
func (s *Sentence) owner(m *PeriodMention) int {
	for i := range s.Amounts {
		a := &s.Amounts[i]
		end := max(a.Last, a.Noun[1])
		first := m.First
		if first > end && distributive.Has(s.Tokens[first-1].Norm) {
			first-- // "412 in both 2023 and 2024"
		}
		if a.Noise == 0 && a.Last <= first && first <= end+2 && s.distance(periodSlot, a.Last-1, first) < 0.3 {
			if first == end+2 && isParticiple(s.Tokens[end].Norm) {
				end++ // "the 3 percent recorded in August"
			}
			if first == end+1 && bindsBehind.Has(s.Tokens[end].Norm) || first == end {
				return i
			}
		}
	}
	return -1
}

// DatedBy reports whether a period stands directly behind or before an amount: "412 in 2023", "August's 412".
func (s *Sentence) DatedBy(amount int, m *PeriodMention) bool {
	if !slices.ContainsFunc(s.Periods, func(own PeriodMention) bool { return own.First == m.First && own.Period == m.Period }) {
		return false // it stands elsewhere, as in the header of a table
	}
	if s.owner(m) == amount {
		return true
	}
	first := min(s.Amounts[amount].First, s.Amounts[amount].Hedge)
	return m.Last+1 == first && possessives.Has(s.Tokens[m.Last].Norm)
}

// IsPossessive reports whether a token is the mark that a name ends with before what it has.
func IsPossessive(norm string) bool { return possessives.Has(norm) }

var possessives = lexicon.Words{Table: "possessives"}
