package gate

import (
	"maps"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
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

// subjects lists what datasets are about, with the datasets.
func (p *pass) subjects() (subjects []string, about map[string][]*facts.Dataset) {
	about = map[string][]*facts.Dataset{}
	for _, d := range p.Catalog.Datasets {
		if d.Inferred {
			continue
		}
		for _, text := range d.About {
			if key := fold(text); !slices.Contains(about[key], d) {
				about[key] = append(about[key], d)
			}
		}
	}
	return slices.Sorted(maps.Keys(about)), about
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

var conflicts = &Rule{Name: "conflicting-values", Severity: Error, Doc: Doc{
	Title: "two values for one thing",
	Text: `Two rows of a dataset that give different values for the same period and members contradict each other. So do two datasets
that share a name in about:, when measures of one name and unit differ, beyond rounding, for the same period and members: that is a
warning, as definitions may differ, and then the names should too.`,
}, run: func(p *pass) {
	type key struct {
		measure, members string
		period           period.Period
	}
	told := map[*facts.Observation]bool{}
	subjects, about := p.subjects()
	for _, subject := range subjects {
		if len(about[subject]) < 2 {
			continue
		}
		first := map[key]*facts.Observation{}
		for _, d := range about[subject] {
			if !p.Sound(d) {
				continue
			}
			d.Groups(func(g facts.Group) bool {
				var members []string
				for _, m := range g.Slice.Members {
					if m != nil {
						members = append(members, fold(m.Dimension.Label)+"="+fold(m.Label))
					}
				}
				slices.Sort(members)
				m := g.Slice.Measure
				for _, o := range g.Observations {
					k := key{fold(m.Label) + "\n" + m.Unit.Kind.String() + m.Unit.Name, strings.Join(members, "\n"), o.Period}
					other := first[k]
					if other == nil {
						first[k] = o
						continue
					}
					off := other.Value.Sub(o.Value).Abs()
					if other.Measure.Dataset == d || told[o] || off.Add(off).Cmp(other.Slack().Add(o.Slack())) <= 0 {
						continue
					}
					told[o] = true
					p.grade(Warning, o.Path, o.Line, o.Column, "%s is %s here and %s in %s, line %d", g.Slice.WordsAt(o.Period), o.Value.Grouped(), other.Value.Grouped(), other.Measure.Dataset.ID, other.Line)
				}
				return true
			})
		}
	}
}}
