package draft

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
)

func parse(t *testing.T, source string, f Format) *Document {
	t.Helper()
	d, err := Parse([]byte(source), f)
	if err != nil {
		t.Fatalf("%q: %v", source, err)
	}
	checkDocument(t, d)
	return d
}

// The span of what a text says is the bytes that say it.
func TestSpan(t *testing.T) {
	tests := []struct {
		format       Format
		source, text string
		find, want   string
	}{
		{Markdown, "fell to **388** in 2024", "fell to 388 in 2024", "fell to 388", "fell to **388"},
		{Markdown, "fell to **388** in 2024", "fell to 388 in 2024", "388", "388"},
		{Markdown, "was **the lowest on record**.", "was the lowest on record.", "the lowest on record", "the lowest on record"},
		{Markdown, "rose by 5\\% &amp; &pound;3", "rose by 5% & £3", "5%", "5\\%"},
		{Markdown, "rose by 5\\% &amp; &pound;3", "rose by 5% & £3", "£3", "&pound;3"},
		{Markdown, "a 20&nbsp;000&#x20AC; b", "a 20 000€ b", "20 000€", "20&nbsp;000&#x20AC;"},
		{Markdown, "a [388](/x/2024) b", "a 388 b", "388 b", "388](/x/2024) b"},
		{Markdown, "> fell\n> to 388", "fell to 388", "fell to", "fell\n> to"},
		{Markdown, "fell\\\nto 388  \nin May", "fell to 388 in May", "to 388 in", "to 388  \nin"},
		{Markdown, "see `12` and ~~13~~ it", "see \uFFFC and \uFFFC it", "\uFFFC", "`12`"},
		{Markdown, "the `` `12` `` it", "the \uFFFC it", "\uFFFC", "`` `12` ``"},
		{Markdown, "<b>388</b> thefts<br/>in May", "388 thefts in May", "thefts in", "thefts<br/>in"},
		{Markdown, "AT&T, R&D &c, &bogus; & &#0; it", "AT&T, R&D &c, &bogus; & \uFFFD it", "&bogus;", "&bogus;"},
		{Markdown, "Zoë’s 👩‍🚒 1⁄2 “naïve” e\u0301", "Zoë's 👩🚒 1⁄2 \"naïve\" e\u0301", "Zoë's 👩🚒", "Zoë’s 👩‍🚒"},
		{Text, "a\u00A0b\u2009c\u2212d\u2011e\u00ADf\u200Bg", "a b c-d-efg", "c-d-efg", "c\u2212d\u2011e\u00ADf\u200Bg"},
		{Text, "１２３，４５６ ％", "123,456 %", "123,456", "１２３，４５６"},
		{Text, "‘a’ ‚b‛ “c” „d‟", "'a' 'b' \"c\" \"d\"", "\"c\"", "“c”"},
		{Text, "fell \t to\r\n 388 ½ – ok", "fell to 388 ½ – ok", "to 388 ½ –", "to\r\n 388 ½ –"},
		{Text, "a & b &amp; c \\* d", "a & b &amp; c \\* d", "&amp;", "&amp;"},
		{HTML, "<p>a &lt;b&gt; &pound5 &copy2024 &AMP d", "a <b> £5 ©2024 & d", "£5 ©2024", "&pound5 &copy2024"},
		{HTML, "<p>fell <i>to</i>\n<b>388</b>", "fell to 388", "to 388", "to</i>\n<b>388"},
		{HTML, "<p>burglar&shy;ies&nbsp;&nbsp;&nbsp;fell", "burglaries fell", "burglaries fell", "burglar&shy;ies&nbsp;&nbsp;&nbsp;fell"},
		{HTML, "<p>a<span>b</span>c <!-- 12 --> d", "abc d", "bc d", "b</span>c <!-- 12 --> d"},
		{HTML, "<p>&NotEqualTilde; x", "≂̸ x", "x", "x"},
		{HTML, "<p>it&#146;s &#x80;5", "it's €5", "€5", "&#x80;5"},
	}
	for _, test := range tests {
		d := parse(t, test.source, test.format)
		s := &d.Blocks[0].Sentences[0]
		if s.Text != test.text {
			t.Errorf("%q is read as %q, want %q", test.source, s.Text, test.text)
			continue
		}
		at := strings.Index(s.Text, test.find)
		span := s.Span(at, at+len(test.find))
		if got := test.source[span.Start:span.End]; got != test.want {
			t.Errorf("%q: %q is at %q, want %q", test.source, test.find, got, test.want)
		}
	}
}

func TestSpanAtTheEdges(t *testing.T) {
	d := parse(t, "a **bc** d", Markdown)
	s := &d.Blocks[0].Sentences[0]
	for _, test := range []struct{ start, end, wantStart, wantEnd int }{
		{0, 0, 0, 0}, {2, 2, 4, 4}, {6, 6, 10, 10}, {-5, 99, 0, 10}, {4, 2, 8, 8}, {3, 4, 5, 6},
	} {
		if got := s.Span(test.start, test.end); got != (Span{test.wantStart, test.wantEnd}) {
			t.Errorf("Span(%d, %d) = %v, want {%d %d}", test.start, test.end, got, test.wantStart, test.wantEnd)
		}
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ source, want string }{
		{"a\nb\x00c", "2:2: a NUL byte: this is no text file; a draft is UTF-8 text"},
		{"näme\r\nzw\x93lf", "2:3: the byte 0x93 is not UTF-8: in Windows-1252 it would be '“'; save the draft as UTF-8"},
		{"abc\xC3", "1:4: the byte 0xC3 is not UTF-8: save the draft as UTF-8"},
		{"\xFF\xFEa\x00", "1:1: the draft is UTF-16: save it as UTF-8"},
		{"---\ntitle: x\npublished: 2025\n", "1:1: the front matter has no end: put a line --- after it"},
		{"---\ntitle: x\ntitle: y\n---\n", "3:1: \"title\" is given twice, here and on line 2"},
		{"---\ntitle: x\nfacts: {a: 1}\n---\n", "3:8: facts must be a list of dataset ids, as in \"facts: [city-burglary]\""},
		{"---\ntitle: x\nfacts: [a, [b]]\n---\n", "3:12: facts must be a list of dataset ids, as in \"facts: [city-burglary]\""},
		{"---\ntitle: [x]\n---\n", "2:8: title must be a text"},
		{"---\r\ntitle: x\r\npublished: {}\r\n---\r\n", "3:12: published must be a date, as in \"published: 2025-02-12\""},
		{"a\n\n<!-- onrecord-ignore-line value: x -->", "3:1: no comment is called \"onrecord-ignore-line\": use onrecord-ignore-next-line, -start, -end or -file"},
		{"a <!-- onrecord-ignore-end -->", "1:3: onrecord-ignore-end without onrecord-ignore-start before it"},
	}
	for _, test := range tests {
		_, err := Parse([]byte(test.source), Markdown)
		if _, ok := err.(*SyntaxError); !ok || err.Error() != test.want {
			t.Errorf("%q:\n got %v\nwant %s", test.source, err, test.want)
		}
	}
	for _, source := range []string{"---\na: [b\n---\n", "---\na: b\n c: d: e\n---\n", "---\na: \"b\n---\nx", "---\n\ta: b\n? [\n---\n"} {
		_, err := Parse([]byte(source), Markdown)
		if e, ok := err.(*SyntaxError); ok {
			if e.Line < 2 || e.Line > strings.Count(source, "\n") || !strings.HasPrefix(e.Msg, "the front matter is not YAML: ") {
				t.Errorf("%q: %v", source, err)
			}
		} else if err != nil || source[4] != '\t' {
			t.Errorf("%q: no error", source)
		}
	}
	if _, err := Parse(make([]byte, MaxSize+1), Text); err == nil {
		t.Error("no error for a draft beyond MaxSize")
	}
}

func TestTOMLFrontMatter(t *testing.T) {
	d := parse(t, "+++\ntitle = \"Thefts fall to 388\"\ntags = [1, 2]\n+++\nIt rose.", Markdown)
	if got := prose(d); !equalProse(got, []string{"Thefts fall to 388", "It rose."}) || d.Blocks[0].Kind != Title {
		t.Errorf("got %q", got)
	}
	if got := prose(parse(t, "+++\nIt rose = fell.\n", Markdown)); !equalProse(got, []string{"+++ It rose = fell."}) {
		t.Errorf("got %q", got)
	}
}

func TestParseConcurrently(t *testing.T) {
	source, err := os.ReadFile("testdata/city.md")
	if err != nil {
		t.Fatal(err)
	}
	want := listing(parse(t, string(source), Markdown))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if d, err := Parse(source, Markdown); err != nil || listing(d) != want {
				t.Errorf("a different document, or %v", err)
			}
		})
	}
	group.Wait()
}

// What only looks like front matter is text.
func TestNoFrontMatter(t *testing.T) {
	for _, source := range []string{"---\n\nIt rose. Why: nobody knows.\n\n---\n\nIt fell.", "---\nIt rose in 12: why\n", "----\na: b\n", "x\n---\na: b\n---"} {
		d := parse(t, source, Markdown)
		if d.Meta.Title != "" || len(d.Blocks) == 0 || d.Blocks[0].Kind == Title {
			t.Errorf("%q: %+v", source, d.Blocks)
		}
	}
	for _, source := range []string{"", "\n", "\xEF\xBB\xBF", "---\n---\n", "---\n# nothing\n---", "\r", "<!-- x -->", "* * *"} {
		for _, format := range []Format{Text, Markdown, HTML} {
			if d := parse(t, source, format); len(d.Blocks) != 0 && source[0] != '*' && format == Markdown {
				t.Errorf("%q has blocks", source)
			}
		}
	}
}

// The title's sentence maps to the bytes of the front matter, however YAML writes it.
func TestTitle(t *testing.T) {
	tests := []struct{ yaml, text, find, want string }{
		{"title: Thefts fall to 388 # draft", "Thefts fall to 388", "388", "388"},
		{"title: 'Mayor''s 388'", "Mayor's 388", "Mayor's 388", "Mayor''s 388"},
		{`title: "\"A\" \u2014 \x33\U0001F600 8"`, `"A" — 3😀 8`, "3😀", `\x33\U0001F600`},
		{"title: \"Thefts\n\n  fall \\\n  to 388\"", "Thefts fall to 388", "fall to", "fall \\\n  to"},
		{"title: >\n  Thefts fall\n  to 388\n", "Thefts fall to 388", "fall to", "fall\n  to"},
		{"title: |-\n  Thefts fall to 388\n  in 2024", "Thefts fall to 388 in 2024", "388 in", "388\n  in"},
		{"title:\n  Thefts fall\n  to 388", "Thefts fall to 388", "fall to", "fall\n  to"},
		{"title: &t !!str Thefts 388", "Thefts 388", "388", "388"},
		{"x: &t Thefts 388\ntitle: *t", "Thefts 388", "388", "388"},
		{"\"title\": Zoë’s 388", "Zoë's 388", "Zoë's 388", "Zoë’s 388"},
		{"title: 388", "388", "388", "388"},
	}
	for _, test := range tests {
		for _, eol := range []string{"\n", "\r\n"} {
			source := strings.ReplaceAll("\uFEFF---\n"+test.yaml+"\npublished: 2025-02-12\n---\nIt rose.\n", "\n", eol)
			for _, format := range []Format{Text, Markdown, HTML} {
				d := parse(t, source, format)
				s := &d.Blocks[0].Sentences[0]
				if d.Blocks[0].Kind != Title || s.Text != test.text {
					t.Errorf("%q is read as %v %q", test.yaml, d.Blocks[0].Kind, s.Text)
					continue
				}
				at := strings.Index(s.Text, test.find)
				span := s.Span(at, at+len(test.find))
				if got := strings.ReplaceAll(source[span.Start:span.End], "\r", ""); got != test.want {
					t.Errorf("%q: %q is at %q, want %q", test.yaml, test.find, got, test.want)
				}
				if got := d.Meta.PublishedSpan; source[got.Start:got.End] != "2025-02-12" || d.Meta.Published != "2025-02-12" {
					t.Errorf("%q: published %q at %v", test.yaml, d.Meta.Published, got)
				}
				if last := d.Blocks[len(d.Blocks)-1].Sentences[0].Text; last != "It rose." || len(d.Blocks) != 2 {
					t.Errorf("%q: the body is %d blocks, the last %q", test.yaml, len(d.Blocks), last)
				}
			}
		}
	}
}

func TestPublished(t *testing.T) {
	tests := []struct {
		format       Format
		source, want string
	}{
		{Markdown, "---\ndate: 2025-01-01\npublished: 2025-02-12T10:00:00Z\n---", "2025-02-12T10:00:00Z"},
		{Markdown, "---\ndate: 2025-01-01\n---", "2025-01-01"},
		{Markdown, "---\npublished:\n---", ""},
		{Markdown, "+++\ntitle = 'Thefts'\ndate = 2025-02-12\n+++\nIt rose.", "2025-02-12"},
		{HTML, `<meta name="date" content="2025-01-01"><meta content='2025-02-12' name=published>`, "2025-02-12"},
		{HTML, `<META PROPERTY="article:published_time" CONTENT=2025-02-12>`, "2025-02-12"},
		{HTML, `<p>By Jane Hart <time datetime="2025-02-12">today</time></p>`, "2025-02-12"},
		{HTML, `<p>On <time datetime="1969-07-20">that day</time> ` + strings.Repeat("they walked ", 20) + `</p>`, ""},
		{HTML, `<p>x <time datetime="1969-07-20">y</time></p><time itemprop=datePublished datetime=2025-02-12>z</time>`, "2025-02-12"},
		{HTML, `<p>x`, ""},
	}
	for _, test := range tests {
		d := parse(t, test.source, test.format)
		if d.Meta.Published != test.want || test.source[d.Meta.PublishedSpan.Start:d.Meta.PublishedSpan.End] != test.want {
			t.Errorf("%s\n got %q, want %q", test.source, d.Meta.Published, test.want)
		}
	}
}

// Bold, a soft line break and CRLF change no sentence.
func TestMarkupChangesNoText(t *testing.T) {
	const text = "Police said burglaries fell to 388 in 2024, the lowest since 2018. They had been 412."
	want := prose(parse(t, text, Markdown))
	words := strings.Fields(text)
	for i := range words {
		for _, form := range []string{"**%**", "*%*", "<b>%</b>", "[%](/a/2024)", "%\n", "%\r\n", "%  ", "\n%", "\n%\r", "%\u200B", "__%__"} {
			changed := append([]string(nil), words...)
			changed[i] = strings.Replace(form, "%", words[i], 1)
			source := strings.Join(changed, " ")
			if got := prose(parse(t, source, Markdown)); !equalProse(got, want) {
				t.Errorf("%q is read as %q", source, got)
			}
		}
	}
}

func TestIgnores(t *testing.T) {
	const source = `<!-- onrecord-ignore-file rank -->

It rose. <!-- onrecord-ignore-next-line value: checked
by the desk -->
It fell.

<!--onrecord-ignore-next-line-->
<!-- onrecord-ignore-next-line change -->


  It rose again.

<!-- onrecord-ignore-start a, b: why: because -->
One
<!-- onrecord-ignore-start c -->
two
<!-- onrecord-ignore-end a b -->
three

` + "`<!-- onrecord-ignore-next-line d -->`\n\n    <!-- onrecord-ignore-next-line e -->\n"
	d := parse(t, source, Markdown)
	want := []struct {
		rules, reason, covers string
	}{
		{"rank", "", source},
		{"value", "checked by the desk", "It fell."},
		{"", "", "It rose again."},
		{"change", "", "It rose again."},
		{"a b", "why: because", "\nOne\n<!-- onrecord-ignore-start c -->\ntwo\n"},
		{"c", "", source[strings.Index(source, "\ntwo"):]},
	}
	if len(d.Ignores) != len(want) {
		t.Fatalf("%d ignores, want %d: %+v", len(d.Ignores), len(want), d.Ignores)
	}
	for i, ignore := range d.Ignores {
		got := source[ignore.Span.Start:ignore.Span.End]
		if strings.Join(ignore.Rules, " ") != want[i].rules || ignore.Reason != want[i].reason || got != want[i].covers {
			t.Errorf("%q %q covers %q, want %+v", ignore.Rules, ignore.Reason, got, want[i])
		}
	}
}

func TestFormatOf(t *testing.T) {
	for path, want := range map[string]Format{"a.md": Markdown, "b/C.MARKDOWN": Markdown, "a.htm": HTML, "x.html": HTML, "a.txt": Text, "a": Text} {
		if got := FormatOf(path); got != want {
			t.Errorf("FormatOf(%q) = %v", path, got)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	paragraph := "Police **recorded** 388 burglaries in 2024, down from 412 in 2023, the U.S. count &amp; the mayor’s say. " +
		"“It was the lowest since 2018,” he said. See [the table](https://example.org/2024).\n\n"
	for _, format := range []Format{Markdown, HTML, Text} {
		text := paragraph
		if format == HTML {
			text = "<p>" + strings.ReplaceAll(strings.TrimSpace(paragraph), "**", "<b>") + "</p>\n"
		}
		source := bytes.Repeat([]byte(text), 4000)
		b.Run(format.String(), func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(source, format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	article := []byte("---\ntitle: Burglaries fall to 388\npublished: 2025-02-12\n---\n\n" + strings.Repeat(paragraph, 20))
	b.Run("article", func(b *testing.B) {
		b.SetBytes(int64(len(article)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Parse(article, Markdown); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSpan(b *testing.B) {
	d, err := Parse([]byte(strings.Repeat("a **b** &amp; c ", 1000)), Markdown)
	if err != nil {
		b.Fatal(err)
	}
	s := &d.Blocks[0].Sentences[0]
	b.ReportAllocs()
	for b.Loop() {
		s.Span(len(s.Text)/2, len(s.Text)/2+20)
	}
}
