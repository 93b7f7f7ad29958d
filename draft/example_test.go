package draft_test

import (
	"fmt"

	"github.com/onrecord/onrecord/draft"
)

// A sentence is read without its markup, and any part of it leads back to its bytes in the source.
func ExampleParse() {
	source := []byte("# Crime\n\nIt fell to **388**&nbsp;burglaries.\n")
	d, err := draft.Parse(source, draft.Markdown)
	if err != nil {
		panic(err)
	}
	for _, block := range d.Blocks {
		for i := range block.Sentences {
			fmt.Printf("%s: %s\n", block.Kind, block.Sentences[i].Text)
		}
	}
	span := d.Blocks[1].Sentences[0].Span(11, 25) // "388 burglaries"
	line, column := draft.Lines(source).Position(span.Start)
	fmt.Printf("%d:%d: %s\n", line, column, source[span.Start:span.End])
	// Output:
	// heading: Crime
	// paragraph: It fell to 388 burglaries.
	// 3:14: 388**&nbsp;burglaries
}
