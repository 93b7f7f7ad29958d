package draft

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed english.tsv
var englishTable string

// class says when the period after a word ends a sentence, if a capital or a number follows.
type class uint8

const (
	ordinary     class = iota // always
	neverEnds                 // "Mr.", "e.g."
	beforeNumber              // not before a number: "No. 4", "approx. 20"
	beforeDate                // not before a number or another of this class: "Feb. 3", "Tues. Nov. 5"
	beforeZone                // not before a time zone, weekday or month: "9 a.m. Monday"
	mayEnd                    // before a quotation or a word that names do not have: "Apple Inc. The"
)

var classNames = map[string]class{
	"never": neverEnds, "number": beforeNumber, "date": beforeDate, "zone": beforeZone, "may": mayEnd,
}

// vocabulary is what english.tsv knows of words.
type vocabulary struct {
	abbreviations map[string]class
	starters      map[string]bool // words that begin sentences and stand in few names
	zones         map[string]bool // words that follow a clock time
	elisions      map[string]bool // words that begin with an apostrophe, without it
}

// An entry is one line of english.tsv: a word, its class or use, and a text with "|" between sentences.
type entry struct {
	word, use, example string
	line               int
}

// entries goes through the lines of english.tsv.
func entries(yield func(entry) bool) {
	number := 0
	for line := range strings.SplitSeq(englishTable, "\n") {
		number++
		if line == "" || line[0] == '#' {
			continue
		}
		e := entry{line: number}
		word, rest, _ := strings.Cut(line, "\t")
		use, example, ok := strings.Cut(rest, "\t")
		if !ok || strings.Contains(example, "\t") {
			panic(fmt.Sprintf("english.tsv:%d: want WORD<TAB>USE<TAB>EXAMPLE, got %q", number, line))
		}
		if e.word, e.use, e.example = word, use, example; !yield(e) {
			return
		}
	}
}

// english is read with the first draft.
var english = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{map[string]class{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for e := range entries {
		switch e.use {
		case "starter":
			v.starters[e.word] = true
		case "after-clock":
			v.zones[e.word] = true
		case "elision":
			v.elisions[e.word] = true
		default:
			c, ok := classNames[e.use]
			if !ok {
				panic(fmt.Sprintf("english.tsv:%d: unknown use %q", e.line, e.use))
			}
			v.abbreviations[e.word] = c
		}
	}
	return v
})

// classOf returns the class of a word before a period. Abbreviations are found as written or with a
// capital; a letter is an initial, and letters with periods between them are an abbreviation.
func classOf(word string) class {
	if c, ok := english().abbreviations[word]; ok {
		return c
	}
	first, size := utf8.DecodeRuneInString(word)
	if unicode.IsUpper(first) {
		if c, ok := english().abbreviations[string(unicode.ToLower(first))+word[size:]]; ok {
			return c
		}
	}
	if size == len(word) && unicode.IsUpper(first) {
		return mayEnd // "J. Smith", but "Plan B. The"
	}
	if strings.IndexByte(word, '.') < 0 {
		return ordinary
	}
	for _, part := range strings.Split(word, ".") { // "U.S.A"
		if r, n := utf8.DecodeRuneInString(part); n != len(part) || !unicode.IsLetter(r) {
			return ordinary
		}
	}
	return mayEnd
}

func capitalized(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}
