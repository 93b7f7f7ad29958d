// Package schema holds the JSON Schemas of everything that people write for onrecord and that
// onrecord writes for machines: facts, claims, config and report. It reads YAML and JSON into trees
// that know their lines and columns, and Validate tells in an author's words what breaks a schema and
// where. It does not know what the contents mean: whether a member exists is for package facts to say.
package schema

// Kind is what a node is.
type Kind uint8

// The kinds of nodes. Only plain scalars are Null, Bool or Number; a quoted "388" is Text. Dates and
// periods are Text in both formats, and so are yes, no, on and off.
const (
	Null Kind = iota
	Bool
	Number
	Text
	Sequence
	Mapping
)

var kindNames = [...]string{"nothing", "true or false", "a number", "text", "a list", "a mapping"}

// String names the kind as in a message: "a list".
func (k Kind) String() string { return kindNames[k] }

// Node is a value in a YAML or JSON file with its place. Nodes that an alias repeats are shared, so
// a tree must not be changed.
type Node struct {
	Kind Kind
	// Plain tells of a YAML scalar that it stands without quotes, so that other programs may take it for something else.
	Plain bool
	// Value is a scalar's text. Numbers keep their written form: 12.50 stays 12.50.
	Value        string
	Line, Column int     // 1-based; the column counts code points
	Items        []*Node // of a sequence
	Pairs        []Pair  // of a mapping, in the order of the file, keys unique
}

// Pair is an entry of a mapping. The key is a scalar; its text is Key.Value.
type Pair struct{ Key, Value *Node }

// Get returns the value of key in a mapping, or nil; it is nil too for any other node, also a nil one.
func (n *Node) Get(key string) *Node {
	if pair := n.Pair(key); pair != nil {
		return pair.Value
	}
	return nil
}

// Pair returns the entry of key in a mapping, or nil.
func (n *Node) Pair(key string) *Pair {
	if n == nil {
		return nil
	}
	for i := range n.Pairs {
		if n.Pairs[i].Key.Value == key {
			return &n.Pairs[i]
		}
	}
	return nil
}

// Text returns the text of a scalar: "" for null, a sequence, a mapping and a nil node.
func (n *Node) Text() string {
	if n == nil || n.Kind == Null {
		return ""
	}
	return n.Value
}

// Texts returns the texts of a sequence's items, or of a lone scalar: "a" and ["a"] read alike.
func (n *Node) Texts() []string {
	if n == nil || n.Kind == Null {
		return nil
	}
	if n.Kind != Sequence {
		return []string{n.Value}
	}
	texts := make([]string, len(n.Items))
	for i, item := range n.Items {
		texts[i] = item.Text()
	}
	return texts
}

// SyntaxError is a file that cannot be read as YAML or JSON at all.
type SyntaxError struct {
	Line, Column int // 1-based; the column counts code points
	Msg          string
}

func (e *SyntaxError) Error() string { return e.Msg }

// What a file may cost. Files written by people stay far below.
const (
	maxBytes    = 32 << 20
	maxDepth    = 64
	maxRepeated = 1 << 20 // values that aliases repeat
)

// Elements returns the items of a sequence; none of any other node, also a nil one.
func (n *Node) Elements() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// Entries returns the pairs of a mapping; none of any other node, also a nil one.
func (n *Node) Entries() []Pair {
	if n == nil {
		return nil
	}
	return n.Pairs
}
