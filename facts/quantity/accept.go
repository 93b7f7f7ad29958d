package quantity

// Shares of the written value that the hedges allow.
var (
	aboutShare    = Decimal(5, 2)  // "about": 5 percent either way
	roundShare    = Decimal(10, 2) // "about" with trailing zeros: half a step, but no more than this
	nearlyShare   = Decimal(10, 2) // "nearly": down to a tenth below; "just over": up to a tenth above
	farShare      = Decimal(25, 2) // "more than": farther than this, and than a round step, is understated
	fractionShare = Decimal(2, 2)  // "a third": two points either way
)

// Tolerance lets a house set how far "about" may reach, as a share: 0.05 is the default.
type Tolerance struct{ About Number }

// Accepts tells whether the value actual, in a's own unit, makes the amount true as written.
func (a Amount) Accepts(actual Ratio) Fit { return a.AcceptsWith(actual, Tolerance{aboutShare}) }

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
		return a.acceptsBare(x, actual, order)
	case About:
		if fit := a.acceptsBare(x, actual, order); fit > No {
			return fit
		}
		if near(actual, x, Of(t.About).Mul(x.Abs())) || near(actual, x, a.roundReach(x)) {
			return Within
		}
		return No
	case Nearly:
		return inside(order < 0 && (actual.Cmp(x.Sub(x.Mul(Of(nearlyShare)))) >= 0 || a.roundsTo(actual, x)))
	case JustOver:
		return inside(order > 0 && (actual.Cmp(x.Add(x.Mul(Of(nearlyShare)))) <= 0 || a.roundsTo(actual, x)))
	case MoreThan, AtLeast:
		switch {
		case order == 0 && a.Hedge == AtLeast:
			return Exact
		case order <= 0:
			return No
		case actual.Cmp(x.Add(a.farReach(x))) > 0:
			return Understated
		}
		return Within
	case LessThan, UpTo:
		switch {
		case order == 0 && a.Hedge == UpTo:
			return Exact
		case a.Hedge == UpTo && order > 0:
			return inside(a.acceptsBare(x, actual, order) > No)
		case order >= 0:
			return No
		case actual.Cmp(x.Sub(a.farReach(x))) < 0:
			return Understated
		}
		return Within
	}
	return No
}

func (a Amount) acceptsBare(x, actual Ratio, order int) Fit {
	switch {
	case order == 0:
		return Exact
	case a.Form == Fraction && !a.Scaled && a.Unit.isShare():
		return inside(near(actual, x, Of(fractionShare)))
	case a.Form == Ordinal:
		return No
	case a.Scaled, a.Form == Multiple, a.Unit.rounds(), !actual.IsInt():
		// Whole units can only be written for a value with decimals by rounding, and a percentage
		// is a rounded quotient.
		return inside(near(actual, x, Of(a.Step).Mul(Ratio{one, Int(2)})))
	}
	return No
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
func (a Amount) farReach(x Ratio) Ratio {
	reach := Of(x.Number().roundStep())
	if share := x.Abs().Mul(Of(farShare)); share.Cmp(reach) > 0 {
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
