package draft

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// listing prints all that Parse found, with the source of each sentence in quotes where it differs.
func listing(d *Document) string {
	var b strings.Builder
	slice := func(s Span) string { return string(d.Source[s.Start:s.End]) }
	m := d.Meta
	fmt.Fprintf(&b, "title %q = %q\npublished %q = %q\nfacts %q = %q\n", m.Title, slice(m.TitleSpan), m.Published, slice(m.PublishedSpan), m.Facts, slice(m.FactsSpan))
	for i, s := range m.FactSpans {
		fmt.Fprintf(&b, "  %q = %q\n", m.Facts[i], slice(s))
	}
	if m.Claims != "" {
		fmt.Fprintf(&b, "claims %q\n", m.Claims)
	}
	for _, ignore := range d.Ignores {
		fmt.Fprintf(&b, "ignore %q %q by %q: %q\n", ignore.Rules, ignore.Reason, slice(ignore.Comment), slice(ignore.Span))
	}
	for i := range d.Blocks {
		block := &d.Blocks[i]
		fmt.Fprintf(&b, "\n%s", block.Kind)
		if block.Level > 0 {
			fmt.Fprintf(&b, " %d", block.Level)
		}
		if block.Table > 0 {
			fmt.Fprintf(&b, " table %d row %d column %d", block.Table, block.Row, block.Column)
		}
		if block.Header {
			b.WriteString(" header")
		}
		if block.Furniture {
			b.WriteString(" furniture")
		}
		b.WriteByte('\n')
		for k := range block.Sentences {
			s := &block.Sentences[k]
			span := s.Span(0, len(s.Text))
			fmt.Fprintf(&b, "%5d-%d %s\n", span.Start, span.End, s.Text)
			if slice(span) != s.Text {
				fmt.Fprintf(&b, "      = %q\n", slice(span))
			}
			for _, q := range s.Quoted {
				fmt.Fprintf(&b, "      quoted %q\n", s.Text[q.Start:q.End])
			}
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, path := range drafts(t) {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(source, FormatOf(path))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		checkDocument(t, d)
		got, golden := listing(d), path+".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range max(len(gotLines), len(wantLines)) {
			if i >= len(gotLines) || i >= len(wantLines) || gotLines[i] != wantLines[i] {
				t.Errorf("%s:%d: differs\n got %q\nwant %q", golden, i+1, gotLines[min(i, len(gotLines)-1)], wantLines[min(i, len(wantLines)-1)])
				break
			}
		}
	}
}

// drafts returns the paths of the example drafts.
func drafts(t testing.TB) (paths []string) {
	all, err := filepath.Glob("testdata/*.*")
	if err != nil || len(all) == 0 {
		t.Fatalf("no drafts in testdata: %v", err)
	}
	for _, path := range all {
		if filepath.Ext(path) != ".golden" {
			paths = append(paths, path)
		}
	}
	return paths
}
