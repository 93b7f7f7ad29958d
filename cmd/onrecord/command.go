package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/schema"
)

// The exit codes, a contract with CI jobs.
const (
	exitClean   = 0 // nothing refuted
	exitRefuted = 1 // something at or above the bar of --fail-on
	exitFailed  = 2 // the run itself failed: nothing has been judged
)

// Command is one run of onrecord with everything it may touch of the world besides files.
type Command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(name string) string
	Now            func() time.Time // the day of drafts that do not say when they are published
	Terminal       bool             // Stdout is one
	Width          int              // of the terminal in cells, 0 if unknown
	Progress       bool             // Stderr is a terminal
	Version        string
}

type subcommand struct {
	name, arguments, summary string
	run                      func(c *Command, s *subcommand, args []string) int
}

func subcommands() []*subcommand {
	return []*subcommand{
		{"check", "[--facts PATH]... DRAFT...", "check drafts against the facts", (*Command).check},
		{"mentions", "FILE", "print the amounts and periods read in a draft, before any facts", (*Command).mentions},
		{"facts", "COMMAND ...", "check a repository of facts and look into it", (*Command).facts},
		{"impact", "--facts OLD --facts NEW PATH", "list the articles whose verdicts change with the facts", (*Command).impact},
		{"init", "[DIR]", "write a starter repository: facts, an article, hook and workflow", (*Command).initRepository},
		{"rules", "[NAME]", "list the rules, or print the page of one", (*Command).rules},
		{"schema", "NAME", "print a JSON Schema: facts, claims, config or report", (*Command).schema},
		{"version", "", "print the version", (*Command).version},
		{"help", "[COMMAND]", "print help on a command", (*Command).help},
	}
}

// Main runs onrecord with args, without the program's name, and returns the exit code.
func (c *Command) Main(args []string) int {
	if len(args) == 0 {
		c.usage(c.Stderr)
		return exitFailed
	}
	name := args[0]
	switch name {
	case "-h", "--help":
		name = "help"
	case "--version":
		name = "version"
	}
	if s := find(name); s != nil {
		return s.run(c, s, args[1:])
	}
	if strings.HasPrefix(name, "-") {
		return c.fail(fmt.Errorf("unknown flag %s before the command: flags come after it, as in onrecord check %s", name, name))
	}
	return c.fail(fmt.Errorf("unknown command %q%s", name, hint(name, commandNames(), "onrecord help lists them")))
}

func find(name string) *subcommand {
	for _, s := range subcommands() {
		if s.name == name {
			return s
		}
	}
	return nil
}

func commandNames() (names []string) {
	for _, s := range subcommands() {
		names = append(names, s.name)
	}
	return names
}

// fail prints each problem on a line of its own and returns the exit code of a failed run. Problems
// in a file begin with its path, the others with the name of the program.
func (c *Command) fail(problem error) int {
	if joined, ok := problem.(interface{ Unwrap() []error }); ok {
		for _, p := range joined.Unwrap() {
			c.fail(p)
		}
		return exitFailed
	}
	var inFacts *facts.FileError
	var inDraft *draftError
	if errors.As(problem, &inFacts) || errors.As(problem, &inDraft) {
		fmt.Fprintln(c.Stderr, problem)
	} else {
		fmt.Fprintf(c.Stderr, "onrecord: %v\n", problem)
	}
	return exitFailed
}

// hint ends a message on an unknown word with the known one that is like it, else with where to look.
func hint(word string, known []string, otherwise string) string {
	if near := schema.DidYouMean(word, known); near != "" {
		return near
	}
	return "; " + otherwise
}

// parse reads flags of subcommand s. Without ok the run is over, with the exit code given.
func (c *Command) parse(s *subcommand, flags *pflag.FlagSet, args []string) (code int, ok bool) {
	flags.SetOutput(io.Discard)
	flags.SortFlags = false
	flags.Usage = func() {}
	err := flags.Parse(args)
	var unknown *pflag.NotExistError
	switch {
	case err == nil:
		return 0, true
	case errors.Is(err, pflag.ErrHelp):
		c.describe(s, flags)
		return exitClean, false
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var names []string
		flags.VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		name := "--" + unknown.GetSpecifiedName()
		return c.fail(fmt.Errorf("unknown flag %s%s", name, hint(name, names, "onrecord help "+s.name+" lists them"))), false
	}
	return c.fail(fmt.Errorf("%w; onrecord help %s lists the flags", err, s.name)), false
}

const privacy = "onrecord works offline: it opens no connection and sends nothing anywhere.\n"

func (c *Command) usage(w io.Writer) {
	fmt.Fprint(w, "onrecord checks the figures in article drafts against a repository of facts.\n\nUsage:\n")
	for _, s := range subcommands() {
		fmt.Fprintf(w, "  %-44s %s\n", strings.TrimRight("onrecord "+s.name+" "+s.arguments, " "), s.summary)
	}
	fmt.Fprint(w, "\nExit status: 0 nothing refuted, 1 something refuted, 2 the run failed.\n"+privacy)
}

func (c *Command) describe(s *subcommand, flags *pflag.FlagSet) {
	fmt.Fprintf(c.Stdout, "onrecord %s: %s\n\nUsage: %s\n", s.name, s.summary, strings.TrimRight("onrecord "+s.name+" "+s.arguments, " "))
	if text := flags.FlagUsages(); text != "" {
		fmt.Fprintf(c.Stdout, "\nFlags:\n%s", text)
	}
}

func (c *Command) help(s *subcommand, args []string) int {
	if code, ok := c.parse(s, pflag.NewFlagSet("help", pflag.ContinueOnError), args); !ok {
		return code
	}
	if len(args) == 0 {
		c.usage(c.Stdout)
		return exitClean
	}
	if len(args) > 1 && args[0] == "facts" {
		if about := findFacts(args[1]); about != nil {
			return about.run(c, about, []string{"--help"})
		}
		return c.fail(fmt.Errorf("no help on \"facts %s\"%s", args[1], hint(args[1], factsNames(), "onrecord facts --help lists the commands")))
	}
	if about := find(args[0]); about != nil && about.name != "help" {
		return about.run(c, about, []string{"--help"})
	}
	return c.fail(fmt.Errorf("no help on %q%s", args[0], hint(args[0], commandNames(), "onrecord help lists the commands")))
}
