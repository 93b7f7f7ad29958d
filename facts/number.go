package facts

import (
	"strings"

	"github.com/onrecord/onrecord/facts/quantity"
)

// readNumber reads a plain number, and the worth of its last written digit.
func readNumber(s string) (value, step quantity.Number, err error) {
	if coefficient, places, ok := shortDecimal(s); ok {
		return quantity.Decimal(coefficient, places), quantity.Pow10(-places), nil
	}
	value, err = quantity.ParseNumber(s)
	if err != nil {
		return value, step, err
	}
	mantissa, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa = s[:i]
		for _, c := range strings.TrimLeft(s[i+1:], "+-") {
			exponent = exponent*10 + int(c-'0')
		}
		if s[i+1] == '-' {
			exponent = -exponent
		}
	}
	places := 0
	if i := strings.IndexByte(mantissa, '.'); i >= 0 {
		places = len(mantissa) - i - 1
	}
	return value, quantity.Pow10(exponent - places), nil
}

// shortDecimal reads what nearly all numbers are, without the cost of the general case: up to 18 digits
// with a sign and a point.
func shortDecimal(s string) (coefficient int64, places int, ok bool) {
	i, digits, point := 0, 0, -1
	if len(s) > 0 && s[0] == '-' {
		i = 1
	}
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9' && digits < 18:
			coefficient = coefficient*10 + int64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = i
		default:
			return 0, 0, false
		}
	}
	if digits == 0 || point == len(s)-1 {
		return 0, 0, false
	}
	if s[0] == '-' {
		coefficient = -coefficient
	}
	if point >= 0 {
		places = len(s) - point - 1
	}
	return coefficient, places, true
}
