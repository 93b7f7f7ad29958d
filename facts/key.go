package facts

import "github.com/onrecord/onrecord/facts/period"

// findKey marks the dimensions that tell the rows of a period apart: the fewest, and of those the
// leftmost. In a box score that is the player; team, line-up and position follow from it.
func (d *Dataset) findKey() {
	n := len(d.Dimensions)
	for size := 0; size < n && size <= maxKey; size++ {
		if key := d.firstKey(make([]int, 0, size), 0, size); key != nil {
			for _, i := range key {
				d.Dimensions[i].Key = true
			}
			return
		}
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

// maxKey is the largest key that is looked for short of all dimensions.
const maxKey = 3

func (d *Dataset) identifies(dimensions []int) bool {
	type place struct {
		period  period.Period
		members [maxKey]int32
	}
	periods := map[period.Period]bool{}
	seen := make(map[place]bool)
	for _, r := range d.rows {
		p := place{period: r.period}
		places := d.tuples.at(d.tuples.whole[r.tuple])
		for i, dim := range dimensions {
			p.members[i] = places[dim]
		}
		if seen[p] {
			return false
		}
		seen[p] = true
		if len(periods) < 2 {
			periods[r.period] = true
		}
	}
	// One row of one period says nothing about what tells rows apart.
	return len(dimensions) > 0 || len(periods) > 1 || len(d.rows) == 1 && d.Inferred
}
