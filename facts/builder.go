package facts

import (
	"encoding/binary"
	"slices"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// builder collects the rows of a dataset.
type builder struct {
	d      *Dataset
	byKey  map[string]int32 // raw tuples by their packed members
	key    []byte
	last   int32 // the tuple of the row before
	lastOf string
}

func newBuilder(d *Dataset) *builder {
	return &builder{d: d, byKey: map[string]int32{}, last: -1}
}

// grow makes room for rows and observations.
func (b *builder) grow(rows, observations int) {
	b.d.rows = slices.Grow(b.d.rows, rows)
	b.d.observations = slices.Grow(b.d.observations, observations)
}

// row begins a row. Its observations follow.
func (b *builder) row(members []*Member, p period.Period, line int) {
	b.d.rows = append(b.d.rows, row{b.tuple(members), int32(len(b.d.observations)), p, int32(line)})
}

func (b *builder) tuple(members []*Member) int32 {
	b.key = b.key[:0]
	for _, m := range members {
		place := absent
		if m != nil {
			place = int32(m.Index)
		}
		b.key = binary.LittleEndian.AppendUint32(b.key, uint32(place))
	}
	if b.last >= 0 && string(b.key) == b.lastOf {
		return b.last
	}
	id, seen := b.byKey[string(b.key)]
	if !seen {
		id = int32(len(b.d.tuples.members))
		own := make([]*Member, len(members))
		copy(own, members)
		b.d.tuples.members = append(b.d.tuples.members, own)
		b.byKey[string(b.key)] = id
	}
	if b.last != id {
		b.last, b.lastOf = id, string(b.key)
	}
	return id
}

// observe adds an observation to the row begun last.
func (b *builder) observe(m *Measure, value, step quantity.Number, written string, line, column int) *Observation {
	r := &b.d.rows[len(b.d.rows)-1]
	path := b.d.Table
	if path == "" {
		path = b.d.Path
	}
	b.d.observations = append(b.d.observations, Observation{
		Measure: m, Members: b.d.tuples.members[r.tuple], Period: r.period, Value: value, Step: step, Written: written,
		Path: path, Line: line, Column: column, Row: len(b.d.rows) - 1,
	})
	return &b.d.observations[len(b.d.observations)-1]
}
