package claims

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
)

// periodsOf reads the periods of a text as their descriptions, joined by "; ".
func periodsOf(r *Reader, text, published string) string {
	day, err := period.Parse(published)
	if err != nil {
		panic(err)
	}
	var m Mentions
	r.Read(text, day, &m)
	var found []string
	for i := range m.Periods {
		found = append(found, m.Periods[i].String())
	}
	return strings.Join(found, "; ")
}

// Every entry of the tables shows what it is for: its example is a sentence and, behind a bar, all the
// periods that are read from it.
func TestDateTables(t *testing.T) {
	r := NewReader()
	for _, table := range append(dateTables[:], "comparisons") {
		for entry := range lexicon.Table(table) {
			sentence, want, ok := strings.Cut(entry.Example, "|")
			sentence, want = strings.TrimSpace(sentence), strings.TrimSpace(want)
			if !ok {
				t.Errorf("%s.tsv:%d: %q has no example with periods", table, entry.Line, entry.Phrase)
				continue
			}
			if phrase := strings.TrimPrefix(entry.Phrase, "-"); !strings.Contains(strings.ToLower(sentence), phrase) {
				t.Errorf("%s.tsv:%d: the example %q does not use %q", table, entry.Line, sentence, entry.Phrase)
			}
			if got := periodsOf(r, sentence, "2025-02-12"); got != want {
				t.Errorf("%s.tsv:%d: %s: %q: got %q, want %q", table, entry.Line, entry.Phrase, sentence, got, want)
			}
		}
	}
}
