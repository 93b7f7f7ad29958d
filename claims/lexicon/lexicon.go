// Package lexicon holds what onrecord knows of a language, as data: tables of words and phrases,
// each with a meaning and an example that a test runs. Another language is another folder of tables.
package lexicon

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unsafe"
)

//go:embed english/*.tsv
var tables embed.FS

// Entry is one line of a table: a phrase in lower case, what it means (its form is the table's own),
// and a sentence that shows it in use.
type Entry struct {
	Phrase, Meaning, Example string
	Line                     int
}

// read holds the tables that were asked for: several readers look at one, and each is parsed once.
var read sync.Map // name → []Entry

// Table returns the entries of a table in the order of its file, to be read and not changed. It panics for a table
// that does not exist or a line that is not PHRASE<TAB>MEANING[<TAB>EXAMPLE], as the tables are part of the program.
// Empty lines and lines that begin with # are comments.
func Table(name string) []Entry {
	if known, ok := read.Load(name); ok {
		return known.([]Entry)
	}
	text, err := tables.ReadFile("english/" + name + ".tsv")
	if err != nil {
		panic(err)
	}
	entries := parse(name, unsafe.String(unsafe.SliceData(text), len(text))) // a copy of its own, that nothing else writes to
	read.Store(name, entries)
	return entries
}

func parse(name, text string) []Entry {
	entries := make([]Entry, 0, strings.Count(text, "\n")+1)
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		if number++; line == "" || line[0] == '#' {
			continue
		}
		entry := Entry{Line: number}
		var ok bool
		entry.Phrase, entry.Meaning, ok = strings.Cut(line, "\t")
		entry.Meaning, entry.Example, _ = strings.Cut(entry.Meaning, "\t")
		if !ok || strings.Contains(entry.Example, "\t") {
			panic(fmt.Sprintf("english/%s.tsv:%d: want PHRASE<TAB>MEANING[<TAB>EXAMPLE], got %q", name, number, line))
		}
		entries = append(entries, entry)
	}
	return entries
}
