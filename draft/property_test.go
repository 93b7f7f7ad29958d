package draft

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkDocument checks what holds for every draft.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	source := d.Source
	inside := func(what string, s Span) {
		t.Helper()
		if s.Start < 0 || s.Start > s.End || s.End > len(source) {
			t.Fatalf("%s %v is outside of the source %.200q", what, s, source)
		}
	}
	last := -1
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if len(b.Sentences) == 0 {
			t.Fatalf("block %d has no sentence", i)
		}
		inside("block", b.Span())
		if b.Span().Start < last {
			t.Fatalf("block %d begins before the one before it", i)
		}
		last = b.Span().Start
		end := 0
		for k := range b.Sentences {
			s := &b.Sentences[k]
			checkSentence(t, source, s)
			span := s.Span(0, len(s.Text))
			if span.Start < end && span.Len() > 0 && end > 0 && d.Meta.Title == "" {
				t.Fatalf("%q at %v begins before the end %d of the sentence before it", s.Text, span, end)
			}
			end = span.End
		}
	}
	for _, ignore := range d.Ignores {
		inside("ignore", ignore.Span)
		inside("comment", ignore.Comment)
		if !bytes.HasPrefix(source[ignore.Comment.Start:], []byte("<!--")) {
			t.Fatalf("no comment at %v", ignore.Comment)
		}
	}
	for _, s := range append([]Span{d.Meta.TitleSpan, d.Meta.PublishedSpan, d.Meta.FactsSpan, d.Meta.ClaimsSpan}, d.Meta.FactSpans...) {
		inside("meta", s)
	}
}

func checkSentence(t *testing.T, source []byte, s *Sentence) {
	t.Helper()
	if s.Text == "" || strings.TrimSpace(s.Text) != s.Text || strings.Contains(s.Text, "  ") || !utf8.ValidString(s.Text) {
		t.Fatalf("%q is no proper text", s.Text)
	}
	whole := s.Span(0, len(s.Text))
	at := whole.Start
	for i, r := range s.Text {
		if r < ' ' || r == '\u00A0' || r == '\u2019' {
			t.Fatalf("%q has %q in it", s.Text, r)
		}
		span := s.Span(i, i+utf8.RuneLen(r))
		if span.Start < at || span.Start > span.End || !whole.Contains(span) || span.End > len(source) {
			t.Fatalf("%q: %q is at %v, after %d in %v", s.Text, r, span, at, whole)
		}
		at = span.Start
		written := source[span.Start:span.End]
		if !utf8.Valid(written) {
			t.Fatalf("%q: %q cuts a character: %q", s.Text, r, written)
		}
		if len(written) == 1 && rune(written[0]) != r && !(r == ' ' && isSpace(written[0])) && r != object {
			t.Fatalf("%q: %q is written %q", s.Text, r, written)
		}
	}
	before := 0
	for _, q := range s.Quoted {
		if q.Start < before || q.Start >= q.End || q.End > len(s.Text) {
			t.Fatalf("%q: quoted %v of %v", s.Text, q, s.Quoted)
		}
		before = q.End
	}
}

// prose returns the text of each block, for comparison.
func prose(d *Document) (blocks []string) {
	for i := range d.Blocks {
		var texts []string
		for _, s := range d.Blocks[i].Sentences {
			texts = append(texts, s.Text)
		}
		blocks = append(blocks, strings.Join(texts, " "))
	}
	return blocks
}

func equalProse(a, b []string) bool {
	return strings.Join(a, "\x00") == strings.Join(b, "\x00")
}

func fuzzFormat(f *testing.F, format Format, opening string) {
	for _, path := range drafts(f) {
		source, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	for _, generate := range hostile {
		f.Add([]byte(generate(3)))
	}
	for _, text := range splits {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) > 1<<16 {
			return
		}
		d, err := Parse(source, format)
		if err != nil {
			if e, ok := err.(*SyntaxError); !ok || e.Line < 1 || e.Column < 1 || e.Msg == "" {
				t.Fatalf("error %v", err)
			}
			return
		}
		checkDocument(t, d)
		if bytes.IndexByte(source, '\r') < 0 {
			crlf, err := Parse(bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n")), format)
			if err != nil {
				t.Fatalf("with CRLF: %v", err)
			}
			checkDocument(t, crlf)
			if a, b := prose(d), prose(crlf); !equalProse(a, b) {
				t.Fatalf("with LF   %q\nwith CRLF %q", a, b)
			}
		}
		if bytes.HasPrefix(source, []byte("---")) || bytes.HasPrefix(source, byteOrderMark) {
			return
		}
		shifted, err := Parse(append([]byte(opening), source...), format)
		if err != nil {
			t.Fatalf("after a paragraph: %v", err)
		}
		a, b := prose(d), prose(shifted)
		if format == Text { // what was the first line may have been a headline
			a, b = []string{strings.Join(a, " ")}, append(b[:min(1, len(b))], strings.Join(b[min(1, len(b)):], " "))
		}
		if len(b) == 0 || !equalProse(a, b[1:]) {
			t.Fatalf("alone             %q\nafter a paragraph %q", a, b)
		}
		for i := 0; i < len(d.Blocks) && len(d.Blocks)+1 == len(shifted.Blocks); i++ {
			was, is := d.Blocks[i].Span(), shifted.Blocks[i+1].Span()
			if is.Start != was.Start+len(opening) || is.End != was.End+len(opening) {
				t.Fatalf("block %d was at %v and is at %v after %d bytes", i, was, is, len(opening))
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) { fuzzFormat(f, Markdown, "It is so.\n\n") }

func FuzzHTML(f *testing.F) { fuzzFormat(f, HTML, "<p>It is so.</p>") }

func FuzzText(f *testing.F) { fuzzFormat(f, Text, "It is so.\n\n") }
