package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/mcp"
)

// contextServer answers a writing assistant over standard input and output.
func (c *Command) contextServer() *cobra.Command {
	cmd := &cobra.Command{Use: "mcp [--facts PATH]...", Short: "answer a writing assistant over the Model Context Protocol"}
	cmd.Example = `  onrecord mcp --facts facts`
	var paths []string
	var published string
	flags := cmd.Flags()
	flags.StringArrayVar(&paths, "facts", nil, "read facts from `PATH`, a file or a folder (repeatable; default what .onrecord.yaml of this folder says)")
	flags.StringVar(&published, "published", "", "count \"last year\" and \"Wednesday\" from `DATE` in drafts that have no date of their own (default today)")
	return c.does(cmd, func() int {
		_, err := c.today(published)
		if flags.NArg() > 0 {
			err = errors.Join(err, errors.New("mcp takes no drafts: the assistant sends them"))
		}
		settings, problem := config.NewLoader(c.Version, "").For("draft.md")
		if err := errors.Join(err, problem); err != nil {
			return c.fail(err)
		}
		if len(paths) == 0 {
			paths = settings.Facts
		}
		chosen, judging := settings.Options()
		// Facts that cannot be read are told to the assistant: it shows them, and the session lives until they are mended.
		err = mcp.Serve(context.Background(), io.NopCloser(c.Stdin), unclosed{c.Stdout}, mcp.Options{
			Version: c.Version, Facts: paths, Rules: chosen, Judging: judging,
			Today: func() period.Period {
				day, _ := c.today(published)
				return day
			},
		})
		if err != nil {
			return c.fail(fmt.Errorf("mcp: %w", err))
		}
		return exitClean
	})
}

// unclosed is a writer that stays open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
