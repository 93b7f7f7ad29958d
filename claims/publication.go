package claims

import "github.com/onrecord/onrecord/claims/lexicon"

var publicationWords = lexicon.Words{Table: "publication-words"}

// PublicationBefore returns "published" when the words right before a period say that something came out
// then ("figures released by police on Tuesday"), "said" when somebody spoke then, else "".
func (s *Sentence) PublicationBefore(m *PeriodMention) string {
	const reach = 7
	for i := m.First - 1; i >= max(m.First-reach, 0); i-- {
		t := s.Tokens[i]
		if t.Kind == Punct && t.Norm != "-" && t.Norm != "'s" || t.Kind == Number || s.isDated(i) || clauseWords.Has(t.Norm) {
			return ""
		}
		if told := publicationWords.Meaning(t.Norm); told != "" {
			return told
		}
	}
	return ""
}
