package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
	"github.com/onrecord/onrecord/schema"
)

// desk is what the drafts with the same settings are judged by.
type desk struct {
	settings *config.Settings
	catalog  *facts.Catalog
	rules    []*rules.Rule
	options  rules.Options
	checker  func() *rules.Checker // built when the first draft needs it
	cache    *cached               // nil: nothing is kept
}

// desks are all that a run needs, in the order in which drafts come to them.
type desks struct {
	all      []*desk
	catalogs map[string]*facts.Catalog // by the paths of the facts
}

// assign gives each source the desk that flags and configuration make for it. It returns the sources that are to be
// checked: those that the configuration ignores are left out and counted.
func (c *Command) assign(f *checkFlags, o *checkOptions, sources []source) (kept []source, d *desks, err error) {
	loader, err := c.configuration(f)
	if err != nil {
		return nil, nil, err
	}
	d = &desks{catalogs: map[string]*facts.Catalog{}}
	byKey, known := map[string]*desk{}, map[*config.Settings]*desk{}
	var problems []error
	seen := map[string]bool{} // problems are told once, not for each draft
	note := func(err error) {
		for _, p := range joined(err) {
			if !seen[p.Error()] {
				seen[p.Error()] = true
				problems = append(problems, p)
			}
		}
	}
	ignored, store := 0, c.openCache(f)
	for _, s := range sources {
		settings, err := loader.For(s.settingsPath())
		if err != nil {
			note(err)
			continue
		}
		if settings.Ignored {
			ignored++
			continue
		}
		if known[settings] != nil {
			s.desk = known[settings]
			kept = append(kept, s)
			continue
		}
		shared := settings
		settings = override(settings, f)
		key := settings.Key()
		if byKey[key] == nil {
			made, err := d.open(settings, o)
			note(err)
			if err == nil {
				made.cache = c.cachedAt(made, store)
			}
			byKey[key] = made
			d.all = append(d.all, made)
		}
		s.desk, known[shared] = byKey[key], byKey[key]
		kept = append(kept, s)
	}
	if len(d.all) == 0 && len(problems) == 0 { // no draft, and yet the facts of the flags must be sound
		settings, err := loader.For(".")
		note(err)
		made, err := d.open(override(settings, f), o)
		note(err)
		d.all = append(d.all, made)
	}
	if ignored > 0 {
		fmt.Fprintf(c.Stderr, "onrecord: %d of %d drafts passed over, as %s ignores them\n", ignored, len(sources), config.Name)
	}
	return kept, d, errors.Join(problems...)
}

// configuration returns what finds the settings of drafts.
func (c *Command) configuration(f *checkFlags) (*config.Loader, error) {
	switch {
	case f.isolated && f.config != "":
		return nil, errors.New("--isolated reads no configuration, and --config names one: leave one of them out")
	case f.isolated:
		return config.Isolated(), nil
	}
	return config.NewLoader(c.Version, f.config), nil
}

// override puts flags in the place of what the configuration says.
func override(shared *config.Settings, f *checkFlags) *config.Settings {
	s := shared.Clone()
	if len(f.facts) > 0 {
		s.Facts = f.facts
		s.Override("facts", "--facts")
	}
	if f.given("fail-on") {
		s.FailOn = f.failOn
		s.Override("fail_on", "--fail-on")
	}
	return s
}

// open loads the facts of the settings, once for all desks that share them.
func (d *desks) open(s *config.Settings, o *checkOptions) (*desk, error) {
	key := strings.Join(s.Facts, "\x00")
	var problem error
	if d.catalogs[key] == nil {
		d.catalogs[key], problem = loadFacts(s.Facts)
	}
	made := &desk{settings: s, catalog: d.catalogs[key]}
	made.rules, made.options = s.Options()
	made.options.Published = o.published
	if len(o.rules) > 0 {
		made.rules = o.rules
	}
	made.checker = sync.OnceValue(func() *rules.Checker { return rules.NewChecker(made.catalog, made.rules, made.options) })
	return made, errors.Join(problem, made.checkDatasets())
}

// checkDatasets tells the datasets of the configuration that are not among the facts.
func (d *desk) checkDatasets() error {
	var known []string
	for _, dataset := range d.catalog.Datasets {
		known = append(known, dataset.ID)
	}
	var problems []error
	for _, id := range d.settings.Datasets {
		if !slices.Contains(known, id) && len(known) > 0 {
			problems = append(problems, &draftError{path: d.settings.Origin("datasets").String(), msg: fmt.Sprintf("datasets: no dataset %q is loaded%s", id, schema.DidYouMean(id, known))})
		}
	}
	return errors.Join(problems...)
}

// datasets counts what all desks hold, facts that several share once.
func (d *desks) datasets() (n int) {
	for _, catalog := range d.catalogs {
		n += len(catalog.Datasets)
	}
	return n
}

// datasetNames lists what all desks hold.
func (d *desks) datasetNames() (names []string) {
	for _, catalog := range d.catalogs {
		for _, dataset := range catalog.Datasets {
			names = append(names, dataset.ID)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// rules returns the rules that ran at any desk, in the order of rules.All.
func (d *desks) rules() (list []*rules.Rule) {
	for _, r := range slices.Concat(rules.All(), rules.Optional()) {
		if slices.ContainsFunc(d.all, func(each *desk) bool { return slices.Contains(each.rules, r) }) {
			list = append(list, r)
		}
	}
	return list
}

// openFails reports whether a claim that is not on record ends the run with 1 at some desk.
func (d *desks) openFails() bool {
	return slices.ContainsFunc(d.all, func(each *desk) bool { return slices.Contains(each.settings.FailOn, "not_enough_info") })
}

// without reports whether some desk has no facts.
func (d *desks) without() bool {
	return slices.ContainsFunc(d.all, func(each *desk) bool { return len(each.settings.Facts) == 0 })
}

// settingsPath is the path by which a draft finds its settings: standard input without a name is in the current folder.
func (s *source) settingsPath() string {
	if s.file == "" {
		return filepath.Join(".", "stdin.md")
	}
	return s.file
}

// joined returns the errors that are joined in one.
func joined(err error) []error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var list []error
		for _, e := range many.Unwrap() {
			list = append(list, joined(e)...)
		}
		return list
	}
	return []error{err}
}
