package expression

import (
	"errors"
	"maps"
	"reflect"
	"slices"

	"github.com/expr-lang/expr"

	"github.com/onrecord/onrecord/facts/quantity"
)

// number is the only type of number in expressions. The library's own are floating-point.
type number struct{ quantity.Ratio }

// place carries the row to the functions that look around it.
type place struct{ Row }

var (
	numberType = reflect.TypeFor[number]()
	truthType  = reflect.TypeFor[bool]()
	textType   = reflect.TypeFor[string]()
)

var errTooLarge = errors.New("the figures grow too large to compute with")

// largest bounds terms: products of products double their digits each time.
var largest = func() quantity.Number {
	n := quantity.Pow10(40)
	return n.Mul(n).Mul(n).Mul(n)
}()

func bounded(r quantity.Ratio) (any, error) {
	if r.Num.Abs().Cmp(largest) > 0 || r.Den.Cmp(largest) > 0 {
		return nil, errTooLarge
	}
	return number{r}, nil
}

// arithmetic and comparisons are the operators that are carried out on exact numbers. The names of the functions behind
// them are no words that an expression can hold.
var arithmetic = map[string]func(a, b quantity.Ratio) (quantity.Ratio, bool){
	"+": func(a, b quantity.Ratio) (quantity.Ratio, bool) { return a.Add(b), true },
	"-": func(a, b quantity.Ratio) (quantity.Ratio, bool) { return a.Sub(b), true },
	"*": func(a, b quantity.Ratio) (quantity.Ratio, bool) { return a.Mul(b), true },
	"/": func(a, b quantity.Ratio) (quantity.Ratio, bool) { return a.Quo(b) },
}

var comparisons = map[string]func(order int) bool{
	"==": func(order int) bool { return order == 0 },
	"!=": func(order int) bool { return order != 0 },
	"<":  func(order int) bool { return order < 0 },
	"<=": func(order int) bool { return order <= 0 },
	">":  func(order int) bool { return order > 0 },
	">=": func(order int) bool { return order >= 0 },
}

const negate = "- of"

func operators() (options []expr.Option) {
	for _, sign := range slices.Sorted(maps.Keys(arithmetic)) {
		apply := arithmetic[sign]
		name := "operator " + sign
		options = append(options, expr.Operator(sign, name), expr.Function(name, func(p ...any) (any, error) {
			r, ok := apply(p[0].(number).Ratio, p[1].(number).Ratio)
			if !ok {
				return nil, ErrMissing
			}
			return bounded(r)
		}, new(func(a, b number) number)))
	}
	for _, sign := range slices.Sorted(maps.Keys(comparisons)) {
		holds := comparisons[sign]
		name := "operator " + sign
		options = append(options, expr.Operator(sign, name), expr.Function(name, func(p ...any) (any, error) {
			return holds(p[0].(number).Cmp(p[1].(number).Ratio)), nil
		}, new(func(a, b number) bool)))
	}
	return append(options, expr.Function(negate, func(p ...any) (any, error) {
		return number{p[0].(number).Neg()}, nil
	}, new(func(a number) number)))
}
