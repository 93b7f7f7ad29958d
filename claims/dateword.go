package claims

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
)

// dateTables are the word lists that the reader of periods is made of.
var dateTables = [...]string{"months", "weekdays", "datenames", "periods", "datenumbers", "daterelations", "datetense", "bareyears"}

// dateClass is a set of things that a word can be to a date.
type dateClass uint64

const (
	monthWord     dateClass = 1 << iota
	weekdayWord             // value in weekday
	shortWord               // an abbreviation: alone it is a date only after a preposition or before a stop
	commonWord              // an ordinary word too: "may", "march", "sun"
	firstNameWord           // "April", "June"
	unitWord
	pluralWord
	weekendWord
	seasonWord
	ordinalWord
	suffixWord   // "th"
	cardinalWord // "a", "two", "dozen"
	articleWord  // "a", "an"
	tenWord      // "twenty"
	powerWord    // "hundred", "thousand"
	vagueWord    // "few", "several"
	modifierWord
	agoWord
	earlierWord
	laterWord
	roleWord
	strongWord // a word after which a number of four digits is a year: "in", "since", "mid"
	prepWord
	inWord
	ofWord
	onWord
	andWord
	theWord
	partWord
	endingWord   // "ending", "ended"
	startingWord // "beginning", "commencing"
	toDateWord   // "to date"
	soWord
	farWord
	upWord
	stretchWord // "period", "stretch": what "the same" keeps without naming a unit
	timeWord    // "last time"
	wholeWord   // "full", "whole"
	extremeWord // "high", "low"
	recurringWord
	thenWord
	dayWord // "yesterday"
	nowWord
	fiscalWord
	decadeWord // "nineties"
	futureWord
	maybeWord
	pastWord
	labelWord   // "page": what follows is no year
	countedWord // "percent", "people": what precedes is no year
	hedgeWord
	movesWord // "rose": "rose to 2024"
	functionWord
	titleWord // "Sunday Times"
	ownerWord // "its", "'s"
	baseWord  // "relative to 2019"
	leastWord // "since at least 2016"
	onwardsWord
	comparisonWord // a phrase of the comparisons may begin with it
	clauseWord     // "that", "when": a clause follows
	plusWord       // "and", not "or"
	looseWord      // "couple", "dozen": counts, but no days or years
	decadesWord    // "s"
	rowWord        // "running", "straight": a count of units in a row

	// A mention may begin with one of these.
	startsPeriod = monthWord | weekdayWord | unitWord | seasonWord | ordinalWord | cardinalWord | tenWord | vagueWord | modifierWord | roleWord |
		partWord | soWord | theWord | dayWord | nowWord | fiscalWord | decadeWord | strongWord | prepWord | wholeWord | onWord | ofWord | comparisonWord
)

// dateModifier is what stands before a unit: "last year".
type dateModifier uint8

const (
	noModifier dateModifier = iota
	modLast
	modPast
	modRecent
	modLatest
	modPrevious
	modNext
	modComing
	modFollowing
	modThis
	modThat
	modSame
	modEquivalent
)

var dateModifiers = map[string]dateModifier{"last": modLast, "past": modPast, "recent": modRecent, "latest": modLatest, "previous": modPrevious, "next": modNext,
	"coming": modComing, "following": modFollowing, "this": modThis, "that": modThat, "same": modSame, "equivalent": modEquivalent}

var dateRoles = map[string]dateRole{"since": roleSince, "until": roleUntil, "by": roleBy, "before": roleBefore, "after": roleAfter,
	"from": roleFrom, "between": roleBetween, "to": roleTo, "through": roleThrough}

// dateRole is the word before a period that gives it its role.
type dateRole uint8

const (
	noRole dateRole = iota
	roleSince
	roleUntil
	roleBy
	roleBefore
	roleAfter
	roleFrom
	roleBetween
	roleTo
	roleThrough
)

// dateEntry is all that the tables say of one word.
type dateEntry struct {
	class    dateClass
	number   int16 // of a month, ordinal, cardinal, ten, power, season (its first month) or decade
	weekday  int8  // 1 = Monday
	unit     period.Grain
	unitSize int16 // units: a fortnight is 2 weeks
	modifier dateModifier
	role     dateRole
	part     Part
	day      int8 // from the day of publication
}

var noDateWord dateEntry

// simpleDateClasses are the classes without a value.
var simpleDateClasses = map[string]dateClass{
	"short": shortWord, "common": commonWord, "name": firstNameWord, "plural": pluralWord, "suffix": suffixWord, "article": articleWord,
	"vague": vagueWord, "ago": agoWord, "earlier": earlierWord, "later": laterWord, "strong": strongWord,
	"prep": prepWord, "in": inWord, "of": ofWord, "on": onWord, "and": andWord, "the": theWord, "ending": endingWord, "starting": startingWord, "date": toDateWord, "so": soWord,
	"far": farWord, "up": upWord, "stretch": stretchWord, "time": timeWord, "whole": wholeWord, "extreme": extremeWord, "recurring": recurringWord, "then": thenWord,
	"now": nowWord, "fiscal": fiscalWord, "future": futureWord, "maybe": maybeWord, "past": pastWord, "label": labelWord, "counted": countedWord, "hedge": hedgeWord,
	"moves": movesWord, "function": functionWord, "title": titleWord, "owner": ownerWord, "base": baseWord, "least": leastWord, "onwards": onwardsWord, "row": rowWord, "clause": clauseWord, "plus": plusWord, "loose": looseWord, "decades": decadesWord,
}

var dateUnits = map[string]period.Grain{"decade": period.Decade, "year": period.Year, "split": period.Split, "half": period.Half,
	"quarter": period.Quarter, "month": period.Month, "week": period.Week, "day": period.Day}

var dateParts = map[string]Part{"early": Early, "start": Early, "mid": Mid, "late": Late, "end": End}

// add reads the classes of one entry into w.
func (w *dateEntry) add(meaning string) error {
	for _, class := range strings.Fields(meaning) {
		name, value, _ := strings.Cut(class, ":")
		if flag, ok := simpleDateClasses[class]; ok {
			w.class |= flag
			continue
		}
		value, size, _ := strings.Cut(value, "*")
		n, err := strconv.Atoi(value)
		known := err == nil
		switch name {
		case "month":
			w.class |= monthWord
			w.number = int16(n)
		case "weekday":
			w.class |= weekdayWord
			w.weekday = int8(n)
		case "season":
			w.class |= seasonWord
			w.number = int16(n)
		case "ordinal":
			w.class |= ordinalWord
			w.number = int16(n)
		case "cardinal":
			w.class |= cardinalWord
			w.number = int16(n)
		case "ten":
			w.class |= tenWord
			w.number = int16(n)
		case "power":
			w.class |= powerWord
			w.number = int16(n)
		case "decade":
			w.class |= decadeWord
			w.number = int16(n)
		case "day":
			w.class |= dayWord
			w.day = int8(n)
		case "mod":
			w.class |= modifierWord
			w.modifier, known = dateModifiers[value]
		case "role":
			w.class |= roleWord
			w.role, known = dateRoles[value]
		case "part":
			w.class |= partWord
			w.part, known = dateParts[value]
		case "unit":
			w.class |= unitWord
			w.unitSize, known = 1, true
			if size != "" {
				n, err := strconv.Atoi(size)
				w.unitSize, known = int16(n), err == nil
			}
			if value == "weekend" {
				w.class |= weekendWord
				w.unit = period.Day
				break
			}
			unit, ok := dateUnits[value]
			w.unit, known = unit, known && ok
		default:
			known = false
		}
		if !known {
			return fmt.Errorf("unknown class %q", class)
		}
	}
	return nil
}

// dateReader is what readPeriods knows beside the words of its tables.
type dateReader struct {
	lists    *wordLists
	past     []string // suffixes of the past tense
	plural   []string // suffixes of plural nouns
	singular []string // longer suffixes that are none
}

// datePhrase is a fixed phrase that compares with the unit before: "year on year".
type datePhrase struct {
	words []string
	unit  period.Grain
}

// readDate adds what a table of dates says of the word. It panics for an entry that is wrong, as the tables are part of
// the program.
func (w *word) readDate(table string, e lexicon.Entry) {
	if w.date == nil {
		w.date = &dateEntry{}
	}
	if table == "comparisons" {
		w.date.class |= comparisonWord
		return
	}
	if err := w.date.add(e.Meaning); err != nil {
		panic(fmt.Sprintf("english/%s.tsv:%d: %v", table, e.Line, err))
	}
}

// comparisons returns the phrases of the table of comparisons by their first word.
var comparisons = sync.OnceValue(func() map[string][]datePhrase {
	phrases := map[string][]datePhrase{}
	for e := range lexicon.Table("comparisons") {
		unit, ok := dateUnits[e.Meaning]
		if !ok {
			badEntry("comparisons", e)
		}
		var words []string
		for _, token := range cutPhrase(e.Phrase) {
			words = append(words, token.Norm)
		}
		phrases[words[0]] = append(phrases[words[0]], datePhrase{words, unit})
	}
	return phrases
})

func newDateReader(lists *wordLists) *dateReader {
	d := &dateReader{lists: lists}
	for _, table := range dateTables {
		for entry := range lexicon.Table(table) {
			if suffix, ok := strings.CutPrefix(entry.Phrase, "-"); ok {
				d.addSuffix(suffix, entry.Meaning)
			}
		}
	}
	return d
}

// entry returns what the tables of dates say of a word or of letters, nil for nothing.
func (d *dateReader) entry(text string) *dateEntry {
	if w := d.lists.word(text); w != nil {
		return w.date
	}
	return nil
}

func (d *dateReader) addSuffix(suffix, meaning string) {
	switch meaning {
	case "past":
		d.past = append(d.past, suffix)
	case "plural":
		d.plural = append(d.plural, suffix)
	case "singular":
		d.singular = append(d.singular, suffix)
	default:
		panic(fmt.Sprintf("suffix -%s: unknown meaning %q", suffix, meaning))
	}
}

// hasPastSuffix reports whether a word ends like a verb in the past: "opened".
func (d *dateReader) hasPastSuffix(word string) bool { return endsWith(word, d.past) }

// endsPlural reports whether a word ends like a noun in the plural: "figures".
func (d *dateReader) endsPlural(word string) bool {
	return endsWith(word, d.plural) && !endsWith(word, d.singular)
}

func endsWith(word string, suffixes []string) bool {
	for _, suffix := range suffixes {
		if len(word) > len(suffix)+1 && strings.HasSuffix(word, suffix) {
			return true
		}
	}
	return false
}
