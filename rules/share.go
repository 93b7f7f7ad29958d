package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Share checks parts of a whole: 46 per cent of, two in five, almost half.
var Share = newRule("share", Doc{
	Title: "a part as a share of its whole",
	Text:  `"31 per cent of burglaries" is the part divided by the whole that the text names, else by the total over all members.`,
	Examples: []Example{
		{"In 2024 the harbour district accounted for 31 per cent of burglaries.", Supported},
		{"In 2024 the harbour district accounted for 44.8 per cent of burglaries.", Refuted},
	},
}, findShares, judgeShare)

func findShares(p *Pass) []amountClaim { return p.amountsWith(claims.Share) }

func judgeShare(p *Pass, c amountClaim) Verdict {
	proposals := p.ofStatedPart(c.amount)
	sure := slices.ContainsFunc(proposals, func(q proposal) bool { return !q.unsure })
	for _, q := range p.shares(c.amount) {
		if sure && q.fit < quantity.Within {
			continue // the text states the part
		}
		proposals = append(proposals, q)
	}
	return p.decideAmount(c, closestBounds(proposals))
}

// shares works out the readings of an amount as a share.
func (p *Pass) shares(i int) (proposals []proposal) {
	s := p.Sentence
	a := &s.Amounts[i]
	w := p.want(i)
	w.Fits, w.Noun, w.Not = nil, [2]int{}, [2]int{}
	w.Derived = true
	phrase := s.Uses[i].Phrase
	ofChange := s.HasCue(a.Last, max(phrase[1], a.Noun[1]), claims.Up, claims.Down, claims.Gap)
	ofOther, ofGroup := p.isOfOther(i), p.groupBehind(i)
	if ofOther {
		w.Not, w.Peers = phrase, true
	}
	for n, r := range p.Binder.Readings(s, w) {
		if n >= 16 {
			break
		}
		cells := p.own(r)
		if len(cells) != 1 {
			proposals = append(proposals, proposal{reading: r, cost: r.Cost + 0.5, missing: missingRow{r.Slice, r.Period}})
			continue
		}
		part := cells[0]
		moved := false
		if ofChange {
			shares := p.sharesOfChange(a, r, part)
			moved = slices.ContainsFunc(shares, func(q proposal) bool { return !q.unsure })
			proposals = append(proposals, shares...)
		}
		for _, whole := range p.wholes(i, r, part) {
			q := p.share(a, r, part, whole)
			q.unsure = q.unsure || p.statesOther(phrase, r, whole.cell)
			if moved && q.fit < quantity.Within {
				continue // "half of the rise" is no share of all there were
			}
			if !ofOther {
				q.unsure = q.unsure || ofChange || ofGroup || !p.partNamedFirst(i, r) // "almost half of the rise"; "a third live in the largest"
			}
			proposals = append(proposals, q)
		}
	}
	if ofOther {
		return proposals
	}
	for _, q := range p.levels(i) {
		if isChangeMeasure(q.reading.Slice.Measure) && q.fit < quantity.Within {
			continue // a rise is a part of nothing
		}
		q.cost += 0.2
		proposals = append(proposals, q)
	}
	return proposals
}

// statesOther reports whether the phrase after a share states a figure that is not the whole: "less than half the 560,000 of the
// year before".
func (p *Pass) statesOther(phrase [2]int, r claims.Reading, whole facts.Cell) bool {
	for j := range p.Sentence.Amounts {
		b := &p.Sentence.Amounts[j]
		if b.First < phrase[0] || b.First >= phrase[1] || b.Noise != claims.NoNoise || !informative(b) {
			continue
		}
		if actual, ok := in(b.Unit, whole.Value, r.Slice.Measure); ok && b.AcceptsWith(actual, p.Options.Tolerance) == quantity.No {
			return true
		}
	}
	return false
}

// groupBehind reports whether several together follow a share in its clause, so that it is theirs and not that of one whom
// the sentence names: "nearly half of the patients lived in those two countries".
func (p *Pass) groupBehind(i int) bool {
	s := p.Sentence
	a := &s.Amounts[i]
	end := s.ClauseEnd(a.Last - 1)
	for j := range s.Amounts {
		b := &s.Amounts[j]
		if b.First > a.Last && b.Last <= end && b.Noise == 0 && b.Kind == claims.Cardinal && b.Form == quantity.Words && isThe[s.Tokens[b.First-1].Norm] && s.Uses[j].Role == claims.Level {
			return true
		}
	}
	return false
}

// isOfOther reports whether a fraction is of what another has, which the subject is no part of: "two-thirds of Brent's", "half
// of what the market made", "less than half that of the coast".
func (p *Pass) isOfOther(i int) bool {
	s := p.Sentence
	phrase := s.Uses[i].Phrase
	if s.Amounts[i].Kind != claims.Fraction || phrase[0] >= phrase[1] {
		return false
	}
	if otherOpeners.Meaning(s.Tokens[phrase[0]].Norm) != "" {
		return true
	}
	return slices.ContainsFunc(s.Names, func(n claims.Name) bool {
		return n.First <= phrase[0]+1 && n.First >= phrase[0] && namesMember(n) && n.Last < len(s.Tokens) && s.Tokens[n.Last].Norm == "'s"
	})
}

var otherOpeners = lexicon.Words{Table: "other-openers"}

// sharesOfChange works out a share of a rise or a fall: how far the part moved, by how far the whole did.
func (p *Pass) sharesOfChange(a *claims.AmountMention, r claims.Reading, part facts.Cell) (proposals []proposal) {
	for n, base := range p.bases(r) {
		for _, m := range r.Slice.Members {
			if m == nil {
				continue
			}
			all := r.Slice.Without(m.Dimension)
			now, ok := p.Facts.At(all, part.Period)
			was, before := p.Facts.At(all, base.Period)
			if !ok || !before {
				continue
			}
			moved, whole := part.Value.Sub(base.Value), now.Value.Sub(was.Value)
			ratio, ok := quantity.Quo(moved, whole)
			if !ok || ratio.Sign() < 0 {
				continue
			}
			q := p.partOf(a, r, moved, statedWhole{value: whole, name: " in all from " + base.Period.Words() + " to " + part.Period.Words(), unsure: now.Derived || was.Derived}, ratio)
			q.rows = evidence(base, part, was, now)
			q.cost += 0.15 * float32(n)
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// partNamedFirst reports whether a member of the reading is named before the amount, or none in the sentence.
func (p *Pass) partNamedFirst(i int, r claims.Reading) bool {
	after := false
	for _, n := range p.Sentence.Names {
		for _, ref := range n.Refs {
			if ref.Member != nil && r.Slice.Member(ref.Member.Dimension) == ref.Member {
				if n.First < p.Sentence.Amounts[i].First {
					return true
				}
				after = true
			}
		}
	}
	return !after
}

// wholes returns the cells that the cell is a part of: the totals over each dimension that it has a
// member of.
func (p *Pass) wholes(i int, r claims.Reading, part facts.Cell) (wholes []baseOf) {
	if p.isOfOther(i) {
		phrase := p.Sentence.Uses[i].Phrase
		if others := p.counterparts(phrase, r, part, 1); len(others) > 0 || !p.namesPeriod(phrase) {
			return others
		}
		return p.namedWholes(i, r, part)
	}
	if named := p.namedWholes(i, r, part); len(named) > 0 {
		return named
	}
	for _, m := range r.Slice.Members {
		if m == nil {
			continue
		}
		for _, cell := range p.cells(r.Slice.Without(m.Dimension), part.Period) {
			if cell.Value.Cmp(part.Value) != 0 || len(wholes) == 0 {
				wholes = append(wholes, baseOf{cell: cell, cost: 0.1 * float32(len(wholes)), name: " in all"})
			}
		}
	}
	return wholes
}

// namedWholes returns the cells that the phrase after "of" names: "two-thirds of Ottawa's", "half that of the
// US", "a tenth of the rate seen in September 2023".
func (p *Pass) namedWholes(i int, r claims.Reading, part facts.Cell) (wholes []baseOf) {
	s := p.Sentence
	phrase := s.Uses[i].Phrase
	if phrase == [2]int{} {
		phrase = [2]int{s.Amounts[i].Last, s.ClauseEnd(s.Amounts[i].Last - 1)}
	}
	for t := phrase[0]; t < phrase[1]; t++ {
		if s.Stems[t] == "and" || s.Stems[t] == "but" {
			phrase[1] = t // the next thing said
		}
	}
	if s.HasCue(phrase[0], min(phrase[0]+3, phrase[1]), claims.Sum, claims.All) {
		return nil
	}
	for _, n := range s.Names {
		if n.First < phrase[0] || n.First >= phrase[1] {
			continue
		}
		for _, ref := range n.Refs {
			if m := ref.Measure; m != nil && m != r.Slice.Measure && ref.Loose < 0.65 && m.Dataset != r.Slice.Measure.Dataset && m.Unit.Fits(r.Slice.Measure.Unit) {
				// "a third of all aid", where another dataset has the total
				for _, cell := range p.cells(facts.Slice{Measure: m}, part.Period) {
					if cell.Value.Cmp(part.Value) > 0 {
						wholes = append(wholes, baseOf{cell: cell, cost: ref.Loose, name: " of " + m.Label})
					}
				}
			}
			m := ref.Member
			if m == nil || m.Dimension.Dataset != r.Slice.Measure.Dataset || r.Slice.Member(m.Dimension) == m || m == m.Dimension.Total || r.Slice.Member(m.Dimension) == nil {
				continue
			}
			for _, cell := range p.cells(r.Slice.With(m), part.Period) {
				wholes = append(wholes, baseOf{cell: cell, name: " for " + m.Label})
			}
		}
	}
	for j := range s.Periods {
		m := &s.Periods[j]
		if m.First < phrase[0] || m.First >= phrase[1] || m.Role != claims.At {
			continue
		}
		at := m.Period
		if m.Anchor == claims.Focus {
			at = m.Resolve(part.Period)
		}
		if at.IsZero() || at.Contains(part.Period) || part.Period.Contains(at) {
			continue
		}
		for _, cell := range p.cells(r.Slice, at) {
			wholes = append(wholes, baseOf{cell: cell, name: forPeriod(at)})
		}
	}
	return wholes
}

func (p *Pass) share(a *claims.AmountMention, r claims.Reading, part facts.Cell, whole baseOf) proposal {
	q := proposal{reading: r, cost: r.Cost + whole.cost, rows: evidence(part, whole.cell)}
	ratio, ok := quantity.Quo(part.Value, whole.cell.Value)
	if !ok || ratio.Sign() < 0 || whole.name == " in all" && (ratio.CmpNumber(quantity.Int(1)) > 0 || isChangeMeasure(r.Slice.Measure)) {
		q.lacks = "the facts have no whole that this is a part of: say what it is a share of"
		return q
	}
	q.known = true
	q.unsure = r.MemberFrom != claims.Named && !p.Sentence.LeansBack()
	actual := ratio
	if a.Kind == claims.Percent {
		actual = ratio.Mul(quantity.Of(quantity.Int(100)))
	}
	q.fit = a.AcceptsWith(actual, p.Options.Tolerance)
	q.actual = actual
	q.far = !near(a.Ratio(), actual)
	if whole.cell.Derived {
		q.unsure = true // the parts on record may not be all
	}
	m := r.Slice.Measure
	q.says = fmt.Sprintf("%s: %s of %s%s%s, which is %s%%", r.Slice.Words(), quantity.Format(part.Value, m.Unit), quantity.Format(whole.cell.Value, m.Unit), whole.name, forPeriod(part.Period), ratio.Percent(1))
	if a.Kind == claims.Percent {
		q.fix = p.rewritten(a, actual)
	}
	return q.weighed()
}
