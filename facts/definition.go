package facts

import (
	"errors"
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/facts/expression"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// Definition says how the values of a measure follow from other values of the same row.
type Definition struct {
	Expression   string
	Uses         []*Measure // that it reads, other defined measures among them
	Line, Column int        // of the expression

	program *expression.Program
}

// Sources returns the observations of its row from which a value was computed, in the order of the measures;
// nil for a value that stands in the file.
func (o *Observation) Sources() (sources []*Observation) {
	if o.Measure.Definition == nil {
		return nil
	}
	row := o.Measure.Dataset.Row(o.Row)
	wanted := map[*Measure]bool{}
	var want func(m *Measure)
	want = func(m *Measure) {
		if m.Definition == nil {
			wanted[m] = true
			return
		}
		for _, used := range m.Definition.Uses {
			want(used)
		}
	}
	want(o.Measure)
	for i := range row.Observations {
		if wanted[row.Observations[i].Measure] {
			sources = append(sources, &row.Observations[i])
		}
	}
	return sources
}

// scope is what expressions on the rows of a dataset may name.
func (d *Dataset) scope(lists bool) *expression.Scope {
	s := &expression.Scope{Lists: lists}
	for _, m := range d.Measures {
		s.Measures = append(s.Measures, m.ID)
	}
	for _, dim := range d.Dimensions {
		s.Dimensions = append(s.Dimensions, dim.ID)
	}
	if d.Period != nil {
		s.Period = d.Period.ID
	}
	return s
}

// maxExpressions bounds the definitions of a file, and its checks.
const maxExpressions = 500

// definitions adds the measures that the file defines. Each may use those before it.
func (h *header) definitions(n *schema.Node, p *problems) {
	if n == nil || n.Kind != schema.Mapping {
		return
	}
	for i := range n.Pairs {
		if i == maxExpressions {
			p.add(expressionRule, h.d.Path, n.Pairs[i].Key.Line, n.Pairs[i].Key.Column, "a file may have %d definitions", maxExpressions)
			return
		}
		key, value := n.Pairs[i].Key, n.Pairs[i].Value
		is := value
		if value.Kind == schema.Mapping {
			is = value.Get("is")
		}
		if is.Text() == "" || is.Kind != schema.Text {
			continue // the schema has said so
		}
		if h.byName[key.Value] != nil {
			p.add(schemaRule, h.d.Path, key.Line, key.Column, "definitions.%s: there is a field of that name already", key.Value)
			continue
		}
		program := h.compile(is, h.d.scope(false), p, expression.Number, expression.Truth)
		switch {
		case program == nil:
			continue
		case len(program.Measures) == 0:
			p.add(expressionRule, h.d.Path, is.Line, is.Column, "the definition reads no measure, so that there is nothing to compute it from")
			continue
		}
		m, _ := h.measure(key.Value, value, "definitions."+key.Value, p)
		m.Definition = &Definition{Expression: is.Value, Line: is.Line, Column: is.Column, program: program}
		if value.Get("additive") == nil {
			m.Additive = program.Kind == expression.Truth // a quotient of sums is no sum of quotients
		}
		if m.Unit == (quantity.Unit{}) && program.Kind == expression.Truth {
			m.Unit.Name = m.Label
		}
		for _, used := range program.Measures {
			m.Definition.Uses = append(m.Definition.Uses, h.d.Measures[used])
		}
		h.d.Measures = append(h.d.Measures, m)
		h.defined = append(h.defined, m)
	}
}

// compile reads an expression and reports what is wrong with it where it stands. It returns nil then.
func (h *header) compile(n *schema.Node, scope *expression.Scope, p *problems, kinds ...expression.Kind) *expression.Program {
	program, err := expression.Compile(n.Value, scope, kinds...)
	var at *expression.Error
	if !errors.As(err, &at) {
		return program
	}
	column := n.Column
	switch {
	case strings.Contains(n.Value, "\n"):
	case n.Plain:
		column += at.Offset
	case n.Kind == schema.Text:
		column += at.Offset + 1 // the quotation mark
	}
	hint := ""
	if name, unknown := unknownName(at.Msg); unknown {
		hint = schema.DidYouMean(name, append(names(scope), expression.FunctionNames()...))
	}
	if hint != "" {
		p.add(expressionRule, h.d.Path, n.Line, column, "%s%s", strings.SplitN(at.Msg, ": the names", 2)[0], hint)
	} else {
		p.add(expressionRule, h.d.Path, n.Line, column, "%s", at.Msg)
	}
	return nil
}

func unknownName(message string) (name string, ok bool) {
	_, err := fmt.Sscanf(message, "unknown name %q", &name)
	return name, err == nil
}

func names(s *expression.Scope) (names []string) {
	for _, id := range append(append([]string{s.Period}, s.Measures...), s.Dimensions...) {
		if id != "" {
			names = append(names, expression.Name(id))
		}
	}
	return names
}

// fewestDecimals is to how many decimals a quotient without end is kept; smaller numbers keep as many digits.
const fewestDecimals = 6

// derived turns what a definition is worth into a value of its measure, rounded as the file says it is published.
func (m *Measure) derived(worth quantity.Ratio) (value, step quantity.Number) {
	if !m.RoundedTo.IsZero() {
		return worth.Round(m.RoundedTo), m.RoundedTo
	}
	value = worth.Number()
	if quantity.Of(value).Cmp(worth) == 0 {
		return value, quantity.Pow10(-value.Places())
	}
	places := fewestDecimals
	for bar := quantity.Int(1); places < 18 && value.Abs().Less(bar); places++ {
		bar = bar.Mul(quantity.Pow10(-1))
	}
	step = quantity.Pow10(-places)
	return worth.Round(step), step
}

// define computes the values of the row that the file's definitions add. Where a value is missing, so is what
// follows from it.
func (r *rowReader) define() {
	for _, m := range r.h.defined {
		worth, err := m.Definition.program.Number(pendingRow{r})
		if errors.Is(err, expression.ErrMissing) {
			continue
		}
		if err != nil {
			r.problem(expressionRule, r.line, r.column, "%s: %s", m.ID, err)
			return
		}
		derived := value{measure: m, line: r.line, column: r.column}
		derived.value, derived.step = m.derived(worth)
		for _, v := range r.values {
			if v.measure == m.Definition.Uses[0] {
				derived.line, derived.column = v.line, v.column
			}
		}
		r.values = append(r.values, derived)
	}
}

// pendingRow is the row that is being read, for expressions.
type pendingRow struct{ *rowReader }

func (r pendingRow) Measure(i int) (quantity.Ratio, bool) {
	for _, v := range r.values {
		if v.measure.Index == i {
			return quantity.Of(v.value), true
		}
	}
	return quantity.Ratio{}, false
}

func (r pendingRow) Member(dimension int) string {
	if m := r.members[dimension]; m != nil {
		return m.ID
	}
	return ""
}

func (r pendingRow) Period() string { return r.period.String() }

func (r pendingRow) List(expression.Function, int, int) ([]quantity.Ratio, bool) { return nil, false }
