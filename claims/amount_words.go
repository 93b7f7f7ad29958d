package claims

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/quantity"
)

// wordFlags are the parts that a word can play in an amount.
type wordFlags uint32

const (
	isCardinal    wordFlags = 1 << iota // below a hundred
	isOrdinalWord                       // "third", "hundredth"
	isPart                              // "third", "half": one part of a whole
	isParts                             // "thirds", "halves"
	isPartSign                          // "½"
	isHundred                           // "hundred"
	isScale                             // "thousand" and up
	isScaleLetter                       // "bn": behind digits only
	isScaleMoney                        // "grand": behind money only
	isScalePlural                       // "millions"
	isDozen                             // "dozen"
	isSign                              // "minus"
	isStop                              // ends a noun phrase
	isStopAfterPlural
	isMoreOf // "more", "fewer": stands between the figure and its noun
	isDeterminer
	isPlural    // "people"
	isBeforeOne // "the": "the one you saw", but "the one goal"
	isNoOne     // "no": "no one" is never a number
	isAfterOne
	isWeight
	isLength
	isStreet
	isScoreNear
	isMadeAfter
	isClockAfter
	isBeforeUp    // "edged", "added": takes the "up" of "up to"
	isBeforeOver  // "turned": takes the "over" behind its object
	isAbbreviated // may end with a stop: "no.", "fig."
)

// word is what the word lists know of one word.
type word struct {
	norm     string
	flags    wordFlags
	cardinal int64
	ordinal  int64
	part     [2]int64 // fraction, 3/4
	scale    int64
	noise    Noise // that the word gives to a figure behind it
	phrases  []phrase
	date     *dateEntry // what it is to dates
}

// has reports whether w is known to play one of the parts.
func (w *word) has(f wordFlags) bool { return w != nil && w.flags&f != 0 }

// list is a table of phrases.
type list uint8

const (
	hedgeBefore list = iota
	hedgeAfter
	moneyBefore
	moneyAfter
	unitAfter
	ageBefore
	ageAfter
	vagueSize
	multipleWord
	multipleRest // "as many", after "three times"
	fixedName
)

// phrase is one or more words that mean one thing.
type phrase struct {
	rest    []string // the words after the first
	list    list
	hedge   quantity.Hedge
	unit    quantity.Unit
	factor  quantity.Number // of a multiple, of cents in the unit
	high    quantity.Number // of a vague size: its upper end, factor the lower
	open    bool            // of a vague size: no upper end
	symbol  bool            // of a unit: only behind digits
	code    bool            // only in capitals
	minor   bool            // of money: cents
	weak    bool            // of a multiple: only with a noun phrase behind it
	more    bool            // of a multiple's rest: "more"
	times   bool            // of a multiple: "twice"
	orEqual bool            // of a hedge behind: "or equal" makes "less than" include the figure
}

// wordLists are the tables of a language, by first word.
type wordLists struct {
	words map[string]*word
	dates *dateReader
	glued map[string]bool // currency codes and signs of letters that digits may follow without a space

	changes map[string]bool // stems of "rose", "down": an amount "to" another behind it is no range

	tokens []Token // of the phrase at hand, while the lists are read
}

// english returns the lists, which are read once.
var english = sync.OnceValue(readWordLists)

func (l *wordLists) word(norm string) *word {
	w := l.words[norm]
	if w == nil {
		w = &word{norm: norm}
		l.words[norm] = w
	}
	return w
}

// addPhrase files a phrase under its first word.
func (l *wordLists) addPhrase(text string, p phrase) {
	t := tokenizer{text: text, tokens: l.tokens[:0]}
	t.run()
	l.tokens = t.tokens
	w := l.word(t.tokens[0].Norm)
	if rest := t.tokens[1:]; len(rest) > 0 {
		p.rest = make([]string, len(rest))
		for i, token := range rest {
			p.rest[i] = token.Norm
		}
	}
	w.phrases = append(w.phrases, p)
}

// match finds the longest phrase of a list that begins at token i, and where it ends.
func (p *amountParser) match(i int, l list) (*phrase, int) {
	if i >= len(p.t) || p.t[i].word == nil {
		return nil, i
	}
	phrases := p.t[i].word.phrases
next:
	for n := range phrases {
		found := &phrases[n]
		if found.list != l || i+len(found.rest) >= len(p.t) {
			continue
		}
		for k, norm := range found.rest {
			if p.t[i+1+k].Norm != norm {
				continue next
			}
		}
		return found, i + 1 + len(found.rest)
	}
	return nil, i
}

func readWordLists() *wordLists {
	l := &wordLists{words: make(map[string]*word, 4096), glued: map[string]bool{}, changes: map[string]bool{}}
	l.readNumbers()
	l.readScales()
	l.readHedges()
	l.readMoney()
	l.readUnits()
	l.readMultiples()
	l.readContexts()
	l.readDates()
	for _, w := range l.words {
		if len(w.phrases) < 2 {
			continue
		}
		slices.SortStableFunc(w.phrases, func(a, b phrase) int { return cmp.Compare(len(b.rest), len(a.rest)) })
	}
	l.tokens = nil
	return l
}

// badEntry panics: the tables are part of the program, and tests read them all.
func badEntry(table string, e lexicon.Entry) {
	panic(fmt.Sprintf("english/%s.tsv:%d: cannot read meaning %q of %q", table, e.Line, e.Meaning, e.Phrase))
}

func entryInt(table string, e lexicon.Entry, s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		badEntry(table, e)
	}
	return n
}

func entryNumber(table string, e lexicon.Entry, s string) quantity.Number {
	n, err := quantity.ParseNumber(s)
	if err != nil {
		badEntry(table, e)
	}
	return n
}

func (l *wordLists) readNumbers() {
	for e := range lexicon.Table("numbers") {
		w := l.word(e.Phrase)
		w.flags |= isCardinal
		w.cardinal = entryInt("numbers", e, e.Meaning)
	}
	for e := range lexicon.Table("ordinals") {
		w := l.word(e.Phrase)
		w.flags |= isOrdinalWord
		w.ordinal = entryInt("ordinals", e, e.Meaning)
	}
	for e := range lexicon.Table("fractions") {
		w := l.word(e.Phrase)
		over, under, _ := strings.Cut(e.Meaning, "/")
		w.part = [2]int64{entryInt("fractions", e, over), entryInt("fractions", e, under)}
		switch {
		case !isLetter(e.Phrase[0]) || e.Phrase[0] >= 0x80:
			w.flags |= isPartSign
		case strings.HasSuffix(e.Phrase, "s"):
			w.flags |= isParts
		default:
			w.flags |= isPart
		}
	}
	for e := range lexicon.Table("signs") {
		l.word(e.Phrase).flags |= isSign
	}
}

func (l *wordLists) readScales() {
	for e := range lexicon.Table("scales") {
		factor, kind, _ := strings.Cut(e.Meaning, " ")
		w := l.word(e.Phrase)
		w.scale = entryInt("scales", e, factor)
		switch kind {
		case "word":
			w.flags |= isScale
			if w.scale == 100 {
				w.flags |= isHundred
			}
		case "plural":
			w.flags |= isScalePlural
		case "dozen":
			w.flags |= isDozen
		case "letter":
			w.flags |= isScaleLetter
		case "money":
			w.flags |= isScaleMoney
		default:
			badEntry("scales", e)
		}
	}
}

var hedgeMeanings = map[string]quantity.Hedge{
	"about": quantity.About, "nearly": quantity.Nearly, "more-than": quantity.MoreThan, "just-over": quantity.JustOver,
	"at-least": quantity.AtLeast, "up-to": quantity.UpTo, "less-than": quantity.LessThan, "exactly": quantity.Equals,
}

func (l *wordLists) readHedges() {
	for e := range lexicon.Table("hedges") {
		if e.Meaning == "or-equal" {
			l.addPhrase(strings.TrimPrefix(e.Phrase, "… "), phrase{list: hedgeAfter, orEqual: true})
			continue
		}
		hedge, ok := hedgeMeanings[e.Meaning]
		if !ok {
			badEntry("hedges", e)
		}
		if after, found := strings.CutPrefix(e.Phrase, "… "); found {
			l.addPhrase(after, phrase{list: hedgeAfter, hedge: hedge})
			continue
		}
		l.addPhrase(e.Phrase, phrase{list: hedgeBefore, hedge: hedge})
	}
	for e := range lexicon.Table("vague") {
		low, high, _ := strings.Cut(e.Meaning, "..")
		p := phrase{list: vagueSize, factor: entryNumber("vague", e, low), open: high == ""}
		if !p.open {
			p.high = entryNumber("vague", e, high)
		}
		l.addPhrase(e.Phrase, p)
	}
}

func (l *wordLists) readMultiples() {
	for e := range lexicon.Table("multiples") {
		switch e.Meaning {
		case "compared", "more":
			l.addPhrase(e.Phrase, phrase{list: multipleRest, more: e.Meaning == "more"})
			continue
		}
		factor, kind, _ := strings.Cut(e.Meaning, " ")
		p := phrase{list: multipleWord, factor: entryNumber("multiples", e, factor)}
		switch kind {
		case "verb":
		case "weak":
			p.weak = true
		case "times":
			p.times = true
		default:
			badEntry("multiples", e)
		}
		l.addPhrase(e.Phrase, p)
	}
}
