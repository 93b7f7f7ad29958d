package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// memberSet is which members a text speaks of together.
type memberSet struct {
	names []claims.Name // as listed or named before
	count int           // "the three": how many
	top   bool          // "the top ten"
	// described tells that words describe the members rather than naming them: "the four East Asian
	// markets" are some four of them.
	described bool
	// sure tells that the words say that the amount is of all of them together.
	sure bool
}

func (m memberSet) none() bool { return len(m.names) == 0 && m.count == 0 }

// of returns the members of the dimension in the set; for a count the last so many that the text named.
func (m memberSet) of(d *facts.Dimension) (members []*facts.Member) {
	for _, n := range slices.Backward(m.names) {
		for _, ref := range n.Refs {
			if ref.Member != nil && ref.Member.Dimension == d && ref.Member != d.Total && !slices.Contains(members, ref.Member) {
				members = append(members, ref.Member)
				break
			}
		}
		if m.count > 0 && len(members) == m.count {
			break
		}
	}
	if m.count > 0 && len(members) != m.count {
		return nil
	}
	slices.Reverse(members)
	return members
}

// fits reports whether the set can be one of members of the dimension.
func (m memberSet) fits(d *facts.Dimension) bool {
	n := len(d.Members)
	if d.Total != nil {
		n--
	}
	if m.top || m.described {
		return m.count <= n && n > 1
	}
	return len(m.of(d)) > 1 || m.count == n && n > 1 && !m.resolves()
}

// resolves reports whether the text named so many members of some dimension.
func (m memberSet) resolves() bool {
	for _, n := range m.names {
		for _, ref := range n.Refs {
			if ref.Member != nil && len(m.of(ref.Member.Dimension)) > 1 {
				return true
			}
		}
	}
	return false
}

// summedMembers returns the members that an amount is said of together.
func (p *Pass) summedMembers(i int) (set memberSet, ok bool) {
	s := p.Sentence
	a, use := &s.Amounts[i], s.Uses[i]
	first := min(a.First, a.Hedge)
	start, end := p.sumClause(i)
	cue, together := s.FindCue(start, end, claims.Sum)
	if use.Role == claims.SumLevel {
		cue, together = use.Cue, true
	}
	if s.HasCue(s.ClauseStart(first), end, claims.Every, claims.Average, claims.Respectively) || !together && s.HasCue(start, first, claims.All) || p.hasWord(start, end, "apiece") || p.isCount(i) {
		return set, false
	}
	// "Europe and Greater China together sold": the list that the subject is
	if list := p.listBefore(first, start); len(list) > 1 && !p.isAdded(list) && (together || p.isSubjectList(list, first)) {
		return memberSet{names: list, sure: together && s.Tokens[cue.First].Norm != "total"}, true
	}
	if together {
		if list := p.listedMembers(cue.Last); cue.First < first && len(list) > 1 && list[len(list)-1].Last <= first {
			return memberSet{names: list, sure: true}, true
		}
	}
	if n, at, described, top, found := p.countPhrase(start, first, end); found {
		set = memberSet{names: p.namedBefore(at), count: n, described: described, top: top, sure: together || use.Role == claims.Level && at < first}
		return set, true
	}
	if together && use.Role == claims.SumLevel {
		switch s.Tokens[cue.First].Norm {
		case "together", "between", "combined", "jointly", "altogether", "taken", "put", "collectively", "add":
			if s.Index > 0 {
				earlier := *p
				earlier.Sentence = p.Article.Sentences[s.Index-1]
				if list := earlier.lastList(); len(list) > 1 && !p.namesAnyMember(start, end) {
					return memberSet{names: list, sure: true}, true
				}
			}
		}
	}
	return set, false
}

// sumClause returns the tokens that tell what an amount is the sum of: its clause, with the clause before it when the
// amount's own has no verb of its own ("…, or 2,482 between them").
func (p *Pass) sumClause(i int) (start, end int) {
	s := p.Sentence
	a := &s.Amounts[i]
	first := min(a.First, a.Hedge)
	start, end = s.ClauseStart(first), s.ClauseEnd(a.Last-1)
	for start > 0 {
		stop := s.Tokens[start-1].Norm
		if stop == "," && start > 1 && p.endsMember(start-1) { // the comma of a list of members
			start = s.ClauseStart(start - 1)
			continue
		}
		if stop == ";" || stop == ":" || stop == "—" || first-start > 4 && stop != "," && stop != "which" {
			break
		}
		start = s.ClauseStart(start - 1)
	}
	return start, end
}

// endsMember reports whether the name of a member ends before the token.
func (p *Pass) endsMember(token int) bool {
	for _, n := range p.Sentence.Names {
		if n.Last == token && namesMember(n) {
			return true
		}
	}
	return false
}

// isCount reports whether an amount only tells how many are summed: "the two countries together".
func (p *Pass) isCount(i int) bool {
	s := p.Sentence
	a := &s.Amounts[i]
	left := a.First - 1
	if left > 0 && topWords[s.Tokens[left].Norm] {
		left--
	}
	return a.Kind == claims.Cardinal && left >= 0 && isThe[s.Tokens[left].Norm] && a.Value.Cmp(quantity.Int(50)) <= 0
}

var topWords = map[string]bool{"top": true, "leading": true, "largest": true, "biggest": true}

func (p *Pass) hasWord(first, last int, word string) bool {
	for t := first; t < min(last, len(p.Sentence.Tokens)); t++ {
		if p.Sentence.Tokens[t].Norm == word {
			return true
		}
	}
	return false
}

func (p *Pass) namesAnyMember(first, last int) bool {
	for _, n := range p.Sentence.Names {
		if n.First >= first && n.Last <= last && namesMember(n) {
			return true
		}
	}
	return false
}

// listBefore returns the last list of two or more members that ends before the token.
func (p *Pass) listBefore(token, start int) (list []claims.Name) {
	s := p.Sentence
	for k := len(s.Names) - 1; k >= 0; k-- {
		n := s.Names[k]
		if n.Last > token || n.Last <= start || !namesMember(n) {
			continue
		}
		list = []claims.Name{n}
		for k--; k >= 0; k-- {
			m := s.Names[k]
			if m.Last <= start || !namesMember(m) || !p.onlyJoins(m.Last, list[0].First) {
				break
			}
			list = append([]claims.Name{m}, list...)
		}
		return list
	}
	return nil
}

// onlyJoins reports whether only commas, "and" and articles stand in the tokens.
func (p *Pass) onlyJoins(from, to int) bool {
	joined := false
	for t := from; t < to; t++ {
		switch p.Sentence.Tokens[t].Norm {
		case ",", "and", "&", "plus":
			joined = true
		case "the":
		default:
			return false
		}
	}
	return joined
}

// isAdded tells a list that is added to what was named before: "add the North West and the North East".
func (p *Pass) isAdded(list []claims.Name) bool {
	first := list[0].First
	for first > 0 && (p.Sentence.Tokens[first-1].Norm == "the" || p.Sentence.Tokens[first-1].Norm == "in") {
		first--
	}
	return first > 0 && p.Sentence.Stems[first-1] == "add"
}

// isSubjectList reports whether a list is the subject of the amount's verb: nothing but a few words stand between.
func (p *Pass) isSubjectList(list []claims.Name, first int) bool {
	s := p.Sentence
	last := list[len(list)-1].Last
	before := list[0].First - 1
	if before >= 0 && s.Tokens[before].Norm == "the" {
		before--
	}
	if first-last > 5 || before >= 0 && (claims.IsPreposition(s.Tokens[before].Norm) || s.HasCue(before, before+1, claims.Base, claims.Above, claims.Below)) {
		return false
	}
	for t := last; t < first; t++ {
		if s.Tokens[t].Kind == claims.Punct {
			return false
		}
	}
	return true
}

// lastList returns the last list of members in the sentence.
func (p *Pass) lastList() []claims.Name {
	return p.listBefore(len(p.Sentence.Tokens), 0)
}

// countPhrase returns the number of "the three eastern states", the token it stands at, and whether further words
// describe them.
func (p *Pass) countPhrase(start, first, end int) (n, at int, described, top, ok bool) {
	s := p.Sentence
	best := 1 << 30
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Kind != claims.Cardinal || a.First < start || a.First >= end || a.First == first || a.Form == quantity.Digits && a.Value.Cmp(quantity.Int(20)) > 0 || a.IsRange {
			continue
		}
		v, isInt := a.Value.Int64()
		left := a.First - 1
		if !isInt || v < 2 || v > 50 || left < 0 {
			continue
		}
		isTop := topWords[s.Tokens[left].Norm]
		if isTop {
			left--
		}
		if left < 0 || !isThe[s.Tokens[left].Norm] {
			continue
		}
		if left > 0 && claims.IsPreposition(s.Tokens[left-1].Norm) && s.Tokens[left-1].Norm != "by" && !s.HasCue(start, end, claims.Sum) || left > 0 && s.Tokens[left-1].Norm == "of" {
			continue // "one of the five", "in the top three"
		}
		further := a.Noun[1]-a.Noun[0] > 1 || p.isDescribed(a.Last, end)
		if a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "of" && p.hasWord(a.Last, min(a.Last+2, end), "them") {
			further = false
		}
		distance := max(first-a.First, a.First-first)
		if s.IsDated(a.First) || distance >= best {
			continue
		}
		best = distance
		n, at, described, top, ok = int(v), a.First, further && !isTop, isTop, true
	}
	return n, at, described, top, ok
}

// isDescribed reports whether a relative clause or a phrase with a preposition follows within two words.
func (p *Pass) isDescribed(from, end int) bool {
	for t := from; t < min(from+3, end); t++ {
		if relatives[p.Sentence.Tokens[t].Norm] {
			return true
		}
	}
	return false
}

var relatives = map[string]bool{"that": true, "which": true, "who": true, "whose": true, "with": true, "where": true, "in": true, "from": true}

var isThe = map[string]bool{"the": true, "these": true, "those": true, "all": true, "its": true}

// namedBefore returns the names of members in the order of the text up to a token, from the sentences before on.
func (p *Pass) namedBefore(token int) (names []claims.Name) {
	s := p.Sentence
	for back := 5; back > 0; back-- {
		if s.Index < back {
			continue
		}
		q := p.Article.Sentences[s.Index-back]
		if q.Block.Furniture {
			continue
		}
		for _, n := range q.Names {
			if namesMember(n) {
				names = append(names, n)
			}
		}
	}
	for _, n := range s.Names {
		if n.Last <= token && namesMember(n) {
			names = append(names, n)
		}
	}
	return names
}

// maxChoices bounds the search for members with a sum.
const maxChoices = 20000

// chosen returns the cells, so many of them, whose sum is accepted; nil when no choice is. open tells that there
// are more choices than were tried.
func chosen(cells []facts.Cell, count int, accepts func(quantity.Number) bool) (best []facts.Cell, open bool) {
	tries := 0
	var pick []facts.Cell
	var search func(from int, sum quantity.Number) bool
	search = func(from int, sum quantity.Number) bool {
		if len(pick) == count {
			if tries++; accepts(sum) {
				best = slices.Clone(pick)
				return true
			}
			open = tries > maxChoices
			return open
		}
		for i := from; i < len(cells); i++ {
			pick = append(pick, cells[i])
			if search(i+1, sum.Add(cells[i].Value)) {
				return true
			}
			pick = pick[:len(pick)-1]
		}
		return false
	}
	search(0, quantity.Number{})
	return best, open
}

// topOf returns the largest cells, count of them.
func topOf(cells []facts.Cell, count int) []facts.Cell {
	sorted := slices.Clone(cells)
	slices.SortStableFunc(sorted, func(a, b facts.Cell) int { return b.Value.Cmp(a.Value) })
	return sorted[:min(count, len(sorted))]
}

// namesOf names the members of cells, the first few of many.
func namesOf(cells []facts.Cell, d *facts.Dimension) string {
	var names []string
	for _, cell := range cells {
		for _, o := range cell.Rows {
			if m := o.Members[d.Index]; m != nil && !slices.Contains(names, m.Label) {
				names = append(names, m.Label)
			}
		}
	}
	if len(names) > 6 {
		return strings.Join(names[:3], ", ") + " and others"
	}
	if len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return strings.Join(names, "")
}

// periodsOf returns the periods of a reading that have rows for parts.
func (p *Pass) periodsOf(r claims.Reading) []period.Period {
	if r.Slice.Measure.Dataset.Period == nil {
		return []period.Period{{}}
	}
	if cells := p.cells(r.Slice, r.Period); len(cells) == 1 {
		return []period.Period{cells[0].Period}
	}
	for _, d := range r.Slice.Measure.Dataset.Dimensions {
		for _, m := range d.Members {
			if cells := p.cells(r.Slice.With(m), r.Period); len(cells) == 1 {
				return []period.Period{cells[0].Period}
			}
		}
	}
	return nil
}

// sumOverPeriods sums a series over a run of periods; "since 2018" may or may not count 2018.
func (p *Pass) sumOverPeriods(a *claims.AmountMention, r claims.Reading, m *claims.PeriodMention) (proposals []proposal) {
	if !r.Slice.Measure.Additive || r.Slice.Measure.Dataset.Period == nil || r.Slice.Measure.Dataset.Period.Holds {
		return nil
	}
	series := p.Facts.Series(r.Slice)
	now, ok := latest(series, p.Article.Published)
	if !ok {
		return nil
	}
	from, to := m.Period, now.Period
	switch m.Role {
	case claims.FromTo:
		from, to = m.Period.First(), m.Period.Last()
	case claims.Past:
		if m.Count == 0 {
			return nil
		}
		unit := now.Period.Of(m.Grain)
		from, to = unit.Add(1-m.Count).First(), now.Period
	}
	if from.IsZero() {
		return nil
	}
	for skip := range 2 {
		var cells []facts.Cell
		for _, cell := range series.OfGrain(now.Period.Grain()).Cells {
			if !cell.Period.First().Before(from.First()) && !cell.Period.After(to) && cell.Period.Compare(now.Period) <= 0 {
				cells = append(cells, cell)
			}
		}
		if skip == 1 && len(cells) > 0 {
			cells = cells[1:]
		}
		if len(cells) < 2 {
			continue
		}
		q := proposal{reading: r, cost: r.Cost + 0.3*float32(skip), known: true, rows: evidence(cells...)}
		q.reading.Period = period.Period{}
		sum, slack := add(cells)
		if actual, ok := in(a.Unit, sum, r.Slice.Measure); ok {
			q.fit = p.acceptsSum(a, actual, slack)
			q.fix = p.rewritten(a, actual)
		}
		q.says = r.Slice.Words() + ": " + quantity.Format(sum, r.Slice.Measure.Unit) + " from " + cells[0].Period.Words() + " to " + cells[len(cells)-1].Period.Words()
		proposals = append(proposals, q)
		if m.Role != claims.Since {
			break
		}
	}
	return proposals
}
