package main

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scoresHead stands above the scores in their page, which is written by -update alone.
const scoresHead = `# Precision and recall on the stories of this folder

Written by ` + "`go test ./cmd/onrecord -run Scores -update`" + `: what ` + "`onrecord eval testdata/newsroom`" + ` prints. The
[README](README.md) of this folder says what the columns mean.

`

// TestScores holds the page of scores to what the program does. It tolerates no drift: a change that moves a figure shows
// it in its diff.
func TestScores(t *testing.T) {
	const page = "testdata/newsroom/SCORES.md"
	t.Chdir("../..")
	stdout, stderr, code := run(strings.NewReader(""), nil, "eval", "testdata/newsroom")
	if code != exitClean || stderr != "" {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	got := scoresHead + stdout
	if *update {
		if err := os.WriteFile(page, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(lines(read(page)), lines(got)); diff != "" {
		t.Errorf("the scores have moved. Run\n\n\tgo test ./cmd/onrecord -run Scores -update\n\nand commit %s with the change that moved them (-written +printed):\n%s", page, diff)
	}
}
