package schema

import (
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
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

// compiled is a schema ready to validate.
type compiled struct {
	source   map[string]any
	patterns *sync.Map // text of a pattern → *regexp.Regexp, compiled when it is first asked
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
	c := compiled{patterns: &sync.Map{}}
	if err := json.Unmarshal(text, &c.source); err != nil {
		panic(fmt.Sprintf("%s.schema.json: %v", name, err))
	}
	return c
}

// part returns what a schema's value says of a document, following $ref. A schema of true or false is an empty one or
// none: additionalProperties is the only place for it here.
func (c compiled) part(value any) map[string]any {
	part, _ := value.(map[string]any)
	return part
}

// lookUp returns the part of the schema that a $ref names: #/$defs/id.
func (c compiled) lookUp(address string) map[string]any {
	at := c.source
	for name := range strings.SplitSeq(strings.TrimPrefix(address, "#/"), "/") {
		at = c.part(at[name])
	}
	return at
}

func (c compiled) pattern(text string) *regexp.Regexp {
	if known, ok := c.patterns.Load(text); ok {
		return known.(*regexp.Regexp)
	}
	pattern := regexp.MustCompile(text)
	c.patterns.Store(text, pattern)
	return pattern
}
