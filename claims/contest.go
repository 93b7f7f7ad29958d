package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Contest is a match, a game or another event of two sides as several datasets tell it: the totals of the
// sides, and, where the facts have them, the figures of the people, the score by parts and the other
// events of both sides. It is found by the shape of the facts alone: two rows of one day, told apart by a
// dimension whose labels the other datasets share.
type Contest struct {
	Day   period.Period // zero when the facts have no time
	Sides [2]Side
	Score *facts.Measure // of the totals: what decides

	Totals  *facts.Dataset
	People  []*Person
	persons *facts.Dataset
	person  *facts.Dimension

	Parts     []Inning // in the order of the facts
	Games     []Game   // of both sides, by day
	Alone     bool     // the catalog tells of nothing but this event and the sides' others
	catalog   *facts.Catalog
	sideOf    map[string]int // by the key of a label
	byPerson  map[*facts.Member]*Person
	clubs     map[*facts.Member]string
	families  [2][]Family               // of the sides, of the people
	group     map[*facts.Dimension]bool // attributes of the people
	attribute map[*facts.Dimension]bool // attributes of the sides
}

// Side is one of the two.
type Side struct {
	Label string
	Key   string // the label, by which datasets share it
	Row   facts.Row
	Won   bool
	Lost  bool
}

// Person is someone with a row of figures.
type Person struct {
	Member *facts.Member
	Side   int // index into Contest.Sides, -1 when the facts don't say
	Row    facts.Row
}

// Inning is a quarter, a half or another part of the event with what each side scored in it.
type Inning struct {
	Member *facts.Member
	Scores [2]quantity.Number
	Rows   [2]*facts.Observation
}

// Game is an event of a side on a day.
type Game struct {
	Day      period.Period
	Side     int
	Opponent string // key of the opponent's label
	Label    string
	Rows     []*facts.Observation
}

// Family is a count of tries with the count of those that came off, and their percentage.
type Family struct {
	Made, Tried, Rate string          // ids of measures; Rate may be ""
	words             map[string]bool // that name it
}

// Of returns what a row has for a measure, by the id of the measure; nil when it has nothing.
func Of(row facts.Row, id string) *facts.Observation {
	for i := range row.Observations {
		if o := &row.Observations[i]; o.Measure.ID == id {
			return o
		}
	}
	return nil
}

// contests finds the contests that a catalog tells of.
func contests(c *facts.Catalog) (found []*Contest) {
	for _, d := range c.Datasets {
		for _, dim := range d.Dimensions {
			found = append(found, contestsBy(c, d, dim)...)
		}
	}
	return found
}

// contestsBy returns the contests whose sides are members of a dimension.
func contestsBy(c *facts.Catalog, d *facts.Dataset, dim *facts.Dimension) (found []*Contest) {
	byDay := map[period.Period][]facts.Row{}
	var days []period.Period
	for i := 0; i < d.Len() && i < maxContestRows; i++ {
		row := d.Row(i)
		if row.Members[dim.Index] == nil {
			return nil
		}
		if len(byDay[row.Period]) == 0 {
			days = append(days, row.Period)
		}
		byDay[row.Period] = append(byDay[row.Period], row)
	}
	for _, day := range days {
		rows := byDay[day]
		if len(rows) != 2 || rows[0].Members[dim.Index] == rows[1].Members[dim.Index] {
			continue
		}
		game := &Contest{
			Day: day, Totals: d, catalog: c, sideOf: map[string]int{}, byPerson: map[*facts.Member]*Person{},
			clubs: map[*facts.Member]string{}, group: map[*facts.Dimension]bool{}, attribute: map[*facts.Dimension]bool{},
		}
		for n, row := range rows {
			m := row.Members[dim.Index]
			game.Sides[n] = Side{Label: m.Label, Key: key(m.Label), Row: row}
			game.sideOf[key(m.Label)] = n
			game.clubs[m] = key(m.Label)
		}
		for _, other := range d.Dimensions {
			if other != dim && rows[0].Members[other.Index] != nil {
				game.attribute[other] = true
			}
		}
		game.join()
		if game.decide() {
			found = append(found, game)
		}
	}
	return found
}

const maxContestRows = 5000

func key(label string) string { return strings.ToLower(label) }

// join collects what the other datasets tell of the day and the sides.
func (g *Contest) join() {
	joined := 1
	for _, d := range g.catalog.Datasets {
		if d == g.Totals {
			continue
		}
		for _, dim := range d.Dimensions {
			if !g.hasSides(dim) {
				continue
			}
			switch {
			case g.joinGames(d, dim), g.joinParts(d, dim), g.joinPeople(d, dim):
			default:
				continue
			}
			for _, m := range dim.Members {
				g.clubs[m] = key(m.Label)
			}
			joined++
			break
		}
	}
	g.Alone = joined == len(g.catalog.Datasets)
	slices.SortStableFunc(g.Games, func(x, y Game) int { return x.Day.Compare(y.Day) })
	g.families[0] = families(g.Totals.Measures)
	if g.persons != nil {
		g.families[1] = families(g.persons.Measures)
	}
}

func (g *Contest) hasSides(dim *facts.Dimension) bool {
	seen := 0
	for _, m := range dim.Members {
		if _, ok := g.sideOf[key(m.Label)]; ok {
			seen++
		}
	}
	return seen == 2
}

// joinGames takes a dataset whose rows pair a side with another of the same kind.
func (g *Contest) joinGames(d *facts.Dataset, dim *facts.Dimension) bool {
	for _, other := range d.Dimensions {
		if other == dim || !g.hasSides(other) || d.Period == nil {
			continue
		}
		for i := 0; i < d.Len() && i < maxContestRows; i++ {
			row := d.Row(i)
			a, b := row.Members[dim.Index], row.Members[other.Index]
			if a == nil || b == nil {
				continue
			}
			if side, ok := g.sideOf[key(a.Label)]; ok {
				g.Games = append(g.Games, Game{row.Period, side, key(b.Label), b.Label, evidenceOf(row)})
			}
		}
		for _, m := range other.Members {
			g.clubs[m] = key(m.Label)
		}
		return true
	}
	return false
}

func evidenceOf(row facts.Row) (rows []*facts.Observation) {
	for i := range row.Observations {
		rows = append(rows, &row.Observations[i])
	}
	return rows
}

// joinParts takes a dataset with few rows a side, each with a member of one other dimension and one measure
// that the totals have too.
func (g *Contest) joinParts(d *facts.Dataset, dim *facts.Dimension) bool {
	if len(d.Dimensions) != 2 {
		return false
	}
	part := d.Dimensions[1-dim.Index]
	var shared *facts.Measure
	for _, m := range d.Measures {
		for _, total := range g.Totals.Measures {
			if key(total.Label) == key(m.Label) && m.Additive {
				shared = m
			}
		}
	}
	if shared == nil || len(part.Members) > 12 {
		return false
	}
	var parts []Inning
	for _, m := range part.Members {
		p := Inning{Member: m}
		seen := 0
		for i := 0; i < d.Len() && i < maxContestRows; i++ {
			row := d.Row(i)
			if row.Period != g.Day || row.Members[part.Index] != m || row.Members[dim.Index] == nil {
				continue
			}
			if side, ok := g.sideOf[key(row.Members[dim.Index].Label)]; ok {
				if o := Of(row, shared.ID); o != nil {
					p.Scores[side], p.Rows[side] = o.Value, o
					seen++
				}
			}
		}
		if seen == 2 {
			parts = append(parts, p)
		}
	}
	if len(parts) < 2 {
		return false
	}
	for _, total := range g.Totals.Measures {
		if key(total.Label) == key(shared.Label) && g.sums(parts, total.ID) {
			g.Parts, g.Score = parts, total
			return true
		}
	}
	return false
}

// sums reports whether the parts make the totals.
func (g *Contest) sums(parts []Inning, id string) bool {
	for side := range g.Sides {
		var sum quantity.Number
		for _, p := range parts {
			sum = sum.Add(p.Scores[side])
		}
		if o := Of(g.Sides[side].Row, id); o == nil || !o.Value.Equal(sum) {
			return false
		}
	}
	return true
}

// joinPeople takes a dataset with one row for each member of another dimension.
func (g *Contest) joinPeople(d *facts.Dataset, dim *facts.Dimension) bool {
	var person *facts.Dimension
	for _, other := range d.Dimensions {
		if other != dim && len(other.Members) > 4 && (person == nil || len(other.Members) > len(person.Members)) {
			person = other
		}
	}
	if person == nil {
		return false
	}
	var people []*Person
	byPerson := map[*facts.Member]*Person{}
	for i := 0; i < d.Len() && i < maxContestRows; i++ {
		row := d.Row(i)
		m, team := row.Members[person.Index], row.Members[dim.Index]
		if row.Period != g.Day || m == nil {
			continue
		}
		if byPerson[m] != nil {
			return false
		}
		p := &Person{Member: m, Side: -1, Row: row}
		if team != nil {
			if side, ok := g.sideOf[key(team.Label)]; ok {
				p.Side = side
			}
		}
		byPerson[m] = p
		people = append(people, p)
	}
	if len(people) < 5 {
		return false
	}
	g.People, g.byPerson, g.persons, g.person = people, byPerson, d, person
	for _, other := range d.Dimensions {
		if other != dim && other != person {
			g.group[other] = true
		}
	}
	return true
}

// decide finds what decides the contest and who won; false when the facts show no contest.
func (g *Contest) decide() bool {
	sign := g.Parts != nil && g.People != nil
	for _, word := range append(slices.Clone(g.Totals.About), strings.Fields(g.Totals.Title)...) {
		for _, w := range strings.Fields(strings.ToLower(word)) {
			sign = sign || contestNouns.Meaning(w) == "contest"
		}
	}
	for dim := range g.attribute {
		for n := range g.Sides {
			m := g.Sides[n].Row.Members[dim.Index]
			if m == nil {
				continue
			}
			for _, name := range append([]string{m.ID, m.Label}, m.Aliases...) {
				switch outcomeNoun(strings.ToLower(name)) {
				case "won":
					g.Sides[n].Won, sign = true, true
				case "lost":
					g.Sides[n].Lost, sign = true, true
				}
			}
		}
	}
	if !sign {
		return false
	}
	if g.Score == nil {
		for _, m := range g.Totals.Measures {
			if contestNouns.Meaning(strings.ToLower(m.Label)) == "score" {
				g.Score = m
				break
			}
		}
	}
	if g.Score == nil {
		return false
	}
	a, b := Of(g.Sides[0].Row, g.Score.ID), Of(g.Sides[1].Row, g.Score.ID)
	if a == nil || b == nil {
		return false
	}
	if !g.Sides[0].Won && !g.Sides[1].Won {
		if order := a.Value.Cmp(b.Value); order != 0 {
			g.Sides[0].Won, g.Sides[1].Won = order > 0, order < 0
		}
	}
	for n := range g.Sides {
		if g.Sides[n].Won {
			g.Sides[n].Lost, g.Sides[1-n].Lost = false, true
		}
	}
	return true
}

var contestNouns = lexicon.Words{Table: "contest-nouns"}

// outcomeNoun returns what a word says of the end of a contest, "" for one that says nothing.
func outcomeNoun(word string) string {
	switch meaning := contestNouns.Meaning(word); meaning {
	case "contest", "score":
		return ""
	default:
		return meaning
	}
}

// families finds the measures of tries and successes of the same thing, by their labels: "goals made", "goals
// attempted", "goal percentage".
func families(measures []*facts.Measure) (found []Family) {
	for _, made := range measures {
		stem, ok := cutTryWord(made.Label, "made")
		if !ok {
			continue
		}
		for _, tried := range measures {
			if other, ok := cutTryWord(tried.Label, "tried"); !ok || other != stem {
				continue
			}
			f := Family{Made: made.ID, Tried: tried.ID, words: map[string]bool{}}
			f.name(made)
			f.name(tried)
			for _, rate := range measures {
				if rate.Unit.Kind == quantity.Percent && alike(rate.Label, stem) {
					f.Rate = rate.ID
					f.name(rate)
				}
			}
			found = append(found, f)
		}
	}
	return found
}

// cutTryWord takes the word for successes or for tries out of a label.
func cutTryWord(label, kind string) (string, bool) {
	words := strings.Fields(key(label))
	for i, w := range words {
		if tryWords.Meaning(w) == kind {
			return strings.Join(slices.Delete(words, i, i+1), " "), true
		}
	}
	return "", false
}

var tryWords = lexicon.Words{Table: "try-words"}

// alike reports whether a label of a percentage speaks of what the stem of a pair names: "field-goal percentage"
// and "field goals", "three-point percentage" and "three-pointers".
func alike(rate, stem string) bool {
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' })
	}
	words, of := split(key(rate)), split(stem)
	if len(words) < len(of) {
		return false
	}
	for i, w := range of {
		short := min(len(w), len(words[i]))
		if short < 3 || w[:short-min(short-3, 2)] != words[i][:short-min(short-3, 2)] {
			return false
		}
	}
	return true
}

// name adds the words of a measure's names.
func (f *Family) name(m *facts.Measure) {
	for _, name := range append([]string{m.Label}, m.Aliases...) {
		for _, t := range Tokenize(name, nil) {
			if t.Kind == Word && !tryWords.Has(t.Norm) {
				f.words[t.Norm] = true
			}
		}
	}
}

// Club returns the key of the side or the opponent that a name stands for, "" for none.
func (g *Contest) Club(n Name) string {
	for _, r := range n.Refs {
		if r.Member != nil {
			if club, ok := g.clubs[r.Member]; ok {
				return club
			}
		}
	}
	return ""
}

// Side returns the side of a key, -1 for none.
func (g *Contest) Side(club string) int {
	if side, ok := g.sideOf[club]; ok {
		return side
	}
	return -1
}
