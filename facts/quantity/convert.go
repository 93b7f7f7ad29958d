package quantity

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed units.tsv
var unitTable string

// dimension is one unit of the table: factor × n units are n units of base.
type dimension struct {
	kind       UnitKind
	name, base string
	factor     Ratio
}

// dimensions are read by the first who needs a unit, not by every start of the program.
var dimensions = sync.OnceValue(func() map[string]*dimension { return readUnits(unitTable) })

// unitFactor returns the factor of a unit, 0 for a name that is none.
func unitFactor(name string) Ratio {
	if d := dimensions()[name]; d != nil {
		return d.factor
	}
	return Ratio{}
}

// freezing and kelvin's zero, in degrees Celsius, are where the scales begin.
var (
	fahrenheitZero = Ratio{Int(-160), Int(9)}
	kelvinZero     = Of(Decimal(-27315, 2))
)

// readUnits reads the table of units, by each of their spellings. The table is part of the program:
// a bad line panics.
func readUnits(table string) map[string]*dimension {
	kinds := map[string]UnitKind{}
	for kind, name := range kindNames {
		kinds[name] = UnitKind(kind)
	}
	units := make(map[string]*dimension, strings.Count(table, ",")+strings.Count(table, "\n"))
	number := 0
	for line := range strings.SplitSeq(table, "\n") {
		number++
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 5 || !kinds[columns[1]].IsDimension() {
			panic(fmt.Sprintf("units.tsv:%d: want NAME<TAB>DIMENSION<TAB>BASE<TAB>FACTOR<TAB>SPELLINGS, got %q", number, line))
		}
		d := &dimension{kinds[columns[1]], columns[0], columns[2], readFactor(columns[3])}
		units[d.name] = d
		if columns[4] == "" {
			continue
		}
		for spelling := range strings.SplitSeq(columns[4], ", ") {
			units[spelling] = d
		}
	}
	return units
}

// readFactor reads "1609.344", "1e-9" or a quotient "1852/3600".
func readFactor(s string) Ratio {
	over, under, found := strings.Cut(s, "/")
	if !found {
		under = "1"
	}
	a, errA := ParseNumber(over)
	b, errB := ParseNumber(under)
	factor, ok := Quo(a, b)
	if errA != nil || errB != nil || !ok {
		panic(fmt.Sprintf("units.tsv: %q is no factor", s))
	}
	return factor
}

// Convert returns n of the unit from in the unit to, exactly. ok is false when there is no exact
// factor: other dimensions, months and days, two currencies.
func Convert(n Number, from, to Unit) (Ratio, bool) { return ConvertRatio(Of(n), from, to) }

// ConvertRatio is Convert for a ratio.
func ConvertRatio(r Ratio, from, to Unit) (Ratio, bool) {
	if from == to {
		return r, true
	}
	switch {
	case from.Kind == Count && to.Kind == Count, from.Kind == Money && to.Kind == Money && from.Fits(to):
		return r, true
	case from.Kind < Length || to.Kind < Length:
		scale, ok := shareScale(from.Kind)
		scaleTo, okTo := shareScale(to.Kind)
		if !ok || !okTo || isShareKind(from.Kind) != isShareKind(to.Kind) {
			return Ratio{}, false
		}
		return r.Mul(Ratio{Int(scaleTo), Int(scale)}), true
	case from.Kind == Temperature && to.Kind == Temperature:
		return fromCelsius(toCelsius(r, from.Name), to.Name), true
	}
	factor, base, ok := factorOf(from.Name)
	factorTo, baseTo, okTo := factorOf(to.Name)
	if !ok || !okTo || base != baseTo {
		return Ratio{}, false
	}
	return r.Mul(factor).Quo(factorTo)
}

// ConvertDifference converts a difference of two values: "20 degrees Celsius warmer" is 36 degrees
// Fahrenheit warmer.
func ConvertDifference(r Ratio, from, to Unit) (Ratio, bool) {
	if from.Kind != Temperature || to.Kind != Temperature {
		return ConvertRatio(r, from, to)
	}
	return r.Mul(unitFactor(from.Name)).Quo(unitFactor(to.Name))
}

// shareScale returns how many of the unit make one whole.
func shareScale(k UnitKind) (int64, bool) {
	switch k {
	case Percent, Points:
		return 100, true
	case PerMille:
		return 1000, true
	case BasisPoints:
		return 10000, true
	}
	return 0, false
}

func toCelsius(r Ratio, name string) Ratio {
	switch name {
	case "°F":
		return r.Mul(unitFactor(name)).Add(fahrenheitZero)
	case "K":
		return r.Add(kelvinZero)
	}
	return r
}

func fromCelsius(r Ratio, name string) Ratio {
	switch name {
	case "°F":
		f, _ := r.Sub(fahrenheitZero).Quo(unitFactor(name))
		return f
	case "K":
		return r.Sub(kelvinZero)
	}
	return r
}

// factorOf returns the factor and base of a unit's name or of a quotient of two.
func factorOf(name string) (factor Ratio, base string, ok bool) {
	if d, found := dimensions()[name]; found {
		return d.factor, d.base, true
	}
	over, under, found := strings.Cut(name, "/")
	a, okA := dimensions()[over]
	b, okB := dimensions()[under]
	if !found || !okA || !okB {
		return Ratio{}, "", false
	}
	factor, _ = a.factor.Quo(b.factor)
	return factor, a.base + "/" + b.base, true
}

// Readings returns the units that a name which differs between countries may stand for, the usual
// one first; for other units u alone.
func (u Unit) Readings() []Unit {
	switch u {
	case Unit{Mass, "ton"}:
		return []Unit{u, {Mass, "t"}, {Mass, "long ton"}}
	case Unit{Volume, "gal"}:
		return []Unit{u, {Volume, "imperial gal"}}
	}
	return []Unit{u}
}
