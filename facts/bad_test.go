package facts

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected messages in testdata")

const badFiles = "../testdata/facts/bad"

// TestRejectedFiles loads every file and folder in testdata/facts/bad that has its messages beside it, in
// NAME.errors. Tables without messages are those that a dataset names.
func TestRejectedFiles(t *testing.T) { testRejected(t, badFiles) }

// TestRejectedFormats does so with files in the formats of other programs.
func TestRejectedFormats(t *testing.T) { testRejected(t, "../testdata/formats/broken") }

func testRejected(t *testing.T, badFiles string) {
	entries, err := os.ReadDir(badFiles)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, entry := range entries {
		if text, err := os.ReadFile(filepath.Join(badFiles, entry.Name())); err == nil {
			if _, table, ok := strings.Cut(string(text), "file: "); ok {
				named[strings.TrimSpace(strings.SplitN(table, "\n", 2)[0])] = true
			}
		}
	}
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".errors") || named[entry.Name()] {
			continue
		}
		t.Run(entry.Name(), func(t *testing.T) {
			path := filepath.Join(badFiles, entry.Name())
			c, err := Load([]string{path})
			if err == nil {
				t.Fatalf("loaded %d datasets, want errors", len(c.Datasets))
			}
			got := strings.ReplaceAll(filepath.ToSlash(err.Error()), badFiles+"/", "") + "\n"
			if *update {
				if err := os.WriteFile(path+".errors", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path + ".errors")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("messages (-want +got):\n%s", diff)
			}
		})
	}
}
