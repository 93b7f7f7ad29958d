package rules

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
)

// An aside ends, and with it what it names: behind "England, which had 400 in May, got 300" May is over, and behind "twice as much as
// Brent, where it rained" the sentence goes on about its subject.

// fromAside tells what a reading of a figure takes from an aside that is over, or from what another figure is compared with, although the
// sentence names another such thing for its subject; "" for nothing.
func (p *Pass) fromAside(c Claim, r claims.Reading) string {
	s := p.Sentence
	if r.Dated != nil && r.PeriodFrom == claims.Named && r.Dated.First < c.First && p.Sentence.IsAside(r.Dated.First, c.First) && slices.ContainsFunc(s.Periods, func(m claims.PeriodMention) bool { return m.First == r.Dated.First }) {
		return s.Words(r.Dated.First, r.Dated.Last)
	}
	for _, m := range r.Slice.Members {
		if m == nil {
			continue
		}
		if name := p.onlyAside(c, m); name != "" {
			return name
		}
	}
	return ""
}

// onlyAside returns the name of a member where all names of it before a claim stand in asides or in phrases of comparison, and another
// member of the dimension is named outside of them.
func (p *Pass) onlyAside(c Claim, m *facts.Member) string {
	s := p.Sentence
	aside, subject := "", false
	for _, n := range s.Names {
		if n.First >= c.First {
			break
		}
		is := slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Member == m })
		other := !is && slices.ContainsFunc(n.Refs, func(r claims.Ref) bool { return r.Member != nil && r.Member.Dimension == m.Dimension })
		if !is && !other {
			continue
		}
		out := !p.Sentence.IsAside(n.First, c.First) && !slices.ContainsFunc(s.Uses, func(u claims.Use) bool {
			return u.Phrase[0] <= n.First && n.First < u.Phrase[1] && u.Phrase[1] <= c.First
		})
		switch {
		case is && out:
			return ""
		case is:
			aside = s.Words(n.First, n.Last)
		case out:
			subject = true
		}
	}
	if !subject {
		return ""
	}
	return aside
}

// isBeforeThat reports whether the clause of a token tells of a time before the one that the text speaks of, "where it had finished on ten".
func (p *Pass) isBeforeThat(token int) bool {
	s := p.Sentence
	for t := s.ClauseStart(token); t+1 < token; t++ {
		if pastPerfects.Meaning(s.Tokens[t].Norm) != "" && (strings.HasSuffix(s.Tokens[t+1].Norm, "ed") || s.Tokens[t+1].Norm == "been") {
			return true
		}
	}
	return false
}

var pastPerfects = lexicon.Words{Table: "past-perfects"}
