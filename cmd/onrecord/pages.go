package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// rules prints the list of rules, or the page of each that is named.
func (c *Command) rules() *cobra.Command {
	cmd := &cobra.Command{Use: "rules [NAME]...", Short: "list the rules, or print the page of one"}
	cmd.Example = `  onrecord rules
  onrecord rules direction`
	completeWith(cmd, false, ruleNames)
	flags := cmd.Flags()
	return c.does(cmd, func() int {
		if flags.NArg() == 0 {
			for _, r := range rules.All() {
				fmt.Fprintf(c.Stdout, "%-14s %s\n", r.Name, r.Doc.Title)
			}
			for _, r := range rules.Optional() {
				fmt.Fprintf(c.Stdout, "%-14s %s (off)\n", r.Name, r.Doc.Title)
			}
			return exitClean
		}
		named, err := selectRules(flags.Args())
		if err != nil {
			return c.fail(err)
		}
		for i, r := range named {
			if i > 0 {
				fmt.Fprintln(c.Stdout)
			}
			fmt.Fprint(c.Stdout, page(r))
		}
		return exitClean
	})
}

// page is what onrecord rules NAME prints of a rule.
func page(r *rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n", r.Name, r.Doc.Title)
	b.WriteString(wrap(r.Doc.Text, 80))
	if len(r.Doc.Examples) > 0 {
		b.WriteString("\nExamples:\n")
	}
	for _, e := range r.Doc.Examples {
		fmt.Fprintf(&b, "  %-15s %s\n", e.Label, e.Text)
	}
	if slices.Contains(rules.Optional(), r) {
		fmt.Fprintf(&b, "\nIt is off: a severity in %s, as in rules: {%s: warning}, turns it on.\n", config.Name, r.Name)
	}
	return b.String()
}

// wrap breaks the paragraphs of text, which stand a blank line apart, into lines of at most width
// letters. Lines that begin with white space stay as they are.
func wrap(text string, width int) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	column := 0
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if line == "" || line[0] == ' ' || line[0] == '\t' {
			if column > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(line + "\n")
			column = 0
			continue
		}
		for _, word := range strings.Fields(line) {
			letters := len([]rune(word))
			switch {
			case column == 0:
			case column+1+letters > width:
				b.WriteByte('\n')
				column = 0
			default:
				b.WriteByte(' ')
				column++
			}
			b.WriteString(word)
			column += letters
		}
	}
	if column > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// schema prints an embedded JSON Schema.
func (c *Command) schema() *cobra.Command {
	cmd := &cobra.Command{Use: "schema NAME", Short: "print a JSON Schema: facts, claims, config or report"}
	cmd.Example = `  onrecord schema facts > facts.schema.json`
	completeWith(cmd, false, schema.Names)
	flags := cmd.Flags()
	return c.does(cmd, func() int {
		names := schema.Names()
		if flags.NArg() != 1 {
			return c.fail(fmt.Errorf("name one schema: %s", strings.Join(names, ", ")))
		}
		name := flags.Arg(0)
		text, ok := schema.Source(name)
		if !ok {
			return c.fail(fmt.Errorf("no schema %q%s; there are %s", name, schema.DidYouMean(name, names), strings.Join(names, ", ")))
		}
		c.Stdout.Write(text)
		return exitClean
	})
}

func (c *Command) version() *cobra.Command {
	cmd := &cobra.Command{Use: "version", Short: "print the version"}
	flags := cmd.Flags()
	return c.does(cmd, func() int {
		if flags.NArg() > 0 {
			return c.fail(errors.New("version takes no argument"))
		}
		return c.printVersion()
	})
}

func (c *Command) printVersion() int {
	fmt.Fprintf(c.Stdout, "onrecord %s\n", c.Version)
	return exitClean
}

// version is set by the linker in releases: -X main.version=v1.2.3.
var version string

// buildVersion is the version of a release, else what go install records in the program, "devel" for a build of a work
// tree.
func buildVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}
