package claims

var signedNouns = stemSet("signed-nouns")

// HasSigned reports whether the sentence names a quantity that can be negative, as a profit.
func (s *Sentence) HasSigned() bool {
	for _, stem := range s.Stems {
		if signedNouns[stem] {
			return true
		}
	}
	return false
}

var adjustmentWords = stemSet("adjustment-words")

// IsAdjusted reports whether the sentence speaks of figures after an adjustment, as for inflation, which raw
// figures beside them don't have.
func (s *Sentence) IsAdjusted() bool {
	for _, stem := range s.Stems {
		if adjustmentWords[stem] {
			return true
		}
	}
	return false
}
