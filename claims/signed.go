package claims

import "github.com/onrecord/onrecord/claims/lexicon"

var signedNouns = lexicon.Words{Table: "signed-nouns", Key: Stem}

// HasSigned reports whether the sentence names a quantity that can be negative, as a profit.
func (s *Sentence) HasSigned() bool {
	for _, stem := range s.Stems {
		if signedNouns.Has(stem) {
			return true
		}
	}
	return false
}

var adjustmentWords = lexicon.Words{Table: "adjustment-words", Key: Stem}

// IsAdjusted reports whether the sentence speaks of figures after an adjustment, as for inflation, which raw
// figures beside them don't have.
func (s *Sentence) IsAdjusted() bool {
	for _, stem := range s.Stems {
		if adjustmentWords.Has(stem) {
			return true
		}
	}
	return false
}
