package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// said is a phrase of a table met in a sentence: tokens [first, last).
type said struct {
	first, last int
	kind        string
}

// saidTable finds the phrases of a table by their stems; those marked with "=" in that very form.
type saidTable struct {
	trie
	kinds map[uint32]string
	forms map[string]bool
}

func newSaidTable(name string) *saidTable {
	t := &saidTable{trie: newTrie(0), kinds: map[uint32]string{}, forms: map[string]bool{}}
	var tokens []Token
	for entry := range lexicon.Table(name) {
		node := uint32(0)
		words, exact := strings.CutPrefix(entry.Phrase, "=")
		tokens = Tokenize(words, tokens)
		for _, token := range tokens {
			key := Stem(token.Norm)
			if exact {
				key = "=" + token.Norm
				t.forms[token.Norm] = true
			}
			node = t.step(node, key)
		}
		t.kinds[node] = entry.Meaning
	}
	return t
}

// find returns the phrases of a sentence: at each place the longest, from left to right.
func (t *saidTable) find(s *Sentence) (found []said) {
	for i := 0; i < len(s.Tokens); i++ {
		node, last, kind := uint32(0), -1, ""
		for j := i; j < len(s.Tokens); j++ {
			next, ok := uint32(0), false
			if t.forms[s.Tokens[j].Norm] {
				next, ok = t.next(node, "="+s.Tokens[j].Norm)
			}
			if !ok {
				next, ok = t.next(node, s.Stems[j])
			}
			if node = next; !ok {
				break
			}
			if k := t.kinds[node]; k != "" {
				last, kind = j, k
			}
		}
		if last >= 0 {
			found = append(found, said{i, last + 1, kind})
			i = last
		}
	}
	return found
}

// contestSet is one of the sets of the table of contest sets.
type contestSet string

// has reports whether a word is in the set.
func (c contestSet) has(word string) bool { return contestSets.Listed(word, string(c), " ") }

var contestSets = lexicon.Words{Table: "contest-sets"}

// The sets of words that tell how the parts of a report hang together.
var (
	eachWords      = contestSet("each")           // the figure is of each of several people
	nearlyWords    = contestSet("nearly")         // take back what follows
	differWords    = contestSet("differ")         // the amount is a difference, or leaves somebody out
	ledWords       = contestSet("led")            // what people lead
	groupBefore    = contestSet("group-before")   // may stand before a group's name
	groupVerbs     = contestSet("group-verb")     // tie somebody to a group
	standVerbs     = contestSet("stand")          // a record of wins and losses follows
	tryVerbs       = contestSet("try-verb")       // tries follow
	contestedNouns = contestSet("contested")      // contests within the contest
	outcomeBefore  = contestSet("outcome-before") // before "the win" of this contest
	againstWords   = contestSet("against")        // before an opponent
	takeWords      = contestSet("take")           // of "take on"
	passedBefore   = contestSet("passed")         // between a clause's beginning and its subject
	placedNouns    = contestSet("placed")         // what is at home or on the road
	listBefore     = contestSet("list-before")    // before an item of a list of figures
	listAfter      = contestSet("list-after")     // after one
)
