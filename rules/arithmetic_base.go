package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// stated is a figure of the text: an amount of a sentence.
type stated struct {
	s *claims.Sentence
	i int
}

func (t stated) amount() *claims.AmountMention { return &t.s.Amounts[t.i] }

func (t stated) words() string { return t.s.Words(t.amount().First, t.amount().Last) }

// againstBase works out what a figure is said to be of another, or to differ from it by, where the text states both: "£3,248 a
// month, nearly seven times the £472 asked in the islands", "9%, half a point more than the 8.5% of January".
func (p *Pass) againstBase() (found []arithmeticClaim) {
	s := p.Sentence
	for i, use := range s.Uses {
		a := &s.Amounts[i]
		if !figure(a) && (a.Kind != claims.Multiple || a.Noise != 0 || a.IsRange) || a.Per != [2]int{} || a.Amount.More || use.Role != claims.Change && use.Role != claims.Factor {
			continue
		}
		base, ok := p.baseStated(i)
		if !ok || p.isMove(i) {
			continue
		}
		if c, ok := p.fromBase(i, base); ok {
			found = append(found, c)
		}
	}
	return found
}

// isMove reports whether an amount is the size of a change whose ends "from" and "to" tell, which changesInText works out.
func (p *Pass) isMove(i int) bool {
	m, ok := p.moveOf(i)
	return ok && (m.explicit || p.isFrom(stated{p.Sentence, m.from}))
}

// isFrom reports whether "from" leads to a figure.
func (p *Pass) isFrom(t stated) bool {
	before := min(t.amount().First, t.amount().Hedge) - 1
	return before >= 0 && t.s.Tokens[before].Norm == "from" || before > 0 && t.s.Tokens[before-1].Norm == "from"
}

// baseStated returns the figure that an amount is said to be more or less than, or a multiple of.
func (p *Pass) baseStated(i int) (stated, bool) {
	s, use := p.Sentence, p.Sentence.Uses[i]
	j := use.With
	if j < 0 && (use.Cue.Kind == claims.Above || use.Cue.Kind == claims.Below) {
		phrase := use.Phrase
		if phrase == [2]int{} {
			phrase = [2]int{use.Cue.Last, min(s.Amounts[i].First, s.Amounts[i].Hedge)}
		}
		for k := range s.Amounts { // "beat the national rate of 5.2 per cent by 3.3 points"
			if first := s.Amounts[k].First; k != i && phrase[0] <= first && first < phrase[1] && s.Amounts[k].Noise == 0 {
				if j >= 0 {
					return stated{}, false
				}
				j = k
			}
		}
	}
	if j < 0 && use.Cue.Kind == claims.Gap && use.Phrase == [2]int{} && i == 0 && s.Index > 0 && s.LeansBack() {
		return p.baseBefore(i)
	}
	if j < 0 || s.Uses[j].Role != claims.LevelFrom && s.Uses[j].Role != claims.Level || s.Amounts[j].Kind == claims.Ordinal || !figure(&s.Amounts[j]) {
		return stated{}, false
	}
	return stated{s, j}, true
}

// baseBefore returns the base that the sentence before states beside its level: "They were 7 per cent, after 7.5 per cent a year
// earlier. That is progress of half a point."
func (p *Pass) baseBefore(i int) (base stated, ok bool) {
	before := p.Article.Sentences[p.Sentence.Index-1]
	a := &p.Sentence.Amounts[i]
	n := 0
	for j := range before.Amounts {
		b := &before.Amounts[j]
		if !figure(b) || !sameUnit(a, b) && !(isPercentage(a) && isPercentage(b)) {
			continue
		}
		if n++; n == 2 {
			base, ok = stated{before, j}, true
		}
	}
	return base, ok && n == 2 && before.Place == p.Sentence.Place
}

// isPercentage reports whether an amount is in percent or in percentage points.
func isPercentage(a *claims.AmountMention) bool {
	return a.Kind == claims.Percent || a.Kind == claims.Points
}

// fromBase checks an amount against the figures before it that it may speak of. One that fits bears it out; else the nearest
// must be the one that is meant.
func (p *Pass) fromBase(i int, base stated) (c arithmeticClaim, ok bool) {
	levels := p.levelsBefore(i, base)
	for n, level := range levels {
		low, high, says, worked := p.betweenStated(i, level, base)
		if !worked {
			continue
		}
		if meets(&p.Sentence.Amounts[i], low, high) {
			return p.worked(i, low, high, says, false), true
		}
		if n == 0 {
			c, ok = p.worked(i, low, high, says, true), p.isMeant(i, level, base)
		}
	}
	return c, ok
}

// levelsBefore returns the figures before an amount that are in the unit of its base, the nearest first: those of the
// sentence, else of the one before when the sentence goes on about it.
func (p *Pass) levelsBefore(i int, base stated) (levels []stated) {
	add := func(s *claims.Sentence, before int) {
		for j := before - 1; j >= 0; j-- {
			a := &s.Amounts[j]
			if s == base.s && j == base.i || !figure(a) || !sameUnit(a, base.amount()) {
				continue
			}
			switch s.Uses[j].Role {
			case claims.Level, claims.LevelTo, claims.RateLevel, claims.SumLevel, claims.MeanLevel:
			case claims.Change, claims.Share:
				if a.Kind != claims.Percent {
					continue
				}
			default:
				continue
			}
			levels = append(levels, stated{s, j})
		}
	}
	s := p.Sentence
	add(s, i)
	if len(levels) == 0 && s.Index > 0 && s.LeansBack() {
		if before := p.Article.Sentences[s.Index-1]; before.Place == s.Place {
			add(before, len(before.Amounts))
		}
	}
	return levels
}

// isMeant reports whether the words leave no doubt that an amount tells what a level is of its base: the level stands right
// before it, or is the only one that the sentence before states; the facts have both for one measure, if they have both.
func (p *Pass) isMeant(i int, level, base stated) bool {
	if p.isFrom(base) {
		return false // "a year after it had risen by half, from 42": to what, the words leave out
	}
	a := &p.Sentence.Amounts[i]
	if a.First > 0 && isThe[p.Sentence.Tokens[a.First-1].Norm] && a.Kind == claims.Cardinal && a.Form == quantity.Words {
		return false // "those two cover 95 per cent"
	}
	if base.s == p.Sentence && base.amount().First > a.Last && p.hasWord(a.Last, base.amount().First, "and") {
		return false // "were 320 behind and hold 55 seats"
	}
	own, known := level.s.ConfirmedAt(level.amount().First)
	other, alsoKnown := base.s.ConfirmedAt(base.amount().First)
	if known && alsoKnown {
		return own.Slice.Measure == other.Slice.Measure
	}
	if level.s != p.Sentence {
		return len(p.levelsBefore(i, base)) == 1
	}
	return p.isFollowed(level.i, i) || p.isSaidOf(level.i, i)
}

// isSaidOf reports whether only a time or a rate stands between two amounts, and a comma or a verb: "£3,248 a month, twice the".
func (p *Pass) isSaidOf(level, i int) bool {
	s := p.Sentence
	a, b := &s.Amounts[level], &s.Amounts[i]
	for t := max(a.Last, a.Noun[1]); t < min(b.First, b.Hedge); t++ {
		norm := s.Tokens[t].Norm
		if norm == "," || claims.IsPreposition(norm) || claims.IsAuxiliary(norm) || s.IsDated(t) || s.HasCue(t, t+1, claims.Rate) || t > 0 && s.HasCue(t-1, t, claims.Rate) {
			continue
		}
		return false
	}
	return true
}

// betweenStated returns the bounds of what a level is of its base, or differs from it by, in the unit of an amount.
func (p *Pass) betweenStated(i int, level, base stated) (low, high quantity.Ratio, says string, ok bool) {
	a, use := &p.Sentence.Amounts[i], p.Sentence.Uses[i]
	levelLow, levelHigh, okLevel := reach(level.amount())
	baseLow, baseHigh, okBase := reach(base.amount())
	if !okLevel || !okBase || baseLow.Sign() <= 0 || levelLow.Sign() <= 0 {
		return low, high, "", false
	}
	mid := level.amount().Ratio()
	if use.Role == claims.Factor {
		low, _ = levelLow.Quo(baseHigh)
		high, _ = levelHigh.Quo(baseLow)
		mid, _ = mid.Quo(base.amount().Ratio())
		return low, high, fmt.Sprintf("%s is %s times %s", level.words(), mid.Round(quantity.Decimal(1, 2)), base.words()), true
	}
	low, high, mid = levelLow.Sub(baseHigh), levelHigh.Sub(baseLow), mid.Sub(base.amount().Ratio())
	unit := level.amount().Unit
	note := ""
	switch {
	case isRelative(a):
		low, _ = low.Quo(baseHigh)
		high, _ = high.Quo(baseLow)
		ratio, _ := mid.Quo(base.amount().Ratio())
		if a.Kind == claims.Percent {
			hundred := quantity.Of(quantity.Int(100))
			low, high = low.Mul(hundred), high.Mul(hundred)
		}
		if level.amount().Kind == claims.Percent && a.Accepts(mid.Abs()) != quantity.No && a.Accepts(ratio.Abs().Mul(quantity.Of(quantity.Int(100)))) == quantity.No {
			low, high = ratio.Mul(quantity.Of(quantity.Int(100))), ratio.Mul(quantity.Of(quantity.Int(100))) // such a figure was subtracted, however the ends were rounded
			note = fmt.Sprintf("; %s is the difference in percentage points", formatRatio(mid.Abs(), quantity.Unit{}))
		}
		mid, unit = ratio.Mul(quantity.Of(quantity.Int(100))), quantity.Unit{Kind: quantity.Percent}
	case a.Kind == claims.Points && level.amount().Kind == claims.Percent:
		unit = quantity.Unit{Kind: quantity.Points}
	case !sameUnit(a, level.amount()) && a.Unit != (quantity.Unit{}):
		return low, high, "", false
	}
	says = fmt.Sprintf("%s against %s is a difference of %s%s", level.words(), base.words(), formatRatio(mid.Abs(), unit), note)
	if use.Sign < 0 || use.Sign == 0 && low.Add(high).Sign() < 0 {
		low, high = high.Neg(), low.Neg()
	}
	return low, high, says, true
}
