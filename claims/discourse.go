package claims

import (
	"slices"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// borneOut adds the readings that the facts bear out for other figures: as a whole, measure, members and period
// together, they are likelier than their parts. A level is not said twice, but a change or a share is of a level that stands beside it, also after it: "swelled
// by 23% to 331,602".
func (b *Binder) borneOut(s *Sentence, w Want, readings []Reading) []Reading {
	add := func(r Reading, cost float32, from Origin) {
		if w.Fits != nil && !w.Fits(r.Slice.Measure) {
			return
		}
		r.Cost, r.MeasureFrom, r.MemberFrom, r.PeriodFrom = cost, from, from, from
		for _, d := range r.Slice.Measure.Dataset.Dimensions {
			if m := s.listed(w.Anchor, d); m != nil && m != r.Slice.Member(d) {
				r.Slice, r.MemberFrom = r.Slice.With(m), Named
			}
		}
		r.Alien, r.Partial, r.Dated = false, false, nil
		if from == Carried && s.namesOtherMeasure(r.Slice.Measure) {
			r.Cost += carriedCost // "tablet shipments are a fifth of iPhone shipments", behind a sentence about revenue
		} else if from == Carried && s.namesAll(r.Slice) {
			r.MemberFrom = Named
			r.Cost -= carriedCost
		}
		readings = append(readings, r)
	}
	for _, c := range s.confirmed {
		if !w.Derived || c.first <= w.Anchor && w.Anchor < c.last || inside(w.Not, c.token) || c.base || c.reading.Dated != nil && c.reading.Dated.Role == Since {
			continue
		}
		if at := c.reading.Dated; at != nil && s.comparedElsewhere(w.Anchor, at.First) {
			continue // "than at the end of June, when the jails held 87,726"
		}
		if w.Peers && (c.token > w.Anchor || c.reading.PeriodFrom == Default && s.isDatedBefore(w)) {
			continue // who is compared stands before, at the time that is named
		}
		if s.leadsElsewhere(w, c) {
			continue // "the old town's figure rose by 14 and the harbour's by nine"
		}
		if c.token < w.Anchor && s.returnsToPresent(c.token, w.Anchor) {
			continue // "ahead a year ago; now it is 54 behind"
		}
		if c.token < w.Anchor && s.namesOther(c.reading.Slice, c.last, w) {
			continue // "Alder was 40 above its quota and Brent 12"
		}
		cost := confirmedCost + min(s.distance(memberSlot, c.token, w.Anchor), maxLink)
		if own := b.clausePeriod(s, w, c); !own.IsZero() {
			c.reading.Period = own
		}
		add(c.reading, cost, Named)
	}
	if s.Index > 0 && w.Derived && (!w.Peers || s.LeansBack()) {
		if p := b.Article.Sentences[s.Index-1]; p.Place == s.Place {
			for _, c := range p.confirmed {
				if s.turnsFrom(w, c.reading) {
					continue
				}
				if own := b.clausePeriod(s, w, c); !own.IsZero() {
					c.reading.Period = own
				}
				add(c.reading, carriedCost+0.25, Carried)
			}
		}
	}
	return readings
}

// leadsElsewhere reports whether another member is named between a confirmed figure and the one to bind, outside of what they are
// compared with.
func (s *Sentence) leadsElsewhere(w Want, c confirmation) bool {
	return slices.ContainsFunc(s.Names, func(n Name) bool {
		if n.First < c.last || n.First >= w.Anchor || inside(w.Not, n.First) || s.IsCompared(n.First) {
			return false
		}
		return slices.ContainsFunc(c.reading.Slice.Members, func(m *facts.Member) bool {
			other := (*facts.Member)(nil)
			if m != nil {
				other = n.memberOf(m.Dimension)
			}
			return other != nil && other != m
		})
	})
}

// LeansBack reports whether a sentence begins with a word for what the one before spoke of: "It", "That was".
func (s *Sentence) LeansBack() bool {
	return s.HasCue(0, min(3, len(s.Tokens)), Anaphor) ||
		len(s.Tokens) > 1 && demonstratives.Has(s.Tokens[0].Norm) && (auxiliaries.Has(s.Tokens[1].Norm) || s.HasCue(1, 2, Above, Below)) // "That beat the rate of"
}

var demonstratives = lexicon.Words{Table: "demonstratives"}

// namesOther reports whether the sentence names, between a token and the figure, another member than a slice has.
func (s *Sentence) namesOther(slice facts.Slice, from int, w Want) bool {
	return slices.ContainsFunc(s.Names, func(n Name) bool {
		return n.First >= from && n.Last <= w.Anchor && !inside(w.Not, n.First) && !s.IsCompared(n.First) && slices.ContainsFunc(slice.Members, func(m *facts.Member) bool {
			return m != nil && n.memberOf(m.Dimension) != nil && n.memberOf(m.Dimension) != m
		})
	})
}

// turnsFrom reports whether a sentence names, before the figure, another member or period than a reading has: it goes on
// about something else.
func (s *Sentence) turnsFrom(w Want, r Reading) bool {
	other, same := false, false
	for _, n := range s.Names {
		for _, ref := range n.Refs {
			other = other || ref.Measure != nil && ref.Loose < 0.3 && n.First < w.Anchor && !inside(w.Not, n.First)
			same = same || ref.Measure == r.Slice.Measure
		}
	}
	if other && !same {
		return true
	}
	for _, n := range s.Names {
		if n.First > w.Anchor || inside(w.Not, n.First) || s.IsCompared(n.First) {
			continue
		}
		for _, m := range r.Slice.Members {
			if m != nil && n.memberOf(m.Dimension) != nil && n.memberOf(m.Dimension) != m && !s.namesAll(r.Slice) {
				return true
			}
		}
	}
	return false
}

// returnsToPresent reports whether a word between two tokens says that the text speaks of the present again.
func (s *Sentence) returnsToPresent(from, to int) bool {
	return slices.ContainsFunc(s.Tokens[from:to], func(t Token) bool { return presentWords.Has(t.Norm) })
}

var presentWords = lexicon.Words{Table: "present-words"}

// isDatedBefore reports whether the sentence names a period before the figure and outside what it is compared with.
func (s *Sentence) isDatedBefore(w Want) bool {
	return slices.ContainsFunc(s.Periods, func(m PeriodMention) bool {
		return m.Role == At && m.Last <= w.Anchor && !inside(w.Not, m.First) && m.Anchor != Focus
	})
}

// namesOtherMeasure reports whether the sentence names a measure of the dataset of m in full, but not m.
func (s *Sentence) namesOtherMeasure(m *facts.Measure) bool {
	other := false
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Measure == m {
				return false
			}
			other = other || r.Measure != nil && r.Loose < 0.1 && r.Measure.Dataset == m.Dataset
		}
	}
	return other
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

// sameTable calls visit with the measures that the facts bear out for cells before in the row or the column of a cell.
func (b *Binder) sameTable(s *Sentence, visit func(*facts.Measure)) {
	if s.row == nil {
		return
	}
	for i := s.Index - 1; i >= 0; i-- {
		p := b.Article.Sentences[i]
		if p.Block.Kind != draft.Cell || p.Block.Table != s.Block.Table {
			return
		}
		if p.Block.Column != s.Block.Column && p.Block.Row != s.Block.Row {
			continue
		}
		for _, c := range p.confirmed {
			visit(c.reading.Slice.Measure)
		}
	}
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
	for j := len(s.confirmed) - 1; j >= 0; j-- {
		if c := s.confirmed[j]; !c.base && c.last <= token {
			return b.periodOf(c.reading) // "was down 16 percent, after growing by 9 percent the year before"
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
			if m := &p.Periods[j]; m.Anchor != Focus && m.Role == At && !m.Period.IsZero() && m.Grain < period.Day && !p.IsCompared(m.First) {
				return m.Period
			}
		}
	}
	return period.Period{}
}

// periodOf returns the period of a reading, the latest of its dataset where the words name none.
func (b *Binder) periodOf(r Reading) period.Period {
	if r.Period.IsZero() && r.Slice.Measure.Dataset.Period != nil {
		return b.latest(r.Slice.Measure.Dataset)
	}
	return r.Period
}
