package draft

import "bytes"

// Limits of the Markdown that is read as such. Some constructs cost the parser time that grows with their
// square; beyond these limits, which no article comes near, the characters that make them are read as text.
const (
	deepestContainers = 48      // lists and block quotes in one another
	deepestIndent     = 160     // columns
	deepestBrackets   = 48      // brackets open in a paragraph
	mostEmphasis      = 20000   // characters that may begin or end it in a paragraph
	mostFootnotes     = 1000    // definitions
	mostReferences    = 10000   // references to footnotes
	mostDefinitions   = 500     // lines of link definitions in a row
	mostColumns       = 256     // of a table
	mostEmptyCells    = 1 << 17 // that rows shorter than their table's header leave
	mostBlankLines    = 8       // in a row
)

// mostlyMarkup tells whether so much of s is markup that it is read as plain text.
func mostlyMarkup(s []byte) bool {
	n := 0
	for _, c := range s {
		switch c {
		case '*', '_', '~', '[', ']', '`', '<', '!', '>', '\\':
			n++
		}
	}
	return n > 1<<17+len(s)/8
}

// limiter makes text of what is beyond the limits, byte for byte, in the copy of a source that the
// parser sees: prose is read from the source itself.
type limiter struct {
	s          []byte
	footnotes  int
	references int
	emptyCells int

	// In the paragraph at hand:
	brackets     int // open
	destinations int // links begun
	angles       int // links begun with "<"
	emphasis     int // characters
	definitions  int // lines
	tables       int // delimiter rows
}

// limit changes s, which begins at the body of a draft.
func limit(s []byte) {
	l := limiter{s: s}
	blank, blankFrom := 0, 0
	for start := 0; start < len(s); {
		end := start
		if i := bytes.IndexByte(s[start:], '\n'); i >= 0 {
			end += i
		} else {
			end = len(s)
		}
		if isBlank(s[start:end]) {
			if blank++; blank == mostBlankLines {
				blankFrom = start
			}
			l.brackets, l.destinations, l.angles, l.emphasis, l.definitions, l.tables = 0, 0, 0, 0, 0, 0
		} else {
			if blank > mostBlankLines {
				for i := range start - 1 - blankFrom { // one long blank line is as good
					if s[blankFrom+i] == '\n' {
						s[blankFrom+i] = ' '
					}
				}
			}
			blank = 0
			content := l.containers(start, end)
			l.definition(content, end)
			l.table(content, end)
			l.spans(content, end)
		}
		start = end + 1
	}
}

// containers limits block quotes, lists and indents, and returns where the line's text begins.
func (l *limiter) containers(start, end int) int {
	depth, columns := 0, 0
	for i := start; i < end; {
		width := 0
		switch c := l.s[i]; {
		case c == ' ':
			width = 1
		case c == '\t':
			width = 1
			columns += 3
		case c == '>':
			width = 1
			depth++
		case c == '-' || c == '*' || c == '+':
			width = 1
		case isDigit(c):
			for width < 10 && i+width < end && isDigit(l.s[i+width]) {
				width++
			}
			if i+width == end || l.s[i+width] != '.' && l.s[i+width] != ')' {
				return i
			}
			width++
		default:
			return i
		}
		if c := l.s[i]; !isSpace(c) && c != '>' {
			if i+width < end && !isSpace(l.s[i+width]) {
				return i
			}
			depth++
		}
		if columns += width; depth > deepestContainers || columns > deepestIndent {
			l.s[i] = 'x'
			return i
		}
		i += width
	}
	return end
}

// definition limits link definitions, which the parser takes from a paragraph one by one, and footnotes.
func (l *limiter) definition(start, end int) {
	if start == end || l.s[start] != '[' || !bytes.Contains(l.s[start:min(end, start+1024)], []byte("]:")) {
		return
	}
	if l.definitions++; l.definitions > mostDefinitions {
		l.s[start] = 'x'
	}
	if start+1 < end && l.s[start+1] == '^' {
		if l.footnotes++; l.footnotes > mostFootnotes {
			l.s[start] = 'x'
		}
	}
}

// table limits the cells of a table that begins with the delimiter row start to end. A paragraph has
// one table at most.
func (l *limiter) table(start, end int) {
	row := bytes.TrimRight(l.s[start:end], " \t")
	if bytes.IndexByte(row, '-') < 0 || len(bytes.Trim(row, "|:- \t")) > 0 {
		return
	}
	columns := bytes.Count(row, []byte("|")) + 1
	l.tables++
	allowed := l.tables == 1 && columns <= mostColumns
	for next := end + 1; allowed && next < len(l.s); {
		stop := next
		if i := bytes.IndexByte(l.s[next:], '\n'); i >= 0 {
			stop += i
		} else {
			stop = len(l.s)
		}
		if isBlank(l.s[next:stop]) {
			break
		}
		l.emptyCells += max(0, columns-1-bytes.Count(l.s[next:stop], []byte("|")))
		allowed = l.emptyCells <= mostEmptyCells
		next = stop + 1
	}
	if !allowed {
		l.s[start+bytes.IndexByte(row, '-')] = 'x'
	}
}

// spans limits links, footnote references and emphasis.
func (l *limiter) spans(start, end int) {
	for i := start; i < end; i++ {
		switch l.s[i] {
		case '[':
			if i+1 < end && l.s[i+1] == '^' {
				l.references++
			}
			if l.brackets == deepestBrackets || l.references > mostReferences {
				l.s[i] = 'x'
			} else {
				l.brackets++
			}
		case ']':
			l.brackets = max(l.brackets-1, 0)
			if i+1 == end || l.s[i+1] != '(' {
				break
			}
			if i+2 < end && l.s[i+2] == '<' {
				l.angles++
			}
			if l.destinations++; l.destinations > deepestBrackets || l.angles > deepestBrackets {
				l.s[i+1] = 'x'
			}
		case ')':
			l.destinations = max(l.destinations-1, 0)
		case '>':
			l.angles = 0
		case '*', '_', '~':
			if l.emphasis++; l.emphasis > mostEmphasis {
				l.s[i] = 'x'
			}
		}
	}
}
