package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// statedWhole is what a stated part may be a part of.
type statedWhole struct {
	reading claims.Reading
	value   quantity.Number
	name    string
	rows    []*facts.Observation
	unsure  bool
}

// ofStatedPart works out a share whose part the text states: "18 of them, or 27%". The whole is what "of them" stands for,
// else the total of what the part is on record as.
func (p *Pass) ofStatedPart(i int) (proposals []proposal) {
	s := p.Sentence
	j := s.Uses[i].With
	if j < 0 {
		return p.ofNamedPart(i)
	}
	part := &s.Amounts[j]
	value := part.Value
	var rows []*facts.Observation
	wholes := p.spokenWholes(i, part)
	if r, ok := s.ConfirmedAt(part.First); ok {
		if cells := p.cells(r.Slice, r.Period); len(cells) == 1 {
			value, rows = cells[0].Value, cells[0].Rows
			for _, whole := range p.wholes(i, r, cells[0]) {
				if cells[0].Value.Cmp(whole.cell.Value) < 0 {
					wholes = append(wholes, statedWhole{r, whole.cell.Value, whole.name, whole.cell.Rows, whole.cell.Derived || len(wholes) > 0})
				}
			}
		}
	}
	a := &s.Amounts[i]
	for _, whole := range wholes {
		ratio, ok := quantity.Quo(value, whole.value)
		if !ok {
			continue
		}
		r := whole.reading
		if own, ok := s.ConfirmedAt(part.First); ok {
			r = own
		}
		r.Cost, r.Alien, r.Partial = 0.4, false, false
		q := p.partOf(a, r, value, whole, ratio)
		q.rows = append(append([]*facts.Observation(nil), rows...), whole.rows...)
		proposals = append(proposals, q)
	}
	return proposals
}

// partOf judges a share by the part and the whole.
func (p *Pass) partOf(a *claims.AmountMention, r claims.Reading, value quantity.Number, whole statedWhole, ratio quantity.Ratio) proposal {
	q := proposal{reading: r, cost: r.Cost, known: true, unsure: whole.unsure, actual: ratio}
	if a.Kind == claims.Percent {
		q.actual = ratio.Mul(quantity.Of(quantity.Int(100)))
		q.fix = p.rewritten(a, q.actual)
	}
	q.fit = a.AcceptsWith(q.actual, p.Options.Tolerance)
	q.far = !near(a.Ratio(), q.actual)
	m := r.Slice.Measure
	q.says = fmt.Sprintf("%s: %s of %s%s, which is %s%%", r.Slice.Words(), quantity.Format(value, m.Unit), quantity.Format(whole.value, m.Unit), whole.name, ratio.Percent(1))
	return q
}

// ofNamedPart works out a share of what the text stated last, where a name behind the share tells the part: "more than a third
// of them were silver".
func (p *Pass) ofNamedPart(i int) (proposals []proposal) {
	s := p.Sentence
	a := &s.Amounts[i]
	end := s.ClauseEnd(a.Last - 1)
	wholes := p.spokenWholes(i, a)
	for _, whole := range wholes {
		slice := whole.reading.Slice
		var parts []facts.Slice
		for _, n := range s.Names {
			if n.First < a.Last || n.First >= end {
				continue
			}
			for _, ref := range n.Refs {
				part := slice
				switch {
				case ref.Dataset() != slice.Measure.Dataset || ref.Loose >= claims.HalfName:
					continue
				case ref.Member != nil && slice.Member(ref.Member.Dimension) == nil:
					part = slice.With(ref.Member)
				case ref.Measure != nil && ref.Measure != slice.Measure && ref.Measure.Unit.Fits(slice.Measure.Unit):
					part.Measure = ref.Measure
				default:
					continue
				}
				parts = append(parts, part)
			}
		}
		for _, part := range parts {
			cells := p.cells(part, whole.reading.Period)
			if len(cells) != 1 {
				continue
			}
			ratio, ok := quantity.Quo(cells[0].Value, whole.value)
			if !ok || ratio.CmpNumber(quantity.Int(1)) > 0 {
				continue
			}
			r := whole.reading
			r.Slice, r.Cost, r.Alien, r.Partial = part, 0.5, false, false
			q := p.partOf(a, r, cells[0].Value, whole, ratio)
			q.rows = append(append([]*facts.Observation(nil), cells[0].Rows...), whole.rows...)
			q.unsure = q.unsure || len(parts) > 1
			proposals = append(proposals, q)
		}
	}
	return proposals
}

// spokenWholes returns the figures that "of them" or "of that" may stand for: those on record that the text stated last, in
// the sentence before the part or in the nearest one before that states any.
func (p *Pass) spokenWholes(i int, part *claims.AmountMention) (wholes []statedWhole) {
	s := p.Sentence
	if !s.PartOfPronoun(i) {
		return nil
	}
	before := min(part.First, s.Amounts[i].First)
	for at := s.Index; at >= 0 && at > s.Index-3 && len(wholes) == 0; at-- {
		spoken := p.Article.Sentences[at]
		for j := range spoken.Amounts {
			b := &spoken.Amounts[j]
			if at == s.Index && b.First >= before || b.Noise != claims.NoNoise || spoken.Uses[j].Role == claims.LevelFrom || !isRelative(part) && !b.Unit.Fits(part.Unit) && !part.Unit.Fits(b.Unit) {
				continue
			}
			r, ok := spoken.ConfirmedAt(b.First)
			if !ok || spoken.Uses[j].Role != claims.Level && spoken.Uses[j].Role != claims.LevelTo && spoken.Uses[j].Role != claims.SumLevel {
				continue
			}
			cells := p.cells(r.Slice, r.Period)
			if len(cells) != 1 || !isRelative(part) && part.Value.Cmp(cells[0].Value) > 0 || !fits(b)(r.Slice.Measure) {
				continue
			}
			now := p.cells(r.Slice, period.Period{})
			earlier := len(now) == 1 && cells[0].Period.Before(now[0].Period)
			if earlier && r.Dated != nil && r.Dated.Anchor == claims.Focus && r.Dated.Shift < 0 {
				// "Two years before there had been 412, so their number has halved. A third of them are": of those now
				cells, earlier = now, false
				r.Period = period.Period{}
			}
			wholes = append(wholes, statedWhole{r, cells[0].Value, forPeriod(cells[0].Period), cells[0].Rows, false})
			if earlier {
				r.Period = period.Period{}
				wholes = append(wholes, statedWhole{r, now[0].Value, forPeriod(now[0].Period), now[0].Rows, false})
			}
		}
	}
	for n := range wholes {
		wholes[n].unsure = len(wholes) > 1
	}
	return wholes
}
