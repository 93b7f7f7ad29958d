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

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/impact"
	"github.com/onrecord/onrecord/rules"
)

type impactFlags struct {
	facts, rules                    []string
	list, published, format, failOn string
	workers                         int
}

func (f *impactFlags) define(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.facts, "facts", nil, "first the old facts, then the new: a `PATH`, or a revision as in HEAD~1:facts")
	flags.StringVar(&f.list, "list", "", "read the paths of more articles from `FILE`, one a line; - for standard input")
	flags.StringVar(&f.published, "published", "", "count \"last year\" and \"Wednesday\" from `DATE` in articles that have no date of their own (default today)")
	flags.StringVar(&f.format, "format", "text", "write the list as `FORMAT`: text or json")
	flags.StringSliceVar(&f.rules, "rules", nil, "run only the rules with these `NAMES`, separated by commas")
	flags.StringVar(&f.failOn, "fail-on", "refuted", "exit with 1 for a `CHANGE`: refuted (by the new facts and not by the old), any or never")
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
	if err := errors.Join(problems...); err != nil {
		return c.fail(err)
	}

	o := rules.Options{Published: published}
	comparison := impact.New(rules.NewChecker(before, named, o), rules.NewChecker(after, named, o))
	progress, done := c.progress()
	report := comparison.Run(articles(paths, list), cmp.Or(f.workers, runtime.GOMAXPROCS(0)), progress)
	done()
	for _, skip := range report.Skipped {
		c.fail(skip.Reason)
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

// articles yields the articles that paths and the list name, as they are found: an archive is never listed whole.
func articles(paths []string, list io.Reader) iter.Seq[impact.Article] {
	return func(yield func(impact.Article) bool) {
		for _, path := range paths {
			if !articlesAt(path, yield) {
				return
			}
		}
		if list == nil {
			return
		}
		lines := bufio.NewScanner(list)
		for lines.Scan() {
			if path := strings.TrimSpace(lines.Text()); path != "" && !articlesAt(path, yield) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(unreadable("--list", err))
		}
	}
}

func articlesAt(path string, yield func(impact.Article) bool) bool {
	if info, err := os.Stat(path); err != nil {
		return yield(unreadable(path, err))
	} else if !info.IsDir() {
		return yield(article(path))
	}
	more := true
	filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = yield(unreadable(file, err))
		case entry.IsDir() && file != path && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.Type().IsRegular() && isDraft(file):
			more = yield(article(file))
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

func article(path string) impact.Article {
	s := fileSource(path)
	return impact.Article{Path: s.path, Read: func() (*draft.Document, error) {
		d, err := parseDraft(s)
		if err != nil {
			return nil, err
		}
		// The datasets that an article names may be in one version of the facts only: they are not looked for here.
		return d, settleMeta(s.path, d, &facts.Catalog{})
	}}
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
