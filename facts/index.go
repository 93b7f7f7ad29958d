package facts

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sort"

	"github.com/onrecord/onrecord/facts/period"
)

// row is a line of the table: its members and period, and its observations, which lie side by side.
type row struct {
	tuple  int32
	first  int32 // index of its first observation
	period period.Period
	line   int32
}

// tuples interns the combinations of members that rows have. A member that is the whole of its
// dimension counts as none, so that the row of "Australia" is found with and without its name.
type tuples struct {
	width    int         // dimensions
	members  [][]*Member // by tuple as the rows have them; width pointers each
	whole    []int32     // by tuple as the rows have them: the canonical tuple
	places   []int32     // by canonical tuple, width member indices each; absent for none
	ids      tupleIDs    // of canonical tuples, by their places
	groups   []int32     // by canonical tuple: its first group; one more at the end
	postings [][][]int32 // by dimension and member: the canonical tuples that have it, ascending
}

const (
	absent int32 = -1 // no member: the total over the dimension
	anyOne int32 = -2 // in a query: whatever the row has
)

// group is the observations of one measure and one canonical tuple: order[start:end], by period.
type group struct {
	measure    int32
	start, end int32
}

func packKey(buf []byte, places []int32) []byte {
	for _, p := range places {
		buf = binary.LittleEndian.AppendUint32(buf, uint32(p))
	}
	return buf
}

// build makes the dataset ready for look-ups once all rows are in.
func (d *Dataset) build() {
	d.findTotals()
	d.canonize()
	d.groupObservations()
	d.findKey()
}

func (d *Dataset) canonize() {
	t := &d.tuples
	t.width = len(d.Dimensions)
	t.whole = make([]int32, len(t.members))
	t.places = make([]int32, 0, len(t.members)*t.width)
	t.postings = make([][][]int32, t.width)
	for i, dim := range d.Dimensions {
		t.postings[i] = make([][]int32, len(dim.Members))
	}
	places := make([]int32, t.width)
	for i, members := range t.members {
		for j, m := range members {
			places[j] = absent
			if m != nil && m != m.Dimension.Total {
				places[j] = int32(m.Index)
			}
		}
		id, isNew := t.ids.add(places)
		if isNew {
			t.places = append(t.places, places...)
			for j, p := range places {
				if p != absent {
					t.postings[j][p] = append(t.postings[j][p], id)
				}
			}
		}
		t.whole[i] = id
	}
}

// count returns the number of canonical tuples.
func (t *tuples) count() int { return int(t.ids.count) }

func (t *tuples) at(id int32) []int32 { return t.places[int(id)*t.width : (int(id)+1)*t.width] }

// groupObservations sorts the observations by tuple, measure and period. Rows mostly come in that
// order or close to it, hence a counting sort by tuple and, within, a sort only where it is needed.
func (d *Dataset) groupObservations() {
	t := &d.tuples
	tupleOf := make([]int32, len(d.observations))
	starts := make([]int32, t.count()+1)
	for i, r := range d.rows {
		end := int32(len(d.observations))
		if i+1 < len(d.rows) {
			end = d.rows[i+1].first
		}
		for o := r.first; o < end; o++ {
			tupleOf[o] = t.whole[r.tuple]
			starts[tupleOf[o]+1]++
		}
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	d.order = make([]int32, len(d.observations))
	next := slices.Clone(starts)
	for o := range d.observations {
		d.order[next[tupleOf[o]]] = int32(o)
		next[tupleOf[o]]++
	}
	compare := func(a, b int32) int {
		x, y := &d.observations[a], &d.observations[b]
		if x.Measure != y.Measure {
			return cmp.Compare(x.Measure.Index, y.Measure.Index)
		}
		if c := x.Period.Compare(y.Period); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	}
	t.groups = make([]int32, t.count()+1)
	for id := range t.count() {
		run := d.order[starts[id]:starts[id+1]]
		if !slices.IsSortedFunc(run, compare) {
			slices.SortFunc(run, compare)
		}
		t.groups[id] = int32(len(d.groups))
		for i := 0; i < len(run); {
			j := i
			measure := d.observations[run[i]].Measure
			for j < len(run) && d.observations[run[j]].Measure == measure {
				j++
			}
			d.groups = append(d.groups, group{int32(measure.Index), starts[id] + int32(i), starts[id] + int32(j)})
			i = j
		}
	}
	t.groups[t.count()] = int32(len(d.groups))
}

// group returns the observations of a measure with exactly the tuple, by period.
func (d *Dataset) group(m *Measure, tuple int32) []int32 {
	groups := d.groups[d.tuples.groups[tuple]:d.tuples.groups[tuple+1]]
	i, found := slices.BinarySearchFunc(groups, int32(m.Index), func(g group, measure int32) int { return cmp.Compare(g.measure, measure) })
	if !found {
		return nil
	}
	return d.order[groups[i].start:groups[i].end]
}

// at narrows observations that are sorted by period to those of period p.
func (d *Dataset) at(sorted []int32, p period.Period) []int32 {
	start := sort.Search(len(sorted), func(i int) bool { return d.observations[sorted[i]].Period.Compare(p) >= 0 })
	end := start
	for end < len(sorted) && d.observations[sorted[end]].Period == p {
		end++
	}
	return sorted[start:end]
}

// query turns members into places to look for: anyOne where no member is named, absent where the
// whole is. ok is false when a member belongs to another dataset.
func (d *Dataset) query(members []*Member) (places []int32, ok bool) {
	places = make([]int32, len(d.Dimensions))
	for i := range places {
		places[i] = anyOne
	}
	for _, m := range members {
		switch {
		case m == nil:
		case m.Dimension.Dataset != d:
			return nil, false
		case m == m.Dimension.Total:
			places[m.Dimension.Index] = absent
		default:
			places[m.Dimension.Index] = int32(m.Index)
		}
	}
	return places, true
}

// exact returns the canonical tuple that has the members of a query and no others.
func (t *tuples) exact(query []int32) (id int32, ok bool) {
	var buf [16]int32
	places := buf[:0]
	for _, p := range query {
		if p == anyOne {
			p = absent
		}
		places = append(places, p)
	}
	return t.ids.find(places)
}

// matching returns the canonical tuples that have the members of a query, ascending.
func (t *tuples) matching(query []int32) []int32 {
	var shortest []int32
	narrowed := false
	for i, p := range query {
		if p >= 0 && (!narrowed || len(t.postings[i][p]) < len(shortest)) {
			shortest, narrowed = t.postings[i][p], true
		}
	}
	var found []int32
	test := func(id int32) {
		for i, p := range t.at(id) {
			if query[i] != anyOne && query[i] != p {
				return
			}
		}
		found = append(found, id)
	}
	if narrowed {
		for _, id := range shortest {
			test(id)
		}
		return found
	}
	for id := range int32(t.count()) {
		test(id)
	}
	return found
}
