package draft

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

const (
	longestHeading  = 100 // bytes of a line that stands alone
	longestHeadline = 200 // bytes of the first line
)

// readPlainText reads paragraphs, which empty lines divide. The first line is the headline; a line that
// stands alone is a heading if it has no small letters, or is short and ends without a stop.
func readPlainText(f *flattener, body int) {
	r := plainReader{f: f}
	src := f.source
	for start := body; start < len(src); {
		end, next := lineEnd(src, start)
		if line := trimSpan(src, Span{start, end}); !hasWord(src[line.Start:line.End]) {
			r.flush() // an empty line, or a rule such as "* * *"
		} else {
			r.lines = append(r.lines, Span{start, end})
		}
		start = next
	}
	r.flush()
}

type plainReader struct {
	f     *flattener
	lines []Span // of the paragraph at hand
	begun bool   // a paragraph has been read
}

func (r *plainReader) flush() {
	lines := r.lines
	r.lines = lines[:0]
	if len(lines) == 0 {
		return
	}
	first := !r.begun
	r.begun = true
	src := r.f.source
	head := trimSpan(src, lines[0])
	line := src[head.Start:head.End]
	if level := headingLevel(line, len(lines) == 1, first); level > 0 && bulletWidth(line) == 0 {
		r.f.begin(Block{Kind: Heading, Level: level})
		r.f.write(head.Start, head.End, plainNotation)
		lines = lines[1:]
	}
	r.paragraph(lines)
	r.f.end()
}

// paragraph writes lines as one paragraph, with a list item for each line that begins with a bullet.
// The lines of a table, or of a byline and dateline, do not run on.
func (r *plainReader) paragraph(lines []Span) {
	if len(lines) == 0 {
		return
	}
	src := r.f.source
	apart := standApart(src, lines)
	r.f.end()
	for i, line := range lines {
		text := trimSpan(src, line)
		bullet := bulletWidth(src[text.Start:text.End])
		switch {
		case bullet > 0:
			r.f.begin(Block{Kind: ListItem})
			text.Start += bullet
		case i == 0:
			r.f.begin(Block{Kind: Paragraph})
		case apart:
			r.f.breakLine(lines[i-1].End, text.Start)
		default:
			r.f.space(lines[i-1].End, text.Start)
		}
		r.f.write(text.Start, text.End, plainNotation)
	}
}

// standApart tells whether each of the lines is a sentence of its own: the rows of a table, or a few
// short lines without any stop.
func standApart(src []byte, lines []Span) bool {
	if len(lines) < 2 {
		return false
	}
	rows, short := true, len(lines) <= 4
	for _, line := range lines {
		text := trimSpan(src, line)
		s := src[text.Start:text.End]
		if bytes.IndexByte(s, '\t') < 0 && !bytes.Contains(s, []byte("   ")) {
			rows = false
		}
		r, _ := utf8.DecodeRune(s)
		if len(s) > 60 || endsWithStop(s) || !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			short = false
		}
	}
	return rows || short
}

// headingLevel returns 0 for a line that is no heading. alone: the paragraph has no other line; first: it
// is the first of the draft.
func headingLevel(line []byte, alone, first bool) int {
	level := 2
	if first {
		level = 1
	}
	switch {
	case endsWithStop(line) || bytes.HasPrefix(line, []byte("By ")):
		return 0
	case allCapitals(line) && len(line) <= longestHeadline && (alone || first):
		return level
	case !alone:
		return 0
	case first && len(line) <= longestHeadline, len(line) <= longestHeading && !bytes.ContainsAny(line, "|\t"):
		return level
	}
	return 0
}

// endsWithStop tells whether s ends as a sentence or a part of one does.
func endsWithStop(s []byte) bool {
	for len(s) > 0 && bytes.IndexByte([]byte("\"')]"), s[len(s)-1]) >= 0 {
		s = s[:len(s)-1]
	}
	for _, close := range []string{"”", "’", "»"} {
		s = bytes.TrimSuffix(s, []byte(close))
	}
	return len(s) > 0 && bytes.IndexByte([]byte(".!?,;:"), s[len(s)-1]) >= 0
}

// allCapitals tells whether s has at least two letters, and no small ones.
func allCapitals(s []byte) bool {
	letters := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
		s = s[size:]
	}
	return letters >= 2
}

// bulletWidth returns the width of the bullet and white space at the start of a line, or 0.
func bulletWidth(line []byte) int {
	for _, bullet := range []string{"- ", "* ", "+ ", "• ", "· ", "– ", "— ", "-\t", "*\t", "•\t"} {
		if bytes.HasPrefix(line, []byte(bullet)) {
			return len(bullet)
		}
	}
	return 0
}

// lineEnd returns the end of the line at start, and where the next line begins.
func lineEnd(src []byte, start int) (end, next int) {
	i := start
	for i < len(src) && src[i] != '\n' && src[i] != '\r' {
		i++
	}
	if i == len(src) {
		return i, i
	}
	if src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
		return i, i + 2
	}
	return i, i + 1
}

func trimSpan(src []byte, s Span) Span {
	for s.Start < s.End && isSpace(src[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && isSpace(src[s.End-1]) {
		s.End--
	}
	return s
}

// hasWord tells whether s has a letter or a digit, other than the object character.
func hasWord(s []byte) bool {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		if isWordRune(r) {
			return true
		}
		s = s[size:]
	}
	return false
}
