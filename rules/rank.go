package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Rank checks places in an order: the largest, the second-largest, third.
var Rank = newRule("rank", Doc{
	Title: "a place among the members",
	Text: `"The harbour had the most burglaries" ranks the members of the dimension in that period. Members that tie may
take any of the places they share.`,
	Examples: []Example{
		{"In 2024 the old town had the most burglaries of the districts of Northport.", Supported},
		{"In 2024 the harbour had the most burglaries of the districts of Northport.", Refuted},
	},
}, findRanks, judgeRank)

type rankClaim struct {
	Claim
	anchor int
	place  int // 1 for the first
	sign   int // +1 from the top, -1 from the bottom, 0 not said
}

func findRanks(p *Pass) (found []rankClaim) {
	s := p.Sentence
	records := findRecords(p)
	isRecord := func(token int) bool {
		return slices.ContainsFunc(records, func(r recordClaim) bool { return r.First <= token && token < r.Last })
	}
	taken := map[int]bool{}
	for i, use := range s.Uses {
		if use.Role != claims.Rank {
			continue
		}
		a := &s.Amounts[i]
		place, ok := a.Value.Int64()
		if !ok {
			continue
		}
		claim := rankClaim{Claim{a.First, a.Last}, a.First, int(place), use.Sign}
		if use.Cue.Kind == claims.Most || use.Cue.Kind == claims.Least {
			claim.Last = use.Cue.Last
			taken[use.Cue.First] = true
		}
		if !isRecord(claim.First) && !isRecord(claim.Last-1) {
			found = append(found, claim)
		}
	}
	for _, c := range s.Cues {
		if (c.Kind == claims.Most || c.Kind == claims.Least) && !taken[c.First] && !isRecord(c.First) {
			found = append(found, rankClaim{Claim{c.First, c.Last}, c.First, 1, c.Sign()})
		}
	}
	return found
}

func judgeRank(p *Pass, c rankClaim) Verdict {
	var proposals []proposal
	for n, r := range p.Binder.Readings(p.Sentence, claims.Want{Anchor: c.anchor}) {
		if n >= 12 {
			break
		}
		for _, m := range r.Slice.Members {
			if m != nil {
				proposals = append(proposals, p.rank(c, r, m))
			}
		}
	}
	return p.decide(c.Claim, proposals)
}

func (p *Pass) rank(c rankClaim, r claims.Reading, m *facts.Member) proposal {
	q := proposal{reading: r, cost: r.Cost}
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		q.lacks = fmt.Sprintf("no %s on record%s", r.Slice.Words(), forPeriod(r.Period))
		return q
	}
	own := cells[0]
	parts := p.Facts.Parts(r.Slice.Without(m.Dimension), m.Dimension, own.Period)
	if len(parts) < 2 {
		q.lacks = fmt.Sprintf("nothing on record to rank %s among", m.Label)
		return q
	}
	above, below, ties := 0, 0, 0
	var top facts.Cell
	for i, part := range parts {
		switch part.Value.Cmp(own.Value) {
		case 1:
			above++
		case -1:
			below++
		default:
			ties++
		}
		if i == 0 || part.Value.Cmp(top.Value) > 0 == (c.sign >= 0) && part.Value.Cmp(top.Value) != 0 {
			top = part
		}
	}
	q.known = true
	q.rows = evidence(own, top)
	fits := func(better int) bool { return better < c.place && c.place <= better+max(ties, 1) }
	if c.sign >= 0 && fits(above) || c.sign <= 0 && fits(below) {
		q.fit = quantity.Exact
	}
	place := above + 1
	if c.sign < 0 {
		place = below + 1
	}
	q.says = fmt.Sprintf("%s: %s%s, number %d of %d from the %s", r.Slice.Words(), quantity.Format(own.Value, r.Slice.Measure.Unit), forPeriod(own.Period), place, len(parts), fromEnd(c.sign))
	return q
}

func fromEnd(sign int) string {
	if sign < 0 {
		return "bottom"
	}
	return "top"
}
