package draft

import (
	"bytes"
	"iter"
	"strings"
	"sync"
)

// role is what an HTML element means for the prose in it. Elements not named here are inline: they end nothing.
type role uint8

const (
	roleInline      role = iota
	roleBlock            // ends the paragraph
	roleHeading          // h1 to h6
	roleItem             // of a list
	roleList             // holds items
	roleQuote            // a block quote
	roleCaption          // of a table or figure
	roleTable            // holds rows
	roleTableHead        // holds header rows
	roleTableRow         // holds cells
	roleTableCell        // holds prose
	roleFurniture        // navigation and page footers
	roleTitleText        // the title of the page
	roleLineBreak        // white space, twice ends the paragraph
	roleQuotedText       // has quotation marks of its own
	roleSuperscript      // perhaps the mark of a footnote
	roleImage            // has a text of its own
	roleSkipped          // no prose, up to its end tag
	roleMasked           // the same within a paragraph, where it stands for a word
	roleMeta             // says something of the page
	roleMoment           // a time
)

// roles maps the names of elements to what they mean; it is made for the first draft with HTML in it.
var roles = sync.OnceValue(func() map[string]role {
	roles := map[string]role{}
	for r, names := range map[role]string{
		roleBlock: "address article aside body center details dialog dir div fieldset figure form head header hgroup hr html legend main " +
			"option optgroup p section summary tbody tfoot colgroup col",
		roleHeading:     "h1 h2 h3 h4 h5 h6",
		roleItem:        "li dt dd",
		roleList:        "ul ol dl menu",
		roleQuote:       "blockquote",
		roleCaption:     "caption figcaption",
		roleTable:       "table",
		roleTableHead:   "thead",
		roleTableRow:    "tr",
		roleTableCell:   "td th",
		roleFurniture:   "nav footer",
		roleTitleText:   "title",
		roleLineBreak:   "br",
		roleQuotedText:  "q",
		roleSuperscript: "sup",
		roleImage:       "img",
		roleSkipped:     "script style template pre textarea iframe noembed noframes noscript xmp svg math select button datalist object canvas",
		roleMasked:      "code kbd samp tt del s strike",
		roleMeta:        "meta",
		roleMoment:      "time",
	} {
		for name := range strings.FieldsSeq(names) {
			roles[name] = r
		}
	}
	return roles
})

// breaks tells whether an element's tags end a paragraph.
func (r role) breaks() bool { return r >= roleBlock && r <= roleTitleText }

// tagName returns the lower-case name of the tag that is s, as in "<td class=x>" or "</td>".
func tagName(s []byte) (name string, end bool) {
	i := 1
	if i < len(s) && s[i] == '/' {
		end = true
		i++
	}
	start := i
	for i < len(s) && !isSpace(s[i]) && s[i] != '>' && s[i] != '/' {
		i++
	}
	return string(bytes.ToLower(s[start:min(i, start+32)])), end
}

// attributes yields the attributes of the start tag source[tag.Start:tag.End]: the name in lower case and
// where the value stands, without its quotes.
func attributes(source []byte, tag Span) iter.Seq2[string, Span] {
	return func(yield func(string, Span) bool) {
		s, end := source, tag.End
		if end > tag.Start && s[end-1] == '>' {
			end--
		}
		i := tag.Start
		for i < end && !isSpace(s[i]) && s[i] != '/' {
			i++
		}
		for i < end {
			for i < end && (isSpace(s[i]) || s[i] == '/') {
				i++
			}
			start := i
			for i < end && !isSpace(s[i]) && s[i] != '=' && s[i] != '/' {
				i++
			}
			name := string(bytes.ToLower(s[start:min(i, start+64)]))
			for i < end && isSpace(s[i]) {
				i++
			}
			value := Span{i, i}
			if i < end && s[i] == '=' {
				for i++; i < end && isSpace(s[i]); i++ {
				}
				value = Span{i, i}
				if i < end && (s[i] == '"' || s[i] == '\'') {
					quote := s[i]
					i++
					value.Start = i
					for i < end && s[i] != quote {
						i++
					}
					value.End = i
					i++
				} else {
					for i < end && !isSpace(s[i]) {
						i++
					}
					value.End = i
				}
			} else if name == "" {
				i++ // a stray "="
			}
			if name != "" && !yield(name, value) {
				return
			}
		}
	}
}

// closings knows which end tags there are ahead in a source, so that an element that is never closed
// hides nothing. Each name is looked for from one place at most until it is found.
type closings struct {
	source []byte
	next   map[string]int // the next end tag at or after some earlier place; len(source): none
}

// ahead returns the offset of the first end tag of that name at or after offset, or false.
func (c *closings) ahead(name string, offset int) (int, bool) {
	if at, ok := c.next[name]; ok && at >= offset {
		return at, at < len(c.source)
	}
	if c.next == nil {
		c.next = map[string]int{}
	}
	at := offset
	for {
		i := bytes.Index(c.source[at:], []byte("</"))
		if i < 0 {
			at = len(c.source)
			break
		}
		at += i
		rest := c.source[at+2:]
		if len(rest) > len(name) && bytes.EqualFold(rest[:len(name)], []byte(name)) && !isAlnum(rest[len(name)]) {
			break
		}
		at += 2
	}
	c.next[name] = at
	return at, at < len(c.source)
}
