package facts

import (
	"slices"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// builder collects the rows of a dataset.
type builder struct {
	d     *Dataset
	ids   tupleIDs
	key   []int32
	last  int32     // the tuple of the row before
	after []int32   // by tuple: the one that followed it last, as rows mostly repeat their order in each period
	room  []*Member // for the members of new tuples
}

func newBuilder(d *Dataset) *builder {
	return &builder{d: d, last: -1, key: make([]int32, len(d.Dimensions))}
}

// grow makes room for rows and observations.
func (b *builder) grow(rows, observations int) {
	if b.d.rows == nil { // memory that is fresh needs no clearing, as that of slices.Grow
		b.d.rows, b.d.observations = make([]row, 0, rows), make([]Observation, 0, observations)
		return
	}
	b.d.rows = slices.Grow(b.d.rows, rows)
	b.d.observations = slices.Grow(b.d.observations, observations)
}

// row begins a row. Its observations follow.
func (b *builder) row(members []*Member, p period.Period, line int) {
	b.d.rows = append(b.d.rows, row{b.tuple(members), int32(len(b.d.observations)), p, int32(line)})
}

func (b *builder) tuple(members []*Member) int32 {
	known := b.d.tuples.members
	if b.last >= 0 {
		if next := b.after[b.last]; slices.Equal(known[next], members) {
			b.last = next
			return next
		}
	}
	for i, m := range members {
		b.key[i] = absent
		if m != nil {
			b.key[i] = int32(m.Index)
		}
	}
	id, isNew := b.ids.add(b.key[:len(members)])
	if isNew {
		if len(b.room) < len(members) {
			b.room = make([]*Member, max(len(members), min(64*len(members), 1+len(known))))
		}
		own := b.room[:len(members):len(members)]
		b.room = b.room[len(members):]
		copy(own, members)
		b.d.tuples.members = append(known, own)
		b.after = append(b.after, id)
	}
	if b.last >= 0 {
		b.after[b.last] = id
	}
	b.last = id
	return id
}

// observe adds an observation to the row begun last.
func (b *builder) observe(m *Measure, value, step quantity.Number, written string, line, column int) *Observation {
	d := b.d
	r := &d.rows[len(d.rows)-1]
	if len(d.observations) < cap(d.observations) { // filled in place: a large table has millions
		d.observations = d.observations[:len(d.observations)+1]
	} else {
		d.observations = append(d.observations, Observation{})
	}
	o := &d.observations[len(d.observations)-1]
	o.Measure, o.Members, o.Period = m, d.tuples.members[r.tuple], r.period
	o.Value, o.Step, o.Written = value, step, written
	o.Line, o.Column, o.Row = line, column, len(d.rows)-1
	if o.Path = d.Table; o.Path == "" {
		o.Path = d.Path
	}
	return o
}

// tupleIDs numbers combinations of members by their places. Those of one or two dimensions fit a word.
type tupleIDs struct {
	count int32
	short map[uint64]int32
	long  map[string]int32
	buf   []byte
}

// shortKey packs one or two places.
func shortKey(places []int32) uint64 {
	var key uint64
	for _, p := range places {
		key = key<<32 | uint64(uint32(p))
	}
	return key
}

// add returns the number of a combination, which may be a new one.
func (t *tupleIDs) add(places []int32) (id int32, isNew bool) {
	id, known := t.find(places)
	if known {
		return id, false
	}
	id = t.count
	t.count++
	if len(places) <= 2 {
		if t.short == nil {
			t.short = map[uint64]int32{}
		}
		t.short[shortKey(places)] = id
		return id, true
	}
	if t.long == nil {
		t.long = map[string]int32{}
	}
	t.buf = packKey(t.buf[:0], places)
	t.long[string(t.buf)] = id
	return id, true
}

// find returns the number of a combination. It may be called by several goroutines at a time.
func (t *tupleIDs) find(places []int32) (id int32, known bool) {
	if len(places) <= 2 {
		id, known = t.short[shortKey(places)]
		return id, known
	}
	var buf [64]byte
	id, known = t.long[string(packKey(buf[:0], places))]
	return id, known
}
