package claims

import "github.com/onrecord/onrecord/facts/quantity"

// AmountKind is the sort of an amount.
type AmountKind uint8

// The sorts of amounts. An amount written as a range is of the sort of its ends, with IsRange set.
const (
	Cardinal  AmountKind = iota // "388", "two hundred", "dozens"
	Ordinal                     // "third", "21st"
	Percent                     // "5.8 percent", also per mille
	Points                      // "two percentage points", "25 basis points"
	Money                       // "£1.2bn", "50 cents"
	Dimension                   // "10 miles", "40 GWh", "20 degrees", "three weeks"
	Fraction                    // "two-thirds", "two in five", "nine out of 10"
	Multiple                    // "doubled", "three times as many"
	Age                         // "31-year-old", "aged 45"
)

var amountKindNames = [...]string{"cardinal", "ordinal", "percent", "points", "money", "dimension", "fraction", "multiple", "age"}

// String returns the sort's name.
func (k AmountKind) String() string { return amountKindNames[k] }

// Noise is why an amount makes no claim about a quantity.
type Noise uint8

// The kinds of noise.
const (
	NoNoise    Noise = iota
	PartOfDate       // "12 February 2025", "the past five years": belongs to a period
	Phone            // "+1-202-555-0143"
	Address          // "10 Downing Street"
	ListNumber       // "No. 5", "Section 230", "page 12", "1)"
	Model            // "Boeing 737", "Covid-19"
	NameNumber       // "9/11", "S&P 500": part of a fixed name
	Score            // "3–2", "113-107": each side is an amount of its own, linked by Pair
	Clock            // "5:30", "10 a.m."
	Citation         // "[12]"
	Version          // "1.2.3"
	RateBase         // "per 100,000 people": the base of the rate before it
)

var noiseNames = [...]string{"", "part of date", "phone", "address", "list number", "model", "name", "score", "clock", "citation", "version", "rate base"}

// String returns the noise in plain English, "" for none.
func (n Noise) String() string { return noiseNames[n] }

// Link tells what two amounts that stand together are to each other.
type Link uint8

// The links of pairs.
const (
	Single   Link = iota
	ScoreOf       // "113-107", "a 4-1 win", "a 10-5 record"
	MadeOf        // "8-of-14 shooting", "6-for-9", "8-14 FG": the first of the second
	ChangeOf      // "from 15 to 20"
	BoundsOf      // "more than 20 and less than 35"
)

// AmountMention is an amount that a sentence names.
type AmountMention struct {
	First, Last int    // tokens [First, Last) of the amount with its unit word or symbol, without the hedge
	Hedge       int    // first token of the hedge before; First when there is none
	HedgeEnd    int    // end of the hedge after ("400 or more"); Last when there is none
	Figure      [2]int // tokens of the figure alone; of a range those of its lower end
	HighFigure  [2]int // of a range: tokens of its upper end
	Noun        [2]int // tokens of the noun phrase that it counts, also after "of"; empty when none follows
	Per         [2]int // tokens of what a rate is taken by: "a day", "per 100,000 people"; empty when it is no rate

	quantity.Amount
	Kind        AmountKind
	Noise       Noise
	Link        Link
	looseBefore bool // the hedge before only says "about", the one behind is the bound
	Pair        int  // index in Mentions.Amounts of the other amount of a Link; -1 when Single
}
