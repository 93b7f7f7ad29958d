package expression

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker/nature"
	"github.com/expr-lang/expr/file"

	"github.com/onrecord/onrecord/facts/quantity"
)

// rowName is the hidden argument of the functions that look beyond the row.
const rowName = "the row"

// keywords are words of the language that cannot name a field.
var keywords = []string{"and", "contains", "else", "endsWith", "false", "if", "in", "let", "matches", "nil", "not", "or", "startsWith", "true"}

// Name is how an expression writes the id of a field: clear-up as clear_up, 3pt as _3pt, in as in_.
func Name(id string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune("- .%/()&+", r) {
			return '_'
		}
		return r
	}, id)
	if name != "" && name[0] >= '0' && name[0] <= '9' {
		name = "_" + name
	}
	if slices.Contains(keywords, name) {
		name += "_"
	}
	return name
}

// rewriter turns the library's tree into one of exact numbers: literals become numbers as they are written, and the
// functions that look beyond the row get it, and their measure by its index, as arguments.
type rewriter struct {
	source     []rune
	scope      *Scope
	measures   map[string]int
	dimensions map[string]int
	uses       map[string]int // how often a name is read for its value
	listed     map[int]bool   // measures that functions read, and in the end all that are read
	whole      comparison     // that the node visited last is
	err        *Error
}

func newRewriter(source string, scope *Scope) *rewriter {
	r := &rewriter{source: []rune(source), scope: scope, measures: map[string]int{}, dimensions: map[string]int{}, uses: map[string]int{}, listed: map[int]bool{}}
	for i, m := range scope.Measures {
		r.measures[Name(m)] = i
	}
	for i, d := range scope.Dimensions {
		r.dimensions[Name(d)] = i
	}
	return r
}

// read notes in the program what it reads.
func (r *rewriter) read(p *Program) {
	for _, name := range slices.Sorted(maps.Keys(r.uses)) {
		if r.uses[name] == 0 {
			continue
		}
		if i, ok := r.measures[name]; ok {
			p.direct = append(p.direct, named{i, name})
			r.listed[i] = true
		} else if i, ok := r.dimensions[name]; ok {
			p.members = append(p.members, named{i, name})
		} else if r.scope.Period != "" && name == Name(r.scope.Period) {
			p.period = name
		}
	}
	p.Measures = slices.Sorted(maps.Keys(r.listed))
}

func (r *rewriter) fail(n ast.Node, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{n.Location().From, fmt.Sprintf(format, args...)}
	}
}

// Visit is called for each node after its children.
func (r *rewriter) Visit(node *ast.Node) {
	r.whole = comparison{}
	switch n := (*node).(type) {
	case *ast.BinaryNode:
		if _, compares := comparisons[n.Operator]; compares {
			r.whole = comparison{n.Operator, n.Location().From}
		}
	case *ast.IntegerNode, *ast.FloatNode:
		r.literal(node)
	case *ast.NilNode:
		r.fail(n, "there is no nil: a row that lacks a value is passed over")
	case *ast.IdentifierNode:
		r.uses[n.Value]++
	case *ast.UnaryNode:
		if n.Operator == "-" || n.Operator == "+" {
			call := &ast.CallNode{Callee: &ast.IdentifierNode{Value: negate}, Arguments: []ast.Node{n.Node}}
			if n.Operator == "+" {
				ast.Patch(node, n.Node)
			} else if constant, ok := n.Node.(*ast.ConstantNode); ok {
				ast.Patch(node, constantOf(constant.Value.(number).Neg()))
			} else {
				ast.Patch(node, call)
			}
		}
	case *ast.CallNode:
		n.SetNature(nature.Nature{}) // typed before its arguments were numbers: to be looked into again
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			r.call(node, n, callee.Value)
		}
	}
}

// literal takes a number from the source: the tree has it as a floating-point number.
func (r *rewriter) literal(node *ast.Node) {
	at := (*node).Location()
	from, to := max(at.From, 0), min(at.To, len(r.source))
	text := strings.ReplaceAll(string(r.source[min(from, to):to]), "_", "")
	n, err := quantity.ParseNumber(text)
	if err != nil {
		r.fail(*node, "%s", err)
		return
	}
	ast.Patch(node, constantOf(quantity.Of(n)))
}

// constantOf makes a literal. The library does not look into calls that it has typed before, so a node put there has
// to bring its type.
func constantOf(r quantity.Ratio) ast.Node {
	n := &ast.ConstantNode{Value: number{r}}
	n.SetType(numberType)
	return n
}

func (r *rewriter) call(node *ast.Node, n *ast.CallNode, name string) {
	s, known := gatherers[name]
	if !known {
		return
	}
	if !r.scope.Lists {
		r.fail(n, "%s looks beyond the row: that is for checks, not for definitions", name)
		return
	}
	takes := name + "(MEASURE)"
	if s.dimension {
		takes = name + "(MEASURE) or " + name + "(MEASURE, CATEGORY)"
	}
	if len(n.Arguments) == 0 || len(n.Arguments) > 2 || len(n.Arguments) == 2 && !s.dimension {
		r.fail(n, "%s takes a measure: %s", name, takes)
		return
	}
	measure, ok := r.argument(n.Arguments[0], r.measures)
	if !ok {
		r.fail(n.Arguments[0], "%s takes the name of a measure: %s", name, takes)
		return
	}
	r.listed[measure] = true
	dimension := 0
	switch {
	case len(n.Arguments) == 2:
		if dimension, ok = r.argument(n.Arguments[1], r.dimensions); !ok {
			r.fail(n.Arguments[1], "%s takes the name of a category: %s", name, takes)
		}
	case s.dimension && len(r.scope.Dimensions) == 0:
		r.fail(n, "%s needs a category, and the dataset has none", name)
	case s.dimension && len(r.scope.Dimensions) > 1:
		r.fail(n, "say of which category: %s(MEASURE, CATEGORY) with %s", name, strings.Join(r.scope.Dimensions, ", "))
	}
	ast.Patch(node, &ast.CallNode{Callee: n.Callee, Arguments: []ast.Node{
		&ast.IdentifierNode{Value: rowName}, &ast.IntegerNode{Value: measure}, &ast.IntegerNode{Value: dimension},
	}})
}

// argument returns the index of a field that an argument names. It is not read for its value then.
func (r *rewriter) argument(n ast.Node, fields map[string]int) (index int, ok bool) {
	name, isName := n.(*ast.IdentifierNode)
	if !isName {
		return 0, false
	}
	if index, ok = fields[name.Value]; ok {
		r.uses[name.Value]--
	}
	return index, ok
}

// strict finds what the library would leave to fail while it runs: operators on what is neither a number nor text.
type strict struct{ err *Error }

// Visit is called for each node after its children.
func (s *strict) Visit(node *ast.Node) {
	n, ok := (*node).(*ast.BinaryNode)
	if !ok || s.err != nil {
		return
	}
	left, right := n.Left.Type(), n.Right.Type()
	_, compares := comparisons[n.Operator]
	_, computes := arithmetic[n.Operator]
	switch {
	case !compares && !computes:
	case left == textType && right == textType && (compares || n.Operator == "+"):
	case left == truthType && right == truthType && (n.Operator == "==" || n.Operator == "!="):
	default:
		s.err = &Error{n.Location().From, fmt.Sprintf("%s stands between %s and %s: it needs two numbers", n.Operator, kindOf(left), kindOf(right))}
	}
}

func kindOf(t reflect.Type) string {
	switch t {
	case numberType:
		return Number.String()
	case truthType:
		return Truth.String()
	case textType:
		return Text.String()
	}
	return "what may be anything"
}

// explain tells the library's error in the words of a facts file.
func explain(err error, scope *Scope) *Error {
	var at *file.Error
	if !errors.As(err, &at) {
		return &Error{0, err.Error()}
	}
	message := strings.NewReplacer("expression.number", "number", "[]number", "a list of numbers", "[]interface {}", "a list", "bool", "true or false").Replace(at.Message)
	if name, unknown := strings.CutPrefix(message, "unknown name "); unknown {
		message = fmt.Sprintf("unknown name %q: %s", name, known(scope))
	}
	return &Error{at.From, message}
}

// known lists what an expression may name.
func known(scope *Scope) string {
	var names []string
	for _, id := range slices.Concat(scope.Measures, scope.Dimensions, []string{scope.Period}) {
		if id != "" {
			names = append(names, Name(id))
		}
	}
	const most = 12
	if len(names) > most {
		names = append(names[:most], "…")
	}
	return "the names are " + strings.Join(names, ", ")
}
