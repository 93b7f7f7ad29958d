package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// scratch makes the current folder a git repository with the files given committed, and returns what writes more files
// and what runs git.
func scratch(t *testing.T, files map[string]string) (write func(name, text string), git func(args ...string)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	write = func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	git = func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	for name, text := range files {
		write(name, text)
	}
	git("init", "-q", "-b", "main")
	git("add", ".")
	git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "first")
	return write, git
}

const (
	burglaries = "dataset: burglary\nabout: [Northport]\nfields: {year: {role: period}, burglaries: {role: measure, unit: burglaries}}\nrows:\n  - {year: 2023, burglaries: 412}\n  - {year: 2024, burglaries: 388}\n"
	configured = "facts: facts\n"
	dated      = "---\npublished: 2025-02-12\n---\n"
)

// places returns the first lines of a concise report: draft and line of what is refuted.
func places(t *testing.T, args ...string) string {
	t.Helper()
	stdout, stderr, code := run(strings.NewReader(""), nil, append([]string{"check", "--format", "concise"}, args...)...)
	if code == exitFailed {
		t.Fatalf("onrecord check %v: %s", args, stderr)
	}
	var list []string
	for line := range strings.Lines(stdout) {
		if parts := strings.SplitN(line, ":", 4); len(parts) == 4 && strings.Contains(line, "refuted") && !strings.Contains(line, "drafts,") {
			list = append(list, parts[0]+":"+parts[1])
		}
	}
	return strings.Join(list, " ")
}

func TestDiffReportsWhatAChangeBrought(t *testing.T) {
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured,
		"articles/a.md": dated + "Northport had 398 burglaries in 2024.\n\nIt had 413 burglaries in 2023.\n",
		"articles/b.md": dated + "Northport had 388 burglaries in 2024. It had 999 burglaries in 2023.\n",
	})
	if got := places(t, "articles"); got != "articles/a.md:4 articles/a.md:6 articles/b.md:4" {
		t.Fatalf("the whole check finds %q", got)
	}
	if got := places(t, "--diff", "HEAD", "articles"); got != "" {
		t.Errorf("nothing changed, and %q is reported", got)
	}
	write("articles/a.md", dated+"Northport had 397 burglaries in 2024.\n\nIt had 413 burglaries in 2023.\n")
	write("articles/new.md", dated+"Northport had 399 burglaries in 2024.\n")
	if got := places(t, "--diff", "HEAD", "articles"); got != "articles/a.md:4 articles/new.md:4" {
		t.Errorf("one line and one draft changed, and %q is reported", got)
	}
	stdout, _, _ := run(strings.NewReader(""), nil, "check", "--diff", "HEAD", "articles")
	if !strings.HasSuffix(stdout, "2 drafts, 2 claims: 0 supported, 2 refuted, 0 not on record (1 dataset)\n") {
		t.Errorf("the count is not of the changed drafts: %s", stdout)
	}
}

// A fact that changes is a change to every draft that rests on it.
func TestDiffChecksAllDraftsAfterAFactChanged(t *testing.T) {
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured,
		"articles/a.md": dated + "Northport had 388 burglaries in 2024. It had 999 burglaries in 2023.\n",
		"articles/b.md": dated + "Northport had 412 burglaries in 2023.\n",
	})
	write("facts/burglary.facts.yaml", strings.Replace(burglaries, "388", "389", 1))
	if got := places(t, "--diff", "HEAD", "articles"); got != "articles/a.md:4" {
		t.Errorf("got %q, want the one claim whose fact changed", got)
	}
	stdout, _, code := run(strings.NewReader(""), nil, "check", "--diff", "HEAD", "articles")
	if code != exitRefuted || !strings.Contains(stdout, `"389" for "388"`) {
		t.Errorf("exit %d: %s", code, stdout)
	}
	if strings.Contains(stdout, "2 refuted") {
		t.Errorf("what was wrong before is reported too: %s", stdout)
	}
}

// Other settings judge everything anew.
func TestDiffAfterSettingsChanged(t *testing.T) {
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": "# none\n", "articles/a.md": dated + "Northport had 398 burglaries in 2024.\n",
	})
	write(".onrecord.yaml", configured)
	if got := places(t, "--diff", "HEAD", "articles"); got != "articles/a.md:4" {
		t.Errorf("facts are named for the first time, and %q is reported", got)
	}
}

func TestDiffOfNoRevision(t *testing.T) {
	scratch(t, map[string]string{"a.md": "It rose.\n"})
	if _, stderr, code := run(strings.NewReader(""), nil, "check", "--diff", "nowhere", "a.md"); code != exitFailed || !strings.Contains(stderr, `no git revision "nowhere"`) {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestBaselineFromAnyFolder(t *testing.T) {
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured,
		"articles/a.md": dated + "Northport had 398 burglaries in 2024.\n",
		"articles/b.md": dated + "Northport had 413 burglaries in 2023.\n",
	})
	check := func(want int, args ...string) (stdout, stderr string) {
		t.Helper()
		stdout, stderr, code := run(strings.NewReader(""), nil, append([]string{"check"}, args...)...)
		if code != want {
			t.Errorf("onrecord check %v: exit %d, want %d: %s%s", args, code, want, stdout, stderr)
		}
		return stdout, stderr
	}
	if _, stderr := check(exitFailed, "--baseline", "known.json", "articles"); !strings.Contains(stderr, "known.json: no such file; --write-baseline makes one") {
		t.Error(stderr)
	}
	check(exitClean, "--baseline", "known.json", "--write-baseline", "articles")
	write("articles/a.md", dated+"In short:\n\nNorthport had 398 burglaries in 2024. It had 411 burglaries in 2023.\n")
	stdout, _ := check(exitRefuted, "--baseline", "known.json", "articles")
	if !strings.HasPrefix(stdout, "articles/a.md:6:46: refuted") || !strings.Contains(stdout, "1 refuted, 0 not on record, 2 suppressed") {
		t.Error(stdout)
	}
	t.Chdir("articles")
	check(exitRefuted, "--baseline", "../known.json", "a.md")
	stdout, _ = check(exitClean, "--baseline", "../known.json", "--format", "json", "b.md")
	if !strings.Contains(stdout, `"by": "baseline"`) {
		t.Errorf("the claim is not shown as suppressed: %s", stdout)
	}
	write("b.md", dated+"Northport had 412 burglaries in 2023.\n")
	if _, stderr := check(exitClean, "--baseline", "../known.json", "b.md"); !strings.Contains(stderr, "1 claim that is gone") {
		t.Errorf("a stale entry is not told: %s", stderr)
	}
	if err := os.Remove("a.md"); err != nil {
		t.Fatal(err)
	}
	check(exitClean, "--baseline", "../known.json", "--write-baseline", "b.md")
	if text := read("../known.json"); strings.Contains(text, "a.md") || strings.Contains(text, "b.md") {
		t.Errorf("what is gone stays in the baseline: %s", text)
	}
}

func TestFoldersGlobsAndWhatGitIgnores(t *testing.T) {
	wrong := dated + "Northport had 398 burglaries in 2024.\n"
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured, ".gitignore": "build/\n*.tmp.md\n",
		"content/a.md": wrong, "content/deep/b.html": "<meta name=\"published\" content=\"2025-02-12\"><p>Northport had 398 burglaries in 2024.</p>",
		"content/kept/.gitignore": "!c.tmp.md\n",
	})
	write("content/x.tmp.md", wrong)
	write("content/kept/c.tmp.md", wrong)
	write("build/page.md", wrong)
	write("content/node_modules/pack/README.md", wrong)
	for _, test := range []struct{ args, want string }{
		{"content", "content/a.md:4 content/deep/b.html:1 content/kept/c.tmp.md:4"},
		{".", "content/a.md:4 content/deep/b.html:1 content/kept/c.tmp.md:4"},
		{"content/x.tmp.md", "content/x.tmp.md:4"}, // named by itself
		{"build", "build/page.md:4"},               // an ignored folder, named by itself
		{"content/**/*.html", "content/deep/b.html:1"},
		{"content/*.md", "content/a.md:4 content/x.tmp.md:4"},
		{"content/{a.md,deep/b.html}", "content/a.md:4 content/deep/b.html:1"},
	} {
		if got := places(t, "-j", "1", test.args); got != test.want {
			t.Errorf("%s: %q, want %q", test.args, got, test.want)
		}
	}
	if _, stderr, code := run(strings.NewReader(""), nil, "check", "content/*.docx"); code != exitFailed || stderr != "content/*.docx: no file matches\n" {
		t.Errorf("a glob of nothing: exit %d: %s", code, stderr)
	}
}
