package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onrecord/onrecord/schema"
)

var update = flag.Bool("update", false, "rewrite the expected output of the cases and the README")

// run runs onrecord in the current folder on a day of 2025, and returns what it prints and its exit code.
func run(stdin io.Reader, environment []string, args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	c := &Command{
		Stdin: stdin, Stdout: &out, Stderr: &errs,
		Env: func(name string) string {
			for _, entry := range environment {
				if value, ok := strings.CutPrefix(entry, name+"="); ok {
					return value
				}
			}
			return ""
		},
		Now:     func() time.Time { return time.Date(2025, 2, 12, 9, 0, 0, 0, time.UTC) },
		Version: "test",
	}
	for _, entry := range environment {
		if width, ok := strings.CutPrefix(entry, "TERMINAL="); ok { // of this test alone: stdout is a terminal of that width
			c.Terminal = true
			fmt.Sscan(width, &c.Width)
		}
	}
	code = c.Main(args)
	return out.String(), errs.String(), code
}

// TestCLI runs each folder of testdata/cli: its args, one a line, in that folder, with the file stdin
// as standard input and the file env as environment. Output and exit code must be as in the files
// stdout, stderr and exit; a missing one stands for nothing printed, and exit code 0. Files that a
// run writes are named in args as out/NAME and compared with the folder want.
func TestCLI(t *testing.T) {
	folders, err := filepath.Glob("../../testdata/cli/*/args")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, args := range folders {
		folder, err := filepath.Abs(filepath.Dir(args))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(folder), func(t *testing.T) { runCase(t, folder) })
	}
}

func runCase(t *testing.T, folder string) {
	t.Chdir(folder)
	written := t.TempDir()
	args := lines(read("args"))
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "out/", filepath.ToSlash(written)+"/")
	}
	stdout, stderr, code := run(strings.NewReader(read("stdin")), lines(read("env")), args...)
	expect(t, "stdout", stdout)
	expect(t, "stderr", strings.ReplaceAll(stderr, filepath.ToSlash(written)+"/", "out/"))
	exit := ""
	if code != 0 {
		exit = fmt.Sprintf("%d\n", code)
	}
	expect(t, "exit", exit)

	files, err := os.ReadDir(written)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(written, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, filepath.Join("want", file.Name()), string(text))
	}
	if strings.HasPrefix(stdout, "{\n  \"schema_version\"") {
		checkReport(t, stdout)
	}
	saysSo := strings.Contains(stdout, `"executionSuccessful": false`) || strings.Contains(stdout, "::error title=onrecord (the run failed)")
	if code == exitFailed && (stderr == "" || stdout != "" && !saysSo) {
		t.Errorf("a failed run must say why on stderr and report nothing, got stdout %q, stderr %q", stdout, stderr)
	}
}

// checkReport holds a JSON report to its schema and each claim to the bytes of its draft.
func checkReport(t *testing.T, text string) {
	t.Helper()
	node, err := schema.ReadJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range schema.Validate("report", node) {
		t.Errorf("the report breaks its schema: %v", p)
	}
	var report struct {
		Articles []struct {
			Path   string
			Claims []struct {
				ID, Text   string
				Start, End int
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	for _, a := range report.Articles {
		draft, err := os.ReadFile(a.Path)
		if err != nil {
			continue // standard input
		}
		var ids []string
		for _, c := range a.Claims {
			if got := string(draft[c.Start:c.End]); got != c.Text {
				t.Errorf("%s: bytes %d to %d are %q, not %q", a.Path, c.Start, c.End, got, c.Text)
			}
			if slices.Contains(ids, c.ID) {
				t.Errorf("%s: two claims have the id %s", a.Path, c.ID)
			}
			ids = append(ids, c.ID)
		}
	}
}

// expect compares got with the file name, which -update rewrites; nothing is no file.
func expect(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		os.Remove(name)
		if got != "" {
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if diff := cmp.Diff(read(name), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// read returns the text of a file, "" when there is none.
func read(name string) string {
	text, _ := os.ReadFile(name)
	return string(text)
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
