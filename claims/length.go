package claims

import "strconv"

// LengthBefore returns the number of years that the words right before a token name as a length, and where
// they begin: "the decade" 10, "the five years" 5.
func (s *Sentence) LengthBefore(token int) (years, first int, ok bool) {
	i := token - 1
	if i < 0 {
		return 0, 0, false
	}
	switch s.Tokens[i].Norm {
	case "decade":
		return 10, i, true
	case "century":
		return 100, i, true
	case "years":
	default:
		return 0, 0, false
	}
	for k := range s.Amounts {
		a := &s.Amounts[k]
		if n, isInt := a.Value.Int64(); a.Figure[1] == i && isInt && !a.IsRange && a.Hedge == a.First && n > 1 {
			return int(n), a.First, true
		}
	}
	return 0, 0, false
}

// YearRun is a run of years as the text gives it, tokens [First, Last).
type YearRun struct{ First, Last, From, To int }

// ReversedYears returns the runs "from 2024 to 2019" and "between 2024 and 2019" whose end comes first.
func (s *Sentence) ReversedYears() (found []YearRun) {
	for i := 0; i+3 < len(s.Tokens); i++ {
		join := ""
		switch s.Tokens[i].Norm {
		case "from":
			join = "to"
		case "between":
			join = "and"
		default:
			continue
		}
		from, okFrom := yearAt(s.Tokens[i+1])
		to, okTo := yearAt(s.Tokens[i+3])
		if s.Tokens[i+2].Norm == join && okFrom && okTo && to < from && s.isYear(i+1) && s.isYear(i+3) {
			found = append(found, YearRun{i, i + 4, from, to})
		}
	}
	return found
}

func yearAt(t Token) (int, bool) {
	n, err := strconv.Atoi(t.Norm)
	return n, err == nil && t.Kind == Number && len(t.Norm) == 4 && 1800 <= n && n <= 2100
}

// isYear reports whether a figure is read as a date and counts nothing.
func (s *Sentence) isYear(token int) bool {
	if s.isDated(token) {
		return true
	}
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.First == token {
			return a.Noise == PartOfDate
		}
	}
	return false
}

// IsAnniversary reports whether a token is the word for the yearly return of a day.
func (s *Sentence) IsAnniversary(token int) bool {
	return token < len(s.Tokens) && (s.Tokens[token].Norm == "anniversary" || s.Tokens[token].Norm == "birthday")
}
