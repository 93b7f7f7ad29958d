package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// longest is how long a run on hostile input may take on a slow machine.
const longest = time.Minute

// TestHostileInput feeds what no desk writes and every program meets. Each run must end in time with
// an answer or a message.
func TestHostileInput(t *testing.T) {
	if testing.Short() {
		t.Skip("reads tens of megabytes")
	}
	repeat := func(text string, size int) string { return strings.Repeat(text, size/len(text)+1)[:size] }
	const sentence = "Police in Northport recorded 388 burglaries in 2024. "
	drafts := map[string]string{
		"50 MB of paragraphs":            repeat(sentence+"\n\n", 50<<20),
		"half a megabyte of errors":      repeat("Police in Northport recorded 398 burglaries in 2024.\n\n", 1<<19),
		"a line of 3 MB":                 repeat(sentence, 3<<20),
		"3 MB without a space":           repeat("1a", 3<<20),
		"10,000 nested lists":            nested("- ", 10_000),
		"10,000 nested quotations":       strings.Repeat(">", 10_000) + " 388",
		"a number of a million digits":   "Northport had " + repeat("9", 1_000_000) + " burglaries.",
		"100,000 grouped digits":         "Northport had 1" + repeat(",000", 130_000) + " burglaries.",
		"a million decimals":             "It rose 1." + repeat("3", 1_000_000) + " percent.",
		"a number of 100,000 words":      "Northport had " + repeat("nine hundred ", 100_000) + "burglaries.",
		"40,000 respectively":            repeat("1, ", 60_000) + "2 in " + repeat("2024, ", 120_000) + "respectively.",
		"100,000 brackets":               repeat("[", 100_000) + repeat("*", 100_000),
		"40,000 table cells":             "|a|b|\n|-|-|\n" + repeat("|388|412|\n", 200_000),
		"a front matter that never ends": "---\n" + repeat("a: b\n", 1<<20),
		"NUL bytes":                      repeat("\x00", 1000),
		"an alias bomb in front matter":  "---\n" + aliasBomb() + "---\nHello.\n",
	}
	for name, text := range drafts {
		files := []string{"draft.md", "draft.txt", "draft.html"}
		if len(text) > 20<<20 {
			files = files[:1]
		}
		for _, file := range files {
			t.Run(name+"/"+file, func(t *testing.T) {
				t.Parallel()
				runHostile(t, file, text, "../../testdata/cli/northport.facts.yaml")
			})
		}
	}
	head := "dataset: a\ntitle: A\nsource: {publisher: P, title: T}\nfields:\n  year: {role: period}\n  n: {role: measure, unit: things}\n"
	refused := []string{"alias bomb", "nesting", "a number of 1e6 digits", "an exponent of 1e9", "a year of 1e6 digits", "100,000 equal rows", "a row with 100,000 keys"}
	facts := map[string]string{
		"alias bomb":              head + "rows:\n" + aliasBomb(),
		"nesting":                 head + "rows: " + repeat("[", 100_000),
		"a number of 1e6 digits":  head + "rows:\n  - {year: 2024, n: " + repeat("9", 1_000_000) + "}\n",
		"an exponent of 1e9":      head + "rows:\n  - {year: 2024, n: 1e1000000000}\n",
		"a year of 1e6 digits":    head + "rows:\n  - {year: " + repeat("9", 1_000_000) + ", n: 1}\n",
		"100,000 equal rows":      head + "rows:\n" + repeat("  - {year: 2024, n: 1}\n", 2_300_000),
		"a row with 100,000 keys": head + "rows:\n  - {" + repeat("a: 1, ", 600_000) + "year: 2024}\n",
		"a title of 10 MB":        strings.Replace(head, "title: A", "title: "+repeat("x ", 10<<20), 1) + "rows:\n  - {year: 2024, n: 1}\n",
	}
	for name, text := range facts {
		t.Run("facts/"+name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "a.facts.yaml")
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			code := runHostile(t, "draft.md", sentence, path)
			if want := slices.Contains(refused, name); want != (code == exitFailed) {
				t.Errorf("exit code %d, want refused: %v", code, want)
			}
		})
	}
}

func runHostile(t *testing.T, file, text, facts string) (code int) {
	start := time.Now()
	var stdout, stderr string
	stdout, stderr, code = run(strings.NewReader(text), nil, "check", "--facts", facts, "--stdin-filename", file, "-")
	took := time.Since(start)
	switch {
	case strings.Contains(stderr, "internal error"):
		t.Errorf("a panic: %.300s", stderr)
	case code == exitFailed && stderr == "", code != exitFailed && stdout == "":
		t.Errorf("silence: exit code %d", code)
	case len(stderr) > 20_000:
		t.Errorf("a message of %d bytes: %.300s", len(stderr), stderr)
	}
	if took > longest {
		t.Errorf("%d bytes took %v", len(text), took)
	}
	t.Logf("exit code %d in %v: %.150s", code, took.Round(time.Millisecond), stderr)
	return code
}

// nested is a Markdown list, each of the first items in the one before.
func nested(bullet string, depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", 2*min(i, 50)) + bullet + "388\n")
	}
	return b.String()
}

// aliasBomb is ten levels of YAML that stand for 10^10 values.
func aliasBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i <= 10; i++ {
		previous := string(rune('a')) + string(rune('0'+i-1))
		name := "a" + string(rune('0'+i))
		if i == 10 {
			name = "last"
		}
		b.WriteString(name + ": &" + name + " [" + strings.TrimSuffix(strings.Repeat("*"+previous+", ", 10), ", ") + "]\n")
	}
	return b.String()
}
