package claims

import "github.com/onrecord/onrecord/facts/quantity"

// amountParser reads the amounts of one sentence from left to right. Each amount is a part (a figure with
// its sign and unit) or two parts joined to a range or a pair; hedges, nouns and rates are found around it.
type amountParser struct {
	lists   *wordLists
	m       *Mentions
	t       []Token
	between bool   // inside "between A and B", where "and" joins no number words
	nameEnd int    // end of the fixed name that the tokens read belong to: "S&P 500"
	base    [2]int // tokens of the base of a rate: "per 100,000 people"
}

// part is a figure with its unit.
type part struct {
	figure
	first, last int // tokens with sign, currency and unit
	start       int // first token of the figure
	unit        quantity.Unit
	kind        AmountKind
	hasUnit     bool
	hyphened    bool // its unit or noun is joined by a hyphen: "18-point"
	more        bool // "three times more"
}

// span is the hedge before an amount.
type span struct {
	first int
	hedge quantity.Hedge
}

func (r *Reader) readAmounts(m *Mentions) {
	p := amountParser{lists: r.lists, m: m, t: m.Tokens}
	for i := 0; i < len(p.t); {
		i = max(p.readAt(i), i+1)
	}
	m.linkNeighbours()
}

func (p *amountParser) dated(i int) bool { return i < len(p.m.dated) && p.m.dated[i] }

const startsAmount = isCardinal | isOrdinalWord | isPart | isPartSign | isSign

// readAt reads the amount that begins at token i with its hedge and returns the token behind it, or i.
func (p *amountParser) readAt(i int) int {
	token := &p.t[i]
	if token.Kind == Number {
		if found, end := p.match(i, fixedName); found != nil {
			p.nameEnd = max(p.nameEnd, end)
		}
		return p.readAmount(i, span{first: i})
	}
	w := token.word
	if w == nil || w.phrases == nil && w.flags&startsAmount == 0 && token.Norm != "a" && token.Norm != "an" {
		if token.Norm == "between" {
			return p.readBetween(i, span{first: i})
		}
		return i
	}
	if found, end := p.match(i, fixedName); found != nil && (end > i+1 || !token.Upper) {
		p.nameEnd = max(p.nameEnd, end)
	}
	if token.Norm == "between" {
		return p.readBetween(i, span{first: i})
	}
	h, j := span{first: i}, i
	for range 3 {
		found, end := p.match(j, hedgeBefore)
		if found == nil {
			break
		}
		if j == i && (found.hedge == quantity.UpTo || found.hedge == quantity.MoreThan) && end <= i+2 && p.isUpVerb(i) {
			return i
		}
		if j == i || h.hedge == quantity.About {
			h.hedge = found.hedge
		}
		j = end
	}
	if j > i && (j >= len(p.t) || p.isDuration(i, j)) {
		return i
	}
	end := j
	if p.isWord(j, "between") {
		end = p.readBetween(j, h)
	} else {
		end = p.readAmount(j, h)
	}
	if end == j && j > i {
		return i
	}
	return end
}

// isUpVerb tells "edged up to 81" from "up to 81 boats".
func (p *amountParser) isUpVerb(i int) bool {
	if p.isWord(i, "over") { // "turned the ball over five times"
		for k := max(0, i-4); k < i; k++ {
			if p.t[k].word.has(isBeforeOver) {
				return true
			}
		}
		return false
	}
	return p.isWord(i, "up") && i > 0 && (p.t[i-1].word.has(isBeforeUp) || p.isMove(i-1))
}

// isDuration tells "grew 5 percent over three years", where "over" is no hedge: another amount stands
// right before it, and a span of time behind it.
func (p *amountParser) isDuration(i, j int) bool {
	if p.t[i].Norm != "over" || j != i+1 || len(p.m.Amounts) == 0 {
		return false
	}
	last := p.m.Amounts[len(p.m.Amounts)-1]
	if i-max(last.Last, last.Noun[1]) > 2 {
		return false
	}
	part, ok := p.readPart(j)
	return ok && part.unit.Kind == quantity.Time
}

// readAmount reads the amount at i behind the hedge h.
func (p *amountParser) readAmount(i int, h span) int {
	if i >= len(p.t) {
		return i
	}
	if p.t[i].Kind != Number {
		if end := p.readVague(i, h); end > i {
			return end
		}
		if end := p.readMultipleWord(i, h); end > i {
			return end
		}
		if end := p.readPercentOf(i, h); end > i {
			return end
		}
		if end := p.readUnitAndHalf(i, h); end > i {
			return end
		}
	} else if end := p.readChain(i); end > i {
		return end
	}
	a, ok := p.readPart(i)
	if !ok {
		return i
	}
	if b, ok := p.readRangeEnd(a, h); ok {
		return p.emitRange(a, b, h)
	}
	if end := p.readPair(a, h); end > i {
		return end
	}
	if end := p.readOneIn(a, h); end > i {
		return end
	}
	p.emit(a, h)
	return p.m.Amounts[len(p.m.Amounts)-1].HedgeEnd
}

// readOneIn reads "one child in ten", where the noun stands inside the fraction.
func (p *amountParser) readOneIn(a part, h span) int {
	noun := a.figure.end
	if !p.isWord(a.start, "one") || noun != a.start+1 || !p.nounAt(noun) || !p.isWord(noun+1, "in") {
		return a.first
	}
	f := p.readInOutOf(figure{end: noun + 1, value: numberOne, step: numberOne, scale: numberOne}, a.first)
	if !f.fraction || p.nounAt(f.end) && !p.isDefinite(noun+2) {
		return a.first
	}
	m := p.mention(part{figure: f, first: a.first, start: a.start, last: f.end, kind: Fraction}, h)
	m.Noun = [2]int{noun, noun + 1}
	p.finish(m)
	return f.end
}

// readPart reads sign, currency, figure and unit at i.
func (p *amountParser) readPart(i int) (part, bool) {
	a := part{first: i}
	j := i
	if found, end := p.match(j, ageBefore); found != nil {
		f, ok := p.readFigure(end, false)
		if !ok || f.ordinal || f.value.Cmp(quantity.Int(130)) > 0 || f.fraction {
			return a, false
		}
		a.figure, a.start, a.last, a.kind, a.unit, a.hasUnit = f, end, f.end, Age, found.unit, true
		return a, true
	}
	negative := false
	if p.isSignAt(j) {
		negative = true
		j++
	}
	if found, end := p.match(j, moneyBefore); found != nil && p.isMoneySign(found, j, end) {
		a.kind, a.unit, a.hasUnit = Money, found.unit, true
		j = end
		if !negative && j+1 < len(p.t) && p.t[j].word.has(isSign) && p.t[j].Kind != Word && !p.t[j+1].Space && p.t[j+1].Kind == Number {
			negative = true // "£-5m"
			j++
		}
	}
	f, ok := p.readFigure(j, a.hasUnit)
	if !ok || (a.hasUnit || negative) && f.ordinal {
		return a, false
	}
	if j == i && p.isNoNumber(i, f) {
		return a, false
	}
	a.figure, a.start, a.last = f, j, f.end
	switch {
	case f.ordinal:
		a.kind = Ordinal
	case f.fraction && !a.hasUnit:
		a.kind = Fraction
	}
	if negative {
		a.value, a.num = a.value.Neg(), a.num.Neg()
	}
	if !f.ordinal {
		p.readUnit(&a)
	}
	return a, true
}

// isSignAt reports whether token i is a minus that belongs to the figure behind it, not a dash or a hyphen.
func (p *amountParser) isSignAt(i int) bool {
	if i+1 >= len(p.t) || !p.t[i].word.has(isSign) {
		return false
	}
	next := &p.t[i+1]
	if p.t[i].Kind == Word {
		return next.Kind == Number || next.word.has(isCardinal) || p.match2(i+1, moneyBefore)
	}
	if next.Space || next.Kind == Word && !p.match2(i+1, moneyBefore) {
		return false
	}
	return i == 0 || p.t[i].Space && p.t[i-1].Kind != Number || !p.t[i].Space && p.t[i-1].Kind == Punct && p.t[i-1].Norm != "-"
}

// isMoneySign reports whether the sign or code at tokens [i, end) may stand for money before a figure.
func (p *amountParser) isMoneySign(found *phrase, i, end int) bool {
	token := &p.t[i]
	switch {
	case found.code:
		return isCapitals(p.m.Text[token.Start:token.End])
	case token.Kind == Word && len(found.rest) == 0 && !token.Upper && !token.word.has(isGlued):
		return false
	case token.Kind == Word && end < len(p.t) && p.t[end].Kind != Number:
		return false
	}
	return true
}

func isCapitals(s string) bool {
	for i := 0; i < len(s); i++ {
		if byteClass[s[i]] == classLower {
			return false
		}
	}
	return true
}

// isNoNumber sorts out words that look like figures: the pronoun "one", the unit "a second".
func (p *amountParser) isNoNumber(i int, f figure) bool {
	token := &p.t[i]
	if f.ordinal {
		switch {
		case i == 0:
			return false
		case token.Norm == "first":
			return p.t[i-1].Norm == "at"
		case token.Norm == "second":
			prev := p.t[i-1].Norm
			return f.end == i+1 && (prev == "per" || prev == "a" || prev == "split" || prev == "each") && !p.nounAt(i+1)
		}
		return false
	}
	if token.Norm != "one" || f.end != i+1 || f.fraction {
		return false
	}
	return p.isPronounOne(i)
}

// isPronounOne tells "the one", "one of the", "no one", "one another" from the number.
func (p *amountParser) isPronounOne(i int) bool {
	next := i + 1
	if i > 0 && p.t[i-1].word.has(isNoOne) {
		return true
	}
	if i > 0 && (p.t[i-1].word.has(isBeforeOne) || p.endsArticlePhrase(i-1)) {
		// "the one goal", "every one percent" count; "the one you saw" does not
		return !p.nounAt(next) || isPluralNoun(&p.t[next])
	}
	if next >= len(p.t) {
		return i > 0 && p.t[i-1].Kind == Word && !p.t[i-1].word.has(isStop)
	}
	switch {
	case p.isWord(next, "of"):
		return true
	case p.isMark(next, "-"):
		return false
	case p.t[next].word.has(isAfterOne), p.t[next].Norm == "'s":
		return true
	case p.match2(next, unitAfter), p.match2(next, moneyAfter), p.t[next].Kind != Word:
		return false
	}
	if isPluralNoun(&p.t[next]) {
		return true // "the way one waits"
	}
	return p.t[next].word.has(isStop) && !p.t[next].word.has(isMoreOf) && !p.isWord(next, "in") && !p.isWord(next, "out") &&
		!p.isWord(next, "and") && !p.isWord(next, "or") && !p.isWord(next, "to")
}

// endsArticlePhrase reports whether a word is one of the two behind "a" or "an": "a much better one" counts nothing.
func (p *amountParser) endsArticlePhrase(i int) bool {
	if p.t[i].Kind != Word {
		return false
	}
	return i > 0 && p.isArticle(i-1) || i > 1 && p.t[i-1].Kind == Word && p.isArticle(i-2)
}

// readBetween reads "between A and B" at i.
func (p *amountParser) readBetween(i int, h span) int {
	if i+1 >= len(p.t) || p.dated(i) {
		return i
	}
	for _, strict := range [...]bool{true, false} {
		p.between = strict
		a, ok := p.readPart(i + 1)
		if !ok || a.ordinal || !p.isWord(a.last, "and") {
			continue
		}
		p.between = false
		b, ok := p.readPart(a.last + 1)
		if !ok || b.ordinal || p.dated(a.start) || p.dated(b.start) || !p.joinRange(&a, &b) {
			continue
		}
		if h.first == i { // the range begins with its word; a hedge stands before
			h.hedge = quantity.Bare
		}
		a.first = i
		return p.emitRange(a, b, h)
	}
	p.between = false
	return i
}
