package claims

import (
	"slices"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// amountOf returns the amounts of a sentence for which ok holds.
func amountOf(r *Reader, text string, ok func(m *Mentions, a *AmountMention) bool) bool {
	var m Mentions
	r.Read(text, period.Period{}, &m)
	for i := range m.Amounts {
		if ok(&m, &m.Amounts[i]) {
			return true
		}
	}
	return false
}

// holds reports whether tokens [first, last) have the word.
func holds(m *Mentions, first, last int, word string) bool {
	for _, token := range m.Tokens[first:last] {
		if token.Norm == word {
			return true
		}
	}
	return false
}

func nounText(m *Mentions, a *AmountMention) string {
	if a.Noun[1] == 0 {
		return ""
	}
	return strings.ToLower(m.Text[m.Tokens[a.Noun[0]].Start:m.Tokens[a.Noun[1]-1].End])
}

// TestAmountLexicon runs the example of every entry that the reader of amounts uses: it must read the
// entry's words in the entry's sense.
func TestAmountLexicon(t *testing.T) {
	number := func(t *testing.T, s string) quantity.Number {
		t.Helper()
		n, err := quantity.ParseNumber(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	whole := func(r quantity.Ratio) bool { return r.IsInt() && r.Sign() > 0 }
	tables := map[string]func(t *testing.T, e lexicon.Entry) func(m *Mentions, a *AmountMention) bool{
		"numbers": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			want := number(t, e.Meaning)
			return func(m *Mentions, a *AmountMention) bool {
				return a.Value.Equal(want) && a.Kind == Cardinal && holds(m, a.First, a.Last, e.Phrase)
			}
		},
		"ordinals": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			want := number(t, e.Meaning)
			return func(m *Mentions, a *AmountMention) bool { return a.Value.Equal(want) && a.Kind == Ordinal }
		},
		"fractions": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			over, under, _ := strings.Cut(e.Meaning, "/")
			unit, _ := quantity.Quo(number(t, over), number(t, under))
			return func(m *Mentions, a *AmountMention) bool {
				times, _ := a.Ratio().Quo(unit)
				return a.Form == quantity.Fraction && whole(times) && holds(m, a.First, a.Last, e.Phrase)
			}
		},
		"scales": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			factor, _, _ := strings.Cut(e.Meaning, " ")
			scale := number(t, factor)
			return func(m *Mentions, a *AmountMention) bool {
				times, _ := quantity.Quo(a.Value.Mul(quantity.Int(10)), scale)
				return whole(times) && a.Scaled && holds(m, a.First, a.Last, e.Phrase)
			}
		},
		"hedges": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool {
				switch {
				case e.Meaning == "or-equal":
					return a.Amount.Hedge == quantity.UpTo && a.HedgeEnd > a.Last
				case strings.HasPrefix(e.Phrase, "… "):
					return a.Amount.Hedge == hedgeMeanings[e.Meaning] && a.HedgeEnd > a.Last
				}
				return a.Amount.Hedge == hedgeMeanings[e.Meaning] && a.Hedge < a.First && a.Value.Equal(quantity.Int(400))
			}
		},
		"vague": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			low, _, _ := strings.Cut(e.Meaning, "..")
			want := number(t, low)
			return func(m *Mentions, a *AmountMention) bool {
				return a.Form == quantity.Vague && a.IsRange && a.Value.Equal(want) && nounText(m, a) == "boats"
			}
		},
		"multiples": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			factor, kind, _ := strings.Cut(e.Meaning, " ")
			if kind == "" {
				factor = "3"
			}
			want := number(t, factor)
			return func(m *Mentions, a *AmountMention) bool {
				return a.Kind == Multiple && a.Value.Equal(want) && a.More == (e.Meaning == "more")
			}
		},
		"currencies": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			code, _, _ := strings.Cut(e.Meaning, " ")
			code = strings.TrimPrefix(code, "-")
			return func(m *Mentions, a *AmountMention) bool {
				return a.Kind == Money && a.Unit == quantity.Unit{Kind: quantity.Money, Name: code} &&
					m.Tokens[a.Last-1].End-m.Tokens[a.First].Start > len(e.Phrase)
			}
		},
		"units": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			name, _ := strings.CutSuffix(e.Meaning, " symbol")
			name, _ = strings.CutSuffix(name, " capital")
			want := quantity.ParseUnit(name)
			return func(m *Mentions, a *AmountMention) bool { return a.Unit == want && a.Last > a.Figure[1] }
		},
		"ages": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool {
				return a.Kind == Age && (e.Meaning == "before" || a.Unit.Name == e.Meaning)
			}
		},
		"signs": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool { return a.Value.Equal(quantity.Int(-5)) }
		},
		"noun-stops": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool { return nounText(m, a) == "boats" }
		},
		"plurals": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool { return nounText(m, a) == e.Phrase }
		},
		"unit-contexts": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			want := map[string]quantity.UnitKind{"mass": quantity.Mass, "length": quantity.Length}[e.Meaning]
			return func(m *Mentions, a *AmountMention) bool { return a.Unit.Kind == want }
		},
		"up-verbs": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool {
				return a.Amount.Hedge == quantity.Bare && a.Kind == Cardinal
			}
		},
		"noise": func(t *testing.T, e lexicon.Entry) func(*Mentions, *AmountMention) bool {
			return func(m *Mentions, a *AmountMention) bool {
				switch e.Meaning {
				case "name": // some names hold no number that is read at all
					for i := range m.Amounts {
						if m.Amounts[i].Noise == NoNoise {
							return false
						}
					}
					return true
				case "street after":
					return a.Noise == Address
				case "score near":
					return a.Noise == Score
				case "made after":
					return a.Link == MadeOf
				case "clock after":
					return a.Noise == Clock
				}
				return a.Noise == noiseBefore[e.Meaning]
			}
		},
	}
	r := NewReader()
	for table, check := range tables {
		t.Run(table, func(t *testing.T) {
			for e := range lexicon.Table(table) {
				if e.Example == "" {
					t.Errorf("line %d: %q has no example", e.Line, e.Phrase)
					continue
				}
				if e.Meaning == "name" && !amountOf(r, e.Example, func(*Mentions, *AmountMention) bool { return true }) {
					continue // "first aid": nothing is read
				}
				if !amountOf(r, e.Example, check(t, e)) {
					t.Errorf("line %d: %q (%s): not read so in %q", e.Line, e.Phrase, e.Meaning, e.Example)
				}
			}
		})
	}
}

// TestPronounOne runs the examples of the words around a "one" that counts nothing.
func TestPronounOne(t *testing.T) {
	r := NewReader()
	for e := range lexicon.Table("pronoun-one") {
		if amountOf(r, e.Example, func(m *Mentions, a *AmountMention) bool { return a.Kind == Cardinal }) {
			t.Errorf("line %d: a number was read in %q", e.Line, e.Example)
		}
	}
	for _, text := range []string{"The lesson is a plain one.", "It had a much quieter one."} {
		if amountOf(r, text, func(m *Mentions, a *AmountMention) bool { return a.Kind == Cardinal }) {
			t.Errorf("a number was read in %q", text)
		}
	}
	if !amountOf(r, "It rose by a mere one percent.", func(m *Mentions, a *AmountMention) bool { return a.Kind == Percent }) {
		t.Error("no percentage was read in \"a mere one percent\"")
	}
}

// What the lists say of a word is put together when it is met: here all of them, so that no entry waits for a draft to
// be found wrong.
func TestWordLists(t *testing.T) {
	l := english()
	if l.index.Len() < 2000 {
		t.Fatalf("the lists have %d words", l.index.Len())
	}
	for n := range l.index.Len() {
		w := l.word(l.index.Word(n))
		if w.flags == 0 && w.noise == NoNoise && w.phrases == nil && w.date == nil {
			t.Errorf("the lists say nothing of %q", w.norm)
		}
		if w != l.word(w.norm) {
			t.Errorf("%q is read twice", w.norm)
		}
		for _, p := range w.phrases {
			if slices.Contains(p.rest, "") {
				t.Errorf("%q has a phrase with an empty word: %q", w.norm, p.rest)
			}
		}
	}
	for _, table := range slices.Concat(amountTables[:], dateTables[:]) {
		for e := range lexicon.Table(table) {
			if first := firstWord(table, e.Phrase, e.Meaning); first != "" && l.word(first) == nil {
				t.Errorf("%s.tsv:%d: nothing is known of %q", table, e.Line, first)
			}
			if text := strings.TrimPrefix(e.Phrase, "… "); strings.Contains(text, " ") && table == "hedges" && cutPhrase(text)[0].Norm != firstWord(table, e.Phrase, e.Meaning) {
				t.Errorf("%s.tsv:%d: %q is filed under another word than its first", table, e.Line, e.Phrase)
			}
		}
	}
}
