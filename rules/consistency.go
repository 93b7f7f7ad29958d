package rules

import (
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Consistency checks a text against itself.
var Consistency = newRule("consistency", Doc{
	Title: "one thing, one figure",
	Text: `Needs no facts. A figure in the headline that the text beneath does not have, but for a slip of digits in a
sentence about the same, is refuted; so is a headline that says "rises" of a change which the text calls a fall.
Two figures of the text for one thing in one period are refuted if a slip turns one into the other and all
words around them agree. "Four priorities:" must be followed by four. What the facts bear out is not refuted.`,
	Examples: []Example{
		{"# Fires on the moor rise to 127\n\nFires on the moor rose to 127 last summer, the wardens said.", Supported},
		{"# Fires on the moor rise to 172\n\nFires on the moor rose to 127 last summer, the wardens said.", Refuted},
		{"The wardens have four aims: water, paths and birds.", Refuted},
		{"The wardens have four aims: water, and paths and birds and bees.", NotEnoughInfo},
	},
}, findInconsistencies, judgeConsistency)

type consistencyClaim struct {
	Claim
	verdict Verdict
}

func judgeConsistency(_ *Pass, c consistencyClaim) Verdict { return c.verdict }

func findInconsistencies(p *Pass) (found []consistencyClaim) {
	s := p.Sentence
	if s.IsHeadline() {
		if p.headlinesBefore() >= maxHeadlines {
			return nil
		}
		for i := range s.Amounts {
			if c, ok := p.headlineFigure(i); ok {
				found = append(found, c)
			}
		}
		return found
	}
	found = append(found, p.announced()...)
	for i := range s.Amounts {
		if c, ok := p.earlierFigure(i); ok {
			found = append(found, c)
		}
	}
	return found
}

// maxHeadlines is how many headlines of an article are checked: its title, as given and as shown.
const maxHeadlines = 4

func (p *Pass) headlinesBefore() (n int) {
	for _, s := range p.Article.Sentences[:p.Sentence.Index] {
		if s.IsHeadline() {
			n++
			if n == maxHeadlines {
				break
			}
		}
	}
	return n
}

// echo is an amount of the text that may be the same as one of the headline.
type echo struct {
	s *claims.Sentence
	i int
	// shared counts the words of content that both sentences have.
	shared int
	// order counts the sentences of the text before it.
	order int
	// headline tells that it stands in another headline, which is no witness for this one.
	headline bool
}

func (e echo) amount() *claims.AmountMention { return &e.s.Amounts[e.i] }

// headlineFigure checks a figure of the headline against the text.
func (p *Pass) headlineFigure(i int) (consistencyClaim, bool) {
	s := p.Sentence
	a := &s.Amounts[i]
	if !isRepeated(a) || s.Uses[i].Role == claims.NoRole {
		return consistencyClaim{}, false
	}
	echoes := p.echoes(i)
	var same, turned, near, rival *echo
	for n := range echoes {
		e := &echoes[n]
		b := e.amount()
		sign := s.Uses[i].Sign * e.s.Uses[e.i].Sign
		switch {
		case agree(a, b) && sign < 0 && bothChanges(s.Uses[i], e.s.Uses[e.i]):
			if turned == nil && e.shared > 0 {
				turned = e
			}
		case e.headline && agree(a, b):
		case agree(a, b):
			if same == nil || e.shared > same.shared {
				same = e
			}
		case e.shared > 0 && slipOf(a, b) != "":
			if near == nil || e.shared > near.shared {
				near = e
			}
		case !e.headline && e.order < leadSentences && (e.shared > 1 || n == firstOf(echoes) && p.onlyChanges(i, e)) && relative(a, s.Uses[i]) && relative(b, e.s.Uses[e.i]) && sign > 0:
			if rival == nil {
				rival = e
			}
		}
	}
	c := consistencyClaim{Claim: p.amountClaimOf(i)}
	if use := s.Uses[i]; use.Cue.Kind != claims.NoCue && use.Cue.Last <= c.First && c.First-use.Cue.Last <= 1 {
		c.First = use.Cue.First
	}
	switch {
	case same != nil && same.shared > 0:
		c.verdict = Verdict{Label: Supported, Severity: Note, Message: "the text says so too: " + quote(same)}
		return c, true
	case same != nil && (near == nil || near.shared < 3) && (rival == nil || same.s.Uses[same.i].Role == claims.Change):
		return c, false
	}
	why := ""
	e := turned
	switch {
	case turned != nil:
		why = ", the other way"
	case near != nil:
		e, why = near, ": "+slipOf(a, near.amount())
	case rival != nil:
		e = rival
	default:
		return c, false
	}
	if told := p.factsSay(i); told == Supported || told == Refuted {
		return c, false // the facts have settled it, and the other rules tell
	}
	c.verdict = Verdict{Label: Refuted, Severity: Error, Message: "the text says " + quote(e) + why}
	return c, true
}

// firstOf returns the index of the first echo in the text itself.
func firstOf(echoes []echo) int {
	return slices.IndexFunc(echoes, func(e echo) bool { return !e.headline })
}

// onlyChanges reports whether a headline and the sentence of an echo speak of one period and of one change each, so that it is the
// same change.
func (p *Pass) onlyChanges(i int, e *echo) bool {
	only := func(s *claims.Sentence, own int) bool {
		for j, use := range s.Uses {
			if j != own && use.Role == claims.Change {
				return false
			}
		}
		return true
	}
	return sharedPeriods(p.Sentence, e.s) > 0 && only(p.Sentence, i) && only(e.s, e.i)
}

// leadSentences is how many sentences of the text are its lead.
const leadSentences = 3

// isRepeated reports whether an amount makes a claim that another place of the text may repeat.
func isRepeated(a *claims.AmountMention) bool {
	if a.Noise != claims.NoNoise || a.Amount.Form == quantity.Vague || a.IsRange || a.Per != [2]int{} {
		return false
	}
	switch a.Kind {
	case claims.Ordinal, claims.Multiple, claims.Age:
		return false
	case claims.Cardinal:
		return a.Value.Cmp(quantity.Int(10)) > 0
	}
	return true
}

// echoes returns the amounts of the text beneath the headline, and of other headlines, that are in the unit
// of the amount.
func (p *Pass) echoes(i int) (echoes []echo) {
	a := &p.Sentence.Amounts[i]
	words := p.Sentence.Content(0, len(p.Sentence.Tokens))
	order := 0
	for _, s := range p.Article.Sentences {
		if s == p.Sentence || s.Block.Furniture {
			continue
		}
		for j := range s.Amounts {
			b := &s.Amounts[j]
			if b.Noise != 0 || b.Kind == claims.Ordinal || !sameMeasure(a, b) {
				continue
			}
			first, last := s.Stretch(b.First, b.Last)
			n := shared(words, s.Content(first, last)) + sharedPeriods(p.Sentence, s)
			echoes = append(echoes, echo{s, j, n, order, s.IsHeadline()})
		}
		if !s.IsHeadline() {
			order++
		}
	}
	return echoes
}

// sameMeasure reports whether two amounts can be figures for one thing: of one unit, a fraction being as
// good as a percentage.
func sameMeasure(a, b *claims.AmountMention) bool {
	share := func(x *claims.AmountMention) bool { return x.Kind == claims.Percent || x.Kind == claims.Fraction }
	if share(a) || share(b) {
		return share(a) && share(b)
	}
	return sameUnit(a, b)
}

// agree reports whether one of two amounts is true of the other.
func agree(a, b *claims.AmountMention) bool {
	x, y := percentOf(a), percentOf(b)
	return a.Accepts(valueIn(y, a)) > quantity.No || b.Accepts(valueIn(x, b)) > quantity.No
}

// percentOf returns a value in hundredths for shares, else as it is.
func percentOf(a *claims.AmountMention) quantity.Ratio {
	if a.Kind == claims.Fraction {
		return a.Amount.Ratio().Mul(quantity.Of(quantity.Int(100)))
	}
	return a.Amount.Ratio()
}

func valueIn(r quantity.Ratio, a *claims.AmountMention) quantity.Ratio {
	if a.Kind == claims.Fraction {
		r, _ = r.Quo(quantity.Of(quantity.Int(100)))
	}
	return r
}

func relative(a *claims.AmountMention, u claims.Use) bool {
	return u.Role == claims.Change && isRelative(a)
}

func bothChanges(x, y claims.Use) bool { return x.Role == claims.Change && y.Role == claims.Change }

// slipOf tells what slip makes the figure of a out of that of b, rounded as a is.
func slipOf(a, b *claims.AmountMention) string {
	if a.Kind == claims.Fraction || b.Kind == claims.Fraction || a.Amount.Form != quantity.Digits {
		return ""
	}
	if how := slip(a.Value, b.Value); how != "" {
		return how
	}
	step := a.Step
	for ten := quantity.Int(10); a.Amount.Hedge != quantity.Bare && a.Value.Round(step.Mul(ten)).Equal(a.Value) && step.Cmp(a.Value.Abs()) < 0; {
		step = step.Mul(ten)
	}
	if rounded := b.Amount.Ratio().Round(step); !rounded.Equal(b.Value) {
		return slip(a.Value, rounded)
	}
	return ""
}

func shared(a, b []string) (n int) {
	for k, stem := range a {
		if slices.Contains(b, stem) && !slices.Contains(a[:k], stem) {
			n++
		}
	}
	return n
}

// sharedPeriods returns 1 if both sentences name one period.
func sharedPeriods(s, t *claims.Sentence) int {
	for i := range s.Periods {
		for j := range t.Periods {
			if x := s.Periods[i].Period; !x.IsZero() && x == t.Periods[j].Period {
				return 1
			}
		}
	}
	return 0
}

func quote(e *echo) string {
	a := e.amount()
	first, last := min(a.First, a.Hedge), max(a.Last, a.Noun[1])
	if cue := e.s.Uses[e.i].Cue; cue.Kind != claims.NoCue && cue.Last <= first && first-cue.Last <= 2 {
		first = cue.First
	}
	return fmt.Sprintf("%q", e.s.Words(first, last))
}

// factsSay returns what the facts say of an amount by the rule for its role, NotEnoughInfo when no rule
// judges it.
func (p *Pass) factsSay(i int) Label {
	if len(p.Facts.Datasets) == 0 {
		return NotEnoughInfo
	}
	c := amountClaim{p.amountClaimOf(i), i}
	switch p.Sentence.Uses[i].Role {
	case claims.Level, claims.LevelTo, claims.LevelFrom:
		return judgeValue(p, c).Label
	case claims.Change:
		return judgeChange(p, c).Label
	case claims.Share:
		return judgeShare(p, c).Label
	}
	return NotEnoughInfo
}

// isProse tells the blocks whose sentences tell the story.
func isProse(k draft.Kind) bool {
	switch k {
	case draft.Paragraph, draft.ListItem, draft.Caption, draft.AltText:
		return true
	}
	return false
}
