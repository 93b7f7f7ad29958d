package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/facts/revision"
	"github.com/onrecord/onrecord/schema"
)

// factsShow prints a series with a chart, or the members of a dimension beside one another.
func (c *Command) factsShow() *cobra.Command {
	cmd := &cobra.Command{Use: "show --facts PATH DATASET [MEASURE [MEMBER...]]", Short: "print a series with a chart"}
	cmd.Example = `  onrecord facts show --facts facts city-burglary
  onrecord facts show --facts facts city-burglary burglaries harbour
  onrecord facts show --facts facts --by district --at 2024 city-burglary burglaries`
	flags := cmd.Flags()
	paths := flags.StringArray("facts", nil, "read facts from `PATH`, a file or a folder (repeatable)")
	by := flags.String("by", "", "compare the members of a `DIMENSION` in one period")
	at := flags.String("at", "", "compare them in this `PERIOD` (default the latest)")
	return c.does(cmd, func() int {
		var problems []error
		var when period.Period
		if *at != "" {
			var err error
			if when, err = period.Parse(*at); err != nil {
				problems = append(problems, fmt.Errorf("--at: %w", err))
			}
			if *by == "" {
				problems = append(problems, errors.New("--at goes with --by DIMENSION"))
			}
		}
		if flags.NArg() == 0 {
			problems = append(problems, errors.New("name a dataset, as onrecord facts list does"))
		}
		if len(*paths) == 0 {
			problems = append(problems, errors.New("no facts: give --facts PATH"))
		}
		if err := errors.Join(problems...); err != nil {
			return c.fail(err)
		}
		catalog, err := revision.Load(*paths)
		if err != nil {
			return c.fail(err)
		}
		dataset, err := datasetOf(catalog, flags.Arg(0))
		if err != nil {
			return c.fail(err)
		}
		if flags.NArg() == 1 && len(dataset.Measures) != 1 {
			today, _ := c.today("")
			h := holdingOf(dataset, today)
			h.write(c.Stdout)
			return exitClean
		}
		slice, err := sliceOf(dataset, flags.Args()[1:])
		if err != nil {
			return c.fail(err)
		}
		chart := &chart{width: c.Width}
		switch dimension, err := compared(dataset, slice, *by); {
		case err != nil:
			return c.fail(err)
		case dimension != nil:
			err = chart.members(catalog, slice, dimension, when)
			if err != nil {
				return c.fail(err)
			}
		default:
			if err := chart.series(catalog.Series(slice)); err != nil {
				return c.fail(err)
			}
		}
		fmt.Fprintf(c.Stdout, "%s: %s\n%s\n", dataset.ID, slice.Words(), describeSource(dataset, slice.Measure))
		chart.write(c.Stdout)
		return exitClean
	})
}

func datasetOf(c *facts.Catalog, id string) (*facts.Dataset, error) {
	if d := c.Dataset(id); d != nil {
		return d, nil
	}
	return nil, fmt.Errorf("there is no dataset %q%s", id, hint(id, c.IDs(), "onrecord facts list names them"))
}

// sliceOf reads a measure and members by their ids, labels or aliases, whatever their case.
func sliceOf(d *facts.Dataset, words []string) (facts.Slice, error) {
	if len(d.Measures) == 0 {
		return facts.Slice{}, fmt.Errorf("%s has no measure, only names and periods: there is no series to show", d.ID)
	}
	slice := facts.Slice{Measure: d.Measures[0]}
	var problems []error
	if len(words) > 0 {
		var known []string
		slice.Measure = nil
		for _, m := range d.Measures {
			known = append(known, m.ID)
			if slice.Measure == nil && called(words[0], m.ID, m.Label, m.Aliases) {
				slice.Measure = m
			}
		}
		if slice.Measure == nil {
			problems = append(problems, fmt.Errorf("%s has no measure %q%s", d.ID, words[0], hint(words[0], known, "it has "+strings.Join(known, ", "))))
			slice.Measure = d.Measures[0]
		}
		for _, word := range words[1:] {
			m := memberOf(d, word)
			if m == nil {
				problems = append(problems, fmt.Errorf("%s has no member %q%s", d.ID, word, hint(word, memberIDs(d), "onrecord facts list names them")))
				continue
			}
			slice = slice.With(m)
		}
	}
	return slice, errors.Join(problems...)
}

func called(word, id, label string, aliases []string) bool {
	for _, name := range append([]string{id, label}, aliases...) {
		if strings.EqualFold(word, name) {
			return true
		}
	}
	return false
}

func memberOf(d *facts.Dataset, word string) *facts.Member {
	for _, dimension := range d.Dimensions {
		if m := dimension.Member(word); m != nil {
			return m
		}
	}
	for _, dimension := range d.Dimensions {
		for _, m := range dimension.Members {
			if called(word, m.ID, m.Label, m.Aliases) {
				return m
			}
		}
	}
	return nil
}

func memberIDs(d *facts.Dataset) (ids []string) {
	for _, dimension := range d.Dimensions {
		for _, m := range dimension.Members {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// compared returns the dimension to compare over: the one asked for, or in a table without time the first that
// tells its rows apart; nil for a series.
func compared(d *facts.Dataset, slice facts.Slice, by string) (*facts.Dimension, error) {
	var known []string
	for _, dimension := range d.Dimensions {
		if by == dimension.ID || by == "" && d.Period == nil && dimension.Key && slice.Member(dimension) == nil {
			return dimension, nil
		}
		known = append(known, dimension.ID)
	}
	if by != "" {
		return nil, fmt.Errorf("%s has no dimension %q%s", d.ID, by, schema.DidYouMean(by, known))
	}
	return nil, nil
}

func describeSource(d *facts.Dataset, m *facts.Measure) string {
	var words []string
	if unit := m.Unit.String(); unit != "" {
		words = append(words, "in "+unit)
	}
	if m.Per != "" {
		words = append(words, "per "+m.Per)
	}
	if s := d.Source; s.Publisher != "" || s.Title != "" {
		words = append(words, strings.TrimSuffix(strings.TrimPrefix(s.Publisher+", "+s.Title, ", "), ", "))
	}
	if !d.Source.Published.IsZero() {
		words = append(words, "published "+d.Source.Published.Words())
	}
	return strings.Join(append(words, slashed(d.Path)), "; ") + "\n"
}

// series charts a series: a line for each period, the missing ones among them.
func (c *chart) series(s facts.Series) error {
	if len(s.Cells) == 0 {
		return fmt.Errorf("no values for %s: %s", s.Slice.Words(), nameMember(s.Slice))
	}
	grain := s.Cells[len(s.Cells)-1].Period.Grain()
	_, gaps := s.Window(period.Period{}, period.Period{})
	for _, cell := range s.Cells {
		n := 0
		for n < len(gaps) && cell.Period.Grain() == grain && gaps[n].Before(cell.Period) {
			n++
		}
		c.gaps(gaps[:n])
		gaps = gaps[n:]
		c.bar(cell.Period.String(), cell)
	}
	return nil
}

// nameMember says how a series without a total can be asked for.
func nameMember(s facts.Slice) string {
	for _, d := range s.Measure.Dataset.Dimensions {
		if d.Key && s.Member(d) == nil && len(d.Members) > 0 {
			return fmt.Sprintf("name a member of %s, such as %s, or give --by %s", d.ID, d.Members[0].ID, d.ID)
		}
	}
	return "there are none in the table"
}

// members charts the members of a dimension in one period, the latest when none is given.
func (c *chart) members(catalog *facts.Catalog, slice facts.Slice, d *facts.Dimension, at period.Period) error {
	if d.Dataset.Period != nil && at.IsZero() {
		for _, m := range d.Members {
			if cell, ok := catalog.Series(slice.With(m)).Latest(period.Period{}); ok && cell.Period.Compare(at) > 0 {
				at = cell.Period
			}
		}
	}
	for _, cell := range catalog.Parts(slice, d, at) {
		c.bar(cell.Rows[0].Members[d.Index].Label, cell)
	}
	if len(c.lines) == 0 {
		return fmt.Errorf("no values for %s by %s", slice.WordsAt(at), d.ID)
	}
	if !at.IsZero() {
		c.caption = "in " + at.Words()
	}
	return nil
}

// remark says what a reader of a value must know.
func remark(cell facts.Cell) string {
	var words []string
	if cell.Derived {
		words = append(words, "sum of "+plural(len(cell.Rows), "row"))
	}
	for _, o := range cell.Rows {
		if o.Status != facts.Final {
			words = append(words, o.Status.String())
			break
		}
	}
	if len(cell.Rows) == 1 && cell.Rows[0].Note != "" {
		words = append(words, cell.Rows[0].Note)
	}
	return strings.Join(words, ", ")
}

func shown(cell facts.Cell, m *facts.Measure) string {
	if len(cell.Rows) == 1 && m.Unit.Kind == quantity.Count && cell.Step.Less(quantity.Int(1)) {
		return cell.Rows[0].Written // 12.0 and 12.5 stand below each other
	}
	return quantity.Format(cell.Value, m.Unit)
}
