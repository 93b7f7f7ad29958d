package lexicon

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Every table of the folder stands in the program.
func TestTables(t *testing.T) {
	files, err := os.ReadDir("english")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(file.Name(), ".tsv"))
	}
	var known []string
	for _, table := range english {
		known = append(known, table.name)
		text, err := os.ReadFile("english/" + table.name + ".tsv")
		if err != nil || string(text) != *table.text {
			t.Errorf("the table %s is not the text of its file: %v", table.name, err)
		}
	}
	slices.Sort(names)
	if !slices.Equal(known, names) {
		t.Errorf("the tables of english.go are not those of the folder:\n%q\n%q", known, names)
	}
}

// What is looked up is what the lines of the tables say, by the phrase and by a key of it.
func TestWords(t *testing.T) {
	last := func(phrase string) string { return phrase[len(phrase)-1:] }
	for _, table := range english {
		words, keys := Words{Table: table.name}, Words{Table: table.name, Key: last}
		want, byKey := map[string]string{}, map[string]string{}
		for entry := range Table(table.name) {
			want[entry.Phrase], byKey[last(entry.Phrase)] = entry.Meaning, entry.Meaning
		}
		for phrase, meaning := range want {
			if got := words.Meaning(phrase); got != meaning || !words.Has(phrase) {
				t.Errorf("%s: %q means %q, want %q", table.name, phrase, got, meaning)
			}
			for _, other := range []string{phrase + "x", phrase[:len(phrase)-1], "x" + phrase, phrase + "\t" + meaning, "#" + phrase} {
				if _, known := want[other]; words.Has(other) != known {
					t.Errorf("%s: %q is found", table.name, other)
				}
			}
		}
		for key, meaning := range byKey {
			if got := keys.Meaning(key); got != meaning {
				t.Errorf("%s: what ends with %q means %q, want %q", table.name, key, got, meaning)
			}
		}
		if words.Has("") || words.Meaning("no such phrase") != "" || words.List("no such phrase") != nil {
			t.Errorf("%s: something is found where nothing is", table.name)
		}
	}
}
