package rules

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// stretch is a run of periods, both ends in it, that a claim about the course of a series speaks of. A
// zero end is open: from where the record begins, to its last period.
type stretch struct {
	from, to period.Period
}

// stretchOf returns the run of periods that a mention means for a series whose period in question is now.
// ok is false when the words leave it open ("recent months") or name a single period of the series.
func stretchOf(m *claims.PeriodMention, now period.Period) (s stretch, ok bool) {
	at := meant(m, now)
	switch m.Role {
	case claims.Past:
		if m.Count <= 0 || m.Grain == period.None || now.IsZero() {
			return stretch{}, false
		}
		if m.Grain == period.Decade {
			// "the past decade" is the last ten years, not those of the calendar
			return stretch{now.Last().Of(period.Year).Add(1 - 10*m.Count).First(), now}, true
		}
		last := now.Last().Of(m.Grain)
		return stretch{last.Add(1 - m.Count).First(), now}, true
	case claims.Since, claims.After:
		return stretch{from: at}, !at.IsZero()
	case claims.Until, claims.By:
		return stretch{to: at}, !at.IsZero()
	case claims.Before:
		return stretch{to: at.First().Add(-1)}, !at.IsZero()
	case claims.FromTo:
		return stretch{at.First(), at.Last()}, !at.IsZero()
	case claims.At:
		return stretch{at.First(), at.Last()}, !at.IsZero() && at.Grain() != period.Day
	}
	return stretch{}, false
}

// meant returns the period that a mention means in a claim about the period now.
func meant(m *claims.PeriodMention, now period.Period) period.Period {
	if m.Anchor == claims.Focus && !now.IsZero() {
		return m.Resolve(now)
	}
	return m.Period
}

// within returns the cells of a series in the run, of the grain of now when the series has several, and the
// periods in it without a cell.
func (s stretch) within(series facts.Series, now period.Period) (cells []facts.Cell, gaps []period.Period) {
	if !now.IsZero() && now.Grain() != period.Span {
		series = series.OfGrain(now.Grain())
	}
	if len(series.Cells) == 0 {
		return nil, nil
	}
	from, to := s.from, s.to
	grain := series.Cells[0].Period.Grain()
	// The ends of a run of years in days would make Window look for daily cells: they are brought to the
	// grain of the series.
	if !from.IsZero() && grain != period.Span {
		from = from.First().Of(grain)
	}
	if !to.IsZero() && grain != period.Span {
		to = to.Last().Of(grain)
	}
	cells, gaps = series.Window(from, to)
	for len(cells) > 0 && !s.from.IsZero() && cells[0].Period.First().Before(s.from.First()) {
		cells = cells[1:] // a week that began before the month
	}
	return cells, gaps
}

// seriesReading is a reading whose slice has a course over time, with the cell it is at.
type seriesReading struct {
	claims.Reading
	series facts.Series
	now    facts.Cell // the last one of the reading's period
}

// courses binds a word at a token to the series that it may speak of: each slice in each period, the best
// first. skip holds mentions that say from when to when and so are not the period in question; where they
// are all that the sentence dates, the latest period is as good as named.
func (p *Pass) courses(w claims.Want, skip ...*claims.PeriodMention) (found []seriesReading) {
	return p.coursesOf(p.Binder.Readings(p.Sentence, w), w, skip...)
}

// remarked returns the courses that a remark may be of: those of the figure before its comma that the facts bear out, as
// in "went up 1.5 percent, the fastest pace since May", or, for a sentence that begins "That was", of the last such figure
// in the sentence before. The others only where there is no such figure.
func (p *Pass) remarked(cue claims.Cue, w claims.Want, skip ...*claims.PeriodMention) []seriesReading {
	s := p.Sentence
	var readings []claims.Reading
	if w.Anchor < cue.First {
		readings = s.BorneOut(s.ClauseStart(w.Anchor), w.Anchor+2)
	}
	if len(readings) == 0 && s.Index > 0 && len(s.Tokens) > 1 && recordWords.Meaning(s.Tokens[0].Norm) == "pointer" && s.Stems[1] == "be" {
		if before := p.Article.Sentences[s.Index-1]; before.Place == s.Place {
			readings = before.BorneOut(0, len(before.Tokens))
		}
	}
	var courses []seriesReading
	for _, r := range readings {
		r.Cost, r.Alien, r.Partial, r.Dated = remarkCost, false, false, nil
		if len(courses) == 0 {
			courses = p.coursesOf([]claims.Reading{r}, w)
		}
	}
	if len(courses) > 0 {
		return courses
	}
	return p.courses(w, skip...)
}

// remarkCost is what the figure costs that a remark is on.
const remarkCost = 0.3

// coursesOf returns the courses of readings.
func (p *Pass) coursesOf(readings []claims.Reading, w claims.Want, skip ...*claims.PeriodMention) (found []seriesReading) {
	dated := false
	for i := range p.Sentence.Periods {
		m := &p.Sentence.Periods[i]
		dated = dated || !isMention(m, skip) && m.Grain < period.Day && m.Role == claims.At && !p.Sentence.IsCompared(m.First)
	}
	for _, r := range readings {
		if len(found) >= 12 {
			break
		}
		if r.Slice.Measure.Dataset.Period == nil || isMention(r.Dated, skip) {
			continue
		}
		series := p.Facts.Series(p.only(r.Slice))
		if len(series.Cells) == 0 {
			continue
		}
		r.Cost = max(0, r.Cost+p.passedOver(w, r.Slice))
		if r.PeriodFrom == claims.Default && !dated {
			r.Cost -= latestAsNamed
			if len(p.Sentence.Periods) > 0 {
				r.Cost -= 0.4
			}
		}
		if r.PeriodFrom == claims.Default && dated || r.Dated != nil && p.Sentence.IsCompared(r.Dated.First) {
			r.Cost += otherThanDated
		}
		cells := p.cells(r.Slice, r.Period)
		if len(cells) == 0 {
			if r.Period.Grain() < period.Day {
				r.Cost += 0.5
				found = append(found, seriesReading{Reading: r})
			}
			continue // "published on Tuesday" dates no year of a series
		}
		found = append(found, seriesReading{r, series, cells[len(cells)-1]})
	}
	slices.SortStableFunc(found, func(x, y seriesReading) int { return cmp.Compare(x.Cost, y.Cost) })
	return found
}

// passedOver returns what it costs a slice to leave out the only member of its dataset that stands before the
// word: the cement of "cement fell to 402, a drop of 4 percent and the third decline in a row".
func (p *Pass) passedOver(w claims.Want, slice facts.Slice) float32 {
	var only *facts.Member
	for _, n := range p.Sentence.Names {
		if n.Last > w.Anchor || w.Not[0] <= n.First && n.First < w.Not[1] {
			continue
		}
		for _, ref := range n.Refs {
			switch m := ref.Member; {
			case m == nil || m.Dimension.Dataset != slice.Measure.Dataset || ref.Loose > 0.2:
			case only != nil && only != m:
				if slice.Member(m.Dimension) != nil {
					return 0.5 // one of a list that the sentence is about
				}
				return 0
			default:
				only = m
			}
		}
	}
	switch {
	case only == nil || only == only.Dimension.Total:
		return 0
	case slice.Member(only.Dimension) == only:
		return -0.4
	}
	return 0.9
}

// decideCourse decides a claim about a course. Where the best reading has rows but lacks some, only what
// supports the claim can take its place: the missing ones might bear it out.
func (p *Pass) decideCourse(c Claim, proposals []proposal) Verdict {
	slices.SortStableFunc(proposals, func(x, y proposal) int { return cmp.Compare(x.cost, y.cost) })
	proposals = completest(proposals)
	if len(proposals) > 0 && !proposals[0].known && len(proposals[0].rows) > 0 {
		proposals = slices.DeleteFunc(proposals, func(q proposal) bool { return q.known && q.fit == quantity.No })
	}
	return p.decide(c, proposals)
}

// completest drops the readings that lack rows which another dataset has for the same: of two tables with the arrivals of
// a year, the one that has them all.
func completest(proposals []proposal) []proposal {
	return slices.DeleteFunc(slices.Clone(proposals), func(q proposal) bool {
		return !q.known && slices.ContainsFunc(proposals, func(full proposal) bool {
			return full.known && full.cost <= q.cost+claims.Margin && full.reading.Slice.Measure.Dataset != q.reading.Slice.Measure.Dataset &&
				full.reading.Slice.Words() == q.reading.Slice.Words() && full.reading.Period == q.reading.Period
		})
	})
}

// latestAsNamed is what a course costs less by default than a single figure: it leads up to the latest period
// unless the words say otherwise.
const latestAsNamed = 0.5

// otherThanDated is what the latest period costs more where the sentence dates what it speaks of.
const otherThanDated = 0.3

func isMention(m *claims.PeriodMention, of []*claims.PeriodMention) bool {
	for _, other := range of {
		if m != nil && m == other {
			return true
		}
	}
	return false
}

// clauseEnd returns the end of the clause that holds the token; "since 2018" and "when records began" belong
// to it.
func (p *Pass) clauseEnd(token int) int {
	s := p.Sentence
	for end := s.ClauseEnd(token); ; end = s.ClauseEnd(end) {
		if end >= len(s.Tokens)-1 || !p.startsPeriod(end) && !s.HasCue(end, end+1, claims.Record) {
			return end
		}
	}
}

func (p *Pass) startsPeriod(token int) bool {
	for i := range p.Sentence.Periods {
		if p.Sentence.Periods[i].First == token {
			return true
		}
	}
	return false
}

// latestOrNamed puts the latest period in the place of those that the sentence doesn't name: "the past five
// years" end with it.
func (p *Pass) latestOrNamed(courses []seriesReading) (kept []seriesReading) {
	for _, r := range courses {
		if len(r.series.Cells) > 0 && r.PeriodFrom == claims.Named && r.Dated != nil && r.Dated.Role == claims.At {
			kept = append(kept, r)
		}
	}
	return append(kept, p.undated(courses)...)
}

// anchorOf returns the token that a remark behind a comma is bound at: in "fell to 388 in 2024, the lowest on
// record" the end of what it remarks on.
func (p *Pass) anchorOf(token int) int {
	s := p.Sentence
	start := s.ClauseStart(token)
	if start < 2 || s.Tokens[start-1].Norm != "," || token-start > 4 {
		return token
	}
	for t := start; t <= token; t++ {
		switch s.Stems[t] {
		case "be", "have", "reach", "hit", "see", "it", "they", "that", "which":
			return token
		}
	}
	for _, n := range s.Names {
		if n.First >= start && n.First < token {
			return token
		}
	}
	return start - 2
}

// foreignSubject reports whether the clause of a token has a subject that neither the facts nor a word of
// reference names: "ridership reached its highest level" in facts about crime.
func (p *Pass) foreignSubject(token int) bool {
	s := p.Sentence
	start := s.ClauseStart(token)
	for verb := start + 1; verb < token; verb++ {
		switch s.Stems[verb] {
		case "be", "have", "reach", "hit", "see", "record":
		default:
			continue
		}
		subject := verb - 1
		for subject > start && courseWords.Meaning(s.Tokens[subject].Norm) == "" && (s.Stems[subject] == "be" || s.Stems[subject] == "have") {
			subject--
		}
		if s.Tokens[subject].Kind != claims.Word || courseWords.Meaning(s.Tokens[subject].Norm) == "general" || courseWords.Meaning(s.Tokens[subject].Norm) == "drawing" || courseWords.Meaning(s.Tokens[subject].Norm) == "mean" || s.IsDated(subject) || s.HasCue(max(0, subject-2), subject+1, claims.Anaphor) || len(s.Cues) > 0 && p.inCue(subject) {
			return false
		}
		for _, n := range s.Names {
			if n.First <= subject && subject < n.Last {
				return false
			}
		}
		for _, a := range s.Amounts {
			if a.First <= subject && subject < a.Last {
				return false
			}
		}
		return subject == start || subject-start < 6
	}
	return false
}

func (p *Pass) inCue(token int) bool {
	for _, c := range p.Sentence.Cues {
		if c.First <= token && token < c.Last {
			return true
		}
	}
	return false
}
