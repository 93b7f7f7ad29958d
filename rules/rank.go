package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Rank checks places in an order: the largest, the second-largest, third.
var Rank = newRule("rank", Doc{
	Title: "a place among members or periods",
	Text: `"The harbour had the most burglaries" ranks the members of the dimension in that period; "the largest increase" and
"grew fastest" rank their changes, absolute or relative, and "the busiest month of the year" ranks the months.
Those that tie may take any of the places they share. The total over all members has no place. When the text
speaks of a narrower circle than the facts list ("the third-largest of the coastal towns"), a wrong place is left open.`,
	Examples: []Example{
		{"In 2024 the old town had the most burglaries of the districts of Northport.", Supported},
		{"In 2024 the harbour had the most burglaries of the districts of Northport.", Refuted},
		{"In 1999 the harbour had the most burglaries of the districts of Northport.", NotEnoughInfo},
	},
}, findRanks, judgeRank)

type rankClaim struct {
	Claim
	anchor    int
	place     int // 1 for the first
	sign      int // +1 from the top, -1 from the bottom, 0 not said
	by        claims.Order
	direction int  // of a ranking of changes: +1 rises, -1 falls, 0 not said
	open      bool // the words leave open which end is meant: "the worst"
	subject   [2]int
	others    [2]int // tokens of what the subject is compared with
	companion int    // the amount that the subject is said to have, -1 for none
	aside     bool   // the companion stands aside and may be of something else
	circle    circle
	like      []string // the rankings that the place may be in, when it follows from a place named before
}

func findRanks(p *Pass) (found []rankClaim) {
	s := p.Sentence
	records := findRecords(p)
	isRecord := func(c rankClaim) bool {
		return slices.ContainsFunc(records, func(r recordClaim) bool { return r.First < c.Last && c.First < r.Last })
	}
	taken := map[int]bool{}
	keep := func(c rankClaim) {
		if p.isSince(c) {
			return
		}
		if left := c.First - 1; left >= 1 && s.Tokens[left].Norm == "-" && s.Tokens[left-1].Norm != "next" {
			return // part of a name
		}
		if !isRecord(c) && !p.isHypothetical(c.First) {
			if c, ok := p.afterLast(found, p.completeRank(c)); ok {
				found = append(found, c)
			}
		}
	}
	for i, use := range s.Uses {
		if use.Role != claims.Rank {
			continue
		}
		a := &s.Amounts[i]
		place, ok := a.Value.Int64()
		if !ok || place < 1 || place > 1000 {
			continue
		}
		claim := rankClaim{Claim: Claim{a.First, a.Last}, anchor: a.First, place: int(place), sign: use.Sign, companion: -1}
		if use.Cue.Kind == claims.Most || use.Cue.Kind == claims.Least {
			claim.Last = use.Cue.Last
			claim.by, _ = s.Superlative(use.Cue)
			claim.open = claim.by == claims.ByEither
			taken[use.Cue.First] = true
		} else if !p.standsAlone(a) {
			continue
		} else if claim.sign = 1; s.HasCue(a.Last, min(a.Last+4, len(s.Tokens)), claims.Least) {
			claim.sign = -1 // "third from bottom"
		}
		keep(claim)
	}
	for _, c := range s.Cues {
		claim := rankClaim{Claim: Claim{c.First, c.Last}, anchor: c.First, place: 1, sign: c.Sign(), companion: -1}
		switch c.Kind {
		case claims.Most, claims.Least:
			var superlative bool
			if claim.by, superlative = s.Superlative(c); !superlative || taken[c.First] || !p.isDefinite(c) {
				continue
			}
			claim.open = claim.by == claims.ByEither
		case claims.Leads:
			claim.sign = 1
			if !p.leads(c) {
				continue
			}
			// "Sales rose in all regions, led by Japan": by the rise, or by the sales
			if move, ok := s.FindCue(0, c.First, claims.Up, claims.Down); ok {
				claim.by, claim.direction = claims.ByEither, move.Sign()
			}
		default:
			continue
		}
		keep(claim)
	}
	return append(found, p.successors(found)...)
}

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
	return c
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

func judgeRank(p *Pass, c rankClaim) Verdict {
	return p.decide(c.Claim, p.charitable(c, p.ranked(c)))
}

// ranked works out the readings of a place.
func (p *Pass) ranked(c rankClaim) (proposals []proposal) {
	want := claims.Want{Anchor: c.anchor, Not: c.others, Peers: true}
	for n, r := range p.Binder.Readings(p.Sentence, want) {
		if n >= 32 {
			break
		}
		if r.MemberFrom != claims.Named && p.namesMemberOf(r.Slice.Measure.Dataset, c.others) {
			continue
		}
		proposals = append(proposals, p.rankings(c, r)...)
	}
	return proposals
}

// charitable drops what a claim that follows from another cannot mean, and leaves open a place that is right
// by another measure that the sentence may mean: texts rank by several at once.
func (p *Pass) charitable(c rankClaim, proposals []proposal) []proposal {
	proposals = datedOnly(proposals)
	if len(c.like) > 0 {
		kept := proposals[:0:0]
		for _, q := range proposals {
			if slices.Contains(c.like, q.ranked) {
				kept = append(kept, q)
			}
		}
		if len(kept) > 0 {
			proposals = kept
		}
	}
	if c.circle.periods {
		proposals = subjectPeriod(proposals)
	}
	best, holds := float32(1e9), float32(1e9)
	for _, q := range proposals {
		best = min(best, q.cost)
		if q.known && q.fit >= quantity.Within {
			holds = min(holds, q.cost)
		}
	}
	if holds < best+rankMargin {
		for i := range proposals {
			proposals[i].unsure = true
		}
	}
	return proposals
}

// subjectPeriod keeps the readings of a period that the sentence names, when the best one is: "August was the busiest
// month of the year" is of August, not of the year nor of the July of the sentence before.
func subjectPeriod(proposals []proposal) []proposal {
	var best *proposal
	for i := range proposals {
		if q := &proposals[i]; best == nil || q.cost < best.cost {
			best = q
		}
	}
	if best == nil || !best.known || best.reading.PeriodFrom != claims.Named {
		return proposals
	}
	return slices.DeleteFunc(slices.Clone(proposals), func(q proposal) bool { return !q.known || q.reading.PeriodFrom != claims.Named })
}

// datedOnly drops the readings by other periods when the best one is of a period that the sentence names and the facts
// lack: what holds in 2024 says nothing about 2010.
func datedOnly(proposals []proposal) []proposal {
	if len(proposals) == 0 {
		return nil
	}
	best := proposals[0]
	for _, q := range proposals {
		if q.cost < best.cost {
			best = q
		}
	}
	if best.known || best.reading.PeriodFrom != claims.Named || best.reading.Dated == nil || best.reading.Dated.Role != claims.At {
		return proposals
	}
	return slices.DeleteFunc(slices.Clone(proposals), func(q proposal) bool { return q.reading.PeriodFrom != claims.Named })
}

// rankMargin is how much dearer than the best a reading may be to leave a place open.
const rankMargin = 1.4

// namesMemberOf reports whether the sentence names a member of the dataset outside of the tokens.
func (p *Pass) namesMemberOf(d *facts.Dataset, outside [2]int) bool {
	for _, n := range p.Sentence.Names {
		if n.First >= outside[0] && n.First < outside[1] {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension.Dataset == d {
				return true
			}
		}
	}
	return false
}

// rankings works out the ways to rank under a reading.
func (p *Pass) rankings(c rankClaim, r claims.Reading) (proposals []proposal) {
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		return []proposal{p.missing(r)}
	}
	own := cells[0]
	if holdsRanks(r.Slice.Measure) {
		return p.statedRank(c, r, own)
	}
	if r.Slice.Measure.Dataset.Inferred && c.companion < 0 && r.MeasureFrom == claims.Default {
		return nil // "the second season" of a table whose columns may be numbers of seasons
	}
	add := func(rank *ranking, sign int, cost float32) {
		q := p.propose(c, r, rank, sign)
		if !q.known && len(proposals) > 0 {
			return
		}
		q.cost += cost
		if q.known {
			q.cost += p.confirmation(c, r, rank, sign)
		}
		if q.known && (p.isNarrower(c, r, rank) || !r.Period.IsZero() && r.Period != own.Period) {
			q.unsure = true // others than the facts list, or "in 2024" of a table of days
		}
		proposals = append(proposals, q)
	}
	changes := func(m *facts.Member, cost float32) {
		for n, base := range p.baseOfRanking(c, r, own) {
			for _, relative := range []bool{true, false} {
				if relative && slicesPercent(r.Slice.Measure) {
					continue
				}
				var rank *ranking
				if m == nil {
					rank = p.periodsBy(r.Slice, own, c.circle.scope(own.Period), true, relative)
				} else {
					rank = p.membersByChange(r.Slice, m, own, base, relative)
				}
				sign := c.sign
				if c.direction != 0 && rank != nil {
					if sign < 0 && !rank.onlyMoves(c.direction) {
						rank = nil
					}
					if sign != 0 {
						sign *= c.direction
					}
				}
				add(rank, sign, cost+0.15*float32(n))
			}
			if m == nil {
				break
			}
		}
	}
	levels := func(m *facts.Member, cost float32) {
		sign := c.sign
		if c.open {
			sign = 0
		}
		if c.by == claims.ByChange && c.direction != 0 {
			sign *= c.direction // "the largest fall" in a table of changes is the lowest
		}
		if m == nil {
			add(p.periodsBy(r.Slice, own, c.circle.scope(own.Period), false, false), sign, cost)
		} else {
			add(p.membersBy(r.Slice, m, own), sign, cost)
		}
	}
	if c.circle.periods {
		if own.Period.IsZero() || c.circle.grain != period.None && c.circle.grain != own.Period.Grain() {
			return proposals
		}
		if c.by != claims.ByChange {
			levels(nil, 0)
		}
		if c.by != claims.ByLevel {
			changes(nil, 0.1)
		}
		return proposals
	}
	for _, m := range r.Slice.Members {
		if m == nil || m == m.Dimension.Total || !p.isSubject(c, m) {
			continue
		}
		cost := float32(0)
		if c.circle.dimension != nil && c.circle.dimension != m.Dimension {
			cost = 0.6
		}
		percent := c.companion >= 0 && !c.aside && p.isPercent(c.companion) && !slicesPercent(r.Slice.Measure) && p.Sentence.Uses[c.companion].Role != claims.Share
		if (c.by != claims.ByChange || slicesPercent(r.Slice.Measure)) && !percent {
			levels(m, cost)
		}
		if c.by != claims.ByLevel || percent {
			changes(m, cost)
		}
	}
	return proposals
}

func (p *Pass) isPercent(amount int) bool { return p.Sentence.Amounts[amount].Kind == claims.Percent }

func slicesPercent(m *facts.Measure) bool {
	return m.Unit.Kind == quantity.Percent || m.Unit.Kind == quantity.PerMille
}

// baseOfRanking returns the periods that changes are counted from.
func (p *Pass) baseOfRanking(c rankClaim, r claims.Reading, own facts.Cell) (bases []period.Period) {
	s := p.Sentence
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Role != claims.Since && m.Role != claims.Comparison && m.Role != claims.FromTo && !(m.First >= c.others[0] && m.First < c.others[1]) {
			continue
		}
		at := m.Period
		if m.Anchor == claims.Focus {
			at = m.Resolve(own.Period)
		}
		if m.Role == claims.FromTo {
			at = at.First().Of(own.Period.Grain())
		}
		if !at.IsZero() && at.Before(own.Period) {
			bases = append(bases, at)
		}
	}
	for _, cell := range p.bases(r) {
		if !slices.Contains(bases, cell.Period) {
			bases = append(bases, cell.Period)
		}
	}
	return bases
}

// confirmation is what the figure beside a place adds to the cost of a ranking. A ranking in which it
// belongs to the subject, or to the one who really has the place, is the one that the text means.
func (p *Pass) confirmation(c rankClaim, r claims.Reading, rank *ranking, sign int) float32 {
	if c.companion < 0 {
		return 0
	}
	if p.accepts(c.companion, rank.own, r.Slice.Measure, rank.relative) {
		return -0.7
	}
	if sign == 0 {
		sign = 1
	}
	if there, ok := rank.at(sign, c.place); ok && p.accepts(c.companion, there, r.Slice.Measure, rank.relative) {
		return -0.7
	}
	if c.aside {
		return 0
	}
	return 0.5
}

// accepts reports whether an amount can be the value of a standing.
func (p *Pass) accepts(amount int, s standing, m *facts.Measure, relative bool) bool {
	a := &p.Sentence.Amounts[amount]
	actual := s.value.Abs()
	switch {
	case relative:
		if a.Kind != claims.Percent {
			return false
		}
		actual = actual.Mul(quantity.Of(quantity.Int(100)))
	case slicesPercent(m):
		if a.Kind != claims.Percent && a.Kind != claims.Points {
			return false
		}
	case a.Kind == claims.Percent || a.Kind == claims.Points:
		return false
	case a.Unit.Kind != quantity.Count:
		var ok bool
		if actual, ok = quantity.ConvertRatio(actual, m.Unit, a.Unit); !ok {
			return false
		}
	}
	return a.AcceptsWith(actual, p.Options.Tolerance) >= quantity.Within
}

// missing is the proposal of a reading that the facts have nothing for. What a sentence before named is
// then hardly meant.
func (p *Pass) missing(r claims.Reading) proposal {
	q := proposal{reading: r, cost: r.Cost + 0.3, lacks: fmt.Sprintf("no %s on record%s", r.Slice.Words(), forPeriod(r.Period))}
	if r.PeriodFrom != claims.Named || r.Dated != nil && r.Dated.Role != claims.At {
		q.cost += 0.8
	}
	return q
}

// statedRank reads a place from a measure that holds ranks: "it ranks 35th".
func (p *Pass) statedRank(c rankClaim, r claims.Reading, own facts.Cell) []proposal {
	if c.by == claims.ByChange || p.Sentence.HasCue(c.First, c.Last, claims.Most, claims.Least, claims.Leads) || own.Derived || r.MeasureFrom != claims.Named {
		return nil
	}
	q := proposal{reading: r, cost: r.Cost, known: true, rows: own.Rows}
	if own.Value.Equal(quantity.Int(int64(c.place))) {
		q.fit = quantity.Exact
	}
	q.says = fmt.Sprintf("%s: %s%s", r.Slice.Words(), own.Value, forPeriod(own.Period))
	return []proposal{q}
}

// holdsRanks tells a measure whose values are places.
func holdsRanks(m *facts.Measure) bool {
	if m.Unit.Kind != quantity.Count {
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(m.Label)) {
		if claims.IsRankNoun(word) {
			return true
		}
	}
	return false
}

// isSubject reports whether a member is one that the claim may be about.
func (p *Pass) isSubject(c rankClaim, m *facts.Member) bool {
	if c.subject == [2]int{} {
		return true
	}
	for _, n := range p.Sentence.Names {
		if n.First != c.subject[0] {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member == m {
				return true
			}
		}
	}
	return false
}
