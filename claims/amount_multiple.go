package claims

import "github.com/onrecord/onrecord/facts/quantity"

// readVague reads "dozens", "several hundred".
func (p *amountParser) readVague(i int, h span) int {
	found, end := p.match(i, vagueSize)
	if found == nil || i > 0 && (p.t[i-1].Kind == Number || p.t[i-1].word.has(isCardinal)) {
		return i
	}
	if end == i+1 && (p.isWord(i, "scores") || p.isWord(i, "tens")) && !p.isWord(end, "of") {
		return i
	}
	if _, ok := p.readCouple(i); ok {
		return i
	}
	a := part{figure: plainFigure(found.factor, end), first: i, start: i, last: end}
	if p.isWord(end, "of") {
		a.figure.end++
	}
	p.readUnit(&a)
	if !a.hasUnit {
		a.last = end
	}
	m := p.mention(a, h)
	m.Figure[1] = end
	m.Form, m.IsRange, m.High, m.OpenHigh = quantity.Vague, true, found.high, found.open
	p.finish(m)
	return max(p.m.Amounts[len(p.m.Amounts)-1].HedgeEnd, end)
}

// readMultipleWord reads "doubled", "threefold", "twice as many".
func (p *amountParser) readMultipleWord(i int, h span) int {
	found, end := p.match(i, multipleWord)
	if found == nil {
		if p.isWord(i, "half") {
			if rest, after := p.match(i+1, multipleRest); rest != nil && !rest.more && p.comparesAs(i+1, after) {
				return p.emitMultiple(i, i+1, after, quantity.Decimal(5, 1), rest, h)
			}
		}
		return i
	}
	if p.isMark(end, "-") || p.hasMultipleBefore(i) {
		return i // "double-double", "double-digit"
	}
	rest, after := p.match(end, multipleRest)
	switch {
	case found.times && rest == nil: // "won twice"
		m := p.mention(part{figure: plainFigure(found.factor, end), first: i, start: i, last: end}, h)
		m.Form = quantity.Words
		p.finish(m)
		return end
	case found.times:
		return p.emitMultiple(i, end, after, found.factor, rest, h)
	case found.weak && (rest == nil || rest.more) && h.hedge == quantity.Bare && !p.isVerbPlace(i):
		return i
	}
	return p.emitMultiple(i, end, end, found.factor, nil, h)
}

// comparesAs reports whether the "as" at i, whose known words end at end, begins a comparison: "half as many", "half as steep as",
// not "fell by half as it sold fewer".
func (p *amountParser) comparesAs(i, end int) bool {
	if !p.isWord(i, "as") {
		return false
	}
	if end > i+1 {
		return true
	}
	if end >= len(p.t) || p.t[end].Kind != Word || p.t[end].word.has(isStop) {
		return false
	}
	for k := end + 1; k < min(end+asReach, len(p.t)); k++ {
		if p.t[k].Kind == Punct || p.isWord(k, "again") || p.isWord(k, "as") {
			return k == end+1 || p.t[k].Kind != Punct
		}
	}
	return end+1 >= len(p.t)
}

// asReach is how many tokens may stand before the second "as" of "half as steep a rise as".
const asReach = 6

func (p *amountParser) hasMultipleBefore(i int) bool {
	return i > 1 && p.t[i-1].Norm == "-" && !p.t[i].Space && p.match2(i-2, multipleWord)
}

// isVerbPlace reports whether the word at i is a verb by the word before it: "will double".
func (p *amountParser) isVerbPlace(i int) bool {
	if i == 0 {
		return false
	}
	switch p.t[i-1].Norm {
	case "to", "will", "would", "could", "may", "might", "should", "can":
		return i+1 >= len(p.t) || !p.nounAt(i+1) || p.t[i+1].word.has(isStop)
	}
	return false
}

// emitMultiple adds a multiple whose figure is [i, figureEnd) and whose words reach to end.
func (p *amountParser) emitMultiple(i, figureEnd, end int, factor quantity.Number, rest *phrase, h span) int {
	a := part{figure: plainFigure(factor, figureEnd), first: i, start: i, last: end, kind: Multiple}
	a.step = multipleStep(factor)
	if rest != nil && p.isWord(figureEnd, "as") {
		a.last = p.restEnd(figureEnd, end)
	} else if rest != nil {
		a.last = figureEnd
	}
	a.more = rest != nil && rest.more
	a.times = true
	p.emit(a, h)
	return p.m.Amounts[len(p.m.Amounts)-1].HedgeEnd
}

// multipleStep is the precision of a multiple in whole numbers: "doubled" holds from 1.95 to 2.05 times.
func multipleStep(factor quantity.Number) quantity.Number {
	if factor.Cmp(numberOne) < 0 {
		return quantity.Decimal(5, 2)
	}
	return quantity.Decimal(1, 1)
}

// readUnitAndHalf reads "an hour and a half".
func (p *amountParser) readUnitAndHalf(i int, h span) int {
	if !p.isArticle(i) {
		return i
	}
	found, end := p.match(i+1, unitAfter)
	if found == nil || !p.isWord(end, "and") {
		return i
	}
	f := plainFigure(numberOne, end)
	p.readHalves(&f)
	if f.end == end {
		return i
	}
	p.emit(part{figure: f, first: i, start: i, last: f.end, unit: found.unit, kind: kindOf(found.unit), hasUnit: true}, h)
	return f.end
}

// readPercentOf reads "percent of 10", as tables and forms put it.
func (p *amountParser) readPercentOf(i int, h span) int {
	found, end := p.match(i, unitAfter)
	if found == nil || found.unit.Kind != quantity.Percent || !p.isWord(end, "of") {
		return i
	}
	a, ok := p.readPart(end + 1)
	if !ok || a.hasUnit || a.ordinal || a.last < len(p.t) && p.t[a.last].Kind != Punct {
		return i
	}
	a.first, a.unit, a.kind, a.hasUnit = i, found.unit, Percent, true
	p.emit(a, h)
	return a.last
}
