package draft

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// longestEntity is more than any name or number that stands for a character needs.
const longestEntity = 40

// decodeEntity reads the character reference at the start of s, which begins with "&". It returns the
// characters and the length of the reference, or a length of 0 if there is none. With loose, names that
// browsers know without ";" are read too, as in "&pound5".
func decodeEntity(s []byte, loose bool) (text string, length int) {
	s = s[:min(len(s), longestEntity)]
	i := 1
	if i < len(s) && s[i] == '#' {
		return decodeNumber(s)
	}
	for i < len(s) && isAlnum(s[i]) {
		i++
	}
	if i < len(s) && s[i] == ';' {
		if entity, ok := util.LookUpHTML5EntityByName(string(s[1:i])); ok {
			return string(entity.Characters), i + 1
		}
	}
	if !loose {
		return "", 0
	}
	for n := 3; n <= min(i, 7); n++ { // of the names without ";" none begins with another
		name := string(s[:n])
		if text := html.UnescapeString(name); text != name {
			return text, n
		}
	}
	return "", 0
}

func decodeNumber(s []byte) (text string, length int) {
	i, base, value := 2, 10, 0
	if i < len(s) && s[i]|0x20 == 'x' {
		i, base = 3, 16
	}
	digits := i
	for ; i < len(s); i++ {
		digit := 0
		switch c := s[i]; {
		case isDigit(c):
			digit = int(c - '0')
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			digit = int(c|0x20-'a') + 10
		default:
			digit = -1
		}
		if digit < 0 {
			break
		}
		value = min(value*base+digit, utf8.MaxRune+1)
	}
	if i == digits || i == len(s) || s[i] != ';' {
		return "", 0
	}
	i++
	if value >= 0x80 && value < 0xA0 { // browsers read these as Windows-1252
		return html.UnescapeString(string(s[:i])), i
	}
	if value == 0 || !utf8.ValidRune(rune(value)) {
		return string(utf8.RuneError), i
	}
	return string(rune(value)), i
}
