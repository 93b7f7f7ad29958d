package main

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is what a run prints while it goes on.
type screen struct {
	lock sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.text.String()
}

// waitFor waits until the screen has shown some words so many times.
func (s *screen) waitFor(t *testing.T, times int, words string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if strings.Count(s.String(), words) >= times {
			return
		}
	}
	t.Fatalf("%q is not shown within 30 seconds: %s", words, s)
}

// watching starts onrecord check --watch and returns what it shows and how to end it, which tells the exit code.
func watching(t *testing.T, args ...string) (out, errs *screen, end func() int) {
	t.Helper()
	out, errs = &screen{}, &screen{}
	interrupt := make(chan os.Signal, 1)
	c := &Command{
		Stdin: strings.NewReader(""), Stdout: out, Stderr: errs, Env: func(string) string { return "" },
		Now: time.Now, Version: "test", Interrupt: interrupt,
	}
	code := make(chan int, 1)
	go func() { code <- c.Main(append([]string{"check", "--watch"}, args...)) }()
	errs.waitFor(t, 1, "watching")
	return out, errs, func() int {
		t.Helper()
		interrupt <- os.Interrupt
		select {
		case got := <-code:
			return got
		case <-time.After(30 * time.Second):
			t.Fatal("an interruption does not end it")
		}
		return 0
	}
}

// With --diff only what the change brings is told, also while it is made.
func TestWatchWithDiff(t *testing.T) {
	const old = "Northport had 398 burglaries in 2024.\n"
	write, _ := scratch(t, map[string]string{"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured, "articles/a.md": dated + old})
	out, _, end := watching(t, "--diff", "HEAD", "articles")
	out.waitFor(t, 1, "0 drafts")
	write("articles/a.md", dated+old+"\nIt had 421 burglaries in 2023.\n")
	out.waitFor(t, 1, "+ articles/a.md:6:8: refuted: \"421\"")
	write("articles/a.md", dated+old+"\nIt had 412 burglaries in 2023.\n")
	out.waitFor(t, 1, "- articles/a.md:6:8: refuted: \"421\"")
	if got := end(); got != exitClean || strings.Contains(out.String(), "398") {
		t.Errorf("exit %d: %s", got, out)
	}
}

func TestWatchTellsWhatIsDifferent(t *testing.T) {
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured,
		"articles/a.md": dated + "Northport had 388 burglaries in 2024.\n",
	})
	out, errs, end := watching(t, "articles")
	out.waitFor(t, 1, "1 supported, 0 refuted")
	write("articles/a.md", dated+"Northport had 398 burglaries in 2024.\n")
	out.waitFor(t, 1, "+ articles/a.md:4:15: refuted: \"398\": burglaries: 388 in 2024 [value]")
	write("facts/burglary.facts.yaml", strings.Replace(burglaries, "388", "398", 1))
	out.waitFor(t, 1, "- articles/a.md:4:15: refuted")
	write("facts/burglary.facts.yaml", "dataset: [\n")
	errs.waitFor(t, 1, "facts/burglary.facts.yaml:")
	write("facts/burglary.facts.yaml", burglaries)
	out.waitFor(t, 2, "+ articles/a.md:4:15: refuted: \"398\"")
	out.waitFor(t, 2, "0 supported, 1 refuted, 0 not on record (1 dataset)\n")
	if got := end(); got != exitRefuted {
		t.Errorf("exit %d, want %d: the last check refutes a claim", got, exitRefuted)
	}
}
