package claims

// familiesAt returns the family of tries that the words at a place name: those after it up to a break, else those before.
func (k *telling) familiesAt(who subject, after, before int) []Family {
	d := 0
	if len(who.people) > 0 {
		d = 1
	}
	families := k.families[d]
	for _, n := range k.s.Names {
		if n.First < after || n.First > after+1 {
			continue
		}
		for _, r := range n.Refs {
			for _, f := range families {
				if r.Measure != nil && r.Loose == 0 && (r.Measure.ID == f.Tried || r.Measure.ID == f.Made || r.Measure.ID == f.Rate) {
					return []Family{f}
				}
			}
		}
	}
	var ahead, behind []int
	for i := after; i < len(k.s.Tokens) && i < after+9; i++ {
		if norm := k.norm(i); norm == "," || norm == ";" || norm == "while" || norm == "and" || norm == ")" || norm == "." || k.amountAt(i) && i > after+2 {
			break
		}
		ahead = append(ahead, i)
	}
	for i := before - 1; i >= 0 && i > before-14; i-- {
		if norm := k.norm(i); norm == ";" || norm == "while" || k.amountAt(i) && k.norm(i) != "three" {
			break
		}
		behind = append(behind, i)
	}
	for _, tokens := range [][]int{ahead, behind} {
		if best := k.bestFamilies(families, tokens); best != nil {
			return best
		}
	}
	return nil
}

func (k *telling) bestFamilies(families []Family, tokens []int) (best []Family) {
	top := 0.0
	for _, f := range families {
		score := 0.0
		for _, i := range tokens {
			if !f.words[k.norm(i)] {
				continue
			}
			sharing := 0.0
			for _, other := range families {
				if other.words[k.norm(i)] {
					sharing++
				}
			}
			score += 1 / sharing
		}
		switch {
		case score > top:
			top, best = score, []Family{f}
		case score == top && score > 0:
			best = append(best, f)
		}
	}
	return best
}

func (k *telling) amountAt(token int) bool {
	for i := range k.s.Amounts {
		if a := &k.s.Amounts[i]; a.Noise == 0 && a.First <= token && token < a.Last {
			return true
		}
	}
	return false
}

// rates returns the percentages that an amount may be.
func (k *telling) rates(who subject, a *AmountMention) (ids []string) {
	for _, f := range k.familiesAt(who, a.Last, a.First) {
		if f.Rate != "" {
			ids = append(ids, f.Rate)
		}
	}
	return ids
}

// readPairs reads "8-of-14 shooting" as two figures, and "113-107" as the score of both sides.
func (k *telling) readPairs() {
	for i := range k.s.Amounts {
		a := &k.s.Amounts[i]
		if k.owned[i] {
			continue
		}
		if a.Link == MadeOf && a.Pair > i {
			k.readTries(i)
		} else if k.isPair(i) {
			k.readScore(i)
		}
	}
}

func (k *telling) readTries(i int) {
	a, b := &k.s.Amounts[i], &k.s.Amounts[k.s.Amounts[i].Pair]
	who := k.subjectOf(a.First)
	families := k.familiesAt(who, b.Last, a.First)
	made := Event{Kind: EventFigure, First: a.Figure[0], Last: a.Figure[1], Amount: i, Value: a.Value, Side: who.side, Persons: who.people, Firm: who.firm && len(families) == 1}
	tried := made
	tried.First, tried.Last, tried.Amount, tried.Value = b.Figure[0], b.Figure[1], a.Pair, b.Value
	if families == nil {
		if k.scoped(a.First, b.Last) {
			k.unread(made)
			k.unread(tried)
		}
		return
	}
	for _, f := range families {
		made.Measures, tried.Measures = append(made.Measures, f.Made), append(tried.Measures, f.Tried)
	}
	if !who.known || who.plural || k.scoped(a.First, b.Last) || k.partsBeside(a.First, b.Last) != [2]int{} {
		made.Kind, tried.Kind = EventUnread, EventUnread
	}
	k.add(made)
	k.add(tried)
}
