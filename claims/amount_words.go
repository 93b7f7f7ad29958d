package claims

// word is what the word lists know of one word.
type word struct {
	norm string
}

type wordLists struct{ words map[string]*word }

func readWordLists() *wordLists { return &wordLists{words: map[string]*word{}} }

func (r *Reader) readAmounts(m *Mentions) {}
