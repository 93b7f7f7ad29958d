package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Change checks the size and the sign of a change or a difference.
var Change = newRule("change", Doc{
	Title: "the size of a change or a difference",
	Text: `"Fell 9 per cent" compares a figure with the one before it, or with the period, the member or the
figure that the text names. A percentage is relative to the base; percentage points are the difference of
two rates.`,
	Examples: []Example{
		{"Burglaries in Northport fell by 24 in 2024.", Supported},
		{"Burglaries in Northport fell 9 per cent in 2024.", Refuted},
	},
}, findChanges, judgeChange)

func findChanges(p *Pass) []amountClaim { return p.amountsWith(claims.Change) }

func judgeChange(p *Pass, c amountClaim) Verdict {
	part := p.Sentence.Uses[c.amount]
	if part.Cue.Kind != claims.NoCue && part.Cue.First == c.Last {
		c.Last = part.Cue.Last
	}
	v := p.decideAmount(c, closestBounds(p.changes(c.amount)))
	if v.Label != Supported && part.With < 0 && part.Phrase == [2]int{} && !isRelative(&p.Sentence.Amounts[c.amount]) {
		if level, ok := p.added(c); ok {
			return level
		}
	}
	return v
}

// added reads a change without a base as the level of what comes and goes: "central banks added 1,045 tonnes", where the record
// holds what they buy in a year. Only a figure that fits tells so.
func (p *Pass) added(c amountClaim) (Verdict, bool) {
	a := &p.Sentence.Amounts[c.amount]
	if !telling(a) {
		return Verdict{}, false
	}
	proposals := p.levels(c.amount)
	best := cheapest(proposals)
	for i := range proposals {
		q := &proposals[i]
		if q.known && q.fit >= quantity.Within && !q.unsure && !q.reading.Partial && q.reading.MeasureFrom == claims.Named && q.cost <= min(best+claims.Margin, firmCost+0.2) {
			p.Sentence.Confirm(c.First, c.Last, q.reading)
			return Verdict{Label: Supported, Severity: Note, Message: q.says, Evidence: q.rows, reading: explanation(proposals), best: q}, true
		}
	}
	return Verdict{}, false
}

// baseOf is a cell that a change is measured from.
type baseOf struct {
	cell facts.Cell
	cost float32
	// guess tells that the words compare with something which they don't name in a way that is understood.
	guess bool
	name  string // how it differs from what is compared with it: a period or a member
}

// changes works out the readings of an amount as the size of a change.
func (p *Pass) changes(i int) (proposals []proposal) {
	s := p.Sentence
	a, part := &s.Amounts[i], s.Uses[i]
	relative := isRelative(a)
	w := p.want(i)
	w.Fits = func(m *facts.Measure) bool {
		switch {
		case relative:
			return true
		case a.Kind == claims.Points:
			return isRate(m) || m.Unit.Kind == quantity.Count || m.Unit.Kind == quantity.Money
		}
		return a.Unit.Fits(m.Unit) || m.Unit.Fits(a.Unit) || a.Kind == claims.Cardinal && a.Noun[0] == a.Noun[1] && m.Unit.Kind.IsDimension()
	}
	if relative || a.Noun[1] > a.Noun[0] && s.HasCue(a.Noun[0], a.Noun[1], claims.Above, claims.Below, claims.Up, claims.Down) {
		w.Noun = [2]int{}
	}
	w.Derived = true
	if told, ok := p.besideTold(i); ok {
		return told
	}
	proposals = append(p.sinceTold(i), p.fromKnownBase(i)...)
	readings := sinceThen(a, p.Binder.Readings(s, w))
	for n, r := range readings {
		if n >= 16 {
			break
		}
		var recorded []proposal
		if a.Kind == claims.Percent || a.Kind == claims.Points {
			recorded = p.fromRecord(i, r)
			proposals = append(proposals, recorded...)
		}
		r, cells := p.endIn(i, r)
		if len(cells) != 1 {
			if len(recorded) == 0 {
				proposals = append(proposals, proposal{reading: r, cost: r.Cost + 0.5, missing: missingRow{r.Slice, r.Period}})
			}
			continue
		}
		now := cells[0]
		bases := p.basesFor(i, r, now)
		if len(bases) == 0 && len(recorded) == 0 {
			proposals = append(proposals, proposal{reading: r, cost: r.Cost + 0.5, lacks: fmt.Sprintf("the facts have no earlier row to compare %s%s with", r.Slice.Words(), forPeriod(now.Period))})
		}
		for _, b := range bases {
			q := p.change(a, part.Sign, r, now, b)
			if end := p.statedEnd(i); end != nil && !p.states(end, now.Value, r.Slice.Measure) {
				q.cost, q.unsure = q.cost+otherEnd, true
			}
			proposals = append(proposals, q.weighed())
			if q, ok := p.pointsOfCount(a, part.Sign, r, now, b); ok {
				proposals = append(proposals, q)
			}
		}
	}
	if relative {
		stated := p.statedChanges(i)
		if len(stated) > 0 && stated[0].known && stated[0].cost < firmCost {
			// the record holds the change itself: what lacks an end to work it out is no rival
			proposals = slices.DeleteFunc(proposals, func(q proposal) bool { return !q.known })
		}
		proposals = append(proposals, stated...)
	}
	return proposals
}

// sinceThen returns the readings of a change with the latest period in the place of one that the change is counted from: "has
// quadrupled since 1970".
func sinceThen(a *claims.AmountMention, readings []claims.Reading) []claims.Reading {
	for i := range readings {
		r := &readings[i]
		if r.PeriodFrom != claims.Named || r.Dated == nil || r.Dated.Role != claims.Since {
			continue
		}
		r.Period, r.Cost = period.Period{}, r.Cost-sinceCost
		if r.Dated.First == a.Last && r.MeasureFrom == claims.Named {
			r.Cost -= sinceCost // the clause that "since" opens is the amount's own
		}
		r.Cost = max(0, r.Cost)
	}
	slices.SortStableFunc(readings, func(x, y claims.Reading) int { return cmp.Compare(x.Cost, y.Cost) })
	return readings
}

// sinceCost is what the binder charges for a period that a figure is counted from, not of.
const sinceCost = 0.6

func isRelative(a *claims.AmountMention) bool {
	return a.Kind == claims.Percent || a.Kind == claims.Fraction && a.Unit == (quantity.Unit{})
}

// change works out one change: from the base to the cell.
func (p *Pass) change(a *claims.AmountMention, sign int, r claims.Reading, now facts.Cell, b baseOf) proposal {
	q := proposal{reading: r, cost: r.Cost + b.cost, rows: evidence(b.cell, now), guess: b.guess, unsure: b.guess}
	m := r.Slice.Measure
	diff := now.Value.Sub(b.cell.Value)
	q.known = true
	q.says = p.changeWords(r, now, b)
	var actual quantity.Ratio
	ok := true
	switch {
	case isRelative(a):
		if actual, ok = quantity.Quo(diff, b.cell.Value.Abs()); !ok {
			q.known, q.lacks = false, "a change from zero has no percentage"
			return q
		}
		if a.Kind == claims.Percent {
			actual = actual.Mul(quantity.Of(quantity.Int(100)))
		}
	case a.Kind == claims.Points && !isRate(m):
		q.known, q.lacks = false, fmt.Sprintf("%s changes by percent, not by percentage points", r.Slice.Words())
		return q
	case a.Kind == claims.Points:
		actual, ok = quantity.Convert(diff, m.Unit, quantity.Unit{Kind: quantity.Percent})
	default:
		actual, ok = in(a.Unit, diff, m)
	}
	if !ok {
		q.known, q.lacks = false, "the figure is in another unit than the facts"
		return q
	}
	q.actual = actual.Abs()
	q.far = !near(a.Ratio(), actual)
	if sign != 0 && actual.Sign() != 0 && sign != actual.Sign() {
		// the wrong way round is an error when the size is right; else it is something else
		q.turned = p.acceptsChange(a, actual.Abs(), r, now, b.cell) >= quantity.Within
		q.far = !q.turned
		return q
	}
	q.fit = p.acceptsChange(a, actual.Abs(), r, now, b.cell)
	if points, ok := quantity.Convert(diff, m.Unit, quantity.Unit{Kind: quantity.Percent}); ok && q.fit == quantity.No && a.Kind == claims.Percent && isRate(m) && a.Accepts(points.Abs()) >= quantity.Within {
		q.turned, q.otherUnit = true, true
		q.says += ": percentage points, not percent"
	}
	if q.fit == quantity.No {
		q.fix = p.rewritten(a, actual)
	}
	return q
}

// isRate reports whether a measure is a percentage, whose changes are told in points or in percent.
func isRate(m *facts.Measure) bool {
	return m.Unit.Kind == quantity.Percent || m.Unit.Kind == quantity.PerMille
}

// pointsOfCount reads percentage points that are written for the percent of a count or an amount: a figure that fits the
// relative change tells the mistake.
func (p *Pass) pointsOfCount(a *claims.AmountMention, sign int, r claims.Reading, now facts.Cell, b baseOf) (proposal, bool) {
	if a.Kind != claims.Points || isRate(r.Slice.Measure) {
		return proposal{}, false
	}
	percent := *a
	percent.Kind, percent.Unit = claims.Percent, quantity.Unit{Kind: quantity.Percent}
	q := p.change(&percent, sign, r, now, b)
	if !q.known || q.fit < quantity.Within {
		return proposal{}, false
	}
	q.fit, q.turned, q.otherUnit = quantity.No, true, true
	q.fix = p.Sentence.Words(min(a.First, a.Hedge), a.Figure[1]) + " percent"
	q.says += ": percent, not percentage points"
	return q, true
}

// acceptsChange accepts a difference that the rounding of both ends explains, as figures published to the
// million differ from the sum of what is behind them.
func (p *Pass) acceptsChange(a *claims.AmountMention, actual quantity.Ratio, r claims.Reading, now, base facts.Cell) quantity.Fit {
	fit := a.AcceptsWith(actual, p.Options.Tolerance)
	if fit == quantity.No && a.RoundsThousands(actual) {
		return quantity.Within
	}
	if fit == quantity.No && !isRelative(a) && a.Kind != claims.Points && a.Amount.Hedge == quantity.Bare {
		slack := r.Slice.Measure.RoundedTo
		if !slack.IsZero() && a.Value.Abs().Cmp(slack) > 0 && actual.Sub(quantity.Of(a.Value)).Abs().CmpNumber(slack) <= 0 {
			return quantity.Within
		}
	}
	return fit
}

func (p *Pass) changeWords(r claims.Reading, now facts.Cell, b baseOf) string {
	m := r.Slice.Measure
	was, is := quantity.Format(b.cell.Value, m.Unit), quantity.Format(now.Value, m.Unit)
	text := fmt.Sprintf("%s: %s%s, %s%s", r.Slice.Words(), was, b.name, is, forPeriod(now.Period))
	if b.name == forPeriod(b.cell.Period) && b.cell.Period.Before(now.Period) { // the same thing, earlier
		text = wentWords(r.Slice.Words(), was+b.name, is+forPeriod(now.Period), now.Value.Cmp(b.cell.Value))
	}
	if ratio, ok := quantity.Quo(now.Value.Sub(b.cell.Value), b.cell.Value.Abs()); ok {
		diff := now.Value.Sub(b.cell.Value)
		sign := ""
		if diff.Sign() > 0 {
			sign = "+"
		}
		text += fmt.Sprintf(" (%s%s, %s%s%%)", sign, diff.Grouped(), sign, ratio.Percent(1))
	}
	return text
}

// wentWords says how something went from one value to a later one: "burglaries fell from 412 in 2023 to 388 in 2024".
func wentWords(what, was, is string, sign int) string {
	if strings.Contains(what, ",") {
		what += "," // "burglaries, Harbour district, fell"
	}
	switch sign {
	case 0:
		return fmt.Sprintf("%s stayed as before: %s, %s", what, was, is)
	case 1:
		return fmt.Sprintf("%s rose from %s to %s", what, was, is)
	}
	return fmt.Sprintf("%s fell from %s to %s", what, was, is)
}

// basesFor returns the cells that a change to the cell now may be measured from, by what the sentence
// names: a period, a member or nothing.
func (p *Pass) basesFor(i int, r claims.Reading, now facts.Cell) (bases []baseOf) {
	s, part := p.Sentence, p.Sentence.Uses[i]
	if pin := p.Binder.Pinned(s, s.Amounts[i].First); pin != nil && !pin.Base.IsZero() {
		for _, cell := range p.cells(r.Slice, pin.Base) {
			bases = append(bases, baseOf{cell: cell, name: forPeriod(cell.Period)})
		}
		return bases
	}
	phrase := part.Phrase
	named, strange := false, false // strange: the base that the text states is none of these
	add := func(slice facts.Slice, at period.Period, cost float32, name string) {
		for _, cell := range p.cells(slice, at) {
			bases = append(bases, baseOf{cell: cell, cost: cost, name: name})
		}
	}
	sign := 1
	if a := &s.Amounts[i]; part.Role == claims.Factor && a.Value.Cmp(quantity.Int(1)) < 0 {
		sign = -1
	}
	bases = p.counterparts(phrase, r, now, sign)
	if part.Role == claims.Factor {
		bases = append(bases, p.measureCounterparts(phrase, r, now)...)
	}
	named = len(bases) > 0
	if part.With >= 0 && s.Uses[part.With].Role == claims.LevelFrom {
		stated := &s.Amounts[part.With]
		if stated.Unit.Fits(r.Slice.Measure.Unit) || r.Slice.Measure.Unit.Fits(stated.Unit) {
			if base, ok := p.statedBase(stated, r, now, s.Uses[i].Role == claims.LevelTo || phrase[0] < phrase[1] && s.Stems[phrase[0]] == "from"); ok {
				return []baseOf{base}
			}
			strange = part.Role == claims.Change && informative(stated)
		}
	}
	defer func() {
		for k := range bases {
			bases[k].guess = bases[k].guess || strange
		}
	}()
	for j := range s.Periods {
		m := &s.Periods[j]
		within := m.Anchor == claims.Focus && m.Shift < 0 && m.First >= s.Amounts[i].First && m.First < s.ClauseEnd(s.Amounts[i].Last-1) ||
			m.First > s.Amounts[i].Last-1 && m.First < s.ClauseEnd(s.Amounts[i].Last-1) && m.Grain < period.Day && s.Tokens[m.First-1].Norm == "on" || // "up by 5,535 on 2020"
			m.First >= phrase[0] && m.First < phrase[1]
		if !within && !p.ofClause(i, m) {
			continue
		}
		if !within && m.Role != claims.Since && m.Role != claims.Comparison && m.Role != claims.FromTo && m.Role != claims.Past {
			continue
		}
		at := m.Period
		if m.Anchor == claims.Focus {
			at = m.Resolve(now.Period)
		}
		if at.IsZero() {
			continue
		}
		cost := float32(0)
		switch m.Role {
		case claims.FromTo:
			cells := p.cells(r.Slice, at)
			if len(cells) > 1 {
				named = true
				bases = append(bases, baseOf{cell: cells[0], cost: 0, name: forPeriod(cells[0].Period)})
			}
			continue
		case claims.Past:
			if m.Count > 0 {
				first := at.First().Of(m.Grain)
				for _, base := range []period.Period{first.Add(-1), first} {
					add(r.Slice, base, 0.1, forPeriod(base))
				}
			}
			continue
		case claims.Since:
			if !within {
				cost = 0.1
			}
		}
		if at == now.Period {
			continue
		}
		named = true
		if m.Part == claims.End {
			if cells := p.cells(r.Slice, at); len(cells) > 1 { // "at the end of 2023": its last quarter
				at = cells[len(cells)-1].Period
			}
		}
		add(r.Slice, at, cost, forPeriod(at))
	}
	if (part.Cue.Kind == claims.Gap || part.Over) && phrase == [2]int{} {
		for _, n := range s.Names { // "he took home 19.24 and she 17.88, a difference of 1.36"
			for _, ref := range n.Refs {
				if m := ref.Member; m != nil && n.First < s.Amounts[i].First && m.Dimension.Dataset == r.Slice.Measure.Dataset && r.Slice.Member(m.Dimension) != nil && r.Slice.Member(m.Dimension) != m {
					for _, cell := range p.cells(r.Slice.With(m), now.Period) {
						bases = append(bases, baseOf{cell: cell, cost: 0.1, name: " for " + m.Label})
						named = true
					}
				}
			}
		}
	}
	if !named {
		guess := part.Over || part.Cue.Kind == claims.Gap || phrase != [2]int{} && part.Role != claims.Factor
		if part.Role == claims.Factor {
			guess = r.Slice.Measure.Unit.Kind == quantity.Percent || phrase != [2]int{}
		}
		for n, cell := range p.bases(r) {
			bases = append(bases, baseOf{cell: cell, cost: 0.15 * float32(n), name: forPeriod(cell.Period), guess: guess})
		}
	}
	return bases
}

// ofClause reports whether a period belongs to the clause of an amount, or opens the sentence: "the highest since 2016"
// behind a comma says nothing of what a change is measured from.
func (p *Pass) ofClause(i int, m *claims.PeriodMention) bool {
	s := p.Sentence
	first := s.Amounts[i].First
	end := s.ClauseEnd(first)
	return s.ClauseStart(first) <= m.First && m.First < end || m.Role == claims.Since && m.First == end || m.Last <= first && s.ClauseStart(m.First) == 0
}

// statedBase returns the cell that a figure beside a change states as its base: "six times the 285 reported in 2024".
// It is one of the series, or else of the members beside it; behind "from" it is an earlier one of the series. Such a figure is
// hardly there by chance, which makes the reading likelier.
func (p *Pass) statedBase(stated *claims.AmountMention, r claims.Reading, now facts.Cell, earlier bool) (baseOf, bool) {
	m := r.Slice.Measure
	fits := func(cell facts.Cell) bool {
		actual, ok := in(stated.Unit, cell.Value, m)
		return ok && stated.AcceptsWith(actual.Abs(), p.Options.Tolerance) >= quantity.Within
	}
	if m.Dataset.Period != nil {
		cells := p.Facts.Series(p.only(r.Slice)).Cells
		for i := len(cells) - 1; i >= 0; i-- {
			if cells[i].Period != now.Period && fits(cells[i]) && (!earlier || cells[i].Period.Before(now.Period)) {
				base := baseOf{cell: cells[i], name: forPeriod(cells[i].Period)}
				if earlier && informative(stated) && r.Cost > knownBase {
					base.cost = -knownBase
				}
				return base, true
			}
		}
	}
	if earlier {
		return baseOf{}, false
	}
	for _, member := range r.Slice.Members {
		if member == nil {
			continue
		}
		for _, cell := range p.Facts.Parts(r.Slice.Without(member.Dimension), member.Dimension, now.Period) {
			if other := cell.Rows[0].Members[member.Dimension.Index]; other != member && other != nil && fits(cell) {
				return baseOf{cell: cell, name: " for " + other.Label}, true
			}
		}
	}
	return baseOf{}, false
}

// knownBase is what a reading costs less when the figure that a change is said to be from is on record for it.
const knownBase = 0.6

// isSigned reports whether the sign of a measure's values tells rises from falls, by its name or because some are below
// zero: a "decline" may be recorded as a positive number.
func isSigned(m *facts.Measure, c *facts.Catalog) bool {
	if isChangeMeasure(m) {
		return true
	}
	for _, o := range c.Rows(m, nil, period.Period{}) {
		if o.Value.Sign() < 0 {
			return true
		}
	}
	return false
}

// statedChanges reads a percentage as the value of a measure that is itself a rate of change: "prices
// rose 4.5 percent" where the record holds annual rates of inflation.
func (p *Pass) statedChanges(i int) (proposals []proposal) {
	s := p.Sentence
	a := &s.Amounts[i]
	w := p.want(i)
	w.Noun = [2]int{}
	w.Fits = func(m *facts.Measure) bool {
		return m.Unit.Kind == quantity.Percent || m.Unit.Kind == quantity.PerMille
	}
	if a.Kind == claims.Fraction {
		return nil
	}
	for _, r := range p.Binder.Readings(s, w) {
		if r.MeasureFrom == claims.Default && r.Cost > 1.5 {
			continue
		}
		if isChangeMeasure(r.Slice.Measure) && !p.comparesWith(i, recordedChange{r.Slice.Measure, baseInLabel(r.Slice.Measure)}, p.periodOf(r)) {
			continue
		}
		proposals = append(proposals, p.statedChange(i, r))
	}
	return proposals
}
