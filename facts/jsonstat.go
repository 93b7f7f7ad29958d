package facts

import (
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

func isJSONStat(root *schema.Node) bool {
	return strings.HasPrefix(root.Get("version").Text(), "2.") && root.Get("class") != nil && root.Get("dataset") == nil
}

// cubeDimension is a dimension of a JSON-stat dataset: what the places along one side of the cube mean.
type cubeDimension struct {
	id, label string
	ids       []string     // of the categories, by place
	category  *schema.Node // labels, units, notes
	size      int
	dimension *Dimension // nil for time, measures, and sides of one place
	members   []*Member  // by place
	periods   []period.Period
	measures  []*Measure
}

// maxCubeCells bounds a cube, filled or not.
const maxCubeCells = 1 << 22

// jsonStat reads a dataset in JSON-stat 2.0, as the APIs of statistical offices answer.
func (l *loader) jsonStat(path string, root *schema.Node) {
	fail := func(at *schema.Node, format string, args ...any) {
		l.problems.add(schemaRule, path, at.Line, at.Column, format, args...)
	}
	if class := root.Get("class"); class.Text() != "dataset" {
		fail(class, "class: a JSON-stat document of the class %q holds no values: a dataset does", class.Text())
		return
	}
	before := len(l.problems.found)
	c := &cube{l: l, d: &Dataset{Path: path, Line: 1}, root: root}
	c.describe(fail)
	if len(l.problems.found) > before || !c.sides(fail) || !c.roles(fail) {
		return
	}
	c.read(fail)
	if len(l.problems.found) > before {
		return
	}
	if c.d.Len() == 0 {
		fail(root.Get("value"), "value: the dataset has no values")
		return
	}
	c.d.build()
	l.datasets = append(l.datasets, c.d)
}

type failFunc func(at *schema.Node, format string, args ...any)

// cube is a JSON-stat dataset on its way to a table.
type cube struct {
	l      *loader
	d      *Dataset
	root   *schema.Node
	all    []*cubeDimension
	cells  int
	scales []int // powers of ten, by measure
}

func (c *cube) describe(fail failFunc) {
	d, root := c.d, c.root
	d.Title = root.Get("label").Text()
	d.ID = slug(root.Get("extension").Get("id").Text()) // as Eurostat names its tables
	if d.ID == "" {
		d.ID = slug(fileTitle(d.Path))
	}
	if d.Title != "" {
		d.About = []string{d.Title}
	}
	d.Source.Publisher = root.Get("source").Text()
	d.Source.Title = d.Title
	d.Source.URL = root.Get("href").Text()
	if updated := root.Get("updated").Text(); len(updated) >= 10 {
		d.Source.Published, _ = readPeriod(updated[:10], isoOrder)
	}
	for _, key := range []string{"id", "size", "dimension", "value"} {
		if root.Get(key) == nil {
			fail(root, "a JSON-stat dataset has a key %q", key)
		}
	}
}

// sides reads the sides of the cube: their categories in order.
func (c *cube) sides(fail failFunc) bool {
	ids, sizes := c.root.Get("id"), c.root.Get("size")
	if len(ids.Items) != len(sizes.Items) || len(ids.Items) == 0 {
		fail(sizes, "size: %d sizes do not fit %d ids", len(sizes.Items), len(ids.Items))
		return false
	}
	c.cells = 1
	for i, item := range ids.Items {
		size, err := strconv.Atoi(sizes.Items[i].Text())
		if err != nil || size < 1 || size > maxCubeCells || c.cells*size > maxCubeCells {
			fail(sizes.Items[i], "size: %q: a dataset has from 1 to %d values", sizes.Items[i].Text(), maxCubeCells)
			return false
		}
		c.cells *= size
		n := c.root.Get("dimension").Get(item.Text())
		if n == nil {
			fail(item, "dimension: there is no dimension %q", item.Text())
			return false
		}
		side := &cubeDimension{id: item.Text(), label: n.Get("label").Text(), size: size, category: n.Get("category")}
		if side.label == "" {
			side.label = label(side.id)
		}
		if !side.order(n, fail) {
			return false
		}
		c.all = append(c.all, side)
	}
	return true
}

// order reads the ids of the categories: a list, a mapping from id to place, or the only one that has a label.
func (s *cubeDimension) order(n *schema.Node, fail failFunc) bool {
	index := s.category.Get("index")
	switch {
	case index != nil && index.Kind == schema.Sequence:
		s.ids = index.Texts()
	case index != nil && index.Kind == schema.Mapping:
		s.ids = make([]string, len(index.Pairs))
		for _, pair := range index.Pairs {
			place, err := strconv.Atoi(pair.Value.Text())
			if err != nil || place < 0 || place >= len(s.ids) || s.ids[place] != "" {
				fail(pair.Value, "dimension.%s: %q is no place of its own among %d categories", s.id, pair.Value.Text(), len(s.ids))
				return false
			}
			s.ids[place] = pair.Key.Value
		}
	default:
		for _, pair := range s.category.Get("label").Entries() {
			s.ids = append(s.ids, pair.Key.Value)
		}
	}
	if len(s.ids) != s.size {
		fail(n, "dimension.%s: %d categories do not fit the size %d", s.id, len(s.ids), s.size)
		return false
	}
	return true
}

func (s *cubeDimension) name(place int) string {
	if name := s.category.Get("label").Get(s.ids[place]).Text(); name != "" {
		return name
	}
	return label(s.ids[place])
}

// roles decides which sides are time, measures and dimensions. Sides of a single place say something about the whole
// dataset and are no dimensions of it.
func (c *cube) roles(fail failFunc) bool {
	role := c.root.Get("role")
	times, metrics := role.Get("time").Texts(), role.Get("metric").Texts()
	var time, metric, unit *cubeDimension
	for _, s := range c.all {
		switch name := strings.ToLower(s.id); {
		case time == nil && (slices.Contains(times, s.id) || len(times) == 0 && (name == "time" || name == "time_period" || name == "year")):
			time = s
		case metric == nil && slices.Contains(metrics, s.id):
			metric = s
		case name == "unit" && s.size == 1:
			unit = s
		}
	}
	if time != nil && !c.periods(time, fail) {
		return false
	}
	c.measures(metric, unit)
	for _, s := range c.all {
		if s == time || s == metric {
			continue
		}
		if s.size == 1 {
			if slices.Contains(role.Get("geo").Texts(), s.id) || strings.EqualFold(s.id, "geo") {
				c.d.About = append(c.d.About, s.name(0))
			}
			continue
		}
		s.dimension = &Dimension{ID: s.id, Label: s.label, Dataset: c.d, Index: len(c.d.Dimensions), byID: map[string]*Member{}}
		c.d.Dimensions = append(c.d.Dimensions, s.dimension)
		for place, id := range s.ids {
			m := s.dimension.add(id)
			m.Label = s.name(place)
			s.members = append(s.members, m)
		}
	}
	return true
}

func (c *cube) periods(time *cubeDimension, fail failFunc) bool {
	c.d.Period = &PeriodField{ID: time.id, Label: time.label}
	for place, id := range time.ids {
		p, ok := readStatPeriod(id)
		if !ok {
			p, ok = readStatPeriod(time.name(place))
		}
		if !ok {
			fail(time.category, "dimension.%s: %q is no period", time.id, id)
			return false
		}
		time.periods = append(time.periods, p)
	}
	return true
}

// readStatPeriod reads the periods of statistical offices: 2024M08, 2024Q3 and 2024-S1 beside those of facts files.
func readStatPeriod(text string) (period.Period, bool) {
	if len(text) > 4 && len(text) <= 8 {
		year, rest := text[:4], strings.TrimPrefix(text[4:], "-")
		switch {
		case rest == "":
		case rest[0] == 'M' && len(rest) == 3:
			text = year + "-" + rest[1:]
		case rest[0] == 'S' || rest[0] == 'H':
			text = year + "-H" + rest[1:]
		case rest[0] == 'Q' || rest[0] == 'W':
			text = year + "-" + rest
		case rest[0] == 'T' && len(rest) == 2: // trimestre
			text = year + "-Q" + rest[1:]
		}
	}
	return readPeriod(text, isoOrder)
}

// measures makes a measure of each category of the metric side, and without such a side one of the whole dataset.
func (c *cube) measures(metric, unit *cubeDimension) {
	add := func(id, name string, u quantity.Unit, scale int) *Measure {
		c.scales = append(c.scales, scale)
		m := &Measure{ID: id, Label: name, Dataset: c.d, Index: len(c.d.Measures), Unit: u}
		m.Additive = sums(u) && u.Kind != quantity.Count || u.Kind == quantity.Count && u.Name != ""
		c.d.Measures = append(c.d.Measures, m)
		return m
	}
	if metric == nil {
		head := readHeading(c.d.Title)
		u, scale, name := head.unit, head.scale, head.label
		if unit != nil {
			u, scale = statUnit(unit.name(0))
		}
		if name == "" {
			name = "value"
		}
		add("value", name, u, scale)
		return
	}
	for place, id := range metric.ids {
		u, scale := quantity.Unit{}, 0
		if given := metric.category.Get("unit").Get(id); given != nil {
			u, scale = statUnit(firstText(given.Get("base"), given.Get("label"), given.Get("symbol")))
		}
		head := readHeading(metric.name(place))
		if u == (quantity.Unit{}) {
			u, scale = head.unit, head.scale
		}
		metric.measures = append(metric.measures, add(id, head.label, u, scale))
	}
}

func firstText(nodes ...*schema.Node) string {
	for _, n := range nodes {
		if text := n.Text(); text != "" {
			return text
		}
	}
	return ""
}

// statUnit reads a unit as offices write it: "Percentage", "Number", "Persons", "Million euro".
func statUnit(text string) (unit quantity.Unit, scale int) {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(lower, "percentage points"):
		return quantity.Unit{Kind: quantity.Points}, 0
	case strings.HasPrefix(lower, "percent"), lower == "per cent":
		return quantity.Unit{Kind: quantity.Percent}, 0
	case lower == "number" || lower == "numbers" || lower == "index":
		return quantity.Unit{}, 0
	}
	var h heading
	if h.readUnit(text, false) {
		return h.unit, h.scale
	}
	return parseUnit(lower), 0
}
