// Package expression compiles what a facts file computes from its rows: definitions such as
// "stolen / incidents" and checks such as "deaths <= cases" or "sum(quarters(arrivals)) == arrivals". Names and
// types are checked when an expression is compiled; numbers are exact, also those that division leaves
// without an end. It knows rows only as an interface and reads no files.
package expression

import (
	"errors"
	"fmt"
	"slices"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"github.com/onrecord/onrecord/facts/quantity"
)

// Kind is what an expression is worth.
type Kind uint8

// The kinds of worth.
const (
	Number Kind = iota
	Truth       // true or false
	Text
)

var kindNames = [...]string{"a number", "true or false", "text"}

// String names the kind as in a message: "a number".
func (k Kind) String() string { return kindNames[k] }

// Scope is what an expression may name. Hyphens and spaces in names are written as underscores.
type Scope struct {
	Measures   []string // numbers
	Dimensions []string // texts: the id of the row's member, "" where the row is a total
	Period     string   // text: the period as the file writes it; "" in a table without time
	// Lists allows the functions that look beyond the row: parts, total, previous, quarters and so on.
	Lists bool
}

// Row is what an expression is evaluated for. Measures and dimensions go by their index in the Scope.
type Row interface {
	Measure(i int) (quantity.Ratio, bool)
	Member(dimension int) string
	Period() string
	// List returns the values that a function gathers around the row; false when one of them is missing.
	List(f Function, measure, dimension int) ([]quantity.Ratio, bool)
}

// ErrMissing says that a row lacks a value that the expression needs, or divides by nought: then there is
// nothing to compute and nothing to check.
var ErrMissing = errors.New("a value is missing")

// Error is what is wrong with an expression, at the offset of a code point in it.
type Error struct {
	Offset int
	Msg    string
}

func (e *Error) Error() string { return e.Msg }

// Program is a compiled expression. It is safe for concurrent use.
type Program struct {
	Source string
	Kind   Kind
	// Measures lists the measures read, those in functions included, ascending.
	Measures []int

	direct  []named // measures whose value in the row is read
	members []named // dimensions whose member is read
	period  string  // the name of the period, if it is read
	program *vm.Program
	sides   [2]*Program // of a comparison; nil for anything else
}

// named is a field by its index in the Scope and its name in expressions.
type named struct {
	index int
	name  string
}

const (
	maxSource = 2000 // bytes of an expression
	maxNodes  = 500
)

// Compile reads an expression and checks its names and types. The worth must be one of the kinds given.
func Compile(source string, scope *Scope, kinds ...Kind) (*Program, error) {
	p, comparison, err := compile(source, scope, kinds)
	if err != nil || comparison.operator == "" {
		return p, err
	}
	text := []rune(source)
	for i, side := range []string{string(text[:comparison.at]), string(text[comparison.at+len(comparison.operator):])} {
		if p.sides[i], _, err = compile(side, scope, []Kind{Number}); err != nil {
			p.sides = [2]*Program{} // in brackets, or not of numbers
			break
		}
	}
	return p, nil
}

// comparison is the operator that a whole expression hangs on, and where it stands.
type comparison struct {
	operator string
	at       int
}

func compile(source string, scope *Scope, kinds []Kind) (*Program, comparison, error) {
	none := comparison{}
	if len(source) > maxSource {
		return nil, none, &Error{0, fmt.Sprintf("an expression of %d bytes is longer than the %d that are read", len(source), maxSource)}
	}
	r := newRewriter(source, scope)
	options := append(operators(), expr.Env(environment(scope)), expr.Patch(r), expr.MaxNodes(maxNodes), expr.AsAny())
	program, err := expr.Compile(source, append(options, functions(scope)...)...)
	if r.err != nil {
		return nil, none, r.err
	}
	if err != nil {
		return nil, none, explain(err, scope)
	}
	var s strict
	tree := program.Node()
	if ast.Walk(&tree, &s); s.err != nil {
		return nil, none, s.err
	}
	p := &Program{Source: source, program: program}
	r.read(p)
	switch worth := program.Node().Type(); {
	case worth == numberType:
		p.Kind = Number
	case worth == truthType:
		p.Kind = Truth
	case worth == textType:
		p.Kind = Text
	default:
		return nil, none, &Error{0, "the expression must be worth " + alternatives(kinds) + ", not a list: sum, mean, min, max or count it"}
	}
	if !slices.Contains(kinds, p.Kind) {
		return nil, none, &Error{0, fmt.Sprintf("the expression must be worth %s, not %s", alternatives(kinds), p.Kind)}
	}
	return p, r.whole, nil
}

// Sides returns what stands left and right of a comparison for a row, as plain digits; "" when the expression
// is no comparison of two numbers.
func (p *Program) Sides(row Row) (left, right string) {
	var text [2]string
	for i, side := range p.sides {
		if side == nil {
			return "", ""
		}
		n, err := side.Number(row)
		if err != nil {
			return "", ""
		}
		text[i] = n.Number().String()
	}
	return text[0], text[1]
}

func alternatives(kinds []Kind) string {
	text := kinds[0].String()
	for _, k := range kinds[1:] {
		text += " or " + k.String()
	}
	return text
}

// environment declares the names of a scope with their types.
func environment(scope *Scope) map[string]any {
	names := map[string]any{rowName: &place{}}
	for _, m := range scope.Measures {
		names[Name(m)] = number{}
	}
	for _, d := range scope.Dimensions {
		names[Name(d)] = ""
	}
	if scope.Period != "" {
		names[Name(scope.Period)] = ""
	}
	return names
}

// Truth evaluates an expression of kind Truth.
func (p *Program) Truth(row Row) (bool, error) {
	worth, err := p.run(row)
	if err != nil {
		return false, err
	}
	return worth.(bool), nil
}

// Number evaluates an expression of kind Number; one of kind Truth counts 1 or 0.
func (p *Program) Number(row Row) (quantity.Ratio, error) {
	worth, err := p.run(row)
	if err != nil {
		return quantity.Ratio{}, err
	}
	if is, ok := worth.(bool); ok {
		if is {
			return quantity.Of(quantity.Int(1)), nil
		}
		return quantity.Of(quantity.Int(0)), nil
	}
	return worth.(number).Ratio, nil
}

// run evaluates the expression. Its errors are ErrMissing and those of figures too large to compute with.
func (p *Program) run(row Row) (any, error) {
	names := make(map[string]any, len(p.direct)+len(p.members)+2)
	for _, m := range p.direct {
		value, ok := row.Measure(m.index)
		if !ok {
			return nil, ErrMissing
		}
		names[m.name] = number{value}
	}
	for _, d := range p.members {
		names[d.name] = row.Member(d.index)
	}
	if p.period != "" {
		names[p.period] = row.Period()
	}
	names[rowName] = &place{row}
	worth, err := expr.Run(p.program, names)
	var at *file.Error
	switch {
	case err == nil:
		return worth, nil
	case errors.Is(err, ErrMissing):
		return nil, ErrMissing
	case errors.As(err, &at) && at.Prev != nil:
		return nil, at.Prev
	case errors.As(err, &at):
		return nil, errors.New(at.Message)
	}
	return nil, err
}
