// Package quantity holds exact amounts: decimal numbers, quotients of them, units with exact
// conversion factors, and what the written form of an amount says about the value it stands for
// (its last digit, its hedge). Nothing is a floating-point number, and rounding happens only where
// the text rounds. It reads no prose: words for amounts are read in package claims.
package quantity

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/quagmt/udecimal"
)

// Number is an exact decimal. The zero value is 0. Compare with Equal or Cmp, never with ==:
// 5.0 and 5 are one number in two forms.
//
// Nearly all numbers of tables and texts have fewer than 18 digits, and a table may have millions of them: those lie in
// one word, and only others in a decimal of the library's.
type Number struct {
	small int64 // coefficient × 64 + decimals, when large is nil
	large *udecimal.Decimal
}

const (
	placeBits = 6
	mostSmall = 1 << (63 - placeBits - 1) // coefficients from here on are large
)

func numberOf(d udecimal.Decimal) Number {
	negative, high, low, places, ok := d.ToHiLo()
	if !ok || high != 0 || low >= mostSmall {
		large := d // of its own, so that small numbers are not allocated
		return Number{large: &large}
	}
	coefficient := int64(low)
	if negative {
		coefficient = -coefficient
	}
	return Number{small: coefficient<<placeBits | int64(places)}
}

func (n Number) decimal() udecimal.Decimal {
	if n.large != nil {
		return *n.large
	}
	return udecimal.MustFromInt64(n.coefficient(), uint8(n.places()))
}

// The parts of a small number.
func (n Number) coefficient() int64 { return n.small >> placeBits }
func (n Number) places() int64      { return n.small & (1<<placeBits - 1) }

// alike reports whether two numbers are small and have as many decimals, so that their coefficients tell all.
func alike(n, m Number) bool {
	return n.large == nil && m.large == nil && n.places() == m.places()
}

const (
	maxDigits   = 60 // of one written number: more is no figure but an attack or a slip
	maxExponent = 40
	maxPlaces   = 19 // decimals that the decimal library keeps
)

// Int returns n as a Number.
func Int(n int64) Number { return Decimal(n, 0) }

// Decimal returns coefficient × 10^-places; places beyond 19 are not representable and panic.
func Decimal(coefficient int64, places int) Number {
	if coefficient == 0 {
		places = 0
	}
	if coefficient < mostSmall && coefficient > -mostSmall && places >= 0 && places <= maxPlaces {
		return Number{small: coefficient<<placeBits | int64(places)}
	}
	return numberOf(udecimal.MustFromInt64(coefficient, uint8(places)))
}

// Pow10 returns 10^n for -19 ≤ n ≤ 40, and the nearest of these for an n outside.
func Pow10(n int) Number { return powers[min(max(n, -maxPlaces), maxExponent)+maxPlaces] }

var powers = func() (table [maxPlaces + maxExponent + 1]Number) {
	for i := 0; i <= maxPlaces; i++ {
		table[maxPlaces-i] = Decimal(1, i)
	}
	for i := 1; i <= maxExponent; i++ {
		table[maxPlaces+i] = table[maxPlaces+i-1].Mul(Int(10))
	}
	return table
}()

// ParseNumber reads a plain number: an optional sign, digits, an optional point with digits, an
// optional exponent ("1e6"). It knows no thousands separators. Numbers of more than 60 digits,
// 19 decimals, or an exponent beyond 40 are errors.
func ParseNumber(s string) (Number, error) {
	mantissa, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(s[i+1:])
		if err != nil || n > maxExponent || n < -maxExponent {
			return Number{}, fmt.Errorf("%s is not a number: the exponent must be an integer from -%d to %d", shorten(s), maxExponent, maxExponent)
		}
		mantissa, exponent = s[:i], n
	}
	places, err := checkDigits(mantissa)
	if err != nil {
		return Number{}, err
	}
	if places-exponent > maxPlaces {
		return Number{}, fmt.Errorf("%s has more than %d decimals", shorten(s), maxPlaces)
	}
	if mantissa[0] == '+' {
		mantissa = mantissa[1:]
	}
	if mantissa[0] == '.' {
		mantissa = "0" + mantissa
	}
	d, err := udecimal.Parse(mantissa)
	if err != nil {
		return Number{}, fmt.Errorf("%s is not a number", shorten(s))
	}
	n := numberOf(d)
	switch {
	case exponent > 0:
		n = n.Mul(Pow10(exponent))
	case exponent < 0:
		// Dividing in two steps keeps each power within the library's decimals.
		for rest := -exponent; rest > 0; rest -= maxPlaces {
			n = n.Mul(Pow10(-min(rest, maxPlaces)))
		}
	}
	return n, nil
}

// checkDigits returns the number of decimals of a plain number without exponent.
func checkDigits(s string) (places int, err error) {
	digits, point := 0, -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && point < 0:
			point = i
		case (c == '-' || c == '+') && i == 0:
		default:
			return 0, fmt.Errorf("%s is not a number", shorten(s))
		}
	}
	if digits == 0 || point == len(s)-1 {
		return 0, fmt.Errorf("%s is not a number", shorten(s))
	}
	if digits > maxDigits {
		return 0, fmt.Errorf("%s has more than %d digits", shorten(s), maxDigits)
	}
	if point < 0 {
		return 0, nil
	}
	return len(s) - point - 1, nil
}

// shorten quotes a text for an error message, cut to a length that a terminal shows.
func shorten(s string) string {
	if len(s) > 40 {
		return strconv.Quote(s[:37] + "...")
	}
	return strconv.Quote(s)
}

// Add returns n + m.
func (n Number) Add(m Number) Number {
	if alike(n, m) {
		return Decimal(n.coefficient()+m.coefficient(), int(n.places()))
	}
	return numberOf(n.decimal().Add(m.decimal()))
}

// Sub returns n - m.
func (n Number) Sub(m Number) Number { return n.Add(m.Neg()) }

// Mul returns n × m, exact as long as the factors have at most 19 decimals together.
func (n Number) Mul(m Number) Number {
	if n.large == nil && m.large == nil && n.places()+m.places() <= maxPlaces {
		if product, ok := multiply(n.coefficient(), m.coefficient()); ok {
			return Decimal(product, int(n.places()+m.places()))
		}
	}
	return numberOf(n.decimal().Mul(m.decimal()))
}

// multiply returns a × b if that is small.
func multiply(a, b int64) (int64, bool) {
	if a == 0 || b == 0 {
		return 0, true
	}
	product := a * b
	fits := product/b == a && product < mostSmall && product > -mostSmall
	return product, fits
}

// integer returns n × 10^places as an integer, if it is one and small.
func (n Number) integer(places int64) (int64, bool) {
	if n.large != nil || n.places() > places || places-n.places() > 18 {
		return 0, false
	}
	return multiply(n.coefficient(), intPowers[places-n.places()])
}

// intPowers are the powers of ten that an int64 holds.
var intPowers = [19]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// ends counts the digits of a small number and the zeros at their end; both are 0 for 0.
func (n Number) ends() (digits, zeros int) {
	for c := n.coefficient(); c != 0; c /= 10 {
		if digits++; c%10 == 0 && zeros == digits-1 {
			zeros++
		}
	}
	return digits, zeros
}

// Neg returns -n.
func (n Number) Neg() Number {
	if n.large != nil {
		return numberOf(n.large.Neg())
	}
	return Number{small: -n.coefficient()<<placeBits | n.places()}
}

// Abs returns n without its sign.
func (n Number) Abs() Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}

// Cmp returns -1, 0 or 1 as n is less than, equal to or greater than m.
func (n Number) Cmp(m Number) int {
	if alike(n, m) {
		return cmp.Compare(n.small, m.small)
	}
	return n.decimal().Cmp(m.decimal())
}

// Less reports whether n < m.
func (n Number) Less(m Number) bool { return n.Cmp(m) < 0 }

// Equal reports whether n and m are the same number, whatever their written decimals.
func (n Number) Equal(m Number) bool { return n.Cmp(m) == 0 }

// Sign returns -1, 0 or 1.
func (n Number) Sign() int {
	if n.large != nil {
		return n.large.Sign()
	}
	return cmp.Compare(n.coefficient(), 0)
}

// IsZero reports whether n is 0.
func (n Number) IsZero() bool { return n.Sign() == 0 }

// IsInt reports whether n has no fraction.
func (n Number) IsInt() bool {
	if n.large == nil && n.places() <= 18 {
		return n.coefficient()%intPowers[n.places()] == 0
	}
	d := n.decimal()
	return d.Prec() == 0 || d.Trunc(0).Cmp(d) == 0
}

// Int64 returns n when it is an integer that an int64 holds.
func (n Number) Int64() (int64, bool) {
	if !n.IsInt() {
		return 0, false
	}
	if n.large == nil && n.places() == 0 {
		return n.coefficient(), true
	}
	i, err := n.decimal().Trunc(0).Int64()
	return i, err == nil
}

// Places returns how many decimals n needs.
func (n Number) Places() int {
	if n.large == nil {
		_, zeros := n.ends()
		return max(int(n.places())-zeros, 0)
	}
	text := n.String()
	if i := strings.IndexByte(text, '.'); i >= 0 {
		return len(text) - i - 1
	}
	return 0
}

// Float64 returns the nearest float, for display and sorting only.
func (n Number) Float64() float64 {
	if c := n.coefficient(); n.large == nil && c < 1<<53 && c > -1<<53 { // both numbers are exact, so their quotient is the nearest
		return float64(c) / floatPowers[n.places()]
	}
	return n.decimal().InexactFloat64()
}

var floatPowers = [maxPlaces + 1]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// String returns plain digits without trailing zeros: "-1204.5". ParseNumber reads it back.
func (n Number) String() string { return n.decimal().String() }

// MarshalText implements encoding.TextMarshaler with String.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// Grouped returns String with commas between thousands: "1,204.5".
func (n Number) Grouped() string {
	text := n.String()
	sign := ""
	if text[0] == '-' {
		sign, text = "-", text[1:]
	}
	whole, fraction := text, ""
	if i := strings.IndexByte(text, '.'); i >= 0 {
		whole, fraction = text[:i], text[i:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	b.WriteString(fraction)
	return b.String()
}

// Round returns the multiple of step that is nearest to n, halves away from zero. A step of 0
// returns n as it is.
func (n Number) Round(step Number) Number { return Of(n).Round(step) }

// magnitude returns the exponent of n's first digit: 2 for 388, -2 for 0.05, 0 for 0.
func (n Number) magnitude() int {
	if n.large == nil {
		digits, _ := n.ends()
		return max(digits-1, 0) - int(n.places())
	}
	exponent := 0
	for a := n.Abs(); !a.IsZero() && exponent < maxExponent && a.Cmp(Pow10(exponent+1)) >= 0; {
		exponent++
	}
	for a := n.Abs(); !a.IsZero() && exponent > -maxPlaces && a.Cmp(Pow10(exponent)) < 0; {
		exponent--
	}
	return exponent
}

// roundStep returns the worth of n's last digit that is not zero: 100 for 1200, 0.1 for 5.8, and
// what a writer who rounds to n most likely rounded to.
func (n Number) roundStep() Number {
	if n.large == nil {
		_, zeros := n.ends()
		return Pow10(zeros - int(n.places()))
	}
	low, high := -maxPlaces, n.magnitude()
	for exponent := high; exponent > low; exponent-- {
		if n.Round(Pow10(exponent)).Equal(n) {
			return Pow10(exponent)
		}
	}
	return Pow10(low)
}
