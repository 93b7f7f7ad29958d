package draft

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

var byteOrderMark = []byte("\xEF\xBB\xBF")

// LineTable finds lines and columns. Lines end with \n, \r\n or a lone \r.
type LineTable struct {
	source []byte
	starts []int
	points []int // code points before each multiple of stride, so that a long line costs no more than a short one
}

const stride = 1024

// Lines indexes the lines of a source.
func Lines(source []byte) *LineTable {
	t := &LineTable{source: source, starts: []int{0}}
	if bytes.HasPrefix(source, byteOrderMark) {
		t.starts[0] = len(byteOrderMark) // no editor shows it
	}
	count := 0
	for i, c := range source {
		if i%stride == 0 {
			t.points = append(t.points, count)
		}
		if utf8.RuneStart(c) {
			count++
		}
		if c == '\n' || c == '\r' && (i+1 == len(source) || source[i+1] != '\n') {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// Len returns the number of lines; a source that ends with a line end has an empty last line.
func (t *LineTable) Len() int { return len(t.starts) }

// Position returns the line and the column of an offset, both from 1; columns count code points.
// An offset beyond the source is its end.
func (t *LineTable) Position(offset int) (line, column int) {
	offset = min(max(offset, t.starts[0]), len(t.source))
	line = sort.SearchInts(t.starts, offset+1)
	return line, t.count(offset) - t.count(t.starts[line-1]) + 1
}

// count returns the number of code points that begin before offset, without the one that offset cuts.
func (t *LineTable) count(offset int) int {
	for offset > 0 && offset < len(t.source) && !utf8.RuneStart(t.source[offset]) {
		offset--
	}
	if len(t.points) == 0 {
		return 0
	}
	block := min(offset/stride, len(t.points)-1)
	n := t.points[block]
	for _, c := range t.source[block*stride : offset] {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// Line returns the bytes of a line, from 1, without its line end.
func (t *LineTable) Line(line int) Span {
	start, end := t.starts[line-1], len(t.source)
	if line < len(t.starts) {
		end = t.starts[line]
	}
	for end > start && (t.source[end-1] == '\n' || t.source[end-1] == '\r') {
		end--
	}
	return Span{start, end}
}

// Offset returns the offset of a line and a column, both from 1, as Position counts them.
func (t *LineTable) Offset(line, column int) int {
	line = min(max(line, 1), len(t.starts))
	at := t.Line(line)
	for column > 1 && at.Start < at.End {
		at.Start++
		for at.Start < at.End && !utf8.RuneStart(t.source[at.Start]) {
			at.Start++
		}
		column--
	}
	return at.Start
}
