package lexicon

import (
	"hash/maphash"
	"strings"
	"sync"
)

// Words tells what a table says of a word. It needs no more than the name of the table to be made, costs nothing before it
// is asked, and then a few bytes an entry: where its line stands in the text of the table. A start of the program makes
// dozens of them, of which a run may ask some. Of a phrase that stands twice in the table, the last line counts. Words is
// safe for concurrent use, and not to be copied.
type Words struct {
	Table string
	// Key makes of a phrase what is asked for, as a stem; nil where phrases are asked for as they stand.
	Key func(phrase string) string

	once  sync.Once
	text  string
	slots []uint32 // open addressing: the upper bits of the hash and, in the lower ones, which line, counted from 1
	lines []line   // with a Key only, else a slot has the place of the line in the text
}

// line is an entry that is asked for by a key of its own.
type line struct {
	key   string
	place uint32
}

const (
	placeBits = 20 // of a slot: a table has a megabyte at most
	placeMask = 1<<placeBits - 1
)

var seed = maphash.MakeSeed()

// Has reports whether the table has the word.
func (w *Words) Has(word string) bool {
	_, ok := w.find(word)
	return ok
}

// Meaning returns what the table says of the word, "" for one that it does not have.
func (w *Words) Meaning(word string) string {
	place, ok := w.find(word)
	if !ok {
		return ""
	}
	rest := w.text[place:]
	rest = rest[strings.IndexByte(rest, '\t')+1:]
	for i := range len(rest) {
		if rest[i] == '\t' || rest[i] == '\n' {
			return rest[:i]
		}
	}
	return rest
}

// List returns the parts of the meaning of a word, between commas; none for a word that the table does not have.
func (w *Words) List(word string) []string {
	meaning := w.Meaning(word)
	if meaning == "" {
		return nil
	}
	return strings.Split(meaning, ", ")
}

// Listed reports whether the meaning of a word is a list that has the item; the separator of the list is sep.
func (w *Words) Listed(word, item, sep string) bool {
	for has := range strings.SplitSeq(w.Meaning(word), sep) {
		if has == item {
			return true
		}
	}
	return false
}

// find returns where the line of the word begins.
func (w *Words) find(word string) (place int, ok bool) {
	w.once.Do(w.read)
	hash := maphash.String(seed, word)
	for at := int(hash); ; at++ {
		slot := w.slots[at&(len(w.slots)-1)]
		if slot == 0 {
			return 0, false
		}
		if slot>>placeBits == uint32(hash>>(32+placeBits)) && w.holds(slot, word) {
			if w.Key != nil {
				return int(w.lines[slot&placeMask-1].place), true
			}
			return int(slot&placeMask - 1), true
		}
	}
}

// holds reports whether the line of a slot is that of the word.
func (w *Words) holds(slot uint32, word string) bool {
	n := int(slot&placeMask - 1)
	if w.Key != nil {
		return w.lines[n].key == word
	}
	return len(w.text)-n > len(word) && w.text[n+len(word)] == '\t' && w.text[n:n+len(word)] == word
}

func (w *Words) read() {
	w.text = textOf(w.Table)
	entries := strings.Count(w.text, "\n") + 1
	size := 8
	for size < 2*entries {
		size *= 2
	}
	w.slots = make([]uint32, size)
	if w.Key != nil {
		w.lines = make([]line, 0, entries)
	}
	number := 0
	for place := range lines(w.text, &number) {
		phrase, _, _ := strings.Cut(w.text[place:], "\t")
		key, n := phrase, uint32(place)
		if w.Key != nil {
			key, n = w.Key(phrase), uint32(len(w.lines))
			w.lines = append(w.lines, line{key, uint32(place)})
		}
		hash := maphash.String(seed, key)
		for at := int(hash); ; at++ {
			slot := &w.slots[at&(size-1)]
			if *slot != 0 && !w.holds(*slot, key) {
				continue
			}
			*slot = uint32(hash>>(32+placeBits))<<placeBits | n + 1
			break
		}
	}
}
