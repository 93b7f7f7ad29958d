package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/onrecord/onrecord/draft"
)

const standardInput = "-"

// source is a draft to read: a file, or standard input with its text.
type source struct {
	path   string // as reported
	file   string // on the disk; "" for standard input without a name
	format draft.Format
	read   func() ([]byte, error)
	stdin  bool  // it is standard input
	desk   *desk // that judges it
}

// draftError is a problem in a draft or with reading it.
type draftError struct {
	path         string
	line, column int // 0 when the problem has no place
	msg          string
}

func (e *draftError) Error() string {
	if e.line == 0 {
		return e.path + ": " + e.msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.path, e.line, e.column, e.msg)
}

// findDrafts returns the drafts that paths name, each once, in the order given. A folder stands for
// the drafts in it and below, by name, without those that git ignores; a glob for the files that match it; "-" for
// standard input, which is read for nothing else.
func (c *Command) findDrafts(paths []string, stdinFilename string) ([]source, error) {
	var found []source
	var problems []error
	seen := map[string]bool{}
	add := func(path string) {
		if clean := filepath.Clean(path); !seen[clean] {
			seen[clean] = true
			found = append(found, fileSource(path))
		}
	}
	for _, path := range paths {
		if path == standardInput {
			if !seen[path] {
				seen[path] = true
				found = append(found, c.stdinDraft(stdinFilename))
			}
			continue
		}
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?[{"):
			files, err := globbed(path)
			problems = append(problems, err)
			for _, file := range files {
				add(file)
			}
		case err != nil:
			problems = append(problems, &draftError{path: filepath.ToSlash(path), msg: reason(err)})
		case info.IsDir():
			files, err := draftsIn(path)
			if err == nil && len(files) == 0 {
				err = &draftError{path: filepath.ToSlash(path), msg: "no draft in this folder: drafts end in .md, .html or .txt"}
			}
			problems = append(problems, err)
			for _, file := range files {
				add(file)
			}
		default:
			add(path)
		}
	}
	if stdinFilename != "" && !seen[standardInput] {
		problems = append(problems, errors.New("--stdin-filename is given, but no draft is - (standard input)"))
	}
	return found, errors.Join(problems...)
}

// fileSource is the draft in a file.
func fileSource(path string) source {
	return source{path: filepath.ToSlash(path), file: path, format: draft.FormatOf(path), read: func() ([]byte, error) { return readFile(path) }}
}

// stdinDraft is Markdown unless its name says otherwise: plain text reads the same as Markdown.
func (c *Command) stdinDraft(name string) source {
	s := source{path: "<stdin>", stdin: true, format: draft.Markdown, read: func() ([]byte, error) { return readDraft(c.Stdin) }}
	if name != "" {
		s.path, s.file, s.format = filepath.ToSlash(name), name, draft.FormatOf(name)
	}
	return s
}

// globbed returns the files that match a glob, by name. Shells expand globs themselves, but not all of them know **.
func globbed(glob string) ([]string, error) {
	if !doublestar.ValidatePathPattern(glob) {
		return nil, &draftError{path: glob, msg: "no such file, and no glob: ** stands for folders, * for any letters, {a,b} for either"}
	}
	files, err := doublestar.FilepathGlob(glob, doublestar.WithFilesOnly(), doublestar.WithNoHidden())
	if err == nil && len(files) == 0 {
		err = &draftError{path: filepath.ToSlash(glob), msg: "no file matches"}
	}
	slices.Sort(files)
	return files, err
}

// draftsIn returns the drafts in folder and below, in the order of their names. Hidden folders are left out, and what
// git ignores, unless the folder itself is ignored.
func draftsIn(folder string) (files []string, err error) {
	var problems []error
	filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			problems = append(problems, &draftError{path: filepath.ToSlash(path), msg: reason(err)})
		case entry.IsDir() && path != folder && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.Type().IsRegular() && isDraft(path):
			files = append(files, path)
		}
		return nil
	})
	return withoutIgnored(folder, files), errors.Join(problems...)
}

// withoutIgnored leaves out the files that git ignores. Git itself is asked, as it knows best: by the rules of all
// .gitignore files on the way, of .git/info/exclude and of the user. Without git, or outside a repository, nothing is
// ignored; neither is a file that is tracked all the same.
func withoutIgnored(folder string, files []string) []string {
	if len(files) == 0 || !inRepository(folder) {
		return files
	}
	ignored := gitIgnored(folder, append([]string{folder}, files...))
	if ignored[folder] {
		return files // who names an ignored folder wants what is in it
	}
	return slices.DeleteFunc(files, func(file string) bool { return ignored[file] })
}

// inRepository reports whether a folder lies in a git repository, without starting git.
func inRepository(folder string) bool {
	at, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	for {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			return true
		}
		parent := filepath.Dir(at)
		if parent == at {
			return false
		}
		at = parent
	}
}

// gitIgnored returns those of the paths that git ignores.
func gitIgnored(folder string, paths []string) map[string]bool {
	byName := map[string]string{} // paths as git is given them
	var names strings.Builder
	for _, path := range paths {
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return nil
		}
		byName[filepath.ToSlash(name)] = path
		names.WriteString(filepath.ToSlash(name) + "\x00")
	}
	command := exec.Command("git", "-C", folder, "check-ignore", "-z", "--stdin")
	command.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	command.Stdin = strings.NewReader(names.String())
	out, _ := command.Output() // it ends with 1 when nothing is ignored, and with nothing said when it fails
	ignored := map[string]bool{}
	for name := range strings.SplitSeq(string(out), "\x00") {
		if path, ok := byName[name]; ok {
			ignored[path] = true
		}
	}
	return ignored
}

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readDraft(file)
}

// readDraft reads one byte more than a draft may have, for draft.Parse to refuse it.
func readDraft(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, draft.MaxSize+1)) }

// reason says in the same words on every system why a file cannot be read.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it"
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}
