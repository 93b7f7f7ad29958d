// Package lexicon holds what onrecord knows of a language, as data: tables of words and phrases,
// each with a meaning and an example that a test runs. Another language is another folder of tables.
package lexicon

import (
	"fmt"
	"iter"
	"strings"
)

// Entry is one line of a table: a phrase in lower case, what it means (its form is the table's own),
// and a sentence that shows it in use.
type Entry struct {
	Phrase, Meaning, Example string
	Line                     int
}

// Table goes through the entries of a table in the order of its file. It panics for a table that does not exist or a line
// that is not PHRASE<TAB>MEANING[<TAB>EXAMPLE], as the tables are part of the program. Empty lines and lines that begin
// with # are comments.
func Table(name string) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		text, number := textOf(name), 0
		for place := range lines(text, &number) {
			if !yield(entryAt(name, text, place, number)) {
				return
			}
		}
	}
}

// lines goes through the places in the text of a table where an entry begins, and counts the lines.
func lines(text string, number *int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for place := 0; place < len(text); {
			*number++
			end := strings.IndexByte(text[place:], '\n')
			if end < 0 {
				end = len(text) - place
			}
			if end > 0 && text[place] != '#' && !yield(place) {
				return
			}
			place += end + 1
		}
	}
}

// entryAt reads the entry that begins at a place in the text of a table, in line number.
func entryAt(name, text string, place, number int) Entry {
	line, _, _ := strings.Cut(text[place:], "\n")
	entry := Entry{Line: number}
	var ok bool
	entry.Phrase, entry.Meaning, ok = strings.Cut(line, "\t")
	entry.Meaning, entry.Example, _ = strings.Cut(entry.Meaning, "\t")
	if !ok || strings.Contains(entry.Example, "\t") {
		panic(fmt.Sprintf("english/%s.tsv:%d: want PHRASE<TAB>MEANING[<TAB>EXAMPLE], got %q", name, number, line))
	}
	return entry
}

// textOf returns the text of a table.
func textOf(name string) string {
	for _, table := range english {
		if table.name == name {
			return *table.text
		}
	}
	panic("english/" + name + ".tsv is not among the tables")
}
