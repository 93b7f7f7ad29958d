package draft

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

// flattener gathers the prose that a format's reader hands it, stretch by stretch of the source, into
// blocks of uniform text. Text, runs and quotation marks of all blocks share three slices.
type flattener struct {
	source []byte
	text   []byte
	runs   []run
	marks  []mark
	blocks []flatBlock

	open  bool
	block flatBlock // if open
	gap   Span      // white space not yet written, as none ends a block; Start < 0: none

	tables int // begun so far
}

// flatBlock is a Block before it is cut into sentences. The offsets are into the flattener's slices.
type flatBlock struct {
	Block
	text, runs, marks Span
}

// A mark is a quotation mark whose form says which way it faces; straight ones are found in the text.
type mark struct {
	at     int32 // offset in text
	facing facing
}

type facing uint8

const (
	opensDouble facing = iota + 1
	closesDouble
	opensSingle
	closesSingle // also an apostrophe
)

// notation says what besides white space and typographic forms has a meaning in a stretch of source.
type notation uint8

const (
	plainNotation    notation = iota
	htmlNotation              // character references
	markdownNotation          // character references and backslash escapes
)

// special marks the bytes that cannot simply be copied.
var special [3][256]bool

func init() {
	for n := range special {
		for c := range 256 {
			special[n][c] = c <= ' ' || c >= 0x7F
		}
	}
	special[htmlNotation]['&'] = true
	special[markdownNotation]['&'] = true
	special[markdownNotation]['\\'] = true
}

func newFlattener(source []byte) *flattener {
	return &flattener{
		source: source,
		text:   make([]byte, 0, len(source)),
		runs:   make([]run, 0, 64+len(source)/256),
		gap:    Span{-1, -1},
	}
}

// begin ends the block at hand, if any, and begins another. A block without text leaves no trace.
func (f *flattener) begin(b Block) {
	f.end()
	f.open = true
	f.block = flatBlock{Block: b}
	f.block.text.Start, f.block.runs.Start, f.block.marks.Start = len(f.text), len(f.runs), len(f.marks)
}

// end ends the block at hand. A short paragraph of capitals without a stop is a heading.
func (f *flattener) end() {
	f.gap = Span{-1, -1}
	if !f.open {
		return
	}
	f.open = false
	for len(f.text) > f.block.text.Start && f.text[len(f.text)-1] == '\n' {
		f.text = f.text[:len(f.text)-1]
		f.runs = f.runs[:len(f.runs)-1] // a line break is a run of its own
	}
	f.maskAddresses()
	text := f.text[f.block.text.Start:]
	if !hasWord(text) { // a rule, dots, or only code
		f.text, f.runs, f.marks = f.text[:f.block.text.Start], f.runs[:f.block.runs.Start], f.marks[:f.block.marks.Start]
		return
	}
	if f.block.Kind == Paragraph && len(text) <= longestHeading && allCapitals(text) && !endsWithStop(text) {
		f.block.Kind, f.block.Level = Heading, 2
	}
	f.block.text.End, f.block.runs.End, f.block.marks.End = len(f.text), len(f.runs), len(f.marks)
	f.blocks = append(f.blocks, f.block)
}

// empty tells whether the block at hand has no text yet.
func (f *flattener) empty() bool { return len(f.text) == f.block.text.Start }

// write adds the prose of source[start:end].
func (f *flattener) write(start, end int, n notation) {
	s, stops := f.source, &special[n]
	for i := start; i < end; {
		j := i
		for j < end && !stops[s[j]] {
			j++
		}
		if j > i {
			f.copy(i, j)
			i = j
			continue
		}
		switch c := s[i]; {
		case c <= ' ' && isSpace(c):
			for j++; j < end && isSpace(s[j]); j++ {
			}
			f.space(i, j)
			i = j
		case c == '&':
			text, length := decodeEntity(s[i:end], n == htmlNotation)
			if length == 0 {
				f.copy(i, i+1)
				i++
				break
			}
			for _, r := range text {
				f.rune(r, i, i+length)
			}
			i += length
		case c == '\\':
			switch {
			case i+1 < end && isPunctuation(s[i+1]):
				f.rune(rune(s[i+1]), i, i+2)
				i += 2
			case i+1 < len(s) && (s[i+1] == '\r' || s[i+1] == '\n'): // a line break
				f.space(i, i+1)
				i++
			default:
				f.copy(i, i+1)
				i++
			}
		default:
			r, size := utf8.DecodeRune(s[i:end])
			f.rune(r, i, i+size)
			i += size
		}
	}
}

// copy adds source bytes as they are.
func (f *flattener) copy(start, end int) {
	f.fill()
	f.text = append(f.text, f.source[start:end]...)
	f.place(end-start, start, end)
}

// space notes white space, which becomes one ' ' if text comes before and after it.
func (f *flattener) space(start, end int) {
	if !f.open || f.empty() || f.text[len(f.text)-1] == '\n' {
		return
	}
	if f.gap.Start < 0 {
		f.gap.Start = start
	}
	f.gap.End = end
}

// fill writes the ' ' for white space that text follows.
func (f *flattener) fill() {
	if f.gap.Start < 0 {
		return
	}
	f.text = append(f.text, ' ')
	f.place(1, f.gap.Start, f.gap.End)
	f.gap.Start = -1
}

// breakLine ends a sentence within the block.
func (f *flattener) breakLine(start, end int) {
	if f.empty() || f.text[len(f.text)-1] == '\n' {
		return
	}
	f.gap.Start = -1
	f.text = append(f.text, '\n')
	f.runs = append(f.runs, run{int32(len(f.text) - 1), int32(start), int32(end)})
}

// rune adds one character that source[start:end] stands for.
func (f *flattener) rune(r rune, start, end int) {
	u := uniform(r)
	switch u {
	case dropped:
		return
	case ' ':
		f.space(start, end)
		return
	}
	f.fill()
	switch r {
	case '\u201C', '\u201E', '«':
		f.marks = append(f.marks, mark{int32(len(f.text)), opensDouble})
	case '\u201D', '»':
		f.marks = append(f.marks, mark{int32(len(f.text)), closesDouble})
	case '\u2018', '\u201A':
		f.marks = append(f.marks, mark{int32(len(f.text)), opensSingle})
	case '\u2019':
		f.marks = append(f.marks, mark{int32(len(f.text)), closesSingle})
	}
	before := len(f.text)
	f.text = utf8.AppendRune(f.text, u)
	f.place(len(f.text)-before, start, end)
}

// object adds U+FFFC for a part of the source that is no prose.
func (f *flattener) object(start, end int) {
	if f.open {
		f.rune(object, start, end)
	}
}

// place records where the last n bytes of text come from.
func (f *flattener) place(n, start, end int) {
	at := len(f.text) - n
	if n == end-start && len(f.runs) > f.block.runs.Start {
		last := &f.runs[len(f.runs)-1]
		if int(last.end) == start && at-int(last.text) == int(last.end-last.start) && f.text[at-1] != '\n' {
			last.end = int32(end)
			return
		}
	}
	f.runs = append(f.runs, run{int32(at), int32(start), int32(end)})
}

// finish ends the last block and returns all of them in the order of the source, cut into sentences.
func (f *flattener) finish() []Block {
	f.end()
	text := string(f.text)
	f.runs = append(f.runs, run{text: int32(len(text))})
	slices.SortStableFunc(f.blocks, func(a, b flatBlock) int {
		return cmp.Compare(f.runs[a.runs.Start].start, f.runs[b.runs.Start].start)
	})
	c := cutter{runs: f.runs, sentences: make([]Sentence, 0, len(f.blocks)+len(text)/128)}
	blocks := make([]Block, 0, len(f.blocks))
	firsts := make([]int, 0, len(f.blocks)+1)
	for i := range f.blocks {
		b := &f.blocks[i]
		firsts = append(firsts, len(c.sentences))
		next := ""
		if i+1 < len(f.blocks) {
			next = text[f.blocks[i+1].text.Start:f.blocks[i+1].text.End]
		}
		c.cut(text[:b.text.End], b, f.marks[b.marks.Start:b.marks.End], next)
	}
	firsts = append(firsts, len(c.sentences))
	for i := range f.blocks {
		if firsts[i] == firsts[i+1] {
			continue
		}
		b := f.blocks[i].Block
		b.Sentences = c.sentences[firsts[i]:firsts[i+1]:firsts[i+1]]
		blocks = append(blocks, b)
	}
	return blocks
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7F && bytes.IndexByte(asciiPunctuation, c) >= 0
}

var asciiPunctuation = []byte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
