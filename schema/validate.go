package schema

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
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
	c := compiledSchemas[name]()
	err := c.schema.Validate(document.value())
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		if err != nil {
			return []Problem{{document.Line, document.Column, err.Error()}}
		}
		return nil
	}
	v := validation{compiled: c, root: document}
	v.walk(invalid)
	// The library walks mappings in no fixed order.
	slices.SortFunc(v.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Msg, b.Msg))
	})
	return slices.Compact(v.problems)
}

// value turns a node into what the library validates. Numbers keep their digits.
func (n *Node) value() any {
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return strings.EqualFold(n.Value, "true")
	case Number:
		return number(n.Value)
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

// number is a number as JSON writes it. The library works them out exactly, so one of 10^9 digits would
// cost as much: its size is for the reader of the number to reject, and any other stands in for it.
func number(text string) json.Number {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	if e, err := strconv.Atoi(exponent); len(mantissa) > 64 || exponent != "" && (err != nil || e > 64 || e < -64) {
		return "1"
	}
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign = "-"
	}
	text = strings.TrimLeft(strings.TrimLeft(text, "+-"), "0")
	if text == "" || text[0] < '0' || text[0] > '9' {
		text = "0" + text
	}
	return json.Number(sign + text)
}

type validation struct {
	compiled
	root     *Node
	problems []Problem
	long     map[*Node]map[string]*Pair // entries of long mappings by key
}

// pair finds an entry; in a long mapping not by looking at them all, as each of them may have its problem.
func (v *validation) pair(n *Node, key string) *Pair {
	if len(n.Pairs) <= longMapping {
		return n.Pair(key)
	}
	if v.long[n] == nil {
		if v.long == nil {
			v.long = map[*Node]map[string]*Pair{}
		}
		v.long[n] = make(map[string]*Pair, len(n.Pairs))
		for i := range n.Pairs {
			v.long[n][n.Pairs[i].Key.Value] = &n.Pairs[i]
		}
	}
	return v.long[n][key]
}

// walk reports the leaves of the library's tree of errors. Branches of anyOf and oneOf are no leaves: what a
// document should be instead is one thing to say, not one for each branch.
func (v *validation) walk(e *jsonschema.ValidationError) {
	part, keyword := v.lookUp(e.AbsoluteKeywordLocation)
	if len(e.Causes) == 0 || keyword == "oneOf" || keyword == "anyOf" {
		v.report(part, keyword, e)
		return
	}
	for _, cause := range e.Causes {
		v.walk(cause)
	}
}

// place is a node and how an author finds it.
type place struct {
	node *Node
	key  *Node // nil for the root and for items
	path string
}

func (v *validation) place(location string) place {
	p := place{node: v.root}
	for _, token := range pointer(location) {
		if p.node.Kind == Sequence {
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(p.node.Items) {
				break
			}
			p = place{node: p.node.Items[i], path: fmt.Sprintf("%s[%d]", p.path, i+1)}
			continue
		}
		pair := v.pair(p.node, token)
		if pair == nil {
			break
		}
		p = place{pair.Value, pair.Key, join(p.path, token)}
	}
	return p
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

func (v *validation) report(part map[string]any, keyword string, e *jsonschema.ValidationError) {
	p := v.place(e.InstanceLocation)
	said, _ := part["errorMessage"].(string)
	subject := p.path
	if subject == "" {
		subject = "the file"
	}
	if strings.Contains(e.AbsoluteKeywordLocation, "/propertyNames/") && p.key != nil {
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
			v.add(p.node, "%s: %s", subject, e.Message)
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
			property, _ = v.lookUp(address + "/")
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
