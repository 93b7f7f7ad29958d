// Package lexicon holds what onrecord knows of a language, as data: tables of words and phrases,
// each with a meaning and an example that a test runs. Another language is another folder of tables.
package lexicon

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed english/*.tsv
var tables embed.FS

// Entry is one line of a table: a phrase in lower case, what it means (its form is the table's own),
// and a sentence that shows it in use.
type Entry struct {
	Phrase, Meaning, Example string
	Line                     int
}

// Table returns the entries of a table in the order of its file. It panics for a table that does not
// exist or a line that is not PHRASE<TAB>MEANING[<TAB>EXAMPLE], as the tables are part of the program.
// Empty lines and lines that begin with # are comments.
func Table(name string) []Entry {
	text, err := tables.ReadFile("english/" + name + ".tsv")
	if err != nil {
		panic(err)
	}
	var entries []Entry
	for number, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) < 2 || len(columns) > 3 {
			panic(fmt.Sprintf("english/%s.tsv:%d: want PHRASE<TAB>MEANING[<TAB>EXAMPLE], got %q", name, number+1, line))
		}
		entry := Entry{Phrase: columns[0], Meaning: columns[1], Line: number + 1}
		if len(columns) == 3 {
			entry.Example = columns[2]
		}
		entries = append(entries, entry)
	}
	return entries
}
