package claims

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// Origin tells where a slot of a reading was filled from, the surest first.
type Origin uint8

// The origins.
const (
	Named   Origin = iota // by the words of the sentence
	Carried               // by a sentence before
	Headed                // by the headline or a heading
	Default               // by nothing but the facts: the only measure, the latest period
)

var originWords = [...]string{"named", "carried over", "from the headline", "by default"}

// String returns the origin in a word or two, for explanations.
func (o Origin) String() string { return originWords[o] }

// Reading is one way to bind a figure to the facts. The lower the cost, the better the words carry it.
type Reading struct {
	Slice  facts.Slice
	Period period.Period // zero: the latest on record, or a table without time
	Cost   float32

	MeasureFrom, MemberFrom, PeriodFrom Origin
	// Alien tells that the figure counts a noun which the facts do not know.
	Alien bool
	// Partial tells that a name beside the figure has no place in the reading.
	Partial bool
	// Dated is the mention that gave the period, or nil.
	Dated *PeriodMention
	// Sum is the sum that the reading stands for when its figure is one over several members; else nil.
	Sum *facts.Cell
	// Pinned tells that an editor declared some of it.
	Pinned bool
}

// Want says what is to be bound: a figure at a token.
type Want struct {
	Fits   func(*facts.Measure) bool
	Anchor int
	Noun   [2]int // tokens of the noun phrase that the figure counts
	// Not holds tokens whose names and periods belong to something else, as what a figure is compared with.
	Not [2]int
	// Derived tells that the figure is worked out of levels: a change, a share, a multiple.
	Derived bool
	// Within, when not empty, holds tokens whose periods and members come before all others.
	Within [2]int
	// Across holds the dimensions that a claim runs over as a whole, as a count of districts does: none of their
	// members is bound, and names of them are no sign of a wrong reading.
	Across []*facts.Dimension
	// Peers tells that the figure is about several members, as a rank or a comparison is, so that other
	// members beside it are no sign of a wrong reading.
	Peers bool
}

// Binder binds figures of one article to the facts. It is not safe for concurrent use.
type Binder struct {
	Article  *Article
	Catalog  *facts.Catalog
	Pins     []*Pin // what editors declare
	measures []*facts.Measure
	ids      []string // of the datasets that the article is about; empty for all
	scratch  []candidate
	rule     string     // that is judged
	claim    draft.Span // that is judged
}

// NewBinder returns a binder of the article to the datasets of the catalog; ids, when not empty, name the
// datasets that the article is about.
func NewBinder(a *Article, c *facts.Catalog, ids []string) *Binder {
	b := &Binder{Article: a, Catalog: c, ids: ids}
	for _, d := range c.Datasets {
		if len(ids) == 0 || slices.Contains(ids, d.ID) {
			b.measures = append(b.measures, d.Measures...)
		}
	}
	if len(ids) > 0 {
		for _, s := range a.Sentences {
			s.keepNames(ids)
		}
	}
	return b
}

// Reads reports whether the article may be about the dataset.
func (b *Binder) Reads(d *facts.Dataset) bool { return len(b.ids) == 0 || slices.Contains(b.ids, d.ID) }

// keepNames drops what names stand for in other datasets than those with the ids, and the lists that they pair with figures.
func (s *Sentence) keepNames(ids []string) {
	kept := s.Names[:0]
	at := make([]int, len(s.Names)) // where each name is now, -1 for nowhere
	for i, n := range s.Names {
		n.Refs = slices.DeleteFunc(slices.Clone(n.Refs), func(r Ref) bool { return !slices.Contains(ids, r.Dataset().ID) })
		at[i] = -1
		if len(n.Refs) > 0 {
			at[i] = len(kept)
			kept = append(kept, n)
		}
	}
	s.Names = kept
	s.pairings = slices.DeleteFunc(s.pairings, func(p pairing) bool {
		return slices.ContainsFunc(p.names, func(name int) bool { return at[name] < 0 }) || slices.ContainsFunc(p.members, func(m *facts.Member) bool { return m != nil && !slices.Contains(ids, m.Dimension.Dataset.ID) })
	})
	for i := range s.pairings {
		names := slices.Clone(s.pairings[i].names)
		for k, name := range names {
			names[k] = at[name]
		}
		s.pairings[i].names = names
	}
}

// The costs of readings. Distances within a sentence come from the barriers; these are the costs of what
// is not in the sentence, and of what a reading leaves over.
const (
	carriedCost     = 0.5 // named by the sentence before
	olderCost       = 0.3 // for each sentence farther back
	otherBlock      = 0.25
	headedCost      = 0.9
	unnamedCost     = 2.2  // a measure that no word names
	alienNoun       = 1.6  // the figure counts a noun that the facts do not know
	topicNoun       = 0.25 // it counts a noun of the measure's description
	otherNoun       = 1.5  // the figure counts another measure's noun
	leftOver        = 1.0  // a name beside the figure that the reading has no place for
	rival           = 0.45 // another member of the dimension stands between
	behind          = 0.3  // a name after the figure
	foreign         = 0.9  // a name inside or outside the phrase of comparison
	basedElsewhere  = 1.4  // what a change is not of: a period that another figure is compared with
	owned           = 0.8  // a period that belongs to another figure
	confirmedCost   = 0.2  // what the facts bear out earlier in the sentence
	confirmedBefore = 0.15 // what they bear out in a sentence before is likelier than what it only names
	leadsOther      = 0.6  // a member after the figure that is the subject of the next one
	passedOver      = 0.4  // the total, where the sentence has named a member before the figure
	elliptic        = 0.35 // what a phrase of comparison leaves out it has from the rest of the sentence
	taken           = 0.7  // another period than the one that follows the figure directly
	otherOfList     = 1.8  // a name that a list ties to another figure
	meantByPronoun  = 0.25 // the subject of the sentence, which a pronoun in the figure's clause stands for
	ofRelative      = 0.05 // who stands right before the relative clause of the figure
	defaultPeriod   = 0.6
	clauseDate      = 0.05 // the period that the figure's clause says "when" of
	relativeDate    = 0.5
	sameTableCost   = 0.4 // the measure of cells before in the same column or row
	maxLink         = 0.9 // a name in the sentence never costs more by distance alone
	// Margin is how much dearer than the best a reading may be to count as near.
	Margin = 0.75
	window = 2.0 // dearer readings are not looked at
)

// Readings returns the ways to bind the figure, the best first. The order is the same on every run.
func (b *Binder) Readings(s *Sentence, w Want) []Reading {
	pin := b.Pinned(s, w.Anchor)
	if pin == nil {
		return b.unpinned(s, w)
	}
	readings := b.pinned(s, w, pin)
	slices.SortStableFunc(readings, func(x, y Reading) int { return cmp.Compare(x.Cost, y.Cost) })
	return readings
}

func (b *Binder) unpinned(s *Sentence, w Want) []Reading {
	cands := b.measureCandidates(s, w)
	if len(cands) == 0 {
		return nil
	}
	var readings []Reading
	best := float32(1e9)
	periods := map[*facts.Dataset][]periodCandidate{}
	members := map[*facts.Dimension][]memberCandidate{}
	for _, c := range cands {
		if c.cost > best+window {
			break
		}
		d := c.measure.Dataset
		if _, ok := periods[d]; !ok {
			periods[d] = b.periodCandidates(s, w, d)
			for _, dim := range d.Dimensions {
				members[dim] = b.memberCandidates(s, w, dim)
			}
		}
		b.combine(s, w, c, periods[d], members, &readings, &best)
	}
	readings = b.borneOut(s, w, readings)
	slices.SortStableFunc(readings, func(x, y Reading) int { return cmp.Compare(x.Cost, y.Cost) })
	for i, r := range readings {
		if r.Cost > readings[0].Cost+window || i >= 40 {
			return readings[:i]
		}
	}
	return readings
}

// combine adds the readings of one measure: every choice of members and period that stays in the window.
func (b *Binder) combine(s *Sentence, w Want, c candidate, periods []periodCandidate, members map[*facts.Dimension][]memberCandidate, readings *[]Reading, best *float32) {
	d := c.measure.Dataset
	var choose func(dim int, r Reading)
	choose = func(dim int, r Reading) {
		if r.Cost > *best+window {
			return
		}
		if dim < len(d.Dimensions) {
			for _, m := range members[d.Dimensions[dim]] {
				next := r
				next.Cost += m.cost
				if m.member != nil {
					next.Slice = next.Slice.With(m.member)
					next.MemberFrom = max(next.MemberFrom, m.from)
				}
				choose(dim+1, next)
			}
			return
		}
		over := b.leftOver(s, w, r.Slice)
		r.Cost += over
		r.Partial = over >= leftOver*0.8
		for _, p := range periods {
			full := r
			full.Period, full.PeriodFrom, full.Dated = p.period, p.from, p.dated
			full.Cost += p.cost
			if full.Cost < *best {
				*best = full.Cost
			}
			if full.Cost <= *best+window {
				*readings = append(*readings, full)
			}
		}
	}
	choose(0, Reading{Slice: facts.Slice{Measure: c.measure}, Cost: c.cost, MeasureFrom: c.from, Alien: c.alien})
}
