package facts

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Files is where facts are read from. Paths are those of the system or, in an fs.FS, with slashes.
type Files interface {
	fs.FS
	fs.StatFS
	fs.ReadDirFS
}

// diskFiles are the files of the system, by any path it knows.
type diskFiles struct{}

func (diskFiles) Open(path string) (fs.File, error)          { return os.Open(path) }
func (diskFiles) Stat(path string) (fs.FileInfo, error)      { return os.Stat(path) }
func (diskFiles) ReadDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }

// LoadFrom reads facts as Load does, but from other files than those of the disk, such as a revision. Every
// path of the catalog and of the problems begins with prefix.
func LoadFrom(files Files, prefix string, paths []string) (*Catalog, error) {
	c, err := loadFiles(files, paths)
	if err != nil {
		prefixProblems(err, prefix)
		return nil, err
	}
	for _, d := range c.Datasets {
		d.Path = prefix + filepath.ToSlash(d.Path)
		if d.Table != "" {
			d.Table = prefix + filepath.ToSlash(d.Table)
		}
		path := cmp.Or(d.Table, d.Path)
		for i := range d.observations {
			d.observations[i].Path = path
		}
	}
	return c, nil
}

func prefixProblems(err error, prefix string) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			prefixProblems(e, prefix)
		}
		return
	}
	if problem := (*FileError)(nil); errors.As(err, &problem) {
		problem.Path = prefix + filepath.ToSlash(problem.Path)
	}
}

// walkDir is filepath.WalkDir over any files: fs.WalkDir would join paths with slashes on every system.
func walkDir(files Files, root string, visit fs.WalkDirFunc) error {
	if _, disk := files.(diskFiles); disk {
		return filepath.WalkDir(root, visit)
	}
	return fs.WalkDir(files, root, visit)
}
