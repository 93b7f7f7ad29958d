package facts

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/schema"
)

// Load reads the facts files under paths, which are files or folders. A catalog is returned only
// when all of them are sound; otherwise the error joins one *FileError for each problem, sorted by path,
// line and column. The order of paths and of the files in them makes no difference.
func Load(paths []string) (*Catalog, error) {
	return loadFiles(diskFiles{}, paths)
}

func loadFiles(files Files, paths []string) (*Catalog, error) {
	l := readAll(files, paths)
	if err := l.problems.err(); err != nil {
		return nil, err
	}
	return &Catalog{Datasets: l.datasets, digest: l.digests.sum()}, nil
}

func readAll(files Files, paths []string) *loader {
	l := &loader{files: files, tables: map[string]bool{}, kept: map[string]*File{}, marked: map[string]bool{}, digests: digests{}}
	found := l.findFiles(paths)
	var bare []candidate
	for _, file := range found {
		if formatOf(file.path) >= tableFormat {
			bare = append(bare, file)
		} else {
			l.document(file)
		}
	}
	for _, file := range bare {
		if !l.tables[tableKey(file.path)] {
			l.bare(file.path)
		}
	}
	if len(l.datasets) == 0 && len(l.problems.found) == 0 {
		l.problems.add(noRule, strings.Join(paths, ", "), 0, 0, "no facts files here: a facts file begins with dataset: and an id")
	}
	l.checkIDs()
	return l
}

type loader struct {
	files    Files
	problems problems
	datasets []*Dataset
	tables   map[string]bool  // tables that a dataset names, so that they are none of their own
	kept     map[string]*File // by path
	marked   map[string]bool  // files that begin with a byte order mark
	digests  digests          // of every file that is read
}

// What a file may cost. 10^6 rows of a table take about 30 MiB; a line of a table is a row, or several of them
// when a quotation mark has no end.
const (
	maxTableBytes    = 256 << 20
	maxDocumentBytes = 32 << 20
	maxLineBytes     = 1 << 20
	firstBytes       = 4 << 20 // are looked at before the rest is read
)

// read returns the text of a file without a byte order mark.
func (l *loader) read(path string) ([]byte, bool) {
	file, err := l.files.Open(path)
	if err != nil {
		l.problems.add(noRule, path, 0, 0, "cannot be read: %s", reason(err))
		return nil, false
	}
	defer file.Close()
	most, hint := int64(maxTableBytes), ""
	if formatOf(path) != tableFormat {
		most, hint = maxDocumentBytes, ": keep large tables as CSV and name them with file:"
	}
	info, err := file.Stat()
	if err == nil && info.Size() > most {
		l.problems.add(syntaxRule, path, 1, 1, "%d MiB are more than the %d MiB that are read of one file%s", info.Size()>>20, most>>20, hint)
		return nil, false
	}
	var text []byte
	if err == nil {
		text, err = readUpTo(file, make([]byte, 0, min(info.Size(), most)+bytes.MinRead), firstBytes)
	}
	if line := longLine(text); line > 0 && formatOf(path) == tableFormat {
		l.problems.add(csvShapeRule, path, line, 1, longLineProblem, maxLineBytes>>10)
		return nil, false
	}
	if err == nil {
		text, err = readUpTo(file, text, int(most)+1)
	}
	if err != nil {
		l.problems.add(noRule, path, 0, 0, "cannot be read: %s", reason(err))
		return nil, false
	}
	l.digests.add(path, text)
	return l.decode(path, text)
}

// readUpTo appends to text what a file holds until there are most bytes. Room for all of it is made before: what a
// buffer that grows leaves behind, and clears, is as much again.
func readUpTo(file io.Reader, text []byte, most int) ([]byte, error) {
	for len(text) < most {
		if len(text) == cap(text) { // the file is longer than it said
			text = slices.Grow(text, len(text)+bytes.MinRead)
		}
		n, err := file.Read(text[len(text):min(cap(text), most)])
		text = text[:len(text)+n]
		if err == io.EOF {
			return text, nil
		}
		if err != nil {
			return text, err
		}
	}
	return text, nil
}

func (l *loader) decode(path string, text []byte) ([]byte, bool) {
	if bytes.HasPrefix(text, []byte{0xFF, 0xFE}) || bytes.HasPrefix(text, []byte{0xFE, 0xFF}) {
		l.problems.add(encodingRule, path, 1, 1, "the file is UTF-16: save it as UTF-8")
		return nil, false
	}
	text, marked := bytes.CutPrefix(text, []byte("\uFEFF"))
	l.marked[path] = marked
	if utf8.Valid(text) {
		return text, true
	}
	offset := 0
	for {
		r, size := utf8.DecodeRune(text[offset:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		offset += size
	}
	line := 1 + bytes.Count(text[:offset], []byte{'\n'})
	column := 1 + utf8.RuneCount(text[bytes.LastIndexByte(text[:offset], '\n')+1:offset])
	l.problems.add(encodingRule, path, line, column, "byte %d (0x%02X) is not UTF-8: save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)", offset, text[offset])
	return nil, false
}

// document reads a dataset from a YAML or JSON file.
func (l *loader) document(file candidate) {
	text, ok := l.read(file.path)
	if !ok {
		return
	}
	read := schema.ReadYAML
	if formatOf(file.path) == jsonFormat {
		read = schema.ReadJSON
	}
	root, err := read(text)
	if err != nil {
		l.syntaxErrors(file, err)
		l.keep(&File{Path: file.path, Text: text})
		return
	}
	if l.foreign(file.path, root) || !file.named && !isFacts(file.path) && !looksLikeFacts(root) {
		return
	}
	l.keep(&File{Path: file.path, Text: text, Root: root})
	l.dataset(file.path, root)
}

func (l *loader) syntaxErrors(file candidate, err error) {
	errs := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		errs = joined.Unwrap()
	}
	for _, err := range errs {
		var syntax *schema.SyntaxError
		if errors.As(err, &syntax) {
			l.problems.add(syntaxRule, file.path, syntax.Line, syntax.Column, "%s", syntax.Msg)
		} else {
			l.problems.add(syntaxRule, file.path, 0, 0, "%s", err)
		}
	}
}

// looksLikeFacts tells a facts file from other YAML and JSON that lies in the same folder.
func looksLikeFacts(root *schema.Node) bool {
	return root.Get("dataset") != nil || root.Get("fields") != nil && (root.Get("rows") != nil || root.Get("file") != nil)
}

// checkIDs sorts the datasets and reports ids that two of them share.
func (l *loader) checkIDs() {
	slices.SortFunc(l.datasets, func(a, b *Dataset) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path))
	})
	for i := 1; i < len(l.datasets); i++ {
		a, b := l.datasets[i-1], l.datasets[i]
		if a.ID == b.ID {
			l.problems.add(duplicateIDRule, b.Path, b.Line, 1, "the dataset id %q is taken by %s: give each dataset an id of its own", b.ID, fmt.Sprintf("%s:%d", a.Path, a.Line))
		}
	}
}

// tablePath resolves a dataset's file: against the folder of the file that names it.
func tablePath(dataset, table string) string {
	return filepath.Join(filepath.Dir(dataset), filepath.FromSlash(table))
}
