package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// ListedMention is a mention as `onrecord mentions` prints it. Start and End are offsets in
// Mentions.Text, half-open.
type ListedMention struct {
	Kind       string // quantity, ordinal, percent, range, currency, dimension, age, temperature, period
	Start, End int
	Value      string // a decimal, LOW..HIGH with an open side empty, or a period
	Unit       string // "" when it has none
	Hedge      string // "" when it has none
	Noise      string // why it is no claim about a quantity; "" when it is one
}

// Resolve counts the periods that hang on the discourse from a day.
func (m *Mentions) Resolve(day period.Period) {
	for i := range m.Periods {
		if p := &m.Periods[i]; p.Period.IsZero() && !p.Impossible {
			p.Period = p.Resolve(day)
		}
	}
}

// writtenPeriod writes a period so that it can be read without knowing of decades and split years.
func writtenPeriod(p period.Period) string {
	if p.Grain() == period.Decade || p.Grain() == period.Split {
		return p.First().String() + "/" + p.Last().String()
	}
	return p.String()
}

// List returns what m holds, in the order of the text. A figure with a unit is listed twice: with the
// unit and as the bare number. A hedge that leaves a side open ("more than 30") is listed as a range too.
func (m *Mentions) List() []ListedMention {
	var listed []ListedMention
	for i := range m.Amounts {
		listed = m.listAmount(listed, i)
	}
	for _, p := range m.Periods {
		if !p.Period.IsZero() {
			listed = append(listed, ListedMention{
				Kind: "period", Start: m.Tokens[p.First].Start, End: m.Tokens[p.Last-1].End, Value: writtenPeriod(p.Period),
			})
		}
	}
	slices.SortStableFunc(listed, func(a, b ListedMention) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		if a.End != b.End {
			return b.End - a.End
		}
		return strings.Compare(a.Kind, b.Kind)
	})
	return listed
}

func (m *Mentions) listAmount(listed []ListedMention, i int) []ListedMention {
	a := &m.Amounts[i]
	entry := func(kind string, first, last int, value string) ListedMention {
		return ListedMention{
			Kind: kind, Start: m.Tokens[first].Start, End: m.Tokens[last-1].End, Value: value,
			Unit: listedUnit(a), Hedge: a.Amount.Hedge.String(), Noise: a.Noise.String(),
		}
	}
	bare := func(span [2]int, value string) ListedMention {
		e := entry("quantity", span[0], span[1], value)
		e.Unit, e.Hedge = "", ""
		return e
	}
	kind := listedKind(a)
	value := a.Value.String()
	if a.IsRange {
		low, high := value, a.High.String()
		if a.OpenHigh {
			high = ""
		}
		listed = append(listed, entry("range", a.First, a.Last, low+".."+high))
		if a.HighFigure[1] > 0 {
			listed = append(listed, bare(a.Figure, value), bare(a.HighFigure, a.High.String()))
			if a.HighFigure[1] < a.Last {
				listed = append(listed, entry(kind, a.HighFigure[0], a.Last, a.High.String()))
			}
		}
		return listed
	}
	listed = append(listed, entry(kind, a.First, a.Last, value))
	first, last := a.Figure[0], a.Figure[1]
	if a.Value.Sign() < 0 {
		first = max(a.First, first-1)
	}
	if first != a.First || last != a.Last {
		listed = append(listed, bare([2]int{first, last}, value))
	}
	if w := m.Tokens[last-1].word; a.Kind != Ordinal && last-first > 2 && w.has(isOrdinalWord) {
		e := bare([2]int{last - 1, last}, quantity.Int(w.ordinal).String()) // "two and a third" holds a "third"
		e.Kind = "ordinal"
		listed = append(listed, e)
	}
	return m.listBounds(listed, i, entry)
}

// listBounds lists the ranges that hedges and pairs make of amount i.
func (m *Mentions) listBounds(listed []ListedMention, i int, entry func(kind string, first, last int, value string) ListedMention) []ListedMention {
	a := &m.Amounts[i]
	low, high := a.Value.String(), a.Value.String()
	switch a.Amount.Hedge {
	case quantity.MoreThan, quantity.AtLeast, quantity.JustOver:
		high = ""
	case quantity.LessThan, quantity.UpTo, quantity.Nearly:
		low = ""
	case quantity.Equals:
	default:
		if a.Link == ChangeOf && a.Pair > i {
			b := &m.Amounts[a.Pair]
			return append(listed, entry("range", a.Hedge-1, b.HedgeEnd, low+".."+b.Value.String()))
		}
		return listed
	}
	first := a.Hedge
	if a.looseBefore {
		first = a.First
	}
	listed = append(listed, entry("range", first, a.HedgeEnd, low+".."+high))
	if a.HedgeEnd == a.Last && a.Figure[1] < a.Last && a.Figure[0] == a.First {
		e := entry("range", first, a.Figure[1], low+".."+high)
		e.Unit = ""
		listed = append(listed, e)
	}
	if a.Link == BoundsOf && a.Pair > i {
		b := &m.Amounts[a.Pair]
		if isUpper(a.Amount.Hedge) {
			low = b.Value.String()
		} else {
			high = b.Value.String()
		}
		listed = append(listed, entry("range", a.Hedge, b.HedgeEnd, low+".."+high))
	}
	return listed
}

func listedKind(a *AmountMention) string {
	switch a.Kind {
	case Ordinal:
		return "ordinal"
	case Percent, Points:
		return "percent"
	case Money:
		return "currency"
	case Age:
		return "age"
	case Dimension:
		if a.Unit.Kind == quantity.Temperature || a.Unit == (quantity.Unit{Kind: quantity.Angle, Name: "°"}) {
			return "temperature"
		}
		return "dimension"
	}
	return "quantity"
}

// listedUnit returns the unit as it is printed; dollars of an open country are listed as the United
// States', whose sign they bear.
func listedUnit(a *AmountMention) string {
	if a.Unit == (quantity.Unit{Kind: quantity.Money, Name: "$"}) {
		return "USD"
	}
	return a.Unit.String()
}
