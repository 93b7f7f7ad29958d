package facts

import (
	"cmp"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// rowReader checks the cells of one row after the other and adds sound rows to the dataset.
type rowReader struct {
	h        *header
	b        *builder
	path     string
	problems *problems
	names    []*memberNames // by Dimension.Index
	periods  map[string]period.Period
	lastText string // of the last period, which mostly is that of the next row
	last     period.Period

	line, column int
	broken       bool // a cell of the row cannot be read
	figures      bool // the row names a measure, be it missing
	period       period.Period
	dated        bool
	members      []*Member
	values       []value
	blanks       []*Measure // of cells that are empty or hold a mark of missing values
	status       Status
	note         string
}

type value struct {
	measure      *Measure
	value, step  quantity.Number
	written      string
	line, column int
}

func newRowReader(h *header, path string, p *problems) *rowReader {
	r := &rowReader{h: h, b: newBuilder(h.d), path: path, problems: p, periods: map[string]period.Period{}}
	r.members = make([]*Member, len(h.d.Dimensions))
	for _, d := range h.d.Dimensions {
		r.names = append(r.names, newMemberNames(d))
	}
	return r
}

// grow makes room for rows, so that a large table is not copied while it grows.
func (r *rowReader) grow(rows int) {
	r.b.grow(rows, rows*len(r.h.d.Measures))
}

func (r *rowReader) problem(rule string, line, column int, format string, args ...any) {
	r.problems.add(rule, r.path, line, column, format, args...)
	r.broken = true
}

func (r *rowReader) begin(line, column int) {
	r.line, r.column = line, column
	r.broken, r.figures, r.dated = false, false, false
	r.period, r.status, r.note = period.Period{}, Final, ""
	clear(r.members)
	r.values, r.blanks = r.values[:0], r.blanks[:0]
}

func (r *rowReader) unknownField(rule, name string, line, column int) {
	if r.h.broken[name] {
		return
	}
	var known []string
	for _, f := range r.h.fields {
		known = append(known, f.id)
	}
	if len(known) == 0 {
		return
	}
	hint := schema.DidYouMean(name, append(known, "status", "note"))
	if hint == "" {
		hint = "; the fields are " + shortList(known)
	}
	r.problem(rule, line, column, "unknown field %q%s", name, hint)
}

func (r *rowReader) cell(f *field, text string, line, column int) {
	if f.role == measureRole {
		r.figures = true
	}
	if text == "" || r.h.missing[text] || f.dialect != nil && f.dialect.missing[text] {
		if f.role == measureRole {
			r.blanks = append(r.blanks, f.measure)
		}
		return
	}
	switch f.role {
	case periodRole:
		if text == r.lastText && !r.last.IsZero() {
			r.period, r.dated = r.last, true
			return
		}
		p, known := r.periods[text]
		if !known {
			var err error
			if p, err = period.Parse(text); err != nil {
				var ok bool
				if p, ok = readPeriod(text, f.dateOrder()); !ok {
					r.problem(badValueRule, line, column, "%s: %s", f.id, err)
				}
			}
			r.periods[text] = p
		} else if p.IsZero() {
			r.broken = true // reported where it stands first
		}
		r.period, r.dated = p, true
		r.lastText, r.last = text, p
	case categoryRole:
		names := r.names[f.dimension.Index]
		if f.open {
			r.members[f.dimension.Index] = names.findOrAdd(text)
			return
		}
		m := names.find(text)
		if m == nil {
			r.unknownMember(f, text, line, column)
		}
		r.members[f.dimension.Index] = m
	case measureRole:
		r.measure(f, text, line, column)
	case statusRole:
		for i, name := range statusNames {
			if strings.EqualFold(name, text) {
				r.status = Status(i)
				return
			}
		}
		r.problem(badValueRule, line, column, "status must be %s, not %q%s", schema.Alternatives(statusNames[1:]), text, schema.DidYouMean(text, statusNames[:]))
	case noteRole:
		r.note = text
	}
}

func (r *rowReader) unknownMember(f *field, text string, line, column int) {
	var known []string
	for _, m := range f.dimension.Members {
		known = append(known, m.ID)
	}
	hint := schema.DidYouMean(text, known)
	if hint == "" {
		hint = "; the members are " + shortList(known)
	}
	r.problem(unknownMemberRule, line, column, "%s has no member %q%s", f.id, text, hint)
}

func (r *rowReader) measure(f *field, text string, line, column int) {
	m := f.measure
	speech := &r.h.dialect
	if f.dialect != nil {
		speech = f.dialect
	}
	plain, ok := speech.plain(text)
	if !ok {
		r.problem(badValueRule, line, column, "%s: %q does not write numbers as the file says: decimals after %q", f.id, shorten(text), cmp.Or(speech.decimal, "."))
		return
	}
	a, ok := readAmount(plain)
	if !ok {
		if _, _, err := readNumber(text); err != nil && looksNumeric(text) {
			r.problem(badValueRule, line, column, "%s: %s", f.id, err)
			return
		}
		hint := ""
		if means(strings.ToLower(text), "missing") || len(text) <= 2 {
			hint = "; if it marks a missing value, say so with missing: {" + text + ": why}"
		}
		r.problem(badValueRule, line, column, "%s must be a number, not %q%s", f.id, shorten(text), hint)
		return
	}
	if a.given && a.unit != m.Unit && !a.convert(m.Unit) {
		r.problem(unitRule, line, column, "%s is in %s, which %q is not", f.id, m.Unit, shorten(text))
		return
	}
	if f.scale != 0 {
		power := quantity.Pow10(f.scale)
		a.value, a.step = a.value.Mul(power), a.step.Mul(power)
	}
	r.values = append(r.values, value{m, a.value, a.step, text, line, column})
}

func (r *rowReader) end() {
	d := r.h.d
	if d.Period != nil && !r.dated && !r.broken && len(r.h.broken) == 0 {
		r.problem(badValueRule, r.line, r.column, "the row has no %s", d.Period.ID)
	}
	if !r.broken {
		d.blank(r.blanks, r.members, r.period)
	}
	if r.broken || len(r.values) == 0 {
		return
	}
	if r.define(); r.broken {
		return
	}
	r.b.row(r.members, r.period, r.line)
	for _, v := range r.values {
		o := r.b.observe(v.measure, v.value, v.step, v.written, v.line, v.column)
		o.Status, o.Note = r.status, r.note
	}
}

// blank notes that a row has no value for measures.
func (d *Dataset) blank(measures []*Measure, members []*Member, p period.Period) {
	if len(measures) == 0 || len(d.blanks) >= maxBlanks {
		return
	}
	if d.blanks == nil {
		d.blanks = map[blankKey]bool{}
	}
	key := memberKey(members)
	for _, m := range measures {
		d.blanks[blankKey{m.Index, p, key}] = true
	}
}

func measureIDs(d *Dataset) []string {
	var names []string
	for _, m := range d.Measures {
		names = append(names, m.ID)
	}
	return names
}

// shortList lists names for a message, cut after a few.
func shortList(names []string) string {
	const most = 8
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " …"
	}
	return strings.Join(names, ", ")
}

func anyOf(names []string) string {
	if len(names) == 2 {
		return names[0] + " or " + names[1]
	}
	return shortList(names)
}

// looksNumeric tells a number that is out of bounds from a text.
func looksNumeric(text string) bool {
	return strings.Trim(text, "0123456789.eE+-") == ""
}

// shorten cuts a cell to what fits a message.
func shorten(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
