package facts

import (
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/schema"
)

// dataset reads a dataset from its document, with its rows.
func (l *loader) dataset(path string, root *schema.Node) {
	before := len(l.problems.found)
	for _, problem := range schema.Validate("facts", withoutRows(root)) {
		l.problems.add(schemaRule, path, problem.Line, problem.Column, "%s", problem.Msg)
	}
	if root.Kind != schema.Mapping {
		return
	}
	h := readHeader(path, root, &l.problems)
	fields := root.Pair("fields")
	if d := root.Pair("definitions"); d != nil && fields == nil {
		l.problems.add(schemaRule, path, d.Key.Line, d.Key.Column, "definitions need fields: without them, what the columns mean is a guess")
	}
	if fields != nil && len(h.d.Measures) == 0 && len(h.broken) == 0 && len(h.fields) > 0 {
		l.problems.add(schemaRule, path, fields.Key.Line, fields.Key.Column, "fields: one of them must have the role measure")
	}
	rows, file := root.Get("rows"), root.Get("file")
	var t *table
	switch {
	case rows != nil && rows.Kind == schema.Sequence && fields == nil:
		if !l.areMappings(path, rows) {
			return
		}
		t = nodeTable(path, rows)
	case rows != nil && rows.Kind == schema.Sequence:
		l.inlineRows(h, rows)
	case file != nil && isTable(file.Text()):
		var ok bool
		if t, ok = l.namedTable(h, path, file, fields == nil); !ok {
			return
		}
		if fields != nil {
			l.describedTable(h, t)
		}
	default:
		return
	}
	if fields == nil {
		infer(h.d, t.inDialect(h.dialect))
	}
	h.d.build()
	h.checks(root.Get("checks"), &l.problems)
	if fields != nil {
		l.duplicates(h.d)
	}
	if h.d.Len() == 0 && len(l.problems.found) == before {
		at := root
		if rows != nil {
			at = root.Pair("rows").Key
		}
		l.problems.add(schemaRule, path, at.Line, at.Column, "the dataset has no rows")
	}
	l.datasets = append(l.datasets, h.d)
}

// withoutRows is the document as the schema shall check it: rows have a check of their own, which is
// faster and knows the fields.
func withoutRows(root *schema.Node) *schema.Node {
	rows := root.Get("rows")
	if rows == nil || rows.Kind != schema.Sequence {
		return root
	}
	header := *root
	header.Pairs = make([]schema.Pair, len(root.Pairs))
	copy(header.Pairs, root.Pairs)
	header.Pair("rows").Value = &schema.Node{Kind: schema.Sequence, Line: rows.Line, Column: rows.Column}
	return &header
}

// tableKey makes one key of all ways to write a path.
func tableKey(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		return absolute
	}
	return path
}

func (l *loader) areMappings(path string, rows *schema.Node) bool {
	ok := true
	for _, row := range rows.Items {
		if row.Kind != schema.Mapping {
			l.problems.add(schemaRule, path, row.Line, row.Column, "a row must be a mapping of fields to values, not %s", row.Kind)
			ok = false
			continue
		}
		for _, pair := range row.Pairs {
			if pair.Value.Kind == schema.Sequence || pair.Value.Kind == schema.Mapping {
				l.problems.add(schemaRule, path, pair.Value.Line, pair.Value.Column, "%s must be a single value, not %s", pair.Key.Value, pair.Value.Kind)
				ok = false
			}
		}
	}
	return ok
}

// inlineRows reads the rows of a YAML or JSON file.
func (l *loader) inlineRows(h *header, rows *schema.Node) {
	if !l.areMappings(h.d.Path, rows) {
		return
	}
	r := newRowReader(h, h.d.Path, &l.problems)
	for _, row := range rows.Items {
		r.begin(row.Line, row.Column)
		for _, pair := range row.Pairs {
			f := h.byName[pair.Key.Value]
			if f == nil {
				r.unknownField(unknownFieldRule, pair.Key.Value, pair.Key.Line, pair.Key.Column)
				continue
			}
			r.cell(f, pair.Value.Text(), pair.Value.Line, pair.Value.Column)
		}
		if !r.figures && !r.broken && len(h.broken) == 0 && len(h.d.Measures) > 0 {
			r.problem(schemaRule, row.Line, row.Column, "the row has no figure: give %s", anyOf(measureIDs(h.d)))
		}
		r.end()
	}
}

// describedTable reads a table whose columns are named as the fields of a dataset.
func (l *loader) describedTable(h *header, t *table) {
	r := newRowReader(h, t.path, &l.problems)
	columns := make([]*field, len(t.head))
	given := map[*field]bool{}
	for i, cell := range t.head {
		f := h.column(cell.text)
		switch {
		case f == nil && cell.text == "":
			continue // tolerated when all its cells are empty
		case f == nil:
			r.unknownField(unusedColumnRule, cell.text, cell.line, cell.column)
		case given[f]:
			r.problem(csvHeaderRule, cell.line, cell.column, "a second column is named %s", f.id)
		default:
			columns[i], given[f] = f, true
		}
	}
	for _, f := range h.fields {
		if !given[f] {
			r.problem(csvHeaderRule, 1, 1, "there is no column for the field %s", f.id)
		}
	}
	if !given[h.byName["status"]] && len(given) == 0 {
		return
	}
	r.grow(t.rows())
	t.scan(func(rec *record) bool {
		r.begin(rec.line, 1)
		if len(rec.cells) != len(t.head) {
			r.problem(csvShapeRule, rec.line, 1, "the row has %d cells, the head %d", len(rec.cells), len(t.head))
			return true
		}
		for i, f := range columns {
			if f != nil {
				line, column := rec.place(i)
				r.cell(f, strings.TrimSpace(rec.cells[i]), line, column)
			} else if t.head[i].text == "" && strings.TrimSpace(rec.cells[i]) != "" {
				line, column := rec.place(i)
				r.problem(csvHeaderRule, line, column, "the column of this cell has no name")
			}
		}
		r.end()
		return true
	})
}

// column returns the field that a column's head names: by id, or by id or label but for case and spaces.
func (h *header) column(head string) *field {
	if f := h.byName[head]; f != nil {
		return f
	}
	folded := foldName(head)
	for _, f := range h.fields {
		name := f.id
		switch {
		case f.dimension != nil:
			name = f.dimension.Label
		case f.measure != nil:
			name = f.measure.Label
		case f.role == periodRole:
			name = h.d.Period.Label
		}
		if foldName(f.id) == folded || foldName(name) == folded {
			return f
		}
	}
	return nil
}

// duplicates reports what two rows give for one place: each figure that differs, and rows that merely repeat once.
func (l *loader) duplicates(d *Dataset) {
	var repeated []*Observation
	conflicts := map[int]bool{}
	for _, g := range d.groups {
		run := d.order[g.start:g.end]
		for i := 1; i < len(run); i++ {
			a, b := &d.observations[run[i-1]], &d.observations[run[i]]
			switch {
			case a.Period != b.Period || b.Measure.Definition != nil:
			case a.Value.Equal(b.Value):
				repeated = append(repeated, a, b)
			default:
				conflicts[b.Row] = true
				l.problems.add(conflictRule, b.Path, b.Line, b.Column, "%s was given as %s on line %d already%s", b.Measure.ID, a.Value, a.Line, describePlace(b))
			}
		}
	}
	for i := 0; i < len(repeated); i += 2 {
		a, b := repeated[i], repeated[i+1]
		if !conflicts[b.Row] {
			conflicts[b.Row] = true
			l.problems.add(duplicateRowRule, b.Path, b.Line, b.Column, "%s was given on line %d already%s", b.Measure.ID, a.Line, describePlace(b))
		}
	}
}

// describePlace says for which period and members an observation is.
func describePlace(o *Observation) string {
	var words []string
	if !o.Period.IsZero() {
		words = append(words, o.Period.String())
	}
	for _, m := range o.Members {
		if m != nil {
			words = append(words, m.Dimension.ID+" "+m.ID)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return " for " + strings.Join(words, ", ")
}
