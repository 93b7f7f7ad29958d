package cache_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/onrecord/onrecord/cache"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

const table = "dataset: visits\nfields: {year: {role: period}, visits: {role: measure}, staff: {role: measure}}\nrows:\n  - {year: 2023, visits: 100, staff: 4}\n  - {year: 2024, visits: 90, staff: 5}\n"

func catalog(t *testing.T, text string) *facts.Catalog {
	t.Helper()
	path := filepath.Join(t.TempDir(), "visits.facts.yaml")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := facts.Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// checked returns what the rules say of a draft with a claim of each verdict, ignores and notices.
func checked(t *testing.T, c *facts.Catalog) (cache.Entry, int) {
	t.Helper()
	text := "<!-- onrecord-ignore-next-line value: the museum's own count -->\nIt had 95 visits in 2024.\n\n" +
		"<!-- onrecord-ignore-next-line record: nothing -->\nVisits rose to 90 in 2024, from 100 in 2023. There were 7,000 tools. It had 91 visits in 2024.\n"
	d, err := draft.Parse([]byte(text), draft.Markdown)
	if err != nil {
		t.Fatal(err)
	}
	k := rules.NewChecker(c, rules.All(), rules.Options{})
	findings := k.Check(d)
	e := cache.Entry{Findings: findings, Notices: k.Notices(d, findings)}
	seen := map[rules.Label]bool{}
	suppressed := false
	for _, f := range findings {
		seen[f.Label] = true
		suppressed = suppressed || f.Suppressed != nil
	}
	if len(seen) < 3 || !suppressed || len(e.Notices) == 0 {
		t.Fatalf("the draft shows too little: %+v", e)
	}
	return e, len(text)
}

func TestWhatIsPutIsGot(t *testing.T) {
	facts := catalog(t, table)
	e, size := checked(t, facts)
	c := cache.Open(t.TempDir())
	group, own := cache.NewKey([]byte("facts")), cache.NewKey([]byte("draft"))
	if _, ok := c.Get(group, own, size, facts); ok {
		t.Fatal("an empty cache has an entry")
	}
	c.Put(group, own, e, facts)
	got, ok := c.Get(group, own, size, facts)
	if !ok {
		t.Fatal("the entry is not found")
	}
	// Evidence must be the very observations of the catalog: comparing pointers compares places.
	same := cmp.Options{cmpopts.IgnoreUnexported(rules.Finding{}, rules.Verdict{}), cmpopts.EquateEmpty(),
		cmp.Comparer(func(a, b *factsObservation) bool { return a == b })}
	if diff := cmp.Diff(e, got, same); diff != "" {
		t.Error(diff)
	}
	if _, ok := c.Get(group, cache.NewKey([]byte("other")), size, facts); ok {
		t.Error("another draft has the entry")
	}
	if _, ok := c.Get(cache.NewKey([]byte("other")), own, size, facts); ok {
		t.Error("other facts have the entry")
	}
}

type factsObservation = facts.Observation

// A field that is added to a finding must be kept too, or a second run would report less than the first.
func TestEveryFieldIsKept(t *testing.T) {
	for _, test := range []struct {
		value any
		kept  string
	}{
		{rules.Finding{}, "Rule Span Verdict Reading Suppressed"},
		{rules.Verdict{}, "Label Severity Message Suggestion Evidence"},
		{rules.Suggestion{}, "Span Text"},
		{rules.Suppression{}, "By Reason"},
		{rules.Notice{}, "Rule Severity Path Line Column Message"},
	} {
		var fields []string
		for _, f := range reflect.VisibleFields(reflect.TypeOf(test.value)) {
			if f.IsExported() && len(f.Index) == 1 {
				fields = append(fields, f.Name)
			}
		}
		if got := strings.Join(fields, " "); got != test.kept {
			t.Errorf("%T has the fields %s, and entry.go keeps %s: write and read the others there", test.value, got, test.kept)
		}
	}
}

// Whatever stands in a file of the cache, it is an entry that was put there or none.
func TestBrokenEntriesAreNone(t *testing.T) {
	facts := catalog(t, table)
	e, size := checked(t, facts)
	folder := t.TempDir()
	c := cache.Open(folder)
	c.Put(cache.Key{}, cache.Key{}, e, facts)
	files, _ := filepath.Glob(filepath.Join(folder, "v1", "*", "*"))
	if len(files) != 1 {
		t.Fatalf("files: %v", files)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(whole); i += 7 {
		broken := append([]byte{}, whole...)
		broken[i] ^= 0x41
		for _, text := range [][]byte{broken, whole[:i]} {
			if err := os.WriteFile(files[0], text, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, ok := c.Get(cache.Key{}, cache.Key{}, size, facts); ok {
				t.Fatalf("byte %d changed, or the file cut there: still taken for an entry", i)
			}
		}
	}
	os.WriteFile(files[0], whole, 0o600)
	if _, ok := c.Get(cache.Key{}, cache.Key{}, 10, facts); ok {
		t.Error("claims beyond the end of the draft are taken")
	}
	fewer := catalog(t, strings.Join(strings.SplitAfter(table, "\n")[:3], "")+"  - {year: 2023, visits: 100}\n")
	if _, ok := c.Get(cache.Key{}, cache.Key{}, size, fewer); ok {
		t.Error("evidence that is not in the catalog is taken")
	}
}

func TestCleanAndStale(t *testing.T) {
	facts := catalog(t, table)
	folder := t.TempDir()
	c := cache.Open(folder)
	old, current := cache.NewKey([]byte("old")), cache.NewKey([]byte("current"))
	now := time.Date(2025, 2, 12, 9, 0, 0, 0, time.UTC)
	for _, group := range []cache.Key{old, current} {
		c.Put(group, cache.Key{}, cache.Entry{}, facts)
		c.Use(group, now.Add(-40*24*time.Hour), time.Hour*24*365)
	}
	stale := 30 * 24 * time.Hour
	c.Use(current, now.Add(-40*24*time.Hour+stale), stale)
	c.Use(current, now.Add(-40*24*time.Hour+stale+time.Hour), stale)
	if _, ok := c.Get(old, cache.Key{}, 0, facts); !ok {
		t.Error("a second sweep within a day")
	}
	c.Use(current, now, stale)
	if _, ok := c.Get(old, cache.Key{}, 0, facts); ok {
		t.Error("what nobody has used for 40 days is still there")
	}
	if n, err := c.Clean(); n != 1 || err != nil {
		t.Errorf("cleaned %d entries, %v; want 1", n, err)
	}
	if _, ok := c.Get(current, cache.Key{}, 0, facts); ok {
		t.Error("an entry outlives the cleaning")
	}
	foreign := t.TempDir()
	if err := os.MkdirAll(filepath.Join(foreign, "v1"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := cache.Open(foreign).Clean(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(foreign, "v1")); err != nil {
		t.Error("a folder that is no cache was emptied")
	}
}

func TestDigestIsOfTheBytesThatAreRead(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	digest := func() string {
		c, err := facts.Load([]string{folder})
		if err != nil {
			t.Fatal(err)
		}
		return c.Digest()
	}
	write("visits.facts.yaml", "dataset: visits\nfields: {year: {role: period}, visits: {role: measure}}\nfile: visits.csv\n")
	write("visits.csv", "year,visits\n2023,100\n")
	first := digest()
	if again := digest(); again != first {
		t.Error("the digest changes from run to run")
	}
	write("visits.csv", "year,visits\n2023,101\n")
	second := digest()
	if second == first {
		t.Error("a changed table does not change the digest")
	}
	write("more.csv", "year,staff\n2023,4\n")
	if digest() == second {
		t.Error("a new file does not change the digest")
	}
}
