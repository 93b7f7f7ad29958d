package facts

import (
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// role is what a field is for.
type role uint8

const (
	noRole role = iota
	periodRole
	categoryRole
	measureRole
	statusRole
	noteRole
)

// field is a field of a dataset, or a key that every row may have.
type field struct {
	id        string
	role      role
	dimension *Dimension
	measure   *Measure
	scale     int      // power of ten that the rows' numbers are counted in
	dialect   *dialect // of its cells, where it is not that of the dataset
	open      bool     // a category whose members are not listed: they are what the rows have
}

func (f *field) dateOrder() dateOrder {
	if f.dialect == nil {
		return isoOrder
	}
	return f.dialect.order
}

// header is what a dataset's file says apart from its rows.
type header struct {
	d         *Dataset
	fields    []*field // in the order of the file
	byName    map[string]*field
	missing   map[string]bool // marks of missing values
	dialect   dialect         // of numbers
	delimiter rune            // between the cells of a table; 0 when the file does not say
	defined   []*Measure      // that definitions compute, in their order
	broken    map[string]bool // fields whose description has problems: their cells are not checked
}

func (h *header) add(f *field) {
	h.fields = append(h.fields, f)
	h.byName[f.id] = f
}

// readHeader builds the dataset without its rows. Values that the schema rejects are reported by it and
// passed over here.
func readHeader(path string, root *schema.Node, p *problems) *header {
	d := &Dataset{
		ID:    root.Get("dataset").Text(),
		Title: root.Get("title").Text(),
		About: root.Get("about").Texts(),
		Path:  path,
		Line:  1,
	}
	if id := root.Get("dataset"); id != nil {
		d.Line = id.Line
	}
	h := &header{d: d, byName: map[string]*field{}, missing: map[string]bool{}, broken: map[string]bool{}}
	h.dialect, h.delimiter = readDialect(root), delimiterOf(root)
	h.source(root.Get("source"), p)
	marks := root.Get("missing")
	if marks != nil && marks.Kind == schema.Mapping {
		for _, pair := range marks.Pairs {
			h.missing[pair.Key.Value] = true
		}
	} else {
		for _, mark := range marks.Texts() {
			h.missing[mark] = true
		}
	}
	if fields := root.Get("fields"); fields != nil {
		for _, pair := range fields.Pairs {
			h.field(pair.Key.Value, pair.Value, p)
		}
	}
	if root.Get("fields") != nil {
		h.definitions(root.Get("definitions"), p)
	}
	for name, role := range map[string]role{"status": statusRole, "note": noteRole} {
		if h.byName[name] == nil {
			h.byName[name] = &field{id: name, role: role}
		}
	}
	return h
}

func (h *header) source(n *schema.Node, p *problems) {
	h.d.Source = Source{
		Publisher:  n.Get("publisher").Text(),
		Title:      n.Get("title").Text(),
		URL:        n.Get("url").Text(),
		Page:       n.Get("page").Text(),
		License:    n.Get("license").Text(),
		Published:  h.period(n.Get("published"), "source.published", p),
		Accessed:   h.period(n.Get("accessed"), "source.accessed", p),
		NextUpdate: h.period(n.Get("next_update"), "source.next_update", p),
	}
}

func (h *header) period(n *schema.Node, name string, p *problems) period.Period {
	text := n.Text()
	if text == "" {
		return period.Period{}
	}
	parsed, err := period.Parse(text)
	if err != nil && !p.has(h.d.Path, n.Line, n.Column) {
		p.add(schemaRule, h.d.Path, n.Line, n.Column, "%s: %s", name, err)
	}
	return parsed
}

func (h *header) field(id string, n *schema.Node, p *problems) {
	name := n.Get("label").Text()
	if name == "" {
		name = label(id)
	}
	switch n.Get("role").Text() {
	case "period":
		if h.d.Period != nil {
			p.add(schemaRule, h.d.Path, n.Line, n.Column, "fields.%s: a dataset has one period field, and that is %s", id, h.d.Period.ID)
			h.broken[id] = true
			return
		}
		h.d.Period = &PeriodField{
			ID: id, Label: name,
			Since:    h.period(n.Get("since"), "fields."+id+".since", p),
			Holds:    n.Get("holds").Text() == "true",
			YearEnds: n.Get("year_ends").Text(),
		}
		h.add(&field{id: id, role: periodRole})
	case "category":
		d := &Dimension{ID: id, Label: name, Dataset: h.d, Index: len(h.d.Dimensions), byID: map[string]*Member{}}
		h.d.Dimensions = append(h.d.Dimensions, d)
		members := n.Get("members")
		if members != nil {
			h.members(d, members)
		}
		h.add(&field{id: id, role: categoryRole, dimension: d, open: members == nil})
	case "measure":
		m, scale := h.measure(id, n, "fields."+id, p)
		h.d.Measures = append(h.d.Measures, m)
		h.add(&field{id: id, role: measureRole, measure: m, scale: scale})
	default:
		h.broken[id] = true
	}
}

// measure reads a measure's description, which a field and a definition have alike, and the power of ten that the numbers of
// a field are counted in.
func (h *header) measure(id string, n *schema.Node, at string, p *problems) (m *Measure, scale int) {
	unit, inUnit := scaledUnit(n.Get("unit").Text())
	m = &Measure{
		ID: id, Label: n.Get("label").Text(), Dataset: h.d, Index: len(h.d.Measures),
		Aliases: n.Get("aliases").Texts(),
		Unit:    unit,
	}
	if scale = scaleOf(n.Get("scale")); scale == 0 {
		scale = inUnit
	}
	if m.Label == "" {
		m.Label = label(id)
	}
	m.Per = n.Get("per").Text()
	m.Additive = sums(m.Unit) && m.Per == "" && !isRate(splitWords(m.Label))
	if additive := n.Get("additive"); additive != nil {
		m.Additive = additive.Text() == "true"
	}
	if rounded := n.Get("rounded_to"); rounded != nil && rounded.Kind == schema.Number {
		var err error
		if m.RoundedTo, _, err = readNumber(rounded.Value); err != nil {
			p.add(schemaRule, h.d.Path, rounded.Line, rounded.Column, "%s.rounded_to: %s", at, err)
		}
		if power := quantity.Pow10(inUnit); inUnit > 0 && m.RoundedTo.Cmp(power) < 0 {
			m.RoundedTo = m.RoundedTo.Mul(power) // "unit: billion kWh, rounded_to: 0.1"
		}
	}
	return m, scale
}

func (h *header) members(d *Dimension, n *schema.Node) {
	for _, pair := range n.Pairs {
		m := d.add(pair.Key.Value)
		switch {
		case pair.Value.Kind == schema.Mapping:
			if name := pair.Value.Get("label").Text(); name != "" {
				m.Label = name
			}
			m.Aliases = pair.Value.Get("aliases").Texts()
		case pair.Value.Text() != "":
			m.Label = pair.Value.Text()
		}
	}
	for _, item := range n.Items {
		if d.Member(item.Text()) == nil {
			d.add(item.Text())
		}
	}
}

// add appends a member with the label that its id suggests.
func (d *Dimension) add(id string) *Member {
	m := &Member{ID: id, Label: label(id), Dimension: d, Index: len(d.Members)}
	d.Members = append(d.Members, m)
	d.byID[id] = m
	return m
}

// sums reports whether amounts in the unit are of a kind that sums: things, money, land, stuff. Shares and prices
// are not; lengths and times are as often heights and ages as they are distances and hours worked.
func sums(unit quantity.Unit) bool {
	switch unit.Kind {
	case quantity.Count, quantity.Money, quantity.Area, quantity.Volume, quantity.Mass, quantity.Energy, quantity.Data:
		return true
	}
	return false
}

// scaleOf reads "million" or 1000000 as the power of ten.
func scaleOf(n *schema.Node) int {
	if text := n.Text(); strings.HasPrefix(text, "1") {
		return strings.Count(text, "0")
	}
	power, _ := scaleWord(n.Text())
	return power
}
