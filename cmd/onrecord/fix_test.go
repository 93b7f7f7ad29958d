package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

const northport = "../../testdata/cli/northport.facts.yaml"

// Fixes replace words and nothing else, whatever the line ends and the letters around them, and what is fixed is clean.
func TestFix(t *testing.T) {
	facts, err := filepath.Abs(northport)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ file, text, want string }{
		"figure":          {"a.md", "Police in Northport recorded 398 burglaries in 2024.", "Police in Northport recorded 388 burglaries in 2024."},
		"direction":       {"a.md", "Burglaries in Northport rose to 388 in 2024.\n", "Burglaries in Northport fell to 388 in 2024.\n"},
		"two in a line":   {"a.md", "Burglaries in Northport rose to 388 in 2024. Police recorded 421 burglaries in 2023.", "Burglaries in Northport fell to 388 in 2024. Police recorded 412 burglaries in 2023."},
		"CRLF and a mark": {"a.md", "\uFEFFNorthport 👩‍🚒\r\n\r\nPolice in **Northport** recorded\r\n398 burglaries in 2024.\r\n", "\uFEFFNorthport 👩‍🚒\r\n\r\nPolice in **Northport** recorded\r\n388 burglaries in 2024.\r\n"},
		"lone CR":         {"a.txt", "Good morning.\r\rPolice in Northport recorded 398 burglaries in 2024.\r", "Good morning.\r\rPolice in Northport recorded 388 burglaries in 2024.\r"},
		"HTML":            {"a.html", "<p>Police in Northport recorded <b>398</b>&nbsp;burglaries in 2024.</p>", "<p>Police in Northport recorded <b>388</b>&nbsp;burglaries in 2024.</p>"},
		"suppressed":      {"a.md", "<!-- onrecord-ignore-next-line value: the mayor's own count -->\nPolice in Northport recorded 398 burglaries in 2024.", ""},
		"nothing to fix":  {"a.md", "Police in Northport recorded 388 burglaries in 2024.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			t.Chdir(folder)
			if err := os.WriteFile(c.file, []byte(c.text), 0o640); err != nil {
				t.Fatal(err)
			}
			want := c.want
			if want == "" {
				want = c.text
			}
			if diff := patched(t, facts, c.file); diff != want {
				t.Errorf("--diff-fix: got %q, want %q", diff, want)
			}
			stdout, stderr, code := run(strings.NewReader(""), nil, "check", "--facts", facts, "--fix", c.file)
			if got := read(c.file); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if code != exitClean {
				t.Errorf("the fixed draft is not clean: %s%s", stdout, stderr)
			}
			if info, err := os.Stat(c.file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
				t.Errorf("the mode is %v: %v", info.Mode(), err)
			}
			if again, _, code := run(strings.NewReader(""), nil, "check", "--facts", facts, "--diff-fix", c.file); again != "" || code != exitClean {
				t.Errorf("a second run would fix more, exit code %d: %s", code, again)
			}
			if files, _ := os.ReadDir("."); len(files) != 1 {
				t.Errorf("%d files are left behind", len(files)-1)
			}
		})
	}
}

// patched returns the text of a draft with the output of --diff-fix applied by git, and leaves the draft as it is.
func patched(t *testing.T, facts, file string) string {
	t.Helper()
	before := read(file)
	diff, _, _ := run(strings.NewReader(""), nil, "check", "--facts", facts, "--diff-fix", file)
	if read(file) != before {
		t.Error("--diff-fix has written to the draft")
	}
	if diff == "" {
		return before
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, file), []byte(before), 0o666); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("git", "apply", "--whitespace=nowarn", "-")
	command.Dir, command.Stdin = folder, strings.NewReader(diff)
	command.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(folder))
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("git apply: %v: %s\n%s", err, out, diff)
	}
	return read(filepath.Join(folder, file))
}

// All planted errors of the example are fixed and the result is clean.
func TestFixExample(t *testing.T) {
	facts, err := filepath.Abs("../../testdata/example/facts")
	if err != nil {
		t.Fatal(err)
	}
	text := readExample(t, "errors.md")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("errors.md", text, 0o666); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, code := run(strings.NewReader(""), nil, "check", "--facts", facts, "--fix", "--show", "refuted", "errors.md")
	if code != exitClean || !regexp.MustCompile(`fixed 1\d claims in 1 draft`).MatchString(stderr) {
		t.Errorf("exit code %d, %s%s", code, stderr, stdout)
	}
}

func TestFixesThatOverlap(t *testing.T) {
	text := []byte("abcdef")
	finding := func(start, end int, fix string) rules.Finding {
		return rules.Finding{Verdict: rules.Verdict{Label: rules.Refuted, Suggestion: &rules.Suggestion{Span: draft.Span{Start: start, End: end}, Text: fix}}}
	}
	a := report.Article{Draft: text, Findings: []rules.Finding{finding(2, 4, "CD"), finding(0, 3, "ABC"), finding(3, 5, "D"), finding(5, 6, "f"), finding(5, 5, "+")}}
	if got := string(apply(text, fixesOf(a))); got != "ABCDf" && got != "ABC"+"D"+"+f" {
		t.Errorf("got %q", got)
	}
}

// Fixes that would refute something else together are tried one by one, and those that do are left out.
func TestFixesThatDoNotGoTogether(t *testing.T) {
	judge := func(text []byte) (a mended, err error) {
		a.Draft = text
		defer func() { a.refuted = len(a.Findings) }()
		refute := func(at int, fix string) {
			a.Findings = append(a.Findings, rules.Finding{Verdict: rules.Verdict{Label: rules.Refuted, Suggestion: &rules.Suggestion{Span: draft.Span{Start: at, End: at + 1}, Text: fix}}})
		}
		for i, c := range text {
			if c == 'x' && !bytes.Contains(text, []byte("o")) { // the first "o" settles all
				refute(i, "o")
			}
		}
		if bytes.Count(text, []byte("o")) > 1 {
			refute(0, string(text[0]))
			refute(1, string(text[1]))
			refute(2, string(text[2]))
		}
		return a, nil
	}
	a, _ := judge([]byte("xx."))
	m, err := mend(a, judge)
	if err != nil || string(m.Draft) != "xo." || refutedIn(m.Article) != 0 {
		t.Errorf("got %q with %d refuted: %v", m.Draft, refutedIn(m.Article), err)
	}
	broken := errors.New("broken")
	if _, err := mend(a, func([]byte) (mended, error) { return a, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	// --diff leaves a claim out of the article that the fix refutes.
	hidden, err := mend(a, func(text []byte) (mended, error) {
		return mended{Article: report.Article{Draft: text}, refuted: a.refuted}, nil
	})
	if err != nil || hidden.fixed != 0 || string(hidden.Draft) != "xx." {
		t.Errorf("got %q with %d fixes: %v", hidden.Draft, hidden.fixed, err)
	}
}

// A file that someone has written to since it was read is left alone.
func TestFixOverwritesNoChange(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(file, []byte("newer"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := overwrite(file, []byte("older"), []byte("fixed")); err == nil || read(file) != "newer" {
		t.Errorf("got %v, %q in the file", err, read(file))
	}
}

// What the baseline knows is passed over: it is not fixed, and does not stand in the way of other fixes.
func TestFixWithBaseline(t *testing.T) {
	facts, err := filepath.Abs(northport)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	const known, other = "Police in Northport recorded 398 burglaries in 2024.\n", "\nPolice in Northport recorded 450 burglaries in 2023.\n"
	write := func(text string) {
		if err := os.WriteFile("a.md", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(known)
	if _, stderr, code := run(strings.NewReader(""), nil, "check", "--facts", facts, "--baseline", "known.json", "--write-baseline", "a.md"); code != exitClean {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	write(known + other)
	stdout, stderr, code := run(strings.NewReader(""), nil, "check", "--facts", facts, "--baseline", "known.json", "--fix", "a.md")
	if want := known + strings.Replace(other, "450", "412", 1); read("a.md") != want || code != exitClean {
		t.Errorf("exit code %d, got %q, want %q\n%s%s", code, read("a.md"), want, stderr, stdout)
	}
}

// With --diff only what the change brought is put right.
func TestFixWithDiff(t *testing.T) {
	const old = "Northport had 398 burglaries in 2024.\n"
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured, "articles/a.md": dated + old, "articles/b.md": dated + old,
	})
	write("articles/a.md", dated+old+"\nIt had 421 burglaries in 2023.\n")
	diff, stderr, code := run(strings.NewReader(""), nil, "check", "--diff", "HEAD", "--diff-fix", "articles")
	if code != exitRefuted || !strings.Contains(diff, "+It had 412 burglaries in 2023.") || strings.Contains(diff, "+Northport") {
		t.Errorf("exit code %d, %s: %s", code, stderr, diff)
	}
	stdout, stderr, code := run(strings.NewReader(""), nil, "check", "--diff", "HEAD", "--fix", "articles")
	if want := dated + old + "\nIt had 412 burglaries in 2023.\n"; read("articles/a.md") != want || read("articles/b.md") != dated+old || code != exitClean {
		t.Errorf("exit code %d, %s%s, got %q, want %q", code, stdout, stderr, read("articles/a.md"), want)
	}
}
