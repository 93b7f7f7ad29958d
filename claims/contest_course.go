package claims

import "strings"

// readCourse reads what is said of the course of a contest: "led for the entirety of the second half", "battled back",
// "rebounding was key for the Herons", "were the superior shooters".
func (k *telling) readCourse() {
	for _, p := range k.said {
		side := k.mains[p.first]
		switch p.kind {
		case "throughout":
			if side >= 0 && k.saidNear("lead", p.first-7, p.first) && len(k.subjects[p.first].people) == 0 {
				first := p.first
				if norm := k.norm(first - 1); norm == "lead" || norm == "led" {
					first--
				}
				k.add(Event{Kind: EventAhead, First: first, Last: p.last, Amount: -1, Side: side, Parts: k.partsIn(p.last, min(p.last+6, len(k.s.Tokens))), Firm: true})
			}
		case "mostly":
			if side >= 0 && k.saidNear("lead", p.first-3, p.first) && len(k.subjects[p.first].people) == 0 && k.partsIn(p.last, min(p.last+6, len(k.s.Tokens))) == [2]int{} {
				first := p.first - 1
				for first > 0 && k.norm(first) != "led" && k.norm(first) != "leading" {
					first--
				}
				for i := range k.entities {
					if e := &k.entities[i]; e.side == side && e.last == first {
						first = e.first // the name may be at fault as well as the verb
						break
					}
				}
				if k.norm(first) == "led" || first < p.first-1 {
					k.add(Event{Kind: EventAhead, First: first, Last: p.last, Amount: -1, Side: side, Most: true, Firm: true})
				}
			}
		case "comeback":
			if side >= 0 {
				k.add(Event{Kind: EventBehind, First: p.first, Last: p.last, Amount: -1, Side: side, Firm: true})
			}
		case "key":
			k.readKey(p)
		case "betterrate":
			if side >= 0 && len(k.families[0]) > 0 && k.families[0][0].Rate != "" {
				k.add(Event{Kind: EventMore, First: p.first, Last: p.last, Amount: -1, Side: side, Measures: []string{k.families[0][0].Rate}, Firm: true})
			}
		}
	}
	k.readPlaceNouns()
	k.readInRow(false)
}

func (k *telling) saidNear(kind string, first, last int) bool {
	for _, p := range k.said {
		if p.kind == kind && first <= p.first && p.first < last {
			return true
		}
	}
	return false
}

// readKey reads "rebounding was key for the Herons": that they had more of it.
func (k *telling) readKey(p said) {
	side := -1
	for i := range k.entities {
		if e := &k.entities[i]; e.side >= 0 && e.first >= p.last && e.first <= p.last+4 && k.norm(p.last) == "for" {
			side = e.side
		}
	}
	if side < 0 {
		return
	}
	for _, n := range k.s.Names {
		if n.Last > p.first || n.First < p.first-6 {
			continue
		}
		if ids := k.idsOf(n, k.Totals); len(ids) > 0 && ids[0] != k.Score.ID && outcomeNoun(k.norm(n.First)) == "" {
			k.add(Event{Kind: EventMore, First: n.First, Last: p.last, Amount: -1, Side: side, Measures: ids[:1], Firm: true})
			return
		}
	}
}

// readHopes reads what the side wants next for what it tells of the contest: who looks to bounce back has lost.
func (k *telling) readHopes() {
	for i := 1; i < len(k.s.Tokens); i++ {
		norm := k.norm(i)
		if k.norm(i-1) != "this" || !marginNouns.has(norm) || k.side < 0 && k.mains[i] < 0 {
			continue
		}
		k.add(Event{Kind: EventVictory, First: i, Last: i + 1, Amount: -1, Side: pick(k.mains[i], k.side), Won: norm != "loss" && norm != "defeat", Firm: true})
	}
	k.readInRow(true)
	for _, p := range k.said {
		side := pick(k.mains[p.first], k.side)
		if p.kind != "lostbefore" && p.kind != "wonbefore" || side < 0 {
			continue
		}
		k.add(Event{Kind: EventVictory, First: p.first, Last: p.last, Amount: -1, Side: side, Won: p.kind == "wonbefore", Firm: true})
	}
}

// readInRow reads that the contest, or the next one, is the second of two on days in a row.
func (k *telling) readInRow(next bool) {
	for _, p := range k.said {
		side := pick(k.mains[p.first], k.side)
		for i := range k.entities {
			if e := &k.entities[i]; e.side >= 0 && e.first == p.last+1 && k.norm(p.last) == "for" {
				side = e.side
			}
		}
		if p.kind == "inrow" && side >= 0 && len(k.Games) > 0 {
			k.add(Event{Kind: EventInRow, First: p.first, Last: p.last, Amount: -1, Side: side, Won: next, Firm: true})
		}
	}
}

// readPlaceNouns reads where the contest was from a side's view: "a road win", "their home crowd".
func (k *telling) readPlaceNouns() {
	for i := 0; i+1 < len(k.s.Tokens); i++ {
		if !placedNouns.has(k.norm(i + 1)) {
			continue
		}
		who := k.subjects[i]
		side := who.side
		if len(who.people) > 0 {
			side = who.people[0].Side
		}
		if side < 0 || k.elsewhere(i, i+2) || k.scoped(i, i+2) || k.taken(i) || k.norm(i-1) == "only" || k.amountAt(i-1) {
			continue
		}
		word := strings.TrimSuffix(k.norm(i), "s")
		for _, dim := range k.Totals.Dimensions {
			if !k.attribute[dim] {
				continue
			}
			for _, m := range dim.Members {
				if attributeFits(m, word) {
					k.add(Event{Kind: EventAttribute, First: i, Last: i + 1, Amount: -1, Side: side, Group: key(m.Label), Firm: true})
				}
			}
		}
	}
}
