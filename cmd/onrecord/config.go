package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/config"
)

// config shows what .onrecord.yaml says.
func (c *Command) config() *cobra.Command {
	return c.group(&cobra.Command{Use: "config COMMAND ...", Short: "show the settings that hold for a draft",
		Example: `  onrecord config show story.md`}, c.configShow())
}

// configShow prints each setting of drafts and where it comes from.
func (c *Command) configShow() *cobra.Command {
	cmd := &cobra.Command{Use: "show FILE...", Short: "print each setting that holds for a draft, and where it comes from"}
	cmd.Example = `  onrecord config show articles/story.md
  onrecord config show --format json archive/2019/story.md`
	flags := cmd.Flags()
	format := flags.String("format", "text", "print the settings as `FORMAT`: text or json")
	var f checkFlags
	flags.StringArrayVar(&f.facts, "facts", nil, "read facts from `PATH`, as for check")
	flags.StringSliceVar(&f.failOn, "fail-on", nil, "exit with 1 for `VERDICTS`, as for check")
	flags.StringVar(&f.config, "config", "", "take the settings from `FILE`, as for check")
	flags.BoolVar(&f.isolated, "isolated", false, "read no configuration file")
	f.given = flags.Changed
	return c.does(cmd, func() int {
		loader, err := c.configuration(&f)
		problems := []error{err, oneOf("--format", *format, []string{"text", "json"})}
		if flags.NArg() == 0 {
			problems = append(problems, errors.New("name the draft whose settings are to be shown; it need not exist yet"))
		}
		if err := errors.Join(problems...); err != nil {
			return c.fail(err)
		}
		type shown struct {
			Path     string         `json:"path"`
			Settings []config.Value `json:"settings"`
		}
		var list []shown
		var all []*config.Settings
		for _, path := range flags.Args() {
			s, err := loader.For(path)
			if err != nil {
				return c.fail(err)
			}
			s = override(s, &f)
			all = append(all, s)
			list = append(list, shown{filepath.ToSlash(path), s.Values()})
		}
		if *format == "json" {
			encoder := json.NewEncoder(c.Stdout)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			err = encoder.Encode(map[string]any{"schema_version": 1, "drafts": list})
		} else {
			for i, s := range all {
				if len(all) > 1 {
					fmt.Fprintf(c.Stdout, "%s\n", list[i].Path)
				}
				err = errors.Join(err, s.Show(c.Stdout))
			}
		}
		if err != nil {
			return c.fail(fmt.Errorf("write settings: %w", err))
		}
		return exitClean
	})
}
