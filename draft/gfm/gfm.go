// Package gfm is a parser of CommonMark with tables, struck-out text, task lists and footnotes: goldmark with its own
// extensions but for what those are not needed for here. The package that they come from compiles patterns for links and
// typographic signs in every program that imports it, which takes longer than to check a draft.
package gfm

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// NewParser returns a parser that may be used by several goroutines at a time.
func NewParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(&footnoteBlockParser{}, 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(&taskCheckBoxParser{}, 0),
			util.Prioritized(&footnoteParser{}, 101),
			util.Prioritized(&strikethroughParser{}, 500))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(), util.Prioritized(&tableParagraphTransformer{}, 200))...),
		parser.WithASTTransformers(
			util.Prioritized(&tableASTTransformer{}, 0),
			util.Prioritized(&footnoteASTTransformer{}, 999)),
	)
}
