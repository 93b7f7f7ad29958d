package rules

import (
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/claims/lexicon"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Optional returns the rules that are off until a configuration gives them a severity or a run names them. They look at
// what the other rules found true, and warn of what is true but wants another word: house style more than fact.
func Optional() []*Rule {
	return []*Rule{Provisional, SizeWords, BareRecord}
}

// newReview returns a rule that warns of findings of other rules: warn returns the words of the warning, "" for none.
func newReview(name string, doc Doc, warn func(p *Pass, f *Finding) string) *Rule {
	nothing := func(*Pass) []Finding { return nil }
	return &Rule{Name: name, Doc: doc, run: nothing, review: warn}
}

// reviews returns the warnings of the optional rules on the findings of one sentence.
func (k *Checker) reviews(p *Pass, findings []Finding) (warnings []Finding) {
	for _, rule := range k.rules {
		if rule.review == nil {
			continue
		}
		for i := range findings {
			f := &findings[i]
			if f.Label != Supported || f.Severity != Note || f.best == nil {
				continue
			}
			if message := rule.review(p, f); message != "" {
				w := *f
				w.Rule, w.Severity, w.Message, w.Suggestion = rule.Name, Warning.cap(k.options.Rules[rule.Name].Severity), message, nil
				warnings = append(warnings, w)
			}
		}
	}
	return warnings
}

// says returns the entry of a table for a word that a claim says, or ok false.
func (p *Pass) says(f *Finding, meanings *lexicon.Words) (word, meaning string, ok bool) {
	for i, t := range p.Sentence.Tokens {
		if at := p.Sentence.Span(i, i+1); at.Start >= f.Span.Start && at.End <= f.Span.End && meanings.Meaning(t.Norm) != "" {
			return p.Sentence.Words(i, i+1), meanings.Meaning(t.Norm), true
		}
	}
	return "", "", false
}

// changeOf returns the change that a finding bears out, in percent of its base, with the two rows.
func changeOf(f *Finding) (percent quantity.Ratio, base, now *facts.Observation, ok bool) {
	if len(f.Evidence) != 2 || f.Evidence[0].Measure != f.Evidence[1].Measure {
		return percent, nil, nil, false
	}
	base, now = f.Evidence[0], f.Evidence[1]
	change, ok := quantity.Quo(now.Value.Sub(base.Value), base.Value.Abs())
	return change.Abs().Mul(quantity.Of(quantity.Int(100))), base, now, ok
}

// saysWord reports whether the sentence, or another of its block, has a word of a table.
func (p *Pass) saysWord(words *lexicon.Words) bool {
	for i := range p.Sentence.Block.Sentences {
		for _, word := range strings.Fields(strings.ToLower(p.Sentence.Block.Sentences[i].Text)) {
			if words.Has(strings.Trim(word, `.,;:()"'`)) {
				return true
			}
		}
	}
	return false
}

// sinceWhen reports whether the sentence dates or bounds what it says by more than the period of the claim.
func (p *Pass) sinceWhen() bool {
	for i := range p.Sentence.Periods {
		switch p.Sentence.Periods[i].Role {
		case claims.Since, claims.Past, claims.FromTo, claims.After:
			return true
		}
	}
	return false
}
