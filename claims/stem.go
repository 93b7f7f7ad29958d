package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// irregularForms maps the forms that no suffix rule knows to their base: "stole" to "steal".
var irregularForms = lexicon.Words{Table: "irregular"}

// Stem brings the inflected forms of a word in lower case to one key: "burglaries" and "burglary", "stole" and "steal".
// Regular forms go by suffix rules, the others by the table of irregular forms. The key is made for comparing, it need not
// be a word: names from the facts and words of the draft pass through the same rules.
func Stem(norm string) string {
	if len(norm) < 2 || !isLetter(norm[0]) {
		return norm
	}
	if base := irregularForms.Meaning(norm); base != "" {
		norm = base
	}
	return regularStem(norm)
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' || b >= 0x80 }

// regularStem undoes -s, -ed and -ing and then drops what those endings hide: a final e and a doubled
// consonant, so that "rate", "rates" and "rated" meet, as do "drop" and "dropped".
func regularStem(word string) string {
	switch {
	case strings.HasSuffix(word, "sses"):
		word = word[:len(word)-2]
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		word = word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"), strings.HasSuffix(word, "is"):
	case hasSibilantPlural(word):
		word = word[:len(word)-2]
	case strings.HasSuffix(word, "s") && len(word) > 3:
		word = word[:len(word)-1]
	case strings.HasSuffix(word, "ied") && len(word) > 4:
		word = word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "ed") && len(word) > 4 && hasVowel(word[:len(word)-2]):
		word = undouble(word[:len(word)-2])
	case strings.HasSuffix(word, "ing") && len(word) > 5 && hasVowel(word[:len(word)-3]):
		word = undouble(word[:len(word)-3])
	}
	if strings.HasSuffix(word, "e") && len(word) > 3 {
		word = word[:len(word)-1]
	}
	return word
}

// hasSibilantPlural tells the plurals whose -es is one ending: "boxes", "churches", "buses".
func hasSibilantPlural(word string) bool {
	for _, ending := range []string{"xes", "ches", "shes", "zzes"} {
		if strings.HasSuffix(word, ending) && len(word) > len(ending)+1 {
			return true
		}
	}
	return false
}

func hasVowel(word string) bool { return strings.ContainsAny(word, "aeiouy") }

func undouble(word string) string {
	n := len(word)
	if n > 3 && word[n-1] == word[n-2] && !strings.ContainsRune("lsz", rune(word[n-1])) {
		return word[:n-1]
	}
	return word
}
