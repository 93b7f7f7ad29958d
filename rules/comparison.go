package rules

import (
	"fmt"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Comparison checks which of two is more, where the text gives no size of the difference.
var Comparison = newRule("comparison", Doc{
	Title: "more than, ahead of, overtook, the same as",
	Text: `"The old town had more burglaries than the harbour" compares two members in the same period, "higher than in 2022"
two periods of one series. Several members behind "than" must each be passed, or their sum when the text says
"combined". "Than any other" compares with all members; "overtook" also looks at the period before.`,
	Examples: []Example{
		{"In 2024 the old town had more burglaries than the harbour.", Supported},
		{"In 2024 the harbour had more burglaries than the old town.", Refuted},
		{"In 1999 the harbour had more burglaries than the old town.", NotEnoughInfo},
	},
}, findComparisons, judgeComparison)

type comparisonClaim struct {
	Claim
	cue     claims.Cue
	sign    int    // +1 more, -1 less, 0 the same
	phrase  [2]int // tokens of what is compared with
	order   bool   // "overtook": the other way round before
	sum     bool   // compared with the sum: "combined"
	average bool   // compared with the average of the members
	every   bool   // compared with every other member or period: "than any other"
	changes bool   // the changes are compared: "rose faster than"
	behind  bool   // it follows a change behind a comma, so that nothing but the changes can be compared
	amount  int    // the figure that stands for what is compared with: "fewer than the 32 of August"; -1 for none
}

func findComparisons(p *Pass) (found []comparisonClaim) {
	s := p.Sentence
	for _, cue := range s.Cues {
		c := comparisonClaim{Claim: Claim{cue.First, cue.Last}, cue: cue, sign: cue.Sign(), amount: -1}
		switch cue.Kind {
		case claims.Above, claims.Below:
		case claims.Overtake:
			c.sign, c.order = 1, true
		case claims.Same:
		default:
			continue
		}
		if p.belongsToAmount(cue) || p.isOfCount(cue) || p.isHypothetical(cue.First) {
			continue
		}
		if !p.readComparison(&c) {
			continue
		}
		found = append(found, c)
	}
	return found
}

// belongsToAmount tells a cue that says how an amount is meant, or that gave an amount its role: "more
// than 200", "44 fewer than".
func (p *Pass) belongsToAmount(cue claims.Cue) bool {
	s := p.Sentence
	for i := range s.Amounts {
		a, use := &s.Amounts[i], s.Uses[i]
		if a.Noise != 0 {
			continue
		}
		if use.Cue.Kind == cue.Kind && use.Cue.First == cue.First && use.Role != claims.Level && use.Role != claims.LevelFrom {
			return true
		}
		if a.Hedge <= cue.First && cue.First < a.Last || a.First <= cue.First && cue.First < a.HedgeEnd {
			return true
		}
		// "three times more", "half as many", "20 per cent higher": the size is the other rules'
		if end := max(a.Last, a.Noun[1]); a.Kind != claims.Ordinal && end <= cue.First && cue.First <= end+1 && (use.Role == claims.Factor || use.Role == claims.Change || use.Role == claims.Share) {
			return true
		}
	}
	return false
}

// readComparison reads what is compared with; it reports false when the words name nothing.
func (p *Pass) readComparison(c *comparisonClaim) bool {
	s := p.Sentence
	end := s.ClauseEnd(c.cue.Last - 1)
	from := c.cue.Last
	if base, ok := s.FindCue(c.cue.Last, min(end, c.cue.Last+7), claims.Base); ok && s.Tokens[base.First].Norm != "from" {
		from = base.Last
	} else if isComparative(s, c.cue) {
		return false // "more burglaries" without "than"
	}
	if c.cue.Kind == claims.Same {
		as := -1
		for t := c.cue.Last; t < min(end, c.cue.Last+5); t++ {
			if n := s.Tokens[t].Norm; n == "as" || n == "with" || n == "to" {
				as = t
			}
		}
		if as >= 0 {
			from = as + 1
		} else if s.Tokens[c.cue.First].Norm == "same" || s.Tokens[c.cue.Last-1].Norm == "same" {
			return false
		}
		end = s.ClauseEnd(max(from-1, c.cue.Last-1))
	}
	if from >= end {
		return false
	}
	c.phrase = [2]int{from, end}
	if t := from; s.Tokens[t].Norm == "any" || s.Tokens[t].Norm == "every" || s.Tokens[t].Norm == "all" || t+1 < end && (s.Tokens[t+1].Norm == "any" || s.Tokens[t+1].Norm == "every") {
		c.every = true
		c.Last = min(end, from+3)
	}
	if cue, ok := s.FindCue(from, min(end+1, len(s.Tokens)), claims.Sum); ok {
		c.sum = true
		c.Last = cue.Last
	}
	if cue, ok := s.FindCue(from, min(end, from+4), claims.Average); ok {
		c.average = true
		c.Last = cue.Last
	}
	start := s.ClauseStart(c.cue.First)
	if move, ok := s.FindCue(max(start, c.cue.First-3), c.cue.First, claims.Up, claims.Down); ok {
		c.changes = true
		c.sign *= move.Sign()
	} else if speeds[s.Tokens[c.cue.First].Norm] {
		c.changes = true
	} else if move, ok := p.changeBefore(c.cue); ok {
		c.changes, c.behind = true, true
		c.sign *= move
	}
	named := c.every || c.average
	for _, n := range s.Names {
		if n.First >= from && n.First < end && namesMember(n) {
			named = true
			c.Last = max(c.Last, n.Last)
		}
	}
	for i := range s.Periods {
		if m := &s.Periods[i]; m.First >= from && m.First < end {
			named = true
			c.Last = max(c.Last, m.Last)
		}
	}
	if !named && from > c.cue.Last && p.namesMeasure(c.phrase) && c.cue.Kind != claims.Overtake {
		named = true // "more than Brent received", where the record has a column for that
		c.Last = end
	}
	for i := range s.Amounts {
		if a := &s.Amounts[i]; c.amount < 0 && a.Noise == 0 && min(a.First, a.Hedge) >= from && a.Last <= end && a.Kind != claims.Ordinal && s.Uses[i].Role == claims.LevelFrom {
			c.amount = i
			named = true
		}
	}
	return named
}

// changeBefore tells a comparison that opens a clause behind a change, and its direction: "went up by 9 percent, ahead of the harbour"
// compares the rises.
func (p *Pass) changeBefore(cue claims.Cue) (sign int, ok bool) {
	s := p.Sentence
	if cue.First == 0 || s.ClauseStart(cue.First) != cue.First || s.Tokens[cue.First-1].Norm != "," {
		return 0, false
	}
	for i := range s.Amounts {
		if use := s.Uses[i]; use.Role == claims.Change && !use.Over && use.Sign != 0 && s.Amounts[i].Last <= cue.First {
			sign, ok = use.Sign, true
		}
	}
	return sign, ok
}

// speeds are comparatives of how fast figures move.
var speeds = map[string]bool{"faster": true, "slower": true}

// isComparative tells "more" and "higher", which need a "than", from "above", "ahead of" and verbs.
func isComparative(s *claims.Sentence, c claims.Cue) bool {
	word := s.Tokens[c.First].Norm
	return c.Last == c.First+1 && (strings.HasSuffix(word, "er") && s.Stems[c.First] == word || word == "more" || word == "less" || word == "worse" || word == "larger")
}

// rival is a cell that the subject is compared with.
type rival struct {
	cell facts.Cell
	name string
}

func judgeComparison(p *Pass, c comparisonClaim) Verdict {
	s := p.Sentence
	w := claims.Want{Anchor: c.cue.First, Not: c.phrase, Peers: true, Derived: true}
	var proposals []proposal
	for n, r := range p.Binder.Readings(s, w) {
		if n >= 24 {
			break
		}
		cells := p.own(r)
		if len(cells) != 1 {
			proposals = append(proposals, p.missing(r))
			continue
		}
		proposals = append(proposals, p.comparisons(c, r, cells[0])...)
	}
	return p.decide(c.Claim, datedOnly(proposals))
}

// comparisons works out a reading of the subject against all that the phrase may mean.
func (p *Pass) comparisons(c comparisonClaim, r claims.Reading, own facts.Cell) (proposals []proposal) {
	for _, set := range p.against(c, r, own) {
		q := proposal{reading: r, cost: r.Cost + set.cost, known: true, rows: evidence(own), unsure: set.unsure}
		if r.Slice.Measure.Dataset.Inferred && r.MeasureFrom == claims.Default {
			set.lacks = "the sentence names no column of the table: name what is compared"
		}
		if set.lacks != "" {
			q.known, q.lacks = false, set.lacks
			proposals = append(proposals, q)
			continue
		}
		holds := true
		var says []string
		for _, other := range set.rivals {
			holds = holds && p.compares(c, own.Value, other.cell.Value, r.Slice.Measure)
			q.unsure = q.unsure || p.isInFrontWithLess(c.cue, r.Slice.Measure)
			if len(says) < 3 {
				q.rows = append(q.rows, other.cell.Rows...)
				says = append(says, quantity.Format(other.cell.Value, r.Slice.Measure.Unit)+other.name)
			}
		}
		if c.order && len(set.before) > 0 {
			holds = holds && set.before[0].cell.Value.Cmp(set.before[1].cell.Value) <= 0
			says = append(says, fmt.Sprintf("before that %s against %s", quantity.Format(set.before[0].cell.Value, r.Slice.Measure.Unit), quantity.Format(set.before[1].cell.Value, r.Slice.Measure.Unit)))
		}
		if holds {
			q.fit = quantity.Exact
		}
		q.says = fmt.Sprintf("%s: %s%s, against %s", r.Slice.Words(), quantity.Format(own.Value, r.Slice.Measure.Unit), forPeriod(own.Period), strings.Join(says, ", "))
		proposals = append(proposals, q)
	}
	if c.changes {
		changed := p.comparedChanges(c, r, own)
		if len(changed) > 0 && c.behind {
			return changed
		}
		if len(changed) > 0 {
			for i := range proposals {
				proposals[i].cost += 0.4
				proposals[i].unsure = true
			}
		}
		proposals = append(proposals, changed...)
	}
	return proposals
}

// compares reports whether a stands to b as the claim says. The same is the same as published, or within
// a twentieth: "about the same as".
func (p *Pass) compares(c comparisonClaim, a, b quantity.Number, m *facts.Measure) bool {
	if c.sign != 0 && m.Additive && a.Sign() < 0 && b.Sign() < 0 && a.Abs().Cmp(b.Abs()) == c.sign {
		return true // "sold seven tonnes, fewer than the 244 of the year before"
	}
	if c.sign != 0 {
		return a.Cmp(b) == c.sign
	}
	return a.Sub(b).Abs().Mul(quantity.Int(20)).Cmp(b.Abs()) <= 0
}

// rivalSet is one way to take what a subject is compared with.
type rivalSet struct {
	rivals []rival
	before []rival // of "overtook": the subject and the rival in the period before
	cost   float32
	lacks  string
	unsure bool
}

func (p *Pass) against(c comparisonClaim, r claims.Reading, own facts.Cell) (sets []rivalSet) {
	s := p.Sentence
	at := own.Period
	dated := false
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.First < c.phrase[0] || m.First >= c.phrase[1] {
			continue
		}
		then := m.Period
		if m.Anchor == claims.Focus {
			then = m.Resolve(own.Period)
		}
		if m.Role == claims.Past && m.Count > 0 && !own.Period.IsZero() { // "the previous five years": before this one
			unit := own.Period.Of(m.Grain)
			then = period.Between(unit.Add(-m.Count), unit.Add(-1))
		}
		if !then.IsZero() {
			at, dated = then, true
		}
	}
	if c.every {
		return p.everyOther(c, r, own)
	}
	if c.average {
		return p.averageOf(r, own)
	}
	if r.Sum != nil {
		for _, b := range p.counterparts(c.phrase, r, own, c.sign) {
			sets = append(sets, rivalSet{rivals: []rival{{b.cell, b.name}}, cost: b.cost})
		}
		return sets
	}
	byDimension := map[*facts.Dimension]*rivalSet{}
	var order []*facts.Dimension
	for _, n := range s.Names {
		if n.First < c.phrase[0] || n.First >= c.phrase[1] {
			continue
		}
		for _, ref := range n.Refs {
			if ref.Member == nil || ref.Member.Dimension.Dataset != r.Slice.Measure.Dataset {
				continue
			}
			d := ref.Member.Dimension
			if r.Slice.Member(d) == nil && (d.Total == nil || r.Slice.Measure.Additive) || r.Slice.Member(d) == ref.Member {
				continue
			}
			set := byDimension[d]
			if set == nil {
				set = &rivalSet{}
				byDimension[d] = set
				order = append(order, d)
			}
			other := r.Slice.With(ref.Member)
			if ref.Member == d.Total {
				other = r.Slice.Without(d)
			}
			cells := p.cells(other, at)
			if len(cells) != 1 {
				set.lacks = fmt.Sprintf("no %s on record%s", other.Words(), forPeriod(at))
				continue
			}
			set.rivals = append(set.rivals, rival{cells[0], " for " + ref.Member.Label})
			if c.order {
				set.before = p.beforeThat(r.Slice, other, at)
			}
		}
	}
	for _, d := range order {
		set := byDimension[d]
		if c.sum && len(set.rivals) > 1 {
			set.rivals = []rival{p.sumOf(set.rivals)}
		}
		sets = append(sets, *set)
	}
	if len(sets) > 0 {
		return sets
	}
	if !dated && c.amount < 0 {
		for _, b := range p.measureCounterparts(c.phrase, r, own) {
			sets = append(sets, rivalSet{rivals: []rival{{b.cell, b.name}}, cost: b.cost})
		}
		if len(sets) > 0 {
			return sets
		}
	}
	if dated {
		if cells := p.cells(r.Slice, at); c.sum && len(cells) > 1 {
			all := make([]rival, len(cells))
			for i, cell := range cells {
				all[i] = rival{cell, forPeriod(cell.Period)}
			}
			return []rivalSet{{rivals: []rival{p.sumOf(all)}}}
		} else if len(cells) == 1 && at != own.Period {
			return []rivalSet{{rivals: []rival{{cells[0], forPeriod(cells[0].Period)}}}}
		}
	}
	if c.amount >= 0 {
		a := &s.Amounts[c.amount]
		if value, ok := quantity.ConvertRatio(a.Ratio(), a.Unit, r.Slice.Measure.Unit); ok && (a.Unit.Fits(r.Slice.Measure.Unit) || r.Slice.Measure.Unit.Fits(a.Unit)) {
			return []rivalSet{{rivals: []rival{{facts.Cell{Value: value.Number()}, " in the text"}}, cost: 0.2, unsure: r.PeriodFrom == claims.Named && len(s.Periods) > 1}}
		}
	}
	return nil
}

func (p *Pass) sumOf(rivals []rival) rival {
	sum := rival{name: " in all"}
	for _, r := range rivals {
		sum.cell.Value = sum.cell.Value.Add(r.cell.Value)
		sum.cell.Rows = append(sum.cell.Rows, r.cell.Rows...)
	}
	return sum
}

// beforeThat returns the values of two slices in the period before.
func (p *Pass) beforeThat(a, b facts.Slice, at period.Period) []rival {
	if a.Measure.Dataset.Period == nil {
		return nil
	}
	prev, ok := p.Facts.Series(a).Prev(at)
	if !ok {
		return nil
	}
	other, ok := p.Facts.At(b, prev.Period)
	if !ok {
		return nil
	}
	return []rival{{prev, ""}, {other, ""}}
}
