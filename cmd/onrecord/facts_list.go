package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/revision"
)

// factsList tells what is on record: datasets, measures with the words for them, coverage, freshness.
func (c *Command) factsList() *cobra.Command {
	cmd := &cobra.Command{Use: "list PATH...", Short: "tell what is on record: measures, the words for them, coverage"}
	cmd.Example = `  onrecord facts list facts`
	flags := cmd.Flags()
	format := flags.String("format", "text", "write the list as `FORMAT`: text or json")
	return c.does(cmd, func() int {
		problems := []error{oneOf("--format", *format, []string{"text", "json"})}
		if flags.NArg() == 0 {
			problems = append(problems, errors.New("name facts files or folders"))
		}
		var catalog *facts.Catalog
		if flags.NArg() > 0 {
			var err error
			catalog, err = revision.Load(flags.Args())
			problems = append(problems, err)
		}
		today, _ := c.today("")
		if err := errors.Join(problems...); err != nil {
			return c.fail(err)
		}
		holdings := make([]holding, len(catalog.Datasets))
		for i, d := range catalog.Datasets {
			holdings[i] = holdingOf(d, today)
		}
		if *format == "json" {
			encoder := json.NewEncoder(c.Stdout)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			if err := encoder.Encode(map[string]any{"datasets": holdings}); err != nil {
				return c.fail(fmt.Errorf("write list: %w", err))
			}
			return exitClean
		}
		for i, h := range holdings {
			if i > 0 {
				fmt.Fprintln(c.Stdout)
			}
			h.write(c.Stdout)
		}
		return exitClean
	})
}

// holding is what is on record in one dataset.
type holding struct {
	ID         string             `json:"id"`
	Title      string             `json:"title"`
	About      []string           `json:"about"`
	Path       string             `json:"path"`
	Rows       int                `json:"rows"`
	Since      string             `json:"since,omitempty"`
	Measures   []measureHolding   `json:"measures"`
	Dimensions []dimensionHolding `json:"dimensions"`
	Publisher  string             `json:"publisher,omitempty"`
	URL        string             `json:"url,omitempty"`
	Published  string             `json:"published,omitempty"`
	NextUpdate string             `json:"next_update,omitempty"`
	Overdue    bool               `json:"overdue"` // the day of the next update has passed
}

type measureHolding struct {
	ID      string   `json:"id"`
	Label   string   `json:"label"`
	Aliases []string `json:"aliases"`
	Unit    string   `json:"unit"`
	Per     string   `json:"per,omitempty"`
	Values  int      `json:"values"`
	First   string   `json:"first,omitempty"` // periods that have a value
	Last    string   `json:"last,omitempty"`
}

type dimensionHolding struct {
	ID      string   `json:"id"`
	Label   string   `json:"label"`
	Members []string `json:"members"`
}

func holdingOf(d *facts.Dataset, today period.Period) holding {
	h := holding{
		ID: d.ID, Title: d.Title, About: list(d.About), Path: slashed(d.Path), Rows: d.Len(),
		Measures: []measureHolding{}, Dimensions: []dimensionHolding{},
		Publisher: d.Source.Publisher, URL: d.Source.URL,
		Published: d.Source.Published.String(), NextUpdate: d.Source.NextUpdate.String(),
		Overdue: !d.Source.NextUpdate.IsZero() && d.Source.NextUpdate.Before(today),
	}
	if d.Period != nil {
		h.Since = d.Period.Since.String()
	}
	type cover struct {
		values      int
		first, last period.Period
	}
	covers := make([]cover, len(d.Measures))
	for i := range d.Len() {
		row := d.Row(i)
		for _, o := range row.Observations {
			c := &covers[o.Measure.Index]
			c.values++
			if c.first.IsZero() || row.Period.Compare(c.first) < 0 {
				c.first = row.Period
			}
			if c.last.IsZero() || row.Period.Compare(c.last) > 0 {
				c.last = row.Period
			}
		}
	}
	for i, m := range d.Measures {
		h.Measures = append(h.Measures, measureHolding{
			m.ID, m.Label, list(m.Aliases), m.Unit.String(), m.Per, covers[i].values, covers[i].first.String(), covers[i].last.String(),
		})
	}
	for _, dimension := range d.Dimensions {
		members := []string{}
		for _, m := range dimension.Members {
			members = append(members, m.ID)
		}
		h.Dimensions = append(h.Dimensions, dimensionHolding{dimension.ID, dimension.Label, members})
	}
	return h
}

// list is never null in JSON.
func list(texts []string) []string { return append([]string{}, texts...) }

func slashed(path string) string { return strings.ReplaceAll(path, `\`, "/") }

// mostMembers bounds how many members of a dimension are named.
const mostMembers = 8

func (h *holding) write(w io.Writer) {
	fmt.Fprintf(w, "%s", h.ID)
	if h.Title != "" {
		fmt.Fprintf(w, ": %s", h.Title)
	}
	fmt.Fprintln(w)
	for _, m := range h.Measures {
		fmt.Fprintf(w, "  %s: %s\n", m.ID, strings.Join(m.words(), "; "))
	}
	for _, d := range h.Dimensions {
		members := d.Members
		more := ""
		if len(members) > mostMembers {
			members, more = members[:mostMembers], fmt.Sprintf(" and %d more", len(members)-mostMembers)
		}
		fmt.Fprintf(w, "  by %s: %s%s\n", d.ID, strings.Join(members, ", "), more)
	}
	fmt.Fprintf(w, "  %s in %s", plural(h.Rows, "row"), h.Path)
	if h.Since != "" {
		fmt.Fprintf(w, ", the record begins in %s", h.Since)
	}
	fmt.Fprintln(w)
	if text := h.freshness(); text != "" {
		fmt.Fprintf(w, "  %s\n", text)
	}
}

// words tell label, unit and names of a measure, and for which periods it has values.
func (m *measureHolding) words() []string {
	var words []string
	name := m.Label
	if m.Unit != "" && m.Unit != m.Label {
		name += ", in " + m.Unit
	}
	if m.Per != "" {
		name += " per " + m.Per
	}
	words = append(words, name)
	if len(m.Aliases) > 0 {
		words = append(words, "also "+strings.Join(m.Aliases, ", "))
	}
	count := plural(m.Values, "value")
	switch {
	case m.Values == 0 || m.First == "":
	case m.First == m.Last:
		count += " in " + m.First
	default:
		count += ", " + m.First + " to " + m.Last
	}
	return append(words, count)
}

func (h *holding) freshness() string {
	var words []string
	if h.Publisher != "" {
		words = append(words, h.Publisher)
	}
	if h.Published != "" {
		words = append(words, "published "+h.Published)
	}
	switch {
	case h.Overdue:
		words = append(words, "an update was due on "+h.NextUpdate)
	case h.NextUpdate != "":
		words = append(words, "next update "+h.NextUpdate)
	}
	return strings.Join(words, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
