package claims

import "github.com/onrecord/onrecord/facts/quantity"

// cardinal is a run of number words.
type cardinal struct {
	value   quantity.Number
	end     int
	tens    int64           // worth of the last word when it is a tens word: a unit may still follow
	last    quantity.Number // the last scale, 1 when a number below a hundred is the end
	scale   quantity.Number // of a lone group with its scales: "two million"
	article bool
	groups  int
}

// belowHundred reads "seven", "seventeen", "seventy", "seventy-one" at i.
func (p *amountParser) belowHundred(i int) (n int64, end int, ok bool) {
	if i >= len(p.t) || !p.t[i].word.has(isCardinal) {
		return 0, i, false
	}
	n = p.t[i].word.cardinal
	if n < 20 {
		return n, i + 1, true
	}
	j := p.hyphen(i + 1)
	if j < len(p.t) && p.t[j].word.has(isCardinal) && p.t[j].word.cardinal > 0 && p.t[j].word.cardinal < 10 {
		return n + p.t[j].word.cardinal, j + 1, true
	}
	return n, i + 1, true
}

// hyphen returns the token behind the hyphen at i, or i when there is none or it is a dash.
func (p *amountParser) hyphen(i int) int {
	if i+1 < len(p.t) && p.t[i].Norm == "-" && p.t[i].Space == p.t[i+1].Space {
		return i + 1
	}
	return i
}

func (p *amountParser) isArticle(i int) bool {
	return i < len(p.t) && (p.t[i].Norm == "a" || p.t[i].Norm == "an")
}

// belowThousand reads a group: "a hundred", "two hundred and five", "twelve hundred", "seventy-one".
func (p *amountParser) belowThousand(i int, c *cardinal) (n int64, end int, ok bool) {
	if p.isArticle(i) {
		if !p.hasWordAt(i+1, isHundred|isScale) && !p.isWord(i+1, "dozen") {
			return 0, i, false
		}
		n, end, ok = 1, i+1, true
		c.article = true
	} else {
		n, end, ok = p.belowHundred(i)
	}
	if !ok {
		return 0, i, false
	}
	c.last = numberOne
	c.tens = 0
	if n >= 20 && end == i+1 {
		c.tens = n
	}
	j := p.hyphen(end)
	if !p.hasWordAt(j, isHundred) {
		return n, end, true
	}
	n, end = n*100, j+1
	c.last, c.tens = quantity.Int(100), 0
	j = end
	if p.isWord(j, "and") {
		if p.between {
			return n, end, true
		}
		j++
	}
	rest, after, found := p.belowHundred(j)
	if !found || p.hasWordAt(after, isHundred) {
		return n, end, true
	}
	c.last = numberOne
	if rest >= 20 && after == j+1 {
		c.tens = rest
	}
	return n + rest, after, true
}

func (p *amountParser) isWord(i int, norm string) bool { return i < len(p.t) && p.t[i].Norm == norm }

// readCardinal reads number words: "one million two hundred thousand and five".
func (p *amountParser) readCardinal(i int) (c cardinal, ok bool) {
	limit := maxNum
	for j := i; ; {
		before := c
		if c.groups > 0 && p.isWord(j, "and") {
			if p.between {
				break
			}
			j++
		}
		if c.groups > 0 && p.isArticle(j) {
			break
		}
		n, end, found := p.belowThousand(j, &c)
		if !found || n == 0 && c.groups > 0 {
			c = before
			break
		}
		group, scale := quantity.Int(n), numberOne
		for k := p.hyphen(end); p.hasWordAt(k, isScale) && !p.hasWordAt(k, isHundred); k = p.hyphen(end) {
			if scale.Cmp(quantity.Pow10(18)) > 0 {
				break
			}
			scale = scale.Mul(quantity.Int(p.t[k].word.scale))
			end = k + 1
			c.last, c.tens = scale, 0
		}
		if scale.Cmp(limit) >= 0 || c.groups > 0 && group.Mul(scale).Cmp(limit) >= 0 {
			c = before
			break
		}
		c.value = c.value.Add(group.Mul(scale))
		c.end, c.scale = end, scale
		c.groups++
		if scale.Equal(numberOne) {
			break
		}
		limit, j = scale, end
	}
	return c, c.groups > 0
}

// readWordFigure reads cardinals, ordinals and fractions in words.
func (p *amountParser) readWordFigure(i int) (figure, bool) {
	token := &p.t[i]
	switch {
	case token.word.has(isPart) && token.Norm == "half":
		return p.readHalf(i)
	case p.isArticle(i) && p.hasWordAt(i+1, isPart):
		return p.readArticlePart(i)
	case token.word.has(isOrdinalWord) && !p.isArticle(i):
		return p.ordinalFigure(token.word.ordinal, i+1), true
	}
	if f, ok := p.readCouple(i); ok {
		return f, true
	}
	c, ok := p.readCardinal(i)
	if !ok {
		return figure{}, false
	}
	if f, ok := p.readParts(i, c); ok {
		return f, true
	}
	if f, ok := p.readOrdinal(c); ok {
		return f, true
	}
	f := plainFigure(c.value, c.end)
	f.article = c.article
	if !c.last.Equal(numberOne) {
		f.step, f.scaled = c.last, true
		if c.groups == 1 {
			f.scale = c.last
		}
	}
	p.readPointWords(&f)
	p.readHalves(&f)
	p.readScales(&f, false)
	p.readHalves(&f)
	return f, true
}

func (p *amountParser) ordinalFigure(n int64, end int) figure {
	f := plainFigure(quantity.Int(n), end)
	f.ordinal = true
	return f
}

// readCouple reads "a couple of hundred" and "a couple thousand".
func (p *amountParser) readCouple(i int) (figure, bool) {
	if !p.isArticle(i) || !p.isWord(i+1, "couple") {
		return figure{}, false
	}
	j := i + 2
	if p.isWord(j, "of") {
		j++
	}
	if !p.hasWordAt(j, isHundred|isScale) {
		return figure{}, false
	}
	f := plainFigure(quantity.Int(2), j)
	f.about = true
	p.readScales(&f, false)
	return f, true
}

// readOrdinal reads the ordinal that completes a cardinal: "twenty-first", "two hundredth", "hundred
// and first".
func (p *amountParser) readOrdinal(c cardinal) (figure, bool) {
	j := p.hyphen(c.end)
	if p.isWord(j, "and") && !c.last.Equal(numberOne) {
		j++
	}
	if j >= len(p.t) || !p.t[j].word.has(isOrdinalWord) {
		// "hundred and twenty-first": the cardinal took "twenty", and its unit is the ordinal
		return figure{}, false
	}
	n := p.t[j].word.ordinal
	value := c.value
	switch {
	case n < 10 && c.tens > 0, n < 100 && !c.last.Equal(numberOne):
		value = value.Add(quantity.Int(n))
	case n >= 100 && (c.last.Equal(numberOne) || c.last.Cmp(quantity.Int(n)) < 0):
		value = value.Mul(quantity.Int(n))
	default:
		return figure{}, false
	}
	f := plainFigure(value, j+1)
	f.ordinal = true
	return f, true
}

// readPointWords reads the decimals of "five point two five" and "two hundred point seventy-one".
func (p *amountParser) readPointWords(f *figure) {
	if !p.isWord(f.end, "point") || !p.hasWordAt(f.end+1, isCardinal) || !p.t[f.end+1].Space || !p.t[f.end].Space {
		return
	}
	j, places := f.end+1, 0
	if n, end, _ := p.belowHundred(j); n >= 10 {
		f.value = f.value.Add(quantity.Decimal(n, 2))
		j, places = end, 2
	} else {
		for ; places < 12 && p.hasWordAt(j, isCardinal) && p.t[j].word.cardinal < 10; j++ {
			places++
			f.value = f.value.Add(quantity.Decimal(p.t[j].word.cardinal, places))
		}
	}
	f.step, f.scaled, f.end = quantity.Pow10(-places), true, j
}
