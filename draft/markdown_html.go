package draft

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// html reads an HTML block: its tags are markup, what stands between them is prose as in a page. The
// elements that it leaves open are so for the next HTML block, as "<table>" before an empty line.
func (r *markdownReader) html(n *ast.HTMLBlock, at place) {
	if s, ok := r.onlyComment(n); ok {
		r.comments.add(s)
		return
	}
	r.page.base = at.kind
	block := Span{-1, -1}
	read := func(s Span) {
		if block.Start >= 0 && s.Start == block.End {
			block.End = s.End
			return
		}
		if block.Start >= 0 { // a quotation mark or the indent of a list stands between the lines
			r.page.read(block.Start, block.End)
		}
		block = s
	}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		read(Span{s.Start, s.Stop})
	}
	if n.HasClosure() {
		read(Span{n.ClosureLine.Start, n.ClosureLine.Stop})
	}
	read(Span{-1, -1})
	r.page.end()
}

// onlyComment returns the comment that a block consists of, the most frequent kind of block: it is not
// worth a tokenizer.
func (r *markdownReader) onlyComment(n *ast.HTMLBlock) (Span, bool) {
	if n.HTMLBlockType != ast.HTMLBlockType2 || n.HasClosure() || n.Lines().Len() != 1 || r.page.skip != "" {
		return Span{}, false
	}
	line := n.Lines().At(0)
	s := trimSpan(r.source, Span{line.Start, line.Stop})
	const opening, closing = "<!--", "-->"
	text := r.source[s.Start:s.End]
	return s, bytes.HasPrefix(text, []byte(opening)) && bytes.Index(text, []byte(closing)) == len(text)-len(closing)
}

// tag reads the inline HTML n. If it begins something that is no prose, it returns the node that ends it.
func (r *markdownReader) tag(n *ast.RawHTML) ast.Node {
	count := n.Segments.Len()
	if count == 0 {
		return nil
	}
	tag := Span{n.Segments.At(0).Start, n.Segments.At(count - 1).Stop}
	r.cursor = tag.End
	if strings.HasPrefix(string(r.source[tag.Start:min(tag.Start+4, tag.End)]), "<!--") {
		r.comments.add(tag)
		return nil
	}
	name, end := tagName(r.source[tag.Start:tag.End])
	switch role := roles()[name]; role {
	case roleLineBreak:
		r.f.space(tag.Start, tag.End)
	case roleQuotedText:
		if end {
			r.f.rune('\u201D', tag.Start, tag.End)
		} else {
			r.f.rune('\u201C', tag.Start, tag.End)
		}
	case roleImage:
		for attribute, value := range attributes(r.source, tag) {
			if attribute == "alt" && value.Len() > 0 {
				r.f.object(tag.Start, tag.End)
				r.rawAlts = append(r.rawAlts, value)
				break
			}
		}
	case roleSkipped, roleMasked, roleSuperscript:
		if end || role == roleSuperscript && !footnoteMark(r.f, tag) {
			break
		}
		last := r.closing(n, name)
		if last == nil {
			break
		}
		count := last.Segments.Len()
		tag.End = last.Segments.At(count - 1).Stop
		r.cursor = tag.End
		if role == roleMasked || role == roleSuperscript && afterTen(r.f) {
			r.f.object(tag.Start, tag.End)
		}
		return last
	default:
		if role.breaks() {
			r.f.space(tag.Start, tag.End)
		}
	}
	return nil
}

// closing returns the end tag of that name among the nodes after n. A name that is looked for in vain
// is not looked for again in the paragraph.
func (r *markdownReader) closing(n ast.Node, name string) *ast.RawHTML {
	if r.unclosed[name] {
		return nil
	}
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*ast.RawHTML)
		if !ok || raw.Segments.Len() == 0 {
			continue
		}
		s := raw.Segments.At(0)
		if found, end := tagName(r.source[s.Start:s.Stop]); end && found == name {
			return raw
		}
	}
	if r.unclosed == nil {
		r.unclosed = map[string]bool{}
	}
	r.unclosed[name] = true
	return nil
}
