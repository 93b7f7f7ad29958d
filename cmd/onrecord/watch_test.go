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

func TestWatchTellsWhatIsDifferent(t *testing.T) {
	write, _ := scratch(t, map[string]string{
		"facts/burglary.facts.yaml": burglaries, ".onrecord.yaml": configured,
		"articles/a.md": dated + "Northport had 388 burglaries in 2024.\n",
	})
	var out, errs screen
	interrupt := make(chan os.Signal, 1)
	c := &Command{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Env: func(string) string { return "" },
		Now: time.Now, Version: "test", Interrupt: interrupt,
	}
	code := make(chan int, 1)
	go func() { code <- c.Main([]string{"check", "--watch", "articles"}) }()

	errs.waitFor(t, 1, "watching")
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
	interrupt <- os.Interrupt
	select {
	case got := <-code:
		if got != exitRefuted {
			t.Errorf("exit %d, want %d: the last check refutes a claim", got, exitRefuted)
		}
	case <-time.After(30 * time.Second):
		t.Error("an interruption does not end it")
	}
}
