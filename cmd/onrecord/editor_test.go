package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// required tells that a test may not be skipped for the want of a program, as in CI, which installs what it needs.
func required() bool { return os.Getenv("ONRECORD_CI") != "" }

// buildBinary builds the program and returns its path.
func buildBinary(t testing.TB) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "onrecord")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return binary
}

// Neovim edits a draft with the server: diagnostics, hover, definition, code action, typing, references.
func TestNeovim(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and runs an editor")
	}
	nvim, err := exec.LookPath("nvim")
	if err != nil {
		if required() {
			t.Fatal("there is no nvim: .ci/run installs it")
		}
		t.Skip("there is no nvim: apt-get install neovim, or brew install neovim")
	}
	binary := buildBinary(t)
	workspace, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(workspace, os.DirFS("../../lsp/testdata/nvim/workspace")); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs("../../lsp/testdata/nvim/session.lua")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, nvim, "--headless", "--clean", "-n", "-c", "luafile "+script)
	state := t.TempDir()
	cmd.Env = append(os.Environ(), "ONRECORD="+binary, "WORKSPACE="+workspace, "XDG_STATE_HOME="+state, "XDG_CACHE_HOME="+state, "XDG_DATA_HOME="+state)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "all as it should be") {
		log, _ := os.ReadFile(filepath.Join(state, "nvim", "lsp.log"))
		t.Errorf("the session ended with %v:\n%s\n%s", err, out, log)
	}
}

// An assistant starts the program and checks a draft.
func TestMCPOverStandardInput(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	process := exec.Command(buildBinary(t), "mcp", "--facts", "../../testdata/example/facts")
	var log strings.Builder
	process.Stderr = &log
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: process}, nil)
	if err != nil {
		t.Fatal(err)
	}
	story, err := os.ReadFile("../../testdata/example/errors.md")
	if err != nil {
		t.Fatal(err)
	}
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "check_draft", Arguments: map[string]any{"text": string(story)}})
	if err != nil {
		t.Fatal(err)
	}
	if out, ok := result.StructuredContent.(map[string]any); !ok || out["refuted"].(float64) < 3 {
		t.Errorf("got %v", result.StructuredContent)
	}
	if err := session.Close(); err != nil {
		t.Errorf("the server ended with %v\n%s", err, log.String())
	}
}

// An editor that goes away, or never spoke the protocol, leaves no failure behind.
func TestTheServerEndsWell(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	binary := buildBinary(t)
	for _, said := range []string{"", "hello\n", "Content-Length: 9\r\n\r\n{}", "Content-Length: 2\r\n\r\n{}Content-Length: 5\r\n\r\n[1,2]"} {
		server := exec.Command(binary, "lsp")
		server.Stdin = strings.NewReader(said)
		if out, err := server.CombinedOutput(); err != nil {
			t.Errorf("after %q: %v\n%s", said, err, out)
		}
	}
}
