package revision

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Changes tells which lines of the files on the disk are not as a revision has them.
type Changes struct {
	root  string // of the repository, absolute
	files map[string]*Lines
}

// Lines are the changed lines of a file, 1-based.
type Lines struct {
	all    bool // the file is new
	ranges [][2]int
}

// Overlap reports whether one of the lines from first to last changed. No line of a nil one did.
func (l *Lines) Overlap(first, last int) bool {
	return l != nil && (l.all || slices.ContainsFunc(l.ranges, func(r [2]int) bool { return r[0] <= last && first <= r[1] }))
}

// Since compares the repository of the current folder, files that are not committed included, with a revision.
func Since(base string) (*Changes, error) {
	if strings.HasPrefix(base, "-") || base == "" {
		return nil, errors.New(strconv.Quote(base) + " is no git revision")
	}
	commit, err := git("rev-parse", "--verify", "--quiet", "--end-of-options", base+"^{commit}")
	if err != nil {
		if _, outside := git("rev-parse", "--git-dir"); outside != nil {
			return nil, outside
		}
		return nil, errors.New("there is no git revision " + strconv.Quote(base))
	}
	root, err := git("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	c := &Changes{root: resolved(strings.TrimRight(string(root), "\r\n")), files: map[string]*Lines{}}
	difference, err := git("-C", c.root, "-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--unified=0",
		"--src-prefix=a/", "--dst-prefix=b/", "--inter-hunk-context=0", strings.TrimSpace(string(commit)), "--")
	if err != nil {
		return nil, err
	}
	c.read(difference)
	others, err := git("-C", c.root, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	for name := range bytes.SplitSeq(others, []byte{0}) {
		if len(name) > 0 {
			c.files[string(name)] = &Lines{all: true}
		}
	}
	return c, nil
}

// read reads the output of git diff: "+++ b/PATH", or "--- a/PATH" of a file that is gone, and "@@ -1,2 +3,4 @@".
func (c *Changes) read(difference []byte) {
	var current *Lines
	name, header := "", false
	for line := range bytes.SplitSeq(difference, []byte{'\n'}) {
		text := string(line)
		switch {
		case strings.HasPrefix(text, "diff --git "):
			header, name, current = true, "", &Lines{}
		case header && strings.HasPrefix(text, "--- "):
			name = diffPath(text[len("--- "):])
			c.files[name] = current
		case header && strings.HasPrefix(text, "+++ "):
			if now := diffPath(text[len("+++ "):]); now != "" {
				delete(c.files, name)
				c.files[now] = current
			}
		case header && strings.HasPrefix(text, "Binary files "):
			// What changed in it is not told, and it holds no lines: a facts table may be one.
			if _, now, ok := strings.Cut(strings.TrimSuffix(text, " differ"), " and "); ok {
				c.files[diffPath(now)] = &Lines{all: true}
			}
		case strings.HasPrefix(text, "@@ "):
			header = false
			fields := strings.Fields(text)
			if len(fields) < 3 {
				continue
			}
			start, count, many := strings.Cut(strings.TrimPrefix(fields[2], "+"), ",")
			first, _ := strconv.Atoi(start)
			n := 1
			if many {
				n, _ = strconv.Atoi(count)
			}
			if n > 0 { // lines that are only gone leave none behind
				current.ranges = append(current.ranges, [2]int{first, first + n - 1})
			}
		}
	}
	delete(c.files, "")
}

// diffPath returns the path in a line of git diff, "" for /dev/null. Git quotes one with control characters.
func diffPath(written string) string {
	written = strings.TrimSuffix(strings.TrimSuffix(written, "\r"), "\t")
	if strings.HasPrefix(written, `"`) {
		if plain, err := strconv.Unquote(written); err == nil {
			written = plain
		}
	}
	if written == "/dev/null" {
		return ""
	}
	_, path, _ := strings.Cut(written, "/")
	return path
}

// Of returns the changed lines of a file on the disk, nil if it is as the revision has it.
func (c *Changes) Of(path string) *Lines { return c.files[c.name(path)] }

// Below reports whether a file changed, came or went at a path or, if that is a folder, below it.
func (c *Changes) Below(path string) bool {
	name := c.name(path)
	for file := range c.files {
		if file == name || name == "." || strings.HasPrefix(file, name+"/") {
			return true
		}
	}
	return false
}

// name returns a path as git has it.
func (c *Changes) name(path string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	relative, err := filepath.Rel(c.root, resolved(absolute))
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(relative)
}

// resolved follows links in the folder of a path, so that paths from two sources compare. The file itself may be a
// link, which is a file of its own to git.
func resolved(path string) string {
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return real
		}
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}
