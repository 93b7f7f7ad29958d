package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// property is a named part of a description.
type property struct{ name, value string }

// descriptions returns the changed parts of a description, in the order in which the newer one has them.
func descriptions(was, is *facts.Dataset) (changed []Meta) {
	before, after := properties(was), properties(is)
	old := map[string]string{}
	for _, p := range before {
		old[p.name] = p.value
	}
	seen := map[string]bool{}
	for _, p := range after {
		value, had := old[p.name]
		seen[p.name] = true
		switch {
		case !had:
			changed = append(changed, Meta{Kind: Added, Name: p.name, New: p.value})
		case value != p.value:
			changed = append(changed, Meta{Changed, p.name, value, p.value})
		}
	}
	for _, p := range before {
		if !seen[p.name] {
			changed = append(changed, Meta{Kind: Removed, Name: p.name, Old: p.value})
		}
	}
	return changed
}

// properties lists what a description says. What it does not say is left out.
func properties(d *facts.Dataset) (all []property) {
	add := func(name, value string) {
		if value != "" {
			all = append(all, property{name, value})
		}
	}
	add("title", d.Title)
	add("about", names(d.About))
	add("source.publisher", d.Source.Publisher)
	add("source.title", d.Source.Title)
	add("source.url", d.Source.URL)
	add("source.page", d.Source.Page)
	add("source.license", d.Source.License)
	add("source.published", day(d.Source.Published))
	add("source.accessed", day(d.Source.Accessed))
	add("source.next_update", day(d.Source.NextUpdate))
	if p := d.Period; p != nil {
		name := "fields." + p.ID
		add(name, "period")
		add(name+".label", p.Label)
		add(name+".since", day(p.Since))
		add(name+".holds", yes(p.Holds))
		add(name+".year_ends", p.YearEnds)
	}
	for _, dimension := range d.Dimensions {
		name := "fields." + dimension.ID
		add(name, "category")
		add(name+".label", dimension.Label)
		for _, m := range dimension.Members {
			add(name+".members."+m.ID, m.Label)
			add(name+".members."+m.ID+".aliases", names(m.Aliases))
		}
	}
	for _, m := range d.Measures {
		name := "fields." + m.ID
		add(name, "measure")
		add(name+".label", m.Label)
		add(name+".aliases", names(m.Aliases))
		add(name+".unit", m.Unit.String())
		add(name+".per", m.Per)
		add(name+".additive", strconv.FormatBool(m.Additive))
		if !m.RoundedTo.IsZero() {
			add(name+".rounded_to", m.RoundedTo.String())
		}
	}
	return all
}

func day(p period.Period) string {
	if p.IsZero() {
		return ""
	}
	return p.String()
}

func yes(is bool) string {
	if is {
		return "true"
	}
	return ""
}

// names writes names as a facts file would. Their order says nothing.
func names(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "[" + strings.Join(slices.Sorted(slices.Values(list)), ", ") + "]"
}
