package claims

import (
	"strings"
	"sync"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/quantity"
)

func (w *word) readMoney(e lexicon.Entry) {
	fields := strings.Fields(e.Meaning)
	if len(fields) < 2 {
		badEntry("currencies", e)
	}
	code := fields[0]
	if code == "-" {
		code = ""
	}
	p := phrase{unit: quantity.Unit{Kind: quantity.Money, Name: code}, factor: quantity.Int(1)}
	if len(fields) == 3 {
		p.factor = entryNumber("currencies", e, fields[2])
	}
	before, after := p, p
	before.list, after.list = moneyBefore, moneyAfter
	switch fields[1] {
	case "before":
		w.addPhrase(e.Phrase, before)
	case "after":
		w.addPhrase(e.Phrase, after)
		return
	case "minor":
		after.minor, after.factor = true, quantity.Decimal(1, 2)
		w.addPhrase(e.Phrase, after)
		return
	case "code", "code-any":
		before.code, after.code = fields[1] == "code", fields[1] == "code"
		w.addPhrase(e.Phrase, before)
		w.addPhrase(e.Phrase, after)
	default:
		badEntry("currencies", e)
	}
	if e.Phrase == w.norm {
		w.flags |= isGlued
	}
}

func (w *word) readUnit(table string, e lexicon.Entry) {
	if table == "units" {
		name, capital := strings.CutSuffix(e.Meaning, " capital")
		name, symbol := strings.CutSuffix(name, " symbol")
		unit := quantity.ParseUnit(name)
		if unit.Kind == quantity.Count {
			badEntry(table, e)
		}
		w.addPhrase(e.Phrase, phrase{list: unitAfter, unit: unit, symbol: symbol || capital, code: capital})
		return
	}
	if e.Meaning == "before" {
		w.addPhrase(e.Phrase, phrase{list: ageBefore, unit: quantity.ParseUnit("year")})
		return
	}
	unit := quantity.ParseUnit(e.Meaning)
	if unit.Kind != quantity.Time {
		badEntry(table, e)
	}
	w.addPhrase(e.Phrase, phrase{list: ageAfter, unit: unit})
}

// Where a word of the table noise stands, and what it makes of the figure.
var noiseBefore = map[string]Noise{"list before": ListNumber, "model before": Model, "version before": Version}

var noiseFlags = map[string]wordFlags{
	"street after": isStreet, "score near": isScoreNear, "made after": isMadeAfter, "clock after": isClockAfter,
}

var stopFlags = map[string]wordFlags{
	"preposition": isStop, "conjunction": isStop, "pronoun": isStop, "adverb": isStop, "verb": isStop,
	"determiner": isStop | isDeterminer, "verb-after-plural": isStopAfterPlural, "more": isMoreOf,
}

// readContext reads the words that stand around amounts.
func (w *word) readContext(table string, e lexicon.Entry) {
	switch table {
	case "noise":
		switch flag, ok := noiseFlags[e.Meaning]; {
		case ok:
			w.flags |= flag
		case e.Meaning == "name":
			w.addPhrase(e.Phrase, phrase{list: fixedName})
		case noiseBefore[e.Meaning] != NoNoise:
			w.noise = noiseBefore[e.Meaning]
			if strings.HasSuffix(e.Phrase, ".") {
				w.flags |= isAbbreviated
			}
		default:
			badEntry(table, e)
		}
	case "noun-stops":
		flag, ok := stopFlags[e.Meaning]
		if !ok {
			badEntry(table, e)
		}
		w.flags |= flag
	case "plurals":
		w.flags |= isPlural
	case "pronoun-one":
		switch e.Meaning {
		case "before":
			w.flags |= isBeforeOne
		case "always":
			w.flags |= isNoOne
		case "after":
			w.flags |= isAfterOne
		default:
			badEntry(table, e)
		}
	case "up-verbs":
		if e.Meaning == "over" {
			w.flags |= isBeforeOver
		} else {
			w.flags |= isBeforeUp
		}
	case "unit-contexts":
		if e.Meaning == "length" {
			w.flags |= isLength
		} else {
			w.flags |= isWeight
		}
	}
}

// changes are the stems of "rose", "down", "by": an amount "to" another behind one is no range.
var changes = sync.OnceValue(func() map[string]bool {
	changes := map[string]bool{}
	for e := range lexicon.Table("cues") {
		if (e.Meaning == "up" || e.Meaning == "down" || e.Meaning == "by") && !strings.Contains(e.Phrase, " ") {
			changes[Stem(e.Phrase)] = true
		}
	}
	return changes
})
