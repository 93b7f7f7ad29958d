package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/cache"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/report"
)

// staleCache is after how long what nobody asks for is removed from the cache.
const staleCache = 30 * 24 * time.Hour

// openCache returns the cache that flags and environment name, nil for none.
func (c *Command) openCache(f *checkFlags) *cache.Cache {
	folder := c.cacheFolder(f.cacheDir)
	// How a claim was read is told from the sentence itself, which is not kept.
	read := f.explain || f.only != nil || f.writeClaims
	if f.noCache || read || folder == "" {
		return nil
	}
	return cache.Open(folder)
}

func (c *Command) cacheFolder(flag string) string {
	switch {
	case flag != "":
		return flag
	case c.Env("ONRECORD_CACHE") != "":
		return c.Env("ONRECORD_CACHE")
	}
	return c.CacheFolder
}

// cached is the cache as a desk uses it.
type cached struct {
	*cache.Cache
	group cache.Key // of the facts, the settings and the program
	today string    // which only drafts without a date of their own hang on
}

// cachedAt returns the cache for the drafts of a desk.
func (c *Command) cachedAt(d *desk, store *cache.Cache) *cached {
	if store == nil {
		return nil
	}
	var names []string
	for _, r := range d.rules {
		names = append(names, r.Name)
	}
	group := cache.NewKey([]byte(c.build()), []byte(d.catalog.Digest()), []byte(d.settings.Key()), []byte(strings.Join(names, " ")))
	store.Use(group, c.Now(), staleCache)
	return &cached{store, group, d.options.Published.String()}
}

// build names the program so that no two that judge differently have the same name: a release by its version, and
// anything else also by its file.
func (c *Command) build() string {
	if c.Release {
		return c.Version
	}
	path, err := os.Executable()
	if err != nil {
		return c.Version
	}
	info, err := os.Stat(path)
	if err != nil {
		return c.Version
	}
	return fmt.Sprintf("%s %s %d %d", c.Version, path, info.Size(), info.ModTime().UnixNano())
}

// draftKeys returns the keys of a draft: the one for a draft that says when it was published, and the one for today.
func (k *cached) draftKeys(s *source, text, sidecar []byte) (own, today cache.Key) {
	beside := "" // its path is part of what is said of it
	if sidecar != nil {
		beside = filepath.ToSlash(draft.SidecarPath(s.file))
	}
	parts := [][]byte{[]byte(s.format.String()), []byte(beside), sidecar, text}
	return cache.NewKey(parts...), cache.NewKey(append(parts, []byte(k.today))...)
}

// get returns the article of a draft as it was judged before.
func (k *cached) get(s *source, text, sidecar []byte) (report.Article, bool) {
	if k == nil {
		return report.Article{}, false
	}
	own, today := k.draftKeys(s, text, sidecar)
	e, ok := k.Get(k.group, own, len(text), s.desk.catalog)
	if !ok {
		e, ok = k.Get(k.group, today, len(text), s.desk.catalog)
	}
	return report.Article{Path: s.path, Draft: text, Findings: e.Findings, Notices: e.Notices}, ok
}

// put keeps the article of a document.
func (k *cached) put(s *source, d *draft.Document, sidecar []byte, a report.Article) {
	if k == nil {
		return
	}
	own, today := k.draftKeys(s, d.Source, sidecar)
	key := today
	if d.Meta.Published != "" {
		key = own
	}
	k.Put(k.group, key, cache.Entry{Findings: a.Findings, Notices: a.Notices}, s.desk.catalog)
}

// cache looks after the cache.
func (c *Command) cache() *cobra.Command {
	return c.group(&cobra.Command{Use: "cache COMMAND ...", Short: "empty the cache of verdicts, or tell where it is",
		Example: `  onrecord cache clean`}, c.cacheClean(), c.cachePath())
}

func (c *Command) cacheClean() *cobra.Command {
	cmd := &cobra.Command{Use: "clean", Short: "remove everything from the cache; the next check takes longer, and finds the same"}
	folder := cmd.Flags().String("cache-dir", "", "the cache is in `FOLDER` (default $ONRECORD_CACHE, else the user's cache folder)")
	return c.does(cmd, func() int {
		path := c.cacheFolder(*folder)
		if path == "" {
			return c.fail(errNoCache)
		}
		n, err := cache.Open(path).Clean()
		if err != nil {
			return c.fail(fmt.Errorf("clean the cache: %w", err))
		}
		fmt.Fprintf(c.Stdout, "removed %d drafts from %s\n", n, filepath.ToSlash(path))
		return exitClean
	})
}

func (c *Command) cachePath() *cobra.Command {
	cmd := &cobra.Command{Use: "path", Short: "print the folder of the cache"}
	folder := cmd.Flags().String("cache-dir", "", "the cache is in `FOLDER` (default $ONRECORD_CACHE, else the user's cache folder)")
	return c.does(cmd, func() int {
		path := c.cacheFolder(*folder)
		if path == "" {
			return c.fail(errNoCache)
		}
		fmt.Fprintln(c.Stdout, path)
		return exitClean
	})
}

var errNoCache = fmt.Errorf("there is no cache: the system names no folder for one; name it with --cache-dir or ONRECORD_CACHE")
