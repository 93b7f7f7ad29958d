package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Some changes have an end that no word of theirs names, but a level beside them, which the record bears out.

const (
	toldCost   = 0.3 // a level of the same sentence
	toldBefore = 0.3 // of the sentence before, on top of that
	knownTwice = 0.9 // a series that only the figure and the period of its base point to
)

// sinceTold works out a change without a base of its own as one since the level that the text has just told of an earlier
// time: "Two years before it lent 214,000, so lending has grown by a tenth".
func (p *Pass) sinceTold(i int) (proposals []proposal) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	if use.Role != claims.Change || use.Over || use.With >= 0 || use.Phrase != [2]int{} || !p.comesToNow(i) {
		return nil
	}
	told, cost := s.BorneOut(0, min(a.First, a.Hedge)), float32(toldCost)
	if len(told) == 0 && s.Index > 0 {
		if before := p.Article.Sentences[s.Index-1]; before.Place == s.Place {
			told, cost = before.BorneOut(0, len(before.Tokens)), cost+toldBefore
		}
	}
	for _, r := range told {
		cells := p.cells(r.Slice, r.Period)
		if r.PeriodFrom != claims.Named || len(cells) != 1 || !p.namesOnly(r.Slice, s.ClauseStart(a.First), a.First) {
			continue
		}
		base := cells[0]
		now, ok := latest(p.Facts.Series(p.only(r.Slice)).OfGrain(base.Period.Grain()), p.Article.Published)
		if !ok || !now.Period.After(base.Period) {
			continue
		}
		r.Period, r.PeriodFrom, r.Cost = now.Period, claims.Carried, cost
		q := p.change(a, use.Sign, r, now, baseOf{cell: base, name: forPeriod(base.Period)})
		if cost == toldCost {
			q.far = false // the sentence gives its base, so that no other can be meant
		}
		proposals = append(proposals, q.weighed())
	}
	return proposals
}

// comesToNow reports whether a clause tells of a change up to the present and names no time itself: "has grown by", "the
// increase was".
func (p *Pass) comesToNow(i int) bool {
	s, cue := p.Sentence, p.Sentence.Uses[i].Cue
	start, end := s.ClauseStart(s.Amounts[i].First), s.ClauseEnd(s.Amounts[i].Last-1)
	for j := range s.Periods {
		m := &s.Periods[j]
		if start <= m.First && (m.First < end || m.Role == claims.Since && m.First <= end+1) { // "since 2021" begins a clause of its own
			return false
		}
	}
	if _, noun := s.ToldBy(i); noun {
		return true
	}
	for t := max(start, cue.First-3); t < cue.First; t++ {
		if perfects.Meaning(s.Tokens[t].Norm) != "" {
			return true
		}
	}
	return false
}

var perfects = lexicon.Words{Table: "perfects"}

// namesOnly reports whether the names in tokens [first, last) that the dataset of a slice knows are all of the slice.
func (p *Pass) namesOnly(slice facts.Slice, first, last int) bool {
	return !slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		if n.First < first || n.First >= last {
			return false
		}
		other := false
		for _, ref := range n.Refs {
			switch {
			case ref.Measure == slice.Measure, ref.Member != nil && slice.Member(ref.Member.Dimension) == ref.Member, ref.Member == nil && ref.Measure == nil:
				return false
			case ref.Loose < claims.HalfName && (ref.Measure != nil && ref.Measure.Dataset == slice.Measure.Dataset || ref.Member != nil && ref.Member.Dimension.Dataset == slice.Measure.Dataset):
				other = true
			}
		}
		return other
	})
}

// besideTold works out a comparison that follows a dated level and names nothing to compare with: "It was 26.4 per cent in 2021,
// six points lower". It is of that level, against the one before it or the one that the text spoke of. ok is false where no such
// level stands there.
func (p *Pass) besideTold(i int) (proposals []proposal, ok bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	if i == 0 || use.Role != claims.Change || use.With >= 0 || use.Phrase[0] < use.Phrase[1] || use.Cue.Kind != claims.Above && use.Cue.Kind != claims.Below {
		return nil, false
	}
	level := i - 1
	for level > 0 && s.Amounts[level].Noise != claims.NoNoise {
		level--
	}
	told := s.BorneOut(s.Amounts[level].First, s.Amounts[level].Last)
	if len(told) == 0 || !p.stands(level, i) {
		return nil, false
	}
	r := told[0]
	cells := p.cells(r.Slice, r.Period)
	if r.PeriodFrom != claims.Named || r.Dated == nil || len(cells) != 1 {
		return nil, false
	}
	own := cells[0]
	series := p.Facts.Series(p.only(r.Slice))
	now, found := latest(series.OfGrain(own.Period.Grain()), p.Article.Published)
	if !found || !now.Period.After(own.Period) {
		return nil, false
	}
	bases := append(p.bases(r), now)
	if s.Index > 0 {
		for _, other := range p.Article.Sentences[s.Index-1].BorneOut(0, len(p.Article.Sentences[s.Index-1].Tokens)) {
			if cells := p.cells(other.Slice, other.Period); len(cells) == 1 && slices.Equal(other.Slice.Members, r.Slice.Members) && other.Slice.Measure == r.Slice.Measure {
				bases = append(bases, cells[0])
			}
		}
	}
	r.Cost = toldCost
	for _, base := range bases {
		if base.Period != own.Period {
			proposals = append(proposals, p.change(a, use.Sign, r, own, baseOf{cell: base, name: forPeriod(base.Period)}).weighed())
		}
	}
	return proposals, len(proposals) > 0
}

// stands reports whether an amount follows another one with nothing but its noun, its period and a comma between.
func (p *Pass) stands(level, i int) bool {
	s := p.Sentence
	from, to := max(s.Amounts[level].Last, s.Amounts[level].Noun[1]), min(s.Amounts[i].First, s.Amounts[i].Hedge)
	for t := from; t < to; t++ {
		if norm := s.Tokens[t].Norm; norm != "," && !s.IsDated(t) && !claims.IsPreposition(norm) && !claims.SaysLittle(s.Stems[t]) {
			return false
		}
	}
	return from < to && s.Tokens[to-1].Norm == ","
}

// fromKnownBase works out a change from a base whose figure and period stand once on record: "seven lower than the 744 of 2023"
// can only be of the series that was 744 in 2023.
func (p *Pass) fromKnownBase(i int) (proposals []proposal) {
	s, use := p.Sentence, p.Sentence.Uses[i]
	if use.Role != claims.Change || use.With < 0 || s.Uses[use.With].Role != claims.LevelFrom || !informative(&s.Amounts[use.With]) {
		return nil
	}
	stated := &s.Amounts[use.With]
	var at *claims.PeriodMention
	for j := range s.Periods {
		if m := &s.Periods[j]; m.Anchor != claims.Focus && s.DatedBy(use.With, m) {
			at = m
		}
	}
	if at == nil || stated.Amount.Hedge != quantity.Bare {
		return nil
	}
	half := stated.Step.Mul(quantity.Decimal(5, 1))
	var known *facts.Observation
	for _, o := range p.Facts.Valued(stated.Value.Sub(half), stated.Value.Add(half), 20) {
		if o.Period != at.Period || !o.Measure.Unit.Fits(stated.Unit) && !stated.Unit.Fits(o.Measure.Unit) {
			continue
		}
		if known != nil {
			return nil
		}
		known = o
	}
	if known == nil {
		return nil
	}
	slice := facts.Slice{Measure: known.Measure, Members: known.Members}
	base, ok := p.Facts.At(slice, known.Period)
	now, later := latest(p.Facts.Series(slice).OfGrain(known.Period.Grain()), p.Article.Published)
	if !ok || !later || !now.Period.After(base.Period) || !p.namesOnly(slice, s.ClauseStart(s.Amounts[i].First), s.Amounts[i].First) {
		return nil
	}
	r := claims.Reading{Slice: slice, Period: period.Period{}, Cost: knownTwice, PeriodFrom: claims.Default}
	return []proposal{p.change(&s.Amounts[i], use.Sign, r, now, baseOf{cell: base, name: forPeriod(base.Period)}).weighed()}
}

// endIn returns the cells of a reading, and of several in a longer period only the one that the level at the end of a change
// states: "in 2016, when sales dropped 9 per cent to $46.9 billion" is of the quarter that had as much.
func (p *Pass) endIn(i int, r claims.Reading) (claims.Reading, []facts.Cell) {
	cells := p.cells(r.Slice, r.Period)
	if len(cells) < 2 {
		return r, cells
	}
	s, m := p.Sentence, r.Slice.Measure
	for j := i; j < min(i+2, len(s.Amounts)); j++ {
		to := &s.Amounts[j]
		if s.Uses[j].Role != claims.LevelTo || !informative(to) || s.ClauseStart(to.First) != s.ClauseStart(s.Amounts[i].First) {
			continue
		}
		var ends []facts.Cell
		for _, cell := range cells {
			if actual, ok := in(to.Unit, cell.Value, m); ok && to.Accepts(actual) >= quantity.Within {
				ends = append(ends, cell)
			}
		}
		if len(ends) == 1 {
			r.Period = ends[0].Period
			return r, ends
		}
	}
	return r, cells
}
