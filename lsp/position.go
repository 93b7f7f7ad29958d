package lsp

import (
	"sort"
	"unicode/utf8"

	"github.com/onrecord/onrecord/draft"
)

// encoding is the unit in which a client counts the characters of a line.
type encoding string

const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
	utf32Units encoding = "utf-32"
)

// negotiate returns the first encoding of a client's list that is known. UTF-16 is what a client counts in that
// names none.
func negotiate(offered []string) encoding {
	for _, o := range offered {
		switch e := encoding(o); e {
		case utf8Units, utf16Units, utf32Units:
			return e
		}
	}
	return utf16Units
}

// units returns how many units a code point takes.
func (e encoding) units(r rune, size int) int {
	switch {
	case e == utf8Units:
		return size
	case e == utf16Units && r > 0xFFFF:
		return 2
	}
	return 1
}

// lines leads from bytes of a text to positions of the protocol and back. Lines end with \n, \r\n or a lone \r.
type lines struct {
	text     string
	starts   []int
	encoding encoding
}

func linesOf(text string, e encoding) *lines {
	l := &lines{text: text, starts: []int{0}, encoding: e}
	for i := range len(text) {
		if c := text[i]; c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// position returns where a byte offset is. An offset inside a code point counts as before it.
func (l *lines) position(offset int) position {
	offset = min(max(offset, 0), len(l.text))
	line := sort.SearchInts(l.starts, offset+1) - 1
	p := position{Line: line}
	for at := l.starts[line]; at < offset; {
		r, size := utf8.DecodeRuneInString(l.text[at:])
		if at+size > offset {
			break
		}
		p.Character += l.encoding.units(r, size)
		at += size
	}
	return p
}

// offset returns the byte offset of a position. A character past the end of its line is the end of the line, a line past
// the end of the text the end of the text, and a character inside a code point is the beginning of it.
func (l *lines) offset(p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(l.starts) {
		return len(l.text)
	}
	at, end := l.starts[p.Line], l.lineEnd(p.Line)
	for left := p.Character; left > 0 && at < end; {
		r, size := utf8.DecodeRuneInString(l.text[at:])
		if left -= l.encoding.units(r, size); left < 0 {
			break
		}
		at += size
	}
	return at
}

// lineEnd returns where the text of a line ends, before its line end.
func (l *lines) lineEnd(line int) int {
	end := len(l.text)
	if line+1 < len(l.starts) {
		end = l.starts[line+1]
		if end > l.starts[line] && l.text[end-1] == '\n' {
			end--
		}
		if end > l.starts[line] && l.text[end-1] == '\r' {
			end--
		}
	}
	return end
}

func (l *lines) rangeOf(s draft.Span) textRange {
	return textRange{l.position(s.Start), l.position(s.End)}
}

// spanOf returns the bytes of a range. One that ends before it begins is empty.
func (l *lines) spanOf(r textRange) draft.Span {
	s := draft.Span{Start: l.offset(r.Start), End: l.offset(r.End)}
	s.End = max(s.End, s.Start)
	return s
}

// codePoint returns the byte offset of a line and a column in code points, both from 1.
func (l *lines) codePoint(line, column int) int {
	at := l.offset(position{Line: line - 1})
	if line < 1 || line > len(l.starts) {
		return at
	}
	end := l.lineEnd(line - 1)
	for ; column > 1 && at < end; column-- {
		_, size := utf8.DecodeRuneInString(l.text[at:])
		at += size
	}
	return at
}
