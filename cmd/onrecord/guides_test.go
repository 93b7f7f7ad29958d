package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rhysd/actionlint"
	"go.yaml.in/yaml/v4"
)

// guides are the pages of docs that a reader follows from an empty folder. The commands of the others run in the repository.
var guides = []string{"docs/ci.md", "docs/editors.md"}

// TestGuides follows the guides that a reader follows from an empty folder: it writes each block that names a file, runs
// the commands of each console block where the one before has left off, and compares what they print.
func TestGuides(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	known := load[action](t, "action.yml")
	for _, name := range guides {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(root(t), name)
			page := read(path)
			t.Chdir(t.TempDir())
			for variable, value := range map[string]string{
				"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull,
				"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
			} {
				t.Setenv(variable, value)
			}
			var renewed strings.Builder
			at, commands := 0, 0
			g := guide{t: t, action: known}
			for _, m := range regexp.MustCompile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$").FindAllStringSubmatchIndex(page, -1) {
				language, text := page[m[2]:m[3]], page[m[6]:m[7]]
				if m[4] >= 0 {
					g.write(page[m[4]:m[5]], text)
				}
				if language != "console" {
					continue
				}
				var got strings.Builder
				for _, line := range lines(text) {
					if command, ok := strings.CutPrefix(line, "$ "); ok {
						commands++
						got.WriteString(line + "\n" + g.run(command))
					}
				}
				if diff := cmp.Diff(text, got.String()); diff != "" && !*update {
					t.Errorf("%s (-written +printed):\n%s", name, diff)
				}
				renewed.WriteString(page[at:m[6]] + got.String())
				at = m[7]
			}
			if commands < 5 {
				t.Errorf("%d commands are found: have the blocks changed shape?", commands)
			}
			if *update {
				if err := os.WriteFile(path, []byte(renewed.String()+page[at:]), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

type guide struct {
	t      *testing.T
	action action // of the repository
	code   int    // of the last command
}

// write writes a block to its file. Settings for other programs are looked at: their commands are commands, and a
// workflow passes actionlint.
func (g *guide) write(name, text string) {
	g.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		g.t.Fatal(err)
	}
	if filepath.Ext(name) != ".yml" && filepath.Ext(name) != ".yaml" {
		return
	}
	var any yaml.Node
	if err := yaml.Unmarshal([]byte(text), &any); err != nil {
		g.t.Errorf("%s: %v", name, err)
	}
	for _, found := range regexp.MustCompile(`(?m)^ +- onrecord (.*)$`).FindAllStringSubmatch(text, -1) {
		if _, stderr, code := run(strings.NewReader(""), nil, append(strings.Fields(found[1]), "--help")...); code != exitClean {
			g.t.Errorf("%s: onrecord %s: %s", name, found[1], stderr)
		}
	}
	if strings.HasPrefix(name, ".github/workflows/") {
		var out strings.Builder
		linter, err := actionlint.NewLinter(&out, &actionlint.LinterOptions{})
		if err != nil {
			g.t.Fatal(err)
		}
		if problems, err := linter.Lint(name, []byte(text), nil); err != nil || len(problems) > 0 {
			g.t.Errorf("%s: %v %s", name, err, out.String())
		}
		if _, with, ok := strings.Cut(text, "onrecord/onrecord@"); ok {
			with, _, _ = strings.Cut(with, "- uses")
			for _, input := range regexp.MustCompile(`(?m)^ {10}([a-z-]+):`).FindAllStringSubmatch(with, -1) {
				if _, known := g.action.Inputs[input[1]]; !known {
					g.t.Errorf("%s: the action has no input %s", name, input[1])
				}
			}
		}
	}
}

// run runs a command of a guide and returns what it prints.
func (g *guide) run(line string) string {
	g.t.Helper()
	stdin := ""
	if rest, ok := strings.CutPrefix(line, "echo '"); ok {
		stdin, line, _ = strings.Cut(rest, "' | ")
		stdin += "\n"
	}
	line, filter, _ := strings.Cut(line, " | ")
	args := words(line)
	var out string
	switch {
	case line == "echo $?":
		return fmt.Sprintf("%d\n", g.code)
	case args[0] == "cd" && len(args) == 2:
		g.t.Chdir(args[1])
		return ""
	case args[0] == "git":
		text, err := exec.Command("git", args[1:]...).CombinedOutput()
		if err != nil {
			g.t.Fatalf("%s: %v: %s", line, err, text)
		}
		return string(text)
	case args[0] == "head" && len(args) == 4:
		return firstLines(read(args[3]), args[2])
	case args[0] == "onrecord":
		var stderr string
		out, stderr, g.code = run(strings.NewReader(stdin), nil, args[1:]...)
		out = stderr + out
	default:
		g.t.Fatalf("the test cannot run %q", line)
	}
	switch {
	case filter == "tail -n 1":
		printed := lines(out)
		return printed[len(printed)-1] + "\n"
	case strings.HasPrefix(filter, "head -n "):
		return firstLines(out, strings.TrimPrefix(filter, "head -n "))
	case filter != "":
		g.t.Fatalf("the test cannot run %q", filter)
	}
	return out
}

// firstLines is what head -n prints.
func firstLines(text, n string) string {
	most, _ := strconv.Atoi(n)
	printed := lines(text)
	return strings.Join(printed[:min(most, len(printed))], "\n") + "\n"
}

// words splits a command line, with quotation marks around words that hold spaces.
func words(line string) (list []string) {
	for _, found := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		list = append(list, found[1]+found[2])
	}
	return list
}
