package format

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// GitHub's limits: of each kind of annotation it shows ten a step, and cuts messages, both without a word.
const (
	mostAnnotations = 10
	longestMessage  = 4000
)

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	githubCommands = map[Level]string{Error: "error", Warning: "warning", Note: "notice"}
)

// GitHub writes the report for people into the log and then workflow commands, which GitHub shows as annotations on the
// files of a commit: the gravest first, as many as GitHub shows, and a notice on how many there are more.
func GitHub(w io.Writer, r *Run) error {
	var b bytes.Buffer
	if r.Text != nil {
		var text bytes.Buffer
		if err := r.Text(&text); err != nil {
			return err
		}
		// A draft may hold what reads as a command, so that none is obeyed until the token comes, which no draft knows.
		sum := sha256.Sum256(text.Bytes())
		token := hex.EncodeToString(sum[:])
		fmt.Fprintf(&b, "::stop-commands::%s\n%s", token, text.Bytes())
		if !bytes.HasSuffix(text.Bytes(), []byte("\n")) {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "::%s::\n", token)
	}
	for i, p := range r.Problems {
		if i == mostAnnotations-1 && len(r.Problems) > mostAnnotations {
			fmt.Fprintf(&b, "::error title=onrecord::%d problems more: see the log\n", len(r.Problems)-i)
			break
		}
		annotateProblem(&b, r, p)
	}
	all := byLevel(r.problems())
	total, written := map[Level]int{}, map[Level]int{}
	for _, f := range all {
		total[f.Level]++
	}
	crowded := total[Error] > mostAnnotations || total[Warning] > mostAnnotations || total[Note] > mostAnnotations
	for _, f := range all {
		most := mostAnnotations
		if crowded && f.Level == Note {
			most-- // the last notice is on the others
		}
		if written[f.Level] < most {
			written[f.Level]++
			annotate(&b, r.fromRoot(f.path), f.Finding)
		}
	}
	if crowded {
		var more []string
		for _, l := range []Level{Error, Warning, Note} {
			if n := total[l] - written[l]; n > 0 {
				more = append(more, count(n, string(l)))
			}
		}
		fmt.Fprintf(&b, "::notice title=onrecord::%s more, which GitHub would not show: see the log and the job summary\n", strings.Join(more, ", "))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// annotateProblem shows why the run failed where people look for what it found.
func annotateProblem(b *bytes.Buffer, r *Run, p Problem) {
	properties := "title=" + escapeProperty.Replace("onrecord (the run failed)")
	if p.Path != "" {
		properties += ",file=" + escapeProperty.Replace(strings.ToValidUTF8(r.fromRoot(p.Path), "\uFFFD"))
		if p.Line > 0 {
			properties += fmt.Sprintf(",line=%d,col=%d", p.Line, p.Column)
		}
	}
	fmt.Fprintf(b, "::error %s::%s\n", properties, escapeData.Replace(shorten(oneLine(p.Message), longestMessage)))
}

func annotate(b *bytes.Buffer, path string, f *Finding) {
	place := fmt.Sprintf("line=%d", f.Start.Line)
	switch {
	case f.End.Line != f.Start.Line: // GitHub drops columns that stand in different lines
		place += fmt.Sprintf(",endLine=%d", f.End.Line)
	case f.Text == "":
		place += fmt.Sprintf(",col=%d", f.Start.Column)
	default:
		place += fmt.Sprintf(",endLine=%d,col=%d,endColumn=%d", f.End.Line, f.Start.Column, f.End.Column)
	}
	message := f.Message
	for _, s := range f.Source {
		message += "\n" + s
	}
	if f.Fix != nil {
		message += "\nFix: " + f.Fix.words()
	}
	var lines []string
	for line := range strings.SplitSeq(message, "\n") {
		lines = append(lines, oneLine(line))
	}
	fmt.Fprintf(b, "::%s title=%s,file=%s,%s::%s\n", githubCommands[f.Level], escapeProperty.Replace("onrecord ("+f.Rule+")"),
		escapeProperty.Replace(strings.ToValidUTF8(path, "\uFFFD")), place, escapeData.Replace(shorten(strings.Join(lines, "\n"), longestMessage)))
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
