// Package cache keeps on the disk what drafts were judged to be, so that a draft that has not changed is not judged
// again. An entry is found by what the verdicts hang on: the bytes of the draft, the facts, the settings, the version
// of onrecord. It is a file of its own, whole or of no use; deleting any or all of them costs time and nothing else.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// Entry is what is kept of a draft.
type Entry struct {
	Findings []rules.Finding
	Notices  []rules.Notice
}

// Key is what verdicts hang on. Two lists of parts that differ have different keys.
type Key [sha256.Size]byte

// NewKey returns the key of parts.
func NewKey(parts ...[]byte) Key {
	h := sha256.New()
	var size [8]byte
	for _, part := range parts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write(part)
	}
	var k Key
	h.Sum(k[:0])
	return k
}

// Cache is a folder of entries. It is safe for concurrent use, also by several processes. A nil one holds nothing and
// keeps nothing.
type Cache struct{ folder string }

// The layout of the folder: a folder for each set of facts and settings, in it the drafts.
const (
	layout = "v1"
	tag    = "CACHEDIR.TAG"
	// https://bford.info/cachedir/: backups leave such a folder out.
	signature = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of onrecord. It can be deleted at any time.\n"
)

// Open returns the cache in a folder, which is made when the first entry is put into it.
func Open(folder string) *Cache { return &Cache{folder} }

// path is the file of an entry. Group is of the facts and settings: entries that go out of use together stand together.
func (c *Cache) path(group, draft Key) string {
	return filepath.Join(c.folder, layout, hex.EncodeToString(group[:12]), hex.EncodeToString(draft[:16]))
}

// Get returns the entry of a draft, whose size bounds the spans of its claims. Evidence is looked up in the catalog,
// which must be of the digest that is part of the group's key. What cannot be read, or makes no sense, is not there.
func (c *Cache) Get(group, draft Key, size int, catalog *facts.Catalog) (Entry, bool) {
	if c == nil {
		return Entry{}, false
	}
	text, err := os.ReadFile(c.path(group, draft))
	if err != nil || len(text) < sha256.Size {
		return Entry{}, false
	}
	text, sum := text[:len(text)-sha256.Size], text[len(text)-sha256.Size:]
	if own := sha256.Sum256(text); !bytes.Equal(own[:], sum) {
		return Entry{}, false
	}
	r := reader{text: text, catalog: catalog, size: size}
	e := r.entry()
	if r.broken || len(r.text) > 0 {
		return Entry{}, false
	}
	return e, true
}

// Put keeps an entry. Errors are not told: a cache that cannot be written is one that holds nothing.
func (c *Cache) Put(group, draft Key, e Entry, catalog *facts.Catalog) {
	if c == nil {
		return
	}
	w := writer{catalog: catalog}
	w.entry(e)
	if w.unknown {
		return // evidence that is in no dataset
	}
	sum := sha256.Sum256(w.text)
	path := c.path(group, draft)
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	if file, err := os.OpenFile(filepath.Join(c.folder, tag), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
		file.WriteString(signature)
		file.Close()
	}
	// Whoever reads at the same time shall find the whole entry or none.
	file, err := os.CreateTemp(filepath.Dir(path), "*.tmp")
	if err != nil {
		return
	}
	_, err = file.Write(append(w.text, sum[:]...))
	if closed := file.Close(); err != nil || closed != nil || os.Rename(file.Name(), path) != nil {
		os.Remove(file.Name())
	}
}

// sweepEvery is how often stale groups are looked for: each look takes a while when there are many.
const sweepEvery = 24 * time.Hour

// Use notes that a group is in use at a time, and once a day removes the groups that were not since stale.
func (c *Cache) Use(group Key, now time.Time, stale time.Duration) {
	if c == nil {
		return
	}
	own := filepath.Dir(c.path(group, Key{}))
	os.Chtimes(own, now, now)
	swept := filepath.Join(c.folder, tag) // its time is that of the last sweep
	if info, err := os.Stat(swept); err != nil {
		return // nothing was ever kept
	} else if since := now.Sub(info.ModTime()); since >= 0 && since < sweepEvery {
		return
	}
	os.Chtimes(swept, now, now)
	groups, err := os.ReadDir(filepath.Dir(own))
	if err != nil {
		return
	}
	for _, entry := range groups {
		folder := filepath.Join(filepath.Dir(own), entry.Name())
		if info, err := entry.Info(); err == nil && entry.IsDir() && folder != own && now.Sub(info.ModTime()) > stale {
			os.RemoveAll(folder)
		}
	}
}

// Clean removes all entries, of every version, and returns how many there were. A folder that is no cache is left alone.
func (c *Cache) Clean() (entries int, err error) {
	text, err := os.ReadFile(filepath.Join(c.folder, tag))
	if err != nil || string(text) != signature {
		return 0, nil
	}
	root := filepath.Join(c.folder, layout)
	err = filepath.WalkDir(root, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			entries++
		}
		return nil
	})
	if err == nil {
		err = os.RemoveAll(root)
	}
	return entries, err
}
