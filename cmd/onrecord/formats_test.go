package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// In a CI job paths count from the root of the checkout, and the job's page gets the report.
func TestFormatsInCI(t *testing.T) {
	facts, err := filepath.Abs(northport)
	if err != nil {
		t.Fatal(err)
	}
	workspace, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(workspace, "news", "desk")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	if err := os.WriteFile("a.md", []byte("Police in Northport recorded 398 burglaries in 2024."), 0o666); err != nil {
		t.Fatal(err)
	}
	summary := filepath.Join(workspace, "summary.md")
	if err := os.WriteFile(summary, []byte("of another step\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	env := []string{"GITHUB_WORKSPACE=" + workspace, "GITHUB_STEP_SUMMARY=" + summary}
	stdout, stderr, _ := run(strings.NewReader(""), env, "check", "--facts", facts, "--format", "github", "--format", "sarif=a.sarif", "--format", "gitlab=a.json", "a.md")
	if !strings.Contains(stdout, ",file=news/desk/a.md,") || !strings.Contains(stdout, "\na.md:1:30: refuted: ") {
		t.Errorf("got %s%s", stdout, stderr)
	}
	for _, file := range []string{"a.sarif", "a.json"} {
		if !strings.Contains(read(file), `"news/desk/a.md"`) {
			t.Errorf("%s does not count from the root", file)
		}
	}
	page := read(summary)
	if !strings.HasPrefix(page, "of another step\n") || !strings.Contains(page, "| `a.md:1:30` | `398` |") {
		t.Errorf("the job's page is %s", page)
	}
	// More than GitHub takes would lose what other steps have written.
	if err := os.WriteFile(summary, make([]byte, longestSummary), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, stderr, code := run(strings.NewReader(""), env, "check", "--facts", facts, "--format", "github", "a.md"); code != exitRefuted || len(read(summary)) != longestSummary {
		t.Errorf("exit code %d, %d bytes: %s", code, len(read(summary)), stderr)
	}
}
