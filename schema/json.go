package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"unicode/utf8"
)

// ReadJSON reads a file that holds one JSON value, under the same limits and with the same errors as
// ReadYAML. JSON has a reader of its own because YAML parsers reject some of it (surrogate escapes).
func ReadJSON(text []byte) (*Node, error) {
	if err := tooLarge(text, "JSON"); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	r := jsonReader{decoder: decoder, text: text, lines: lineStarts(text)}
	root := r.read(0)
	if !r.stopped {
		end := r.skip(int(decoder.InputOffset()))
		if _, err := decoder.Token(); err != io.EOF {
			r.fail(end, "more follows after the end of the document")
		}
	}
	if len(r.errs) > 0 {
		return nil, errors.Join(r.errs...)
	}
	return root, nil
}

type jsonReader struct {
	decoder *json.Decoder
	text    []byte
	lines   []int // offset of each line's first byte
	errs    []error
	stopped bool
	values  int
}

// lineStarts returns where each line begins; CRLF, LF and a lone CR end lines.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (r *jsonReader) place(offset int) (line, column int) {
	offset = min(offset, len(r.text))
	line = sort.Search(len(r.lines), func(i int) bool { return r.lines[i] > offset })
	return line, utf8.RuneCount(r.text[r.lines[line-1]:offset]) + 1
}

func (r *jsonReader) fail(offset int, format string, args ...any) {
	line, column := r.place(offset)
	r.errs = append(r.errs, &SyntaxError{line, column, fmt.Sprintf(format, args...)})
}

// skip moves past white space and the separators that the decoder consumes along with the next token.
func (r *jsonReader) skip(offset int) int {
	for offset < len(r.text) {
		switch r.text[offset] {
		case ' ', '\t', '\r', '\n', ',', ':':
			offset++
		default:
			return offset
		}
	}
	return offset
}

// token returns the next token and the offset at which it begins.
func (r *jsonReader) token() (json.Token, int) {
	start := r.skip(int(r.decoder.InputOffset()))
	token, err := r.decoder.Token()
	if err == nil {
		return token, start
	}
	r.stopped = true
	var syntax *json.SyntaxError
	switch {
	case len(bytes.TrimSpace(r.text)) == 0:
		r.fail(0, "the file is empty")
	case errors.As(err, &syntax):
		r.fail(max(int(syntax.Offset)-1, start), "not valid JSON: %s", err)
	default: // the end of the file inside a value
		r.fail(len(r.text), "not valid JSON: the file ends inside a value")
	}
	return nil, start
}

func (r *jsonReader) read(depth int) *Node {
	token, start := r.token()
	if r.stopped {
		return nil
	}
	return r.value(token, start, depth)
}

func (r *jsonReader) value(token json.Token, start, depth int) *Node {
	if depth > maxDepth {
		r.stopped = true
		r.fail(start, "nested more than %d levels deep", maxDepth)
		return nil
	}
	node := &Node{}
	node.Line, node.Column = r.place(start)
	switch t := token.(type) {
	case nil:
		node.Kind = Null
	case bool:
		node.Kind, node.Value = Bool, fmt.Sprint(t)
	case json.Number:
		node.Kind, node.Value = Number, string(t)
	case string:
		node.Kind, node.Value = Text, t
	case json.Delim:
		if t == '[' {
			node.Kind = Sequence
			for r.decoder.More() && !r.stopped {
				node.Items = append(node.Items, r.read(depth+1))
			}
		} else {
			node.Kind = Mapping
			r.mapping(node, depth)
		}
		if !r.stopped {
			r.token() // the closing bracket
		}
	}
	return node
}

func (r *jsonReader) mapping(node *Node, depth int) {
	unique := newKeys(0)
	for r.decoder.More() && !r.stopped {
		token, start := r.token()
		if r.stopped {
			return
		}
		key := r.value(token, start, depth+1)
		value := r.read(depth + 1)
		if r.stopped {
			return
		}
		if first := unique.add(node, key); first != nil {
			r.fail(start, "%q stands here a second time; it was given on line %d", key.Value, first.Line)
			continue
		}
		node.Pairs = append(node.Pairs, Pair{key, value})
	}
}
