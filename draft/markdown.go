package draft

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markdownParser returns the parser that all drafts share; it holds no state of any of them.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(
		extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote,
	)).Parser()
})

// readMarkdown reads CommonMark with GFM tables, struck-out text, task lists and footnotes. Offsets of
// the syntax tree are offsets of the source, as the parser sees a copy of the same length. What is mostly
// markup, and no article, is read as plain text.
func readMarkdown(f *flattener, body int, comments *commentReader) {
	if mostlyMarkup(f.source[body:]) {
		readPlainText(f, body)
		return
	}
	r := markdownReader{f: f, comments: comments, source: markdownSource(f.source, body), page: newHTMLReader(f, comments)}
	r.blocks(markdownParser().Parse(text.NewReader(r.source)), place{})
	f.end()
}

// markdownReader walks the syntax tree.
type markdownReader struct {
	f        *flattener
	comments *commentReader
	source   []byte          // what was parsed
	cursor   int             // end of the last text
	page     *htmlReader     // of HTML blocks
	alts     []altText       // in the paragraph at hand
	rawAlts  []Span          // the same in inline HTML
	unclosed map[string]bool // elements that nothing in the paragraph closes
}

type altText struct {
	image *ast.Image
	start int
}

// place is where a block stands.
type place struct {
	kind     Kind // of its paragraphs
	footnote bool
}

func (r *markdownReader) blocks(parent ast.Node, at place) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		inner := at
		switch n := n.(type) {
		case *ast.Heading:
			r.leaf(n, Block{Kind: Heading, Level: n.Level})
			continue
		case *ast.Paragraph, *ast.TextBlock:
			r.leaf(n, Block{Kind: at.kind})
			continue
		case *ast.HTMLBlock:
			r.html(n, at)
			continue
		case *extast.Table:
			r.table(n)
			continue
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.ThematicBreak:
			continue
		case *ast.Blockquote:
			inner.kind = Quotation
		case *ast.List:
			inner.kind = ListItem
		case *extast.Footnote:
			inner.footnote = true
		}
		if inner.footnote {
			inner.kind = Footnote
		}
		r.blocks(n, inner)
	}
}

func (r *markdownReader) leaf(n ast.Node, b Block) {
	r.f.begin(b)
	r.unclosed = nil
	if n.Lines().Len() > 0 {
		r.cursor = n.Lines().At(0).Start
	}
	r.inline(n)
	r.f.end()
	alts, rawAlts := r.alts, r.rawAlts
	r.alts, r.rawAlts = nil, nil
	for _, image := range alts {
		r.f.begin(Block{Kind: AltText})
		r.cursor = image.start
		r.inline(image.image)
		r.f.end()
	}
	for _, alt := range rawAlts {
		r.f.begin(Block{Kind: AltText})
		r.f.write(alt.Start, alt.End, htmlNotation)
		r.f.end()
	}
}

func (r *markdownReader) table(table *extast.Table) {
	r.f.tables++
	ordinal, row := r.f.tables, 0
	for line := table.FirstChild(); line != nil; line = line.NextSibling() {
		_, header := line.(*extast.TableHeader)
		column := 0
		for cell := line.FirstChild(); cell != nil; cell = cell.NextSibling() {
			r.leaf(cell, Block{Kind: Cell, Table: ordinal, Row: row, Column: column, Header: header})
			column++
		}
		row++
	}
}

func (r *markdownReader) inline(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		last := n // of the nodes that are read here
		switch n := n.(type) {
		case *ast.Text:
			r.f.write(n.Segment.Start, n.Segment.Stop, markdownNotation)
			r.cursor = n.Segment.Stop
			if n.SoftLineBreak() || n.HardLineBreak() {
				r.f.space(n.Segment.Stop, r.nextLine(n.Segment.Stop))
			}
		case *ast.CodeSpan:
			r.mask(n, '`')
		case *extast.Strikethrough:
			r.mask(n, '~')
		case *ast.AutoLink:
			// The node does not tell where it is, but "<" follows the text before it.
			start := r.cursor
			if i := bytes.IndexByte(r.source[start:], '<'); i >= 0 {
				start += i
			}
			end := min(start+len(n.Label(r.source))+2, len(r.source))
			r.f.object(start, end)
			r.cursor = end
		case *ast.Image:
			s := r.extent(n)
			r.f.object(s.Start, s.End)
			r.alts = append(r.alts, altText{n, s.Start})
		case *ast.RawHTML:
			if end := r.tag(n); end != nil {
				last = end
			}
		case *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			r.inline(n)
		}
		n = last
	}
}

// nextLine returns where the line after the one of offset begins.
func (r *markdownReader) nextLine(offset int) int {
	if i := bytes.IndexByte(r.source[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(r.source)
}

// mask puts U+FFFC in the place of n with the delimiters around it.
func (r *markdownReader) mask(n ast.Node, delimiter byte) {
	s := r.extent(n)
	at := func(i int) bool { return i >= 0 && i < len(r.source) && r.source[i] == delimiter }
	if !at(s.Start-1) && at(s.Start-2) { // "`` a ``"
		s.Start--
	}
	if !at(s.End) && at(s.End+1) {
		s.End++
	}
	for at(s.Start-1) && at(s.End) { // as many on either side: "~a~~" has one that is text
		s.Start--
		s.End++
	}
	r.f.object(s.Start, s.End)
	r.cursor = s.End
}

// extent returns the range from the first text in n to the last; without text it is empty, where the
// text before n ends.
func (r *markdownReader) extent(n ast.Node) Span {
	s := Span{-1, r.cursor}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		inner := Span{-1, -1}
		if t, ok := c.(*ast.Text); ok {
			inner = Span{t.Segment.Start, t.Segment.Stop}
		} else if c.HasChildren() {
			inner = r.extent(c)
		}
		if inner.Start >= 0 {
			if s.Start < 0 {
				s.Start = inner.Start
			}
			s.End = max(s.End, inner.End)
		}
	}
	if s.Start < 0 {
		s.Start = r.cursor
	}
	r.cursor = max(r.cursor, s.End)
	return s
}

// markdownSource returns a copy of the source for the parser, of the same length: with all line ends as
// the parser wants them, spaces for everything before the body, and within the limits.
func markdownSource(source []byte, body int) []byte {
	parsed := bytes.Clone(source)
	for i, c := range parsed[:body] {
		if c != '\n' {
			parsed[i] = ' '
		}
	}
	if bytes.IndexByte(parsed[body:], '\r') >= 0 {
		for i := body; i < len(parsed); i++ {
			switch {
			case parsed[i] != '\r':
			case i+1 < len(parsed) && parsed[i+1] == '\n':
				parsed[i] = ' '
			default:
				parsed[i] = '\n'
			}
		}
	}
	limit(parsed[body:])
	return parsed
}
