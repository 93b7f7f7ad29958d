package claims

import (
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
)

// Role is what an amount does in its clause.
type Role uint8

// The roles.
const (
	NoRole    Role = iota // not a quantity claim: noise, or what no rule reads
	Level                 // the value of a measure: "saw 388 burglaries"
	LevelFrom             // the value that is compared with: "from 412", "than the 40 of the year before"
	LevelTo               // the value after a change: "rose to 388"
	Change                // the size of a change or a difference: "fell 9 per cent", "44 fewer than"
	Factor                // a ratio: "doubled", "four times as many as"
	Share                 // a part of a whole: "46 per cent of", "two in five"
	Rank                  // a place in an order: "third", "second-largest"
	Streak                // a length of a run: "the fifth year running"
	CountOf               // how many periods or members satisfy something: "six of nine districts"
	SumLevel              // a sum over what is named: "2,482 between them"
	MeanLevel             // an average: "averaged 37,300"
	RateLevel             // a quotient: "25 a week", "2.3 million for each breach"
)

var roleNames = [...]string{"none", "level", "base level", "new level", "change", "multiple", "share", "rank", "streak", "count", "sum", "average", "rate"}

// String returns the role's name, for explanations.
func (r Role) String() string { return roleNames[r] }

// Use is what an amount does in its sentence, and the words that tell so.
type Use struct {
	Role Role
	Sign int  // of a Change: +1 a rise or more than, -1 a fall or fewer than, 0 not said
	Cue  Cue  // the word that gave the role; Kind NoCue when none did
	Weak bool // the words leave another role open
	Over bool // of a Change: by the words between members or against a named level, not over time
	With int  // the amount that it goes with: the other end of from–to, the m of "n of m", the part of a share; -1 none
	// Phrase holds the tokens from the base cue to the end of what is compared with, or of what a share
	// is of; empty when the words name none.
	Phrase [2]int
}

// uses tells what each amount of the sentence does.
func uses(s *Sentence) []Use {
	uses := make([]Use, len(s.Amounts))
	for i := range s.Amounts {
		uses[i] = Use{With: -1}
	}
	for i := range s.Amounts {
		if s.Amounts[i].Noise == 0 && uses[i].Role == NoRole {
			s.part(uses, i)
		}
	}
	for i := 1; i < len(uses); i++ {
		// "19p or 2.4% less than in 2023": the words that compare are said of both
		if uses[i].Role == Change && uses[i].Phrase != [2]int{} && uses[i-1].Role == Level && uses[i-1].Cue.Kind == NoCue && s.Amounts[i-1].Noise == NoNoise && s.restates(i) {
			uses[i-1], uses[i-1].With = uses[i], -1
		}
	}
	s.shareComparison(uses)
	for _, list := range s.amountLists() {
		s.shareRole(uses, list)
	}
	s.moves(uses)
	return uses
}

// shareRole gives the amounts of a list that no word of their own tells about the role of the first: "up 23 and 24
// respectively".
func (s *Sentence) shareRole(uses []Use, list []int) {
	first := uses[list[0]]
	if first.Role != Change && first.Role != LevelTo || first.Phrase != [2]int{} || first.With >= 0 {
		return
	}
	for _, i := range list[1:] {
		if use := &uses[i]; use.Role == Level && use.Cue.Kind == NoCue && s.Amounts[i].Kind == s.Amounts[list[0]].Kind {
			use.Role, use.Sign, use.Cue = first.Role, first.Sign, first.Cue
		}
	}
}

// before returns the token before the amount and its hedge, fillers passed over; -1 at the beginning.
func (s *Sentence) before(i int) int {
	return s.skipBack(min(s.Amounts[i].First, s.Amounts[i].Hedge) - 1)
}

func (s *Sentence) skipBack(token int) int {
	for token >= 0 && fillers.Has(s.Tokens[token].Norm) {
		token--
	}
	for token >= 0 && modifies(s.Tokens[token].Norm) {
		token--
	}
	for token >= 0 && fillers.Has(s.Tokens[token].Norm) {
		token--
	}
	return token
}

var fillers = lexicon.Words{Table: "fillers"}

// IsFiller reports whether a word adds nothing between a verb and its amount.
func IsFiller(norm string) bool { return fillers.Has(norm) }

// modifies tells the adverbs that may stand between a cue and its amount.
func modifies(norm string) bool {
	return len(norm) > 4 && strings.HasSuffix(norm, "ly") || adverbs.Has(norm)
}

var adverbs = lexicon.Words{Table: "adverbs"}

// directionBefore returns the cue of change that governs the token from the left, in its clause.
func (s *Sentence) directionBefore(token int, kinds ...CueKind) (Cue, bool) {
	start := s.ClauseStart(token)
	for i := len(s.Cues) - 1; i >= 0; i-- {
		c := s.Cues[i]
		if c.Last > token || c.First < start {
			continue
		}
		for _, k := range kinds {
			if c.Kind == k {
				return c, true
			}
		}
	}
	return Cue{}, false
}

// restates reports whether an amount says again in another unit what the amount before it says: "35,264, or
// nearly 8%", "24 (5.8%)".
func (s *Sentence) restates(i int) bool {
	a, b := &s.Amounts[i-1], &s.Amounts[i]
	isShare := func(m *AmountMention) bool { return m.Kind == Percent || m.Kind == Fraction || m.Kind == Points }
	if isShare(a) == isShare(b) {
		return false
	}
	first := min(b.First, b.Hedge)
	from := max(a.Last, a.Noun[1])
	if first <= from || first > from+2 {
		return false
	}
	last := s.Tokens[first-1].Norm
	return last == "or" || last == "("
}

// crossings are the words of a level that a change passes.
var crossings = lexicon.Words{Table: "crossings"}

// lastCue returns the last cue of one of the kinds that ends before a token, clause or no clause.
func (s *Sentence) lastCue(token int, kinds ...CueKind) (Cue, bool) {
	for i := len(s.Cues) - 1; i >= 0; i-- {
		if c := s.Cues[i]; c.Last <= token && slices.Contains(kinds, c.Kind) {
			return c, true
		}
	}
	return Cue{}, false
}

func (s *Sentence) part(uses []Use, i int) {
	a := &s.Amounts[i]
	p := &uses[i]
	p.Role = Level
	if a.Kind == Ordinal {
		s.ordinalPart(p, i)
		return
	}
	if c, ok := s.cueStartingAt(a.Last); ok && c.Kind == InARow && a.Kind == Cardinal {
		p.Role, p.Cue = Streak, c // "dropped twice in a row"
		return
	}
	if a.Kind == Multiple {
		s.multiplePart(uses, p, i)
		return
	}
	if i > 0 && uses[i-1].Role == Change && s.restates(i) {
		// "an increase of 35,264, or nearly 8%"
		*p = uses[i-1]
		p.With = -1
		return
	}
	if i > 1 && uses[i-1].Role == LevelTo && uses[i-2].Role == Change && a.Kind == s.Amounts[i-2].Kind && s.restates(i) {
		// "rose 6 per cent to £728, or 2.9 per cent after inflation"
		*p = uses[i-2]
		p.With = -1
		return
	}
	if a.Kind == Percent || a.Kind == Fraction {
		if j := s.restatedShare(uses, i); j >= 0 {
			*p = uses[j]
			return
		}
		if j := s.statedPart(i); j >= 0 && (j > i || uses[j].Role == Level || uses[j].Role == LevelTo) {
			p.Role, p.With, p.Phrase = Share, j, s.whole(a.Last)
			return
		}
	}
	left := s.before(i)
	lc, hasLeft := s.cueAt(left)
	right := a.Last
	if right < len(s.Tokens) && s.Tokens[right].Norm == "-" {
		right++
	}
	afterNoun := right
	if a.Noun[1] > right {
		afterNoun = a.Noun[1]
	}
	share := a.Kind == Percent || a.Kind == Fraction || a.Kind == Points

	// "A more than …", "A fewer", "20 points ahead of", "a quarter below that year's 45,774"
	if c, ok := s.comparatorAt(right, afterNoun); ok && (right >= len(s.Tokens) || s.Tokens[right].Norm != "of") {
		moved := c.Last < len(s.Tokens) && s.Tokens[c.Last].Norm == "on" && s.comparedWith(c.Last) != [2]int{} // "14 up on March"
		if c.Kind == Above || c.Kind == Below || share || a.Kind == Money || moved || s.isHyphenated(a.Last) {
			p.Role, p.Sign, p.Cue = Change, c.Sign(), c
			p.Over = c.Kind == Above || c.Kind == Below
			p.Phrase = s.comparedWith(c.Last)
			s.takeBase(uses, p, i)
			return
		}
	}
	if hasLeft {
		switch lc.Kind {
		case ByAmount:
			if c, ok := s.directionBefore(left, Up, Down, Above, Below); ok {
				p.Role, p.Sign, p.Cue = Change, c.Sign(), c
				p.Over = c.Kind == Above || c.Kind == Below
				p.Phrase = s.comparedWith(afterNoun)
				s.takeBase(uses, p, i)
				return
			}
			if c, ok := s.lastCue(left, Above, Below); ok && left > 0 && s.Tokens[left-1].Norm == "," && s.ClauseStart(left-1) <= c.First {
				if d, ok := s.directionBefore(c.First, Up, Down); ok { // "rose less than the rest, by 0.8 percent"
					p.Role, p.Sign, p.Cue = Change, d.Sign(), d
					return
				}
				p.Role, p.Sign, p.Cue, p.Over = Change, c.Sign(), c, true // "it did beat the castle, by 18,044"
				p.Phrase = [2]int{c.Last, left - 1}
				return
			}
			if c, ok := s.directionBefore(left, Gap, Slowed); ok {
				p.Role, p.Cue, p.Phrase = Change, c, s.comparedWith(afterNoun)
				return
			}
			if c, ok := s.lastCue(left, Up, Down); ok && (share || i > 0 && uses[i-1].Role == Change) {
				// "the American figure rose by four-fifths, and the French one by a quarter"
				p.Role, p.Sign, p.Cue, p.Phrase = Change, c.Sign(), c, s.comparedWith(afterNoun)
				return
			}
		case Up, Down:
			if a.Hedge < a.First && crossings.Has(s.Tokens[a.Hedge].Norm) {
				p.Role, p.Sign, p.Cue = LevelTo, lc.Sign(), lc // "sank below 2 percent"
				return
			}
			p.Role, p.Sign, p.Cue = Change, lc.Sign(), lc
			if j, ok := s.countedOf(i); ok && a.Kind == Cardinal && s.Tokens[a.Last].Norm == "of" {
				uses[j].Role, uses[j].Cue, uses[j].With = LevelFrom, lc, i // "lost 31 of its 65 seats"
				p.With = j
				return
			}
			p.Phrase = s.comparedWith(afterNoun)
			s.takeBase(uses, p, i)
			return
		case Above, Below:
			// "fell short of 400", "above 400": a bound, when the reader of amounts did not take it as a hedge
			p.Cue, p.Weak = lc, true
			return
		case ToLevel:
			if c, ok := s.directionBefore(left, Up, Down, Slowed, Flat, RankVerb); ok {
				p.Role, p.Sign, p.Cue = LevelTo, c.Sign(), c
				return
			}
			if s.endsMultiple(uses, lc.First, i) {
				p.Role, p.Cue = LevelTo, lc
				return
			}
			if j := i - 1; j >= 0 && uses[j].Role == LevelFrom && s.Amounts[j].Last >= left-2 {
				p.Role, p.With = LevelTo, j
				uses[j].With = i
				return
			}
			if j := i - 1; j >= 0 && s.Amounts[j].Last >= left-1 && uses[j].Role == Level {
				// "more silvers, 44 to 27": the other's figure
				p.Role = NoRole
				return
			}
		case Base:
			if s.Stems[lc.First] == "from" {
				_, moving := s.directionBefore(left, Up, Down, Slowed, ToLevel)
				if !moving && s.Stems[min(a.Last, len(s.Tokens)-1)] != "to" {
					break
				}
			}
			p.Role, p.Cue = LevelFrom, lc
			return
		case Gap:
			p.Role, p.Cue, p.Over = Change, lc, true
			p.Phrase = s.comparedWith(afterNoun)
			return
		case Average, Median:
			p.Role, p.Cue = MeanLevel, lc
			return
		case ShareOf:
			if share {
				p.Role, p.Cue, p.Phrase = Share, lc, s.whole(afterNoun)
				return
			}
		case Sum:
			p.Role, p.Cue, p.Weak = SumLevel, lc, true
			return
		}
	}
	if a.Kind == Fraction && i > 0 && left >= 0 && s.Tokens[left].Norm == "and" && s.Amounts[i-1].Kind == Fraction && uses[i-1].Role == Change && (uses[i-1].Cue.Kind == Up || uses[i-1].Cue.Kind == Down) {
		p.Role, p.Sign, p.Cue = Change, uses[i-1].Sign, uses[i-1].Cue // "lost half its seats and a third of its vote"
		return
	}
	if c, ok := s.toldBefore(left); ok {
		p.Role, p.Sign, p.Cue, p.Phrase = Change, c.Sign(), c, s.comparedWith(afterNoun)
		return
	}
	if left >= 0 && s.Tokens[left].Norm == "of" {
		if c, ok := s.cueEndingAt(s.skipBack(left - 1)); ok {
			switch c.Kind {
			case Up, Down, Gap:
				p.Role, p.Sign, p.Cue, p.Over = Change, c.Sign(), c, c.Kind == Gap
				p.Phrase = s.comparedWith(afterNoun)
				s.takeBase(uses, p, i)
				return
			case Average, Median:
				p.Role, p.Cue = MeanLevel, c
				return
			case ShareOf:
				if share {
					p.Role, p.Cue, p.Phrase = Share, c, s.whole(afterNoun)
					return
				}
			case Sum:
				p.Role, p.Cue, p.Weak = SumLevel, c, true
				return
			case Negative: // "from 223 to 212, a loss of 11"
				j := i - 1
				for j > 0 && s.Amounts[j].Noise != 0 {
					j--
				}
				if j >= 0 && uses[j].Role == LevelTo && slices.ContainsFunc(uses[:j], func(u Use) bool { return u.Role == LevelFrom }) && c.First > 1 && s.Tokens[c.First-2].Norm == "," {
					p.Role, p.Sign, p.Cue = Change, -1, c
					return
				}
			}
		}
	}
	if a.Kind == Fraction && a.Last+1 < len(s.Tokens) && openers.Has(s.Tokens[a.Last].Norm) && s.Tokens[a.Last+1].Norm == "of" {
		p.Role, p.Phrase = Share, [2]int{a.Last, s.phraseStop(a.Last, s.ClauseEnd(a.Last))} // "half that of the coast"
		return
	}
	if share && a.Last < len(s.Tokens) && s.Tokens[a.Last].Norm == "of" {
		p.Role, p.Phrase = Share, [2]int{a.Last + 1, s.ClauseEnd(a.Last)}
		if c, ok := s.directionBefore(a.First, ShareOf); ok {
			p.Cue = c
		}
		return
	}
	if a.Kind == Cardinal {
		if j, ok := s.countedOf(i); ok {
			p.Role, p.With = CountOf, j
			p.Phrase = [2]int{a.Last, s.ClauseEnd(s.Amounts[j].Last - 1)}
			uses[j].Role, uses[j].With = NoRole, i
			return
		}
		if c, ok := s.FindCue(a.Last, min(a.Last+3, len(s.Tokens)), InARow); ok {
			p.Role, p.Cue = Streak, c
			return
		}
	}
	if c, ok := s.FindCue(a.Last, min(afterNoun+2, len(s.Tokens)), Rate); ok {
		p.Role, p.Cue, p.Weak = RateLevel, c, true
		p.Phrase = [2]int{c.First, s.ClauseEnd(c.First)}
		return
	}
	if c, ok := s.FindCue(a.Last, min(afterNoun+3, len(s.Tokens)), Sum); ok {
		p.Role, p.Cue, p.Weak = SumLevel, c, true
		return
	}
	if c, ok := s.directionBefore(a.First, Average, Median); ok {
		p.Role, p.Cue, p.Weak = MeanLevel, c, true
		return
	}
	if c, ok := s.directionBefore(a.First, Sum); ok {
		p.Role, p.Cue, p.Weak = SumLevel, c, true
		return
	}
	if share {
		p.Weak = true
		if c, ok := s.directionBefore(a.First, ShareOf); ok {
			p.Role, p.Cue, p.Phrase = Share, c, s.whole(afterNoun)
			return
		}
		if a.Kind == Fraction {
			p.Role, p.Phrase = Share, s.whole(afterNoun)
		}
	}
}

// comparatorAt returns the cue of comparison or change that follows an amount or the noun it counts, also behind what says it
// again between marks: "12.5 million, or 7.4 per cent, short of".
func (s *Sentence) comparatorAt(right, afterNoun int) (Cue, bool) {
	for _, token := range []int{right, afterNoun, s.pastInset(afterNoun)} {
		for token < len(s.Tokens) && (modifies(s.Tokens[token].Norm) || s.Tokens[token].Norm == "-") {
			token++
		}
		if c, ok := s.cueStartingAt(token); ok {
			switch c.Kind {
			case Above, Below, Up, Down:
				return c, true
			}
		}
		// "7,379 more people landed": the comparator may stand inside the noun phrase
	}
	for token := right; token < afterNoun; token++ {
		if c, ok := s.cueStartingAt(token); ok && (c.Kind == Above || c.Kind == Below || c.Kind == Up || c.Kind == Down) {
			return c, true
		}
	}
	return Cue{}, false
}

func (s *Sentence) isHyphenated(last int) bool {
	return last < len(s.Tokens) && s.Tokens[last].Norm == "-" || last > 0 && last < len(s.Tokens) && s.Tokens[last-1].Norm == "-"
}

func (s *Sentence) cueStartingAt(token int) (Cue, bool) {
	c, ok := s.cueAt(token)
	return c, ok && c.First == token
}

func (s *Sentence) cueEndingAt(token int) (Cue, bool) {
	c, ok := s.cueAt(token)
	return c, ok && c.Last == token+1
}

// countedOf returns the amount m of "n of the m", "n in m districts".
func (s *Sentence) countedOf(i int) (int, bool) {
	a := &s.Amounts[i]
	if i+1 >= len(s.Amounts) || a.Last >= len(s.Tokens) {
		return 0, false
	}
	b := &s.Amounts[i+1]
	if b.Kind != Cardinal || b.Noise != 0 || s.Tokens[a.Last].Norm != "of" && s.Tokens[a.Last].Norm != "in" {
		return 0, false
	}
	first := min(b.First, b.Hedge)
	for token := a.Last + 1; token < first; token++ {
		if !fillers.Has(s.Tokens[token].Norm) {
			return 0, false
		}
	}
	return i + 1, first-a.Last <= 4
}
