package claims

import "github.com/onrecord/onrecord/facts/quantity"

// mention makes the mention of one part, without what stands around it.
func (p *amountParser) mention(a part, h span) AmountMention {
	m := AmountMention{
		First: a.first, Last: a.last, Hedge: h.first, HedgeEnd: a.last, Figure: [2]int{a.start, a.figure.end}, Kind: a.kind, Pair: -1,
		Amount: quantity.Amount{
			Value: a.value, Num: a.num, Den: a.den, Step: a.step, Scaled: a.scaled, More: a.more, Unit: a.unit, Hedge: h.hedge,
		},
	}
	switch {
	case a.kind == Ordinal:
		m.Form = quantity.Ordinal
	case a.kind == Multiple:
		m.Form = quantity.Multiple
	case a.fraction:
		m.Form = quantity.Fraction
	case !a.digits:
		m.Form = quantity.Words
	}
	if a.about && h.hedge == quantity.Bare {
		m.Amount.Hedge = quantity.About
	}
	if a.hyphened && !a.hasUnit && !p.match2(a.figure.end, hedgeAfter) {
		m.Noun = p.hyphenNoun(a)
	}
	return m
}

// hyphenNoun returns the noun that a hyphen joins to the figure: "18-point".
func (p *amountParser) hyphenNoun(a part) [2]int {
	k := p.hyphen(a.figure.end)
	if k == a.figure.end || k >= len(p.t) || p.t[k].Kind != Word {
		return [2]int{}
	}
	return [2]int{k, k + 1}
}

func (p *amountParser) emit(a part, h span) { p.finish(p.mention(a, h)) }

// finish finds what stands around a mention and adds it.
func (p *amountParser) finish(m AmountMention) {
	p.readHedgeAfter(&m)
	if m.Amount.Hedge == quantity.UpTo && m.HedgeEnd == m.Last && p.isWord(m.Hedge, "up") && isPrecise(m.Value) {
		m.Hedge, m.Amount.Hedge = m.First, quantity.Bare // "was up to 17,099": no bound is as exact as that
	}
	if m.Noun == ([2]int{}) {
		m.Noun = p.readNoun(&m)
	}
	m.Per = p.readPer(&m)
	if m.Noise == NoNoise {
		m.Noise = p.noiseOf(&m)
	}
	p.readAppositiveAge(&m)
	p.m.Amounts = append(p.m.Amounts, m)
}

// isPrecise reports whether a figure has four digits or more before its zeros.
func isPrecise(n quantity.Number) bool {
	for exponent := 0; exponent < 16; exponent++ {
		if !n.Round(quantity.Pow10(exponent)).Equal(n) {
			return n.Abs().Cmp(quantity.Pow10(exponent+2)) >= 0
		}
	}
	return false
}

// readHedgeAfter reads "or so", "or more" behind an amount. What seems to be one may begin the next amount:
// "5 or less than 6", "the best of the four and more than twice that of Brent".
func (p *amountParser) readHedgeAfter(m *AmountMention) {
	found, end := p.match(m.Last, hedgeAfter)
	if found == nil || m.Kind == Ordinal || m.Kind == Multiple {
		return
	}
	next := end
	if p.isWord(next, "than") {
		if p.isWord(m.Last, "and") {
			return // "the best of the four and more than twice that of Brent"
		}
		next++
	}
	if _, ok := p.readPart(next); (ok || p.match2(next, multipleWord)) && p.t[m.Last].Kind == Word {
		return
	}
	switch before := m.Amount.Hedge; {
	case found.orEqual && before == quantity.MoreThan:
		m.Amount.Hedge = quantity.AtLeast
	case found.orEqual && before == quantity.LessThan:
		m.Amount.Hedge = quantity.UpTo
	case found.orEqual:
		return
	case before == quantity.Bare, before == quantity.Equals:
		m.Amount.Hedge = found.hedge
	case before == quantity.About:
		m.Amount.Hedge, m.looseBefore = found.hedge, true
	default:
		return
	}
	m.HedgeEnd = end
}

// readAppositiveAge reads the age in "Anna Meyer, 45, said".
func (p *amountParser) readAppositiveAge(m *AmountMention) {
	i := m.First
	if m.Kind != Cardinal || m.Noise != NoNoise || m.Hedge < i || i < 2 || m.Last != i+1 || m.Noun != ([2]int{}) || p.t[i].Kind != Number ||
		p.t[i-1].Norm != "," || !p.t[i-2].Upper || len(p.t[i].Norm) > 3 || !p.isMark(m.Last, ",") {
		return
	}
	if m.Value.IsInt() && m.Value.Cmp(quantity.Int(115)) <= 0 && m.Value.Sign() > 0 {
		m.Kind, m.Unit = Age, quantity.Unit{Kind: quantity.Time, Name: "year"}
	}
}

// readNoun returns the noun phrase that m counts. It reaches to the first word that no noun phrase holds;
// behind a plural only another plural goes on ("sports cars"), so that "12 boats cross" ends at "boats".
func (p *amountParser) readNoun(m *AmountMention) [2]int {
	i := m.HedgeEnd
	of := m.Form == quantity.Vague || m.Form == quantity.Fraction || m.Kind == Percent || m.Form == quantity.Multiple ||
		m.Figure[1] > 0 && p.t[m.Figure[1]-1].word.has(isScalePlural)
	if of && p.isWord(i, "of") {
		i++
		for i < len(p.t) && (p.t[i].word.has(isDeterminer) || p.isWord(i, "these") || p.isWord(i, "those") || p.isWord(i, "all")) {
			i++
		}
	} else if m.Form == quantity.Fraction && p.hasWordAt(i, isDeterminer) {
		i++ // "half the voters"
	} else if m.Kind == Percent || m.Kind == Points || m.Kind == Multiple && !p.isWord(i-1, "many") && !p.isWord(i-1, "much") && !p.hasWordAt(i, isMoreOf) {
		return [2]int{}
	} else if m.Kind == Dimension || m.Kind == Age {
		if p.isWord(i, "of") && m.Kind == Dimension {
			i++
		} else if !p.isAttribute(m) {
			return [2]int{}
		}
	}
	for i < len(p.t) && p.t[i].word.has(isMoreOf) {
		i++
	}
	first, plural := i, false
	for ; i < len(p.t) && i-first < 7; i++ {
		token := &p.t[i]
		if token.Kind == Punct && token.Norm == "-" && i > first && i+1 < len(p.t) && !token.Space && p.t[i+1].Kind == Word && !p.t[i+1].Space {
			i++
			plural = isPluralNoun(&p.t[i])
			continue
		}
		if i == first && isVerbal(token.Norm) && i+2 < len(p.t) && p.t[i+1].Kind == Word && isPluralNoun(&p.t[i+2]) && token.Norm[len(token.Norm)-1] == 'y' {
			i++ // "newly built homes"
			continue
		}
		if p.isCompoundNumber(i) {
			i++ // "four three-pointers"
			continue
		}
		if token.Kind != Word || token.word.has(isStop) || token.word.has(isCardinal) && token.Norm != "one" || p.dated(i) || token.Norm[0] == '\'' {
			break
		}
		if token.word != nil && i > first && (token.word.has(isStopAfterPlural) && plural || p.match2(i, hedgeBefore) && plural) {
			break
		}
		now := isPluralNoun(token)
		if now && i > first && (m.Kind == Ordinal || m.Value.Equal(numberOne)) {
			break // "fourth place belongs to": behind a singular, the verb ends in -s
		}
		if plural && (!now || isVerbal(token.Norm)) || i > first && isVerbal(token.Norm) && !p.nounAt(i+1) || i == first && !now && isVerbal(token.Norm) && !p.isAdjectiveAt(i, m) {
			break
		}
		plural = now
	}
	if i == first {
		return [2]int{}
	}
	return [2]int{first, i}
}

// isCompoundNumber reports whether a number at i is joined to the word behind it: "three-point attempts".
func (p *amountParser) isCompoundNumber(i int) bool {
	token := &p.t[i]
	return (token.Kind == Number || token.word.has(isCardinal)) && p.isMark(i+1, "-") && i+2 < len(p.t) && p.t[i+2].Kind == Word &&
		!p.t[i+2].Space && !p.t[i+2].word.has(isCardinal) && !p.match2(i+2, unitAfter)
}

// isAdjectiveAt tells "12 registered voters" from "the five provided help": a plural follows the adjective.
func (p *amountParser) isAdjectiveAt(i int, m *AmountMention) bool {
	if !p.nounAt(i + 1) {
		return false
	}
	last := i + 1
	for p.nounAt(last+1) && last < i+3 && !isPluralNoun(&p.t[last]) {
		last++
	}
	return isPluralNoun(&p.t[last]) || m.Kind != Cardinal || m.Value.Equal(numberOne) || p.t[i].Norm[len(p.t[i].Norm)-1] == 'g'
}

// isPluralNoun reports whether a word looks like a plural.
func isPluralNoun(t *Token) bool {
	if t.word.has(isPlural) {
		return true
	}
	n := len(t.Norm)
	if t.Kind != Word || n < 3 || t.Norm[n-1] != 's' {
		return false
	}
	switch t.Norm[n-2] {
	case 's', 'u', 'i', '\'':
		return false
	}
	return true
}

// isVerbal reports whether a word has the ending of a verb form or an adverb.
func isVerbal(norm string) bool {
	n := len(norm)
	return n > 4 && (norm[n-2:] == "ed" || norm[n-3:] == "ing" || norm[n-2:] == "ly")
}

// isAttribute reports whether the unit of m stands before a noun: "a 12-month count", "a 110km/h limit".
func (p *amountParser) isAttribute(m *AmountMention) bool {
	last := &p.t[m.Last-1]
	return last.Kind == Word && !isPluralNoun(last) && !p.hasWordAt(m.HedgeEnd, isLength) && (!last.Space || !m.Value.Abs().Equal(numberOne))
}

// readPer returns the tokens that m is a rate by: "a day", "per 100,000 people".
func (p *amountParser) readPer(m *AmountMention) [2]int {
	i := max(m.HedgeEnd, m.Noun[1])
	if i+1 >= len(p.t) || m.Kind == Ordinal || m.Noise != NoNoise {
		return [2]int{}
	}
	switch {
	case p.isWord(i, "per"), p.isMark(i, "/") && p.t[i+1].Kind == Word, p.isWord(i, "for") && p.isWord(i+1, "every"):
		if p.t[i].Norm == "for" {
			i++
		}
		end := i + 1
		if f, ok := p.readFigure(end, false); ok && !f.ordinal {
			end = f.end
		}
		base := AmountMention{HedgeEnd: end}
		if noun := p.readNoun(&base); noun[1] > 0 {
			end = noun[1]
		}
		if end == i+1 {
			return [2]int{}
		}
		p.base = [2]int{i, end}
		return [2]int{i, end}
	case p.isArticle(i), p.isWord(i, "each"), p.isWord(i, "every"):
		if found, end := p.match(i+1, unitAfter); found != nil && !p.dated(i) && !p.isShift(end) && (found.unit.Kind == quantity.Time || m.Kind == Money && !p.isPlainPrice(m)) {
			return [2]int{i, end}
		}
		if m.Kind == Money && p.isArticle(i) && p.nounAt(i+1) {
			return [2]int{i, i + 2}
		}
	}
	return [2]int{}
}

// isShift tells "a year earlier" from a rate.
func (p *amountParser) isShift(i int) bool {
	if i >= len(p.t) {
		return false
	}
	switch p.t[i].Norm {
	case "earlier", "ago", "later", "before", "after", "on", "from":
		return true
	}
	return false
}

func (p *amountParser) isPlainPrice(m *AmountMention) bool { return m.IsRange }
