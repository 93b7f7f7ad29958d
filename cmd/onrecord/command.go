package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/evaluation"
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
	Release        bool             // Version names this very program
	CacheFolder    string           // where verdicts are kept between runs; "" for nowhere
	Interrupt      <-chan os.Signal // ends what would go on for ever; nil for that of the system

	code int // with which the run ends
}

// Commands are listed in help as they are here, by use and not by name.
func init() { cobra.EnableCommandSorting = false }

// subcommands are listed in help in this order. A new one is a function that returns it and a line here.
func (c *Command) subcommands() []subcommand {
	return []subcommand{
		{"check", c.check}, {"mentions", c.mentions}, {"facts", c.facts}, {"impact", c.impact}, {"eval", c.eval},
		{"lsp", c.languageServer}, {"mcp", c.contextServer}, {"config", c.config}, {"cache", c.cache}, {"init", c.initRepository},
		{"rules", c.rules}, {"explain", c.explain}, {"schema", c.schema}, {"completion", c.completion}, {"version", c.version},
	}
}

type subcommand struct {
	name   string
	create func() *cobra.Command
}

// tree returns the command with its subcommands: with the one that only names, or with all when it names none. A run
// needs one, and the flags of the others take longer than a small draft.
func (c *Command) tree(only string) *cobra.Command {
	subs := c.subcommands()
	if i := slices.IndexFunc(subs, func(s subcommand) bool { return s.name == only }); i >= 0 {
		subs = subs[i : i+1]
	}
	var commands []*cobra.Command
	for _, s := range subs {
		commands = append(commands, s.create())
	}
	root := c.group(&cobra.Command{Use: "onrecord", Short: "check the figures in article drafts against a repository of facts",
		Long: `onrecord reads the draft of an article the way a fact-checker does, finds every claim that structured facts can settle, and
says which of them the facts support, which they refute, and which are not on record, with the rows, the arithmetic and the
source. It works offline and sends nothing anywhere.

The exit status is 0 when nothing is refuted, 1 when something is, or reaches the bar of --fail-on, and 2 when the run itself
failed: an unreadable draft, invalid facts, an unknown flag or rule.

NO_COLOR and TERM=dumb turn colours off. In a job on GitHub the report also goes to the file that GITHUB_STEP_SUMMARY names;
GITHUB_WORKSPACE and CI_PROJECT_DIR name the folder that paths in reports for CI count from.`,
		Example: `  onrecord check --facts facts story.md
  onrecord facts check facts
  onrecord rules`},
		commands...)
	help := c.help(root)
	root.SetHelpCommand(help)
	root.AddCommand(help)
	root.Flags().Bool("version", false, "print the version")
	run := root.Run
	root.Run = func(cmd *cobra.Command, args []string) {
		if version, _ := cmd.Flags().GetBool("version"); version {
			c.printVersion()
			return
		}
		run(cmd, args)
	}
	root.CompletionOptions.DisableDefaultCmd = true // onrecord has its own
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetIn(c.Stdin)
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { c.describe(c.Stdout, cmd) })
	root.SetFlagErrorFunc(flagError)
	return root
}

// Main runs onrecord with args, without the program's name, and returns the exit code.
func (c *Command) Main(args []string) int {
	only := ""
	if len(args) > 0 {
		only = args[0]
	}
	root := c.tree(only)
	root.SetArgs(append([]string{}, args...)) // nil would stand for those of the process
	if err := root.Execute(); err != nil {
		return c.fail(err)
	}
	return c.code
}

// does makes run what cmd does: it reads the arguments from the flags of cmd, says itself which it lacks, and returns
// the exit code.
func (c *Command) does(cmd *cobra.Command, run func() int) *cobra.Command {
	cmd.Args = cobra.ArbitraryArgs
	completeFlags(cmd)
	cmd.Run = func(*cobra.Command, []string) { c.code = run() }
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolP("help", "h", false, "print this page")
	cmd.DisableFlagsInUseLine = true
	return cmd
}

// group makes cmd a command that only holds others.
func (c *Command) group(cmd *cobra.Command, commands ...*cobra.Command) *cobra.Command {
	cmd.AddCommand(commands...)
	return c.does(cmd, func() int {
		if cmd.Flags().NArg() == 0 {
			c.describe(c.Stderr, cmd)
			return exitFailed
		}
		name := cmd.Flags().Arg(0)
		if name == "help" { // onrecord facts help check
			return c.helpOn(cmd, cmd.Flags().Args()[1:])
		}
		if _, err := os.Stat(name); err == nil && !cmd.HasParent() {
			return c.fail(fmt.Errorf("there is no command %q; to check that draft: onrecord check %s", name, strings.Join(cmd.Flags().Args(), " ")))
		}
		return c.fail(fmt.Errorf("unknown command %q%s", within(cmd, name), hint(name, names(cmd), cmd.CommandPath()+" --help lists them")))
	})
}

// within returns the name of a command of cmd as it is written on the command line.
func within(cmd *cobra.Command, name string) string {
	return strings.TrimPrefix(cmd.CommandPath()+" "+name, cmd.Root().Name()+" ")
}

// names returns the names of the commands that cmd holds.
func names(cmd *cobra.Command) (list []string) {
	for _, sub := range cmd.Commands() {
		if !sub.Hidden {
			list = append(list, sub.Name())
		}
	}
	return list
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
	var inStory *evaluation.FileError
	var inConfig *config.Error
	if errors.As(problem, &inFacts) || errors.As(problem, &inDraft) || errors.As(problem, &inStory) || errors.As(problem, &inConfig) {
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

// flagError says what is wrong with the flags of cmd as written, and what would be right.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	}
	name := "--" + unknown.GetSpecifiedName()
	if cmd.HasSubCommands() {
		return fmt.Errorf("unknown flag %s before the command: flags come after it, as in onrecord check %s", name, name)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
	return fmt.Errorf("unknown flag %s%s", name, hint(name, known, cmd.CommandPath()+" --help lists them"))
}
