package report

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/rules"
)

// Fingerprints returns the names of the claims of an article, in the order of its findings, for baselines and for
// programs that follow a claim from run to run. A name hangs on the rule, the words and the facts of
// a claim, never on where it stands: a paragraph added before it, or a line broken elsewhere, leaves
// it alone, and a changed figure on either side gives a new one. Claims that agree in everything are told apart
// by their order in the article.
func Fingerprints(a Article) []string {
	if a.IDs != nil {
		return a.IDs
	}
	names := make([]string, len(a.Findings))
	seen := map[string]int{}
	for i := range a.Findings {
		f := &a.Findings[i]
		names[i] = fingerprint(seen, f, string(a.Draft[f.Span.Start:f.Span.End]))
	}
	return names
}

func fingerprint(seen map[string]int, f *rules.Finding, text string) string {
	h := sha256.New()
	writeField(h, f.Rule)
	writeField(h, strings.Join(strings.Fields(text), " "))
	for _, o := range f.Evidence {
		writeField(h, o.Measure.Dataset.ID)
		writeField(h, o.Measure.ID)
		writeField(h, o.Period.String())
		for _, m := range o.Members {
			if m != nil {
				writeField(h, m.Dimension.ID+"="+m.ID)
			}
		}
		writeField(h, o.Value.String())
	}
	sum := string(h.Sum(nil))
	seen[sum]++
	writeField(h, strconv.Itoa(seen[sum]))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// writeField writes s with its length, so that no two lists of fields are written alike.
func writeField(h hash.Hash, s string) {
	io.WriteString(h, strconv.Itoa(len(s)))
	io.WriteString(h, ":")
	io.WriteString(h, s)
}
