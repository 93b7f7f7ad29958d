package schema

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// The reference: the same schemas as the library compiles and validates them, worded by the same report.

// referenceSchema panics when a schema is broken by the standard.
func referenceSchema(name string) *jsonschema.Schema {
	text, _ := Source(name)
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.LoadURL = func(address string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("%s is not embedded", address) // no schema is ever fetched
	}
	if err := c.AddResource(ID(name), bytes.NewReader(text)); err != nil {
		panic(err)
	}
	return c.MustCompile(ID(name))
}

type reference struct {
	validation
	root *Node
}

func validateByReference(name string, schema *jsonschema.Schema, document *Node) []Problem {
	var invalid *jsonschema.ValidationError
	if !errors.As(schema.Validate(document.value()), &invalid) {
		return nil
	}
	r := reference{validation{compiled: compiledSchemas[name]()}, document}
	r.walk(invalid)
	slices.SortFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Msg, b.Msg))
	})
	return slices.Compact(r.problems)
}

// walk reports the leaves of the library's tree of errors. Branches of oneOf are no leaves.
func (r *reference) walk(e *jsonschema.ValidationError) {
	_, fragment, _ := strings.Cut(e.AbsoluteKeywordLocation, "#/")
	tokens := pointer(fragment)
	if len(e.Causes) > 0 && tokens[max(len(tokens)-1, 0)] != "oneOf" {
		for _, cause := range e.Causes {
			r.walk(cause)
		}
		return
	}
	keyword := tokens[len(tokens)-1]
	var at any = r.source
	for _, token := range tokens[:len(tokens)-1] {
		switch value := at.(type) {
		case map[string]any:
			at = value[token]
		case []any:
			i, _ := strconv.Atoi(token)
			at = value[i]
		}
	}
	p := r.place(e.InstanceLocation)
	if p.name = strings.Contains(fragment, "propertyNames/"); p.name {
		p.node = p.key
	}
	r.report(at.(map[string]any), keyword, p)
}

// pointer splits a JSON pointer. The library escapes its tokens twice: with ~ and then as in an address.
func pointer(text string) (tokens []string) {
	for token := range strings.SplitSeq(text, "/") {
		if plain, err := url.PathUnescape(token); err == nil {
			token = plain
		}
		tokens = append(tokens, strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
	}
	return tokens
}

func (r *reference) place(location string) place {
	p := place{node: r.root}
	if location == "" {
		return p
	}
	for _, token := range pointer(location[1:]) {
		if p.node.Kind == Sequence {
			i, _ := strconv.Atoi(token)
			p = place{node: p.node.Items[i], path: fmt.Sprintf("%s[%d]", p.path, i+1)}
		} else if pair := p.node.Pair(token); pair != nil {
			p = p.entry(*pair)
		}
	}
	return p
}

// value turns a node into what the library validates. Numbers keep their digits.
func (n *Node) value() any {
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return strings.EqualFold(n.Value, "true")
	case Number:
		return json.Number(rational(n.Value).FloatString(64))
	case Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = item.value()
		}
		return list
	case Mapping:
		object := make(map[string]any, len(n.Pairs))
		for _, pair := range n.Pairs {
			object[pair.Key.Value] = pair.Value.value()
		}
		return object
	}
	return n.Value
}

// Every document that the tests have, and each of them with one value replaced by another, is judged as the library does.
func TestValidateAgreesWithTheLibrary(t *testing.T) {
	paths, err := filepath.Glob("../testdata/*/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	more, _ := filepath.Glob("../testdata/*/*.yaml")
	deep, _ := filepath.Glob("../testdata/*/*/*/*.yaml")
	paths = slices.Concat(paths, more, deep)
	replacements := []*Node{
		{Kind: Null}, {Kind: Bool, Value: "true"}, {Kind: Number, Value: "0"}, {Kind: Number, Value: "-2.5"}, {Kind: Number, Value: "3"},
		{Kind: Text, Value: ""}, {Kind: Text, Value: "Not An Id"}, {Kind: Text, Value: "period"}, {Kind: Text, Value: "2024-02-11"},
		{Kind: Sequence}, {Kind: Sequence, Items: []*Node{{Kind: Text, Value: "a"}, {Kind: Number, Value: "1"}}},
		{Kind: Mapping}, {Kind: Mapping, Pairs: []Pair{{&Node{Kind: Text, Value: "label"}, &Node{Kind: Text, Value: "x"}}, {&Node{Kind: Text, Value: "Odd/key~"}, &Node{Kind: Null}}}},
	}
	documents, turn, every := 0, 0, 23 // of all replacements one in 23, another in each document
	if testing.Short() {
		every = 211
	}
	for _, name := range Names() {
		schema := referenceSchema(name)
		compare := func(path string, document *Node) {
			t.Helper()
			documents++
			if got, want := lines(Validate(name, document)), lines(validateByReference(name, schema, document)); got != want {
				t.Errorf("%s by %s: got:\n%swant:\n%s", path, name, got, want)
			}
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(text) > 3000 {
				continue
			}
			document, err := ReadYAML(text)
			if err != nil || document == nil {
				continue
			}
			compare(path, document)
			for _, slot := range slots(document, nil) {
				kept := *slot
				for _, other := range replacements {
					if turn++; turn%every != 0 {
						continue
					}
					*slot = other
					compare(path, document)
				}
				*slot = kept
			}
		}
	}
	if documents < 1000 {
		t.Errorf("only %d documents were compared", documents)
	}
}

// slots lists the values of a tree, as far as they are not aliases of one another.
func slots(n *Node, found []**Node) []**Node {
	for i := range n.Items {
		found = slots(n.Items[i], append(found, &n.Items[i]))
	}
	for i := range n.Pairs {
		found = slots(n.Pairs[i].Value, append(found, &n.Pairs[i].Value))
	}
	return found
}

// The library would pass over a word that it does not know, and so would check.
func TestSchemasUseKnownKeywords(t *testing.T) {
	var look func(name string, value any, isSchema bool)
	look = func(name string, value any, isSchema bool) {
		switch value := value.(type) {
		case map[string]any:
			for key, inner := range value {
				if isSchema && !slices.Contains(keywords, key) {
					t.Errorf("%s.schema.json uses %q, which is not checked", name, key)
				}
				look(name, inner, !isSchema || key != "properties" && key != "$defs")
			}
		case []any:
			for _, inner := range value {
				look(name, inner, true)
			}
		}
	}
	for _, name := range Names() {
		look(name, map[string]any(compiledSchemas[name]().source), true)
	}
}
