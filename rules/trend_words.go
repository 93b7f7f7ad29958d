package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
)

// findTrends finds words of change that say how a series went over a run of periods, and words of staying.
// A change with a figure of its own is judged by the rules of figures, a run of counted periods by Streak.
func findTrends(p *Pass) (found []trendClaim) {
	s := p.Sentence
	streaks := findStreaks(p)
	for _, c := range s.Cues {
		if slices.ContainsFunc(streaks, func(t streakClaim) bool {
			return t.First <= c.First && c.First < t.Last || t.condition.First == c.First
		}) {
			continue
		}
		switch c.Kind {
		case claims.Up, claims.Down:
			if claim, ok := p.courseWith(c); ok {
				found = append(found, claim)
			}
		case claims.Flat:
			if claim, ok := p.standstill(c); ok {
				found = append(found, claim)
			}
		}
	}
	return found
}

// steadyAt returns the first token of the word that makes a course steady: before the cue or behind it.
func (p *Pass) steadyAt(c claims.Cue) (int, bool) {
	s := p.Sentence
	for token := max(0, c.First-2); token < min(c.Last+2, len(s.Tokens)); token++ {
		if courseWords.Meaning(s.Tokens[token].Norm) == "steady" {
			return token, true
		}
	}
	return 0, false
}

// courseWith reads "fell steadily", "has been rising since March", "a gradual decrease from May to June".
func (p *Pass) courseWith(c claims.Cue) (trendClaim, bool) {
	s := p.Sentence
	claim := trendClaim{Claim: Claim{c.First, c.Last}, cue: c, sign: c.Sign()}
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	if s.HasCue(start, c.First, claims.Modal, claims.Not, claims.None) || p.countsPeriods(start, end) {
		return claim, false
	}
	if base, ok := s.FindCue(c.Last, min(c.Last+2, end), claims.Base); ok && !p.startsPeriod(base.First) {
		return claim, false
	}
	claim.foreign = p.foreignSubject(c.First)
	at, steady := p.steadyAt(c)
	sized := p.isSized(c)
	if sized && !steady {
		return claim, false
	}
	for token := range s.Tokens {
		if courseWords.Meaning(s.Tokens[token].Norm) == "rough" {
			steady = false
		}
	}
	claim.steady = steady
	if steady {
		claim.First, claim.Last = min(claim.First, at), max(claim.Last, at+1)
	}
	p.runsOf(&claim, start, end)
	if len(claim.runs) == 0 && (steady || p.isGoingOn(c)) && !sized {
		claim.runs = []run{{exact: true}}
	}
	return claim, len(claim.runs) > 0
}

// countsPeriods tells "in three of the past ten years", which the count rule reads.
func (p *Pass) countsPeriods(start, end int) bool {
	s := p.Sentence
	for i := range s.Periods {
		if m := &s.Periods[i]; m.Role == claims.Past && m.First >= max(start, 1) && m.First < end && s.Tokens[m.First-1].Norm == "of" {
			return true
		}
	}
	return false
}

// isGoingOn tells "has been decreasing": a course up to now.
func (p *Pass) isGoingOn(c claims.Cue) bool {
	s := p.Sentence
	if !strings.HasSuffix(s.Tokens[c.First].Norm, "ing") || c.Last < len(s.Tokens) && s.Tokens[c.Last].Norm == "at" {
		return false // "had been rising at 4 percent": a pace
	}
	for token := c.First - 1; token >= max(0, c.First-3); token-- {
		if s.Tokens[token].Norm == "been" {
			return true
		}
	}
	return false
}

// isSized tells a change that a figure gives the size or the end of.
func (p *Pass) isSized(c claims.Cue) bool {
	for i, use := range p.Sentence.Uses {
		if use.Cue.First == c.First && use.Cue.Last == c.Last && (use.Role == claims.Change || use.Role == claims.LevelTo || use.Role == claims.Factor) {
			return p.Sentence.Amounts[i].Noise == 0
		}
	}
	return false
}

// runsOf finds the runs of periods that a course may lead through: those that its clause names, else what
// follows the turning point named before it.
func (p *Pass) runsOf(claim *trendClaim, start, end int) {
	s := p.Sentence
	c := claim.cue
	var until *claims.PeriodMention
	var at []*claims.PeriodMention
	for i := range s.Periods {
		m := &s.Periods[i]
		in := m.First >= c.Last && m.First < end || m.First >= start && m.Last <= c.First
		if start > 0 && s.Tokens[start-1].Norm == "," && m.Last == start-1 && m.First == 0 {
			in = true // "From March to May, sales fell"
		}
		if !in || m.Impossible {
			continue
		}
		switch m.Role {
		case claims.FromTo:
			claim.runs = []run{{from: meant(m, period.Period{}).First().Of(edgeGrain(m)), to: meant(m, period.Period{}).Last().Of(edgeGrain(m)), exact: true}}
		case claims.Since, claims.After:
			if !m.Period.IsZero() {
				claim.runs = []run{{from: m.Period, exact: true}}
			} else {
				claim.runs = p.sinceTurn(c)
			}
		case claims.Past:
			claim.runs = p.pastRuns(m)
		case claims.Until:
			until = m
			continue
		case claims.At:
			at = append(at, m)
			continue
		default:
			continue
		}
		claim.skip = append(claim.skip, m)
		p.widen(claim, m, c)
		return
	}
	switch {
	case until != nil && !until.Period.IsZero():
		claim.runs = p.sinceTurn(c)
		for i := range claim.runs {
			claim.runs[i].to, claim.runs[i].turn = until.Period, false
		}
		if len(claim.runs) == 0 {
			claim.runs = []run{{to: until.Period, exact: true}}
		}
		claim.skip = append(claim.skip, until)
		p.widen(claim, until, c)
	case len(at) == 2 && at[0].First >= c.Last && at[0].Period.Before(at[1].Period) && !p.listed(at[0], at[1]):
		claim.runs = []run{{from: at[0].Period, to: at[1].Period, exact: true}}
		claim.skip = append(claim.skip, at...)
		p.widen(claim, at[1], c)
	case len(at) == 1 && !at[0].Period.IsZero() && at[0].Grain > period.None && at[0].Grain < period.Week && at[0].First >= c.Last && p.isIn(at[0]):
		claim.runs = []run{{from: at[0].Period, to: at[0].Period}}
		if p.begins(c) {
			claim.runs = append(claim.runs, run{from: at[0].Period, to: at[0].Period.Add(1), exact: true})
		}
		claim.skip = append(claim.skip, at[0])
		p.widen(claim, at[0], c)
	case len(at) == 0 && p.follows(c, start):
		claim.runs = p.sinceTurn(c)
	}
}

// widen takes a period that stands behind the cue into the claim's words.
func (p *Pass) widen(claim *trendClaim, m *claims.PeriodMention, c claims.Cue) {
	if m.First >= c.Last {
		claim.Last = max(claim.Last, m.Last)
	}
}

// begins tells "began to rise".
func (p *Pass) begins(c claims.Cue) bool {
	s := p.Sentence
	for token := max(0, c.First-3); token < c.First; token++ {
		if stem := s.Stems[token]; stem == "begin" || stem == "start" {
			return true
		}
	}
	return false
}

// isIn tells a period that the course lies in from one that a figure has.
func (p *Pass) isIn(m *claims.PeriodMention) bool {
	s := p.Sentence
	for token := m.First - 1; token >= max(0, m.First-2); token-- {
		switch s.Tokens[token].Norm {
		case "in", "during", "over", "throughout":
			return true
		}
	}
	return false
}

// edgeGrain returns the unit that the ends of a run are written in.
func edgeGrain(m *claims.PeriodMention) period.Grain {
	if g := m.Period.Unit(); g != period.None && g != period.Span {
		return g
	}
	return period.Day
}

// pastRuns returns the runs of "the past five years" and of "recent months", whose number is left open.
func (p *Pass) pastRuns(m *claims.PeriodMention) (runs []run) {
	if m.Grain == period.None {
		return nil
	}
	if m.Count > 0 {
		if latest := p.Article.Published; !latest.IsZero() && !m.Period.IsZero() {
			return []run{{from: m.Period.First(), exact: true}}
		}
		return nil
	}
	for _, n := range []int{1, 2, 3, 4, 6, 9, 12} {
		runs = append(runs, run{back: n, grain: m.Grain})
	}
	return runs
}

// follows tells a course that begins where another ended: "followed by a decline", "then fell".
func (p *Pass) follows(c claims.Cue, start int) bool {
	s := p.Sentence
	for token := max(0, start-2, c.First-5); token < c.First; token++ {
		if followWords[s.Tokens[token].Norm] {
			return true
		}
	}
	return false
}

var followWords = map[string]bool{"followed": true, "then": true, "afterwards": true, "subsequently": true, "since": true}

// sinceTurn returns the runs from the turning point that the text named last: in the sentence before the cue,
// else in the sentence before. How far they go is open: to the end of the record, or to the next period named.
func (p *Pass) sinceTurn(c claims.Cue) (runs []run) {
	from := p.turnBefore(c.First)
	if from.IsZero() {
		return nil
	}
	runs = append(runs, run{from: from, turn: true, exact: true})
	if next := p.turnAfter(c.Last, from); !next.IsZero() {
		runs = append(runs, run{from: from, to: next, exact: true})
	}
	return runs
}

func (p *Pass) turnBefore(token int) period.Period {
	s := p.Sentence
	for i := s.Index; i >= 0 && i >= s.Index-1; i-- {
		periods := p.Article.Sentences[i].Periods
		for j := len(periods) - 1; j >= 0; j-- {
			m := &periods[j]
			if i == s.Index && m.Last > token || m.Period.IsZero() || m.Impossible {
				continue
			}
			switch m.Role {
			case claims.At, claims.Until:
				return m.Period
			case claims.FromTo:
				return m.Period.Last().Of(edgeGrain(m))
			}
			return period.Period{}
		}
	}
	return period.Period{}
}

func (p *Pass) turnAfter(token int, from period.Period) period.Period {
	s := p.Sentence
	for i := s.Index; i < len(p.Article.Sentences) && i <= s.Index+1; i++ {
		for j := range p.Article.Sentences[i].Periods {
			m := &p.Article.Sentences[i].Periods[j]
			if i == s.Index && m.First < token || m.Period.IsZero() || m.Impossible || m.Role != claims.At && m.Role != claims.Until {
				continue
			}
			if m.Period.After(from) {
				return m.Period
			}
		}
	}
	return period.Period{}
}

// standstill reads "unchanged", "barely moved", "remained stable".
func (p *Pass) standstill(c claims.Cue) (trendClaim, bool) {
	s := p.Sentence
	claim := trendClaim{Claim: Claim{c.First, c.Last}, cue: c, flat: "stable"}
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	if s.HasCue(start, c.First, claims.Modal, claims.Not, claims.None) || s.HasCue(c.Last, c.Last+1, claims.Up, claims.Down) {
		return claim, false
	}
	if word := courseWords.Meaning(s.Words(c.First, c.Last)); word == "same" || word == "near" {
		claim.flat = word
	}
	verb := c.Last-c.First > 1
	for token := max(start, c.First-4); token < c.Last; token++ {
		word := courseWords.Meaning(s.Tokens[token].Norm)
		if word == "near" {
			claim.flat = "near"
			claim.First = min(claim.First, token)
		}
		verb = verb || word == "stay" || word == "near" || s.Stems[token] == "be" || s.Stems[token] == "remain" || s.Stems[token] == "stay"
	}
	if !verb {
		return claim, false
	}
	if claim.flat == "stable" {
		p.runsOf(&claim, start, end)
	}
	return claim, true
}
