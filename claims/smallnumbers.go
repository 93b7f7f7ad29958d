package claims

import (
	"strconv"

	"github.com/onrecord/onrecord/claims/lexicon"
)

var restrictors = lexicon.Words{Table: "restrictors"}

// Restricts reports whether a word behind a noun narrows it to some of it: "193 sites that keep a tally".
func Restricts(norm string) bool { return restrictors.Has(norm) }

var smallNumbers = lexicon.Words{Table: "small-numbers"}

// NumberWord returns the word for a small whole number that newsrooms write out, "" for others.
func NumberWord(n int64) string {
	for entry := range lexicon.Table(smallNumbers.Table) {
		if entry.Meaning == strconv.FormatInt(n, 10) {
			return entry.Phrase
		}
	}
	return ""
}

// IsNumberWord reports whether a word in lower case is one that NumberWord returns.
func IsNumberWord(norm string) bool { return smallNumbers.Has(norm) }
