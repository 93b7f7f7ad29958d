package draft

import (
	"strings"
	"unicode/utf8"
)

// quote fills in Quoted for the sentences of a block. A quotation may run over several; one that is
// still open at the end of the block is taken to go on in the next block if that begins with a
// quotation mark, as is the custom for speech in paragraphs, and else to end with its sentence.
func (c *cutter) quote(text string, b *flatBlock, marks []mark, sentences []Sentence, next string) {
	start, end := b.text.Start, b.text.End
	if len(marks) == 0 && strings.IndexByte(text[start:end], '"') < 0 && strings.IndexByte(text[start:end], '\'') < 0 {
		return
	}
	q := quotations{text: text, end: end, marks: marks, found: c.found[:0]}
	q.find(start)
	if q.open >= 0 {
		until := end
		if !strings.HasPrefix(next, "\"") && q.open != start {
			for i := range sentences {
				if s := &sentences[i]; q.open < s.base+len(s.Text) {
					until = s.base + len(s.Text)
					break
				}
			}
		}
		q.add(q.open+1, until)
	}
	c.found = q.found
	f := 0
	for i := range sentences {
		s := &sentences[i]
		from, to := s.base, s.base+len(s.Text)
		for f < len(q.found) && q.found[f].End <= from {
			f++
		}
		first := len(c.quoted)
		for k := f; k < len(q.found) && q.found[k].Start < to; k++ {
			part := Span{max(q.found[k].Start, from) - from, min(q.found[k].End, to) - from}
			if part.Len() > 0 {
				c.quoted = append(c.quoted, part)
			}
		}
		if n := len(c.quoted); n > first {
			s.Quoted = c.quoted[first:n:n]
		}
	}
}

// quotations finds the text between quotation marks in text up to end.
type quotations struct {
	text  string
	end   int
	marks []mark // of those whose form says which way they face
	found []Span
	open  int // the double mark that has not been closed, or -1
}

func (q *quotations) find(start int) {
	q.open = -1
	single := -1 // the single mark that may be closed, outside of double ones
	fallback := -1
	closeSingle := func(at int) {
		q.add(single+1, at)
		single, fallback = -1, -1
	}
	for i := start; i < q.end; i++ {
		c := q.text[i]
		if c != '"' && c != '\'' && c != 0xC2 {
			continue
		}
		facing, width := q.facing(i, start)
		switch facing {
		case opensDouble:
			if q.open < 0 {
				q.open = i + width - 1
				if single >= 0 && fallback >= 0 {
					closeSingle(fallback)
				}
			}
		case closesDouble:
			if q.open >= 0 {
				if single > q.open {
					single, fallback = -1, -1 // what is quoted within a quotation is quoted already
				}
				q.add(q.open+1, i)
				q.open = -1
			}
		case opensSingle:
			if q.open < 0 && single < 0 {
				single, fallback = i, -1
			}
		case closesSingle:
			if q.open >= 0 || single < 0 || single+1 == i || q.text[i-1] == ' ' {
				break
			}
			if r, _ := utf8.DecodeRuneInString(q.text[i+1 : q.end]); isWordRune(r) && i+1 < q.end {
				break // "don't"
			}
			if q.text[i-1] == 's' { // perhaps "the drivers' deaths", if a better one comes
				if fallback < 0 {
					fallback = i
				}
				break
			}
			closeSingle(i)
		}
		i += width - 1
	}
	if single >= 0 && fallback >= 0 {
		closeSingle(fallback)
	}
}

// facing tells what the quotation mark at text[i] does, and its width; 0 if nothing.
func (q *quotations) facing(i, start int) (facing, int) {
	c := q.text[i]
	if c == 0xC2 {
		switch {
		case strings.HasPrefix(q.text[i:q.end], "«"):
			return opensDouble, len("«")
		case strings.HasPrefix(q.text[i:q.end], "»"):
			return closesDouble, len("»")
		}
		return 0, 1
	}
	for len(q.marks) > 0 && int(q.marks[0].at) < i {
		q.marks = q.marks[1:]
	}
	rest := q.text[i+1 : q.end]
	if len(q.marks) > 0 && int(q.marks[0].at) == i {
		m := q.marks[0].facing
		if m == opensSingle && elided(rest) {
			return 0, 1
		}
		return m, 1
	}
	opens := i == start || strings.IndexByte(" ([-\"'/\n", q.text[i-1]) >= 0 || strings.HasSuffix(q.text[start:i], "—") || strings.HasSuffix(q.text[start:i], "–")
	if c == '\'' {
		if !opens {
			return closesSingle, 1
		}
		if rest == "" || rest[0] == ' ' || elided(rest) {
			return 0, 1
		}
		return opensSingle, 1
	}
	if q.open >= 0 {
		return closesDouble, 1
	}
	if opens && rest != "" && rest[0] != ' ' {
		return opensDouble, 1
	}
	return 0, 1 // a closing mark without an opening one, or inches
}

// elided tells whether an apostrophe before s stands for letters or digits left out: "'90s", "'em".
func elided(s string) bool {
	if len(s) >= 2 && isDigit(s[0]) && isDigit(s[1]) && (len(s) == 2 || !isDigit(s[2]) && s[2] != ',' && s[2] != '.' && s[2] != '%') {
		return true
	}
	i := 0
	for i < len(s) && i < 16 && isLetter(s[i]) {
		i++
	}
	return english().elisions[strings.ToLower(s[:i])]
}

func (q *quotations) add(start, end int) {
	if start < end {
		q.found = append(q.found, Span{start, end})
	}
}
