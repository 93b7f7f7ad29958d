package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// A figure that contradicts the record is either an error of the writer or a misreading of ours. These are
// the signs of a misreading.

// elsewhere returns a recorded value that a figure states, though not the one it was read as: one of the
// same measure, or of any for an informative figure. The figure may well be about that.
func (p *Pass) elsewhere(a *claims.AmountMention, m *facts.Measure) *facts.Observation {
	if a.IsRange || a.Form != quantity.Digits || a.Amount.Hedge != quantity.Bare && a.Amount.Hedge != quantity.About {
		return nil
	}
	half := a.Step.Mul(quantity.Decimal(5, 1))
	for _, o := range p.Facts.Valued(a.Value.Sub(half), a.Value.Add(half), 20) {
		if (o.Measure == m || informative(a)) && (o.Measure.Unit.Fits(a.Unit) || a.Unit.Fits(o.Measure.Unit)) {
			return o
		}
	}
	return nil
}

// explained returns how an informative figure comes about from the cells of a reading without being one of
// them: as a difference of two periods or members, as a sum over the members that the sentence names, or
// as what is left of a total. It returns "" when it does not.
func (p *Pass) explained(a *claims.AmountMention, r claims.Reading) string {
	if a.Unit.Kind == quantity.Percent || a.Form == quantity.Fraction || a.Kind == claims.Multiple {
		return ""
	}
	m := r.Slice.Measure
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		return ""
	}
	own := cells[0]
	fits := func(n quantity.Number) bool {
		actual, ok := in(a.Unit, n.Abs(), m)
		return ok && a.Accepts(actual) >= quantity.Within
	}
	if m.Dataset.Period != nil {
		series := p.Facts.Series(r.Slice)
		sum := quantity.Number{}
		for i := len(series.Cells) - 1; i >= 0 && i > len(series.Cells)-60; i-- {
			cell := series.Cells[i]
			if cell.Period.Grain() != own.Period.Grain() || cell.Period.After(own.Period) {
				continue
			}
			if cell.Period != own.Period && fits(own.Value.Sub(cell.Value)) {
				return fmt.Sprintf("it is the difference from %s", cell.Period.Words())
			}
			sum = sum.Add(cell.Value)
			if cell.Period != own.Period && m.Additive && fits(sum) {
				return fmt.Sprintf("it is the sum since %s", cell.Period.Words())
			}
		}
	}
	for _, d := range m.Dataset.Dimensions {
		total, hasTotal := p.Facts.At(r.Slice.Without(d), own.Period)
		parts := p.Facts.Parts(r.Slice.Without(d), d, own.Period)
		sum := quantity.Number{}
		named := 0
		for _, part := range parts {
			if len(parts) <= 40 && part.Value.Cmp(own.Value) != 0 && fits(own.Value.Sub(part.Value)) {
				return "it is the difference of two members"
			}
			if hasTotal && fits(total.Value.Sub(part.Value)) {
				return "it is what is left of the total"
			}
			if member := part.Rows[0].Members[d.Index]; member != nil && p.names(member) {
				sum = sum.Add(part.Value)
				named++
			}
		}
		if named > 1 && fits(sum) {
			return "it is the sum over those named"
		}
	}
	return ""
}

// names reports whether the sentence names a member.
func (p *Pass) names(m *facts.Member) bool {
	for _, n := range p.Sentence.Names {
		for _, r := range n.Refs {
			if r.Member == m {
				return true
			}
		}
	}
	return false
}

// elseMeant tells why the clause of an amount may not speak of the plain record: it is a plan or a forecast,
// or it says "in real terms" where the measure does not.
func (p *Pass) elseMeant(a *claims.AmountMention, r claims.Reading) string {
	s := p.Sentence
	first, last := s.ClauseStart(a.First), s.ClauseEnd(a.Last-1)
	for i := range s.Amounts {
		if end := s.Uses[i].Phrase[1]; &s.Amounts[i] == a && end > a.Last {
			last = min(last, end) // "9 less than in June and 30 below its target"
		}
	}
	if s.HasCue(first, last, claims.Modal) {
		return "the clause speaks of what is planned, expected or possible"
	}
	if p.isDenied(Claim{a.First, a.Last}) {
		return denied
	}
	if alone, ok := s.FindCue(first, a.First, claims.Only); ok && alone.Last > alone.First+1 && a.Hedge < a.First {
		return "the clause says who alone is above or below that, and gives no figure of theirs" // "they were the only ones above 70"
	}
	last = s.PhraseEnd(a.Last - 1)
	for _, c := range s.Cues {
		if c.Kind != claims.Qualified || c.First < first || c.First >= last {
			continue
		}
		if !strings.Contains(strings.ToLower(r.Slice.Words()), strings.ToLower(s.Words(c.First, c.Last))) {
			return fmt.Sprintf("%q says that another figure is meant", s.Words(c.First, c.Last))
		}
	}
	return ""
}

// speaksOn reports whether a sentence that doesn't name the measure of a reading goes on about it: it names a member of it, or
// begins with a pronoun or the like.
func (p *Pass) speaksOn(r claims.Reading) bool {
	s := p.Sentence
	for _, m := range r.Slice.Members {
		if m != nil && p.names(m) {
			return true
		}
	}
	for _, c := range s.Cues {
		if c.Kind == claims.Anaphor && (c.Last >= len(s.Tokens) || s.Tokens[c.Last].Norm != "of") {
			return true
		}
	}
	return s.Block.Kind == draft.Cell || len(s.Tokens) < 12
}

// group reports whether the subject of the clause is a number of members, as "the first ten" or "the three
// property offences", so that a figure is of them together.
func (p *Pass) group(i int) bool {
	s := p.Sentence
	if end := max(s.Amounts[i].Last, s.Amounts[i].Noun[1]); s.Amounts[i].Noun[1] > 0 && end < len(s.Tokens) && claims.Restricts(s.Tokens[end].Norm) {
		return true // "193 sites that keep a tally"
	}
	for j := range i {
		if a := &s.Amounts[j]; s.Uses[j].Role == claims.Level && !s.IsApart(a.First, s.Amounts[i].First) && !s.IsConfirmed(a.First) && a.Kind == claims.Cardinal && a.Noise == 0 && a.Value.Cmp(quantity.Int(1000)) < 0 && a.Last < s.Amounts[i].First {
			return true
		}
	}
	return false
}

// isTotal reports whether a slice names no member although its dataset has dimensions.
func isTotal(s facts.Slice) bool {
	if len(s.Measure.Dataset.Dimensions) == 0 {
		return false
	}
	for _, m := range s.Members {
		if m != nil {
			return false
		}
	}
	return true
}

// leavesMember reports whether the sentence has named a member, before the figure and outside what it is compared
// with, of a dimension that the slice takes the total of.
func (p *Pass) leavesMember(c Claim, i int, s facts.Slice) bool {
	if p.Sentence.IsPinned(i) {
		return false // the other is that of another figure of the list
	}
	not := p.Sentence.Uses[i].Phrase
	start := p.Sentence.ClauseStart(c.First)
	for _, m := range s.Members {
		if m != nil && p.othersBeside(m, start, c.First) {
			return true
		}
	}
	for _, n := range p.Sentence.Names {
		if n.First >= c.First || not[0] <= n.First && n.First < not[1] {
			continue
		}
		for _, r := range n.Refs {
			if r.Member != nil && r.Loose < claims.HalfName && r.Member.Dimension.Dataset == s.Measure.Dataset && s.Member(r.Member.Dimension) == nil && r.Member != r.Member.Dimension.Total {
				return true
			}
		}
	}
	return false
}

// leavesSubject is leavesMember where the member stands in the clause of the figure itself, which is then of that member.
func (p *Pass) leavesSubject(c Claim, i int, r claims.Reading) bool {
	start := p.Sentence.ClauseStart(c.First)
	return r.Sum == nil && p.leavesMember(c, i, r.Slice) && slices.ContainsFunc(p.Sentence.Names, func(n claims.Name) bool {
		return start <= n.First && n.First < c.First && namesMember(n) && !p.Sentence.HasCue(n.Last, c.First, claims.Anaphor)
	})
}

// othersBeside reports whether tokens [first, last) name members of a dimension, but not the one that a reading has.
func (p *Pass) othersBeside(m *facts.Member, first, last int) bool {
	others := false
	for _, n := range p.Sentence.Names {
		if n.First < first || n.First >= last {
			continue
		}
		for _, r := range n.Refs {
			if r.Member == m {
				return false
			}
			others = others || r.Member != nil && r.Member.Dimension == m.Dimension && r.Member != m.Dimension.Total
		}
	}
	return others
}

// rivals reports whether the reading took its member from a sentence before, which has others to offer.
func rivals(best proposal, proposals []proposal) bool {
	if best.reading.MemberFrom == claims.Named {
		return false
	}
	for _, q := range proposals {
		if q.cost > best.cost+claims.Margin {
			break
		}
		if q.known && q.reading.Slice.Measure == best.reading.Slice.Measure && q.reading.Slice.Words() != best.reading.Slice.Words() {
			return true
		}
	}
	return false
}

// decideAmount is decide for a claim that one amount makes, with a look for what else the figure may be.
func (p *Pass) decideAmount(c amountClaim, proposals []proposal) Verdict {
	a := &p.Sentence.Amounts[c.amount]
	v := p.decide(c.Claim, proposals)
	if v.Label == Supported {
		if v.Severity == Warning && lostThousands(a, v.best.actual) && v.best.cost <= firmCost {
			v.Label, v.Severity = Refuted, Error
			v.Message = v.best.says
		}
		return v
	}
	if len(proposals) == 0 {
		return v
	}
	if q := toTheDigit(a, proposals); q != nil && v.Label == NotEnoughInfo && p.elseMeant(a, q.reading) == "" {
		return Verdict{Label: Supported, Severity: Note, Message: q.says, Evidence: q.rows, reading: v.reading, best: q, near: v.near}
	}
	best := *v.best
	open := func(why string) Verdict { return p.leftOpen(v, why) }
	if q, slip := p.slip(c.amount, proposals); q != nil && !(q.turned && p.leavesSubject(c.Claim, c.amount, q.reading)) {
		return p.slipped(c, v, q, slip)
	}
	if v.Label == NotEnoughInfo {
		return v
	}
	if why := p.elseMeant(a, best.reading); why != "" {
		return open(why)
	}
	if low, high := quantity.Int(1900), quantity.Int(2100); a.Kind == claims.Cardinal && a.Form == quantity.Digits && a.Value.Cmp(low) >= 0 && a.Value.Cmp(high) <= 0 && !strings.Contains(p.text(c.Claim), ",") && best.cost > 0.3 {
		return open("it may be a year: write a count with a comma, or name what it counts")
	}
	if a.Form == quantity.Words && a.Value.Cmp(quantity.Int(1)) == 0 {
		return open(`"one" may stand for a thing here: write 1 if it is a figure`)
	}
	if best.reading.PeriodFrom == claims.Default && p.isBeforeThat(a.First) {
		return open("the clause speaks of a time before: name it")
	}
	if name := p.fromAside(c.Claim, best.reading); name != "" {
		return open(fmt.Sprintf("%q stands in an aside: say again what the figure is of, and of when", name))
	}
	if best.far && !p.ofList(c.amount, best.reading) {
		return open("that is so far from the figure that something else seems to be meant: name what is counted, of what and when")
	}
	if best.reading.MeasureFrom == claims.Carried && best.reading.MemberFrom == claims.Named && (p.rule == "value" && best.cost > surestCarried || p.rule == "change") && !p.Sentence.IsPinned(c.amount) {
		return open("the sentence goes over to somebody else and does not say what the figure is of; " + p.unsaid(best.reading))
	}
	if best.reading.MeasureFrom == claims.Carried && best.reading.MemberFrom != claims.Carried && !p.speaksOn(best.reading) {
		return open("that is what the sentences before are about; " + p.unsaid(best.reading))
	}
	if best.reading.MeasureFrom != claims.Named && !p.Sentence.IsPinned(c.amount) && a.Kind == claims.Cardinal && a.Noun[0] == a.Noun[1] && !informative(a) {
		return open("the sentence does not say what the number counts; " + p.unsaid(best.reading))
	}
	if subject := p.ownedSubject(c.Claim); subject != "" {
		return open(fmt.Sprintf("the facts have nothing on %q", subject))
	}
	if place := p.strangeSubject(c.Claim); place != "" {
		return open(fmt.Sprintf("the facts have nothing on %s", place))
	}
	if (isTotal(best.reading.Slice) || len(best.reading.Slice.Measure.Dataset.Dimensions) == 0) && p.group(c.amount) {
		return open("the clause speaks of a group, for which the facts have no total: name its members")
	}
	if best.reading.Sum == nil && p.leavesMember(c.Claim, c.amount, best.reading.Slice) {
		return open(p.alsoNames(best.reading))
	}
	if m := p.sameElsewhere(a, best); m != nil {
		return open(fmt.Sprintf("the figure is that of %s: if that is meant, name it", m.Label))
	}
	if p.isGivenBefore(c, best.reading) {
		return open("the sentence gives that already: say what this figure is of, and of when")
	}
	if rivals(best, proposals) {
		return open("the sentences before name more than one that this may be about: name it again")
	}
	if o := p.elsewhere(a, best.reading.Slice.Measure); o != nil && !p.ofList(c.amount, best.reading) && !(best.turned && best.cost < sureOfTurn) && (best.cost > 0.45 || best.reading.PeriodFrom == claims.Default && best.reading.Slice.Measure.Dataset.Period != nil) && !clearlyNot(o, best, proposals) {
		return open(fmt.Sprintf("the figure stands in the facts as %s%s: if that is meant, name it", facts.Slice{Measure: o.Measure, Members: o.Members}.Words(), forPeriod(o.Period)))
	}
	if why := p.explained(a, best.reading); why != "" && best.cost > 0.2 && p.Sentence.Uses[c.amount].Role != claims.Change {
		return open(why)
	}
	return v
}

// unlessFar takes a refutation back where what the facts give is so far from the figure that no slip explains it, by the best reading
// and those within a margin of it: the figure must be of something else.
func (p *Pass) unlessFar(c amountClaim, v Verdict, margin float32) Verdict {
	if v.Label != Refuted || v.best == nil {
		return v
	}
	written, wide := p.Sentence.Amounts[c.amount].Ratio(), quantity.Of(farthestSlip)
	for i := range v.near {
		q := &v.near[i]
		if q.cost > v.best.cost+margin {
			break
		}
		if !q.known {
			continue
		}
		if q.actual.Den.IsZero() || slips(written, q.actual) || margin > 0 && (near(written, q.actual.Mul(wide)) || near(written.Mul(wide), q.actual)) {
			return v
		}
	}
	return p.leftOpen(v, "that is so far from the figure that something else seems to be meant: name what is counted, of what and when")
}

// leftOpen is a verdict taken back, and why.
func (p *Pass) leftOpen(v Verdict, why string) Verdict {
	return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "closest on record: " + v.best.says + "; " + why, Evidence: v.best.rows, reading: v.reading, best: v.best, near: v.near}
}

// orSlip returns the verdict on a figure, refuted where a slip of the pen explains what else would be left open.
func (p *Pass) orSlip(c amountClaim, v Verdict) Verdict {
	if v.Label != NotEnoughInfo || len(v.near) == 0 {
		return v
	}
	if q, slip := p.penSlip(c.amount, v.near); q != nil {
		return p.slipped(c, v, q, slip)
	}
	return v
}

// slipped is the verdict on a figure that a slip of the writer made of the value of a reading.
func (p *Pass) slipped(c amountClaim, v Verdict, q *proposal, slip string) Verdict {
	says := q.says
	if slip != "" {
		says += "; " + slip
	}
	return Verdict{Label: Refuted, Severity: Error, Message: says, Evidence: q.rows, reading: v.reading, best: q, near: v.near, Suggestion: p.suggest(c.Claim, *q)}
}

// ofList reports whether a list of the sentence ties the figure to its name, and the sentence names the measure: then
// there is nothing else that it may mean.
func (p *Pass) ofList(i int, r claims.Reading) bool {
	return r.MeasureFrom == claims.Named && p.Sentence.IsPinned(i)
}

// clearlyNot reports whether the words tie a figure to the best reading so much better than to another value
// of the same measure that the figure is that value in the wrong place.
func clearlyNot(o *facts.Observation, best proposal, proposals []proposal) bool {
	if o.Measure != best.reading.Slice.Measure || best.reading.PeriodFrom == claims.Default && best.reading.Slice.Measure.Dataset.Period != nil || isTotal(best.reading.Slice) {
		return false
	}
	for _, q := range proposals {
		if q.known && q.fit >= quantity.Within {
			return q.cost > best.cost+clearGap
		}
	}
	return best.cost < firmCost-0.3
}

// sureOfTurn is the most that a reading may cost to be certain that a figure of its very size is meant to have the other
// sign, and is none of the values that it also equals.
const sureOfTurn = 1.2

// clearGap is how much dearer the reading that would support a figure must be to pass it over.
const clearGap = 1.2

// sameElsewhere returns another measure of the dataset, where the sentence names none, that has the figure for the same
// members and time.
func (p *Pass) sameElsewhere(a *claims.AmountMention, best proposal) *facts.Measure {
	r := best.reading
	if r.MeasureFrom == claims.Named || a.IsRange {
		return nil
	}
	for _, m := range r.Slice.Measure.Dataset.Measures {
		if m == r.Slice.Measure || !fits(a)(m) {
			continue
		}
		for _, cell := range p.cells(facts.Slice{Measure: m, Members: r.Slice.Members}, r.Period) {
			if actual, ok := in(a.Unit, cell.Value, m); ok && a.AcceptsWith(actual, p.Options.Tolerance) >= quantity.Within {
				return m
			}
		}
	}
	return nil
}

// isGivenBefore reports whether the facts bear out another figure of the sentence as just what a reading takes a level for,
// without a period of its own: "after 5,300 on 15 May it took four weeks to get to 5,400".
func (p *Pass) isGivenBefore(c amountClaim, r claims.Reading) bool {
	s := p.Sentence
	if role := s.Uses[c.amount].Role; role != claims.Level && role != claims.LevelTo || r.PeriodFrom != claims.Named || r.Dated != nil && s.DatedBy(c.amount, r.Dated) {
		return false
	}
	return slices.ContainsFunc(s.BorneOut(0, c.First), func(b claims.Reading) bool {
		return b.Slice.Measure == r.Slice.Measure && b.Period == r.Period && slices.Equal(b.Slice.Members, r.Slice.Members)
	})
}
