package claims

import "github.com/onrecord/onrecord/facts/quantity"

// readUnit reads the unit behind the figure of a, and what follows from it: compounds, quotients, ages.
func (p *amountParser) readUnit(a *part) {
	j := a.figure.end
	if j >= len(p.t) {
		return
	}
	if p.readTimes(a, j) {
		return
	}
	if a.fraction || a.scaled && (!a.digits || a.value.Abs().Less(numberOne)) {
		j = p.partOfUnit(j)
	}
	k := p.hyphen(j)
	a.hyphened = k > j
	if found, end := p.match(k, ageAfter); found != nil {
		a.unit, a.kind, a.hasUnit, a.last = found.unit, Age, true, end
		return
	}
	if a.kind != Money && !a.hasUnit {
		_, unitEnd := p.match(k, unitAfter) // "pounds per square inch" is no money
		if found, end := p.match(k, moneyAfter); found != nil && end >= unitEnd && p.isMoneyName(found, a, k, end) {
			p.setMoney(a, found, k, end)
			return
		}
		if found, end := p.match(k, moneyBefore); found != nil && a.kind != Fraction && p.isSignBehind(k, end) {
			a.unit, a.kind, a.hasUnit, a.last = found.unit, Money, true, end
			return
		}
	}
	if a.hasUnit {
		p.readSmallMoney(a)
		return
	}
	if a.hyphened && a.fraction && p.isWord(k, "point") { // "a quarter-point cut"
		a.unit, a.kind, a.hasUnit, a.last = quantity.Unit{Kind: quantity.Points}, Points, true, k+1
		return
	}
	found, end := p.match(k, unitAfter)
	if found == nil || !p.isUnitAt(found, a, k, end) {
		a.hyphened = a.hyphened && k < len(p.t) && p.t[k].Kind == Word && p.isHyphenNoun(k)
		return
	}
	a.unit, a.hasUnit, a.last = found.unit, true, end
	a.kind = kindOf(found.unit)
	p.readQuotient(a)
	p.readCompound(a)
}

func (p *amountParser) isHyphenNoun(k int) bool { return !p.t[k].Space }

// partOfUnit steps over the words between a fraction and its unit: "half an hour", "a quarter of a mile",
// "half of one percent".
func (p *amountParser) partOfUnit(j int) int {
	k := j
	if p.isWord(k, "of") {
		k++
	}
	if p.isArticle(k) || k > j && p.isWord(k, "one") {
		k++
	}
	if k > j && (p.match2(k, unitAfter) || p.match2(k, moneyAfter)) && (k > j+1 || p.isArticle(j)) {
		return k
	}
	return j
}

func kindOf(u quantity.Unit) AmountKind {
	switch u.Kind {
	case quantity.Percent, quantity.PerMille:
		return Percent
	case quantity.Points, quantity.BasisPoints:
		return Points
	case quantity.Money:
		return Money
	}
	return Dimension
}

// readTimes reads "times as many", "times more" and "-fold" behind a figure.
func (p *amountParser) readTimes(a *part, j int) bool {
	_, end := p.match(j, multipleRest)
	if a.fraction && p.comparesAs(j, end) { // "a quarter as many"
		a.kind, a.last, a.times, a.fraction = Multiple, p.restEnd(j, end), true, false
		a.step = quantity.Decimal(2, 2)
		return true
	}
	if k := p.hyphen(j); p.isWord(k, "fold") {
		a.kind, a.last, a.times = Multiple, k+1, true
	} else if a.kind == Cardinal && !a.hasUnit && p.isOdds(j) { // "by two to one"
		a.kind, a.last, a.times = Multiple, j+2, true
	} else if p.isWord(j, "times") {
		rest, end := p.match(j+1, multipleRest)
		if rest == nil && !p.isPossessive(j+1) {
			return false // "won three times"
		}
		a.kind, a.last, a.times, a.more = Multiple, j+1, true, rest != nil && rest.more
		if p.isWord(j+1, "as") {
			a.last = p.restEnd(j+1, end)
		}
	} else {
		return false
	}
	if !a.scaled {
		a.step = multipleStep(a.value)
	}
	return true
}

// isPossessive reports whether a name at i owns what a multiple is of: "three times Asia-Pacific's".
func (p *amountParser) isPossessive(i int) bool {
	for k := i; k < min(i+4, len(p.t)) && p.t[i].Upper && (p.t[k].Kind != Punct || p.isMark(k, "-")); k++ {
		if p.isWord(k+1, "'s") || p.isWord(k+1, "’s") {
			return true
		}
	}
	return false
}

// isOdds reports whether "to one" stands at i, which makes a figure in words that "by" or "of" leads a ratio.
func (p *amountParser) isOdds(i int) bool {
	return p.isWord(i, "to") && p.isWord(i+1, "one") && (i+2 >= len(p.t) || p.t[i+2].Kind == Punct || p.t[i+2].word.has(isStop))
}

// restEnd returns the end of "as many" and "as steep", which begin at i and whose known words end at end.
func (p *amountParser) restEnd(i, end int) int {
	if end == i+1 && end < len(p.t) && p.t[end].Kind == Word && !p.t[end].word.has(isStop) {
		return end + 1
	}
	return end
}

// isMoneyName reports whether the name at k stands for money behind the figure of a.
func (p *amountParser) isMoneyName(found *phrase, a *part, k, end int) bool {
	token := &p.t[k]
	norm := token.Norm
	switch {
	case a.fraction && a.kind == Fraction && k == a.figure.end:
		return false
	case found.code && !isCapitals(p.m.Text[token.Start:token.End]):
		return false
	case norm == "p":
		return a.digits && !token.Space && !token.Upper
	case norm == "won" || norm == "crowns" || norm == "crown":
		return a.value.Cmp(quantity.Int(1000)) >= 0
	case norm == "real" || norm == "sen":
		return false
	case found.list == moneyAfter && p.t[k].Space && end < len(p.t) && p.t[end].Kind == Number && !p.t[end].Space:
		return false // "3 USD50 cards"
	}
	return true
}

// isSignBehind reports whether a sign of money at [k, end) belongs to the figure before it: "10 €", but not
// "5 €10 notes".
func (p *amountParser) isSignBehind(k, end int) bool {
	if p.t[k].Kind != Symbol && p.t[k].Norm[0] < 0x80 {
		return false
	}
	return end >= len(p.t) || p.t[end].Kind != Number && !p.t[end].word.has(isCardinal)
}

// setMoney gives a the money named at [k, end), and reads what may follow: a scale, smaller coins.
func (p *amountParser) setMoney(a *part, found *phrase, k, end int) {
	if (p.t[k].Norm == "pounds" || p.t[k].Norm == "pound") && end == k+1 && p.isWeightAt(a, k, end) {
		a.unit, a.kind, a.hasUnit, a.last = quantity.Unit{Kind: quantity.Mass, Name: "lb"}, Dimension, true, end
		p.readCompound(a)
		return
	}
	a.unit, a.kind, a.hasUnit = found.unit, Money, true
	if found.minor {
		a.value, a.step = a.value.Mul(found.factor), a.step.Mul(found.factor)
		a.last = end
		return
	}
	if found.factor.Cmp(numberOne) > 0 {
		a.multiply(found.factor)
	}
	a.figure.end = end
	p.readScales(&a.figure, true)
	a.last = a.figure.end
	a.figure.end = k
	if p.t[k].Norm == "-" || a.hyphened {
		a.figure.end = k - 1
	}
	p.readSmallMoney(a)
}

// isWeightAt tells "20 pounds of cocaine" from money.
func (p *amountParser) isWeightAt(a *part, k, end int) bool {
	if a.scale.Cmp(quantity.Int(1000)) > 0 {
		return false
	}
	if a.hyphened && end < len(p.t) {
		switch p.t[end].Norm {
		case "note", "notes", "coin", "coins", "fine", "bill", "fee":
			return false
		}
		return true
	}
	if p.isWord(end, "of") {
		return true
	}
	for i := max(0, k-6); i < min(len(p.t), end+5); i++ {
		if p.t[i].word.has(isWeight) {
			return true
		}
	}
	return false
}

// readSmallMoney reads the hundredths of "13 dollars and 45 cents", "15 dollars 50".
func (p *amountParser) readSmallMoney(a *part) {
	if a.kind != Money || !a.value.IsInt() || a.scaled || !a.den.IsZero() {
		return
	}
	j := a.last
	joined := p.isWord(j, "and")
	if joined {
		j++
	}
	n, end, ok := p.belowHundred(j)
	if !ok {
		if j >= len(p.t) || len(p.t[j].Norm) > 2 {
			return
		}
		n, ok = p.smallInt(j)
		end = j + 1
	}
	if !ok || n < 1 || n > 99 {
		return
	}
	if found, after := p.match(end, moneyAfter); found != nil {
		if !found.minor {
			return
		}
		end = after
	} else if n < 10 || p.match2(end, unitAfter) || end < len(p.t) && p.t[end].Kind != Punct && !p.t[end].word.has(isMoreOf) ||
		p.isMark(end, "-") || !joined && a.start == a.first+1 && p.t[a.first].Kind == Symbol {
		return
	}
	cents := quantity.Decimal(n, 2)
	if a.value.Sign() < 0 {
		cents = cents.Neg()
	}
	a.value = a.value.Add(cents)
	a.step, a.scaled, a.last = quantity.Decimal(1, 2), true, end
}

// isUnitAt reports whether the words [k, end) are a unit behind the figure of a.
func (p *amountParser) isUnitAt(found *phrase, a *part, k, end int) bool {
	token := &p.t[k]
	letters := token.End - token.Start
	switch {
	case found.symbol && !a.digits, letters <= 2 && token.Kind == Word && !a.digits && found.unit.Kind != quantity.Power:
		return false
	case found.code:
		return token.Upper && k == a.figure.end && (end >= len(p.t) || p.t[end].Kind != Word || !p.t[end].Upper)
	case token.Norm == "\"":
		return !token.Space && !p.insideQuotes(k) || token.Space && !p.insideQuotes(k) && (end >= len(p.t) || p.t[end].Space)
	case token.Norm == "second" && k == a.figure.end:
		return a.value.Equal(numberOne)
	case token.Norm == "pm" || token.Norm == "am", token.Upper && token.word.has(isMadeAfter):
		return false // "4-5 FT" are free throws
	case letters == 1 && token.Kind == Word && token.Upper && found.unit.Kind != quantity.Power && found.unit.Kind != quantity.Volume && !found.code:
		return false
	case a.kind == Fraction && a.fraction && k == a.figure.end && !a.hyphened && found.unit.Kind != quantity.Angle && token.Norm != "teaspoon" && p.isPartOfWhole(a):
		return a.digits || p.hasWordAt(a.start, isPartSign)
	}
	return true
}

// isPartOfWhole reports whether a fraction of words has no unit of its own: "two thirds percent".
func (p *amountParser) isPartOfWhole(a *part) bool { return !p.isWord(a.start, "half") && !a.article }

// insideQuotes reports whether a quotation is open before token i.
func (p *amountParser) insideQuotes(i int) bool {
	open := false
	for k := range i {
		if p.t[k].Norm == "\"" {
			open = !open
		}
	}
	return open
}

// readQuotient joins "per hour" and "/ms" to a unit where the quotient is a unit of its own.
func (p *amountParser) readQuotient(a *part) {
	switch a.unit.Kind {
	case quantity.Length, quantity.Data, quantity.Volume, quantity.Mass:
	default:
		return
	}
	j := a.last
	if !p.isWord(j, "per") && !p.isMark(j, "/") && !(p.isArticle(j) && p.isWord(j+1, "hour") || p.isArticle(j) && p.isWord(j+1, "second")) {
		return
	}
	found, end := p.match(j+1, unitAfter)
	if found == nil || found.unit.Kind != quantity.Time {
		return
	}
	if unit := quantity.Per(a.unit, found.unit); unit.Kind != quantity.Rate || a.unit.Kind != quantity.Length {
		a.unit, a.last = unit, end
	}
}

// smaller are the units that follow another in compounds, and how many of them make one.
var smaller = map[string]struct {
	unit  string
	count int64
}{
	"ft": {"in", 12}, "lb": {"oz", 16}, "st": {"lb", 14}, "hour": {"minute", 60}, "minute": {"second", 60}, "year": {"month", 12},
}

// readCompound reads the second part of "5 feet 2 inches" and "2 hours and 30 minutes".
func (p *amountParser) readCompound(a *part) {
	next, ok := smaller[a.unit.Name]
	if !ok || !a.value.IsInt() || !a.den.IsZero() {
		return
	}
	j := a.last
	if a.hyphened { // "6-foot-6"
		n, ok := p.smallInt(j + 1)
		if p.isMark(j, "-") && ok && !p.t[j+1].Space && n < next.count {
			a.setRatio(a.value.Mul(quantity.Int(next.count)).Add(quantity.Int(n)), quantity.Int(next.count))
			a.step, a.scaled, a.last = quantity.Decimal(1, 2), true, j+2
		}
		return
	}
	if p.isWord(j, "and") || p.isMark(j, ".") && p.t[j-1].End-p.t[j-1].Start <= 3 {
		j++
	}
	if j >= len(p.t) || p.t[j].Kind != Number && !p.t[j].word.has(isCardinal) || p.dated(j) {
		return
	}
	n, end, ok := p.wholeNumber(j)
	if !ok || n.Cmp(quantity.Int(next.count)) >= 0 {
		return
	}
	found, after := p.match(end, unitAfter)
	switch {
	case found != nil && found.unit.Name == next.unit:
	case next.unit == "in" && p.isWord(end, "in"), next.unit == "lb" && (p.isWord(end, "pounds") || p.isWord(end, "lb")):
		after = end + 1
	default:
		return
	}
	count := quantity.Int(next.count)
	if a.setRatio(a.value.Abs().Mul(count).Add(n), count) {
		a.step, a.scaled, a.last = quantity.Decimal(1, 2), true, after
	}
}
