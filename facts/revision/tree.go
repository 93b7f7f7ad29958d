// Package revision reads the files of a git revision, as facts.LoadFrom takes them: without a checkout and without
// writing anything. It runs the git command, which must be installed, and never lets it fetch.
package revision

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Tree is the files of one revision by their paths from the root of the repository. It is safe for concurrent use.
type Tree struct {
	Prefix string // of the current folder in the repository: "" at its root, else "sub/folder/"

	blobs   map[string]blob
	folders map[string][]fs.DirEntry
	batch   batch
}

type blob struct {
	hash string
	size int64
}

// Open reads the list of files of a revision, by any name git knows it: a branch, a tag, HEAD~1. Close ends what
// it starts.
func Open(name string) (*Tree, error) {
	if strings.HasPrefix(name, "-") || name == "" {
		return nil, fmt.Errorf("%q is no git revision", name)
	}
	hash, err := git("rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{tree}")
	if err != nil {
		if _, outside := git("rev-parse", "--git-dir"); outside != nil {
			return nil, outside
		}
		return nil, fmt.Errorf("there is no git revision %q", name)
	}
	tree := strings.TrimSpace(string(hash))
	listing, err := git("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
	if err != nil {
		return nil, err
	}
	prefix, err := git("rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	t := &Tree{Prefix: strings.TrimRight(string(prefix), "\r\n"), blobs: map[string]blob{}, folders: map[string][]fs.DirEntry{".": nil}}
	for line := range bytes.SplitSeq(listing, []byte{0}) {
		t.list(string(line))
	}
	for _, entries := range t.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return t, nil
}

// list reads "100644 blob HASH    SIZE<TAB>PATH". Links and submodules have no text of their own.
func (t *Tree) list(line string) {
	about, file, ok := strings.Cut(line, "\t")
	words := strings.Fields(about)
	if !ok || len(words) != 4 || words[1] != "blob" || words[0] == "120000" {
		return
	}
	size, err := strconv.ParseInt(words[3], 10, 64)
	if err != nil {
		return
	}
	t.blobs[file] = blob{words[2], size}
	t.add(file, info{path.Base(file), size, 0o444})
}

// add lists an entry in its folder, and the folder in its own.
func (t *Tree) add(file string, entry info) {
	folder := path.Dir(file)
	_, known := t.folders[folder]
	t.folders[folder] = append(t.folders[folder], entry)
	if !known {
		t.add(folder, info{path.Base(folder), 0, fs.ModeDir | 0o555})
	}
}

// Stat describes a file or a folder.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	name = path.Clean(name)
	if b, ok := t.blobs[name]; ok {
		return info{path.Base(name), b.size, 0o444}, nil
	}
	if _, ok := t.folders[name]; ok {
		return info{path.Base(name), 0, fs.ModeDir | 0o555}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, ok := t.folders[path.Clean(name)]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return entries, nil
}

// Open opens a file; its text is read when it is first asked for.
func (t *Tree) Open(name string) (fs.File, error) {
	name = path.Clean(name)
	b, ok := t.blobs[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &file{tree: t, blob: b, info: info{path.Base(name), b.size, 0o444}}, nil
}

// Close ends the git process that reads texts.
func (t *Tree) Close() error { return t.batch.close() }

type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string               { return i.name }
func (i info) Size() int64                { return i.size }
func (i info) Mode() fs.FileMode          { return i.mode }
func (i info) Type() fs.FileMode          { return i.mode.Type() }
func (i info) ModTime() time.Time         { return time.Time{} }
func (i info) IsDir() bool                { return i.mode.IsDir() }
func (i info) Sys() any                   { return nil }
func (i info) Info() (fs.FileInfo, error) { return i, nil }

type file struct {
	tree *Tree
	blob blob
	info info
	text *bytes.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

func (f *file) Read(p []byte) (int, error) {
	if f.text == nil {
		text, err := f.tree.batch.read(f.blob)
		if err != nil {
			return 0, err
		}
		f.text = bytes.NewReader(text)
	}
	return f.text.Read(p)
}

// batch is one git process that hands out texts by their hashes.
type batch struct {
	sync.Mutex
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

func (b *batch) read(of blob) ([]byte, error) {
	b.Lock()
	defer b.Unlock()
	if b.command == nil {
		command := gitCommand("cat-file", "--batch")
		in, err := command.StdinPipe()
		if err != nil {
			return nil, err
		}
		out, err := command.StdoutPipe()
		if err != nil {
			return nil, err
		}
		if err := command.Start(); err != nil {
			return nil, err
		}
		b.command, b.in, b.out = command, in, bufio.NewReader(out)
	}
	if _, err := io.WriteString(b.in, of.hash+"\n"); err != nil {
		return nil, err
	}
	head, err := b.out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	if want := fmt.Sprintf("%s blob %d\n", of.hash, of.size); head != want {
		return nil, fmt.Errorf("git has not got it here: %s", strings.TrimSpace(head))
	}
	text := make([]byte, of.size+1) // and the line end that follows
	if _, err := io.ReadFull(b.out, text); err != nil {
		return nil, err
	}
	return text[:of.size], nil
}

func (b *batch) close() error {
	b.Lock()
	defer b.Unlock()
	if b.command == nil {
		return nil
	}
	b.in.Close()
	command := b.command
	b.command = nil
	return command.Wait()
}

// gitCommand is git, which must neither fetch what a partial clone lacks nor take locks.
func gitCommand(arguments ...string) *exec.Cmd {
	command := exec.Command("git", append([]string{"-c", "protocol.allow=never"}, arguments...)...)
	command.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	return command
}

func git(arguments ...string) ([]byte, error) {
	out, err := gitCommand(arguments...).Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("revisions are read with the git command, which is not installed")
	case errors.As(err, &exit):
		message, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
		return nil, fmt.Errorf("git %s: %s", arguments[0], strings.TrimPrefix(message, "fatal: "))
	}
	return out, err
}
