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
