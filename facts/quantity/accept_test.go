package quantity

import "testing"

// TestAccepts holds the table of what words mean to cases on both sides of each bound.
func TestAccepts(t *testing.T) {
	plain := func(value string, hedge Hedge) Amount {
		return Amount{Value: mustNumber(t, value), Step: Int(1), Hedge: hedge}
	}
	scaled := func(value, step string, hedge Hedge) Amount {
		return Amount{Value: mustNumber(t, value), Step: mustNumber(t, step), Scaled: true, Hedge: hedge}
	}
	fraction := func(num, den int64, hedge Hedge) Amount {
		r, _ := Quo(Int(num), Int(den))
		return Amount{Value: r.Number(), Num: Int(num), Den: Int(den), Step: Int(1), Form: Fraction, Hedge: hedge}
	}
	multiple := func(value, step string, hedge Hedge) Amount {
		return Amount{Value: mustNumber(t, value), Step: mustNumber(t, step), Form: Multiple, Hedge: hedge}
	}
	percent := plain("6", Bare)
	percent.Unit = Unit{Percent, ""}
	more := multiple("3", "0.1", Bare)
	more.More = true
	between := Amount{Value: Int(390), High: Int(412), IsRange: true, Step: Int(1)}
	millions := Amount{Value: mustNumber(t, "1200000"), High: mustNumber(t, "1300000"), IsRange: true, Step: mustNumber(t, "100000"), Scaled: true}
	dozens := Amount{Value: Int(24), High: Int(99), IsRange: true, Step: Int(1), Form: Vague}
	for _, c := range []struct {
		words  string
		a      Amount
		actual string
		want   Fit
	}{
		{"388", plain("388", Bare), "388", Exact},
		{"388", plain("388", Bare), "389", No},
		{"400", plain("400", Bare), "388", No},
		{"388", plain("388", Bare), "388.4", Within},
		{"18,000", plain("18000", Bare), "18044", No},
		{"18,000", plain("18000", Bare), "18100", No},
		{"1,800", plain("1800", Bare), "1804", No},
		{"exactly 18,000", plain("18000", Equals), "18044", No},
		{"6%", percent, "5.8", Within},
		{"6%", percent, "5.4", No},
		{"1.2 million", scaled("1200000", "100000", Bare), "1204000", Within},
		{"1.2 million", scaled("1200000", "100000", Bare), "1250000", Within},
		{"1.2 million", scaled("1200000", "100000", Bare), "1250001", No},
		{"1.3 million", scaled("1300000", "100000", Bare), "1250000", Within},
		{"about 400", plain("400", About), "388", Within},
		{"about 350", plain("350", About), "388", No},
		{"about 1,000", plain("1000", About), "600", No},
		{"about 1,000", plain("1000", About), "1100", Within},
		{"nearly 400", plain("400", Nearly), "388", Within},
		{"nearly 400", plain("400", Nearly), "400", No},
		{"nearly 400", plain("400", Nearly), "359", No},
		{"more than 400", plain("400", MoreThan), "412", Within},
		{"more than 400", plain("400", MoreThan), "400", No},
		{"more than 200", plain("200", MoreThan), "388", Understated},
		{"just over 400", plain("400", JustOver), "412", Within},
		{"just over 400", plain("400", JustOver), "441", No},
		{"at least 400", plain("400", AtLeast), "400", Exact},
		{"at least 400", plain("400", AtLeast), "399", No},
		{"up to 400", plain("400", UpTo), "388", Within},
		{"up to 400", plain("400", UpTo), "401", No},
		{"fewer than 400", plain("400", LessThan), "388", Within},
		{"fewer than 400", plain("400", LessThan), "400", No},
		{"fewer than 400", plain("400", LessThan), "12", Understated},
		{"exactly 400", plain("400", Equals), "400", Exact},
		{"exactly 400", plain("400", Equals), "401", No},
		{"a third", fraction(1, 3, Bare), "0.309", No},
		{"a third", fraction(1, 3, Bare), "0.32", Within},
		{"nearly a third", fraction(1, 3, Nearly), "0.309", Within},
		{"two in five", fraction(2, 5, Bare), "0.4", Exact},
		{"doubled", multiple("2", "0.1", Bare), "1.95", Within},
		{"doubled", multiple("2", "0.1", Bare), "1.9", No},
		{"more than doubled", multiple("2", "0.1", MoreThan), "1.9", No},
		{"three times more", more, "4", Exact},
		{"three times more", more, "3", Exact},
		{"three times more", more, "5", No},
		{"between 390 and 412", between, "412", Exact},
		{"between 390 and 412", between, "400", Within},
		{"between 390 and 412", between, "388", No},
		{"1.2 to 1.3 million", millions, "1180000", Within},
		{"1.2 to 1.3 million", millions, "1100000", No},
		{"dozens", dozens, "36", Within},
		{"dozens", dozens, "12", No},
		{"-3", plain("-3", Bare), "-3", Exact},
		{"more than -3", plain("-3", MoreThan), "-3.5", Within},
	} {
		if got := c.a.Accepts(Of(mustNumber(t, c.actual))); got != c.want {
			t.Errorf("%q for %s: %s, want %s", c.words, c.actual, got, c.want)
		}
	}
}

// TestAcceptsItself: every amount accepts the value it is written with, unless its hedge excludes it.
func TestAcceptsItself(t *testing.T) {
	for _, hedge := range []Hedge{Bare, About, AtLeast, UpTo, Equals} {
		for _, value := range []string{"0", "1", "388", "-5.8", "1310000", "0.001"} {
			a := Amount{Value: mustNumber(t, value), Step: mustNumber(t, "0.001"), Hedge: hedge}
			if got := a.Accepts(Of(a.Value)); got != Exact {
				t.Errorf("%s %s accepts itself as %s", hedge, value, got)
			}
		}
	}
	for _, hedge := range []Hedge{Nearly, MoreThan, JustOver, LessThan} {
		a := Amount{Value: Int(400), Step: Int(1), Hedge: hedge}
		if got := a.Accepts(Of(a.Value)); got != No {
			t.Errorf("%s 400 accepts 400 as %s", hedge, got)
		}
	}
}

// Round thousands may be a difference that was rounded, other figures not.
func TestRoundsThousands(t *testing.T) {
	for _, c := range []struct {
		written string
		hedge   Hedge
		actual  string
		want    bool
	}{
		{"18000", Bare, "18044", true},
		{"18000", Bare, "18100", false},
		{"18044", Bare, "18040", false},
		{"18000", Bare, "18000", true},
		{"300", Bare, "301", false},
		{"18000", Equals, "18044", false},
	} {
		a := Amount{Value: mustNumber(t, c.written), Step: Int(1), Hedge: c.hedge}
		if got := a.RoundsThousands(Of(mustNumber(t, c.actual))); got != c.want {
			t.Errorf("%s %s for %s: %v, want %v", c.hedge, c.written, c.actual, got, c.want)
		}
	}
}
