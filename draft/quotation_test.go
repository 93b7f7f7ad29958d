package draft

import (
	"slices"
	"testing"
)

func TestQuoted(t *testing.T) {
	tests := []struct {
		source string
		want   []string // of all sentences
	}{
		{`"We lost 12," he said. "Nobody knows why."`, []string{"We lost 12,", "Nobody knows why."}},
		{`“We lost 12,” he said. “It rose. It fell.”`, []string{"We lost 12,", "It rose.", "It fell."}},
		{`He said: "It rose to 12. It will fall." Then he left.`, []string{"It rose to 12.", "It will fall."}},
		{`He called it ‘the worst year’ of 12.`, []string{"the worst year"}},
		{`He called it 'the worst year' of 12.`, []string{"the worst year"}},
		{`'Record' year for the drivers' club`, []string{"Record"}},
		{`The drivers' deaths and the mayor's 12 don't count.`, nil},
		{`The drivers’ deaths and the mayor’s 12 don’t count.`, nil},
		{`In the '90s and ‘80s the drivers' club had 12 'members'.`, []string{"members"}},
		{`He called it 'the drivers' and left`, []string{"the drivers"}},
		{`A 12" pipe and a 9" one`, nil},
		{`"A 12" pipe" is odd`, []string{"A 12"}},
		{`“I have written ‘path to profit’ in 14 notes,” she said.`, []string{"I have written 'path to profit' in 14 notes,"}},
		{`‘I have written “path to profit” in 14 notes,’ she said.`, []string{`path to profit`, "I have written \"path to profit\" in 14 notes,"}},
		{`Il a dit « 12 personnes » hier.`, []string{" 12 personnes "}},
		{`He said "it rose to 12. Then he left.`, []string{"it rose to 12."}},
		{"“It rose to 12.\n\n“It fell to 11,” he said.", []string{"It rose to 12.", "It fell to 11,"}},
		{"He said: “It rose. It will fall.\n\n“It fell to 11,” he said.", []string{"It rose.", "It will fall.", "It fell to 11,"}},
		{`He said <q>it rose to 12</q>.`, []string{"it rose to 12"}},
		{`Profit (the "net") rose`, []string{"net"}},
		{`Rock 'n' roll sold 12 of 'em.`, nil},
	}
	for _, test := range tests {
		d, err := Parse([]byte(test.source), Markdown)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range d.Blocks {
			for _, s := range b.Sentences {
				for _, q := range s.Quoted {
					got = append(got, s.Text[q.Start:q.End])
				}
			}
		}
		slices.Sort(got)
		slices.Sort(test.want)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.source, got, test.want)
		}
	}
}
