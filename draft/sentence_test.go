package draft

import (
	"slices"
	"strings"
	"testing"
)

// split returns the sentences of a plain paragraph.
func split(t *testing.T, text string) []string {
	t.Helper()
	f := newFlattener([]byte(text))
	f.begin(Block{Kind: Paragraph})
	f.write(0, len(text), plainNotation)
	var sentences []string
	for _, b := range f.finish() {
		for _, s := range b.Sentences {
			sentences = append(sentences, s.Text)
		}
	}
	return sentences
}

func TestWordTable(t *testing.T) {
	seen := map[string]bool{}
	for e := range entries {
		if key := e.word + "\t" + e.use; seen[key] {
			t.Errorf("english.tsv:%d: %q is there twice", e.line, e.word)
		} else {
			seen[key] = true
		}
		if e.use == "elision" {
			d, err := Parse([]byte(e.example), Text)
			if err != nil || len(d.Blocks) != 1 || len(d.Blocks[0].Sentences[0].Quoted) > 0 {
				t.Errorf("english.tsv:%d: %q opens a quotation", e.line, e.example)
			}
			continue
		}
		if !strings.Contains(strings.ToLower(e.example), strings.ToLower(e.word)) {
			t.Errorf("english.tsv:%d: the example does not show %q", e.line, e.word)
		}
		want := strings.Split(e.example, " | ")
		if got := split(t, strings.Join(want, " ")); !slices.Equal(got, want) {
			t.Errorf("english.tsv:%d:\n got %q\nwant %q", e.line, got, want)
		}
	}
}

// Sentences end at "|".
var splits = []string{
	"Burglaries fell by 2.1% in 2024. | It was the lowest figure since 2018.",
	"Output shrank by 2.1% in 2024. | 388 people lost their jobs.",
	"Sales rose to $5. | $6 is the aim for 2025.",
	"It cost £1.5m. | That is 3.2 per cent less.",
	"They sold 46.9 million. | iPhone revenue rose to $37.2 billion.",
	"The U.S. economy grew by 2% in the U.S. | The euro area did not.",
	"The U.S. Bureau of Labor Statistics counted 12 of them.",
	"J. K. Hart and L. Moreau wrote No. 4 of 12.",
	"It was plan B. | The first had failed.",
	"The shop opens at 9 a.m. and closes at 5 p.m. Monday.",
	"It began at 9 a.m. | Police came at 10 p.m. | Nobody was hurt.",
	"CUPERTINO, Calif. (Reuters) - Sales fell by 5% in Calif. | They rose elsewhere.",
	"\"We lost 12 of them.\" | \"Nobody knows why.\"",
	"\"We lost 12,\" he said. | \"Nobody knows why.\"",
	"\"Why 12?\" he asked. | \"Why not?\"",
	"\"It is 12.\" he said. | He was wrong.",
	"(It was 12 in 2023.) | It is 13 now.",
	"It was 12 (13 in 2023). | It is 14 now.",
	"It was the lowest on record.[3] | It had been 412.",
	"Well... it was 12. | Perhaps... | It was 13.",
	"It fell… | It rose again.",
	"Was it 12? | Yes! | It was.",
	"Yahoo! said that it sold 12 of them.",
	"1. Burglary fell by 5%.",
	"See Fig. 3 and Table 4. | They show it.",
	"See https://example.org/a.b?c=1. | It has 12 tables.",
	"The cost is ca. 5 million. | Or 6.",
	"Prices rose 3 pct. | Wages rose 2 pct. in May.",
	"Trade with St. Kitts grew. | St. Lucia's shrank.",
	"He lives at 12 Main St. | It is small.",
	"Vol. 3 has 12 pages, e.g. Those on tax.",
	"Ms. Hart, Esq., of Hart & Co., Ltd., has 12 clients.",
	"It rose 5.",
	"人口は12人です。| 去年は13人でした。",
	"« Il y en a 12. » | Non.",
	"It rose.It fell by 2.",
	"LONDON -- It rose by 5%. | It fell.",
}

func TestSentences(t *testing.T) {
	for _, text := range splits {
		var want []string
		for s := range strings.SplitSeq(text, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		source := strings.ReplaceAll(strings.ReplaceAll(text, "。| ", "。"), "| ", "")
		got := split(t, source)
		for i, s := range got {
			if strings.HasPrefix(s, "See \uFFFC") {
				got[i] = "See https://example.org/a.b?c=1."
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// In text without capitals a small letter begins a sentence; an abbreviation still does not end one.
func TestLowerCase(t *testing.T) {
	got := split(t, "the team won 5 games. they lost 3. mr. hart scored 12.")
	if want := []string{"the team won 5 games.", "they lost 3.", "mr. hart scored 12."}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// Headings and cells are one sentence unless they clearly are more.
func TestTerse(t *testing.T) {
	tests := map[string]int{
		"# Burglaries in the U.S. The Northport story":    1,
		"# Burglaries fell by 5%. Nobody knows why":       2,
		"# Up again... It will last":                      1,
		"# Up again! It will last":                        2,
		"| a |\n|---|\n| Hart Inc. The maker of 12 |":     2, // cells
		"![Burglaries fell. They were 388](x.png)":        2,
		"![Chart 1. Burglaries in the U.S. 2024](x.png)":  2,
		"# Mr. Hart's 12 houses, No. 4 on Main St. 2024 ": 1,
	}
	for source, want := range tests {
		d, err := Parse([]byte(source), Markdown)
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, b := range d.Blocks {
			got += len(b.Sentences)
		}
		if got != want {
			t.Errorf("%q: %d sentences, want %d", source, got, want)
		}
	}
}

func TestLongestSentence(t *testing.T) {
	for i, s := range split(t, strings.Repeat("word ", 20000)) {
		if len(s) > longestSentence+16 || len(s) == 0 {
			t.Errorf("sentence %d has %d bytes", i, len(s))
		}
	}
}
