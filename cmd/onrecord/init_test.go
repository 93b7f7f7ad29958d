package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/schema"
)

// The starter passes every check that its own hooks and workflow run.
func TestStarterPassesItsGate(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, stderr, code := run(strings.NewReader(""), nil, "init"); code != exitClean {
		t.Fatalf("init: exit %d: %s", code, stderr)
	}
	for _, args := range [][]string{
		{"facts", "check"},
		{"check", "--fail-on", "refuted,warning,not_enough_info", "articles"},
		{"facts", "diff", "--fail-on", "any", "facts", "facts"},
		{"impact", "--facts", "facts", "--facts", "facts", "--fail-on", "any", "articles"},
	} {
		if stdout, stderr, code := run(strings.NewReader(""), nil, args...); code != exitClean {
			t.Errorf("onrecord %s: exit %d\n%s%s", strings.Join(args, " "), code, stdout, stderr)
		}
	}
}

// The commands in the starter's workflow are commands of onrecord with flags that it knows.
func TestStarterCommands(t *testing.T) {
	text, err := starter.ReadFile("starter/.github/workflows/facts.yml")
	if err != nil {
		t.Fatal(err)
	}
	commands := 0
	for line := range strings.Lines(string(text)) {
		_, command, found := strings.Cut(line, ": onrecord ")
		if !found {
			continue
		}
		commands++
		command, _, _ = strings.Cut(command, ">>")
		args := append(strings.Fields(strings.ReplaceAll(command, `"`, "")), "--help")
		if _, stderr, code := run(strings.NewReader(""), nil, args...); code != exitClean {
			t.Errorf("onrecord %s: %s", strings.Join(args, " "), stderr)
		}
	}
	if commands < 3 {
		t.Errorf("%d commands found", commands)
	}
}

// Hooks and workflow name the version of the program that wrote them.
func TestStarterIsPinned(t *testing.T) {
	for version, want := range map[string]string{"v1.2.3": "v1.2.3", "devel": "main"} {
		t.Chdir(t.TempDir())
		c := &Command{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard, Env: os.Getenv, Now: time.Now, Version: version, Release: releaseVersion.MatchString(version)}
		if code := c.Main([]string{"init"}); code != exitClean {
			t.Fatalf("init: exit %d", code)
		}
		if text := read(".pre-commit-config.yaml"); !strings.Contains(text, "rev: "+want+"\n") {
			t.Errorf("%s: hooks name another version: %s", version, text)
		}
		if text := read(".github/workflows/facts.yml"); !strings.Contains(text, "uses: onrecord/onrecord@"+want+" ") {
			t.Errorf("%s: the workflow names another version: %s", version, text)
		}
	}
}

func TestStarterConfiguration(t *testing.T) {
	text, err := starter.ReadFile("starter/.onrecord.yaml")
	if err != nil {
		t.Fatal(err)
	}
	node, err := schema.ReadYAML(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range schema.Validate("config", node) {
		t.Errorf(".onrecord.yaml:%d:%d: %s", p.Line, p.Column, p.Msg)
	}
}

func TestInitOverwritesNothing(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	if err := os.WriteFile(".onrecord.yaml", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, _, code := run(strings.NewReader(""), nil, "init")
	if code != exitClean || !strings.Contains(stdout, "kept   .onrecord.yaml, which was there\n") || read(".onrecord.yaml") != "mine" {
		t.Errorf("exit %d, %q in .onrecord.yaml, said %s", code, read(".onrecord.yaml"), stdout)
	}
	before := read(filepath.Join("facts", "burglary.facts.yaml"))
	if stdout, _, _ := run(strings.NewReader(""), nil, "init"); strings.Contains(stdout, "wrote") || before == "" {
		t.Errorf("the second time: %s", stdout)
	}
}
