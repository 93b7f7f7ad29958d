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

// TestREADME runs the commands of the README's console blocks and compares what they print.
func TestREADME(t *testing.T) {
	t.Chdir("../..")
	page := read("README.md")
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
			t.Errorf("README.md (-written +printed):\n%s", diff)
		}
		page = page[:b.start] + got.String() + page[b.end:]
	}
	if commands < 5 {
		t.Errorf("%d commands are found: have the blocks changed shape?", commands)
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// shell runs a command line of onrecord as the README may write it: with an echo before and a head or
// tail behind.
func shell(t *testing.T, line string) string {
	t.Helper()
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
		t.Fatalf("README.md: the test cannot run %q", line)
	}
	stdout, stderr, code := run(strings.NewReader(stdin), nil, args...)
	if stderr != "" || code == exitFailed {
		t.Errorf("README.md: %q fails: %s", line, stderr)
	}
	if filter == "" {
		return stdout
	}
	printed := lines(stdout)
	words := strings.Fields(filter)
	n, err := strconv.Atoi(words[len(words)-1])
	if err != nil || len(words) != 3 || words[1] != "-n" {
		t.Fatalf("README.md: the test cannot run %q", filter)
	}
	n = min(n, len(printed))
	switch words[0] {
	case "head":
		printed = printed[:n]
	case "tail":
		printed = printed[len(printed)-n:]
	default:
		t.Fatalf("README.md: the test cannot run %q", filter)
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
