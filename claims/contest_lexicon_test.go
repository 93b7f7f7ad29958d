package claims

import (
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
)

// Every phrase said of contests is met in its example, in its sense.
func TestContestWords(t *testing.T) {
	stems := newStemmer()
	table := newSaidTable(stems, "contest-words")
	reader := NewReader()
	for _, entry := range lexicon.Table("contest-words") {
		s := &Sentence{}
		reader.Read(entry.Example, period.Period{}, &s.Mentions)
		for _, token := range s.Tokens {
			s.Stems = append(s.Stems, stems.stem(token.Norm))
		}
		found := table.find(s)
		if !slices.ContainsFunc(found, func(p said) bool { return p.kind == entry.Meaning }) {
			t.Errorf("contest-words.tsv:%d: %q is not met as %s in %q: %v", entry.Line, entry.Phrase, entry.Meaning, entry.Example, found)
		}
	}
}

// The examples of single words use them, and every set that the reader asks for has words.
func TestContestSets(t *testing.T) {
	for _, name := range []string{"contest-sets", "contest-nouns", "try-words", "person-nouns"} {
		seen := map[string]bool{}
		for _, entry := range lexicon.Table(name) {
			if seen[entry.Phrase] {
				t.Errorf("%s.tsv:%d: %q stands twice", name, entry.Line, entry.Phrase)
			}
			seen[entry.Phrase] = true
			if !strings.Contains(strings.ToLower(entry.Example), entry.Phrase) {
				t.Errorf("%s.tsv:%d: the example %q does not use %q", name, entry.Line, entry.Example, entry.Phrase)
			}
		}
	}
	for name, set := range map[string]map[string]bool{
		"each": eachWords, "nearly": nearlyWords, "differ": differWords, "led": ledWords, "group-before": groupBefore,
		"group-verb": groupVerbs, "stand": standVerbs, "try-verb": tryVerbs, "contested": contestedNouns,
		"outcome-before": outcomeBefore, "against": againstWords, "take": takeWords, "passed": passedBefore, "placed": placedNouns,
		"list-before": listBefore, "list-after": listAfter, "other-head": otherHeads, "margin": marginNouns,
		"quantity": quantityWords, "suffix": nameSuffixes, "part": partNouns, "determiner": determiners, "team": teamNouns,
	} {
		if len(set) == 0 {
			t.Errorf("no word of contest-sets.tsv is in the set %q", name)
		}
	}
}
