// Package diff tells what changed between two versions of a facts repository: observations added, removed
// and revised, and changed descriptions. Two catalogs go in, a Diff comes out, as text, JSON or Markdown. A
// revision that the new version does not announce is a finding. It judges no draft: package impact does that.
package diff

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Kind is what became of an observation, a dataset or a part of a description.
type Kind string

// The kinds of changes.
const (
	Added    Kind = "added"
	Removed  Kind = "removed"
	Revised  Kind = "revised"  // an observation has another value
	Restated Kind = "restated" // an observation has its value, but another precision, status or note
	Changed  Kind = "changed"  // a dataset or a part of its description
)

// Diff is what changed, by dataset.
type Diff struct {
	Datasets []Dataset // those with changes, sorted by id
}

// Dataset is a dataset that was added, removed or changed.
type Dataset struct {
	ID       string
	Kind     Kind
	Old, New *facts.Dataset // nil when added or removed
	Changes  []Change       // sorted by measure, members and period as the newer file has them, removed ones last
	Meta     []Meta         // in the order of a facts file
}

// Change is what became of one observation.
type Change struct {
	Kind     Kind
	Old, New *facts.Observation // nil when added or removed
}

// Meta is a part of a dataset's description that changed.
type Meta struct {
	Kind     Kind
	Name     string // as in the file: "source.published", "fields.burglaries.unit"
	Old, New string
}

// Silent reports whether a value was revised without a word: neither a note of its own nor the status revised
// tells readers of the facts that an earlier value stood there.
func (c Change) Silent() bool {
	if c.New != nil && c.New.Measure.Definition != nil {
		return false // it follows from others, which are told
	}
	return c.Kind == Revised && c.New.Status != facts.Revised && (c.New.Note == "" || c.New.Note == c.Old.Note)
}

// Observation returns the newer of the two observations that there is.
func (c Change) Observation() *facts.Observation {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Delta returns the size of a revision in words: "+0.8%", or "-0.3 points" for a measure in percent. It is ""
// when nothing can be said, as of a revision from zero.
func (c Change) Delta() string {
	if c.Kind != Revised {
		return ""
	}
	difference := c.New.Value.Sub(c.Old.Value)
	sign := "+"
	if difference.Sign() < 0 {
		sign = "-"
	}
	if unit := c.New.Measure.Unit; unit == c.Old.Measure.Unit && unit.Kind == quantity.Percent {
		return sign + difference.Abs().Grouped() + " points"
	}
	share, ok := quantity.Quo(difference.Abs(), c.Old.Value.Abs())
	if !ok {
		return ""
	}
	for decimals := 1; decimals <= 3; decimals++ {
		text := share.Percent(decimals)
		if quantity.Of(quantity.Pow10(-decimals)).Cmp(share.Mul(quantity.Of(quantity.Int(100)))) <= 0 || decimals == 3 {
			return sign + text + "%"
		}
	}
	return ""
}

// Catalogs compares two versions of the facts.
func Catalogs(before, after *facts.Catalog) *Diff {
	d := &Diff{}
	for _, is := range after.Datasets {
		if was := before.Dataset(is.ID); was == nil {
			d.Datasets = append(d.Datasets, whole(is, Added))
		} else if changed := datasets(was, is); len(changed.Changes)+len(changed.Meta) > 0 {
			d.Datasets = append(d.Datasets, changed)
		}
	}
	for _, was := range before.Datasets {
		if after.Dataset(was.ID) == nil {
			d.Datasets = append(d.Datasets, whole(was, Removed))
		}
	}
	slices.SortFunc(d.Datasets, func(a, b Dataset) int { return cmp.Compare(a.ID, b.ID) })
	return d
}

func whole(of *facts.Dataset, kind Kind) Dataset {
	d := Dataset{ID: of.ID, Kind: kind}
	if kind == Added {
		d.New = of
	} else {
		d.Old = of
	}
	for o := range observations(of) {
		d.Changes = append(d.Changes, change(kind, o))
	}
	order(d.Changes)
	return d
}

func change(kind Kind, o *facts.Observation) Change {
	if kind == Removed {
		return Change{Kind: kind, Old: o}
	}
	return Change{Kind: kind, New: o}
}

func datasets(was, is *facts.Dataset) Dataset {
	d := Dataset{ID: is.ID, Kind: Changed, Old: was, New: is, Meta: descriptions(was, is)}
	index := newIndex(was)
	for o := range observations(is) {
		if old := index.take(o); old == nil {
			d.Changes = append(d.Changes, change(Added, o))
		} else if kind := compare(old, o); kind != "" {
			d.Changes = append(d.Changes, Change{kind, old, o})
		}
	}
	for _, o := range index.rest() {
		d.Changes = append(d.Changes, change(Removed, o))
	}
	order(d.Changes)
	return d
}

func compare(was, is *facts.Observation) Kind {
	switch {
	case !was.Value.Equal(is.Value):
		return Revised
	case !was.Step.Equal(is.Step) || was.Status != is.Status || was.Note != is.Note:
		return Restated
	}
	return ""
}

// order sorts changes by measure, members and period; what is gone comes last, in the old order.
func order(changes []Change) {
	slices.SortStableFunc(changes, func(a, b Change) int {
		x, y := a.Observation(), b.Observation()
		gone := func(c Change) int {
			if c.New == nil {
				return 1
			}
			return 0
		}
		if c := cmp.Or(gone(a)-gone(b), cmp.Compare(x.Measure.Index, y.Measure.Index)); c != 0 {
			return c
		}
		for i := range min(len(x.Members), len(y.Members)) {
			if c := cmp.Compare(place(x.Members[i]), place(y.Members[i])); c != 0 {
				return c
			}
		}
		return x.Period.Compare(y.Period)
	})
}

func place(m *facts.Member) int {
	if m == nil {
		return -1
	}
	return m.Index
}
