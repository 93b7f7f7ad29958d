package facts

import (
	"maps"
	"slices"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/schema"
)

// Inspection is what Load reads, for those who check the facts themselves: the files as they were, what
// is wrong with them, and the datasets with all that could be read.
type Inspection struct {
	Catalog  *Catalog     // datasets with problems among them: their broken rows are left out
	Files    []*File      // that hold facts, sorted by path
	Problems []*FileError // sorted by path, line and column
	broken   map[string]bool
}

// File is a facts file, or a table that one names.
type File struct {
	Path string
	// Text is the file's text. It is UTF-8, without the byte order mark that ByteOrderMark tells of.
	Text          []byte
	ByteOrderMark bool
	Root          *schema.Node // of YAML and JSON; nil for tables and where the syntax is broken
	Dataset       *Dataset     // that the file describes or, for a table, holds the rows of; nil if there is none
	Delimiter     rune         // of a table
	Guessed       bool         // the delimiter is a guess from the head
}

// Inspect reads what Load reads and returns all of it, with the problems that would make Load fail.
func Inspect(paths []string) *Inspection {
	l := readAll(diskFiles{}, paths)
	in := &Inspection{Catalog: &Catalog{Datasets: l.datasets}, Problems: l.problems.sorted(), broken: map[string]bool{}}
	for _, e := range in.Problems {
		in.broken[e.Path] = true
	}
	for _, d := range l.datasets {
		for _, path := range []string{d.Path, d.Table} {
			if f := l.kept[path]; f != nil {
				f.Dataset = d
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(l.kept)) {
		in.Files = append(in.Files, l.kept[path])
	}
	return in
}

// Sound reports whether all rows of a dataset could be read: only then do gaps and sums mean anything.
func (in *Inspection) Sound(d *Dataset) bool {
	return !in.broken[d.Path] && !in.broken[d.Table]
}

func (l *loader) keep(f *File) {
	f.ByteOrderMark = l.marked[f.Path]
	l.kept[f.Path] = f
}

// Group is the observations of one measure with exactly the members of the slice, by period. A member that is
// the whole of its dimension counts as none.
type Group struct {
	Slice        Slice
	Observations []*Observation
}

// Groups calls yield for each group of the dataset until it returns false. The group is only valid during the call.
func (d *Dataset) Groups(yield func(Group) bool) {
	members := make([]*Member, len(d.Dimensions))
	var found []*Observation
	for id := range int32(d.tuples.count()) {
		for i, place := range d.tuples.at(id) {
			members[i] = nil
			if place >= 0 {
				members[i] = d.Dimensions[i].Members[place]
			}
		}
		for _, g := range d.groups[d.tuples.groups[id]:d.tuples.groups[id+1]] {
			found = found[:0]
			for _, o := range d.order[g.start:g.end] {
				found = append(found, &d.observations[o])
			}
			if !yield(Group{Slice{d.Measures[g.measure], members}, found}) {
				return
			}
		}
	}
}

// Exact returns the observations with exactly the members of the slice, by period.
func (d *Dataset) Exact(s Slice) (found []*Observation) {
	query, ok := d.query(s.Members)
	if !ok {
		return nil
	}
	if id, ok := d.tuples.exact(query); ok {
		for _, o := range d.group(s.Measure, id) {
			found = append(found, &d.observations[o])
		}
	}
	return found
}

// Slack is by how much a value may be off through rounding, from end to end: the precision at which its source
// publishes, that of its decimals, or that of its zeros. It is zero for a whole number that is written out.
func (o *Observation) Slack() quantity.Number { return o.slack() }

// blankKey is a place for which the file says that it has no value.
type blankKey struct {
	measure int
	period  period.Period
	members string
}

// maxBlanks bounds how many of them are kept.
const maxBlanks = 1 << 16

func memberKey(members []*Member) string {
	key := make([]byte, 0, 4*len(members))
	for _, m := range members {
		place := absent
		if m != nil {
			place = int32(m.Index)
		}
		key = packKey(key, []int32{place})
	}
	return string(key)
}

// Blank reports whether a row says of a place that it has no value, with a mark of the file's missing: or an
// empty cell; or whether the dataset has so many such places that they were not kept.
func (d *Dataset) Blank(s Slice, p period.Period) bool {
	if len(d.blanks) == 0 || len(d.blanks) >= maxBlanks {
		return len(d.blanks) > 0
	}
	none, whole := make([]*Member, len(d.Dimensions)), make([]*Member, len(d.Dimensions))
	for i, dim := range d.Dimensions {
		if none[i] = s.Member(dim); none[i] == dim.Total {
			none[i] = nil
		}
		if whole[i] = none[i]; whole[i] == nil {
			whole[i] = dim.Total
		}
	}
	return d.blanks[blankKey{s.Measure.Index, p, memberKey(none)}] || d.blanks[blankKey{s.Measure.Index, p, memberKey(whole)}]
}
