package claims

// trie finds phrases of stems. Words are interned, so that a word which no phrase holds ends a walk with
// one look-up; byte-wise automata cost more for a vocabulary of words and do not know where words end.
type trie struct {
	ids   map[string]uint32
	edges map[uint64]uint32 // node<<32 | word id → node
	size  uint32            // nodes, the root not counted
}

// newTrie returns a trie with room for some words and half again as many nodes.
func newTrie(words int) trie {
	return trie{ids: make(map[string]uint32, words), edges: make(map[uint64]uint32, words+words/2)}
}

// step returns the node that the stem leads to, making it if need be.
func (t *trie) step(node uint32, stem string) uint32 {
	id, ok := t.ids[stem]
	if !ok {
		id = uint32(len(t.ids) + 1)
		t.ids[stem] = id
	}
	edge := uint64(node)<<32 | uint64(id)
	next, ok := t.edges[edge]
	if !ok {
		t.size++
		next = t.size
		t.edges[edge] = next
	}
	return next
}

// next returns the node that the stem leads to.
func (t *trie) next(node uint32, stem string) (uint32, bool) {
	id, ok := t.ids[stem]
	if !ok {
		return 0, false
	}
	next, ok := t.edges[uint64(node)<<32|uint64(id)]
	return next, ok
}
