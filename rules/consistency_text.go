package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// announced checks counts against the lists that follow them: "four priorities: crime, schools and roads".
func (p *Pass) announced() (found []consistencyClaim) {
	s := p.Sentence
	for _, l := range s.Listings() {
		a := &s.Amounts[l.Amount]
		n, ok := a.Value.Int64()
		if !ok || n < 2 {
			continue
		}
		c := consistencyClaim{Claim: Claim{a.First, max(a.Last, a.Noun[1])}}
		count := int(n)
		switch {
		case count == l.Likely:
			c.verdict = Verdict{Label: Supported, Severity: Note, Message: fmt.Sprintf("%d follow", l.Likely)}
		case l.Fewest <= count && count <= l.Most:
			c.verdict = Verdict{Label: NotEnoughInfo, Severity: Note, Message: fmt.Sprintf("between %d and %d follow, by what \"and\" parts", l.Fewest, l.Most)}
		case l.Fewest < l.Most:
			c.verdict = Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("%d or at most %d follow", l.Likely, l.Most)}
			if l.Likely == l.Most {
				c.verdict.Message = fmt.Sprintf("%d follow", l.Likely)
			}
		default:
			c.verdict = Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("%d follow", l.Likely)}
		}
		found = append(found, c)
	}
	return found
}

// setting is what the words around a figure say that it is of.
type setting struct {
	content []string
	proper  []string
	periods []period.Period
	open    bool // a comparison, a condition or a date that hangs on others: what it is of can't be told
}

// settingOf returns the setting of an amount: the words of its happening, or the labels of its cell.
func (p *Pass) settingOf(s *claims.Sentence, i int) (t setting) {
	add := func(s *claims.Sentence, first, last int) {
		t.content = append(t.content, s.Content(first, last)...)
		for k := max(first, 1); k < last; k++ {
			if token := &s.Tokens[k]; token.Kind == claims.Word && token.Upper {
				t.proper = append(t.proper, s.Stems[k])
			}
		}
		for k := range s.Periods {
			m := &s.Periods[k]
			if m.First < first || m.First >= last {
				continue
			}
			t.open = t.open || m.Anchor == claims.Focus || m.Period.IsZero() || m.Role != claims.At
			t.periods = append(t.periods, m.Period)
		}
		t.open = t.open || s.HasCue(first, last, claims.Above, claims.Below, claims.Base, claims.Average, claims.Median, claims.Modal, claims.Every,
			claims.Other, claims.Rest, claims.Not, claims.Rate, claims.Only, claims.Gap, claims.Sum)
	}
	if s.Block.Kind == draft.Cell {
		label, header := s.CellNames()
		for _, names := range append(slices.Clone(label), header...) {
			add(names, 0, len(names.Tokens))
		}
		return t
	}
	a := &s.Amounts[i]
	first, last := s.Stretch(a.First, a.Last)
	add(s, first, last)
	return t
}

// earlierFigure checks a figure against the ones before it for the same thing.
func (p *Pass) earlierFigure(i int) (consistencyClaim, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if !repeatable(a, s.Uses[i]) || !isProse(s.Block.Kind) && s.Block.Kind != draft.Cell {
		return consistencyClaim{}, false
	}
	var own setting
	read := false
	left := maxRepeats
	for back := s.Index - 1; back >= 0 && left > 0; back-- {
		before := p.Article.Sentences[back]
		left -= len(before.Amounts)
		if before.IsHeadline() || before.Block.Furniture || before.Block.Kind == draft.Cell && s.Block.Kind == draft.Cell ||
			!isProse(before.Block.Kind) && before.Block.Kind != draft.Cell {
			continue
		}
		for j := range before.Amounts {
			b := &before.Amounts[j]
			if !repeatable(b, before.Uses[j]) || a.Value.Equal(b.Value) || !sameNoun(s, a, before, b) || agree(a, b) || slip(a.Value, b.Value) == "" {
				continue
			}
			if !read {
				own, read = p.settingOf(s, i), true
			}
			if !own.is(p.settingOf(before, j), s.Block.Kind == draft.Cell, before.Block.Kind == draft.Cell) || p.isElsewhere(a, s) {
				continue
			}
			if told := p.factsSay(i); told == Supported || told == Refuted {
				return consistencyClaim{}, false
			}
			e := &echo{s: before, i: j}
			c := consistencyClaim{Claim: p.amountClaimOf(i)}
			c.verdict = Verdict{Label: Refuted, Severity: Error, Message: fmt.Sprintf("the text says %s before: %s", quote(e), slip(a.Value, b.Value))}
			return c, true
		}
	}
	return consistencyClaim{}, false
}

// maxRepeats bounds the figures before it that a figure is compared with.
const maxRepeats = 120

// repeatable reports whether an amount is a plain value that the text may give twice.
func repeatable(a *claims.AmountMention, u claims.Use) bool {
	return isRepeated(a) && a.Amount.Hedge == quantity.Bare && a.Kind != claims.Fraction && (u.Role == claims.Level || u.Role == claims.LevelTo)
}

// sameNoun reports whether two amounts count one thing, in one unit. A cell has no noun.
func sameNoun(s *claims.Sentence, a *claims.AmountMention, t *claims.Sentence, b *claims.AmountMention) bool {
	if !sameUnit(a, b) {
		return false
	}
	if a.Kind != claims.Cardinal || s.Block.Kind == draft.Cell || t.Block.Kind == draft.Cell {
		return true
	}
	return a.Noun[1] > a.Noun[0] && b.Noun[1] > b.Noun[0] && slices.Equal(s.Stems[a.Noun[0]:a.Noun[1]], t.Stems[b.Noun[0]:b.Noun[1]])
}

// is reports whether two settings are of one thing: the same periods and names, and the words of one among
// those of the other. The labels of a cell must all be met in the prose.
func (t setting) is(u setting, cell, otherCell bool) bool {
	if t.open || u.open {
		return false
	}
	switch {
	case cell:
		return len(t.content) > 0 && among(t.content, u.content) && among(t.periods, u.periods)
	case otherCell:
		return len(u.content) > 0 && among(u.content, t.content) && among(u.periods, t.periods)
	}
	both := shared(t.content, u.content)
	return both >= 2 && (among(t.content, u.content) || among(u.content, t.content)) &&
		among(t.periods, u.periods) && among(u.periods, t.periods) && among(t.proper, u.proper) && among(u.proper, t.proper)
}

func among[E comparable](part, whole []E) bool {
	for _, x := range part {
		if !slices.Contains(whole, x) {
			return false
		}
	}
	return true
}

// isElsewhere reports whether the figure stands in a cell of a table too, or in two places of the text:
// then it is the other one that is wrong.
func (p *Pass) isElsewhere(a *claims.AmountMention, s *claims.Sentence) bool {
	for _, t := range p.Article.Sentences {
		if t == s {
			continue
		}
		for j := range t.Amounts {
			if b := &t.Amounts[j]; b.Noise == 0 && sameUnit(a, b) && b.Value.Equal(a.Value) {
				return true
			}
		}
	}
	return false
}
