package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Options are what a run may set.
type Options struct {
	// Published is the day that relative dates are counted from when the draft does not say its own.
	Published period.Period
	// Tolerance of hedges; the zero value stands for the defaults.
	Tolerance quantity.Tolerance
	// Rules holds what is set for single rules, by name; UnusedIgnore, UnexplainedIgnore and UnusedClaim are names too.
	Rules map[string]RuleOptions
}

// RuleOptions are what a run may set for one rule.
type RuleOptions struct {
	// Severity is the gravest that the rule's findings may have; "" sets no bound, Off drops notices.
	Severity Severity
	// Tolerance of hedges; the zero value stands for that of all rules.
	Tolerance quantity.Tolerance
}

// Off is the severity of notices that are not wanted. A rule that is off is left out of the list of NewChecker.
const Off Severity = "off"

// cap returns the less grave of two severities.
func (s Severity) cap(bound Severity) Severity {
	grave := []Severity{Error, Warning, Note}
	if slices.Index(grave, bound) > slices.Index(grave, s) {
		return bound
	}
	return s
}

// All returns every rule that is on by itself, in the order in which they are documented.
func All() []*Rule {
	return []*Rule{Value, Change, Share, Total, Multiple, Direction, Record, Streak, Trend, Count, Occurrence, Average, Range, Pace, Coverage, Rank, Comparison, Gap, Row, Weekday, Age, Duration, Source, Arithmetic, Consistency, Line, Score, Wins, Outcome, Leader, NextGame}
}

// Select returns the rules with the names, in the order of All and Optional. An unknown name is an error that names
// the closest rule.
func Select(names []string) ([]*Rule, error) {
	all := slices.Concat(All(), Optional())
	var selected []*Rule
	for _, rule := range all {
		if slices.Contains(names, rule.Name) {
			selected = append(selected, rule)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(all, func(r *Rule) bool { return r.Name == name }) {
			var known []string
			for _, rule := range all {
				known = append(known, rule.Name)
			}
			return nil, fmt.Errorf("no rule is called %q; the rules are %s", name, strings.Join(known, ", "))
		}
	}
	return selected, nil
}

// Checker checks drafts against a catalog. It is safe for concurrent use.
type Checker struct {
	catalog *facts.Catalog
	grammar *claims.Grammar
	contest *claims.ContestReader
	tables  bareTables
	rules   []*Rule
	options Options
}

// NewChecker builds the vocabulary of the catalog and returns a checker with the rules.
func NewChecker(c *facts.Catalog, rules []*Rule, o Options) *Checker {
	if o.Tolerance == (quantity.Tolerance{}) {
		o.Tolerance = quantity.DefaultTolerance()
	}
	vocabulary := claims.NewVocabulary(c)
	return &Checker{catalog: c, grammar: claims.NewGrammar(vocabulary), contest: claims.NewContestReader(c, vocabulary), tables: newBareTables(c), rules: rules, options: o}
}

// Check returns what the rules say of a document, sorted by span, then rule. What the draft's own ignores cover is marked
// as suppressed.
func (k *Checker) Check(d *draft.Document) []Finding {
	findings := k.check(d)
	budget := mendBudget
	for i := range findings {
		if s := findings[i].Suggestion; s != nil && !k.mends(d, findings[i], &budget) {
			findings[i].Suggestion = nil
		}
	}
	suppress(d, findings)
	return findings
}

func (k *Checker) check(d *draft.Document, placed ...*declared) []Finding {
	return k.find(k.words(d), false, placed...)
}

func (k *Checker) words(d *draft.Document) *claims.Words {
	return k.grammar.Words(d, published(d, k.options.Published))
}

// find runs the rules. A brief run does not say how the claims were read. What the claims are declared to be stands in the document, or
// was placed in it before.
func (k *Checker) find(w *claims.Words, brief bool, placed ...*declared) []Finding {
	article := k.grammar.Article(w)
	k.contest.Read(article)
	binder := claims.NewBinder(article, k.catalog, article.Document.Meta.Facts)
	if placed == nil {
		placed = k.place(article.Document)
	}
	for _, c := range placed {
		if c.placed && c.pins() {
			binder.Pins = append(binder.Pins, &c.pin)
		}
	}
	var findings []Finding
	for _, s := range article.Sentences {
		if s.Block.Furniture {
			continue
		}
		pass := &Pass{Sentence: s, Article: article, Binder: binder, Facts: k.catalog, Options: k.options, tables: k.tables, brief: brief}
		whole := slices.Contains(k.rules, Row) && pass.rowRead().claim
		before := len(findings)
		for _, rule := range k.rules {
			if whole && rule != Row {
				continue // a sentence that a table settles as a whole says nothing else
			}
			own := k.options.Rules[rule.Name]
			if pass.Options.Tolerance = k.options.Tolerance; own.Tolerance != (quantity.Tolerance{}) {
				pass.Options.Tolerance = own.Tolerance
			}
			first := len(findings)
			findings = append(findings, runRule(rule, pass)...)
			for i := first; i < len(findings); i++ {
				findings[i].Severity = findings[i].Severity.cap(own.Severity)
			}
		}
		findings = append(findings, k.reviews(pass, findings[before:])...)
	}
	findings = k.declare(&Pass{Article: article, Binder: binder, Facts: k.catalog, Options: k.options}, findings, placed)
	sortFindings(findings)
	return findings
}

// runRule runs a rule on a sentence. A panic in it is a bug of ours: it is raised again with the rule and
// the words that it happened at.
func runRule(rule *Rule, p *Pass) []Finding {
	defer func() {
		if bug := recover(); bug != nil {
			panic(fmt.Sprintf("rule %s on %q: %v", rule.Name, p.Sentence.Text, bug))
		}
	}()
	return rule.run(p)
}

// published returns the day that a draft says it was published on, else the fallback.
func published(d *draft.Document, fallback period.Period) period.Period {
	if len(d.Meta.Published) >= 10 {
		if day, err := period.Parse(d.Meta.Published[:10]); err == nil && day.Grain() == period.Day {
			return day
		}
	}
	return fallback
}

// mendBudget is how many bytes of a draft are checked again to see whether suggestions mend it. A draft with so many
// errors needs its writer, and those that are not checked are not offered.
const mendBudget = 1 << 20

// mends reports whether the claim comes out supported with its suggestion put in. Only the blocks around the claim and
// the headings are checked again: nothing farther bears on it.
func (k *Checker) mends(d *draft.Document, f Finding, budget *int) bool {
	s := f.Suggestion
	if *budget -= len(d.Source) / 8; *budget < 0 {
		return false
	}
	source := slices.Concat(d.Source[:s.Span.Start], []byte(s.Text), d.Source[s.Span.End:])
	mended, err := draft.Parse(source, d.Format)
	if err != nil {
		return false
	}
	mended.Meta = d.Meta
	at := slices.IndexFunc(mended.Blocks, func(b draft.Block) bool { return b.Span().End > f.Span.Start })
	if at < 0 {
		return false
	}
	mended.Blocks = around(mended.Blocks, at, at)
	for i := range mended.Blocks {
		*budget -= mended.Blocks[i].Span().Len()
	}
	claim := f.Span
	if grown := len(s.Text) - s.Span.Len(); s.Span.End <= claim.Start {
		claim.Start, claim.End = claim.Start+grown, claim.End+grown
	} else {
		claim.End += grown
	}
	supported := false
	var moved []*declared
	for _, c := range k.place(d) {
		moved = append(moved, c.after(s))
	}
	for _, g := range k.find(k.words(mended), true, moved...) {
		if g.Rule != f.Rule || g.Span.Start > claim.End || g.Span.End < claim.Start {
			continue
		}
		if g.Label == Refuted {
			return false
		}
		supported = supported || g.Label == Supported
	}
	return supported
}
