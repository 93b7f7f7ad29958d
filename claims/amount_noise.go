package claims

import "github.com/onrecord/onrecord/facts/quantity"

// readChain reads figures joined without spaces that are one thing together: clock times, telephone
// numbers, versions, records of play. It returns the token behind them, or i.
func (p *amountParser) readChain(i int) int {
	groups, digits, end := 1, len(p.t[i].Norm), i+1
	same, longest := true, digits
	for end+1 < len(p.t) && !p.t[end].Space && !p.t[end+1].Space && p.t[end+1].Kind == Number && isJoint(p.t[end].Norm) {
		same = same && p.t[end].Norm == p.t[i+1].Norm
		longest = max(longest, len(p.t[end+1].Norm))
		digits += len(p.t[end+1].Norm)
		groups++
		end += 2
	}
	noise := NoNoise
	switch {
	case groups == 1 && i > 0 && p.t[i-1].Norm == "+" && !p.t[i].Space && end+1 < len(p.t) && p.t[end].Kind == Number && p.t[end+1].Kind == Number:
		for ; i < len(p.t) && p.t[i].Kind == Number; i++ { // "+41 22 555 0146"
			p.addNoise(i, i+1, Phone)
		}
		return i
	case groups == 1:
		return p.readLoneNoise(i)
	case p.t[i+1].Norm == ":":
		noise = Clock
	case groups == 2:
		if !p.isPhonePair(i, end) {
			return i
		}
		noise = Phone
	case digits >= 7 && !(same && p.t[i+1].Norm == "."):
		noise = Phone
	case same && p.t[i+1].Norm == ".":
		noise = Version
	case same && p.t[i+1].Norm == "-" && longest <= 3, same && p.t[i+1].Norm == "–" && longest <= 3:
		noise = Score
	default:
		noise = NameNumber
	}
	for k := i; k < end; k += 2 {
		p.addNoise(k, k+1, noise)
	}
	if noise == Clock && p.hasWordAt(end, isClockAfter) {
		end++
	}
	return end
}

func isJoint(norm string) bool {
	switch norm {
	case "-", "–", ".", "/", ":":
		return true
	}
	return false
}

// isPhonePair reports whether "555-0143" follows an area code or a plus.
func (p *amountParser) isPhonePair(i, end int) bool {
	return len(p.t[i].Norm) == 3 && len(p.t[end-1].Norm) == 4 && p.t[i+1].Norm == "-" &&
		(i > 0 && (p.t[i-1].Norm == ")" || p.t[i-1].Norm == "+") || i > 0 && p.t[i-1].Kind == Number)
}

// readLoneNoise reads one figure that letters without a space make part of a name ("3Pt", "1990s"), or
// that is a time of day.
func (p *amountParser) readLoneNoise(i int) int {
	next := i + 1
	if next >= len(p.t) || p.t[next].Kind != Word {
		return i
	}
	w := p.t[next].word
	if w.has(isClockAfter) && p.isHour(i) {
		p.addNoise(i, next, Clock)
		return next + 1
	}
	if p.t[next].Space || p.isOrdinalEnding(next) || w.has(isScaleLetter|isScaleMoney) || p.t[next].Norm[0] == '\'' ||
		p.match2(next, unitAfter) || p.match2(next, moneyAfter) || p.match2(next, ageAfter) || w.has(isScale) || p.match2(next, moneyBefore) {
		return i
	}
	noise := Model
	if p.dated(i) {
		noise = PartOfDate
	}
	p.addNoise(i, next, noise)
	return next + 1
}

// isHour reports whether digits may be an hour: "10 a.m.", "9.30pm".
func (p *amountParser) isHour(i int) bool {
	value, _, ok := parseFigure(p.t[i].Norm)
	return ok && (value.Cmp(quantity.Int(24)) <= 0 || len(p.t[i].Norm) == 4)
}

func (p *amountParser) addNoise(first, last int, noise Noise) {
	value, places, ok := parseFigure(p.t[first].Norm)
	if !ok {
		return
	}
	f := plainFigure(value, last)
	f.digits, f.step = true, quantity.Pow10(-places)
	m := p.mention(part{figure: f, first: first, start: first, last: first + 1}, span{first: first})
	m.Noise = noise
	if p.dated(first) {
		m.Noise = PartOfDate
	}
	p.m.Amounts = append(p.m.Amounts, m)
}

// noiseOf tells why a mention is no quantity.
func (p *amountParser) noiseOf(m *AmountMention) Noise {
	i := m.First
	switch {
	case p.dated(m.Figure[0]):
		return PartOfDate
	case p.nameEnd > i:
		return NameNumber
	case p.base[0] <= i && i < p.base[1]:
		return RateBase
	}
	if i > 1 && p.t[i-1].Norm == "." && !p.t[i].Space && !p.t[i-1].Space && p.t[i-2].Kind == Word {
		return Version // "v1.2.3"
	}
	if m.Kind == Cardinal && p.noiseBefore(i) == Version {
		return Version
	}
	if m.Kind != Cardinal || m.Amount.Hedge != quantity.Bare || m.Amount.Scaled || m.IsRange || !m.Value.IsInt() || m.Amount.Form > quantity.Words {
		return NoNoise
	}
	if noise := p.noiseBefore(i); noise == Model || noise != NoNoise && !p.countsPlural(m) {
		return noise
	}
	digits := p.t[i].Kind == Number
	switch {
	case !digits:
		return NoNoise
	case p.isStreetAt(m.Last):
		return Address
	case i > 0 && p.t[i-1].Norm == "[" && p.isMark(m.Last, "]"):
		return Citation
	case i == 0 && p.isMark(m.Last, ")") || i > 0 && p.t[i-1].Norm != "(" && p.isMark(m.Last, ")") && !p.hasOpenBracket(i):
		return ListNumber
	case p.isLikelyYear(m):
		return PartOfDate
	}
	return NoNoise
}

// noiseBefore looks at the word before a figure: "Section 230", "No. 5", "#5", "Covid-19".
func (p *amountParser) noiseBefore(i int) Noise {
	k := i - 1
	if k < 0 {
		return NoNoise
	}
	stop := p.t[k].Norm == "." && !p.t[k].Space && k > 0
	if stop {
		k--
	}
	hyphen := p.t[k].Norm == "-" && !p.t[k].Space && !p.t[i].Space && k > 0
	if hyphen {
		k--
		if p.t[k].Kind == Word && p.t[k].Upper {
			return Model // "SCP-173", "F-16"
		}
	}
	if p.t[k].Norm == "#" && !p.t[i].Space {
		return ListNumber
	}
	w := p.t[k].word
	if w == nil || w.noise == NoNoise || stop && !w.has(isAbbreviated) {
		return NoNoise
	}
	switch p.t[k].Norm {
	case "no", "nos", "fig", "p", "pp", "apt", "app":
		if !stop && !(p.t[k].Upper && k > 0) {
			return NoNoise // "there were no 12 boats"
		}
	case "mp", "ak", "su", "mi", "mig", "glock", "euro", "expo":
		if !p.t[k].Upper {
			return NoNoise
		}
	}
	return w.noise
}

// countsPlural reports whether m counts a plural: "at the end of the table four sectors rose".
func (p *amountParser) countsPlural(m *AmountMention) bool {
	return m.Noun[1] > 0 && isPluralNoun(&p.t[m.Noun[1]-1])
}

// isStreetAt reports whether a street's name begins at i: "10 Downing Street".
func (p *amountParser) isStreetAt(i int) bool {
	for n := 0; n < 4 && i < len(p.t) && p.t[i].Kind == Word && p.t[i].Upper; n++ {
		if n > 0 && p.t[i].word.has(isStreet) {
			return true
		}
		i++
	}
	return false
}

// hasOpenBracket reports whether a bracket is open before token i.
func (p *amountParser) hasOpenBracket(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch p.t[k].Norm {
		case "(":
			return true
		case ")":
			return false
		}
	}
	return false
}

// isLikelyYear reports whether four bare digits without anything counted are a year that no period took.
func (p *amountParser) isLikelyYear(m *AmountMention) bool {
	text := p.t[m.First].Norm
	return m.Last == m.First+1 && len(text) == 4 && m.Noun == ([2]int{}) && m.Per == ([2]int{}) && len(p.t) > 1 &&
		(text[:2] == "19" || text[:2] == "20" || text[:2] == "18")
}
