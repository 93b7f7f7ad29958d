// Package config reads .onrecord.yaml: which facts hold for a draft, which rules judge it and how gravely, how far
// hedges reach, what ends a run with 1. The file is found upward from each draft, as far as the root of the git
// repository, and nowhere else. What it says is checked whole, with line and column; settings know where they come from.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/schema"
)

// Name is the name of the file.
const Name = ".onrecord.yaml"

// Error is a problem in a configuration file.
type Error struct {
	Path         string
	Line, Column int // 0 when the problem has no place; the column counts code points
	Msg          string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Path + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Msg)
}

// Loader finds and keeps configuration files. It is safe for concurrent use.
type Loader struct {
	fixed string // of --config
	none  bool   // of --isolated

	isolated *Settings // what holds where no file does
	version  string

	lock    sync.Mutex
	files   map[string]*loaded // by path
	folders map[string]string  // the file that holds for a folder, "" for none
}

type loaded struct {
	file *File
	err  error
}

// NewLoader returns a loader for a program of the version, which required_version is compared with. It takes the file
// named fixed for every draft, if it is not empty.
func NewLoader(version, fixed string) *Loader {
	return &Loader{fixed: fixed, version: version, isolated: defaults(), files: map[string]*loaded{}, folders: map[string]string{}}
}

// Isolated returns a loader that reads no file.
func Isolated() *Loader { return &Loader{none: true, isolated: defaults()} }

// For returns the settings of a draft. A draft without a file, on standard input, is one in the current folder.
// The error joins an *Error for each problem in the configuration.
func (l *Loader) For(draft string) (*Settings, error) {
	if l.none {
		return l.isolated, nil
	}
	path := l.fixed
	if path == "" {
		folder, err := filepath.Abs(filepath.Dir(draft))
		if err != nil {
			return l.isolated, nil // there is no current folder to look in
		}
		if path = l.find(folder); path == "" {
			return l.isolated, nil
		}
	}
	file, err := l.load(path)
	if err != nil {
		return l.isolated, err
	}
	return file.settings(draft), nil
}

// find returns the path of the file that holds for a folder.
func (l *Loader) find(folder string) string {
	l.lock.Lock()
	defer l.lock.Unlock()
	var below []string
	found := ""
	for {
		if known, ok := l.folders[folder]; ok {
			found = known
			break
		}
		below = append(below, folder)
		path := filepath.Join(folder, Name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			found = path
			break
		}
		if _, err := os.Stat(filepath.Join(folder, ".git")); err == nil {
			break // the root of the repository
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			break
		}
		folder = parent
	}
	for _, f := range below {
		l.folders[f] = found
	}
	return found
}

func (l *Loader) load(path string) (*File, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	if known := l.files[path]; known != nil {
		return known.file, known.err
	}
	file, err := read(path, l.version)
	l.files[path] = &loaded{file, err}
	return file, err
}

// File is a configuration file that is sound.
type File struct {
	path   string // as reported: from the current folder where it lies below it
	folder string // absolute
	root   *schema.Node

	lock  sync.Mutex
	known map[string]*Settings // by the globs that match
}

func read(path, version string) (*File, error) {
	shown := shorten(path)
	text, err := os.ReadFile(path)
	if err != nil {
		msg := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			msg = "no such file"
		}
		return nil, &Error{Path: shown, Msg: msg}
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, &Error{Path: shown, Msg: err.Error()}
	}
	f := &File{path: shown, folder: filepath.Dir(absolute), known: map[string]*Settings{}}
	if len(strings.TrimSpace(withoutComments(text))) == 0 {
		f.root = &schema.Node{Kind: schema.Mapping, Line: 1, Column: 1} // nothing is set
		return f, nil
	}
	if f.root, err = schema.ReadYAML(text); err != nil {
		return nil, f.syntaxError(err)
	}
	return f, errors.Join(f.check(version)...)
}

func withoutComments(text []byte) string {
	var kept strings.Builder
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") && line != "---" {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func (f *File) syntaxError(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var problems []error
		for _, e := range joined.Unwrap() {
			problems = append(problems, f.syntaxError(e))
		}
		return errors.Join(problems...)
	}
	var syntax *schema.SyntaxError
	if errors.As(err, &syntax) {
		return &Error{f.path, syntax.Line, syntax.Column, syntax.Msg}
	}
	return &Error{Path: f.path, Msg: err.Error()}
}

func (f *File) errorAt(n *schema.Node, format string, args ...any) *Error {
	return &Error{f.path, n.Line, n.Column, fmt.Sprintf(format, args...)}
}

// below returns the path of something named in the file, as the program opens it and prints it.
func (f *File) below(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return shorten(filepath.Join(f.folder, filepath.FromSlash(name)))
}

// shorten writes an absolute path from the current folder where it lies in it or near it.
func shorten(path string) string {
	here, err := os.Getwd()
	if err != nil || !filepath.IsAbs(path) {
		return filepath.ToSlash(path)
	}
	relative, err := filepath.Rel(here, path)
	if err != nil || strings.Count(relative, "..") > 8 {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(cmp.Or(relative, "."))
}
