package claims

import (
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// Pin is what an editor declares that the claims of a rule in some words of the draft are about. It goes before what the
// words say.
type Pin struct {
	Rule string
	Span draft.Span // the words

	Measure *facts.Measure  // nil: as read
	Members []*facts.Member // with a measure, all of them: a dimension not named is its total
	Period  period.Period   // zero: as read
	Base    period.Period   // the period compared with; zero: as read
}

// Judging tells the binder for which rule the next readings are, and which words are judged: pins go by both. An empty
// span stands for the figures themselves.
func (b *Binder) Judging(rule string, claim draft.Span) { b.rule, b.claim = rule, claim }

// Pinned returns the pin of the claim that is judged, or of the figure at a token; nil for none. Of several the one with
// the fewest words counts.
func (b *Binder) Pinned(s *Sentence, anchor int) *Pin {
	var best *Pin
	if len(b.Pins) == 0 {
		return nil
	}
	claim := b.claim
	if claim.Len() == 0 {
		claim = s.Span(anchor, anchor+1)
	}
	for _, pin := range b.Pins {
		if pin.Rule == b.rule && pin.Span.Start < claim.End && claim.Start < pin.Span.End && (pin.Span.Contains(claim) || claim.Contains(pin.Span)) &&
			(best == nil || pin.Span.Len() < best.Span.Len()) {
			best = pin
		}
	}
	return best
}

// pinned applies a pin to a figure: what it declares is certain, and the rest is as read.
func (b *Binder) pinned(s *Sentence, w Want, pin *Pin) (readings []Reading) {
	if pin.Measure != nil {
		if w.Fits != nil && !w.Fits(pin.Measure) {
			return nil
		}
		r := Reading{Slice: facts.Slice{Measure: pin.Measure}, Pinned: true}
		for _, m := range pin.Members {
			r.Slice = r.Slice.With(m)
		}
		if !pin.Period.IsZero() || pin.Measure.Dataset.Period == nil {
			r.Period = pin.Period
			return []Reading{r}
		}
		for _, p := range b.periodCandidates(s, w, pin.Measure.Dataset) {
			r.Period, r.PeriodFrom, r.Dated, r.Cost = p.period, p.from, p.dated, p.cost
			readings = append(readings, r)
		}
		return readings
	}
	for _, r := range b.unpinned(s, w) {
		own := true
		for _, m := range pin.Members {
			if own = own && m.Dimension.Dataset == r.Slice.Measure.Dataset; own {
				r.Slice = r.Slice.With(m)
			}
		}
		if !own {
			continue
		}
		if len(pin.Members) > 0 {
			r.MemberFrom, r.Partial = Named, false
		}
		if !pin.Period.IsZero() {
			r.Period, r.PeriodFrom, r.Dated = pin.Period, Named, nil
		}
		r.Pinned = true
		readings = append(readings, r)
	}
	return readings
}
