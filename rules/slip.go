package rules

import (
	"strings"

	"github.com/onrecord/onrecord/facts/quantity"
)

// slip tells how a hand or an eye would turn one figure into another: "two digits changed places", "a power of
// ten", "a digit too many or too few", "another digit". It returns "" for figures that are just different.
func slip(x, y quantity.Number) string {
	if x.IsZero() || y.IsZero() || x.Equal(y) {
		return ""
	}
	a, b := slipDigits(x), slipDigits(y)
	bareA, bareB := strings.Trim(a, "0"), strings.Trim(b, "0")
	switch {
	case bareA == bareB:
		return "the decimal point moved"
	case swapped(bareA, bareB), swapped(a, b):
		return "two digits changed places"
	case isOneMore(bareA, bareB), isOneMore(bareB, bareA):
		return "a digit too many or too few"
	case len(a) >= 3 && differing(a, b) == 1:
		return "another digit"
	}
	return ""
}

// slipDigits returns the digits of a number, without sign and point.
func slipDigits(n quantity.Number) string {
	text := strings.Replace(n.Abs().String(), ".", "", 1)
	return strings.TrimLeft(text, "0")
}

// isOneMore reports whether b is a with one digit put in.
func isOneMore(a, b string) bool {
	if len(b) != len(a)+1 {
		return false
	}
	for i := range b {
		if b[:i]+b[i+1:] == a {
			return true
		}
	}
	return false
}

// differing counts the places at which two strings of digits differ; strings of unlike length differ everywhere.
func differing(a, b string) (n int) {
	if len(a) != len(b) {
		return max(len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
