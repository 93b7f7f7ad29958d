package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// cachingRun runs onrecord with a cache in a folder.
func cachingRun(folder string, args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	c := &Command{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Env: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2025, 2, 12, 9, 0, 0, 0, time.UTC) }, Version: "test", CacheFolder: folder,
	}
	code = c.Main(args)
	return out.String(), errs.String(), code
}

// copyCase copies a folder of testdata into the current one.
func copyCase(t testing.TB, from string) {
	t.Helper()
	if err := os.CopyFS(".", os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// entries returns the files of a cache with the times at which they were written.
func entries(t testing.TB, folder string) map[string]time.Time {
	t.Helper()
	found := map[string]time.Time{}
	files, err := filepath.Glob(filepath.Join(folder, "v1", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		found[file] = info.ModTime()
	}
	return found
}

// A report from the cache is the report to the byte, in every format, and drafts with trouble are told again.
func TestReportsFromTheCacheAreTheSame(t *testing.T) {
	example, err := filepath.Abs("../../testdata/example")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	copyCase(t, example)
	if err := os.WriteFile("ignored.md", []byte("<!-- onrecord-ignore-next-line value -->\nNorth Korea took $2.2 billion in 2024.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	store := t.TempDir()
	for _, format := range []string{"text", "json", "sarif", "markdown"} {
		args := []string{"check", "--facts", "facts", "--format", format, "--show", "all", "story.md", "errors.md", "brief.md", "ignored.md"}
		want, _, code := cachingRun(store, append(args, "--no-cache")...)
		for _, run := range []string{"first", "second"} {
			if got, stderr, again := cachingRun(store, args...); got != want || again != code {
				t.Errorf("%s, %s run: exit %d, want %d; the report differs: %s", format, run, again, code, stderr)
			}
		}
	}
	written := entries(t, store)
	if len(written) != 4 {
		t.Errorf("%d drafts are kept, want 4: each once, whatever the format", len(written))
	}

	explained, _, _ := cachingRun(store, "check", "--facts", "facts", "--explain", "errors.md")
	if anew, _, _ := cachingRun(store, "check", "--facts", "facts", "--explain", "--no-cache", "errors.md"); explained != anew {
		t.Error("explanations are not the same with a cache")
	}

	if err := os.WriteFile("brief.md", []byte("Thefts rose to 7 in 2024.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cachingRun(store, "check", "--facts", "facts", "story.md", "brief.md")
	after := entries(t, store)
	if len(after) != 5 {
		t.Errorf("%d drafts are kept after one changed, want 5", len(after))
	}
	for file, at := range written {
		if !after[file].Equal(at) {
			t.Errorf("%s was judged anew", file)
		}
	}
	if err := os.WriteFile("brief.md", []byte("---\npublished: soon\n---\n7 thefts.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, stderr, code := cachingRun(store, "check", "--facts", "facts", "brief.md"); code != exitFailed || !strings.Contains(stderr, "brief.md:2:12") {
			t.Errorf("a broken draft: exit %d, %s", code, stderr)
		}
	}
}

// What verdicts hang on changes them also when the draft stays as it is.
func TestCacheFollowsFactsSettingsAndDay(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	facts := "dataset: burglary\nabout: [Northport]\nfields: {year: {role: period}, burglaries: {role: measure, unit: burglaries}}\nrows:\n  - {year: 2023, burglaries: 412}\n  - {year: 2024, burglaries: %d}\n"
	write("facts.yaml", fmt.Sprintf(facts, 388))
	write("a.md", "Northport had 388 burglaries last year.\n")
	store := t.TempDir()
	check := func(args ...string) int {
		t.Helper()
		_, stderr, code := cachingRun(store, append([]string{"check", "--facts", "facts.yaml", "a.md"}, args...)...)
		if code == exitFailed {
			t.Fatal(stderr)
		}
		return code
	}
	expect := func(what string, want int, args ...string) {
		t.Helper()
		for _, run := range []string{"first", "second"} {
			if got := check(args...); got != want {
				t.Errorf("%s, %s run: exit %d, want %d", what, run, got, want)
			}
		}
	}
	expect("the draft is right", exitClean)
	expect("a year before it is wrong", exitRefuted, "--published", "2024-03-01")
	expect("only another rule runs", exitClean, "--published", "2024-03-01", "--rules", "record")
	write("facts.yaml", fmt.Sprintf(facts, 389))
	expect("the fact changed", exitRefuted)
	write(".onrecord.yaml", "rules: {value: warning}\n")
	expect("refutations are warnings", exitClean)
	write("a.claims.yaml", "ignore: [{rule: value, reason: known}]\n")
	expect("the file beside it ignores it", exitClean, "--fail-on", "warning")
}

func TestCacheClean(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.md", []byte("It rose from 10 to 20, up 50%.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	store := t.TempDir()
	cachingRun(store, "check", "a.md")
	if stdout, _, _ := cachingRun(store, "cache", "path"); strings.TrimSpace(stdout) != store {
		t.Errorf("the path is %q, want %q", stdout, store)
	}
	stdout, stderr, code := cachingRun(store, "cache", "clean")
	if code != exitClean || !strings.HasPrefix(stdout, "removed 1 drafts from ") || len(entries(t, store)) != 0 {
		t.Errorf("exit %d, %s%s; left: %v", code, stdout, stderr, entries(t, store))
	}
	if _, stderr, code := cachingRun("", "cache", "path"); code != exitFailed || !strings.Contains(stderr, "--cache-dir") {
		t.Errorf("without a folder: exit %d, %s", code, stderr)
	}
}

// A thousand drafts that have not changed, as a hook before each commit meets them.
func BenchmarkThousandUnchangedDrafts(b *testing.B) {
	example, err := filepath.Abs("../../testdata/example")
	if err != nil {
		b.Fatal(err)
	}
	b.Chdir(b.TempDir())
	copyCase(b, example)
	story, err := os.ReadFile("story.md")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.Mkdir("drafts", 0o777); err != nil {
		b.Fatal(err)
	}
	for i := range 1000 {
		text := append(story, fmt.Sprintf("\nThis is page %d.\n", i)...)
		if err := os.WriteFile(fmt.Sprintf("drafts/%d.md", i), text, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	store := b.TempDir()
	run := func() {
		c := &Command{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard, Env: func(string) string { return "" }, Now: time.Now, Version: "test", CacheFolder: store}
		if code := c.Main([]string{"check", "--facts", "facts", "drafts"}); code == exitFailed {
			b.Fatal("the run failed")
		}
	}
	run()
	for b.Loop() {
		run()
	}
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "drafts/s")
}
