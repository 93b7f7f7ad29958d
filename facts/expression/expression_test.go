package expression

import (
	"errors"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts/quantity"
)

var scope = &Scope{Measures: []string{"loss", "clear-up", "small", "empty"}, Dimensions: []string{"district"}, Period: "year", Lists: true}

// fixedRow has loss 1310.5, clear-up 3, small 0.1; empty is missing.
type fixedRow struct{}

func (fixedRow) Measure(i int) (quantity.Ratio, bool) {
	if i > 2 {
		return quantity.Ratio{}, false
	}
	n, _ := quantity.ParseNumber([]string{"1310.5", "3", "0.1"}[i])
	return quantity.Of(n), true
}
func (fixedRow) Member(int) string { return "harbour" }
func (fixedRow) Period() string    { return "2024" }
func (fixedRow) List(f Function, measure, dimension int) ([]quantity.Ratio, bool) {
	if f == Previous {
		return nil, false
	}
	var list []quantity.Ratio
	for _, n := range []int64{1, 2, 6} {
		list = append(list, quantity.Of(quantity.Int(n*int64(f+1))))
	}
	return list, true
}

func TestNumbers(t *testing.T) {
	for source, want := range map[string]string{
		"loss":                                 "1310.5",
		"small + 0.2":                          "0.3", // not 0.30000000000000004
		"0.1 + 0.2 - 0.3":                      "0",
		"loss / clear_up * clear_up":           "1310.5", // a third, three times, is whole
		"1 / 3 + 1 / 3 + 1 / 3":                "1",
		"100 * 1 / 8":                          "12.5",
		"-loss":                                "-1310.5",
		"-5 + +6":                              "1",
		"loss - (1_000 + 0.50)":                "310",
		"1e3 * 1.5e-2":                         "15",
		"9007199254740993 + 0":                 "9007199254740993", // beyond what a float holds
		"loss > 1000 ? 1 : 2":                  "1",
		"sum(parts(loss))":                     "9",
		"mean(parts(loss))":                    "3",
		"max(parts(loss)) - min(loss, 1)":      "5",
		"count(filter(parts(loss), # > 1))":    "2",
		"sum(map(parts(loss), # * 2))":         "18",
		"total(loss)":                          "2",
		"abs(clear_up - 5)":                    "2",
		"round(loss, 100)":                     "1300",
		"round(10/3, 0.01)":                    "3.33",
		"loss > 5 and district == \"harbour\"": "1",
		"let x = loss * 2; x - loss":           "1310.5",
	} {
		p, err := Compile(source, scope, Number, Truth)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		got, err := p.Number(fixedRow{})
		if err != nil || got.Number().String() != want {
			t.Errorf("%s: got %s (%v), want %s", source, got.Number(), err, want)
		}
	}
}

func TestTruths(t *testing.T) {
	for source, want := range map[string]bool{
		"loss == 1310.50":                          true,
		"small + 0.2 == 0.3":                       true,
		"loss != 1310.5":                           false,
		"sum(parts(loss)) == 9":                    true,
		"sum(parts(loss, district)) < 9":           false,
		"year >= \"2020\" and clear_up <= 3":       true,
		"district in [\"harbour\", \"hills\"]":     true,
		"1000 < loss <= 1310.5":                    true,
		"1000 < loss <= 1310":                      false,
		"not (loss < 5)":                           true,
		"all(parts(loss), # > 1) or clear_up == 3": true,
		"any(parts(loss), # > 5)":                  true,
		"1 == 2 or 3 >= 3":                         true,
	} {
		p, err := Compile(source, scope, Truth)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got, err := p.Truth(fixedRow{}); err != nil || got != want {
			t.Errorf("%s: got %v (%v), want %v", source, got, err, want)
		}
	}
}

func TestSides(t *testing.T) {
	for source, want := range map[string]string{
		"sum(parts(loss)) == loss": "9 1310.5", "loss / clear_up < 1 + 1": "436.8333333333333333333 2",
		"(loss == 1)": " ", "loss == 1 and loss == 2": " ", "1 < loss < 2": " ", "district == \"hills\"": " ", "empty == 1": " ",
	} {
		p, err := Compile(source, scope, Truth)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if left, right := p.Sides(fixedRow{}); left+" "+right != want {
			t.Errorf("%s: got %q and %q, want %q", source, left, right, want)
		}
	}
}

// A field's name comes before a function's, and a word of the language is written with an underscore.
func TestNamesOfFields(t *testing.T) {
	s := &Scope{Measures: []string{"total", "in", "3-pt (%)"}, Dimensions: []string{"parts"}, Lists: true}
	for source, want := range map[string]string{"total - in_": "1307.5", "10 * _3_pt____ + total": "1311.5", "parts == \"harbour\"": "1"} {
		p, err := Compile(source, s, Number, Truth)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got, err := p.Number(fixedRow{}); err != nil || got.Number().String() != want {
			t.Errorf("%s: got %s (%v), want %s", source, got.Number(), err, want)
		}
	}
}

// What cannot be computed is missing and neither true nor false.
func TestMissing(t *testing.T) {
	for _, source := range []string{"empty > 1", "loss / (small - 0.1) > 1", "previous(loss) > 1", "mean(filter(parts(loss), # > 100)) > 1", "max(filter(parts(loss), # > 100)) > 1"} {
		p, err := Compile(source, scope, Truth)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if _, err := p.Truth(fixedRow{}); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: got %v, want ErrMissing", source, err)
		}
	}
}

func TestRejected(t *testing.T) {
	tests := []struct {
		source string
		offset int
		want   string
	}{
		{"loss / incidents", 7, `unknown name "incidents": the names are loss, clear_up, small, empty, district, year`},
		{"loss +", 5, "unexpected token EOF"},
		{"loss ++ 2 > x.y", 12, `unknown name "x"`},
		{"loss + district", 5, "invalid operation: + (mismatched types number and string)"},
		{"loss", 0, "the expression must be worth true or false, not a number"},
		{"district", 0, "the expression must be worth true or false, not text"},
		{"parts(loss)", 0, "not a list: sum, mean, min, max or count it"},
		{"sum(parts(loss + 1)) > 2", 15, "parts takes the name of a measure: parts(MEASURE) or parts(MEASURE, CATEGORY)"},
		{"sum(parts(loss, loss)) > 2", 16, "parts takes the name of a category"},
		{"sum(quarters(loss, district)) > 2", 4, "quarters takes a measure: quarters(MEASURE)"},
		{"loss == nil", 8, "there is no nil"},
		{"(loss > 1) > 2", 11, "invalid operation: > (mismatched types true or false and number)"},
		{"sum(loss) > 2", 4, "cannot use number as argument (type a list) to call sum"},
		{"mean(filter(parts(loss), # > district)) > 2", 27, "> stands between a number and text"},
		{"len(district) > 2", 0, `unknown name "len"`},
		{"now() > 2", 0, `unknown name "now"`},
		{"loss ** 2 > 1", 5, "invalid operation: **"},
		{"0x10 < loss", 0, `"0x10" is not a number`},
		{strings.Repeat("1+", 600) + "1 > 2", 0, "exceeds maximum allowed nodes"},
		{"(loss > 5 ? 1 : district) > 2", 26, "mismatched types"},
		{strings.Repeat("1+", 1100) + "1", 0, "longer than the 2000 that are read"},
	}
	for _, test := range tests {
		_, err := Compile(test.source, scope, Truth)
		var at *Error
		if !errors.As(err, &at) {
			t.Errorf("%.40s: got %v, want an error with %q", test.source, err, test.want)
			continue
		}
		if !strings.Contains(at.Msg, test.want) || at.Offset != test.offset && test.offset > 0 {
			t.Errorf("%.40s: got %d: %s, want %d: %s", test.source, at.Offset, at.Msg, test.offset, test.want)
		}
	}
}

func TestDefinitionsSeeOnlyTheRow(t *testing.T) {
	row := *scope
	row.Lists = false
	if _, err := Compile("total(loss)", &row, Number); err == nil || !strings.Contains(err.Error(), "looks beyond the row") {
		t.Errorf("got %v", err)
	}
	two := Scope{Measures: []string{"loss"}, Dimensions: []string{"sex", "age"}, Lists: true}
	if _, err := Compile("sum(parts(loss))", &two, Number); err == nil || !strings.Contains(err.Error(), "say of which category: parts(MEASURE, CATEGORY) with sex, age") {
		t.Errorf("got %v", err)
	}
	if _, err := Compile("sum(parts(loss, age))", &two, Number); err != nil {
		t.Errorf("got %v", err)
	}
}

// A few lines can ask for a number of 2^40 digits.
func TestGrowthIsBounded(t *testing.T) {
	source := "let a = loss * loss; "
	for c := 'b'; c < 'z'; c++ {
		source += "let " + string(c) + " = " + string(c-1) + " * " + string(c-1) + "; "
	}
	p, err := Compile(source+"y > 1", scope, Truth)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Truth(fixedRow{}); !errors.Is(err, errTooLarge) {
		t.Errorf("got %v, want %v", err, errTooLarge)
	}
}

func TestMeasuresRead(t *testing.T) {
	p, err := Compile("sum(parts(small)) <= loss + loss", scope, Truth)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Measures) != 2 || p.Measures[0] != 0 || p.Measures[1] != 2 {
		t.Errorf("got %v, want [0 2]", p.Measures)
	}
	if len(p.direct) != 1 || p.direct[0].index != 0 {
		t.Errorf("read in the row: %v, want [0]", p.direct)
	}
}

func BenchmarkNumber(b *testing.B) {
	p, err := Compile("100 * loss / clear_up", scope, Number)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Number(fixedRow{}); err != nil {
			b.Fatal(err)
		}
	}
}
