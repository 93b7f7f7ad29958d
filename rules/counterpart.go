package rules

import (
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// wholeForPart is what it costs to compare the total with one of its members: mostly it is another member that is
// compared, which the words leave out.
const wholeForPart = 0.5

// counterparts returns the cells that a phrase of comparison names for the subject of a reading: other members, several
// of them together, the total, the average, the first, all others. It returns none when the phrase names no such thing.
func (p *Pass) counterparts(phrase [2]int, r claims.Reading, own facts.Cell, sign int) (found []baseOf) {
	if phrase == [2]int{} {
		return nil
	}
	phrase = p.overList(phrase)
	at := p.periodIn(phrase, own.Period)
	named := p.namedCounterparts(phrase, r, at)
	if len(named) > 1 && p.Sentence.HasCue(phrase[0], phrase[1], claims.Sum) {
		return []baseOf{sumOfBases(named)}
	}
	if len(named) > 0 {
		return named
	}
	if p.namesPeriod(phrase) {
		return nil
	}
	switch p.counterpartWord(phrase) {
	case "whole":
		return p.wholeCounterparts(phrase, r, own)
	case "average":
		if whole := p.wholeCounterparts(phrase, r, own); len(whole) > 0 && !r.Slice.Measure.Additive {
			return whole
		}
		for _, set := range p.averageOf(r, own) {
			found = append(found, baseOf{cell: set.rivals[0].cell, name: set.rivals[0].name})
		}
	case "first":
		return p.firstOthers(r, own, 1)
	case "rest":
		return p.restOf(r, own)
	case "any":
		return p.firstOthers(r, own, sign)
	}
	return found
}

// namesCounterpart reports whether a phrase of comparison names members or words for several of them, rather than a period.
func (p *Pass) namesCounterpart(phrase [2]int) bool {
	return p.namesAnyMember(phrase[0], phrase[1]) || p.counterpartWord(phrase) != "" && !p.namesPeriod(phrase)
}

// overList returns a phrase with the rest of the list that it begins, when words like "combined" close it: a comma ends
// a clause, but not the list in "as many as Aldmoor, Brent and Coyle put together".
func (p *Pass) overList(phrase [2]int) [2]int {
	s := p.Sentence
	if phrase[1] >= len(s.Tokens) || s.Tokens[phrase[1]].Norm != "," {
		return phrase
	}
	for t := phrase[1]; t < len(s.Tokens); t++ {
		if cue, ok := s.FindCue(t, t+1, claims.Sum); ok {
			return [2]int{phrase[0], cue.Last}
		}
		if norm := s.Tokens[t].Norm; norm != "," && norm != "and" && norm != "the" && !p.Sentence.IsNamed(t) {
			break
		}
	}
	return phrase
}

// periodIn returns the period that a phrase names, else the subject's own.
func (p *Pass) periodIn(phrase [2]int, own period.Period) period.Period {
	for i := range p.Sentence.Periods {
		m := &p.Sentence.Periods[i]
		if m.First < phrase[0] || m.First >= phrase[1] {
			continue
		}
		at := m.Period
		if m.Anchor == claims.Focus {
			at = m.Resolve(own)
		}
		if !at.IsZero() {
			return at
		}
	}
	return own
}

// namesPeriod reports whether a phrase names a period.
func (p *Pass) namesPeriod(phrase [2]int) bool {
	return slices.ContainsFunc(p.Sentence.Periods, func(m claims.PeriodMention) bool { return m.First >= phrase[0] && m.First < phrase[1] })
}

// namesMeasure reports whether a phrase of comparison names a measure: "above its ceiling".
func (p *Pass) namesMeasure(phrase [2]int) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return n.First >= phrase[0] && n.First < phrase[1] && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Measure != nil && r.Loose < 0.35 })
	})
}

// measureCounterparts returns the cells of other measures with the unit of the subject's that a phrase names: "above its
// ceiling".
func (p *Pass) measureCounterparts(phrase [2]int, r claims.Reading, own facts.Cell) (found []baseOf) {
	for _, n := range p.Sentence.Names {
		if n.First < phrase[0] || n.First >= phrase[1] {
			continue
		}
		for _, ref := range n.Refs {
			if m := ref.Measure; m == nil || m == r.Slice.Measure || ref.Loose >= 0.35 || !m.Unit.Fits(r.Slice.Measure.Unit) {
				continue
			}
			other := translated(r.Slice, ref.Measure, nil)
			if isTotal(other) != isTotal(r.Slice) || len(ref.Measure.Dataset.Dimensions) == 0 && !slices.Equal(r.Slice.Members, make([]*facts.Member, len(r.Slice.Members))) {
				continue // the target of all is none of the one that the text speaks of
			}
			for _, cell := range p.cells(other, own.Period) {
				found = append(found, baseOf{cell: cell, cost: ref.Loose, name: " for " + ref.Measure.Label})
			}
		}
	}
	return found
}

// namedCounterparts returns the cells of the members that a phrase names, and of what it names in a dataset that has the
// same measure: "the euro zone" for an inflation rate of a member state.
func (p *Pass) namedCounterparts(phrase [2]int, r claims.Reading, at period.Period) (found []baseOf) {
	for _, n := range p.Sentence.Names {
		if n.First < phrase[0] || n.First >= phrase[1] {
			continue
		}
		for _, ref := range n.Refs {
			base := baseOf{cost: ref.Loose}
			slice := r.Slice
			switch {
			case ref.Member != nil && ref.Member.Dimension.Dataset == r.Slice.Measure.Dataset:
				d := ref.Member.Dimension
				if r.Slice.Member(d) == ref.Member {
					continue
				}
				if r.Slice.Member(d) == nil && r.Sum == nil && ref.Member != d.Total {
					if p.namesMemberOutside(d, phrase) {
						continue // the text has a subject
					}
					base.cost += wholeForPart
					base.guess = true
				}
				slice = r.Slice.With(ref.Member)
				if ref.Member == d.Total {
					slice = r.Slice.Without(d)
				}
				base.name = " for " + ref.Member.Label
			case ref.Subject != nil && ref.Subject != r.Slice.Measure.Dataset:
				twin := twinOf(r.Slice.Measure, ref.Subject)
				if twin == nil {
					continue
				}
				slice = facts.Slice{Measure: twin}
				base.name = " for " + p.Sentence.Words(n.First, n.Last)
			default:
				continue
			}
			cells := p.cells(slice, at)
			if len(cells) != 1 {
				continue
			}
			base.cell = cells[0]
			found = append(found, base)
		}
	}
	return found
}

// namesMemberOutside reports whether the sentence names a member of a dimension outside of a phrase.
func (p *Pass) namesMemberOutside(d *facts.Dimension, phrase [2]int) bool {
	return slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return (n.First < phrase[0] || n.First >= phrase[1]) && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool {
			return r.Member != nil && r.Member.Dimension == d && r.Member != d.Total
		})
	})
}

// twinOf returns the measure of a dataset that has the label and the unit of another's, or nil.
func twinOf(m *facts.Measure, d *facts.Dataset) *facts.Measure {
	for _, twin := range d.Measures {
		if twin.Label == m.Label && twin.Unit == m.Unit {
			return twin
		}
	}
	return nil
}

// sumOfBases adds up what a phrase names together.
func sumOfBases(named []baseOf) baseOf {
	sum := baseOf{name: " together"}
	for _, b := range named {
		sum.cost = max(sum.cost, b.cost)
		sum.cell.Period = b.cell.Period
		sum.cell.Value = sum.cell.Value.Add(b.cell.Value)
		sum.cell.Rows = append(sum.cell.Rows, b.cell.Rows...)
	}
	return sum
}

// counterpartWord returns what the words of a phrase that names no member stand for: "whole", "average", "first", "rest",
// "any"; "" when they stand for nothing of the kind.
func (p *Pass) counterpartWord(phrase [2]int) string {
	s := p.Sentence
	word := ""
	for t := phrase[0]; t < min(phrase[1], phrase[0]+7); t++ {
		norm := s.Tokens[t].Norm
		found := counterpartWords.Meaning(norm)
		if found == "any" && t <= phrase[0]+3 {
			return found
		}
		if found != "" && (word == "" || found == "average") {
			word = found
		}
	}
	return word
}

var counterpartWords = lexicon.Words{Table: "counterparts"}

// wholeCounterparts returns the total over the dimensions that the subject has a member of.
func (p *Pass) wholeCounterparts(phrase [2]int, r claims.Reading, own facts.Cell) (found []baseOf) {
	for _, m := range r.Slice.Members {
		if m == nil || m == m.Dimension.Total {
			continue
		}
		cells := p.cells(r.Slice.Without(m.Dimension), p.periodIn(phrase, own.Period))
		if len(cells) == 1 && !cells[0].Derived {
			found = append(found, baseOf{cell: cells[0], name: " in all"})
		}
	}
	return found
}

// firstOthers returns, for each dimension that the subject has a member of, the cell of the other member that has the most,
// or the least when sign is negative: it decides for "any other".
func (p *Pass) firstOthers(r claims.Reading, own facts.Cell, sign int) (found []baseOf) {
	for _, m := range r.Slice.Members {
		if m == nil || m == m.Dimension.Total {
			continue
		}
		var best baseOf
		for _, other := range m.Dimension.Members {
			if other == m || other == m.Dimension.Total || claims.NamesRest(other.Label) {
				continue
			}
			cell, ok := p.Facts.At(r.Slice.With(other), own.Period)
			if !ok {
				continue
			}
			if c := cell.Value.Cmp(best.cell.Value); best.name == "" || sign >= 0 && c > 0 || sign < 0 && c < 0 {
				best = baseOf{cell: cell, name: " for " + other.Label}
			}
		}
		if best.name != "" {
			found = append(found, best)
		}
	}
	return found
}

// restOf returns what is left of the total without the subject.
func (p *Pass) restOf(r claims.Reading, own facts.Cell) (found []baseOf) {
	if !r.Slice.Measure.Additive {
		return nil
	}
	for _, m := range r.Slice.Members {
		if m == nil || m == m.Dimension.Total {
			continue
		}
		total, ok := p.Facts.At(r.Slice.Without(m.Dimension), own.Period)
		if !ok || total.Derived {
			continue
		}
		rest := facts.Cell{Period: own.Period, Value: total.Value.Sub(own.Value), Rows: slices.Concat(total.Rows, own.Rows)}
		if rest.Value.Cmp(quantity.Int(0)) > 0 {
			found = append(found, baseOf{cell: rest, name: " for the rest"})
		}
	}
	return found
}
