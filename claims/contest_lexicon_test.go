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
	table := newSaidTable("contest-words")
	reader := NewReader()
	for entry := range lexicon.Table("contest-words") {
		s := &Sentence{}
		reader.Read(entry.Example, period.Period{}, &s.Mentions)
		for _, token := range s.Tokens {
			s.Stems = append(s.Stems, Stem(token.Norm))
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
		for entry := range lexicon.Table(name) {
			if seen[entry.Phrase] {
				t.Errorf("%s.tsv:%d: %q stands twice", name, entry.Line, entry.Phrase)
			}
			seen[entry.Phrase] = true
			if !strings.Contains(strings.ToLower(entry.Example), entry.Phrase) {
				t.Errorf("%s.tsv:%d: the example %q does not use %q", name, entry.Line, entry.Example, entry.Phrase)
			}
		}
	}
	has := map[contestSet]bool{}
	for entry := range lexicon.Table("contest-sets") {
		for name := range strings.FieldsSeq(entry.Meaning) {
			has[contestSet(name)] = true
			if !contestSet(name).has(entry.Phrase) {
				t.Errorf("contest-sets.tsv:%d: %q is not in the set %s", entry.Line, entry.Phrase, name)
			}
		}
	}
	for _, set := range []contestSet{
		eachWords, nearlyWords, differWords, ledWords, groupBefore, groupVerbs, standVerbs, tryVerbs, contestedNouns, outcomeBefore,
		againstWords, takeWords, passedBefore, placedNouns, listBefore, listAfter, otherHeads, marginNouns, quantityWords,
		nameSuffixes, partNouns, determiners, teamNouns,
	} {
		if !has[set] {
			t.Errorf("no word of contest-sets.tsv is in the set %q", set)
		}
	}
}
