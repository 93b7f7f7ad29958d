package draft

import "sort"

// Span is a stretch of bytes of the source, half-open.
type Span struct{ Start, End int }

// Len returns the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Sentence is a sentence of prose. In Text, markup is gone, entities are decoded, white space of any
// kind is one ' ', quotation marks and apostrophes are straight, the minus sign and the hyphens are
// '-', full-width forms are ASCII, soft hyphens and zero-width characters are left out; en and em
// dashes stay. Code, URLs and struck-out text are U+FFFC each, so that the words around do not join.
type Sentence struct {
	Text   string
	Quoted []Span // parts of Text inside quotation marks, without the marks, as offsets in Text

	base int   // where Text begins in the offsets of runs
	runs []run // those that Text touches, and the one after them
}

// A run says where a stretch of text lies in the source: the bytes from offset text to the next run's
// come from start to end. If both have the same length they correspond byte by byte; else they
// correspond only as a whole, as in "&amp;" for "&".
type run struct{ text, start, end int32 }

// Span returns the source of Text[start:end], from its first byte to its last, with any markup
// between them. An empty range has an empty span. Offsets outside of Text are moved to its ends.
func (s *Sentence) Span(start, end int) Span {
	start = min(max(start, 0), len(s.Text))
	end = min(max(end, start), len(s.Text))
	if len(s.runs) == 0 {
		return Span{}
	}
	if start == end {
		if start > 0 && start == len(s.Text) {
			at := s.locate(start - 1).End
			return Span{at, at}
		}
		at := s.locate(start).Start
		return Span{at, at}
	}
	return Span{s.locate(start).Start, s.locate(end - 1).End}
}

// locate returns the source of one byte of Text.
func (s *Sentence) locate(offset int) Span {
	at := int32(s.base + offset)
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].text > at }) - 1
	return s.runs[i].at(at, s.runs[i+1].text)
}

// at returns the source of the text byte at offset `at` in a run that ends before offset next.
func (r run) at(at, next int32) Span {
	if next-r.text != r.end-r.start {
		return Span{int(r.start), int(r.end)}
	}
	start := int(r.start + at - r.text)
	return Span{start, start + 1}
}
