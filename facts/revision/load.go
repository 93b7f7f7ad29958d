package revision

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/onrecord/onrecord/facts"
)

// Load reads facts at a place, which is a path of the disk or REVISION:PATH as git writes it: HEAD~1:facts,
// main:./facts for a path from the current folder. What is on the disk comes first.
func Load(places []string) (*facts.Catalog, error) {
	var paths, inGit []string
	for _, place := range places {
		if IsRevision(place) {
			inGit = append(inGit, place)
		} else {
			paths = append(paths, place)
		}
	}
	switch {
	case len(inGit) == 0:
		return facts.Load(paths)
	case len(paths) > 0:
		return nil, fmt.Errorf("%s is in a revision and %s is not: the two do not make one repository of facts", inGit[0], paths[0])
	}
	name, _, _ := strings.Cut(inGit[0], ":")
	tree, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	for _, place := range inGit {
		other, file, _ := strings.Cut(place, ":")
		if other != name {
			return nil, fmt.Errorf("%s and %s are of two revisions, which do not make one repository of facts", inGit[0], place)
		}
		paths = append(paths, tree.path(file))
	}
	return facts.LoadFrom(tree, name+":", paths)
}

// path resolves a path behind a revision as git does: from the root, but ./ and ../ from the current folder.
func (t *Tree) path(file string) string {
	if file == "." || file == ".." || strings.HasPrefix(file, "./") || strings.HasPrefix(file, "../") {
		file = t.Prefix + file
	}
	return path.Clean(file)
}

// IsRevision tells REVISION:PATH from a path of the disk: there is no such file, and what stands before the colon is
// longer than the letter of a drive.
func IsRevision(place string) bool {
	name, _, found := strings.Cut(place, ":")
	if !found || len(name) < 2 {
		return false
	}
	_, err := os.Stat(place)
	return err != nil
}

// Resolve completes the name of a bare revision with the path of another place: of HEAD~1 and facts/ it makes
// HEAD~1:./facts/. Paths of the disk, and places that name a path, stay as they are.
func Resolve(place, other string) string {
	if _, err := os.Stat(place); err == nil || IsRevision(place) {
		return place
	}
	if tree, err := git("rev-parse", "--verify", "--quiet", "--end-of-options", place+"^{tree}"); err != nil || len(tree) == 0 {
		return place
	}
	if IsRevision(other) {
		_, file, _ := strings.Cut(other, ":")
		return place + ":" + file
	}
	if !fs.ValidPath(path.Clean(strings.ReplaceAll(other, `\`, "/"))) && !strings.HasPrefix(other, "..") {
		return place // an absolute path
	}
	return place + ":./" + strings.ReplaceAll(other, `\`, "/")
}
