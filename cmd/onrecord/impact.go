package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/impact"
	"github.com/onrecord/onrecord/rules"
)

type impactFlags struct {
	facts, rules                    []string
	list, published, format, failOn string
	config                          string
	isolated                        bool
	workers                         int
}

func (f *impactFlags) define(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.facts, "facts", nil, "first the old facts, then the new: a `PATH`, or a revision as in HEAD~1:facts")
	flags.StringVar(&f.list, "list", "", "read the paths of more articles from `FILE`, one a line; - for standard input")
	flags.StringVar(&f.published, "published", "", "count \"last year\" and \"Wednesday\" from `DATE` in articles that have no date of their own (default today)")
	flags.StringVar(&f.format, "format", "text", "write the list as `FORMAT`: text or json")
	flags.StringSliceVar(&f.rules, "rules", nil, "run only the rules with these `NAMES`, separated by commas")
	flags.StringVar(&f.failOn, "fail-on", "refuted", "exit with 1 for a `CHANGE`: refuted (by the new facts and not by the old), any or never")
	flags.StringVar(&f.config, "config", "", "take the settings from `FILE` (default .onrecord.yaml in the folder of each article or above)")
	flags.BoolVar(&f.isolated, "isolated", false, "read no configuration file")
	flags.IntVar(&f.workers, "workers", 0, "judge `N` articles at once (default one a core)")
}

// impact lists the claims of published articles whose verdict changes with the facts.
func (c *Command) impact() *cobra.Command {
	cmd := &cobra.Command{Use: "impact --facts OLD --facts NEW PATH...", Short: "list the articles whose verdicts change with the facts"}
	cmd.Example = `  onrecord impact --facts HEAD~1:facts --facts facts archive/
  onrecord impact --facts old-facts --facts facts --list published.txt --format json`
	var f impactFlags
	f.define(cmd.Flags())
	return c.does(cmd, func() int { return c.runImpact(&f, cmd.Flags().Args()) })
}

func (c *Command) runImpact(f *impactFlags, paths []string) int {
	problems := []error{
		oneOf("--format", f.format, []string{"text", "json"}),
		oneOf("--fail-on", f.failOn, []string{"refuted", "any", "never"}),
	}
	named, err := selectRules(f.rules)
	problems = append(problems, err)
	published, err := c.today(f.published)
	problems = append(problems, err)
	if len(paths) == 0 && f.list == "" {
		problems = append(problems, errors.New("name articles, folders of them, or a --list"))
	}
	problems = append(problems, exist(paths))
	list, err := c.openList(f.list)
	problems = append(problems, err)
	var before, after *facts.Catalog
	if len(f.facts) == 2 {
		before, after, err = loadVersions(f.facts[:1], f.facts[1:])
		problems = append(problems, err)
	} else {
		problems = append(problems, errors.New("give --facts twice: first the old facts, then the new"))
	}
	loader, err := c.configuration(&checkFlags{config: f.config, isolated: f.isolated})
	problems = append(problems, err)
	if err := errors.Join(problems...); err != nil {
		return c.fail(err)
	}
	if len(f.rules) == 0 {
		named = nil // those that the configuration has on
	}

	archive := &archive{loader: loader, before: before, after: after, rules: named, published: published, desks: map[string]*impactDesk{}}
	progress, done := c.progress()
	report := impact.Run(archive.articles(paths, list), cmp.Or(f.workers, runtime.GOMAXPROCS(0)), progress)
	done()
	if archive.ignored > 0 {
		fmt.Fprintf(c.Stderr, "onrecord: passed over what %s ignores: %s\n", config.Name, plural(archive.ignored, "article"))
	}
	wrong, told := false, map[string]bool{}
	for _, skip := range report.Skipped {
		var inConfig *config.Error
		wrong = wrong || errors.As(skip.Reason, &inConfig)
		if reason := skip.Reason.Error(); !told[reason] { // that of the configuration holds for many articles
			told[reason] = true
			c.fail(skip.Reason)
		}
	}
	if wrong {
		return exitFailed
	}
	if report.Articles == 0 {
		return c.fail(errors.New("no article could be read"))
	}
	write := impact.Text
	if f.format == "json" {
		write = impact.JSON
	}
	if err := write(c.Stdout, report); err != nil {
		return c.fail(fmt.Errorf("write list: %w", err))
	}
	if f.failOn == "any" && len(report.Changes) > 0 || f.failOn == "refuted" && hasRefuted(report) {
		return exitRefuted
	}
	return exitClean
}

func hasRefuted(r *impact.Report) bool {
	return len(r.Changes) > 0 && r.Changes[0].Grade() <= impact.Exposed // the worst comes first
}

// exist reports the named articles and folders that are not there, before hours go into the others.
func exist(paths []string) error {
	var problems []error
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			problems = append(problems, &draftError{path: filepath.ToSlash(path), msg: reason(err)})
		}
	}
	return errors.Join(problems...)
}

// openList opens a list of paths; nil for no list.
func (c *Command) openList(name string) (io.Reader, error) {
	switch name {
	case "":
		return nil, nil
	case standardInput:
		return c.Stdin, nil
	}
	text, err := readFile(name)
	if err != nil {
		return nil, fmt.Errorf("--list: %s: %s", name, reason(err))
	}
	return strings.NewReader(string(text)), nil
}

// archive finds articles and what each is judged by.
type archive struct {
	loader        *config.Loader
	before, after *facts.Catalog
	rules         []*rules.Rule // the only ones to run; nil for those that the configuration has on
	published     period.Period
	desks         map[string]*impactDesk // by what their settings say
	ignored       int                    // articles that the configuration ignores
}

// impactDesk is what the articles with the same settings are judged by.
type impactDesk struct {
	datasets   []string // the only ones to judge by; nil for all
	comparison *impact.Comparison
}

// deskOf returns what an article is judged by; nil for one that the configuration ignores. The facts are those of the
// command line: what the configuration names is one version of them.
func (a *archive) deskOf(path string) (*impactDesk, error) {
	settings, err := a.loader.For(path)
	if err != nil || settings.Ignored {
		return nil, err
	}
	key := settings.Key()
	if a.desks[key] == nil {
		list, o := settings.Options()
		o.Published = a.published
		if a.rules != nil {
			list = a.rules
		}
		a.desks[key] = &impactDesk{settings.Datasets, impact.New(rules.NewChecker(a.before, list, o), rules.NewChecker(a.after, list, o))}
	}
	return a.desks[key], nil
}

// articles yields the articles that paths and the list name, as they are found: an archive is never listed whole.
func (a *archive) articles(paths []string, list io.Reader) iter.Seq[impact.Article] {
	return func(yield func(impact.Article) bool) {
		for _, path := range paths {
			if !a.at(path, yield) {
				return
			}
		}
		if list == nil {
			return
		}
		lines := bufio.NewScanner(list)
		for lines.Scan() {
			if path := strings.TrimSpace(lines.Text()); path != "" && !a.at(path, yield) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(unreadable("--list", err))
		}
	}
}

// at yields the article at a path, or those in a folder and below.
func (a *archive) at(path string, yield func(impact.Article) bool) bool {
	if info, err := os.Stat(path); err != nil {
		return yield(unreadable(path, err))
	} else if !info.IsDir() {
		return a.article(path, yield)
	}
	more := true
	filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = yield(unreadable(file, err))
		case entry.IsDir() && file != path && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.Type().IsRegular() && isDraft(file):
			more = a.article(file, yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more
}

func isDraft(path string) bool {
	name := strings.ToLower(path)
	return draft.FormatOf(name) != draft.Text || strings.HasSuffix(name, ".txt")
}

// article yields the article in a file, unless the configuration ignores it.
func (a *archive) article(path string, yield func(impact.Article) bool) bool {
	s := fileSource(path)
	desk, err := a.deskOf(path)
	switch {
	case err != nil:
		return yield(impact.Article{Path: s.path, Read: func() (*draft.Document, error) { return nil, err }})
	case desk == nil:
		a.ignored++
		return true
	}
	return yield(impact.Article{Path: s.path, By: desk.comparison, Read: func() (*draft.Document, error) {
		d, err := parseDraft(s)
		if err != nil {
			return nil, err
		}
		// The datasets that an article names may be in one version of the facts only: they are not looked for here.
		err = settleMeta(s.path, d, &facts.Catalog{})
		if len(d.Meta.Facts) == 0 {
			d.Meta.Facts = desk.datasets
		}
		return d, err
	}})
}

func unreadable(path string, err error) impact.Article {
	problem := &draftError{path: filepath.ToSlash(path), msg: reason(err)}
	return impact.Article{Path: problem.path, Read: func() (*draft.Document, error) { return nil, problem }}
}

// progress counts on a terminal, and nowhere else. done takes the count away again.
func (c *Command) progress() (progress func(done, changes int), done func()) {
	if !c.Progress || c.Env("TERM") == "dumb" {
		return nil, func() {}
	}
	const every = 100 // articles: often enough to see, too seldom to cost
	return func(articles, changes int) {
		if articles%every == 0 {
			fmt.Fprintf(c.Stderr, "\r%d articles, %d changed verdicts", articles, changes)
		}
	}, func() { fmt.Fprint(c.Stderr, "\r\x1b[K") }
}
