package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// ReadYAML reads a file that holds one YAML document. The errors are *SyntaxError, joined when a
// file has several: invalid YAML, duplicate keys, too large, too deep, too many repetitions by aliases.
func ReadYAML(text []byte) (*Node, error) {
	if err := tooLarge(text, "YAML"); err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document yaml.Node
	if err := decoder.Decode(&document); err == io.EOF {
		return nil, &SyntaxError{1, 1, "the file is empty"}
	} else if err != nil {
		return nil, yamlError(err)
	}
	r := yamlReader{}
	root := r.read(&document, 0)
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		r.fail(&second, "a second document begins here: one file holds one document, so put it into a file of its own")
	} else if err != io.EOF {
		r.errs = append(r.errs, yamlError(err))
	}
	if len(r.errs) > 0 {
		return nil, errors.Join(r.errs...)
	}
	return root, nil
}

func tooLarge(text []byte, format string) error {
	if len(text) <= maxBytes {
		return nil
	}
	return &SyntaxError{1, 1, fmt.Sprintf("%d MiB of %s are more than the %d MiB that are read: keep large tables as CSV and name them with file:",
		len(text)>>20, format, maxBytes>>20)}
}

// yamlError takes the place out of the library's error: single errors and lists of them differ in type.
func yamlError(err error) error {
	var one *yaml.LoadError
	var many *yaml.LoadErrors
	if errors.As(err, &many) && len(many.Errors) > 0 {
		one = many.Errors[0]
	} else if !errors.As(err, &one) {
		return &SyntaxError{1, 1, strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	message := one.Message
	if one.ContextMsg != "" {
		message = one.ContextMsg + ": " + message
		if one.ContextMark.Line > 0 && one.ContextMark.Line != one.Mark.Line {
			message = fmt.Sprintf("%s (it begins on line %d)", message, one.ContextMark.Line)
		}
	}
	return &SyntaxError{max(one.Mark.Line, 1), max(one.Mark.Column, 1), "not valid YAML: " + message}
}

type yamlReader struct {
	errs []error
	seen map[*yaml.Node]*shared // anchored nodes
	full bool                   // a limit was reported, the rest is not read
	size int                    // nodes read so far, as aliases expand them
	deep int                    // the depth of the deepest node read so far

	repeated int // nodes that aliases added to size
}

// shared is an anchored node while it is read and after, so that aliases cost nothing.
type shared struct {
	node   *Node
	size   int
	height int // levels below it
	open   bool
}

func (r *yamlReader) fail(at *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, &SyntaxError{max(at.Line, 1), max(at.Column, 1), fmt.Sprintf(format, args...)})
}

func (r *yamlReader) read(n *yaml.Node, depth int) *Node {
	if r.full {
		return nil
	}
	r.size++
	if r.tooDeep(n, depth) {
		return nil
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		return r.read(n.Content[0], depth)
	}
	if n.Kind == yaml.AliasNode {
		return r.alias(n, depth)
	}
	if n.Anchor == "" {
		return r.value(n, depth)
	}
	s := &shared{open: true}
	if r.seen == nil {
		r.seen = map[*yaml.Node]*shared{}
	}
	r.seen[n] = s
	size, deep := r.size, r.deep
	r.deep = depth
	s.node = r.value(n, depth)
	s.size, s.height, s.open = r.size-size+1, r.deep-depth, false
	r.deep = max(r.deep, deep)
	return s.node
}

func (r *yamlReader) tooDeep(n *yaml.Node, depth int) bool {
	r.deep = max(r.deep, depth)
	if depth <= maxDepth {
		return false
	}
	r.full = true
	r.fail(n, "nested more than %d levels deep", maxDepth)
	return true
}

func (r *yamlReader) tooOften(n *yaml.Node) bool {
	if r.repeated <= maxRepeated {
		return false
	}
	r.full = true
	r.fail(n, "aliases repeat more than %d values", maxRepeated)
	return true
}

func (r *yamlReader) alias(n *yaml.Node, depth int) *Node {
	s := r.seen[n.Alias]
	if s == nil || s.open {
		r.full = true
		r.fail(n, "the alias *%s stands inside the value that it repeats", n.Value)
		return nil
	}
	if r.tooDeep(n, depth+s.height) {
		return nil
	}
	r.size += s.size
	if r.repeated += s.size; r.tooOften(n) {
		return nil
	}
	return s.node
}

func (r *yamlReader) value(n *yaml.Node, depth int) *Node {
	node := &Node{Line: n.Line, Column: n.Column}
	switch n.Kind {
	case yaml.SequenceNode:
		node.Kind = Sequence
		node.Items = make([]*Node, 0, len(n.Content))
		for _, item := range n.Content {
			if child := r.read(item, depth+1); child != nil {
				node.Items = append(node.Items, child)
			}
		}
	case yaml.MappingNode:
		node.Kind = Mapping
		r.mapping(node, n, depth)
	default:
		node.Value = n.Value
		node.Kind = scalarKind(n)
		node.Plain = n.Style&quotedStyles == 0
	}
	return node
}

func (r *yamlReader) mapping(node *Node, n *yaml.Node, depth int) {
	node.Pairs = make([]Pair, 0, len(n.Content)/2)
	var merged []*Node
	unique := newKeys(len(n.Content) / 2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := r.read(n.Content[i], depth+1)
		value := r.read(n.Content[i+1], depth+1)
		if key == nil || value == nil {
			continue
		}
		switch {
		case n.Content[i].Kind == yaml.ScalarNode && n.Content[i].Tag == "!!merge":
			merged = append(merged, value)
		case key.Kind == Sequence || key.Kind == Mapping:
			r.fail(n.Content[i], "a key must be a word, not %s", key.Kind)
		case n.Style&yaml.FlowStyle != 0 && continues(node, key, value):
			last := node.Pairs[len(node.Pairs)-1].Value
			last.Value += ", " + key.Value
		default:
			if first := unique.add(node, key); first != nil {
				r.fail(n.Content[i], "%q stands here a second time; it was given on line %d", key.Value, first.Line)
				continue
			}
			node.Pairs = append(node.Pairs, Pair{key, value})
		}
	}
	for _, from := range merged {
		r.merge(node, unique, from, n)
	}
}

// continues recognises the rest of a text that a comma ends in flow style: to YAML, {label: managers, directors and senior
// officials} has a second key without a value, which nobody means.
func continues(node *Node, key, value *Node) bool {
	if len(node.Pairs) == 0 || value.Kind != Null || value.Value != "" || key.Kind != Text || !strings.Contains(key.Value, " ") {
		return false
	}
	last := node.Pairs[len(node.Pairs)-1].Value
	return last.Kind == Text && last.Value != ""
}

// merge adds the entries of a "<<" key; the mapping's own entries win, then those of earlier sources.
func (r *yamlReader) merge(node *Node, unique *keys, from *Node, at *yaml.Node) {
	if from.Kind == Sequence {
		for _, item := range from.Items {
			r.merge(node, unique, item, at)
		}
		return
	}
	for _, pair := range from.Pairs {
		if r.repeated++; r.full || r.tooOften(at) {
			return
		}
		if unique.add(node, pair.Key) == nil {
			node.Pairs = append(node.Pairs, pair)
		}
	}
}

const quotedStyles = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalarKind follows YAML 1.2's core schema, which is JSON's but for a few number forms that no facts
// file needs (octal, hexadecimal, infinity): those stay text.
func scalarKind(n *yaml.Node) Kind {
	if n.Style&quotedStyles != 0 || n.Tag == "!!str" {
		return Text
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "false", "True", "False", "TRUE", "FALSE":
		return Bool
	}
	if isNumber(n.Value) {
		return Number
	}
	return Text
}

// isNumber reports whether text is a decimal number as JSON has it, or with a leading + or zeros.
func isNumber(text string) bool {
	i, n := 0, len(text)
	digits := func() int {
		from := i
		for i < n && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		return i - from
	}
	if i < n && (text[i] == '-' || text[i] == '+') {
		i++
	}
	count := digits()
	if i < n && text[i] == '.' {
		i++
		count += digits()
	}
	if count == 0 {
		return false
	}
	if i < n && (text[i] == 'e' || text[i] == 'E') {
		if i++; i < n && (text[i] == '-' || text[i] == '+') {
			i++
		}
		if digits() == 0 {
			return false
		}
	}
	return i == n
}

// keys finds duplicate keys: by looking through short mappings, by a map in long ones.
type keys struct{ byName map[string]*Node }

const longMapping = 16

func newKeys(n int) *keys {
	if n <= longMapping {
		return &keys{}
	}
	return &keys{make(map[string]*Node, n)}
}

// add notes a key that is about to join the mapping, and returns the key that has its name already.
func (k *keys) add(mapping *Node, key *Node) (first *Node) {
	if k.byName == nil {
		if len(mapping.Pairs) < longMapping {
			if pair := mapping.Pair(key.Value); pair != nil {
				return pair.Key
			}
			return nil
		}
		k.byName = make(map[string]*Node, 2*longMapping)
		for _, pair := range mapping.Pairs {
			k.byName[pair.Key.Value] = pair.Key
		}
	}
	if first = k.byName[key.Value]; first == nil {
		k.byName[key.Value] = key
	}
	return first
}
