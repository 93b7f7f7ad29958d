package schema

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed *.schema.json
var files embed.FS

// Names lists the schemas, sorted.
func Names() []string { return []string{"claims", "config", "facts", "report"} }

// ID returns the schema's stable address, which is its $id.
func ID(name string) string { return "https://onrecord.dev/schema/" + name + ".schema.json" }

// Source returns the text of a schema. ok is false when there is none of that name.
func Source(name string) (text []byte, ok bool) {
	if !slices.Contains(Names(), name) {
		return nil, false
	}
	text, err := files.ReadFile(name + ".schema.json")
	return text, err == nil
}

// compiled is a schema ready to validate, with its source to take wording from.
type compiled struct {
	schema *jsonschema.Schema
	source any
}

var compiledSchemas = func() map[string]func() compiled {
	byName := map[string]func() compiled{}
	for _, name := range Names() {
		byName[name] = sync.OnceValue(func() compiled { return compile(name) })
	}
	return byName
}()

// compile panics when a schema is broken, as the schemas are part of the program.
func compile(name string) compiled {
	text, _ := Source(name)
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.LoadURL = func(address string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("%s is not embedded", address) // no schema is ever fetched
	}
	if err := c.AddResource(ID(name), bytes.NewReader(text)); err != nil {
		panic(err)
	}
	var source any
	if err := json.Unmarshal(text, &source); err != nil {
		panic(err)
	}
	return compiled{c.MustCompile(ID(name)), source}
}

// lookUp returns the part of the schema at a fragment, such as #/$defs/id/pattern without its last word.
func (c compiled) lookUp(location string) (part map[string]any, keyword string) {
	_, fragment, _ := strings.Cut(location, "#")
	tokens := pointer(fragment)
	at := c.source
	for i, token := range tokens {
		object, isObject := at.(map[string]any)
		if isObject && i == len(tokens)-1 {
			return object, token
		}
		if isObject {
			at = object[token]
		} else if list, ok := at.([]any); ok {
			if n, err := strconv.Atoi(token); err == nil && n < len(list) {
				at = list[n]
			}
		}
	}
	object, _ := at.(map[string]any)
	return object, ""
}

// pointer splits a JSON pointer. The library escapes its tokens twice: with ~ and then as in an address.
func pointer(text string) (tokens []string) {
	for token := range strings.SplitSeq(text, "/") {
		if plain, err := url.PathUnescape(token); err == nil {
			token = plain
		}
		tokens = append(tokens, strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
	}
	return tokens[1:]
}
