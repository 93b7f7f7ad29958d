package claims

import (
	"strings"

	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts/quantity"
)

func (l *wordLists) readMoney() {
	for e := range lexicon.Table("currencies") {
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
			l.addPhrase(e.Phrase, before)
			l.glued[e.Phrase] = true
		case "after":
			l.addPhrase(e.Phrase, after)
		case "minor":
			after.minor, after.factor = true, quantity.Decimal(1, 2)
			l.addPhrase(e.Phrase, after)
		case "code", "code-any":
			before.code, after.code = fields[1] == "code", fields[1] == "code"
			l.addPhrase(e.Phrase, before)
			l.addPhrase(e.Phrase, after)
			l.glued[e.Phrase] = true
		default:
			badEntry("currencies", e)
		}
	}
}

func (l *wordLists) readUnits() {
	for e := range lexicon.Table("units") {
		name, capital := strings.CutSuffix(e.Meaning, " capital")
		name, symbol := strings.CutSuffix(name, " symbol")
		unit := quantity.ParseUnit(name)
		if unit.Kind == quantity.Count {
			badEntry("units", e)
		}
		l.addPhrase(e.Phrase, phrase{list: unitAfter, unit: unit, symbol: symbol || capital, code: capital})
	}
	for e := range lexicon.Table("ages") {
		if e.Meaning == "before" {
			l.addPhrase(e.Phrase, phrase{list: ageBefore, unit: quantity.ParseUnit("year")})
			continue
		}
		unit := quantity.ParseUnit(e.Meaning)
		if unit.Kind != quantity.Time {
			badEntry("ages", e)
		}
		l.addPhrase(e.Phrase, phrase{list: ageAfter, unit: unit})
	}
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

// readContexts reads the words that stand around amounts.
func (l *wordLists) readContexts() {
	for e := range lexicon.Table("noise") {
		switch flag, ok := noiseFlags[e.Meaning]; {
		case ok:
			l.word(e.Phrase).flags |= flag
		case e.Meaning == "name":
			l.addPhrase(e.Phrase, phrase{list: fixedName})
		case noiseBefore[e.Meaning] != NoNoise:
			name, abbreviated := strings.CutSuffix(e.Phrase, ".")
			w := l.word(name)
			w.noise = noiseBefore[e.Meaning]
			if abbreviated {
				w.flags |= isAbbreviated
			}
		default:
			badEntry("noise", e)
		}
	}
	for e := range lexicon.Table("noun-stops") {
		flag, ok := stopFlags[e.Meaning]
		if !ok {
			badEntry("noun-stops", e)
		}
		l.word(e.Phrase).flags |= flag
	}
	for e := range lexicon.Table("plurals") {
		l.word(e.Phrase).flags |= isPlural
	}
	for e := range lexicon.Table("cues") {
		if (e.Meaning == "up" || e.Meaning == "down" || e.Meaning == "by") && !strings.Contains(e.Phrase, " ") {
			l.changes[Stem(e.Phrase)] = true
		}
	}
	for e := range lexicon.Table("pronoun-one") {
		switch e.Meaning {
		case "before":
			l.word(e.Phrase).flags |= isBeforeOne
		case "always":
			l.word(e.Phrase).flags |= isNoOne
		case "after":
			l.word(e.Phrase).flags |= isAfterOne
		default:
			badEntry("pronoun-one", e)
		}
	}
	for e := range lexicon.Table("up-verbs") {
		if e.Meaning == "over" {
			l.word(e.Phrase).flags |= isBeforeOver
			continue
		}
		l.word(e.Phrase).flags |= isBeforeUp
	}
	for e := range lexicon.Table("unit-contexts") {
		if e.Meaning == "length" {
			l.word(e.Phrase).flags |= isLength
		} else {
			l.word(e.Phrase).flags |= isWeight
		}
	}
}
