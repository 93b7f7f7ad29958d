package quantity

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed currencies.tsv
var currencyTable string

type currency struct {
	code, symbol string
	decimals     int
	family       string // the word that several currencies share: "$", "peso"
	name         string
}

// lookupCurrency finds a currency by its code, in the text of the table: few are asked for, and making all of them would
// cost every start more.
func lookupCurrency(code string) (c currency, ok bool) {
	if len(code) != 3 {
		return c, false
	}
	at := strings.Index(currencyTable, "\n"+code+"\t")
	if at < 0 {
		return c, false
	}
	line, _, _ := strings.Cut(currencyTable[at+1:], "\n")
	return parseCurrency(line), true
}

// parseCurrency reads a line of the table. One that is wrong panics: the table is part of the program.
func parseCurrency(line string) currency {
	columns := strings.Split(line, "\t")
	if len(columns) != 5 {
		panic(fmt.Sprintf("currencies.tsv: want CODE<TAB>SYMBOL<TAB>DECIMALS<TAB>FAMILY<TAB>NAME, got %q", line))
	}
	decimals, err := strconv.Atoi(columns[2])
	if err != nil {
		panic(fmt.Sprintf("currencies.tsv: decimals of %s: %v", columns[0], err))
	}
	return currency{columns[0], columns[1], decimals, columns[3], columns[4]}
}

// isDollarCode reports whether "$" may stand for the currency of a code.
func isDollarCode(code string) bool {
	c, _ := lookupCurrency(code)
	return c.isDollar()
}

// isDollar reports whether "$" may stand for the currency. Pesos are written with the same sign.
func (c currency) isDollar() bool { return c.family == "$" || c.family == "peso" }

// IsCurrency reports whether code is a currency's ISO 4217 code, in capitals.
func IsCurrency(code string) bool {
	_, ok := lookupCurrency(code)
	return ok
}

// Format writes n as a message shows it: "£1,310,000", "£2.50", "5.8%", "40 GWh", and for counts the
// bare figure, "388".
func Format(n Number, u Unit) string {
	switch u.Kind {
	case Money:
		return formatMoney(n, u.Name)
	case Percent:
		return n.Grouped() + "%"
	case PerMille:
		return n.Grouped() + "‰"
	case Points:
		return plural(n, "percentage point")
	case BasisPoints:
		return plural(n, "basis point")
	case Count:
		return n.Grouped()
	case Angle, Temperature:
		if strings.HasPrefix(u.Name, "°") {
			return n.Grouped() + u.Name
		}
	case Time:
		if len(u.Name) > 2 {
			return plural(n, u.Name)
		}
	}
	return n.Grouped() + " " + u.Name
}

func plural(n Number, noun string) string {
	switch {
	case n.Abs().Equal(one):
		return n.Grouped() + " " + noun
	case noun == "century":
		return n.Grouped() + " centuries"
	case noun == "millennium":
		return n.Grouped() + " millennia"
	}
	return n.Grouped() + " " + noun + "s"
}

func formatMoney(n Number, code string) string {
	symbol := "$"
	switch c, ok := lookupCurrency(code); {
	case ok:
		symbol = c.symbol
	case code == "":
		symbol = ""
	}
	figure := n.Abs().Grouped()
	if n.Places() == 1 { // "£2.50", not "£2.5"
		figure += "0"
	}
	if n.Sign() < 0 {
		return "-" + symbol + figure
	}
	return symbol + figure
}
