package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// starter is the repository that onrecord init writes: facts, an article, configuration, hook and workflow.
//
//go:embed all:starter
var starter embed.FS

// initRepository writes a starter repository into a folder, the current one when none is named. Files that are there
// already are left as they are.
func (c *Command) initRepository() *cobra.Command {
	cmd := &cobra.Command{Use: "init [DIR]", Short: "write a starter repository: facts, an article, hook and workflow"}
	cmd.Example = `  onrecord init newsroom`
	flags := cmd.Flags()
	return c.does(cmd, func() int {
		if flags.NArg() > 1 {
			return c.fail(errors.New("name one folder"))
		}
		folder := "."
		if flags.NArg() == 1 {
			folder = flags.Arg(0)
		}
		kept := 0
		err := fs.WalkDir(starter, "starter", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := starter.ReadFile(name)
			if err != nil {
				return err
			}
			text = bytes.ReplaceAll(text, []byte("ONRECORD_VERSION"), []byte(c.pinned()))
			file := strings.TrimPrefix(name, "starter/")
			switch err := writeNew(filepath.Join(folder, filepath.FromSlash(file)), text); {
			case errors.Is(err, fs.ErrExist):
				kept++
				fmt.Fprintf(c.Stdout, "kept   %s, which was there\n", path.Join(filepath.ToSlash(folder), file))
			case err != nil:
				return err
			default:
				fmt.Fprintf(c.Stdout, "wrote  %s\n", path.Join(filepath.ToSlash(folder), file))
			}
			return nil
		})
		if err != nil {
			return c.fail(fmt.Errorf("write the starter: %w", err))
		}
		if kept == 0 {
			in := func(name string) string { return path.Join(filepath.ToSlash(folder), name) }
			fmt.Fprintf(c.Stdout, "\nNow try:\n  onrecord facts check %s\n  onrecord check %s\n", in("facts"), in("articles"))
		}
		return exitClean
	})
}

// pinned is the version that a hook or a workflow names so that it runs this program: its tag, or for a program between
// tags the branch.
func (c *Command) pinned() string {
	if c.Release {
		return c.Version
	}
	return "main"
}

// writeNew writes a file that must not be there yet, be it a link that leads nowhere.
func writeNew(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}
