package rules

import (
	"cmp"
	"slices"

	"github.com/onrecord/onrecord/draft"
)

// Edit says that the bytes [Start, OldEnd) of a draft became the bytes [Start, NewEnd).
type Edit struct{ Start, OldEnd, NewEnd int }

// Recheck returns the findings of a document after an edit, for an editor that cannot wait for Check. The blocks that
// the edit touches are judged, beside the blocks near them and under the headings; findings elsewhere are those of
// before, moved along. What an edit changes far away, as for a figure that the body repeats, only Check sees.
func (k *Checker) Recheck(d *draft.Document, before []Finding, e Edit) []Finding {
	first, last := touched(d, e)
	var findings []Finding
	for _, f := range before {
		if moved, ok := e.move(f); ok && !within(d, first, last, moved.Span) {
			findings = append(findings, moved)
		}
	}
	if first <= last {
		part := *d
		part.Blocks = around(d.Blocks, first, last)
		budget := mendBudget
		for _, f := range k.check(&part, k.place(d)...) {
			if !within(d, first, last, f.Span) {
				continue
			}
			if f.Suggestion != nil && !k.mends(d, f, &budget) {
				f.Suggestion = nil
			}
			findings = append(findings, f)
		}
	}
	for i := range findings {
		findings[i].Suppressed, findings[i].ignore = nil, nil
	}
	suppress(d, findings)
	sortFindings(findings)
	suppress(d, findings)
	return findings
}

// Touched returns how many bytes of prose the edit of a document makes Recheck judge anew, those of the blocks that
// the edit lies in or borders on.
func Touched(d *draft.Document, e Edit) (bytes int) {
	first, last := touched(d, e)
	for i := first; i <= last; i++ {
		bytes += d.Blocks[i].Span().Len()
	}
	return bytes
}

// touched returns the first and the last block that an edit lies in or borders on; first > last for none.
func touched(d *draft.Document, e Edit) (first, last int) {
	first, last = len(d.Blocks), -1
	for i := range d.Blocks {
		if s := d.Blocks[i].Span(); s.Start <= e.NewEnd && e.Start <= s.End {
			first, last = min(first, i), i
		}
	}
	return first, last
}

// within reports whether a claim begins in one of the blocks from first to last.
func within(d *draft.Document, first, last int, claim draft.Span) bool {
	for i := first; i <= last; i++ {
		if s := d.Blocks[i].Span(); s.Start <= claim.Start && claim.Start < s.End {
			return true
		}
	}
	return false
}

// move returns a finding at its place after the edit. One whose words were edited is gone.
func (e Edit) move(f Finding) (Finding, bool) {
	span, ok := e.moveSpan(f.Span)
	if !ok {
		return f, false
	}
	f.Span = span
	if s := f.Suggestion; s != nil {
		if span, ok := e.moveSpan(s.Span); ok {
			f.Suggestion = &Suggestion{span, s.Text}
		} else {
			f.Suggestion = nil
		}
	}
	return f, true
}

func (e Edit) moveSpan(s draft.Span) (draft.Span, bool) {
	switch grown := e.NewEnd - e.OldEnd; {
	case s.End <= e.Start:
		return s, true
	case s.Start >= e.OldEnd:
		return draft.Span{Start: s.Start + grown, End: s.End + grown}, true
	}
	return s, false
}

// around returns the blocks from first to last with those that bear on their claims: the headline, the headings before,
// the blocks around, the cells of the same table.
func around(blocks []draft.Block, first, last int) []draft.Block {
	var chosen []draft.Block
	for i := range blocks {
		b := &blocks[i]
		if i >= first-3 && i <= last+1 || b.Kind == draft.Title || b.Kind == draft.Heading && i < first ||
			b.Kind == draft.Cell && b.Table == blocks[first].Table && first-i < 200 && i-last < 200 {
			chosen = append(chosen, *b)
		}
	}
	return chosen
}

func sortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(x.Span.End, y.Span.End), cmp.Compare(x.Rule, y.Rule))
	})
}
