package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
)

// unlessSupposed takes a verdict back where the clause tells what is supposed and not what is on record: "If Northport had 400
// burglaries", "Had burglaries fallen". Whoever supposes a figure or a fall that is on record is not wrong, but does not claim it.
func (p *Pass) unlessSupposed(c Claim, v Verdict) Verdict {
	if v.Label != Refuted || !p.inSupposition(c.First) {
		return v
	}
	v.Label, v.Severity, v.Suggestion = NotEnoughInfo, Note, nil
	v.Message = "closest on record: " + v.Message + "; the clause speaks of what is supposed"
	return v
}

var suppositions = lexicon.Words{Table: "suppositions"}

// inSupposition reports whether the clause of a token opens with a word of supposing.
func (p *Pass) inSupposition(token int) bool {
	s := p.Sentence
	start := s.ClauseStart(token)
	for _, t := range []int{start - 1, start} {
		if t < 0 || t > token {
			continue
		}
		switch suppositions.Meaning(s.Tokens[t].Norm) {
		case "supposed":
			return true
		case "inverted":
			if t == 0 && s.Tokens[t].Upper && !strings.HasSuffix(strings.TrimSpace(s.Words(len(s.Tokens)-1, len(s.Tokens))), "?") {
				return true
			}
		}
	}
	return false
}

// strangerBefore returns the name of a place as the subject of a clause that the facts do not know: "Southport had 398 burglaries".
// As the first word of a sentence has a capital anyway, it must sound like a place.
func (p *Pass) strangerBefore(c Claim) string {
	s := p.Sentence
	start := s.ClauseStart(c.First)
	for start < c.First && (s.Tokens[start].Kind != claims.Word || claims.JoinsClauses(s.Tokens[start].Norm)) {
		start++
	}
	end := start
	for end < c.First && s.Tokens[end].Kind == claims.Word && s.Tokens[end].Upper && !s.IsNamed(end) {
		end++
	}
	if end == start || end+1 > c.First || s.IsDateline(start) || p.isPeriod(start, end) || !claims.SoundsLikePlace(s.Tokens[end-1].Norm) || s.Tokens[end].Kind != claims.Word || s.Tokens[end].Upper {
		return ""
	}
	return s.Words(start, end)
}
