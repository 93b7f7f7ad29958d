package quantity

import (
	"math"
	"math/big"
	"testing"

	"github.com/quagmt/udecimal"
)

// The two forms of numbers, those in one word and the others, are one kind of number: operations are exact across and
// around the border.
func TestFormsOfNumbers(t *testing.T) {
	var numbers []Number
	for _, coefficient := range []int64{0, 1, 7, 1000, 123456789012345678, mostSmall - 1, mostSmall, mostSmall + 1, 2*mostSmall - 1, math.MaxInt64} {
		for _, places := range []int{0, 1, 3, 9} {
			numbers = append(numbers, Decimal(coefficient, places), Decimal(-coefficient, places))
		}
	}
	if small, large := Decimal(mostSmall-1, 3), Decimal(mostSmall, 3); small.large != nil || large.large == nil {
		t.Errorf("%v and %v do not lie on the two sides of the border", small, large)
	}
	exact := func(n Number) *big.Rat {
		r, ok := new(big.Rat).SetString(n.String())
		if !ok {
			t.Fatalf("%s is no number", n)
		}
		return r
	}
	same := func(what string, n, m Number, got Number, want *big.Rat) {
		t.Helper()
		if exact(got).Cmp(want) != 0 {
			t.Errorf("%s %s %s: got %s, want %s", n, what, m, got, want.FloatString(19))
		}
		if low, fits := got.decimal(), got.large == nil; numberOf(low) != got && fits {
			t.Errorf("%s has two small forms", got)
		}
	}
	for _, n := range numbers {
		x := exact(n)
		same("negated", n, n, n.Neg(), new(big.Rat).Neg(x))
		same("absolute", n, n, n.Abs(), new(big.Rat).Abs(x))
		if n.Sign() != x.Sign() || n.IsZero() != (x.Sign() == 0) || n.IsInt() != x.IsInt() {
			t.Errorf("%s: sign %d, zero %t, integer %t", n, n.Sign(), n.IsZero(), n.IsInt())
		}
		if i, ok := n.Int64(); ok != (x.IsInt() && x.Num().IsInt64()) || ok && i != x.Num().Int64() {
			t.Errorf("%s: got %d, %t", n, i, ok)
		}
		if want, _ := x.Float64(); n.Float64() != want {
			t.Errorf("%s: got the float %v, want %v", n, n.Float64(), want)
		}
		if written := udecimal.MustParse(n.String()); numberOf(written).Cmp(n) != 0 {
			t.Errorf("%s is not read back", n)
		}
		for _, m := range numbers {
			y := exact(m)
			same("+", n, m, n.Add(m), new(big.Rat).Add(x, y))
			same("-", n, m, n.Sub(m), new(big.Rat).Sub(x, y))
			same("×", n, m, n.Mul(m), new(big.Rat).Mul(x, y))
			if got := n.Cmp(m); got != x.Cmp(y) {
				t.Errorf("%s against %s: got %d", n, m, got)
			}
		}
	}
}

// What is told of a number is the same for both of its forms.
func TestFormsTellTheSame(t *testing.T) {
	for _, coefficient := range []int64{0, 1, 5, 10, 95, 100, 388, 1200, 123456, 1000000, 99999999, 100000000000001} {
		for places := range 16 {
			for _, small := range []Number{Decimal(coefficient, places), Decimal(-coefficient, places)} {
				d := small.decimal()
				large := Number{large: &d}
				if small.large != nil {
					t.Fatalf("%s is not small", small)
				}
				if small.IsInt() != large.IsInt() || small.Places() != large.Places() || !small.roundStep().Equal(large.roundStep()) || !small.IsZero() && small.magnitude() != large.magnitude() {
					t.Errorf("%s: integer %t and %t, places %d and %d, magnitude %d and %d, step %s and %s", small, small.IsInt(), large.IsInt(),
						small.Places(), large.Places(), small.magnitude(), large.magnitude(), small.roundStep(), large.roundStep())
				}
				for _, other := range []Number{Int(1), Int(7), Decimal(25, 1), Decimal(333, 3), Decimal(-4, 0), Int(1200)} {
					o := other.decimal()
					a, _ := Quo(small, other)
					b, _ := Quo(large, Number{large: &o})
					if a.Cmp(b) != 0 || a.Mul(a).Cmp(b.Mul(b)) != 0 || a.Add(Of(other)).Cmp(b.Add(Of(other))) != 0 {
						t.Errorf("%s / %s: got %s/%s and %s/%s", small, other, a.Num, a.Den, b.Num, b.Den)
					}
					for _, step := range []Number{Int(1), Decimal(1, 1), Decimal(5, 2), Int(100)} {
						if x, y := a.Round(step), b.Round(step); !x.Equal(y) {
							t.Errorf("%s / %s to %s: got %s and %s", small, other, step, x, y)
						}
					}
				}
			}
		}
	}
}
