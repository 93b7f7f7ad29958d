package claims

import (
	"os"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// checkMentions asserts what holds for every text.
func checkMentions(t *testing.T, text string, m *Mentions) {
	t.Helper()
	end := 0
	for i, token := range m.Tokens {
		if token.Start < end || token.End <= token.Start || token.End > len(text) {
			t.Fatalf("%q: token %d at %d:%d after %d", text, i, token.Start, token.End, end)
		}
		if gap := text[end:token.Start]; (strings.TrimFunc(gap, isSeparator) == "") != true {
			t.Fatalf("%q: %q lies in no token", text, gap)
		}
		if token.Space != (token.Start > end) {
			t.Fatalf("%q: token %d: Space is %v", text, i, token.Space)
		}
		end = token.End
	}
	last := 0
	for i := range m.Amounts {
		a := &m.Amounts[i]
		if a.First < last || a.Last <= a.First || a.Last > len(m.Tokens) {
			t.Fatalf("%q: amount %d at [%d, %d) after %d", text, i, a.First, a.Last, last)
		}
		if a.Hedge > a.First || a.Hedge < 0 || a.HedgeEnd < a.Last || a.HedgeEnd > len(m.Tokens) {
			t.Fatalf("%q: amount %d: hedges [%d, %d) around [%d, %d)", text, i, a.Hedge, a.HedgeEnd, a.First, a.Last)
		}
		if a.Figure[0] < a.First || a.Figure[1] > a.Last || a.Figure[0] >= a.Figure[1] {
			t.Fatalf("%q: amount %d: figure %v outside [%d, %d)", text, i, a.Figure, a.First, a.Last)
		}
		for _, span := range [][2]int{a.Noun, a.Per, a.HighFigure} {
			if span[0] > span[1] || span[1] > len(m.Tokens) {
				t.Fatalf("%q: amount %d: span %v", text, i, span)
			}
		}
		if (a.Link == Single) != (a.Pair == -1) {
			t.Fatalf("%q: amount %d: link %d with pair %d", text, i, a.Link, a.Pair)
		}
		if a.Link != Single && (a.Pair < 0 || a.Pair >= len(m.Amounts) || m.Amounts[a.Pair].Pair != i || m.Amounts[a.Pair].Link != a.Link) {
			t.Fatalf("%q: amount %d: its pair %d does not answer", text, i, a.Pair)
		}
		if a.IsRange && !a.OpenHigh && a.High.Less(a.Value) {
			t.Fatalf("%q: amount %d: range from %s down to %s", text, i, a.Value, a.High)
		}
		last = a.Last
	}
	for _, e := range m.List() {
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
			t.Fatalf("%q: listed %v", text, e)
		}
	}
}

func isSeparator(r rune) bool {
	return r <= ' ' || r == 0x7f || r == 0x200b || r == 0xfeff || strings.ContainsRune(" \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u0085", r)
}

// FuzzRead: nothing panics, spans lie in the text, and reading twice into the same memory is reading once.
func FuzzRead(f *testing.F) {
	for _, s := range newsText {
		f.Add(s)
	}
	for _, s := range []string{"113-107", "8-of-14 shooting (3-7 3Pt)", "£5m–£6m", "1,2,3,,4", "5'11\"", "+41 22 555 0146", "½½", "between 5 and",
		"one in", "a", "a half", "-", "$", "1.2.3.4", "9/11", "two and a", "per per 5", "from 1 to up to 2", "१२", "5\u00a0000", "é5é"} {
		f.Add(s)
	}
	r := NewReader()
	published := period.Date(2025, 2, 12)
	var again Mentions
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			return
		}
		var m Mentions
		r.Read(text, published, &m)
		checkMentions(t, text, &m)
		r.Read(text, published, &again)
		if len(again.Amounts) != len(m.Amounts) || len(again.Tokens) != len(m.Tokens) || len(again.Periods) != len(m.Periods) {
			t.Fatalf("%q: read again, it has %d amounts and not %d", text, len(again.Amounts), len(m.Amounts))
		}
		for i := range m.Amounts {
			if m.Amounts[i].Value.Cmp(again.Amounts[i].Value) != 0 || m.Amounts[i].Kind != again.Amounts[i].Kind {
				t.Fatalf("%q: amount %d differs when read again", text, i)
			}
		}
	})
}

// FuzzFormat: what Format writes, the reader reads as the same amount.
func FuzzFormat(f *testing.F) {
	f.Add(int64(388), uint8(0), uint8(0))
	f.Add(int64(-131), uint8(2), uint8(3))
	units := []quantity.Unit{
		{}, {Kind: quantity.Percent}, {Kind: quantity.Points}, {Kind: quantity.Money, Name: "GBP"}, {Kind: quantity.Money, Name: "EUR"},
		{Kind: quantity.Money, Name: "AUD"}, {Kind: quantity.Energy, Name: "GWh"}, {Kind: quantity.Length, Name: "km"},
		{Kind: quantity.BasisPoints}, {Kind: quantity.Time, Name: "year"}, {Kind: quantity.Temperature, Name: "°C"},
	}
	r := NewReader()
	f.Fuzz(func(t *testing.T, coefficient int64, places, unit uint8) {
		if coefficient == -1<<63 {
			return
		}
		u := units[int(unit)%len(units)]
		n := quantity.Decimal(coefficient, int(places%7))
		text := "x " + quantity.Format(n, u)
		var m Mentions
		r.Read(text, period.Period{}, &m)
		if len(m.Amounts) != 1 || !m.Amounts[0].Value.Equal(n) || m.Amounts[0].Unit != u {
			t.Fatalf("%q is read as %d amounts: %+v, want %s %v", text, len(m.Amounts), m.Amounts, n, u)
		}
	})
}

var unitWords = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
var tensWords = strings.Fields("zero ten twenty thirty forty fifty sixty seventy eighty ninety")

// spell writes n in words: with "and" and hyphens as in Britain, or without.
func spell(n int64, british bool) string {
	switch {
	case n < 20:
		return unitWords[n]
	case n < 100 && n%10 == 0:
		return tensWords[n/10]
	case n < 100:
		if british {
			return tensWords[n/10] + "-" + unitWords[n%10]
		}
		return tensWords[n/10] + " " + unitWords[n%10]
	}
	for _, scale := range []struct {
		value int64
		name  string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1e3, "thousand"}, {100, "hundred"}} {
		if n < scale.value {
			continue
		}
		words := spell(n/scale.value, british) + " " + scale.name
		rest := n % scale.value
		switch {
		case rest == 0:
			return words
		case rest < 100 && british:
			return words + " and " + spell(rest, british)
		}
		return words + " " + spell(rest, british)
	}
	return ""
}

// TestWordsAndDigits: a number reads the same in words and in digits, for all up to ten thousand, a
// sample up to a million, and a sparser one up to 10^15.
func TestWordsAndDigits(t *testing.T) {
	r := NewReader()
	var m Mentions
	check := func(n int64) {
		want := quantity.Int(n)
		for _, text := range []string{spell(n, true), spell(n, false), want.String(), want.Grouped()} {
			r.Read(text+" x", period.Period{}, &m)
			if len(m.Amounts) != 1 || !m.Amounts[0].Value.Equal(want) || m.Amounts[0].Figure[1] != len(m.Tokens)-1 {
				t.Fatalf("%q: want %d, got %+v", text, n, m.Amounts)
			}
		}
	}
	for n := int64(0); n <= 10_000; n++ {
		if n == 1 {
			continue // the pronoun
		}
		check(n)
	}
	for n := int64(10_001); n <= 1_000_000; n += 97 {
		check(n)
	}
	for n := int64(1_000_003); n < 1e15; n = n*7/3 + 11 {
		check(n)
	}
}

// TestHostileText: a long text costs time in proportion to its length.
func TestHostileText(t *testing.T) {
	r := NewReader()
	var m Mentions
	for _, piece := range []string{"1", "1,", "1.", "1-", "one ", "hundred and ", "a half and ", "between 1 and ", "$", "5 to ", "\"5\" ", "(", "per 1 ", "more than ", "1/2 ", "million "} {
		text := strings.Repeat(piece, 100_000/len(piece))
		r.Read(text, period.Period{}, &m)
		if len(m.Tokens) == 0 {
			t.Errorf("%q…: no tokens", text[:20])
		}
	}
}

// TestExampleStory reads the story that is part of the program's example.
func TestExampleStory(t *testing.T) {
	data, err := os.ReadFile("../testdata/example/brief.md")
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader()
	var m Mentions
	amounts := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		r.Read(line, period.Date(2025, 2, 12), &m)
		checkMentions(t, line, &m)
		amounts += len(m.Amounts)
	}
	if amounts < 5 {
		t.Errorf("only %d amounts in the story", amounts)
	}
}
