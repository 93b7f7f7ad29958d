package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// block is a fenced block of a Markdown page.
type block struct {
	language, text string
	start, end     int // of text in the page
}

func blocks(page string) (list []block) {
	for _, at := range regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$").FindAllStringSubmatchIndex(page, -1) {
		list = append(list, block{page[at[2]:at[3]], page[at[4]:at[5]], at[4], at[5]})
	}
	return list
}

// TestPages runs the commands of the console blocks of the README and of docs, and compares what they print.
func TestPages(t *testing.T) {
	t.Chdir("../..")
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in docs: %v", err)
	}
	for _, name := range append(pages, "README.md") {
		if slices.Contains(guides, name) {
			continue // TestGuides follows them from an empty folder
		}
		t.Run(name, func(t *testing.T) { runPage(t, name) })
	}
}

func runPage(t *testing.T, name string) {
	page := read(name)
	commands := 0
	for _, b := range slices.Backward(blocks(page)) { // from the end, so that the places before stay true
		if b.language != "console" {
			continue
		}
		var got strings.Builder
		for _, line := range lines(b.text) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				commands++
				got.WriteString(line + "\n" + shell(t, command))
			}
		}
		if diff := cmp.Diff(b.text, got.String()); diff != "" && !*update {
			t.Errorf("%s (-written +printed):\n%s", name, diff)
		}
		page = page[:b.start] + got.String() + page[b.end:]
	}
	if shown := strings.Contains(page, "$ onrecord "); commands < 5 && name == "README.md" || shown && commands == 0 {
		t.Errorf("%d commands are found: have the blocks changed shape?", commands)
	}
	if *update {
		if err := os.WriteFile(name, []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// shell runs a command line as a page may write it: onrecord with an echo before and a head or tail behind, or cat.
func shell(t *testing.T, line string) string {
	t.Helper()
	if file, ok := strings.CutPrefix(line, "cat "); ok {
		return read(file)
	}
	stdin := ""
	if rest, ok := strings.CutPrefix(line, "echo '"); ok {
		stdin, line, _ = strings.Cut(rest, "' | ")
		stdin += "\n"
	}
	line, filter, _ := strings.Cut(line, " | ")
	args := strings.Fields(line)
	switch {
	case args[0] == "onrecord":
		args = args[1:]
	case strings.HasPrefix(line, "go run ./cmd/onrecord "):
		args = args[3:]
	default:
		t.Fatalf("the test cannot run %q", line)
	}
	stdout, stderr, code := run(strings.NewReader(stdin), nil, args...)
	if stderr != "" || code == exitFailed {
		t.Errorf("%q fails: %s", line, stderr)
	}
	if filter == "" {
		return stdout
	}
	printed := lines(stdout)
	words := strings.Fields(filter)
	n, err := strconv.Atoi(words[len(words)-1])
	if err != nil || len(words) != 3 || words[1] != "-n" {
		t.Fatalf("the test cannot run %q", filter)
	}
	n = min(n, len(printed))
	switch words[0] {
	case "head":
		printed = printed[:n]
	case "tail":
		printed = printed[len(printed)-n:]
	default:
		t.Fatalf("the test cannot run %q", filter)
	}
	return strings.Join(printed, "\n") + "\n"
}

// The facts that the README shows load.
func TestREADMEFacts(t *testing.T) {
	shown := 0
	for _, b := range blocks(read("../../README.md")) {
		if b.language != "yaml" {
			continue
		}
		shown++
		path := filepath.Join(t.TempDir(), "shown.facts.yaml")
		if err := os.WriteFile(path, []byte(b.text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := facts.Load([]string{path}); err != nil {
			t.Errorf("the facts in README.md: %v", err)
		}
	}
	if shown == 0 {
		t.Error("README.md shows no facts")
	}
}

// The first screen of the README must show all three answers.
func TestREADMEShowsThreeVerdicts(t *testing.T) {
	first := ""
	for _, b := range blocks(read("../../README.md")) {
		if b.language == "console" {
			first = b.text
			break
		}
	}
	for _, word := range []string{": refuted: ", ": supported: ", ": not on record: "} {
		if !strings.Contains(first, word) {
			t.Errorf("the first output in README.md shows none that is%s", strings.TrimRight(word, ": "))
		}
	}
}

// The examples of facts begin with the line that tells editors where their schema is.
func TestExamplesHaveModelines(t *testing.T) {
	modeline := "# yaml-language-server: $schema=" + schema.ID("facts") + "\n"
	examples := map[string]string{}
	for _, pattern := range []string{"../../testdata/example/facts/*.yaml", "../../testdata/desk/*/*.yaml", "starter/facts/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no examples: %v", pattern, err)
		}
		for _, path := range paths {
			examples[path] = read(path)
		}
	}
	for _, b := range blocks(read("../../README.md")) {
		if b.language == "yaml" && strings.Contains(b.text, "dataset:") {
			examples["README.md"] = b.text
		}
	}
	for path, text := range examples {
		if !strings.HasPrefix(text, modeline) {
			t.Errorf("%s does not begin with %q", path, modeline)
		}
	}
}

// TestREADMEScores holds the figures of the README to the page of scores, which TestScores counts anew.
func TestREADMEScores(t *testing.T) {
	const begin, end = "<!-- scores: written by go test ./cmd/onrecord -run README -update -->\n", "<!-- end of scores -->\n"
	path := filepath.Join(root(t), "README.md")
	page := read(path)
	before, rest, found := strings.Cut(page, begin)
	written, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("README.md has no place for scores, between %q and %q", begin, end)
	}
	tables := scoreTables(t, read(filepath.Join(root(t), "testdata", "newsroom", "SCORES.md")))
	if len(tables) != 3 {
		t.Fatalf("SCORES.md has %d tables, want those over all stories, by kind of claim and by rule", len(tables))
	}
	var b strings.Builder
	all := map[string][]string{}
	for _, row := range tables[0] {
		all[row[0]] = row
	}
	fmt.Fprintf(&b, "Of planted errors **%s** are found (%s). Of refutations after a planted error **%s** hit it (%s). In true articles there\nare %s false alarms an article (%s), and %s of their true claims are supported.\n\n",
		all["planted errors found"][1], all["planted errors found"][2], all["refutations that hit the planted error"][1], all["refutations that hit the planted error"][2],
		all["false alarms a story"][1], all["false alarms a story"][2], all["true claims supported"][1])
	b.WriteString("| kind of claim | planted errors | recall | precision |\n| --- | ---: | ---: | ---: |\n")
	for _, row := range tables[1] {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row[0], row[3], row[4], row[5])
	}
	b.WriteString("\n| rule | looks at | refutes rightly | wrongly | precision |\n| --- | --- | ---: | ---: | ---: |\n")
	by := map[string][]string{}
	for _, row := range tables[2] {
		by[row[0]] = row
	}
	for _, r := range rules.All() {
		if row := by[r.Name]; row != nil {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.Name, r.Doc.Title, row[3], row[4], row[5])
		} else {
			fmt.Fprintf(&b, "| %s | %s | | | |\n", r.Name, r.Doc.Title)
		}
	}
	for _, r := range rules.Optional() {
		fmt.Fprintf(&b, "| %s | %s | off | | |\n", r.Name, r.Doc.Title)
	}
	b.WriteString("\nA rule without figures meets nothing of its kind in these stories. Rules that are off warn of what is true but wants another\nword; a severity in `.onrecord.yaml` turns them on.\n")
	if diff := cmp.Diff(written, b.String()); diff != "" && !*update {
		t.Errorf("the figures in README.md are not those of SCORES.md: go test ./cmd/onrecord -run README -update (-written +counted):\n%s", diff)
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+begin+b.String()+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// scoreTables returns the rows of the tables of a page, without their heads.
func scoreTables(t *testing.T, page string) (tables [][][]string) {
	t.Helper()
	inside := false
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		if inside = inside && strings.HasPrefix(line, "|"); !strings.HasPrefix(line, "|") {
			continue
		}
		var row []string
		for _, cell := range strings.Split(strings.Trim(line, "|"), "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		switch {
		case !inside:
			tables = append(tables, nil) // the line is the head
			inside = true
		case strings.Trim(row[0], "-") != "":
			tables[len(tables)-1] = append(tables[len(tables)-1], row)
		}
	}
	return tables
}
