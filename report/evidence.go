package report

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/onrecord/onrecord/facts"
	"github.com/onrecord/onrecord/facts/quantity"
	"github.com/onrecord/onrecord/rules"
)

// mostEntries bounds how many rows are written out for one claim; the rest is counted, and the lines
// of all of them are named.
const mostEntries = 12

// evidence returns the rows that a verdict rests on: those that the rule names, each derived value followed by the values
// that it was worked out of.
func evidence(f *rules.Finding) (rows []*facts.Observation) {
	for _, o := range f.Evidence {
		rows = append(rows, o)
		for _, source := range o.Sources() {
			if !slices.Contains(rows, source) && !slices.Contains(f.Evidence, source) {
				rows = append(rows, source)
			}
		}
	}
	return rows
}

// records returns the lines that show rows as evidence, one for each measure and file that they come
// from: "city-burglary, burglaries: 2023 = 412, 2024 = 388   (facts/burglary.yaml:31-32)".
func records(rows []*facts.Observation) []string {
	var lines []string
	for _, group := range grouped(rows, func(a, b *facts.Observation) bool {
		return a.Measure == b.Measure && a.Path == b.Path
	}) {
		lines = append(lines, recordLine(group))
	}
	return lines
}

func recordLine(rows []*facts.Observation) string {
	first := rows[0]
	head := []string{first.Measure.Dataset.ID, first.Measure.Label}
	oneSlice, onePeriod := true, true
	for _, o := range rows[1:] {
		oneSlice = oneSlice && memberNames(o) == memberNames(first)
		onePeriod = onePeriod && o.Period == first.Period
	}
	if oneSlice && memberNames(first) != "" {
		head = append(head, memberNames(first))
	}
	if onePeriod && !oneSlice && !first.Period.IsZero() {
		head = append(head, first.Period.String())
	}
	var entries []string
	for i, o := range rows {
		if i == mostEntries {
			entries = append(entries, fmt.Sprintf("and %d more", len(rows)-i))
			break
		}
		var key []string
		if !oneSlice && memberNames(o) != "" {
			key = append(key, memberNames(o))
		}
		if (oneSlice || !onePeriod) && !o.Period.IsZero() {
			key = append(key, o.Period.String())
		}
		if !oneSlice && len(key) == 0 {
			key = append(key, "all")
		}
		entries = append(entries, strings.TrimPrefix(strings.Join(key, " ")+" = ", " = ")+shown(o))
	}
	return fmt.Sprintf("%s: %s   (%s:%s)", strings.Join(head, ", "), strings.Join(entries, ", "),
		filepath.ToSlash(first.Path), lineRanges(rows))
}

// shown returns the value of o with its unit, and its status when it is not final.
func shown(o *facts.Observation) string {
	text := quantity.Format(o.Value, o.Measure.Unit)
	if o.Status != facts.Final {
		text += " (" + o.Status.String() + ")"
	}
	return text
}

func memberNames(o *facts.Observation) string {
	var names []string
	for _, m := range o.Members {
		if m != nil {
			names = append(names, cmp.Or(m.Label, m.ID))
		}
	}
	return strings.Join(names, ", ")
}

// lineRanges returns the lines of rows in order, runs joined: "31-32, 40".
func lineRanges(rows []*facts.Observation) string {
	var numbers []int
	for _, o := range rows {
		numbers = append(numbers, o.Line)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	var ranges []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		text := strconv.Itoa(numbers[i])
		if j > i {
			text += "-" + strconv.Itoa(numbers[j])
		}
		ranges = append(ranges, text)
		i = j + 1
	}
	return strings.Join(ranges, ", ")
}

// sources returns a line for each source of rows: "Northport Police, Recorded crime 2024,
// 11 February 2025, https://example.org/crime".
func sources(rows []*facts.Observation) []string {
	var lines []string
	for _, o := range rows {
		s := o.Measure.Dataset.Source
		var parts []string
		for _, part := range []string{s.Publisher, s.Title, s.Page, s.Published.Words(), s.URL} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		if line := strings.Join(parts, ", "); line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// grouped collects the rows that are alike, groups and rows in order of first appearance.
func grouped(rows []*facts.Observation, alike func(a, b *facts.Observation) bool) [][]*facts.Observation {
	var groups [][]*facts.Observation
next:
	for _, o := range rows {
		for i, g := range groups {
			if alike(g[0], o) {
				groups[i] = append(g, o)
				continue next
			}
		}
		groups = append(groups, []*facts.Observation{o})
	}
	return groups
}
