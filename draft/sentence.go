package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSentence is where a sentence is cut at white space for want of a stop.
const longestSentence = 1 << 15

// cutter cuts blocks into sentences.
type cutter struct {
	runs      []run
	sentences []Sentence
	quoted    []Span
	found     []Span // quotations of a block, for reuse
}

// cut appends the sentences of the block that ends text. The offsets of b and marks are in text; next is
// the text of the block that follows.
func (c *cutter) cut(text string, b *flatBlock, marks []mark, next string) {
	start, end := b.text.Start, b.text.End
	first := len(c.sentences)
	runs := c.runs[b.runs.Start : b.runs.End+1]
	r := 0
	add := func(from, to int) {
		for from < to && text[from] <= ' ' {
			from++
		}
		for to > from && text[to-1] <= ' ' {
			to--
		}
		if from == to {
			return
		}
		for int(runs[r+1].text) <= from {
			r++
		}
		last := r
		for int(runs[last+1].text) < to {
			last++
		}
		c.sentences = append(c.sentences, Sentence{Text: text[from:to], base: from, runs: runs[r : last+2 : last+2]})
		r = last
	}

	p := newSplitter(text[start:end], b.Kind)
	for at := 0; at < end-start; {
		next := p.next(at)
		add(start+at, start+next)
		at = next
	}
	c.quote(text, b, marks, c.sentences[first:], next)
}

// splitter finds where sentences end.
type splitter struct {
	text  string
	terse bool // a heading or cell: one sentence unless it is clearly more
	lower bool // the text begins with a small letter, so that its sentences may
}

func newSplitter(text string, k Kind) splitter {
	p := splitter{text: text}
	switch k {
	case Title, Heading, Cell, Caption, AltText:
		p.terse = true
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"'( "))
	p.lower = unicode.IsLower(r)
	return p
}

// next returns the end of the sentence that begins at text[start:].
func (p *splitter) next(start int) int {
	s := p.text
	for i := start; i < len(s); i++ {
		if i-start >= longestSentence && s[i] == ' ' {
			return i
		}
		stop := 1
		switch s[i] {
		case '\n':
			return i + 1
		case '.', '!', '?':
		case 0xE2: // "…"
			if !strings.HasPrefix(s[i:], "…") {
				continue
			}
			stop = len("…")
		case 0xE3: // "。", which needs no space
			if strings.HasPrefix(s[i:], "。") {
				return skipClosers(s, i+len("。"))
			}
			continue
		default:
			continue
		}
		end := i + stop
		for end < len(s) && (s[end] == '.' || s[end] == '!' || s[end] == '?') {
			end++
		}
		closed := skipClosers(s, end)
		if closed == len(s) {
			return closed
		}
		if s[closed] == '\n' {
			return closed + 1
		}
		if s[closed] != ' ' {
			i = end - 1
			continue
		}
		period := s[i] == '.' && end == i+1
		if p.splits(start, i, closed+1, period) {
			return closed
		}
		i = closed
	}
	return len(s)
}

// skipClosers returns the end of the quotation marks and brackets that close after a stop, and of a
// reference in brackets as in "in 2024.[3]".
func skipClosers(s string, i int) int {
	for i < len(s) {
		switch s[i] {
		case '"', '\'', ')', ']':
			i++
			continue
		case '[':
			j := i + 1
			for j < len(s) && j-i < 5 && isDigit(s[j]) {
				j++
			}
			if j > i+1 && j < len(s) && s[j] == ']' {
				i = j + 1
				continue
			}
		}
		if rest := strings.TrimPrefix(s[i:], " "); strings.HasPrefix(rest, "»") {
			i = len(s) - len(rest) + len("»")
			continue
		}
		return i
	}
	return i
}

// splits tells whether the sentence from start ends with the stop at s[stop], when text goes on at next
// after a space. A period may belong to an abbreviation.
func (p *splitter) splits(start, stop, next int, period bool) bool {
	s := p.text
	after := follow(s, next)
	if after.kind == followsOther || after.kind == followsLower && !p.lower {
		return false
	}
	if !period {
		return !p.terse || s[stop] == '!' || s[stop] == '?'
	}
	word := wordBefore(s, start, stop)
	if word == "" {
		return true
	}
	if start+len(word) == stop && isDigit(word[0]) {
		return false // "1. Burglary": a number of a list
	}
	class := classOf(word)
	if class == ordinary && p.lower && classOf(capitalized(word)) == neverEnds {
		class = neverEnds // "mr. hart"
	}
	switch class {
	case ordinary:
		return true
	case neverEnds:
		return false
	case beforeNumber:
		return after.kind != followsDigit
	case beforeDate:
		return after.kind != followsDigit && !after.abbreviated
	case beforeZone:
		return !p.terse && (after.quoted || after.starts || after.kind == followsUpper && !english().zones[after.word])
	default: // mayEnd
		return !p.terse && (after.quoted || after.starts)
	}
}

// following is what comes after a stop.
type following struct {
	kind        followingKind
	word        string
	quoted      bool // in a quotation that begins here
	starts      bool // a word that rarely stands within a name: "The", "It"
	abbreviated bool // "Nov." in "Tues. Nov. 5"
}

type followingKind uint8

const (
	followsOther followingKind = iota
	followsLower
	followsUpper
	followsDigit
)

func follow(s string, i int) (f following) {
	for i < len(s) {
		switch s[i] {
		case '"', '\'':
			f.quoted = true
			i++
			continue
		case '(', '[':
			i++
			continue
		}
		if strings.HasPrefix(s[i:], "«") {
			f.quoted = true
			i += len("«")
			continue
		}
		break
	}
	end := i
	for end < len(s) && end-i < 64 {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isWordRune(r) {
			break
		}
		end += size
	}
	f.word = s[i:end]
	f.abbreviated = end < len(s) && s[end] == '.' && classOf(f.word) == beforeDate
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsDigit(r), unicode.Is(unicode.Sc, r), r == '#':
		f.kind = followsDigit
	case unicode.IsLower(r):
		f.kind = followsLower
		second, _ := utf8.DecodeRuneInString(s[i+size:])
		if unicode.IsUpper(second) { // "iPhone"
			f.kind = followsUpper
		}
	case unicode.IsLetter(r):
		f.kind = followsUpper
	case r == object: // a code span or address
		f.kind = followsUpper
	}
	f.starts = english().starters[f.word]
	return f
}

// wordBefore returns the letters, digits and inner periods that end at the stop, within the sentence.
func wordBefore(s string, start, stop int) string {
	i := stop
	for i > start && stop-i < 32 {
		r, size := utf8.DecodeLastRuneInString(s[start:i])
		if !isWordRune(r) && r != '.' && r != '&' {
			break
		}
		i -= size
	}
	return s[i:stop]
}
