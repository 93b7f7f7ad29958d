package draft

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// SyntaxError is why a draft cannot be read: what is wrong where, and what would be right. Line and
// column count from 1, columns in code points.
type SyntaxError struct {
	Line, Column int
	Msg          string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Msg) }

func syntaxError(source []byte, offset int, format string, args ...any) *SyntaxError {
	line, column := Lines(source[:offset]).Position(offset)
	return &SyntaxError{line, column, fmt.Sprintf(format, args...)}
}

// checkText refuses what no editor would show as the text that the author meant.
func checkText(source []byte) error {
	if len(source) > MaxSize {
		return &SyntaxError{1, 1, fmt.Sprintf("the draft is larger than %d MB: split it", MaxSize>>20)}
	}
	if bytes.HasPrefix(source, []byte("\xFF\xFE")) || bytes.HasPrefix(source, []byte("\xFE\xFF")) {
		return &SyntaxError{1, 1, "the draft is UTF-16: save it as UTF-8"}
	}
	if i := bytes.IndexByte(source, 0); i >= 0 {
		return syntaxError(source, i, "a NUL byte: this is no text file; a draft is UTF-8 text")
	}
	if utf8.Valid(source) {
		return nil
	}
	i := 0
	for {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		i += size
	}
	hint := "save the draft as UTF-8"
	if r, ok := windows1252[source[i]]; ok {
		hint = fmt.Sprintf("in Windows-1252 it would be %q; save the draft as UTF-8", r)
	}
	return syntaxError(source, i, "the byte 0x%02X is not UTF-8: %s", source[i], hint)
}

// windows1252 holds what the bytes most often met in drafts that are not UTF-8 mean.
var windows1252 = map[byte]rune{
	0x80: '€', 0x85: '…', 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x95: '•', 0x96: '–', 0x97: '—',
	0xA0: '\u00A0', 0xA3: '£', 0xA5: '¥', 0xA7: '§', 0xA9: '©', 0xAD: '\u00AD', 0xB0: '°', 0xB7: '·', 0xBD: '½',
	0xC4: 'Ä', 0xD6: 'Ö', 0xDC: 'Ü', 0xDF: 'ß', 0xE0: 'à', 0xE1: 'á', 0xE4: 'ä', 0xE7: 'ç', 0xE8: 'è', 0xE9: 'é',
	0xED: 'í', 0xF1: 'ñ', 0xF3: 'ó', 0xF6: 'ö', 0xFA: 'ú', 0xFC: 'ü',
}
