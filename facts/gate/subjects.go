package gate

import (
	"maps"
	"slices"

	"github.com/onrecord/onrecord/facts"
)

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
