package facts

import (
	"slices"
	"sort"
	"sync"

	"github.com/onrecord/onrecord/facts/period"
)

// Series is what is on record for a slice over time. It is shared: do not change it.
type Series struct {
	Slice Slice
	Cells []Cell // in time order, periods unique
	holds bool
	since period.Period
}

// Series returns the cells that At finds for the slice, one for each period.
func (c *Catalog) Series(s Slice) Series {
	d := s.Measure.Dataset
	query, ok := d.query(s.Members)
	if !ok {
		return Series{Slice: s}
	}
	var buf [64]byte
	key := seriesKey{s.Measure, string(packKey(buf[:0], query))}
	if found, ok := c.cache.get(key); ok {
		return found
	}
	series := Series{Slice: s, Cells: d.cells(s.Measure, query)}
	if d.Period != nil {
		series.holds, series.since = d.Period.Holds, d.Period.Since
	}
	c.cache.put(key, series)
	return series
}

type seriesKey struct {
	measure *Measure
	query   string
}

// seriesCache keeps the series that were asked for. It is emptied when it grows large: texts ask for
// few series, and asking again costs time but changes no answer.
type seriesCache struct {
	sync.Mutex
	series map[seriesKey]Series
	cells  int
}

const (
	maxCachedSeries = 1 << 14
	maxCachedCells  = 1 << 20
)

func (c *seriesCache) get(key seriesKey) (Series, bool) {
	c.Lock()
	defer c.Unlock()
	s, ok := c.series[key]
	return s, ok
}

func (c *seriesCache) put(key seriesKey, s Series) {
	c.Lock()
	defer c.Unlock()
	if c.series == nil || len(c.series) >= maxCachedSeries || c.cells > maxCachedCells {
		c.series, c.cells = map[seriesKey]Series{}, 0
	}
	c.series[key] = s
	c.cells += len(s.Cells)
}

// At returns the cell of period p, and of the only period for a zero p. Where values hold, it is the
// last one that begins no later than p ends.
func (s Series) At(p period.Period) (Cell, bool) {
	if p.IsZero() {
		if len(s.Cells) != 1 {
			return Cell{}, false
		}
		return s.Cells[0], true
	}
	if s.holds {
		last := p.Last()
		i := sort.Search(len(s.Cells), func(i int) bool { return s.Cells[i].Period.First().After(last) })
		if i == 0 {
			return Cell{}, false
		}
		return s.Cells[i-1], true
	}
	i := sort.Search(len(s.Cells), func(i int) bool { return s.Cells[i].Period.Compare(p) >= 0 })
	if i < len(s.Cells) && s.Cells[i].Period == p {
		return s.Cells[i], true
	}
	return Cell{}, false
}

// OfGrain returns the cells whose periods have the grain: the years of a series that has months too.
func (s Series) OfGrain(g period.Grain) Series {
	same := func(c Cell) bool { return c.Period.Grain() == g }
	if !slices.ContainsFunc(s.Cells, func(c Cell) bool { return !same(c) }) {
		return s
	}
	var cells []Cell
	for _, c := range s.Cells {
		if same(c) {
			cells = append(cells, c)
		}
	}
	s.Cells = cells
	return s
}

// Prev returns the latest cell that lies before p and has its grain.
func (s Series) Prev(p period.Period) (Cell, bool) {
	for i := s.search(p) - 1; i >= 0; i-- {
		if c := s.Cells[i]; c.Period.Before(p) && (s.holds || c.Period.Grain() == p.Grain()) {
			return c, true
		}
	}
	return Cell{}, false
}

// Next returns the earliest cell that lies after p and has its grain.
func (s Series) Next(p period.Period) (Cell, bool) {
	for _, c := range s.Cells[s.search(p):] {
		if c.Period.After(p) && (s.holds || c.Period.Grain() == p.Grain()) {
			return c, true
		}
	}
	return Cell{}, false
}

// search returns the first cell whose period does not sort before p.
func (s Series) search(p period.Period) int {
	return sort.Search(len(s.Cells), func(i int) bool { return s.Cells[i].Period.Compare(p) >= 0 })
}

// Latest returns the cell whose period ends last among those that end no later than notAfter ends;
// a zero notAfter sets no bound. Of two that end together it is the longer one: the year, not its December.
func (s Series) Latest(notAfter period.Period) (Cell, bool) {
	best := -1
	for i := len(s.Cells) - 1; i >= 0; i-- {
		p := s.Cells[i].Period
		if !notAfter.IsZero() && p.Last().After(notAfter.Last()) {
			continue
		}
		if best < 0 || !p.Last().Before(s.Cells[best].Period.Last()) {
			best = i
		}
	}
	if best < 0 {
		return Cell{}, false
	}
	return s.Cells[best], true
}

// maxGaps bounds the list of gaps: "since the year 1" is one gap too many either way.
const maxGaps = 400

// Window returns the cells from the period from to the period to, both included, in time order, and
// the periods between without one. A zero from reaches back to where the record begins, a zero to goes to the
// last cell. In a series of mixed grains only cells of the grain of to, or else of from, count. A series of irregular
// days or of dates of change has no gaps.
func (s Series) Window(from, to period.Period) (cells []Cell, gaps []period.Period) {
	s = s.windowGrain(from, to)
	for _, c := range s.Cells {
		if (from.IsZero() || !c.Period.Before(from)) && (to.IsZero() || !c.Period.After(to)) {
			cells = append(cells, c)
		}
	}
	if s.holds || len(s.Cells) == 0 {
		return cells, nil
	}
	return cells, s.gaps(from, to)
}

func (s Series) windowGrain(from, to period.Period) Series {
	for _, p := range []period.Period{to, from} {
		if !p.IsZero() {
			if same := s.OfGrain(p.Grain()); len(same.Cells) > 0 {
				return same
			}
		}
	}
	return s
}

func (s Series) gaps(from, to period.Period) (gaps []period.Period) {
	step := s.step()
	if step == 0 {
		return nil
	}
	first, last := s.Cells[0].Period, s.Cells[len(s.Cells)-1].Period
	start := from
	if start.IsZero() {
		start = s.since
	}
	if start.IsZero() {
		start = first
	}
	// Walk down from the first cell to the start, then up through the cells to the end.
	for p := first.Add(-step); !p.IsZero() && !p.Before(start) && len(gaps) < maxGaps; p = p.Add(-step) {
		if to.IsZero() || !p.After(to) {
			gaps = append(gaps, p)
		}
	}
	slices.Reverse(gaps)
	if to.IsZero() {
		to = last
	}
	next := 0
	for p := first; !p.IsZero() && !p.After(to) && len(gaps) < maxGaps; p = p.Add(step) {
		for next < len(s.Cells) && s.Cells[next].Period.Before(p) {
			next++
		}
		if (next == len(s.Cells) || s.Cells[next].Period != p) && !p.Before(start) {
			gaps = append(gaps, p)
		}
	}
	return gaps
}

// step returns the distance of neighbouring cells in units of their grain: 1 for every year, 4 for Olympic
// years; 0 when there is no regular distance.
func (s Series) step() int {
	if s.Cells[0].Period.Grain() == period.Span {
		return 0
	}
	counts := map[int]int{}
	steps := make([]int, 0, len(s.Cells))
	for i := 1; i < len(s.Cells); i++ {
		n, ok := s.Cells[i-1].Period.UnitsTo(s.Cells[i].Period)
		if !ok || n <= 0 {
			return 0
		}
		counts[n]++
		steps = append(steps, n)
	}
	if len(steps) == 0 {
		return 1
	}
	usual := slices.MinFunc(steps, func(a, b int) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return a - b
	})
	if s.Cells[0].Period.Grain() == period.Day && 2*counts[usual] <= len(steps) {
		return 0
	}
	for _, n := range steps {
		if n%usual != 0 {
			if s.Cells[0].Period.Grain() == period.Day {
				return 0
			}
			return 1
		}
	}
	return usual
}

// Break returns the earliest observation after the period from and up to the period to whose status says that the
// series cannot be compared across it.
func (s Series) Break(from, to period.Period) (*Observation, bool) {
	for _, c := range s.Cells {
		if !c.Period.After(from) || c.Period.After(to) {
			continue
		}
		for _, o := range c.Rows {
			if o.Status == Break {
				return o, true
			}
		}
	}
	return nil, false
}
