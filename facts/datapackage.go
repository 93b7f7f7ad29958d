package facts

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// foreign reads a JSON document that is facts in another format than ours. It reports whether it was one.
func (l *loader) foreign(path string, root *schema.Node) bool {
	switch {
	case formatOf(path) != jsonFormat:
	case isDataPackage(path, root):
		l.keep(&File{Path: path, Root: root})
		l.dataPackage(path, root)
		return true
	case isJSONStat(root):
		l.keep(&File{Path: path, Root: root})
		l.jsonStat(path, root)
		return true
	}
	return false
}

func isDataPackage(path string, root *schema.Node) bool {
	if filepath.Base(path) == "datapackage.json" {
		return true
	}
	first := root.Get("resources").Elements() // other documents have a list of that name, too
	return len(first) > 0 && root.Get("dataset") == nil && first[0].Get("name") != nil && (first[0].Get("path") != nil || first[0].Get("data") != nil)
}

// dataPackage reads the tables that a Frictionless Data Package describes, each as a dataset.
func (l *loader) dataPackage(path string, root *schema.Node) {
	resources := root.Get("resources")
	if resources == nil || resources.Kind != schema.Sequence || len(resources.Items) == 0 {
		l.problems.add(schemaRule, path, root.Line, root.Column, "resources: a data package lists its tables there")
		return
	}
	found := false
	for _, resource := range resources.Items {
		if resource.Kind != schema.Mapping {
			l.problems.add(schemaRule, path, resource.Line, resource.Column, "a resource must be a mapping, not %s", resource.Kind)
			found = true
			continue
		}
		file := resource.Get("path")
		if file == nil && resource.Get("data") == nil || file != nil && file.Kind == schema.Text && !isTable(file.Value) {
			continue // a picture or a page: packages hold more than tables
		}
		found = true
		l.resource(path, root, resource)
	}
	if !found {
		l.problems.add(schemaRule, path, resources.Line, resources.Column, "resources: none of them is a table in CSV, TSV, XLSX or Parquet")
	}
}

func (l *loader) resource(path string, root, resource *schema.Node) {
	h := &header{
		d:      &Dataset{ID: slug(resource.Get("name").Text()), Path: path, Line: resource.Line, Title: resource.Get("title").Text()},
		byName: map[string]*field{}, missing: map[string]bool{}, broken: map[string]bool{},
	}
	if h.d.ID == "" {
		l.problems.add(schemaRule, path, resource.Line, resource.Column, "a resource needs a name, as in {\"name\": \"city-burglary\"}")
		return
	}
	if h.d.Title == "" {
		h.d.Title = root.Get("title").Text()
	}
	if h.d.Title != "" {
		h.d.About = []string{h.d.Title}
	}
	h.packageSource(root, resource)
	tableSchema := resource.Get("schema")
	if tableSchema != nil && tableSchema.Kind == schema.Text {
		l.problems.add(schemaRule, path, tableSchema.Line, tableSchema.Column, "schema: a schema in a file of its own is not read: put it here")
		return
	}
	h.marks(tableSchema.Get("missingValues"))
	h.delimiter = delimiterOf(resource.Get("dialect"))
	fields := tableSchema.Get("fields")
	if fields != nil {
		for _, f := range fields.Items {
			h.tableField(f, tableSchema, &l.problems)
		}
	}
	for name, role := range map[string]role{"status": statusRole, "note": noteRole} {
		if h.byName[name] == nil {
			h.byName[name] = &field{id: name, role: role}
		}
	}
	t, ok := l.resourceTable(h, path, resource, fields == nil)
	if !ok {
		return
	}
	switch {
	case fields == nil:
		infer(h.d, t)
	case len(h.d.Measures) == 0:
		l.problems.add(schemaRule, path, fields.Line, fields.Column, "schema.fields: no field has the type integer or number: there is nothing to check figures against")
		return
	default:
		l.describedTable(h, t)
	}
	h.d.build()
	if fields != nil {
		l.duplicates(h.d)
	}
	l.datasets = append(l.datasets, h.d)
}

// resourceTable opens the table of a resource: a file beside the package, or rows in it.
func (l *loader) resourceTable(h *header, path string, resource *schema.Node, lenient bool) (*table, bool) {
	file := resource.Get("path")
	if file == nil {
		data := resource.Get("data")
		if data.Kind != schema.Sequence || !l.areMappings(path, data) {
			if data.Kind != schema.Sequence {
				l.problems.add(schemaRule, path, data.Line, data.Column, "data must be a list of rows, each a mapping of fields to values, not %s", data.Kind)
			}
			return nil, false
		}
		return nodeTable(path, data), true
	}
	if file.Kind == schema.Sequence && len(file.Items) == 1 {
		file = file.Items[0]
	}
	switch name := filepath.ToSlash(file.Text()); {
	case file.Kind == schema.Sequence:
		l.problems.add(schemaRule, path, file.Line, file.Column, "path: a table in several files is not read: join them into one")
	case strings.Contains(name, "://"):
		l.problems.add(schemaRule, path, file.Line, file.Column, "path: onrecord opens no connection: download %s and name the file", name)
	case !fs.ValidPath(strings.TrimPrefix(name, "./")) && name != ".":
		l.problems.add(schemaRule, path, file.Line, file.Column, "path: %q leaves the folder of the package", name)
	default:
		return l.namedTable(h, path, file, lenient)
	}
	return nil, false
}

// packageSource takes source and licence from the resource, else from the package.
func (h *header) packageSource(root, resource *schema.Node) {
	first := func(key string) *schema.Node {
		for _, n := range []*schema.Node{resource, root} {
			if list := n.Get(key); list != nil && len(list.Items) > 0 {
				return list.Items[0]
			}
		}
		return nil
	}
	s := &h.d.Source
	source, license := first("sources"), first("licenses")
	s.Title = source.Get("title").Text()
	s.URL = source.Get("path").Text()
	for _, contributor := range root.Get("contributors").Elements() {
		if s.Publisher == "" || contributor.Get("role").Text() == "publisher" || slices.Contains(contributor.Get("roles").Texts(), "publisher") {
			s.Publisher = contributor.Get("title").Text()
		}
	}
	if s.Publisher == "" {
		s.Publisher = s.Title
	}
	if s.URL == "" {
		s.URL = root.Get("homepage").Text()
	}
	if s.License = license.Get("name").Text(); s.License == "" {
		s.License = license.Get("title").Text()
	}
	if created := root.Get("created").Text(); len(created) >= 10 {
		s.Published, _ = readPeriod(created[:10], isoOrder)
	}
}

// marks notes marks of missing values: texts, or mappings with a value and what it means.
func (h *header) marks(list *schema.Node) {
	for _, mark := range markTexts(list) {
		h.missing[mark] = true
	}
}

func markTexts(list *schema.Node) (marks []string) {
	if list == nil {
		return nil
	}
	for _, item := range list.Items {
		text := item.Text()
		if item.Kind == schema.Mapping {
			text = item.Get("value").Text()
		}
		if text != "" {
			marks = append(marks, text)
		}
	}
	return marks
}

// tableField gives a field of a Table Schema the role that its type means.
func (h *header) tableField(n, tableSchema *schema.Node, p *problems) {
	id := n.Get("name").Text()
	if id == "" || h.byName[id] != nil {
		p.add(schemaRule, h.d.Path, n.Line, n.Column, "schema.fields: each field needs a name of its own")
		return
	}
	kind := n.Get("type").Text()
	head := readHeading(id)
	rows, _ := head.datesRows()
	isKey := slices.Contains(tableSchema.Get("primaryKey").Texts(), id)
	switch kind {
	case "year", "yearmonth", "date", "datetime":
		if h.d.Period == nil {
			h.tablePeriod(id, n)
			return
		}
	case "integer":
		if rows && h.d.Period == nil {
			h.tablePeriod(id, n)
			return
		}
		if !isKey {
			h.tableMeasure(id, n, head)
			return
		}
	case "number":
		h.tableMeasure(id, n, head)
		return
	case "string", "", "any":
		if rows && h.d.Period == nil {
			h.tablePeriod(id, n)
			return
		}
		if id == "status" || id == "note" {
			return
		}
	case "boolean", "time", "duration":
	default:
		p.add(schemaRule, h.d.Path, n.Get("type").Line, n.Get("type").Column, "schema.fields.%s: values of the type %s are no facts", id, kind)
		return
	}
	h.tableDimension(id, n)
}

func (h *header) tablePeriod(id string, n *schema.Node) {
	h.d.Period = &PeriodField{ID: id, Label: titleOr(n, id)}
	d := &dialect{missing: marksOf(n)}
	switch format := n.Get("format").Text(); {
	case strings.HasPrefix(format, "%d"):
		d.order = dayFirst
	case strings.HasPrefix(format, "%m"):
		d.order = monthFirst
	}
	h.add(&field{id: id, role: periodRole, dialect: d})
}

func (h *header) tableDimension(id string, n *schema.Node) {
	d := &Dimension{ID: id, Label: titleOr(n, id), Dataset: h.d, Index: len(h.d.Dimensions), byID: map[string]*Member{}}
	h.d.Dimensions = append(h.d.Dimensions, d)
	members := n.Get("constraints").Get("enum")
	if categories := n.Get("categories"); categories != nil {
		members = categories
	}
	for _, item := range members.Elements() {
		id, name := item.Text(), ""
		if item.Kind == schema.Mapping {
			id, name = item.Get("value").Text(), item.Get("label").Text()
		}
		if id == "" || d.Member(id) != nil {
			continue
		}
		m := d.add(id)
		if name != "" {
			m.Label = name
		}
	}
	h.add(&field{id: id, role: categoryRole, dimension: d, dialect: &dialect{missing: marksOf(n)}, open: len(d.Members) == 0})
}

// tableMeasure takes the unit from the field's own unit, as many packages have one, else from its title or name.
func (h *header) tableMeasure(id string, n *schema.Node, head heading) {
	if title := n.Get("title").Text(); title != "" {
		head = readHeading(title)
	}
	m := &Measure{ID: id, Label: head.label, Dataset: h.d, Index: len(h.d.Measures), Unit: head.unit}
	scale := head.scale
	if unit := n.Get("unit").Text(); unit != "" {
		m.Unit, scale = scaledUnit(unit)
	}
	if label(id) == strings.ToLower(m.Label) {
		m.Label = label(id)
	} else if m.Label == id {
		m.Label = label(id)
	}
	if m.Unit == (quantity.Unit{}) && n.Get("type").Text() == "integer" && !head.placesRows() {
		m.Unit = quantity.Unit{Kind: quantity.Count, Name: strings.ToLower(m.Label)}
	}
	m.Additive = sums(m.Unit) && m.Unit != (quantity.Unit{}) && !head.placesRows()
	h.d.Measures = append(h.d.Measures, m)
	d := &dialect{decimal: n.Get("decimalChar").Text(), group: n.Get("groupChar").Text(), missing: marksOf(n)}
	h.add(&field{id: id, role: measureRole, measure: m, scale: scale, dialect: d})
}

func marksOf(n *schema.Node) map[string]bool {
	marks := map[string]bool{}
	for _, mark := range markTexts(n.Get("missingValues")) {
		marks[mark] = true
	}
	return marks
}

func titleOr(n *schema.Node, id string) string {
	if title := n.Get("title").Text(); title != "" {
		return title
	}
	return label(id)
}
