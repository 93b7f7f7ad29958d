package tables

import (
	"slices"
	"strings"
	"sync"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
)

var (
	tableWords = lexicon.Words{Table: "table-words", Key: claims.Stem}
	adjectives = sync.OnceValue(func() map[string][]ranking {
		by := map[string][]ranking{}
		for entry := range lexicon.Table("adjective-traits") {
			for _, one := range strings.Split(entry.Meaning, ", ") {
				trait, sign, _ := strings.Cut(one, " ")
				r := ranking{trait, +1}
				if sign == "-" {
					r.sign = -1
				}
				by[entry.Phrase] = append(by[entry.Phrase], r)
			}
		}
		return by
	})
	outcomeCells = sync.OnceValue(func() map[string][]string {
		cells := map[string][]string{}
		for entry := range lexicon.Table("outcome-cells") {
			cells[claims.Stem(entry.Phrase)] = strings.Split(entry.Meaning, ", ")
		}
		return cells
	})
)

// isTableWord reports what the table of words says of a stem.
func isTableWord(stem, meaning string) bool { return tableWords.Listed(stem, meaning, ", ") }

// serves reports whether a word is so common in sentences about tables that by itself it names no cell.
func serves(stem string) bool {
	return slices.ContainsFunc(tableWords.List(stem), func(meaning string) bool {
		switch meaning {
		case "light", "row", "op", "only", "apart", "outcome", "whole":
			return true
		}
		return false
	})
}

// headTraits maps a word of a head to what kind of figures stand below it; shortHeads writes out what heads shorten.
var (
	headTraits = lexicon.Words{Table: "head-traits", Key: claims.Stem}
	shortHeads = lexicon.Words{Table: "short-heads"}
)

// cueAt returns the cue that begins at a token.
func (c *cutter) cueAt(at int) (claims.Cue, bool) {
	for _, cue := range c.s.Cues {
		if cue.First == at || cue.First == at-1 && cue.Last > at && c.s.Tokens[at-1].Norm == "the" && cue.Kind != claims.Anaphor {
			return cue, true
		}
	}
	return claims.Cue{}, false
}

// wordAt reads a token that names nothing in the table.
func (c *cutter) wordAt(at int) part {
	s := c.s
	token, stem := s.Tokens[at], s.Stems[at]
	p := part{kind: unknown, first: at, last: at + 1, word: stem, norm: token.Norm}
	cue, ok := c.cueAt(at)
	switch {
	case isTableWord(stem, "outcome") && len(c.t.outcomesOf(stem)) > 0:
		p.kind, p.where, p.whole = cells, c.t.outcomesOf(stem), true
		return p
	case isTableWord(stem, "row"):
		p.kind = rows
		return p
	case isTableWord(stem, "only"):
		p.kind, p.cue = op, claims.Only
		return p
	case !ok && isTableWord(stem, "average"):
		p.kind, p.cue = op, claims.Average
		return p
	case !ok && isTableWord(stem, "sum"):
		p.kind, p.cue = op, claims.Sum
		return p
	}
	if ok {
		switch cue.Kind {
		case claims.Rate, claims.ShareOf, claims.Times:
			// "a game", "of all", "times" are read word by word
		case claims.Every, claims.All:
			if cue.Last == len(s.Tokens) || s.Tokens[cue.Last].Kind == claims.Punct || at > 0 && (s.Tokens[at-1].Norm == "of" || s.Tokens[at-1].Norm == "among" || s.Tokens[at-1].Norm == "from") {
				p.kind, p.last = filler, cue.Last // "of all schools", "33 floors each"
				return p
			}
			p.kind, p.cue, p.last = op, cue.Kind, cue.Last
			return p
		case claims.Anaphor, claims.RankVerb, claims.Base, claims.ToLevel, claims.ByAmount, claims.Record:
			if cue.Last == at+1 {
				p.kind = filler
				return p
			}
		case claims.Up, claims.Down, claims.Negative:
		case claims.Average, claims.Sum, claims.Only, claims.None, claims.Majority, claims.Not, claims.Same, claims.Gap, claims.Other:
			p.kind, p.cue, p.last = op, cue.Kind, cue.Last
			return p
		default:
			p.kind, p.cue, p.last = op, cue.Kind, cue.Last
			return p
		}
	}
	switch {
	case isTableWord(stem, "outcome"):
		if !c.t.outcomes {
			p.kind = filler
		}
	case isTableWord(stem, "op"):
		p.kind = op
	case c.t.title[stem] && len(stem) > 2:
		p.kind = context
	case claims.SaysLittle(stem), isTableWord(stem, "light"), claims.IsPreposition(token.Norm):
		p.kind = filler
	case token.Kind == claims.Symbol:
		p.kind = filler
	}
	return p
}

// orderAt reads a superlative or a comparative.
func (c *cutter) orderAt(at int) part {
	s := c.s
	p := part{kind: orders, first: at}
	norm := s.Tokens[at].Norm
	words := norm
	if at+1 < len(s.Tokens) && adjectives()[norm+" "+s.Tokens[at+1].Norm] != nil {
		words += " " + s.Tokens[at+1].Norm
	}
	cue, ok := c.cueAt(at)
	if ok && words == norm {
		switch cue.Kind {
		case claims.Most, claims.Least, claims.Above, claims.Below:
			p.last, p.sign, p.super = cue.Last, cue.Sign(), cue.Kind == claims.Most || cue.Kind == claims.Least
			p.by = adjectives()[norm]
			p.norm = norm
			return p
		}
	}
	if by := adjectives()[words]; by != nil {
		if words == "before" || words == "after" || !isTableWord(s.Stems[at], "op") {
			p.last = at + 1 + strings.Count(words, " ")
			p.by, p.sign, p.norm = by, by[0].sign, words
			p.super = strings.HasSuffix(words, "est") || words == "most recent" || isTableWord(s.Stems[at], "superlative")
		}
	}
	return p
}

// isCopula reports whether a word stands between a subject and what it is or has.
func isCopula(stem string) bool { return isTableWord(stem, "copula") }
