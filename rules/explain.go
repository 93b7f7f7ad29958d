package rules

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
)

// Explanation is one line of how a claim came to its verdict, in an editor's words.
type Explanation struct {
	Part ExplanationPart
	Text string
	At   draft.Span // the words of the draft that it speaks of; empty for none
}

// ExplanationPart is what a line of an explanation tells.
type ExplanationPart string

// The parts, in their order.
const (
	ReadAs    ExplanationPart = "read as"    // measure, members, period, and from which words
	Rows      ExplanationPart = "row"        // what the facts have, and where
	Compared  ExplanationPart = "compared"   // the arithmetic
	InsteadOf ExplanationPart = "instead of" // another reading, and why it was passed over
	ToSettle  ExplanationPart = "to settle"  // what would decide an open claim
)

// Explain tells how the claim came to its verdict. It is worked out anew at each call.
func (f *Finding) Explain() []Explanation {
	if f.declared != "" {
		return []Explanation{{Part: ReadAs, Text: "declared in " + f.declared}}
	}
	if f.best == nil || f.pass == nil || f.best.reading.Slice.Measure == nil {
		return nil
	}
	x := &explainer{p: f.pass, f: f}
	x.readAs()
	x.rows()
	if f.best.known {
		x.say(Compared, x.compared())
	}
	x.rivals()
	if f.Label == NotEnoughInfo {
		x.settle()
	}
	return x.lines
}

type explainer struct {
	p     *Pass
	f     *Finding
	lines []Explanation
}

func (x *explainer) say(part ExplanationPart, text string, at ...draft.Span) {
	line := Explanation{Part: part, Text: text}
	if len(at) > 0 {
		line.At = at[0]
	}
	x.lines = append(x.lines, line)
}

// source is where a slot of a reading was taken from: words, and the place of words in another sentence.
type source struct {
	words string
	at    draft.Span
}

func (x *explainer) readAs() {
	r := x.f.best.reading
	own := func(ref claims.Ref) bool { return ref.Measure == r.Slice.Measure }
	x.slot("measure", r.Slice.Measure.Label, r.MeasureFrom, own, r.Pinned)
	named := false
	for _, m := range r.Slice.Members {
		if m != nil {
			named = true
			x.slot(strings.ReplaceAll(m.Dimension.ID, "-", " "), m.Label, r.MemberFrom, func(ref claims.Ref) bool { return ref.Member == m }, r.Pinned)
		}
	}
	if !named && len(r.Slice.Measure.Dataset.Dimensions) > 0 {
		x.say(ReadAs, "in all, as no "+strings.ReplaceAll(r.Slice.Measure.Dataset.Dimensions[0].ID, "-", " ")+" is named for it")
	}
	if r.Slice.Measure.Dataset.Period != nil {
		x.period(r)
	}
}

// slot tells what a slot was filled with and where from.
func (x *explainer) slot(what, value string, from claims.Origin, is func(claims.Ref) bool, pinned bool) {
	text := fmt.Sprintf("%s: %s", what, value)
	found := x.named(from, is)
	switch {
	case pinned:
		x.say(ReadAs, text+", as declared")
	case from == claims.Named && found.words != "":
		x.say(ReadAs, fmt.Sprintf("%s, from %q", text, found.words))
	case found.words != "":
		x.say(ReadAs, fmt.Sprintf("%s, %s: %q", text, originWords[from], found.words), found.at)
	case from == claims.Default:
		x.say(ReadAs, text+", named nowhere: it is what the facts have for such a figure")
	default:
		x.say(ReadAs, text)
	}
}

var originWords = map[claims.Origin]string{claims.Named: "named", claims.Carried: "carried over from an earlier sentence", claims.Headed: "from the headline"}

// named finds the words that name something: in the sentence itself, else in the nearest one before.
func (x *explainer) named(from claims.Origin, is func(claims.Ref) bool) source {
	sentences := x.p.Article.Sentences
	index := x.p.Sentence.Index
	var best source
	for i := index; i >= 0 && i > index-40 && best.words == ""; i-- {
		s := sentences[i]
		if from == claims.Carried && i == index {
			continue
		}
		for _, n := range s.Names {
			if !slices.ContainsFunc(n.Refs, is) {
				continue
			}
			// of several names the one nearest to the claim
			if at := s.Span(n.First, n.Last); best.words == "" || away(at, x.f.Span) < away(best.at, x.f.Span) {
				best = source{s.Words(n.First, n.Last), at}
			}
		}
		if from == claims.Named {
			break
		}
	}
	return best
}

// away returns how many bytes lie between two spans.
func away(a, b draft.Span) int { return max(a.Start-b.End, b.Start-a.End, 0) }

func (x *explainer) period(r claims.Reading) {
	at := r.Period
	cells := x.p.cells(r.Slice, at)
	if at.IsZero() && len(cells) > 0 {
		at = cells[len(cells)-1].Period
	}
	when := "no period"
	if !at.IsZero() {
		when = at.Words()
	}
	switch {
	case r.Pinned && r.Dated == nil && r.PeriodFrom == claims.Named:
		x.say(ReadAs, "period: "+when+", as declared")
	case r.PeriodFrom == claims.Named && x.isOwn(r.Dated):
		words := x.p.Sentence.Words(r.Dated.First, r.Dated.Last)
		text := fmt.Sprintf("period: %s, from %q", when, words)
		if r.Dated.Anchor == claims.Published && !x.p.Article.Published.IsZero() {
			text += ", counted from the day of publication, " + x.p.Article.Published.Words()
		}
		x.say(ReadAs, text)
	case r.PeriodFrom == claims.Default || r.Period.IsZero():
		x.say(ReadAs, "period: "+when+", the latest on record, as the words name none")
	case r.PeriodFrom == claims.Named:
		x.say(ReadAs, "period: "+when)
	default:
		x.say(ReadAs, "period: "+when+", "+originWords[r.PeriodFrom])
	}
}

// isOwn reports whether a mention is one of the sentence: a reading that another figure bears out may have an earlier one.
func (x *explainer) isOwn(m *claims.PeriodMention) bool {
	for i := range x.p.Sentence.Periods {
		if m == &x.p.Sentence.Periods[i] {
			return true
		}
	}
	return false
}

// mostRows bounds how many rows are told one by one.
const mostRows = 6

func (x *explainer) rows() {
	rows := x.f.best.rows
	if len(rows) == 0 {
		rows = x.f.Evidence
	}
	for i, o := range rows {
		if i == mostRows {
			x.say(Rows, fmt.Sprintf("and %d more", len(rows)-i))
			break
		}
		text := fmt.Sprintf("%s = %s (%s:%d)", facts.Slice{Measure: o.Measure, Members: o.Members}.WordsAt(o.Period), quantity.Format(o.Value, o.Measure.Unit), filepath.ToSlash(o.Path), o.Line)
		if o.Status != facts.Final {
			text += ", " + o.Status.String()
		}
		x.say(Rows, text)
	}
}

// compared tells the comparison of the words with what the facts give.
func (x *explainer) compared() string {
	outcome := "they differ"
	switch q := x.f.best; {
	case q.fit == quantity.Understated:
		outcome = "true, but far from the figure"
	case q.fit == quantity.Exact:
		outcome = "they agree"
	case q.fit >= quantity.Within:
		outcome = "they agree, as the words round or bound the figure"
	}
	return fmt.Sprintf("%q with %s: %s", strings.Join(strings.Fields(string(x.p.Article.Document.Source[x.f.Span.Start:x.f.Span.End])), " "), x.f.best.says, outcome)
}

// mostRivals bounds how many other readings are told.
const mostRivals = 3

func (x *explainer) rivals() {
	best := x.f.best
	told := map[string]bool{rivalWords(best.reading): true}
	for _, q := range x.f.near {
		words := rivalWords(q.reading)
		if told[words] || len(told) > mostRivals || q.known && q.says == best.says || !q.known && x.f.Label != NotEnoughInfo {
			continue // it comes to the same, or to nothing
		}
		told[words] = true
		says := "has no row"
		switch {
		case q.known && q.fit >= quantity.Within:
			says = "would agree (" + q.says + ")"
		case q.known:
			says = "would not agree either (" + q.says + ")"
			if best.known && best.fit >= quantity.Within {
				says = "would not agree (" + q.says + ")"
			}
		}
		x.say(InsteadOf, fmt.Sprintf("%s, which %s: %s", words, says, x.whyNot(q)))
	}
}

func rivalWords(r claims.Reading) string {
	if r.Period.IsZero() && r.Slice.Measure.Dataset.Period != nil {
		return r.Slice.Words() + ", latest on record"
	}
	return r.Slice.WordsAt(r.Period)
}

// whyNot tells why a reading was passed over.
func (x *explainer) whyNot(q proposal) string {
	r, best := q.reading, x.f.best.reading
	switch {
	case q.cost < x.f.best.cost && q.known:
		return "the words fit it better, but the facts bear the other out"
	case q.cost < x.f.best.cost:
		return "without a row nothing can be said of it"
	case r.Alien && !best.Alien:
		return "the figure counts something else"
	case r.Partial && !best.Partial:
		return "it has no place for a name beside the figure"
	case r.MeasureFrom > best.MeasureFrom:
		return fmt.Sprintf("%s is %s", r.Slice.Measure.Label, passedOver[r.MeasureFrom])
	case r.MemberFrom > best.MemberFrom:
		return "its members are " + passedOver[r.MemberFrom]
	case r.PeriodFrom > best.PeriodFrom:
		return "its period is " + passedOver[r.PeriodFrom]
	case q.cost <= x.f.best.cost+0.05:
		return "the words fit it as well"
	}
	return "its words stand farther from the figure"
}

var passedOver = map[claims.Origin]string{claims.Carried: "only named in a sentence before", claims.Headed: "only named in the headline", claims.Default: "not named"}

// settle tells what would decide an open claim.
func (x *explainer) settle() {
	best := x.f.best
	r := best.reading
	if m := best.missing; !best.known && m.slice.Measure != nil {
		if have, coarser := x.p.have(m); coarser {
			x.say(ToSettle, "speak of what the facts have: "+have)
		} else {
			x.say(ToSettle, fmt.Sprintf("add the row for %s to %s, or speak of what is there", m.slice.WordsAt(m.at), filepath.ToSlash(m.slice.Measure.Dataset.Path)))
		}
	} else if !best.known && len(best.gaps) > 0 {
		x.say(ToSettle, fmt.Sprintf("add the rows of %s for %s to %s, or claim no more than the facts cover", r.Slice.Words(), periodList(best.gaps), filepath.ToSlash(r.Slice.Measure.Dataset.Path)))
	} else if !best.known {
		x.say(ToSettle, "add what is missing to "+filepath.ToSlash(r.Slice.Measure.Dataset.Path)+", or say something else")
	} else if best.known {
		x.say(ToSettle, x.p.unsaid(r))
	}
	at := r.Period
	if at.IsZero() && r.Slice.Measure.Dataset.Period != nil {
		if cells := x.p.cells(r.Slice, at); len(cells) > 0 {
			at = cells[len(cells)-1].Period
		}
	}
	if best.known {
		x.say(ToSettle, "or declare it: "+declaration(x.f, r.Slice, at, x.p))
	}
}

// declaration writes a declared claim in one line, as story.claims.yaml has it.
func declaration(f *Finding, s facts.Slice, at period.Period, p *Pass) string {
	var b strings.Builder
	words := strings.Join(strings.Fields(string(p.Article.Document.Source[f.Span.Start:f.Span.End])), " ")
	fmt.Fprintf(&b, "{quote: %q, rule: %s, measure: %s", words, f.Rule, s.Measure.ID)
	var members []string
	for _, m := range s.Members {
		if m != nil {
			members = append(members, m.Dimension.ID+": "+m.ID)
		}
	}
	if len(members) > 0 {
		fmt.Fprintf(&b, ", members: {%s}", strings.Join(members, ", "))
	}
	if !at.IsZero() {
		fmt.Fprintf(&b, ", period: %s", at)
	}
	return b.String() + "}"
}
