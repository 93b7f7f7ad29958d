package facts

import (
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Catalog holds the datasets of one run. It does not change after Load and is safe for concurrent use.
type Catalog struct {
	Datasets []*Dataset // sorted by ID
	cache    seriesCache
	values   valueIndex
	digest   string
}

// Dataset returns the dataset with the id, or nil.
func (c *Catalog) Dataset(id string) *Dataset {
	for _, d := range c.Datasets {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// IDs returns the ids of the datasets in their order.
func (c *Catalog) IDs() (ids []string) {
	for _, d := range c.Datasets {
		ids = append(ids, d.ID)
	}
	return ids
}

// Dataset is one table of observations with a common source.
type Dataset struct {
	ID     string
	Title  string
	About  []string // names by which a text refers to the subject
	Source Source
	Path   string // the file that describes it: YAML, JSON or the bare table
	Table  string // the file that its rows come from, when another
	Line   int    // of the id in Path; 1 for a bare table

	Period     *PeriodField // nil for a table without time
	Dimensions []*Dimension // as in the file
	Measures   []*Measure   // as in the file

	Checks []*Check // as in the file

	// Inferred tells that roles and units were guessed from the table, as for a bare CSV file.
	Inferred bool

	bare         *bareText
	blanks       map[blankKey]bool
	periods      periodIndex
	observations []Observation // by row, then measure
	rows         []row
	tuples       tuples
	groups       []group // observations of one measure and one tuple of members
	order        []int32 // observations by group and, within, by period
}

// Source tells where the figures come from. The days are zero when they are not given.
type Source struct {
	Publisher, Title, URL, Page, License string
	Published, Accessed, NextUpdate      period.Period
}

// PeriodField is the field that dates the rows.
type PeriodField struct {
	ID, Label string
	Since     period.Period // where the record begins; zero when the file does not say
	Holds     bool          // rows are dates of change: a value holds until the next
	YearEnds  string        // "09-30" for fiscal years; "" for calendar years
}

// Dimension is a field of role category. A row without a member is the total over its members.
type Dimension struct {
	ID, Label string
	Members   []*Member
	Dataset   *Dataset
	Index     int // in Dataset.Dimensions
	// Total is the member that is the whole of the others, as "Australia" among its states, or nil.
	// It can be named, and stands for the slice without a member; it is no part.
	Total *Member
	// Key tells that the dimension is needed to tell the rows of a period apart. The others are
	// attributes: a player's team, the venue of a game.
	Key bool

	byID map[string]*Member
}

// Member returns the member with the id, or nil.
func (d *Dimension) Member(id string) *Member { return d.byID[id] }

// Member is a value of a dimension.
type Member struct {
	ID, Label string
	Aliases   []string
	Dimension *Dimension
	Index     int // in Dimension.Members
}

// Measure is a field of numbers.
type Measure struct {
	ID, Label string
	Aliases   []string
	Unit      quantity.Unit
	Per       string          // what a rate is counted per: "1,000 residents"; "" for no rate
	Additive  bool            // the values of parts sum to the value of the whole
	RoundedTo quantity.Number // precision at which the source publishes; zero when it does not say
	// Definition tells how the values are computed; nil for a measure whose values stand in the file.
	Definition *Definition
	Dataset    *Dataset
	Index      int // in Dataset.Measures
}

// Status qualifies an observation.
type Status uint8

// The statuses of observations. A Break says that the series cannot be compared with what came before.
const (
	Final Status = iota
	Provisional
	Estimate
	Forecast
	Revised
	Break
)

var statusNames = [...]string{"final", "provisional", "estimate", "forecast", "revised", "break"}

// String names the status as a facts file does.
func (s Status) String() string { return statusNames[s] }

// Observation is one value with its place in the file.
type Observation struct {
	Measure *Measure
	Members []*Member     // by Dimension.Index; nil: the total over that dimension. Shared: do not change
	Period  period.Period // zero in a table without time
	Status  Status
	Value   quantity.Number
	Step    quantity.Number // worth of the last digit written: 12.50 → 0.01, 412 → 1
	Written string          // as it stands in the file; "" for a value that a definition computes
	Note    string
	Path    string
	Line    int // 1-based
	Column  int // 1-based, in code points
	Row     int // 0-based ordinal of the row in its table
}

// Slice names a series: a measure and the members it is narrowed to.
type Slice struct {
	Measure *Measure
	Members []*Member // by Dimension.Index; nil or missing: none named
}

// With returns the slice narrowed to m as well, or moved to m within its dimension.
func (s Slice) With(m *Member) Slice {
	members := make([]*Member, max(len(s.Members), m.Dimension.Index+1))
	copy(members, s.Members)
	members[m.Dimension.Index] = m
	s.Members = members
	return s
}

// Without returns the slice with no member of d named.
func (s Slice) Without(d *Dimension) Slice {
	if d.Index >= len(s.Members) {
		return s
	}
	members := make([]*Member, len(s.Members))
	copy(members, s.Members)
	members[d.Index] = nil
	s.Members = members
	return s
}

// Member returns the member of d that the slice names, or nil.
func (s Slice) Member(d *Dimension) *Member {
	if d.Index < len(s.Members) {
		return s.Members[d.Index]
	}
	return nil
}

// Words names the slice in a message: "burglaries, Harbour district".
func (s Slice) Words() string {
	words := []string{s.Measure.Label}
	for _, m := range s.Members {
		if m != nil {
			words = append(words, m.Label)
		}
	}
	return strings.Join(words, ", ")
}

// WordsAt names the slice and the period: "burglaries, Harbour district, in 2024".
func (s Slice) WordsAt(p period.Period) string {
	switch {
	case p.IsZero():
		return s.Words()
	case p.Grain() == period.Day:
		return s.Words() + ", on " + p.Words()
	}
	return s.Words() + ", in " + p.Words()
}

// Cell is what is on record for a slice in a period.
type Cell struct {
	Value   quantity.Number
	Step    quantity.Number // the coarsest precision of the rows
	Period  period.Period
	Rows    []*Observation // the evidence: one row, or the parts of a sum
	Derived bool           // a sum of parts, not a row of its own
}

// label is the label of a field that has none: "us-state" and "us_state" read "us state".
func label(id string) string {
	return strings.TrimSpace(joints.Replace(id))
}

var joints = strings.NewReplacer("-", " ", "_", " ")
