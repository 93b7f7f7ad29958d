package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// TestManual holds the pages in man to the commands, their flags and examples; -update writes them anew, which is left
// for the end of a row of changes to flags.
func TestManual(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("the pages are renewed for a release")
	}
	c := &Command{Stdout: io.Discard, Stderr: io.Discard, Env: func(string) string { return "" }, Now: time.Now}
	dated := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	pages := map[string]bool{}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		cmd.DisableAutoGenTag = true
		cmd.InitDefaultHelpFlag()
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		var page bytes.Buffer
		if err := doc.GenMan(cmd, &doc.GenManHeader{Section: "1", Source: "onrecord", Manual: "onrecord", Date: &dated}, &page); err != nil {
			t.Fatal(err)
		}
		pages[name] = true
		expect(t, filepath.Join("../../man", name), page.String())
		for _, sub := range cmd.Commands() {
			if !sub.Hidden && (sub.Name() != "help" || !cmd.HasParent()) { // each group gets one from the generator
				walk(sub)
			}
		}
	}
	walk(c.tree(""))
	files, err := os.ReadDir("../../man")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !pages[file.Name()] {
			t.Errorf("man/%s is of no command", file.Name())
		}
	}
}
