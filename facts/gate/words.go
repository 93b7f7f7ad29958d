package gate

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/onrecord/onrecord/facts"
)

//go:embed words.tsv
var wordTable string

var wordsByMeaning = sync.OnceValue(func() map[string]map[string]bool {
	byMeaning := map[string]map[string]bool{}
	for n, line := range strings.Split(wordTable, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		word, meaning, ok := strings.Cut(line, "\t")
		if !ok {
			panic(fmt.Sprintf("words.tsv:%d: want WORD<TAB>MEANING, got %q", n+1, line))
		}
		if byMeaning[meaning] == nil {
			byMeaning[meaning] = map[string]bool{}
		}
		byMeaning[meaning][word] = true
	}
	return byMeaning
})

func words(meaning string) map[string]bool { return wordsByMeaning()[meaning] }

// says reports whether the label, unit or an alias of a measure, or the title of its dataset, has a word of the meaning.
func says(m *facts.Measure, meaning string) bool {
	texts := append([]string{m.ID, m.Label, m.Unit.Name}, m.Aliases...)
	for _, text := range texts {
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '_' || r == '(' || r == ')' }) {
			if words(meaning)[word] || words(meaning)[strings.TrimSuffix(word, "s")] {
				return true
			}
		}
		if strings.Contains(text, "+/-") && words(meaning)["+/-"] {
			return true
		}
	}
	return false
}

// fold makes spellings of a name alike that differ in case, spaces, hyphens and underscores.
func fold(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '_' }), " ")
}
