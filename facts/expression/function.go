package expression

import (
	"maps"
	"slices"

	"github.com/expr-lang/expr"

	"github.com/onrecord/onrecord/facts/quantity"
)

// Function gathers values of a measure around a row.
type Function uint8

// The functions that look beyond the row.
const (
	Parts    Function = iota // the values of the members of a dimension, where the row is their total
	Total                    // the value of the whole of which the row is a part
	Previous                 // the value one period before
	YearAgo                  // the value of the same period a year before
	Halves                   // the values of the two halves of the row's year
	Quarters                 // the values of the quarters of the row's year or half
	Months                   // the values of the months of the row's year, half or quarter
	Series                   // the values of all periods of the row's grain, in time order
)

// signature is how a function of the file's language is called and what it returns.
type signature struct {
	function  Function
	dimension bool // takes a dimension, which may be left out when there is one only
	list      bool // returns a list
}

var gatherers = map[string]signature{
	"parts":    {Parts, true, true},
	"total":    {Total, true, false},
	"previous": {Previous, false, false},
	"year_ago": {YearAgo, false, false},
	"halves":   {Halves, false, true},
	"quarters": {Quarters, false, true},
	"months":   {Months, false, true},
	"series":   {Series, false, true},
}

// FunctionNames lists the functions of the language, sorted.
func FunctionNames() []string {
	return []string{"abs", "all", "any", "count", "filter", "halves", "map", "max", "mean", "min", "months", "none", "parts", "previous",
		"quarters", "round", "series", "sum", "total", "year_ago"}
}

// functions are those of the library that suit exact numbers, and our own but for those whose name a field has.
func functions(scope *Scope) (options []expr.Option) {
	for _, f := range allFunctions(scope) {
		if _, taken := environment(scope)[f.name]; !taken {
			options = append(options, f.option)
		}
	}
	return append(options, expr.DisableAllBuiltins(), expr.EnableBuiltin("all"), expr.EnableBuiltin("any"), expr.EnableBuiltin("none"),
		expr.EnableBuiltin("filter"), expr.EnableBuiltin("map"))
}

type definition struct {
	name   string
	option expr.Option
}

func allFunctions(scope *Scope) []definition {
	options := []definition{
		ofList("sum", total),
		ofList("mean", func(list []number) (number, bool) {
			sum, _ := total(list)
			mean, ok := sum.Quo(quantity.Of(quantity.Int(int64(len(list)))))
			return number{mean}, ok
		}),
		ofList("count", func(list []number) (number, bool) {
			return number{quantity.Of(quantity.Int(int64(len(list))))}, true
		}),
		ofListOrNumbers("min", func(a, b number) bool { return a.Cmp(b.Ratio) < 0 }),
		ofListOrNumbers("max", func(a, b number) bool { return a.Cmp(b.Ratio) > 0 }),
		define("abs", func(p ...any) (any, error) { return number{p[0].(number).Abs()}, nil }, new(func(a number) number)),
		define("round", func(p ...any) (any, error) {
			return number{quantity.Of(p[0].(number).Round(p[1].(number).Number()))}, nil
		}, new(func(a, step number) number)),
	}
	if !scope.Lists {
		return options
	}
	for _, name := range slices.Sorted(maps.Keys(gatherers)) {
		s := gatherers[name]
		gather := func(p ...any) (any, error) {
			values, ok := p[0].(*place).List(s.function, p[1].(int), p[2].(int))
			if !ok || len(values) == 0 {
				return nil, ErrMissing
			}
			if !s.list {
				return number{values[0]}, nil
			}
			list := make([]number, len(values))
			for i, v := range values {
				list[i] = number{v}
			}
			return list, nil
		}
		if s.list {
			options = append(options, define(name, gather, new(func(p *place, measure, dimension int) []number)))
		} else {
			options = append(options, define(name, gather, new(func(p *place, measure, dimension int) number)))
		}
	}
	return options
}

func define(name string, apply func(p ...any) (any, error), types ...any) definition {
	return definition{name, expr.Function(name, apply, types...)}
}

func total(list []number) (sum number, ok bool) {
	sum = number{quantity.Of(quantity.Int(0))}
	for _, n := range list {
		sum.Ratio = sum.Add(n.Ratio)
	}
	return sum, true
}

// numbers are the values of a list. The library makes lists of its own, of filter, from anything.
func numbers(list any) (values []number) {
	if values, ok := list.([]number); ok {
		return values
	}
	mixed, _ := list.([]any)
	for _, v := range mixed {
		if n, ok := v.(number); ok {
			values = append(values, n)
		}
	}
	return values
}

func ofList(name string, apply func([]number) (number, bool)) definition {
	return define(name, func(p ...any) (any, error) {
		n, ok := apply(numbers(p[0]))
		if !ok {
			return nil, ErrMissing
		}
		return bounded(n.Ratio)
	}, new(func([]number) number), new(func([]any) number))
}

func ofListOrNumbers(name string, better func(a, b number) bool) definition {
	return define(name, func(p ...any) (any, error) {
		list := numbers(p[0])
		if _, ok := p[0].(number); ok {
			list = numbers(p)
		}
		if len(list) == 0 {
			return nil, ErrMissing
		}
		best := list[0]
		for _, n := range list[1:] {
			if better(n, best) {
				best = n
			}
		}
		return best, nil
	}, new(func([]number) number), new(func([]any) number), new(func(a, b number) number), new(func(a, b, c number) number), new(func(a, b, c, d number) number))
}
