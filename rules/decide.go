package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// proposal is one way to read a claim, worked out: what the facts give for it and how that fits.
type proposal struct {
	reading   claims.Reading
	cost      float32 // of the reading and of taking the words this way
	known     bool    // the facts have what the reading needs
	fit       quantity.Fit
	actual    quantity.Ratio  // what the facts give, in the unit of the figure; Den zero when it is no figure
	says      string          // what the facts say: "compromises were 744 in 2023 and 737 in 2024 (-0.9%)"
	lacks     string          // when not known: what is missing
	missing   missingRow      // when not known: the row that is missing; a slice without measure when it is something else
	gaps      []period.Period // when not known: the periods whose rows are missing
	rows      []*facts.Observation
	fix       string // text to put in the place of the claim's span, "" for none
	fixAt     Claim  // the tokens that fix replaces; the claim's own when empty
	turned    bool   // the size fits, but the other way round: a rise for a fall
	otherUnit bool   // of a turned one: the size fits in percent for points, or the other way round
	far       bool   // what the facts give is too far from the figure for a slip
	ranked    string // of a place: what is ranked
	borne     bool   // of a place: the figure beside it is that of the subject, or of the one who has the place
	asIs      bool   // of an average: the measure is one by its name, and the figure its value
	guess     bool   // of a change: the words do not say from what in a way that is understood
	unsure    bool   // never to be refuted on: a way of taking the words that few share
}

// weighed returns the proposal with its cost raised if what the facts give is far from the figure.
func (q proposal) weighed() proposal {
	if q.known && q.fit == quantity.No && q.far {
		q.cost += unlikely
	}
	return q
}

// firmCost is the most that a reading may cost to be refuted on.
const firmCost = 1.3

// surestCarried is the most that a reading may cost to be refuted on without more signs where only the sentences before name
// the measure. Chosen by hand on the stories of the repository, where such readings and no slip of the pen were mostly
// misreadings of a true figure.
const surestCarried = 0.6

// rivalOfMissing is how much dearer a reading with rows may be to take the place of one without.
const rivalOfMissing = 0.3

// unlikely is what a reading costs more when what the facts give for it is too far from the figure for
// the writer to have meant it.
const unlikely = 0.6

// decide judges a claim by all its readings, with charity: one near reading that the facts support makes
// it supported; it is refuted only if the best reading is firm and every near reading refutes it.
func (p *Pass) decide(c Claim, proposals []proposal) (v Verdict) {
	if len(proposals) == 0 {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: p.unmeasured(c)}
	}
	p.holdInRow(proposals)
	slices.SortStableFunc(proposals, func(x, y proposal) int { return cmp.Compare(x.cost, y.cost) })
	var explain []string
	if !p.brief {
		explain = explanation(proposals)
	}
	best := proposals[0]
	defer func() { v.best, v.near = &best, proposals }()
	if !best.known {
		// What the facts don't have can't be judged, unless another reading is about as good.
		for _, q := range proposals {
			if q.known && q.cost <= best.cost+rivalOfMissing && !(best.reading.PeriodFrom == claims.Named && q.reading.PeriodFrom == claims.Default) {
				best = q
				break
			}
		}
	}
	var supporting, understated *proposal
	for i := range proposals {
		q := &proposals[i]
		if q.cost > best.cost+claims.Margin {
			break
		}
		switch {
		case q.known && q.fit >= quantity.Within:
			if supporting == nil {
				supporting = q
			}
		case q.known && q.fit == quantity.Understated:
			if understated == nil {
				understated = q
			}
		}
	}
	if supporting != nil && p.isDenied(c) {
		best = *supporting
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "closest on record: " + best.says + "; " + denied, Evidence: best.rows, reading: explain}
	}
	if supporting != nil {
		p.Sentence.Confirm(c.First, c.Last, supporting.reading)
		p.confirmTwins(c, supporting, proposals, best.cost+claims.Margin)
		best = *supporting
		return Verdict{Label: Supported, Severity: Note, Message: supporting.says, Evidence: supporting.rows, reading: explain}
	}
	if understated != nil {
		best = *understated
		return Verdict{Label: Supported, Severity: Warning, Message: understated.says + ": true, but far from the figure", Evidence: understated.rows, reading: explain}
	}
	if !best.known {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: p.lacks(best), reading: explain}
	}
	for i := range proposals {
		if q := &proposals[i]; q.cost <= best.cost+claims.Margin && !q.known && q.fit >= quantity.Within {
			return Verdict{Label: NotEnoughInfo, Severity: Note, Message: p.lacks(*q), Evidence: q.rows, reading: explain}
		}
	}
	if q := namedElsewhen(best, proposals); q != nil {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: p.lacks(*q), reading: explain}
	}
	if why := p.doubt(c, best); why != "" {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "closest on record: " + best.says + "; " + why, Evidence: best.rows, reading: explain}
	}
	return Verdict{Label: Refuted, Severity: Error, Message: best.says, Evidence: best.rows, reading: explain, Suggestion: p.suggest(c, best)}
}

// denied says why a claim is open that the facts would settle without the "not" before it.
const denied = "the clause says that it was not so"

// isDenied reports whether the clause of a claim says that it was not so: "the haul was not the largest". What "and" or "but"
// adds is denied no longer: "11 had not been tried and 5 were convicted".
func (p *Pass) isDenied(c Claim) bool {
	s := p.Sentence
	start := s.ClauseStart(c.First)
	for t := c.First - 1; t > start; t-- {
		if s.Tokens[t].Norm == "and" || s.Tokens[t].Norm == "but" {
			start = t
		}
	}
	return s.HasCue(start, c.First, claims.Not)
}

// namedElsewhen returns a reading about as good as the best one, of the same measure, whose period the sentence names and
// the facts do not have, where the best takes the latest for want of a word: the figure may well be of that period.
func namedElsewhen(best proposal, proposals []proposal) *proposal {
	if best.reading.PeriodFrom != claims.Default {
		return nil
	}
	for i := range proposals {
		q := &proposals[i]
		if q.cost > best.cost+rivalOfMissing {
			return nil
		}
		if !q.known && q.reading.PeriodFrom == claims.Named && q.reading.Slice.Measure == best.reading.Slice.Measure && !q.reading.Period.IsZero() {
			return q
		}
	}
	return nil
}

// confirmTwins notes the readings that the facts bear out as well where another measure has the same value: the figure
// leaves open which of them the text goes on about.
func (p *Pass) confirmTwins(c Claim, supporting *proposal, proposals []proposal, most float32) {
	seen := []*facts.Measure{supporting.reading.Slice.Measure}
	for i := range proposals {
		q := &proposals[i]
		m := q.reading.Slice.Measure
		if q.cost > most || !q.known || q.fit < quantity.Within || slices.Contains(seen, m) || !slices.Equal(q.reading.Slice.Members, supporting.reading.Slice.Members) {
			continue
		}
		seen = append(seen, m)
		p.Sentence.Confirm(c.First, c.Last, q.reading)
	}
}

// suggest returns the replacement that a proposal has for a claim, or nil.
func (p *Pass) suggest(c Claim, q proposal) *Suggestion {
	if q.fix == "" {
		return nil
	}
	if q.fixAt != (Claim{}) {
		c = q.fixAt
	}
	return &Suggestion{p.span(c), q.fix}
}

// doubt tells an editor why a reading is not firm enough to refute on, and what to do; "" when it is.
func (p *Pass) doubt(c Claim, q proposal) string {
	r := q.reading
	switch {
	case q.unsure:
		return "the words can be taken in another way too: say plainly what is compared, and of when"
	case r.Alien:
		if noun := p.nounOf(c); noun != "" {
			return fmt.Sprintf("the facts do not count %q: to mean %s, use that word", noun, r.Slice.Measure.Label)
		}
		return fmt.Sprintf("the figure seems to count something else than %s", r.Slice.Measure.Label)
	case r.Partial:
		if name := p.besides(r); name != "" {
			return fmt.Sprintf("the sentence also names %s: say which the figure is of", name)
		}
		return "a name beside the figure says that it is of something else"
	case r.MeasureFrom == claims.Default && r.Cost > 1.0, q.cost > firmCost:
		return p.unsaid(r)
	}
	return ""
}

// nounOf returns the words that the figure of a claim counts.
func (p *Pass) nounOf(c Claim) string {
	for i := range p.Sentence.Amounts {
		if a := &p.Sentence.Amounts[i]; c.First <= a.First && a.First < c.Last && a.Noun[1] > a.Noun[0] {
			return p.Sentence.Words(a.Noun[0], a.Noun[1])
		}
	}
	return ""
}

// explanation tells how a claim was read, a line for each near reading.
func explanation(proposals []proposal) (lines []string) {
	for i, q := range proposals {
		if i >= 5 {
			lines = append(lines, fmt.Sprintf("and %d dearer readings", len(proposals)-i))
			break
		}
		r := q.reading
		words := r.Slice.Words()
		if !r.Period.IsZero() {
			words += ", " + r.Period.Words()
		}
		state := q.says
		if !q.known {
			state = q.lacking()
		}
		lines = append(lines, fmt.Sprintf("cost %.2f: %s (measure %s, members %s, period %s): %s: %s", q.cost, words, r.MeasureFrom, r.MemberFrom, r.PeriodFrom, q.fit, state))
	}
	return lines
}
