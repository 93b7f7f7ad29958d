package rules_test

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

func recheckSetup(t testing.TB, name string) (*rules.Checker, []byte) {
	t.Helper()
	catalog, err := facts.Load([]string{"../testdata/example/facts"})
	if err != nil {
		t.Fatal(err)
	}
	story, err := os.ReadFile("../testdata/example/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return rules.NewChecker(catalog, rules.All(), rules.Options{}), story
}

func parse(t testing.TB, source []byte) *draft.Document {
	t.Helper()
	d, err := draft.Parse(source, draft.Markdown)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// heads are findings as the reader of an editor sees them.
func heads(source []byte, findings []rules.Finding) (list []string) {
	for _, f := range findings {
		line := f.Rule + " " + string(f.Label) + " " + string(source[f.Span.Start:f.Span.End]) + ": " + f.Message
		if f.Suggestion != nil {
			line += " → " + f.Suggestion.Text
		}
		list = append(list, line)
	}
	return list
}

// Each figure of the story in turn gets another digit. What Recheck says of the block is what Check says, and
// elsewhere nothing is lost or moved off its words.
func TestRecheckAgreesWithCheckWhereTheDraftWasEdited(t *testing.T) {
	checker, story := recheckSetup(t, "story.md")
	before := checker.Check(parse(t, story))
	same, edits := 0, 0
	for at := bytes.Index(story[4:], []byte("---\n")) + 8; at < len(story); at++ {
		if story[at] < '1' || story[at] > '8' {
			continue
		}
		edited := slices.Concat(story[:at], []byte{story[at] + 1, '0'}, story[at+1:])
		d := parse(t, edited)
		got := checker.Recheck(d, before, rules.Edit{Start: at, OldEnd: at + 1, NewEnd: at + 2})
		want := checker.Check(d)
		i := slices.IndexFunc(d.Blocks, func(b draft.Block) bool { return b.Span().End > at })
		block := d.Blocks[i].Span()
		inside := func(f rules.Finding) bool { return !block.Contains(f.Span) }
		edits++
		if slices.Equal(heads(edited, slices.DeleteFunc(slices.Clone(got), inside)), heads(edited, slices.DeleteFunc(slices.Clone(want), inside))) {
			same++
		}
		elsewhere := func(f rules.Finding) bool { return block.Contains(f.Span) }
		kept := heads(edited, slices.DeleteFunc(slices.Clone(got), elsewhere))
		was := heads(story, slices.DeleteFunc(slices.Clone(before), func(f rules.Finding) bool {
			return f.Span.Start >= block.Start && f.Span.Start < block.End
		}))
		if !slices.Equal(kept, was) {
			t.Fatalf("after an edit at byte %d the findings elsewhere are\n%q\nand were\n%q", at, kept, was)
		}
	}
	// A draft that says one thing twice disagrees with itself after an edit, which only Check sees.
	if edits < 50 || same*10 < edits*9 {
		t.Errorf("the edited block is judged as by Check after %d of %d edits", same, edits)
	}
}

func TestRecheckDropsClaimsWhoseWordsAreGone(t *testing.T) {
	checker, story := recheckSetup(t, "story.md")
	before := checker.Check(parse(t, story))
	for _, f := range before {
		edited := slices.Concat(story[:f.Span.Start], []byte("it"), story[f.Span.End:])
		d, err := draft.Parse(edited, draft.Markdown)
		if err != nil {
			continue // the claim stood in the front matter
		}
		for _, g := range checker.Recheck(d, before, rules.Edit{Start: f.Span.Start, OldEnd: f.Span.End, NewEnd: f.Span.Start + 2}) {
			if g.Span.Start < 0 || g.Span.End > len(edited) || g.Span.Start >= g.Span.End {
				t.Fatalf("without %q a claim has the span %v of %d bytes", story[f.Span.Start:f.Span.End], g.Span, len(edited))
			}
		}
	}
	edited := story[:len(story)/2]
	for _, g := range checker.Recheck(parse(t, edited), before, rules.Edit{Start: len(edited), OldEnd: len(story), NewEnd: len(edited)}) {
		if g.Span.End > len(edited) {
			t.Errorf("a claim ends at byte %d of a draft that was cut to %d", g.Span.End, len(edited))
		}
	}
}

// BenchmarkKeystroke edits one word in the middle of a draft of 2,000 words with errors in it.
func BenchmarkKeystroke(b *testing.B) {
	checker, story := recheckSetup(b, "errors.md")
	_, body, _ := bytes.Cut(story[4:], []byte("---\n"))
	text := slices.Concat(story, body, body, body)
	before := checker.Check(parse(b, text))
	at := bytes.LastIndexByte(text[:len(text)/2], ' ')
	edited := slices.Concat(text[:at], []byte("s"), text[at:])
	for b.Loop() {
		d, err := draft.Parse(edited, draft.Markdown)
		if err != nil {
			b.Fatal(err)
		}
		checker.Recheck(d, before, rules.Edit{Start: at, OldEnd: at, NewEnd: at + 1})
	}
	b.ReportMetric(float64(len(bytes.Fields(edited))), "words")
}
