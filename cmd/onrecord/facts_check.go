package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/gate"
)

var gateBars = []string{"error", "warning", "note", "never"}

// factsCheck runs the gate over facts files: exit 0 when nothing reaches the bar, 1 when something does, 2 when files could not
// be had.
func (c *Command) factsCheck() *cobra.Command {
	cmd := &cobra.Command{Use: "check PATH...", Short: "check a repository of facts: schema, sums, gaps, jumps, sources, names"}
	cmd.Example = `  onrecord facts check facts
  onrecord facts check --fail-on warning --format sarif facts > facts.sarif
  onrecord facts check --baseline .facts-baseline --write-baseline facts`
	flags := cmd.Flags()
	var out outputFlags
	out.define(flags)
	failOn := flags.String("fail-on", "error", "exit with 1 for findings of this `SEVERITY` or graver: error, warning or note; or never")
	published := flags.String("published", "", "tell what is stale or still to come as of `DATE` (default today)")
	baseline := flags.String("baseline", "", "pass over the findings listed in `FILE`")
	writeBaseline := flags.Bool("write-baseline", false, "write all findings to the file of --baseline, to be passed over from now on")
	return c.does(cmd, func() int {
		day, err := c.today(*published)
		problems := []error{err, oneOf("--fail-on", *failOn, gateBars)}
		outputs, color, err := c.outputs(&out)
		problems = append(problems, err)
		paths, err := c.factsPaths(flags.Args())
		problems = append(problems, err)
		if *writeBaseline && *baseline == "" {
			problems = append(problems, errors.New("--write-baseline needs --baseline FILE"))
		}
		known := &gate.Baseline{}
		if *baseline != "" && !*writeBaseline {
			known, err = readBaseline(*baseline)
			problems = append(problems, err)
		}
		if err := errors.Join(problems...); err != nil {
			return c.tellFailure(&out, "facts", err)
		}

		in := facts.Inspect(paths)
		if failed := gate.Failed(in); len(failed) > 0 {
			return c.tellFailure(&out, "facts", errors.Join(failed...))
		}
		findings := gate.Check(in, gate.Options{Today: day})
		if *writeBaseline {
			b := gate.NewBaseline(findings)
			if err := os.WriteFile(*baseline, b.Encode(), 0o666); err != nil {
				return c.fail(fmt.Errorf("write baseline: %w", err))
			}
			known = b
		}
		if gone := known.Apply(findings); gone > 0 && !out.quiet {
			fmt.Fprintf(c.Stderr, "onrecord: %s has %d findings that are gone: write it anew with --write-baseline\n", *baseline, gone)
		}
		report := &gate.Report{Version: c.Version, Findings: findings, Files: len(in.Files), Inspected: in.Files, Datasets: len(in.Catalog.Datasets)}
		result := &outcome{
			run: report.Run, color: color, width: c.Width,
			text: func(w io.Writer, _ bool, _ int) error { return gate.Text(w, report, out.quiet) },
			json: func(w io.Writer) error { return gate.JSON(w, report) },
		}
		if err := c.write(outputs, result); err != nil {
			return c.fail(err)
		}
		for _, f := range findings {
			if f.Suppressed == "" && f.Severity.Rank() <= slices.Index(gateBars, *failOn) && *failOn != "never" {
				return exitRefuted
			}
		}
		return exitClean
	})
}

// factsPaths returns the facts that are named, else those of the configuration in the current folder.
func (c *Command) factsPaths(named []string) ([]string, error) {
	if len(named) > 0 {
		return named, nil
	}
	settings, err := config.NewLoader(c.Version, "").For("facts.yaml")
	if err == nil && len(settings.Facts) == 0 {
		err = fmt.Errorf("name the facts files or folders to check, or set facts: in %s", config.Name)
	}
	return settings.Facts, err
}

func readBaseline(path string) (*gate.Baseline, error) {
	empty := &gate.Baseline{}
	text, err := os.ReadFile(path)
	if err != nil {
		return empty, fmt.Errorf("--baseline: %s: %s; --write-baseline makes one", path, reason(err))
	}
	b, err := gate.ReadBaseline(text)
	if err != nil {
		return empty, fmt.Errorf("--baseline: %s %w", path, err)
	}
	return b, nil
}

// gatePage is what onrecord facts rules NAME prints of a rule.
func gatePage(r *gate.Rule) string {
	return fmt.Sprintf("%s: %s\n\n%s\nSeverity: %s\n", r.Name, r.Doc.Title, wrap(r.Doc.Text, 80), r.Severity)
}

// factsRules prints the list of the gate's rules, or the page of each that is named.
func (c *Command) factsRules() *cobra.Command {
	cmd := &cobra.Command{Use: "rules [NAME]...", Short: "list the rules of facts check, or print the page of one"}
	cmd.Example = `  onrecord facts rules
  onrecord facts rules gap`
	completeWith(cmd, false, gateRuleNames)
	flags := cmd.Flags()
	return c.does(cmd, func() int {
		if flags.NArg() == 0 {
			for _, r := range gate.All() {
				fmt.Fprintf(c.Stdout, "%-18s %-8s %s\n", r.Name, r.Severity, r.Doc.Title)
			}
			return exitClean
		}
		names := gateRuleNames()
		var problems []error
		for _, name := range flags.Args() {
			if gate.Find(name) == nil {
				problems = append(problems, fmt.Errorf("unknown rule %q%s", name, hint(name, names, "onrecord facts rules lists them")))
			}
		}
		if err := errors.Join(problems...); err != nil {
			return c.fail(err)
		}
		for i, name := range flags.Args() {
			if i > 0 {
				fmt.Fprintln(c.Stdout)
			}
			r := gate.Find(name)
			fmt.Fprint(c.Stdout, gatePage(r))
		}
		return exitClean
	})
}
