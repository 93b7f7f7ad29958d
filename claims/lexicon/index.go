package lexicon

import (
	"hash/maphash"
	"iter"
	"strings"
)

// Index finds what several tables say of a word, each entry filed under one word of its phrase. The entries are read when
// they are asked for: most of the words of a language are in no draft at hand.
type Index struct {
	tables []string
	slots  []uint16 // open addressing: the number of a word, counted from 1
	words  []indexed
	refs   []ref
}

// indexed is a word and its entries.
type indexed struct {
	word        string
	first, last uint16 // of refs
}

type ref struct {
	place uint32 // in the text of the table
	table uint8
	next  uint16 // the next entry of the word, 0 after the last: entry 0 is no next one
}

// NewIndex files the entries of tables under the words that key returns; those of "" are left out.
func NewIndex(tables []string, key func(table, phrase, meaning string) string) *Index {
	x := &Index{tables: tables}
	entries := 0
	for _, name := range tables {
		entries += strings.Count(textOf(name), "\n") + 1
	}
	size := 8
	for size < 2*entries {
		size *= 2
	}
	x.slots, x.words, x.refs = make([]uint16, size), make([]indexed, 0, entries), make([]ref, 0, entries)
	for table, name := range tables {
		text, number := textOf(name), 0
		for place := range lines(text, &number) {
			entry := entryAt(name, text, place, number)
			word := key(name, entry.Phrase, entry.Meaning)
			if word == "" {
				continue
			}
			n := uint16(len(x.refs))
			x.refs = append(x.refs, ref{place: uint32(place), table: uint8(table)})
			slot := x.slot(word)
			if *slot == 0 {
				x.words = append(x.words, indexed{word, n, n})
				*slot = uint16(len(x.words))
				continue
			}
			known := &x.words[*slot-1]
			x.refs[known.last].next = n
			known.last = n
		}
	}
	return x
}

// slot returns where the number of a word stands or would stand.
func (x *Index) slot(word string) *uint16 {
	for at := int(maphash.String(seed, word)); ; at++ {
		slot := &x.slots[at&(len(x.slots)-1)]
		if *slot == 0 || x.words[*slot-1].word == word {
			return slot
		}
	}
}

// Len returns how many words there are.
func (x *Index) Len() int { return len(x.words) }

// Find returns the number of a word, from 0.
func (x *Index) Find(word string) (n int, ok bool) {
	slot := *x.slot(word)
	return int(slot) - 1, slot > 0
}

// Word returns the word of a number.
func (x *Index) Word(n int) string { return x.words[n].word }

// Entries goes through the entries of a word and the names of their tables, in the order of the tables.
func (x *Index) Entries(n int) iter.Seq2[string, Entry] {
	return func(yield func(string, Entry) bool) {
		for at := x.words[n].first; ; {
			r := x.refs[at]
			name, place := x.tables[r.table], int(r.place)
			text := textOf(name)
			if !yield(name, entryAt(name, text, place, 1+strings.Count(text[:place], "\n"))) || r.next == 0 {
				return
			}
			at = r.next
		}
	}
}
