package quantity

import "strings"

// UnitKind tells what a unit measures. Amounts of different kinds are never compared.
type UnitKind uint8

// The kinds of units.
const (
	Count       UnitKind = iota // things: the name is their noun in the singular, or ""
	Money                       // the name is an ISO 4217 code, "$" for a dollar of an open country, "" for an open currency
	Percent                     // a share in hundredths, or a relative change
	Points                      // percentage points: a difference of percentages
	PerMille                    // a share in thousandths
	BasisPoints                 // hundredths of a percentage point
	Length
	Area
	Volume
	Mass
	Speed
	Energy
	Power
	Data
	DataRate
	Temperature
	Time
	Angle
	Pressure
	Frequency
	Voltage
	Current
	Loudness
	Rate // a quotient of two other units: "kg/ha"
)

var kindNames = [...]string{"count", "money", "percent", "percentage points", "per mille", "basis points",
	"length", "area", "volume", "mass", "speed", "energy", "power", "data", "data rate", "temperature", "time", "angle",
	"pressure", "frequency", "voltage", "current", "loudness", "rate"}

// String returns the kind in plain English.
func (k UnitKind) String() string { return kindNames[k] }

// IsDimension reports whether units of the kind have conversion factors.
func (k UnitKind) IsDimension() bool { return k >= Length }

// Unit is what an amount is counted in. It is comparable with ==. The zero value is a bare count.
type Unit struct {
	Kind UnitKind
	Name string
}

// ParseUnit reads a unit as a facts file writes it: an ISO 4217 code ("GBP"), "%", "per mille",
// "percentage points", a unit of a dimension ("km", "GWh", "miles per hour", "kg/ha"). Any other
// word is the noun of a count, kept as written.
func ParseUnit(s string) Unit {
	s = strings.TrimSpace(s)
	if unit, ok := namedUnits[s]; ok {
		return unit
	}
	if c, ok := lookupCurrency(s); ok {
		return Unit{Money, c.code}
	}
	if unit, ok := LookupUnit(s); ok {
		return unit
	}
	if unit, ok := namedUnits[strings.ToLower(s)]; ok {
		return unit
	}
	if len(s) > 3 { // symbols are told apart by case ("MW", "mW"), words are not
		if unit, ok := LookupUnit(strings.ToLower(s)); ok {
			return unit
		}
	}
	return Unit{Count, s}
}

var namedUnits = map[string]Unit{
	"": {}, "$": {Money, "$"}, "dollars": {Money, "$"}, "dollar": {Money, "$"},
	"%": {Percent, ""}, "percent": {Percent, ""}, "per cent": {Percent, ""}, "pct": {Percent, ""}, "percentage": {Percent, ""},
	"percentage points": {Points, ""}, "percentage point": {Points, ""}, "pp": {Points, ""}, "% points": {Points, ""},
	"per mille": {PerMille, ""}, "‰": {PerMille, ""},
	"basis points": {BasisPoints, ""}, "basis point": {BasisPoints, ""}, "bp": {BasisPoints, ""}, "bps": {BasisPoints, ""},
}

// LookupUnit finds a unit of a dimension by its symbol or English name, case as written. A quotient
// "A/B" of two such units is a unit too.
func LookupUnit(s string) (Unit, bool) {
	if d, ok := dimensions()[s]; ok {
		return Unit{d.kind, d.name}, true
	}
	over, under, ok := strings.Cut(s, "/")
	if !ok {
		over, under, ok = strings.Cut(s, " per ")
	}
	if !ok {
		return Unit{}, false
	}
	a, okA := dimensions()[over]
	b, okB := dimensions()[under]
	if !okA || !okB {
		return Unit{}, false
	}
	return Per(Unit{a.kind, a.name}, Unit{b.kind, b.name}), true
}

// Per returns the unit of a quotient: a speed for a length over a time.
func Per(over, under Unit) Unit {
	kind := Rate
	switch {
	case over.Kind == Length && under.Kind == Time:
		kind = Speed
	case over.Kind == Data && under.Kind == Time:
		kind = DataRate
	}
	if kind == Speed && over.Name == "mi" && under.Name == "hour" {
		return Unit{Speed, "mph"}
	}
	name := over.Name + "/" + shortTime(under.Name)
	if d, ok := dimensions()[name]; ok {
		return Unit{d.kind, d.name}
	}
	return Unit{kind, name}
}

// shortTime returns the symbol of a unit of time in quotients: "km/h", not "km/hour".
func shortTime(name string) string {
	switch name {
	case "hour":
		return "h"
	case "minute":
		return "min"
	case "second":
		return "s"
	}
	return name
}

// Fits reports whether amounts of u and v can speak of one measure: units of one dimension, any two
// counts, and currencies that may be the same ("$" and AUD).
func (u Unit) Fits(v Unit) bool {
	switch {
	case u.Kind == Money && v.Kind == Money:
		return u.Name == v.Name || u.Name == "" || v.Name == "" ||
			u.Name == "$" && isDollarCode(v.Name) || v.Name == "$" && isDollarCode(u.Name)
	case u.Kind == Rate || v.Kind == Rate, u.Kind == Speed && v.Kind == Speed:
		_, ok := Convert(one, u, v)
		return ok
	case isShareKind(u.Kind) && isShareKind(v.Kind), isPointsKind(u.Kind) && isPointsKind(v.Kind):
		return true
	}
	return u.Kind == v.Kind
}

func isShareKind(k UnitKind) bool  { return k == Percent || k == PerMille }
func isPointsKind(k UnitKind) bool { return k == Points || k == BasisPoints }

// isShare reports whether a fraction in this unit is a share of a whole, not a part of a unit
// ("half a mile").
func (u Unit) isShare() bool { return u == Unit{} }

// rounds reports whether figures in this unit are rounded quotients even when they are whole.
func (u Unit) rounds() bool { return u.Kind >= Percent && u.Kind <= BasisPoints }

// String returns the unit as ParseUnit reads it, "" for a bare count.
func (u Unit) String() string {
	switch u.Kind {
	case Percent:
		return "%"
	case Points:
		return "percentage points"
	case PerMille:
		return "per mille"
	case BasisPoints:
		return "basis points"
	}
	return u.Name
}
