package claims

// startsDecimal reports whether the stop at i begins a decimal without a leading zero: ".08".
func (t *tokenizer) startsDecimal(i int) bool {
	if i+1 >= len(t.text) || byteClass[t.text[i+1]] != classDigit {
		return false
	}
	return i == 0 || !isWordByte(t.text[i-1]) && t.text[i-1] != '.' && t.text[i-1] != ','
}

// readNumber reads a figure with its separators. Commas and stops that make no figure together are
// left to stand as marks: "22,24,26" is a list, "1.2.3" a version.
func (t *tokenizer) readNumber(start int) int {
	text := t.text
	end := start
	if start < t.listEnd { // one of a list of figures
		for end++; end < len(text) && byteClass[text[end]] == classDigit; end++ {
		}
		return t.addNumber(start, end)
	}
	for end < len(text) {
		c := text[end]
		if byteClass[c] == classDigit ||
			(c == ',' || c == '.') && end+1 < len(text) && byteClass[text[end+1]] == classDigit {
			end++
			continue
		}
		break
	}
	if !isFigure(text[start:end]) {
		t.listEnd = end
		end = start
		if text[start] == '.' {
			end++
		}
		for end < len(text) && byteClass[text[end]] == classDigit {
			end++
		}
		return t.addNumber(start, end)
	}
	return t.addNumber(start, t.spacedGroups(start, end))
}

func (t *tokenizer) addNumber(start, end int) int {
	t.tokens = append(t.tokens, Token{Start: start, End: end, Kind: Number, Norm: t.text[start:end], Space: t.space})
	t.space = false
	if t.fold != nil && end-start <= 3 { // names may begin with digits: "9/11"
		token := &t.tokens[len(t.tokens)-1]
		token.word, _ = t.fold.look(token.Norm)
	}
	return end
}

// spacedGroups extends a figure of one to three digits over groups of three that follow after single
// spaces: "40 000". A plain space must not join what may be a list, so nothing that looks like one more
// figure may stand around the groups.
func (t *tokenizer) spacedGroups(start, end int) int {
	if end-start > 3 || text0(t.text, start) == '0' || t.afterNumber() {
		return end
	}
	last := end
	for {
		i := last + spaceWidth(t.text, last)
		if i == last || !isGroup(t.text, i) {
			break
		}
		last = i + 3
	}
	if last == end {
		return end
	}
	if i := last + spaceWidth(t.text, last); i > last && i < len(t.text) && byteClass[t.text[i]] == classDigit {
		return end
	}
	if last+1 < len(t.text) && t.text[last] == '.' && byteClass[t.text[last+1]] == classDigit {
		for last++; last < len(t.text) && byteClass[t.text[last]] == classDigit; last++ {
		}
	}
	return last
}

func text0(text string, i int) byte { return text[i] }

// afterNumber reports whether the token before is a figure, or a hyphen or stroke that follows one.
func (t *tokenizer) afterNumber() bool {
	n := len(t.tokens)
	return n > 0 && (t.tokens[n-1].Kind == Number || !t.space && n > 1 && t.tokens[n-2].Kind == Number)
}

// isGroup reports whether exactly three digits stand at i, and no separator behind them goes on.
func isGroup(text string, i int) bool {
	if i+3 > len(text) {
		return false
	}
	for _, c := range []byte(text[i : i+3]) {
		if byteClass[c] != classDigit {
			return false
		}
	}
	if i+3 == len(text) {
		return true
	}
	switch c := text[i+3]; {
	case byteClass[c] == classDigit || c == ':' || c == '/' || c == '-':
		return false
	case c == ',':
		return i+4 == len(text) || byteClass[text[i+4]] != classDigit
	}
	return true
}

// spaceWidth returns the bytes of the one space at i that may separate groups, 0 for none.
func spaceWidth(text string, i int) int {
	if i >= len(text) {
		return 0
	}
	if text[i] == ' ' {
		return 1
	}
	for _, space := range [...]string{"\u00a0", "\u2009", "\u202f"} {
		if len(text)-i >= len(space) && text[i:i+len(space)] == space {
			return len(space)
		}
	}
	return 0
}

// isFigure reports whether digits, commas and stops make one figure: "1204.5", "1,204.5", "12,34,567",
// "1.204.500", "1.204,5", and the short decimals "1,3" and "5,00".
func isFigure(s string) bool {
	return separators(s) != noFigure
}

// figureStyle tells what the commas and stops of a figure are.
type figureStyle uint8

const (
	noFigure   figureStyle = iota
	plainStyle             // commas between thousands, a decimal point
	commaStyle             // stops between thousands, a decimal comma
)

func separators(s string) figureStyle {
	var lengths [24]int // of the digit groups
	var marks [24]byte  // before each group but the first
	n := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == ',' || c == '.' {
			if n++; n == len(lengths) {
				return noFigure
			}
			marks[n] = c
			continue
		}
		lengths[n]++
	}
	if n == 0 {
		return plainStyle
	}
	switch first := marks[1]; {
	case first == '.' && n == 1:
		return plainStyle // "4.800" is a decimal: writers of English group with commas
	case first == '.' && marks[n] == ',' && grouped(lengths[:n], marks[:n]):
		return commaStyle
	case first == '.' && grouped(lengths[:n+1], marks[:n+1]):
		return commaStyle
	case first == '.':
		return noFigure
	case marks[n] == '.' && n > 1 && grouped(lengths[:n], marks[:n]), grouped(lengths[:n+1], marks[:n+1]):
		return plainStyle
	case n == 1 && lengths[1] <= 2 && lengths[0] <= 2:
		return commaStyle // "1,3", "5,00"
	}
	return noFigure
}

// grouped reports whether digit groups go by thousands, or by the Indian hundreds above a thousand.
func grouped(lengths []int, marks []byte) bool {
	last := len(lengths) - 1
	if last < 1 || lengths[0] < 1 || lengths[0] > 3 || lengths[last] != 3 {
		return false
	}
	western, indian := true, lengths[0] <= 2 && marks[1] == ','
	for i := 1; i <= last; i++ {
		if marks[i] != marks[1] {
			return false
		}
		western = western && lengths[i] == 3
		indian = indian && (i == last || lengths[i] == 2)
	}
	return western || indian
}
