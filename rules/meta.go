package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onrecord/onrecord/claims"
	"github.com/onrecord/onrecord/draft"
	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/period"
	"github.com/onrecord/onrecord/schema"
)

// MetaProblem is something wrong with what a draft says of itself: the day of publication, the datasets it names, the
// claims that it declares.
type MetaProblem struct {
	Span draft.Span
	Msg  string

	Path         string // of the sidecar that it is about; "" for the draft
	Line, Column int    // in the sidecar
}

// SettleMeta writes the day of publication that a document gives as the calendar does, 2024-01-25, which is how Check
// reads it. It returns what is wrong: a day that is none, and datasets that are not in the catalog, and declared claims
// that name what is not there. An empty catalog knows no datasets and objects to none.
func SettleMeta(d *draft.Document, c *facts.Catalog) []MetaProblem {
	var problems []MetaProblem
	if written := d.Meta.Published; written != "" {
		if day, ok := PublicationDay(written); ok {
			d.Meta.Published = day.String()
		} else {
			problems = append(problems, MetaProblem{Span: d.Meta.PublishedSpan, Msg: fmt.Sprintf("published: %q is not a day, such as 2025-02-12", written)})
		}
	}
	var known []string
	for _, dataset := range c.Datasets {
		known = append(known, dataset.ID)
	}
	for i, id := range d.Meta.Facts {
		if !slices.Contains(known, id) && len(known) > 0 {
			problems = append(problems, MetaProblem{Span: d.Meta.FactSpans[i], Msg: fmt.Sprintf("facts: no dataset %q is loaded%s", id, schema.DidYouMean(id, known))})
		}
	}
	_, wrong := resolveDeclared(d, c)
	return append(problems, wrong...)
}

// PublicationDay reads the date of a draft: 2024-01-25, perhaps with a time behind it as pages have it, or in words,
// "January 25, 2024".
func PublicationDay(written string) (period.Period, bool) {
	date, _, _ := strings.Cut(strings.Replace(written, "T", " ", 1), " ")
	if day, err := period.Parse(date); err == nil && day.Grain() == period.Day {
		return day, true
	}
	var m claims.Mentions
	claims.NewReader().Read(written, period.Period{}, &m)
	if len(m.Periods) != 1 || m.Periods[0].Anchor != claims.Absolute || m.Periods[0].Period.Grain() != period.Day {
		return period.Period{}, false
	}
	return m.Periods[0].Period, true
}
