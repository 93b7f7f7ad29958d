package gfm_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/onrecord/onrecord/draft/gfm"
)

var (
	own    = gfm.NewParser()
	theirs = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote)).Parser()
)

// tree writes the syntax tree of a text with what its nodes hold.
func tree(p parser.Parser, source []byte) string {
	var b strings.Builder
	depth := 0
	ast.Walk(p.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&b, "%s%s %d", strings.Repeat(" ", depth), n.Kind(), n.Pos())
		if n.Type() == ast.TypeBlock {
			for i := range n.Lines().Len() {
				fmt.Fprintf(&b, " %v", n.Lines().At(i))
			}
		}
		switch n := n.(type) {
		case *ast.Text:
			fmt.Fprintf(&b, " %v %t %t %t", n.Segment, n.SoftLineBreak(), n.HardLineBreak(), n.IsRaw())
		case *extast.Table:
			fmt.Fprintf(&b, " %v", n.Alignments)
		case *extast.TableCell:
			fmt.Fprintf(&b, " %v", n.Alignment)
		case *extast.TaskCheckBox:
			fmt.Fprintf(&b, " %t", n.IsChecked)
		case *extast.Footnote:
			fmt.Fprintf(&b, " %q %d", n.Ref, n.Index)
		case *extast.FootnoteLink:
			fmt.Fprintf(&b, " %d %d %d", n.Index, n.RefCount, n.RefIndex)
		}
		b.WriteByte('\n')
		depth++
		return ast.WalkContinue, nil
	})
	return b.String()
}

var samples = []string{
	"| a | b |\n|---|:-:|\n| 1 | `x\\|y` |\n| 2 |\n\nText\n| c |\n| -: |\n| 3 | 4 |\n",
	"a | b\n:-- | --:\n1 | 2\n", "|a|\n|:|\n", "|a|\n|--:-|\n", "|a|b|\n|-|\n", "    |a|\n    |-|\n",
	"~~gone~~ ~once~ ~~~no~~~ ~~a~ b~~ ~~not closed", "- [ ] open\n- [x]  done\n- [X]\n- [y] none\n- a [x] b\n1. [ ]two\n",
	"A[^1] and ![^2] and again[^1].[^none]\n\n[^1]: One\n    goes on\n\n    and on\n[^2]:Two\n[^3]: unused\n[^]: empty\n[^ ]: blank\n",
	"> | a |\n> |---|\n> | [^q] |\n>\n> [^q]: quoted\n", "\t[^1]: x\n[^1]:\n\ttext[^1]\n", "[^a[b]: c\n[^a]\n", "| a |\r\n|---|\r\n| b |\r\n",
}

func TestReadsAsGoldmarkDoes(t *testing.T) {
	sources := append([]string{}, samples...)
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".md" {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sources = append(sources, string(text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		if diff := cmp.Diff(tree(theirs, []byte(source)), tree(own, []byte(source))); diff != "" {
			t.Errorf("%.300s\n(-goldmark +own):\n%s", source, diff)
		}
	}
}

func FuzzReadsAsGoldmarkDoes(f *testing.F) {
	for _, sample := range samples {
		f.Add(sample)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 1000 {
			return
		}
		if diff := cmp.Diff(tree(theirs, []byte(source)), tree(own, []byte(source))); diff != "" {
			t.Errorf("(-goldmark +own):\n%s", diff)
		}
	})
}
