package claims

import (
	"github.com/onrecord/onrecord/facts/quantity"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// readHalf reads "half", "half a million", "half a dozen".
func (p *amountParser) readHalf(i int) (figure, bool) {
	if i > 0 && (p.t[i-1].word.has(isOrdinalWord) || p.isDefinite(i-1) && !p.isWord(i+1, "of")) {
		return figure{}, false // "the first half", "at the half"
	}
	f := plainFigure(quantity.Number{}, i+1)
	f.setRatio(numberOne, quantity.Int(2))
	f.fraction = true
	if p.isMark(i+1, "-") && !p.match2(i+2, unitAfter) && !p.isWord(i+2, "point") {
		return figure{}, false // "half-brother"
	}
	p.readPartScale(&f)
	return f, true
}

// isDefinite reports whether token i singles one thing out, so that what follows is no measure of it.
func (p *amountParser) isDefinite(i int) bool {
	switch p.t[i].Norm {
	case "the", "this", "that", "each", "final", "last", "next", "opening", "latter", "former", "every", "per":
		return true
	}
	return false
}

// readArticlePart reads "a third", "a quarter of a million", where it is no ordinal ("a third term") and
// no part of a year.
func (p *amountParser) readArticlePart(i int) (figure, bool) {
	w := p.t[i+1].word
	f := plainFigure(quantity.Number{}, i+2)
	f.setRatio(quantity.Int(w.part[0]), quantity.Int(w.part[1]))
	f.fraction, f.article = true, true
	if p.readPartScale(&f) {
		return f, true
	}
	next := i + 2
	if w.has(isOrdinalWord) && next < len(p.t) && !p.isWord(next, "of") && p.t[next].Kind == Word && !p.t[next].word.has(isStop|isMoreOf) && !p.isWord(next, "as") {
		return p.ordinalFigure(w.ordinal, next), true
	}
	if p.isMark(next, "-") && !p.match2(next+1, unitAfter) && !p.isWord(next+1, "point") {
		if w.has(isOrdinalWord) {
			return p.ordinalFigure(w.ordinal, next), true
		}
		return figure{}, false
	}
	switch p.t[i+1].Norm {
	case "quarter":
		if next < len(p.t) && p.t[next].Kind == Word && !p.t[next].word.has(isStop|isMoreOf) || i > 0 && p.t[i-1].Norm == "in" {
			return figure{}, false // "a quarter results", "in a quarter"
		}
	case "second":
		return figure{}, false
	}
	return f, true
}

// readPartScale reads the scale of a fraction: "half a million", "a quarter of a million", "three
// quarters billion".
func (p *amountParser) readPartScale(f *figure) bool {
	j := f.end
	if p.isWord(j, "of") {
		j++
	}
	article := p.isArticle(j)
	if article {
		j++
	}
	if j >= len(p.t) || !p.t[j].word.has(isScale|isDozen) || p.t[j].Norm == "score" || j > f.end && !article {
		return false
	}
	scale := quantity.Int(p.t[j].word.scale)
	num, den := f.num.Mul(scale), f.den
	f.setRatio(num, den)
	f.fraction, f.scaled, f.end = false, true, j+1
	f.scale = scale
	f.step = scale.Mul(quantity.Decimal(1, 1))
	if p.t[j].word.has(isDozen) {
		f.step = numberOne
	}
	if f.value.IsInt() {
		f.num, f.den = quantity.Number{}, quantity.Number{}
	}
	return true
}

// readParts reads "two-thirds", "one fifth", "three twenty-firsts" behind a cardinal that began at i.
func (p *amountParser) readParts(i int, c cardinal) (figure, bool) {
	single := c.value.Equal(numberOne) && c.end == i+1
	wanted := isParts
	if single {
		wanted |= isPart
	}
	num, j := c.value, p.hyphen(c.end)
	var den int64
	switch {
	case p.hasWordAt(j, wanted):
		w := p.t[j].word
		if w.part[0] != 1 || w.part[1] == 2 && !single && c.value.Cmp(quantity.Int(2)) > 0 && !p.isWord(j+1, "of") {
			return figure{}, false
		}
		if single && w.has(isOrdinalWord) && w.part[1] != 3 && w.part[1] != 4 && j == c.end && p.nounAt(j+1) {
			return figure{}, false
		}
		den, j = w.part[1], j+1
		if c.tens > 0 && den < 10 && w.has(isParts) && w.ordinal == 0 && c.value.Cmp(quantity.Int(c.tens)) > 0 {
			// "one hundred thirty fifths" are a hundred parts of a 35th each
			num, den = c.value.Sub(quantity.Int(c.tens)), c.tens+den
		}
		if p.t[j-1].Norm == "quarters" && p.isPeriodsOfPlay(i, j) {
			return figure{}, false
		}
	case p.hasWordAt(j, isCardinal) && p.t[j].word.cardinal >= 20: // "one twenty-fifth"
		k := p.hyphen(j + 1)
		if !p.hasWordAt(k, wanted) || p.t[k].word.part[1] >= 10 && p.t[k].word.ordinal == 0 {
			if k >= len(p.t) || !single || !p.t[k].word.has(isOrdinalWord) {
				return p.ordinalParts(num, j, k)
			}
		}
		den, j = p.t[j].word.cardinal+unitOf(p.t[k].word), k+1
	default:
		return figure{}, false
	}
	f := plainFigure(quantity.Number{}, j)
	if !f.setRatio(num, quantity.Int(den)) {
		return figure{}, false
	}
	f.fraction = true
	p.readPartScale(&f)
	return f, true
}

// ordinalParts reads "three twenty firsts", whose last word is a plural that no table holds.
func (p *amountParser) ordinalParts(num quantity.Number, tens, unit int) (figure, bool) {
	if unit >= len(p.t) || len(p.t[unit].Norm) < 2 {
		return figure{}, false
	}
	norm := p.t[unit].Norm
	w := p.lists.word(norm[:len(norm)-1])
	if norm[len(norm)-1] != 's' || !w.has(isOrdinalWord) || w.ordinal >= 10 {
		return figure{}, false
	}
	f := plainFigure(quantity.Number{}, unit+1)
	f.setRatio(num, quantity.Int(p.t[tens].word.cardinal+w.ordinal))
	f.fraction = true
	return f, true
}

// unitOf returns the number of an ordinal or of a part: 5 for "fifth" and "fifths".
func unitOf(w *word) int64 {
	if w.ordinal > 0 {
		return w.ordinal
	}
	return w.part[1]
}

// isPeriodsOfPlay tells "through three quarters" from three quarters of a whole.
func (p *amountParser) isPeriodsOfPlay(first, end int) bool {
	if p.isWord(end, "of") || first == 0 {
		return false
	}
	before := first - 1
	for before > 0 && p.t[before].word.has(isStop) && (p.t[before].Norm == "just" || p.t[before].Norm == "only" || p.t[before].Norm == "the" || p.t[before].Norm == "all") {
		before--
	}
	switch p.t[before].Norm {
	case "through", "played", "after", "for", "in", "first", "last", "past", "all", "consecutive":
		return true
	}
	return false
}

// nounAt reports whether a word that may be a noun stands at i.
func (p *amountParser) nounAt(i int) bool {
	return i < len(p.t) && p.t[i].Kind == Word && !p.t[i].word.has(isStop|isMoreOf) && p.t[i].Norm[0] != '\''
}

// readHalves adds "and a half", "and two-thirds" to the whole number before.
func (p *amountParser) readHalves(f *figure) {
	j := f.end
	if !p.isWord(j, "and") || p.between || !f.den.IsZero() || f.ordinal {
		return
	}
	j++
	var over, under int64
	single := p.isArticle(j) || p.isWord(j, "one")
	switch {
	case single && p.hasWordAt(p.hyphen(j+1), isPart):
		k := p.hyphen(j + 1)
		over, under, j = 1, p.t[k].word.part[1], k+1
		if j < len(p.t) && p.isWord(j, "of") {
			return // "five and a third of the rest"
		}
		if p.t[k].word.has(isOrdinalWord) && under != 3 && under != 4 && p.nounAt(j) {
			return // "two and a fifth man"
		}
	case !single:
		n, end, ok := p.belowHundred(j)
		k := p.hyphen(end)
		if !ok || !p.hasWordAt(k, isParts) || p.t[k].word.part[1] <= n {
			return
		}
		over, under, j = n, p.t[k].word.part[1], k+1
	default:
		return
	}
	if f.scaled && f.scale.Cmp(numberOne) > 0 {
		// "a million and a half", "a dozen and a half": the half is one of the scale
		whole := f.scale
		part, _ := quantity.Quo(whole.Mul(quantity.Int(over)), quantity.Int(under))
		f.value = f.value.Add(part.Number())
		f.step = f.scale.Mul(quantity.Decimal(1, 1))
		f.end = j
		return
	}
	f.end = j
	p.addPart(f, over, under)
}

// readInOutOf reads "two in five", "nine out of 10", "one over twenty" and "three of every eight" as fractions.
func (p *amountParser) readInOutOf(f figure, first int) figure {
	j := f.end
	if j+1 >= len(p.t) || !f.den.IsZero() || f.value.Sign() <= 0 || !f.value.IsInt() || f.scaled && f.digits {
		return f
	}
	if end := p.coinShare(j); end > j {
		g := plainFigure(quantity.Number{}, end)
		g.setRatio(f.value, quantity.Int(100))
		g.fraction, g.digits = true, f.digits
		return g
	}
	hyphen := p.hyphen(j)
	linked := hyphen > j
	in, every := false, false
	switch {
	case p.isWord(hyphen, "in"):
		in, j = true, hyphen+1
	case p.isWord(hyphen, "out") && p.isWord(p.hyphen(hyphen+1), "of"):
		j = p.hyphen(hyphen+1) + 1
	case p.isWord(hyphen, "of") && p.isWord(hyphen+1, "every"):
		j = hyphen + 1
	case p.isWord(j, "over"):
		j++
	default:
		return f
	}
	if linked {
		j = p.hyphen(j)
	}
	if p.isWord(j, "every") || p.isWord(j, "each") {
		every, j = true, j+1
	}
	whole, end, ok := p.wholeNumber(j)
	if !ok || p.dated(j) || f.value.Cmp(whole) > 0 || whole.Cmp(quantity.Int(2)) < 0 {
		return f
	}
	switch {
	case p.isWord(f.end, "over"):
		if p.nounAt(end) || end < len(p.t) && p.t[end].Kind != Punct || p.match2(end, unitAfter) || f.value.Equal(whole) {
			return f
		}
	case every:
		if p.isSpanAt(end) {
			return f // "one strike in every five days"
		}
	case in && (end == j+1 && p.t[j].Kind == Number && len(p.t[j].Norm) == 4 || !p.isOddsBase(whole) || p.isSpanAt(end) || f.value.Equal(whole)):
		return f
	}
	g := plainFigure(quantity.Number{}, end)
	g.setRatio(f.value, whole)
	g.fraction, g.digits = true, f.digits
	return g
}

// coinShare returns the end of "cents in every dollar" and "pence in the pound" at i, which make a number of them a share, or i.
func (p *amountParser) coinShare(i int) int {
	if i+3 >= len(p.t) || !smallCoins.Has(p.t[i].Norm) {
		return i
	}
	j := i + 1
	switch {
	case p.isWord(j, "in"), p.isWord(j, "on"), p.isWord(j, "of"), p.isWord(j, "from"):
		j++
	case p.isWord(j, "out") && p.isWord(j+1, "of"):
		j += 2
	default:
		return i
	}
	if !p.isWord(j, "every") && !p.isWord(j, "each") && !p.isWord(j, "the") || j+1 >= len(p.t) || !wholeCoins.Has(p.t[j+1].Norm) {
		return i
	}
	return j + 2
}

var smallCoins, wholeCoins = lexicon.Words{Table: "small-coins"}, lexicon.Words{Table: "whole-coins"}

// wholeNumber reads a whole number in digits or words.
func (p *amountParser) wholeNumber(i int) (n quantity.Number, end int, ok bool) {
	if i >= len(p.t) {
		return n, i, false
	}
	if p.t[i].Kind == Number {
		n, places, ok := parseFigure(p.t[i].Norm)
		f := plainFigure(n, i+1)
		f.digits = true
		if ok && places == 0 {
			p.readScales(&f, false)
		}
		return f.value, f.end, ok && places == 0
	}
	if p.isWord(i, "hundred") {
		return quantity.Int(100), i + 1, true // "four in every hundred"
	}
	c, ok := p.readCardinal(i)
	return c.value, c.end, ok
}

// isOddsBase reports whether n is a number that writers take shares of with "in": up to ten, or round.
func (p *amountParser) isOddsBase(n quantity.Number) bool {
	return n.Cmp(quantity.Int(10)) <= 0 || n.Round(quantity.Int(5)).Equal(n) || n.Equal(quantity.Int(12))
}

// isSpanAt reports whether time or play stands at i, so that "in" before the number means a while:
// "two in three years".
func (p *amountParser) isSpanAt(i int) bool {
	i = p.hyphen(i)
	if found, _ := p.match(i, unitAfter); found != nil {
		return found.unit.Kind != quantity.Count
	}
	return p.hasWordAt(i, isScoreNear) || i < len(p.t) && (p.t[i].Norm == "games" || p.t[i].Norm == "matches" || p.t[i].Norm == "starts" || p.t[i].Norm == "attempts")
}
