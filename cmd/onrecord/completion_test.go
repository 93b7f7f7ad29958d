package main

import (
	"os/exec"
	"strings"
	"testing"
)

// Shells complete commands, flags and the values of flags, and take the scripts.
func TestCompletion(t *testing.T) {
	for line, want := range map[string]string{
		"ch":                      "check\t",
		"facts sh":                "show\t",
		"check --for":             "--format\t",
		"check --format sa":       "sarif",
		"check --rules dire":      "direction",
		"check --fail-on w":       "warning",
		"facts check --fail-on n": "note",
		"explain unused-i":        "unused-ignore",
		"schema rep":              "report",
		"completion po":           "powershell",
	} {
		stdout, _, code := run(strings.NewReader(""), nil, append([]string{"__complete"}, strings.Split(line, " ")...)...)
		if code != exitClean || !strings.HasPrefix(stdout, want) {
			t.Errorf("%q: exit code %d, got %q, want %q first", line, code, stdout, want)
		}
	}
	for _, shell := range shells {
		script, stderr, code := run(strings.NewReader(""), nil, "completion", shell)
		if code != exitClean || stderr != "" || len(script) < 500 || !strings.Contains(script, "onrecord") {
			t.Errorf("%s: exit code %d, %d bytes, %s", shell, code, len(script), stderr)
		}
		if path, err := exec.LookPath(shell); err == nil && shell != "powershell" {
			command := exec.Command(path, "-n", "/dev/stdin")
			command.Stdin = strings.NewReader(script)
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s does not read its script: %v: %s", shell, err, out)
			}
		}
	}
}
