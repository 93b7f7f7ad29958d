package quantity

// Ratio is an exact quotient of two numbers. Num and Den are integers and Den is positive, for
// ratios made with Of and Quo; the zero value is not a ratio.
type Ratio struct{ Num, Den Number }

var one = Int(1)

// Of returns n as a ratio.
func Of(n Number) Ratio {
	r, _ := Quo(n, one)
	return r
}

// Quo returns a / b; ok is false when b is 0.
func Quo(a, b Number) (r Ratio, ok bool) {
	if b.IsZero() {
		return Ratio{}, false
	}
	if b.Sign() < 0 {
		a, b = a.Neg(), b.Neg()
	}
	if a.large == nil && b.large == nil {
		places := max(a.places(), b.places())
		num, okA := a.integer(places)
		den, okB := b.integer(places)
		if okA && okB {
			return Ratio{Int(num), Int(den)}.reduce(), true
		}
	}
	if places := max(a.decimal().Prec(), b.decimal().Prec()); places > 0 {
		a, b = a.Mul(Pow10(places)), b.Mul(Pow10(places))
	}
	return Ratio{a, b}.reduce(), true
}

// reduce keeps long chains of ratios from growing: small terms are left as they are.
func (r Ratio) reduce() Ratio {
	const small = 1 << 40
	if r.Num.Abs().Less(Int(small)) && r.Den.Less(Int(small)) {
		return r
	}
	if num, okA := r.Num.integer(0); okA {
		if den, okB := r.Den.integer(0); okB {
			if d := divisor(num, den); d > 1 {
				return Ratio{Int(num / d), Int(den / d)}
			}
			return r
		}
	}
	a, b := r.Num.Abs().decimal(), r.Den.decimal()
	for !b.IsZero() {
		_, rest, err := a.QuoRem(b)
		if err != nil {
			return r
		}
		a, b = b, rest
	}
	if a.IsZero() || a.Cmp(one.decimal()) == 0 {
		return r
	}
	num, _, _ := r.Num.decimal().QuoRem(a)
	den, _, _ := r.Den.decimal().QuoRem(a)
	return Ratio{numberOf(num), numberOf(den)}
}

// divisor returns the greatest common divisor of two integers, of which b is positive.
func divisor(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Add returns r + s.
func (r Ratio) Add(s Ratio) Ratio {
	return Ratio{r.Num.Mul(s.Den).Add(s.Num.Mul(r.Den)), r.Den.Mul(s.Den)}.reduce()
}

// Sub returns r - s.
func (r Ratio) Sub(s Ratio) Ratio { return r.Add(s.Neg()) }

// Mul returns r × s.
func (r Ratio) Mul(s Ratio) Ratio {
	return Ratio{r.Num.Mul(s.Num), r.Den.Mul(s.Den)}.reduce()
}

// Quo returns r / s; ok is false when s is 0.
func (r Ratio) Quo(s Ratio) (Ratio, bool) { return Quo(r.Num.Mul(s.Den), r.Den.Mul(s.Num)) }

// Neg returns -r.
func (r Ratio) Neg() Ratio { return Ratio{r.Num.Neg(), r.Den} }

// Abs returns r without its sign.
func (r Ratio) Abs() Ratio { return Ratio{r.Num.Abs(), r.Den} }

// Sign returns -1, 0 or 1.
func (r Ratio) Sign() int { return r.Num.Sign() }

// Cmp returns -1, 0 or 1 as r is less than, equal to or greater than s.
func (r Ratio) Cmp(s Ratio) int { return r.Num.Mul(s.Den).Cmp(s.Num.Mul(r.Den)) }

// CmpNumber compares r with n as Cmp does.
func (r Ratio) CmpNumber(n Number) int { return r.Cmp(Of(n)) }

// Round returns the multiple of step nearest to r, halves away from zero. A step of 0 returns r
// cut to 19 decimals.
func (r Ratio) Round(step Number) Number {
	if step.IsZero() {
		return r.Number()
	}
	s := Of(step.Abs())
	num, den := r.Num.Mul(s.Den), r.Den.Mul(s.Num)
	if n, okA := num.integer(0); okA {
		if d, okB := den.integer(0); okB && d > 0 {
			steps, rest := n/d, n%d
			if 2*max(rest, -rest) >= d {
				steps += int64(num.Sign())
			}
			return Int(steps).Mul(step.Abs())
		}
	}
	quotient, rest, err := num.Abs().decimal().QuoRem(den.decimal())
	if err != nil {
		return Number{}
	}
	steps := numberOf(quotient)
	if numberOf(rest).Mul(Int(2)).Cmp(den) >= 0 {
		steps = steps.Add(one)
	}
	if num.Sign() < 0 {
		steps = steps.Neg()
	}
	return steps.Mul(step.Abs())
}

// IsInt reports whether r is an integer.
func (r Ratio) IsInt() bool {
	_, rest, err := r.Num.decimal().QuoRem(r.Den.decimal())
	return err == nil && rest.IsZero()
}

// Number returns r as a decimal, rounded to 19 decimals when it has no end.
func (r Ratio) Number() Number {
	if r.Den.Equal(one) {
		return r.Num
	}
	d, err := r.Num.decimal().Div(r.Den.decimal())
	if err != nil {
		return Number{}
	}
	return numberOf(d)
}

// Percent returns r × 100 rounded to the given decimals: "5.8" for 24/412.
func (r Ratio) Percent(decimals int) string {
	n := r.Mul(Of(Int(100))).Round(Pow10(-decimals))
	return n.decimal().StringFixed(uint8(min(max(decimals, 0), maxPlaces)))
}
