package schema

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// How a document is held against a schema. The schemas are our own and use few words of JSON Schema 2020-12, and of
// those the meaning is soon told; a test holds every one to github.com/santhosh-tekuri/jsonschema, on documents good
// and bad. That library compiles the meta-schemas of all drafts when a program starts, and would take longer there
// than the check of a draft does.

// keywords are the words that check knows, with those that say nothing of a document.
var keywords = []string{
	"$schema", "$id", "$defs", "title", "description", "errorMessage",
	"$ref", "type", "const", "enum", "pattern", "minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties",
	"required", "properties", "additionalProperties", "propertyNames", "items", "allOf", "oneOf", "not", "if", "then",
}

// check reports whether a place fits a schema, and tells fail, if it is not nil, of each keyword that finds it wrong.
func (v *validation) check(schema map[string]any, at place, fail func(schema map[string]any, keyword string, at place)) bool {
	valid := true
	wrong := func(keyword string, holds bool) {
		if !holds {
			valid = false
			if fail != nil {
				fail(schema, keyword, at)
			}
		}
	}
	within := func(schema any, at place) {
		if part, ok := schema.(map[string]any); ok {
			valid = v.check(part, at, fail) && valid
		}
	}
	quietly := func(schema any) bool { return v.check(v.part(schema), at, nil) }

	n := at.node
	if types, ok := schema["type"]; ok && !slices.ContainsFunc(texts(types), n.isType) {
		wrong("type", false)
		return false // what else it should be as well is no news
	}
	for keyword, value := range schema {
		switch keyword {
		case "$ref":
			within(v.lookUp(value.(string)), at)
		case "const":
			wrong(keyword, n.equals(value))
		case "enum":
			wrong(keyword, slices.ContainsFunc(value.([]any), n.equals))
		case "pattern":
			wrong(keyword, n.Kind != Text || v.pattern(value.(string)).MatchString(n.Value))
		case "minLength":
			wrong(keyword, n.Kind != Text || utf8.RuneCountInString(n.Value) >= int(value.(float64)))
		case "minimum":
			wrong(keyword, n.Kind != Number || rational(n.Value).Cmp(new(big.Rat).SetFloat64(value.(float64))) >= 0)
		case "exclusiveMinimum":
			wrong(keyword, n.Kind != Number || rational(n.Value).Cmp(new(big.Rat).SetFloat64(value.(float64))) > 0)
		case "minItems":
			wrong(keyword, n.Kind != Sequence || len(n.Items) >= int(value.(float64)))
		case "minProperties":
			wrong(keyword, n.Kind != Mapping || len(n.Pairs) >= int(value.(float64)))
		case "required":
			has := func(key string) bool { return n.Get(key) != nil }
			wrong(keyword, n.Kind != Mapping || !slices.ContainsFunc(texts(value), func(key string) bool { return !has(key) }))
		case "properties":
			properties := v.part(value)
			for _, pair := range n.Pairs {
				within(properties[pair.Key.Value], at.entry(pair))
			}
		case "additionalProperties":
			known := v.part(schema["properties"])
			others := false
			for _, pair := range n.Pairs {
				if _, ok := known[pair.Key.Value]; !ok {
					others = true
					within(value, at.entry(pair))
				}
			}
			wrong(keyword, value != false || !others)
		case "propertyNames":
			for _, pair := range n.Pairs {
				name := at.entry(pair)
				name.node, name.name = &Node{Kind: Text, Value: pair.Key.Value, Line: pair.Key.Line, Column: pair.Key.Column}, true
				within(value, name)
			}
		case "items":
			for i, item := range n.Items {
				within(value, place{node: item, path: at.path + "[" + strconv.Itoa(i+1) + "]"})
			}
		case "allOf":
			for _, part := range value.([]any) {
				within(part, at)
			}
		case "oneOf":
			fitting := 0
			for _, part := range value.([]any) {
				if quietly(part) {
					fitting++
				}
			}
			wrong(keyword, fitting == 1)
		case "not":
			wrong(keyword, !quietly(value))
		case "if":
			if quietly(value) {
				within(schema["then"], at)
			}
		}
	}
	return valid
}

// entry is the place of an entry of a mapping.
func (p place) entry(pair Pair) place {
	return place{node: pair.Value, key: pair.Key, path: join(p.path, pair.Key.Value)}
}

// isType reports whether a node is what JSON Schema calls so.
func (n *Node) isType(name string) bool {
	switch name {
	case "null":
		return n.Kind == Null
	case "boolean":
		return n.Kind == Bool
	case "number":
		return n.Kind == Number
	case "integer":
		return n.Kind == Number && rational(n.Value).IsInt()
	case "string":
		return n.Kind == Text
	case "array":
		return n.Kind == Sequence
	}
	return n.Kind == Mapping
}

// equals reports whether a node is the value of a schema: a text, a number, true, false or null.
func (n *Node) equals(value any) bool {
	switch value := value.(type) {
	case nil:
		return n.Kind == Null
	case bool:
		return n.Kind == Bool && strings.EqualFold(n.Value, "true") == value
	case float64:
		return n.Kind == Number && rational(n.Value).Cmp(new(big.Rat).SetFloat64(value)) == 0
	case string:
		return n.Kind == Text && n.Value == value
	}
	return false
}

// rational is a number exactly. One of 10^9 digits would cost as much: its size is for the reader of the number to
// reject, and 1 stands in for it.
func rational(text string) *big.Rat {
	one := big.NewRat(1, 1)
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	if e, err := strconv.Atoi(exponent); len(mantissa) > 64 || exponent != "" && (err != nil || e > 64 || e < -64) {
		return one
	}
	number, ok := new(big.Rat).SetString(text)
	if !ok {
		return one
	}
	return number
}
