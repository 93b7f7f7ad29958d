package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/rules"
)

// Show says which claims the text report lists. The last line counts all of them in any case.
type Show uint8

// What is shown. Each includes the ones before it.
const (
	ShowRefuted Show = iota // refuted claims, and those with a warning
	ShowOpen                // also, a line each, what the facts cannot decide
	ShowAll                 // also the supported claims with their evidence
)

// TextOptions is how the text report is to look.
type TextOptions struct {
	Color    bool
	Width    int // of the terminal in cells, to which long lines are wrapped; 0 for a file: they are not
	Show     Show
	Explain  bool // print how each listed claim was read
	Quiet    bool // no counts on the last line
	Datasets int  // how many were loaded, for the last line
}

const (
	widthOfFiles = 100 // of a report that goes to no terminal
	narrowest    = 40  // a terminal that lines are wrapped for
)

// Text writes the report that people read: for each claim its place, the verdict and why, the source
// line with a caret, the evidence with its source and the fix; on the last line the counts. The first
// line of a claim is path:line:column: verdict: message [rule], as editors look for it.
func Text(w io.Writer, articles []Article, o TextOptions) error {
	buffered := bufio.NewWriter(w)
	t := &textReport{w: buffered, o: o, palette: newPalette(o.Color)}
	if o.Width >= narrowest {
		t.wrap = o.Width
	}
	if o.Width <= 0 {
		t.o.Width = widthOfFiles
	}
	for _, a := range sorted(articles) {
		t.article(a)
	}
	if !o.Quiet {
		t.summary(Count(articles))
	}
	return buffered.Flush()
}

type textReport struct {
	w       *bufio.Writer
	o       TextOptions
	palette palette
	wrap    int  // the width to wrap lines to; 0: they are not wrapped
	block   bool // the claim before had lines of its own: a blank line comes next
	listed  bool // some claim has been written
}

func (t *textReport) article(a Article) {
	lines := draft.Lines(a.Draft)
	for i := range a.Findings {
		f := &a.Findings[i]
		whole := f.Suppressed == nil && (f.Label == rules.Refuted || f.Label == rules.Supported && f.Severity == rules.Warning)
		switch {
		case f.Suppressed != nil && t.o.Show < ShowAll,
			f.Label == rules.NotEnoughInfo && !whole && t.o.Show < ShowOpen,
			f.Label == rules.Supported && !whole && t.o.Show < ShowAll:
			continue
		}
		if t.block || whole && t.listed {
			t.w.WriteByte('\n')
		}
		line, column := lines.Position(f.Span.Start)
		place := fmt.Sprintf("%s:%d:%d:", printable(filepath.ToSlash(a.Path)), line, column)
		name := "[" + f.Rule + "]"
		message := printable(f.Message)
		if !whole { // no source line follows: name the words
			message = quote(string(a.Draft[f.Span.Start:f.Span.End]), 60) + ": " + message
		}
		verdict := t.palette.of(f)
		t.head(place, word(f)+":", message, name, verdict)
		if whole {
			t.excerpt(a, lines.Line(line), line, f, verdict)
		}
		if s := f.Suppressed; s != nil {
			t.detail("suppressed", strings.TrimSuffix("by "+suppressors[s.By]+": "+s.Reason, ": "))
		}
		if whole || f.Label == rules.Supported {
			t.evidence(a, f)
		}
		if t.o.Explain {
			t.explain(a, f, lines, whole || f.Label == rules.Supported)
		}
		t.block, t.listed = whole, true
	}
	for _, n := range a.Notices {
		if t.block {
			t.w.WriteByte('\n')
		}
		place := fmt.Sprintf("%s:%d:%d:", printable(filepath.ToSlash(cmp.Or(n.Path, a.Path))), n.Line, n.Column)
		t.head(place, string(n.Severity)+":", printable(n.Message), "["+n.Rule+"]", t.palette.warning)
		t.block, t.listed = false, true
	}
}

// head writes the first line of a claim. On a narrow terminal what does not fit goes on under it.
func (t *textReport) head(place, word, message, rule string, hue *color.Color) {
	if t.wrap > 0 {
		message = hang(message+" "+rule, t.wrap, cells.StringWidth(place+" "+word+" "), 4)
		message = strings.TrimSuffix(message, rule)
		fmt.Fprintf(t.w, "%s %s %s%s\n", t.palette.place.Sprint(place), hue.Sprint(word), message, t.palette.faint.Sprint(rule))
		return
	}
	fmt.Fprintf(t.w, "%s %s %s %s\n", t.palette.place.Sprint(place), hue.Sprint(word), message, t.palette.faint.Sprint(rule))
}

// hang breaks text between words so that lines fit into width, the first from the column at on, the others from indent.
func hang(text string, width, at, indent int) string {
	if at+cells.StringWidth(text) <= width {
		return text
	}
	var b strings.Builder
	for i, word := range strings.Fields(text) {
		w := cells.StringWidth(word)
		switch {
		case i == 0:
		case at+1+w > width && at > indent:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += w
	}
	return b.String()
}

var suppressors = map[rules.SuppressedBy]string{rules.ByComment: "a comment", rules.ByFrontMatter: "the front matter", rules.BySidecar: "the file beside the draft", rules.ByBaseline: "the baseline"}

func (t *textReport) excerpt(a Article, source draft.Span, line int, f *rules.Finding, verdict *color.Color) {
	number := strconv.Itoa(line)
	gutter := strings.Repeat(" ", len(number)+2)
	e := cut(a.Draft[source.Start:source.End], f.Span.Start-source.Start, f.Span.End-source.Start, max(t.o.Width-len(gutter)-2, 20))
	bar := t.palette.faint.Sprint("|")
	fmt.Fprintf(t.w, "%s%s\n", gutter, bar)
	fmt.Fprintf(t.w, " %s %s %s\n", t.palette.faint.Sprint(number), bar, e.text)
	fmt.Fprintf(t.w, "%s%s %s%s\n", gutter, bar, strings.Repeat(" ", e.indent), verdict.Sprint(strings.Repeat("^", e.caret)))
}

func (t *textReport) evidence(a Article, f *rules.Finding) {
	rows := evidence(f)
	for _, line := range records(rows) {
		t.detail("record", line)
	}
	for _, line := range sources(rows) {
		t.detail("source", line)
	}
	if s := f.Suggestion; s != nil {
		was := string(a.Draft[s.Span.Start:s.Span.End])
		switch {
		case was == "":
			t.detail("fix", "insert "+quote(s.Text, 60))
		case s.Text == "":
			t.detail("fix", "leave out "+quote(was, 60))
		default:
			t.detail("fix", quote(s.Text, 60)+" for "+quote(was, 60))
		}
	}
}

func (t *textReport) detail(name, text string) {
	text = printable(text)
	if t.wrap > 0 {
		text = hang(text, t.wrap, cells.StringWidth("   = "+name+": "), 5)
	}
	fmt.Fprintf(t.w, "   %s %s %s\n", t.palette.faint.Sprint("="), t.palette.faint.Sprint(name+":"), text)
}

// summary writes the last line.
func (t *textReport) summary(s Summary) {
	if t.listed {
		t.w.WriteByte('\n')
	}
	fmt.Fprintln(t.w, summaryLine(s, t.o.Datasets, t.palette))
}

// SummaryLine returns the last line of the text report, without colours.
func SummaryLine(articles []Article, datasets int) string {
	return summaryLine(Count(articles), datasets, newPalette(false))
}

// summaryLine counts: "2 drafts, 14 claims: 11 supported, 1 refuted, 2 not on record (3 datasets)".
func summaryLine(s Summary, datasets int, p palette) string {
	if s.Drafts == 0 {
		return "0 drafts"
	}
	suppressed := ""
	if s.Suppressed > 0 {
		suppressed = fmt.Sprintf(", %d suppressed", s.Suppressed)
	}
	return fmt.Sprintf("%s, %s: %s, %s, %s%s (%s)", count(s.Drafts, "draft"), count(s.Claims(), "claim"),
		p.supported.Sprintf("%d supported", s.Supported),
		p.refuted.Sprintf("%d refuted", s.Refuted),
		p.open.Sprintf("%d not on record", s.NotEnoughInfo), suppressed,
		count(datasets, "dataset"))
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// word names the verdict in the report: colour is never all that tells it.
func word(f *rules.Finding) string {
	switch {
	case f.Suppressed != nil:
		return "suppressed"
	case f.Label == rules.Refuted && f.Severity != rules.Error:
		return "refuted (" + string(f.Severity) + ")"
	case f.Label == rules.Refuted:
		return "refuted"
	case f.Label == rules.NotEnoughInfo:
		return "not on record"
	case f.Severity == rules.Warning:
		return "warning"
	}
	return "supported"
}

// palette holds colours of its own: the switch of package color is global and belongs to the program.
type palette struct{ refuted, warning, supported, open, place, faint *color.Color }

func newPalette(on bool) palette {
	p := palette{
		refuted: color.New(color.FgRed, color.Bold), warning: color.New(color.FgYellow, color.Bold),
		supported: color.New(color.FgGreen), open: color.New(color.FgCyan),
		place: color.New(color.Bold), faint: color.New(color.FgHiBlack),
	}
	for _, c := range []*color.Color{p.refuted, p.warning, p.supported, p.open, p.place, p.faint} {
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}

func (p palette) of(f *rules.Finding) *color.Color {
	switch {
	case f.Label == rules.Refuted:
		return p.refuted
	case f.Label == rules.NotEnoughInfo:
		return p.open
	case f.Severity == rules.Warning:
		return p.warning
	}
	return p.supported
}
