package claims

import "github.com/onrecord/onrecord/claims/lexicon"

// A slot of a claim that the words of a sentence fill.
const (
	measureSlot = iota
	memberSlot
	periodSlot
	slots
)

// barrier is what stands between an amount and a name that may belong to it. The weights say how much
// less likely they belong together across it: a comma parts members and periods more than measures, as
// one measure runs through "Education (162) and technology (142)".
type barrier struct {
	measure, member, period float32
}

// barriers by the word or mark that is one. They were set by hand and looked over on stories.
var barriers = map[string]barrier{
	";": {0.5, 1.0, 0.8},
	":": {0.3, 0.6, 0.6},
	"—": {0.3, 0.6, 0.6},
	"–": {0.3, 0.6, 0.6},
	",": {0.1, 0.25, 0.25},
}

// Weights of words that open another clause or another part of a list.
var (
	clauseBarrier     = barrier{0.25, 0.6, 0.6} // but, while, which, after
	listBarrier       = barrier{0.05, 0.25, 0.15}
	comparisonBarrier = barrier{0.05, 0.35, 0.9} // than, compared with, from
	tokenBarrier      = barrier{0.01, 0.015, 0.012}
)

var (
	clauseWords = lexicon.Words{Table: "clause-words"}
	listWords   = lexicon.Words{Table: "list-words"}
)

// Contrasts reports whether a word begins a clause that is set against the one before: "while", "but".
func Contrasts(norm string) bool { return contrastWords.Has(norm) }

var contrastWords = lexicon.Words{Table: "contrast-words"}

// measureReach sums the barriers from the left, so that the distance of two tokens is one subtraction.
// A closing bracket takes back what its opening one added: "the harbour (120) had" joins up again.
func (s *Sentence) measureReach() {
	n := len(s.Tokens)
	backing := make([]float32, slots*(n+1))
	for slot := range slots {
		s.reach[slot] = backing[slot*(n+1) : (slot+1)*(n+1) : (slot+1)*(n+1)]
	}
	s.inset = make([]int16, n+1)
	var sum barrier
	var open []barrier
	groups, group := int16(0), int16(0)
	relative := false // inside a clause like ", which leaves out energy, food and tobacco,"
	add := func(b barrier) { sum.measure += b.measure; sum.member += b.member; sum.period += b.period }
	enter := func() { open = append(open, sum); groups++; group = groups }
	leave := func() { sum = open[len(open)-1]; open = open[:len(open)-1]; group = 0 }
	for i, t := range s.Tokens {
		add(tokenBarrier)
		switch {
		case t.Norm == ")" && len(open) > 0:
			leave()
		case t.Norm == "(":
			enter()
		case t.Norm == "," && relative && len(open) > 0 && opened(s, i):
			leave()
			relative = false
		case t.Norm == "," && i+1 < n && (relativePronouns.Has(s.Tokens[i+1].Norm) || appositives.Has(s.Tokens[i+1].Norm) && i+2 < n && !s.Tokens[i+2].Upper && s.Tokens[i+2].Norm != "same") && !relative && closes(s, i):
			enter()
			relative = true
		case barriers[t.Norm] != barrier{}:
			if t.Norm != "," || !insideNumberList(s, i) {
				add(barriers[t.Norm])
			}
		case clauseWords.Has(t.Norm) && !(i+1 < n && openers.Has(t.Norm) && s.Tokens[i+1].Norm == "of") && (!relative || !relativePronouns.Has(t.Norm)):
			add(clauseBarrier)
		case listWords.Has(t.Norm):
			add(listBarrier)
		default:
			if c, ok := s.cueAt(i); ok && c.Kind == Base && c.First == i && s.introducesComparison(c) {
				add(comparisonBarrier)
			}
		}
		s.inset[i] = group
		s.reach[measureSlot][i], s.reach[memberSlot][i], s.reach[periodSlot][i] = sum.measure, sum.member, sum.period
	}
}

// appositives open a phrase set between commas that says again what stands before: "DeFi protocols, the programs that
// let people lend and trade without a bank, accounted for".
var appositives = lexicon.Words{Table: "appositives"}

var relativePronouns = lexicon.Words{Table: "relative-pronouns"}

// IsAside reports whether a token stands in a relative clause between commas that is over before another token: the May of "England,
// which had 400 in May, got 300".
func (s *Sentence) IsAside(token, before int) bool {
	start, end := s.ClauseStart(token), s.ClauseEnd(token)
	if end >= before || end >= len(s.Tokens) || s.Tokens[end].Norm != "," || end+1 < len(s.Tokens) && s.Tokens[end+1].Norm == "or" {
		return false // "which was 400, or four in five": it goes on
	}
	for _, t := range []int{start - 1, start} {
		if t > 0 && t <= token && relativePronouns.Has(s.Tokens[t].Norm) && s.Tokens[t-1].Norm == "," {
			return true
		}
	}
	return false
}

// closes reports whether the relative clause that begins at a comma ends at a later one, before a verb.
func closes(s *Sentence, comma int) bool {
	for i := comma + 2; i < len(s.Tokens); i++ {
		if s.Tokens[i].Norm == "," && opened(s, i) {
			return true
		}
	}
	return false
}

// opened reports whether a comma ends a clause set between commas: a word of change, of comparison or a verb
// follows, and no list goes on.
func opened(s *Sentence, comma int) bool {
	if comma+1 >= len(s.Tokens) {
		return false
	}
	c, ok := s.cueAt(comma + 1)
	return ok && (c.Kind == Up || c.Kind == Down || c.Kind == ShareOf || c.Kind == Flat || c.Kind == Slowed || c.Kind == RankVerb) || auxiliaries.Has(s.Tokens[comma+1].Norm)
}

var auxiliaries = lexicon.Words{Table: "auxiliaries"}

// insideNumberList tells the commas of "five, nine and 15".
func insideNumberList(s *Sentence, comma int) bool { return s.listComma[comma] }

// distance returns the weight of what stands between two tokens for a slot.
func (s *Sentence) distance(slot, a, b int) float32 {
	d := s.reach[slot][b] - s.reach[slot][a]
	if d < 0 {
		d = -d
	}
	if s.inset[a] != s.inset[b] {
		d += insetBarriers[slot]
	}
	return d
}

// IsApart reports whether one of two tokens stands inside brackets, in a clause set between commas or in a relative clause, and
// the other does not.
func (s *Sentence) IsApart(a, b int) bool {
	start := s.ClauseStart(a)
	return s.inset[a] != s.inset[b] || start > 0 && start != s.ClauseStart(b) && relativePronouns.Has(s.Tokens[start-1].Norm)
}

// insetBarriers is what parts the words inside brackets, or inside a clause set between commas, from those outside.
var insetBarriers = [slots]float32{measureSlot: 0.1, memberSlot: 0.2, periodSlot: 0.25}

// introducesComparison tells "than in 2023" and "from 412" from "people from the north".
func (s *Sentence) introducesComparison(c Cue) bool {
	if s.Stems[c.First] != "from" && s.Stems[c.First] != "against" {
		return true
	}
	for _, a := range s.Amounts {
		if first := min(a.First, a.Hedge); first >= c.Last && first <= c.Last+2 {
			return true
		}
	}
	for _, p := range s.Periods {
		if p.First >= c.Last && p.First <= c.Last+1 {
			return true
		}
	}
	return false
}
