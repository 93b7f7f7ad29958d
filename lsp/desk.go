package lsp

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// desk is what the drafts of a folder are checked with: the facts and the checker. It does not change; when the facts
// do, a new one takes its place.
type desk struct {
	folder   string
	paths    []string // of the facts, absolute
	catalog  *facts.Catalog
	checker  *rules.Checker
	problems []*facts.FileError // that kept the facts from being read; the catalog is then the one before

	loading sync.Once
	loaded  atomic.Bool
	stamp   string // of the files when they were read
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

// deskOf returns the desk of a draft, with the facts read.
func (s *Server) deskOf(path string) *desk {
	s.lock.Lock()
	folder := s.folderOf(path)
	key := folder
	d := s.desks[key]
	if d == nil {
		d = s.newDesk(folder)
		s.desks[key] = d
	}
	s.lock.Unlock()
	s.load(d, nil)
	return d
}

// newDesk returns a desk whose facts have not been read. The caller holds the lock.
func (s *Server) newDesk(folder string) *desk {
	d := &desk{folder: folder}
	paths := s.settings.Facts
	if len(paths) == 0 {
		for _, path := range s.options.Facts {
			if absolute, err := filepath.Abs(path); err == nil {
				paths = append(paths, absolute)
			}
		}
	}
	for _, path := range paths {
		if !filepath.IsAbs(path) {
			if folder == "" {
				continue
			}
			path = filepath.Join(folder, path)
		}
		d.paths = append(d.paths, path)
	}
	if path := filepath.Join(folder, "facts"); len(d.paths) == 0 && folder != "" {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			d.paths = []string{path}
		}
	}
	return d
}

// load reads the facts of a desk, once. When they cannot be read, what the desk before has is kept.
func (s *Server) load(d, before *desk) {
	d.loading.Do(func() {
		d.stamp = facts.Stamp(d.paths)
		defer d.loaded.Store(true)
		d.catalog = &facts.Catalog{}
		if before != nil {
			d.catalog = before.catalog
		}
		if len(d.paths) == 0 {
			d.catalog = &facts.Catalog{}
			s.tell("no facts for the drafts in %s: only arithmetic, dates and the text against itself are checked", cmp.Or(d.folder, "no folder"))
		} else if catalog, err := facts.Load(d.paths); err == nil {
			d.catalog = catalog
		} else {
			d.problems = problemsIn(err)
			s.tell("the facts cannot be read: %v", err)
		}
		s.lock.Lock()
		published := s.settings.published
		s.lock.Unlock()
		if published.IsZero() && s.options.Today != nil {
			published = s.options.Today()
		}
		d.checker = rules.NewChecker(d.catalog, rules.All(), rules.Options{Published: published})
		s.publishProblems(d)
	})
}

func problemsIn(err error) (problems []*facts.FileError) {
	var all []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	} else {
		all = []error{err}
	}
	for _, e := range all {
		var problem *facts.FileError
		if errors.As(e, &problem) {
			problems = append(problems, problem)
		}
	}
	return problems
}

// publishProblems shows in the facts files what is wrong with them, and takes away what was wrong before.
func (s *Server) publishProblems(d *desk) {
	s.lock.Lock()
	found := s.problemsOf(d.problems)
	for uri := range s.troubled {
		if path, _ := pathOf(uri); found[uri] == nil && d.covers(path) {
			found[uri] = []diagnostic{}
			delete(s.troubled, uri)
		}
	}
	var uris []string
	for uri, list := range found {
		uris = append(uris, uri)
		if len(list) > 0 {
			s.troubled[uri] = true
		}
	}
	s.lock.Unlock()
	slices.Sort(uris)
	for _, uri := range uris {
		s.notify("textDocument/publishDiagnostics", publishParams{URI: uri, Diagnostics: found[uri]})
	}
}

// covers reports whether a file belongs to the facts of a desk.
func (d *desk) covers(path string) bool {
	return slices.ContainsFunc(d.paths, func(root string) bool {
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

func (s *Server) reloadDesks() {
	s.lock.Lock()
	old, fresh := s.desks, map[string]*desk{}
	for key, d := range old {
		fresh[key] = s.newDesk(d.folder)
	}
	s.lock.Unlock()
	for key, d := range fresh {
		s.load(d, old[key])
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.desks = fresh
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
		desks := slices.Collect(maps.Values(s.desks))
		s.lock.Unlock()
		for _, d := range desks {
			if d.loaded.Load() && d.stamp != facts.Stamp(d.paths) {
				s.reload()
				break
			}
		}
	}
}
