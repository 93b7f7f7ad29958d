package claims

import (
	"cmp"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

type candidate struct {
	measure *facts.Measure
	cost    float32
	from    Origin
	alien   bool
}

// measureCandidates returns the measures that fit, the best named first.
func (b *Binder) measureCandidates(s *Sentence, w Want) []candidate {
	cands := b.scratch[:0]
	at := map[*facts.Measure]int{}
	for _, m := range b.measures {
		if w.Fits == nil || w.Fits(m) {
			at[m] = len(cands)
			cands = append(cands, candidate{measure: m, cost: unnamedCost, from: Default})
		}
	}
	if len(cands) == 0 {
		return nil
	}
	offer := func(m *facts.Measure, cost float32, from Origin) {
		if i, ok := at[m]; ok && cost < cands[i].cost {
			cands[i].cost, cands[i].from = cost, from
		}
	}
	nounNamed, nounKnown := false, false
	for _, n := range s.Names {
		onNoun := n.First >= w.Noun[0] && n.Last <= w.Noun[1]
		for _, r := range n.Refs {
			nounKnown = nounKnown || onNoun
			if r.Measure == nil {
				continue
			}
			if onNoun {
				if _, ok := at[r.Measure]; ok {
					nounNamed = true
				}
				offer(r.Measure, r.Loose, Named)
				continue
			}
			if s.countedByAnother(n, w) {
				continue
			}
			offer(r.Measure, r.Loose+b.link(s, w, measureSlot, n.First, n.Last)+0.1, Named)
		}
	}
	for _, c := range s.confirmed {
		offer(c.reading.Slice.Measure, b.confirmedLink(s, w, measureSlot, c.token), Named)
	}
	b.sameTable(s, func(m *facts.Measure) { offer(m, sameTableCost, Carried) })
	b.discourse(s, func(p *Sentence, cost float32, from Origin) {
		for _, n := range p.Names {
			for _, r := range n.Refs {
				if r.Measure != nil {
					offer(r.Measure, cost+r.Loose, from)
				}
			}
		}
		for _, c := range p.confirmed {
			offer(c.reading.Slice.Measure, cost-confirmedBefore, from)
		}
	})
	hasNoun := w.Noun[1] > w.Noun[0]
	for i := range cands {
		switch {
		case !hasNoun || cands[i].from == Named && nounNamed && b.nounNames(s, w, cands[i].measure):
		case nounNamed:
			cands[i].cost += otherNoun
		case !nounKnown && b.Article.isTopic(s.Stems[w.Noun[1]-1], cands[i].measure):
			cands[i].cost += topicNoun
		case !nounKnown && !vagueHeads[s.Stems[w.Noun[1]-1]]:
			cands[i].cost += alienNoun
			cands[i].alien = true
		}
	}
	slices.SortStableFunc(cands, func(x, y candidate) int { return cmp.Compare(x.cost, y.cost) })
	b.scratch = cands
	return slices.Clone(cands)
}

func (b *Binder) nounNames(s *Sentence, w Want, m *facts.Measure) bool {
	for _, n := range s.Names {
		if n.First >= w.Noun[0] && n.Last <= w.Noun[1] {
			for _, r := range n.Refs {
				if r.Measure == m {
					return true
				}
			}
		}
	}
	return false
}

// countedByAnother tells a name that is the noun of another amount: in "20 hacks worth $60m" the hacks
// don't name what the money is.
func (s *Sentence) countedByAnother(n Name, w Want) bool {
	for _, a := range s.Amounts {
		if a.Noise == 0 && a.Noun[0] <= n.First && n.Last <= a.Noun[1] && a.Noun[1] > a.Noun[0] && !(a.First <= w.Anchor && w.Anchor < a.Last) {
			return w.Noun[1] > w.Noun[0]
		}
	}
	return false
}

type memberCandidate struct {
	member *facts.Member // nil: the total
	cost   float32
	from   Origin
}

// memberCandidates returns the members of a dimension that the figure may be about, and the total.
func (b *Binder) memberCandidates(s *Sentence, w Want, d *facts.Dimension) []memberCandidate {
	cands := []memberCandidate{{nil, 0, Named}}
	if slices.Contains(w.Across, d) {
		return cands
	}
	listed := s.listed(w.Anchor, d)
	offer := func(m *facts.Member, cost float32, from Origin) {
		if listed != nil && m != listed {
			cost = max(cost, otherOfList)
		}
		if m == d.Total {
			m = nil
		}
		for i := range cands {
			if cands[i].member == m {
				if cost < cands[i].cost {
					cands[i].cost, cands[i].from = cost, from
				}
				return
			}
		}
		cands = append(cands, memberCandidate{m, cost, from})
	}
	type place struct {
		at     int
		member *facts.Member
	}
	var places []place
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Member != nil && r.Member.Dimension == d {
				if !w.Derived || !s.comparedElsewhere(w.Anchor, n.First) {
					places = append(places, place{n.First, r.Member})
				}
			}
		}
	}
	named := false
	list, all := s.listOfAll(d)
	if listed != nil {
		named = true
		cands[0].cost = otherOfList
		offer(listed, 0, Named)
	}
	meant := s.pronounFor(w.Anchor)
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Member == nil || r.Member.Dimension != d {
				continue
			}
			if all && inside(list, n.First) {
				named = true
				offer(r.Member, otherOfList, Named)
				continue
			}
			cost := b.link(s, w, memberSlot, n.First, n.Last)
			if n.Last <= meant && len(places) > 0 && places[0].at == n.First && !slices.ContainsFunc(places, func(p place) bool { return meant <= p.at && p.at < w.Anchor && !inside(w.Not, p.at) }) {
				cost = min(cost, meantByPronoun)
			}
			if s.isAntecedent(n, w.Anchor) {
				cost = min(cost, ofRelative)
			}
			cost += r.Loose
			for _, p := range places {
				if s.pinned(w.Anchor, memberSlot, n.First) == 0 && p.member != r.Member && s.distance(memberSlot, p.at, w.Anchor) <= s.distance(memberSlot, n.First, w.Anchor)+0.05 && (n.First < p.at && p.at < w.Anchor || w.Anchor < p.at && p.at < n.First) && !inside(w.Not, p.at) {
					cost += rival
				}
			}
			if n.First > w.Anchor && s.leadsFigure(n, w.Anchor) {
				cost += leadsOther
			}
			named = true
			offer(r.Member, cost, Named)
		}
	}
	for _, c := range s.confirmed {
		if c.reading.Slice.Measure.Dataset == d.Dataset && c.token < w.Anchor {
			if m := c.reading.Slice.Member(d); m != nil {
				offer(m, confirmedCost+b.link(s, w, memberSlot, c.token, c.token+1), Named)
			}
		}
	}
	for _, p := range places {
		if p.at < w.Anchor && !inside(w.Not, p.at) && p.member != d.Total && !(all && inside(list, p.at)) {
			cands[0].cost = max(cands[0].cost, passedOver)
		}
	}
	anaphor := s.LeansBack()
	b.discourse(s, func(p *Sentence, cost float32, from Origin) {
		if from == Carried && anaphor {
			cost -= 0.3
		}
		if named {
			cost += 0.5
		}
		for _, n := range p.Names {
			for _, r := range n.Refs {
				if r.Member != nil && r.Member.Dimension == d {
					offer(r.Member, cost+r.Loose, from)
				}
			}
		}
		for _, c := range p.confirmed {
			if m := c.reading.Slice.Member(d); m != nil && c.reading.Slice.Measure.Dataset == d.Dataset {
				offer(m, cost-confirmedBefore, from)
			}
		}
	})
	slices.SortStableFunc(cands, func(x, y memberCandidate) int { return cmp.Compare(x.cost, y.cost) })
	return cands[:min(len(cands), 6)]
}

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
		if !w.Derived || w.Peers || !inside(w.Not, m.First) && !s.comparedElsewhere(w.Anchor, m.First) {
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
	return t < anchor && periodRelatives[s.Tokens[t].Norm] && anchor < s.ClauseEnd(t)
}

var periodRelatives = wordSet("period-relatives")

// pronounFor returns where the clause of a figure begins when its subject is a pronoun, which stands for the one that the
// sentence began with: "Brent came only third, yet its boats carried 40 passengers". It returns -1 when there is none.
func (s *Sentence) pronounFor(anchor int) int {
	start := s.ClauseStart(anchor)
	if start == 0 {
		return -1
	}
	for t := start; t < min(start+3, anchor); t++ {
		if pronouns[s.Tokens[t].Norm] {
			return start
		}
	}
	return -1
}

var pronouns = wordSet("pronouns")

// IsOwner reports whether a word says that what follows belongs to a person whom the facts do not know: "her", "my".
func IsOwner(norm string) bool { return owners[norm] }

var owners = wordSet("owners")

// isAntecedent reports whether a name stands right before the relative clause of a figure, which is about it: "beat the
// castle, which finished 18,000 behind".
func (s *Sentence) isAntecedent(n Name, anchor int) bool {
	start := s.ClauseStart(anchor) - 1 // the pronoun itself parts the clauses
	return start > 0 && relativePronouns[s.Tokens[start].Norm] && (n.Last == start || n.Last == start-1 && s.Tokens[n.Last].Norm == ",")
}

// leadsFigure reports whether another amount follows a name without a barrier, so that the name belongs to that: "jumped
// 29 percent and Chinese ones 20 percent".
func (s *Sentence) leadsFigure(n Name, anchor int) bool {
	if bindsBehind[s.Tokens[n.First-1].Norm] {
		return false
	}
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.Noise == 0 && a.First >= n.Last && a.First > anchor {
			return s.distance(memberSlot, n.Last-1, a.First) < 0.2
		}
	}
	return false
}

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
		if first > end && distributive[s.Tokens[first-1].Norm] {
			first-- // "412 in both 2023 and 2024"
		}
		if a.Noise == 0 && a.Last <= first && first <= end+2 && s.distance(periodSlot, a.Last-1, first) < 0.3 {
			if first == end+2 && isParticiple(s.Tokens[end].Norm) {
				end++ // "the 3 percent recorded in August"
			}
			if first == end+1 && bindsBehind[s.Tokens[end].Norm] || first == end {
				return i
			}
		}
	}
	return -1
}

// isParticiple reports whether a word may be a participle that a noun carries behind it: "the 285 reported in 2024".
func isParticiple(norm string) bool { return len(norm) > 4 && strings.HasSuffix(norm, "ed") }

// DatedBy reports whether a period stands directly behind or before an amount: "412 in 2023", "August's 412".
func (s *Sentence) DatedBy(amount int, m *PeriodMention) bool {
	if !slices.ContainsFunc(s.Periods, func(own PeriodMention) bool { return own.First == m.First && own.Period == m.Period }) {
		return false // it stands elsewhere, as in the header of a table
	}
	if s.owner(m) == amount {
		return true
	}
	first := min(s.Amounts[amount].First, s.Amounts[amount].Hedge)
	return m.Last+1 == first && possessives[s.Tokens[m.Last].Norm]
}

var possessives = wordSet("possessives")
