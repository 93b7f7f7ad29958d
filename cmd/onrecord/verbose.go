package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/onrecord/onrecord/report"
)

// narrate tells on standard error which facts and drafts were read, and how many claims each draft makes.
func (c *Command) narrate(d *desks, articles []report.Article) {
	for _, key := range slices.Sorted(maps.Keys(d.catalogs)) {
		for _, dataset := range d.catalogs[key].Datasets {
			fmt.Fprintf(c.Stderr, "onrecord: facts: %s from %s\n", dataset.ID, dataset.Path)
		}
	}
	for _, a := range articles {
		fmt.Fprintf(c.Stderr, "onrecord: draft: %s: %s\n", a.Path, plural(len(a.Findings), "claim"))
	}
}
