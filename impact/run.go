package impact

import (
	"cmp"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/onrecord/onrecord/draft"
)

// Article is an article to read. Read is called once, on any goroutine.
type Article struct {
	Path string
	Read func() (*draft.Document, error)
	By   *Comparison // that judges it
}

// Report is what a run over many articles found.
type Report struct {
	Articles int      // that were read
	Affected int      // that have changes
	Changes  []Change // sorted by Worst
	Skipped  []Skip   // sorted by path
}

// Skip is an article that could not be judged.
type Skip struct {
	Path   string
	Reason error
}

// Run compares articles, all by c. Run as a function tells the rest.
func (c *Comparison) Run(articles iter.Seq[Article], workers int, progress func(done, changes int)) *Report {
	return Run(func(yield func(Article) bool) {
		for a := range articles {
			if a.By = c; !yield(a) {
				return
			}
		}
	}, workers, progress)
}

// Run compares articles, each by its own comparison, on as many goroutines as workers says. It holds one article a worker, and changes: memory
// hangs on the facts, not on the number of articles. progress, which may be nil, is called after each article, never
// twice at once. The report is the same in whatever order articles come and are done.
func Run(articles iter.Seq[Article], workers int, progress func(done, changes int)) *Report {
	defer relax()()
	r := &Report{}
	var lock sync.Mutex
	queue := make(chan Article)
	var group sync.WaitGroup
	for range max(workers, 1) {
		group.Go(func() {
			for a := range queue {
				changes, err := one(a)
				lock.Lock()
				r.add(a.Path, changes, err)
				if progress != nil {
					progress(r.Articles+len(r.Skipped), len(r.Changes))
				}
				lock.Unlock()
			}
		})
	}
	for a := range articles {
		queue <- a
	}
	close(queue)
	group.Wait()
	slices.SortFunc(r.Changes, Worst)
	slices.SortFunc(r.Skipped, func(a, b Skip) int { return cmp.Compare(a.Path, b.Path) })
	return r
}

// slack is how much garbage a run may leave before it is collected: little against the memory of a machine, and much
// against the few megabytes of facts that most newsrooms have, beside which each article would have its collection.
const slack = 96 << 20

// relax lets garbage grow to slack, or to the size of what is live, whichever is more. It returns what takes that back.
func relax() (restore func()) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	live := max(m.HeapAlloc, 1<<20)
	if live > slack {
		return func() {}
	}
	was := debug.SetGCPercent(int(slack * 100 / live))
	return func() { debug.SetGCPercent(was) }
}

func (r *Report) add(path string, changes []Change, err error) {
	if err != nil {
		r.Skipped = append(r.Skipped, Skip{path, err})
		return
	}
	r.Articles++
	if len(changes) > 0 {
		r.Affected++
		r.Changes = append(r.Changes, changes...)
	}
}

// one judges an article. A panic is a mistake of onrecord's, which shall not end the run over all others.
func one(a Article) (changes []Change, err error) {
	defer func() {
		if bug := recover(); bug != nil {
			changes, err = nil, fmt.Errorf("%s: internal error: %v: please report it with the article", a.Path, bug)
		}
	}()
	d, err := a.Read()
	if err != nil {
		return nil, err
	}
	return a.By.Changes(a.Path, d), nil
}
