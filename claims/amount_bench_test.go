package claims

import (
	"testing"

	"github.com/onrecord/onrecord/facts/period"
)

// newsText is plain news prose as dense in figures as a business page.
var newsText = []string{
	"Burglaries in Northport fell to 388 last year, the lowest since 2018, police figures showed on Tuesday.",
	"The city recorded 412 in 2023 and more than 500 in each of the three years before that.",
	"Goods worth £1.31 million were stolen, up 8.8 percent from £1,204,000, although nearly a third of the haul was found again.",
	"\"We have put twelve more officers on the streets of the harbour district,\" said Anna Keller, 46, the head of the force.",
	"About two in five of the break-ins were at the harbour, and between 20 and 25 percent happened in daylight.",
	"Residents of the old town, who have long complained of slow answers to their calls, were less pleased.",
	"The council will spend a further $2.5m on street lamps, half of it by the end of the second quarter.",
	"Its budget has more than doubled since 2015, when the police had 1,204 officers for 96,000 people.",
	"A spokeswoman for the county declined to comment on the figures, which do not include attempts.",
	"The rate of 3.9 per 1,000 people is well below the national average, and the gap is growing.",
}

// BenchmarkRead reads plain news text, a sentence at a time, as a check does.
func BenchmarkRead(b *testing.B) {
	r := NewReader()
	published := period.Date(2025, 2, 12)
	var m Mentions
	size := 0
	for _, s := range newsText {
		size += len(s)
		r.Read(s, published, &m)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range newsText {
			r.Read(s, published, &m)
		}
	}
}

// BenchmarkTokens cuts the same text into tokens, as Read does first.
func BenchmarkTokens(b *testing.B) {
	r := NewReader()
	var m Mentions
	m.fold.lists = r.lists
	size := 0
	for _, s := range newsText {
		size += len(s)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range newsText {
			t := tokenizer{text: s, tokens: m.Tokens[:0], fold: &m.fold, lists: r.lists}
			t.run()
			m.Tokens = t.tokens
		}
	}
}

// BenchmarkAmounts reads the amounts alone, without the periods.
func BenchmarkAmounts(b *testing.B) {
	r := NewReader()
	var m Mentions
	size := 0
	for _, s := range newsText {
		size += len(s)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range newsText {
			m.Text, m.Amounts, m.Periods = s, m.Amounts[:0], m.Periods[:0]
			m.fold.lists = r.lists
			t := tokenizer{text: s, tokens: m.Tokens[:0], fold: &m.fold, lists: r.lists}
			t.run()
			m.Tokens = t.tokens
			m.markDated()
			r.readAmounts(&m)
		}
	}
}
