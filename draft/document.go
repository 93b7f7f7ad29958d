// Package draft reads an article draft in Markdown, HTML or plain text into blocks and sentences of
// prose that know their bytes in the source. Markup, code, link targets and comments are left out;
// typographic forms are made uniform for matching. It does not look at what a sentence says.
package draft

import (
	"path/filepath"
	"slices"
	"strings"
)

// Format is the markup in which a draft is written.
type Format uint8

const (
	Text Format = iota
	Markdown
	HTML
)

// FormatOf tells the format from a file name; what is neither Markdown nor HTML is plain text.
func FormatOf(path string) Format {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd":
		return Markdown
	case ".html", ".htm", ".xhtml":
		return HTML
	}
	return Text
}

func (f Format) String() string { return [...]string{"text", "markdown", "html"}[f] }

// Kind says what a block is to its reader.
type Kind uint8

const (
	Paragraph Kind = iota
	Title          // title of the front matter, <title>
	Heading        // with Level 1 to 6
	ListItem       // also terms and descriptions
	Quotation      // a paragraph of a block quote
	Cell           // of a table
	Caption        // of a table or figure
	AltText        // what an image says to those who cannot see it
	Footnote       // a paragraph of a footnote
)

func (k Kind) String() string {
	return [...]string{"paragraph", "title", "heading", "list-item", "quotation", "cell", "caption", "alt-text", "footnote"}[k]
}

// Document is a draft as read: blocks of prose in the order of the source, each with at least one
// sentence. Source is the caller's slice, not a copy.
type Document struct {
	Source   []byte
	Format   Format
	Meta     Meta
	Blocks   []Block
	Ignores  []Ignore
	Declared []Declaration
}

// Block is a stretch of prose that nothing reads across: a paragraph, a heading, a table cell.
type Block struct {
	Kind  Kind
	Level int // of a heading, 1 to 6

	// Table is the ordinal of the table in the draft, from 1, for cells and table captions; Row and
	// Column count from 0 and respect column and row spans. Header marks cells of a header row or column.
	Table, Row, Column int
	Header             bool

	// Furniture marks prose around the story, such as a page's navigation and footer.
	Furniture bool

	Sentences []Sentence
}

// Span returns the bytes from the block's first sentence to its last.
func (b *Block) Span() Span {
	first, last := &b.Sentences[0], &b.Sentences[len(b.Sentences)-1]
	return Span{first.Span(0, 0).Start, last.Span(0, len(last.Text)).End}
}

// Meta is what a draft says of itself, in front matter or <meta> elements. Values are as written;
// a missing one is empty, with an empty span.
type Meta struct {
	Title     string
	TitleSpan Span

	Published     string // a date, perhaps with a time
	PublishedSpan Span

	Facts     []string // ids of datasets
	FactSpans []Span   // of each id
	FactsSpan Span     // of the list

	Claims     string // the YAML of the entry "claims", with its key, as it stands in the front matter
	ClaimsSpan Span

	ignores  []Ignore // of onrecord: ignore:
	declared []Declaration
}

// Ignore is a word that silences findings.
type Ignore struct {
	Rules   []string // nil: every rule
	Text    string   // the words of the claims that it is about, white space aside; "": all claims
	Reason  string
	Span    Span // the bytes it covers
	Origin  Origin
	Comment Span // the comment itself, or the entry of the front matter

	Path         string // of the sidecar that it stands in; "" for the draft
	Line, Column int    // in the sidecar
}

// Origin is where an ignore stands.
type Origin uint8

const (
	InComment     Origin = iota
	InFrontMatter        // under onrecord: ignore:
	InSidecar            // under ignore: in the YAML file beside the draft
)

// MaxSize is the size in bytes of the largest draft that Parse reads.
const MaxSize = 16 << 20

// Parse reads a draft. The error is a *SyntaxError if the source is not UTF-8 text or its front
// matter is broken; markup is never an error. Time and memory are linear in the size of the source.
func Parse(source []byte, f Format) (*Document, error) {
	if err := checkText(source); err != nil {
		return nil, err
	}
	d := &Document{Source: source, Format: f}
	w := newFlattener(source)
	body, err := readFrontMatter(source, &d.Meta, w)
	if err != nil {
		return nil, err
	}
	for i := range d.Meta.ignores {
		d.Meta.ignores[i].Span = Span{0, len(source)}
	}
	comments := commentReader{source: source}
	switch f {
	case Markdown:
		readMarkdown(w, body, &comments)
	case HTML:
		readHTML(w, body, &d.Meta, &comments)
	default:
		readPlainText(w, body)
	}
	ignores, err := comments.ignores()
	if err != nil {
		return nil, err
	}
	d.Ignores = slices.Concat(d.Meta.ignores, ignores)
	d.Declared = d.Meta.declared
	d.Blocks = w.finish()
	return d, nil
}
