package lsp

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// desk is what the drafts with the same settings are checked with: the facts and the checker. It does not change; when the
// facts or the settings do, a new one takes its place.
type desk struct {
	folder   string
	record   *record
	catalog  *facts.Catalog
	checker  *rules.Checker
	datasets []string // the ids of the only ones that count, where the draft names none; nil for all
	ignored  bool     // its drafts are not to be checked
}

// record is what was read of the facts under some paths, until they change.
type record struct {
	paths   []string // absolute
	loading sync.Once
	loaded  atomic.Bool
	stamp   string         // of the files when they were read
	catalog *facts.Catalog // the one before where the facts cannot be read
}

// watchedFiles are the files that hold facts or configuration.
const watchedFiles = "**/*.{yaml,yml,json,csv,tsv,xlsx,xlsm,parquet}"

// isFactsFile reports whether a file may hold facts or configuration, by its name.
func isFactsFile(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml", ".json", ".csv", ".tsv", ".xlsx", ".xlsm", ".parquet":
		return true
	}
	return false
}

// addFolder adds a folder of the workspace. The caller holds the lock.
func (s *Server) addFolder(uri string) {
	if path, ok := pathOf(uri); ok && !slices.Contains(s.folders, path) {
		s.folders = append(s.folders, path)
	}
}

func (s *Server) didChangeWorkspaceFolders(_ context.Context, p *changedFoldersParams) (any, error) {
	s.lock.Lock()
	for _, f := range p.Event.Removed {
		if path, ok := pathOf(f.URI); ok {
			s.folders = slices.DeleteFunc(s.folders, func(known string) bool { return known == path })
		}
	}
	for _, f := range p.Event.Added {
		s.addFolder(f.URI)
	}
	s.lock.Unlock()
	s.reload()
	return nil, nil
}

// folderOf returns the folder of the workspace that a draft lies in, the innermost, else its own folder. The caller
// holds the lock.
func (s *Server) folderOf(path string) string {
	best := ""
	for _, folder := range s.folders {
		if relative, err := filepath.Rel(folder, path); err == nil && relative != ".." &&
			!strings.HasPrefix(relative, ".."+string(filepath.Separator)) && len(folder) > len(best) {
			best = folder
		}
	}
	switch {
	case best != "":
		return best
	case filepath.IsAbs(path):
		return filepath.Dir(path)
	case len(s.folders) > 0: // a draft that is no file yet
		return s.folders[0]
	}
	return ""
}

// deskOf returns the desk of a draft, with the facts read. Settings of the client go before those of .onrecord.yaml, and
// where neither names facts, they are in the folder named facts.
func (s *Server) deskOf(path string) *desk {
	s.lock.Lock()
	folder := s.folderOf(path)
	loader := s.configuration
	client := s.settings
	s.lock.Unlock()
	settings, err := loader.For(within(folder, path))
	s.publishProblems("configuration of "+path, configProblems(err))
	if err != nil {
		settings, _ = config.Isolated().For(within(folder, path))
	}
	own := *settings // folders without settings of their own share theirs
	settings = &own
	if paths := s.factsOf(folder, &client); len(paths) > 0 {
		settings.Facts = paths
	}
	if path := filepath.Join(folder, "facts"); len(settings.Facts) == 0 && folder != "" {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			settings.Facts = []string{path}
		}
	}
	settings.Facts = slices.Clone(settings.Facts)
	for i, path := range settings.Facts {
		if absolute, err := filepath.Abs(path); err == nil {
			settings.Facts[i] = absolute
		}
	}
	published := client.published
	if published.IsZero() && s.options.Today != nil {
		published = s.options.Today()
	}

	key := fmt.Sprintf("%q %q %v %v", folder, settings.Key(), settings.Ignored, published)
	s.lock.Lock()
	d := s.desks[key]
	s.lock.Unlock()
	if d != nil {
		return d
	}
	d = &desk{folder: folder, record: s.load(settings.Facts), datasets: settings.Datasets, ignored: settings.Ignored}
	d.catalog = d.record.catalog
	chosen, options := settings.Options()
	options.Published = published
	d.checker = rules.NewChecker(d.catalog, chosen, options)
	if len(settings.Facts) == 0 {
		s.tell("no facts for the drafts in %s: only arithmetic, dates and the text against itself are checked", cmp.Or(folder, "no folder"))
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.configuration == loader {
		s.desks[key] = d
	}
	return d
}

// within returns the path by which a draft finds its settings. A draft that is no file yet is one in the folder.
func within(folder, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, "untitled.md")
}

// factsOf returns the facts that the client's settings name, else those of the command line.
func (s *Server) factsOf(folder string, client *settings) (paths []string) {
	for _, path := range client.Facts {
		if !filepath.IsAbs(path) {
			if folder == "" {
				continue
			}
			path = filepath.Join(folder, path)
		}
		paths = append(paths, path)
	}
	if len(client.Facts) == 0 {
		paths = slices.Clone(s.options.Facts)
	}
	return paths
}

// load reads the facts under paths, once for all desks that share them. When they cannot be read, what was read before is
// kept.
func (s *Server) load(paths []string) *record {
	key := strings.Join(paths, "\x00")
	s.lock.Lock()
	r := s.records[key]
	if r == nil {
		r = &record{paths: paths}
		s.records[key] = r
	}
	before := s.lastRecords[key]
	s.lock.Unlock()
	r.loading.Do(func() {
		defer r.loaded.Store(true)
		r.catalog = &facts.Catalog{}
		if len(paths) == 0 {
			return
		}
		r.stamp = facts.Stamp(paths)
		if before != nil && before.loaded.Load() {
			r.catalog = before.catalog
		}
		catalog, err := facts.Load(paths)
		if err != nil {
			s.tell("the facts cannot be read: %v", err)
		} else {
			r.catalog = catalog
		}
		s.publishProblems("facts in "+key, problemsIn(err))
	})
	return r
}

// configProblems are the problems of a configuration as those of facts are, so that they are shown alike.
func configProblems(err error) (problems []*facts.FileError) {
	for _, e := range joined(err) {
		var problem *config.Error
		if errors.As(e, &problem) {
			path, err := filepath.Abs(filepath.FromSlash(problem.Path)) // it is told from the current folder
			if err != nil {
				path = problem.Path
			}
			problems = append(problems, &facts.FileError{Path: path, Line: problem.Line, Column: problem.Column, Msg: problem.Msg, Rule: "configuration"})
		}
	}
	return problems
}

func problemsIn(err error) (problems []*facts.FileError) {
	for _, e := range joined(err) {
		var problem *facts.FileError
		if errors.As(e, &problem) {
			problems = append(problems, problem)
		}
	}
	return problems
}

// joined returns the errors that are joined in one.
func joined(err error) []error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}

// publishProblems shows in files of facts or configuration what is wrong with them, and takes away what was wrong before by
// the same account.
func (s *Server) publishProblems(account string, problems []*facts.FileError) {
	s.lock.Lock()
	found := s.problemsOf(problems)
	for uri := range s.troubled[account] {
		if found[uri] == nil {
			found[uri] = []diagnostic{}
		}
	}
	delete(s.troubled, account)
	uris := slices.Sorted(maps.Keys(found))
	for _, uri := range uris {
		if len(found[uri]) > 0 {
			if s.troubled[account] == nil {
				s.troubled[account] = map[string]bool{}
			}
			s.troubled[account][uri] = true
		}
	}
	s.lock.Unlock()
	for _, uri := range uris {
		s.notify("textDocument/publishDiagnostics", publishParams{URI: uri, Diagnostics: found[uri]})
	}
}

// covers reports whether a file belongs to the record.
func (r *record) covers(path string) bool {
	return slices.ContainsFunc(r.paths, func(root string) bool {
		return path == root || strings.HasPrefix(path, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
	})
}

func (s *Server) didChangeWatchedFiles(_ context.Context, p *changedFilesParams) (any, error) {
	for _, c := range p.Changes {
		if path, ok := pathOf(c.URI); ok && isFactsFile(path) {
			s.reload()
			break
		}
	}
	return nil, nil
}

func (s *Server) didChangeConfiguration(_ context.Context, p *changedConfigurationParams) (any, error) {
	s.lock.Lock()
	asks := s.client.Workspace.Configuration
	s.lock.Unlock()
	if asks {
		s.background(s.pullSettings)
		return nil, nil
	}
	if len(p.Settings) == 0 || string(p.Settings) == "null" || string(p.Settings) == "[]" || string(p.Settings) == "{}" {
		return nil, nil // nothing is set
	}
	settings, err := readSettings(p.Settings)
	if err != nil {
		s.tell("%v", err)
		return nil, nil
	}
	s.change(settings)
	return nil, nil
}

// pullSettings asks the client for its settings. What was given at the start stands where it has none.
func (s *Server) pullSettings() {
	var answers []json.RawMessage
	if !s.call("workspace/configuration", configurationParams{[]configurationItem{{Section: "onrecord"}}}, &answers) {
		return
	}
	if len(answers) == 0 || len(answers[0]) == 0 || string(answers[0]) == "null" {
		return
	}
	settings, err := readSettings(answers[0])
	if err != nil {
		s.tell("%v", err)
		return
	}
	s.change(settings)
}

// change puts settings in force. Those that change nothing cost nothing.
func (s *Server) change(to settings) {
	s.lock.Lock()
	if len(to.Facts) == 0 {
		to.Facts = s.settings.Facts
	}
	same := slices.Equal(to.Facts, s.settings.Facts) && to.Published == s.settings.Published && to.Show == s.settings.Show
	s.settings = to
	s.lock.Unlock()
	if !same {
		s.reload()
	}
}

// reload asks for the facts to be read again. Several asked for at once are one.
func (s *Server) reload() {
	select {
	case s.reloads <- struct{}{}:
	default:
	}
}

// settling is how long files are let rest before they are read: a change of branch touches many.
const settling = 100 * time.Millisecond

// reloadWhenTold reads the facts of all desks again, then has the open drafts checked with them.
func (s *Server) reloadWhenTold() {
	for {
		select {
		case <-s.reloads:
		case <-s.quit:
			return
		}
		select {
		case <-time.After(settling):
		case <-s.quit:
			return
		}
		select { // what was asked for meanwhile is served by this one
		case <-s.reloads:
		default:
		}
		s.reloadDesks()
	}
}

// reloadDesks forgets what was read, and has the open drafts checked again, which reads it anew.
func (s *Server) reloadDesks() {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.configuration = config.NewLoader(s.options.Version, "")
	s.desks = map[string]*desk{}
	maps.Copy(s.lastRecords, s.records)
	s.records = map[string]*record{}
	for _, d := range s.documents {
		d.stale = true
		d.check()
	}
}

// pollFacts looks at the facts files every other second, for clients that do not watch files.
func (s *Server) pollFacts() {
	const every = 2 * time.Second
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for {
		select {
		case <-ticks.C:
		case <-s.quit:
			return
		}
		s.lock.Lock()
		records := slices.Collect(maps.Values(s.records))
		s.lock.Unlock()
		for _, r := range records {
			if r.loaded.Load() && len(r.paths) > 0 && r.stamp != facts.Stamp(r.paths) {
				s.reload()
				break
			}
		}
	}
}
