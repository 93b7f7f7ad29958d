package claims

import (
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

var sentenceSigns = lexicon.Words{Table: "sentence-signs"}

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
		if a.Noise != 0 || a.Kind != Cardinal || a.Hedge < a.First && s.HasCue(a.Hedge, a.First, Not) || a.IsRange || !a.Value.IsInt() {
			continue
		}
		if a.Noun[1] > a.Noun[0] && a.Hedge >= a.First && a.Noun[1] < len(s.Tokens) && s.Tokens[a.Noun[1]].Norm == ":" {
			if l, ok := s.listing(i, a.Noun[1]+1); ok {
				found = append(found, l)
				continue
			}
		}
		if l, ok := s.listingOfMembers(i); ok {
			found = append(found, l)
		}
	}
	return found
}

// listingOfMembers reads the members that a sentence lists for a count, where a few words or a comma stand between: "only two
// grew: Brent and Coyle", "four towns, Aldmoor, Brent, Coyle and Dunby, spent more", "three towns (Aldmoor, …)".
func (s *Sentence) listingOfMembers(amount int) (l Listing, ok bool) {
	a := &s.Amounts[amount]
	if a.Hedge < a.First || howOften.Has(s.Tokens[a.First].Norm) || a.First > 0 && notCounting.Has(s.Tokens[a.First-1].Norm) || a.Unit.Name != "" || s.namesMeasure(a.Noun[0], a.Noun[1]) {
		return l, false
	}
	behind := max(a.Last, a.Noun[1])
	for t := behind; t < len(s.Tokens); t++ {
		norm := s.Tokens[t].Norm
		switch {
		case norm == ":" || t == behind && a.Noun[1] > a.Noun[0] && a.Form == quantity.Words && (norm == "," || norm == "(" || norm == "—" || norm == "–"):
			n, end := s.membersListed(t + 1)
			if n < 2 || end < len(s.Tokens) && !closesList(norm, s.Tokens[end].Norm) {
				return l, false
			}
			return Listing{Amount: amount, End: end, Fewest: n, Most: n, Likely: n}, true
		case t > behind+maxItem || clauseSigns.Has(norm) || s.inAmount(t) && s.countsBeside(amount, t):
			return l, false
		}
	}
	return l, false
}

// countsBeside reports whether another amount than one stands at a token and could be what a list is of.
func (s *Sentence) countsBeside(amount, token int) bool {
	for i := range s.Amounts {
		if a := &s.Amounts[i]; i != amount && a.First <= token && token < a.Last {
			return a.Kind == Cardinal && a.Noise == 0 && !howOften.Has(s.Tokens[a.First].Norm) && a.Value.Cmp(quantity.Int(50)) <= 0
		}
	}
	return false
}

// membersListed counts the members of one dimension that a list has which begins at a token and holds nothing else. It
// returns the token behind.
func (s *Sentence) membersListed(first int) (n, end int) {
	var dimension *facts.Dimension
	seen := map[*facts.Member]bool{}
	for t := first; ; {
		if t < len(s.Tokens) && s.Tokens[t].Norm == "the" {
			t++
		}
		m, last := s.memberAt(t, dimension)
		if m == nil || seen[m] {
			return 0, t
		}
		seen[m] = true
		dimension = m.Dimension
		n, t = n+1, last
		next := t
		for next < len(s.Tokens) && joinsItems.Has(s.Tokens[next].Norm) {
			next++
		}
		at := next
		if at < len(s.Tokens) && s.Tokens[at].Norm == "the" {
			at++
		}
		if m, _ := s.memberAt(at, dimension); next == t || m == nil {
			if next > t+1 || next > t && s.Tokens[t].Norm != "," {
				return 0, t // "Brent, Coyle and others"
			}
			return n, t
		}
		t = next
	}
}

// memberAt returns the member whose name begins at a token, one of the dimension if any, and the token behind it.
func (s *Sentence) memberAt(token int, d *facts.Dimension) (*facts.Member, int) {
	for _, n := range s.Names {
		if n.First != token {
			continue
		}
		for _, r := range n.Refs {
			if m := r.Member; m != nil && m != m.Dimension.Total && (d == nil || m.Dimension == d) && r.Loose < HalfName {
				return m, n.Last
			}
		}
	}
	return nil, token
}

// namesMeasure reports whether tokens [first, last) are a name of a measure, so that they are counted in it.
func (s *Sentence) namesMeasure(first, last int) bool {
	for _, n := range s.Names {
		if n.First < first || n.Last > last {
			continue
		}
		for _, r := range n.Refs {
			if r.Measure != nil {
				return true
			}
		}
	}
	return false
}

// closesList reports whether a token may follow a list that another opened.
func closesList(opened, norm string) bool {
	switch opened {
	case "(":
		return norm == ")"
	case ",":
		return norm == "," || norm == "."
	case ":":
		return norm == "." || norm == ";"
	}
	return norm == opened || norm == "."
}

var (
	notCounting = lexicon.Words{Table: "not-counting"}
	howOften    = lexicon.Words{Table: "adverb-numbers"}
	joinsItems  = lexicon.Words{Table: "joins-items"}
	clauseSigns = lexicon.Words{Table: "clause-signs"}
)

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
		if length > maxItem || sentenceSigns.Has(norm) || s.isDated(i) || s.Tokens[i].Kind == Number || s.inAmount(i) {
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
