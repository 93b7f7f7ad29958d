package claims

import (
	"strings"

	"github.com/onrecord/onrecord/facts/quantity"
)

// figure is a number as the text writes it, without unit, sign of money or hedge.
type figure struct {
	end      int // token behind it
	value    quantity.Number
	num, den quantity.Number // exact terms of a fraction; den 0 for decimals
	step     quantity.Number
	scale    quantity.Number // of its scale words together, 1 for none
	scaled   bool
	digits   bool // begins with digits
	ordinal  bool
	fraction bool
	article  bool // begins with "a" or "an"
	times    bool // "twice", or a figure that "times" follows
	about    bool // "a couple of hundred"
}

var (
	numberOne = quantity.Int(1)
	maxNum    = quantity.Pow10(36)
)

// plainFigure returns a whole number.
func plainFigure(value quantity.Number, end int) figure {
	return figure{end: end, value: value, step: numberOne, scale: numberOne}
}

// multiply applies a scale word.
func (f *figure) multiply(factor quantity.Number) {
	f.value = f.value.Mul(factor)
	f.step = f.step.Mul(factor)
	f.scale = f.scale.Mul(factor)
	f.scaled = true
	if !f.den.IsZero() {
		f.num = f.num.Mul(factor)
	}
}

// setRatio makes f the fraction num/den.
func (f *figure) setRatio(num, den quantity.Number) bool {
	r, ok := quantity.Quo(num, den)
	if !ok {
		return false
	}
	f.value = r.Number()
	f.num, f.den = num, den
	return true
}

// parseFigure reads the digits of a number token. ok is false for more digits than a figure has.
func parseFigure(s string) (value quantity.Number, places int, ok bool) {
	style := separators(s)
	if style == noFigure {
		if strings.IndexByte(s, ' ') < 0 && isASCII(s) {
			return value, 0, false
		}
		style = plainStyle
	}
	point := byte('.')
	if style == commaStyle {
		point = ','
	}
	var coefficient int64
	digits, seenPoint := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case byteClass[c] == classDigit:
			if digits++; digits > 18 {
				return parseLongFigure(s, point)
			}
			coefficient = coefficient*10 + int64(c-'0')
			if seenPoint {
				places++
			}
		case c == point:
			seenPoint = true
		}
	}
	return quantity.Decimal(coefficient, places), places, digits > 0
}

func parseLongFigure(s string, point byte) (value quantity.Number, places int, ok bool) {
	plain := make([]byte, 0, 80)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case len(plain) > 70:
			return value, 0, false
		case byteClass[c] == classDigit:
			plain = append(plain, c)
		case c == point:
			places = len(plain)
			plain = append(plain, '.')
		}
	}
	if places > 0 {
		places = len(plain) - places - 1
	}
	value, err := quantity.ParseNumber(string(plain))
	return value, places, err == nil
}

// readFigure reads the figure that begins at token i. money says that a sign of money stands before it.
func (p *amountParser) readFigure(i int, money bool) (figure, bool) {
	if i >= len(p.t) {
		return figure{}, false
	}
	token := &p.t[i]
	var f figure
	var ok bool
	switch {
	case token.Kind == Number:
		f, ok = p.readDigits(i, money)
	case token.word == nil:
		return figure{}, false
	case token.word.has(isPartSign):
		f, ok = p.readPartSign(i)
	default:
		f, ok = p.readWordFigure(i)
	}
	if !ok || f.ordinal {
		return f, ok
	}
	return p.readInOutOf(f, i), true
}

func (p *amountParser) readDigits(i int, money bool) (figure, bool) {
	value, places, ok := parseFigure(p.t[i].Norm)
	if !ok {
		return figure{}, false
	}
	f := plainFigure(value, i+1)
	f.digits = true
	f.step = quantity.Pow10(-places)
	f.scaled = places > 0
	if p.isOrdinalEnding(i + 1) {
		f.ordinal = true
		f.end++
		return f, true
	}
	if p.hasWordAt(f.end, isParts) && f.value.IsInt() && p.t[f.end].word.part[1] > 4 { // "54 hundredths"
		f.setRatio(f.value, quantity.Int(p.t[f.end].word.part[1]))
		f.fraction = true
		f.end++
		return f, true
	}
	p.readMixed(&f, i)
	p.readHalves(&f)
	p.readScales(&f, money)
	if f.scale.Equal(quantity.Int(100)) {
		p.readHundredRest(&f)
	}
	p.readHalves(&f)
	return f, true
}

// isOrdinalEnding reports whether the word at i makes an ordinal of the digits before it.
func (p *amountParser) isOrdinalEnding(i int) bool {
	if i >= len(p.t) || p.t[i].Space || p.t[i].Kind != Word {
		return false
	}
	switch p.t[i].Norm {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// readMixed adds "½" and "1/2" to the whole number before, and reads "3/4".
func (p *amountParser) readMixed(f *figure, i int) {
	if !f.value.IsInt() {
		return
	}
	if j := f.end; j < len(p.t) && p.t[j].word.has(isPartSign) {
		p.addPart(f, p.t[j].word.part[0], p.t[j].word.part[1])
		f.end = j + 1
		return
	}
	if over, under, end, ok := p.stroke(i); ok && over < under {
		f.setRatio(quantity.Int(over), quantity.Int(under))
		f.fraction, f.end = true, end
		return
	}
	if f.end < len(p.t) && p.t[f.end].Space {
		if over, under, end, ok := p.stroke(f.end); ok && over < under && under <= 64 {
			p.addPart(f, over, under)
			f.end = end
		}
	}
}

// stroke reads "3/4" at i; a date or a version has more strokes.
func (p *amountParser) stroke(i int) (over, under int64, end int, ok bool) {
	if i+2 >= len(p.t) || p.t[i].Kind != Number || p.t[i+2].Kind != Number || p.dated(i) ||
		p.t[i+1].Norm != "/" && p.t[i+1].Norm != "⁄" || p.t[i+1].Space || p.t[i+2].Space ||
		p.isMark(i+3, "/") || i > 0 && !p.t[i].Space && p.t[i-1].Norm == "/" {
		return 0, 0, 0, false
	}
	over, okOver := p.smallInt(i)
	under, okUnder := p.smallInt(i + 2)
	return over, under, i + 3, okOver && okUnder && over > 0 && under > 1
}

// isMark reports whether token i is the mark, without a space before it.
func (p *amountParser) isMark(i int, norm string) bool {
	return i < len(p.t) && !p.t[i].Space && p.t[i].Norm == norm
}

// smallInt returns the value of digits below ten thousand.
func (p *amountParser) smallInt(i int) (int64, bool) {
	if i >= len(p.t) || p.t[i].Kind != Number || len(p.t[i].Norm) > 4 {
		return 0, false
	}
	var n int64
	for _, c := range []byte(p.t[i].Norm) {
		if byteClass[c] != classDigit {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// addPart adds over/under to a whole number; the sum is as precise as the part.
func (p *amountParser) addPart(f *figure, over, under int64) {
	den := quantity.Int(under)
	num := f.value.Mul(den).Add(quantity.Int(over))
	if !f.setRatio(num, den) {
		return
	}
	f.scaled = true
	f.step = quantity.Decimal(1, 1)
	if under > 10 {
		f.step = quantity.Decimal(1, 2)
	}
	if f.value.Mul(quantity.Pow10(3)).IsInt() { // halves, quarters and eighths end
		f.num, f.den = quantity.Number{}, quantity.Number{}
	}
}

func (p *amountParser) readPartSign(i int) (figure, bool) {
	part := p.t[i].word.part
	f := plainFigure(quantity.Number{}, i+1)
	f.setRatio(quantity.Int(part[0]), quantity.Int(part[1]))
	f.fraction = true
	p.readPartScale(&f)
	return f, true
}

// readScales multiplies by the scale words behind a figure.
func (p *amountParser) readScales(f *figure, money bool) {
	for {
		j := f.end
		if j+1 < len(p.t) && p.t[j].Norm == "-" && !p.t[j].Space && p.t[j+1].word.has(isScale|isDozen) {
			j++
		}
		if j >= len(p.t) || p.t[j].word == nil || !p.isScaleAt(j, f, money) {
			return
		}
		scale := quantity.Int(p.t[j].word.scale)
		if f.value.Abs().Mul(scale).Cmp(maxNum) > 0 {
			return
		}
		plainDozen := p.t[j].word.has(isDozen)
		f.multiply(scale)
		if plainDozen {
			f.step = numberOne
			if p.t[j].word.scale == 12 {
				f.step = quantity.Int(6)
			}
		}
		f.end = j + 1
	}
}

func (p *amountParser) isScaleAt(j int, f *figure, money bool) bool {
	token := &p.t[j]
	w := token.word
	bare := f.scale.Equal(numberOne)
	switch {
	case w.has(isScale):
		return true
	case w.has(isDozen):
		// "three score" is sixty, "20 score" is not read as four hundred
		return bare && (token.Norm != "score" || !f.digits && !p.hasWordAt(j+1, isScoreNear))
	case w.has(isScalePlural):
		return bare
	case w.has(isScaleMoney):
		return bare && (money || w.scale == 1000) && (!token.Space || w.scale == 1000)
	case !w.has(isScaleLetter) || !f.digits || !bare:
		return false
	case len(token.Norm) > 1:
		return true
	}
	// One letter: "5k" and "5 K", "£5m" and "10M", but "5 m" is five metres and "1 B" a thing named B.
	capital := token.Upper
	switch token.Norm {
	case "k":
		return !token.Space || !capital || money
	case "m":
		return money || capital || !token.Space && (p.countsAt(j+1) || !p.isLengthAt(j, f))
	default:
		return !token.Space || money
	}
}

// isLengthAt tells the metres of "jumped 6.05m" from the million of "rose to 1.2m": by two decimals, or by
// a word of lengths nearby.
func (p *amountParser) isLengthAt(j int, f *figure) bool {
	if f.step.Equal(quantity.Decimal(1, 2)) {
		return true
	}
	for i := max(0, j-12); i < min(len(p.t), j+8); i++ {
		if p.t[i].word.has(isLength) {
			return true
		}
	}
	return false
}

// countsAt reports whether a counted noun seems to stand at i: "5m users", not "the 100m in".
func (p *amountParser) countsAt(i int) bool {
	if i >= len(p.t) || p.t[i].Kind != Word || !p.t[i].Space {
		return false
	}
	return isPluralNoun(&p.t[i]) || i+1 < len(p.t) && !p.t[i].word.has(isStop) && isPluralNoun(&p.t[i+1])
}

func (p *amountParser) hasWordAt(i int, f wordFlags) bool { return i < len(p.t) && p.t[i].word.has(f) }

// readHundredRest reads the rest of "3 hundred and 21".
func (p *amountParser) readHundredRest(f *figure) {
	j := f.end
	if j >= len(p.t) || p.t[j].Norm != "and" {
		return
	}
	rest, ok := p.smallInt(j + 1)
	end := j + 2
	if !ok {
		rest, end, ok = p.belowHundred(j + 1)
	}
	if !ok || rest >= 100 || p.hasWordAt(end, isHundred|isScale) || p.match2(end, unitAfter) {
		return
	}
	f.value = f.value.Add(quantity.Int(rest))
	f.step, f.end = numberOne, end
	p.readScales(f, false)
}

func (p *amountParser) match2(i int, l list) bool {
	found, _ := p.match(i, l)
	return found != nil
}
