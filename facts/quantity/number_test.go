package quantity

import (
	"math/big"
	"strings"
	"testing"
)

func mustNumber(t testing.TB, s string) Number {
	t.Helper()
	n, err := ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestParseNumber(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"0", "0"}, {"-1204.50", "-1204.5"}, {"+5", "5"}, {".08", "0.08"}, {"1e6", "1000000"}, {"2.5E-3", "0.0025"},
		{"123456789012345678901234567890", "123456789012345678901234567890"}, {"007", "7"}, {"-0", "0"}, {"1e-19", "0.0000000000000000001"},
	} {
		if got := mustNumber(t, c.in).String(); got != c.want {
			t.Errorf("ParseNumber(%q) = %s, want %s", c.in, got, c.want)
		}
	}
}

func TestParseNumberErrors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "not a number"}, {"-", "not a number"}, {"5.", "not a number"}, {"1,204", "not a number"}, {"1e", "exponent"}, {"1e99", "exponent"},
		{"NaN", "not a number"}, {"--5", "not a number"}, {"1.2.3", "not a number"}, {"e5", "not a number"},
		{strings.Repeat("9", 61), "more than 60 digits"}, {"0.00000000000000000001", "more than 19 decimals"}, {"1e-20", "more than 19 decimals"},
	} {
		_, err := ParseNumber(c.in)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("ParseNumber(%q): %v, want %q", c.in, err, c.want)
		}
	}
	if _, err := ParseNumber(strings.Repeat("9", 1_000_000)); len(err.Error()) > 200 {
		t.Errorf("the error for a million digits has %d bytes", len(err.Error()))
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct{ n, step, want string }{
		{"1310000", "100000", "1300000"}, {"5.85", "0.1", "5.9"}, {"-5.85", "0.1", "-5.9"}, {"2.5", "1", "3"}, {"0.25", "0.1", "0.3"},
		{"388", "5", "390"}, {"387.4", "5", "385"}, {"388.25", "0", "388.25"}, {"1", "0.25", "1"},
	} {
		if got := mustNumber(t, c.n).Round(mustNumber(t, c.step)); !got.Equal(mustNumber(t, c.want)) {
			t.Errorf("%s rounded to %s is %s, want %s", c.n, c.step, got, c.want)
		}
	}
}

func TestGroupedAndPlaces(t *testing.T) {
	for _, c := range []struct {
		in, want string
		places   int
	}{{"1204.5", "1,204.5", 1}, {"-1310000", "-1,310,000", 0}, {"999", "999", 0}, {"0.1250", "0.125", 3}} {
		n := mustNumber(t, c.in)
		if n.Grouped() != c.want || n.Places() != c.places {
			t.Errorf("%s: %s with %d decimals, want %s with %d", c.in, n.Grouped(), n.Places(), c.want, c.places)
		}
	}
}

func TestRatio(t *testing.T) {
	third, _ := Quo(Int(1), Int(3))
	if got := third.Add(third).Add(third); got.Cmp(Of(Int(1))) != 0 {
		t.Errorf("three thirds are %s", got.Number())
	}
	change, _ := Quo(Int(388-412), Int(412))
	if got := change.Percent(1); got != "-5.8" {
		t.Errorf("from 412 to 388: %s percent, want -5.8", got)
	}
	if _, ok := Quo(Int(1), Number{}); ok {
		t.Error("1/0 is a ratio")
	}
	if r, _ := Quo(mustNumber(t, "0.3"), mustNumber(t, "-0.1")); r.CmpNumber(Int(-3)) != 0 {
		t.Errorf("0.3 / -0.1 = %s", r.Number())
	}
}

// FuzzRatio compares the arithmetic with math/big.
func FuzzRatio(f *testing.F) {
	f.Add(int64(1), int64(3), int64(-7), int64(12))
	f.Add(int64(1<<62), int64(3), int64(1<<62+1), int64(5))
	f.Fuzz(func(t *testing.T, a, b, c, d int64) {
		if b == 0 || d == 0 || a == -1<<63 || b == -1<<63 || c == -1<<63 || d == -1<<63 {
			return
		}
		r, _ := Quo(Int(a), Int(b))
		s, _ := Quo(Int(c), Int(d))
		x, y := big.NewRat(a, b), big.NewRat(c, d)
		check := func(name string, got Ratio, want *big.Rat) {
			g, ok := new(big.Rat).SetString(got.Num.String() + "/" + got.Den.String())
			if !ok || g.Cmp(want) != 0 {
				t.Fatalf("%d/%d %s %d/%d = %s/%s, want %s", a, b, name, c, d, got.Num, got.Den, want)
			}
		}
		check("+", r.Add(s), new(big.Rat).Add(x, y))
		check("-", r.Sub(s), new(big.Rat).Sub(x, y))
		check("*", r.Mul(s), new(big.Rat).Mul(x, y))
		if r.Cmp(s) != x.Cmp(y) {
			t.Fatalf("%d/%d against %d/%d: %d", a, b, c, d, r.Cmp(s))
		}
	})
}

// FuzzParseNumber: nothing panics, and String is the inverse.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1204.50", "-1e6", "1e-19", ".5", "1,2", "e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNumber(s)
		if err != nil {
			return
		}
		if again, err := ParseNumber(n.String()); err != nil || !again.Equal(n) {
			t.Fatalf("%q is %s, which reads as %s, %v", s, n, again, err)
		}
	})
}
