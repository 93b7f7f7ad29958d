package claims

// index notes for each token what is asked for again and again: its cue, whether it parts the figures of a list,
// and where its clause begins and ends.
func (s *Sentence) index() {
	n := len(s.Tokens)
	s.cueOf = make([]int32, n)
	for k, c := range s.Cues {
		for t := c.First; t < c.Last; t++ {
			s.cueOf[t] = int32(k + 1)
		}
	}
	ends, starts := make([]bool, n+1), make([]bool, n+1)
	for i := range s.Amounts {
		a := &s.Amounts[i]
		ends[a.Last] = true
		starts[min(a.First, a.Hedge)] = true
	}
	s.listComma = make([]bool, n)
	for t, token := range s.Tokens {
		s.listComma[t] = token.Norm == "," && ends[t] && starts[t+1]
	}
	s.clauseStart, s.clauseEnd = make([]int32, n+1), make([]int32, n+1)
	for t := 1; t < n; t++ {
		s.clauseStart[t] = s.clauseStart[t-1]
		if s.partsClause(t-1) || s.Tokens[t-1].Norm == "(" {
			s.clauseStart[t] = int32(t)
		}
	}
	s.clauseEnd[n] = int32(n)
	for t := n - 1; t >= 0; t-- {
		s.clauseEnd[t] = s.clauseEnd[t+1]
		if norm := s.Tokens[t].Norm; s.partsClause(t) || norm == ")" || norm == "." {
			s.clauseEnd[t] = int32(t)
		}
	}
}

// partsClause reports whether one clause ends and another begins at a token.
func (s *Sentence) partsClause(t int) bool {
	switch norm := s.Tokens[t].Norm; norm {
	case ",":
		return !s.listComma[t]
	case ";", ":", "—", "–":
		return true
	case "that", "as": // "the highest that", "as many as" go on
		return false
	default:
		if !clauseWords.Has(norm) {
			return false
		}
		c, ok := s.cueAt(t)
		return !ok || c.Last-c.First == 1 // "have yet to regain" is one word of comparison
	}
}

// ClauseStart returns the first token of the clause that holds the token.
func (s *Sentence) ClauseStart(token int) int {
	if token <= 0 {
		return 0
	}
	return int(s.clauseStart[min(token, len(s.Tokens)-1)])
}

// ClauseEnd returns the token after the last one of the clause that holds the token.
func (s *Sentence) ClauseEnd(token int) int {
	if token+1 >= len(s.Tokens) {
		return len(s.Tokens)
	}
	return int(s.clauseEnd[token+1])
}
