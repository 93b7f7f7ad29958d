package draft

import (
	"bytes"

	"golang.org/x/net/html"
)

// readHTML reads a page or a part of one. The tags of block-level elements end a paragraph, <br> is
// white space, other tags are nothing. Navigation and footers are prose, marked as furniture.
func readHTML(f *flattener, body int, meta *Meta, comments *commentReader) {
	r := newHTMLReader(f, comments)
	r.meta = meta
	r.read(body, len(f.source))
	r.end()
}

type htmlReader struct {
	f        *flattener
	comments *commentReader
	meta     *Meta // nil in Markdown
	base     Kind  // of paragraphs
	closings closings

	stack     []element
	grids     []*grid // of the tables on the stack
	furniture int     // elements of that role on the stack

	skip      string // the element that is being skipped, or empty
	skipStart int
	quiet     bool // it leaves no U+FFFC

	broken bool   // a <br> was the last thing read
	alts   []Span // texts of images in the block at hand

	metaRank  int  // of the element that gave the publication date, from 1
	moment    Span // the date of a <time> in the block at hand
	inTitle   bool
	titleSpan Span
}

// element is an open element that matters for what is inside.
type element struct {
	name  string
	role  role
	level int
	head  bool // a header cell
}

// deepest is the number of open elements beyond which elements are not told apart.
const deepest = 256

func newHTMLReader(f *flattener, comments *commentReader) *htmlReader {
	return &htmlReader{f: f, comments: comments, closings: closings{source: f.source}}
}

// read reads source[start:end]. What is open at the end stays so for the next call.
func (r *htmlReader) read(start, end int) {
	z := html.NewTokenizer(bytes.NewReader(r.f.source[start:end]))
	for at := start; ; {
		kind := z.Next()
		token := Span{at, at + len(z.Raw())}
		at = token.End
		switch kind {
		case html.ErrorToken:
			if token.Start < end {
				r.text(Span{token.Start, end}) // a tag without an end: "profit <loss"
			}
			return
		case html.TextToken:
			r.text(token)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := tagName(r.f.source[token.Start:token.End])
			r.startTag(name, token, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := tagName(r.f.source[token.Start:token.End])
			r.endTag(name, token)
		case html.CommentToken:
			if r.skip == "" {
				r.comments.add(token)
			}
		}
	}
}

func (r *htmlReader) text(s Span) {
	if r.skip != "" {
		return
	}
	if !r.f.open {
		for s.Start < s.End && isSpace(r.f.source[s.Start]) {
			s.Start++
		}
		if s.Start == s.End {
			return
		}
		r.begin()
	}
	if r.broken {
		r.broken = isBlank(r.f.source[s.Start:s.End])
	}
	r.f.write(s.Start, s.End, htmlNotation)
}

func isBlank(s []byte) bool {
	for _, c := range s {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

// begin begins a block of the kind that the open elements give.
func (r *htmlReader) begin() {
	b := Block{Kind: r.base, Furniture: r.furniture > 0}
	if len(r.grids) > 0 {
		b.Table = r.grids[len(r.grids)-1].ordinal
	}
search:
	for i := len(r.stack) - 1; i >= 0; i-- {
		e := &r.stack[i]
		switch e.role {
		case roleTitleText:
			b.Kind = Title
			break search
		case roleHeading:
			b.Kind, b.Level = Heading, e.level
			break search
		case roleItem:
			b.Kind = ListItem
			break search
		case roleQuote:
			b.Kind = Quotation
			break search
		case roleCaption:
			b.Kind = Caption
			break search
		case roleTableCell:
			g := r.grids[len(r.grids)-1]
			b.Kind, b.Row, b.Column, b.Header = Cell, g.row, g.column, e.head
			break search
		}
	}
	if b.Kind != Cell && b.Kind != Caption {
		b.Table = 0
	}
	r.broken = false
	r.f.begin(b)
}

// end ends the block at hand. The texts of its images follow it.
func (r *htmlReader) end() {
	if r.f.open && r.moment.Len() > 0 && r.meta != nil && r.meta.Published == "" && len(r.f.text)-r.f.block.text.Start <= longestByline {
		r.publish(r.moment)
	}
	r.moment = Span{}
	r.f.end()
	for _, alt := range r.alts {
		r.f.begin(Block{Kind: AltText, Furniture: r.furniture > 0})
		r.f.write(alt.Start, alt.End, htmlNotation)
		r.f.end()
	}
	r.alts, r.broken = r.alts[:0], false
}

func (r *htmlReader) startTag(name string, tag Span, selfClosing bool) {
	role := roles()[name]
	if r.skip != "" {
		if !(roles()[r.skip] == roleMasked && role.breaks()) {
			return
		}
		r.unskip(tag.Start) // nothing within a paragraph hides what comes after it
	}
	if role.breaks() {
		r.end()
		r.closeImplied(name, role)
	}
	switch role {
	case roleHeading:
		r.push(element{name: name, role: role, level: int(name[1] - '0')})
	case roleTitleText:
		if _, closed := r.closings.ahead(name, tag.End); closed && r.meta != nil && r.meta.Title == "" {
			r.push(element{name: name, role: role})
			r.titleSpan = Span{tag.End, tag.End}
		}
	case roleItem, roleList, roleQuote, roleCaption, roleTableHead, roleFurniture:
		if role == roleFurniture && r.within(roleQuote) {
			return // the footer of a quotation is its source
		}
		r.push(element{name: name, role: role})
	case roleTable:
		if r.push(element{name: name, role: role}) {
			r.f.tables++
			r.grids = append(r.grids, &grid{ordinal: r.f.tables, row: -1})
		}
	case roleTableRow:
		if len(r.grids) > 0 && r.push(element{name: name, role: role}) {
			r.grids[len(r.grids)-1].nextRow()
		}
	case roleTableCell:
		r.cell(name, tag)
	case roleLineBreak:
		if r.broken {
			r.end()
		} else {
			r.f.space(tag.Start, tag.End)
			r.broken = r.f.open
		}
	case roleQuotedText:
		if !r.f.open {
			r.begin()
		}
		r.f.rune('\u201C', tag.Start, tag.End)
	case roleSuperscript:
		r.superscript(name, tag)
	case roleImage:
		for name, value := range attributes(r.f.source, tag) {
			if name == "alt" && value.Len() > 0 {
				r.alts = append(r.alts, value)
				r.f.object(tag.Start, tag.End)
				if !r.f.open {
					r.end()
				}
				break
			}
		}
	case roleSkipped, roleMasked:
		if _, closed := r.closings.ahead(name, tag.End); closed && !selfClosing {
			r.skip, r.skipStart, r.quiet = name, tag.Start, role == roleSkipped
			if name == "pre" {
				r.end()
			}
		}
	case roleMeta:
		r.metaElement(tag)
	case roleMoment:
		r.timeElement(tag)
	}
}

func (r *htmlReader) endTag(name string, tag Span) {
	role := roles()[name]
	if r.skip != "" {
		if name == r.skip {
			r.unskip(tag.End)
			return
		}
		if !(roles()[r.skip] == roleMasked && role.breaks()) {
			return
		}
		r.unskip(tag.Start)
	}
	if role == roleQuotedText && r.f.open {
		r.f.rune('\u201D', tag.Start, tag.End)
	}
	if !role.breaks() {
		return
	}
	r.end()
	if role == roleTitleText && r.within(roleTitleText) {
		r.titleSpan.End = tag.Start
		r.meta.TitleSpan = trimSpan(r.f.source, r.titleSpan)
		r.meta.Title = html.UnescapeString(string(r.f.source[r.meta.TitleSpan.Start:r.meta.TitleSpan.End]))
	}
	for i := len(r.stack) - 1; i >= 0; i-- {
		if r.stack[i].name == name {
			r.pop(i)
			return
		}
		if r.stack[i].role == roleTableCell && role != roleTable && role != roleTableRow && role != roleTableHead {
			return // a cell holds what is in it
		}
		if r.stack[i].role == roleTable {
			return
		}
	}
}

func (r *htmlReader) unskip(end int) {
	if !r.quiet {
		r.f.object(r.skipStart, end)
	}
	r.skip = ""
}

// closeImplied closes the elements that the start of one with that role ends.
func (r *htmlReader) closeImplied(name string, starts role) {
	if n := len(r.stack); n > 0 && r.stack[n-1].role == roleHeading && name != "div" && name != "center" {
		r.pop(n - 1)
	}
	var closes, within role
	switch starts {
	case roleItem:
		closes, within = roleItem, roleList
	case roleTableCell:
		closes, within = roleTableCell, roleTableRow
	case roleTableRow:
		closes, within = roleTableRow, roleTable
	case roleTableHead:
		closes, within = roleTableHead, roleTable
	default:
		return
	}
	for i := len(r.stack) - 1; i >= 0 && r.stack[i].role != within && r.stack[i].role != roleTable; i-- {
		if r.stack[i].role == closes {
			r.pop(i)
			return
		}
	}
}

func (r *htmlReader) push(e element) bool {
	if len(r.stack) == deepest {
		return false
	}
	if e.role == roleFurniture {
		r.furniture++
	}
	r.stack = append(r.stack, e)
	return true
}

// pop closes the open elements from the i-th on.
func (r *htmlReader) pop(i int) {
	for _, e := range r.stack[i:] {
		switch e.role {
		case roleFurniture:
			r.furniture--
		case roleTable:
			r.grids = r.grids[:len(r.grids)-1]
		}
	}
	r.stack = r.stack[:i]
}

func (r *htmlReader) within(role role) bool {
	for i := range r.stack {
		if r.stack[i].role == role {
			return true
		}
	}
	return false
}

// superscript skips the mark of a footnote.
func (r *htmlReader) superscript(name string, tag Span) {
	if !footnoteMark(r.f, tag) {
		return
	}
	if _, closed := r.closings.ahead(name, tag.End); closed {
		r.skip, r.skipStart, r.quiet = name, tag.Start, !afterTen(r.f)
	}
}

// footnoteMark tells whether the <sup> tag begins the mark of a footnote, whose digits would join those
// before: "388<sup>1</sup>". "km<sup>2</sup>" and "1<sup>st</sup>" are read as they stand.
func footnoteMark(f *flattener, tag Span) bool {
	s, i, limit := f.source, tag.End, min(tag.End+256, len(f.source))
	for i < limit && (isSpace(s[i]) || s[i] == '<' && i+1 < limit && s[i+1] != '/') {
		if s[i] == '<' { // a link around the mark
			for i < limit && s[i] != '>' {
				i++
			}
		}
		i++
	}
	if i >= limit || !isDigit(s[i]) && bytes.IndexByte([]byte("*[(\xE2"), s[i]) < 0 { // 0xE2 begins daggers
		return false
	}
	switch lastWord(f) {
	case "", "m", "km", "cm", "mm", "ft", "in", "yd", "mi":
		return false
	}
	return true
}

// afterTen tells whether an exponent may follow: "10<sup>6</sup>" is not to be read as 10.
func afterTen(f *flattener) bool { return lastWord(f) == "10" }

// lastWord returns the letters and digits at the end of the block at hand; "." if it ends in something
// else, and nothing if it has no text.
func lastWord(f *flattener) string {
	if !f.open || f.empty() {
		return ""
	}
	text := f.text[f.block.text.Start:]
	i := len(text)
	for i > 0 && len(text)-i < 32 && isAlnum(text[i-1]) {
		i--
	}
	if i == len(text) || f.gap.Start >= 0 {
		return "."
	}
	return string(text[i:])
}
