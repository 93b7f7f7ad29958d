package draft

import "bytes"

// maskAddresses puts U+FFFC in the place of URLs, e-mail addresses and template expressions in the
// block at hand: the numbers in them say nothing.
func (f *flattener) maskAddresses() {
	text := f.text[f.block.text.Start:]
	var found []Span
	for i := 0; i < len(text); i++ {
		i = nextAddressMark(text, i)
		if i < 0 {
			break
		}
		s := addressAround(text, i)
		if s.Len() > 0 && (len(found) == 0 || s.Start >= found[len(found)-1].End) {
			found = append(found, s)
			i = s.End - 1
		}
	}
	if len(found) > 0 {
		f.replace(found)
	}
}

// nextAddressMark returns the next byte from i that an address or expression has, or -1.
func nextAddressMark(text []byte, i int) int {
	for ; i < len(text); i++ {
		switch text[i] {
		case ':', '@', '{', '/':
			return i
		case '.':
			if i >= 3 && bytes.EqualFold(text[i-3:i], []byte("www")) {
				return i
			}
		}
	}
	return -1
}

// longestHost bounds how far an address is looked for before its mark.
const longestHost = 256

// addressAround returns the address or template expression at the mark text[i]; empty if there is none.
func addressAround(text []byte, i int) Span {
	start := i
	switch text[i] {
	case ':': // "https://example.org"
		if !bytes.HasPrefix(text[i:], []byte("://")) {
			return Span{}
		}
		for start > 0 && i-start < longestHost && (isAlnum(text[start-1]) || text[start-1] == '+') {
			start--
		}
		if start == i || i+3 == len(text) || isSpace(text[i+3]) {
			return Span{}
		}
		return Span{start, addressEnd(text, i+3)}
	case '.': // "www.example.org"
		if i > 3 && isAlnum(text[i-4]) || i+1 == len(text) || !isAlnum(text[i+1]) {
			return Span{}
		}
		return Span{i - 3, addressEnd(text, i)}
	case '@': // "desk@example.org", but not "@desk"
		for start > 0 && i-start < longestHost && (isAlnum(text[start-1]) || bytes.IndexByte([]byte("._%+-"), text[start-1]) >= 0) {
			start--
		}
		end := i + 1
		for end < len(text) && end-i < longestHost && (isAlnum(text[end]) || text[end] == '.' || text[end] == '-') {
			end++
		}
		for end > i && text[end-1] == '.' {
			end--
		}
		if start == i || bytes.IndexByte(text[i:end], '.') < 2 {
			return Span{}
		}
		return Span{start, end}
	case '/': // "example.org/2024", but not "24/7", "km/h" or "U.S./Canada"
		letters := 0
		for start > 0 && i-start < longestHost && (isAlnum(text[start-1]) || text[start-1] == '.' || text[start-1] == '-') {
			start--
		}
		for letters < i-start && isLetter(text[i-letters-1]) {
			letters++
		}
		label := i - letters - 2 // the last byte of the name before the top-level domain
		if letters < 2 || label < start || text[label+1] != '.' || !isAlnum(text[label]) || !isAlnum(text[start]) {
			return Span{}
		}
		return Span{start, addressEnd(text, i)}
	case '{': // "{{ shortcode }}", "{% tag %}"
		for _, pair := range [...][2]string{{"{{", "}}"}, {"{%", "%}"}} {
			if !bytes.HasPrefix(text[i:], []byte(pair[0])) {
				continue
			}
			if n := bytes.Index(text[i:min(len(text), i+1024)], []byte(pair[1])); n > 0 {
				return Span{i, i + n + 2}
			}
		}
	}
	return Span{}
}

// addressEnd returns where the address that goes on at text[i] ends: before white space, and before
// punctuation that belongs to the sentence.
func addressEnd(text []byte, i int) int {
	for i < len(text) && !isSpace(text[i]) && bytes.IndexByte([]byte("<>\""), text[i]) < 0 {
		i++
	}
	for bytes.IndexByte([]byte(".,;:!?)]'*_"), text[i-1]) >= 0 {
		i--
	}
	return i
}

// replace rewrites the block at hand with U+FFFC for each of the ranges, which are offsets in its text.
func (f *flattener) replace(ranges []Span) {
	base := f.block.text.Start
	text, runs, marks := bytes.Clone(f.text[base:]), append([]run(nil), f.runs[f.block.runs.Start:]...), append([]mark(nil), f.marks[f.block.marks.Start:]...)
	f.text, f.runs, f.marks = f.text[:base], f.runs[:f.block.runs.Start], f.marks[:f.block.marks.Start]

	runs = append(runs, run{text: int32(base + len(text))})
	whole := Sentence{Text: string(text), base: base, runs: runs}
	r, m := 0, 0
	keep := func(from, to int) {
		for m < len(marks) && int(marks[m].at)-base < to {
			if at := int(marks[m].at) - base; at >= from {
				f.marks = append(f.marks, mark{int32(len(f.text) + at - from), marks[m].facing})
			}
			m++
		}
		for ; r+1 < len(runs) && int(runs[r].text)-base < to; r++ {
			next := int(runs[r+1].text) - base
			a, b := max(from, int(runs[r].text)-base), min(to, next)
			if a < b {
				f.text = append(f.text, text[a:b]...)
				s := whole.Span(a, b)
				f.place(b-a, s.Start, s.End)
			}
			if next > to {
				break
			}
		}
	}
	at := 0
	for _, s := range ranges {
		keep(at, s.Start)
		source := whole.Span(s.Start, s.End)
		f.text = append(f.text, string(object)...)
		f.place(len(string(object)), source.Start, source.End)
		at = s.End
	}
	keep(at, len(text))
}
