package quantity

import (
	"strings"
	"testing"
)

func TestConvert(t *testing.T) {
	for _, c := range []struct{ n, from, to, want string }{
		{"10", "mi", "km", "16.09344"}, {"40", "GWh", "MWh", "40000"}, {"1.2", "t", "kg", "1200"}, {"98.6", "°F", "°C", "37"},
		{"-40", "°C", "°F", "-40"}, {"0", "K", "°C", "-273.15"}, {"36", "km/h", "m/s", "10"}, {"1", "sq mi", "acre", "640"},
		{"1", "acre-foot", "cu ft", "43560"}, {"2", "years", "months", "24"}, {"5", "%", "per mille", "50"}, {"0.25", "percentage points", "basis points", "25"},
		{"1", "MB", "kB", "1000"}, {"50", "m/ms", "km/h", "180000"}, {"1", "kg/ha", "g/m2", "0.1"}, {"6", "ft", "in", "72"}, {"1", "gal", "cu in", "231"},
	} {
		got, ok := Convert(mustNumber(t, c.n), ParseUnit(c.from), ParseUnit(c.to))
		if !ok || got.CmpNumber(mustNumber(t, c.want)) != 0 {
			t.Errorf("%s %s is %s %s (%v), want %s", c.n, c.from, got.Number(), c.to, ok, c.want)
		}
	}
	for _, c := range [][2]string{{"km", "kg"}, {"month", "day"}, {"GBP", "EUR"}, {"%", "percentage points"}, {"burglaries", "km"}, {"MW", "MWh"}} {
		if _, ok := Convert(Int(1), ParseUnit(c[0]), ParseUnit(c[1])); ok {
			t.Errorf("%s were converted to %s", c[0], c[1])
		}
	}
}

// TestConvertRoundTrip: every unit of the table converts to its base and back without loss.
func TestConvertRoundTrip(t *testing.T) {
	n := mustNumber(t, "12.5")
	for name, d := range dimensions() {
		u, base := Unit{d.kind, d.name}, ParseUnit(d.base)
		if base.Kind != d.kind {
			base = Unit{d.kind, d.base}
		}
		there, ok := Convert(n, u, base)
		back, okBack := ConvertRatio(there, base, u)
		if !ok || !okBack || back.CmpNumber(n) != 0 {
			t.Errorf("%s to %s and back: %v %v %s", name, d.base, ok, okBack, back.Number())
		}
	}
}

func TestParseUnit(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Unit
	}{
		{"GBP", Unit{Money, "GBP"}}, {"%", Unit{Percent, ""}}, {"per cent", Unit{Percent, ""}}, {"km", Unit{Length, "km"}},
		{"GWh", Unit{Energy, "GWh"}}, {"MW", Unit{Power, "MW"}}, {"mW", Unit{Power, "mW"}}, {"Kilometres", Unit{Length, "km"}}, {"miles per hour", Unit{Speed, "mph"}},
		{"burglaries", Unit{Count, "burglaries"}}, {"", Unit{}}, {"$", Unit{Money, "$"}}, {"metric tons", Unit{Mass, "t"}}, {"kg/ha", Unit{Rate, "kg/ha"}},
	} {
		if got := ParseUnit(c.in); got != c.want {
			t.Errorf("ParseUnit(%q) = %v, want %v", c.in, got, c.want)
		}
		if got := ParseUnit(c.want.String()); got != c.want {
			t.Errorf("ParseUnit(%q) = %v, want %v again", c.want.String(), got, c.want)
		}
	}
}

func TestFits(t *testing.T) {
	for _, c := range []struct {
		u, v string
		want bool
	}{
		{"$", "USD", true}, {"$", "AUD", true}, {"$", "GBP", false}, {"GBP", "EUR", false}, {"burglaries", "", true}, {"km", "mi", true},
		{"km", "kg", false}, {"%", "per mille", true}, {"%", "percentage points", false}, {"GBP", "burglaries", false}, {"km/h", "mph", true}, {"kg/ha", "g/l", false},
	} {
		u, v := ParseUnit(c.u), ParseUnit(c.v)
		if u.Fits(v) != c.want || v.Fits(u) != c.want {
			t.Errorf("%q and %q: fits is %v and %v, want %v", c.u, c.v, u.Fits(v), v.Fits(u), c.want)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct{ n, unit, want string }{
		{"1310000", "GBP", "£1,310,000"}, {"2.5", "GBP", "£2.50"}, {"-5", "USD", "-$5"}, {"5", "AUD", "A$5"}, {"5", "CHF", "CHF 5"}, {"5", "$", "$5"},
		{"5.8", "%", "5.8%"}, {"388", "burglaries", "388"}, {"40", "GWh", "40 GWh"}, {"1", "percentage points", "1 percentage point"},
		{"25", "basis points", "25 basis points"}, {"2", "years", "2 years"}, {"20", "°C", "20°C"}, {"3", "century", "3 centuries"}, {"1204", "", "1,204"},
	} {
		if got := Format(mustNumber(t, c.n), ParseUnit(c.unit)); got != c.want {
			t.Errorf("Format(%s, %q) = %q, want %q", c.n, c.unit, got, c.want)
		}
	}
}

// Every line of the table of currencies is a currency that its code finds, and nothing else of the table is.
func TestCurrencies(t *testing.T) {
	for line := range strings.SplitSeq(strings.TrimSuffix(currencyTable, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		want := parseCurrency(line)
		if got, ok := lookupCurrency(want.code); got != want || !ok || want.name == "" {
			t.Errorf("%q is found as %+v", line, got)
		}
	}
	for _, code := range []string{"", "US", "usd", "USD\t", "SD\t", "AUDX", "dol", "\tUS"} {
		if got, ok := lookupCurrency(code); ok {
			t.Errorf("%q is found as %+v", code, got)
		}
	}
}
