package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const privacy = "onrecord works offline: it opens no connection and sends nothing anywhere.\n"

// help prints what --help prints on a command.
func (c *Command) help(root *cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: "help [COMMAND]", Short: "print help on a command"}
	return c.does(cmd, func() int { return c.helpOn(root, cmd.Flags().Args()) })
}

func (c *Command) helpOn(cmd *cobra.Command, path []string) int {
	for _, name := range path {
		group := cmd
		for _, sub := range group.Commands() {
			if sub.Name() == name {
				cmd = sub
			}
		}
		if cmd == group {
			return c.fail(fmt.Errorf("no help on %q%s", within(group, name), hint(name, names(group), group.CommandPath()+" --help lists the commands")))
		}
	}
	c.describe(c.Stdout, cmd)
	return exitClean
}

// describe writes the help page of cmd: what it does, how it is called, examples, flags, and for a group its commands.
func (c *Command) describe(w io.Writer, cmd *cobra.Command) {
	if cmd.HasSubCommands() {
		c.describeGroup(w, cmd)
		return
	}
	fmt.Fprintf(w, "%s: %s\n\nUsage: %s\n", cmd.CommandPath(), cmd.Short, cmd.UseLine())
	if cmd.Long != "" {
		fmt.Fprintf(w, "\n%s", wrap(cmd.Long, 80))
	}
	if cmd.Example != "" {
		fmt.Fprintf(w, "\nExamples:\n%s\n", strings.TrimRight(cmd.Example, "\n"))
	}
	fmt.Fprintf(w, "\nFlags:\n%s", c.flagTable(cmd.Flags()))
}

// flagTable lists flags in the order in which they are defined, wrapped on a terminal.
func (c *Command) flagTable(flags *pflag.FlagSet) string {
	var left, right []string
	widest := 0
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" {
			name += " " + value
		}
		switch preset := strings.Trim(f.DefValue, "[]"); preset {
		case "", "false", "0":
		default:
			usage += " (default " + preset + ")"
		}
		left, right = append(left, name), append(right, usage)
		widest = max(widest, len(name))
	})
	var b strings.Builder
	for i := range left {
		text := right[i]
		if room := c.Width - widest - 4; c.Width > 0 && room >= 20 {
			text = strings.ReplaceAll(strings.TrimRight(wrap(text, room), "\n"), "\n", "\n"+strings.Repeat(" ", widest+4))
		}
		fmt.Fprintf(&b, "  %-*s  %s\n", widest, left[i], text)
	}
	return b.String()
}

func (c *Command) describeGroup(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(w, "%s: %s\n\nUsage: %s COMMAND [FLAGS] [ARGUMENTS]\n\nCommands:\n", cmd.CommandPath(), cmd.Short, cmd.CommandPath())
	for _, sub := range cmd.Commands() {
		if !sub.Hidden {
			fmt.Fprintf(w, "  %-12s %s\n", sub.Name(), sub.Short)
		}
	}
	if cmd.Example != "" {
		fmt.Fprintf(w, "\nExamples:\n%s\n", strings.TrimRight(cmd.Example, "\n"))
	}
	exits := "0 nothing refuted, 1 something refuted, 2 the run failed"
	if cmd.HasParent() {
		exits = "0 clean, 1 findings, 2 the run failed"
	}
	fmt.Fprintf(w, "\n%s COMMAND --help prints the flags of a command.\nExit status: %s.\n%s", cmd.CommandPath(), exits, privacy)
}
