package claims

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Ref is one thing of the facts that a name may stand for. Exactly one of the pointers is set.
type Ref struct {
	Measure   *facts.Measure
	Member    *facts.Member
	Dimension *facts.Dimension
	Subject   *facts.Dataset // the dataset is about what is named
	// Loose is what the name costs as a name of this thing: 0 for a label or an alias in full, more for
	// the head of a label, an abbreviation or a single word of it.
	Loose float32
}

// Dataset returns the dataset that the thing belongs to.
func (r Ref) Dataset() *facts.Dataset {
	switch {
	case r.Measure != nil:
		return r.Measure.Dataset
	case r.Member != nil:
		return r.Member.Dimension.Dataset
	case r.Dimension != nil:
		return r.Dimension.Dataset
	}
	return r.Subject
}

// Name is a mention of something that the facts know: tokens [First, Last) and what they may stand for,
// in the order of the datasets.
type Name struct {
	First, Last int
	Refs        []Ref
}

// Vocabulary holds every phrase by which the facts are known, as a trie over stems. Build it once per
// catalog; it is safe for concurrent use.
type Vocabulary struct {
	trie
	refs    map[uint32][]Ref                   // by the node that a phrase ends at
	proper  map[uint32]bool                    // nodes whose every phrase is written with capitals
	acronym map[uint32]bool                    // nodes whose every phrase is all capitals, as NT: no \"It\"
	topics  map[*facts.Measure]map[string]bool // the stems of the words by which a measure and its dataset are described
}

// NewVocabulary collects the labels, aliases and subjects of a catalog, with the shorter forms that
// writers use for them.
func NewVocabulary(c *facts.Catalog) *Vocabulary {
	v := &Vocabulary{trie: newTrie(0), refs: map[uint32][]Ref{}, proper: map[uint32]bool{}, acronym: map[uint32]bool{}, topics: map[*facts.Measure]map[string]bool{}}
	for _, d := range c.Datasets {
		v.addDataset(d)
	}
	return v
}

func (v *Vocabulary) addDataset(d *facts.Dataset) {
	for _, m := range d.Measures {
		v.addMeasure(m)
	}
	for _, dim := range d.Dimensions {
		v.addNoun(dim.Label, Ref{Dimension: dim}, 0)
		short, proper := v.shortNames(dim), hasProperNames(dim)
		for _, m := range dim.Members {
			ref := Ref{Member: m}
			for _, name := range append([]string{m.Label}, m.Aliases...) {
				v.add(name, ref)
				if d.Inferred && isCommonNoun(name) {
					v.add(strings.ToLower(name), ref)
				}
				for _, people := range v.demonyms(name) {
					v.add(people, Ref{Member: m, Loose: 0.1})
				}
			}
			for _, name := range short[m] {
				v.addCased(name, Ref{Member: m, Loose: 0.3}, proper)
			}
		}
	}
	for _, about := range d.About {
		v.add(about, Ref{Subject: d})
		for _, people := range v.demonyms(about) {
			v.add(people, Ref{Subject: d, Loose: 0.1})
		}
	}
}

// isCommonNoun reports whether a value of a bare table may be a common noun that the table begins with a capital:
// "Passenger". Short words are too often other words: "Will", "May".
func isCommonNoun(name string) bool {
	return len(name) > 4 && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && strings.IndexFunc(name[1:], unicode.IsUpper) < 0
}

// addMeasure files a measure under its label and aliases, and under the parts of its label: "data
// compromises" is also called "compromises", "value of goods stolen" also "value" and "goods stolen".
func (v *Vocabulary) addMeasure(m *facts.Measure) {
	v.topics[m] = v.topicOf(m)
	v.addNoun(m.Label, Ref{Measure: m}, 0)
	for _, alias := range m.Aliases {
		v.addNoun(alias, Ref{Measure: m}, 0)
	}
	if m.Unit.Kind == quantity.Count && m.Unit.Name != "" {
		loose := float32(0.2)
		if vagueHeads.Has(Stem(m.Unit.Name)) {
			loose = 1.3 // "people" alone may be any people
		}
		v.add(m.Unit.Name, Ref{Measure: m, Loose: loose})
	}
}

// topicOf returns the stems of the words of a measure's label and aliases and of its dataset's title: "tonnes of fish" may be
// tonnes of "fish landed".
func (v *Vocabulary) topicOf(m *facts.Measure) map[string]bool {
	topic := map[string]bool{}
	for _, phrase := range append([]string{m.Dataset.Title, m.Label}, m.Aliases...) {
		for _, word := range strings.Fields(phrase) {
			if word = strings.ToLower(strings.Trim(word, "(),.:;")); len(word) > 2 && !breaksNoun.Has(word) && !skipsArticle[word] {
				topic[Stem(word)] = true
			}
		}
	}
	return topic
}

// addNoun files a noun phrase and its heads: the chunks between its prepositions, and each chunk without
// its leading words.
func (v *Vocabulary) addNoun(phrase string, ref Ref, loose float32) {
	ref.Loose += loose
	v.add(phrase, ref)
	ref.Loose += 0.3
	for n, chunk := range v.chunks(phrase) {
		part := ref
		if n > 0 {
			part.Loose += 0.3
		}
		if ref.Measure != nil { // families are of measures; dimensions are named by their own words
			for _, word := range kin.List(Stem(strings.ToLower(chunk[len(chunk)-1]))) {
				v.add(word, Ref{Measure: ref.Measure, Loose: part.Loose + 0.15})
			}
		}
		for len(chunk) > 0 {
			if len(chunk) > 1 || !vagueHeads.Has(Stem(strings.ToLower(chunk[0]))) {
				v.add(strings.Join(chunk, " "), part)
			}
			chunk = chunk[1:]
			part.Loose += 0.1
		}
	}
}

// chunks splits a noun phrase at prepositions and brackets.
func (v *Vocabulary) chunks(phrase string) [][]string {
	if open := strings.IndexByte(phrase, '('); open > 0 {
		phrase = phrase[:open]
	}
	var chunks [][]string
	var chunk []string
	for _, word := range strings.Fields(strings.ReplaceAll(phrase, ",", " , ")) {
		if breaksNoun.Has(strings.ToLower(word)) {
			if len(chunk) > 0 {
				chunks = append(chunks, chunk)
			}
			chunk = nil
			continue
		}
		if len(chunk) > 0 || !skipsArticle[strings.ToLower(word)] {
			chunk = append(chunk, word)
		}
	}
	if len(chunk) > 0 {
		chunks = append(chunks, chunk)
	}
	return chunks
}

var skipsArticle = map[string]bool{"the": true, "a": true, "an": true}

var (
	breaksNoun = lexicon.Words{Table: "noun-breaks"}
	vagueHeads = lexicon.Words{Table: "vague-heads", Key: Stem}
)

// shortNames returns the abbreviations and single words by which members with names of several words are
// called, where only one member of the dimension is called so: "NSW", "Horford", "Heathrow".
func (v *Vocabulary) shortNames(d *facts.Dimension) map[*facts.Member][]string {
	owners := map[string][]*facts.Member{}
	claim := func(name string, m *facts.Member) {
		if !slices.Contains(owners[name], m) {
			owners[name] = append(owners[name], m)
		}
	}
	for _, m := range d.Members {
		words := strings.Fields(m.Label)
		if open := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "(") }); open > 0 {
			words = words[:open]
			claim(strings.Join(words, " "), m)
		}
		for _, part := range strings.FieldsFunc(m.Label, func(r rune) bool { return r == '–' || r == '/' }) {
			if part = strings.TrimSpace(part); part != m.Label && startsUpper(part) && len(part) > 3 {
				claim(part, m) // "Brent" of "Brent–Coyle"
			}
		}
		if len(words) == 1 {
			claim(words[0], m)
			continue
		}
		if len(words) > 5 {
			continue
		}
		if startsUpper(words[0]) {
			claim(initials(words), m)
		}
		for _, word := range []string{words[0], words[len(words)-1]} {
			if startsUpper(word) && len(word) > 3 && !vagueHeads.Has(Stem(strings.ToLower(word))) {
				claim(strings.Trim(word, ".,:"), m)
			}
		}
		if colon := strings.IndexByte(m.Label, ':'); colon > 3 {
			claim(m.Label[:colon], m)
		}
	}
	short := map[*facts.Member][]string{}
	for name, of := range owners {
		if len(of) == 1 && len(name) > 1 {
			short[of[0]] = append(short[of[0]], name)
		}
	}
	for _, names := range short {
		slices.Sort(names)
	}
	return short
}

func initials(words []string) string {
	var letters strings.Builder
	for _, word := range words {
		if startsUpper(word) {
			r, _ := utf8.DecodeRuneInString(word)
			letters.WriteRune(r)
		}
	}
	if letters.Len() < 2 {
		return ""
	}
	return letters.String()
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// demonyms returns the words for the people and the things of a place: the table's for those that don't
// follow a rule, else "Tasmania" gives "Tasmanian", "Vietnam" gives "Vietnamese".
func (v *Vocabulary) demonyms(name string) []string {
	if !startsUpper(name) || strings.ContainsAny(name, " -.") {
		return demonymTable.List(strings.ToLower(name))
	}
	if known := demonymTable.List(strings.ToLower(name)); known != nil {
		return known
	}
	switch name[len(name)-1] {
	case 'a':
		return []string{name + "n"}
	case 'o', 'e', 'y', 's', 'd', 't', 'h', 'k', 'g', 'w':
		return nil
	}
	return []string{name + "ese", name + "ian"}
}

// demonymTable maps the name of a place to the words for its people and things.
var demonymTable = lexicon.Words{Table: "demonyms"}

// kin maps the stem of a noun to other words of its family.
var kin = lexicon.Words{Table: "kin", Key: Stem}

// PrecedesPlace reports whether a word is a preposition that a place stands behind: "in Southport".
func PrecedesPlace(norm string) bool { return placePrepositions.Has(norm) }

var placePrepositions = lexicon.Words{Table: "place-prepositions"}

// JoinsClauses reports whether a word opens another clause: "while", "and".
func JoinsClauses(norm string) bool { return clauseWords.Has(norm) || norm == "and" }

// SoundsLikePlace reports whether a word in lower case ends as the names of many places do, or is a known one.
func SoundsLikePlace(norm string) bool {
	if IsPlace(norm) {
		return true
	}
	endings, never := placeEndings()
	if never[norm] || len(norm) < shortestPlace {
		return false
	}
	return slices.ContainsFunc(endings, func(ending string) bool { return len(norm) > len(ending) && strings.HasSuffix(norm, ending) })
}

// shortestPlace is how many letters a word needs for its end to tell a place.
const shortestPlace = 6

var placeEndings = sync.OnceValues(func() (endings []string, never map[string]bool) {
	never = map[string]bool{}
	for entry := range lexicon.Table("place-endings") {
		if entry.Meaning == "never" {
			never[entry.Phrase] = true
		} else {
			endings = append(endings, entry.Phrase)
		}
	}
	return endings, never
})

// IsPlace reports whether a word in lower case is a country, or one of its people or things.
func IsPlace(norm string) bool { return places()[norm] }

var places = sync.OnceValue(readPlaces)

func readPlaces() map[string]bool {
	places := map[string]bool{}
	for entry := range lexicon.Table("demonyms") {
		for _, name := range append([]string{entry.Phrase}, strings.Split(strings.ToLower(entry.Meaning), ", ")...) {
			if !strings.Contains(name, " ") {
				places[name] = true
			}
		}
	}
	return places
}

// hasProperNames reports whether the members of a dimension are called by proper names, which are only met with capitals:
// people, teams, places of several words. "Unprocessed food" and "Cyclist" have their capital from the table's style.
func hasProperNames(d *facts.Dimension) bool {
	proper := false
	for _, m := range d.Members {
		words := strings.Fields(m.Label)
		for n, word := range words {
			if n > 0 && !startsUpper(word) && isLetter(word[0]) && len(word) > 3 {
				return false
			}
			proper = proper || n > 0 && startsUpper(word)
		}
	}
	return proper
}

// add files a phrase, which is only met with a capital if it is written with one.
func (v *Vocabulary) add(phrase string, ref Ref) { v.addCased(phrase, ref, true) }

// addCased files a phrase; cased tells that a capital in it must be met with one.
func (v *Vocabulary) addCased(phrase string, ref Ref, cased bool) {
	tokens := Tokenize(phrase, nil)
	node := uint32(0)
	proper := cased && startsUpper(phrase)
	words := 0
	for _, t := range tokens {
		if skipsInNames(t) {
			continue
		}
		words++
		node = v.step(node, Stem(t.Norm))
	}
	if words == 0 {
		return
	}
	acronym := proper && len(tokens) == 1 && isAcronym(phrase)
	if len(v.refs[node]) == 0 {
		v.proper[node], v.acronym[node] = proper, acronym
	}
	v.proper[node] = v.proper[node] && proper
	v.acronym[node] = v.acronym[node] && acronym
	for i, known := range v.refs[node] {
		known.Loose = ref.Loose
		if known == ref {
			v.refs[node][i].Loose = min(v.refs[node][i].Loose, ref.Loose)
			return
		}
	}
	v.refs[node] = append(v.refs[node], ref)
}

// isAcronym reports whether a word is all capitals.
func isAcronym(word string) bool {
	return len(word) > 1 && word == strings.ToUpper(word) && strings.ContainsFunc(word, unicode.IsLetter)
}

// skipsInNames tells the tokens that a name may have or lack: a leading "the", hyphens, stops and commas.
func skipsInNames(t Token) bool {
	return t.Kind == Punct && t.Norm != "&" || t.Norm == "the" || t.Norm == "'s"
}

// find returns the names in a sentence: at each place the longest, from left to right.
func (v *Vocabulary) find(s *Sentence) []Name {
	var names []Name
	caseless := !hasCapital(s.Tokens)
	for i := 0; i < len(s.Tokens); i++ {
		node, last := uint32(0), -1
		var refs []Ref
		for j := i; j < len(s.Tokens) && j < i+12; j++ {
			t := s.Tokens[j]
			if j > i && skipsInNames(t) && !endsName(t) {
				continue
			}
			var ok bool
			if node, ok = v.next(node, s.Stems[j]); !ok {
				break
			}
			if v.acronym[node] && !caseless && !isAcronym(s.Text[t.Start:t.End]) {
				continue
			}
			if len(v.refs[node]) > 0 && (caseless || !v.proper[node] || t.Upper || s.Tokens[i].Upper || t.Kind == Number) {
				last, refs = j, v.refs[node]
			}
		}
		if last >= 0 {
			names = append(names, Name{First: i, Last: last + 1, Refs: refs})
			i = last
		}
	}
	return names
}

// endsName tells the punctuation that no name runs across.
func endsName(t Token) bool { return t.Norm == "," || t.Norm == ";" || t.Norm == "(" || t.Norm == ")" }

func hasCapital(tokens []Token) bool {
	return slices.ContainsFunc(tokens, func(t Token) bool { return t.Upper })
}
