package claims

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// CueKind is what a cue word says of the figures near it.
type CueKind uint8

// The kinds of cue. Up and Down are changes over time; Above and Below compare; Most and Least are
// extremes of a ranking or a series.
const (
	NoCue        CueKind = iota
	Up                   // rose, an increase
	Down                 // fell, a drop
	Flat                 // unchanged, steady
	Above                // more, higher, ahead of
	Below                // fewer, lower, short of
	Most                 // highest, largest, the worst
	Least                // lowest, fewest
	Base                 // than, compared with, from: what follows is compared with
	ToLevel              // to: the level that a change ends at
	ByAmount             // by: the size of a change
	Record               // on record, ever, all-time
	InARow               // consecutive, running
	Every                // every, each
	All                  // all, both
	None                 // no, none, neither
	Only                 // only, sole
	ShareOf              // accounted for, a share of
	Sum                  // combined, in total
	Average              // on average
	Median               // median
	Rate                 // a day, per, for every
	RankVerb             // ranked, came, finished
	Gap                  // a lead, the difference
	Overtake             // overtook
	Same                 // the same, equal
	Modal                // will, could, is expected to: not the record
	Not                  // not, never
	Respectively         // in the order named
	Rest                 // the rest, the remaining
	Slowed               // slowed, eased: a change of a change
	Majority             // most of, a majority
	Times                // times, fold
	Other                // other, another
	Anaphor              // it, they, the figure, that compares with: carries the subject over
	Leads                // leads, tops the list: the first
	Successor            // next came, followed by: the place after one named
	Qualified            // in real terms, adjusted, excluding: another measure than the plain one
	Negative             // a loss, below zero: the figure has a minus that is not written
)

var cueNames = map[string]CueKind{
	"up": Up, "down": Down, "flat": Flat, "above": Above, "below": Below, "most": Most, "least": Least, "base": Base,
	"to": ToLevel, "by": ByAmount, "record": Record, "row": InARow, "every": Every, "all": All, "none": None, "only": Only,
	"share": ShareOf, "sum": Sum, "average": Average, "median": Median, "rate": Rate, "rank": RankVerb, "gap": Gap,
	"overtake": Overtake, "same": Same, "modal": Modal, "not": Not, "respectively": Respectively, "rest": Rest,
	"slowed": Slowed, "majority": Majority, "times": Times, "other": Other, "anaphor": Anaphor, "qualified": Qualified, "negative": Negative,
	"lead": Leads, "next": Successor,
}

// Cue is a word or phrase that tells how figures relate: tokens [First, Last).
type Cue struct {
	First, Last int
	Kind        CueKind
}

// Sign returns +1 for cues of more, -1 for cues of less, else 0.
func (c Cue) Sign() int {
	switch c.Kind {
	case Up, Above, Most:
		return 1
	case Down, Below, Least:
		return -1
	}
	return 0
}

// cueTable finds the cues of a language. Phrases that the table marks with "=" are met in that very form:
// "record" is none of "recorded".
type cueTable struct {
	trie
	kinds []CueKind       // by node
	forms map[string]bool // the words of phrases marked with "="
}

func newCueTable() *cueTable {
	t := &cueTable{trie: newTrie(600), kinds: make([]CueKind, 1, 1024), forms: map[string]bool{}}
	var tokens []Token
	for entry := range lexicon.Table("cues") {
		kind, ok := cueNames[entry.Meaning]
		if !ok {
			panic(fmt.Sprintf("cues:%d: no kind of cue is called %q", entry.Line, entry.Meaning))
		}
		node := uint32(0)
		phrase, exact := strings.CutPrefix(entry.Phrase, "=")
		tokens = Tokenize(phrase, tokens)
		for _, token := range tokens {
			key := Stem(token.Norm)
			if exact {
				key = "=" + token.Norm
				t.forms[token.Norm] = true
			}
			node = t.step(node, key)
		}
		t.kinds = append(t.kinds, make([]CueKind, int(t.size)+1-len(t.kinds))...)
		t.kinds[node] = kind
	}
	return t
}

// exact returns the node that the word in this form leads to.
func (t *cueTable) exact(node uint32, norm string) (uint32, bool) {
	if !t.forms[norm] {
		return 0, false
	}
	return t.next(node, "="+norm)
}

// find appends the cues of a sentence: at each place the longest, from left to right.
func (t *cueTable) find(s *Sentence, cues []Cue) []Cue {
	for i := 0; i < len(s.Tokens); i++ {
		node, last, kind := uint32(0), -1, NoCue
		for j := i; j < len(s.Tokens); j++ {
			next, ok := t.exact(node, s.Tokens[j].Norm)
			if !ok {
				next, ok = t.next(node, s.Stems[j])
			}
			if node = next; !ok {
				break
			}
			if k := t.kinds[node]; k != NoCue {
				last, kind = j, k
			}
		}
		if last >= 0 && kind == Modal && s.isDated(i) {
			continue // "in May"
		}
		if last >= 0 {
			cues = append(cues, Cue{First: i, Last: last + 1, Kind: kind})
			i = last
		}
	}
	return cues
}
