package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// ContestReader reads what articles say of the contests of a catalog. It is built once and is safe for
// concurrent use.
type ContestReader struct {
	contests []*Contest
	words    *saidTable
}

// NewContestReader returns the reader for the contests of the catalog that the vocabulary was made of.
func NewContestReader(c *facts.Catalog, v *Vocabulary) *ContestReader {
	r := &ContestReader{contests: contests(c)}
	if len(r.contests) > 0 {
		r.words = newSaidTable("contest-words")
	}
	return r
}

// Read finds the contest that the article reports and fills the events of its sentences. Amounts that
// the events are about have no other use.
func (r *ContestReader) Read(a *Article) {
	g := r.choose(a)
	if g == nil {
		return
	}
	a.Contest = g
	t := &contestText{Contest: g, words: r.words, article: a, side: -1, chain: -1, told: map[*Person]bool{}, figured: map[*Person]bool{}}
	for _, s := range a.Sentences {
		if !s.Block.Furniture {
			t.read(s)
		}
	}
}

// choose returns the latest contest before publication that the article names both sides or a person of, or nil.
func (r *ContestReader) choose(a *Article) (best *Contest) {
	for _, g := range r.contests {
		if !a.Published.IsZero() && !g.Day.IsZero() && g.Day.After(a.Published) {
			continue
		}
		named, person := [2]bool{}, false
		for _, s := range a.Sentences {
			for _, n := range s.Names {
				if side := g.Side(g.Club(n)); side >= 0 {
					named[side] = true
				}
				for _, ref := range n.Refs {
					if p := g.byPerson[ref.Member]; ref.Member != nil && p != nil && p.Side >= 0 {
						named[p.Side], person = true, true
					}
				}
			}
		}
		if (named[0] && named[1] || person) && (best == nil || g.Day.Compare(best.Day) > 0) {
			best = g
		}
	}
	return best
}

// contestText is the state of reading one article.
type contestText struct {
	*Contest
	words   *saidTable
	article *Article

	people  []*Person // who was spoken of last
	chain   int       // the side of the person told of last, -1 when a name out of place broke the chain
	recent  string    // the group that the sentence before told of
	side    int       // the side that the text is about, -1 for none
	told    map[*Person]bool
	figured map[*Person]bool // whose figures were told
	pair    []*Person        // the last two people named together, for "the former"
	pairAge int              // sentences since
}

// entity is a name of a person, a side or another club.
type entity struct {
	first, last int
	people      []*Person
	side        int    // of a side, else -1
	club        string // of a side or another club
	unknown     bool   // a name that the facts don't know, or none of the contest's
	absent      bool   // of unknown: on record, but not of this contest, or under another first name
}

func (e *entity) isPerson() bool { return len(e.people) > 0 || e.unknown }

// subject is who a stretch of a sentence is about.
type subject struct {
	people []*Person
	side   int
	known  bool
	firm   bool
	plural bool // several people, each or together
}

var nobody = subject{side: -1}

// telling is one sentence while it is read.
type telling struct {
	*contestText
	s        *Sentence
	entities []entity
	said     []said
	subjects []subject // by token
	mains    []int     // by token: the side that the clause is about
	owned    map[int]bool
}

func (t *contestText) read(s *Sentence) {
	k := &telling{contestText: t, s: s, said: t.words.find(s), owned: map[int]bool{}}
	k.findEntities()
	k.findSubjects()
	if k.has("future") && !k.tellsScore() {
		k.readNext()
		k.readStandings()
		k.readHopes()
		k.own()
		k.remember()
		return
	}
	k.readStandings()
	k.readPairs()
	k.readFigures()
	k.readSingles()
	k.readOutcome()
	k.readLeads()
	k.readNames()
	k.own()
	k.remember()
}

// own takes the amounts that events are about out of all other use.
func (k *telling) own() {
	for i := range k.s.Amounts {
		if k.owned[i] || k.Alone && k.s.Amounts[i].Kind == Ordinal {
			k.s.Uses[i] = Use{With: -1}
		}
	}
	for i := range k.s.Cues {
		c := &k.s.Cues[i]
		if k.Alone && c.Kind != Anaphor && c.Kind != Modal && c.Kind != Not {
			c.Kind = NoCue // nothing on record to compare with but what the events tell of
		}
		switch c.Kind {
		case Leads, Successor, Most, Least, RankVerb, Overtake, Only, Record:
			c.Kind = NoCue // places among the people of a contest are told by its events
		}
		if slices.ContainsFunc(k.s.Events, func(e Event) bool { return e.First < c.Last && c.First < e.Last }) {
			c.Kind = NoCue
		}
	}
}

// remember carries what the sentence was about over to the next.
func (k *telling) remember() {
	for i := range k.entities {
		e := &k.entities[i]
		if len(e.people) > 0 && !k.isObject(e) {
			k.people = e.people
			for _, p := range e.people {
				k.told[p] = true
			}
		}
	}
	k.pairAge++
	if k.pairAge > 1 {
		k.pair = nil
	}
	if len(k.entities) > 0 && !slices.ContainsFunc(k.entities, entity.isPersonName) {
		k.chain = -1 // a sentence about a side stands between
	}
	for _, side := range k.mains {
		if side >= 0 {
			k.side = side
			break
		}
	}
	for _, e := range k.s.Events {
		if e.Kind == EventFigure && len(e.Persons) == 1 {
			k.figured[e.Persons[0]] = true
		}
		if e.Kind == EventWrongPerson {
			k.people, k.chain = e.Persons, e.Persons[0].Side
			k.told[e.Persons[0]] = true
		}
		if e.Kind == EventWrongSide && len(e.Persons) > 0 {
			k.side = e.Side // the text goes on about the side that was meant
		}
	}
	k.recent = ""
	for i := range k.s.Tokens {
		if g := k.groupAt(i); g != "" {
			k.recent = g
		}
	}
}

func (k *telling) has(kind string) bool {
	return slices.ContainsFunc(k.said, func(p said) bool { return p.kind == kind })
}

// tellsScore reports whether the sentence tells of the contest itself, whatever it says of the next.
func (k *telling) tellsScore() bool {
	for i := range k.s.Amounts {
		if a := &k.s.Amounts[i]; k.isPair(i) && a.First > 0 && !k.inBrackets(i) {
			return true
		}
	}
	return false
}

func (k *telling) norm(i int) string {
	if i < 0 || i >= len(k.s.Tokens) {
		return ""
	}
	return k.s.Tokens[i].Norm
}

// findEntities reads the names of people and clubs, and runs of capitals that are no names on record.
func (k *telling) findEntities() {
	s := k.s
	covered, named := make([]bool, len(s.Tokens)+1), make([]bool, len(s.Tokens)+1)
	for _, n := range s.Names {
		for i := n.First; i < n.Last; i++ {
			covered[i] = true
		}
		e, absent := entity{first: n.First, last: n.Last, side: -1}, false
		for _, r := range n.Refs {
			switch p := k.byPerson[r.Member]; {
			case r.Member == nil || k.person == nil || r.Member.Dimension != k.person:
			case p == nil:
				absent = true
			case !slices.Contains(e.people, p):
				e.people = append(e.people, p)
			}
		}
		club := k.Club(n)
		switch {
		case len(e.people) > 0:
			e.people = k.likely(e.people)
			if k.hasOtherFirstName(n) {
				e.people, e.unknown, e.absent = nil, true, true
				e.first--
			}
		case absent:
			e.unknown, e.absent = true, true
		case club != "":
			e.club, e.side = club, k.Side(club)
		case k.attributed(n) >= 0:
			e.side = k.attributed(n)
			e.club = k.Sides[e.side].Key
		default:
			continue
		}
		k.entities = append(k.entities, e)
		named[e.first] = true
	}
	for i := 1; i < len(s.Tokens); i++ {
		if covered[i] || !k.isNameWord(i) || s.isDated(i) {
			continue
		}
		last := i + 1
		for last < len(s.Tokens) && !covered[last] && k.isNameWord(last) {
			last++
		}
		switch prev := k.norm(i - 1); {
		case bindsBehind.Has(prev) || prev == "the" || prev == "'s" || named[last]:
		case prev != "," && !clauseWords.Has(prev) && prev != "and" && last-i < 2:
		default:
			k.entities = append(k.entities, k.bySurname(i, last))
		}
		i = last
	}
	if len(s.Tokens) > 2 && !covered[0] && !covered[1] && k.isNameWord(0) && k.isNameWord(1) {
		last := 2
		for last < len(s.Tokens) && !covered[last] && k.isNameWord(last) {
			last++
		}
		if last < len(s.Tokens) && !named[last] {
			k.entities = append(k.entities, entity{first: 0, last: last, side: -1, unknown: true})
		}
	}
	for i := range k.entities {
		for e := &k.entities[i]; e.isPerson(); {
			next := e.last
			if k.norm(next) == "," {
				next++
			}
			if !nameSuffixes.has(k.norm(next)) {
				break
			}
			e.last = next + 1 // "Tim Hardaway, Jr"
		}
	}
	slices.SortStableFunc(k.entities, func(x, y entity) int { return x.first - y.first })
}

func (k *telling) isNameWord(i int) bool {
	t := k.s.Tokens[i]
	return t.Kind == Word && t.Upper && len(t.Norm) > 1 && !k.s.isDated(i) && !nameSuffixes.has(t.Norm)
}

// bySurname returns the entity of a name that is no label or alias on record: whoever is called so with the last word of
// the label, else unknown.
func (k *telling) bySurname(first, last int) entity {
	e := entity{first: first, last: last, side: -1}
	if last-first == 1 {
		for _, p := range k.People {
			if key(lastWord(p.Member.Label)) == k.norm(first) {
				e.people = append(e.people, p)
			}
		}
	}
	e.people = k.likely(e.people)
	e.unknown = len(e.people) == 0
	return e
}

// attributed returns the side that goes by what it is: "the visitors", "the home team"; -1 for none.
func (k *telling) attributed(n Name) int {
	if n.First == 0 || k.norm(n.First-1) != "the" && k.norm(n.First-1) != "their" {
		return -1
	}
	if last := k.norm(n.Last - 1); last != "team" && last != "side" && !strings.HasSuffix(last, "s") {
		return -1
	}
	for _, r := range n.Refs {
		if r.Member == nil || !k.attribute[r.Member.Dimension] {
			continue
		}
		for side := range k.Sides {
			if k.Sides[side].Row.Members[r.Member.Dimension.Index] == r.Member {
				return side
			}
		}
	}
	return -1
}

// nameSuffixes are the words behind a surname.
var nameSuffixes = contestSet("suffix")

// hasOtherFirstName tells "JJ Thompson" where only Klay Thompson is on record.
func (k *telling) hasOtherFirstName(n Name) bool {
	i := n.First - 1
	if n.Last-n.First != 1 || i < 0 || !k.isNameWord(i) || i == 0 && len(k.s.Tokens[i].Norm) > 3 || k.s.isDated(i) {
		return false
	}
	for _, other := range k.s.Names {
		if other.First <= i && i < other.Last {
			return false
		}
	}
	for _, r := range n.Refs {
		if p := k.byPerson[r.Member]; r.Member != nil && p != nil && shortens(k.norm(i), key(r.Member.Label)) {
			return false
		}
	}
	return true
}

// shortens reports whether a first name is a short form of the one that a label begins with: Steph of Stephen.
func shortens(first, label string) bool {
	return len(first) >= 3 && strings.HasPrefix(label, first[:3])
}

// likely narrows people of one name down to those told of before, else to those of the side at hand.
func (k *telling) likely(people []*Person) []*Person {
	if len(people) < 2 {
		return people
	}
	var told, own []*Person
	for _, p := range people {
		if k.told[p] {
			told = append(told, p)
		}
		if p.Side == k.side {
			own = append(own, p)
		}
	}
	switch {
	case len(told) > 0:
		return told
	case len(own) > 0:
		return own
	}
	return people
}

// day returns the weekday of a day in lower case.
func dayName(day period.Period) string {
	name := []byte(day.Weekday().String())
	name[0] += 'a' - 'A'
	return string(name)
}
