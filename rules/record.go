package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Record checks that a figure is the highest or lowest for as long as the text says.
var Record = newRule("record", Doc{
	Title: "the highest or lowest since a date, or on record",
	Text: `"The lowest since 2018" says that no period after 2018 and before the figure's own was lower. "On record" goes
back to where the record begins; if rows are missing on the way, the verdict is left open and names them.
A tie is taken as a joint record.`,
	Examples: []Example{
		{"Burglaries in Northport fell to 388 in 2024, the lowest since 2018.", Supported},
		{"Burglaries in Northport fell to 388 in 2024, the lowest on record.", Refuted},
	},
}, findRecords, judgeRecord)

type recordClaim struct {
	Claim
	cue   claims.Cue
	sign  int                   // +1 highest, -1 lowest
	since *claims.PeriodMention // "since 2018"; nil for "on record"
	ever  bool                  // "on record", "ever": back to where the record begins
	limit [2]int
}

func findRecords(p *Pass) (found []recordClaim) {
	s := p.Sentence
	for _, c := range s.Cues {
		if c.Kind != claims.Most && c.Kind != claims.Least {
			continue
		}
		claim := recordClaim{Claim: Claim{c.First, c.Last}, cue: c, sign: c.Sign()}
		end := s.ClauseEnd(c.Last - 1)
		for i := range s.Periods {
			m := &s.Periods[i]
			if (m.Role == claims.Since || m.Role == claims.Past) && m.First >= c.Last && m.First < end {
				claim.since, claim.Last = m, m.Last
				break
			}
		}
		if r, ok := s.FindCue(max(c.First-2, 0), end, claims.Record); ok {
			claim.ever = true
			claim.First, claim.Last = min(claim.First, r.First), max(claim.Last, r.Last)
		}
		if claim.since != nil || claim.ever {
			found = append(found, claim)
		}
	}
	return found
}

// judgeRecord refutes on one counterexample, but supports only a window without gaps: a missing period
// could hide one.
func judgeRecord(p *Pass, c recordClaim) Verdict {
	s := p.Sentence
	w := claims.Want{Anchor: c.cue.First}
	if c.since != nil {
		w.Not = [2]int{c.since.First, c.since.Last}
	}
	var proposals []proposal
	for n, r := range p.Binder.Readings(s, w) {
		if n >= 12 {
			break
		}
		if r.Slice.Measure.Dataset.Period != nil {
			proposals = append(proposals, p.record(c, r))
		}
	}
	return p.decide(c.Claim, proposals)
}

func (p *Pass) record(c recordClaim, r claims.Reading) proposal {
	q := proposal{reading: r, cost: r.Cost}
	cells := p.cells(r.Slice, r.Period)
	if len(cells) != 1 {
		q.lacks = fmt.Sprintf("no %s on record%s", r.Slice.Words(), forPeriod(r.Period))
		return q
	}
	own := cells[0]
	m := r.Slice.Measure
	after := m.Dataset.Period.Since
	if !after.IsZero() {
		after = after.Add(-1)
	}
	if c.since != nil {
		after = c.since.Period
		if c.since.Role == claims.Past && c.since.Count > 0 {
			after = own.Period.Of(c.since.Grain).Add(-c.since.Count)
		}
	}
	series := p.Facts.Series(r.Slice)
	from := after
	if !after.IsZero() {
		from = after.Add(1)
	}
	rivals, gaps := series.Window(from, own.Period)
	if c.since == nil { // "ever" also looks at what came after
		later, _ := series.Window(own.Period, p.Article.Published)
		rivals = append(slices.Clone(rivals), later...)
	}
	var rival *facts.Cell // the latest one is where the record really begins
	for i := range rivals {
		if rivals[i].Period != own.Period && rivals[i].Value.Cmp(own.Value) == c.sign {
			rival = &rivals[i]
		}
	}
	q.known = true
	here := fmt.Sprintf("%s%s", quantity.Format(own.Value, m.Unit), forPeriod(own.Period))
	if rival != nil {
		q.rows = evidence(*rival, own)
		q.says = fmt.Sprintf("%s: %s%s, %s", r.Slice.Words(), quantity.Format(rival.Value, m.Unit), forPeriod(rival.Period), here)
		return q
	}
	q.rows = evidence(own)
	if len(gaps) > 0 {
		q.known = false
		q.lacks = fmt.Sprintf("%s: %s is the %s of the rows on record, but there is none for %s", r.Slice.Words(), here, extremeWord(c.sign), periodList(gaps))
		return q
	}
	if len(rivals) < 2 {
		q.known = false
		q.lacks = fmt.Sprintf("%s: %s is the only row on record", r.Slice.Words(), here)
		return q
	}
	q.fit = quantity.Exact
	q.says = fmt.Sprintf("%s: %s, the %s since %s", r.Slice.Words(), here, extremeWord(c.sign), rivals[0].Period.Words())
	return q
}

// periodList names periods in a message, runs of them by their ends.
func periodList(periods []period.Period) string {
	text := ""
	for i := 0; i < len(periods); {
		j := i
		for j+1 < len(periods) && periods[j].Add(1) == periods[j+1] {
			j++
		}
		if text != "" {
			text += ", "
		}
		text += periods[i].Words()
		if j > i {
			text += "–" + periods[j].Words()
		}
		i = j + 1
	}
	return text
}

func extremeWord(sign int) string {
	if sign > 0 {
		return "highest"
	}
	return "lowest"
}
