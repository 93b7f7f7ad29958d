package evaluation

import (
	"bytes"
	"cmp"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// Parse reads an article under the name of its file, as the command check would.
type Parse func(path string, text []byte) (*draft.Document, error)

// Silent is the answer on a claim of which the report says nothing.
const Silent rules.Label = "silent"

// Scores are sums over stories.
type Scores struct {
	Stories  int
	Clean    int     // stories of which nothing is refuted
	Alarms   int     // refuted claims in the articles as they stand: all of them are false
	Harmless Ratio   // harmless edits with an alarm that the article has not
	Kinds    []*Kind // by name
	Rules    []*Rule // in the order given to Run, those that said anything
	Misses   []Miss
}

// Ratio is a part of a whole.
type Ratio struct{ Part, Whole int }

// Kind is what was found of one kind of claim.
type Kind struct {
	Name string
	// True and Open count the labelled claims by the strongest verdict that touches them: refuted before supported
	// before open.
	True, Open map[rules.Label]int
	Errors     Ratio // planted errors that a new refutation touches
	Elsewhere  int   // new refutations outside the paragraph of the planted error
}

// Rule is what one rule of onrecord said.
type Rule struct {
	Name            string
	Supported, Open int // claims of the articles
	Right           int // refutations that touch a planted error
	Elsewhere       int // refutations that a planted error brings about outside its paragraph
	Alarms          int // refutations of articles and of harmless edits
}

// Wrong counts the refutations of something true.
func (r *Rule) Wrong() int { return r.Elsewhere + r.Alarms }

// Miss is an answer that is wrong or less than it could be.
type Miss struct {
	Story  *Story
	Text   []byte // of the article, edited if an edit was missed
	Span   draft.Span
	What   string // "missed", "false alarm", "alarm on a harmless edit", "not on record", "silent", "refuted"
	Kind   string // of claim; the rule for alarms
	Detail string
	Said   []rules.Finding // what touches the span
}

// Run checks each story, and each story with each of its edits, on all cores. The outcome does not depend on how many.
func Run(stories []*Story, all []*rules.Rule, parse Parse) (*Scores, error) {
	type answer struct {
		story *storyAnswers
		err   error
	}
	answers := make([]answer, len(stories))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(stories)) {
		workers.Go(func() {
			for i := range next {
				answers[i].story, answers[i].err = check(stories[i], all, parse)
			}
		})
	}
	for i := range stories {
		next <- i
	}
	close(next)
	workers.Wait()

	t := &tally{scores: &Scores{}, rules: map[string]*Rule{}, kinds: map[string]*Kind{}}
	var problems []error
	for i, a := range answers {
		problems = append(problems, a.err)
		if a.err == nil {
			t.add(stories[i], a.story)
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	for _, r := range all {
		if found := t.rules[r.Name]; found != nil {
			t.scores.Rules = append(t.scores.Rules, found)
		}
	}
	for _, k := range t.kinds {
		t.scores.Kinds = append(t.scores.Kinds, k)
	}
	slices.SortFunc(t.scores.Kinds, func(a, b *Kind) int { return cmp.Compare(a.Name, b.Name) })
	return t.scores, nil
}

// storyAnswers are the findings on a story and on its edited copies, in order.
type storyAnswers struct {
	original         []rules.Finding
	errors, harmless [][]rules.Finding
}

func check(s *Story, all []*rules.Rule, parse Parse) (*storyAnswers, error) {
	catalog, err := facts.Load([]string{s.Facts})
	if err != nil {
		return nil, err
	}
	checker := rules.NewChecker(catalog, all, rules.Options{Published: s.Published})
	judge := func(text []byte) []rules.Finding {
		d, problem := parse(s.Path, text)
		if problem != nil {
			err = errors.Join(err, problem)
			return nil
		}
		return checker.Judge(d)
	}
	a := &storyAnswers{original: judge(s.Text)}
	for _, e := range s.Errors {
		a.errors = append(a.errors, judge(e.Apply(s.Text)))
	}
	for _, e := range s.Harmless {
		a.harmless = append(a.harmless, judge(e.Apply(s.Text)))
	}
	return a, err
}

type tally struct {
	scores *Scores
	rules  map[string]*Rule
	kinds  map[string]*Kind
}

func (t *tally) rule(name string) *Rule {
	if t.rules[name] == nil {
		t.rules[name] = &Rule{Name: name}
	}
	return t.rules[name]
}

func (t *tally) kind(name string) *Kind {
	if t.kinds[name] == nil {
		t.kinds[name] = &Kind{Name: name, True: map[rules.Label]int{}, Open: map[rules.Label]int{}}
	}
	return t.kinds[name]
}

func (t *tally) add(s *Story, a *storyAnswers) {
	known := map[key]bool{}
	for _, f := range a.original {
		if f.Label == rules.Refuted {
			known[keyOf(s.Text, f)] = true
		}
	}
	t.addOriginal(s, a.original)
	for i, e := range s.Errors {
		t.addError(s, e, a.errors[i], known)
	}
	for i, e := range s.Harmless {
		t.addHarmless(s, e, a.harmless[i], known)
	}
}

// key knows a report by its words, so that it is found again in an edited copy.
type key struct{ rule, text string }

func keyOf(text []byte, f rules.Finding) key {
	return key{f.Rule, string(text[f.Span.Start:f.Span.End])}
}

func (t *tally) addOriginal(s *Story, findings []rules.Finding) {
	t.scores.Stories++
	alarms := 0
	for _, f := range findings {
		switch f.Label {
		case rules.Supported:
			t.rule(f.Rule).Supported++
		case rules.NotEnoughInfo:
			t.rule(f.Rule).Open++
		case rules.Refuted:
			alarms++
			t.rule(f.Rule).Alarms++
			t.miss(Miss{Story: s, Text: s.Text, Span: f.Span, What: "false alarm", Kind: f.Rule, Detail: f.Message})
		}
	}
	t.scores.Alarms += alarms
	if alarms == 0 {
		t.scores.Clean++
	}
	for _, c := range s.Claims {
		said := touching(findings, c.Span)
		answer := strongest(said)
		if c.Label == rules.NotEnoughInfo {
			t.kind(c.Kind).Open[answer]++
			continue
		}
		t.kind(c.Kind).True[answer]++
		if answer != rules.Supported {
			t.miss(Miss{Story: s, Text: s.Text, Span: c.Span, What: answerWords[answer], Kind: c.Kind, Detail: c.Note, Said: said})
		}
	}
}

var answerWords = map[rules.Label]string{rules.Refuted: "refuted", rules.NotEnoughInfo: "not on record", Silent: "silent"}

func (t *tally) addError(s *Story, e Edit, findings []rules.Finding, known map[key]bool) {
	text := e.Apply(s.Text)
	flag := flagged(text, e)
	paragraph := lineOf(text, flag)
	kind := t.kind(e.Kind)
	kind.Errors.Whole++
	found := false
	for _, f := range findings {
		if f.Label != rules.Refuted || known[keyOf(text, f)] {
			continue
		}
		switch {
		case overlap(f.Span, flag):
			found = true
			t.rule(f.Rule).Right++
		case !overlap(f.Span, paragraph):
			kind.Elsewhere++
			t.rule(f.Rule).Elsewhere++
			t.miss(Miss{Story: s, Text: text, Span: f.Span, What: "alarm elsewhere", Kind: f.Rule, Detail: f.Message})
		}
	}
	if found {
		kind.Errors.Part++
		return
	}
	t.miss(Miss{Story: s, Text: text, Span: flag, What: "missed", Kind: e.Kind, Detail: e.Note, Said: touching(findings, flag)})
}

func (t *tally) addHarmless(s *Story, e Edit, findings []rules.Finding, known map[key]bool) {
	text := e.Apply(s.Text)
	alarm := false
	for _, f := range findings {
		if f.Label == rules.Refuted && !known[keyOf(text, f)] {
			alarm = true
			t.rule(f.Rule).Alarms++
			t.miss(Miss{Story: s, Text: text, Span: f.Span, What: "alarm on a harmless edit", Kind: f.Rule, Detail: f.Message})
		}
	}
	t.scores.Harmless.Whole++
	if alarm {
		t.scores.Harmless.Part++
	}
}

func (t *tally) miss(m Miss) { t.scores.Misses = append(t.scores.Misses, m) }

func touching(findings []rules.Finding, span draft.Span) (said []rules.Finding) {
	for _, f := range findings {
		if overlap(f.Span, span) {
			said = append(said, f)
		}
	}
	return said
}

func strongest(said []rules.Finding) rules.Label {
	for _, label := range []rules.Label{rules.Refuted, rules.Supported, rules.NotEnoughInfo} {
		if slices.ContainsFunc(said, func(f rules.Finding) bool { return f.Label == label }) {
			return label
		}
	}
	return Silent
}

func overlap(a, b draft.Span) bool { return a.Start < b.End && b.Start < a.End }

// flagged returns where a report on a planted error should be: of the places of its flag the one nearest to the first
// place of the words put in.
func flagged(text []byte, e Edit) draft.Span {
	edited := max(bytes.Index(text, []byte(e.Replace)), 0)
	best := draft.Span{Start: -1}
	for from := 0; ; {
		at := bytes.Index(text[from:], []byte(e.Flag))
		if at < 0 {
			return best
		}
		at += from
		if best.Start < 0 || abs(at-edited) < abs(best.Start-edited) {
			best = draft.Span{Start: at, End: at + len(e.Flag)}
		}
		from = at + 1
	}
}

func abs(n int) int { return max(n, -n) }

// lineOf returns the line that holds a span, which is a paragraph where paragraphs are not broken into lines.
func lineOf(text []byte, span draft.Span) draft.Span {
	end := bytes.IndexByte(text[span.End:], '\n')
	if end < 0 {
		end = len(text)
	} else {
		end += span.End
	}
	return draft.Span{Start: bytes.LastIndexByte(text[:span.Start], '\n') + 1, End: end}
}
