package format

import (
	"unicode/utf8"

	"github.com/onrecord/onrecord/draft"
)

// Place is a place in a file in the coordinates of all formats. Lines and columns are from 1.
type Place struct {
	Line   int
	Column int // in code points
	Byte   int // in bytes of UTF-8
	UTF16  int // in UTF-16 code units
}

// Places finds the places of offsets in a text.
type Places struct {
	text  []byte
	lines *draft.LineTable
}

// PlacesIn indexes a text.
func PlacesIn(text []byte) *Places { return &Places{text, draft.Lines(text)} }

// At returns the place of an offset; one beyond the text is its end.
func (p *Places) At(offset int) Place {
	line, column := p.lines.Position(offset)
	start := p.lines.Line(line).Start
	offset = min(max(offset, start), len(p.text))
	return Place{line, column, offset - start + 1, utf16Length(p.text[start:offset]) + 1}
}

// In returns the place of a line and a column in code points. One that the text does not have is taken for bytes of
// plain ASCII.
func (p *Places) In(line, column int) Place {
	place := Place{line, column, column, column}
	if p == nil || line > p.lines.Len() {
		return place
	}
	span := p.lines.Line(line)
	text := p.text[span.Start:span.End]
	at := 0
	for range column - 1 {
		if at == len(text) {
			return place
		}
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	place.Byte, place.UTF16 = at+1, utf16Length(text[:at])+1
	return place
}

// utf16Length returns how many code units text has. A byte that is no UTF-8 counts as one, as editors show it.
func utf16Length(text []byte) (n int) {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		n++
		if r > 0xFFFF {
			n++
		}
		text = text[size:]
	}
	return n
}
