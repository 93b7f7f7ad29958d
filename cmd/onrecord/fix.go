package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/onrecord/onrecord/report"
	"github.com/onrecord/onrecord/rules"
)

// mended is an article with its fixes put in.
type mended struct {
	report.Article
	refuted int // claims of the whole draft, also those that --diff leaves out of the article
	fixed   int // claims
}

// mostOneByOne bounds how often a draft is checked again when its fixes do not go together.
const mostOneByOne = 40

// mend puts in the fixes of refuted claims, which are exact replacements of words of the draft, and has the result
// checked again: fixes that would refute another claim are left out. Of fixes that overlap, the first is taken; what
// it leaves refuted gets its own in the next round. A claim that is suppressed stays as it is written.
func mend(m mended, check func(text []byte) (mended, error)) (mended, error) {
	take := func(after mended, fixes int) {
		after.fixed = m.fixed + fixes
		m = after
	}
	for range 4 { // a second round is rare, and no text is worth a fifth
		edits := fixesOf(m.Article)
		if len(edits) == 0 {
			return m, nil
		}
		after, err := check(apply(m.Draft, edits))
		if err != nil {
			return m, err
		}
		if after.refuted <= m.refuted-len(edits) {
			take(after, len(edits))
			continue
		}
		// Together they refute something: take those that mend on their own, from the end, so that the places before stay true.
		progress := false
		for i, edit := range slices.Backward(edits) {
			if len(edits)-i > mostOneByOne {
				break
			}
			after, err := check(apply(m.Draft, []rules.Suggestion{edit}))
			if err != nil {
				return m, err
			}
			if after.refuted < m.refuted {
				take(after, 1)
				progress = true
			}
		}
		if !progress {
			return m, nil
		}
	}
	return m, nil
}

// fixesOf returns the fixes of the refuted claims of an article in the order of the draft, none over another.
func fixesOf(a report.Article) (edits []rules.Suggestion) {
	for _, f := range a.Findings {
		if f.Label == rules.Refuted && f.Suppressed == nil && f.Suggestion != nil && string(a.Draft[f.Suggestion.Span.Start:f.Suggestion.Span.End]) != f.Suggestion.Text {
			edits = append(edits, *f.Suggestion)
		}
	}
	slices.SortStableFunc(edits, func(a, b rules.Suggestion) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	end := -1
	return slices.DeleteFunc(edits, func(s rules.Suggestion) bool {
		if s.Span.Start < end || s.Span.Start == end && s.Span.Len() == 0 {
			return true
		}
		end = s.Span.End
		return false
	})
}

// apply returns text with edits, which are in order and apart, put in. Every other byte stays: line ends, marks, spaces.
func apply(text []byte, edits []rules.Suggestion) (out []byte) {
	last := 0
	for _, e := range edits {
		out = append(append(out, text[last:e.Span.Start]...), e.Text...)
		last = e.Span.End
	}
	return append(out, text[last:]...)
}

func refutedIn(a report.Article) (n int) {
	for _, f := range a.Findings {
		if f.Label == rules.Refuted && f.Suppressed == nil {
			n++
		}
	}
	return n
}

// mendAll mends the articles of a run. With diff it writes what would change as a unified diff, which git apply and patch
// read; else it writes the files and returns the articles as they are now. What was read from standard input goes to
// standard output.
func (c *Command) mendAll(run *checkRun, diff, quiet bool) ([]report.Article, error) {
	articles := run.articles
	var problems []error
	claims, drafts := 0, 0
	out := slices.Clone(articles)
	for i, s := range run.sources {
		check := func(text []byte) (mended, error) {
			again := s
			again.read = func() ([]byte, error) { return text, nil }
			a, err := checkOne(&again, true)
			if err != nil {
				return mended{}, err
			}
			run.setAside(&again, a)
			refuted := refutedIn(a)
			a, err = run.narrow(&again, a)
			return mended{Article: a, refuted: refuted}, err
		}
		m, err := mended{Article: articles[i]}, error(nil)
		if len(fixesOf(articles[i])) > 0 {
			if m, err = check(articles[i].Draft); err == nil {
				m, err = mend(m, check)
			}
		}
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if diff {
			writeDiff(c.Stdout, s.path, articles[i].Draft, m.Draft)
		} else if s.stdin {
			_, err = c.Stdout.Write(m.Draft)
		} else if m.fixed > 0 {
			err = overwrite(s.file, articles[i].Draft, m.Draft)
		}
		if err != nil {
			problems = append(problems, &draftError{path: s.path, msg: "the fixes cannot be written: " + reason(err)})
			continue
		}
		if m.fixed > 0 {
			claims, drafts = claims+m.fixed, drafts+1
			if !diff {
				out[i] = m.Article
			}
		}
	}
	if claims > 0 && !quiet {
		verb := "fixed"
		if diff {
			verb = "would fix"
		}
		fmt.Fprintf(c.Stderr, "onrecord: %s %s in %s\n", verb, plural(claims, "claim"), plural(drafts, "draft"))
	}
	return out, errors.Join(problems...)
}

// writeDiff writes what changes in a draft as git does.
func writeDiff(w io.Writer, path string, before, after []byte) {
	if string(before) == string(after) {
		return
	}
	name := func(side string) string {
		if name := side + "/" + strings.TrimPrefix(path, "/"); !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f }) {
			return name
		} else {
			return fmt.Sprintf("%q", name)
		}
	}
	io.WriteString(w, udiff.Unified(name("a"), name("b"), string(before), string(after)))
}

// overwrite replaces the text of a file that still reads as before, through a file beside it, so that no reader meets
// half of one. The file keeps its mode; a link stays a link.
func overwrite(file string, before, after []byte) error {
	file, err := filepath.EvalSymlinks(file)
	if err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if now, err := readFile(file); err != nil {
		return err
	} else if string(now) != string(before) {
		return errors.New("it was changed in the meantime")
	}
	beside, err := os.CreateTemp(filepath.Dir(file), ".onrecord-*")
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name())
	_, err = beside.Write(after)
	if err = errors.Join(err, beside.Chmod(info.Mode().Perm()), beside.Close()); err != nil {
		return err
	}
	return os.Rename(beside.Name(), file)
}
