package gate

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

const fixtures = "../../testdata/gate"

// today is the day of all fixtures.
var today = period.Date(2025, 2, 12)

// want is a finding that a fixture expects: RULE "PART OF THE MESSAGE".
type want struct {
	path    string
	line    int
	rule    string
	message string
	met     bool
}

func (w *want) String() string { return fmt.Sprintf("%s:%d: %s %q", w.path, w.line, w.rule, w.message) }

var wantComment = regexp.MustCompile(`# want (.*)$`)

// readWants reads the comments of YAML files, and for other files, and those that comments would break, the file beside
// them that ends in .want, with lines of a line number, a colon and the want.
func readWants(t *testing.T, path string) (wants []*want) {
	t.Helper()
	add := func(line int, text string) {
		rule, quoted, _ := strings.Cut(text, " ")
		message, err := strconv.Unquote(quoted)
		if err != nil || Find(rule) == nil {
			t.Fatalf("%s:%d: %q is no want: RULE \"MESSAGE PART\"", path, line, text)
		}
		wants = append(wants, &want{path: path, line: line, rule: rule, message: message})
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if found := wantComment.FindStringSubmatch(line); found != nil {
			add(i+1, found[1])
		}
	}
	beside, err := os.ReadFile(path + ".want")
	if err != nil {
		return wants
	}
	for _, line := range strings.Split(strings.TrimSpace(string(beside)), "\n") {
		number, text, _ := strings.Cut(line, ": ")
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("%s.want: %q begins with no line number", path, line)
		}
		add(n, text)
	}
	return wants
}

// repositories lists the fixtures of a rule: files that stand for themselves, with the tables they name, and folders.
func repositories(t *testing.T, folder string) (paths [][]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		switch ext := filepath.Ext(path); {
		case entry.IsDir():
			files, err := filepath.Glob(filepath.Join(path, "*"))
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, files)
		case ext == ".yaml" || ext == ".json":
			own := []string{path}
			if text, _ := os.ReadFile(path); strings.Contains(string(text), "\nfile: ") {
				_, table, _ := strings.Cut(string(text), "\nfile: ")
				own = append(own, filepath.Join(folder, strings.TrimSpace(table)))
			}
			paths = append(paths, own)
		case ext == ".csv" || ext == ".tsv":
			if text, _ := os.ReadFile(strings.TrimSuffix(path, ext) + ".yaml"); len(text) == 0 {
				paths = append(paths, []string{path})
			}
		}
	}
	return paths
}

// TestFixtures checks each fixture of testdata/gate/RULE with all rules: whatever is found must be wanted, and found once.
func TestFixtures(t *testing.T) {
	folders, err := filepath.Glob(fixtures + "/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, folder := range folders {
		rule := filepath.Base(folder)
		if rule == "defects" {
			continue
		}
		if Find(rule) == nil {
			t.Errorf("%s: no rule is called %q", folder, rule)
		}
		wanted, silent := 0, 0
		for _, files := range repositories(t, folder) {
			name := filepath.Base(files[0])
			if len(files) > 1 && filepath.Dir(files[0]) != folder {
				name = filepath.Base(filepath.Dir(files[0]))
			}
			t.Run(rule+"/"+name, func(t *testing.T) {
				wants := checkFixture(t, files)
				for _, w := range wants {
					if w.rule == rule {
						wanted++
					}
				}
				silent += lines(t, files) - len(wants)
			})
		}
		if wanted == 0 || silent < 3 {
			t.Errorf("rule %s has fixtures with %d findings and %d lines without one", rule, wanted, silent)
		}
	}
	for _, r := range All() {
		if !slices.Contains(folders, filepath.Join(fixtures, r.Name)) {
			t.Errorf("rule %s has no fixtures", r.Name)
		}
	}
}

func lines(t *testing.T, files []string) (n int) {
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n += strings.Count(string(text), "\n")
	}
	return n
}

func checkFixture(t *testing.T, files []string) (wants []*want) {
	t.Helper()
	var paths []string
	for _, path := range files {
		if filepath.Ext(path) != ".want" {
			paths = append(paths, path)
			wants = append(wants, readWants(t, path)...)
		}
	}
	for _, f := range Check(facts.Inspect(paths), Options{Today: today}) {
		if f.Suppressed != "" {
			continue
		}
		found := false
		for _, w := range wants {
			if !w.met && w.path == f.Path && w.line == f.Line && w.rule == f.Rule && strings.Contains(f.Message, w.message) {
				w.met, found = true, true
				break
			}
		}
		if !found {
			t.Errorf("unexpected: %s:%d:%d: %s: %s", f.Path, f.Line, f.Column, f.Rule, f.Message)
		}
	}
	for _, w := range wants {
		if !w.met {
			t.Errorf("missing: %s", w)
		}
	}
	return wants
}

// TestRules holds the list to what its users rely on: names to select by, and pages.
func TestRules(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, r := range All() {
		if !kebab.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("rule %q: the name must be in kebab case and the only one", r.Name)
		}
		seen[r.Name] = true
		if r.Doc.Title == "" || len(r.Doc.Text) < 40 || r.Severity.Rank() < 0 {
			t.Errorf("rule %s: the page needs a title and a text, the rule a severity", r.Name)
		}
	}
}

// TestDefects checks a repository with one defect of each kind: each is found once, in its place, and nothing else.
func TestDefects(t *testing.T) {
	files, err := filepath.Glob(fixtures + "/defects/*")
	if err != nil {
		t.Fatal(err)
	}
	var wants []*want
	for _, path := range files {
		if ext := filepath.Ext(path); ext != ".want" && ext != ".md" {
			wants = append(wants, readWants(t, path)...)
		}
	}
	kinds := map[string]int{}
	for _, f := range Check(facts.Inspect([]string{fixtures + "/defects"}), Options{Today: today}) {
		kinds[f.Rule]++
		i := slices.IndexFunc(wants, func(w *want) bool {
			return !w.met && w.path == f.Path && w.line == f.Line && w.rule == f.Rule && strings.Contains(f.Message, w.message)
		})
		if i < 0 {
			t.Errorf("unexpected: %s:%d:%d: %s: %s", f.Path, f.Line, f.Column, f.Rule, f.Message)
		} else {
			wants[i].met = true
		}
	}
	for _, w := range wants {
		if !w.met {
			t.Errorf("missing: %s", w)
		}
	}
	for _, r := range All() {
		if kinds[r.Name] != 1 {
			t.Errorf("rule %s has %d findings, want one", r.Name, kinds[r.Name])
		}
	}
}
