package claims

import "github.com/onrecord/onrecord/facts/quantity"

// readRangeEnd reads the upper end of a range that begins with a: "12-15", "5 to 6 percent", "two or three".
func (p *amountParser) readRangeEnd(a part, h span) (b part, ok bool) {
	j := a.last
	if a.hyphened && !a.hasUnit {
		j = a.figure.end
	}
	if j+1 >= len(p.t) || a.ordinal || a.times || p.dated(a.start) || p.nameEnd > a.first {
		return b, false
	}
	to, or := false, false
	switch norm := p.t[j].Norm; {
	case norm == "-" && !p.t[j].Space && p.isWord(j+1, "to"): // "10-to-12", "16- to 24-year-olds"
		to = true
		j = p.hyphen(j+2) - 1
		if j+1 >= len(p.t) {
			return b, false
		}
	case norm == "-" || norm == "–" || norm == "~" || norm == "—" && !p.t[j].Space:
		if p.t[j].Space != p.t[j+1].Space {
			return b, false
		}
	case norm == "to" || norm == "through":
		to = true
	case norm == "or":
		or = true
	default:
		return b, false
	}
	if a.hasUnit && !to && a.last > a.figure.end && p.t[j].Norm == "-" && p.t[j+1].Kind == Word {
		return b, false // "20-pound-a-week"
	}
	b, ok = p.readPart(j + 1)
	if !ok || b.ordinal || b.times || p.dated(b.start) || a.fraction != b.fraction && b.kind != Percent && b.kind != Points {
		return b, false
	}
	if to && (p.isChangeTo(a, b, h) || a.hasUnit && p.isMove(h.first-1)) {
		return b, false
	}
	if or {
		step := b.value.Sub(a.value)
		if a.hasUnit || !step.Equal(numberOne) && !(step.Sign() > 0 && !a.digits && !b.digits) {
			return b, false
		}
	}
	if !to && !or && !b.hasUnit && !a.hasUnit && a.digits && b.digits {
		if _, made := p.madeCue(b.last); made || p.isScore(a, b) {
			return b, false
		}
	}
	return b, p.joinRange(&a, &b)
}

// isChangeTo tells "rose 5 to 20" and "from 15 to 20" from "5 to 20".
func (p *amountParser) isChangeTo(a, b part, h span) bool {
	if h.first > 0 && p.t[h.first-1].Norm == "from" {
		return true
	}
	if a.hasUnit || !p.isMove(h.first-1) {
		return false
	}
	// "rose by 698 to 43,149 tonnes": the ends of a range lie closer together
	return !b.hasUnit || b.value.Cmp(a.value.Mul(quantity.Int(4))) > 0
}

// isMove reports whether token i speaks of a change: "rose", "down", "by".
func (p *amountParser) isMove(i int) bool {
	return i >= 0 && p.t[i].Kind == Word && changes()[Stem(p.t[i].Norm)]
}

// joinRange gives the ends of a range the unit and the scale that only one of them has, and reports
// whether they make a range.
func (p *amountParser) joinRange(a, b *part) bool {
	switch {
	case a.hasUnit && b.hasUnit && a.unit != b.unit && !a.unit.Fits(b.unit):
		return false
	case !a.hasUnit && b.hasUnit:
		a.unit, a.kind, a.hasUnit = b.unit, b.kind, true
		if b.unit.Kind == quantity.Money && b.value.Cmp(b.rawStep()) < 0 && a.value.Cmp(numberOne) >= 0 && b.step.Cmp(quantity.Decimal(1, 2)) == 0 && a.step.Equal(numberOne) {
			a.value, a.step = a.value.Mul(b.step), b.step // "5 to 6 cents"
		}
	case a.hasUnit && !b.hasUnit:
		b.unit, b.kind, b.hasUnit = a.unit, a.kind, true
	}
	if a.scale.Equal(numberOne) && b.scale.Cmp(quantity.Int(100)) > 0 && a.value.Abs().Cmp(quantity.Int(1000)) < 0 && a.den.IsZero() {
		a.multiply(b.scale) // "between 1.2 and 1.3 million"
	}
	return quantity.Of(a.value).CmpNumber(b.value) < 0
}

// rawStep is one whole unit, for telling cents from whole money.
func (f *figure) rawStep() quantity.Number { return numberOne }

// emitRange adds the range from a to b.
func (p *amountParser) emitRange(a, b part, h span) int {
	p.joinRange(&a, &b)
	m := p.mention(a, h)
	m.Last, m.HedgeEnd = b.last, b.last
	m.HighFigure = [2]int{b.start, b.figure.end}
	m.Amount.IsRange, m.Amount.High = true, b.value
	m.Amount.Num, m.Amount.Den = quantity.Number{}, quantity.Number{}
	m.Amount.Unit, m.Kind = b.unit, b.kind
	m.Noun = [2]int{}
	if b.hyphened && !b.hasUnit {
		m.Noun = p.hyphenNoun(b)
	}
	m.Amount.Scaled = a.scaled || b.scaled
	if b.step.Cmp(m.Amount.Step) < 0 {
		m.Amount.Step = b.step
	}
	p.finish(m)
	return p.m.Amounts[len(p.m.Amounts)-1].HedgeEnd
}

// readPair reads two figures that stand together without being a range: scores and "8-of-14". It returns
// the token behind them, or a.first when there is no pair.
func (p *amountParser) readPair(a part, h span) int {
	j := a.figure.end
	if a.hasUnit || a.ordinal || a.times || a.fraction || j+1 >= len(p.t) || p.dated(a.start) || !a.value.IsInt() || a.value.Sign() < 0 {
		return a.first
	}
	link, k := Single, j
	switch norm := p.t[j].Norm; {
	case norm == "-" || norm == "–":
		if p.t[j].Space != p.t[j+1].Space {
			return a.first
		}
		k = j + 1
		if p.isWord(k, "of") || p.isWord(k, "for") {
			link, k = MadeOf, p.hyphen(k+1)
		} else {
			link = ScoreOf
		}
	case norm == "of" || norm == "for":
		link, k = MadeOf, j+1
		if norm == "of" && p.hasWordAt(k, isDeterminer) && !p.isArticle(k) {
			k++ // "two of the eight districts"
		}
	default:
		return a.first
	}
	b, ok := p.readPart(k)
	if !ok || b.hasUnit || b.ordinal || b.fraction || b.times || !b.value.IsInt() || b.value.Sign() < 0 || p.dated(b.start) {
		return a.first
	}
	switch link {
	case ScoreOf:
		if !a.digits || !b.digits {
			return a.first
		}
		if _, made := p.madeCue(b.last); made && a.value.Cmp(b.value) <= 0 {
			link = MadeOf
		} else if !p.isScore(a, b) {
			return a.first
		}
	case MadeOf:
		if a.digits != b.digits && b.value.Cmp(quantity.Int(1000)) > 0 {
			return a.first
		}
		if p.t[j].Norm == "for" && !(a.digits && b.digits && p.isShotWord(b.last)) || a.value.Cmp(b.value) > 0 || a.hyphened && k == j+1 {
			return a.first
		}
	}
	p.emitPair(a, b, link, h)
	return p.m.Amounts[len(p.m.Amounts)-1].HedgeEnd
}

func (p *amountParser) isShotWord(i int) bool {
	_, made := p.madeCue(i)
	return made || p.isWord(i, "at") || p.isWord(i, "on") || i >= len(p.t) || p.t[i].Kind == Punct
}

func (p *amountParser) emitPair(a, b part, link Link, h span) {
	first := len(p.m.Amounts)
	for n, side := range [...]part{a, b} {
		side.last = side.figure.end
		side.hyphened = side.hyphened && n == 1
		if n == 1 {
			h = span{first: side.first}
		}
		m := p.mention(side, h)
		m.Link, m.Pair = link, first+1-n
		if link == ScoreOf {
			m.Noise = Score
		}
		if n == 0 {
			p.m.Amounts = append(p.m.Amounts, m)
			continue
		}
		p.finish(m)
		if link == MadeOf && p.m.Amounts[first].Noun == ([2]int{}) {
			p.m.Amounts[first].Noun = p.m.Amounts[first+1].Noun
		}
	}
}

// madeCue reports whether a word of shooting stands at i, and where it ends: "FG", "3Pt", "shooting".
func (p *amountParser) madeCue(i int) (end int, ok bool) {
	if i >= len(p.t) {
		return i, false
	}
	if p.t[i].Kind == Number && p.isMark(i+1, "-") && i+2 < len(p.t) {
		i += 2
		switch p.t[i].Norm {
		case "pt", "point", "pointers":
			return i + 1, true
		}
		return i, false
	}
	if p.t[i].Kind == Number && i+1 < len(p.t) && !p.t[i+1].Space && p.t[i+1].Kind == Word {
		i++
		switch p.t[i].Norm {
		case "pt", "pts", "p":
			return i + 1, true
		}
		return i, false
	}
	if p.isWord(i, "from") {
		return i, p.isWord(i+1, "the") || p.isWord(i+1, "beyond") || p.isWord(i+1, "three") || p.isWord(i+1, "long")
	}
	return i + 1, p.t[i].word.has(isMadeAfter)
}

// isScore tells "113-107" from a range: the first side is the larger, or the words near it are of play.
func (p *amountParser) isScore(a, b part) bool {
	if a.scaled || b.scaled || !a.value.IsInt() || !b.value.IsInt() || b.digits && p.t[b.start].Norm == "0" {
		return !a.scaled && !b.scaled
	}
	if a.value.Cmp(b.value) >= 0 {
		return true
	}
	next := b.last
	if p.hasWordAt(next, isScoreNear) || a.first > 1 && p.t[a.first-1].Norm == "(" && p.isMark(next, ")") {
		return true // "a 10-12 record", "Orlando (10-12)"
	}
	if next < len(p.t) && p.t[next].Kind == Word && !p.t[next].word.has(isStop|isScoreNear) {
		return false // "12-15 boats"
	}
	for i := max(0, a.first-6); i < min(len(p.t), next+4); i++ {
		if p.t[i].word.has(isScoreNear) {
			return true
		}
	}
	return false
}

// linkNeighbours links the two amounts of "from A to B" and of "more than A and less than B".
func (m *Mentions) linkNeighbours() {
	for i := 1; i < len(m.Amounts); i++ {
		a, b := &m.Amounts[i-1], &m.Amounts[i]
		if a.Link != Single || b.Link != Single || a.Noise != NoNoise || b.Noise != NoNoise {
			continue
		}
		link := Single
		switch {
		case m.isChange(a, b):
			link = ChangeOf
		case m.isBounds(a, b):
			link = BoundsOf
		default:
			continue
		}
		a.Link, a.Pair, b.Link, b.Pair = link, i, link, i-1
	}
}

func (m *Mentions) isChange(a, b *AmountMention) bool {
	if a.Hedge == 0 || m.Tokens[a.Hedge-1].Norm != "from" {
		return false
	}
	end := max(a.HedgeEnd, a.Noun[1], a.Per[1])
	to := b.Hedge - 1
	return to >= end && to-end <= 1 && m.Tokens[to].Norm == "to" ||
		b.Hedge == end && end < len(m.Tokens) && m.Tokens[end].Norm == "up" // "up to" was read as a hedge
}

func (m *Mentions) isBounds(a, b *AmountMention) bool {
	end := a.HedgeEnd
	if b.Hedge != end+1 || m.Tokens[end].Norm != "and" && m.Tokens[end].Norm != "," && m.Tokens[end].Norm != "but" {
		return false
	}
	low, high := a, b
	if isUpper(a.Amount.Hedge) {
		low, high = b, a
	}
	return isLower(low.Amount.Hedge) && isUpper(high.Amount.Hedge) && low.Unit.Fits(high.Unit) && low.Value.Less(high.Value)
}

func isLower(h quantity.Hedge) bool { return h == quantity.MoreThan || h == quantity.AtLeast }

func isUpper(h quantity.Hedge) bool { return h == quantity.LessThan || h == quantity.UpTo }
