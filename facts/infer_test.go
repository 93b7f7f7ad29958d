package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/quantity"
)

// rolesText tells what the loader made of a table: "period year | category state 3 total australia |
// measure road-deaths count sums".
func rolesText(d *Dataset) string {
	var parts []string
	if d.Period != nil {
		parts = append(parts, "period "+d.Period.ID)
	}
	for _, dim := range d.Dimensions {
		part := fmt.Sprintf("category %s %d", dim.ID, len(dim.Members))
		if dim.Total != nil {
			part += " total " + dim.Total.ID
		}
		parts = append(parts, part)
	}
	for _, m := range d.Measures {
		part := fmt.Sprintf("measure %s %s", m.ID, m.Unit.Kind)
		if m.Unit.Kind != quantity.Count && m.Unit.Name != "" {
			part += " " + m.Unit.Name
		}
		if m.Additive {
			part += " sums"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " | ")
}

// valuesText lists the first values of each measure.
func valuesText(d *Dataset) string {
	var parts []string
	for i := range d.observations {
		o := &d.observations[i]
		text := o.Measure.ID + "=" + o.Value.String()
		if !o.Period.IsZero() {
			text = o.Period.String() + " " + text
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

func TestInfer(t *testing.T) {
	tests := []struct{ name, table, roles, values string }{
		{"a time series", "year,deaths\n2022,12\n2023,9\n",
			"period year | measure deaths count sums", "2022 deaths=12, 2023 deaths=9"},
		{"months", "month,arrivals\n2023-11,5\n2023-12,6\n",
			"period month | measure arrivals count sums", "2023-11 arrivals=5, 2023-12 arrivals=6"},
		{"seasons, not months", "Season,Goals\n2007-08,5\n2008-09,6\n2009-10,7\n",
			"period season | measure goals count sums", "2007/2008 goals=5, 2008/2009 goals=6, 2009/2010 goals=7"},
		{"seasons among years", "season,wins\n2007,5\n2008-09,6\n2010,7\n",
			"period season | measure wins count sums", "2007 wins=5, 2008/2009 wins=6, 2010 wins=7"},
		{"written dates", "game,date,points\n1,\"january 8, 1994\",12\n2,\"january 15, 1994\",9\n",
			"period date | measure game count | measure points count sums", "1994-01-08 game=1, 1994-01-08 points=12, 1994-01-15 game=2, 1994-01-15 points=9"},
		{"days first", "date,level\n13/02/2024,5\n03/04/2024,6\n",
			"period date | measure level count", "2024-02-13 level=5, 2024-04-03 level=6"},
		{"months first", "date,level\n02/13/2024,5\n03/04/2024,6\n",
			"period date | measure level count", "2024-02-13 level=5, 2024-03-04 level=6"},
		{"dates that can be read either way are texts", "date,level\n02/03/2024,5\n03/04/2024,6\n",
			"category date 2 | measure level count", "level=5, level=6"},
		{"dates without a year are texts", "date,score\nnovember 1,5\nnovember 3,6\n",
			"category date 2 | measure score count", "score=5, score=6"},
		{"quarters and halves", "Quarter,Revenue (USD m)\nQ3 2024,1.5\nQ4 2024,2\n",
			"period quarter | measure revenue money USD sums", "2024-Q3 revenue=1500000, 2024-Q4 revenue=2000000"},
		{"release dates belong to the film", "film,release date,takings\nWicked,2024-11-22,£23.3m\nMoana 2,2024-11-29,£21.9m\n",
			"category film 2 | category release-date 2 | measure takings money GBP sums", "takings=23300000, takings=21900000"},
		{"years in which things were founded", "school,founded,pupils\nA,1840,120\nB,1901,95\n",
			"category school 2 | measure founded count | measure pupils count sums", "founded=1840, pupils=120, founded=1901, pupils=95"},
		{"a total at the end of the years", "year,matches,wins\n2008,4,1\n2012,6,3\ntotal,10,4\n",
			"period year | measure matches count sums | measure wins count sums", "2008 matches=4, 2008 wins=1, 2012 matches=6, 2012 wins=3, matches=10, wins=4"},
		{"shares and money", "name,Share (%),Price ($),Value £m,Growth %\na,12.5,3,4.5,-1\nb,87.5,5,6,2\n",
			"category name 2 | measure share percent | measure price money $ | measure value money GBP sums | measure growth percent",
			"share=12.5, price=3, value=4500000, growth=-1, share=87.5, price=5, value=6000000, growth=2"},
		{"metres and millions", "city,Height (m),Population (m)\nA,120,3.5\nB,95,1.2\n",
			"category city 2 | measure height length m | measure population count sums", "height=120, population=3500000, height=95, population=1200000"},
		{"units in cells", "river,length,flow\nAire,148 km,35.7 m3/s\nWharfe,104 km,17.4 m3/s\n",
			"category river 2 | measure length length km | measure flow rate m3/s", "length=148, flow=35.7, length=104, flow=17.4"},
		{"marks, signs and separators", "team,difference,crowd,place\na,+12,\"10,204[a]\",1st\nb,−3,9876*,2nd\nc,- 5,n / a,nc\nd,1,12†,4th\n",
			"category team 4 | measure difference count | measure crowd count sums | measure place count",
			"difference=12, crowd=10204, place=1, difference=-3, crowd=9876, place=2, difference=-5, difference=1, crowd=12, place=4"},
		{"scores are texts", "match,score\na,12–3\nb,4-4\n", "category match 2 | category score 2", ""},
		{"averages and ranks do not sum", "player,average,rank,points\na,12.5,1,33\nb,11,2,31\n",
			"category player 2 | measure average count | measure rank count | measure points count sums",
			"average=12.5, rank=1, points=33, average=11, rank=2, points=31"},
		{"a whole by its sums", "state,a,b\nnorth,120,34\nsouth,333,21\nwest,100,8\nland,553,63\n",
			"category state 4 total land | measure a count sums | measure b count sums",
			"a=120, b=34, a=333, b=21, a=100, b=8, a=553, b=63"},
		{"a whole by its name", "nation,gold\nnorway,3\nitaly,2\ntotal,5\n",
			"category nation 3 total total | measure gold count sums", "gold=3, gold=2, gold=5"},
		{"a name that begins with all", "song,plays\nall saints,3\nnever ever,9\nblack coffee,7\n",
			"category song 3 | measure plays count sums", "plays=3, plays=9, plays=7"},
		{"the first of a few that happens to be the sum", "nation,gold\nnorway,5\nitaly,3\nspain,2\n",
			"category nation 3 | measure gold count sums", "gold=5, gold=3, gold=2"},
		{"a whole that lacks what its parts have", "place,region,people\nCanada,..,900\nToronto,Ont.,300\nOttawa,Ont.,100\nCalgary,Alta.,90\n",
			"category place 4 total canada | category region 2 | measure people count sums", "people=900, people=300, people=100, people=90"},
		{"a column for each year", "country,2021,2022,2023\nFrance,1,2,3\nItaly,4,,6\n",
			"period period | category country 2 | measure value count sums",
			"2021 value=1, 2022 value=2, 2023 value=3, 2021 value=4, 2023 value=6"},
		{"heads without a name, ragged rows, repeated heads", ",team,points\n1,a,5,9\n,team,points\n2,b\n\n3,c,4\n",
			"category team 3 | measure column-1 count | measure points count sums", "column-1=1, points=5, column-1=2, column-1=3, points=4"},
		{"a name and a number in one cell", "game,high points,location attendance\n1,dirk nowitzki (39),bradley center 17326\n2,\"tim duncan, tony parker (18)\",oracle arena 18205\n",
			"category high-points 2 | category location 2 | measure game count | measure high-points-2 count | measure attendance count sums",
			"game=1, high-points-2=39, attendance=17326, game=2, high-points-2=18, attendance=18205"},
		{"names that end in numbers", "road name,length km\nroute 66,3940\nroute 101,2400\n",
			"category road-name 2 | measure length length km", "length=3940, length=2400"},
		{"years and months in columns of their own", "year,month,sales\n2023,December,5\n2024,Jan,6\n",
			"period year | measure sales count sums", "2023-12 sales=5, 2024-01 sales=6"},
		{"years and quarters in columns of their own", "Year,Quarter,Sales\n2023,Q4,5\n2024,Q1,6\n",
			"period year | measure sales count sums", "2023-Q4 sales=5, 2024-Q1 sales=6"},
		{"columns of one name", "team,points,points\na,1,2\nb,3,4\n",
			"category team 2 | measure points count sums | measure points-2 count sums", "points=1, points-2=2, points=3, points-2=4"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, d := load(t, "table.csv", test.table)
			if got := rolesText(d); got != test.roles {
				t.Errorf("roles:\n got %s\nwant %s", got, test.roles)
			}
			if got := valuesText(d); got != test.values {
				t.Errorf("values:\n got %s\nwant %s", got, test.values)
			}
		})
	}
}

func TestTableForms(t *testing.T) {
	const want = "category team 2 | measure points count sums"
	tests := []struct{ name, file, text string }{
		{"commas", "t.csv", "team,points\na,5\nb,6\n"},
		{"semicolons", "t.csv", "team;points\na;5\nb;6\n"},
		{"tabs in a .csv", "t.csv", "team\tpoints\na\t5\nb\t6\n"},
		{"tabs", "t.tsv", "team\tpoints\na, the first\t5\nb\t6\n"},
		{"CRLF", "t.csv", "team,points\r\na,5\r\nb,6\r\n"},
		{"lone CR", "t.csv", "team,points\ra,5\rb,6\r"},
		{"a byte order mark", "t.csv", "\uFEFFteam,points\na,5\nb,6\n"},
		{"no final line end", "t.csv", "team,points\na,5\nb,6"},
		{"stray quotes", "t.csv", "team,points\n\"6\" gun\",5\nflag \"b\" c,6\n"},
		{"rows of YAML", "t.yaml", "dataset: t\nrows: [{team: a, points: 5}, {team: b, points: 6}]\n"},
		{"rows of JSON", "t.json", `{"dataset": "t", "rows": [{"team": "a", "points": 5}, {"points": 6, "team": "b"}]}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, d := load(t, test.file, test.text)
			if got := rolesText(d); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if got := len(d.observations); got != 2 {
				t.Errorf("got %d observations, want 2", got)
			}
		})
	}
}
