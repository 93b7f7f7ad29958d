package gate

import (
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/schema"
)

var ambiguousName = &Rule{Name: "ambiguous-name", Severity: Warning, Doc: Doc{
	Title: "names that lead to two measures or two members",
	Text: `A label or alias that two measures share whose units fit, or two members of one category, leaves open in prose which of
them is meant, and a claim about either is left undecided. The rule looks within a dataset, and across datasets that share a
name in about: and have periods of one length.`,
}, run: func(p *pass) {
	for _, d := range p.Catalog.Datasets {
		if d.Inferred {
			continue // its names are what the head says
		}
		p.measureNames(d)
		for _, dim := range d.Dimensions {
			p.memberNames(d, dim)
		}
	}
	p.acrossDatasets()
}}

// name is a word for something, with the place where it is written.
type name struct {
	text    string
	alias   bool
	node    *schema.Node
	measure *facts.Measure
}

// namesOf lists the label and aliases of a measure, the label first.
func (p *pass) namesOf(m *facts.Measure) (names []name) {
	f := p.file(m.Dataset)
	key := "fields"
	if m.Definition != nil {
		key = "definitions"
	}
	at := value(f, key).Pair(m.ID)
	if at == nil {
		return nil
	}
	label := at.Value.Get("label")
	if label == nil {
		label = at.Key
	}
	names = append(names, name{m.Label, false, label, m})
	if list := at.Value.Get("aliases"); list != nil {
		if list.Kind != schema.Sequence {
			names = append(names, name{list.Text(), true, list, m})
		}
		for _, item := range list.Items {
			names = append(names, name{item.Text(), true, item, m})
		}
	}
	return names
}

func (p *pass) measureNames(d *facts.Dataset) {
	first := map[string][]name{}
	for _, m := range d.Measures {
		own := map[string]bool{}
		for _, n := range p.namesOf(m) {
			key := fold(n.text)
			if own[key] {
				continue
			}
			own[key] = true
			for _, other := range first[key] {
				if other.measure.Unit.Fits(m.Unit) {
					p.add(d.Path, n.node.Line, n.node.Column, "%q names %s, but also %s: a text that says it could mean either", n.text, m.ID, other.measure.ID)
					break
				}
			}
			first[key] = append(first[key], n)
		}
	}
}

func (p *pass) memberNames(d *facts.Dataset, dim *facts.Dimension) {
	f := p.file(d)
	members := value(f, "fields", dim.ID, "members")
	if members == nil {
		return
	}
	first := map[string]*facts.Member{}
	for _, pair := range members.Pairs {
		m := dim.Member(pair.Key.Value)
		if m == nil {
			continue
		}
		label := pair.Value
		if pair.Value.Kind == schema.Mapping {
			label = pair.Value.Get("label")
		}
		nodes := []*schema.Node{pair.Key}
		if label.Text() != "" {
			nodes = append(nodes, label)
		}
		if list := pair.Value.Get("aliases"); list != nil && list.Kind == schema.Sequence {
			nodes = append(nodes, list.Items...)
		} else if list != nil {
			nodes = append(nodes, list)
		}
		for _, n := range nodes {
			key := fold(n.Text())
			if other := first[key]; other != nil && other != m {
				p.add(d.Path, n.Line, n.Column, "%q names %s, but also %s: a text that says it could mean either", n.Text(), m.ID, other.ID)
				break
			}
			first[key] = m
		}
	}
}

// acrossDatasets finds aliases that lead to measures of different names in datasets about one thing.
func (p *pass) acrossDatasets() {
	told := map[*schema.Node]bool{}
	subjects, about := p.subjects()
	for _, subject := range subjects {
		first := map[string][]name{}
		for _, d := range about[subject] {
			for _, m := range d.Measures {
				for _, n := range p.namesOf(m) {
					key := fold(n.text)
					for _, other := range first[key] {
						if other.measure.Dataset != d && (n.alias || other.alias) && fold(other.measure.Label) != fold(m.Label) && !told[n.node] &&
							other.measure.Unit.Fits(m.Unit) && grains(d) == grains(other.measure.Dataset) {
							told[n.node] = true
							p.add(d.Path, n.node.Line, n.node.Column, "%q names %s, but also %s of %s, which is about %s too: a text that says it could mean either",
								n.text, m.ID, other.measure.ID, other.measure.Dataset.ID, subject)
							break
						}
					}
					first[key] = append(first[key], n)
				}
			}
		}
	}
}

// grains tells which lengths the periods of a dataset have.
func grains(d *facts.Dataset) (set uint16) {
	for i := range d.Len() {
		set |= 1 << d.Row(i).Period.Grain()
	}
	return set
}
