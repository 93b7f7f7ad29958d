package facts

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
)

// digests holds the hash of each file that was read, by path.
type digests map[string][sha256.Size]byte

func (d digests) add(path string, text []byte) { d[path] = sha256.Sum256(text) }

// sum is one hash of all of them.
func (d digests) sum() string {
	var lines []string
	for path, sum := range d {
		lines = append(lines, fmt.Sprintf("%q %x\n", filepath.ToSlash(path), sum))
	}
	slices.Sort(lines)
	all := sha256.New()
	for _, line := range lines {
		all.Write([]byte(line))
	}
	return hex.EncodeToString(all.Sum(nil))
}

// Digest is the same for catalogs that were read from the same bytes at the same paths, and differs for others. It
// is "" for a catalog that was not loaded from files.
func (c *Catalog) Digest() string { return c.digest }

// IndexOf returns the place of an observation among those of its dataset; ok is false when it is none of them. With
// Observation it is a way to write an observation down that holds for every catalog of the same digest.
func (d *Dataset) IndexOf(o *Observation) (index int, ok bool) {
	if o.Row < 0 || o.Row >= len(d.rows) {
		return 0, false
	}
	for i := int(d.rows[o.Row].first); i < len(d.observations) && d.observations[i].Row == o.Row; i++ {
		if &d.observations[i] == o {
			return i, true
		}
	}
	return 0, false
}

// Observation returns the observation at a place, or nil.
func (d *Dataset) Observation(index int) *Observation {
	if index < 0 || index >= len(d.observations) {
		return nil
	}
	return &d.observations[index]
}
