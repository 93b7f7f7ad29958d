package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/facts"
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
		if slices.Contains(guides, filepath.Base(name)) {
			continue // TestGuides follows it from an empty folder
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
