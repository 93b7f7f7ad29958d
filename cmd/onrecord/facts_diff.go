package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/diff"
	"github.com/onrecord/onrecord/facts/revision"
)

// factsDiff tells what changed from one version of the facts to another.
func (c *Command) factsDiff() *cobra.Command {
	cmd := &cobra.Command{Use: "diff OLD NEW", Short: "tell what changed between two versions: added, removed, revised"}
	cmd.Example = `  onrecord facts diff HEAD~1:facts facts
  onrecord facts diff --format markdown main facts`
	flags := cmd.Flags()
	format := flags.String("format", "text", "write the changes as `FORMAT`: text, json or markdown")
	all := flags.Bool("all", false, fmt.Sprintf("list every change in text and markdown, not %d of a dataset", diff.Most))
	failOn := flags.String("fail-on", "finding", "exit with 1 for a `CHANGE`: finding (a value revised without a word), any or never")
	return c.does(cmd, func() int {
		problems := []error{
			oneOf("--format", *format, []string{"text", "json", "markdown"}),
			oneOf("--fail-on", *failOn, []string{"finding", "any", "never"}),
		}
		if flags.NArg() != 2 {
			problems = append(problems, errors.New("name two versions of the facts, OLD and NEW: paths, or revisions as in HEAD~1:facts"))
		}
		if err := errors.Join(problems...); err != nil {
			return c.fail(err)
		}
		before, after, err := loadVersions([]string{flags.Arg(0)}, []string{flags.Arg(1)})
		if err != nil {
			return c.fail(err)
		}
		changes := diff.Catalogs(before, after)
		switch *format {
		case "json":
			err = diff.JSON(c.Stdout, changes)
		case "markdown":
			err = diff.Markdown(c.Stdout, changes, *all)
		default:
			err = diff.Text(c.Stdout, changes, *all)
		}
		if err != nil {
			return c.fail(fmt.Errorf("write changes: %w", err))
		}
		if len(changes.Findings()) > 0 && *failOn != "never" || len(changes.Datasets) > 0 && *failOn == "any" {
			return exitRefuted
		}
		return exitClean
	})
}

// loadVersions loads two versions of the facts. A bare revision takes the paths of the other version.
func loadVersions(old, new []string) (before, after *facts.Catalog, err error) {
	var problems []error
	load := func(places, others []string) *facts.Catalog {
		resolved := make([]string, len(places))
		for i, place := range places {
			resolved[i] = revision.Resolve(place, others[min(i, len(others)-1)])
		}
		catalog, err := revision.Load(resolved)
		problems = append(problems, err)
		return catalog
	}
	before, after = load(old, new), load(new, old)
	return before, after, errors.Join(problems...)
}
