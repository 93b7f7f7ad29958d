package draft

import "unicode"

// Every form of a character that readers take for the same is one in Sentence.Text.
const (
	dropped rune = -1 // has no width or is only a hint for line breaks
	object  rune = '\uFFFC'
)

// uniform returns the form of r in Sentence.Text: ' ' for all white space, dropped for what is not there.
func uniform(r rune) rune {
	switch r {
	case '\u2018', '\u2019', '\u201A', '\u201B', '\u02BC':
		return '\''
	case '\u201C', '\u201D', '\u201E', '\u201F':
		return '"'
	case '\u2010', '\u2011', '\u2212', '\uFE63':
		return '-'
	case '\u00AD', '\u034F', '\u061C', '\u180E', '\uFEFF':
		return dropped
	case '\u0085', '\u00A0', '\u1680', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000':
		return ' '
	}
	switch {
	case r < ' ' || r == '\u007F':
		if r >= '\t' && r <= '\r' {
			return ' '
		}
		return dropped
	case r >= '\u2000' && r <= '\u200A':
		return ' '
	case r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u206F':
		return dropped
	case r >= '\uFF01' && r <= '\uFF5E': // full-width ASCII
		return r - 0xFEE0
	}
	return r
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isAlnum(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
