package gate

import (
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/schema"
)

// place returns where a key of a file stands, by its path; the beginning of the file when it has none.
func place(f *facts.File, keys ...string) (line, column int) {
	line, column = 1, 1
	n := f.Root
	for _, key := range keys {
		pair := n.Pair(key)
		if pair == nil {
			return line, column
		}
		line, column, n = pair.Key.Line, pair.Key.Column, pair.Value
	}
	return line, column
}

// value returns the node of a key, or nil.
func value(f *facts.File, keys ...string) *schema.Node {
	n := f.Root
	for _, key := range keys {
		n = n.Get(key)
	}
	return n
}
