package rules

import (
	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
)

// recordWords tell what the words near an extreme do, by their stems as written in the table.
var recordWords = lexicon.Words{Table: "record-words"}

// findRecords finds the extremes over time. Extremes among members are the rank rule's.
func findRecords(p *Pass) (found []recordClaim) {
	s := p.Sentence
	for i, c := range s.Cues {
		if c.Kind == claims.Most || c.Kind == claims.Least {
			if p.isQuantifier(c) {
				continue
			}
			if claim, ok := p.extreme(c); ok {
				found = append(found, claim)
			}
			continue
		}
		if claim, ok := p.unbeaten(i); ok {
			found = append(found, claim)
		}
	}
	return found
}

// isQuantifier tells "most of that", "at least six quarters" and "the best of them" from an extreme over time.
func (p *Pass) isQuantifier(c claims.Cue) bool {
	s := p.Sentence
	word := s.Tokens[c.First].Norm
	left, right := "", ""
	if c.First > 0 {
		left = s.Tokens[c.First-1].Norm
	}
	if c.Last+1 < len(s.Tokens) && s.Tokens[c.Last].Norm == "of" {
		right = s.Tokens[c.Last+1].Norm
	}
	return word == "least" && left == "at" || word == "most" && (left == "at" || right != "" && left != "the") || objectPronouns.Meaning(right) != ""
}

// extreme reads a superlative as one over time, when the words near it say so. One of change is the pace
// rule's.
func (p *Pass) extreme(c claims.Cue) (recordClaim, bool) {
	s := p.Sentence
	claim, ok := p.extremeSince(c)
	if ok {
		return claim, p.changeOf(c) == 0
	}
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	word := recordWords.Meaning(s.Tokens[c.Last-1].Norm)
	if s.HasCue(start, c.First, claims.Modal) || c.First > 0 && recordWords.Meaning(s.Tokens[c.First-1].Norm) == "pointer" || word == "level" && !p.isNoun(c) {
		return claim, false
	}
	switch {
	case word == "pace":
		return claim, false // "the slowest quarter was the second": of growth
	case p.isOrdinal(c.First), p.isPlural(c), p.isRepeated(start, c.First):
		return claim, false // "a second peak", "with peaks in", "rose again, reaching a peak": one of several
	case word == "turn" || word == "level":
		claim.peak = true
	case p.isNoted(c, end):
		claim.peak = true
	default:
		return claim, false
	}
	claim.named = p.seasonOf(c)
	p.ownOf(&claim, start, end)
	claim.since = p.spanOf(claim)
	if claim.named != nil && len(claim.own) == 1 && claim.own[0] == claim.named {
		claim.own = nil // the last January, not any
	}
	return claim, len(claim.own) > 0 || claim.value >= 0 || claim.named != nil || claim.weak
}

// extremeSince reads how far back a superlative reaches: "since 2018", "on record", "in five years".
func (p *Pass) extremeSince(c claims.Cue) (recordClaim, bool) {
	s := p.Sentence
	claim := recordClaim{Claim: Claim{c.First, c.Last}, cue: c, sign: c.Sign(), place: 1, value: -1}
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	for i, use := range s.Uses {
		if use.Role == claims.Rank && use.Cue == c {
			place, ok := s.Amounts[i].Value.Int64()
			if !ok || place > 100 {
				return claim, false
			}
			claim.place, claim.First = int(place), s.Amounts[i].First
		}
	}
	word := recordWords.Meaning(s.Tokens[c.Last-1].Norm)
	if word == "level" && !p.isNoun(c) {
		return claim, false
	}
	if s.HasCue(start, c.First, claims.Modal) || p.isOfSeveral(c.First) || c.First > 0 && recordWords.Meaning(s.Tokens[c.First-1].Norm) == "pointer" {
		return claim, false // "would be the lowest since 2018", "above that trough"
	}
	stop := end
	if next, ok := s.FindCue(c.Last+2, end, claims.Most, claims.Least); ok {
		stop = next.First
	}
	if r, ok := s.FindCue(max(c.First-2, 0), stop, claims.Record); ok && p.tellsRecord(c, r) {
		claim.ever = true
		claim.First, claim.Last = min(claim.First, r.First), max(claim.Last, r.Last)
		for i := range s.Periods {
			if m := &s.Periods[i]; r.Last-r.First > 2 && m.Role == claims.At && m.First >= r.Last && m.First <= r.Last+1 {
				claim.begun, claim.Last = m, m.Last
			}
		}
	}
	for i := range s.Periods {
		m := &s.Periods[i]
		if (m.Role == claims.Since || m.Role == claims.Past && m.Count > 0) && m.First >= c.Last && m.First < stop {
			claim.since, claim.Last = m, m.Last
			break
		}
	}
	for token := start; token < end; token++ {
		word := recordWords.Meaning(s.Tokens[token].Norm)
		claim.until = claim.until || word == "before" || token+1 < end && recordWords.Meaning(s.Words(token, token+2)) == "before" || word == "beaten" && token < c.First
	}
	claim.weak = p.foreignSubject(c.First)
	claim.named = p.seasonOf(c)
	return claim, claim.since != nil || claim.ever
}

// seasonOf returns the month or quarter that a superlative goes with directly: "the quietest October".
func (p *Pass) seasonOf(c claims.Cue) *claims.PeriodMention {
	for i := range p.Sentence.Periods {
		if m := &p.Sentence.Periods[i]; m.First == c.Last && m.Role == claims.At && (m.Grain == period.Month || m.Grain == period.Quarter) && m.Period.Grain() == m.Grain && m.Open {
			return m
		}
	}
	return nil
}

// tellsRecord reports whether a cue of record belongs to the superlative: "yet" and "so far" must follow it
// closely, as "have yet to" says something else.
func (p *Pass) tellsRecord(c, r claims.Cue) bool {
	if recordWords.Meaning(p.Sentence.Words(r.First, r.Last)) != "close" {
		return true
	}
	return r.First >= c.Last && r.First <= c.Last+3
}

// isNoun tells "a low of" and "its high" from "remains high".
func (p *Pass) isNoun(c claims.Cue) bool {
	s := p.Sentence
	if c.Last-c.First > 1 {
		return true // "record high"
	}
	if c.Last >= len(s.Tokens) {
		return false
	}
	if word := recordWords.Meaning(s.Tokens[c.Last].Norm); word != "after" && word != "at" {
		return false
	}
	for token := c.First - 1; token >= 0 && token >= c.First-3; token-- {
		if word := recordWords.Meaning(s.Tokens[token].Norm); word == "article" || word == "owner" {
			return true
		}
	}
	return false
}

func (p *Pass) isOrdinal(token int) bool {
	s := p.Sentence
	for _, a := range s.Amounts {
		if a.Kind == claims.Ordinal && a.Last >= token-1 && a.Last <= token {
			return true
		}
	}
	c, ok := s.FindCue(max(token-2, 0), token, claims.Other)
	return ok && c.Last >= token-1 || token > 0 && recordWords.Meaning(s.Tokens[token-1].Norm) == "one of several"
}

// isRepeated tells "rose again" in the clause or the one before.
func (p *Pass) isRepeated(start, token int) bool {
	s := p.Sentence
	if start > 1 {
		start = s.ClauseStart(start - 2)
	}
	for ; start < token; start++ {
		if recordWords.Meaning(s.Tokens[start].Norm) == "repeated" {
			return true
		}
	}
	return false
}

func (p *Pass) isPlural(c claims.Cue) bool {
	return recordWords.Meaning(p.Sentence.Tokens[c.Last-1].Norm) == "turns"
}

// isNoted tells a superlative whose clause says when it was: "the highest rate was recorded in 2021",
// "reached its highest point in March". With members in the sentence it may rank them, unless it is "its".
func (p *Pass) isNoted(c claims.Cue, end int) bool {
	s := p.Sentence
	owned := c.First > 0 && recordWords.Meaning(s.Tokens[c.First-1].Norm) == "owner"
	for _, n := range s.Names {
		for _, r := range n.Refs {
			if r.Dimension != nil || r.Member != nil && !owned {
				return false
			}
		}
	}
	if c.First > 0 && s.Stems[c.First-1] == "be" && c.Last < end && recordWords.Meaning(s.Tokens[c.Last].Norm) == "at" {
		return true // "was highest in April"
	}
	for token := c.Last; token < min(end, c.Last+8); token++ {
		switch recordWords.Meaning(s.Tokens[token].Norm) {
		case "noted", "point":
			return true
		}
	}
	return owned
}

// ownOf finds the periods and the figure that an extreme is said to have.
func (p *Pass) ownOf(claim *recordClaim, start, end int) {
	s := p.Sentence
	reach := p.besideEnd(claim.cue, end)
	from := max(claim.Last, claim.cue.Last)
	for i := range s.Periods {
		m := &s.Periods[i]
		if m.Role != claims.At || m.Impossible {
			continue
		}
		if m.First >= from && m.First < reach && (len(claim.own) == 0 || p.listed(claim.own[len(claim.own)-1], m)) {
			claim.own = append(claim.own, m)
			claim.Last = max(claim.Last, m.Last)
		}
	}
	if len(claim.own) == 0 && !s.HasCue(start, claim.cue.First, claims.Above, claims.Below, claims.Base) {
		for i := range s.Periods {
			if m := &s.Periods[i]; m.Role == claims.At && !m.Impossible && m.First >= start && m.Last <= claim.cue.First {
				claim.own = append(claim.own[:0], m)
			}
		}
	}
	for i := range s.Amounts {
		a := &s.Amounts[i]
		first := min(a.First, a.Hedge)
		if a.Noise != 0 || a.Kind == claims.Ordinal || a.Kind == claims.Multiple || first < claim.cue.Last || first >= reach {
			continue
		}
		if first > 1 && recordWords.Meaning(s.Tokens[first-1].Norm) == "article" && s.Tokens[first-2].Norm == "of" {
			claim.weak = true // "the lowest of the two"
			continue
		}
		if role := s.Uses[i].Role; role == claims.Level || role == claims.LevelTo || role == claims.LevelFrom || role == claims.NoRole || role == claims.Share || role == claims.RateLevel {
			claim.value = i
			claim.Last = max(claim.Last, a.Last)
			break
		}
	}
}

// besideEnd returns the end of the words that may tell an extreme's figure and period: its clause, and the
// one behind a comma that begins with "at", "in", "with" or "reaching": "peaked in early April, reaching 1,000".
func (p *Pass) besideEnd(c claims.Cue, end int) int {
	s := p.Sentence
	for end < len(s.Tokens)-1 && s.Tokens[end].Norm == "," {
		next := end + 1
		if word := recordWords.Meaning(s.Tokens[next].Norm); word != "beside" && word != "at" && !p.startsPeriod(next) {
			return end
		}
		end = p.clauseEnd(next)
	}
	return end
}

// listed tells "2011, 2012 and 2013": periods with no word but "and" between them.
func (p *Pass) listed(a, b *claims.PeriodMention) bool {
	s := p.Sentence
	for token := a.Last; token < b.First; token++ {
		if norm := s.Tokens[token].Norm; norm != "," && norm != "and" && norm != "in" {
			return false
		}
	}
	return a.Period != b.Period
}

// spanOf returns the run of periods that the sentence names around an extreme and that holds its own
// period: "from March to May, with a peak in April"; nil when there is none.
func (p *Pass) spanOf(claim recordClaim) *claims.PeriodMention {
	s := p.Sentence
	for i := range s.Periods {
		m := &s.Periods[i]
		if isMention(m, claim.own) || m.Period.IsZero() {
			continue
		}
		longer := m.Role == claims.FromTo || m.Role == claims.Since || m.Role == claims.At && m.Grain < period.Month
		if !longer {
			continue
		}
		run, ok := stretchOf(m, period.Period{})
		holds := ok
		for _, own := range claim.own {
			holds = holds && !own.Period.Before(run.from) && (run.to.IsZero() || !own.Period.After(run.to))
		}
		if holds {
			return m
		}
	}
	return nil
}

// unbeaten reads "no year has been higher", "has never been lower", "higher than ever".
func (p *Pass) unbeaten(i int) (recordClaim, bool) {
	s := p.Sentence
	c := s.Cues[i]
	if c.Kind != claims.Above && c.Kind != claims.Below {
		return recordClaim{}, false
	}
	claim := recordClaim{Claim: Claim{c.First, c.Last}, cue: c, sign: c.Sign(), place: 1, value: -1, ever: true}
	start, end := s.ClauseStart(c.First), p.clauseEnd(c.Last-1)
	for _, other := range s.Cues {
		switch {
		case other.First < start || other.First >= end:
		case other.Kind == claims.Record && other.First >= c.Last && other.First <= c.Last+2 && recordWords.Meaning(s.Words(other.First, other.Last)) == "ever":
			claim.Last = max(claim.Last, other.Last) // "fuller than ever"
			return claim, true
		case other.Kind == claims.Not && other.Last <= c.First && s.Tokens[other.First].Norm == "never":
			claim.First = other.First
			return claim, p.isBare(c)
		}
	}
	return claim, false
}

// isBare tells a comparison that ends with its word: "has never been higher".
func (p *Pass) isBare(c claims.Cue) bool {
	s := p.Sentence
	return c.Last >= len(s.Tokens) || p.clauseEnd(c.Last-1) == c.Last
}
