// Package repository_test holds the whole repository to what CONTRIBUTING.md says of it.
package repository_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/onrecord/onrecord"

type goPackage struct {
	ImportPath string
	Imports    []string
}

// packages lists the packages of the module with their imports, those of tests left out.
func packages(t *testing.T) (list []goPackage) {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// rooms reads the table of CONTRIBUTING.md: what each package may import of this module.
func rooms(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|[^|]*\\|([^|]*)\\|$").FindAllStringSubmatch(string(text), -1) {
		var allowed []string
		for _, name := range regexp.MustCompile("`([^`]+)`|everything").FindAllStringSubmatch(row[2], -1) {
			allowed = append(allowed, strings.Trim(name[0], "`"))
		}
		table[row[1]] = allowed
	}
	if len(table) < 8 {
		t.Fatalf("CONTRIBUTING.md lists %d packages: has its table changed shape?", len(table))
	}
	return table
}

func TestImportsFollowTheTable(t *testing.T) {
	table := rooms(t)
	seen := map[string]bool{}
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		if name == "" {
			continue // the package of this test
		}
		allowed, known := table[name]
		if !known {
			t.Errorf("package %s is not in the table of CONTRIBUTING.md", name)
			continue
		}
		seen[name] = true
		for _, path := range p.Imports {
			if imported, own := strings.CutPrefix(path, module+"/"); own && !slices.Contains(allowed, imported) && !slices.Contains(allowed, "everything") {
				t.Errorf("package %s imports %s, which the table of CONTRIBUTING.md does not allow", name, imported)
			}
		}
	}
	for name := range table {
		if !seen[name] {
			t.Errorf("the table of CONTRIBUTING.md lists %s, which is no package", name)
		}
	}
}

// Nothing opens a connection, and no verdict hangs on chance.
func TestBannedImports(t *testing.T) {
	for _, p := range packages(t) {
		for _, path := range p.Imports {
			switch path {
			case "net", "net/http", "net/rpc", "crypto/tls", "github.com/santhosh-tekuri/jsonschema/v5/httploader":
				if !strings.HasPrefix(p.ImportPath, module+"/editor/") {
					t.Errorf("%s imports %s: onrecord works offline", p.ImportPath, path)
				}
			case "math/rand", "math/rand/v2":
				t.Errorf("%s imports %s: the same input must give the same report", p.ImportPath, path)
			}
		}
	}
}

func TestOnlyTheCommandReadsTheClock(t *testing.T) {
	eachGoFile(t, func(path string, text []byte) {
		if strings.HasPrefix(path, "cmd/") || strings.HasSuffix(path, "_test.go") {
			return
		}
		for _, call := range []string{"time.Now", "time.Since", "time.Until"} {
			if bytes.Contains(text, []byte(call)) {
				t.Errorf("%s calls %s: the day of publication is the only clock", path, call)
			}
		}
	})
}

func TestPackagesAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	eachGoFile(t, func(path string, text []byte) {
		folder := filepath.ToSlash(filepath.Dir(path))
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		documented[folder] = documented[folder] || file.Doc != nil && file.Doc.Text() != ""
	})
	for folder, ok := range documented {
		if !ok {
			t.Errorf("the package in %s has no comment that says what goes in and what comes out", folder)
		}
	}
}

// Links between the pages of the repository lead somewhere, to a heading too.
func TestLinksOfThePages(t *testing.T) {
	pages := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "editors/vscode/README.md", "testdata/newsroom/README.md", "testdata/newsroom/SCORES.md", "testdata/angles/README.md", "testdata/unseen/README.md"}
	guides, err := filepath.Glob("docs/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatalf("no pages in docs: %v", err)
	}
	for _, page := range append(pages, guides...) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range regexp.MustCompile(`\]\(([^)#:]*)(?:#([^)]*))?\)`).FindAllStringSubmatch(string(text), -1) {
			to := page
			if link[1] != "" {
				to = filepath.Join(filepath.Dir(page), filepath.FromSlash(link[1]))
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s links to %s, which does not exist", page, strconv.Quote(link[1]))
				continue
			}
			if target, _ := os.ReadFile(to); link[2] != "" && !slices.Contains(anchors(string(target)), link[2]) {
				t.Errorf("%s links to the heading %s, which %s does not have", page, link[2], to)
			}
		}
	}
}

// anchors are the names that GitHub gives to the headings of a page.
func anchors(page string) (names []string) {
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(page, -1) {
		name := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		names = append(names, strings.ReplaceAll(name, " ", "-"))
	}
	return names
}

func eachGoFile(t *testing.T, visit func(path string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != "." && (name == "testdata" || strings.HasPrefix(name, ".")) {
			return fs.SkipDir
		}
		if entry.IsDir() && path != "." {
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return fs.SkipDir // a module of its own
			}
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(path), text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
