package report

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// cells measures text as terminals show it. Ambiguous characters count one cell whatever the locale,
// so that the same report has the same bytes everywhere.
var cells = &runewidth.Condition{StrictEmojiNeutral: true}

const ellipsis = "…"

// excerpt is the stretch of a source line that is shown above a caret.
type excerpt struct {
	text   string
	indent int // cells before the caret
	caret  int // cells to underline, at least 1
}

// cut returns what of line fits into width cells, with the bytes from start to end in sight. A
// paragraph is often one line of hundreds of words: the excerpt shows the words around the claim. Its
// cost does not depend on the line's length.
func cut(line []byte, start, end, width int) excerpt {
	start = min(max(start, 0), len(line))
	end = min(max(end, start), len(line))

	right, rightAll := reach(line[start:], width)
	span, _ := reach(line[start:end], width)
	left, leftAll := reachBack(line[:start], width)
	first, last := start-left.bytes, start+right.bytes
	head, tail := "", ""
	if !leftAll || !rightAll || left.cells+right.cells > width {
		// A third of the width for what comes before, more when little comes after, less when the
		// claim itself is long.
		before := max(width/3, width-right.cells)
		before = max(min(before, width-span.cells-2), width/8)
		left, leftAll = reachBack(line[:start], before)
		if !leftAll {
			left, _ = reachBack(line[:start], before-1)
			head = ellipsis
		}
		first = start - left.bytes
		if head != "" {
			first = afterWord(line, first, start)
			left, _ = reachBack(line[first:start], width)
		}
		room := width - left.cells - len([]rune(head))
		right, rightAll = reach(line[start:], room)
		if !rightAll {
			right, _ = reach(line[start:], room-1)
			tail = ellipsis
		}
		last = start + right.bytes
		if tail != "" {
			last = beforeWord(line, max(end, start), last)
		}
	}
	before := head + printable(line[first:start])
	marked := printable(line[start:min(end, last)])
	return excerpt{
		text:   strings.TrimRight(before+marked+printable(line[min(end, last):last])+tail, " "),
		indent: cells.StringWidth(before),
		caret:  max(1, cells.StringWidth(strings.TrimRight(marked, " "))),
	}
}

// longestPart is how many bytes of a word that is cut are left out for the excerpt to begin and end with
// whole words. Texts without spaces are cut where they must be.
const longestPart = 20

// afterWord returns where the word ends in which at lies, if that is near and before limit.
func afterWord(line []byte, at, limit int) int {
	if i := bytes.IndexByte(line[at:min(limit, at+longestPart)], ' '); i >= 0 {
		return at + i
	}
	return at
}

// beforeWord returns where the word begins in which at lies, if that is near and not before limit.
func beforeWord(line []byte, limit, at int) int {
	from := max(limit, at-longestPart)
	if at <= from || at < len(line) && line[at] == ' ' {
		return at
	}
	if i := bytes.LastIndexByte(line[from:at], ' '); i >= 0 {
		return from + i + 1
	}
	return at
}

type extent struct{ bytes, cells int }

// reach returns how far text can be shown in width cells, and whether that is all of it.
func reach(text []byte, width int) (e extent, all bool) {
	for e.bytes < len(text) {
		r, size := utf8.DecodeRune(text[e.bytes:])
		w := cells.RuneWidth(safe(r))
		if e.cells+w > width {
			return e, false
		}
		e.bytes += size
		e.cells += w
	}
	return e, true
}

// reachBack is reach from the end of text towards its beginning.
func reachBack(text []byte, width int) (e extent, all bool) {
	for e.bytes < len(text) {
		r, size := utf8.DecodeLastRune(text[:len(text)-e.bytes])
		w := cells.RuneWidth(safe(r))
		if e.cells+w > width {
			return e, false
		}
		e.bytes += size
		e.cells += w
	}
	return e, true
}

// safe returns r, or what is shown in its place: a draft must not send control codes to the terminal
// or turn the reading direction of what follows.
func safe(r rune) rune {
	switch {
	case r == '\t', r == '\r', r == '\n':
		return ' '
	case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return utf8.RuneError
	}
	return r
}

// Printable returns a text without what would move the cursor of a terminal, change its colours or the order of letters.
func Printable(text string) string { return printable(text) }

func printable[T string | []byte](text T) string { return strings.Map(safe, string(text)) }

// quote returns text on one line, in quotation marks, at most width cells long with its middle left out.
func quote(text string, width int) string {
	text = printable(strings.Join(strings.Fields(text), " "))
	if cells.StringWidth(text) > width {
		half := (width - 1) / 2
		head, _ := reach([]byte(text), half)
		tail, _ := reachBack([]byte(text), half)
		text = strings.TrimRight(text[:head.bytes], " ") + ellipsis + strings.TrimLeft(text[len(text)-tail.bytes:], " ")
	}
	return `"` + text + `"`
}
