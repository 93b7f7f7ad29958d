package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

var opposites = lexicon.Words{Table: "opposites"}

// Opposite returns the word of change that says the contrary in the same form, with the same capital: "fell" for "rose",
// "Dropped" for "Climbed". It returns "" when the table has none.
func Opposite(word string) string {
	other := opposites.Meaning(strings.ToLower(word))
	if other != "" && startsUpper(word) {
		return strings.ToUpper(other[:1]) + other[1:]
	}
	return other
}
