package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
)

// Duration checks lengths of time against their ends.
var Duration = newRule("duration", Doc{
	Title: "lengths of time, anniversaries, order of years",
	Text: `Needs no facts. "The decade from 2016 to 2024" is eight years, or nine with both ends; either count is
accepted of a length. "The tenth anniversary of the 2014 law" is in 2024: the year of publication counts unless
the sentence gives another. "From 2024 to 2019" runs backwards.`,
	Examples: []Example{
		{"Rents doubled in the decade from 2014 to 2024.", Supported},
		{"Rents doubled in the decade from 2016 to 2024.", Refuted},
		{"The town will mark the tenth anniversary of the flood of 2014 in 2025.", Refuted},
		{"Rents doubled from 2024 to 2019.", Refuted},
		{"The tenth anniversary of the flood of 2014 comes in 2025 or 2026.", NotEnoughInfo},
	},
}, findDurations, judgeDuration)

type durationClaim struct {
	Claim
	verdict Verdict
}

func judgeDuration(_ *Pass, c durationClaim) Verdict { return c.verdict }

func findDurations(p *Pass) (found []durationClaim) {
	s := p.Sentence
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Role == claims.FromTo && m.Grain == period.Year && !m.Period.IsZero() {
			if n, first, ok := s.LengthBefore(m.First); ok {
				found = append(found, lengthOf(Claim{first, m.Last}, n, m.Period))
			}
		}
	}
	for _, r := range s.ReversedYears() {
		found = append(found, durationClaim{Claim{r.First, r.Last}, verdictOf(false, "%d comes before %d", r.To, r.From)})
	}
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.Kind == claims.Ordinal && s.IsAnniversary(a.Last) {
			if c, ok := p.anniversary(i); ok {
				found = append(found, c)
			}
		}
	}
	return found
}

// lengthOf checks n years against a run of years: with or without its first.
func lengthOf(c Claim, n int, run period.Period) durationClaim {
	from, to := run.First().Year(), run.Last().Year()
	years := to - from
	return durationClaim{c, verdictOf(n == years || n == years+1, "from %d to %d are %d years, %d with both", from, to, years, years+1)}
}

// anniversary checks "the tenth anniversary of the 2014 law".
func (p *Pass) anniversary(i int) (c durationClaim, ok bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	n, isInt := a.Value.Int64()
	if !isInt || n < 1 || n > 3000 {
		return c, false
	}
	var base *claims.PeriodMention
	var years []int // in which the anniversary may be
	for j := range s.Periods {
		m := &s.Periods[j]
		if m.Period.IsZero() || m.Anchor == claims.Focus || m.Role != claims.At || m.Grain < period.Year {
			continue
		}
		if base == nil && m.First > a.Last && m.First <= a.Last+8 && m.Anchor == claims.Absolute {
			base = m
			continue
		}
		years = append(years, m.Period.Year())
	}
	if base == nil {
		return c, false
	}
	if len(years) == 0 {
		if p.Article.Published.IsZero() {
			return c, false
		}
		years = []int{p.Article.Published.Year()}
	}
	right := base.Period.Year() + int(n)
	says := fmt.Sprintf("%s from %d is in %d", s.Words(a.First, a.Last+1), base.Period.Year(), right)
	c.Claim = Claim{a.First, base.Last}
	for _, year := range years {
		if year == right {
			c.verdict = Verdict{Label: Supported, Severity: Note, Message: says}
			return c, true
		}
	}
	c.verdict = Verdict{Label: Refuted, Severity: Error, Message: says}
	if len(years) > 1 {
		c.verdict.Label, c.verdict.Severity = NotEnoughInfo, Note
	}
	return c, true
}
