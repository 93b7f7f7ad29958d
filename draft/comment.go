package draft

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// commentReader turns the comments of a draft into ignores:
//
//	<!-- onrecord-ignore-next-line RULE, RULE: reason -->
//	<!-- onrecord-ignore-start RULE: reason --> … <!-- onrecord-ignore-end -->
//	<!-- onrecord-ignore-file RULE: reason -->
//
// The next line is the next that is neither empty nor only such a comment. Without rules, all are
// ignored. What is not ended is ignored to the end of the draft.
type commentReader struct {
	source   []byte
	comments []comment
}

type comment struct {
	span      Span
	directive string // what follows "onrecord-ignore-"
	rules     []string
	reason    string
}

// add notes a comment of the source, from "<!--" to "-->".
func (r *commentReader) add(s Span) {
	text := r.source[s.Start:s.End]
	if !bytes.HasPrefix(text, []byte("<!--")) {
		return
	}
	text = bytes.TrimSpace(bytes.TrimSuffix(text[len("<!--"):], []byte("-->")))
	tail, ok := bytes.CutPrefix(text, []byte("onrecord-ignore"))
	if !ok {
		return
	}
	directive, rest := cutSpace(string(tail))
	c := comment{span: s, directive: strings.TrimPrefix(directive, "-")}
	if name, reason, ok := strings.Cut(c.directive, ":"); ok { // "onrecord-ignore-file: reason"
		c.directive, rest = name, ":"+reason+" "+rest
	}
	rules, reason, _ := strings.Cut(rest, ":")
	c.rules = strings.FieldsFunc(rules, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' || r == '\t' })
	c.reason = strings.Join(strings.Fields(reason), " ")
	r.comments = append(r.comments, c)
}

func cutSpace(s string) (before, after string) {
	if i := strings.IndexAny(s, " \t\r\n"); i >= 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}

// ignores returns what the comments ignore, in the order of the source.
func (r *commentReader) ignores() ([]Ignore, error) {
	slices.SortFunc(r.comments, func(a, b comment) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var ignores []Ignore
	var begun []int // ignores that have not ended
	next := r.nextLines()
	for i, c := range r.comments {
		ignore := Ignore{Rules: c.rules, Reason: c.reason, Comment: c.span}
		switch c.directive {
		case "next-line":
			ignore.Span = next[i]
		case "file":
			ignore.Span = Span{0, len(r.source)}
		case "start":
			ignore.Span = Span{c.span.End, len(r.source)}
			begun = append(begun, len(ignores))
		case "end":
			at := len(begun) - 1
			for k := at; len(c.rules) > 0 && k >= max(0, at-64); k-- {
				if slices.Equal(ignores[begun[k]].Rules, c.rules) {
					at = k
					break
				}
			}
			if at < 0 {
				return nil, syntaxError(r.source, c.span.Start, "onrecord-ignore-end without onrecord-ignore-start before it")
			}
			ignores[begun[at]].Span.End = c.span.Start
			begun = slices.Delete(begun, at, at+1)
			continue
		default:
			return nil, syntaxError(r.source, c.span.Start,
				"no comment is called %q: use onrecord-ignore-next-line, -start, -end or -file", "onrecord-ignore-"+c.directive)
		}
		ignores = append(ignores, ignore)
	}
	return ignores, nil
}

// nextLines returns for each comment the next line of the draft after the one on which it ends. It goes
// backwards, so that no line is looked at twice however many comments there are in a row.
func (r *commentReader) nextLines() []Span {
	lines := make([]Span, len(r.comments))
	scanned := Span{-1, -1} // from here on the next line is `found`
	var found Span
	for i := len(r.comments) - 1; i >= 0; i-- {
		_, start := lineEnd(r.source, r.comments[i].span.End)
		at := start
		for at < len(r.source) {
			if at >= scanned.Start && at <= scanned.End && scanned.Start >= 0 {
				at = scanned.End
				break
			}
			end, next := lineEnd(r.source, at)
			line := trimSpan(r.source, Span{at, end})
			if line.Len() > 0 {
				k := i + 1
				for k < len(r.comments) && r.comments[k].span.Start < line.Start {
					k++
				}
				if k == len(r.comments) || r.comments[k].span.Start != line.Start || !isBlank(r.source[r.comments[k].span.End:max(end, r.comments[k].span.End)]) {
					found = line
					break
				}
				found, at = lines[k], lines[k].Start
				break
			}
			at = next
		}
		if at >= len(r.source) {
			at, found = len(r.source), Span{len(r.source), len(r.source)}
		}
		scanned = Span{start, at}
		lines[i] = found
	}
	return lines
}
