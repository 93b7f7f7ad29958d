package facts

import (
	"hash/maphash"

	"github.com/onrecord/onrecord/facts/period"
)

// maxKey is the largest key that is looked for short of all dimensions.
const maxKey = 3

// maxKeys bounds the sets of dimensions that are tried: among 50 any three, among 200 any two.
const maxKeys = 20_000

// findKey marks the dimensions that tell the rows of a period apart: the fewest, and of those the
// leftmost. In a box score that is the player; team, line-up and position follow from it.
func (d *Dataset) findKey() {
	n := len(d.Dimensions)
	for size, sets := 0, 1; size < n && size <= maxKey && sets <= maxKeys; size++ {
		if key := d.firstKey(make([]int, 0, size), 0, size); key != nil {
			for _, i := range key {
				d.Dimensions[i].Key = true
			}
			return
		}
		sets = sets * (n - size) / (size + 1)
	}
	for _, dim := range d.Dimensions {
		dim.Key = true
	}
}

// firstKey extends chosen with dimensions from next on to size dimensions that identify the rows.
func (d *Dataset) firstKey(chosen []int, next, size int) []int {
	if len(chosen) == size {
		if d.identifies(chosen) {
			return chosen
		}
		return nil
	}
	for i := next; i < len(d.Dimensions); i++ {
		if key := d.firstKey(append(chosen, i), i+1, size); key != nil {
			return key
		}
	}
	return nil
}

// identifies reports whether no two rows have the same period and members of the dimensions.
func (d *Dataset) identifies(dimensions []int) bool {
	if len(dimensions) == 0 && !d.hasPeriods() {
		return len(d.rows) == 1 && d.Inferred // one row of one period says nothing about what tells rows apart
	}
	type place struct {
		period  period.Period
		members [maxKey]int32
	}
	placeOf := func(r row) place {
		p := place{period: r.period}
		places := d.tuples.at(d.tuples.whole[r.tuple])
		for i, dim := range dimensions {
			p.members[i] = places[dim]
		}
		return p
	}
	// A hash table of row numbers, as a map of places would weigh more than the rows.
	size := 16
	for size < 2*len(d.rows) {
		size *= 2
	}
	table := make([]int32, size)
	seed := maphash.MakeSeed()
	for i, r := range d.rows {
		p := placeOf(r)
		slot := int(maphash.Comparable(seed, p)) & (size - 1)
		for table[slot] != 0 {
			if placeOf(d.rows[table[slot]-1]) == p {
				return false
			}
			slot = (slot + 1) & (size - 1)
		}
		table[slot] = int32(i + 1)
	}
	return true
}

// hasPeriods reports whether the rows are of more than one period.
func (d *Dataset) hasPeriods() bool {
	for _, r := range d.rows {
		if r.period != d.rows[0].period {
			return true
		}
	}
	return false
}
