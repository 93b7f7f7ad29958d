package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/rules"
)

// Claims writes how the claims of a draft were read as a file of declared claims, which schema/claims.schema.json
// describes, for an editor to correct and keep. Claims that are not firm stand there with their reading commented out, and
// so do the others that loose says; claims that no facts were looked up for are left out. It returns how many it wrote.
func Claims(w io.Writer, a Article, d *draft.Document, loose func(*rules.Finding) bool) (written int, err error) {
	b := bufio.NewWriter(w)
	name := path.Base(filepath.ToSlash(a.Path))
	fmt.Fprintf(b, `# How onrecord read %s. Correct what is wrong and keep this file beside the story: what is declared here goes
# before what the program reads. Take the # from the lines of a claim that is open, and it is judged by them.
# onrecord schema claims describes what a claim may say.
claims:
`, name)
	for i := range a.Findings {
		f := &a.Findings[i]
		r, ok := f.Bound()
		if !ok || r.Pinned {
			continue
		}
		written++
		quote, in := wordsOf(d, f.Span)
		fmt.Fprintf(b, "\n  # %s\n", oneLine(word(f)+": "+f.Message))
		fmt.Fprintf(b, "  - quote: %s\n", yamlText(quote))
		if in != quote {
			fmt.Fprintf(b, "    in: %s\n", yamlText(in))
		}
		places := rules.FindWords(d, quote, in)
		if at := slices.Index(places, f.Span); len(places) > 1 && at >= 0 {
			fmt.Fprintf(b, "    occurrence: %d\n", at+1)
		}
		fmt.Fprintf(b, "    rule: %s\n", f.Rule)
		mark := ""
		if f.Label == rules.NotEnoughInfo || loose(f) {
			mark = "# "
		}
		dataset := r.Slice.Measure.Dataset
		fmt.Fprintf(b, "    %sdataset: %s\n    %smeasure: %s\n", mark, yamlText(dataset.ID), mark, yamlText(r.Slice.Measure.ID))
		if members := yamlMembers(r.Slice); members != "" {
			fmt.Fprintf(b, "    %smembers: {%s}\n", mark, members)
		}
		if !r.Period.IsZero() {
			fmt.Fprintf(b, "    %speriod: %s\n", mark, yamlText(r.Period.String()))
		}
	}
	if written == 0 {
		fmt.Fprintln(b, "  [] # none that the facts could settle")
	}
	return written, b.Flush()
}

func yamlMembers(s facts.Slice) string {
	var list []string
	for _, m := range s.Members {
		if m != nil {
			list = append(list, yamlText(m.Dimension.ID)+": "+yamlText(m.ID))
		}
	}
	return strings.Join(list, ", ")
}

// yamlText writes a text in quotation marks, which it never needs to leave out.
func yamlText(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b) // JSON is YAML
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return `""`
	}
	return strings.TrimSpace(b.String())
}

func oneLine(text string) string { return strings.Join(strings.Fields(printable(text)), " ") }

// wordsOf returns what a span says, as sentences have it, without markup and with one space between words, and the
// sentence that it stands in.
func wordsOf(d *draft.Document, span draft.Span) (quote, in string) {
	for i := range d.Blocks {
		for n := range d.Blocks[i].Sentences {
			s := &d.Blocks[i].Sentences[n]
			if whole := s.Span(0, len(s.Text)); !whole.Contains(span) {
				continue
			}
			first, last := len(s.Text), 0
			for at := range len(s.Text) {
				if own := s.Span(at, at+1); own.Start >= span.Start && own.End <= span.End {
					first, last = min(first, at), at+1
				}
			}
			if first < last {
				return s.Text[first:last], s.Text
			}
		}
	}
	quote = string(d.Source[span.Start:span.End])
	return quote, quote
}
