package draft

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// largestFrontMatter bounds what is given to the YAML parser.
const largestFrontMatter = 1 << 20

// readFrontMatter reads the YAML between "---" lines at the start of a draft of any format, hands the
// title to f as a block, and returns where the body begins. A first line "---" that no key follows is a
// rule of the text.
func readFrontMatter(source []byte, meta *Meta, f *flattener) (body int, err error) {
	if bytes.HasPrefix(source, byteOrderMark) {
		body = len(byteOrderMark)
	}
	end, start := lineEnd(source, body)
	if string(bytes.TrimRight(source[body:end], " \t")) == "+++" {
		return readTOML(source, body, start, meta, f), nil
	}
	if string(bytes.TrimRight(source[body:end], " \t")) != "---" || !beginsMapping(source[start:]) {
		return body, nil
	}
	fence, next := start, start
	for {
		if fence >= len(source) {
			return 0, syntaxError(source, body, "the front matter has no end: put a line --- after it")
		}
		end, next = lineEnd(source, fence)
		line := string(bytes.TrimRight(source[fence:end], " \t"))
		if line == "---" || line == "..." {
			break
		}
		fence = next
	}
	if fence-start > largestFrontMatter {
		return 0, syntaxError(source, start, "the front matter is larger than %d KB", largestFrontMatter>>10)
	}
	r := frontMatter{source: source, start: start, end: fence, meta: meta, lines: Lines(source[:next])}
	r.firstLine, _ = r.lines.Position(start)
	return next, r.read(f)
}

// beginsMapping tells whether the first line that is not empty or a comment looks like "key: value".
func beginsMapping(s []byte) bool {
	for at := 0; at < len(s); {
		end, next := lineEnd(s, at)
		line := bytes.TrimRight(s[at:end], " \t")
		if len(line) > 0 && line[0] != '#' {
			key, value, ok := bytes.Cut(line, []byte(":"))
			return ok && len(key) > 0 && !bytes.ContainsAny(key, " \t") && (len(value) == 0 || value[0] == ' ' || value[0] == '\t') ||
				bytes.Equal(line, []byte("---"))
		}
		at = next
	}
	return false
}

// readTOML reads the front matter between "+++" lines that some site generators want. Only what stands
// on a line of its own is understood, as in `title = "Thefts fall"`; without an end it is text.
func readTOML(source []byte, body, start int, meta *Meta, f *flattener) int {
	var title, published Span
	for at := start; at < len(source) && at-start < largestFrontMatter; {
		end, next := lineEnd(source, at)
		line := trimSpan(source, Span{at, end})
		if string(source[line.Start:line.End]) == "+++" {
			if title.Len() > 0 {
				meta.Title, meta.TitleSpan = string(source[title.Start:title.End]), title
				f.begin(Block{Kind: Title})
				f.write(title.Start, title.End, plainNotation)
				f.end()
			}
			meta.Published, meta.PublishedSpan = string(source[published.Start:published.End]), published
			return next
		}
		if i := bytes.IndexByte(source[line.Start:line.End], '='); i > 0 {
			value := trimSpan(source, Span{line.Start + i + 1, line.End})
			if c := source[value.Start:value.End]; len(c) > 1 && (c[0] == '"' || c[0] == '\'') && c[len(c)-1] == c[0] {
				value = Span{value.Start + 1, value.End - 1}
			}
			switch string(bytes.TrimSpace(source[line.Start : line.Start+i])) {
			case "title":
				title = value
			case "published":
				published = value
			case "publishDate", "date":
				if published.Len() == 0 {
					published = value
				}
			}
		}
		at = next
	}
	return body
}

// frontMatter reads the entries of source[start:end].
type frontMatter struct {
	source     []byte
	start, end int
	firstLine  int
	lines      *LineTable
	meta       *Meta
}

func (r *frontMatter) read(f *flattener) error {
	var root yaml.Node
	// The parser would count a lone \r as it does \n, and so do we.
	if err := yaml.Unmarshal(r.source[r.start:r.end], &root); err != nil {
		return r.yamlError(err)
	}
	if root.Kind == 0 || len(root.Content) == 0 {
		return nil
	}
	entries := root.Content[0]
	if entries.Kind != yaml.MappingNode {
		return r.errorAt(entries, "the front matter must be keys with values, as in \"published: 2025-02-12\"")
	}
	seen := map[string]int{}
	published := len(dateKeys)
	for i := 0; i+1 < len(entries.Content); i += 2 {
		key, value := entries.Content[i], entries.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if line, ok := seen[key.Value]; ok {
			return r.errorAt(key, "%q is given twice, here and on line %d", key.Value, line)
		}
		seen[key.Value] = r.firstLine + key.Line - 1
		if value.Kind == yaml.ScalarNode && (value.Value == "" || value.Tag == "!!null") {
			continue
		}
		switch key.Value {
		case "title":
			if value.Kind != yaml.ScalarNode {
				return r.errorAt(value, "title must be a text")
			}
			r.meta.Title = value.Value
			f.begin(Block{Kind: Title})
			r.meta.TitleSpan = r.scalar(value, f)
			f.end()
		case "facts":
			if err := r.facts(value); err != nil {
				return err
			}
		case "claims":
			r.meta.ClaimsSpan = r.entry(entries, i)
			r.meta.Claims = string(r.source[r.meta.ClaimsSpan.Start:r.meta.ClaimsSpan.End])
			if err := r.declared(entries, key, value); err != nil {
				return err
			}
		case "onrecord":
			if err := r.settings(entries, key, value); err != nil {
				return err
			}
		}
		for rank, name := range dateKeys {
			if name != key.Value || rank >= published {
				continue
			}
			if value.Kind != yaml.ScalarNode {
				return r.errorAt(value, "%s must be a date, as in \"published: 2025-02-12\"", name)
			}
			published = rank
			r.meta.Published, r.meta.PublishedSpan = value.Value, r.scalar(value, nil)
		}
	}
	return nil
}

// dateKeys are the keys for the date of publication, the best first; the others are those of site generators.
var dateKeys = []string{"published", "publishDate", "date"}

func (r *frontMatter) facts(value *yaml.Node) error {
	ids := []*yaml.Node{value}
	if value.Kind == yaml.SequenceNode {
		ids = value.Content
	}
	for _, id := range ids {
		if id.Kind != yaml.ScalarNode {
			return r.errorAt(id, "facts must be a list of dataset ids, as in \"facts: [city-burglary]\"")
		}
		span := r.scalar(id, nil)
		r.meta.Facts = append(r.meta.Facts, id.Value)
		r.meta.FactSpans = append(r.meta.FactSpans, span)
		if r.meta.FactsSpan.Len() == 0 {
			r.meta.FactsSpan = span
		}
		r.meta.FactsSpan.End = span.End
	}
	return nil
}

// entry returns the bytes of the i-th key of a mapping and its value: up to the next key or the end.
func (r *frontMatter) entry(entries *yaml.Node, i int) Span {
	s := Span{r.offset(entries.Content[i]), r.end}
	if i+2 < len(entries.Content) {
		s.End = r.offset(entries.Content[i+2])
	}
	return trimSpan(r.source, s)
}

// offset returns the place of a node in the source.
func (r *frontMatter) offset(n *yaml.Node) int {
	line := min(max(r.firstLine+n.Line-1, 1), r.lines.Len())
	at, end := r.lines.Line(line).Start, r.lines.Line(line).End
	for column := 1; column < n.Column && at < end; column++ {
		_, size := utf8.DecodeRune(r.source[at:])
		at += size
	}
	return at
}

func (r *frontMatter) errorAt(n *yaml.Node, format string, args ...any) error {
	return syntaxError(r.source, r.offset(n), format, args...)
}

// yamlError tells what the YAML parser found wrong, in lines of the draft.
func (r *frontMatter) yamlError(err error) error {
	var one *yaml.LoadError
	var many *yaml.LoadErrors
	if errors.As(err, &many) && len(many.Errors) > 0 {
		one = many.Errors[0]
	} else if !errors.As(err, &one) {
		return &SyntaxError{r.firstLine, 1, fmt.Sprintf("the front matter is not YAML: %v", err)}
	}
	line, column := max(one.Mark.Line, 1), max(one.Mark.Column, 1)
	return &SyntaxError{r.firstLine + line - 1, column, fmt.Sprintf("the front matter is not YAML: %s", one.Message)}
}

// scalar returns where the text of a scalar lies in the source, and hands it to f, if any, character by
// character. It walks source and value side by side; white space in one is white space in the other.
func (r *frontMatter) scalar(n *yaml.Node, f *flattener) Span {
	at := r.offset(n)
	for at < r.end && (r.source[at] == '&' || r.source[at] == '!') { // an anchor or a tag
		for at < r.end && !isSpace(r.source[at]) {
			at++
		}
		for at < r.end && isSpace(r.source[at]) {
			at++
		}
	}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		_, at = lineEnd(r.source, at)
		for at < r.end && isSpace(r.source[at]) {
			at++
		}
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		at++
	}
	span := Span{-1, at}
	value := n.Value
	for len(value) > 0 {
		size, width := r.match(value, at, n.Style)
		if width < 0 { // the value is not what stands here: it is mapped to the rest of the line
			end, _ := lineEnd(r.source, at)
			if span.Start < 0 {
				span.Start = at
			}
			span.End = max(at, min(end, r.end))
			if f != nil {
				for _, c := range value {
					f.rune(c, at, span.End)
				}
			}
			return span
		}
		if f != nil {
			if size == width && value[:size] == string(r.source[at:at+size]) {
				f.write(at, at+width, plainNotation)
			} else {
				for _, c := range value[:size] {
					f.rune(c, at, at+width)
				}
			}
		}
		if span.Start < 0 {
			span.Start = at
		}
		at += width
		span.End = at
		value = value[size:]
	}
	if span.Start < 0 {
		return Span{at, at}
	}
	return span
}

// match tells how many bytes of value the next width bytes of source stand for; width < 0: none do.
func (r *frontMatter) match(value string, at int, style yaml.Style) (size, width int) {
	rest := r.source[at:r.end]
	blank := len(rest) - len(bytes.TrimLeft(rest, " \t\r\n"))
	size = len(value) - len(strings.TrimLeft(value, " \t\r\n"))
	if size > 0 && (blank > 0 || size == len(value)) { // the line end that a block scalar keeps may be missing
		return size, blank
	}
	if len(rest) == 0 {
		return 0, -1
	}
	switch {
	case style&yaml.SingleQuotedStyle != 0 && bytes.HasPrefix(rest, []byte("''")) && value[0] == '\'':
		return 1, 2
	case style&yaml.DoubleQuotedStyle != 0 && rest[0] == '\\' && len(rest) > 1:
		_, size = utf8.DecodeRuneInString(value)
		switch rest[1] {
		case 'x':
			width = 4
		case 'u':
			width = 6
		case 'U':
			width = 10
		case '\n', '\r': // the line goes on
			return 0, 1 + len(rest[1:]) - len(bytes.TrimLeft(rest[1:], " \t\r\n"))
		default:
			width = 2
		}
		return size, min(width, len(rest))
	}
	_, size = utf8.DecodeRuneInString(value)
	if !bytes.HasPrefix(rest, []byte(value[:size])) {
		return 0, -1
	}
	return size, size
}
