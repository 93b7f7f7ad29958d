package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// settle is how long files must rest before they are checked again: editors write in several steps.
const settle = 150 * time.Millisecond

// watch checks, and checks again after every change to drafts, facts or settings, until it is interrupted. The first
// report is whole; after that, only what is different is told.
func (c *Command) watch(f *checkFlags, drafts []string) int {
	if slices.Contains(drafts, standardInput) || len(drafts) == 0 {
		return c.fail(errors.New("--watch needs drafts in files or folders"))
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return c.fail(fmt.Errorf("watch: %w", err))
	}
	defer watcher.Close()
	interrupted := c.Interrupt
	if interrupted == nil {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt)
		defer signal.Stop(signals)
		interrupted = signals
	}

	run, err := c.judge(f, drafts)
	if err == nil {
		err = c.report(f, run)
	}
	if err != nil {
		if code := c.fail(err); run == nil && f.hopeless(c) {
			return code
		}
	}
	watched := map[string]bool{}
	follow := func() {
		for _, folder := range c.folders(f, drafts, run) {
			if !watched[folder] && watcher.Add(folder) == nil {
				watched[folder] = true
			}
		}
	}
	follow()
	fmt.Fprintf(c.Stderr, "onrecord: watching %d folders; Ctrl-C ends\n", len(watched))

	rest := time.NewTimer(time.Hour)
	rest.Stop()
	changed := map[string]bool{}
	for {
		select {
		case <-interrupted:
			if run == nil {
				return exitFailed
			}
			return run.code()
		case event, ok := <-watcher.Events:
			if !ok {
				return exitFailed
			}
			if event.Op != fsnotify.Chmod && watchable(event.Name) {
				changed[filepath.ToSlash(event.Name)] = true
				rest.Reset(settle)
			}
		case problem, ok := <-watcher.Errors:
			if !ok {
				return exitFailed
			}
			fmt.Fprintf(c.Stderr, "onrecord: watch: %v\n", problem)
		case <-rest.C:
			var names []string
			for name := range changed {
				names = append(names, name)
			}
			slices.Sort(names)
			clear(changed)
			fmt.Fprintf(c.Stdout, "\nchanged: %s\n", strings.Join(names, ", "))
			next, err := c.judge(f, drafts)
			if err != nil {
				c.fail(err)
				continue
			}
			c.tellDifference(run, next)
			run = next
			follow()
		}
	}
}

// hopeless reports whether the flags themselves are wrong, so that no change to a file mends them.
func (f *checkFlags) hopeless(c *Command) bool {
	_, err := c.checkOptions(f)
	_, _, wrong := c.outputs(&f.outputFlags)
	return err != nil || wrong != nil
}

// folders are those whose files bear on a run.
func (c *Command) folders(f *checkFlags, drafts []string, run *checkRun) (list []string) {
	add := func(path string, below bool) {
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case !info.IsDir():
			list = append(list, filepath.Dir(path))
		case !below:
			list = append(list, path)
		default:
			filepath.WalkDir(path, func(p string, entry os.DirEntry, err error) error {
				if err != nil || !entry.IsDir() {
					return nil
				}
				if name := entry.Name(); p != path && strings.HasPrefix(name, ".") || name == "node_modules" {
					return filepath.SkipDir
				}
				list = append(list, p)
				return nil
			})
		}
	}
	for _, path := range drafts {
		add(path, true)
	}
	for _, path := range f.facts {
		add(path, true)
	}
	if run != nil {
		for _, s := range run.sources {
			add(s.file, false)
		}
		for _, d := range run.desks.all {
			for _, path := range d.settings.Facts {
				add(path, true)
			}
			for _, dataset := range d.catalog.Datasets {
				add(dataset.Path, false)
				add(dataset.Table, false)
			}
			if o := d.settings.Origin("facts"); filepath.Base(o.Path) == config.Name {
				add(o.Path, false)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// watchable leaves out what editors and git write beside files.
func watchable(path string) bool {
	name := filepath.Base(path)
	return name == config.Name || !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") && !strings.HasSuffix(name, ".tmp") &&
		filepath.Ext(name) != ".swp" && strings.Trim(name, "0123456789") != ""
}

// tellDifference prints the claims that are new or gone since the run before, and the count.
func (c *Command) tellDifference(before, now *checkRun) {
	old, next := claimLines(before), claimLines(now)
	for _, l := range next {
		if !slices.ContainsFunc(old, l.same) {
			fmt.Fprintf(c.Stdout, "+ %s\n", l.text)
		}
	}
	for _, l := range old {
		if !slices.ContainsFunc(next, l.same) {
			fmt.Fprintf(c.Stdout, "- %s\n", l.text)
		}
	}
	fmt.Fprintln(c.Stdout, report.SummaryLine(now.articles, now.desks.datasets()))
}

type claimLine struct{ path, id, text string }

func (l claimLine) same(other claimLine) bool { return l.path == other.path && l.id == other.id }

// claimLines are the claims of a run that want attention, a line each.
func claimLines(run *checkRun) (list []claimLine) {
	if run == nil {
		return nil
	}
	for _, a := range run.articles {
		lines := draft.Lines(a.Draft)
		for i, id := range report.Fingerprints(a) {
			f := &a.Findings[i]
			if f.Suppressed != nil || f.Label != rules.Refuted && f.Severity != rules.Warning {
				continue
			}
			line, column := lines.Position(f.Span.Start)
			text := strings.Join(strings.Fields(string(a.Draft[f.Span.Start:f.Span.End])), " ")
			list = append(list, claimLine{a.Path, id, fmt.Sprintf("%s:%d:%d: %s: %q: %s [%s]", a.Path, line, column, f.Label, text, report.Printable(f.Message), f.Rule)})
		}
	}
	return list
}
