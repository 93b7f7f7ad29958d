package claims

import (
	"strconv"

	"github.com/onrecord/onrecord/claims/lexicon"
)

var restrictors = wordSet("restrictors")

// Restricts reports whether a word behind a noun narrows it to some of it: "193 sites that keep a tally".
func Restricts(norm string) bool { return restrictors[norm] }

var smallNumbers = readSmallNumbers()

func readSmallNumbers() map[int64]string {
	words := map[int64]string{}
	for _, entry := range lexicon.Table("small-numbers") {
		n, err := strconv.ParseInt(entry.Meaning, 10, 64)
		if err != nil {
			panic(err)
		}
		words[n] = entry.Phrase
	}
	return words
}

// NumberWord returns the word for a small whole number that newsrooms write out, "" for others.
func NumberWord(n int64) string { return smallNumbers[n] }

// IsNumberWord reports whether a word in lower case is one that NumberWord returns.
func IsNumberWord(norm string) bool {
	for _, word := range smallNumbers {
		if word == norm {
			return true
		}
	}
	return false
}
