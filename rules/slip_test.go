package rules

import (
	"testing"

	"github.com/onrecord/onrecord/facts/quantity"
)

func TestSlip(t *testing.T) {
	tests := []struct{ x, y, want string }{
		{"388", "838", "two digits changed places"},
		{"62.9", "69.2", "two digits changed places"},
		{"1310", "1130", "two digits changed places"},
		{"2354", "23540", "the decimal point moved"},
		{"10500000000", "10500000", "the decimal point moved"},
		{"7", "17", "a digit too many or too few"},
		{"412", "4112", "a digit too many or too few"},
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
