package claims

import (
	"strings"
	"unicode/utf8"
)

// folder turns words into lower case and finds what the word lists know of them, without making a new
// string for a word seen before. It belongs to one Mentions and is not safe for concurrent use.
type folder struct {
	lists *wordLists
	seen  map[string]string // words in capitals that no list knows → lower case
	buf   [64]byte
}

const maxFolded = 1 << 14 // words remembered; a long text of many names starts anew

// look finds a word that is in lower case already.
func (f *folder) look(norm string) (*word, string) {
	if w := f.lists.word(norm); w != nil {
		return w, norm
	}
	return nil, norm
}

// lookFolding finds a word with capital letters.
func (f *folder) lookFolding(text string) (*word, string) {
	if len(text) > len(f.buf) || !isASCII(text) {
		return f.look(strings.ToLower(text))
	}
	lower := f.buf[:len(text)]
	for i := range lower {
		c := text[i]
		if byteClass[c] == classUpper {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	if w := f.lists.word(string(lower)); w != nil {
		return w, w.norm
	}
	if norm, ok := f.seen[string(lower)]; ok {
		return nil, norm
	}
	if f.seen == nil || len(f.seen) >= maxFolded {
		f.seen = map[string]string{}
	}
	norm := string(lower)
	f.seen[norm] = norm
	return nil, norm
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
