package diff

import (
	"iter"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// observations yields the observations of a dataset in the order of its table.
func observations(d *facts.Dataset) iter.Seq[*facts.Observation] {
	return func(yield func(*facts.Observation) bool) {
		for i := range d.Len() {
			row := d.Row(i)
			for j := range row.Observations {
				if !yield(&row.Observations[j]) {
					return
				}
			}
		}
	}
}

// key is the place of an observation, told by ids: pointers differ between two versions.
type key struct {
	measure int32
	tuple   int32
	period  period.Period
}

// index finds the observations of one version by those of another.
type index struct {
	first    map[key]int32 // in all
	next     []int32       // of the same key: a bare table may repeat one
	all      []*facts.Observation
	taken    []bool
	tuples   map[string]int32
	measures map[string]int32
	last     []*facts.Member // whose number was asked for last
	lastID   int32
}

const none = int32(-1)

func newIndex(d *facts.Dataset) *index {
	x := &index{first: map[key]int32{}, tuples: map[string]int32{}, measures: map[string]int32{}, lastID: none}
	for i, m := range d.Measures {
		x.measures[m.ID] = int32(i)
	}
	for o := range observations(d) {
		x.all = append(x.all, o)
	}
	x.next = make([]int32, len(x.all))
	x.taken = make([]bool, len(x.all))
	for i := len(x.all) - 1; i >= 0; i-- { // so that chains run in the order of the table
		k, _ := x.key(x.all[i], true)
		x.next[i] = none
		if later, seen := x.first[k]; seen {
			x.next[i] = later
		}
		x.first[k] = int32(i)
	}
	return x
}

// key returns the key of an observation of either version; known is false when the indexed version has no
// measure or members like these, and the key was not to be added.
func (x *index) key(o *facts.Observation, add bool) (k key, known bool) {
	measure, ok := x.measures[o.Measure.ID]
	if !ok {
		return k, false
	}
	tuple := x.tuple(o.Members, add)
	return key{measure, tuple, o.Period}, tuple != none
}

// tuple numbers a list of members by its ids. Neighbouring rows mostly share the list.
func (x *index) tuple(members []*facts.Member, add bool) int32 {
	if x.lastID != none && slices.Equal(members, x.last) {
		return x.lastID
	}
	var names []string
	for _, m := range members {
		if m != nil {
			names = append(names, m.Dimension.ID+"\x00"+m.ID)
		}
	}
	slices.Sort(names) // the order of the fields may have changed
	name := strings.Join(names, "\x01")
	id, seen := x.tuples[name]
	if !seen {
		if !add {
			return none
		}
		id = int32(len(x.tuples))
		x.tuples[name] = id
	}
	x.last, x.lastID = members, id
	return id
}

// take returns the observation at the place of o, each only once, or nil.
func (x *index) take(o *facts.Observation) *facts.Observation {
	k, known := x.key(o, false)
	if !known {
		return nil
	}
	i, found := x.first[k]
	if !found {
		return nil
	}
	x.taken[i] = true
	if x.next[i] == none {
		delete(x.first, k)
	} else {
		x.first[k] = x.next[i]
	}
	return x.all[i]
}

// rest returns the observations that nothing took, in the order of the table.
func (x *index) rest() (left []*facts.Observation) {
	for i, o := range x.all {
		if !x.taken[i] {
			left = append(left, o)
		}
	}
	return left
}
