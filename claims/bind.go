package claims

import (
	"slices"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// Origin tells where a slot of a reading was filled from, the surest first.
type Origin uint8

// The origins.
const (
	Named   Origin = iota // by the words of the sentence
	Carried               // by a sentence before
	Headed                // by the headline or a heading
	Default               // by nothing but the facts: the only measure, the latest period
)

var originWords = [...]string{"named", "carried over", "from the headline", "by default"}

// String returns the origin in a word or two, for explanations.
func (o Origin) String() string { return originWords[o] }

// Reading is one way to bind a figure to the facts. The lower the cost, the better the words carry it.
type Reading struct {
	Slice  facts.Slice
	Period period.Period // zero: the latest on record, or a table without time
	Cost   float32

	MeasureFrom, MemberFrom, PeriodFrom Origin
	// Alien tells that the figure counts a noun which the facts do not know.
	Alien bool
	// Partial tells that a name beside the figure has no place in the reading.
	Partial bool
	// Dated is the mention that gave the period, or nil.
	Dated *PeriodMention
}

// Want says what is to be bound: a figure at a token.
type Want struct {
	Fits   func(*facts.Measure) bool
	Anchor int
	Noun   [2]int // tokens of the noun phrase that the figure counts
	// Not holds tokens whose names and periods belong to something else, as what a figure is compared with.
	Not [2]int
	// Derived tells that the figure is worked out of levels: a change, a share, a multiple.
	Derived bool
	// Within, when not empty, holds tokens whose periods and members come before all others.
	Within [2]int
	// Peers tells that the figure is about several members, as a rank or a comparison is, so that other
	// members beside it are no sign of a wrong reading.
	Peers bool
}

// Binder binds figures of one article to the facts. It is not safe for concurrent use.
type Binder struct {
	Article  *Article
	Catalog  *facts.Catalog
	measures []*facts.Measure
	scratch  []candidate
}

// NewBinder returns a binder of the article to the datasets of the catalog; ids, when not empty, name the
// datasets that the article is about.
func NewBinder(a *Article, c *facts.Catalog, ids []string) *Binder {
	b := &Binder{Article: a, Catalog: c}
	for _, d := range c.Datasets {
		if len(ids) == 0 || slices.Contains(ids, d.ID) {
			b.measures = append(b.measures, d.Measures...)
		}
	}
	if len(ids) > 0 {
		for _, s := range a.Sentences {
			s.keepNames(ids)
		}
	}
	return b
}

// keepNames drops what names stand for in other datasets than those with the ids.
func (s *Sentence) keepNames(ids []string) {
	kept := s.Names[:0]
	for _, n := range s.Names {
		n.Refs = slices.DeleteFunc(slices.Clone(n.Refs), func(r Ref) bool { return !slices.Contains(ids, r.Dataset().ID) })
		if len(n.Refs) > 0 {
			kept = append(kept, n)
		}
	}
	s.Names = kept
}

// The costs of readings. Distances within a sentence come from the barriers; these are the costs of what
// is not in the sentence, and of what a reading leaves over.
const (
	carriedCost     = 0.5 // named by the sentence before
	olderCost       = 0.3 // for each sentence farther back
	otherBlock      = 0.25
	headedCost      = 0.9
	unnamedCost     = 2.2  // a measure that no word names
	alienNoun       = 1.6  // the figure counts a noun that the facts do not know
	otherNoun       = 1.5  // the figure counts another measure's noun
	leftOver        = 1.0  // a name beside the figure that the reading has no place for
	rival           = 0.45 // another member of the dimension stands between
	behind          = 0.3  // a name after the figure
	foreign         = 0.9  // a name inside or outside the phrase of comparison
	owned           = 0.8  // a period that belongs to another figure
	confirmedCost   = 0.2  // what the facts bear out earlier in the sentence
	confirmedBefore = 0.15 // what they bear out in a sentence before is likelier than what it only names
	leadsOther      = 0.6  // a member after the figure that is the subject of the next one
	passedOver      = 0.4  // the total, where the sentence has named a member before the figure
	elliptic        = 0.35 // what a phrase of comparison leaves out it has from the rest of the sentence
	taken           = 0.7  // another period than the one that follows the figure directly
	otherOfList     = 1.8  // a name that a list ties to another figure
	defaultPeriod   = 0.6
	maxLink         = 0.9 // a name in the sentence never costs more by distance alone
	// Margin is how much dearer than the best a reading may be to count as near.
	Margin = 0.75
	window = 2.0 // dearer readings are not looked at
)

type candidate struct {
	measure *facts.Measure
	cost    float32
	from    Origin
	alien   bool
}

// link returns what it costs to connect a name at tokens [first, last) with the figure of the want.
func (b *Binder) link(s *Sentence, w Want, slot, first, last int) float32 {
	var d float32
	if last <= w.Anchor {
		d = s.distance(slot, last-1, w.Anchor)
	} else if first > w.Anchor {
		d = s.distance(slot, w.Anchor, first) + behind
		if slot != measureSlot && first > 0 && bindsBehind[s.Tokens[first-1].Norm] && s.distance(slot, w.Anchor, first) < 0.3 {
			d -= behind
		}
	}
	d = min(d, maxLink)
	switch s.pinned(w.Anchor, slot, first) {
	case 1:
		return 0
	case -1:
		return otherOfList
	}
	if inside(w.Not, first) || slot == periodSlot && s.comparedElsewhere(w.Anchor, first) {
		d += foreign
	}
	if w.Within != [2]int{} && slot != measureSlot && !inside(w.Within, first) {
		if s.hasSlot(slot, w.Within) {
			d += foreign * 0.6
		} else {
			d = min(d, elliptic)
		}
	}
	return d
}

// isCompared reports whether a token stands in a phrase that some figure is compared with.
func (s *Sentence) isCompared(token int) bool {
	return slices.ContainsFunc(s.Uses, func(u Use) bool {
		return inside(u.Phrase, token) || u.Role == LevelFrom && u.Cue.Last > 0 && u.Cue.First <= token && token < s.ClauseEnd(u.Cue.Last)
	})
}

// comparedElsewhere reports whether a token stands in a phrase that another figure is compared with:
// "99 more than the year before" says nothing of when the next figure was.
func (s *Sentence) comparedElsewhere(anchor, token int) bool {
	for i := range s.Uses {
		phrase := s.Uses[i].Phrase
		if a := &s.Amounts[i]; s.Uses[i].Role == Change && inside(phrase, token) && !inside(phrase, anchor) && !(a.First <= anchor && anchor < a.Last) {
			return true
		}
	}
	return false
}

// hasSlot reports whether a phrase of comparison names a member or a period of its own.
func (s *Sentence) hasSlot(slot int, phrase [2]int) bool {
	if slot == periodSlot {
		return slices.ContainsFunc(s.Periods, func(m PeriodMention) bool { return inside(phrase, m.First) })
	}
	return slices.ContainsFunc(s.Names, func(n Name) bool {
		return inside(phrase, n.First) && slices.ContainsFunc(n.Refs, func(r Ref) bool { return r.Member != nil })
	})
}

var bindsBehind = wordSet("prepositions")

func inside(r [2]int, token int) bool { return r[0] <= token && token < r[1] }

// Readings returns the ways to bind the figure, the best first. The order is the same on every run.
func (b *Binder) Readings(s *Sentence, w Want) []Reading {
	cands := b.measureCandidates(s, w)
	if len(cands) == 0 {
		return nil
	}
	var readings []Reading
	best := float32(1e9)
	periods := map[*facts.Dataset][]periodCandidate{}
	members := map[*facts.Dimension][]memberCandidate{}
	for _, c := range cands {
		if c.cost > best+window {
			break
		}
		d := c.measure.Dataset
		if _, ok := periods[d]; !ok {
			periods[d] = b.periodCandidates(s, w, d)
			for _, dim := range d.Dimensions {
				members[dim] = b.memberCandidates(s, w, dim)
			}
		}
		b.combine(s, w, c, periods[d], members, &readings, &best)
	}
	readings = b.borneOut(s, w, readings)
	slices.SortStableFunc(readings, func(x, y Reading) int {
		switch {
		case x.Cost < y.Cost:
			return -1
		case x.Cost > y.Cost:
			return 1
		}
		return 0
	})
	for i, r := range readings {
		if r.Cost > readings[0].Cost+window || i >= 40 {
			return readings[:i]
		}
	}
	return readings
}

// borneOut adds the readings that the facts bear out for other figures: as a whole, measure, members and period
// together, they are likelier than their parts. A level is not said twice, but a change or a share is of a level that stands beside it, also after it: "swelled
// by 23% to 331,602".
func (b *Binder) borneOut(s *Sentence, w Want, readings []Reading) []Reading {
	add := func(r Reading, cost float32, from Origin) {
		if w.Fits != nil && !w.Fits(r.Slice.Measure) {
			return
		}
		r.Cost, r.MeasureFrom, r.MemberFrom, r.PeriodFrom = cost, from, from, from
		r.Alien, r.Partial, r.Dated = false, false, nil
		if from == Carried && s.namesAll(r.Slice) {
			r.MemberFrom = Named
			r.Cost -= carriedCost
		}
		readings = append(readings, r)
	}
	for _, c := range s.confirmed {
		if !w.Derived || c.first <= w.Anchor && w.Anchor < c.last || inside(w.Not, c.token) || c.base {
			continue
		}
		cost := confirmedCost + min(s.distance(memberSlot, c.token, w.Anchor), maxLink)
		if own := b.clausePeriod(s, w, c); !own.IsZero() {
			c.reading.Period = own
		}
		add(c.reading, cost, Named)
	}
	if s.Index > 0 && w.Derived {
		if p := b.Article.Sentences[s.Index-1]; p.Place == s.Place {
			for _, c := range p.confirmed {
				if own := b.clausePeriod(s, w, c); !own.IsZero() {
					c.reading.Period = own
				}
				add(c.reading, carriedCost+0.25, Carried)
			}
		}
	}
	return readings
}

// namesAll reports whether the sentence names every member of a slice that has one.
func (s *Sentence) namesAll(slice facts.Slice) bool {
	any := false
	for _, m := range slice.Members {
		if m == nil {
			continue
		}
		any = true
		if !slices.ContainsFunc(s.Names, func(n Name) bool { return n.memberOf(m.Dimension) == m }) {
			return false
		}
	}
	return any
}

// clausePeriod returns the period that the clause of a figure names for itself, other than the one that a confirmed
// figure beside it has: "to 58 in 2023, only to jump fivefold last year".
func (b *Binder) clausePeriod(s *Sentence, w Want, c confirmation) period.Period {
	start, end := s.ClauseStart(w.Anchor), s.ClauseEnd(w.Anchor)
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.First < start || m.First >= end || inside(w.Not, m.First) || m.Role != At || s.comparedElsewhere(w.Anchor, m.First) {
			continue
		}
		if o := s.owner(m); o >= 0 && s.Amounts[o].First >= c.first && s.Amounts[o].First < c.last {
			continue
		}
		if m.Anchor == Focus && m.Shift < 0 {
			continue // what is compared with
		}
		return b.resolve(s, m)
	}
	return period.Period{}
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
		offer(c.reading.Slice.Measure, confirmedCost+b.link(s, w, measureSlot, c.token, c.token+1), Named)
	}
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
		case !nounKnown && !vagueHeads[s.Stems[w.Noun[1]-1]]:
			cands[i].cost += alienNoun
			cands[i].alien = true
		}
	}
	slices.SortStableFunc(cands, func(x, y candidate) int {
		switch {
		case x.cost < y.cost:
			return -1
		case x.cost > y.cost:
			return 1
		}
		return 0
	})
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

// discourse calls visit with the sentences that a figure of s may take its measure, member or period
// from, each with the cost of being there. Cells take them from their row and column.
func (b *Binder) discourse(s *Sentence, visit func(*Sentence, float32, Origin)) {
	if s.row != nil {
		for _, p := range s.row.label {
			visit(p, 0, Named)
		}
		for _, p := range s.row.header {
			visit(p, 0, Named)
		}
		for _, p := range s.row.caption {
			visit(p, 0.2, Headed)
		}
	}
	cost, seen := float32(carriedCost), 0
	block := s.Place
	for i := s.prior; i >= 0 && i > s.heading && seen < 6 && s.row == nil; i = b.Article.Sentences[i].prior {
		p := b.Article.Sentences[i]
		if p.Place != block {
			cost += otherBlock
			block = p.Place
		}
		visit(p, cost, Carried)
		cost += olderCost
		seen++
	}
	far := headedCost + min(float32(seen)*0.1, 0.4)
	if s.heading >= 0 {
		visit(b.Article.Sentences[s.heading], far, Headed)
	}
	for _, p := range b.Article.titles {
		if p.Index < s.Index && p.Index != s.heading {
			visit(p, far, Headed)
		}
	}
}

type memberCandidate struct {
	member *facts.Member // nil: the total
	cost   float32
	from   Origin
}

// memberCandidates returns the members of a dimension that the figure may be about, and the total.
func (b *Binder) memberCandidates(s *Sentence, w Want, d *facts.Dimension) []memberCandidate {
	cands := []memberCandidate{{nil, 0, Named}}
	offer := func(m *facts.Member, cost float32, from Origin) {
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
				places = append(places, place{n.First, r.Member})
			}
		}
	}
	named := false
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Member == nil || r.Member.Dimension != d {
				continue
			}
			cost := r.Loose + b.link(s, w, memberSlot, n.First, n.Last)
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
		if p.at < w.Anchor && !inside(w.Not, p.at) && p.member != d.Total {
			cands[0].cost = max(cands[0].cost, passedOver)
		}
	}
	anaphor := s.HasCue(0, min(3, len(s.Tokens)), Anaphor)
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
	slices.SortStableFunc(cands, func(x, y memberCandidate) int {
		switch {
		case x.cost < y.cost:
			return -1
		case x.cost > y.cost:
			return 1
		}
		return 0
	})
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
		if p.IsZero() && m.Anchor == Focus && m.Shift == 0 && m.Role == At {
			// "the month", where the text has named none: the one that the record ends with
			offer(periodCandidate{p, b.link(s, w, periodSlot, m.First, m.Last), Named, m})
			named = true
			continue
		}
		if p.IsZero() || m.Role == Comparison && !inside(w.Within, m.First) {
			continue
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
		if m.Role == At && m.Grain == period.Day && m.Open {
			cost += 0.3
		}
		named = true
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
		if at := c.reading.Period; !c.base && !at.IsZero() && c.token < w.Anchor && c.reading.Slice.Measure.Dataset == d {
			offer(periodCandidate{at, confirmedCost + b.link(s, w, periodSlot, c.token, c.token+1), Named, nil})
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
	slices.SortStableFunc(cands, func(x, y periodCandidate) int {
		switch {
		case x.cost < y.cost:
			return -1
		case x.cost > y.cost:
			return 1
		}
		return 0
	})
	return cands[:min(len(cands), 6)]
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
		if a.Noise == 0 && a.Last <= m.First && m.First <= end+2 && s.distance(periodSlot, a.Last-1, m.First) < 0.3 {
			if m.First == end+1 && bindsBehind[s.Tokens[end].Norm] || m.First == end {
				return i
			}
		}
	}
	return -1
}

// resolve returns the period that a mention means; periods that hang on the discourse are counted from
// the period that the text spoke of last.
func (b *Binder) resolve(s *Sentence, m *PeriodMention) period.Period {
	if m.Anchor != Focus {
		return m.Period
	}
	focus := b.focus(s, m.First)
	if focus.IsZero() {
		return period.Period{}
	}
	return m.Resolve(focus)
}

// focus returns the period that the text speaks of at a token: the last one named before it, else the
// one on record that the article reports.
func (b *Binder) focus(s *Sentence, token int) period.Period {
	for i := len(s.Periods) - 1; i >= 0; i-- {
		if m := &s.Periods[i]; m.Last <= token && m.Anchor != Focus && m.Role == At && !m.Period.IsZero() {
			return m.Period
		}
	}
	for i := s.Index - 1; i >= 0 && i >= s.Index-4; i-- {
		p := b.Article.Sentences[i]
		for j := len(p.confirmed) - 1; j >= 0; j-- {
			if c := p.confirmed[j]; !c.base && !c.reading.Period.IsZero() {
				return c.reading.Period
			}
		}
		for j := len(p.Periods) - 1; j >= 0; j-- {
			if m := &p.Periods[j]; m.Anchor != Focus && m.Role == At && !m.Period.IsZero() && m.Grain < period.Day && !p.isCompared(m.First) {
				return m.Period
			}
		}
	}
	return period.Period{}
}

// combine adds the readings of one measure: every choice of members and period that stays in the window.
func (b *Binder) combine(s *Sentence, w Want, c candidate, periods []periodCandidate, members map[*facts.Dimension][]memberCandidate, readings *[]Reading, best *float32) {
	d := c.measure.Dataset
	var choose func(dim int, r Reading)
	choose = func(dim int, r Reading) {
		if r.Cost > *best+window {
			return
		}
		if dim < len(d.Dimensions) {
			for _, m := range members[d.Dimensions[dim]] {
				next := r
				next.Cost += m.cost
				if m.member != nil {
					next.Slice = next.Slice.With(m.member)
					next.MemberFrom = max(next.MemberFrom, m.from)
				}
				choose(dim+1, next)
			}
			return
		}
		over := b.leftOver(s, w, r.Slice)
		r.Cost += over
		r.Partial = over >= leftOver*0.8
		for _, p := range periods {
			full := r
			full.Period, full.PeriodFrom, full.Dated = p.period, p.from, p.dated
			full.Cost += p.cost
			if full.Cost < *best {
				*best = full.Cost
			}
			if full.Cost <= *best+window {
				*readings = append(*readings, full)
			}
		}
	}
	choose(0, Reading{Slice: facts.Slice{Measure: c.measure}, Cost: c.cost, MeasureFrom: c.from, Alien: c.alien})
}

// listedWith reports whether a name stands in one list with a member of the slice, of the same dimension.
func (s *Sentence) listedWith(n Name, slice facts.Slice) bool {
	if slices.ContainsFunc(s.Tokens, func(t Token) bool { return distributive[t.Norm] }) {
		return false // "Italy and Germany won 12 each"
	}
	for _, m := range slice.Members {
		if m == nil || n.memberOf(m.Dimension) == nil || n.memberOf(m.Dimension) == m {
			continue
		}
		for _, other := range s.Names {
			if other.memberOf(m.Dimension) != m {
				continue
			}
			if other.Last <= n.First && s.joined(other.Last, n.First) || n.Last <= other.First && s.joined(n.Last, other.First) {
				return true
			}
		}
	}
	return false
}

var distributive = wordSet("distributives")

// leftOver returns the cost of the names beside the figure that the slice has no place for.
func (b *Binder) leftOver(s *Sentence, w Want, slice facts.Slice) float32 {
	var cost float32
	for _, n := range s.Names {
		if s.dated[n.First] {
			continue // "the fourth quarter of 2024" names no part of a game
		}
		if inside(w.Not, n.First) || w.Within != [2]int{} && !inside(w.Within, n.First) {
			continue
		}
		var d float32
		if n.Last <= w.Anchor {
			d = s.distance(memberSlot, n.Last-1, w.Anchor)
		} else if n.First > w.Anchor {
			d = s.distance(memberSlot, w.Anchor, n.First) + 0.15
		}
		if s.listedWith(n, slice) {
			d = 0 // "Germany, France and Spain": not one of them alone
		}
		if pin := s.pinned(w.Anchor, memberSlot, n.First); pin < 0 || d > 0.6 && pin == 0 {
			continue
		}
		weight := float32(0)
		used := false
		for _, r := range n.Refs {
			switch {
			case r.Member != nil:
				weight = max(weight, leftOver-r.Loose)
				used = used || w.Peers && slice.Measure.Dataset == r.Member.Dimension.Dataset && slice.Member(r.Member.Dimension) != nil
				used = used || slice.Member(r.Member.Dimension) == r.Member && r.Member.Dimension.Dataset == slice.Measure.Dataset ||
					r.Member == r.Member.Dimension.Total && r.Member.Dimension.Dataset == slice.Measure.Dataset
			case r.Measure != nil:
				used = used || r.Measure == slice.Measure
				weight = max(weight, 0.3-r.Loose)
			case r.Subject != nil:
				used = used || r.Subject == slice.Measure.Dataset
				weight = max(weight, 0.35-r.Loose)
			case r.Dimension != nil:
				used = used || r.Dimension.Dataset == slice.Measure.Dataset
			}
		}
		if !used && weight > 0 {
			cost += weight
		}
	}
	return cost
}
