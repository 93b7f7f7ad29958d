package claims

import "github.com/onrecord/onrecord/claims/lexicon"

// moves finds the levels whose change is told behind them: "388 burglaries, down from 412" says as much as "fell to 388 from
// 412".
func (s *Sentence) moves(uses []Use) {
	for from := range uses {
		cue, ok := s.movedFrom(uses, from)
		if !ok {
			continue
		}
		for to := from - 1; to >= 0; to-- {
			a, b := &s.Amounts[to], &s.Amounts[from]
			if a.Noise != NoNoise {
				continue
			}
			if left := s.before(to); left >= 0 && rankNouns.Has(s.Tokens[left].Norm) {
				break // "it held rank 73, down from 69"
			}
			if (uses[to].Role == Level && uses[to].Cue.Kind == NoCue || uses[to].Role == LevelTo && uses[to].Sign == 0) && uses[to].With < 0 && (a.Kind == b.Kind || b.Kind == Cardinal) && s.goesOn(max(a.Last, a.Noun[1]), cue.First) {
				uses[to].Role, uses[to].Sign, uses[to].Cue, uses[to].With = LevelTo, cue.Sign(), cue, from
			}
			break
		}
	}
}

// movedFrom returns the word of change that stands directly before the "from" of a base.
func (s *Sentence) movedFrom(uses []Use, i int) (Cue, bool) {
	use := &uses[i]
	if use.Role != LevelFrom || use.With >= 0 || use.Cue.Kind != Base || s.Stems[use.Cue.First] != "from" {
		return Cue{}, false
	}
	c, ok := s.cueEndingAt(s.skipBack(use.Cue.First - 1))
	return c, ok && (c.Kind == Up || c.Kind == Down)
}

// goesOn reports whether a word of change at a token goes on about what stands in its sentence before the token from: only
// behind a comma, or directly behind the noun, it has no subject of its own.
func (s *Sentence) goesOn(from, cue int) bool {
	t := cue - 1
	for t >= from && (modifies(s.Tokens[t].Norm) || fillers.Has(s.Tokens[t].Norm) || clauseWords.Has(s.Tokens[t].Norm)) {
		t--
	}
	if t >= from && s.Tokens[t].Norm != "," && s.Tokens[t].Norm != "(" {
		return false
	}
	for ; t >= from; t-- {
		if c, ok := s.cueAt(t); s.Tokens[t].Norm == ";" || ok && (c.Kind == Up || c.Kind == Down || c.Kind == Above || c.Kind == Below) {
			return false
		}
	}
	return true
}

// toldBefore returns the noun of change that an amount behind "was" is the size of: "so the increase was more than half".
func (s *Sentence) toldBefore(verb int) (Cue, bool) {
	if verb < 2 || s.Stems[verb] != "be" {
		return Cue{}, false
	}
	c, ok := s.cueEndingAt(verb - 1)
	return c, ok && (c.Kind == Up || c.Kind == Down) && c.First > 0 && nounOpeners.Has(s.Tokens[c.First-1].Norm)
}

// ToldBy returns the noun of change that an amount is said to be the size of: "the increase was more than half".
func (s *Sentence) ToldBy(i int) (Cue, bool) { return s.toldBefore(s.before(i)) }

var nounOpeners = lexicon.Words{Table: "noun-openers"}
