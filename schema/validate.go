package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one place of a document that breaks its schema.
type Problem struct {
	Line, Column int // 1-based; the column counts code points
	Msg          string
}

// Validate tells where the document breaks the schema of the name, sorted by place; none means that it is valid.
// Messages name the place in the document's own words, what is wrong, and what would be right. It panics
// for a name that Names does not list.
func Validate(name string, document *Node) []Problem {
	v := validation{compiled: compiledSchemas[name]()}
	v.check(v.source, place{node: document}, v.report)
	slices.SortFunc(v.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Msg, b.Msg))
	})
	return slices.Compact(v.problems)
}

type validation struct {
	compiled
	problems []Problem
}

// place is a node and how an author finds it.
type place struct {
	node *Node
	key  *Node // nil for the root and for items
	path string
	name bool // it is the key itself that is looked at, not its value
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (v *validation) add(at *Node, format string, args ...any) {
	v.problems = append(v.problems, Problem{max(at.Line, 1), max(at.Column, 1), fmt.Sprintf(format, args...)})
}

// report says in an author's words what a keyword of the schema finds wrong with a place.
func (v *validation) report(part map[string]any, keyword string, p place) {
	said, _ := part["errorMessage"].(string)
	subject := p.path
	if subject == "" {
		subject = "the file"
	}
	if p.name {
		v.add(p.key, "%s: %q %s", strings.TrimSuffix(p.path, "."+p.key.Value), p.key.Value, said)
		return
	}
	switch keyword {
	case "additionalProperties":
		v.unknownKeys(part, p)
	case "required":
		v.missingKeys(part, p)
	case "not":
		if p.key != nil {
			v.add(p.key, "%s %s", subject, said)
		} else {
			v.add(p.node, "%s %s", subject, said)
		}
	case "oneOf", "anyOf":
		v.add(p.node, "%s", cmp.Or(said, subject+" fits none of the forms that it may have"))
	case "enum":
		if said == "" {
			said = "must be " + Alternatives(texts(part["enum"]))
		}
		v.add(p.node, "%s %s, not %s%s", subject, said, describe(p.node), DidYouMean(p.node.Value, texts(part["enum"])))
	case "const":
		v.add(p.node, "%s must be %s, not %s", subject, Alternatives(texts([]any{part["const"]})), describe(p.node))
	case "minLength", "minItems", "minProperties":
		if said == "" || p.node.Value == "" {
			said = "must not be empty"
			v.add(p.node, "%s %s", subject, said)
			return
		}
		v.add(p.node, "%s %s, not %s", subject, said, describe(p.node))
	case "minimum":
		v.add(p.node, "%s must be at least %v, not %s", subject, part["minimum"], describe(p.node))
	case "exclusiveMinimum":
		v.add(p.node, "%s must be more than %v, not %s", subject, part["exclusiveMinimum"], describe(p.node))
	case "type":
		if said == "" {
			said = "must be " + types(part["type"])
		}
		v.add(p.node, "%s %s, not %s", subject, said, describe(p.node))
	default:
		if said != "" {
			v.add(p.node, "%s %s, not %s", subject, said, describe(p.node))
		} else {
			v.add(p.node, "%s does not fit the schema: %s %v", subject, keyword, part[keyword])
		}
	}
}

// maxUnknown is how many unknown keys of one mapping are told one by one.
const maxUnknown = 100

// unknownKeys reports the keys that the schema does not list. The library names them only in prose.
func (v *validation) unknownKeys(part map[string]any, p place) {
	known, allowed := keysOf(part["properties"]), v.allowed(part)
	unknown := 0
	for _, pair := range p.node.Pairs {
		if slices.Contains(known, pair.Key.Value) {
			continue
		}
		if unknown++; unknown > maxUnknown {
			v.add(pair.Key, "more unknown keys follow")
			return
		}
		hint := DidYouMean(pair.Key.Value, allowed)
		if hint == "" && len(allowed) <= 12 {
			hint = ": the keys here are " + list(allowed, "and")
		}
		if p.path == "" {
			v.add(pair.Key, "unknown key %q%s", pair.Key.Value, hint)
		} else {
			v.add(pair.Key, "%s: unknown key %q%s", p.path, pair.Key.Value, hint)
		}
	}
}

// allowed returns the keys that a mapping may have, without those that are listed only to say that they do not belong.
func (v *validation) allowed(part map[string]any) (keys []string) {
	properties, _ := part["properties"].(map[string]any)
	for _, key := range keysOf(properties) {
		property, _ := properties[key].(map[string]any)
		if address, ok := property["$ref"].(string); ok {
			property = v.lookUp(address)
		}
		if property["not"] == nil {
			keys = append(keys, key)
		}
	}
	return keys
}

func (v *validation) missingKeys(part map[string]any, p place) {
	at := p.node
	if p.key != nil {
		at = p.key
	}
	properties, _ := part["properties"].(map[string]any)
	for _, key := range texts(part["required"]) {
		if p.node.Get(key) != nil {
			continue
		}
		expected := ""
		if property, ok := properties[key].(map[string]any); ok && property["enum"] != nil {
			expected = ": it must be " + Alternatives(texts(property["enum"]))
		}
		v.add(at, "%s is missing%s", join(p.path, key), expected)
	}
}
