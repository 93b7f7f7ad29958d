package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scoresHead stands above the scores in their page, which is written by -update alone.
const scoresHead = `# Precision and recall on the stories of this folder

Written by ` + "`go test ./cmd/onrecord -run Scores -update`" + `: what ` + "`onrecord eval %s`" + ` prints. The
[README](../newsroom/README.md) of the newsroom says what the columns mean.

`

// TestScores holds the page of scores to what the program does. It tolerates no drift: a change that moves a figure shows
// it in its diff.
func TestScores(t *testing.T) {
	t.Chdir("../..")
	for _, folder := range []string{"testdata/newsroom", "testdata/angles", "testdata/unseen"} {
		t.Run(folder, func(t *testing.T) {
			page := folder + "/SCORES.md"
			stdout, stderr, code := run(strings.NewReader(""), nil, "eval", folder)
			if code != exitClean || stderr != "" {
				t.Fatalf("exit %d: %s", code, stderr)
			}
			got := fmt.Sprintf(scoresHead, folder) + stdout
			if *update {
				if err := os.WriteFile(page, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(lines(read(page)), lines(got)); diff != "" {
				t.Errorf("the scores have moved. Run\n\n\tgo test ./cmd/onrecord -run Scores -update\n\nand commit %s with the change that moved them (-written +printed):\n%s", page, diff)
			}
		})
	}
}
