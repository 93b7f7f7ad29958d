package main

import (
	"fmt"
	"io"
	"strings"
)

// factsCommands are the commands of onrecord facts. A new one is a line here.
func factsCommands() []*subcommand {
	return []*subcommand{
		{"facts check", "PATH...", "check a repository of facts: schema, sums, gaps, jumps, sources, names", (*Command).factsCheck},
		{"facts diff", "OLD NEW", "tell what changed between two versions: added, removed, revised", (*Command).factsDiff},
		{"facts list", "PATH...", "tell what is on record: measures, the words for them, coverage", (*Command).factsList},
		{"facts show", "--facts PATH DATASET [MEASURE [MEMBER...]]", "print a series with a chart", (*Command).factsShow},
		{"facts rules", "[NAME]", "list the rules of facts check, or print the page of one", (*Command).factsRules},
	}
}

// facts runs one of the commands on a repository of facts.
func (c *Command) facts(s *subcommand, args []string) int {
	if len(args) == 0 {
		c.factsUsage(c.Stderr)
		return exitFailed
	}
	switch name := args[0]; {
	case name == "-h" || name == "--help" || name == "help" && len(args) == 1:
		c.factsUsage(c.Stdout)
		return exitClean
	case name == "help":
		return c.help(s, []string{"facts", args[1]})
	default:
		if found := findFacts(name); found != nil {
			return found.run(c, found, args[1:])
		}
		return c.fail(fmt.Errorf("unknown command \"facts %s\"%s", name, hint(name, factsNames(), "onrecord facts --help lists them")))
	}
}

func findFacts(name string) *subcommand {
	for _, s := range factsCommands() {
		if s.name == "facts "+name {
			return s
		}
	}
	return nil
}

func factsNames() (names []string) {
	for _, s := range factsCommands() {
		names = append(names, strings.TrimPrefix(s.name, "facts "))
	}
	return names
}

func (c *Command) factsUsage(w io.Writer) {
	fmt.Fprint(w, "onrecord facts works on a repository of facts.\n\nUsage:\n")
	for _, s := range factsCommands() {
		fmt.Fprintf(w, "  %-44s %s\n", strings.TrimRight("onrecord "+s.name+" "+s.arguments, " "), s.summary)
	}
	fmt.Fprint(w, "\nExit status: 0 clean, 1 findings, 2 the run failed.\n"+privacy)
}
