package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/quantity"
)

// move is a change whose two ends the sentence gives.
type move struct {
	from, to int  // amounts
	explicit bool // by "from A to B"; else the far end is a level that stands before
}

// changesInText works out the changes whose two ends stand in the sentence.
func (p *Pass) changesInText() (found []arithmeticClaim) {
	s := p.Sentence
	for i, use := range s.Uses {
		a := &s.Amounts[i]
		switch {
		case use.Role == claims.Change && figure(a) && a.Per == [2]int{}:
			if m, ok := p.moveOf(i); ok && p.isMove(i) && !p.passesAnother(i, m) {
				if c, ok := p.changeInText(i, m); ok {
					found = append(found, c)
				}
			}
		case use.Role == claims.Factor && a.Noise == 0 && !a.IsRange:
			for j := range s.Amounts {
				if m, ok := p.explicitMove(j); ok && p.together(i, j) && !p.passesAnother(i, m) {
					if c, ok := p.multipleInText(i, m); ok {
						found = append(found, c)
					}
				}
			}
		case use.Role == claims.LevelTo && use.Sign != 0:
			if m, ok := p.explicitMove(i); ok {
				if c, ok := p.directionInText(m, use.Cue, use.Sign); ok {
					found = append(found, c)
				}
			} else if c, ok := p.directionBehind(i); ok {
				found = append(found, c)
			}
		}
	}
	return found
}

// passesAnother reports whether a clause begins between a change and a move with one whom it names: "from 52 to 47, and the coast
// has lost 6", "it nearly quadrupled, and only Brent came close, where pay went from 300 to 1,038".
func (p *Pass) passesAnother(i int, m move) bool {
	s := p.Sentence
	first, last := s.Amounts[m.to].Last, s.Amounts[i].First
	if s.Amounts[i].First < s.Amounts[m.from].First {
		first, last = s.Amounts[i].Last, min(s.Amounts[m.from].First, s.Amounts[m.to].First)
	}
	return slices.ContainsFunc(s.Names, func(n claims.Name) bool {
		return n.First >= first && n.Last <= last && namesMember(n) && s.ClauseStart(n.First) >= first
	})
}

// explicitMove returns the move that ends at amount i, when it is written "from A to B".
func (p *Pass) explicitMove(i int) (move, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if a.Link != claims.ChangeOf || a.Pair >= i || a.Pair < 0 {
		return move{}, false
	}
	from := &s.Amounts[a.Pair]
	if !figure(a) || !figure(from) || !sameUnit(a, from) && from.Unit != (quantity.Unit{}) {
		return move{}, false
	}
	return move{a.Pair, i, true}, true
}

func (p *Pass) stretchOf(i int) (first, last int) {
	return p.Sentence.Stretch(p.Sentence.Amounts[i].First, p.Sentence.Amounts[i].Last)
}

// together reports whether two amounts belong to one clause chain: no semicolon and no other clause with
// its own verb stands between them.
func (p *Pass) together(i, j int) bool {
	if i > j {
		i, j = j, i
	}
	s := p.Sentence
	first, last := p.stretchOf(i)
	return first <= s.Amounts[j].First && s.Amounts[j].Last <= last
}

// moveOf returns the move that a change is the size of: the one of its clause that is written "from A to
// B", else the one of "388 burglaries, down 5.8 per cent from 412".
func (p *Pass) moveOf(i int) (found move, ok bool) {
	s := p.Sentence
	for j := range s.Amounts {
		if m, isMove := p.explicitMove(j); isMove && j != i && m.from != i && p.together(i, j) && !p.endsBefore(i, m) {
			if ok {
				return move{}, false // whose change it is depends on more than the order
			}
			found, ok = m, true
		}
	}
	if ok {
		return found, ok
	}
	if i+2 < len(s.Amounts) && s.Uses[i+1].Role == claims.LevelTo && s.Uses[i+2].Role == claims.LevelFrom { // "fell 6 per cent to 388 from 412"
		from, to := &s.Amounts[i+2], &s.Amounts[i+1]
		if figure(from) && figure(to) && (sameUnit(from, to) || from.Unit == quantity.Unit{}) && p.isFollowed(i, i+1) && p.isFollowed(i+1, i+2) {
			return move{i + 2, i + 1, true}, true
		}
	}
	if i == 0 {
		return move{}, false
	}
	if i > 1 && s.Uses[i-2].Role == claims.LevelTo && s.Uses[i-1].Role == claims.LevelFrom && s.Uses[i].With < 0 && s.Uses[i].Phrase == [2]int{} { // "sank to 33 per cent of income from 37 per cent, a drop of 4 points"
		from, to := &s.Amounts[i-1], &s.Amounts[i-2]
		if figure(from) && figure(to) && sameUnit(from, to) && p.isFollowed(i-1, i) && s.ClauseStart(from.First) <= to.First {
			return move{i - 1, i - 2, true}, true
		}
	}
	if i+1 >= len(s.Amounts) {
		return move{}, false
	}
	from, to := &s.Amounts[i+1], &s.Amounts[i-1]
	if s.Uses[i].Sign == 0 || s.Uses[i+1].Role != claims.LevelFrom || !figure(from) || !figure(to) || !sameUnit(to, from) || !p.isFollowed(i-1, i) || !p.isFollowed(i, i+1) {
		return move{}, false
	}
	switch s.Uses[i-1].Role {
	case claims.Level, claims.LevelTo:
		return move{i + 1, i - 1, false}, true
	}
	return move{}, false
}

// endsBefore reports whether a change has an end of its own before a move: "down by a third to 27, and the coast, where
// they dropped from ten to eight".
func (p *Pass) endsBefore(i int, m move) bool {
	for k := i + 1; k < min(m.from, m.to); k++ {
		if p.Sentence.Uses[k].Role == claims.LevelTo {
			return true
		}
	}
	return false
}

// isFollowed reports whether nothing but a noun, a comma and the words of a change stand between two amounts.
func (p *Pass) isFollowed(i, j int) bool {
	s := p.Sentence
	a, b := &s.Amounts[i], &s.Amounts[j]
	for t := max(a.Last, a.Noun[1], a.HedgeEnd); t < min(b.First, b.Hedge); t++ {
		switch s.Tokens[t].Norm {
		case ",", "-", "a", "or", "by", "of", "from", "on", "the", "to":
			continue
		}
		if !s.HasCue(t, t+1, claims.Up, claims.Down, claims.Above, claims.Below, claims.Base) {
			return false
		}
	}
	return true
}

// changeInText checks the size of a change against its ends.
func (p *Pass) changeInText(i int, m move) (arithmeticClaim, bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	low, high, says, ok := p.sizeOf(a, m)
	if !ok {
		return arithmeticClaim{}, false
	}
	if use.Sign < 0 {
		low, high = high.Neg(), low.Neg()
	} else if use.Sign == 0 && high.Sign() <= 0 {
		low, high = high.Neg(), low.Neg()
	}
	c := p.worked(i, low, high, says, true)
	if c.verdict.Label == Supported {
		return c, true
	}
	if s.IsAdjusted() { // "from $25.9bn to $24.2bn, a decrease of 9.6 per cent after inflation"
		c.verdict = Verdict{Label: NotEnoughInfo, Severity: Note, Message: says + " without the adjustment"}
		return c, true
	}
	if !m.explicit && (a.Kind == claims.Points || s.Amounts[m.to].Kind == claims.Percent) {
		return c, false
	}
	c.verdict.Message += p.pointsNote(a, m)
	return c, true
}

// sizeOf returns the bounds of the change from one end of a move to the other, in the unit of the amount.
func (p *Pass) sizeOf(a *claims.AmountMention, m move) (low, high quantity.Ratio, says string, ok bool) {
	from, to := &p.Sentence.Amounts[m.from], &p.Sentence.Amounts[m.to]
	fromLow, fromHigh, okFrom := reach(from)
	toLow, toHigh, okTo := reach(to)
	if !okFrom || !okTo {
		return low, high, "", false
	}
	says = fmt.Sprintf("from %s to %s is", p.written(m.from), p.written(m.to))
	switch {
	case isRelative(a):
		a1, ok1 := toLow.Sub(fromHigh).Quo(fromHigh.Abs())
		a2, ok2 := toHigh.Sub(fromLow).Quo(fromLow.Abs())
		mid, ok3 := to.Amount.Ratio().Sub(from.Amount.Ratio()).Quo(from.Amount.Ratio().Abs())
		if !ok1 || !ok2 || !ok3 || fromLow.Sign() <= 0 {
			return low, high, "", false
		}
		hundred := quantity.Of(quantity.Int(1))
		if a.Kind == claims.Percent {
			hundred = quantity.Of(quantity.Int(100))
		}
		return a1.Mul(hundred), a2.Mul(hundred), fmt.Sprintf("%s %s%s%%", says, plus(mid), mid.Percent(1)), true
	case a.Kind == claims.Points && from.Kind == claims.Percent && to.Kind == claims.Percent, sameUnit(a, to) && a.Kind != claims.Percent:
		diff := to.Amount.Ratio().Sub(from.Amount.Ratio())
		unit := to.Unit
		if a.Kind == claims.Points {
			unit = quantity.Unit{Kind: quantity.Points}
		}
		return toLow.Sub(fromHigh), toHigh.Sub(fromLow), fmt.Sprintf("%s %s%s", says, plus(diff), formatRatio(diff, unit)), true
	}
	return low, high, "", false
}

func plus(r quantity.Ratio) string {
	if r.Sign() > 0 {
		return "+"
	}
	return ""
}

// pointsNote names the slip of "rose 2 per cent, from 8 to 10 per cent".
func (p *Pass) pointsNote(a *claims.AmountMention, m move) string {
	from, to := &p.Sentence.Amounts[m.from], &p.Sentence.Amounts[m.to]
	if a.Kind != claims.Percent || to.Kind != claims.Percent {
		return ""
	}
	diff := to.Amount.Ratio().Sub(from.Amount.Ratio()).Abs()
	if a.Accepts(diff) == quantity.No {
		return ""
	}
	return fmt.Sprintf("; %s is the difference in percentage points", formatRatio(diff, quantity.Unit{}))
}

// multipleInText checks "doubled, from 50 to 95".
func (p *Pass) multipleInText(i int, m move) (arithmeticClaim, bool) {
	from, to := &p.Sentence.Amounts[m.from], &p.Sentence.Amounts[m.to]
	a := &p.Sentence.Amounts[i]
	fromLow, fromHigh, okFrom := reach(from)
	toLow, toHigh, okTo := reach(to)
	if !okFrom || !okTo || fromLow.Sign() <= 0 || a.Amount.More {
		return arithmeticClaim{}, false
	}
	low, _ := toLow.Quo(fromHigh)
	high, _ := toHigh.Quo(fromLow)
	mid, _ := to.Amount.Ratio().Quo(from.Amount.Ratio())
	return p.worked(i, low, high, fmt.Sprintf("from %s to %s is %s times as much", p.written(m.from), p.written(m.to), mid.Round(quantity.Decimal(1, 2))), false), true
}

// directionInText checks "fell from 388 to 412".
func (p *Pass) directionInText(m move, cue claims.Cue, sign int) (arithmeticClaim, bool) {
	from, to := &p.Sentence.Amounts[m.from], &p.Sentence.Amounts[m.to]
	order := to.Amount.Ratio().Cmp(from.Amount.Ratio())
	if order == 0 || from.Value.Sign() < 0 || to.Value.Sign() < 0 || from.Unit.Kind == quantity.Time || p.Sentence.Tokens[cue.First].Norm == "improved" {
		return arithmeticClaim{}, false
	}
	word := "up"
	if order < 0 {
		word = "down"
	}
	c := arithmeticClaim{Claim: Claim{min(cue.First, p.amountClaimOf(m.from).First), p.amountClaimOf(m.to).Last}}
	c.verdict = verdictOf(order == sign, "from %s to %s is %s", p.written(m.from), p.written(m.to), word)
	return c, true
}

// directionBehind checks "388 burglaries, up from 412".
func (p *Pass) directionBehind(i int) (arithmeticClaim, bool) {
	s, use := p.Sentence, p.Sentence.Uses[i]
	if use.With < 0 || use.Cue.First < s.Amounts[i].Last {
		return arithmeticClaim{}, false
	}
	from, to := &s.Amounts[use.With], &s.Amounts[i]
	if !figure(from) || !figure(to) || !sameUnit(to, from) && from.Unit != (quantity.Unit{}) || from.Per != [2]int{} || to.Per != [2]int{} {
		return arithmeticClaim{}, false
	}
	toLow, toHigh, okTo := reach(to)
	fromLow, fromHigh, okFrom := reach(from)
	if !okTo || !okFrom || from.Scaled != to.Scaled && !near(from.Ratio(), to.Ratio()) || toLow.Cmp(fromHigh) <= 0 && fromLow.Cmp(toHigh) <= 0 || s.HasCue(0, len(s.Tokens), claims.Negative) {
		return arithmeticClaim{}, false // they may be equal, or one of them a loss
	}
	c, ok := p.directionInText(move{use.With, i, false}, use.Cue, use.Sign)
	c.First, c.Last = use.Cue.First, use.Cue.Last
	return c, ok
}

// fallsBelowNothing finds falls of more than 100 per cent: what is counted can't fall below nothing. What
// has a sign, as a profit or a temperature, can.
func (p *Pass) fallsBelowNothing() (found []arithmeticClaim) {
	s := p.Sentence
	for i, use := range s.Uses {
		a := &s.Amounts[i]
		if use.Role != claims.Change || use.Sign >= 0 || use.Cue.Kind != claims.Down || a.Kind != claims.Percent || a.Noise != 0 || a.Value.Cmp(quantity.Int(100)) <= 0 || a.Per != [2]int{} {
			continue
		}
		if first := min(a.First, a.Hedge); first-use.Cue.Last > 2 && s.Tokens[first-1].Norm != "by" || a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "of" {
			continue // "163 per cent of the pledge"
		}
		c := arithmeticClaim{Claim: p.amountClaimOf(i)}
		c.verdict = Verdict{Label: Refuted, Severity: Error, Message: "nothing that is counted falls by more than 100%"}
		if s.HasSigned() {
			c.verdict = Verdict{Label: NotEnoughInfo, Severity: Note, Message: "a fall of more than 100% turns a gain into a loss"}
		}
		found = append(found, c)
	}
	return found
}
