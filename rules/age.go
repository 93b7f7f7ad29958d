package rules

import (
	"fmt"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/facts/period"
)

// Age checks an age against a birth.
var Age = newRule("age", Doc{
	Title: "age and date of birth",
	Text: `Needs no facts. "Born in 1990, the 31-year-old" is counted to the day of publication or to a date that the
sentence gives; a birth without its day allows two ages. If the sentence tells of a time that it does not date
("when he was 12") or brings in somebody else, the claim is left open.`,
	Examples: []Example{
		{"Born in 1990, the 34-year-old has kept bees all her life.", Supported},
		{"Born in 1990, the 31-year-old has kept bees all her life.", Refuted},
		{"Born in 1990, she was a 12-year-old when she kept her first bees.", NotEnoughInfo},
	},
}, findAges, judgeAge)

type ageClaim struct {
	Claim
	amount int
	birth  *claims.PeriodMention
}

// findAges finds the sentences with one age and one birth.
func findAges(p *Pass) (found []ageClaim) {
	s := p.Sentence
	ages, births := 0, 0
	var claim ageClaim
	for i := range s.Amounts {
		if a := &s.Amounts[i]; a.Kind == claims.Age && a.Noise == claims.NoNoise && !a.IsRange && a.Value.IsInt() {
			ages++
			claim.amount, claim.Claim = i, Claim{a.First, a.Last}
		}
	}
	if ages != 1 {
		return nil
	}
	for i := range s.Periods {
		if m := &s.Periods[i]; s.IsBirth(m) {
			births++
			claim.birth = m
		}
	}
	if births == 1 {
		found = append(found, claim)
	}
	return found
}

func judgeAge(p *Pass, c ageClaim) Verdict {
	s := p.Sentence
	age, _ := s.Amounts[c.amount].Value.Int64()
	born := c.birth.Period
	var days []period.Period // on which the age may be meant
	for i := range s.Periods {
		if m := &s.Periods[i]; m != c.birth && m.Role == claims.At && !m.Period.IsZero() && m.Period.After(born) {
			days = append(days, m.Period)
		}
	}
	if !p.Article.Published.IsZero() {
		days = append(days, p.Article.Published)
	}
	if len(days) == 0 {
		return Verdict{Label: NotEnoughInfo, Severity: Note, Message: "neither the text nor a day of publication says when"}
	}
	says := ""
	for _, day := range days {
		low, high := ageOn(born, day)
		words := fmt.Sprintf("who was born in %s was %d in %s", born.Words(), high, day.Words())
		if low < high {
			words = fmt.Sprintf("who was born in %s was %d or %d in %s", born.Words(), low, high, day.Words())
		}
		if low <= int(age) && int(age) <= high {
			return Verdict{Label: Supported, Severity: Note, Message: words}
		}
		says = words
	}
	v := Verdict{Label: Refuted, Severity: Error, Message: says}
	if s.IsOfAnother() || len(days) > 1 {
		v.Label, v.Severity = NotEnoughInfo, Note
	}
	return v
}

// ageOn returns the fewest and the most years that somebody born in a period can have on a day of another.
func ageOn(born, day period.Period) (low, high int) {
	full := func(from, to period.Period) int {
		fy, fm, fd := from.YMD()
		ty, tm, td := to.YMD()
		years := ty - fy
		if tm < fm || tm == fm && td < fd {
			years--
		}
		return years
	}
	return full(born.Last(), day.First()), full(born.First(), day.Last())
}
