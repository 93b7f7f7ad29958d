package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/period"
)

// Order is what a superlative ranks by.
type Order uint8

// The orders.
const (
	ByLevel  Order = iota // "largest": by the figures themselves
	ByChange              // "fastest": by how they moved
	ByEither              // "worst": by level or change, from the end that the sense gives
)

var (
	superlatives = lexicon.Words{Table: "superlatives"}
	periodNouns  = lexicon.Words{Table: "period-nouns", Key: Stem}
)

// Superlative returns what the extreme cue ranks by; ok is false when its words name a high or a peak
// of a series rather than a place in a ranking.
func (s *Sentence) Superlative(c Cue) (by Order, ok bool) {
	for i := c.First; i < c.Last; i++ {
		norm := s.Tokens[i].Norm
		switch superlatives.Meaning(norm) {
		case "level":
			return ByLevel, true
		case "change":
			return ByChange, true
		case "either":
			return ByEither, true
		}
		if strings.HasSuffix(norm, "est") || norm == "most" || norm == "least" || norm == "leading" || norm == "one" {
			return ByLevel, true
		}
	}
	return ByLevel, false
}

// PeriodNoun returns the unit of the noun of a period at the token, period.None for one that leaves the
// unit open.
func (s *Sentence) PeriodNoun(token int) (period.Grain, bool) {
	if token < 0 || token >= len(s.Tokens) {
		return period.None, false
	}
	unit := periodNouns.Meaning(s.Stems[token])
	return dateUnits[unit], unit != ""
}

// IsPreposition reports whether the word ties a period or a member to what stands before it.
func IsPreposition(norm string) bool { return bindsBehind.Has(norm) }

// IsAuxiliary reports whether a word is a form of "be", "have" or the like.
func IsAuxiliary(norm string) bool { return auxiliaries.Has(norm) }

// IsDated reports whether a token belongs to a period.
func (s *Sentence) IsDated(token int) bool { return s.isDated(token) }

// NamesRest reports whether a label names what is left over when the others are named: "other countries",
// "rest of the world".
func NamesRest(label string) bool {
	word, _, _ := strings.Cut(strings.ToLower(label), " ")
	return restWords.Has(word)
}

// IsRankNoun reports whether a word names a place in an order: "rank", "position".
func IsRankNoun(word string) bool { return rankNouns.Has(word) }

var (
	restWords = lexicon.Words{Table: "rest-words"}
	rankNouns = lexicon.Words{Table: "rank-nouns"}
)

var lightWords = lexicon.Words{Table: "light-words", Key: Stem}

// SaysLittle reports whether a stem is of a word that adds nothing to the things that a sentence names.
func SaysLittle(stem string) bool { return lightWords.Has(stem) }
