package claims

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TokenKind is the class of a token.
type TokenKind uint8

// The classes of tokens.
const (
	Word   TokenKind = iota // letters, also with digits after them ("Q3", "U.S.", "don't"), and a whole URL
	Number                  // digits with separators and decimals: "1,204.5", "40 000"
	Punct                   // a mark: comma, dash, bracket, quotation mark
	Symbol                  // a sign that is read aloud: "%", "$", "A$", "°", "½", "+"
)

// Token is a word, figure or mark of a sentence.
type Token struct {
	Start, End int // offsets in the text, half-open
	Kind       TokenKind
	Norm       string // lower case; of digits the text
	Upper      bool   // begins with a capital letter
	Space      bool   // white space stands before it

	word *word // what the word lists know of Norm; nil when nothing, or when no Reader made the token
}

// Tokenize cuts a text into tokens, which it appends to buf[:0]. A hyphen is a token of its own
// ("18-point" is three), and so is a possessive "'s"; abbreviations of single letters ("U.S.",
// "a.m.") keep their stops; letters join the currency sign behind them ("A$2.5m" is "A$", "2.5", "m").
func Tokenize(text string, buf []Token) []Token {
	t := tokenizer{text: text, tokens: buf[:0], lists: english()}
	t.run()
	return t.tokens
}

// tokenizer is one pass over a text. With a folder it makes no garbage.
type tokenizer struct {
	text    string
	tokens  []Token
	fold    *folder
	lists   *wordLists // to know letters that end a word where digits begin: "USD115"
	space   bool
	listEnd int // end of digits and commas that make no one figure: "22,24,26"
}

// Classes of the bytes below 0x80; others are decoded.
const (
	classPunct = iota
	classSpace
	classLower
	classUpper
	classDigit
	classSymbol
	classMore
)

var byteClass = func() (table [256]uint8) {
	for b := range table {
		switch c := byte(b); {
		case c >= 0x80:
			table[b] = classMore
		case c <= ' ' || c == 0x7f:
			table[b] = classSpace
		case 'a' <= c && c <= 'z':
			table[b] = classLower
		case 'A' <= c && c <= 'Z':
			table[b] = classUpper
		case '0' <= c && c <= '9':
			table[b] = classDigit
		case strings.IndexByte("$%+=<>~#@&^*|", c) >= 0:
			table[b] = classSymbol
		}
	}
	return table
}()

func (t *tokenizer) run() {
	text := t.text
	for i := 0; i < len(text); {
		switch byteClass[text[i]] {
		case classSpace:
			t.space = true
			i++
		case classLower, classUpper:
			i = t.readWord(i)
		case classDigit:
			i = t.readNumber(i)
		case classPunct:
			switch {
			case text[i] == '.' && t.startsDecimal(i):
				i = t.readNumber(i)
			case text[i] == '\'' && t.isPossessive(i):
				i = t.add(i, i+2, Word)
			default:
				i = t.add(i, i+1, Punct)
			}
		case classSymbol:
			i = t.add(i, i+1, Symbol)
		default:
			i = t.readRune(i)
		}
	}
}

func (t *tokenizer) readRune(i int) int {
	r, size := utf8.DecodeRuneInString(t.text[i:])
	switch {
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		t.space = true
		return i + size
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return t.readWord(i)
	case r == '’' && t.isPossessive(i):
		return t.add(i, i+size+1, Word)
	case unicode.IsNumber(r) || unicode.IsSymbol(r):
		return t.add(i, i+size, Symbol)
	}
	return t.add(i, i+size, Punct)
}

// add appends a token and returns its end.
func (t *tokenizer) add(start, end int, kind TokenKind) int {
	t.tokens = append(t.tokens, Token{Start: start, End: end, Kind: kind, Norm: t.text[start:end], Space: t.space})
	t.space = false
	token := &t.tokens[len(t.tokens)-1]
	if kind == Number {
		return end
	}
	if t.fold != nil {
		token.word, token.Norm = t.fold.look(token.Norm)
	}
	return end
}

// readWord reads from a letter to the end of the word.
func (t *tokenizer) readWord(start int) int {
	text, i, folded := t.text, start, true
	for i < len(text) {
		switch byteClass[text[i]] {
		case classDigit:
			if i-start <= 3 && t.lists != nil && t.isGlued(text[start:i]) {
				break
			}
			i++
			continue
		case classLower:
			i++
			continue
		case classUpper:
			folded = false
			i++
			continue
		case classMore:
			r, size := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.IsMark(r) || r == '²' || r == '³' {
				folded = folded && r == unicode.ToLower(r)
				i += size
				continue
			}
			if r == '’' && t.joinsApostrophe(i, size) {
				i += size
				continue
			}
			if unicode.Is(unicode.Sc, r) && i-start <= 4 {
				return t.addWord(start, i+size, Symbol, false)
			}
		default:
			switch c := text[i]; {
			case c == '\'' && t.joinsApostrophe(i, 1):
				i++
				continue
			case c == '.' && i-start == 1:
				if end := abbreviationEnd(text, start); end > 0 {
					return t.addWord(start, end, Word, false)
				}
			case c == '$' && i-start <= 4:
				return t.addWord(start, i+1, Symbol, false)
			case c == ':' && strings.HasPrefix(text[i:], "://"), c == '.' && i-start == 3 && strings.EqualFold(text[start:i], "www"):
				return t.addWord(start, urlEnd(text, i), Word, false)
			}
		}
		break
	}
	return t.addWord(start, i, Word, folded)
}

// isGlued reports whether letters before digits are a currency's code or sign: "USD115", "Rs500".
func (t *tokenizer) isGlued(letters string) bool {
	var lower [3]byte
	for i := range len(letters) {
		if !isASCIILetter(letters[i]) {
			return false
		}
		lower[i] = letters[i] | 0x20
	}
	return t.lists.word(string(lower[:len(letters)])).has(isGlued)
}

// addWord appends a word; folded says that it is in lower case as it stands.
func (t *tokenizer) addWord(start, end int, kind TokenKind, folded bool) int {
	norm := t.text[start:end]
	token := Token{Start: start, End: end, Kind: kind, Space: t.space}
	t.space = false
	switch {
	case t.fold != nil && folded:
		token.word, token.Norm = t.fold.look(norm)
	case t.fold != nil:
		token.word, token.Norm = t.fold.lookFolding(norm)
	case folded:
		token.Norm = norm
	default:
		token.Norm = strings.ToLower(norm)
	}
	if c := byteClass[norm[0]]; c == classUpper {
		token.Upper = true
	} else if c == classMore {
		r, _ := utf8.DecodeRuneInString(norm)
		token.Upper = unicode.IsUpper(r)
	}
	t.tokens = append(t.tokens, token)
	return end
}

// isPossessive reports whether an apostrophe at i begins "'s" at the end of a word.
func (t *tokenizer) isPossessive(i int) bool {
	_, size := utf8.DecodeRuneInString(t.text[i:])
	rest := t.text[i+size:]
	if len(rest) == 0 || rest[0] != 's' && rest[0] != 'S' || i == 0 {
		return false
	}
	return (len(rest) == 1 || !isWordByte(rest[1])) && isWordByte(t.text[i-1])
}

// joinsApostrophe reports whether the apostrophe at i is inside a word, as in "don't" and "O'Brien",
// and not the beginning of "'s".
func (t *tokenizer) joinsApostrophe(i, size int) bool {
	return i+size < len(t.text) && isWordByte(t.text[i+size]) && byteClass[t.text[i+size]] != classDigit && !t.isPossessive(i)
}

func isWordByte(b byte) bool {
	c := byteClass[b]
	return c == classLower || c == classUpper || c == classDigit || c == classMore
}

// abbreviationEnd returns the end of "U.S." or "a.m." at start, 0 when there is none.
func abbreviationEnd(text string, start int) int {
	i, letters := start, 0
	for i+1 < len(text) && isASCIILetter(text[i]) && text[i+1] == '.' {
		i += 2
		letters++
	}
	switch {
	case letters >= 1 && i < len(text) && isASCIILetter(text[i]) && (i+1 == len(text) || !isWordByte(text[i+1])):
		return i + 1 // "U.S" without its last stop
	case letters >= 2 && (i == len(text) || !isWordByte(text[i])):
		return i
	}
	return 0
}

func isASCIILetter(b byte) bool { c := byteClass[b]; return c == classLower || c == classUpper }

// urlEnd returns the end of the address that goes on at i: up to white space, without closing marks.
func urlEnd(text string, i int) int {
	for i < len(text) && text[i] > ' ' && text[i] != '<' && text[i] != '>' && text[i] != '"' {
		i++
	}
	return len(strings.TrimRight(text[:i], ".,;:!?)]}'"))
}
