package lsp

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/rules"
)

// mostRows is how many rows of evidence are listed for a claim.
const mostRows = 12

// mostClaims is how many claims at one place a card tells of.
const mostClaims = 4

// hover shows what the facts say of the claims at a place, supported ones too: the verdict, the rows, the source.
func (s *Server) hover(ctx context.Context, p *positionParams) (any, error) {
	r := s.current(ctx, p.TextDocument.URI)
	if r == nil || r.draft == nil {
		return nil, nil
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	found := r.at(r.lines.offset(p.Position))
	if len(found) == 0 {
		return nil, nil
	}
	c := card{server: s, folder: r.desk.folder, markdown: s.supportsMarkdown()}
	for i, f := range found {
		if i == mostClaims {
			break
		}
		if i > 0 {
			c.rule()
		}
		c.claim(f)
	}
	kind := "plaintext"
	if c.markdown {
		kind = "markdown"
	}
	return hover{markupContent{kind, strings.TrimSpace(c.text.String())}, r.lines.rangeOf(found[0].Span)}, nil
}

// at returns the claims that hold an offset, the narrowest first: "388" before "rose to 388". The end of a claim is
// still at it.
func (r *result) at(offset int) (found []*rules.Finding) {
	for i := range r.findings {
		if f := &r.findings[i]; f.Span.Start <= offset && offset <= f.Span.End {
			found = append(found, f)
		}
	}
	sortNarrowest(found)
	return found
}

// card is a hover text in the making.
type card struct {
	text     strings.Builder
	server   *Server
	folder   string
	markdown bool
}

func (c *card) rule() {
	if c.markdown {
		c.text.WriteString("\n---\n\n")
	} else {
		c.text.WriteString("\n")
	}
}

var verdicts = map[rules.Label]string{rules.Supported: "Supported", rules.Refuted: "Refuted", rules.NotEnoughInfo: "Not on record"}

func (c *card) claim(f *rules.Finding) {
	head := verdicts[f.Label]
	if f.Label == rules.Supported && f.Severity == rules.Warning {
		head = "Supported, but imprecise"
	}
	if c.markdown {
		head = "**" + head + "**"
	}
	fmt.Fprintf(&c.text, "%s: %s (%s)\n", head, c.escape(f.Message), f.Rule)
	if f.Suggestion != nil {
		fmt.Fprintf(&c.text, "\nThe facts have: %s\n", c.escape(f.Suggestion.Text))
	}
	if f.Suppressed != nil {
		fmt.Fprintf(&c.text, "\nIgnored: %s\n", c.escape(f.Suppressed.Reason))
	}
	if len(f.Evidence) > 0 {
		c.text.WriteString("\n")
	}
	for i, o := range f.Evidence {
		if i == mostRows {
			fmt.Fprintf(&c.text, "- and %d more\n", len(f.Evidence)-i)
			break
		}
		fmt.Fprintf(&c.text, "- %s (%s)\n", c.escape(factWords(o)), c.link(o))
	}
	c.sources(f.Evidence)
}

// sources names the source of each dataset once, with its page.
func (c *card) sources(rows []*facts.Observation) {
	seen := map[string]bool{}
	for _, o := range rows {
		source := o.Measure.Dataset.Source
		var parts []string
		for _, part := range []string{source.Publisher, source.Title, source.Page, source.Published.Words()} {
			if part != "" {
				parts = append(parts, c.escape(part))
			}
		}
		line := strings.Join(parts, ", ")
		if isWeb(source.URL) && c.markdown {
			line = fmt.Sprintf("[%s](<%s>)", orElse(line, c.escape(source.URL)), source.URL)
		} else if source.URL != "" {
			line = strings.TrimPrefix(line+", "+c.escape(source.URL), ", ")
		}
		if line != "" && !seen[line] {
			seen[line] = true
			fmt.Fprintf(&c.text, "\nSource: %s\n", line)
		}
	}
}

// isWeb reports whether a URL may be made a link: an address of the web, without what would end the link.
func isWeb(url string) bool {
	return (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) && !strings.ContainsAny(url, "<>\n\r\t ")
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// link names the row of an observation, and leads to it where the client shows links.
func (c *card) link(o *facts.Observation) string {
	name := o.Path
	if relative, err := filepath.Rel(c.folder, o.Path); err == nil && !strings.HasPrefix(relative, "..") {
		name = relative
	}
	name = fmt.Sprintf("%s:%d", filepath.ToSlash(name), o.Line)
	if !c.markdown {
		return name
	}
	return fmt.Sprintf("[%s](<%s#L%d>)", c.escape(name), uriOf(o.Path), o.Line)
}

// markup is what Markdown gives a meaning. Texts of drafts and facts shall read as they are, whatever they hold.
var markup = strings.NewReplacer(
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"#", "\\#", "|", "\\|", "~", "\\~", "!", "\\!", "\n", " ", "\r", " ",
)

func (c *card) escape(text string) string {
	if !c.markdown {
		return strings.Join(strings.Fields(text), " ")
	}
	return markup.Replace(text)
}

// factWords says what a row has: "city-burglary: burglaries, Harbour district, in 2024: 120".
func factWords(o *facts.Observation) string {
	slice := facts.Slice{Measure: o.Measure, Members: o.Members}
	text := o.Measure.Dataset.ID + ": " + slice.WordsAt(o.Period) + ": " + quantity.Format(o.Value, o.Measure.Unit)
	if o.Status != facts.Final {
		text += " (" + o.Status.String() + ")"
	}
	if o.Note != "" {
		text += ", " + o.Note
	}
	return text
}

// spanOfWritten returns where the figure of an observation stands in the text of its file: nothing but its beginning
// when the file is no text or has changed.
func spanOfWritten(l *lines, o *facts.Observation) draft.Span {
	at := l.codePoint(o.Line, o.Column)
	end := at
	if o.Written != "" && strings.HasPrefix(l.text[at:], o.Written) {
		end += len(o.Written)
	} else if o.Written != "" && at+1 < len(l.text) && strings.HasPrefix(l.text[at+1:], o.Written) { // in quotation marks
		at, end = at+1, at+1+len(o.Written)
	}
	return draft.Span{Start: at, End: end}
}
