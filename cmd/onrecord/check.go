package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/report/format"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// checkFlags are the flags of onrecord check as written.
type checkFlags struct {
	outputFlags
	facts, rules, failOn           []string
	published, stdinFilename, show string
	explain, statistics, verbose   bool
	fix, diffFix                   bool
	writeClaims                    bool
	config, cacheDir               string
	isolated, noCache              bool
	baseline, diff                 string
	writeBaseline, watch           bool
	jobs                           int

	only func([]report.Article) ([]report.Article, error) // what to report of the articles; nil: all

	given func(flag string) bool // whether it stands on the command line
}

func (f *checkFlags) define(flags *pflag.FlagSet) {
	f.given = flags.Changed
	flags.StringArrayVar(&f.facts, "facts", nil, "read facts from `PATH`, a file or a folder (repeatable; default what .onrecord.yaml says)")
	flags.StringVar(&f.published, "published", "", "count \"last year\" and \"Wednesday\" from `DATE` in drafts that have no date of their own (default today)")
	f.outputFlags.define(flags)
	flags.StringVar(&f.show, "show", "open", "list in the text report the `CLAIMS` that are refuted, also those open (not on record), or all")
	flags.BoolVar(&f.explain, "explain", false, "print how each listed claim was read")
	flags.BoolVar(&f.statistics, "statistics", false, "print how often each rule spoke and each dataset was used, instead of the claims")
	flags.BoolVar(&f.fix, "fix", false, "replace in the drafts what is refuted and has a fix, and report what is left")
	flags.BoolVar(&f.diffFix, "diff-fix", false, "print as a diff what --fix would replace, and no report")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "name the facts and drafts as they are read, on standard error")
	flags.BoolVar(&f.writeClaims, "write-claims", false, "write how the claims were read to STORY.claims.yaml beside each draft, to correct and keep")
	flags.StringSliceVar(&f.failOn, "fail-on", []string{"refuted"}, "exit with 1 for `VERDICTS`: refuted, warning, not_enough_info or never")
	flags.StringSliceVar(&f.rules, "rules", nil, "run only the rules with these `NAMES`, separated by commas")
	flags.StringVar(&f.config, "config", "", "take the settings from `FILE` (default .onrecord.yaml in the folder of each draft or above)")
	flags.BoolVar(&f.isolated, "isolated", false, "read no configuration file")
	flags.StringVar(&f.diff, "diff", "", "report only what changed since the git revision `BASE`: claims on changed lines, and verdicts that changed facts give")
	flags.StringVar(&f.baseline, "baseline", "", "pass over the claims listed in `FILE`")
	flags.BoolVar(&f.writeBaseline, "write-baseline", false, "list the claims found now in the file of --baseline, to be passed over from now on")
	flags.BoolVar(&f.watch, "watch", false, "check again whenever drafts, facts or settings change, and print what is different")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "check `N` drafts at a time (default one for each core)")
	flags.BoolVar(&f.noCache, "no-cache", false, "judge every draft anew; otherwise one that was judged before is not judged again")
	flags.StringVar(&f.cacheDir, "cache-dir", "", "keep verdicts in `FOLDER` (default $ONRECORD_CACHE, else the user's cache folder)")
	flags.StringVar(&f.stdinFilename, "stdin-filename", "", "take the draft on standard input for a file of this `NAME`, which tells its format")
}

// check judges what drafts say.
func (c *Command) check() *cobra.Command {
	cmd := &cobra.Command{Use: "check [--facts PATH]... DRAFT...", Short: "check drafts against the facts"}
	cmd.Example = `  onrecord check --facts facts story.md
  onrecord check --facts facts --show all --published 2025-02-12 drafts/
  onrecord check --facts facts --format text --format sarif=onrecord.sarif drafts/
  onrecord check --facts facts --diff-fix drafts/ | git apply
  onrecord check --diff origin/main articles/
  pandoc story.docx -t markdown | onrecord check --facts facts --stdin-filename story.md -`
	var f checkFlags
	f.define(cmd.Flags())
	return c.does(cmd, func() int { return c.runCheck(&f, cmd.Flags().Args()) })
}

// runCheck reads facts and drafts, judges, and reports. Everything that is wrong with its input is said
// at once; a run with such a problem reports no claim.
func (c *Command) runCheck(f *checkFlags, drafts []string) int {
	if f.watch {
		return c.watch(f, drafts)
	}
	run, err := c.judge(f, drafts)
	if err == nil {
		err = c.amend(f, run)
	}
	if err == nil && f.writeClaims {
		err = c.writeClaims(run.sources, run.articles)
	}
	if err == nil {
		err = c.report(f, run)
	}
	if err != nil {
		return c.tellFailure(&f.outputFlags, "drafts", err)
	}
	return run.code()
}

// checkRun is a run of check: what was meant, what was checked, and what was found, sources and articles side by side.
type checkRun struct {
	options  checkOptions
	outputs  []output
	color    bool
	desks    *desks
	sources  []source
	articles []report.Article
	setAside func(*source, report.Article)                         // marks what the baseline knows
	narrow   func(*source, report.Article) (report.Article, error) // leaves out what was there before a change
	aside    bool                                                  // standard output is for a mended draft, the report goes to standard error
}

// judge does what check does before the report.
func (c *Command) judge(f *checkFlags, drafts []string) (*checkRun, error) {
	run := &checkRun{}
	var problems []error
	note := func(err error) { problems = append(problems, err) }
	var err error
	run.options, err = c.checkOptions(f)
	note(err)
	run.outputs, run.color, err = c.outputs(&f.outputFlags)
	note(err)
	known, err := readClaims(f)
	note(err)
	change, err := openSince(f.diff)
	note(err)
	found, err := c.findDrafts(drafts, f.stdinFilename)
	note(err)
	run.sources, run.desks, err = c.assign(f, &run.options, found)
	note(err)
	judged := errors.Join(problems...) == nil
	if judged {
		run.sources = slices.DeleteFunc(run.sources, func(s source) bool { return !change.touches(&s) })
	}
	progress := c.tellProgress(len(run.sources))
	run.articles, err = checkAll(run.sources, checking{judged: judged, jobs: f.jobs, done: progress.step})
	progress.end()
	note(err)
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	if err := c.applyBaseline(f, known, run.sources, run.articles); err != nil {
		return nil, err
	}
	for i := range run.articles {
		run.articles[i], err = change.narrow(&run.sources[i], run.articles[i])
		note(err)
	}
	run.narrow = change.narrow
	run.setAside = func(s *source, a report.Article) {
		if known != nil {
			known.Apply(baselinePath(filepath.Dir(f.baseline), s), a)
		}
	}
	return run, errors.Join(problems...)
}

// amend narrows a run to what is to be reported of it, and puts fixes in.
func (c *Command) amend(f *checkFlags, run *checkRun) (err error) {
	if f.verbose && !f.quiet {
		c.narrate(run.desks, run.articles)
	}
	if f.only != nil {
		run.articles, err = f.only(run.articles)
		return err
	}
	if !f.fix && !f.diffFix {
		return nil
	}
	run.aside = slices.ContainsFunc(run.sources, func(s source) bool { return s.stdin })
	if f.diffFix {
		run.outputs = nil
	}
	run.articles, err = c.mendAll(run, f.diffFix, f.quiet)
	return err
}

// report writes the report of a run in each format that is asked for.
func (c *Command) report(f *checkFlags, run *checkRun) error {
	if run.desks.without() && !f.quiet {
		fmt.Fprintf(c.Stderr, "onrecord: no --facts given and none named in %s: only arithmetic, dates and the text against itself are checked\n", config.Name)
	}
	show, datasets := run.options.show, run.desks.datasets()
	result := &outcome{
		run: sync.OnceValue(func() *format.Run {
			return report.Run(run.articles, report.RunOptions{
				Version: c.Version, Rules: run.desks.rules(), Datasets: datasets,
				OpenFails: run.desks.openFails(), All: show == report.ShowAll,
			})
		}),
		text: func(w io.Writer, color bool, width int) error {
			if f.statistics {
				return report.Statistics(w, run.articles, run.desks.rules(), run.desks.datasetNames())
			}
			return report.Text(w, run.articles, report.TextOptions{Color: color, Width: width, Show: show, Explain: f.explain, Quiet: f.quiet || f.only != nil, Datasets: datasets})
		},
		json:  func(w io.Writer) error { return report.JSON(w, c.Version, run.articles) },
		color: run.color, width: c.Width,
	}
	out := *c
	if run.aside {
		out.Stdout = c.Stderr
	}
	return out.write(run.outputs, result)
}

// code is the exit code of a run.
func (r *checkRun) code() int {
	for i, a := range r.articles {
		if fails(a, r.sources[i].desk.settings.FailOn) {
			return exitRefuted
		}
	}
	return exitClean
}

// loadFacts returns the catalog of paths, an empty one when there are none or they cannot be read.
func loadFacts(paths []string) (*facts.Catalog, error) {
	if len(paths) == 0 {
		return &facts.Catalog{}, nil
	}
	catalog, err := facts.Load(paths)
	if err != nil {
		return &facts.Catalog{}, err
	}
	if len(catalog.Datasets) == 0 {
		return catalog, fmt.Errorf("no facts in %s: a dataset is a .yaml, .json, .csv, .tsv, .xlsx or .parquet file", strings.Join(paths, ", "))
	}
	return catalog, nil
}

// checkOptions are the flags of onrecord check as meant.
type checkOptions struct {
	rules     []*rules.Rule // the only ones to run; nil for those that the configuration has on
	published period.Period
	show      report.Show
}

func (c *Command) checkOptions(f *checkFlags) (checkOptions, error) {
	var o checkOptions
	var problems []error
	note := func(err error) { problems = append(problems, err) }

	var err error
	if len(f.rules) > 0 {
		o.rules, err = selectRules(f.rules)
		note(err)
	}
	o.published, err = c.today(f.published)
	note(err)

	shows := []string{"refuted", "open", "all"}
	note(oneOf("--show", f.show, shows))
	o.show = report.Show(max(slices.Index(shows, f.show), 0))
	if f.quiet {
		o.show = report.ShowRefuted
	}
	if f.writeBaseline && (f.fix || f.diffFix) {
		note(errors.New("--write-baseline would list claims that --fix puts right: run with --fix first, then write the baseline"))
	}
	if f.fix && f.diffFix {
		note(errors.New("give --fix to write the fixes or --diff-fix to see them, not both"))
	}

	if f.jobs < 0 || f.given("jobs") && f.jobs == 0 {
		note(fmt.Errorf("--jobs: %d is no number of drafts: give 1 or more", f.jobs))
	}
	switch {
	case !f.watch:
	case f.fix || f.diffFix:
		note(errors.New("--watch changes no draft, as somebody may be writing in it: run --fix or --diff-fix on its own when you have saved"))
	case f.writeBaseline:
		note(errors.New("--watch writes no baseline, or every slip would be in it as you type: run --write-baseline on its own"))
	}
	for _, bar := range f.failOn {
		note(oneOf("--fail-on", bar, []string{"refuted", "warning", "not_enough_info", "never"}))
	}
	if slices.Contains(f.failOn, "never") && len(f.failOn) > 1 {
		note(errors.New("--fail-on: never goes with no other word"))
	}
	return o, errors.Join(problems...)
}

// fails reports whether a finding in an article reaches the bars. Every bar but "never" includes refuted claims.
func fails(a report.Article, bars []string) bool {
	if slices.Contains(bars, "never") {
		return false
	}
	warnings, open := slices.Contains(bars, "warning"), slices.Contains(bars, "not_enough_info")
	for _, f := range a.Findings {
		if f.Suppressed == nil && (f.Label == rules.Refuted && f.Severity == rules.Error ||
			f.Label != rules.NotEnoughInfo && f.Severity == rules.Warning && warnings ||
			f.Label == rules.NotEnoughInfo && open) {
			return true
		}
	}
	for _, n := range a.Notices {
		if n.Severity == rules.Error || n.Severity == rules.Warning && warnings {
			return true
		}
	}
	return false
}

// today returns the day that --published gives, and without it the clock's: the day of drafts that
// have no date of their own.
func (c *Command) today(written string) (period.Period, error) {
	if written == "" {
		y, m, d := c.Now().Date()
		return period.Date(y, int(m), d), nil
	}
	day, err := parseDay(written)
	if err != nil {
		return day, fmt.Errorf("--published: %w", err)
	}
	return day, nil
}

func parseDay(written string) (period.Period, error) {
	p, err := period.Parse(written)
	if err != nil {
		return p, err
	}
	if p.Grain() != period.Day {
		return p, fmt.Errorf("%q is not a day, such as 2025-02-12", written)
	}
	return p, nil
}

func selectRules(names []string) ([]*rules.Rule, error) {
	all := rules.All()
	if len(names) == 0 {
		return all, nil
	}
	var known []string
	for _, r := range slices.Concat(all, rules.Optional()) {
		known = append(known, r.Name)
	}
	var problems []error
	for _, name := range names {
		if !slices.Contains(known, name) {
			problems = append(problems, fmt.Errorf("unknown rule %q%s", name, hint(name, known, "onrecord rules lists them")))
		}
	}
	if len(problems) > 0 {
		return all, errors.Join(problems...)
	}
	return rules.Select(names)
}

func oneOf(flag, value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s: %q is not %s%s", flag, value, schema.Alternatives(allowed), schema.DidYouMean(value, allowed))
}
