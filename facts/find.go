package facts

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// format is how a facts file is written.
type format uint8

const (
	noFormat format = iota
	yamlFormat
	jsonFormat
	tableFormat
	bookFormat
	parquetFormat
)

func formatOf(path string) format {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml":
		return yamlFormat
	case ".json":
		return jsonFormat
	case ".csv", ".tsv":
		return tableFormat
	case ".xlsx", ".xlsm":
		return bookFormat
	case ".parquet":
		return parquetFormat
	}
	return noFormat
}

// candidate is a file that may hold facts.
type candidate struct {
	path  string
	named bool // given by name, so that it must hold facts; files found in a folder may hold something else
}

// findFiles lists the files under paths, sorted, each once. Hidden files and folders and declared
// claims (*.claims.yaml) are passed over.
func (l *loader) findFiles(paths []string) []candidate {
	var files []candidate
	p := &l.problems
	for _, path := range paths {
		path = filepath.Clean(path)
		info, err := fs.Stat(l.files, path)
		switch {
		case err != nil && errors.Is(err, fs.ErrNotExist):
			p.add(noRule, path, 0, 0, "there is no such file or folder")
		case err != nil:
			p.add(noRule, path, 0, 0, "cannot be read: %s", reason(err))
		case info.IsDir():
			before := len(files)
			files = append(files, l.walk(path)...)
			if len(files) == before {
				p.add(noRule, path, 0, 0, "no facts files under this folder: they end in .yaml, .yml, .json, .csv, .tsv, .xlsx or .parquet")
			}
		case !info.Mode().IsRegular():
			p.add(noRule, path, 0, 0, "is not a regular file")
		case formatOf(path) == noFormat:
			p.add(noRule, path, 0, 0, "is no facts file: they end in .yaml, .yml, .json, .csv, .tsv, .xlsx or .parquet")
		default:
			files = append(files, candidate{path, true})
		}
	}
	slices.SortFunc(files, func(a, b candidate) int {
		if c := strings.Compare(a.path, b.path); c != 0 || a.named == b.named {
			return c
		}
		if a.named {
			return -1
		}
		return 1
	})
	return slices.CompactFunc(files, func(a, b candidate) bool { return a.path == b.path })
}

func (l *loader) walk(root string) (files []candidate) {
	p := &l.problems
	walkDir(l.files, root, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			p.add(noRule, path, 0, 0, "cannot be read: %s", reason(err))
		case entry.IsDir() && (hidden || entry.Name() == "node_modules" && path != root):
			return filepath.SkipDir
		case entry.IsDir() || hidden || formatOf(path) == noFormat || isClaims(path):
		default:
			// A link may lead to a folder, a pipe or nowhere; only files are read.
			if info, err := fs.Stat(l.files, path); err == nil && info.Mode().IsRegular() {
				files = append(files, candidate{path, false})
			}
		}
		return nil
	})
	return files
}

func isClaims(path string) bool {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return strings.HasSuffix(name, ".claims")
}

// isFacts reports whether the name says that the file holds facts: city.facts.yaml.
func isFacts(path string) bool {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return strings.HasSuffix(name, ".facts")
}

// reason is an error without the operation and path that the system puts before it.
func reason(err error) string {
	if pathError, ok := err.(*fs.PathError); ok {
		err = pathError.Err
	}
	return err.Error()
}
