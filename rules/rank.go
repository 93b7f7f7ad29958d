package rules

import (
	"slices"

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
	strange   bool   // the subject is none that the facts know
	unknown   bool   // the noun of the superlative is none that the facts know: "the best defence"
	others    [2]int // tokens of what the subject is compared with
	companion int    // the amount that the subject is said to have, -1 for none
	aside     bool   // the companion stands aside and may be of something else
	circle    circle
	list      []*facts.Member // those that a list gives their places, from the first on: "Ostland first, Varnia second and Selmark last"
	like      []string        // the rankings that the place may be in, when it follows from a place named before
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

// rankings works out the ways to rank under a reading.
func (p *Pass) rankings(c rankClaim, r claims.Reading) (proposals []proposal) {
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		return []proposal{p.missing(r)}
	}
	own := cells[0]
	if p.isOtherUnit(c, r.Slice.Measure) || c.unknown && r.MeasureFrom != claims.Named {
		return nil
	}
	slice := p.only(r.Slice) // "the skilled trades", where the record has them for full-time employees alone
	if placed, ok := p.byPlace(c, r); ok {
		return p.statedRank(c, placed, p.cells(placed.Slice, placed.Period)[0])
	}
	if holdsRanks(r.Slice.Measure) {
		if r.MeasureFrom != claims.Named {
			return nil
		}
		return p.statedRank(c, r, own)
	}
	if r.Slice.Measure.Dataset.Inferred && c.companion < 0 && r.MeasureFrom == claims.Default {
		return nil // "the second season" of a table whose columns may be numbers of seasons
	}
	add := func(rank *ranking, sign int, cost float32) {
		q := p.propose(c, r, rank, sign)
		if q.known && q.fit == quantity.No && len(c.list) > 1 {
			q = p.propose(c, r, rank.among(c.list), sign)
		}
		if !q.known && len(proposals) > 0 {
			return
		}
		q.cost += cost
		if q.known {
			cost, borne := p.confirmation(c, r, rank, sign)
			q.cost, q.borne = q.cost+cost, borne
			q.unsure = q.unsure || !borne && (q.far || r.MeasureFrom == claims.Carried && q.cost > surestCarried)
		}
		if q.known && (c.strange || p.isNarrower(c, r, rank) || !r.Period.IsZero() && r.Period != own.Period) {
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
					rank = p.periodsBy(slice, own, c.circle.scope(own.Period), true, relative)
				} else {
					rank = p.membersByChange(slice, m, own, base, relative)
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
			add(p.periodsBy(slice, own, c.circle.scope(own.Period), false, false), sign, cost)
		} else {
			add(p.membersBy(slice, m, own), sign, cost)
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

// isOtherUnit reports whether the figure that goes with a place has a unit that the measure does not: "the sunniest, with 83.7 hours" is no
// place by rainfall.
func (p *Pass) isOtherUnit(c rankClaim, m *facts.Measure) bool {
	if c.companion < 0 || c.aside {
		return false
	}
	a := &p.Sentence.Amounts[c.companion]
	return (a.Unit.Kind.IsDimension() || a.Unit.Kind == quantity.Money) && !a.Unit.Fits(m.Unit) && !m.Unit.Fits(a.Unit)
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
