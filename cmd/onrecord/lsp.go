package main

import (
	"errors"
	"fmt"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/lsp"
)

// languageServer answers an editor over standard input and output.
func (c *Command) languageServer() *cobra.Command {
	cmd := &cobra.Command{Use: "lsp [--facts PATH]...", Short: "answer an editor as a language server, on standard input and output"}
	cmd.Example = `  onrecord lsp
  onrecord lsp --facts facts`
	var paths []string
	var published string
	flags := cmd.Flags()
	flags.StringArrayVar(&paths, "facts", nil, "read facts from `PATH` where the editor names none (repeatable)")
	flags.StringVar(&published, "published", "", "count \"last year\" and \"Wednesday\" from `DATE` in drafts that have no date of their own (default today)")
	flags.Bool("stdio", true, "use standard input and output, as editors ask for: there is no other way")
	flags.Int("clientProcessId", 0, "the editor's process, as some editors tell: not needed")
	flags.MarkHidden("stdio")
	flags.MarkHidden("clientProcessId")
	return c.does(cmd, func() int {
		if _, err := c.today(published); err != nil {
			return c.fail(err)
		}
		if flags.NArg() > 0 {
			return c.fail(errors.New("lsp takes no drafts: the editor sends them"))
		}
		signal.Ignore(syscall.SIGPIPE) // an editor that is gone is no failure: its end of the stream ends the session
		err := lsp.Serve(c.Stdin, c.Stdout, lsp.Options{
			Version: c.Version, Facts: paths, Log: c.Stderr,
			Today: func() period.Period { // asked for again when the facts are read again: an editor stays open for days
				day, _ := c.today(published)
				return day
			},
		})
		if err != nil {
			return c.fail(fmt.Errorf("lsp: %w", err))
		}
		return exitClean
	})
}
