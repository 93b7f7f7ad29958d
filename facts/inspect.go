package facts

import (
	"maps"
	"slices"

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
