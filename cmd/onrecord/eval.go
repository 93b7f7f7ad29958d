package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/evaluation"
	"github.com/onrecord/onrecord/facts"
)

// eval scores the rules on stories whose claims are known, by kind of claim and by rule.
func (c *Command) eval() *cobra.Command {
	cmd := &cobra.Command{Use: "eval DIR", Short: "score the rules on stories whose claims are known"}
	cmd.Example = `  onrecord eval stories
  onrecord eval --verbose --rules record,streak stories`
	var f evalFlags
	cmd.Flags().StringVar(&f.format, "format", "text", "write the scores as `FORMAT`: text (tables that are Markdown too) or json")
	cmd.Flags().StringSliceVar(&f.rules, "rules", nil, "run only the rules with these `NAMES`, separated by commas")
	cmd.Flags().BoolVar(&f.verbose, "verbose", false, "list every miss with its sentence and what was said of it")
	return c.does(cmd, func() int { return c.runEval(&f, cmd.Flags().Args()) })
}

type evalFlags struct {
	format  string
	rules   []string
	verbose bool
}

func (c *Command) runEval(f *evalFlags, folders []string) int {
	problems := []error{oneOf("--format", f.format, []string{"text", "json"})}
	named, err := selectRules(f.rules)
	problems = append(problems, err)
	if len(folders) != 1 {
		problems = append(problems, errors.New("name one folder of stories"))
	}
	if err := errors.Join(problems...); err != nil {
		return c.fail(err)
	}
	stories, err := evaluation.Load(folders[0])
	if err != nil {
		return c.fail(err)
	}
	scores, err := evaluation.Run(stories, named, parseStory)
	if err != nil {
		return c.fail(err)
	}
	write := evaluation.Text
	if f.format == "json" {
		write = evaluation.JSON
	}
	if err := write(c.Stdout, scores, f.verbose); err != nil {
		return c.fail(fmt.Errorf("write scores: %w", err))
	}
	return exitClean
}

func parseStory(path string, text []byte) (*draft.Document, error) {
	d, err := parseDraft(source{path: path, format: draft.FormatOf(path), read: func() ([]byte, error) { return text, nil }})
	if err != nil {
		return nil, err
	}
	return d, settleMeta(path, d, &facts.Catalog{})
}
