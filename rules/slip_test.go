package rules

import (
	"testing"

	"github.com/onrecord/onrecord/facts/quantity"
)

func TestSlip(t *testing.T) {
	tests := []struct{ x, y, want string }{
		{"388", "838", "transposed digits"},
		{"62.9", "69.2", "transposed digits"},
		{"1310", "1130", "transposed digits"},
		{"2354", "23540", "a power of ten"},
		{"10500000000", "10500000", "a power of ten"},
		{"7", "17", "a digit more or less"},
		{"412", "4112", "a digit more or less"},
		{"1700", "2700", "another digit"},
		{"388", "398", "another digit"},
		{"23", "25", ""},
		{"388", "412", ""},
		{"388", "388", ""},
		{"0", "10", ""},
		{"388", "883", ""},
	}
	for _, test := range tests {
		x, errX := quantity.ParseNumber(test.x)
		y, errY := quantity.ParseNumber(test.y)
		if errX != nil || errY != nil {
			t.Fatal(errX, errY)
		}
		if got := slip(x, y); got != test.want {
			t.Errorf("slip(%s, %s) = %q, want %q", test.x, test.y, got, test.want)
		}
		if got := slip(y, x); got != test.want {
			t.Errorf("slip(%s, %s) = %q, want %q", test.y, test.x, got, test.want)
		}
	}
}
