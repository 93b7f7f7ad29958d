package facts

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// A table of more categories than any has, and of many rows, is not searched for totals: each category is compared
// with each other in each row.
const (
	mostWide     = 50
	mostCompared = 1 << 26
)

// findTotals looks in each dimension for a member that is the whole of the others: one that is named so ("Total",
// "All ages"), or that stands first or last and equals the sum of the others wherever both are given ("Australia"
// among its states), or exceeds it and lacks what all others have ("Canada" among cities with their provinces), or that bears the
// name of what the dataset is about and lies among the others ("United Kingdom" in the temperatures of its countries).
// Where rows without a member are the total, there is none.
func (d *Dataset) findTotals() {
	if n := len(d.Dimensions); n > mostWide && n*n*len(d.tuples.members) > mostCompared {
		return
	}
	for _, dim := range d.Dimensions {
		if len(dim.Members) < 2 || d.hasOwnTotal(dim) {
			continue
		}
		f := wholeFinder{Dataset: d, dimension: dim}
		f.findApart()
		for _, m := range f.candidates() {
			if f.isWhole(m) {
				dim.Total = m
				break
			}
		}
	}
}

// wholeFinder looks for the whole of one dimension.
type wholeFinder struct {
	*Dataset
	dimension *Dimension
	// apart tells which other dimensions keep rows apart whose figures do not belong in one sum: sexes among regions
	// do, but not what follows from the member (a city's province), nor names and notes, of which each row has its own.
	apart []bool
}

func (f *wholeFinder) findApart() {
	f.apart = make([]bool, len(f.Dimensions))
	for k, other := range f.Dimensions {
		if other == f.dimension || 2*len(other.Members) > len(f.rows) {
			continue
		}
		follows := map[*Member]*Member{}
		for _, members := range f.tuples.members {
			if m, o := members[f.dimension.Index], members[k]; m != nil {
				if before, seen := follows[m]; seen && before != o {
					f.apart[k] = true
					break
				}
				follows[m] = o
			}
		}
	}
}

// hasOwnTotal reports whether rows with measures go without a member of the dimension.
func (d *Dataset) hasOwnTotal(dim *Dimension) bool {
	for i := range d.rows {
		if d.tuples.members[d.rows[i].tuple][dim.Index] == nil && d.Row(i).Observations != nil {
			return true
		}
	}
	return false
}

// maxGroups is how many groups of rows are looked at for candidates.
const maxGroups = 8

// candidates returns the members that may be the whole: by name, and by being the sum of the others in one of a few groups.
func (f *wholeFinder) candidates() (found []*Member) {
	dim := f.dimension
	for _, m := range dim.Members {
		if isWholeName(m.Label) || f.isSubject(m) {
			found = append(found, m)
		}
	}
	if len(f.rows) == 0 || len(dim.Members) < 3 {
		return found
	}
	for i := 0; i < len(f.rows); i += max(1, len(f.rows)/maxGroups) {
		group := f.group(i)
		if len(group) < 3 {
			continue
		}
		for _, at := range []int{group[0], group[len(group)-1]} {
			m := f.tuples.members[f.rows[at].tuple][dim.Index]
			if m != nil && (f.compareWhole(m, group).equal > 0 || f.lacksAttribute(m)) {
				found = append(found, m)
			}
		}
	}
	return found
}

// lacksAttribute reports whether the rows of a member have no member in some dimension in which all other rows have one:
// among cities with their provinces, the country has none.
func (f *wholeFinder) lacksAttribute(m *Member) bool {
	for k := range f.Dimensions {
		if k == m.Dimension.Index {
			continue
		}
		lacks, others := true, 0
		for _, r := range f.rows {
			members := f.tuples.members[r.tuple]
			if own := members[m.Dimension.Index] == m; own != (members[k] == nil) {
				lacks = false
				break
			} else if !own {
				others++
			}
		}
		if lacks && others >= 3 {
			return true
		}
	}
	return false
}

// isWholeName recognises "Total" and "All places of origin". "All Saints" is one too, which is why sums are comparef.
func isWholeName(name string) bool {
	words := splitWords(name)
	if len(words) == 0 {
		return false
	}
	return means(strings.Join(words, " "), "whole") || means(words[0], "partly")
}

// group returns the rows that belong in one sum with row i, in order.
func (f *wholeFinder) group(i int) (rows []int) {
	like := f.rows[i]
	members := f.tuples.members[like.tuple]
	for j, r := range f.rows {
		if r.period != like.period {
			continue
		}
		same := true
		for k, m := range f.tuples.members[r.tuple] {
			if f.apart[k] && m != members[k] {
				same = false
				break
			}
		}
		if same {
			rows = append(rows, j)
		}
	}
	return rows
}

// evidence is what speaks for a member being the whole of the others.
type evidence struct {
	equal   int // measures and groups in which it equals the sum of the others
	unequal int
	digits  int // of the equal values: a small number can be the sum of two others by chance
	most    int // measures and groups in which it is at least the sum of three or more others
}

func (e *evidence) add(f evidence) {
	e.equal, e.unequal, e.digits, e.most = e.equal+f.equal, e.unequal+f.unequal, e.digits+f.digits, e.most+f.most
}

// compareWhole compares a member's row of the group with the sum of the other rows, in each measure that sums and in
// percentages that make 100.
func (f *wholeFinder) compareWhole(whole *Member, group []int) (e evidence) {
	for _, m := range f.Measures {
		if !m.Additive && m.Unit.Kind != quantity.Percent {
			continue
		}
		var own *Observation
		var sum, slack quantity.Number
		parts := 0
		for _, i := range group {
			r := f.Row(i)
			o := r.measure(m)
			switch {
			case o == nil:
			case r.Members[whole.Dimension.Index] == whole:
				own = o
			default:
				sum, slack = sum.Add(o.Value), slack.Add(o.slack())
				parts++
			}
		}
		if own == nil || parts < 2 || own.Value.IsZero() || m.Unit.Kind == quantity.Percent && !own.Value.Equal(quantity.Int(100)) {
			continue
		}
		slack = slack.Add(own.slack()) // each is rounded by at most half its last digit
		difference := sum.Sub(own.Value).Abs()
		switch {
		case difference.Add(difference).Cmp(slack) <= 0:
			e.equal++
			e.digits += significantDigits(own.Value)
		case m.Additive:
			e.unequal++
		}
		if parts >= 3 && !own.Value.Less(sum) {
			e.most++
		}
	}
	return e
}

// slack is by how much a value may be rounded: to the precision its source publishes, to the decimals written, or
// to its zeros. A whole number that is written out is exact.
func (o *Observation) slack() quantity.Number {
	if !o.Measure.RoundedTo.IsZero() {
		return o.Measure.RoundedTo
	}
	if !o.Step.Equal(quantity.Int(1)) {
		return o.Step
	}
	if !o.Value.IsInt() {
		return quantity.Number{}
	}
	digits, _ := countDigits(o.Value)
	if significant := significantDigits(o.Value); significant > 1 && significant < digits {
		return quantity.Pow10(digits - significant)
	}
	return quantity.Number{}
}

// significantDigits counts the digits of a number; three zeros or more at the end do not count, as those of 216000 are
// rounding.
func significantDigits(n quantity.Number) int {
	digits, zeros := countDigits(n)
	if zeros < 3 || !n.IsInt() {
		return digits
	}
	return digits - zeros
}

// countDigits counts the digits of a number as it is written, and the zeros at their end.
func countDigits(n quantity.Number) (digits, zeros int) {
	if i, ok := n.Int64(); ok { // for speed: a table is looked through for totals
		for ; i != 0; i /= 10 {
			if digits++; i%10 == 0 && zeros == digits-1 {
				zeros++
			}
		}
		return max(digits, 1), zeros
	}
	text := strings.Replace(n.Abs().String(), ".", "", 1)
	return len(text), len(text) - len(strings.TrimRight(text, "0"))
}

// measure returns the row's observation of m, or nil.
func (r Row) measure(m *Measure) *Observation {
	for i := range r.Observations {
		if r.Observations[i].Measure == m {
			return &r.Observations[i]
		}
	}
	return nil
}

// isWhole tests a candidate against all groups.
func (f *wholeFinder) isWhole(m *Member) bool {
	var e evidence
	for _, group := range f.groups() {
		e.add(f.compareWhole(m, group))
	}
	words := splitWords(m.Label)
	switch {
	case len(words) > 0 && means(strings.Join(words, " "), "whole"):
		return e.unequal == 0 || e.equal > 0
	case len(words) > 0 && means(words[0], "partly"): // "All Saints" is no whole, "All places of origin" is more than those listed
		return e.equal > 0 || e.most > 0 && e.unequal == e.most
	}
	return e.unequal == 0 && e.digits >= 5 || e.most > 0 && e.unequal == e.most && f.lacksAttribute(m) ||
		e.unequal == e.most && f.isSubject(m) && f.liesAmong(m)
}

// isSubject reports whether a member goes by the name of what the dataset is about: "United Kingdom" among its countries.
func (f *wholeFinder) isSubject(m *Member) bool {
	return slices.ContainsFunc(f.About, func(name string) bool {
		return strings.EqualFold(name, m.Label) || slices.ContainsFunc(m.Aliases, func(alias string) bool { return strings.EqualFold(name, alias) })
	})
}

// leastAmong is how many values have to lie among those of the others for the whole to be told from one of them.
const leastAmong = 6

// liesAmong reports whether the values of a member lie between those of the others wherever they do not add up, as those of a whole do:
// its temperature, its share of the young.
func (f *wholeFinder) liesAmong(whole *Member) bool {
	among := 0
	for _, group := range f.groups() {
		for _, m := range f.Measures {
			if m.Additive {
				continue
			}
			var own, low, high *Observation
			parts := 0
			for _, i := range group {
				r := f.Row(i)
				o := r.measure(m)
				switch {
				case o == nil:
					continue
				case r.Members[whole.Dimension.Index] == whole:
					own = o
					continue
				case low == nil || o.Value.Less(low.Value):
					low = o
				}
				if high == nil || high.Value.Less(o.Value) {
					high = o
				}
				parts++
			}
			if own == nil || parts < 3 {
				continue
			}
			if own.Value.Less(low.Value) || high.Value.Less(own.Value) {
				return false
			}
			among++
		}
	}
	return among >= leastAmong
}

// groups cuts the rows into groups that belong in one sum.
func (f *wholeFinder) groups() (groups [][]int) {
	type place struct {
		period  period.Period
		members string
	}
	byPlace := map[place]int{}
	var key []byte
	for i, r := range f.rows {
		key = key[:0]
		for k, m := range f.tuples.members[r.tuple] {
			other := absent
			if m != nil && f.apart[k] {
				other = int32(m.Index)
			}
			key = packKey(key, []int32{other})
		}
		p := place{r.period, string(key)}
		n, known := byPlace[p]
		if !known {
			n = len(groups)
			byPlace[p] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], i)
	}
	return groups
}
