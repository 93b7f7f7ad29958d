package quantity

// thousandsShare bounds how far a bare figure that ends in three zeros or more may be off for being rounded.
var thousandsShare = Decimal(5, 3)

// roundShare bounds "about" with trailing zeros: half a step of the last digit that is none, but no more than this.
var roundShare = Decimal(10, 2)

// Tolerance lets a house set how far hedges may reach, as shares of what is written: 0.05 is five percent.
type Tolerance struct {
	About    Number // "about": so far either way
	Nearly   Number // "nearly": so far below; "just over": so far above
	Far      Number // "more than": farther than this, and than a round step, is understated
	Fraction Number // "a third": so many points either way
}

// DefaultTolerance is what holds where a house sets nothing.
func DefaultTolerance() Tolerance {
	return Tolerance{About: Decimal(5, 2), Nearly: Decimal(10, 2), Far: Decimal(25, 2), Fraction: Decimal(2, 2)}
}

// Accepts tells whether the value actual, in a's own unit, makes the amount true as written.
func (a Amount) Accepts(actual Ratio) Fit { return a.AcceptsWith(actual, DefaultTolerance()) }

// AcceptsWith is Accepts with a tolerance of the caller's.
func (a Amount) AcceptsWith(actual Ratio, t Tolerance) Fit {
	if a.IsRange {
		return a.acceptsRange(actual)
	}
	fit := a.accepts(a.Ratio(), actual, t)
	if a.More && fit < Within {
		// "three times more" is three times as many to some and four times to others
		fit = max(fit, a.accepts(a.Ratio().Add(Of(one)), actual, t))
	}
	return fit
}

func (a Amount) acceptsRange(actual Ratio) Fit {
	half := Of(a.Step).Mul(Ratio{one, Int(2)})
	if !a.Scaled && actual.IsInt() {
		half = Of(Number{}) // "between 390 and 412": whole numbers are not rounded
	}
	low, high := Of(a.Value), Of(a.High)
	switch {
	case !a.OpenLow && actual.Cmp(low.Sub(half)) < 0, !a.OpenHigh && actual.Cmp(high.Add(half)) > 0:
		return No
	case !a.OpenLow && actual.Cmp(low) == 0, !a.OpenHigh && actual.Cmp(high) == 0:
		return Exact
	}
	return Within
}

// accepts judges one reading x of the written value.
func (a Amount) accepts(x, actual Ratio, t Tolerance) Fit {
	if x.Sign() < 0 && actual.Sign() <= 0 {
		// Hedges speak of size: "a loss of more than 5" is a value below -5.
		x, actual = x.Neg(), actual.Neg()
	}
	order := actual.Cmp(x)
	switch a.Hedge {
	case Bare, Equals:
		return a.acceptsBare(x, actual, order, t)
	case About:
		if fit := a.acceptsBare(x, actual, order, t); fit > No {
			return fit
		}
		if near(actual, x, Of(t.About).Mul(x.Abs())) || near(actual, x, a.roundReach(x)) {
			return Within
		}
		return No
	case Nearly:
		return inside(order < 0 && (actual.Cmp(x.Sub(x.Mul(Of(t.Nearly)))) >= 0 || a.roundsTo(actual, x)))
	case JustOver:
		return inside(order > 0 && (actual.Cmp(x.Add(x.Mul(Of(t.Nearly)))) <= 0 || a.roundsTo(actual, x)))
	case MoreThan, AtLeast:
		switch {
		case order == 0 && a.Hedge == AtLeast:
			return Exact
		case order <= 0:
			return No
		case actual.Cmp(x.Add(a.farReach(x, t))) > 0:
			return Understated
		}
		return Within
	case LessThan, UpTo:
		switch {
		case order == 0 && a.Hedge == UpTo:
			return Exact
		case a.Hedge == UpTo && order > 0:
			return inside(a.acceptsBare(x, actual, order, t) > No)
		case order >= 0:
			return No
		case actual.Cmp(x.Sub(a.farReach(x, t))) < 0:
			return Understated
		}
		return Within
	}
	return No
}

func (a Amount) acceptsBare(x, actual Ratio, order int, t Tolerance) Fit {
	switch {
	case order == 0:
		return Exact
	case a.Form == Fraction && !a.Scaled && a.Unit.isShare():
		return inside(near(actual, x, Of(t.Fraction)))
	case a.Form == Ordinal:
		return No
	case a.Scaled, a.Form == Multiple, a.Unit.rounds(), !actual.IsInt():
		// Whole units can only be written for a value with decimals by rounding, and a percentage
		// is a rounded quotient.
		return inside(near(actual, x, Of(a.Step).Mul(Ratio{one, Int(2)})))
	}
	return No
}

// RoundsThousands reports whether a bare figure in round thousands is the value as writers round it: "415,000" for 414,571, "18,000
// behind" for 18,044.
func (a Amount) RoundsThousands(actual Ratio) bool {
	if a.Form != Digits || a.Hedge != Bare || a.Value.Abs().Cmp(Int(1000)) < 0 {
		return false
	}
	x := a.Ratio()
	return near(actual, x, x.Abs().Mul(Of(thousandsShare))) && x.IsInt() && x.Number().roundStep().Cmp(Int(1000)) >= 0 && near(actual, x, a.roundReach(x))
}

// roundsTo reports whether a rounded quotient rounds to x at the last written digit: 1.6 percent is "nearly 2 percent"
// although it lies more than a tenth below.
func (a Amount) roundsTo(actual, x Ratio) bool {
	return a.Unit.rounds() && near(actual, x, Of(a.Step).Mul(Ratio{one, Int(2)}))
}

// roundReach is how far "about" reaches by the zeros that the written value ends with.
func (a Amount) roundReach(x Ratio) Ratio {
	reach := Of(x.Number().roundStep()).Mul(Ratio{one, Int(2)})
	if limit := x.Abs().Mul(Of(roundShare)); reach.Cmp(limit) > 0 {
		return limit
	}
	return reach
}

// farReach is how far beyond the written value "more than" is still well said.
func (a Amount) farReach(x Ratio, t Tolerance) Ratio {
	reach := Of(x.Number().roundStep())
	if share := x.Abs().Mul(Of(t.Far)); share.Cmp(reach) > 0 {
		return share
	}
	return reach
}

func near(a, b, reach Ratio) bool { return a.Sub(b).Abs().Cmp(reach) <= 0 }

func inside(ok bool) Fit {
	if ok {
		return Within
	}
	return No
}
