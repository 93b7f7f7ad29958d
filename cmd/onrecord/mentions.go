package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/config"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
)

// mention is an amount or a period as onrecord mentions prints it.
type mention struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Value string `json:"value"`
	Unit  string `json:"unit"`
	Hedge string `json:"hedge,omitempty"`
	Noise string `json:"noise,omitempty"` // why it counts nothing: part of a date, a phone number
}

// mentions prints what is read in a draft before any facts.
func (c *Command) mentions() *cobra.Command {
	cmd := &cobra.Command{Use: "mentions FILE", Short: "print the amounts and periods read in a draft, before any facts"}
	cmd.Example = `  onrecord mentions story.md
  echo "It fell by a fifth to 388." | onrecord mentions --format json -`
	var format, published, stdinFilename string
	var settings checkFlags
	flags := cmd.Flags()
	flags.StringVar(&format, "format", "text", "print the list as `FORMAT`: text or json")
	flags.StringVar(&published, "published", "", "count \"last year\" from `DATE` in a draft that has no date of its own (default today)")
	flags.StringVar(&stdinFilename, "stdin-filename", "", "take the draft on standard input for a file of this `NAME`, which tells its format")
	flags.StringVar(&settings.config, "config", "", "take the settings from `FILE` (default .onrecord.yaml in the folder of the draft or above)")
	flags.BoolVar(&settings.isolated, "isolated", false, "read no configuration file")
	return c.does(cmd, func() int {
		var problems []error
		problems = append(problems, oneOf("--format", format, []string{"text", "json"}))
		day, err := c.today(published)
		problems = append(problems, err)
		sources, err := c.findDrafts(flags.Args(), stdinFilename)
		problems = append(problems, err)
		if err == nil && len(sources) != 1 {
			problems = append(problems, fmt.Errorf("mentions reads one draft, not %d", len(sources)))
		}
		loader, err := c.configuration(&settings)
		problems = append(problems, err)
		if err == nil && len(sources) == 1 {
			found, err := loader.For(sources[0].settingsPath())
			problems = append(problems, err)
			if err == nil && found.Ignored {
				fmt.Fprintf(c.Stderr, "onrecord: check passes this draft over, as %s ignores it\n", config.Name)
			}
		}
		if err := errors.Join(problems...); err != nil {
			return c.fail(err)
		}
		document, err := parseDraft(sources[0])
		if err != nil {
			return c.fail(err)
		}
		if err := settleMeta(sources[0].path, document, &facts.Catalog{}); err != nil {
			return c.fail(err)
		}
		if document.Meta.Published != "" {
			day, _ = parseDay(document.Meta.Published)
		}

		list := []mention{}
		var m claims.Mentions
		reader := claims.NewReader()
		for _, block := range document.Blocks {
			for i := range block.Sentences {
				sentence := &block.Sentences[i]
				reader.Read(sentence.Text, day, &m)
				m.Resolve(day)
				list = append(list, mentionsOf(sentence, &m, document.Source)...)
			}
		}
		if format == "text" {
			c.printMentions(document, list)
			return exitClean
		}
		encoder := json.NewEncoder(c.Stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(map[string][]mention{"mentions": list}); err != nil {
			return c.fail(fmt.Errorf("write mentions: %w", err))
		}
		return exitClean
	})
}

// mentionsOf returns what was read in a sentence, by place. Periods that hang on the discourse are counted from the day of
// publication, and decades and split years are written by their days, so that every reader of dates knows them.
// Figures that name and do not count, such as those of phone numbers, are listed with the reason.
func mentionsOf(sentence *draft.Sentence, m *claims.Mentions, text []byte) []mention {
	var list []mention
	for _, l := range m.List() {
		span := sentence.Span(l.Start, l.End)
		list = append(list, mention{l.Kind, string(text[span.Start:span.End]), span.Start, span.End, l.Value, l.Unit, l.Hedge, l.Noise})
	}
	return list
}

func (c *Command) printMentions(d *draft.Document, list []mention) {
	lines := draft.Lines(d.Source)
	table := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', 0)
	for _, m := range list {
		line, column := lines.Position(m.Start)
		fmt.Fprintf(table, "%d:%d\t%s\t%s\t%q\n", line, column, m.Kind, strings.TrimRight(m.Value+" "+m.Unit, " "), strings.Join(strings.Fields(m.Text), " "))
	}
	table.Flush()
	fmt.Fprintln(c.Stdout, plural(len(list), "mention"))
}
