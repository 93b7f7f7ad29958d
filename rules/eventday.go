package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
)

// happening is a day on record of what the words around a weekday name.
type happening struct {
	day  period.Period
	rows []*facts.Observation
	sure bool // the words name this and nothing else on record
}

// eventReach is how many days from publication a weekday without a date may lie.
const eventReach = 7

// maxEventRows bounds the rows that are looked at for a date.
const maxEventRows = 1000

// happenings returns the days that the facts give to what the words around a weekday name. They are of
// one of three sorts, the surest first: days of rows that have two named members together; the day of a
// dataset that is about one day; days of rows of a single member, if the sentence names another member or
// what is counted, as the opponent or the game.
func (p *Pass) happenings(m *claims.PeriodMention) []happening {
	if p.Article.Published.IsZero() {
		return nil
	}
	names := p.namesBeside(m)
	var together, single, alone []happening
	onlySingle := true // no name is of another day's happening
	for _, d := range p.Facts.Datasets {
		if d.Period == nil || d.Period.Holds || d.Len() == 0 || d.Row(0).Period.Grain() != period.Day || !p.about(d) {
			continue
		}
		members, spoken := named(names, d)
		if len(members) == 0 && !spoken {
			continue
		}
		if day, ok := onlyDay(d); ok {
			if p.near(day) && p.reports(m, d) {
				single = append(single, happening{day: day, sure: true})
			}
			continue
		}
		if len(members) == 1 && p.Sentence.HasCue(0, 2, claims.Anaphor) {
			members = append(p.subjectBefore(d), members...)
		}
		for i, x := range members {
			rows := p.rowsOf(d, x)
			onlySingle = onlySingle && slices.ContainsFunc(rows, func(row *facts.Observation) bool { return row.Period == p.Article.Published })
			for _, row := range rows {
				if !p.near(row.Period) {
					continue
				}
				if slices.ContainsFunc(members[i+1:], func(y []*facts.Member) bool { return hasAny(row, y) }) {
					together = append(together, happening{row.Period, []*facts.Observation{row}, true})
				} else if i == 0 && (len(members) > 1 || spoken) {
					alone = append(alone, happening{row.Period, []*facts.Observation{row}, false})
				}
			}
		}
	}
	if kept := p.inTense(m, together); len(kept) > 0 {
		return kept
	}
	if len(single) > 0 {
		if onlySingle && p.isOfSubject(m) {
			return single
		}
		return append(single, alone...)
	}
	return p.inTense(m, alone)
}

// namesBeside returns the names that a weekday dates. Those that stand behind it belong to another weekday
// if one follows, as what happens on a day mostly stands before it.
func (p *Pass) namesBeside(m *claims.PeriodMention) (names []claims.Name) {
	first, last := p.Sentence.Stretch(m.First, m.Last)
	for i := range p.Sentence.Periods {
		n := &p.Sentence.Periods[i]
		switch {
		case n == m || !n.HasWeekday:
		case n.Last <= m.First:
			first = max(first, n.Last)
		case n.First >= m.Last && n.First < last:
			last = m.Last
		}
	}
	for _, n := range p.Sentence.Names {
		if n.First >= first && n.Last <= last {
			names = append(names, n)
		}
	}
	return names
}

// subjectBefore returns the members of d that the sentence before begins with: what "they" stands for.
func (p *Pass) subjectBefore(d *facts.Dataset) [][]*facts.Member {
	if p.Sentence.Index == 0 {
		return nil
	}
	before := p.Article.Sentences[p.Sentence.Index-1]
	if before.Place != p.Sentence.Place {
		return nil
	}
	members, _ := named(before.Names, d)
	return members[:min(len(members), 1)]
}

// about reports whether the draft may be about the dataset: it names it or names none.
func (p *Pass) about(d *facts.Dataset) bool {
	ids := p.Article.Document.Meta.Facts
	return len(ids) == 0 || slices.Contains(ids, d.ID)
}

func (p *Pass) near(day period.Period) bool {
	published := p.Article.Published
	return !day.Add(eventReach).Before(published) && !day.Add(-eventReach).After(published)
}

// named returns the members of the dataset that each name may stand for, and whether a name stands for its
// subject or what it counts.
func named(names []claims.Name, d *facts.Dataset) (members [][]*facts.Member, spoken bool) {
	for _, n := range names {
		var of []*facts.Member
		for _, r := range n.Refs {
			switch {
			case r.Dataset() != d:
			case r.Member != nil && r.Loose < 0.5:
				of = append(of, r.Member)
			case r.Subject != nil, r.Measure != nil:
				spoken = true
			}
		}
		if len(of) > 0 && !slices.ContainsFunc(members, func(seen []*facts.Member) bool { return slices.Equal(seen, of) }) {
			members = append(members, of)
		}
	}
	return members, spoken
}

func (p *Pass) rowsOf(d *facts.Dataset, of []*facts.Member) (rows []*facts.Observation) {
	if len(d.Measures) == 0 {
		return nil // a table of names and days alone has no observations
	}
	for _, m := range of {
		slice := make([]*facts.Member, len(d.Dimensions))
		slice[m.Dimension.Index] = m
		rows = append(rows, p.Facts.Rows(d.Measures[0], slice, period.Period{})...)
	}
	if len(rows) > maxEventRows {
		return nil
	}
	return rows
}

func hasAny(row *facts.Observation, of []*facts.Member) bool {
	return slices.ContainsFunc(row.Members, func(m *facts.Member) bool { return m != nil && slices.Contains(of, m) })
}

// onlyDay returns the day of a dataset all of whose rows have one date.
func onlyDay(d *facts.Dataset) (period.Period, bool) {
	day := d.Row(0).Period
	for i := range min(d.Len(), maxEventRows) {
		if d.Row(i).Period != day {
			return period.Period{}, false
		}
	}
	return day, d.Len() <= maxEventRows
}

// leadReach is how many sentences may stand before the one that tells what the article reports.
const leadReach = 200

// reports tells whether a weekday is that of what the article reports, which the dataset is about: it
// stands in the first sentence that names something of it, or right before the word for it ("Saturday's game").
func (p *Pass) reports(m *claims.PeriodMention, d *facts.Dataset) bool {
	s := p.Sentence
	if p.isOfSubject(m) {
		return true
	}
	if s.Index > leadReach {
		return false
	}
	for _, other := range p.Article.Sentences[:s.Index] {
		if members, spoken := named(other.Names, d); other.Block.Kind == s.Block.Kind && (len(members) > 0 || spoken) {
			return false
		}
	}
	return s.Tense(m.First, m.Last) <= claims.Untold
}

// isOfSubject tells "Saturday's game" where the game is what a dataset is about or counts.
func (p *Pass) isOfSubject(m *claims.PeriodMention) bool {
	s := p.Sentence
	for _, n := range s.Names {
		if n.First < m.Last || n.First > m.Last+2 || s.Tokens[n.First-1].Norm != "'s" {
			continue
		}
		for _, r := range n.Refs {
			if r.Subject != nil || r.Measure != nil {
				return true
			}
		}
	}
	return false
}

// inTense leaves out the days that the words around the weekday can't mean. The very next is the first
// day after what the article reports.
func (p *Pass) inTense(m *claims.PeriodMention, days []happening) (kept []happening) {
	tense := p.Sentence.Tense(m.First, m.Last)
	published := p.Article.Published
	for _, h := range days {
		if (tense > claims.Untold || p.isNext(m)) && !h.day.After(published) || tense == claims.Over && h.day.After(published) {
			continue
		}
		kept = append(kept, h)
	}
	if len(kept) > 0 && (tense == claims.NextOne || tense != claims.Over && p.isNext(m)) {
		next := slices.MinFunc(kept, func(x, y happening) int { return x.day.Compare(y.day) })
		next.sure = true
		return []happening{next}
	}
	return kept
}

// isNext tells "their next game is on Friday", where the game is what a dataset counts or is about.
func (p *Pass) isNext(m *claims.PeriodMention) bool {
	first, last := p.Sentence.Stretch(m.First, m.Last)
	for _, n := range p.Sentence.Names {
		if n.First <= first || n.Last > last || p.Sentence.Tokens[n.First-1].Norm != "next" {
			continue
		}
		if slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Measure != nil || r.Subject != nil }) {
			return true
		}
	}
	return false
}

func (p *Pass) judgeHappening(c weekdayClaim) Verdict {
	var days []period.Period
	var rows []*facts.Observation
	sure := false
	for _, h := range c.days {
		if h.day.Weekday() == c.date.Weekday {
			if h.sure {
				return Verdict{Label: Supported, Severity: Note, Message: "on record for " + dayWords(h.day), Evidence: h.rows}
			}
			return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "on record for " + dayWords(h.day) + ", but not with all that the text names", Evidence: h.rows}
		}
		sure = sure || h.sure
		if !slices.Contains(days, h.day) {
			days = append(days, h.day)
			rows = append(rows, h.rows...)
		}
	}
	slices.SortFunc(days, period.Period.Compare)
	var words []string
	for _, day := range days {
		words = append(words, dayWords(day))
	}
	v := Verdict{Label: Refuted, Severity: Error, Evidence: rows,
		Message: fmt.Sprintf("on record for %s, not for a %s", strings.Join(words, ", "), c.date.Weekday)}
	if !sure && !p.covers(c, days) {
		v.Label, v.Severity = NotEnoughInfo, Note
		return v
	}
	if len(days) == 1 {
		v.Suggestion = p.weekdayFix(c.First, c.date, days[0])
	}
	return v
}

// covers reports whether the days on record lie on both sides of the weekday, so that one on that day
// would be among them.
func (p *Pass) covers(c weekdayClaim, days []period.Period) bool {
	claimed := c.date.Period
	if p.Sentence.Tense(c.date.First, c.date.Last) > claims.Untold {
		for claimed = p.Article.Published.Add(1); claimed.Weekday() != c.date.Weekday; {
			claimed = claimed.Add(1)
		}
	}
	return len(days) > 1 && days[0].Before(claimed) && days[len(days)-1].After(claimed)
}

func dayWords(day period.Period) string {
	return fmt.Sprintf("%s, %s", day.Weekday(), day.Words())
}
