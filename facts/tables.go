package facts

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/onrecord/onrecord/schema"
)

// splitFile takes the place in a workbook off a file's name: book.xlsx#Sheet!A1:D20.
func splitFile(file string) (name, place string) {
	if at := strings.IndexByte(file, '#'); at > 0 && formatOf(file[:at]) == bookFormat {
		return file[:at], file[at+1:]
	}
	return file, ""
}

// isTable reports whether a dataset's file: names a table that can be read.
func isTable(file string) bool {
	name, _ := splitFile(file)
	return file != "" && formatOf(name) >= tableFormat
}

// namedTable opens the table that a dataset names, whatever its format. The dataset's observations will be said to
// come from it.
func (l *loader) namedTable(h *header, path string, file *schema.Node, lenient bool) (*table, bool) {
	name, place := splitFile(file.Text())
	from := tablePath(path, name)
	h.d.Table = from
	l.tables[tableKey(from)] = true
	if info, err := fs.Stat(l.files, from); err != nil || !info.Mode().IsRegular() {
		l.problems.add(schemaRule, path, file.Line, file.Column, "file: there is no file %s", filepath.ToSlash(from))
		return nil, false
	}
	switch formatOf(from) {
	case bookFormat:
		text, ok := l.readBytes(from, maxBookBytes)
		if !ok {
			return nil, false
		}
		b, ok := openBook(from, text, &l.problems)
		if !ok {
			return nil, false
		}
		defer b.file.Close()
		area, err := b.find(place)
		if err != nil {
			l.problems.add(schemaRule, path, file.Line, file.Column, "file: %s", err)
			return nil, false
		}
		h.d.Table = from + "#" + area.sheet
		return b.table(area)
	case parquetFormat:
		text, ok := l.readBytes(from, maxTableBytes)
		if !ok {
			return nil, false
		}
		return parquetTable(from, text, &l.problems)
	}
	text, ok := l.read(from)
	if !ok {
		return nil, false
	}
	return l.table(from, text, lenient, h.delimiter)
}

// bare reads a table that no dataset names.
func (l *loader) bare(path string) {
	switch formatOf(path) {
	case bookFormat:
		l.bareBook(path)
	case parquetFormat:
		if text, ok := l.readBytes(path, maxTableBytes); ok {
			if t, ok := parquetTable(path, text, &l.problems); ok {
				l.inferred(path, fileTitle(path), t)
			}
		}
	default:
		l.bareTable(path)
	}
}

// fileTitle is what a table without a description is about: its file's name.
func fileTitle(path string) string {
	return strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), ".facts")
}

// inferred adds the dataset of a table without a description.
func (l *loader) inferred(path, name string, t *table) *Dataset {
	d := &Dataset{ID: slug(name), Title: label(name), Path: path, Line: 1}
	if t.path != path {
		d.Table = t.path
	}
	if d.ID == "" {
		d.ID = "table"
	}
	infer(d, t)
	d.build()
	l.datasets = append(l.datasets, d)
	return d
}

// readBytes reads a file that is no text, up to most bytes.
func (l *loader) readBytes(path string, most int64) ([]byte, bool) {
	file, err := l.files.Open(path)
	if err != nil {
		l.problems.add(noRule, path, 0, 0, "cannot be read: %s", reason(err))
		return nil, false
	}
	defer file.Close()
	info, err := file.Stat()
	if err == nil && info.Size() > most {
		l.problems.add(syntaxRule, path, 1, 1, "%d MiB are more than the %d MiB that are read of one file", info.Size()>>20, most>>20)
		return nil, false
	}
	var text []byte
	if err == nil {
		text, err = readUpTo(file, make([]byte, 0, info.Size()+bytes.MinRead), int(most)+1)
	}
	if err != nil {
		l.problems.add(noRule, path, 0, 0, "cannot be read: %s", reason(err))
		return nil, false
	}
	l.digests.add(path, text)
	return text, true
}
