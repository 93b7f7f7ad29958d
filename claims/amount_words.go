package claims

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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
	isGlued       // a currency's code or sign of letters that digits may follow without a space
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

// wordLists are the tables that amounts and dates are read with, by first word. What they say of a word is put together
// when a draft has it for the first time.
type wordLists struct {
	index *lexicon.Index
	words []atomic.Pointer[word] // by their numbers in the index
	dates *dateReader
}

// english returns the lists, which are made once.
var english = sync.OnceValue(func() *wordLists {
	l := &wordLists{index: lexicon.NewIndex(slices.Concat(amountTables[:], dateTables[:], []string{"comparisons"}), firstWord)}
	l.words = make([]atomic.Pointer[word], l.index.Len())
	l.dates = newDateReader(l)
	return l
})

// word returns what the lists know of a word in lower case, nil for nothing.
func (l *wordLists) word(norm string) *word {
	n, ok := l.index.Find(norm)
	if !ok {
		return nil
	}
	if w := l.words[n].Load(); w != nil {
		return w
	}
	w := &word{norm: l.index.Word(n)}
	for table, entry := range l.index.Entries(n) {
		w.read(table, entry)
	}
	slices.SortStableFunc(w.phrases, func(a, b phrase) int { return cmp.Compare(len(b.rest), len(a.rest)) })
	if !l.words[n].CompareAndSwap(nil, w) {
		return l.words[n].Load() // what another draft has read at the same time
	}
	return w
}

// amountTables are the tables of amounts.
var amountTables = [...]string{"numbers", "ordinals", "fractions", "signs", "scales", "hedges", "vague", "currencies", "units",
	"ages", "multiples", "noise", "noun-stops", "plurals", "pronoun-one", "up-verbs", "unit-contexts"}

// firstWord returns the word that an entry of a table is filed under, "" for none.
func firstWord(table, text, meaning string) string {
	switch table {
	case "hedges":
		text = strings.TrimPrefix(text, "… ")
	case "vague", "currencies", "units", "ages", "multiples", "comparisons":
	case "noise":
		if noiseBefore[meaning] != NoNoise {
			return strings.TrimSuffix(text, ".")
		}
		if meaning != "name" {
			return text
		}
	default:
		if strings.HasPrefix(text, "-") && slices.Contains(dateTables[:], table) {
			return "" // a suffix
		}
		return text
	}
	end := 0
	for end < len(text) && 'a' <= text[end] && text[end] <= 'z' {
		end++
	}
	if end > 0 && (end == len(text) || text[end] == ' ') {
		return text[:end]
	}
	return cutPhrase(text)[0].Norm
}

// cutPhrase cuts a phrase of a table into tokens.
func cutPhrase(text string) []Token {
	t := tokenizer{text: text} // not Tokenize, which asks for the lists that are being read
	t.run()
	return t.tokens
}

// read adds what an entry says of the word.
func (w *word) read(table string, e lexicon.Entry) {
	switch table {
	case "numbers", "ordinals", "fractions", "signs":
		w.readNumber(table, e)
	case "scales":
		w.readScale(e)
	case "hedges", "vague":
		w.readHedge(table, e)
	case "currencies":
		w.readMoney(e)
	case "units", "ages":
		w.readUnit(table, e)
	case "multiples":
		w.readMultiple(e)
	case "noise", "noun-stops", "plurals", "pronoun-one", "up-verbs", "unit-contexts":
		w.readContext(table, e)
	default:
		w.readDate(table, e)
	}
}

// addPhrase adds a phrase that begins with the word.
func (w *word) addPhrase(text string, p phrase) {
	if rest := cutPhrase(text)[1:]; len(rest) > 0 {
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

func (w *word) readNumber(table string, e lexicon.Entry) {
	switch table {
	case "numbers":
		w.flags |= isCardinal
		w.cardinal = entryInt(table, e, e.Meaning)
	case "ordinals":
		w.flags |= isOrdinalWord
		w.ordinal = entryInt(table, e, e.Meaning)
	case "fractions":
		over, under, _ := strings.Cut(e.Meaning, "/")
		w.part = [2]int64{entryInt(table, e, over), entryInt(table, e, under)}
		switch {
		case !isLetter(e.Phrase[0]) || e.Phrase[0] >= 0x80:
			w.flags |= isPartSign
		case strings.HasSuffix(e.Phrase, "s"):
			w.flags |= isParts
		default:
			w.flags |= isPart
		}
	case "signs":
		w.flags |= isSign
	}
}

func (w *word) readScale(e lexicon.Entry) {
	factor, kind, _ := strings.Cut(e.Meaning, " ")
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

var hedgeMeanings = map[string]quantity.Hedge{
	"about": quantity.About, "nearly": quantity.Nearly, "more-than": quantity.MoreThan, "just-over": quantity.JustOver,
	"at-least": quantity.AtLeast, "up-to": quantity.UpTo, "less-than": quantity.LessThan, "exactly": quantity.Equals,
}

func (w *word) readHedge(table string, e lexicon.Entry) {
	if table == "vague" {
		low, high, _ := strings.Cut(e.Meaning, "..")
		p := phrase{list: vagueSize, factor: entryNumber(table, e, low), open: high == ""}
		if !p.open {
			p.high = entryNumber(table, e, high)
		}
		w.addPhrase(e.Phrase, p)
		return
	}
	text, after := strings.CutPrefix(e.Phrase, "… ")
	if e.Meaning == "or-equal" {
		w.addPhrase(text, phrase{list: hedgeAfter, orEqual: true})
		return
	}
	hedge, ok := hedgeMeanings[e.Meaning]
	if !ok {
		badEntry(table, e)
	}
	p := phrase{list: hedgeBefore, hedge: hedge}
	if after {
		p.list = hedgeAfter
	}
	w.addPhrase(text, p)
}

func (w *word) readMultiple(e lexicon.Entry) {
	switch e.Meaning {
	case "compared", "more":
		w.addPhrase(e.Phrase, phrase{list: multipleRest, more: e.Meaning == "more"})
		return
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
	w.addPhrase(e.Phrase, p)
}
