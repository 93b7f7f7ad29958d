package tables_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/claims/tables"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

const lighthouses = `lighthouse,island,keeper,first lit,height,lamp,visitors,result of inspection
skarv point,hestoy,karin moe,1871,31,electric,1204,passed
nordre holm,hestoy,odd lund,1858,24,gas,640,failed
ytre flat,brenna,karin moe,1902,18,electric,310,passed
gammel vik,brenna,per strand,1866,27,gas,455,passed
storfles,langa,odd lund,1911,36,electric,2380,passed
lille fles,langa,odd lund,1894,15,gas,205,failed
`

const derbies = `date,home team,away team,score,crowd,venue
4 may 1931,tofte,varnes,3-1,4200,harbour ground
11 may 1931,varnes,skarness,0-0,3100,mill lane
18 may 1931,skarness,tofte,2-4,5600,the quay
25 may 1931,tofte,skarness,1-1,6100,harbour ground
total,,,,19000,
`

const season = `match,date,opponent,result,goals
1,august 12 1951,varnes,w 3-1,3
2,august 19 1951,skarness,l 0-2,0
3,august 26 1951,tofte,w 2-1,2
4,september 2 1951,brenna,w 4-0,4
5,september 9 1951,langa,d 1-1,1
`

// open loads a table under a name, which is what it is about.
func open(t testing.TB, name, csv string) (*tables.Table, *claims.Grammar) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".csv")
	if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	catalog, err := facts.Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	table := tables.New(catalog.Datasets[0])
	if table == nil {
		t.Fatal("the table is not read by rows")
	}
	return table, claims.NewGrammar(claims.NewVocabulary(catalog))
}

func read(t testing.TB, table *tables.Table, g *claims.Grammar, text string) (tables.Statement, string) {
	t.Helper()
	document, err := draft.Parse([]byte(text), draft.Text)
	if err != nil {
		t.Fatal(err)
	}
	article := g.Article(g.Words(document, period.Period{}))
	if len(article.Sentences) != 1 {
		t.Fatalf("%q is %d sentences", text, len(article.Sentences))
	}
	st, _ := table.Read(article.Sentences[0], quantity.DefaultTolerance())
	if st.Unread > 0 {
		st.Truth = tables.Open
	}
	return st, table.Trace(article.Sentences[0])
}

func TestRead(t *testing.T) {
	type want map[string]tables.Truth
	const holds, fails, leftOpen = tables.Holds, tables.Fails, tables.Open
	for _, c := range []struct {
		name, csv string
		want      want
	}{
		{"lighthouses of the vestre coast", lighthouses, want{
			// what stands together in a row
			"Skarv point on hestoy has a height of 31.":                    holds,
			"Skarv point on hestoy has a height of 36.":                    fails,
			"The keeper of storfles is odd lund.":                          holds,
			"The keeper of storfles is karin moe.":                         fails,
			"Karin moe is the keeper of storfles.":                         fails,
			"Ytre flat had 310 visitors and storfles had 2380 visitors.":   holds,
			"Ytre flat had 310 visitors while storfles had 2308 visitors.": fails,
			"Skarv point and storfles both have an electric lamp.":         holds,
			"Skarv point and lille fles both have an electric lamp.":       fails,
			"Skarv point was painted white and has a height of 31.":        leftOpen,
			// counts
			"Three lighthouses have a gas lamp.":                               holds,
			"Four lighthouses have a gas lamp.":                                fails,
			"There are two lighthouses on brenna with more than 300 visitors.": holds,
			"There are three different islands.":                               holds,
			"Four haunted lighthouses have a gas lamp.":                        leftOpen,
			// places
			"Storfles has the greatest height.":                      holds,
			"Skarv point has the greatest height.":                   fails,
			"Skarv point has the second highest number of visitors.": holds,
			"On brenna, gammel vik had the most visitors.":           holds,
			"The lowest height is 15.":                               holds,
			"The earliest lighthouse was nordre holm.":               holds,
			"The earliest lighthouse was storfles.":                  fails,
			"Storfles had more visitors than any other lighthouse.":  holds,
			// comparisons
			"Storfles had more visitors than skarv point.":           holds,
			"Lille fles had more visitors than ytre flat.":           fails,
			"Skarv point had 564 more visitors than nordre holm.":    holds,
			"Skarv point had 500 more visitors than nordre holm.":    fails,
			"Nordre holm was first lit 13 years before skarv point.": holds,
			"Skarv point and nordre holm are on the same island.":    holds,
			"Skarv point and nordre holm have the same keeper.":      fails,
			// sums and means
			"The average number of visitors was 865.67.":             holds,
			"The average number of visitors was 1,200.":              fails,
			"The lighthouses on langa had a total of 2585 visitors.": holds,
			"The lighthouses on langa had a total of 3585 visitors.": fails,
			// shares
			"Most of the lighthouses passed the inspection.":             leftOpen,
			"All of the lighthouses on langa are kept by odd lund.":      holds,
			"The keeper of all of the lighthouses on langa is odd lund.": leftOpen,
			"All lighthouses have a height of at least 15.":              holds,
			"All lighthouses have a height of at least 20.":              fails,
			// the only one
			"Gammel vik is the only lighthouse with per strand as its keeper.": holds,
			"Skarv point is the only lighthouse with an electric lamp.":        fails,
			"Only storfles has more than 2000 visitors.":                       holds,
		}},
		{"derbies 1931", derbies, want{
			"Varnes was the away team at harbour ground on 4 may 1931.":      holds,
			"The home team at the quay was skarness.":                        holds,
			"The home team at the quay was tofte.":                           fails,
			"The highest crowd was 6100.":                                    holds,
			"The highest crowd was 19000.":                                   fails,
			"The average crowd was 4750.":                                    holds,
			"The crowd at mill lane was smaller than the crowd at the quay.": holds,
			"Tofte was at home on two occasions.":                            holds,
			"Tofte was away on two occasions.":                               fails,
		}},
		{"the 1951 harbour season", season, want{
			"The harbour won 3 matches.":                   holds,
			"The harbour won 4 matches.":                   fails,
			"They lost on august 19 1951.":                 holds,
			"They lost on august 26 1951.":                 fails,
			"They played three matches in august of 1951.": holds,
		}},
	} {
		table, g := open(t, c.name, c.csv)
		for text, truth := range c.want {
			if st, trace := read(t, table, g, text); st.Truth != truth {
				t.Errorf("%q: %s, want %s\n%s %q unread %d\n%s", text, names[st.Truth], names[truth], st.Form, st.Says, st.Unread, trace)
			}
		}
	}
}

var names = map[tables.Truth]string{tables.Open: "open", tables.Holds: "holds", tables.Fails: "fails"}

// A word that says something and has no place in the reading leaves every sentence open.
func TestUnreadWords(t *testing.T) {
	table, g := open(t, "lighthouses of the vestre coast", lighthouses)
	for _, text := range []string{
		"Skarv point on hestoy has a height of 31.", "Three lighthouses have a gas lamp.", "Storfles has the greatest height.",
		"Storfles had more visitors than skarv point.", "The average number of visitors was 865.67.",
	} {
		for _, add := range []string{"Reportedly ", "In the winter of her wedding "} {
			if st, trace := read(t, table, g, add+strings.ToLower(text[:1])+text[1:]); st.Truth != tables.Open {
				t.Errorf("%q is read as %s: %s\n%s", add+text, st.Form, st.Says, trace)
			}
		}
	}
}

func TestNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "one.facts.yaml")
	if err := os.WriteFile(path, []byte("dataset: one\ntitle: One\nfields:\n  year: {role: period}\n  boats: {role: measure}\nrows:\n  - {year: 2020, boats: 3}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	catalog, err := facts.Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if tables.New(catalog.Datasets[0]) != nil {
		t.Error("a dataset that is described is read as a bare table")
	}
}

// Each adjective of the table ranks by its first trait, in its direction.
func TestAdjectives(t *testing.T) {
	heads := map[string]string{"time": "founded", "age": "age", "length": "length", "duration": "time", "height": "height", "weight": "weight", "speed": "speed", "size": "area", "price": "price"}
	for entry := range lexicon.Table("adjective-traits") {
		by, _, _ := strings.Cut(entry.Meaning, ", ")
		trait, sign, _ := strings.Cut(by, " ")
		csv := "boat," + heads[trait] + "\nmarta,1901\nsigne,1950\nolga,1921\n"
		table, g := open(t, "boats", csv)
		low, high := "Marta", "Signe"
		if sign == "-" {
			low, high = high, low
		}
		text := high + " is the " + entry.Phrase + " boat."
		if strings.HasSuffix(entry.Phrase, "er") || entry.Phrase == "before" {
			text = high + " is " + entry.Phrase + " than " + low + "."
			if entry.Phrase == "before" || entry.Phrase == "after" {
				text = high + " was " + entry.Phrase + " " + low + "."
			}
		}
		if st, trace := read(t, table, g, strings.ToLower(text)); st.Truth != tables.Holds {
			t.Errorf("adjective-traits.tsv:%d: %q over %s: %s %q\n%s", entry.Line, text, heads[trait], names[st.Truth], st.Says, trace)
		}
	}
}

// A head that is written short is met by its full word.
func TestShortHeads(t *testing.T) {
	for entry := range lexicon.Table("short-heads") {
		table, g := open(t, "boats", "boat,"+entry.Phrase+"\nmarta,12\nsigne,19\nolga,31\n")
		if st, trace := read(t, table, g, "the "+entry.Meaning+" of signe is 19."); st.Truth != tables.Holds {
			t.Errorf("short-heads.tsv:%d: %q is not met below %q: %s", entry.Line, entry.Meaning, entry.Phrase, trace)
		}
	}
}

// The tables of words have no meaning that nobody asks for, and name no word twice.
func TestWords(t *testing.T) {
	meanings := map[string][]string{
		"table-words": {"light", "row", "outcome", "op", "only", "average", "sum", "whole", "apart", "copula", "preposition", "opener", "conjunction", "superlative", "places"},
		"head-traits": {"time", "place", "outcome", "length", "duration", "height", "weight", "speed", "age", "price", "size"},
	}
	for name, known := range meanings {
		seen := map[string]bool{}
		for entry := range lexicon.Table(name) {
			if seen[entry.Phrase] {
				t.Errorf("%s.tsv:%d: %q stands twice", name, entry.Line, entry.Phrase)
			}
			seen[entry.Phrase] = true
			for _, meaning := range strings.Split(entry.Meaning, ", ") {
				if !slices.Contains(known, meaning) {
					t.Errorf("%s.tsv:%d: no word is %q", name, entry.Line, meaning)
				}
			}
		}
	}
	table, g := open(t, "the 1951 harbour season", season)
	for entry := range lexicon.Table("outcome-cells") {
		st, trace := read(t, table, g, "They "+entry.Phrase+" on august 12 1951.")
		if st.Truth == tables.Open {
			t.Errorf("outcome-cells.tsv:%d: %q finds no cell: %s", entry.Line, entry.Phrase, trace)
		}
	}
}
