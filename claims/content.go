package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/draft"
)

var contentStops = lexicon.Words{Table: "noun-stops"}

// Content returns the stems of the words in tokens [first, last) that say what a sentence is about: no
// figures, dates, cues, prepositions or words that join clauses.
func (s *Sentence) Content(first, last int) (stems []string) {
	for i := first; i < last; i++ {
		t := s.Tokens[i]
		if t.Kind != Word || len(t.Norm) < 4 || s.isDated(i) || contentStops.Has(t.Norm) || clauseWords.Has(t.Norm) ||
			tenseOf(t.Norm) != Untold || strings.HasSuffix(t.Norm, "ly") {
			continue
		}
		if c, ok := s.cueAt(i); ok && c.Kind != NoCue {
			continue
		}
		if s.inAmount(i) {
			continue
		}
		stems = append(stems, s.Stems[i])
	}
	return stems
}

func (s *Sentence) inAmount(token int) bool {
	for i := range s.Amounts {
		if a := &s.Amounts[i]; min(a.First, a.Hedge) <= token && token < max(a.Last, a.HedgeEnd) {
			return true
		}
	}
	return false
}

// IsHeadline reports whether the sentence is the title of the article: the one of its front matter or page,
// a heading of the first level, or a heading that the text begins with.
func (s *Sentence) IsHeadline() bool {
	return s.Block.Kind == draft.Title || s.Block.Kind == draft.Heading && (s.Block.Level == 1 || s.Place == 0)
}

// CellNames returns the sentences that name a cell of a table: its row's first cell and its column's
// header. Both are empty outside of tables.
func (s *Sentence) CellNames() (label, header []*Sentence) {
	if s.row == nil {
		return nil, nil
	}
	return s.row.label, s.row.header
}
