package facts

import (
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// bareTable reads a CSV or TSV file that no dataset names. Its name is what it is about.
func (l *loader) bareTable(path string) {
	text, ok := l.read(path)
	if !ok {
		return
	}
	t, ok := l.table(path, text, true, 0)
	if !ok {
		return
	}
	l.inferred(path, fileTitle(path), t)
}

// inference is the roles that the columns of a table got.
type inference struct {
	d       *Dataset
	period  *column
	order   dateOrder
	seasons bool
	// spread are the columns of a table that has a column for each period: their head is the period.
	spread   map[*column]period.Period
	measures map[*column]*Measure
	names    map[*column]*memberNames
	// compounds are the columns whose cells hold a name and a number.
	compounds map[*column]compound
	within    *column      // the month or quarter of the year in the period column
	part      period.Grain // what within holds
	ids       ids
}

// infer gives the columns of a table their roles and reads its rows. There is always a way to: what fits nothing
// is a category.
func infer(d *Dataset, t *table) {
	d.Inferred = true
	if len(d.About) == 0 && d.Title != "" {
		d.About = []string{d.Title}
	}
	columns, rows := surveyTable(t)
	in := &inference{d: d, measures: map[*column]*Measure{}, names: map[*column]*memberNames{}, compounds: map[*column]compound{}, ids: ids{}}
	in.findPeriod(t, columns)
	in.findWithin(t, columns)
	in.findSpread(columns)
	for _, c := range columns {
		in.role(c)
	}
	in.read(t, columns, rows)
	if bare := (&bareText{}); bare.keep(t, columns, rows) {
		d.bare = bare
	}
}

// findPeriod chooses the column that dates the rows: one whose head says so, else the first column,
// else one of dates that are not those of a thing named to their left.
func (in *inference) findPeriod(t *table, columns []*column) {
	best, bestRank := (*column)(nil), 0
	for i, c := range columns {
		rows, something := c.heading.datesRows()
		order, ok := c.order(rows)
		if !ok {
			continue
		}
		rank := 0
		switch {
		case rows:
			rank = 4
		case c.isYears() && (i > 0 || something || c.heading.placesRows()):
		case i == 0 && !c.heading.placesRows():
			rank = 3
		case i == 1 && columns[0].head == "" && !something:
			rank = 2
		case !c.isYears() && !named(t, columns[:i]):
			rank = 1
		}
		if c.isNumeric() && !c.isYears() {
			rank = 0 // whole numbers that happen to be dates
		}
		if rank > bestRank {
			best, bestRank = c, rank
			in.order = order
		}
	}
	if best == nil {
		return
	}
	in.period, in.seasons = best, best.seasons()
	in.d.Period = &PeriodField{ID: in.ids.unique(slug(best.heading.label), "period"), Label: best.heading.label}
}

// named reports whether one of the columns names every row with a text of its own.
func named(t *table, columns []*column) bool {
	for _, c := range columns {
		if c.isNumeric() || c.texts == 0 {
			continue
		}
		seen, unique := map[string]bool{}, true
		t.scan(func(rec *record) bool {
			if c.index < len(rec.cells) {
				unique = !seen[rec.cells[c.index]]
				seen[rec.cells[c.index]] = true
			}
			return unique && len(seen) < sampleRows
		})
		if unique {
			return true
		}
	}
	return false
}

// leastSpread is how many columns headed by periods make a table that is spread over them.
const leastSpread = 3

func (in *inference) findSpread(columns []*column) {
	if in.period != nil {
		return
	}
	spread := map[*column]period.Period{}
	grain := period.None
	for _, c := range columns {
		p, ok := readPeriod(c.head, isoOrder)
		if !ok || !c.isNumeric() {
			continue
		}
		if grain == period.None {
			grain = p.Grain()
		}
		if p.Grain() == grain {
			spread[c] = p
		}
	}
	if len(spread) < leastSpread {
		return
	}
	in.spread = spread
	in.d.Period = &PeriodField{ID: "period", Label: grain.String()}
	in.ids["period"] = true
	title := readHeading(in.d.Title)
	m := &Measure{ID: in.ids.unique("value", ""), Label: title.label, Dataset: in.d, Unit: title.unit, Index: len(in.d.Measures)}
	if m.Label == "" {
		m.Label = "value"
	}
	m.Additive = sums(m.Unit) && !title.placesRows()
	for _, c := range columns {
		if _, isSpread := spread[c]; isSpread {
			in.measures[c] = m
			m.Additive = m.Additive && (c.decimals == 0 || m.Unit.Kind != quantity.Count)
		} else if !c.isNumeric() && (c.head == "" || means(strings.ToLower(c.head), "items")) {
			m.Additive = false
		}
	}
	in.d.Measures = append(in.d.Measures, m)
}

func (in *inference) role(c *column) {
	switch {
	case c == in.period || c == in.within || in.measures[c] != nil || c.filled == 0:
	case c.isNumeric():
		in.measure(c, c)
	case c.compound() != oneValue:
		in.split(c)
	default:
		in.dimension(c, c)
	}
}

// dimension makes a category as one column looks, for the cells of another.
func (in *inference) dimension(like, of *column) {
	id := in.ids.unique(slug(like.heading.label), "column-"+strconv.Itoa(of.index+1))
	d := &Dimension{ID: id, Label: like.heading.label, Dataset: in.d, Index: len(in.d.Dimensions), byID: map[string]*Member{}}
	in.d.Dimensions = append(in.d.Dimensions, d)
	in.names[of] = newMemberNames(d)
	in.names[of].verbatim = true
}

// measure makes a measure as one column looks, for the cells of another.
func (in *inference) measure(c, of *column) {
	h := c.heading
	m := &Measure{
		ID:      in.ids.unique(slug(h.label), "column-"+strconv.Itoa(c.index+1)),
		Label:   h.label,
		Dataset: in.d,
		Index:   len(in.d.Measures),
		Unit:    h.unit,
	}
	rows, something := h.datesRows()
	single := h.placesRows() || c.ordinals > 0 || rows || something || c.years == c.numbers
	switch {
	case h.given:
	case c.mostlyUnit():
		m.Unit = c.unit
	case c.saysPercent():
		m.Unit = quantity.Unit{Kind: quantity.Percent}
	case !single:
		m.Unit = quantity.Unit{Kind: quantity.Count, Name: strings.ToLower(h.label)}
	}
	m.Additive = sums(m.Unit) && !single
	if m.Unit.Kind == quantity.Count && c.decimals > 0 && h.scale == 0 {
		m.Additive = false // 12.5 points are an average
	}
	in.d.Measures = append(in.d.Measures, m)
	in.measures[of] = m
}

// mostlyUnit reports whether the cells agree on a unit.
func (c *column) mostlyUnit() bool { return !c.mixed && 2*c.units > c.numbers }

// saysPercent recognises "winning percentage" over 61.5; over .615 it is a share that no text calls percent.
func (c *column) saysPercent() bool {
	for _, word := range c.heading.words {
		if word == "percentage" || word == "percent" || word == "pct" {
			return 2*c.big > c.numbers
		}
	}
	return false
}

func (in *inference) read(t *table, columns []*column, rows int) {
	b := newBuilder(in.d)
	perRow := 0
	for _, c := range columns {
		if in.measures[c] != nil {
			perRow++
		}
	}
	b.grow(rows*max(1, len(in.spread)), rows*perRow)
	members := make([]*Member, len(in.d.Dimensions))
	dates := map[string]period.Period{}
	t.scan(func(rec *record) bool {
		if repeatsHead(rec, t) {
			return true
		}
		clear(members)
		var p period.Period
		for _, c := range columns {
			if c.index >= len(rec.cells) {
				break
			}
			text := strings.TrimSpace(rec.cells[c.index])
			if names := in.names[c]; names != nil {
				if name, _, ok := splitCell(text, in.compounds[c]); ok {
					text = name
				}
				if !isMissing(text) {
					members[names.dimension.Index] = names.findOrAdd(text)
				}
			} else if c == in.period {
				p = in.date(text, dates)
			}
		}
		if in.within != nil && in.within.index < len(rec.cells) {
			p = in.inPart(p, rec.cells[in.within.index])
		}
		if len(in.spread) == 0 || perRow > len(in.spread) {
			b.row(members, p, rec.line)
		}
		in.observe(b, rec, columns, members)
		return true
	})
}

// repeatsHead recognises a head that long tables repeat between their rows.
func repeatsHead(rec *record, t *table) bool {
	if len(rec.cells) != len(t.head) || len(rec.cells) < 2 || rec.cells[0] != t.head[0].text {
		return false
	}
	for i, cell := range rec.cells {
		if !strings.EqualFold(strings.TrimSpace(cell), t.head[i].text) {
			return false
		}
	}
	return true
}

// observe reads the numbers of a row. A column that is headed by a period makes a row of its own.
func (in *inference) observe(b *builder, rec *record, columns []*column, members []*Member) {
	for pass := range 2 {
		for _, c := range columns {
			m := in.measures[c]
			p, isSpread := in.spread[c]
			if m == nil || c.index >= len(rec.cells) || isSpread != (pass == 1) {
				continue
			}
			text := strings.TrimSpace(rec.cells[c.index])
			if _, number, ok := splitCell(text, in.compounds[c]); ok {
				text = number
			}
			if isMissing(text) || isUnstated(text) {
				continue
			}
			a, ok := readAmount(text)
			if !ok || a.given && a.unit != m.Unit && !a.convert(m.Unit) {
				continue
			}
			if scale := c.heading.scale; scale != 0 && !a.given {
				a.value, a.step = a.value.Mul(quantity.Pow10(scale)), a.step.Mul(quantity.Pow10(scale))
			}
			if isSpread {
				b.row(members, p, rec.line)
			}
			line, place := rec.place(c.index)
			b.observe(m, a.value, a.step, text, line, place)
		}
	}
}

func (in *inference) date(text string, dates map[string]period.Period) period.Period {
	if p, known := dates[text]; known {
		return p
	}
	p, ok := readPeriod(text, in.order)
	if ok && in.seasons && isYearRun(text) {
		p = period.OfSplit(p.Year())
	}
	dates[strings.Clone(text)] = p
	return p
}
