package mcp

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// Listing is what list_datasets takes: nothing needed.
type Listing struct {
	Dataset string `json:"dataset,omitempty" jsonschema:"the id of one dataset, to have all its members"`
}

// Datasets is what list_datasets returns.
type Datasets struct {
	Datasets []Dataset `json:"datasets"`
}

// Dataset tells what one dataset has on record.
type Dataset struct {
	ID         string      `json:"id"`
	Title      string      `json:"title,omitempty"`
	About      []string    `json:"about" jsonschema:"names by which a text refers to the subject"`
	Source     string      `json:"source,omitempty"`
	Path       string      `json:"path"`
	Rows       int         `json:"rows"`
	First      string      `json:"first_period,omitempty"`
	Last       string      `json:"last_period,omitempty"`
	Measures   []Measure   `json:"measures"`
	Dimensions []Dimension `json:"dimensions"`
}

// Measure is a field of figures.
type Measure struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Unit  string `json:"unit"`
	Per   string `json:"per,omitempty" jsonschema:"what a rate is counted per"`
}

// Dimension is what figures are broken down by.
type Dimension struct {
	ID      string   `json:"id"`
	Label   string   `json:"label"`
	Members []string `json:"members" jsonschema:"ids, the first 50 of them unless one dataset is asked for"`
	Count   int      `json:"count" jsonschema:"how many members there are"`
}

// mostMembers is how many members of a dimension are listed among those of other datasets.
const mostMembers = 50

func (s *server) listDatasets(_ context.Context, in Listing) (Datasets, string, error) {
	out := Datasets{Datasets: []Dataset{}}
	catalog, err := s.facts()
	if err != nil {
		return out, "", err
	}
	list := catalog.Datasets
	if in.Dataset != "" {
		d, err := datasetOf(catalog, in.Dataset)
		if err != nil {
			return out, "", err
		}
		list = []*facts.Dataset{d}
	}
	var text strings.Builder
	for _, d := range list {
		most := mostMembers
		if in.Dataset != "" {
			most = 1 << 20
		}
		entry := datasetEntry(d, most)
		out.Datasets = append(out.Datasets, entry)
		entry.write(&text)
	}
	if len(list) == 0 {
		text.WriteString("no facts are loaded: only arithmetic, dates and the text against itself are checked\n")
	}
	return out, text.String(), nil
}

func datasetEntry(d *facts.Dataset, mostMembers int) Dataset {
	entry := Dataset{
		ID: d.ID, Title: d.Title, About: append([]string{}, d.About...), Source: sourceOf(d), Path: filepath.ToSlash(d.Path), Rows: d.Len(),
		Measures: []Measure{}, Dimensions: []Dimension{},
	}
	for _, m := range d.Measures {
		entry.Measures = append(entry.Measures, Measure{m.ID, m.Label, m.Unit.String(), m.Per})
	}
	for _, dimension := range d.Dimensions {
		e := Dimension{ID: dimension.ID, Label: dimension.Label, Members: []string{}, Count: len(dimension.Members)}
		for i, m := range dimension.Members {
			if i == mostMembers {
				break
			}
			e.Members = append(e.Members, m.ID)
		}
		entry.Dimensions = append(entry.Dimensions, e)
	}
	var first, last period.Period
	for i := range d.Len() {
		p := d.Row(i).Period
		if p.IsZero() {
			continue
		}
		if first.IsZero() || p.Compare(first) < 0 {
			first = p
		}
		if last.IsZero() || p.Compare(last) > 0 {
			last = p
		}
	}
	if !first.IsZero() {
		entry.First, entry.Last = first.String(), last.String()
	}
	return entry
}

func (e *Dataset) write(text *strings.Builder) {
	fmt.Fprintf(text, "%s: %s\n", e.ID, e.Title)
	for _, m := range e.Measures {
		unit := m.Unit
		if m.Per != "" {
			unit += " per " + m.Per
		}
		fmt.Fprintf(text, "  measure %s: %s (%s)\n", m.ID, m.Label, unit)
	}
	for _, d := range e.Dimensions {
		members := strings.Join(d.Members, ", ")
		if d.Count > len(d.Members) {
			members += fmt.Sprintf(" and %d more", d.Count-len(d.Members))
		}
		fmt.Fprintf(text, "  by %s: %s\n", d.ID, members)
	}
	if e.First != "" {
		fmt.Fprintf(text, "  from %s to %s, %d rows\n", e.First, e.Last, e.Rows)
	} else {
		fmt.Fprintf(text, "  %d rows\n", e.Rows)
	}
	if e.Source != "" {
		fmt.Fprintf(text, "  source: %s\n", e.Source)
	}
}
