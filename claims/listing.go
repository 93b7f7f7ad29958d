package claims

var sentenceSigns = wordSet("sentence-signs")

// Listing is a count that a sentence announces, and the items that follow its colon.
type Listing struct {
	Amount int
	End    int // token behind the last item
	// Fewest and Most bound the number of items: "and" may part two items or belong to one. Likely is the
	// number if only the last "and" parts items.
	Fewest, Most, Likely int
}

// maxItem is how many tokens an item of a list has at most: longer ones are sentences.
const maxItem = 8

// Listings returns the counts of the sentence that announce a list of names after a colon: "four aims:
// water, paths and birds". Lists of figures and of sentences are left out, and examples.
func (s *Sentence) Listings() (found []Listing) {
	for i := range s.Amounts {
		a := &s.Amounts[i]
		if a.Noise != 0 || a.Kind != Cardinal || a.Noun[1] == a.Noun[0] || a.Hedge < a.First || a.IsRange || !a.Value.IsInt() {
			continue
		}
		if a.Noun[1] < len(s.Tokens) && s.Tokens[a.Noun[1]].Norm == ":" {
			if l, ok := s.listing(i, a.Noun[1]+1); ok {
				found = append(found, l)
			}
		}
	}
	return found
}

func (s *Sentence) listing(amount, first int) (l Listing, ok bool) {
	commas, semicolons, ands, length := 0, 0, 0, 0
	l.Amount, l.End = amount, len(s.Tokens)
	for i := first; i < len(s.Tokens); i++ {
		norm := s.Tokens[i].Norm
		length++
		switch norm {
		case ".":
			if i+1 < len(s.Tokens) {
				return l, false
			}
			l.End = i
			continue
		case ",":
			commas++
			length = 0
		case ";":
			semicolons++
			length = 0
		case "and", "or", "&":
			if i > first && s.Tokens[i-1].Norm != "," && s.Tokens[i-1].Norm != ";" {
				ands++
			}
		case ":", "(", "—", "–", "?", "!", "\"", "…", "...":
			return l, false
		}
		if length > maxItem || sentenceSigns[norm] || s.isDated(i) || s.Tokens[i].Kind == Number || s.inAmount(i) {
			return l, false
		}
	}
	parts := commas
	if semicolons > 0 {
		parts, ands = semicolons, 0
	}
	l.Fewest, l.Most, l.Likely = parts+1, parts+1+ands, parts+1+min(ands, 1)
	return l, parts+ands > 0
}
